"""A practice area followed through an authority's visits, oldest to newest, in quotations.

An area of the list is looked for by its names, so that a visit is called silent only where none of
them stands in what it found; other words are searched for as a question is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.bearing import Finding, Sentences, finding, sentences_of, word_weights
from assistant.compose import grouped
from assistant.history.headlines import is_of_itself
from assistant.practice_areas import PracticeArea, areas_named, practice_areas, with_meanings
from assistant.quoting import quoted
from assistant.search import SPEAKS, look, worth_showing
from assistant.structured import areas_asked
from assistant.understand import Understood
from corpus.register import is_held
from corpus.types import Document, Judgement, Quote

if TYPE_CHECKING:
    from assistant.ask import Assistant

#: Quotations shown of a visit.
_MOST = 3

#: Passages of one visit that have a name of the area; a report of 60 pages may have more.
_PASSAGES = 60

#: What a sentence gains by naming the area, beside its cosine, which is seldom above 0.5.
_NAMES_IT = 0.25

#: How sure the tone of a paragraph must be (0 to 1) to stand for the other side.
_SURE = 0.5

#: A paragraph is shown if its worth is this share of the best one's.
_WORTH = 0.6


@dataclass(frozen=True, slots=True)
class Said:
    """What one visit says of the area."""

    document: Document
    quotes: tuple[Quote, ...]
    """In the order of the document; none where it is silent, or not held."""
    grades: tuple[Judgement, ...] = ()
    """Of the area of judgement that the practice area belongs to by name, where one does."""


def area_followed(words: str) -> str:
    """The words to follow, on one line.

    Raises:
        ValueError: there are none.
    """
    plain = " ".join(words.split())
    if not plain:
        raise ValueError("Choose a practice area, or type what to follow.")
    return plain


@cache
def areas_to_follow() -> tuple[PracticeArea, ...]:
    """The practice areas of the list, by name."""
    return tuple(sorted(practice_areas(), key=lambda area: area.name))


def follow(area: str, visits: Sequence[Document], assistant: Assistant) -> Iterator[Said]:
    """What each visit says of the area, in the order of the visits.

    Args:
        area: A practice area, or any words.
        visits: An authority's, held or not, oldest first.
        assistant: Whose documents are searched.

    Raises:
        IndexUnavailable: the vector index cannot be read.
    """
    named = _area_named(area)
    judged = areas_asked(area)
    for known in visits:
        document = assistant.catalogue.document(known.name) if is_held(known) else None
        quotes: tuple[Quote, ...] = ()
        if document and named:
            quotes = _by_names(named, document, assistant)
        elif document:
            quotes = _by_words(area, document, assistant)
        yield Said(known, quotes, tuple(j for j in known.judgements if j.area in judged))


def _area_named(words: str) -> PracticeArea | None:
    """The practice area that the words are the name of, or the one that they name."""
    own = next((a for a in areas_to_follow() if a.name == words.strip().lower()), None)
    named = areas_named(words)
    return own or (named[0] if len(named) == 1 else None)


def _by_words(words: str, document: Document, assistant: Assistant) -> tuple[Quote, ...]:
    asked = Understood(question=words, subject=words, intent="passages")
    found = look(asked, [document], assistant.retriever, assistant.catalogue)
    if found.evidence.strength == "none" or (found.evidence.score or 0.0) < SPEAKS:
        return ()
    shown = worth_showing(asked, found.ranked)[:_MOST]
    groups, _ = quoted(asked, shown, assistant.catalogue, assistant.model)
    return tuple(quote for group in groups for quote in group.quotes)


def _by_names(area: PracticeArea, document: Document, assistant: Assistant) -> tuple[Quote, ...]:
    paragraphs = _naming(area, document, assistant)
    if not paragraphs:
        return ()
    weighed = _weighed(area, paragraphs, assistant)
    best = weighed[0][0]
    chosen = _both_sides([f for worth, f in weighed if worth >= _WORTH * best])
    spans = sorted((document.name, f.start, f.end) for f in chosen)
    return tuple(quote for group in grouped([document], spans, _MOST) for quote in group.quotes)


def _naming(area: PracticeArea, document: Document, assistant: Assistant) -> list[Sentences]:
    """The paragraphs of findings that name the area."""
    names = [*area.names, *(word for pair in area.acronyms for word in pair)]
    found = assistant.catalogue.find_words(names, [document.name], _PASSAGES)
    paragraphs = sentences_of([(item.passage, document) for item in found])
    return [p for p in paragraphs if area in areas_named(p.text) and not is_of_itself(p.text)]


def _weighed(
    area: PracticeArea, paragraphs: Sequence[Sentences], assistant: Assistant
) -> list[tuple[float, Finding]]:
    """The findings with their worth, best first: near the area, and naming it throughout."""
    texts = [p.document.text[a:b] for p in paragraphs for a, b in p.spans]
    question = assistant.model.encode_question(with_meanings(area.name))
    cosines = iter((assistant.model.encode(texts) @ question).tolist())
    weights = word_weights(area.name, {}, 1)
    weighed = []
    for p in paragraphs:
        names = [area in areas_named(p.document.text[a:b]) for a, b in p.spans]
        near = [next(cosines) + _NAMES_IT * naming for naming in names]
        found = finding(p, near, weights)
        weighed.append((found.closeness + _NAMES_IT * sum(names) / len(names), found))
    return sorted(weighed, key=lambda item: -item[0])


def _both_sides(found: Sequence[Finding]) -> list[Finding]:
    """The best findings, among them the best of the other side where the first takes one."""
    first = found[0]
    others = (f for f in found if f.tone * first.tone < 0 and abs(f.tone) >= _SURE)
    other = next(others, None)
    kept = [first, *([other] if other else [])]
    return [*kept, *(f for f in found if f not in kept)][:_MOST]
