"""From what was found to the quotations shown: which, in what order, and what is said on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.compose import answer_span, grouped
from assistant.figures import figure_asked
from assistant.structured import Place, lists_asked
from assistant.understand import Understood
from assistant.wording import ASKS_FOR_GRADE
from corpus.types import Document, QuoteGroup, RankedPassage

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.embedding import EmbeddingModel

#: Quotations shown of a list.
_SHOWN_OF_LIST = 60

#: Passages offered with a refusal, and the score that they need.
_NEAREST = 2
_NEAR = 0.12

#: A visit comes in its turn, newest first, if its best passage has this share of the best score.
_AS_NEAR = 0.8


def quoted(
    asked: Understood,
    shown: Sequence[RankedPassage],
    catalogue: Catalogue,
    model: EmbeddingModel,
) -> tuple[tuple[QuoteGroup, ...], str]:
    """The quotations of these passages; or none, and why."""
    held = dict.fromkeys(item.passage.document for item in shown)
    whole = {name: d for name in held if (d := catalogue.document(name))}
    answers = [
        answer_span(item.passage, whole[item.passage.document], asked, model)
        for item in shown
        if item.passage.document in whole
    ]
    figure = figure_asked(asked.question)
    if figure and not any(answer.gives_figure for answer in answers):
        return (), f"These documents give no {figure} for this."
    spans = [(answer.document, answer.start, answer.end) for answer in answers]
    best = {name: max(i.score for i in shown if i.passage.document == name) for name in whole}
    return grouped(in_order(asked, whole.values(), best), spans, len(shown)), ""


def nearest(
    asked: Understood,
    ranked: Sequence[RankedPassage],
    catalogue: Catalogue,
    model: EmbeddingModel,
) -> tuple[QuoteGroup, ...]:
    """What comes nearest to a question that has no answer here, if anything does."""
    near = [item for item in ranked[:_NEAREST] if item.score >= _NEAR]
    if not near:
        return ()
    # Without its question no figure is asked for, of which these may have none.
    return quoted(replace(asked, question=""), near, catalogue, model)[0]


def groups_of_places(asked: Understood, found: Sequence[Place]) -> tuple[QuoteGroup, ...]:
    """The quotations of places that answer by where they stand."""
    documents = {place.document.name: place.document for place in found}
    spans = [(place.document.name, place.start, place.end) for place in found]
    return grouped(in_order(asked, documents.values()), spans, _SHOWN_OF_LIST)


def in_order(
    asked: Understood, documents: Iterable[Document], best: Mapping[str, float] | None = None
) -> list[Document]:
    """Newest first; a history oldest first.

    `best` has the score of each document's best passage: those that bear on the question far less
    than the others come after them, whatever their date.
    """
    oldest_first = asked.intent == "history" and bool(asked.authorities)
    ordered = sorted(documents, key=lambda d: d.last_day, reverse=not oldest_first)
    if oldest_first or not best:
        return ordered
    enough = _AS_NEAR * max(best.values())
    return sorted(ordered, key=lambda d: best.get(d.name, 0.0) < enough)


def only_structure_answers(asked: Understood) -> str:
    """Why a question that only structure can answer has no answer; empty if words may answer."""
    if asked.intent == "inspector":
        return "These documents do not name their inspectors."
    if asked.intent == "focus":
        return "These documents do not say in one place what was looked at."
    if asked.intent == "improve" and lists_asked(asked.wording) == {"areas for priority action"}:
        return "These documents set no area for priority action."
    if asked.intent == "grade" and ASKS_FOR_GRADE.search(asked.wording):
        return "These documents give no grade for this; letters about visits give none."
    return ""


def lead(groups: Sequence[QuoteGroup], weak: bool = False) -> str:
    """What is said above the quotations."""
    quotes = sum(len(group.quotes) for group in groups)
    words = "one quotation" if quotes == 1 else f"{quotes} quotations"
    visits = "one inspection or visit" if len(groups) == 1 else f"{len(groups)} visits"
    if weak:
        return f"Nothing here clearly answers this. What comes nearest: {words} from {visits}."
    return f"{words.capitalize()} from {visits}, word for word."
