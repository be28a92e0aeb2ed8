"""The passages of a scope that bear on a subject, best first: meaning and words together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.everyday_words import sector_words
from assistant.practice_areas import with_meanings
from assistant.wording import content_words
from corpus.catalogue import Catalogue
from corpus.types import Passage, RankedPassage

if TYPE_CHECKING:
    from assistant.rerank import Reranker
    from corpus.embedding import EmbeddingModel
    from corpus.vectors import VectorIndex

#: Documents whose every passage is compared with the question.
_NARROW = 40

#: Passages taken by meaning where not every one is compared, and by words, at least.
_DEEP = 60

#: A passage's score is its cosine with the question and this much of its BM25. On 248 known
#: questions, each in its own scope, the right passage came first more often so than by reciprocal
#: rank fusion (mean reciprocal rank 0.80 against 0.78); between 0.007 and 0.013 nothing changes.
_WORDS_WEIGHT = 0.01


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages best first, and what their scores are made of, by the passages' keys."""

    passages: tuple[RankedPassage, ...] = ()
    cosines: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)
    """BM25 of the passages that have words of the question."""

    @property
    def evidence(self) -> float | None:
        """The best passage's score by meaning and words alone; None where there is none."""
        return max(scored(self.cosines, self.words).values(), default=None)


class Retriever:
    """Ranks the passages of chosen documents for a subject."""

    def __init__(
        self,
        catalogue: Catalogue,
        index: VectorIndex,
        model: EmbeddingModel,
        reranker: Reranker | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.index = index
        self.model = model
        self.reranker = reranker

    def rank(self, subject: str, names: Sequence[str] | None, most: int) -> Ranking:
        """The `most` best passages of the documents named (None: of all).

        In a few documents every passage is compared; in more, the index's graph is searched.

        Raises:
            IndexUnavailable: the vector index cannot be read.
            ModelError: the reranker is not there, or cannot be loaded.
        """
        question = self.meant(subject)
        vector = self.model.encode_question(question)
        words_asked = self.words(question)
        deep = max(most, _DEEP)
        passages: dict[str, Passage] = {}
        if names is not None and len(names) <= _NARROW:
            passages = {p.key: p for p in self.catalogue.passages(names)}
            near = self.index.nearest_among(vector, len(passages), list(passages))
        else:
            near = self.index.nearest(vector, deep, names)
        by_words = self.catalogue.find_words(words_asked, names, deep)
        passages |= {found.passage.key: found.passage for found in by_words}
        passages |= self.catalogue.passages_by_key([k for k, _ in near if k not in passages])
        cosines = dict(near)
        words = {found.passage.key: found.score for found in by_words}
        scores = scored(cosines, words)
        best = sorted(scores, key=lambda key: (-scores[key], key))
        ranked = [RankedPassage(passages[key], scores[key]) for key in best if key in passages]
        if self.reranker:
            ranked = self.reranker.reranked(subject, ranked)
        return Ranking(tuple(ranked[:most]), cosines, words)

    def meant(self, subject: str) -> str:
        """What is encoded: the subject with the meanings of its acronyms and area words."""
        return with_meanings(subject)

    def words(self, question: str) -> list[str]:
        """The words searched by: its own, and the inspectors' words for its everyday ones.

        Those, encoded as well, gained nothing on 274 known questions.
        """
        return content_words(" ".join([question, *sector_words(question)]))


def scored(cosines: Mapping[str, float], words: Mapping[str, float]) -> dict[str, float]:
    """The score of each passage that either ranking has.

    One whose cosine is not known was not among the nearest: it counts as the farthest of them.
    """
    farthest = min(cosines.values(), default=0.0)
    keys = dict.fromkeys([*cosines, *words])
    return {key: cosines.get(key, farthest) + _WORDS_WEIGHT * words.get(key, 0.0) for key in keys}


def interleaved(rankings: Sequence[Sequence[RankedPassage]]) -> list[RankedPassage]:
    """Several rankings as one: the first of each, then the second of each, and so on."""
    deepest = max((len(ranking) for ranking in rankings), default=0)
    return [r[rank] for rank in range(deepest) for r in rankings if rank < len(r)]


def without_repeats(ranked: Sequence[RankedPassage]) -> list[RankedPassage]:
    """The ranking less passages that say to the letter what a better one of its document says."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for item in ranked:
        letters = "".join(c for c in item.passage.text.lower() if c.isalnum())
        if (item.passage.document, letters) not in seen:
            seen.add((item.passage.document, letters))
            kept.append(item)
    return kept
