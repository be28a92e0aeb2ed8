"""From the lines of pages to blocks in reading order: furniture out, paragraphs whole.

A block is a paragraph, a heading, a list item or a row of a table. What reads a layout here is
named for what it reads and has an example of the line it matches.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.lines import Line, joined

BlockKind = Literal["text", "heading", "item", "footnote"]

#: "10.Creative", "18. Children at risk", "1 Ensure that" is not one: a full stop is needed.
NUMBERED = re.compile(r"(\d{1,3})\.(?!\d)\s?(?=\S)")

#: "• The quality of letters" and the dash of a list within a list.
BULLET = re.compile(r"(?:[•▪◼]|[–—-](?= ))\s?")

#: "4", "Page 4 of 20", "20 to 24 January 2025 4" (dates and page number share a line).
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,3}(?: of \d{1,3})?", re.IGNORECASE)

#: Lines of the letterhead that every Ofsted letter has had since 2013.
_LETTERHEAD = re.compile(
    r"(?:^(?:ofsted|piccadilly gate|store st(?:reet)?|manchester|m1 2wd|aviation house"
    r"|125 kingsway|london|wc2b 6se|clive house|sw1h 9ex|70 petty france)$)"
    r"|^t:? ?\d[\d ]+$|^textphone|^(?:e:? ?)?enquiries@ofsted|^(?:w:? ?)?www\.(?:gov\.uk/)?ofsted"
    r"|^(?:direct )?(?:t|f|tel|telephone|email|fax)\b.{0,40}(?:\d{4}|@)|^www\.ofsted\.gov\.uk",
    re.IGNORECASE,
)

#: Lines that run on from none: "Dear Ms Parker", "2.1 Adoption performance Good".
_STARTS_BLOCK = re.compile(
    r"Dear |Yours? (?:sincerely|faithfully)|\d\.\d [A-Z]"
    r"|The Office for Standards in Education, Children|Any complaints about the"
)

#: A grade drawn apart from the heading that it ends: "Requires improvement".
_GRADE_ALONE = re.compile(
    r"(?:outstanding|good|requires improvement(?: to be good)?|(?:in)?adequate)", re.IGNORECASE
)

#: Sentence ends, also inside quotation marks or brackets: "… at this time.’"
_SENTENCE_END = re.compile(r"[.!?:][)\]’”\"']*$")


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item or footnote, as the lines it is printed on."""

    kind: BlockKind
    lines: list[Line] = field(default_factory=list)
    number: str | None = None
    """The paragraph's printed number."""

    @property
    def text(self) -> str:
        """Its running text."""
        return joined(self.lines)

    @property
    def size(self) -> float:
        """Its font size, in points."""
        return self.lines[0].size

    @property
    def pages(self) -> tuple[int, ...]:
        """The file's pages that it stands on."""
        return tuple(sorted({line.page for line in self.lines if line.page}))


def read_blocks(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """The document's blocks in reading order, footnotes last."""
    ordered = without_furniture([in_reading_order(page) for page in pages])
    body_size = _body_size(ordered)
    flow: list[Line] = []
    notes: list[Line] = []
    for page in ordered:
        page_flow, page_notes = _split_footnotes(page, body_size)
        flow += page_flow
        notes += page_notes
    return _blocks(flow, body_size) + _note_blocks(notes)


def in_reading_order(page: Sequence[Line]) -> list[Line]:
    """A page's lines from top to bottom, columns kept whole.

    The file may draw the letterhead, or a displaced paragraph, after the rest (198 of 313
    letters). Lines drawn one below the other at an even pitch stay together; such runs are put
    in order of where they stand.
    """
    runs: list[list[Line]] = []
    for line in page:
        previous = runs[-1][-1] if runs else None
        if previous is not None and 0 < previous.bottom - line.bottom < 1.4 * max(
            previous.size, line.size, 8.0
        ):
            runs[-1].append(line)
        else:
            runs.append([line])
    # Tops within four points are one row: left before right.
    runs.sort(key=lambda run: -run[0].top)
    rows: list[list[list[Line]]] = []
    for run in runs:
        if rows and rows[-1][0][0].top - run[0].top < 4.0:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [
        line for row in rows for run in sorted(row, key=lambda run: run[0].left) for line in run
    ]


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages less running headers and footers, page numbers and the letterhead."""
    edges = [{id(line): _without_digits(line) for line in _edge_lines(page)} for page in pages]
    counts = Counter(text for edge in edges for text in set(edge.values()))
    # A long line in the margins of four pages is the running title of a part.
    repeated = {
        text
        for text, count in counts.items()
        if count >= max(2, 0.3 * len(pages)) or (count >= 4 and len(text) > 40)
    }
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        kept.append(
            [
                line
                for line in page
                if edge.get(id(line)) not in repeated
                and not (_is_number(line) and (_is_marginal(line) or line in _outermost(page)))
                and not _is_letterhead(line)
            ]
        )
    return kept


def _edge_lines(page: Sequence[Line]) -> list[Line]:
    """Lines in the top or bottom margin: above 770 or below 70 points of A4's 842."""
    return [line for line in page if line.bottom > 770 or line.top < 72]


def _is_marginal(line: Line) -> bool:
    """Within an inch and a half of the page's top or bottom."""
    return line.top < 110 or line.bottom > 735


def _outermost(page: Sequence[Line]) -> tuple[Line, Line]:
    """The highest and the lowest line: a page number may stand well inside the margin."""
    return max(page, key=lambda line: line.top), min(page, key=lambda line: line.bottom)


def _without_digits(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower())


def _is_number(line: Line) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text) is not None


