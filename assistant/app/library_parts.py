"""The Library's parts: the table, a document's reading report, and what became of uploads.

Their HTML is put on the page as it is, so everything that comes from a document or a file's name
is escaped here. What the page's script sends stands in `data-act` and `data-value`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import count
from typing import Any
from urllib.parse import quote

from assistant.app.citation_links import PREFIX
from assistant.citations import visit_name
from assistant.held import AREA_NAMES
from assistant.library import Column, Entry, View, page_of, shown_sentence
from assistant.library_changes import Taken
from assistant.outline import ROLE_NAMES, Section, facts, not_quoted, pages_name, sections
from assistant.quotations.basket import KEEP, id_at
from corpus.dates import day_name
from corpus.types import Document, Judgement

_COLUMNS: dict[Column, str] = {
    "authority": "Authority",
    "kind": "Kind",
    "visited": "Visited",
    "issued": "Dated",
    "pages": "Pages",
    "state": "State",
}

#: Facts that the reading report shows in a place of their own.
_ELSEWHERE = frozenset({"Conflict", "Fault", "Address"})


def list_html(found: Sequence[Entry], view: View) -> str:
    """The rows of the view's page under a sentence that counts them, with ways to other pages."""
    rows, page, pages = page_of(found, view.page)
    said = f"<p role='status'>{escape(shown_sentence(len(found), page, pages))}</p>"
    if not rows:
        return said
    heads = "".join(_head(column, name, view) for column, name in _COLUMNS.items())
    order = "descending" if view.descending else "ascending"
    table = (
        "<div class='box' tabindex='0' role='region' aria-label='The library’s documents'><table>"
        f"<caption>By {_COLUMNS[view.column].lower()}, {order}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(map(_row, rows))}</tbody></table></div>"
    )
    return f"{said}{table}{_paging(page, pages)}"


def _head(column: Column, name: str, view: View) -> str:
    sorts = column == view.column
    order = "descending" if view.descending else "ascending"
    aria = f" aria-sort='{order}'" if sorts else ""
    mark = ("▼" if view.descending else "▲") if sorts else "↕"
    number = " class='number'" if column == "pages" else ""
    return (
        f"<th scope='col'{number}{aria}><button type='button' data-act='sort' "
        f"data-value='{column}'>{name} <span aria-hidden='true'>{mark}</span></button></th>"
    )


def _row(entry: Entry) -> str:
    document = entry.document
    file = document.name.rpartition("/")[2]
    whole_name = file if entry.state == "set aside" else visit_name(document)
    name = document.authority or file
    issued = day_name(entry.issued) if entry.issued else "–"
    beside = escape(file) if document.authority else ""
    return (
        f"<tr><th scope='row'><button type='button' data-act='open' "
        f"data-value='{escape(entry.key)}' aria-label='{escape(name)}: {escape(whole_name)}'>"
        f"{escape(name)}</button><span class='file'>{beside}</span></th>"
        f"<td>{escape(_capital(entry.kind_name))}</td><td>{escape(entry.visited) or '–'}</td>"
        f"<td>{issued}</td><td class='number'>{document.pages or '–'}</td>"
        f"<td>{_state(entry)}</td></tr>"
    )


def _state(entry: Entry) -> str:
    said = entry.state.capitalize()
    if entry.set_aside:
        said += f" on {day_name(entry.set_aside)}"
    times = len(entry.document.conflicts) if entry.state != "known, not held" else 0
    disagrees = f"{times} disagreement{'s' if times > 1 else ''} in it" if times else ""
    return f"{escape(said)}<span class='file'>{disagrees}</span>"


def _paging(page: int, pages: int) -> str:
    if pages == 1:
        return ""
    return (
        "<nav aria-label='Pages of the list'>"
        f"{_to_page(page - 1, 'Previous page', page > 1)}<p>Page {page} of {pages}</p>"
        f"{_to_page(page + 1, 'Next page', page < pages)}</nav>"
    )


def _to_page(page: int, words: str, can: bool) -> str:
    off = "" if can else " disabled"
    return f"<button type='button' data-act='page' data-value='{page}'{off}>{words}</button>"


def reading_report_html(
    document: Document, reports: Sequence[Mapping[str, Any]], with_pdf: bool
) -> str:
    """What was read of a document held: facts, judgements, sections, lists, and what was not.

    Args:
        document: Whole.
        reports: What the catalogue keeps of the last ingest of its file.
        with_pdf: Whether its original can be opened as a PDF.
    """
    found = sections(document)
    pdf = f"/original?document={quote(document.name, safe='')}"
    opens = f"<a href='{pdf}' target='_blank' rel='noopener'>Open the PDF in a new tab</a>"
    told = facts(document, [dict(report) for report in reports])
    numbers = count(1)
    parts = [
        _heading(visit_name(document)),
        f"<p>{opens}</p>" if with_pdf else "",
        _facts_html([("File", document.name), *told], document.source_url),
        _points("Not read, or not found", document.faults),
        _points("Where it disagrees with itself or its listing", document.conflicts),
        _judgements_html(document, numbers),
        _sections_html(found),
        *(_list_html(document, section, numbers) for section in found if section.list_name),
        _points(
            "Read, but never quoted",
            [
                f"{ROLE_NAMES[role]}{', ' if pages else ''}{pages_name(pages)}"
                for role, pages in not_quoted(document).items()
            ],
        ),
    ]
    return f"<article class='cited'>{''.join(parts)}</article>"


