"""A data folder, open: what the tests of ingestion and of answers start from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.embedding import EmbeddingModel
    from corpus.vectors import VectorIndex
    from ingest.run import IngestReport


@dataclass(frozen=True)
class Store:
    """A data folder, open."""

    home: Path
    catalogue: Catalogue
    index: VectorIndex
    model: EmbeddingModel

    def ingest(self, *paths: Path) -> IngestReport:
        from ingest.run import ingest

        return ingest(paths, self.catalogue, self.index, self.model)

    def is_whole(self) -> bool:
        """Whether exactly the passages of the catalogue are in the words and the vectors."""
        keys = {passage.key for passage in self.catalogue.passages()}
        self.catalogue._connection.execute(
            "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)"
        )
        return (
            set(self.index._collection.get(include=[])["ids"]) == keys
            and self.catalogue.unindexed() == []
            and self.catalogue.leaving() == []
        )


#: Opens a data folder: `store()` the test's own, `store(home, url)` another.
OpenStore = Callable[..., Store]


def open_store_in(home: Path, model: EmbeddingModel, url: str | None = None) -> Store:
    from corpus.catalogue import Catalogue
    from corpus.vectors import VectorIndex
    from ingest.run import made_by

    return Store(home, Catalogue(home), VectorIndex(home, made_by(model), url), model)
