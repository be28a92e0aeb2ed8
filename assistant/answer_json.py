"""An answer as the JSON object that other programs rely on, and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.types import Answer, Quote, QuoteGroup

#: Passages of the ranking that are given.
_PASSAGES = 20

#: Above what is offered with a refusal.
NEAREST = "What comes nearest, though it does not answer:"


def answer_json(answer: Answer, id: str | None = None) -> dict[str, Any]:
    """The object of the contract that other programs rely on."""
    scope = answer.scope
    return {
        "id": id,
        "question": answer.question,
        "status": answer.status,
        "reason": answer.reason,
        "scope": {
            "authorities": list(scope.authorities),
            "documents": list(scope.documents),
            "period": list(scope.period),
            "intent": scope.intent,
            "kinds": list(scope.kinds),
            "practice_areas": list(scope.practice_areas),
            "tone": scope.tone,
            "regions": list(scope.regions),
            "whose": scope.whose,
            "form": scope.form,
            "subject": scope.subject,
            "choices": list(scope.choices),
        },
        "answer": answer_markdown(answer),
        "quotes": [quote_json(quote) for quote in answer.quotes],
        "passages": [
            {
                "document": ranked.passage.document,
                "pages": list(ranked.passage.pages),
                "text": ranked.passage.text,
                "score": round(ranked.score, 6),
            }
            for ranked in answer.passages[:_PASSAGES]
        ],
        "seconds": {name: round(value, 4) for name, value in answer.seconds.items()},
        "nearest": [quote_json(quote) for group in answer.nearest for quote in group.quotes],
        "evidence": None if answer.evidence is None else round(answer.evidence, 4),
    }


def answer_markdown(answer: Answer) -> str:
    """The answer as it is read: a lead, the quotations by visit, each with its citation, notes."""
    lines = [answer.lead, *_group_lines(answer.groups)]
    for note in answer.notes:
        lines += ["", note]
    if answer.nearest:
        lines += ["", NEAREST, *_group_lines(answer.nearest)]
    return "\n".join(lines)


def _group_lines(groups: Sequence[QuoteGroup]) -> list[str]:
    lines = []
    number = 0
    for group in groups:
        lines += ["", f"**{group.heading}**"]
        for quote in group.quotes:
            number += 1
            words = "\n> ".join(quote.text.splitlines())
            lines += ["", f"> “{words}”", "", f"[{number}] {quote.citation}"]
    return lines


def quote_json(quote: Quote) -> dict[str, Any]:
    """A quotation, as the contract has it."""
    return {
        "document": quote.document,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "pages": list(quote.pages),
        "paragraph": quote.paragraph,
        "section": quote.section,
        "citation": quote.citation,
    }
