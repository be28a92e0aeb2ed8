"""The visits of an inspector whom a question names: "the one Andy Waugh was lead on"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.understand import Understood
from corpus.types import Document


def inspectors_named(question: str, documents: Sequence[Document]) -> list[str]:
    """The inspectors of these documents whom a question names in full."""
    words = _letters(question)
    names = dict.fromkeys(name for document in documents for name in _inspectors(document))
    return [name for name in names if f" {_letters(name)} " in f" {words} "]


def led_by(
    asked: Understood, documents: Sequence[Document]
) -> tuple[Understood, tuple[Document, ...]]:
    """The documents of the inspectors named, and the question without their names; else both as
    they were."""
    named = inspectors_named(asked.question, documents)
    if not named or asked.intent == "inspector":
        return asked, tuple(documents)
    own = tuple(d for d in documents if not set(named).isdisjoint(_inspectors(d)))
    return replace(asked, subject=without_inspectors(asked.subject, named)), own


def without_inspectors(text: str, names: Sequence[str]) -> str:
    """A text without the names of these inspectors, and what says that they led."""
    for name in names:
        words = r"\s+".join(map(re.escape, name.split()))
        text = re.sub(rf"(?:\bled by )?\b{words}\b", " ", text, flags=re.IGNORECASE)
    return " ".join(text.split())


def _inspectors(document: Document) -> set[str]:
    lead = {document.lead_inspector} if document.lead_inspector else set()
    return {name for name in {*document.inspectors, *lead} if " " in name}


def _letters(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", text.lower()))