def _is_letterhead(line: Line) -> bool:
    """In the top quarter of page 1, in small type: "Piccadilly Gate"."""
    return (
        line.page == 1
        and line.bottom > 640
        and line.size < 11
        and _LETTERHEAD.search(line.text) is not None
    )


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[round(line.size)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _split_footnotes(page: Sequence[Line], body_size: float) -> tuple[list[Line], list[Line]]:
    """The page's flow, and the footnotes at its foot: a last run of small type under the text."""
    start = len(page)
    while start > 0 and page[start - 1].size <= 0.88 * body_size:
        start -= 1
    notes = list(page[start:])
    while notes and not re.match(r"\d{1,2}\s?\S", notes[0].text):
        notes.pop(0)
    cut = len(page) - len(notes)
    if notes and notes[0].top < 300:
        return list(page[:cut]), notes
    return list(page), []


def _note_blocks(lines: Sequence[Line]) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        mark = re.match(r"(\d{1,2})\s?(?=\D)", line.text)
        if mark or not blocks:
            number = mark.group(1) if mark else None
            rest = line.without_first(mark.end()) if mark else line
            blocks.append(Block("footnote", [rest], number))
        else:
            blocks[-1].lines.append(line)
    return [block for block in blocks if block.text]


def _blocks(lines: Sequence[Line], body_size: float) -> list[Block]:
    margin = min((line.left for line in lines if len(line.text) > 3), default=0.0)
    right = max((line.right for line in lines), default=0.0)
    blocks: list[Block] = []
    last_number = 0
    previous: Line | None = None
    for line in lines:
        if line.size <= 0.88 * body_size and re.fullmatch(r"\d{1,2}", line.text):
            continue  # a footnote's mark, drawn apart: "What needs to improve?" and then "1"
        block = blocks[-1] if blocks else None
        kind: BlockKind = "heading" if _looks_like_heading(line, body_size) else "text"
        bullet = BULLET.match(line.text)
        number = NUMBERED.match(line.text)
        if number and not (line.left < margin + 20 and _follows(int(number.group(1)), last_number)):
            number = None
        if number and kind == "text":
            last_number = int(number.group(1))
            blocks.append(Block("text", [line.without_first(number.end())], number.group(1)))
        elif bullet and line.text != bullet.group():
            blocks.append(Block("item", [line.without_first(bullet.end())]))
        elif (
            block is not None
            and previous is not None
            and _continues(block, previous, line, kind, right)
        ):
            block.lines.append(line)
        else:
            blocks.append(Block(kind, [line]))
        previous = line
    return [block for block in blocks if block.text]


def _follows(number: int, last: int) -> bool:
    """Numbers run on, may skip one or two, and start again at 1 (SIF)."""
    return number == 1 or last < number <= last + 3


def _looks_like_heading(line: Line, body_size: float) -> bool:
    """Bold, or clearly larger than the body."""
    return line.bold or line.size >= body_size + 1.5


def _continues(block: Block, previous: Line, line: Line, kind: BlockKind, right: float) -> bool:
    """Whether `line` runs on from the block's last line, across a page break too."""
    if (block.kind == "heading") != (kind == "heading") or _STARTS_BLOCK.match(line.text):
        return False
    if kind == "heading" and _GRADE_ALONE.fullmatch(line.text) and line.page == previous.page:
        return True
    if block.kind == "heading" and (
        abs(line.size - block.size) > 0.6
        or line.page != previous.page
        or previous.bottom - line.bottom > (2.2 if line.text[:1].islower() else 1.4) * line.size
    ):
        return False
    if line.page == previous.page:
        pitch = previous.bottom - line.bottom
        typical = 1.25 * max(line.size, 8.0)
        if block.kind == "item" and line.left > block.lines[0].left + 4:
            return 0 < pitch < 1.9 * typical
        return 0 < pitch < 1.42 * typical or (pitch <= 0 and abs(pitch) < 3)
    if not _SENTENCE_END.search(previous.text):
        return True
    if line.text[:1].islower():
        return True
    if block.number is not None:
        # Numbered paragraphs hang: their first line starts left of the others (71 and 99 points).
        return len(block.lines) > 1 and abs(line.left - block.lines[-1].left) < 3
    if block.kind == "item":
        return abs(line.left - block.lines[-1].left) < 3 and len(block.lines) > 1
    return previous.right > 0.9 * right
