"""The catalogue's passages: listed, found by their words, and kept in step with the index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from corpus.database import Database
from corpus.rows import passage_of
from corpus.types import Passage, RankedPassage

_PASSAGES = (
    "SELECT passages.*, documents.name FROM passages"
    " JOIN documents ON documents.id = passages.document_id"
)


class PassageTable(Database):
    """The part of the catalogue that holds passages."""

    def passages(self, names: Iterable[str] | None = None) -> list[Passage]:
        """The passages of the documents named, or of all, in order."""
        where, values = _among(names)
        rows = self._connection.execute(
            f"{_PASSAGES}{where} ORDER BY documents.name, start",
            values,
        )
        return [passage_of(row) for row in rows]

    def passages_by_key(self, keys: Iterable[str]) -> dict[str, Passage]:
        """The passages with these keys; a key not held is left out."""
        rows = self._connection.execute(
            f"{_PASSAGES} WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
        return {row["key"]: passage_of(row) for row in rows}

    def find_words(
        self, words: Sequence[str], names: Iterable[str] | None, most: int
    ) -> list[RankedPassage]:
        """The passages with any of `words` (stemmed), best first by BM25; of `names`, or of all."""
        quoted = " OR ".join(f'"{word}"' for w in words if (word := w.replace('"', "")).strip())
        if not quoted:
            return []
        where, values = _among(names)
        first, last = self._connection.execute(
            f"SELECT min(passages.id), max(passages.id) FROM passages{where}", values
        ).fetchone()
        # A document's passages stand together, so their bounds spare the index most of the others:
        # within one document of 790 a search took 4 ms instead of 23.
        rows = self._connection.execute(
            "SELECT passages.*, documents.name, -bm25(words, 1.0, 0.5) AS score FROM words"
            " JOIN passages ON passages.id = words.rowid"
            " JOIN documents ON documents.id = passages.document_id"
            f"{where}{' AND' if where else ' WHERE'} words MATCH ?"
            " AND words.rowid BETWEEN ? AND ? ORDER BY score DESC LIMIT ?",
            (*values, quoted, first, last, most),
        )
        return [RankedPassage(passage_of(row), row["score"]) for row in rows]

    def passage_counts(self, words: Sequence[str]) -> tuple[dict[str, int], int]:
        """In how many passages each word (stemmed) occurs, and how many passages there are."""
        db = self._connection
        total = int(db.execute("SELECT count(*) FROM passages").fetchone()[0])
        counts = {}
        for word in words:
            quoted = '"' + word.replace('"', "") + '"'
            row = db.execute("SELECT count(*) FROM words WHERE words MATCH ?", (quoted,))
            counts[word] = int(row.fetchone()[0])
        return counts, total

    def unindexed(self) -> list[str]:
        """Names of the documents whose passages are not all in the vector index yet."""
        rows = self._connection.execute("SELECT name FROM documents WHERE indexed = 0 ORDER BY id")
        return [row["name"] for row in rows]

    def mark_indexed(self, names: Iterable[str]) -> None:
        """Note that all passages of these documents are in the vector index."""
        with self._writing() as db:
            db.executemany("UPDATE documents SET indexed = 1 WHERE name = ?", ((n,) for n in names))

    def mark_all_unindexed(self) -> None:
        """Note that the vector index is empty."""
        with self._writing() as db:
            db.execute("UPDATE documents SET indexed = 0")
            db.execute("DELETE FROM leaving")

    def leaving(self) -> list[str]:
        """Keys of passages that have left the catalogue and may still stand in the index."""
        return [row["key"] for row in self._connection.execute("SELECT key FROM leaving")]

    def mark_gone(self, keys: Iterable[str]) -> None:
        """Note that these passages are no longer in the vector index."""
        with self._writing() as db:
            db.executemany("DELETE FROM leaving WHERE key = ?", ((key,) for key in keys))


def _among(names: Iterable[str] | None) -> tuple[str, tuple[str, ...]]:
    """The condition that keeps to the documents named, and its value."""
    if names is None:
        return "", ()
    condition = (
        " WHERE passages.document_id IN (SELECT id FROM documents"
        " WHERE name IN (SELECT value FROM json_each(?)))"
    )
    return condition, (json.dumps(list(names)),)
