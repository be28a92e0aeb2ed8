"""What becomes of checking a draft: of each quotation, of a manifest's entries, and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.quotations.alignment import Difference
from assistant.quotations.drafts import LEAST_WORDS
from assistant.quotations.manifest import Entry
from corpus.types import Quote

Status = Literal[
    "exact",
    "recased",
    "shortened",
    "bracketed",
    "wrong source",
    "brackets change it",
    "capital differs",
    "altered",
    "not there",
    "not found",
]

#: What is said of each status.
STATUS_NAMES: dict[Status, str] = {
    "exact": "Exact",
    "recased": "Exact, a capital changed",
    "shortened": "Exact, shortened",
    "bracketed": "Exact but for the words in brackets",
    "wrong source": "From elsewhere than it says",
    "brackets change it": "The words in brackets change what it says",
    "capital differs": "A capital differs",
    "altered": "Altered",
    "not there": "Not found where it says",
    "not found": "Not found",
}

#: Those that a report may go out with.
SOUND: frozenset[Status] = frozenset({"exact", "recased", "shortened", "bracketed"})

#: What a quotation that is sound may have otherwise than the document, and is said of all at once.
_BUT: dict[Status, str] = {
    "recased": "a capital",
    "shortened": "words left out",
    "bracketed": "words in brackets",
}

#: Words in quotation marks too few to check, of which so many are shown.
_SHOWN_SHORT = 10

EntryState = Literal["stands", "moved", "changed", "not held"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation of a draft, and what was found of it."""

    number: int
    text: str
    place: str
    citation: str
    """What the draft cites behind it; empty where it cites nothing there."""
    status: Status
    sources: tuple[Quote, ...] = ()
    """Where its pieces stand; of an altered one, the nearest words."""
    differences: tuple[Difference, ...] = ()
    """Of an altered one: how the draft's words differ from the document's."""
    problems: tuple[str, ...] = ()
    """What the draft says of its source that is not so, in sentences."""
    notes: tuple[str, ...] = ()
    """What else a reader should know, in sentences."""


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """An entry of an export's manifest, checked by its address, and whether the text shows it."""

    entry: Entry
    state: EntryState
    """"moved": the document's file is another now, and the words stand in it elsewhere."""
    shown: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of checking a draft."""

    name: str
    quotations: tuple[Checked, ...]
    short: tuple[str, ...] = ()
    """Words in quotation marks that were too few to check, with no source named beside them."""
    entries: tuple[CheckedEntry, ...] = ()
    documents: int = 0
    """How many documents were searched."""

    @property
    def sound(self) -> bool:
        """Whether every quotation checked is exact and from where it says."""
        return all(q.status in SOUND for q in self.quotations) and not any(
            e.state in ("changed", "not held") for e in self.entries
        )


def by_citation(checked: Checked) -> dict[str, list[Quote]]:
    """The sources of a quotation, those with one citation together."""
    found: dict[str, list[Quote]] = {}
    for source in checked.sources:
        found.setdefault(source.citation, []).append(source)
    return found


def verdict(verification: Verification) -> str:
    """The one sentence above all: never that all is exact where anything was not checked."""
    short = len(verification.short)
    unchecked = f"{short} short one{'s were' if short != 1 else ' was'} not checked"
    if not verification.sound:
        return "Not every quotation is exact and from where it says."
    if not verification.quotations:
        return f"No quotation was checked: {unchecked}." if short else ""
    counts = Counter(checked.status for checked in verification.quotations)
    but = [f"{words} in {counts[status]}" for status, words in _BUT.items() if counts[status]]
    said = f", but for {' and '.join(but)}," if but else ","
    which = "Every quotation that was checked" if short else "Every quotation"
    return f"{which} is exact{said} and from where it says" + (f"; {unchecked}." if short else ".")


def summary(verification: Verification) -> list[str]:
    """What became of the draft, in sentences: how many of each status, and what was not checked."""
    total = len(verification.quotations)
    lines = []
    if not total:
        lines.append(
            f"No quotation of {LEAST_WORDS} words or more was found in {verification.name}."
        )
    else:
        counts = Counter(checked.status for checked in verification.quotations)
        each = "; ".join(
            f"{counts[status]} {name[0].lower()}{name[1:]}"
            for status, name in STATUS_NAMES.items()
            if counts[status]
        )
        what = "1 quotation" if total == 1 else f"{total} quotations"
        lines.append(f"{what} of {verification.name}: {each}.")
    if verification.documents == 0:
        lines.append("No document is held yet in which quotations could be looked for.")
    if verification.short:
        shown = ", ".join(f"“{words}”" for words in verification.short[:_SHOWN_SHORT])
        more = len(verification.short) - _SHOWN_SHORT
        lines.append(
            "Not checked, being one word, "
            f"or fewer than {LEAST_WORDS} with no source named beside them: {shown}"
            + (f" and {more} more." if more > 0 else ".")
        )
    return [*lines, *_of_entries(verification.entries)]


def _of_entries(entries: Sequence[CheckedEntry]) -> list[str]:
    """What the manifest of an export says, where it has one."""
    if not entries:
        return []
    wrong = {
        "changed": "is not in the document as the manifest has it",
        "not held": "is of a document that is not held here",
    }
    lines = [
        f"Quotation {checked.entry.number} of the manifest {wrong[checked.state]}: "
        f"{checked.entry.citation}."
        for checked in entries
        if checked.state in wrong
    ]
    gone = [str(checked.entry.number) for checked in entries if not checked.shown]
    if gone:
        lines.append(
            f"The text no longer shows these quotations as they were exported: {', '.join(gone)}."
        )
    if not lines:
        lines.append(f"The manifest has {len(entries)} quotations: each stands where it says.")
    return lines
