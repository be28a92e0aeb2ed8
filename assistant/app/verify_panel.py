"""A place to drop a draft, and what became of checking its quotations."""

from __future__ import annotations

from html import escape
from pathlib import Path

import gradio as gr

from assistant.app.citation_links import PREFIX, Address, citation_id, fingerprint
from assistant.app.desk import QUIET, Desk
from assistant.quotations.alignment import Difference
from assistant.quotations.read_draft import CHECKED, LARGEST, read_draft
from assistant.quotations.verification import (
    SOUND,
    STATUS_NAMES,
    Checked,
    Verification,
    summary,
)
from assistant.quotations.verify import verify
from corpus.catalogue import CatalogueError
from corpus.types import Quote

_INTRODUCTION = (
    "<p>Every quotation in it is looked for in the documents held here, "
    "word for word: in an export of these pages or in any Word, PDF, Markdown, text, CSV or XLSX "
    f"file of up to {LARGEST // 1_000_000} MB. The file is read on this machine and not kept.</p>"
)


def verify_panel(desk: Desk) -> None:
    """The panel's components and events."""
    gr.HTML(_INTRODUCTION, elem_id="verify-introduction")
    file = gr.File(
        label="Draft to check",
        file_types=list(CHECKED),
        height=120,
        elem_id="verify-file",
    )
    results = gr.HTML(elem_id="verify-results")

    def check(path: str | None) -> str:
        if path is None:
            return ""
        try:
            return verification_html(verify(read_draft(Path(path)), desk.assistant.catalogue))
        except (ValueError, OSError, CatalogueError) as error:
            return f'<p class="verify-failed" role="alert">{escape(str(error))}</p>'
        finally:
            Path(path).unlink(missing_ok=True)

    waiting = "(file) => file ? '<p role=\"status\">Checking…</p>' : ''"
    file.change(None, file, results, js=waiting, **QUIET).then(check, file, results, **QUIET)


def verification_html(verification: Verification) -> str:
    """What became of checking a draft: in a few sentences, then each quotation."""
    verdict = (
        "Every quotation is exact, and from where it says."
        if verification.sound
        else "Not every quotation is exact and from where it says."
    )
    if not verification.quotations:
        verdict = ""
    said = "".join(f"<p>{escape(line)}</p>" for line in summary(verification))
    items = "".join(_item(checked) for checked in verification.quotations)
    listed = f'<ol class="verify-list cited">{items}</ol>' if items else ""
    head = f'<p class="verify-verdict">{verdict}</p>' if verdict else ""
    return f'<div role="status">{head}{said}</div>{listed}'


def _item(checked: Checked) -> str:
    """One quotation: its status, its words, what is wrong, and where the words stand."""
    kind = "sound" if checked.status in SOUND else "unsound"
    lines = "".join(
        f"<li>{escape(line)}</li>" for line in (*checked.problems, *checked.notes) if line
    )
    sources = "".join(_source(checked.number, quote) for quote in checked.sources)
    cited = (
        f'<p class="verify-said">The draft cites: {escape(_short(checked.citation))}</p>'
        if checked.citation
        else ""
    )
    return (
        f'<li class="verify-{kind}"><p class="verify-status">'
        f"<strong>{STATUS_NAMES[checked.status]}</strong> "
        f"<span>{escape(checked.place)}</span></p>"
        f"<blockquote>{_words(checked)}</blockquote>{cited}"
        f"{f'<ul>{lines}</ul>' if lines else ''}{sources}</li>"
    )


#: Letters of a citation that are shown.
_LONGEST_SHOWN = 300


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _words(checked: Checked) -> str:
    if not checked.differences:
        return escape(checked.text)
    return "".join(_changed(change) for change in checked.differences)


def _changed(change: Difference) -> str:
    """A stretch of the quotation; what was left out or put in says so in words too."""
    words = escape(change.text)
    if change.kind == "left out":
        return f'<del><span class="verify-says">left out: </span>{words.strip()}</del> '
    if change.kind == "put in":
        return f'<ins><span class="verify-says">put in: </span>{words.strip()}</ins> '
    return words


def _source(number: int, quote: Quote) -> str:
    address = Address(
        quote.document, quote.start, quote.end, quote.version, fingerprint(quote.text)
    )
    return (
        f'<p class="verify-source"><a href="{PREFIX}{citation_id(address)}">[{number}]</a> '
        f"{escape(quote.citation)}</p>"
    )
