"""Whose documents, of when: the question's words and the page's filters, against what is held."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.chronology import anchor, days_of, of_time, overlap
from assistant.citations import visit_name
from assistant.periods import place_in, place_name
from assistant.understand import Understood
from assistant.windows import window_name
from corpus.register import is_held, not_held
from corpus.types import FULL_INSPECTIONS, KIND_NAMES, LETTERS, Document, Kind, Reason

#: "This was the fourth monitoring visit since the local authority was judged inadequate".
_PLACE_PRINTED = re.compile(
    r"\b(?:was|is)\s+(?:the|our|my|your)\s+(\w+)\s+monitoring\s+visit", re.IGNORECASE
)

#: Visits that a refusal of grades names.
_NAMED = 3

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
    also: str = ""
    """What else may have been meant: to be said beside the answer."""


def resolve(
    asked: Understood,
    held: Sequence[Document],
    filters: Filters = Filters(),
    text_of: Callable[[str], str] | None = None,
) -> Resolved:
    """The documents that a question is about, of those held, or known from the register as well.

    `text_of` gives a held document's text by its name: only a letter itself says of the how-manieth
    monitoring visit it is.
    """
    if not held:
        return Resolved(
            (), "no_evidence", "No document is held yet: run `findings ingest` with some."
        )
    if asked.intent == "guidance":
        return _of_guidance(held)
    asked = replace(asked, kinds=_kinds_asked(asked))
    newest = searched(held, filters)
    if not newest:
        return Resolved((), "no_inspection", "No document is held that the filters leave.")
    urns = {authority.urn for authority in asked.authorities}
    own = [d for d in newest if d.urn in urns] if urns else newest
    absent = [a.name for a in asked.authorities if not any(d.urn == a.urn for d in held)]
    if not own and not absent:
        return Resolved((), "no_inspection", "The filters leave nothing that was asked about.")
    if not own:
        names = " or ".join(absent)
        return Resolved((), "no_authority", f"No letter or report about {names} is held here.")
    of_kind = [d for d in own if d.kind in asked.kinds] if asked.kinds else own
    if not of_kind:
        return Resolved(
            (),
            "no_inspection",
            _none_of_kind(asked),
            tuple(own),
        )
    if asked.time.order in ("first", "nth"):
        chosen = _by_place(asked, of_kind, own, text_of)
        if not chosen:
            return Resolved((), "no_inspection", _place_not_held(asked), tuple(of_kind))
    else:
        chosen = of_time(asked, of_kind, own)
    if asked.intent == "grade":
        graded = [d for d in chosen if d.kind in FULL_INSPECTIONS or d.kind == "lscb_review"]
        if not graded and any(d.kind in FULL_INSPECTIONS for d in own):
            return Resolved(
                (),
                "no_inspection",
                _no_grades(asked, chosen),
                tuple(d for d in own if d.kind in FULL_INSPECTIONS),
            )
        chosen = graded or chosen
    if not chosen:
        return Resolved((), "no_inspection", _nothing_then(asked, own), tuple(of_kind))
    notes = [f"No letter or report about {' or '.join(absent)} is held here."] if absent else []
    if miss := _near_miss(asked, chosen, own):
        notes.append(miss)
    also = _reviewed_then(asked, chosen, own) or _published_then(asked, chosen, own)
    return Resolved(tuple(chosen), note=" ".join(notes), also=also)


def _none_of_kind(asked: Understood) -> str:
    """ "No monitoring visit of Leeds is held here."."""
    kinds = " or ".join(dict.fromkeys(map(_kind_name, asked.kinds)))
    whose = " or ".join(authority.name for authority in asked.authorities)
    return f"No {kinds}{f' of {whose}' if whose else ''} is held here."


def _kind_name(kind: Kind) -> str:
    """The name of a kind amid a sentence: "focused visit", "ILACS inspection"."""
    name = KIND_NAMES[kind]
    return name if name[:2].isupper() else name[0].lower() + name[1:]


def _no_grades(asked: Understood, chosen: Sequence[Document]) -> str:
    """Why no grade can be told: of visits alone, or of a time without an inspection."""
    if chosen:
        asked_of = "; ".join(visit_name(d) for d in chosen[:_NAMED])
        return f"Visits give no grades, only full inspections do; asked about is {asked_of}."
    if asked.kinds and LETTERS.issuperset(asked.kinds):
        return "Visits give no grades, only full inspections do."
    return "No inspection that gives grades is held for the time asked about."


def _kinds_asked(asked: Understood) -> tuple[Kind, ...]:
    """The kinds that narrow: not the one that tells an end, "since the 2018 full inspection"."""
    if asked.kinds_stay or not asked.kinds:
        return asked.kinds
    means = "inspection" if set(asked.kinds) <= set(FULL_INSPECTIONS) else "visit"
    ends = {end for w in asked.time.windows for end in (w.opens_at, w.closes_at)}
    if asked.time.order == "since" and not asked.time.grade:
        ends.add("inspection")
    return () if means in ends else asked.kinds


def _by_place(
    asked: Understood,
    of_kind: Sequence[Document],
    own: Sequence[Document],
    text_of: Callable[[str], str] | None,
) -> list[Document]:
    """The first, second, third of its kind: held, and known to be it.

    Monitoring visits go by what their letters say, other inspections by all that the register has.
    """
    if asked.kinds == ("monitoring_visit",):
        return [
            d
            for d in of_kind
            if is_held(d) and text_of and _place_printed(text_of(d.name)) == asked.time.count
        ]
    kinds, urns = {d.kind for d in of_kind} if asked.kinds else None, {d.urn for d in own}
    others = [d for d in not_held(own) if d.urn in urns and (kinds is None or d.kind in kinds)]
    known = sorted([*of_kind, *others], key=lambda d: d.last_day, reverse=True)
    return [d for d in of_time(asked, known) if d in own]


def _place_printed(text: str) -> int | None:
    """Of a monitoring visit's letter: 4 for "This was the fourth monitoring visit since"."""
    found = _PLACE_PRINTED.search(text)
    return place_in(found[1]) if found else None