def known_html(document: Document) -> str:
    """What the register says of an inspection of which no document is held."""
    told = [(label, value) for label, value in facts(document, []) if label != "Pages"]
    grades = [f"{AREA_NAMES[j.area]}: {_grade(j)}" for j in document.judgements]
    said = (
        "<p>It is known from the register that comes with Findings; the document itself is not "
        "held, so nothing of it can be quoted. Fetch it from its publisher and add it here.</p>"
    )
    return (
        f"<article>{_heading(visit_name(document))}{said}"
        f"{_facts_html(told, document.source_url)}{_points('Grades', grades)}"
        f"{_points('Notes', document.conflicts)}</article>"
    )


def set_aside_html(entry: Entry) -> str:
    """Why a file was set aside, and when."""
    when = f" on {day_name(entry.set_aside)}" if entry.set_aside else ""
    return (
        f"<article>{_heading(entry.document.name)}"
        f"<p>This file was set aside{when}, and nothing of it is held: {escape(entry.reason)}.</p>"
        "<p>Once that is mended, add it again. Until then this notice can be removed.</p></article>"
    )


def _heading(words: str) -> str:
    return f"<h2 tabindex='-1'>{escape(words)}</h2>"


def _facts_html(told: Iterable[tuple[str, str]], address: str | None) -> str:
    rows = [
        (escape(label), escape(value)) for label, value in told if value and label not in _ELSEWHERE
    ]
    if address and address.startswith(("https://", "http://")):
        link = f"<a href='{escape(address)}' target='_blank' rel='noopener noreferrer'>"
        rows.append(("At the publisher’s", f"{link}{escape(address)}</a> (on the internet)"))
    listed = "".join(f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in rows)
    return f"<dl>{listed}</dl>"


def _points(heading: str, points: Iterable[str]) -> str:
    listed = "".join(f"<li>{escape(point[:1].upper() + point[1:])}.</li>" for point in points)
    return f"<h3>{heading}</h3><ul>{listed}</ul>" if listed else ""


def _judgements_html(document: Document, numbers: Iterator[int]) -> str:
    if not document.judgements:
        return ""
    rows = "".join(
        f"<tr><th scope='row'>{escape(_capital(AREA_NAMES[judgement.area]))}</th>"
        f"<td>{escape(_grade(judgement))}</td>"
        f"<td>{_citation(document, judgement.start, judgement.end, numbers)}</td></tr>"
        for judgement in document.judgements
    )
    return _table("Judgements", ("Area", "Grade", "Where it was read"), rows)


def _grade(judgement: Judgement) -> str:
    if judgement.grade == "combined_with_care":
        return "Judged together with children in care"
    return judgement.printed or _capital(judgement.grade)


def _sections_html(found: Sequence[Section]) -> str:
    rows = "".join(
        f"<tr><th scope='row' class='depth-{min(len(section.path), 4)}'>"
        f"{escape(section.path[-1] if section.path else 'Before the first heading')}</th>"
        f"<td>{escape(_paragraphs(section))}</td>"
        f"<td>{escape(pages_name(section.pages)) or '–'}</td></tr>"
        for section in found
    )
    if not rows:
        return "<h3>Sections</h3><p>No words were read.</p>"
    return _table("Sections", ("Section", "Paragraphs", "Pages"), rows)


def _paragraphs(section: Section) -> str:
    """ "paras 12–31", "4 without a number", "–" of a heading alone."""
    unnumbered = sum(not paragraph.printed_number for paragraph in section.paragraphs)
    numbers = section.printed_numbers
    said = [f"para{'' if numbers.isdigit() else 's'} {numbers}"] if numbers else []
    if unnumbered:
        said.append(f"{unnumbered} without a number")
    return ", ".join(said) or "–"


def _list_html(document: Document, section: Section, numbers: Iterator[int]) -> str:
    items = "".join(
        f"<li><q>{escape(document.text[p.start : p.end])}</q> "
        f"{_citation(document, p.start, p.end, numbers)}</li>"
        for p in section.paragraphs
    )
    heading = escape(_capital(section.list_name))
    return f"<h3>{heading}</h3><ul class='verbatim'>{items}</ul>" if items else ""


def _citation(document: Document, start: int, end: int, numbers: Iterator[int]) -> str:
    """A link that shows the span in its place, and one that keeps it."""
    if start >= end:
        return "–"
    there = id_at(document, start, end)
    return (
        f"<a href='{PREFIX}{there}'>[{next(numbers)}]</a> "
        f"<a href='{KEEP}{there}' role='button' class='keep'>Keep</a>"
    )


def _table(caption: str, heads: Sequence[str], rows: str) -> str:
    named = "".join(f"<th scope='col'>{head}</th>" for head in heads)
    return (
        f"<h3>{caption}</h3><div class='box' tabindex='0' role='region' aria-label='{caption}'>"
        f"<table><caption class='unseen'>{caption}</caption>"
        f"<thead><tr>{named}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def uploads_html(taken: Sequence[Taken], total: int, hand: str = "", failed: str = "") -> str:
    """What became of the files so far.

    Args:
        taken: Those done, in order.
        total: How many there are in all.
        hand: The name of the one in hand; empty once all is done.
        failed: What stopped the run, a sentence.
    """
    done = len(taken)
    if hand:
        said = f"Reading {done + 1} of {total}: {hand}"
        bar = f"<progress max='{total}' value='{done}' aria-label='Files read'></progress>"
    else:
        aside = sum(one.outcome == "set aside" for one in taken)
        refused = f", {aside} not taken in" if aside else ""
        said, bar = f"{done} of {total} read{refused}.", ""
    rows = "".join(
        f"<li class='{'aside' if one.outcome == 'set aside' else 'in'}'>"
        f"<strong>{escape(one.file)}</strong> {escape(one.says)}</li>"
        for one in taken
    )
    alert = f"<p role='alert'>{escape(failed)}</p>" if failed else ""
    return f"<p role='status'>{escape(said)}</p>{bar}{alert}<ul class='taken'>{rows}</ul>"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
