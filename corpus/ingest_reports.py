"""What became of each file that was to be taken in, and of earlier versions of documents."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from corpus.database import Database

#: The outcome of a file that could not be taken in.
SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of a file."""

    name: str
    sha256: str | None
    """None where the file could not be opened."""
    outcome: str
    """added, replaced, read again, or set aside."""
    reason: str = ""
    """Why it was set aside."""
    folder: str = ""
    """The folder that was ingested; `name` is the path below it."""
    details: Mapping[str, object] = field(default_factory=dict)
    """Fit for JSON: seconds, pages, paragraphs, …"""


class IngestReports(Database):
    """The part of the catalogue that holds the reports of ingestion.

    A name has at most two: of the document held, and of a file that was set aside since.
    """

    def report(
        self,
        name: str,
        sha256: str | None,
        outcome: str,
        reason: str = "",
        folder: str = "",
        **details: object,
    ) -> None:
        """Keep what became of a file of the folder that was ingested; why, if it was set aside."""
        with self._writing() as db:
            write_report(db, FileReport(name, sha256, outcome, reason, folder, details))

    def reports(self, outcome: str | None = None) -> list[dict[str, Any]]:
        """The reports kept, by name: name, sha256, time, outcome, reason, folder and details."""
        rows = self._connection.execute(
            "SELECT * FROM ingest_reports WHERE ?1 IS NULL OR outcome = ?1 ORDER BY name, outcome",
            (outcome,),
        )
        return [{**dict(row), "details": json.loads(row["details"])} for row in rows]

    def forget_set_aside(self, names: Collection[str]) -> None:
        """Drop the notices of files of these names that were set aside."""
        with self._writing() as db:
            db.executemany(
                "DELETE FROM ingest_reports WHERE name = ? AND outcome = ?",
                ((name, SET_ASIDE) for name in names),
            )

    def replaced_on(self, sha256: str) -> dict[str, str] | None:
        """Of an earlier version of a document: its name, replaced_by and day; None if none was.

        `sha256` may be its beginning.
        """
        row = self._connection.execute(
            "SELECT name, replaced_by, day FROM earlier_versions"
            " WHERE substr(sha256, 1, length(?1)) = ?1",
            (sha256,),
        ).fetchone()
        return dict(row) if row else None


def write_report(db: sqlite3.Connection, report: FileReport) -> None:
    """Write a file's report in place of its last: what is taken in is set aside no longer."""
    only = report.outcome if report.outcome == SET_ASIDE else None
    db.execute(
        "DELETE FROM ingest_reports WHERE name = ?1 AND (?2 IS NULL OR outcome = ?2)",
        (report.name, only),
    )
    db.execute(
        "INSERT INTO ingest_reports VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            report.name,
            report.sha256,
            datetime.now().isoformat(timespec="seconds"),
            report.outcome,
            report.reason,
            report.folder,
            json.dumps(report.details, ensure_ascii=False),
        ),
    )
