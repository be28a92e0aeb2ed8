"""The catalogue: documents, their texts, paragraphs and passages, in SQLite with FTS5."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from time import time
from typing import Any

from corpus.rows import (
    document_of,
    document_row,
    paragraph_of,
    paragraph_row,
    passage_of,
    passage_row,
    text_row,
)
from corpus.types import Document, Passage, RankedPassage

#: The layout of schema.sql; a store with another is not opened.
SCHEMA_VERSION = 2


class CatalogueError(Exception):
    """The catalogue cannot be opened or written; the message says why and what to do."""


class Catalogue:
    """One data folder's catalogue. Safe to share between threads; one writer at a time."""

    def __init__(self, home: Path) -> None:
        """Open the catalogue in the data folder `home`, made if it is not there.

        Raises:
            CatalogueError: the folder cannot be written, or holds another version's catalogue.
        """
        self.home = home
        self._local = threading.local()
        try:
            self.originals.mkdir(parents=True, exist_ok=True)
            self._prepare()
        except OSError as error:
            raise CatalogueError(
                f"The data folder {home} cannot be used ({error.strerror or error}): choose one "
                "that can be written with FINDINGS_HOME."
            ) from error
        except sqlite3.Error as error:
            raise CatalogueError(_sentence(error, home)) from error

    @property
    def originals(self) -> Path:
        """The folder that keeps a copy of each file taken in, named by its content."""
        return self.home / "originals"

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.home / "catalogue.sqlite3", timeout=30.0, isolation_level=None
            )
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            # What is deleted is overwritten, not only marked as free.
            connection.execute("PRAGMA secure_delete = ON")
            self._local.connection = connection
        return connection

    def _prepare(self) -> None:
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        folder = Path(__file__).parent
        if version < SCHEMA_VERSION:
            script = "schema.sql" if version == 0 else f"upgrade_{version}_to_{version + 1}.sql"
            version = SCHEMA_VERSION if version == 0 else version + 1
            self._connection.executescript(
                f"BEGIN IMMEDIATE;\n{(folder / script).read_text('utf-8')}\n"
                f"PRAGMA user_version = {version};\nCOMMIT;"
            )
        if version < SCHEMA_VERSION:
            self._prepare()
        elif version > SCHEMA_VERSION:
            raise CatalogueError(
                f"The data folder {self.home} was written by another version of Findings "
                f"(layout {version}, this one reads {SCHEMA_VERSION}): choose another folder "
                "with FINDINGS_HOME and ingest the documents again."
            )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is kept, or none.

        Raises:
            CatalogueError: the disk is full, or the catalogue cannot be written.
        """
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise CatalogueError(_sentence(error, self.home)) from error
            raise

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

    @contextmanager
    def writing_alone(self) -> Iterator[None]:
        """Keep other commands from writing to this data folder meanwhile.

        Raises:
            CatalogueError: another is writing.
        """
        from filelock import FileLock, Timeout

        try:
            with FileLock(self.home / "writing.lock", timeout=0):
                yield
        except Timeout as error:
            raise CatalogueError(
                f"Another findings command is writing to {self.home}: wait until it has finished."
            ) from error

    # -- documents ---------------------------------------------------------------------------

    def add(self, document: Document, passages: Sequence[Passage], reading: str) -> None:
        """Add a document with its passages; one held under the same name is replaced."""
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO earlier_versions"
                " SELECT sha256, name, ?1, date() FROM documents WHERE name = ?2 AND sha256 != ?1",
                (document.sha256, document.name),
            )
            self._delete(db, document.name)
            document_id = _insert(db, "documents", [document_row(document, reading)])
            _insert(db, "texts", [text_row(document_id, document)])
            _insert(db, "paragraphs", [paragraph_row(document_id, p) for p in document.paragraphs])
            _insert(db, "passages", [passage_row(document_id, p) for p in passages])
            db.executemany("DELETE FROM leaving WHERE key = ?", ((p.key,) for p in passages))
            db.execute("DELETE FROM earlier_versions WHERE sha256 = ?", (document.sha256,))

    def remove(self, name: str) -> bool:
        """Remove a document; its passages are noted as leaving the index. False if not held."""
        with self._writing() as db:
            row = db.execute("SELECT sha256 FROM documents WHERE name = ?", (name,)).fetchone()
            if row is None:
                return False
            self._delete(db, name)
            # The word index keeps the words of what was deleted until its parts are merged.
            db.execute("INSERT INTO words (words) VALUES ('optimize')")
        self.drop_original(row["sha256"])
        return True

    def drop_original(self, sha256: str) -> None:
        """Delete the kept copy of a file; one that is open just then is swept later."""
        for path in self.originals.glob(f"{sha256}.*"):
            with suppress(PermissionError):
                path.unlink(missing_ok=True)

    def sweep_originals(self) -> None:
        """Delete copies of files that are not held, which a killed run left.

        Those of the last hour stay: another run may be about to enter them.
        """
        held = self.held()
        for path in self.originals.iterdir():
            if path.stem not in held and path.stat().st_mtime < time() - 3_600:
                path.unlink(missing_ok=True)

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

    def original(self, name: str) -> Path | None:
        """The kept copy of a document's PDF; None for a text, or one not held."""
        row = self._connection.execute(
            "SELECT sha256 FROM documents WHERE name = ?", (name,)
        ).fetchone()
        path = self.originals / f"{row['sha256']}.pdf" if row else None
        return path if path and path.is_file() else None

    def held(self) -> dict[str, tuple[str, str]]:
        """Of each content held, by sha256: the document's name, and how it was read."""
        rows = self._connection.execute("SELECT sha256, name, reading FROM documents")
        return {row["sha256"]: (row["name"], row["reading"]) for row in rows}

    # -- passages ----------------------------------------------------------------------------

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
        rows = self._connection.execute(
            "SELECT passages.*, documents.name, -bm25(words, 1.0, 0.5) AS score FROM words"
            " JOIN passages ON passages.id = words.rowid"
            " JOIN documents ON documents.id = passages.document_id"
            f"{where}{' AND' if where else ' WHERE'} words MATCH ?"
            " ORDER BY score DESC LIMIT ?",
            (*values, quoted, most),
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

    # -- the index's state -------------------------------------------------------------------

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

    # -- what became of files -----------------------------------------------------------------

    def replaced_on(self, sha256: str) -> dict[str, str] | None:
        """Of an earlier version of a document: its name, replaced_by and day; None if none was."""
        row = self._connection.execute(
            "SELECT name, replaced_by, day FROM earlier_versions WHERE sha256 = ?", (sha256,)
        ).fetchone()
        return dict(row) if row else None

    def report(
        self, name: str, sha256: str | None, outcome: str, reason: str = "", **details: object
    ) -> None:
        """Keep what became of a file: added, replaced, or set aside and why."""
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO ingest_reports VALUES (?, ?, ?, ?, ?, ?)",
                (
                    name,
                    sha256,
                    datetime.now().isoformat(timespec="seconds"),
                    outcome,
                    reason,
                    json.dumps(details, ensure_ascii=False),
                ),
            )

    def reports(self, outcome: str | None = None) -> list[dict[str, Any]]:
        """The reports kept of files, by name: name, sha256, time, outcome, reason and details."""
        rows = self._connection.execute(
            "SELECT * FROM ingest_reports WHERE ?1 IS NULL OR outcome = ?1 ORDER BY name",
            (outcome,),
        )
        return [{**dict(row), "details": json.loads(row["details"])} for row in rows]


