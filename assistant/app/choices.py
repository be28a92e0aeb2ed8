"""What the page offers for the documents held: filters and example questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.scope import Filters
from corpus.types import FULL_INSPECTIONS, KIND_NAMES, Document, Kind


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in the filters: only what some document has."""

    authorities: tuple[str, ...]
    kinds: tuple[Kind, ...]
    years: tuple[int, ...]


def choices(documents: Iterable[Document]) -> Choices:
    """The choices that the documents leave, in the order in which they are listed."""
    held = list(documents)
    return Choices(
        tuple(as_typed({d.authority for d in held if d.authority})),
        tuple(kind for kind in KIND_NAMES if any(d.kind == kind for d in held)),
        tuple(sorted({d.year for d in held if d.year}, reverse=True)),
    )


def as_typed(names: Iterable[str]) -> list[str]:
    """The names by the alphabet, but each before those that hold it: "Somerset" before "North
    Somerset", since the first that holds what was typed is taken by Enter."""
    ordered = sorted(names)
    # Of equal ones the name itself comes first: it is the shorter.
    return sorted(ordered, key=lambda name: (max([name, *_within(name, ordered)]), len(name)))


def _within(name: str, names: Sequence[str]) -> list[str]:
    """The other names that a name holds."""
    return [other for other in names if other != name and other.lower() in name.lower()]


def count_sentence(total: int, filters: Filters, left: int) -> str:
    """What the filters leave, in one sentence."""
    first, last = filters.first_year, filters.last_year
    if total == 0:
        return "No documents are held yet: add some with “findings ingest”."
    if first is not None and last is not None and first > last:
        return "The first year is after the last, so no document is left."
    if filters == Filters():
        return (
            "The one document held is searched."
            if total == 1
            else f"All {total} documents are searched."
        )
    return f"{left} of {total} documents {'is' if left == 1 else 'are'} left to search."


def example_questions(documents: Sequence[Document]) -> list[tuple[str, list[str]]]:
    """Examples for each of the three users, about what is held: who it is for, and questions."""
    count = Counter(d.authority for d in documents if d.authority)
    if not count:
        return []
    busiest = sorted(count, key=lambda name: (-count[name], name))
    name = busiest[0]
    own = [d for d in documents if d.authority == name]
    latest = max(own, key=lambda d: d.last_day)
    graded = any(d.kind in FULL_INSPECTIONS for d in own)
    visit = f"the {KIND_NAMES[latest.kind]} of {latest.year}" if latest.year else "the last visit"
    across = (
        "What do inspectors say about support for care leavers across authorities?"
        if len(busiest) > 1
        else f"What pressures do social workers in {name} face?"
    )
    return [
        ("For a manager", [f"What did inspectors say about early help in {name}?", across]),
        (
            "For a new member of staff",
            [
                f"How has {name} changed over time?"
                if len(own) > 1
                else f"What has improved in {name} since the last inspection?",
                f"What needs to improve in {name}?"
                if graded
                else f"What did {visit} say about management oversight in {name}?",
            ],
        ),
        (
            "For a report writer",
            [
                f"What did {visit} say about caseloads in {name}?",
                f"Quote what inspectors said about senior leaders in {name}.",
            ],
        ),
    ]
