"""From blocks to canonical text: each paragraph's section, number, pages and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.types import Box, Paragraph, SourceRun
from ingest.blocks import Block
from ingest.grade_table import rows_put_together
from ingest.headings import Level, family_of, level_of
from ingest.judgements import GRADE
from ingest.lines import Line, gap
from ingest.roles import roles_of

#: What belongs to no section.
_APART = frozenset({"address", "closing", "contents", "end_matter"})


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """A document's stored text, its paragraphs, and which characters of its pages drew it."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    source_runs: tuple[SourceRun, ...]


def canonical_text(blocks: Sequence[Block]) -> CanonicalText:
    """The blocks as one text: paragraphs apart by a blank line, rows of a table by a line end."""
    blocks = rows_put_together(blocks)
    roles = roles_of(blocks)
    writer = _Writer()
    paragraphs: list[Paragraph] = []
    family = family_of(blocks)
    path: list[tuple[Level, str]] = []
    ordinal = 0
    about: tuple[str, ...] = ()
    rows: list[Block] = []
    for block, role in zip(blocks, roles, strict=True):
        if role == "judgement":
            rows.append(block)
            continue
        if rows:
            paragraphs.append(_judgement_paragraph(writer, rows))
            rows = []
        start, end = writer.write(block.lines)
        if role == "heading":
            level = level_of(block, [title for _, title in path], family)
            while path and not level.is_within(path[-1][0]):
                path.pop()
            path.append((level, block.text.rstrip(":")))
            ordinal = 0
        if role == "about":
            about = (block.text,) if block.kind == "heading" else about
        elif role != "footnote":
            about = ()
        inside = tuple(heading for _, heading in path)
        section = () if role in _APART else about if role == "about" else inside
        number, printed = None, False
        if role in ("body", "item"):
            ordinal += 1
            number, printed = block.number or str(ordinal), block.number is not None
        elif role == "footnote":
            number, section = block.number, ("Footnotes",)
        boxes = _boxes(block.lines)
        paragraphs.append(Paragraph(start, end, role, number, printed, section, block.pages, boxes))
    if rows:
        paragraphs.append(_judgement_paragraph(writer, rows))
    return CanonicalText(writer.text, _numbered(paragraphs), tuple(writer.runs))


def _numbered(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs; where any number is printed, only printed ones are numbers.

    A letter prints none: its paragraphs go by their place in their section.
    """
    if not any(paragraph.printed_number for paragraph in paragraphs):
        return tuple(paragraphs)
    return tuple(
        p if p.printed_number or p.role == "footnote" else replace(p, number=None)
        for p in paragraphs
    )


class _Writer:
    """Collects the text and the runs of characters that drew it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.runs: list[SourceRun] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def write(self, lines: Sequence[Line], separator: str = "\n\n") -> tuple[int, int]:
        """Add lines as running text after `separator`; the span that they fill."""
        if self._length:
            self._add(separator)
        start = self._length
        for position, line in enumerate(lines):
            if position:
                self._add(gap(lines[position - 1], line))
            for index, text in line.pieces:
                if line.page:
                    self.runs.append(SourceRun(self._length, len(text), line.page, index))
                self._add(text)
        return start, self._length

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _judgement_paragraph(writer: _Writer, rows: Sequence[Block]) -> Paragraph:
    """The table of judgements as one paragraph, a row a line: label, then grade."""
    start = end = -1
    open_row = False
    for block in rows:
        block_start, end = writer.write(
            block.lines, "\n\n" if start < 0 else " " if open_row else "\n"
        )
        start = block_start if start < 0 else start
        open_row = not GRADE.search(block.text)
    pages = tuple(sorted({page for block in rows for page in block.pages}))
    boxes = _boxes([line for block in rows for line in block.lines])
    return Paragraph(start, end, "judgement", section=("Judgements",), pages=pages, boxes=boxes)


def _boxes(lines: Sequence[Line]) -> tuple[Box, ...]:
    """The rectangle around the lines on each page that they stand on."""
    pages = sorted({line.page for line in lines if line.page})
    return tuple(_box(page, [line for line in lines if line.page == page]) for page in pages)


def _box(page: int, lines: Sequence[Line]) -> Box:
    return Box(
        page,
        round(min(line.left for line in lines), 1),
        round(min(line.bottom for line in lines), 1),
        round(max(line.right for line in lines), 1),
        round(max(line.top for line in lines), 1),
    )
