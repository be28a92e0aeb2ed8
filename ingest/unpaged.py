"""Blocks of a document without pages: web page, Word file, Markdown.

Where a PDF has type sizes and places, these have levels of headings and whole paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.blocks import BULLET, NUMBERED, Block
from ingest.judgements import GRADE
from ingest.lines import plain_line

#: Sizes by which headings nest, as those of type do. None but a title's is 15 or more: headings
#: from there on are a cover's, and head no section.
TITLE_SIZE = 26.0
_LEVEL_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_BOLD_LINE_SIZE = 8.0

#: The longest bold line that heads a section; the longest heading of 794 documents has 148.
_LONGEST_HEADING = 150

#: "2.1.1 The inspector", not "2.1 million".
_NUMBERED_DEEP = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=[A-Z])")

#: Bullets that word processors set in a symbol font: "· text", "o text", "§ text".
_SYMBOL_BULLET = re.compile(r"[·§o]\s+")

#: A cell longer than this (in characters) holds running text: the table is there for its layout.
_LONGEST_CELL = 1_500

_SENTENCE_END = re.compile(r"[.!?:;][)\]’”\"']*$")


def heading(text: str, level: int) -> Block:
    """A heading of level 1 (the highest) to 6."""
    return _bold(text, _LEVEL_SIZES[level - 1])


def cover_line(text: str) -> Block:
    """A document's title, or a line under it: "Updated 12 December 2024"."""
    return _bold(text, TITLE_SIZE)


def bold_line(text: str) -> Block:
    """A line all in bold: a heading below those that are marked as such, or else a paragraph."""
    letters = any(character.isalpha() for character in text)
    if letters and len(text) <= _LONGEST_HEADING and not text.endswith((".", ",", ";")):
        return _bold(text, _BOLD_LINE_SIZE)
    return paragraph(text)


def paragraph(text: str) -> Block:
    """A paragraph by how it begins: with a typed number, with a typed bullet, or with neither."""
    number = NUMBERED.match(text) or _NUMBERED_DEEP.match(text)
    if number:
        return Block("text", [plain_line(text[number.end() :])], number.group(1))
    bullet = BULLET.match(text) or _SYMBOL_BULLET.match(text)
    if bullet:
        return item(text[bullet.end() :])
    return running_text(text)


def running_text(text: str) -> Block:
    """A paragraph, however it begins."""
    return Block("text", [plain_line(text)])


def item(text: str) -> Block:
    """An item of a list, less the bullet or dash that was typed before it."""
    bullet = BULLET.match(text)
    return Block("item", [plain_line(text[bullet.end() :] if bullet else text)])


def footnote(text: str, number: str) -> Block:
    """A footnote."""
    return Block("footnote", [plain_line(text)], number)


def paragraphs(text: str) -> list[Block]:
    """The paragraphs of a text with line breaks: an address has one a line.

    A line that breaks off inside a sentence goes on in the next.
    """
    blocks: list[Block] = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        block = paragraph(line)
        if blocks and block.kind == "text" and block.number is None and is_cut(blocks[-1]):
            blocks[-1].lines += block.lines
        else:
            blocks.append(block)
    return blocks


def is_cut(block: Block) -> bool:
    """Whether a running paragraph stops short of its sentence's end."""
    text = block.text
    return block.kind == "text" and len(text) > 120 and not _SENTENCE_END.search(text)


def is_table_of_words(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is one, and not there for the layout of running text."""
    return any(len(row) > 1 for row in rows) and not any(
        len(cell) > _LONGEST_CELL for row in rows for cell in row
    )


def table_rows(rows: Iterable[Sequence[str]]) -> list[Block]:
    """A table's rows, a paragraph each; cells are parted by a bar, save in one of grades.

    A row of a table of judgements reads as in a PDF: "Overall effectiveness Good".
    """
    filled = [[cell for cell in row if cell] for row in rows]
    of_grades = any(len(row) == 2 and GRADE.fullmatch(row[1]) for row in filled)
    separator = " " if of_grades else " | "
    return [Block("text", [plain_line(separator.join(row))]) for row in filled if row]


def with_marker(block: Block, marker: str) -> Block:
    """The block, the mark of its place in a list before its words: "a) Ensure that …"."""
    return replace(block, lines=[plain_line(f"{marker} {block.text}")])


def list_mark(number: int, style: str) -> str:
    """The mark of a list's item: 3 is "3", "c" (style a), "C" (A), "iii" (i) or "III" (I)."""
    if style in ("a", "A"):
        mark = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif style in ("i", "I"):
        mark = _roman(number)
    else:
        return str(number)
    return mark.upper() if style.isupper() else mark


def _roman(number: int) -> str:
    out = ""
    for value, letters in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        out += letters * (number // value)
        number %= value
    return out


def titled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a single heading of the top level that comes before all others made the title.

    Where there are several of the top level, they head sections.
    """
    headings = [block for block in blocks if block.kind == "heading"]
    top = [block for block in headings if block.size == _LEVEL_SIZES[0]]
    if len(top) != 1 or top[0] is not headings[0]:
        return list(blocks)
    return [cover_line(block.text) if block is top[0] else block for block in blocks]


def _bold(text: str, size: float) -> Block:
    return Block("heading", [replace(plain_line(text), size=size, bold=True)])
