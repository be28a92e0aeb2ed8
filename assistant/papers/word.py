"""A paper as a Word document with real styles, footnotes and the manifest inside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.table import _Row
from docx.text.paragraph import Paragraph

from assistant.papers.characters import fit_to_print
from assistant.papers.closing import SOURCES, closing_blocks, numbers
from assistant.papers.embedded import ascii_json
from assistant.papers.paper import Block, Heading, Paper, Quotation, Table, Words
from assistant.papers.table_widths import shares
from assistant.papers.word_parts import add_footnote_mark, add_footnotes, add_manifest
from assistant.papers.word_styles import MEASURE, TABLE_STYLE, set_styles
from assistant.papers.written_whole import written_whole


def write_word(paper: Paper, path: Path) -> None:
    """Write the paper to `path`, a .docx file.

    Raises:
        ValueError: the paper's manifest lacks one of its quotations.
        OSError: the file cannot be written.
    """
    document = docx.Document()
    set_styles(document)
    _set_properties(document, paper)
    _set_header_and_footer(document, paper.title)
    _paragraph(document, paper.title, "Title")
    if paper.subtitle:
        _paragraph(document, paper.subtitle, "Subtitle")
    footnotes = _add_quoting_blocks(document, paper)
    _add_closing(document, paper)
    if footnotes:
        add_footnotes(document, footnotes)
    add_manifest(document, ascii_json(paper.manifest))
    with written_whole(path) as part:
        document.save(str(part))


def _add_quoting_blocks(document: Document, paper: Paper) -> list[str]:
    """Add the paper's own blocks; the footnotes that they need."""
    footnotes: list[str] = []
    for position, number in _numbered(paper):
        block = paper.blocks[position]
        if not isinstance(block, Quotation):
            _add(document, block)
            continue
        words = _paragraph(document, f"“{block.quote.text}”", "Quotation")
        if paper.footnotes:
            # Word counts footnotes itself: its number and the manifest's may come apart.
            same = number == len(footnotes) + 1
            footnotes.append(block.citation if same else f"Quotation {number}: {block.citation}")
            add_footnote_mark(words, len(footnotes))
        else:
            words.paragraph_format.keep_with_next = True
            citation = _paragraph(document, "", "Citation")
            citation.add_run(f"[{number}] ").bold = True
            citation.add_run(fit_to_print(block.citation))
            citation.paragraph_format.keep_with_next = bool(block.note)
        if block.note:
            _paragraph(document, block.note, "Note")
    return footnotes


def _numbered(paper: Paper) -> list[tuple[int, int]]:
    """The position of each block, and the number of the quotation that it is, or 0."""
    found = numbers(paper)
    return [(position, found.get(position, 0)) for position in range(len(paper.blocks))]


def _add_closing(document: Document, paper: Paper) -> None:
    source = False
    for block in closing_blocks(paper):
        if isinstance(block, Heading):
            source = block.text == SOURCES
        if source and isinstance(block, Words):
            _paragraph(document, block.text, "Source")
        else:
            _add(document, block)


def _add(document: Document, block: Block) -> None:
    if isinstance(block, Heading):
        _paragraph(document, block.text, f"Heading {min(max(block.level, 1), 4)}")
    elif isinstance(block, Words):
        _paragraph(document, block.text, "List Bullet" if block.bullet else "Normal")
    elif isinstance(block, Table):
        _add_table(document, block)


def _paragraph(document: Document, text: str, style: str) -> Paragraph:
    return document.add_paragraph(fit_to_print(text), style)


def _add_table(document: Document, block: Table) -> None:
    """Its header is repeated on every page, and no row is broken across two."""
    if block.caption:
        _paragraph(document, block.caption, "Caption")
    table = document.add_table(1 + len(block.rows), len(block.header), TABLE_STYLE)
    table.autofit = False
    widths = [Emu(int(MEASURE * share)) for share in shares(block)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    # Looked up once: python-docx goes through all styles for each paragraph otherwise.
    head, body = (document.styles[name].style_id for name in ("Table Heading", "Table Text"))
    for number, (row, texts) in enumerate(
        zip(table.rows, (block.header, *block.rows), strict=True)
    ):
        _fill(row, texts, widths, body if number else head)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    # Word joins tables that nothing stands between.
    behind = document.add_paragraph().paragraph_format
    behind.space_after, behind.line_spacing_rule = Pt(0), WD_LINE_SPACING.EXACTLY
    behind.line_spacing = Pt(8)


def _fill(row: _Row, texts: Sequence[str], widths: Sequence[Emu], style_id: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph._p.style = style_id
        paragraph.add_run(fit_to_print(text))


def _set_properties(document: Document, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = fit_to_print(paper.title)
    properties.subject = fit_to_print(paper.subtitle)
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = "en-GB"
    properties.created = properties.modified = _moment(paper.manifest.made)
    package = document.part.package
    for key, related in list(package.rels.items()):
        if related.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # the template's, of an empty page
            del package.rels[key]


def _moment(made: str) -> datetime:
    """The moment in UTC, as Word has it; now, where the manifest has no date."""
    try:
        return datetime.fromisoformat(made).astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        return datetime.now(UTC).replace(tzinfo=None)


def _set_header_and_footer(document: Document, title: str) -> None:
    """The title above from page 2 on, and "Page 1 of 3" below, counted by Word."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = fit_to_print(title)
    for footer in (section.first_page_footer.paragraphs[0], section.footer.paragraphs[0]):
        footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        footer.add_run("Page ")
        _add_field(footer, "PAGE")
        footer.add_run(" of ")
        _add_field(footer, "NUMPAGES")


def _add_field(footer: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    footer._p.append(field)
