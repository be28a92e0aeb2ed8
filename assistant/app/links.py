"""Addresses that lead to a conversation: its questions, and the filters they were asked under."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from assistant.scope import Filters
from assistant.understand import LONGEST_QUESTION
from corpus.types import KIND_NAMES, Kind

#: Questions that a link has at most, and values of a filter. Of a longer conversation the last.
MOST_QUESTIONS = 20
_MOST_CHOSEN = 200

#: Characters of an authority's name.
_LONGEST_NAME = 100


def conversation_link(questions: Sequence[str], filters: Filters) -> str:
    """The query of the address that asks these questions again: "?ask=…&authority=Leeds"."""
    values = {
        "ask": questions[-MOST_QUESTIONS:],
        "authority": filters.authorities,
        "kind": filters.kinds,
        "from": [year for year in (filters.first_year,) if year is not None],
        "to": [year for year in (filters.last_year,) if year is not None],
    }
    return f"?{urlencode(values, doseq=True)}"


def read_link(query: Iterable[tuple[str, str]]) -> tuple[list[str], Filters]:
    """The questions and the filters of an address; whatever is none of these is passed over.

    Every question is only ever asked: it is text that anyone may have written.
    """
    values: dict[str, list[str]] = {}
    for name, value in query:
        values.setdefault(name, []).append(value)
    questions = [q[:LONGEST_QUESTION] for q in values.get("ask", ()) if q.strip()]
    names = [n[:_LONGEST_NAME] for n in values.get("authority", ())][:_MOST_CHOSEN]
    named = dict.fromkeys(values.get("kind", ()))
    kinds: tuple[Kind, ...] = tuple(kind for kind in KIND_NAMES if kind in named)
    filters = Filters(tuple(names), kinds, _year(values.get("from")), _year(values.get("to")))
    return questions[:MOST_QUESTIONS], filters


def _year(values: Sequence[str] | None) -> int | None:
    text = values[0] if values else ""
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None
