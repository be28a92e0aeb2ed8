"""The History tab's HTML: the timeline, the grades, the visits, an area followed, what was fixed.

It is put on the page as it is, so everything that comes from a document is escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.app.citation_links import PREFIX, Address, citation_id, fingerprint
from assistant.app.step_chart import step_chart
from assistant.citations import visit_name
from assistant.history.authority_history import History
from assistant.history.briefing import (
    NO_LIST,
    NO_VERDICT,
    count_sentence,
    headlines_name,
    list_name,
    not_held_sentence,
    outcome,
    silent_sentence,
    step_words,
)
from assistant.history.fixed import Followed, items_of
from assistant.history.followed import Said
from assistant.history.grades_over_time import AreaOverTime, inspections_of
from assistant.history.headlines import Improvements, VisitFindings
from assistant.history.timeline import own_visit_name, took_over
from assistant.register_answers import grade_words
from corpus.register import is_held
from corpus.types import FRAMEWORK_NAMES, Document, Quote

#: What stands in the view until an authority is chosen.
EMPTY = "<p class='hint'>Choose an authority to see its inspections and visits, oldest first.</p>"


class Numbers:
    """Numbers the citations of one list or table, from 1."""

    def __init__(self) -> None:
        self._last = 0

    def link(self, quote: Quote, words: str = "") -> str:
        """The link that opens the quotation in the source panel."""
        self._last += 1
        shown = words or f"[{self._last}]"
        label = f" aria-label='Show where quotation {self._last} stands'" if not words else ""
        return f"<a href='{PREFIX}{_id(quote)}'{label}>{escape(shown)}</a>"


def history_html(history: History) -> str:
    """The view of one authority: timeline, grades, visits."""
    parts = [
        f"<h3 id='history-of' tabindex='-1'>{escape(history.authority.name)}</h3>",
        f"<p>{escape(count_sentence(history))}</p>",
        _words(took_over(history.authority)),
        _timeline(history),
        _grades(history),
        _visits(history),
    ]
    return "".join(parts)


def followed_html(area: str, said: Sequence[Said]) -> str:
    """An area followed through the visits."""
    parts = [f"<h3>{escape(area[:1].upper() + area[1:])}, oldest to newest</h3>"]
    numbers = Numbers()
    for each in said:
        if each.quotes:
            grades = "; ".join(dict.fromkeys(grade_words(j.grade) for j in each.grades))
            graded = f" <span class='grade'>Graded {escape(grades)}</span>" if grades else ""
            parts.append(f"<h4>{escape(own_visit_name(each.document))}{graded}</h4>")
            parts += (_quotation(each.document, quote, numbers) for quote in each.quotes)
        elif is_held(each.document):
            parts.append(f"<h4>{escape(own_visit_name(each.document))}</h4>")
            parts.append("<p class='silent'>Nothing found on this in what the visit found.</p>")
    parts.append(_words(not_held_sentence([s.document for s in said if not is_held(s.document)])))
    return f"<section class='cited'>{''.join(parts)}</section>"


def fixed_html(fixed: Followed) -> str:
    """Each item beside what later visits say that bears on it."""
    asked = fixed.asked.document
    numbers = Numbers()
    rows = []
    for number, item in enumerate(items_of(fixed.asked.improvements)):
        wanted = _quotation(asked, item, numbers)
        later = [
            f"<h5>{escape(own_visit_name(each.document))}</h5>"
            + "".join(_quotation(each.document, q, numbers) for q in each.quotes[number])
            for each in fixed.later
            if each.quotes[number]
        ]
        silent = silent_sentence([a.document for a in fixed.later if not a.quotes[number]])
        rows.append(
            f"<div class='pair'><div class='asked'><h4>Item {number + 1}</h4>"
            f"{wanted}</div>"
            f"<div class='later'>{''.join(later)}{_words(silent, 'silent')}</div></div>"
        )
    return (
        f"<section class='cited'><h3>{escape(own_visit_name(asked))}</h3>"
        f"<p class='hint'>{escape(NO_VERDICT)}</p>{''.join(rows)}"
        f"{_words(not_held_sentence(fixed.not_held))}</section>"
    )


def progress_html(done: int, total: int, name: str) -> str:
    """How far a search through the visits has got."""
    return f"<p role='status' class='hint'>Reading {done} of {total}: {escape(name)} …</p>"


def failure(sentence: str) -> str:
    """A part that cannot be shown: why, in one sentence."""
    return f"<p role='alert'>{escape(sentence)}</p>"


def _timeline(history: History) -> str:
    numbers = Numbers()
    items = []
    for document in history.visits:
        quote = history.openings.get(document.name)
        held = f"Held {numbers.link(quote)}" if quote else _not_held(document)
        items.append(
            f"<li class='{'held' if quote else 'known'}'><p>{escape(own_visit_name(document))}</p>"
            f"{_words(outcome(document), 'outcome')}<p class='state'>{held}</p></li>"
        )
    return (
        "<section class='cited'><h3>Timeline</h3>"
        f"<ol class='timeline'>{''.join(items)}</ol></section>"
    )


def _not_held(document: Document) -> str:
    if is_held(document):
        return "Held; it has no words to quote"
    words = "Not held: known from the register of inspections"
    url = document.source_url or ""
    if not url.startswith("https://"):
        return words
    link = f"<a href='{escape(url)}' target='_blank' rel='noopener noreferrer'>Ofsted’s site</a>"
    return f"{words}; it can be had from {link}"


def _grades(history: History) -> str:
    if not history.grades and not history.board:
        return (
            "<section><h3>Grades over time</h3><p>No grades are known: no full inspection is held "
            "or in the register.</p></section>"
        )
    name = escape(history.authority.name)
    parts = []
    if history.grades:
        parts.append(
            "<p>Each band is a framework. Grades given under different frameworks are not the same "
            "measure, so no line joins them.</p>"
            + _figure(history, history.grades, f"Grades of {name} by area of judgement")
        )
    if history.board:
        parts.append(
            "<h4>Safeguarding board</h4><p>The Local Safeguarding Children Board’s own grade; it "
            "is never the authority’s.</p>"
            + _figure(history, [history.board], f"Grades of the safeguarding board of {name}")
        )
    return f"<section><h3>Grades over time</h3>{''.join(parts)}</section>"


def _figure(history: History, areas: Sequence[AreaOverTime], caption: str) -> str:
    """The chart with its table folded up below it; of one inspection only the table."""
    table = (
        f"<div class='scroll' tabindex='0' role='group' aria-label='{caption}, as a table'>"
        f"{_table(history, areas, caption)}</div>"
    )
    if len(inspections_of(areas)) < 2:
        return table
    chart = step_chart(areas, f"{caption}: a step chart. The table below it says the same.")
    return (
        f"<div class='scroll' tabindex='0' role='group' aria-label='{caption}'>{chart}</div>"
        f"<details><summary>{caption}, as a table with sources</summary>{table}</details>"
    )


def _table(history: History, areas: Sequence[AreaOverTime], caption: str) -> str:
    inspections = inspections_of(areas)
    numbers = Numbers()
    columns = "".join(
        f"<th scope='col'>{escape(own_visit_name(d))}"
        f"<span>{escape(FRAMEWORK_NAMES[d.framework] if d.framework else '')}</span></th>"
        for d in inspections
    )
    rows = []
    for area in areas:
        cells = []
        for document in inspections:
            words = escape(step_words(area.step_of(document)))
            quote = history.judged.get((document.name, area.area))
            cells.append(f"<td>{words} {numbers.link(quote) if quote else ''}</td>")
        rows.append(f"<tr><th scope='row'>{escape(area.name)}</th>{''.join(cells)}</tr>")
    return (
        f"<table class='cited'><caption>{caption}, oldest inspection first</caption>"
        f"<thead><tr><th scope='col'>Area of judgement</th>{columns}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _visits(history: History) -> str:
    newest = history.findings[-1].document.name if history.findings else ""
    shown = [_visit(found, found.document.name == newest) for found in history.findings]
    if not shown:
        return ""
    return (
        "<section><h3>What each visit found, and what it asked for</h3>"
        f"<p class='hint'>Oldest first; the newest is open.</p>{''.join(shown)}</section>"
    )


def _visit(found: VisitFindings, is_open: bool) -> str:
    numbers = Numbers()
    document = found.document
    headlines = "".join(_quotation(document, quote, numbers) for quote in found.headlines)
    lists = [_list(document, each, list_name(each), numbers) for each in found.improvements]
    board = [
        _list(document, each, f"{list_name(each)} – for the safeguarding board", numbers)
        for each in found.of_board
    ]
    return (
        f"<details class='visit cited'{' open' if is_open else ''}>"
        f"<summary><h4>{escape(own_visit_name(document))}</h4></summary>"
        f"{_words(outcome(document), 'outcome')}"
        f"<h5>{escape(headlines_name(found))}</h5>{headlines}"
        f"{''.join(lists) or _words(NO_LIST)}{''.join(board)}</details>"
    )


def _list(document: Document, improvements: Improvements, name: str, numbers: Numbers) -> str:
    items = "".join(
        f"<li>{_quotation(document, item, numbers)}</li>" for item in improvements.items
    )
    together = ",".join(_id(item) for item in improvements.items)
    keep = _keep(together, f"Keep all {len(improvements.items)}", f"Keep all of “{name}”")
    return f"<h5>{escape(name)} {keep}</h5><ul class='items'>{items}</ul>"


def _quotation(document: Document, quote: Quote, numbers: Numbers) -> str:
    """A quotation with its number, its place in the document, and what keeps it."""
    link = numbers.link(quote)
    place = quote.citation.removeprefix(visit_name(document)).lstrip(", ")
    words = "<br>".join(escape(line) for line in quote.text.splitlines() if line.strip())
    keep = _keep(_id(quote), "Keep", f"Keep: {' '.join(quote.text.split()[:6])} …")
    return (
        f"<blockquote><p>“{words}” {link}</p>"
        f"<footer>{escape(place[:1].upper() + place[1:])} {keep}</footer></blockquote>"
    )


def _keep(ids: str, words: str, label: str) -> str:
    return (
        f"<a href='#keep-{ids}' role='button' class='keep' aria-label='{escape(label)}'>"
        f"{escape(words)}</a>"
    )


def _id(quote: Quote) -> str:
    return citation_id(
        Address(quote.document, quote.start, quote.end, quote.version, fingerprint(quote.text))
    )


def _words(sentence: str, name: str = "") -> str:
    return f"<p{f' class={name}' if name else ''}>{escape(sentence)}</p>" if sentence else ""
