"""The page: a conversation with its filters, and beside it the source of what is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, cast

import gradio as gr

from assistant.app.buttons import chips_html, examples_html, onward_html
from assistant.app.chat import (
    ANY_YEAR,
    Message,
    Shown,
    before_newest,
    conversation,
    filters_chosen,
    questions_asked,
    stopped,
)
from assistant.app.chips import chips
from assistant.app.choices import choices, count_sentence
from assistant.app.citation_links import cited_now, read_citation_id
from assistant.app.source_panel import EMPTY, failure, source_panel
from assistant.ask import Assistant
from assistant.citations import make_quote
from assistant.scope import searched
from corpus.catalogue import CatalogueError
from corpus.types import KIND_NAMES, Answer

_HERE = Path(__file__).parent

#: One for the page as a whole, one for each of its parts.
STYLES = [_HERE / f"{part}.css" for part in ("style", "conversation", "chips", "source")]

#: Runs once, when the source panel is first shown.
SCRIPT = (_HERE / "page.js").read_text(encoding="utf-8")

#: Runs once for each part of the page whose buttons and lists send words.
_SAY = (_HERE / "say.js").read_text(encoding="utf-8")

_HEADER = (
    "<h1>Findings</h1><p>What Ofsted’s inspectors said about children’s services, in their own "
    "words, with the page and the date.</p>"
)

_FOOTER = (
    "<p>Contains public sector information licensed under the Open Government Licence v3.0. "
    "Not affiliated with Ofsted.</p>"
)

#: Questions answered at once, and waiting, before the page says that it is busy.
_AT_ONCE, _WAITING = 4, 40


def build_page(assistant: Assistant) -> gr.Blocks:
    """The page over this assistant's documents; what it offers is renewed whenever it is loaded."""
    page = gr.Blocks(title="Findings", analytics_enabled=False, fill_width=True)
    with page:
        gr.HTML(_HEADER, elem_id="masthead")
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=7, min_width=320, elem_id="talk"):
                examples = gr.HTML(elem_id="examples", js_on_load=_SAY)
                chatbot = _chatbot()
                onward = gr.HTML(elem_id="onward", js_on_load=_SAY)
                with gr.Column(elem_id="composer"):
                    with gr.Row(elem_id="state"):
                        understood = gr.HTML(elem_id="chips", js_on_load=_SAY)
                        fresh = gr.Button("Start again", size="sm", visible=False, elem_id="fresh")
                    with gr.Row(elem_id="asking"):
                        box = gr.Textbox(
                            label="Your question",
                            placeholder="Ask about an authority, a visit or a practice area",
                            lines=1,
                            max_lines=6,
                            autofocus=True,
                            scale=8,
                            elem_id="question",
                        )
                        ask = gr.Button("Ask", variant="primary", scale=1, min_width=80)
                        stop = gr.Button(
                            "Stop", scale=1, min_width=80, visible=False, elem_id="stop"
                        )
                with gr.Accordion("Narrow the search", open=False, elem_id="filters"):
                    with gr.Row():
                        authorities = gr.Dropdown(
                            label="Authorities", multiselect=True, num_choices_shown=200
                        )
                        kinds = gr.Dropdown(label="Kinds of document", multiselect=True)
                    with gr.Row():
                        first = gr.Dropdown(label="From year", min_width=120)
                        last = gr.Dropdown(label="To year", min_width=120)
                left = gr.HTML(elem_id="left")
            with gr.Column(scale=5, min_width=320, elem_id="beside"):
                panel = gr.HTML(EMPTY, elem_id="source", js_on_load=SCRIPT)
        gr.HTML(_FOOTER, elem_id="footer")

        controls = [authorities, kinds, first, last]
        state = [ask, stop, fresh, understood, onward]
        talk = [chatbot, box, examples, *state]
        handlers = _Handlers(assistant)
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        busy = {**quiet, "concurrency_limit": _AT_ONCE, "concurrency_id": "ask"}
        running: list[Any] = [
            box.submit(handlers.ask, [box, chatbot, *controls], talk, **busy),
            ask.click(handlers.ask, [box, chatbot, *controls], talk, **busy),
            *(
                part.select(handlers.say, [chatbot, *controls], talk, **busy)
                for part in (examples, understood, onward)
            ),
        ]
        stop.click(_stopped, chatbot, [chatbot, *state], cancels=running, queue=False, **quiet)
        fresh.click(_cleared, None, [*talk, panel], cancels=running, queue=False, **quiet)
        panel.select(handlers.source, None, panel, queue=False, **quiet)
        for control in controls:
            control.change(handlers.left, controls, left, queue=False, **quiet)
        page.load(handlers.offer, None, [examples, *controls, left], queue=False, **quiet)
    page.queue(max_size=_WAITING)
    return page


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        label="Conversation",
        show_label=False,
        visible=False,
        height=None,
        layout="panel",
        buttons=[],
        feedback_options=(),
        latex_delimiters=[],
        allow_tags=False,
        allow_file_downloads=False,
        autoscroll=False,
        elem_id="conversation",
    )


