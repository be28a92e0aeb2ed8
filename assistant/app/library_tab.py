"""The Library tab: what is held; taking documents in and removing them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any, cast

import gradio as gr

from assistant.app.choices import as_typed
from assistant.app.desk import QUIET, Desk
from assistant.app.library_parts import (
    known_html,
    list_html,
    reading_report_html,
    set_aside_html,
    uploads_html,
)
from assistant.ask import Assistant
from assistant.library import STATES, Column, Entry, View, chosen, entries, held_sentence
from assistant.library_changes import MOST_BYTES, Taken, forget, remove_documents, take_in
from assistant.quotations.manifest import corpus_version
from corpus.catalogue import SET_ASIDE, CatalogueError
from corpus.embedding import ModelError
from corpus.register import not_held
from corpus.types import KIND_NAMES
from corpus.vectors import IndexMismatch, IndexUnavailable

log = logging.getLogger(__name__)

_SCRIPT = (Path(__file__).parent / "library.js").read_text(encoding="utf-8")

#: Leads the keyboard to the question whether to remove a document, once it is shown.
_TO_QUESTION = "() => setTimeout(() => document.querySelector('#library-no').focus(), 100)"

#: Events that write to the library wait for one another; the rest do not wait for them.
_WRITING: dict[str, Any] = {"concurrency_limit": 1, "concurrency_id": "library", **QUIET}

#: What can be wrong that its message says to a user in a sentence.
_SAID = (ValueError, CatalogueError, IndexUnavailable, IndexMismatch, ModelError, OSError)

_UNFORESEEN = "Something went wrong that was not foreseen; the log has details."

_ADDING = (
    f"<p>PDF, Word, web pages, text or Markdown, up to {MOST_BYTES // 1_000_000} MB each, several "
    "at once. They are kept in the data folder on this machine and sent nowhere.</p>"
)


def library_tab(desk: Desk) -> None:
    """The tab's components and events; the list is made anew whenever the page is loaded."""
    uploads = desk.uploads
    head = gr.HTML("<h2>Library</h2>", elem_id="library-head")
    said = gr.HTML(elem_id="library-said")
    view, shown = gr.State(View()), gr.State("")
    with gr.Column(elem_id="library-all") as listing:
        with gr.Accordion("Add letters and reports", open=False, visible=uploads):
            gr.HTML(_ADDING)
            files = gr.File(
                label="Files to add", file_count="multiple", height=140, elem_id="library-add"
            )
            taken = gr.HTML(elem_id="library-taken")
        with gr.Row(elem_classes="library-filters"):
            search = gr.Textbox(
                label="Search the list",
                placeholder="Authority, inspector, focus, date or file name",
                scale=2,
                min_width=240,
                elem_id="library-search",
            )
            state = gr.Dropdown(list(STATES), value=next(iter(STATES)), label="State")
        with gr.Row(elem_classes="library-filters"):
            authority = gr.Dropdown([], multiselect=True, label="Authority")
            kind = gr.Dropdown([], multiselect=True, label="Kind")
            year = gr.Dropdown([], multiselect=True, label="Year")
        found = gr.HTML(elem_id="library-list", js_on_load=_SCRIPT)
    with gr.Column(visible=False, elem_id="library-one") as opened:
        back = gr.Button("Back to the list", size="sm", elem_id="library-back")
        report = gr.HTML(elem_id="library-report", js_on_load=_SCRIPT)
        remove = gr.Button("Remove from the library …", size="sm", elem_id="library-remove")
        with gr.Column(visible=False, elem_id="library-confirm") as confirm:
            warning = gr.HTML()
            with gr.Row():
                yes = gr.Button("Yes, remove it", variant="stop", size="sm")
                no = gr.Button("No, keep it", size="sm", elem_id="library-no")

    handlers = _Handlers(desk.assistant, uploads)
    filters: list[Any] = [search, authority, kind, year, state]
    offered = [head, authority, kind, year, found]
    one = [listing, opened, report, remove, confirm, shown, said]
    quick: dict[str, Any] = {"queue": False, **QUIET}

    desk.page.load(handlers.offer, [view, *filters], offered, **quick)
    for control in filters:
        control.change(
            handlers.filtered, [view, *filters], [view, found], trigger_mode="always_last", **quick
        )
    found.select(handlers.chose, [view, *filters], [view, found, *one], **quick)
    back.click(handlers.back, None, one, **quick)
    remove.click(handlers.asks, shown, [confirm, warning], **quick).then(
        None, None, None, js=_TO_QUESTION, **quick
    )
    no.click(lambda: gr.Column(visible=False), None, confirm, **quick)
    yes.click(handlers.remove, [shown, view, *filters], [*one, *offered], **_WRITING).then(
        handlers.version, None, desk.changed, **quick
    )
    files.upload(handlers.take_in, files, [taken, files], **_WRITING).then(
        handlers.offer, [view, *filters], offered, **quick
    ).then(handlers.version, None, desk.changed, **quick)


