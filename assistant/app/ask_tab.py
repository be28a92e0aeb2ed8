"""The Ask tab: a conversation with its filters, what was understood, and ways to go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any, cast

import gradio as gr

from assistant.app.ask_parts import AskParts, Changes, ask_parts
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
from assistant.app.desk import QUIET, Desk
from assistant.app.links import conversation_link, read_link
from assistant.app.remembered import from_browser, to_browser
from assistant.app.source_panel import EMPTY
from assistant.feedback import feedback_on, keep_feedback
from assistant.scope import Filters, searched
from assistant.suggestions import suggestions
from corpus.types import KIND_NAMES, Answer

#: Questions answered at once; others wait their turn.
_AT_ONCE = 4

#: Once the conversation goes on, it is no longer that of the link which opened it.
_FORGET_LINK = """(...all) => {
    history.replaceState(history.state, '', location.pathname + location.hash);
    return all;
}"""


def ask_tab(desk: Desk) -> None:
    """The tab's components and events; what it offers is renewed whenever the page is loaded."""
    parts = ask_parts()
    handlers = _Handlers(desk, parts)
    said = [parts.chatbot, *parts.filters]
    busy = {**QUIET, "concurrency_limit": _AT_ONCE, "concurrency_id": "ask"}
    quick = {**QUIET, "queue": False}

    asked = [
        parts.box.submit(handlers.ask, [parts.box, *said], parts.talk, **busy),
        parts.ask.click(handlers.ask, [parts.box, *said], parts.talk, **busy),
        parts.chatbot.edit(handlers.edit, said, parts.talk, **busy),
        *(
            part.select(handlers.say, said, parts.talk, **busy)
            for part in (parts.examples, parts.chips, parts.onward)
        ),
    ]
    offered = desk.page.load(
        handlers.offer, None, [parts.examples, *parts.filters, parts.left], **quick
    )
    opened = offered.then(handlers.open, parts.remembered, [*parts.talk, *parts.filters], **busy)
    running = [*asked, opened]
    ended = parts.stop.click(handlers.stop, said, parts.talk, cancels=running, **quick)
    for event in (*asked, ended):
        event.then(to_remember, [*said, parts.newest], parts.remembered, js=_FORGET_LINK, **quick)
    parts.fresh.click(
        handlers.clear, None, [*parts.talk, parts.remembered, desk.source], cancels=running, **quick
    ).then(None, None, None, js=_FORGET_LINK, **quick)
    for control in parts.filters:
        control.change(handlers.left, parts.filters, parts.left, **quick)
    judged = [parts.newest, parts.chatbot, parts.verdict, parts.word]
    shown = [parts.verdict, parts.word, parts.send, parts.noted]
    parts.send.click(handlers.judge, judged, shown, **quick)
    parts.word.submit(handlers.judge, judged, shown, **quick)


def to_remember(history: list[Message], *chosen_and_newest: Any) -> dict[str, Any]:
    """The conversation for the visitor's browser to keep."""
    *chosen, newest = chosen_and_newest
    return to_browser(history, filters_chosen(*chosen), newest)


def _chat(shown: Shown) -> gr.Chatbot:
    return gr.Chatbot(cast(Any, shown.messages), visible=True)