def _chat(shown: Shown) -> gr.Chatbot:
    return gr.Chatbot(cast(Any, shown.messages), visible=True)


def _stopped(history: list[Message]) -> tuple[Any, ...]:
    asked = questions_asked(history)
    return (stopped(history), *_idle(), "", onward_html(asked[-1]) if asked else "")


def _cleared() -> tuple[Any, ...]:
    idle = _idle(started=False)
    return (gr.Chatbot([], visible=False), "", gr.HTML(visible=True), *idle, "", "", EMPTY)


def _idle(started: bool = True) -> tuple[Any, ...]:
    return gr.Button(visible=True), gr.Button(visible=False), gr.Button(visible=started)


class _Handlers:
    """What the page's events do; nothing of a visitor's is kept here."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, question: str, history: list[Message], *chosen: Any) -> Iterator[tuple[Any, ...]]:
        """Ask, showing the conversation as it grows and a way to stop it."""
        if not question.strip():
            unchanged = gr.HTML(visible=not history)
            yield gr.skip(), question, unchanged, *_idle(bool(history)), gr.skip(), gr.skip()
            return
        running = gr.Button(visible=False), gr.Button(visible=True), gr.Button(visible=False)
        hidden = gr.HTML(visible=False)
        shown = Shown(history)
        for shown in conversation(self._assistant, question, history, filters_chosen(*chosen)):
            yield _chat(shown), "", hidden, *running, gr.skip(), ""
        read = self._read(shown.answer) if shown.answer else ""
        yield _chat(shown), "", hidden, *_idle(), read, onward_html(question, shown.answer)

    def _read(self, answer: Answer) -> str:
        return chips_html(chips(answer, self._assistant.catalogue.documents()))

    def say(
        self, event: gr.SelectData, history: list[Message], *chosen: Any
    ) -> Iterator[tuple[Any, ...]]:
        """Ask in the words chosen; at index 1 instead of the newest question, else after it."""
        before = before_newest(history) if event.index == 1 else history
        yield from self.ask(str(event.value), before, *chosen)

    def source(self, event: gr.SelectData) -> str:
        """The source panel for the citation chosen."""
        try:
            held = self._assistant.catalogue
            asked = read_citation_id(str(event.value))
            document, address = cited_now(asked, held.document, held.replaced_on)
        except (ValueError, CatalogueError) as error:
            return failure(str(error))
        original = self._assistant.catalogue.original(document.name)
        citation = make_quote(document, address.start, address.end).citation
        return source_panel(document, address, citation, _position(event.index), _is_pdf(original))

    def left(self, *chosen: Any) -> str:
        """How many documents the filters leave."""
        held = self._assistant.catalogue.documents()
        filters = filters_chosen(*chosen)
        sentence = count_sentence(len(held), filters, len(searched(held, filters)))
        return f"<p role='status'>{escape(sentence)}</p>"

    def offer(self) -> tuple[Any, ...]:
        """The examples and the filters' choices for what is held now."""
        held = self._assistant.catalogue.documents()
        offered = choices(held)
        years = [ANY_YEAR, *map(str, offered.years)]
        return (
            examples_html(held),
            gr.Dropdown(choices=list(offered.authorities), value=[]),
            gr.Dropdown(choices=[(KIND_NAMES[kind], kind) for kind in offered.kinds], value=[]),
            gr.Dropdown(choices=years, value=ANY_YEAR),
            gr.Dropdown(choices=years, value=ANY_YEAR),
            self.left((), (), None, None),
        )


def _is_pdf(original: Path | None) -> bool:
    return original is not None and original.suffix.lower() == ".pdf"


def _position(index: Any) -> tuple[int, int]:
    """The citation's number and how many there are, as the page's script sends them."""
    match index:
        case [int(number), int(total)]:
            return number, total
    return 0, 0
