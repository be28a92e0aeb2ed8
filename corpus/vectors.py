"""The vector index: Chroma, behind llama-index's vector-store interface.

Built from the catalogue and never the truth: it can be thrown away and made again. The index
remembers which model and which passages made it, and is not opened with others.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from corpus.types import Passage

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api import ClientAPI
    from llama_index.vector_stores.chroma import ChromaVectorStore

COLLECTION = "passages"

#: Of the data folder, where no server is used.
_FOLDER = "vectors"

#: Passages sent to Chroma at once; its own limit is 5,461.
_BATCH = 2_000


class IndexUnavailable(Exception):
    """The vector index cannot be reached or read; the message says what to do."""


class IndexMismatch(Exception):
    """The vector index was made by another model or other passages; the message says so."""


class VectorIndex:
    """The passages' vectors, in a folder of the data folder or on a Chroma server."""

    def __init__(self, home: Path, made_by: dict[str, str], url: str | None = None) -> None:
        """Open the index in `home`, or on the server at `url`.

        `made_by` says what shapes the vectors: the model, its revision, and how passages are
        cut. It is stored with the index.

        Raises:
            IndexMismatch: the index that is there was made otherwise.
            IndexUnavailable: the server does not answer, or the index cannot be read.
        """
        self._made_by = made_by
        self._url = url
        self._client = _client(home, url)
        self._collection: Any = None
        self._open()

    def _open(self) -> None:
        try:
            self._collection = self._client.get_or_create_collection(
                COLLECTION,
                metadata=dict(self._made_by),
                embedding_function=None,
                # Every passage is a unit vector, so cosine. The search width is set well above
                # Chroma's 100: at its default, recall@20 against an exact scan was 0.90.
                configuration={"hnsw": {"space": "cosine", "ef_search": 400}},
            )
        except Exception as error:
            raise IndexUnavailable(_unavailable(error, self._url)) from error
        found = {k: (self._collection.metadata or {}).get(k) for k in self._made_by}
        if found != self._made_by and self._collection.count() > 0:
            differing = ", ".join(
                f"{name} was {found[name]}, is {value}"
                for name, value in self._made_by.items()
                if found[name] != value
            )
            raise IndexMismatch(
                "The vector index was made with other settings "
                f"({differing}). Run `findings reindex` to make it again."
            )
        if found != self._made_by:
            self._collection.modify(metadata=dict(self._made_by))

    @property
    def store(self) -> ChromaVectorStore:
        """The index as a llama-index vector store."""
        from llama_index.vector_stores.chroma import ChromaVectorStore

        return ChromaVectorStore(chroma_collection=self._collection)

    def add(self, passages: Sequence[Passage], vectors: np.ndarray) -> None:
        """Add passages with their vectors, float32 (len(passages), dimensions).

        A passage that is there already stays as it is: its key names its content.

        Raises:
            IndexUnavailable: the index cannot be written.
        """
        from llama_index.core.schema import BaseNode, NodeRelationship, RelatedNodeInfo, TextNode

        nodes: list[BaseNode] = [
            TextNode(
                id_=passage.key,
                # The words stay in the catalogue: Chroma's log would keep them after a removal.
                text="",
                embedding=vector.tolist(),
                metadata={"document": passage.document, "start": passage.start},
                relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=passage.document)},
            )
            for passage, vector in zip(passages, vectors, strict=True)
        ]
        try:
            for start in range(0, len(nodes), _BATCH):
                self.store.add(nodes[start : start + _BATCH])
        except Exception as error:
            raise IndexUnavailable(_unavailable(error, self._url)) from error

    def remove(self, keys: Sequence[str]) -> None:
        """Remove the passages with these keys; one not there is no error.

        Raises:
            IndexUnavailable: the index cannot be written.
        """
        try:
            for start in range(0, len(keys), _BATCH):
                self._collection.delete(ids=list(keys[start : start + _BATCH]))
        except Exception as error:
            raise IndexUnavailable(_unavailable(error, self._url)) from error

    def nearest(
        self, vector: np.ndarray, most: int, documents: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Keys of the passages nearest to `vector` with their cosines, best first.

        Of the documents named, or of all; searched by the index's graph, very nearly exact.

        Raises:
            IndexUnavailable: the index cannot be read.
        """
        try:
            return self._by_graph(vector, most, documents)
        except Exception as error:
            raise IndexUnavailable(_unavailable(error, self._url)) from error

    def nearest_among(
        self, vector: np.ndarray, most: int, keys: Sequence[str]
    ) -> list[tuple[str, float]]:
        """As `nearest`, among the passages with these keys, every one of them compared.

        Raises:
            IndexUnavailable: the index cannot be read.
        """
        try:
            return self._exactly(vector, most, keys)
        except Exception as error:
            raise IndexUnavailable(_unavailable(error, self._url)) from error

    def _by_graph(
        self, vector: np.ndarray, most: int, documents: Sequence[str] | None
    ) -> list[tuple[str, float]]:
        from llama_index.core.vector_stores.types import (
            FilterOperator,
            MetadataFilter,
            MetadataFilters,
            VectorStoreQuery,
        )

        if not self._collection.count():
            return []
        only = None
        if documents is not None:
            named = MetadataFilter(
                key="document", value=list(documents), operator=FilterOperator.IN
            )
            only = MetadataFilters(filters=[named])
        found = self.store.query(
            VectorStoreQuery(query_embedding=vector.tolist(), similarity_top_k=most, filters=only)
        )
        # llama-index gives exp(-distance): turn it back into the cosine.
        from math import log

        return [
            (key, 1.0 + log(similarity))
            for key, similarity in zip(found.ids or [], found.similarities or [], strict=True)
        ]

    def _exactly(
        self, vector: np.ndarray, most: int, keys: Sequence[str]
    ) -> list[tuple[str, float]]:
        import numpy as np

        found_keys, rows = self._stored(keys)
        if not found_keys:
            return []
        cosines = np.concatenate(rows) @ vector
        order = np.argsort(-cosines, kind="stable")[:most]
        return [(found_keys[i], float(cosines[i])) for i in order]

    def _stored(self, keys: Sequence[str]) -> tuple[list[str], list[Any]]:
        """The keys that are in the index, in its order, and their vectors in batches."""
        found_keys: list[str] = []
        rows: list[Any] = []
        for start in range(0, len(keys), _BATCH):
            found = self._collection.get(
                ids=list(keys[start : start + _BATCH]), include=["embeddings"]
            )
            found_keys += found["ids"]
            rows.append(found["embeddings"])
        return found_keys, rows

    def vectors(self, keys: Sequence[str]) -> np.ndarray:
        """The vectors of these passages, in the order of the keys: float32 (keys, dimensions).

        Raises:
            IndexUnavailable: the index cannot be read.
            KeyError: one of them is not in it.
        """
        import numpy as np

        try:
            found_keys, rows = self._stored(keys)
        except Exception as error:
            raise IndexUnavailable(_unavailable(error, self._url)) from error
        row = {key: position for position, key in enumerate(found_keys)}
        vectors = np.concatenate(rows) if rows else np.zeros((0, 0))
        return np.asarray(vectors[[row[key] for key in keys]], dtype=np.float32)

    def count(self) -> int:
        """How many passages are in the index.

        Raises:
            IndexUnavailable: the index cannot be read.
        """
        try:
            return int(self._collection.count())
        except Exception as error:
            raise IndexUnavailable(_unavailable(error, self._url)) from error

    def keys(self) -> set[str]:
        """The keys of all passages in the index.

        Raises:
            IndexUnavailable: the index cannot be read.
        """
        try:
            return set(self._collection.get(include=[])["ids"])
        except Exception as error:
            raise IndexUnavailable(_unavailable(error, self._url)) from error

    def clear(self) -> None:
        """Empty the index, keeping what it is made by."""
        self._client.delete_collection(COLLECTION)
        self._open()


def empty_index(home: Path, url: str | None) -> None:
    """Throw the index away, whatever made it.

    Raises:
        IndexUnavailable: the server does not answer, or the index cannot be written.
    """
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.errors import NotFoundError

    try:
        _client(home, url).delete_collection(COLLECTION)
    except (NotFoundError, ValueError):
        return
    except Exception as error:
        if url is not None:
            raise IndexUnavailable(_unavailable(error, url)) from error
        # Damaged beyond opening: it goes whole, to be made again.
        shutil.rmtree(home / _FOLDER, ignore_errors=True)
        SharedSystemClient.clear_system_cache()


def _client(home: Path, url: str | None) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    logging.getLogger("chromadb").setLevel(logging.ERROR)
    settings = Settings(anonymized_telemetry=False)
    try:
        if url is None:
            return chromadb.PersistentClient(str(home / _FOLDER), settings=settings)
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise IndexUnavailable(
                f"FINDINGS_CHROMA_URL is {url!r}: give an address such as http://127.0.0.1:8000."
            )
        secure = parts.scheme == "https"
        return chromadb.HttpClient(
            host=parts.hostname,
            port=parts.port or (443 if secure else 80),
            ssl=secure,
            settings=settings,
        )
    except Exception as error:
        raise IndexUnavailable(_unavailable(error, url)) from error


def _unavailable(error: Exception, url: str | None = None) -> str:
    if isinstance(error, IndexUnavailable):
        return str(error)
    where = f"The Chroma server at {url}" if url else "The vector index"
    detail = " ".join(str(error).split())[:200] or type(error).__name__
    return (
        f"{where} could not be used ({detail}). Check that it runs and can be written, "
        "or make the index again with `findings reindex`."
    )
