"""The History tab: an authority’s improvement history."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app.choices import as_typed
from assistant.app.desk import QUIET, Desk
from assistant.app.downloads import download
from assistant.app.history_parts import (
    EMPTY,
    failure,
    fixed_html,
    followed_html,
    history_html,
    progress_html,
)
from assistant.ask import Assistant
from assistant.history.authority_history import (
    History,
    followed_up,
    read_history,
    whole_later,
)
from assistant.history.briefing import briefing
from assistant.history.fixed import Followed, answered, can_be_followed, first_to_follow, items_of
from assistant.history.followed import area_followed, areas_to_follow, follow
from assistant.history.timeline import authorities_with_history, own_visit_name
from assistant.papers.paper import Paper
from corpus.catalogue import CatalogueError
from corpus.embedding import ModelError
from corpus.vectors import IndexMismatch, IndexUnavailable

log = logging.getLogger(__name__)

#: What can be wrong that its message says to a visitor in a sentence.
_SAID = (ValueError, CatalogueError, IndexUnavailable, IndexMismatch, ModelError, OSError)

_UNFORESEEN = "Something went wrong that was not foreseen; the log has details."

#: Printed, every visit is open: what is folded up would be missing from the paper.
_SCRIPT = """
window.addEventListener('beforeprint', () => {
  for (const folded of element.querySelectorAll('details')) folded.open = true;
});
"""

#: Searches through visits run at once; others wait their turn.
_AT_ONCE: dict[str, Any] = {"concurrency_limit": 2, "concurrency_id": "history"}


def history_tab(desk: Desk) -> None:
    """The tab's components and events; the authorities are renewed whenever the page is loaded."""
    gr.HTML(
        "<h2>History</h2><p>Every inspection and visit known of an authority: what was found, what "
        "was asked for, and what later visits say of it.</p>",
        elem_id="history-head",
    )
    authority = gr.Dropdown(
        label="Authority", num_choices_shown=200, elem_id="history-authority", value=None
    )
    with gr.Row(elem_id="history-briefing", visible=False) as papers:
        pass
    view = gr.HTML(EMPTY, elem_id="history-view", js_on_load=_SCRIPT)
    with gr.Column(visible=False, elem_id="history-more") as more:
        gr.HTML("<h3>Follow a practice area</h3>", elem_id="history-follow-head")
        area = gr.Dropdown(
            label="Practice area, or words of your own",
            choices=[""],
            allow_custom_value=True,
            num_choices_shown=200,
            elem_id="history-area",
            value=None,
        )
        followed = gr.HTML(elem_id="history-followed", js_on_load=_SCRIPT)
        gr.HTML("<h3>Did it get fixed?</h3>", elem_id="history-fixed-head")
        with gr.Row(elem_id="history-fixed-choice"):
            asked = gr.Dropdown(label="What needed to improve at", elem_id="history-asked", scale=3)
            show = gr.Button("Show what later visits say", scale=1, elem_id="history-show")
        fixed = gr.HTML(elem_id="history-fixed", js_on_load=_SCRIPT)

    handlers = _Handlers(desk.assistant)
    chosen: list[Any] = [authority, area, asked]
    with papers:
        download("Briefing (Word)", handlers.word, chosen, "history-word")
        download("Briefing (PDF)", handlers.pdf, chosen, "history-pdf")
    authority.change(
        handlers.show,
        authority,
        [view, papers, more, area, followed, asked, fixed],
        queue=False,
        **QUIET,
    )
    area.change(handlers.follow, [authority, area], followed, **_AT_ONCE, **QUIET)
    asked.change(lambda: "", None, fixed, queue=False, **QUIET)
    show.click(handlers.fixed, [authority, asked], fixed, **_AT_ONCE, **QUIET)
    offered = [desk.page.load, desk.changed.change]
    gr.on(offered, handlers.offer, None, [authority, area], queue=False, **QUIET)


