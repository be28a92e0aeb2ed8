"""The Compare tab: authorities beside each other, by practice area and judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import gradio as gr

from assistant.app.choices import as_typed
from assistant.app.compare_parts import matrix_html, message_html, wells_html
from assistant.app.desk import QUIET, Desk
from assistant.app.downloads import download
from assistant.ask import Assistant
from assistant.comparison.areas import areas_chosen, areas_offered
from assistant.comparison.chosen import choose, regions_offered
from assistant.comparison.export import Comparison, write
from assistant.comparison.matrix import rows
from assistant.comparison.who_does_well import can_be_praised, who_does_well
from assistant.register_answers import standing
from corpus.catalogue import CatalogueError
from corpus.vectors import IndexUnavailable

_INTRODUCTION = (
    "<h2>Compare</h2><p class='note'>Choose authorities, regions, or an authority with its "
    "statistical neighbours, and what to compare them on.</p>"
)

_NO_ONE = "No neighbours"

#: What is compared on until something else is chosen.
_AT_FIRST = ["help and protection", "children in care", "care leavers"]

#: Comparisons made at once; others wait their turn.
_AT_ONCE = 2

#: Files that a comparison can be taken away in, and what the buttons say.
_FILES = ((".docx", "Word"), (".xlsx", "Excel"), (".csv", "CSV"))


def compare_tab(desk: Desk) -> None:
    """The tab's components and events; what it offers is renewed whenever the page is loaded."""
    gr.HTML(_INTRODUCTION)
    with gr.Column(elem_id="compare-choice"):
        with gr.Row():
            names = gr.Dropdown(label="Authorities", multiselect=True, num_choices_shown=200)
            regions = gr.Dropdown(regions_offered(), label="Regions", multiselect=True)
        with gr.Row():
            like = gr.Dropdown(
                [_NO_ONE, *sorted(standing().values())],
                value=_NO_ONE,
                label="An authority and its statistical neighbours",
                num_choices_shown=200,
            )
            areas = gr.Dropdown(
                [area.name for area in areas_offered()],
                value=_AT_FIRST,
                label="Compare on",
                multiselect=True,
                num_choices_shown=200,
            )
        compare = gr.Button("Compare", variant="primary", elem_id="compare-button")
    status = gr.HTML(elem_id="compare-status")
    shown = gr.State(None)
    # Seen once there is a table: hidden by Gradio, the row would show its hidden links as well.
    with gr.Row(elem_id="compare-exports"):
        for ending, name in _FILES:
            make = _file(desk.assistant, ending)
            download(f"Download as {name}", make, shown, f"compare-{ending[1:]}")
    matrix = gr.HTML(elem_id="compare-matrix")
    wells = gr.HTML(elem_id="compare-wells")

    handlers = _Handlers(desk.assistant)
    compare.click(
        handlers.compare,
        [names, regions, like, areas],
        [status, matrix, wells, shown],
        concurrency_limit=_AT_ONCE,
        concurrency_id="compare",
        **QUIET,
    )
    gr.on([desk.page.load, desk.changed.change], handlers.offer, None, names, queue=False, **QUIET)


class _Handlers:
    """What the tab's events do; nothing of a visitor's is kept here."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def offer(self) -> gr.Dropdown:
        """The authorities, those of which nothing is held marked."""
        held = {document.urn for document in self._assistant.catalogue.documents()}
        urns = {name: urn for urn, name in standing().items()}
        named = [(name, urns[name]) for name in as_typed(urns)]
        return gr.Dropdown(
            [(name if urn in held else f"{name} (nothing held)", name) for name, urn in named],
            value=[],
        )

    def compare(
        self, names: Sequence[str], regions: Sequence[str], like: str, areas: Sequence[str]
    ) -> Iterator[tuple[Any, ...]]:
        """The comparison as it grows: an authority at a time, then who does each area well."""
        try:
            neighbours = "" if like == _NO_ONE else like
            chosen = choose(names or (), regions or (), neighbours)
            on = areas_chosen(areas or ())
            retriever = self._assistant.retriever
            made = Comparison(chosen.called, on, ())
            total = len(chosen.authorities)
            yield (
                message_html(f"Comparing {_counted(total, 'authority', 'authorities')}…"),
                "",
                "",
                None,
            )
            for row in rows(chosen.authorities, on, retriever):
                made = replace(made, rows=(*made.rows, row))
                said = message_html(f"{len(made.rows)} of {total} authorities compared…")
                yield said, matrix_html(made), "", None
            urns = {authority.urn for authority in chosen.authorities}
            for area in can_be_praised(on):
                said = message_html(f"Looking for who does this well: {area.name}…")
                for among in (urns, None):
                    yield said, gr.skip(), wells_html(made), None
                    found = who_does_well(area, retriever, among)
                    made = replace(made, wells=(*made.wells, found))
        except (ValueError, CatalogueError, IndexUnavailable) as error:
            yield message_html(str(error), "alert"), "", "", None
            return
        whose = _counted(total, "authority", "authorities")
        done = f"{whose} compared on {_counted(len(on), 'area', 'areas')}."
        yield message_html(done), gr.skip(), wells_html(made), made


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _file(assistant: Assistant, ending: str) -> Callable[[Comparison | None], str]:
    """What writes the comparison shown to a file with this ending."""

    def make(comparison: Comparison | None) -> str:
        if comparison is None:
            raise gr.Error("Compare something first: there is nothing to write yet.")
        path = Path(mkdtemp(prefix="findings-")) / f"comparison{ending}"
        now = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            write(comparison, assistant.catalogue.documents(), now, path)
        except (ValueError, OSError) as error:
            raise gr.Error(str(error)) from error
        return str(path)

    return make
