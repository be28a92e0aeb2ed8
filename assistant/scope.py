"""Whose documents, of when: the question's words and the page's filters, against what is held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.periods import Window, window_name
from assistant.understand import Understood
from corpus.register import is_held
from corpus.types import FULL_INSPECTIONS, Document, Kind, Reason

#: Days by which a month named and the days of a visit or letter may miss each other: a letter
#: comes out four to seven weeks after its visit, and users name either month.
_NEAR = timedelta(days=10)


_NOTHING_THEN = "No inspection or visit is held here for the time asked about."


@dataclass(frozen=True)
class Filters:
    """What the page's filters leave. Empty leaves all."""

    authorities: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The documents a question is asked of, newest first; or why there are none."""

    documents: tuple[Document, ...] = ()
    reason: Reason | None = None
    explanation: str = ""
    nearest: tuple[Document, ...] = ()
    """What is held instead."""
    note: str = ""
    """In what the documents are not quite what was asked about."""


def resolve(asked: Understood, held: Sequence[Document], filters: Filters = Filters()) -> Resolved:
    """The documents that a question is about, of those held, or known from the register as well."""
    if not held:
        return Resolved(
            (), "no_evidence", "No document is held yet: run `findings ingest` with some."
        )
    if asked.intent == "guidance":
        return _of_guidance(held)
    newest = searched(held, filters)
    if not newest:
        return Resolved((), "no_inspection", "No document is held that the filters leave.")
    if asked.authorities:
        urns = {authority.urn for authority in asked.authorities}
        own = [d for d in newest if d.urn in urns]
        missing = [a.name for a in asked.authorities if not any(d.urn == a.urn for d in held)]
        if not own and not missing:
            return Resolved((), "no_inspection", "The filters leave nothing that was asked about.")
        if missing:
            names = " or ".join(missing)
            return Resolved(
                (), "no_authority", f"No letter or report about {names} is held here.", tuple(own)
            )
    else:
        own = newest
    of_kind = [d for d in own if d.kind in asked.kinds] if asked.kinds else own
    if not of_kind:
        return Resolved(
            (),
            "no_inspection",
            "No document of that kind is held here for this question.",
            tuple(own),
        )
    chosen = of_time(asked, of_kind)
    if asked.intent == "grade":
        graded = [d for d in chosen if d.kind in FULL_INSPECTIONS or d.kind == "lscb_review"]
        if not graded and any(d.kind in FULL_INSPECTIONS for d in own):
            return Resolved(
                (),
                "no_inspection",
                "No inspection that gives grades is held for the time asked about.",
                tuple(d for d in own if d.kind in FULL_INSPECTIONS),
            )
        chosen = graded or chosen
    if not chosen:
        return Resolved((), "no_inspection", _NOTHING_THEN, tuple(of_kind))
    return Resolved(tuple(chosen), note=_near_miss(asked, chosen, all(map(is_held, own))))


def _of_guidance(held: Sequence[Document]) -> Resolved:
    """The guidance held, of each page its newest version; never with findings."""
    pages: dict[str, Document] = {}
    for document in sorted((d for d in held if d.kind == "guidance"), key=lambda d: d.last_day):
        pages[document.source_url or document.name] = document
    if not pages:
        return Resolved(
            (),
            "no_evidence",
            "This asks about the guidance; no guidance is held here, only letters and reports.",
        )
    return Resolved(tuple(pages.values()))


def _near_miss(asked: Understood, chosen: Sequence[Document], all_held: bool) -> str:
    """What to say where one of several authorities, or the very month named, is not held."""
    nothing = "Nothing held" if all_held else "Nothing held or in the register"
    shown = "quoted" if all_held else "given"
    silent = [a.name for a in asked.authorities if not any(d.urn == a.urn for d in chosen)]
    if silent:
        return f"{nothing} about {' or '.join(silent)} is of the time and kind asked about."
    for window in asked.time.windows:
        if asked.time.order is None and not any(
            _overlap(days, window) for document in chosen for days in _days(document)
        ):
            when = window_name(window)
            return f"{nothing} is of {when}; what is {shown} comes nearest to it."
    return ""


def _days(document: Document) -> list[tuple[date, date]]:
    """The periods and days by which users name a document."""
    issued = [day for day in (document.letter_date, document.published) if day]
    return [*document.visits, *((day, day) for day in issued)]


def searched(held: Iterable[Document], filters: Filters) -> list[Document]:
    """What the filters leave of inspectors' findings, newest first."""
    left = (d for d in held if d.kind not in ("other", "guidance") and _left(d, filters))
    return sorted(left, key=lambda d: d.last_day, reverse=True)


