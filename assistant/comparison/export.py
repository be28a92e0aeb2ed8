"""A comparison to take away: a row for each cell, for a spreadsheet, and a paper for Word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.citations import visit_name
from assistant.comparison.areas import Area
from assistant.comparison.cell import Cell
from assistant.comparison.grades import Grade
from assistant.comparison.matrix import Row, frameworks_differ
from assistant.comparison.who_does_well import WhoDoesWell
from assistant.papers.paper import Block, Heading, Paper, Quotation, Table, Words
from assistant.quotations.manifest import Manifest, make_manifest
from corpus.types import Document, Quote

_HEADER = (
    "Authority",
    "Area",
    "Grade",
    "Judgement area",
    "Inspection that gave it",
    "Framework",
    "Grade taken from",
    "Note on the grade",
    "Quotation",
    "Citation",
    "Document",
    "Note on the quotation",
)

#: What is said at the top of every comparison.
HOW_MADE = (
    "Each quotation is from the newest letter or report held that speaks of the area. The grade of "
    "an area of practice is that of the judgement whose section of the last full inspection names "
    "it; inspectors give areas of practice no grade of their own."
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison as it was shown."""

    called: str
    """The authorities together: "the authorities of London"."""
    areas: tuple[Area, ...]
    rows: tuple[Row, ...]
    wells: tuple[WhoDoesWell, ...] = ()

    @property
    def title(self) -> str:
        """ "Comparison: Leeds and Bradford"."""
        return f"Comparison: {self.called}"

    def column(self, area: Area) -> list[Cell]:
        """The cells of one area, in the order of the rows."""
        return [cell for row in self.rows for cell in row.cells if cell.area == area]

    @property
    def quotes(self) -> list[Quote]:
        """Its quotations, in the order in which a paper has them."""
        cells = (cell for area in self.areas for cell in self.column(area))
        praise = (quote for one in self.wells for well in one.found for quote in well.quotes)
        return [*(cell.quote for cell in cells if cell.quote), *praise]


def nothing_held(rows: Iterable[Row]) -> str:
    """A sentence that names the authorities of which nothing is held; empty if there is none."""
    names = "; ".join(row.authority.name for row in rows if not row.held)
    return f"No letter or report is held of: {names}." if names else ""


def frameworks_notes(comparison: Comparison) -> list[str]:
    """A sentence for each set of frameworks whose grades stand in one column, on which areas."""
    areas: dict[str, list[str]] = {}
    for area in comparison.areas:
        if sentence := frameworks_differ(comparison.column(area)):
            areas.setdefault(sentence, []).append(area.name)
    return [f"{_capital(', '.join(names))}: {said}" for said, names in areas.items()]


def sheet(comparison: Comparison) -> Table:
    """A row for each cell, by authority, then what is praised elsewhere."""
    cells = ((row.authority.name, cell) for row in comparison.rows for cell in row.cells)
    praised = (
        (well.authority, one.area.name, well.grade, quote)
        for one in comparison.wells
        for well in one.found
        for quote in well.quotes
    )
    rows = [
        *(
            _sheet_row(name, c.area.name, c.grade, c.quote, c.why_no_grade, c.why_no_quote)
            for name, c in cells
        ),
        *(
            _sheet_row(name, area, grade, quote, "", "From “Who does this well”.")
            for name, area, grade, quote in praised
        ),
    ]
    return Table(_HEADER, tuple(rows), comparison.title)


def _sheet_row(
    authority: str,
    area: str,
    grade: Grade | None,
    quote: Quote | None,
    why_no_grade: str,
    on_quote: str,
) -> tuple[str, ...]:
    judged = (
        (
            grade.words,
            grade.area_words,
            visit_name(grade.inspection),
            grade.inspection.framework or "",
            grade.source,
            grade.note,
        )
        if grade
        else ("", "", "", "", "", why_no_grade)
    )
    said = (quote.text, quote.citation, quote.document) if quote else ("", "", "")
    return (authority, area, *judged, *said, on_quote)


def paper(comparison: Comparison, documents: Iterable[Document], made: str) -> Paper:
    """The comparison as a paper; `documents` are held, `made` the moment in ISO format.

    Raises:
        ValueError: a quotation is of a document that is not held any more.
    """
    return Paper(
        comparison.title,
        tuple(_blocks(comparison)),
        make_manifest(comparison.quotes, documents, made),
        subtitle=f"On {', '.join(area.name for area in comparison.areas)}",
    )


def _blocks(comparison: Comparison) -> Iterator[Block]:
    yield Words(HOW_MADE)
    if missing := nothing_held(comparison.rows):
        yield Words(missing)
    yield from (Words(note) for note in frameworks_notes(comparison))
    yield Heading("Grades")
    header = ("Authority", *(_capital(area.name) for area in comparison.areas))
    rows = tuple(
        (row.authority.name, *(_grade_in_short(cell) for cell in row.cells))
        for row in comparison.rows
    )
    yield Table(header, rows, "Latest grades known, each with its inspection and framework")
    for area in comparison.areas:
        yield Heading(_capital(area.name))
        for row in comparison.rows:
            yield from _cell_blocks(row, area)
    for one in comparison.wells:
        yield Heading(one.title)
        yield Words(one.lead)
        for well in one.found:
            yield Heading(f"{well.authority}: {well.grade.sentence}", 2)
            yield from (Quotation(quote, quote.citation) for quote in well.quotes)


def _cell_blocks(row: Row, area: Area) -> Iterator[Block]:
    for cell in row.cells:
        if cell.area == area:
            yield Heading(row.authority.name, 2)
            yield Words(cell.grade.sentence if cell.grade else cell.why_no_grade)
            if cell.quote:
                yield Quotation(cell.quote, cell.quote.citation)
            else:
                yield Words(cell.why_no_quote)


def _grade_in_short(cell: Cell) -> str:
    if not cell.grade:
        return "no grade"
    same = cell.grade.area == cell.area.judgement
    where = "" if same else f"{cell.grade.area_words}; "
    return f"{cell.grade.words} ({where}{cell.grade.when})"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def write(comparison: Comparison, documents: Sequence[Document], made: str, path: Path) -> None:
    """Write a comparison as the ending of `path` says: .csv, .xlsx or .docx.

    Raises:
        ValueError: it has another ending, or a quotation's document is not held any more.
        OSError: the file cannot be written.
    """
    from assistant.papers.sheets import write_csv, write_xlsx
    from assistant.papers.word import write_word

    sheets: Mapping[str, Callable[[Table, Manifest, Path], None]] = {
        ".csv": write_csv,
        ".xlsx": write_xlsx,
    }
    ending = path.suffix.lower()
    if ending == ".docx":
        write_word(paper(comparison, documents, made), path)
    elif ending in sheets:
        manifest = make_manifest(comparison.quotes, documents, made)
        sheets[ending](sheet(comparison), manifest, path)
    else:
        raise ValueError(f"{path.name} ends neither in .csv nor in .xlsx nor in .docx.")
