"""An authority's improvement history, gathered from what is held and what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.citations import make_quote
from assistant.history.fixed import Answered, Followed, answered, first_to_follow, items_of
from assistant.history.followed import Said
from assistant.history.grades_over_time import AreaOverTime, board_grades, grades_over_time
from assistant.history.headlines import Improvements, VisitFindings, findings_of
from assistant.history.timeline import authority_of, opening_quote, timeline
from corpus.catalogue import Catalogue
from corpus.register import is_held
from corpus.types import Authority, Document, Quote


@dataclass(frozen=True, slots=True)
class History:
    """What is known of one authority's inspections and visits, oldest first."""

    authority: Authority
    visits: tuple[Document, ...]
    """All that are known; those not held have no text."""
    findings: tuple[VisitFindings, ...]
    """Of those held, whole."""
    openings: dict[str, Quote]
    """Of each visit held, by its document's name: the quotation that leads to it."""
    judged: dict[tuple[str, str], Quote]
    """Of each judgement held, by its document's name and its area: where the grade stands."""
    grades: tuple[AreaOverTime, ...]
    board: AreaOverTime | None

    @property
    def held(self) -> list[Document]:
        """The visits that are held."""
        return [d for d in self.visits if is_held(d)]

    def findings_named(self, name: str) -> VisitFindings | None:
        """What the document of that name says; None if it is none of these."""
        return next((f for f in self.findings if f.document.name == name), None)


def read_history(urn: str, catalogue: Catalogue) -> History:
    """The history of the authority with this URN.

    Raises:
        ValueError: there is no such authority.
        CatalogueError: the catalogue cannot be read.
    """
    authority = authority_of(urn)
    visits = timeline(urn, catalogue.documents())
    whole = [d for v in visits if is_held(v) and (d := catalogue.document(v.name))]
    openings = {d.name: quote for d in whole if (quote := opening_quote(d))}
    judged = {
        (d.name, j.area): make_quote(d, j.start, j.end)
        for d in whole
        for j in d.judgements
        if j.start < j.end
    }
    return History(
        authority,
        tuple(visits),
        tuple(findings_of(d) for d in whole),
        openings,
        judged,
        tuple(grades_over_time(visits)),
        board_grades(visits),
    )


def later_than(history: History, document: Document) -> list[Document]:
    """The visits after one, held or not, oldest first."""
    return [v for v in history.visits if v.last_day > document.last_day]


def whole_later(history: History, document: Document) -> list[Document]:
    """The documents held, whole, of the visits after one, oldest first."""
    return [f.document for f in history.findings if f.document.last_day > document.last_day]


def followed_up(history: History, asked: VisitFindings, later: Sequence[Answered]) -> Followed:
    """What later visits say of the items of `asked`, and which could not be looked in."""
    not_held = (d for d in later_than(history, asked.document) if not is_held(d))
    return Followed(asked, tuple(later), tuple(not_held))


def fixed_by_default(history: History, assistant: Any) -> Followed | None:
    """The newest full inspection's list followed through the visits since; None without one.

    Raises:
        IndexUnavailable: the vector index cannot be read.
    """
    asked = first_to_follow(history.findings)
    if asked is None:
        return None
    items = items_of(asked.improvements)
    later = [answered(items, d, assistant) for d in whole_later(history, asked.document)]
    return followed_up(history, asked, later)


def history_json(
    history: History, area: str, said: Sequence[Said], fixed: Followed | None
) -> dict[str, Any]:
    """The history as JSON: visits oldest first, and if asked for an area and what came of a list.

    Each quotation is as in `findings ask --json`.
    """
    found = {f.document.name: f for f in history.findings}
    return {
        "authority": history.authority.name,
        "urn": history.authority.urn,
        "visits": [_visit_json(d, found.get(d.name)) for d in history.visits],
        "area": area or None,
        "followed": [
            {"document": s.document.name, "quotes": [asdict(q) for q in s.quotes]} for s in said
        ],
        "fixed": _fixed_json(fixed) if fixed else None,
    }


def _visit_json(document: Document, found: VisitFindings | None) -> dict[str, Any]:
    return {
        "document": document.name,
        "held": is_held(document),
        "kind": document.kind,
        "framework": document.framework,
        "visits": [[first.isoformat(), last.isoformat()] for first, last in document.visits],
        "letter_date": document.letter_date.isoformat() if document.letter_date else None,
        "published": document.published.isoformat() if document.published else None,
        "grades": {j.area: j.grade for j in document.judgements},
        "source_url": document.source_url,
        "headlines": [asdict(q) for q in found.headlines] if found else [],
        "needs_to_improve": _lists_json(found.improvements) if found else [],
        "board_needs_to_improve": _lists_json(found.of_board) if found else [],
    }


def _lists_json(lists: Sequence[Improvements]) -> list[dict[str, Any]]:
    return [{"list": i.kind, "items": [asdict(item) for item in i.items]} for i in lists]


def _fixed_json(fixed: Followed) -> dict[str, Any]:
    items = items_of(fixed.asked.improvements)
    return {
        "document": fixed.asked.document.name,
        "items": [
            {
                "item": asdict(item),
                "later": [
                    {
                        "document": each.document.name,
                        "quotes": [asdict(quote) for quote in each.quotes[number]],
                    }
                    for each in fixed.later
                ],
            }
            for number, item in enumerate(items)
        ],
        "not_held": [document.name for document in fixed.not_held],
    }
