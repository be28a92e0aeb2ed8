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

Status = Literal["exact", "shortened", "bracketed", "wrong source", "altered", "not found"]

#: What is said of each status.
STATUS_NAMES: dict[Status, str] = {
    "exact": "Exact",
    "shortened": "Exact, shortened",
    "bracketed": "Exact but for the words in brackets",
    "wrong source": "From elsewhere than it says",
    "altered": "Altered",
    "not found": "Not found",
}

#: Those that a report may go out with.
SOUND: frozenset[Status] = frozenset({"exact", "shortened", "bracketed"})

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
    """Words in quotation marks that were too few to check."""
    entries: tuple[CheckedEntry, ...] = ()
    documents: int = 0
    """How many documents were searched."""

    @property
    def sound(self) -> bool:
        """Whether every quotation is exact and from where it says."""
        return all(q.status in SOUND for q in self.quotations) and not any(
            e.state in ("changed", "not held") for e in self.entries
        )


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
        each = ", ".join(
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
            f"Not checked, since they have fewer than {LEAST_WORDS} words: {shown}"
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
