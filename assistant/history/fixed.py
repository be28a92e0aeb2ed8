"""Did it get fixed? What needed to improve, beside what later visits say of it, word for word.

No verdict is given here: whether it got better is for the reader to say. Where nothing in a later
visit comes near enough, that is said, and it does not mean that the visit found all well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.bearing import Finding, Sentences, finding, sentences_of, word_weights
from assistant.citations import make_quote
from assistant.evidence import weigh
from assistant.history.headlines import Improvements, VisitFindings, is_of_itself
from assistant.retrieve import Ranking
from assistant.wording import content_words
from corpus.types import FULL_INSPECTIONS, Document, Quote

if TYPE_CHECKING:
    from assistant.ask import Assistant

#: "(Outcome four)", "(outcome 1, national framework)" at the end of an item since 2025: a
#: reference, not what is to improve.
_REFERENCE = re.compile(
    r"\s*\((?:outcomes?|enablers?|national framework)\b[^)]*\)\W*$", re.IGNORECASE
)

#: Passages of a visit looked at for one item.
_PASSAGES = 5

#: What a paragraph's worth for an item must be: how near its nearest sentence is in meaning, less
#: the share of the item's words that it lacks (`_worth`).
_NEAR = 0.19

#: Quotations shown of one visit for one item, the second if it is worth this share of the first.
_MOST = 2
_SECOND = 0.85


@dataclass(frozen=True, slots=True)
class Answered:
    """What one later visit says of each item; nothing for those that it says nothing near of."""

    document: Document
    quotes: tuple[tuple[Quote, ...], ...]
    """For each item, in their order."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The lists of one visit, and what later visits say of their items."""

    asked: VisitFindings
    later: tuple[Answered, ...]
    """Oldest first."""
    not_held: tuple[Document, ...] = ()
    """Later visits that are known and cannot be looked in."""


def items_of(lists: Sequence[Improvements]) -> tuple[Quote, ...]:
    """The items of the lists, in order."""
    return tuple(item for each in lists for item in each.items)


def can_be_followed(findings: Sequence[VisitFindings]) -> list[VisitFindings]:
    """The visits with a list of what must improve and a later visit to look in, oldest first.

    `findings` are those held of one authority, oldest first.
    """
    return [each for each in findings[:-1] if each.improvements]


def first_to_follow(findings: Sequence[VisitFindings]) -> VisitFindings | None:
    """The visit whose list is followed unless another is chosen: the newest full inspection."""
    possible = can_be_followed(findings)
    full = [each for each in possible if each.document.kind in FULL_INSPECTIONS]
    return next(iter(reversed(full or possible)), None)


def answered(items: Sequence[Quote], document: Document, assistant: Assistant) -> Answered:
    """What a later visit's whole document says of each item.

    Raises:
        IndexUnavailable: the vector index cannot be read.
    """
    subjects = [_REFERENCE.sub("", item.text) for item in items]
    ranked = [_ranked(subject, document, assistant) for subject in subjects]
    own = [_findings_in(ranking, document) for ranking in ranked]
    vectors = _sentence_vectors(own, assistant)
    quotes = [
        _quotes(_found(subject, paragraphs, vectors, assistant))
        for subject, paragraphs in zip(subjects, own, strict=True)
    ]
    return Answered(document, tuple(quotes))


def _ranked(subject: str, document: Document, assistant: Assistant) -> Ranking:
    """The document's passages nearest to an item; none where it does not speak of its area."""
    ranking = assistant.retriever.rank(subject, [document.name], _PASSAGES)
    evidence = weigh(subject, subject, ranking, [document.name], assistant.catalogue)
    return ranking if evidence.strength != "none" else Ranking()


def _findings_in(ranking: Ranking, document: Document) -> list[Sentences]:
    """The paragraphs of the passages, less what a letter tells of itself."""
    paragraphs = sentences_of([(item.passage, document) for item in ranking.passages])
    return [p for p in paragraphs if not is_of_itself(p.text)]


def _sentence_vectors(
    paragraphs: Sequence[Sequence[Sentences]], assistant: Assistant
) -> dict[tuple[int, int], object]:
    """The vector of each sentence of one document, by its span: each is encoded once."""
    spans = {span: p.document for own in paragraphs for p in own for span in p.spans}
    if not spans:
        return {}
    vectors = assistant.model.encode([d.text[slice(*span)] for span, d in spans.items()])
    return dict(zip(spans, vectors, strict=True))


def _found(
    subject: str,
    paragraphs: Sequence[Sentences],
    vectors: dict[tuple[int, int], object],
    assistant: Assistant,
) -> list[Finding]:
    """What the paragraphs say of an item, best first, less what is not near enough."""
    import numpy as np

    if not paragraphs:
        return []
    counts, total = assistant.catalogue.passage_counts(content_words(subject))
    weights = word_weights(subject, counts, total)
    vector = assistant.model.encode_question(subject)
    found = [
        finding(p, (np.array([vectors[span] for span in p.spans]) @ vector).tolist(), weights)
        for p in paragraphs
    ]
    near = sorted((f for f in found if _worth(f) >= _NEAR), key=lambda f: -_worth(f))
    return [f for f in near[:_MOST] if _worth(f) >= _SECOND * _worth(near[0])]


def _worth(found: Finding) -> float:
    return found.closeness * (1 + found.covered) / 2


def _quotes(found: Sequence[Finding]) -> tuple[Quote, ...]:
    return tuple(make_quote(f.document, f.start, f.end) for f in found)
