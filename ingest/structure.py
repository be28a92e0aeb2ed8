"""From blocks to canonical text: what each paragraph is, which section it stands in, its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.types import Paragraph, Role, SourceRun
from ingest.grade_table import before_sections, is_row, rows_put_together
from ingest.judgements import GRADE
from ingest.layout import Block
from ingest.lines import Line

#: Where the closing page begins; everything after is the publisher's, not the inspectors'.
_END_MATTER = re.compile(
    r"^(?:the office for standards in education, children|any complaints about the inspection"
    r"|if you would like a copy of this document|© crown copyright)",
    re.IGNORECASE,
)

#: The publisher's lines that some reports of 2013 have on their second page.
_IMPRINT = re.compile(
    r"^(?:© ?crown copyright|website: |this document may be reproduced|age group: )", re.IGNORECASE
)

#: Sections that say how inspections are made, or define grades: marked, and never quoted.
_ABOUT = re.compile(
    r"^(?:information about (?:this |the (?:\w+ ){0,2})inspection|about this inspection"
    r"|the inspection team|what the (?:\w+ ){0,2}inspection judge?ments mean"
    r"|the inspection judge?ments and what they mean)",
    re.IGNORECASE,
)

#: What comes after such a section, whatever the size of its heading.
_FINDINGS = re.compile(
    r"^(?:section \d|information about this local authority|inspection judge?ments? about"
    r"|the experiences and progress of|executive summary|summary of|recommendations)",
    re.IGNORECASE,
)

_TITLE = re.compile(
    r"^(?:focused (?:assurance )?visit|monitoring visit|assurance visit|joint targeted area|"
    r"(?:re-?)?inspection (?:of|dates?)|report published|and$|review of the effectiveness)",
    re.IGNORECASE,
)

_DEAR = re.compile(r"^dear\b", re.IGNORECASE)
_CLOSING = re.compile(r"^yours? (?:sincerely|faithfully)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """A document's stored text, its paragraphs, and which characters of its pages drew it."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    source_runs: tuple[SourceRun, ...]


def canonical_text(blocks: Sequence[Block]) -> CanonicalText:
    """The blocks as one text: paragraphs apart by a blank line, rows of a table by a line end."""
    blocks = rows_put_together(blocks)
    roles = _roles(blocks)
    writer = _Writer()
    paragraphs: list[Paragraph] = []
    path: list[tuple[tuple[float, bool], str]] = []
    ordinal = 0
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
            level = (round(block.size), block.lines[0].bold)
            while path and path[-1][0] <= level:
                path.pop()
            path.append((level, block.text.rstrip(":")))
            ordinal = 0
        section = tuple(heading for _, heading in path)
        number, printed = None, False
        if role in ("body", "item"):
            ordinal += 1
            number, printed = block.number or str(ordinal), block.number is not None
        elif role == "footnote":
            number, section = block.number, ("Footnotes",)
        paragraphs.append(Paragraph(start, end, role, number, printed, section, block.pages))
    if rows:
        paragraphs.append(_judgement_paragraph(writer, rows))
    return CanonicalText(writer.text, tuple(paragraphs), tuple(writer.runs))


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
            if position and not self._parts[-1].endswith("-"):
                self._add(" ")
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
    return Paragraph(start, end, "judgement", section=("Judgements",), pages=pages)


def _roles(blocks: Sequence[Block]) -> list[Role]:
    roles: list[Role] = [_plain_role(block) for block in blocks]
    _mark_letter(blocks, roles)
    _mark_judgements(blocks, roles)
    _mark_titles(blocks, roles)
    _mark_contents_and_about(blocks, roles)
    for index, block in enumerate(blocks):
        if _IMPRINT.match(block.text):
            roles[index] = "end_matter"
    _mark_end_matter(blocks, roles)
    return roles


def _plain_role(block: Block) -> Role:
    if block.kind == "text":
        return "body"
    if block.kind == "heading" and (len(block.text) > 250 or _is_sentence(block.text)):
        return "body"
    return block.kind


def _is_sentence(text: str) -> bool:
    """A bold sentence is a sentence, not a heading: "Inspectors found no child at risk."."""
    return len(text) > 60 and text.endswith(".")


def _mark_letter(blocks: Sequence[Block], roles: list[Role]) -> None:
    """A letter's date and addressee before "Dear …", its close from "Yours sincerely"."""
    first_page = [i for i, block in enumerate(blocks) if block.pages in ((), (1,))]
    dear = next((i for i in first_page if _DEAR.match(blocks[i].text)), None)
    if dear is None:
        return
    for index in range(dear + 1):
        roles[index] = "address"
    for index in range(dear + 1, len(blocks)):
        if _CLOSING.match(blocks[index].text):
            for later in range(index, len(blocks)):
                if roles[later] != "footnote":
                    roles[later] = "closing"
            return


def _mark_judgements(blocks: Sequence[Block], roles: list[Role]) -> None:
    """The rows of the table of judgements, which stand before the first section."""
    for index in before_sections(blocks):
        if roles[index] != "address" and is_row(blocks[index]):
            roles[index] = "judgement"


def _mark_titles(blocks: Sequence[Block], roles: list[Role]) -> None:
    """Titles, dates and names at the top of page 1, and the heads of its table."""
    for index, block in enumerate(blocks):
        if block.pages not in ((), (1,)):
            break
        cover = block.kind == "heading" and block.size >= 15
        line = re.match(
            r"(?:judgement ?grade|inspection dates?|(?:lead|reporting) inspector|report published"
            r"|published|age group|her majesty|his majesty)\b",
            block.text,
            re.IGNORECASE,
        )
        if roles[index] in ("heading", "body") and (
            cover
            or (line and len(block.text) < 200)
            or (block.kind == "heading" and _TITLE.match(block.text))
        ):
            roles[index] = "title"


def _mark_end_matter(blocks: Sequence[Block], roles: list[Role]) -> None:
    """From where the closing page begins to the end, or to the cover of a second report."""
    last = max((page for block in blocks for page in block.pages), default=0)
    closing_page: int | None = None
    for index, block in enumerate(blocks):
        page = block.pages[0] if block.pages else 0
        if closing_page is None:
            if _END_MATTER.match(block.text) and page >= last / 2:
                closing_page = page
        elif block.kind == "heading" and block.size >= 14 and page > closing_page:
            closing_page = None
        if closing_page is not None and roles[index] != "footnote":
            roles[index] = "end_matter"


def _mark_contents_and_about(blocks: Sequence[Block], roles: list[Role]) -> None:
    contents_page = 0
    about_size = 0.0
    for index, block in enumerate(blocks):
        page = block.pages[0] if block.pages else 0
        if block.kind == "heading" and block.text.lower() == "contents" and page:
            contents_page = page
        entry = page == contents_page or re.search(r"\s\d{1,2}$", block.text)
        if contents_page and entry and page in (contents_page, contents_page + 1):
            roles[index] = "contents"
            continue
        if block.kind == "heading":
            if _ABOUT.match(block.text):
                about_size = max(about_size, block.size)
            elif block.size >= about_size or _FINDINGS.match(block.text):
                about_size = 0.0
        if about_size and roles[index] != "footnote":
            roles[index] = "about"
