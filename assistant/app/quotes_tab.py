"""The Quotes tab: the quotations kept, and what is made of them."""

from __future__ import annotations

import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

import gradio as gr
from gradio.context import get_render_context, set_render_context

from assistant.app.desk import QUIET, Desk
from assistant.app.downloads import download
from assistant.app.keeping import changed
from assistant.app.quotes_parts import failure_html, list_html, status_html
from assistant.app.verify_panel import verify_panel
from assistant.quotations.basket import Basket, Taken, basket_json, in_order, read_basket
from assistant.quotations.export import ENDINGS, Format, cited, write_out
from assistant.quotations.look_up import look_up
from assistant.quotations.styles import STYLE_NAMES, Style
from corpus.catalogue import Catalogue, CatalogueError

#: Runs once, when the page is opened.
_SCRIPT = (Path(__file__).parent / "keeping.js").read_text(encoding="utf-8")

#: What the buttons that write the basket out say.
_WRITERS: dict[Format, str] = {
    "word": "Word",
    "pdf": "PDF",
    "markdown": "Markdown",
    "csv": "CSV",
    "evidence": "Evidence PDF",
    "basket": "Save the basket",
}

_WRITE_OUT = (
    "<h3>Write out</h3><p class='hint'>Each file says where every quotation stands, so that it can "
    "be checked. The evidence PDF has the pages quoted, with the words highlighted.</p>"
)


#: What a download is called, where it is not just "quotations".
_FILES: dict[Format, str] = {"evidence": "evidence", "basket": "basket"}


def quotes_tab(desk: Desk) -> None:
    """The tab's components and events."""
    keeping = _on_the_page(desk, gr.HTML(elem_id="keeping", js_on_load=_SCRIPT, render=False))
    gr.HTML("<h2>Quotes</h2>")
    with gr.Column(elem_id="write-out"):
        style = gr.Radio(
            choices=[(name, key) for key, name in STYLE_NAMES.items()],
            value="sector",
            label="Citation style",
            elem_id="citation-style",
        )
        gr.HTML(_WRITE_OUT)
        with gr.Row():
            for format, label in _WRITERS.items():
                make = partial(_written, desk.assistant.catalogue, format)
                download(label, make, [desk.kept, style], f"quotes-{format}")
    basket = gr.HTML(elem_id="basket")
    taken = gr.State(())

    handlers = _Handlers(desk.assistant.catalogue)
    quick = {"queue": False, **QUIET}
    keeping.select(
        handlers.change, [desk.kept, style, taken], [desk.kept, taken, keeping, basket], **quick
    )
    style.change(handlers.drawn, [desk.kept, style, taken], basket, **quick)
    desk.page.load(handlers.opened, [desk.kept, style], [keeping, basket], **quick)

    gr.HTML("<h2>Check the quotations of a draft</h2>")
    verify_panel(desk)


def _on_the_page(desk: Desk, part: gr.HTML) -> gr.HTML:
    """The part placed outside the tabs: Gradio does not load what is in a tab not yet chosen."""
    here = get_render_context()
    set_render_context(desk.page)
    cast(Any, part).render()
    set_render_context(here)
    return part


class _Handlers:
    """What the tab's events do; nothing of a visitor's is kept here."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def change(self, event: gr.SelectData, told: Any, style: Style, taken: Taken) -> list[Any]:
        """The basket as the page's script asks to have it changed."""
        basket, _ = read_basket(told)
        after = changed(basket, taken, event.value)
        status = status_html(after.said, after.basket, int(event.index))
        drawn = (
            self._list(after.basket, style, taken=after.taken) if after.drawn_anew else gr.skip()
        )
        return [basket_json(after.basket), after.taken, status, drawn]

    def drawn(self, told: Any, style: Style, taken: Taken) -> str:
        """The list, in the style chosen."""
        basket, unreadable = read_basket(told)
        return self._list(basket, style, unreadable, taken)

    def opened(self, told: Any, style: Style) -> tuple[str, str]:
        """What the browser has kept, when the page is opened."""
        basket, unreadable = read_basket(told)
        return status_html("", basket, 0), self._list(basket, style, unreadable)

    def _list(self, basket: Basket, style: Style, unreadable: int = 0, taken: Taken = ()) -> str:
        try:
            found = look_up(in_order(basket), self._catalogue)
        except CatalogueError as error:
            return failure_html(str(error))
        return list_html(found, cited(found, style), unreadable, len(taken))


def _written(catalogue: Catalogue, format: Format, told: Any, style: Style) -> str:
    """The path of a new file of the basket, for the visitor to download."""
    basket, _ = read_basket(told)
    path = Path(tempfile.mkdtemp()) / f"{_FILES.get(format, 'quotations')}{ENDINGS[format]}"
    try:
        found = look_up(in_order(basket), catalogue)
        write_out(found, catalogue, style, format, path, datetime.now().astimezone())
    except (ValueError, OSError, CatalogueError) as error:
        raise gr.Error(str(error)) from error
    return str(path)
