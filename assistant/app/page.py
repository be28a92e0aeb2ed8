"""The page: its tabs, and beside them the source of whatever is quoted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import gradio as gr

from assistant.app.about_tab import about_tab
from assistant.app.ask_tab import ask_tab
from assistant.app.citation_links import cited_now, read_citation_id
from assistant.app.compare_tab import compare_tab
from assistant.app.desk import QUIET, Desk
from assistant.app.history_tab import history_tab
from assistant.app.library_tab import library_tab
from assistant.app.quotes_tab import quotes_tab
from assistant.app.source_panel import EMPTY, failure, source_panel
from assistant.ask import Assistant
from assistant.citations import make_quote
from corpus.catalogue import CatalogueError

_HERE = Path(__file__).parent

#: One for the page as a whole, then one for each of its parts.
STYLES = [_HERE / "style.css", *sorted(p for p in _HERE.glob("*.css") if p.stem != "style")]

#: Runs once, when the source panel is first shown.
SCRIPT = (_HERE / "page.js").read_text(encoding="utf-8")

#: Runs once, when the page is there: gives each tab its address.
_TABS_SCRIPT = (_HERE / "tabs.js").read_text(encoding="utf-8")

#: The tabs in order: what each is called, and what builds it.
TABS: tuple[tuple[str, Callable[[Desk], None]], ...] = (
    ("Ask", ask_tab),
    ("History", history_tab),
    ("Compare", compare_tab),
    ("Quotes", quotes_tab),
    ("Library", library_tab),
    ("About", about_tab),
)

_HEADER = (
    "<h1>Findings</h1><p>What Ofsted’s inspectors said about children’s services, in their own "
    "words, with the page and the date.</p>"
)

_FOOTER = (
    "<p>Contains public sector information licensed under the Open Government Licence v3.0. "
    "Not affiliated with Ofsted.</p>"
)

#: Events waiting before the page says that it is busy.
_WAITING = 40

#: Seconds between clearings of the temporary folder, and how old what is cleared is.
_KEPT_FOR = (600, 3600)


def build_page(assistant: Assistant, uploads: bool = True) -> gr.Blocks:
    """The page over this assistant's documents; what it offers is renewed whenever it is loaded."""
    page = gr.Blocks(
        title="Findings", analytics_enabled=False, fill_width=True, delete_cache=_KEPT_FOR
    )
    with page:
        gr.HTML(_HEADER, elem_id="masthead")
        # The secret is sent to every visitor; fixed, it lets what was kept outlive a restart.
        kept = gr.BrowserState([], storage_key="findings-quotes", secret="open")  # noqa: S106
        panel = gr.HTML(EMPTY, elem_id="source", js_on_load=SCRIPT, render=False)
        desk = Desk(assistant, page, panel, kept, gr.State(""), uploads)
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=7, min_width=320, elem_id="talk"), gr.Tabs(elem_id="tabs"):
                for name, build in TABS:
                    with gr.Tab(name, id=name.lower(), elem_id=f"{name.lower()}-tab"):
                        build(desk)
            with gr.Column(scale=5, min_width=320, elem_id="beside"):
                cast(Any, panel).render()
        gr.HTML(_FOOTER, elem_id="footer")
        panel.select(_source_of(assistant), None, panel, queue=False, **QUIET)
        page.load(None, None, None, js=_TABS_SCRIPT, **QUIET)
    page.queue(max_size=_WAITING)
    return page


def _source_of(assistant: Assistant) -> Callable[[gr.SelectData], str]:
    """What shows the source of the citation chosen; with none, what one is for."""

    def source(event: gr.SelectData) -> str:
        held = assistant.catalogue
        if not event.value:
            return EMPTY
        try:
            asked = read_citation_id(str(event.value))
            document, address = cited_now(asked, held.document, held.replaced_on)
        except (ValueError, CatalogueError) as error:
            return failure(str(error))
        citation = make_quote(document, address.start, address.end).citation
        original = held.original(document.name)
        with_pages = original is not None and original.suffix.lower() == ".pdf"
        return source_panel(document, address, citation, _position(event.index), with_pages)

    return source


def _position(index: Any) -> tuple[int, int]:
    """The citation's number and how many there are, as the page's script sends them."""
    match index:
        case [int(number), int(total)]:
            return number, total
    return 0, 0
