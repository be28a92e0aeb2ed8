"""The page: a conversation with its filters, and beside it the source of what is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app.chat import (
    ANY_YEAR,
    Message,
    conversation,
    filters_chosen,
    question_in,
    stopped,
)
from assistant.app.choices import choices, count_sentence, example_questions
from assistant.app.citation_links import cited_now, read_citation_id
from assistant.app.source_panel import EMPTY, failure, source_panel
from assistant.ask import Assistant
from assistant.citations import make_quote
from assistant.scope import searched
from corpus.catalogue import CatalogueError
from corpus.types import KIND_NAMES, Document

_HERE = Path(__file__).parent

STYLE = _HERE / "style.css"

#: Runs once, when the source panel is first shown.
SCRIPT = (_HERE / "page.js").read_text(encoding="utf-8")

#: Sends an example question to the conversation.
_EXAMPLES_SCRIPT = """
element.addEventListener('click', (event) => {
  const example = event.target.closest('button[data-question]');
  if (!example) return;
  trigger('select', {index: 0, value: example.dataset.question});
  const box = document.querySelector('#question textarea');
  if (matchMedia('(hover: hover)').matches) box.focus({preventScroll: true});
});
"""

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
                examples = gr.HTML(elem_id="examples", js_on_load=_EXAMPLES_SCRIPT)
                chatbot = _chatbot()
                with gr.Row(elem_id="composer"):
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
                    stop = gr.Button("Stop", scale=1, min_width=80, visible=False)
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
                fresh = gr.Button("New conversation", size="sm", visible=False, elem_id="fresh")
            with gr.Column(scale=5, min_width=320, elem_id="beside"):
                panel = gr.HTML(EMPTY, elem_id="source", js_on_load=SCRIPT)
        gr.HTML(_FOOTER, elem_id="footer")

        controls = [authorities, kinds, first, last]
        talk = [chatbot, box, examples, ask, stop, fresh]
        handlers = _Handlers(assistant)
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        busy = {**quiet, "concurrency_limit": _AT_ONCE, "concurrency_id": "ask"}
        running: list[Any] = [
            box.submit(handlers.ask, [box, chatbot, *controls], talk, **busy),
            ask.click(handlers.ask, [box, chatbot, *controls], talk, **busy),
            examples.select(handlers.example, [chatbot, *controls], talk, **busy),
            chatbot.retry(handlers.retry, [chatbot, *controls], talk, **busy),
        ]
        stop.click(
            _stopped, chatbot, [chatbot, ask, stop, fresh], cancels=running, queue=False, **quiet
        )
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


def _stopped(history: list[Message]) -> tuple[Any, ...]:
    return (stopped(history), *_idle(started=True))


def _cleared() -> tuple[Any, ...]:
    return (gr.Chatbot([], visible=False), "", gr.HTML(visible=True), *_idle(started=False), EMPTY)


def _idle(started: bool) -> tuple[Any, ...]:
    return gr.Button(visible=True), gr.Button(visible=False), gr.Button(visible=started)


class _Handlers:
    """What the page's events do; nothing of a visitor's is kept here."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, question: str, history: list[Message], *chosen: Any) -> Iterator[tuple[Any, ...]]:
        """Ask, showing the conversation as it grows and a way to stop it."""
        if not question.strip():
            started = bool(history)
            yield gr.skip(), question, gr.HTML(visible=not started), *_idle(started)
            return
        running = gr.Button(visible=False), gr.Button(visible=True), gr.Button(visible=False)
        messages: Any = []
        for messages in conversation(self._assistant, question, history, filters_chosen(*chosen)):
            yield gr.Chatbot(messages, visible=True), "", gr.HTML(visible=False), *running
        yield gr.Chatbot(messages, visible=True), "", gr.HTML(visible=False), *_idle(started=True)

    def example(
        self, event: gr.SelectData, history: list[Message], *chosen: Any
    ) -> Iterator[tuple[Any, ...]]:
        """Ask the example question chosen."""
        yield from self.ask(str(event.value), history, *chosen)

    def retry(
        self, event: gr.RetryData, history: list[Message], *chosen: Any
    ) -> Iterator[tuple[Any, ...]]:
        """Ask a question of the conversation again, dropping what followed it."""
        position = event.index if isinstance(event.index, int) else event.index[0]
        question = question_in(history[position])
        yield from self.ask(question, history[:position], *chosen)

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


def examples_html(documents: list[Document]) -> str:
    """The example questions as buttons, under whom they are for."""
    groups = [
        f"<section><h3>{escape(reader)}</h3>"
        + "".join(
            f"<button type='button' data-question='{escape(question)}'>{escape(question)}</button>"
            for question in questions
        )
        + "</section>"
        for reader, questions in example_questions(documents)
    ]
    return f"<h2>Questions to start from</h2><div>{''.join(groups)}</div>" if groups else ""
