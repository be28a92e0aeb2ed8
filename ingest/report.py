"""What became of each file of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["added", "replaced", "read again", "unchanged", "set aside"]

#: Called as a run goes on: (files done, files in all, the file or work in hand).
OnProgress = Callable[[int, int, str], None]


@dataclass(slots=True)
class IngestReport:
    """What became of each file of a run."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    read_again: list[str] = field(default_factory=list)
    """Their files have not changed, but what is read of them or their listing has."""
    unchanged: list[str] = field(default_factory=list)
    set_aside: list[tuple[str, str]] = field(default_factory=list)
    """(name, reason) of each file that could not be taken in."""
    with_faults: list[tuple[str, str]] = field(default_factory=list)
    """(name, what of it could not be read and what to do) of each taken in with faults."""
    unrecognised: list[str] = field(default_factory=list)
    """Taken in, but of no known kind of inspection or visit, so not quoted as one."""
    passages_encoded: int = 0

    def note(self, outcome: Outcome, name: str, reason: str = "") -> None:
        """Enter a file's outcome."""
        if outcome == "set aside":
            self.set_aside.append((name, reason))
        else:
            getattr(self, outcome.replace(" ", "_")).append(name)
