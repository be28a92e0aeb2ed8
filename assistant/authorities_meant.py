"""Which authorities a question about several means, and the grade that each has now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.held import AREA_NAMES
from assistant.register_answers import gives_no_overall, grade_words
from assistant.understand import Understood
from corpus.authorities import load_authorities
from corpus.register import same_inspection
from corpus.types import FULL_INSPECTIONS, Authority, Document


@dataclass(frozen=True, slots=True)
class Meant:
    """The authorities meant, by URN: None means all; and what is to be said of the choice."""

    urns: frozenset[str] | None = None
    called: str = ""
    """What follows "authorities": "in London and judged outstanding …"; empty for all."""
    notes: tuple[str, ...] = ()


def authorities_meant(asked: Understood, last: dict[str, Document]) -> Meant:
    """Whose documents answer: those of regions, of neighbours, of a grade, and those named.

    A grade counts if the authority's last full inspection gave it; `last` has those by URN, see
    `last_full`. For the overall grade an authority inspected since April 2026 is left out, since
    it has none, and a note says so. Regions and neighbours are narrowed by the grade; an authority
    named is meant whatever the rest.
    """
    every = load_authorities()
    like = asked.neighbours_of
    named = frozenset(a.urn for a in asked.authorities)
    chosen = frozenset(
        a.urn
        for a in every
        if a.region in asked.regions or (like and a.urn in like.statistical_neighbours)
    )
    called = _places(asked.regions, like)
    if not asked.graded:
        return Meant(chosen | named if chosen or named else None, called)
    grade, area = asked.graded
    area = area or "overall"
    among = chosen if asked.regions or like else frozenset(last)
    given = frozenset(u for u in among if u in last and grade_of(last[u], area) == grade)
    judged = f"judged {_in_area(grade, area)} at their last full inspection known"
    return Meant(
        given | named,
        f"{called} and {judged}" if called else judged,
        _left_out(among, last) if area == "overall" else (),
    )


def full_inspections(known: Iterable[Document]) -> list[Document]:
    """The full inspections known, each with its grades where any document of it has them.

    One whose grades could not be read stands, since no older grade may pass for its own.
    """
    full = [d for d in known if d.kind in FULL_INSPECTIONS and d.urn]
    judged = [d for d in full if is_judged(d)]
    return [d for d in full if is_judged(d) or not any(same_inspection(d, j) for j in judged)]


def last_full(known: Iterable[Document]) -> dict[str, Document]:
    """Each authority's last full inspection, by URN, of all that are known, held or not."""
    return {d.urn or "": d for d in sorted(full_inspections(known), key=lambda d: d.last_day)}


def grade_of(document: Document, area: str) -> str | None:
    """The grade that an inspection gave for an area; of care leavers' before 2023 that in care."""
    grades = {judgement.area: judgement.grade for judgement in document.judgements}
    grade = grades.get(area)
    return grades.get("in_care") if grade == "combined_with_care" else grade


def grade_now(last: Document | None, area: str | None) -> str:
    """ "judged good overall in May 2023": the grade at the last full inspection, and its month."""
    if last is None:
        return "no full inspection known"
    when = f"in {last.last_day:%B %Y}"
    area = area or "overall"
    if grade := grade_of(last, area):
        return f"judged {_in_area(grade, area)} {when}"
    if area == "overall" and gives_no_overall(last):
        return f"no overall grade: inspected {when}, and none is given since April 2026"
    return f"inspected {when}, grade {'overall' if area == 'overall' else 'for that'} not known"


def is_judged(document: Document) -> bool:
    """Whether any grade of the authority's own was read."""
    return any(judgement.area != "lscb" for judgement in document.judgements)


def _in_area(grade: str, area: str) -> str:
    """ "good overall", "requires improvement to be good for care leavers"."""
    words = grade_words(grade)
    return f"{words} overall" if area == "overall" else f"{words} for {AREA_NAMES[area]}"


def _places(regions: Sequence[str], like: Authority | None) -> str:
    """ "in London or the North East", "that are statistical neighbours of Leeds"."""
    named = [r if r in ("London", "Yorkshire and the Humber") else f"the {r}" for r in regions]
    listed = " or ".join(filter(None, [", ".join(named[:-1]), *named[-1:]]))
    places = [f"in {listed}"] if listed else []
    return " or ".join(
        places + ([f"that are statistical neighbours of {like.name}"] if like else [])
    )


def _left_out(among: Iterable[str], last: dict[str, Document]) -> tuple[str, ...]:
    """The authorities that a choice by overall grade leaves out, since they have none any more."""
    without = sorted(
        str(last[urn].authority) for urn in among if urn in last and gives_no_overall(last[urn])
    )
    if not without:
        return ()
    return (
        "Not among them, having had no overall grade since April 2026: "
        f"{'; '.join(without)}. To choose by an area that is still graded, name it: “judged good "
        "for children in care”.",
    )
