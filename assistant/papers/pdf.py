"""A paper as a PDF: A4, fonts inside, bookmarks, page numbers, and the manifest attached."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportlab.lib.units import cm
from reportlab.platypus import Flowable, Paragraph, Spacer
from reportlab.platypus import Table as DrawnTable

from assistant.papers.closing import closing_blocks, numbers
from assistant.papers.paper import Block, Heading, Paper, Quotation, Table, Words
from assistant.papers.pdf_file import attach_manifest
from assistant.papers.pdf_pages import MEASURE, Bookmarked, PaperPages, Ruled
from assistant.papers.pdf_styles import STYLES, TABLE_STYLE, marked_up
from assistant.papers.table_widths import shares
from assistant.papers.written_whole import written_whole


def write_pdf(paper: Paper, path: Path) -> None:
    """Write the paper to `path`.

    Citations stand below their quotations, whatever `paper.footnotes` says. A character that the
    font lacks is shown by its number, "[U+4E2D]"; the manifest has it.

    Raises:
        ValueError: the paper's manifest lacks one of its quotations.
        OSError: the file cannot be written.
    """
    flowables = list(_flowables(paper))
    with written_whole(path) as part:
        PaperPages(part, paper.title).build(flowables)
        attach_manifest(part, paper.manifest)


def _flowables(paper: Paper) -> Iterator[Flowable]:
    yield Paragraph(marked_up(paper.title), STYLES["Title"])
    if paper.subtitle:
        yield Paragraph(marked_up(paper.subtitle), STYLES["Subtitle"])
    found = numbers(paper)
    for position, block in enumerate(paper.blocks):
        if isinstance(block, Quotation):
            yield from quotation_flowables(found[position], block)
        else:
            yield from block_flowables(block)
    for block in closing_blocks(paper):
        yield from block_flowables(block)


def quotation_flowables(number: int, block: Quotation) -> Iterator[Flowable]:
    """The words, and below them their number and citation, kept with the words' last lines."""
    yield quotation_paragraph(block.quote.text)
    yield Paragraph(f"<b>[{number}]</b> {marked_up(block.citation)}", STYLES["Citation"])
    if block.note:
        yield Paragraph(marked_up(block.note), STYLES["Note"])


def quotation_paragraph(text: str) -> Paragraph:
    """The words of a quotation, in quotation marks and beside a rule."""
    return Ruled(marked_up(f"“{text}”"), STYLES["Quotation"])


def block_flowables(block: Block) -> Iterator[Flowable]:
    """A heading, a paragraph or a table."""
    if isinstance(block, Heading):
        level = min(max(block.level, 1), 4)
        yield Bookmarked(block.text, level, STYLES[f"Heading {level}"])
    elif isinstance(block, Words) and block.bullet:
        yield Paragraph(marked_up(block.text), STYLES["Item"], bulletText="•")
    elif isinstance(block, Words):
        yield Paragraph(marked_up(block.text), STYLES["Words"])
    elif isinstance(block, Table):
        yield from table_flowables(block)


def table_flowables(block: Table) -> Iterator[Flowable]:
    """Its caption and the table, its header repeated on every page."""
    if block.caption:
        yield Paragraph(marked_up(block.caption), STYLES["Caption"])
    cells = [[Paragraph(marked_up(text), STYLES["Table Heading"]) for text in block.header]]
    for row in block.rows:
        cells.append([Paragraph(marked_up(text), STYLES["Table Text"]) for text in row])
    widths = [MEASURE * share for share in shares(block)]
    yield DrawnTable(cells, widths, repeatRows=1, style=TABLE_STYLE, hAlign="LEFT", splitInRow=1)
    yield Spacer(1, 0.3 * cm)
