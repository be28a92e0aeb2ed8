"""Passages that are in the catalogue and wait to be encoded for the vector index."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.catalogue import Catalogue
from corpus.embedding import EmbeddingModel
from corpus.types import Passage
from corpus.vectors import VectorIndex
from ingest.passages import embedded_text


class Waiting:
    """Documents in the catalogue whose passages are still to be encoded."""

    def __init__(
        self,
        catalogue: Catalogue,
        index: VectorIndex,
        model: EmbeddingModel,
        at_once: int,
        on_encoded: Callable[[int, int], None],
    ) -> None:
        """Encode `at_once` passages in one call, each time saying (how many, of how many)."""
        self._catalogue = catalogue
        self._index = index
        self._model = model
        self._at_once = at_once
        self._on_encoded = on_encoded
        self._names: list[str] = []
        self._passages: list[Passage] = []
        self.encoded = 0
        """Passages encoded so far."""

    def finish_earlier_runs(self) -> None:
        """Do what a killed run left: passages to take out of the index and to put in, copies."""
        self._catalogue.sweep_originals(self._catalogue.held())
        self._take_out()
        for name in self._catalogue.unindexed():
            self.add(name, self._catalogue.passages([name]))
        self.flush()

    def add(self, name: str, passages: Sequence[Passage]) -> None:
        """Put a document's passages in the queue; encode the queue when it is long."""
        self._names.append(name)
        self._passages += passages
        if len(self._passages) >= self._at_once:
            self.flush()

    def flush(self) -> None:
        """Encode what waits, put it in the index, and note that it is there."""
        self._take_out()
        waiting = len(self._passages)
        for first in range(0, waiting, self._at_once):
            passages = self._passages[first : first + self._at_once]
            vectors = self._model.encode([embedded_text(passage) for passage in passages])
            self._index.add(passages, vectors)
            self.encoded += len(passages)
            self._on_encoded(first + len(passages), waiting)
        self._catalogue.mark_indexed(self._names)
        self._names, self._passages = [], []

    def _take_out(self) -> None:
        leaving = self._catalogue.leaving()
        if leaving:
            self._index.remove(leaving)
            self._catalogue.mark_gone(leaving)
