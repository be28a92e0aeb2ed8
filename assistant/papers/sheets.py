"""A table as CSV and as a spreadsheet, with the manifest behind it or on a sheet of its own."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.papers.characters import fit_to_print
from assistant.papers.embedded import CSV_MARK, MANIFEST_HEADER, entry_lines
from assistant.papers.paper import ATTRIBUTION, Table
from assistant.papers.written_whole import written_whole
from assistant.quotations.manifest import FORMAT, Manifest

#: What a spreadsheet takes for the beginning of a formula, behind spaces or not.
_FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")

#: The most characters that Excel holds in a cell.
LARGEST_CELL = 32_767

#: The narrowest and widest column, in characters.
NARROWEST, WIDEST = 8, 60

#: The height of a line and the greatest of a row that Excel has, in points.
LINE, HIGHEST = 13.5, 409

PLAIN, BOLD = Font(name="Arial", size=10), Font(name="Arial", size=10, bold=True)
HEADER_FILL, RULE = PatternFill("solid", fgColor="EEF2F6"), Side("thin", color="B9C2CC")


def write_csv(table: Table, manifest: Manifest, path: Path) -> None:
    """Write the table to `path`, in UTF-8 with the mark by which Excel knows it.

    A cell that a spreadsheet would take for a formula is given an apostrophe before it. Behind
    the table and an empty line stand the licence and the manifest, a line of JSON an entry.

    Raises:
        OSError: the file cannot be written.
    """
    with written_whole(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in (table.header, *table.rows):
            writer.writerow([neutral(fit_to_print(cell)) for cell in row])
        writer.writerow([])
        writer.writerow([ATTRIBUTION])
        writer.writerow([CSV_MARK])
        writer.writerows([line] for line in entry_lines(manifest))


def neutral(cell: str) -> str:
    """The cell's text, an apostrophe before it where it would act as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def write_xlsx(table: Table, manifest: Manifest, path: Path) -> None:
    """Write the table to `path`, and the manifest to a sheet "Manifest" behind it.

    Every cell is text, exactly as it stands in the table: one that begins like a formula is
    marked as text, as an apostrophe typed before it would do.

    Raises:
        ValueError: a text is longer than a cell can hold.
        OSError: the file cannot be written.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _sheet_name(table.caption) or "Table"
    _fill(sheet, 1, (table.header, *table.rows))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    _add_manifest(book.create_sheet("Manifest"), manifest)
    for each in book.worksheets:
        _set_page(each)
    book.properties.title = fit_to_print(table.caption) or None
    book.properties.creator = None
    book.properties.language = "en-GB"
    with written_whole(path) as part:
        book.save(part)


def _sheet_name(caption: str) -> str:
    """The caption as the name of a sheet: at most 31 characters, without those it cannot have."""
    return re.sub(r"[\[\]:*?/\\]", " ", fit_to_print(caption)).strip("' ")[:31]


def _fill(sheet: Worksheet, top: int, rows: Sequence[Sequence[str | int]]) -> None:
    """Write rows from row `top`, the first as their header, cells as large as their texts need."""
    widths = [_width(column) for column in zip(*rows, strict=True)]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, start=top):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            _set(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
            cell.border = Border(bottom=RULE)
            if number == top:
                cell.font, cell.fill = BOLD, HEADER_FILL
        lines = max(_lines(str(value), width) for value, width in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = min(LINE * lines + 4, HIGHEST)


def _width(texts: Sequence[str | int]) -> int:
    longest = max(len(line) for text in texts for line in (str(text).splitlines() or [""]))
    return min(max(longest + 3, NARROWEST), WIDEST)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes: LibreOffice set 75 characters in a column 60 wide."""
    return sum(len(wrap(line, int(1.15 * width))) or 1 for line in text.split("\n"))


def _set(cell: Any, value: str | int) -> None:
    """Give a cell its value: a text as text, whatever it begins with."""
    if isinstance(value, int):
        cell.value, cell.font = value, PLAIN
        return
    # A cell's text may hold "_x0041_" for "A": so the text "_x0041_" itself is written otherwise.
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", fit_to_print(value))
    if len(text) > LARGEST_CELL:
        raise ValueError(
            f"A cell of a spreadsheet holds no more than {LARGEST_CELL:,} characters: "
            "choose another format for so long a text."
        )
    cell.value = text
    cell.font = PLAIN
    cell.data_type = "s"
    cell.quotePrefix = bool(_FORMULA.match(text))


def _add_manifest(sheet: Worksheet, manifest: Manifest) -> None:
    """What was made of what, and a table of the entries: read back by `embedded.manifest_of`."""
    facts = (
        ("Manifest", FORMAT),
        ("Made", manifest.made),
        ("Library", manifest.corpus_version),
        ("Findings", manifest.findings_version),
        ("Licence", ATTRIBUTION),
    )
    for number, fact in enumerate(facts, start=1):
        for column, value in enumerate(fact, start=1):
            _set(sheet.cell(number, column), value)
        sheet.cell(number, 1).font = BOLD
    entries = (
        (e.number, e.document, e.sha256, e.start, e.end, e.text, e.citation)
        for e in manifest.entries
    )
    _fill(sheet, len(facts) + 2, (MANIFEST_HEADER, *entries))


def _set_page(sheet: Worksheet) -> None:
    """Print on A4 across, as wide as the paper."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