class _Handlers:
    """What the tab's events do; nothing of a visitor's is kept here."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def offer(self) -> tuple[Any, ...]:
        """The authorities and practice areas that can be chosen now."""
        counted = authorities_with_history(self._assistant.catalogue.documents())
        by_name = {
            a.name: (f"{a.name} ({_held(held, known)})", a.urn) for a, held, known in counted
        }
        choices = [by_name[name] for name in as_typed(by_name)]
        areas = [area.name for area in areas_to_follow()]
        return gr.Dropdown(choices=choices), gr.Dropdown(choices=areas)

    def show(self, urn: str | None) -> tuple[Any, ...]:
        """The authority's history, and what can be followed further."""
        nothing = gr.Row(visible=False), gr.Column(visible=False), None, "", gr.Dropdown(), ""
        if not urn:
            return EMPTY, *nothing
        try:
            history = self._history(urn)
        except Exception as error:
            return failure(_sentence(error)), *nothing
        lists = can_be_followed(history.findings)
        first = first_to_follow(history.findings)
        names = [(own_visit_name(f.document), f.document.name) for f in lists]
        return (
            history_html(history),
            gr.Row(visible=bool(history.held)),
            gr.Column(visible=bool(history.held)),
            None,
            "",
            gr.Dropdown(choices=names, value=first.document.name if first else None),
            "",
        )

    def follow(self, urn: str | None, area: str | None) -> Iterator[str]:
        """An area followed, visit by visit."""
        if not urn or not (area or "").strip():
            yield ""
            return
        try:
            area = area_followed(area or "")
            visits = self._history(urn).visits
            said = []
            for number, each in enumerate(follow(area, visits, self._assistant), start=1):
                said.append(each)
                yield progress_html(number, len(visits), own_visit_name(each.document))
            yield followed_html(area, said)
        except Exception as error:
            yield failure(_sentence(error))

    def fixed(self, urn: str | None, asked: str | None) -> Iterator[str]:
        """A list followed through the visits after it, with how far that has got."""
        try:
            if not urn or not asked:
                raise ValueError("There is no later visit held in which a list could be followed.")
            history = self._history(urn)
            followed = None
            for number, followed in enumerate(self._fixed(history, asked), start=1):
                last = followed.later[-1].document
                yield progress_html(number, number, own_visit_name(last))
            yield fixed_html(followed) if followed else ""
        except Exception as error:
            yield failure(_sentence(error))

    def _fixed(self, history: History, asked: str) -> Iterator[Followed]:
        """What later visits say of a list, once more for each visit looked in."""
        found = history.findings_named(asked)
        if found is None:
            raise ValueError("This visit is not held any more: choose the authority again.")
        items = items_of(found.improvements)
        later = []
        for document in whole_later(history, found.document):
            later.append(answered(items, document, self._assistant))
            yield followed_up(history, found, later)

    def word(self, urn: str | None, area: str | None, asked: str | None) -> str:
        """The briefing's path as a Word file."""
        from assistant.papers.word import write_word

        return self._written(write_word, ".docx", urn, area, asked)

    def pdf(self, urn: str | None, area: str | None, asked: str | None) -> str:
        """The briefing's path as a PDF."""
        from assistant.papers.pdf import write_pdf

        return self._written(write_pdf, ".pdf", urn, area, asked)

    def _written(
        self,
        write: Callable[[Paper, Path], None],
        ending: str,
        urn: str | None,
        area: str | None,
        asked: str | None,
    ) -> str:
        try:
            if not urn:
                raise ValueError("Choose an authority first.")
            history = self._history(urn)
            said = []
            if (area or "").strip():
                said = list(follow(area or "", history.visits, self._assistant))
            looked_in = list(self._fixed(history, asked)) if asked else []
            fixed = looked_in[-1] if looked_in else None
            made = datetime.now(UTC).isoformat(timespec="seconds")
            documents = self._assistant.catalogue.documents()
            paper = briefing(history, documents, made, area or "", said, fixed)
            name = f"{history.authority.name} improvement history{ending}"
            path = Path(tempfile.mkdtemp(prefix="findings-")) / name.replace("/", "-")
            write(paper, path)
        except Exception as error:
            raise gr.Error(_sentence(error)) from error
        return str(path)

    def _history(self, urn: str) -> History:
        return read_history(urn, self._assistant.catalogue)


def _held(held: int, not_held: int) -> str:
    """ "6 held", "5 held, 1 not held"."""
    return f"{held} held, {not_held} not held" if not_held else f"{held} held"


def _sentence(error: Exception) -> str:
    """What is said of an error."""
    if isinstance(error, _SAID):
        return str(error)
    log.exception("An authority's history could not be shown.", exc_info=error)
    return _UNFORESEEN
