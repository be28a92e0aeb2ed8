"""The catalogue's file: opened, upgraded, written in whole transactions, and what can go wrong."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: The layout of schema.sql; a store with another is not opened.
SCHEMA_VERSION = 2


class CatalogueError(Exception):
    """The catalogue cannot be opened or written; the message says why and what to do."""


class Database:
    """One data folder's SQLite file. Safe to share between threads; one writer at a time."""

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
        """Make or upgrade the tables; one opener at a time, and the others find it done."""
        from filelock import FileLock

        with FileLock(self.home / "preparing.lock"):
            while (version := self._version()) < SCHEMA_VERSION:
                self._run_script(version)
        if version > SCHEMA_VERSION:
            raise CatalogueError(
                f"The data folder {self.home} was written by another version of Findings "
                f"(layout {version}, this one reads {SCHEMA_VERSION}): choose another folder "
                "with FINDINGS_HOME and ingest the documents again."
            )

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def _run_script(self, version: int) -> None:
        """Lay out a new catalogue (of version 0), or take one from `version` to the next."""
        script = "schema.sql" if version == 0 else f"upgrade_{version}_to_{version + 1}.sql"
        after = SCHEMA_VERSION if version == 0 else version + 1
        self._connection.executescript(
            f"BEGIN IMMEDIATE;\n{(Path(__file__).parent / script).read_text('utf-8')}\n"
            f"PRAGMA user_version = {after};\nCOMMIT;"
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


def insert(db: sqlite3.Connection, table: str, rows: Sequence[dict[str, Any]]) -> int:
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