@dataclass(frozen=True)
class _Handlers:
    """What the tab's events do; nothing of a visitor's is kept here."""

    assistant: Assistant
    uploads: bool

    def _entries(self) -> list[Entry]:
        held = self.assistant.catalogue.documents()
        return entries(held, self.assistant.catalogue.reports(SET_ASIDE), not_held(held))

    def version(self) -> str:
        """The library's version, by which other tabs know that it has changed."""
        return corpus_version(self.assistant.catalogue.documents())

    def offer(self, view: View, *controls: Any) -> tuple[Any, ...]:
        """What is held in all, the filters' choices, and the list."""
        every = self._entries()
        documents = [entry.document for entry in every if entry.state != "set aside"]
        kinds = {document.kind for document in documents}
        years = sorted({year for entry in every for year in entry.years}, reverse=True)
        return (
            f"<h2>Library</h2><p role='status'>{escape(held_sentence(every))}</p>",
            gr.Dropdown(choices=as_typed({d.authority for d in documents if d.authority})),
            gr.Dropdown(
                choices=[(name, kind) for kind, name in KIND_NAMES.items() if kind in kinds]
            ),
            gr.Dropdown(choices=[str(year) for year in years]),
            self._list(_viewed(view, controls), every),
        )

    def filtered(self, view: View, *controls: Any) -> tuple[View, str]:
        """The list from its first page, as the controls have it."""
        view = replace(_viewed(view, controls), page=1)
        return view, self._list(view)

    def _list(self, view: View, every: list[Entry] | None = None) -> str:
        return list_html(chosen(every if every is not None else self._entries(), view), view)

    def chose(self, event: gr.SelectData, view: View, *controls: Any) -> tuple[Any, ...]:
        """The list sorted, or turned to another page; or one document opened."""
        view, value = _viewed(view, controls), str(event.value)
        if event.index == "open":
            return (gr.skip(), gr.skip(), *self._opened(value))
        if event.index == "sort":
            view = view.sorted_by(cast(Column, value))
        elif value.isdigit():
            view = replace(view, page=int(value))
        return view, self._list(view), *_same(), ""

    def _opened(self, key: str) -> tuple[Any, ...]:
        entry = next((entry for entry in self._entries() if entry.key == key), None)
        if entry is None:
            return (*_same(), _alert("It is not in the library any more."))
        removable = self.uploads and entry.state != "known, not held"
        return (
            gr.Column(visible=False),
            gr.Column(visible=True),
            self._report(entry),
            gr.Button(visible=removable),
            gr.Column(visible=False),
            key,
            "",
        )

    def _report(self, entry: Entry) -> str:
        if entry.state == "set aside":
            return set_aside_html(entry)
        held = self.assistant.catalogue
        document = held.document(entry.document.name)
        if document is None:
            return known_html(entry.document)
        reports = [one for one in held.reports() if one["name"] == document.name]
        original = held.original(document.name)
        return reading_report_html(document, reports, original is not None)

    def back(self, said: str = "") -> tuple[Any, ...]:
        """The list again, as it was; over it, what has been done."""
        status = f"<p role='status'>{escape(said)}</p>" if said else ""
        shown, hidden = gr.Column(visible=True), gr.Column(visible=False)
        return (shown, hidden, "", gr.skip(), gr.skip(), "", status)

    def asks(self, key: str) -> tuple[Any, str]:
        """What removing it would do, before it is done."""
        aside, name = _read_key(key)
        if aside:
            said = f"The notice that <strong>{escape(name)}</strong> was set aside goes."
        else:
            said = (
                f"Remove <strong>{escape(name)}</strong>? Its text, its place in the search and "
                "the kept copy of its file are deleted from this machine, for everyone who uses "
                "this library. Quotations of it that were kept can no longer be checked."
            )
        return gr.Column(visible=True), f"<p role='alert'>{said}</p>"

    def remove(self, key: str, view: View, *controls: Any) -> tuple[Any, ...]:
        """The list and all that is offered, without it."""
        aside, name = _read_key(key)
        try:
            if not self.uploads:
                raise ValueError("Documents cannot be removed here.")
            if aside:
                forget(name, self.assistant.catalogue)
            else:
                index = self.assistant.retriever.index
                remove_documents([name], self.assistant.catalogue, index)
            failed = ""
        except _SAID as error:
            failed = str(error)
        except Exception:
            log.exception("A document could not be removed")
            failed = _UNFORESEEN
        # What failed half-way, the index say, has changed what is held all the same.
        offered = self.offer(view, *controls)
        if failed:
            return (*_same(), _alert(failed), *offered)
        return (*self.back(f"{name} was removed."), *offered)

    def take_in(self, files: list[str] | None) -> Iterator[tuple[str, Any]]:
        """What becomes of each file uploaded, as the run goes on."""
        paths = [Path(file) for file in files or ()]
        done: list[Taken] = []
        try:
            if not self.uploads:
                raise ValueError("Documents cannot be added here.")
            yield uploads_html(done, len(paths), paths[0].name if paths else ""), gr.skip()
            assistant = self.assistant
            run = take_in(paths, assistant.catalogue, assistant.retriever.index, assistant.model)
            for taken in run:
                done.append(taken)
                rest = paths[len(done) :]
                yield uploads_html(done, len(paths), rest[0].name if rest else ""), gr.skip()
            failed = ""
        except _SAID as error:
            failed = str(error)
        except Exception:
            log.exception("Files could not be taken in")
            failed = _UNFORESEEN
        finally:
            for path in paths:
                path.unlink(missing_ok=True)
        yield uploads_html(done, len(paths), failed=failed), gr.File(None)


def _same() -> Iterator[Any]:
    """The list and the report as they are."""
    return (gr.skip() for _ in range(6))


def _alert(sentence: str) -> str:
    return f"<p role='alert'>{escape(sentence)}</p>"


def _viewed(view: View, controls: tuple[Any, ...]) -> View:
    """The view with what the controls say."""
    search, authorities, kinds, years, state = controls
    return replace(
        view,
        search=search or "",
        authorities=tuple(authorities or ()),
        kinds=tuple(kinds or ()),
        years=tuple(int(year) for year in years or ()),
        state=state if state in STATES else next(iter(STATES)),
    )


def _read_key(key: str) -> tuple[bool, str]:
    """Whether an entry is a file set aside, and its name."""
    what, _, name = key.partition("|")
    return what == "aside", name
