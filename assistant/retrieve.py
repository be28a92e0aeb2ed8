"""The passages of a scope that bear on a subject, best first: words and vectors, fused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.practice_areas import with_meanings
from assistant.wording import content_words
from corpus.catalogue import Catalogue
from corpus.types import Passage, RankedPassage

if TYPE_CHECKING:
    from corpus.embedding import EmbeddingModel
    from corpus.vectors import VectorIndex

#: Documents whose every passage is compared with the question.
_NARROW = 40

#: Passages taken from each ranking before they are fused.
_DEEP = 60

#: Reciprocal rank fusion: 1 / (_K + rank). On 44 questions a small constant, with words at half
#: the weight of vectors, was better than the usual 60 and equal weights.
_K = 10
_WORDS_WEIGHT = 0.5


class Retriever:
    """Ranks the passages of chosen documents for a subject."""

    def __init__(self, catalogue: Catalogue, index: VectorIndex, model: EmbeddingModel) -> None:
        self._catalogue = catalogue
        self._index = index
        self._model = model

    def rank(
        self, subject: str, names: Sequence[str] | None, most: int
    ) -> tuple[list[RankedPassage], float]:
        """The `most` best passages of the documents named (None: of all), and the best cosine.

        In a few documents every passage is compared; in more, the index's graph is searched.

        Raises:
            IndexUnavailable: the vector index cannot be read.
        """
        question = with_meanings(subject)
        vector = self._model.encode_question(question)
        passages: dict[str, Passage] = {}
        if names is not None and len(names) <= _NARROW:
            passages = {p.key: p for p in self._catalogue.passages(names)}
            near = self._index.nearest_among(vector, _DEEP, list(passages))
        else:
            near = self._index.nearest(vector, _DEEP, names)
        by_words = self._catalogue.find_words(content_words(question), names, _DEEP)
        passages |= {ranked.passage.key: ranked.passage for ranked in by_words}
        unknown = [key for key, _ in near if key not in passages]
        passages |= self._catalogue.passages_by_key(unknown)
        scores = fuse(
            [
                ([key for key, _ in near], 1.0),
                ([ranked.passage.key for ranked in by_words], _WORDS_WEIGHT),
            ]
        )
        ranked = [RankedPassage(passages[key], score) for key, score in scores if key in passages]
        return ranked[:most], near[0][1] if near else 0.0


def fuse(rankings: Iterable[tuple[Sequence[str], float]]) -> list[tuple[str, float]]:
    """Weighted reciprocal rank fusion: keys with their scores, best first."""
    scores: dict[str, float] = {}
    for keys, weight in rankings:
        for rank, key in enumerate(keys, 1):
            scores[key] = scores.get(key, 0.0) + weight / (_K + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


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