class _Handlers:
    """What the page's events do; nothing of a visitor's is kept here."""

    def __init__(self, desk: Desk, parts: AskParts) -> None:
        self._assistant = desk.assistant
        self._source = desk.source
        self._parts = parts

    def ask(self, question: str, history: list[Message], *chosen: Any) -> Iterator[Changes]:
        """Ask, showing the conversation as it grows and a way to stop it."""
        if not question.strip():
            yield self._parts.idle(bool(history))
            return
        filters = filters_chosen(*chosen)
        yield {self._parts.box: "", **self._parts.busy()}
        yield from self._grown(self._asked([question], history, filters), filters)

    def _asked(
        self, questions: Sequence[str], history: Sequence[Message], filters: Filters
    ) -> Iterator[Shown]:
        """The conversation as it grows by these questions, one after the other."""
        messages = list(history)
        for question in questions:
            for shown in conversation(self._assistant, question, messages, filters):
                yield shown
                messages = shown.messages

    def _grown(self, growing: Iterator[Shown], filters: Filters) -> Iterator[Changes]:
        """What the page shows of a conversation that grows, and then around it."""
        shown = Shown([])
        for shown in growing:
            yield {self._parts.chatbot: _chat(shown)}
        yield {self._parts.chatbot: _chat(shown), **self._onward(shown, filters)}

    def _onward(self, shown: Shown, filters: Filters) -> Changes:
        """What stands around a conversation once its newest answer is there."""
        parts, answer, held = self._parts, shown.answer, self._assistant.catalogue
        questions = questions_asked(shown.messages)
        leads_to = suggestions(answer, held) if answer else ()
        link = conversation_link(questions, filters)
        return {
            **parts.idle(bool(questions)),
            **parts.judged(answer is not None),
            parts.chips: chips_html(chips(answer, held.documents())) if answer else "",
            parts.onward: onward_html(questions[-1], answer, leads_to, link) if questions else "",
            parts.newest: answer,
        }

    def say(self, event: gr.SelectData, history: list[Message], *chosen: Any) -> Iterator[Changes]:
        """Ask in the words chosen; at index 1 instead of the newest question, else after it."""
        before = before_newest(history) if event.index == 1 else history
        yield from self.ask(str(event.value), before, *chosen)

    def edit(self, event: gr.EditData, history: list[Message], *chosen: Any) -> Iterator[Changes]:
        """Ask a question otherwise; what came after it goes."""
        index = event.index if isinstance(event.index, int) else event.index[0]
        yield from self.ask(str(event.value), history[:index], *chosen)

    def stop(self, history: list[Message], *chosen: Any) -> Changes:
        """The conversation as far as it has got."""
        shown = Shown(stopped(history))
        return {self._parts.chatbot: _chat(shown), **self._onward(shown, filters_chosen(*chosen))}

    def clear(self) -> Changes:
        """Nothing asked, and nothing remembered of it."""
        parts = self._parts
        return {
            **self._onward(Shown([]), Filters()),
            parts.chatbot: gr.Chatbot([], visible=False),
            parts.box: "",
            parts.remembered: {},
            self._source: EMPTY,
        }

    def open(self, kept: object, request: gr.Request) -> Iterator[Changes]:
        """The conversation that the page's address asks for, else the one the browser kept.

        A conversation opened by its address is not kept until it goes on, so that opening a link
        costs nobody their own.
        """
        questions, filters = read_link(request.query_params.multi_items())
        remembered = from_browser(kept)
        if questions:
            yield {**self._chosen(filters), **self._parts.busy()}
            yield from self._grown(self._asked(questions, [], filters), filters)
        elif remembered.messages:
            shown = Shown(remembered.shown(), remembered.answer)
            around = self._onward(shown, remembered.filters)
            chosen = self._chosen(remembered.filters)
            yield {self._parts.chatbot: _chat(shown), **around, **chosen}
        else:
            yield self._parts.idle(started=False)

    def _chosen(self, filters: Filters) -> Changes:
        """The filters' controls, set to those of these filters that can be chosen."""
        offered = choices(self._assistant.catalogue.documents())
        years = [
            str(year) if year in offered.years else ANY_YEAR
            for year in (filters.first_year, filters.last_year)
        ]
        names = [name for name in filters.authorities if name in offered.authorities]
        kinds = [kind for kind in filters.kinds if kind in offered.kinds]
        return dict(zip(self._parts.filters, [names, kinds, *years], strict=True))

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

    def judge(
        self, newest: Answer | None, history: list[Message], verdict: str | None, word: str
    ) -> Changes:
        """Keep what the visitor says of the newest answer."""
        parts, held = self._parts, self._assistant.catalogue
        turns = questions_asked(history)[:-1]
        if newest is None:
            return {parts.noted: _hint("There is no answer to judge: ask a question first.")}
        try:
            now = datetime.now(UTC)
            feedback = feedback_on(newest, turns, verdict or "", word, held.documents(), now)
            keep_feedback(held.home, feedback)
        except (ValueError, OSError) as error:
            said = str(error) if isinstance(error, ValueError) else _NOT_KEPT
            return {parts.noted: _hint(said)}
        return {
            parts.verdict: gr.Radio(visible=False),
            parts.word: gr.Textbox(visible=False),
            parts.send: gr.Button(visible=False),
            parts.noted: _hint(f"Thank you. Noted as {feedback.verdict}."),
        }


_NOT_KEPT = "This could not be kept: the data folder cannot be written to."


def _hint(sentence: str) -> str:
    return f"<p class='hint' role='status'>{escape(sentence)}</p>"