def _place_not_held(asked: Understood) -> str:
    place = place_name(asked.time.count)
    if asked.kinds == ("monitoring_visit",):
        return f"No letter held here says that it is of the {place} monitoring visit."
    return f"The {place} inspection or visit of that kind is not held here."


def _nothing_then(asked: Understood, own: Sequence[Document]) -> str:
    """Why nothing is of the time asked about."""
    if asked.time.order == "since" and asked.time.grade and not anchor(asked.time, own):
        return f"No inspection held here was judged {asked.time.grade} overall."
    if asked.time.order == "since":
        return "Nothing held here is later than that inspection."
    return _NOTHING_THEN


def _published_then(asked: Understood, chosen: Sequence[Document], own: Sequence[Document]) -> str:
    """The full inspection that came out in the year asked about, where a visit of it answers."""
    time = asked.time
    if time.order or time.means or asked.kinds or any(d.kind in FULL_INSPECTIONS for d in chosen):
        return ""
    urns = {d.urn for d in chosen} if asked.authorities else set()
    then = [
        d
        for d in own
        if d.urn in urns
        and d.kind in FULL_INSPECTIONS
        and d.published
        and any(w.first and w.last and w.first <= d.published <= w.last for w in time.windows)
    ]
    return (
        f"Also published then, for an inspection before it: {'; '.join(map(visit_name, then))}. "
        "To have it quoted, ask for “the report”."
        if then
        else ""
    )


def _reviewed_then(asked: Understood, chosen: Sequence[Document], own: Sequence[Document]) -> str:
    """The board's review of the time asked about, where grades of an authority answer."""
    if asked.intent != "grade" or asked.time.order:
        return ""
    urns = {d.urn for d in chosen}
    then = [
        d
        for d in own
        if d.urn in urns
        and d.kind == "lscb_review"
        and d not in chosen
        and any(
            overlap(days, w) for w in asked.time.windows if w.first and w.last for days in d.visits
        )
    ]
    return (
        f"Visited then: {'; '.join(map(visit_name, then))}, which gives the board’s grade and none "
        "of the authority’s."
        if then
        else ""
    )


def _of_guidance(held: Sequence[Document]) -> Resolved:
    """The guidance held, of each page its newest version; never with findings."""
    pages: dict[str, Document] = {}
    for document in sorted((d for d in held if d.kind == "guidance"), key=lambda d: d.last_day):
        pages[document.source_url or document.name] = document
    if not pages:
        return Resolved(
            (),
            "no_evidence",
            "This asks about the guidance, or what a word in it means; no guidance is held here, "
            "only letters and reports.",
        )
    return Resolved(tuple(pages.values()))


def _near_miss(asked: Understood, chosen: Sequence[Document], own: Sequence[Document]) -> str:
    """What to say where one of several authorities, or the very month named, is not held."""
    all_held = all(map(is_held, own))
    nothing = "Nothing held" if all_held else "Nothing held or in the register"
    shown = "quoted" if all_held else "given"
    silent = [
        a.name
        for a in asked.authorities
        if not any(d.urn == a.urn for d in chosen) and any(d.urn == a.urn for d in own)
    ]
    if silent:
        return f"{nothing} about {' or '.join(silent)} is of the time and kind asked about."
    if asked.time.order == "since" and all(d == anchor(asked.time, chosen) for d in chosen):
        return f"{nothing} is later than this inspection; what is {shown} is of it."
    for window in asked.time.windows:
        if asked.time.order is None and not any(
            overlap(days, window) for document in chosen for days in days_of(document)
        ):
            when = window_name(window)
            return f"{nothing} is of {when}; what is {shown} comes nearest to it."
    return ""


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
