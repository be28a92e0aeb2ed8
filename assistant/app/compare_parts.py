"""A comparison as HTML: the table of authorities by areas, and who does each area well."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import count

from assistant.app.citation_links import PREFIX, Address, citation_id, fingerprint
from assistant.comparison.areas import Area
from assistant.comparison.cell import Cell
from assistant.comparison.export import HOW_MADE, Comparison, frameworks_notes, nothing_held
from assistant.comparison.grades import Grade
from assistant.comparison.matrix import Row
from assistant.comparison.who_does_well import DoingWell, WhoDoesWell
from corpus.types import KIND_NAMES, Document, Quote

#: From so many characters on, a quotation in the table is folded to a few lines.
_FOLDED = 160


def matrix_html(comparison: Comparison) -> str:
    """The table, a row for each authority, in a box that scrolls by itself."""
    numbers = count(1)
    heads = "".join(f"<th scope='col'>{_capital(a.name)}</th>" for a in comparison.areas)
    body = "".join(_row_html(row, numbers) for row in comparison.rows)
    caption = (
        f"{escape(comparison.title)}: the latest grade known and the newest finding that bears on "
        "each area"
    )
    return (
        f"<div class='compare'>{_notes_html(comparison)}"
        "<div class='matrix cited' role='region' tabindex='0' aria-label='Comparison, scrolls'>"
        f"<table><caption>{caption}</caption><thead><tr><th scope='col'>Authority</th>{heads}</tr>"
        f"</thead><tbody>{body}</tbody></table></div></div>"
    )


def wells_html(comparison: Comparison) -> str:
    """For each area those that do it well, with what was praised."""
    return f"<div class='compare'>{''.join(map(_well_html, comparison.wells))}</div>"


def message_html(text: str, role: str = "status") -> str:
    """A sentence on how it goes, read out by screen readers; role "alert" for what went wrong."""
    return f"<p role='{role}'>{escape(text)}</p>" if text else ""


def _notes_html(comparison: Comparison) -> str:
    sentences = [HOW_MADE, nothing_held(comparison.rows), *frameworks_notes(comparison)]
    return "".join(f"<p class='note'>{escape(sentence)}</p>" for sentence in sentences if sentence)


def _row_html(row: Row, numbers: Iterator[int]) -> str:
    name = f"<th scope='row'>{escape(row.authority.name)}</th>"
    if not row.held and not any(cell.grade for cell in row.cells):
        why = escape(f"{row.cells[0].why_no_quote} {row.cells[0].why_no_grade}")
        return f"<tr>{name}<td colspan='{len(row.cells)}'><p class='none'>{why}</p></td></tr>"
    return f"<tr>{name}{''.join(_cell_html(cell, numbers) for cell in row.cells)}</tr>"


def _cell_html(cell: Cell, numbers: Iterator[int]) -> str:
    if cell.grade:
        graded = _grade_html(cell.grade, cell.area)
    else:
        graded = f"<p class='none'>{escape(cell.why_no_grade)}</p>"
    if cell.quote and cell.visit:
        quoted = _quote_html(cell.quote, cell.visit, next(numbers), folds=True)
    else:
        quoted = f"<p class='none'>{escape(cell.why_no_quote)}</p>"
    return f"<td>{graded}{quoted}</td>"


def _grade_html(grade: Grade, area: Area) -> str:
    own = grade.area == area.judgement and grade.area_words == area.name
    what = "" if own else f" for {escape(grade.area_words)}"
    note = f"<p class='none'>{escape(grade.note)}</p>" if grade.note else ""
    return (
        f"<p class='grade'><strong>{escape(grade.words)}</strong>{what}</p>"
        f"<p class='from'>{escape(grade.when)} · {escape(grade.source)}</p>{note}"
    )


def _quote_html(quote: Quote, visit: Document, number: int, folds: bool) -> str:
    """A quotation with the link to its source, and the one that keeps it."""
    own = citation_id(
        Address(quote.document, quote.start, quote.end, quote.version, fingerprint(quote.text))
    )
    words = "<br>".join(escape(line) for line in quote.text.splitlines() if line.strip())
    more = (
        f"<details><summary aria-label='All of quotation {number}'></summary></details>"
        if folds and len(quote.text) > _FOLDED
        else ""
    )
    return (
        f"<blockquote><p>“{words}”</p>{more}</blockquote>"
        f"<p class='from'>{escape(_place(quote, visit))}</p>"
        f"<p class='acts'><a href='{PREFIX}{own}' title='{escape(quote.citation)}'>[{number}]</a>"
        f"<a href='#keep-{own}' role='button' class='keep' aria-label='Keep quotation {number}'>"
        "Keep</a></p>"
    )


def _place(quote: Quote, visit: Document) -> str:
    """ "ILACS inspection, June 2025, para 1, page 2": the citation in short."""
    parts = [KIND_NAMES[visit.kind], f"{visit.last_day:%B %Y}"]
    if quote.paragraph:
        parts.append(f"para {quote.paragraph}")
    if quote.pages:
        first, last = quote.pages[0], quote.pages[-1]
        parts.append(f"page {first}" if first == last else f"pages {first}–{last}")
    return ", ".join(parts)


def _well_html(one: WhoDoesWell) -> str:
    numbers = count(1)
    found = "".join(_doing_well_html(well, numbers) for well in one.found)
    return (
        f"<section class='cited'><h3>{escape(one.title)}</h3>"
        f"<p class='note'>{escape(one.lead)}</p>{found}</section>"
    )


def _doing_well_html(well: DoingWell, numbers: Iterator[int]) -> str:
    grade = well.grade
    quotes = "".join(
        _quote_html(quote, grade.inspection, next(numbers), folds=False) for quote in well.quotes
    )
    return (
        f"<div class='well'><h4>{escape(well.authority)}</h4>"
        f"<p class='grade'><strong>{escape(grade.words)}</strong> for {escape(grade.area_words)}"
        f"</p><p class='from'>{escape(grade.when)} · {escape(grade.source)}</p>{quotes}</div>"
    )


def _capital(name: str) -> str:
    return escape(name[:1].upper() + name[1:])