_PASSAGES = (
    "SELECT passages.*, documents.name FROM passages"
    " JOIN documents ON documents.id = passages.document_id"
)


def _insert(db: sqlite3.Connection, table: str, rows: Sequence[dict[str, Any]]) -> int:
    """Insert rows, which name their columns; the last one's id."""
    if not rows:
        return 0
    columns = ", ".join(f'"{column}"' for column in rows[0])
    values = ", ".join(f":{column}" for column in rows[0])
    statement = f"INSERT INTO {table} ({columns}) VALUES ({values})"
    if len(rows) == 1:
        return db.execute(statement, rows[0]).lastrowid or 0
    db.executemany(statement, rows)
    return 0


def _among(names: Iterable[str] | None) -> tuple[str, tuple[str, ...]]:
    """The condition that keeps to the documents named, and its value."""
    if names is None:
        return "", ()
    condition = (
        " WHERE passages.document_id IN (SELECT id FROM documents"
        " WHERE name IN (SELECT value FROM json_each(?)))"
    )
    return condition, (json.dumps(list(names)),)


def _sentence(error: sqlite3.Error, home: Path) -> str:
    text = str(error).lower()
    if "full" in text:
        return f"The disk that holds {home} is full: free some space and run this again."
    if "readonly" in text or "unable to open" in text or "permission" in text:
        return (
            f"The data folder {home} cannot be written: change its permissions, or choose "
            "another with FINDINGS_HOME."
        )
    if "malformed" in text or "not a database" in text:
        return (
            f"The catalogue in {home} is damaged ({error}): move the folder away and ingest "
            "the documents again."
        )
    if "locked" in text:
        return f"Another program is writing to {home}: wait for it to finish and try again."
    return f"The catalogue in {home} could not be used: {error}."
