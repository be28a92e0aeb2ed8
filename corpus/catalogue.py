"""The catalogue: documents, their texts, paragraphs and passages, in SQLite with FTS5."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.database import CatalogueError, insert
from corpus.ingest_reports import SET_ASIDE, FileReport, IngestReports, write_report
from corpus.originals import Originals
from corpus.passage_table import PassageTable
from corpus.rows import (
    document_of,
    document_row,
    paragraph_of,
    paragraph_row,
    passage_row,
    text_hash,
    text_row,
)
from corpus.types import Document, Passage

__all__ = ["SET_ASIDE", "Catalogue", "CatalogueError"]


class Catalogue(PassageTable, IngestReports, Originals):
    """One data folder's catalogue. Safe to share between threads; one writer at a time."""

    def add(
        self,
        document: Document,
        passages: Sequence[Passage],
        reading: str,
        listing: Mapping[str, object] | None = None,
        report: FileReport | None = None,
    ) -> None:
        """Add a document with its passages; one held under the same name is replaced.

        `listing` is what the publisher's listing said of the file, and `report` what became of
        it; they are kept with the document, or, should that fail, nothing is.
        """
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO earlier_versions"
                " SELECT sha256, name, ?1, date() FROM documents WHERE name = ?2 AND sha256 != ?1",
                (document.sha256, document.name),
            )
            self._delete(db, document.name)
            row = document_row(document, reading, listing or {})
            document_id = insert(db, "documents", [row])
            insert(db, "texts", [text_row(document_id, document)])
            insert(db, "paragraphs", [paragraph_row(document_id, p) for p in document.paragraphs])
            insert(db, "passages", [passage_row(document_id, p) for p in passages])
            db.executemany("DELETE FROM leaving WHERE key = ?", ((p.key,) for p in passages))
            db.execute("DELETE FROM earlier_versions WHERE sha256 = ?", (document.sha256,))
            if report:
                write_report(db, report)

    def describe(
        self, document: Document, reading: str, listing: Mapping[str, object], report: FileReport
    ) -> None:
        """Enter what is known of a document anew, its text unchanged: its listing was corrected."""
        row = document_row(document, reading, listing)
        columns = ", ".join(f'"{column}" = :{column}' for column in row)
        with self._writing() as db:
            db.execute(f"UPDATE documents SET {columns} WHERE name = :name", row)
            write_report(db, report)

    def remove(self, name: str) -> bool:
        """Remove a document; its passages are noted as leaving the index. False if not held.

        What was reported of its file goes too, and that it had earlier versions.
        """
        with self._writing() as db:
            row = db.execute("SELECT sha256 FROM documents WHERE name = ?", (name,)).fetchone()
            if row is None:
                return False
            self._delete(db, name)
            db.execute("DELETE FROM ingest_reports WHERE name = ?", (name,))
            db.execute("DELETE FROM earlier_versions WHERE name = ?", (name,))
            # The word index keeps the words of what was deleted until its parts are merged.
            db.execute("INSERT INTO words (words) VALUES ('optimize')")
        self.drop_original(row["sha256"])
        return True

    @staticmethod
    def _delete(db: sqlite3.Connection, name: str) -> None:
        db.execute(
            "INSERT OR IGNORE INTO leaving SELECT passages.key FROM passages"
            " JOIN documents ON documents.id = document_id WHERE name = ?",
            (name,),
        )
        # Passages first, so that the trigger that keeps the word index sees them.
        db.execute(
            "DELETE FROM passages WHERE document_id = (SELECT id FROM documents WHERE name = ?)",
            (name,),
        )
        db.execute("DELETE FROM documents WHERE name = ?", (name,))

    def documents(self) -> list[Document]:
        """Every document held, by name, without its text, paragraphs and source runs."""
        rows = self._connection.execute("SELECT * FROM documents ORDER BY name")
        return [document_of(row) for row in rows]

    def document(self, name: str) -> Document | None:
        """A document with its text, paragraphs and source runs; None if it is not held."""
        db = self._connection
        row = db.execute(
            "SELECT * FROM documents JOIN texts ON texts.document_id = documents.id WHERE name = ?",
            (name,),
        ).fetchone()
        if row is None:
            return None
        paragraphs = db.execute(
            "SELECT * FROM paragraphs WHERE document_id = ? ORDER BY start", (row["id"],)
        )
        return document_of(row, tuple(paragraph_of(p) for p in paragraphs))

    def text(self, name: str) -> str:
        """A document's canonical text.

        Raises:
            KeyError: it is not held.
        """
        row = self._connection.execute(
            "SELECT text FROM texts JOIN documents ON documents.id = document_id WHERE name = ?",
            (name,),
        ).fetchone()
        if row is None:
            raise KeyError(name)
        return str(row["text"])

    def paragraph_counts(self) -> dict[str, int]:
        """How many paragraphs and list items each document has."""
        rows = self._connection.execute("SELECT name, paragraph_count FROM documents")
        return {row["name"]: row["paragraph_count"] for row in rows}

    def held(self) -> dict[str, tuple[str, str]]:
        """Of each content held, by sha256: the document's name, and how it was read."""
        rows = self._connection.execute("SELECT sha256, name, reading FROM documents")
        return {row["sha256"]: (row["name"], row["reading"]) for row in rows}

    def listings(self) -> dict[str, dict[str, Any]]:
        """What the publisher's listing said of each document's file, by the document's name."""
        rows = self._connection.execute("SELECT name, listing FROM documents")
        return {row["name"]: json.loads(row["listing"]) for row in rows}

    def with_text(self, text: str) -> list[str]:
        """Names of the documents that have exactly this text."""
        rows = self._connection.execute(
            "SELECT name FROM documents WHERE text_sha256 = ? ORDER BY name", (text_hash(text),)
        )
        return [row["name"] for row in rows]
