"""The conversation: a question with its filters in, the messages shown out, part by part."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from assistant.app.answer_markdown import answer_parts, plain, unescaped
from assistant.scope import Filters
from corpus.catalogue import CatalogueError
from corpus.embedding import ModelError
from corpus.types import Answer, Kind
from corpus.vectors import IndexMismatch, IndexUnavailable

log = logging.getLogger(__name__)

Message = dict[str, Any]
"""As Gradio's Chatbot has them: "role" and "content", the latter a string or a list of parts."""

ANY_YEAR = "Any year"

PENDING = "Looking through the documents …"

STOPPED = "Stopped before there was an answer."

#: What can be wrong that its message says to a user in a sentence.
_SAID = (ValueError, CatalogueError, IndexUnavailable, IndexMismatch, ModelError)

UNFORESEEN = "Something went wrong and there is no answer. Please try again; the log has details."


class Shown(NamedTuple):
    """A conversation as it is shown, and the newest answer once it has begun."""

    messages: list[Message]
    answer: Answer | None = None


class Asks(Protocol):
    """What the conversation needs of the assistant."""

    def ask(self, question: str, turns: Sequence[str] = ..., filters: Filters = ...) -> Answer:
        """The answer to a question that follows on from earlier `turns`, oldest first."""


def filters_chosen(
    authorities: Sequence[str] | None,
    kinds: Sequence[Kind] | None,
    first: str | None,
    last: str | None,
) -> Filters:
    """The filters as the page's controls have them."""
    return Filters(tuple(authorities or ()), tuple(kinds or ()), _year(first), _year(last))


def _year(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def message_text(message: Message) -> str:
    """A message's words, whichever of its two forms Gradio gives its content."""
    content = message["content"]
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content if isinstance(part, dict))


def questions_asked(history: Sequence[Message]) -> list[str]:
    """The user's messages as typed, oldest first."""
    return [unescaped(message_text(message)) for message in history if message["role"] == "user"]


def before_newest(history: Sequence[Message]) -> list[Message]:
    """The conversation without its newest question and what followed it."""
    asked = [n for n, message in enumerate(history) if message["role"] == "user"]
    return list(history[: asked[-1]]) if asked else []


def conversation(
    assistant: Asks, question: str, history: Sequence[Message], filters: Filters
) -> Iterator[Shown]:
    """The conversation with the question, then with more and more of its answer.

    Whatever goes wrong is said in one sentence, as a message.
    """
    asked = [*history, {"role": "user", "content": plain(question)}]
    yield Shown([*asked, _reply(PENDING)])
    try:
        answer = assistant.ask(question, questions_asked(history), filters)
    except _SAID as error:
        yield Shown([*asked, _reply(plain(str(error)))])
        return
    except Exception:
        log.exception("A question could not be answered")
        yield Shown([*asked, _reply(UNFORESEEN)])
        return
    shown: list[str] = []
    for part in answer_parts(answer):
        if part:
            shown.append(part)
            yield Shown([*asked, _reply("\n\n".join(shown))], answer)


def stopped(history: Sequence[Message]) -> list[Message]:
    """The conversation once the user has stopped it: an answer begun stands as it is."""
    if history and message_text(history[-1]) == PENDING:
        return [*history[:-1], _reply(STOPPED)]
    return list(history)


def _reply(markdown: str) -> Message:
    return {"role": "assistant", "content": markdown}
