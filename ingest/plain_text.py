"""Letters kept as text or Markdown: read into the same blocks as a PDF's."""

from __future__ import annotations

import re

from ingest.blocks import BULLET, Block
from ingest.errors import UnreadableFile
from ingest.lines import plain_line
from ingest.unpaged import bold_line, footnote, heading, is_cut, table_rows, titled

#: "### **Headline findings**"
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
#: "**Headline findings**", alone on its line.
_BOLD_LINE = re.compile(r"^(\*\*|__)(?=\S)([^*_]{1,150})(?<=\S)\1:?$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,500}?)(?<=\S)\1")
_TAG = re.compile(r"</?(?:sup|sub|b|i|em|strong|u|br)\s*/?>", re.IGNORECASE)
_LIST_ITEM = re.compile(r"^\s*(?:[-*+]\s+|" + BULLET.pattern + ")")
_NUMBERED = re.compile(r"^(\d{1,3})\.\s+")
#: "| Overall effectiveness | Good |", and the line under a table's head, "|---|---|".
_TABLE_ROW = re.compile(r"^\|(.+)\|$")
_TABLE_RULE = re.compile(r"[\s|:-]+")
#: "[^2]: A third of the parents.", and its mark in the text, "[^2]".
_FOOTNOTE = re.compile(r"^\[\^(\w{1,8})\]:\s*(.+)$")
_FOOTNOTE_MARK = re.compile(r"\[\^\w{1,8}\]")


def decode(content: bytes) -> str:
    """The text of a file in UTF-8 (with or without a mark), or UTF-16 with one.

    Raises:
        UnreadableFile: it is empty, in another encoding, or no text at all.
    """
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encoding = "utf-16" if marked else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "its text is not in UTF-8: save it again with the encoding UTF-8"
        ) from error
    if "\x00" in text:
        raise UnreadableFile("it is not a text file: check what it is")
    if not text.strip():
        raise UnreadableFile("it is empty")
    return text


def read_text_blocks(text: str) -> list[Block]:
    """The blocks of a text or Markdown document, in order.

    A blank line ends a paragraph only after the end of a sentence: letters that were once
    pages have blank lines where a page break cut a sentence.
    """
    blocks: list[Block] = []
    notes: list[Block] = []
    rows: list[list[str]] = []
    ended = True
    for raw in [*text.splitlines(), ""]:
        row = _TABLE_ROW.match(raw.strip())
        if row:
            if not _TABLE_RULE.fullmatch(row.group(1)):
                rows.append([_plain(cell) for cell in row.group(1).split("|")])
            continue
        blocks += table_rows(rows)
        ended = ended or bool(rows)
        rows = []
        stripped = _plain(raw)
        note = _FOOTNOTE.match(raw.strip())
        if not stripped:
            ended = True
        elif note:
            notes.append(footnote(_plain(note.group(2)), note.group(1)))
        else:
            _add_line(blocks, raw, stripped, ended or _opens_or_closes(stripped))
            # Two spaces at a line's end are Markdown's line break: an address, a signature.
            ended = raw.endswith("  ")
    return [*titled([block for block in blocks if block.text]), *notes]


def _add_line(blocks: list[Block], raw: str, stripped: str, ended: bool) -> None:
    """Add a line to the paragraph before it, or begin another with it."""
    marked = _HEADING.match(raw.strip())
    number = _NUMBERED.match(stripped)
    if marked:
        blocks.append(heading(_plain(marked.group(2)), len(marked.group(1))))
    elif _LIST_ITEM.match(raw):
        blocks.append(Block("item", [plain_line(_LIST_ITEM.sub("", stripped, count=1))]))
    elif number and _starts_paragraph(blocks, ended):
        blocks.append(Block("text", [plain_line(stripped[number.end() :])], number.group(1)))
    elif not _starts_paragraph(blocks, ended) and (not ended or is_cut(blocks[-1])):
        blocks[-1].lines.append(plain_line(stripped))
    elif _BOLD_LINE.match(raw.strip()):
        blocks.append(bold_line(stripped))
    else:
        blocks.append(Block("text", [plain_line(stripped)]))


def _plain(raw: str) -> str:
    return _EMPHASIS.sub(r"\2", _FOOTNOTE_MARK.sub("", _TAG.sub("", raw))).strip()


def _opens_or_closes(line: str) -> bool:
    return line.lower().startswith(("dear ", "yours ", "your sincerely"))


def _starts_paragraph(blocks: list[Block], ended: bool) -> bool:
    return not blocks or blocks[-1].kind == "heading" or (ended and not is_cut(blocks[-1]))
