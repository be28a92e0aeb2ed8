"""Letters kept as text or Markdown: read into the same blocks as a PDF's."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.errors import UnreadableFile
from ingest.layout import BULLET, Block
from ingest.lines import plain_line

#: "### **Headline findings**"
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,500}?)(?<=\S)\1")
_TAG = re.compile(r"</?(?:sup|sub|b|i|em|strong|u|br)\s*/?>", re.IGNORECASE)
_LIST_ITEM = re.compile(r"^\s*(?:[-*+]\s+|" + BULLET.pattern + ")")
_NUMBERED = re.compile(r"^(\d{1,3})\.\s+")
_SENTENCE_END = re.compile(r"[.!?:;][)\]’”\"']*$")

#: Sizes in points by which headings nest; the body is 12.
_HEADING_SIZES = {1: 26.0, 2: 18.0, 3: 14.0, 4: 13.5, 5: 13.2, 6: 13.0}


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
    ended = True
    for raw in text.splitlines():
        stripped = _plain(raw)
        if not stripped:
            ended = True
            continue
        if stripped.lower().startswith(("dear ", "yours ", "your sincerely")):
            ended = True
        heading = _HEADING.match(raw.strip())
        number = _NUMBERED.match(stripped)
        if heading:
            blocks.append(_heading(_plain(heading.group(2)), len(heading.group(1))))
        elif _LIST_ITEM.match(raw):
            blocks.append(Block("item", [plain_line(_LIST_ITEM.sub("", stripped, count=1))]))
        elif number and _starts_paragraph(blocks, ended):
            blocks.append(Block("text", [plain_line(stripped[number.end() :])], number.group(1)))
        elif not _starts_paragraph(blocks, ended) and (not ended or _is_cut(blocks[-1])):
            blocks[-1].lines.append(plain_line(stripped))
        else:
            blocks.append(Block("text", [plain_line(stripped)]))
        # Two spaces at a line's end are Markdown's line break: an address, a signature.
        ended = raw.endswith("  ")
    return [block for block in blocks if block.text]


def _plain(raw: str) -> str:
    return _EMPHASIS.sub(r"\2", _TAG.sub("", raw)).strip()


def _heading(text: str, level: int) -> Block:
    line = replace(plain_line(text), size=_HEADING_SIZES[level], bold=True)
    return Block("heading", [line])


def _starts_paragraph(blocks: list[Block], ended: bool) -> bool:
    return not blocks or blocks[-1].kind == "heading" or (ended and not _is_cut(blocks[-1]))


def _is_cut(block: Block) -> bool:
    """Whether a running paragraph stops short of its sentence's end."""
    text = block.text
    return block.kind == "text" and len(text) > 120 and not _SENTENCE_END.search(text)
