"""The table of judgements on the first pages: each row's label and grade, however they are drawn.

A cell is drawn where its words fit: a grade in two lines stands half above its label and half
below, so that in reading order it may come before it, or after the label of the next row. What
belongs together is told by where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block
from ingest.headings import is_section_heading
from ingest.judgements import GRADE
from ingest.lines import Line, joined

#: "2.1 Adoption performance", "The impact of leaders on social work", "Children's services in Hull
#: are good", "The overall judgement is inadequate"; not a label's second line, "children who need
#: help and protection".
_LABEL = re.compile(
    r"^(?:\d(?:\.\d)?\.? )?(?=[A-Z])(?i:the impact of leaders|the experiences and progress of"
    r"|overall effectiveness|children who need help|children looked after and achieving"
    r"|adoption performance|experiences and progress of care leavers"
    r"|leadership, management and governance|children.s services (?:in .{2,60} )?(?:is|are|require)"
    r"|the overall judgement is"
    r"|(?:the judgement for )?the effectiveness of the local safeguarding children)"
)

#: A grade alone on its line, or part of one: "Good", "Requires improvement to", "be good".
_GRADE_PIECE = re.compile(
    r"(?:outstanding|(?:in)?adequate|good|requires?"
    r"|(?:requires? )?improvement(?: to)?(?: be)?(?: good)?|(?:to )?be good)\.?",
    re.IGNORECASE,
)

#: What follows the table: sections whose headings repeat its labels and grades come after it.
_FIRST_SECTION = re.compile(
    r"^(?:what (?:needs|does .{3,60} need) to improve|executive summary|contents\b"
    r"|summary of (?:key )?findings|areas? for priority action)",
    re.IGNORECASE,
)

#: How far above or below its row's label a grade may stand, in points: a line and a half.
_REACH = 18.0


@dataclass(slots=True)
class _Row:
    """A label, and the lines on which its grade is drawn."""

    label: list[Line]
    block: Block
    """The block that the label is from."""
    number: str | None
    grade: list[Line] = field(default_factory=list)

    def distance(self, piece: Line) -> float:
        """How far the piece's middle stands above or below the label; none where beside it."""
        first, last, middle = self.label[0], self.label[-1], (piece.top + piece.bottom) / 2
        if piece.page != first.page or _is_row(joined(self.label)):
            return float("inf")
        return max(0.0, last.bottom - middle, middle - first.top)

    def put_together(self) -> Block:
        grade = sorted(self.grade, key=lambda line: -line.top)
        kind = "text" if grade else self.block.kind
        return Block(kind, [*self.label, *grade], self.number)


def before_sections(blocks: Sequence[Block]) -> range:
    """The indexes of the blocks on the first two pages, before the first section.

    Where nothing needs to improve, that is the section whose heading repeats a row's label.
    """
    labels: set[str] = set()
    for index, block in enumerate(blocks):
        if (block.pages and block.pages[0] > 2) or _FIRST_SECTION.match(block.text):
            return range(index)
        if block.number and not _LABEL.match(block.text):
            return range(index)
        if is_section_heading(block.text):
            label = "".join(filter(str.isalpha, GRADE.sub("", block.text).lower()))
            if label in labels:
                return range(index)
            labels.add(label)
    return range(len(blocks))


def is_row(block: Block) -> bool:
    """Whether the block is a label that ends in its grade."""
    return len(block.text) <= 200 and _is_row(block.text)


def rows_put_together(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each row of the table made one of them: its label, then its grade."""
    end = before_sections(blocks).stop
    parts: list[Block | _Row] = []
    for block in blocks[:end]:
        row = next((part for part in reversed(parts) if not _is_piece(part)), None)
        if isinstance(row, _Row) and _is_rest_of_label(row, block):
            row.label += block.lines
        else:
            parts += _parts(block)
    rows = [part for part in parts if isinstance(part, _Row)]
    whole: list[Block | _Row] = []
    row_before: _Row | None = None
    for part in parts:
        if isinstance(part, _Row):
            row_before = part
        elif _is_piece(part) and not part.pages:
            # Without places a grade is that of the row before it, which has but one.
            if row_before and not row_before.grade and not _is_row(joined(row_before.label)):
                row_before.grade.append(part.lines[0])
                continue
        elif _is_piece(part) and rows:
            piece = part.lines[0]
            nearest = min(rows, key=lambda row: row.distance(piece))
            if nearest.distance(piece) < _REACH:
                nearest.grade.append(piece)
                continue
        whole.append(part)
    return [
        *(part.put_together() if isinstance(part, _Row) else part for part in whole),
        *_with_their_grades(blocks[end:]),
    ]


def _with_their_grades(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, each section's heading made one with a grade drawn apart from it."""
    heading: Block | None = None
    for block in blocks:
        alone = heading is not None and GRADE.fullmatch(block.text)
        if alone and heading is not None and not GRADE.search(heading.text):
            yield Block(heading.kind, [*heading.lines, *block.lines])
            heading = None
            continue
        if heading is not None:
            yield heading
        heading = block if block.number is None and is_section_heading(block.text) else None
        if heading is None:
            yield block
    if heading is not None:
        yield heading


def _is_row(text: str) -> bool:
    ends = any(len(text) - grade.end() < 3 for grade in GRADE.finditer(text))
    return ends and _LABEL.match(text) is not None


def _is_piece(part: Block | _Row) -> bool:
    return (
        isinstance(part, Block)
        and len(part.lines) == 1
        and _GRADE_PIECE.fullmatch(part.lines[0].text) is not None
    )


def _is_rest_of_label(row: _Row, block: Block) -> bool:
    """A label's second line, where it was taken for a block: "permanence"."""
    last, line = row.label[-1], block.lines[0]
    return (
        len(block.text) < 40
        and line.page == last.page
        and 0 < last.bottom - line.bottom < 1.5 * line.size
        and not _is_row(joined(row.label))
        and not _is_piece(block)
        and not _LABEL.match(block.text)
    )


def _parts(block: Block) -> list[Block | _Row]:
    """A block of the table as rows and the pieces of grades; any other block as it is."""
    first, *rest = block.lines
    if (
        rest
        and _is_row(first.text)
        and rest[0].text[:1].isupper()
        and not _LABEL.match(rest[0].text)
    ):
        # "The overall judgement is good", and right under it the first words on it.
        return [Block("text", [first], block.number), Block("text", rest)]
    if is_row(block) and not any(_LABEL.match(line.text) for line in rest):
        return [block]
    if len(block.text) > 200:
        return [block]
    parts: list[Block | _Row] = []
    row: _Row | None = None
    for line in block.lines:
        if _LABEL.match(line.text):
            row = _Row([line], block, block.number if line is first else None)
            parts.append(row)
        elif _GRADE_PIECE.fullmatch(line.text):
            parts.append(Block(block.kind, [line]))
        elif row is not None:
            row.label.append(line)
        else:
            return [block]
    return parts
