"""What of a file could not be read, or is missing from it, in clauses; and what to do about it."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from corpus.types import LETTERS, Document

_NOTHING_FOUND = "so nothing in it can be found or quoted"

#: Of a PDF that has no text at all.
SCAN = f"it has no text, only pictures of pages (a scan), {_NOTHING_FOUND}"

#: Of a PDF whose whole text is garbage.
GARBLED = (
    f"its text is not words (its pages show letters but hold other characters), {_NOTHING_FOUND}"
)

#: Of a PDF that shows nothing.
BLANK = f"its pages are blank, {_NOTHING_FOUND}"

_TO_READ_PICTURES = "ocrmypdf"


def page_faults(
    count: int, without_text: Sequence[int], blank: Sequence[int], garbled: Sequence[int]
) -> tuple[str, ...]:
    """The faults of a PDF of `count` pages, some of whose pages (from 1) cannot be read."""
    if len(without_text) + len(blank) + len(garbled) == count:
        return (GARBLED if garbled else SCAN if without_text else BLANK,)
    faults = []
    if without_text:
        faults.append(f"{_pages(without_text)} {_verb(without_text, 'has', 'have')} no text")
    if garbled:
        its = "its" if len(garbled) == 1 else "their"
        faults.append(
            f"the text of {_pages(garbled)} is not words ({its} letters are held as other "
            "characters), so it is left out"
        )
    if blank:
        faults.append(f"{_pages(blank)} {_verb(blank, 'is', 'are')} blank")
    return tuple(faults)


def worth_saying(faults: Iterable[str]) -> tuple[str, ...]:
    """The faults by which something may be lost: a blank page is none."""
    return tuple(fault for fault in faults if not fault.endswith(" blank"))


def gaps(document: Document) -> tuple[str, ...]:
    """What a letter or report of a known kind should say and does not, or not so that it is read.

    A question about an authority or a time does not find such a document.
    """
    if document.kind in ("other", "guidance"):
        return ()
    faults = []
    if document.authority is None:
        faults.append("it names no authority that is known")
    if not document.visits:
        faults.append("no days of an inspection or visit were found in it")
    is_letter = document.kind in LETTERS
    if is_letter and document.letter_date is None:
        faults.append("the letter has no date that can be read")
    return tuple(faults)


def advice(faults: Sequence[str], file: Path) -> str:
    """How to get the words of a file that has these faults, as a clause; empty for others.

    OCRmyPDF writes the words that it reads from the pictures into the file.
    """
    if not any(_mends(fault) for fault in faults):
        return ""
    how = "--force-ocr" if any("not words" in fault for fault in faults) else "--skip-text"
    name = shlex.quote(str(file.absolute()))
    command = f"{_TO_READ_PICTURES} {how} {name} {name}"
    if shutil.which(_TO_READ_PICTURES):
        return f"run `{command}`, which writes the words into the file, and ingest it again"
    return (
        f"reading it takes OCRmyPDF, which is not installed: with it, run `{command}`, which "
        "writes the words into the file, and ingest it again"
    )


def _mends(fault: str) -> bool:
    return fault in (SCAN, GARBLED) or fault.endswith(" no text") or "not words" in fault


def _verb(pages: Sequence[int], one: str, many: str) -> str:
    return one if len(pages) == 1 else many


def _pages(numbers: Sequence[int]) -> str:
    """ "page 48", "pages 3, 5 and 7 to 9"."""
    runs: list[list[int]] = [[numbers[0], numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    names: list[str] = []
    for first, last in runs:
        # Two pages are two names, not a range: "3, 4 and 8".
        names += [f"{first} to {last}"] if last > first + 1 else map(str, sorted({first, last}))
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return f"{'page' if len(numbers) == 1 else 'pages'} {listed}"
