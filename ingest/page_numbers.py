"""The numbers printed on pages, which are not always the file's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.lines import Line

#: "4", "Page 4 of 20": a line of its own in the top or bottom margin.
_ALONE = re.compile(r"(?:page )?(\d{1,4})(?: of \d{1,4})?", re.IGNORECASE)

#: "20 to 24 January 2025 4", "Ambershire County Council Inspection of looked after children
#: services 12": the end of a line that stands, with other numbers, on other pages too.
_AFTER_TITLE = re.compile(r"(.*\S) (\d{1,4})")

#: What a line of its own is named as, among running titles.
_BARE = ""


def is_number(line: Line) -> bool:
    """Whether a line is only a page's number."""
    return _ALONE.fullmatch(line.text) is not None


def printed_numbers(pages: Sequence[Sequence[Line]]) -> tuple[int | None, ...]:
    """The number printed on each page, in the file's order; None where none is read.

    Read from the lines of the pages' margins, of the one form (alone, or after one running
    title) that most pages have; none is read where that is less than half of the pages.
    """
    by_form: dict[str, dict[int, int]] = {}
    for index, page in enumerate(pages):
        for form, number in _candidates(page):
            if number < 1_000 or number <= len(pages):
                by_form.setdefault(form, {}).setdefault(index, number)
    # A title's own number ("… January 2025") is the same on every page.
    numbers = max(
        (form for form in by_form.values() if len(set(form.values())) > 1), key=len, default={}
    )
    if 2 * len(numbers) < len(pages):
        return (None,) * len(pages)
    return tuple(numbers.get(index) for index in range(len(pages)))


def order_fault(numbers: Sequence[int | None]) -> str | None:
    """What is wrong with the pages' order, as a clause; None where nothing clearly is.

    Clearly: no number is printed twice (parts may be numbered each from 1), and all lie within as
    many pages as the file has (so none is misread).
    """
    read = [number for number in numbers if number is not None]
    if len(read) < 3 or len(set(read)) < len(read) or max(read) - min(read) >= len(numbers):
        return None
    for first, second in pairwise(read):
        if second < first:
            return f"its pages are out of order: printed {first} stands before {second}"
    return None


def _candidates(page: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """(running title, number) of the page's marginal lines, the outermost first."""
    marginal = [line for line in page if line.top < 110 or line.bottom > 735]
    for line in sorted(marginal, key=lambda line: min(line.bottom, 842 - line.top)):
        if alone := _ALONE.fullmatch(line.text):
            yield _BARE, int(alone[1])
        elif after := _AFTER_TITLE.fullmatch(line.text):
            yield after[1], int(after[2])
