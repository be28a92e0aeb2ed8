"""Footnotes, kept apart from the sentence that they interrupt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.blocks import Block
from ingest.lines import Line

#: What a note begins with: its number, which may be drawn as a line of its own.
_MARK = re.compile(r"(\d{1,2})(?:\s?(?=\D)|$)")

#: Type smaller than this share of the body's is a note's.
_SMALL = 0.88

#: Notes begin in the lower part of a page, in points from its foot.
_LOW = 300


def split_footnotes(page: Sequence[Line], body: float) -> tuple[list[Line], list[Line]]:
    """The page's flow, and the footnotes at its foot: a last run of small type under the text."""
    start = len(page)
    while start > 0 and page[start - 1].size <= _SMALL * body:
        start -= 1
    notes = list(page[start:])
    while notes and not _MARK.match(notes[0].text):
        notes.pop(0)
    cut = len(page) - len(notes)
    if notes and notes[0].top < _LOW:
        return list(page[:cut]), notes
    return list(page), []


def note_blocks(lines: Sequence[Line]) -> list[Block]:
    """The footnotes as blocks that know their numbers."""
    blocks: list[Block] = []
    for line in lines:
        mark = _MARK.match(line.text)
        alone = mark is not None and mark.end() == len(line.text)
        if mark or not blocks:
            rest = line.without_first(mark.end()) if mark else line
            number = mark.group(1) if mark else None
            blocks.append(Block("footnote", [] if alone else [rest], number))
        else:
            blocks[-1].lines.append(line)
    return [block for block in blocks if re.search(r"[^\W\d_]", block.text)]
