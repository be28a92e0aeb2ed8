"""A conversation as the visitor's own browser keeps it, to be shown again after a reload.

What comes back from a browser may be of another version, spoilt, or made up: whatever does not
have this form is ignored. What was said is Markdown that the page shows as it shows any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from assistant.app.chat import Message, message_text
from assistant.scope import Filters
from corpus.types import Answer

#: Characters kept of a conversation: browsers keep some five million for a whole site, and a
#: conversation is encrypted, which makes it a third longer.
MOST_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Said:
    """One message, as shown."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """A conversation, the filters in force, and its newest answer, if it has one."""

    messages: tuple[Said, ...] = ()
    filters: Filters = Filters()
    answer: Answer | None = None

    def shown(self) -> list[Message]:
        """The messages as Gradio's Chatbot has them."""
        return [{"role": said.role, "content": said.content} for said in self.messages]


_FORM = TypeAdapter(Remembered)


def to_browser(
    messages: Sequence[Message], filters: Filters, answer: Answer | None
) -> dict[str, Any]:
    """The conversation as an object for the browser; of a very long one its last turns."""
    said = [Said(message["role"], message_text(message)) for message in messages]
    lengths = [len(one.content) for one in said]
    while sum(lengths) > MOST_CHARACTERS and len(lengths) > 2:
        lengths = lengths[2:]
    kept = tuple(said[len(said) - len(lengths) :])
    small = replace(answer, passages=()) if answer else None
    form: dict[str, Any] = _FORM.dump_python(Remembered(kept, filters, small), mode="json")
    return form


def from_browser(kept: object) -> Remembered:
    """The conversation that a browser kept; an empty one if it is none, or too long."""
    try:
        found = _FORM.validate_python(kept)
    except ValidationError:
        return Remembered()
    roles = [said.role for said in found.messages]
    in_turns = roles == ["user", "assistant"] * (len(roles) // 2)
    length = sum(len(said.content) for said in found.messages)
    return found if in_turns and length <= MOST_CHARACTERS else Remembered()