def _left(document: Document, filters: Filters) -> bool:
    year = document.year
    return (
        (not filters.authorities or document.authority in filters.authorities)
        and (not filters.kinds or document.kind in filters.kinds)
        and (filters.first_year is None or (year is not None and year >= filters.first_year))
        and (filters.last_year is None or (year is not None and year <= filters.last_year))
    )


def of_time(asked: Understood, newest: Sequence[Document]) -> list[Document]:
    """Those of the documents, given and returned newest first, of the time that is asked about."""
    time = asked.time
    if time.order in ("next", "previous"):
        own = [[d for d in newest if d.urn == authority.urn] for authority in asked.authorities]
        return [d for documents in own for d in _beside(asked, documents)]
    if time.windows:
        if asked.paired and len(time.windows) == len(asked.authorities):
            pairs = zip(asked.authorities, time.windows, strict=True)
            chosen = [
                d
                for authority, window in pairs
                for d in _in_window([d for d in newest if d.urn == authority.urn], window, asked)
            ]
        else:
            chosen = [d for w in time.windows for d in _in_window(newest, w, asked)]
        return sorted(set(chosen), key=lambda d: d.last_day, reverse=True)
    if time.order == "latest":
        return _latest(asked, newest, time.count)
    return list(newest)


def _latest(asked: Understood, newest: Sequence[Document], count: int) -> list[Document]:
    """The last `count` inspections of each authority; "inspection" means a full one if any is."""
    chosen = []
    for urn in dict.fromkeys(d.urn for d in newest):
        own = [d for d in newest if d.urn == urn]
        if not asked.any_visit and not asked.kinds:
            own = [d for d in own if d.kind in FULL_INSPECTIONS] or own
        chosen += own[:count]
    return sorted(chosen, key=lambda d: d.last_day, reverse=True)


def _beside(asked: Understood, newest: Sequence[Document]) -> list[Document]:
    """The inspection after, or before, the one that the talk was of."""
    before = [d for w in asked.time.windows for d in _in_window(newest, w, asked)]
    like = list(newest)
    count = asked.time.count
    if not asked.any_visit and not asked.kinds:
        like = [d for d in newest if d.kind in FULL_INSPECTIONS] or like
    if not like:
        return []
    if asked.time.order == "next":
        start = max((d.last_day for d in before), default=date.min)
        later = [d for d in like if d.last_day > start][::-1]
        return later[count - 1 : count] if before else later[-1:]
    end = min((d.last_day for d in before), default=like[0].last_day)
    return [d for d in like if d.last_day < end][count - 1 : count]


def _in_window(documents: Sequence[Document], window: Window, asked: Understood) -> list[Document]:
    """Documents visited in the window, else published in it; a named report, the other way."""
    visited = [d for d in documents if any(_overlap(v, window) for v in d.visits)]
    issued = [
        d for d in documents if any(_overlap(days, window) for days in _days(d)[len(d.visits) :])
    ]
    first, second = (issued, visited) if asked.by_publication else (visited, issued)
    if first or second:
        return first or second
    if window.first and window.last and (window.last - window.first).days < 200:
        wide = Window(window.first - _NEAR, window.last + _NEAR)
        near = [d for d in documents if any(_overlap(v, wide) for v in d.visits)]
        year = Window(date(window.first.year, 1, 1), date(window.last.year, 12, 31))
        return near or [d for d in documents if any(_overlap(v, year) for v in d.visits)]
    return []


def _overlap(days: tuple[date, date], window: Window) -> bool:
    return (window.last is None or days[0] <= window.last) and (
        window.first is None or days[1] >= window.first
    )
