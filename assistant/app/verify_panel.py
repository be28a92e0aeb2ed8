"""A place to drop a draft, and what became of checking its quotations."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import gradio as gr

from assistant.app.citation_links import PREFIX, Address, citation_id, fingerprint
from assistant.app.desk import QUIET, Desk
from assistant.quotations.alignment import Difference
from assistant.quotations.drafts import DraftError
from assistant.quotations.read_draft import LARGEST, read_draft
from assistant.quotations.verification import (
    SOUND,
    STATUS_NAMES,
    Checked,
    Verification,
    by_citation,
    summary,
    verdict,
)
from assistant.quotations.verify import verify
from corpus.catalogue import Catalogue, CatalogueError
from corpus.types import Quote

_INTRODUCTION = (
    "<p>Every quotation in it is looked for in the documents held here, "
    "word for word: in an export of these pages or in any Word, PDF, Markdown, text, CSV or XLSX "
    f"file of up to {LARGEST // 1_000_000} MB. The file is read on this machine and not kept.</p>"
)


def verify_panel(desk: Desk) -> None:
    """The panel's components and events."""
    gr.HTML(_INTRODUCTION, elem_id="verify-introduction")
    file = gr.File(label="Draft to check", height=120, elem_id="verify-file")
    results = gr.HTML(elem_id="verify-results")
    taken = gr.State("")  # the draft in the box, as `take` has put it away
    found = gr.State(("", ""))

    def check(path: str) -> Result:
        return result_of(path, desk.assistant.catalogue)

    quick = {"queue": False, **QUIET}
    dropped = file.change(take, [file, taken], [taken, results], **quick)
    dropped.then(check, taken, found, concurrency_limit=_AT_ONCE, **QUIET).then(
        shown, [taken, found], results, **quick
    )


#: Drafts that are checked at once; each takes a processor.
_AT_ONCE = 2

#: A draft as `take` has put it away, and what is shown of it.
Result = tuple[str, str]


def take(path: str | None, before: str = "") -> Result:
    """Put a dropped file away under a path of its own; what is shown meanwhile.

    The results of any file before it are cleared at once: it may have been taken out, or may be
    one that cannot be checked. `before` is the draft before it, whose checking then ends.
    """
    if before:
        shutil.rmtree(Path(before).parent, ignore_errors=True)
    if path is None or not Path(path).is_file():
        return "", ""
    own = Path(tempfile.mkdtemp(prefix="draft-")) / Path(path).name
    shutil.move(path, own)
    return str(own), '<p role="status">Checking…</p>'


def result_of(path: str, catalogue: Catalogue) -> Result:
    """The draft that was put away, and what became of checking it; it is then deleted."""
    if not path:
        return "", ""

    def go_on(done: int, total: int, place: str) -> None:
        if not Path(path).exists():
            raise DraftError("The draft was taken out before it was checked.")

    try:
        return path, verification_html(verify(read_draft(Path(path)), catalogue, go_on))
    except (ValueError, OSError, CatalogueError) as error:
        return path, f'<p class="verify-failed" role="alert">{escape(str(error))}</p>'
    finally:
        shutil.rmtree(Path(path).parent, ignore_errors=True)


def shown(taken: str, found: Result) -> Any:
    """The result, unless the box has another file, or none, by the time it comes."""
    path, result = found
    return result if path == taken else gr.skip()


def verification_html(verification: Verification) -> str:
    """What became of checking a draft: in a few sentences, then each quotation."""
    headline = verdict(verification)
    said = "".join(f"<p>{escape(line)}</p>" for line in summary(verification))
    items = "".join(_item(checked) for checked in verification.quotations)
    listed = f'<ol class="verify-list cited">{items}</ol>' if items else ""
    head = f'<p class="verify-verdict">{escape(headline)}</p>' if headline else ""
    return f'<div role="status">{head}{said}</div>{listed}'


def _item(checked: Checked) -> str:
    """One quotation: its status, its words, what is wrong, and where the words stand."""
    kind = "sound" if checked.status in SOUND else "unsound"
    lines = "".join(
        f"<li>{escape(line)}</li>" for line in (*checked.problems, *checked.notes) if line
    )
    sources = "".join(
        _source(str(checked.number), citation, quotes)
        for citation, quotes in by_citation(checked).items()
    )
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


def _source(number: str, citation: str, quotes: Sequence[Quote]) -> str:
    """A citation once, behind a link to each of the pieces that it is of."""
    links = " ".join(
        f'<a href="{PREFIX}{citation_id(_address(quote))}">[{number}{piece}]</a>'
        for quote, piece in zip(quotes, ascii_lowercase if len(quotes) > 1 else [""], strict=False)
    )
    return f'<p class="verify-source">{links} {escape(citation)}</p>'


def _address(quote: Quote) -> Address:
    return Address(quote.document, quote.start, quote.end, quote.version, fingerprint(quote.text))
