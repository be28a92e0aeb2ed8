"""Copies of the files taken in, named by their content."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Container
from contextlib import suppress
from pathlib import Path
from time import time

from corpus.database import CatalogueError, Database


class Originals(Database):
    """The part of the data folder that keeps a copy of each file taken in."""

    def original(self, name: str) -> Path | None:
        """The kept copy of a document's PDF; None for a text, or one not held."""
        row = self._connection.execute(
            "SELECT sha256 FROM documents WHERE name = ?", (name,)
        ).fetchone()
        path = self.originals / f"{row['sha256']}.pdf" if row else None
        return path if path and path.is_file() else None

    def keep_original(self, sha256: str, suffix: str, content: bytes) -> None:
        """Keep a copy of a file, whole or not at all.

        Raises:
            CatalogueError: it cannot be written (the disk is full, say).
        """
        target = self.originals / f"{sha256}{suffix}"
        if target.exists() and target.stat().st_size == len(content):
            return
        try:
            handle, temporary = tempfile.mkstemp(dir=self.originals)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                os.replace(temporary, target)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise CatalogueError(
                f"A copy of the file could not be kept in {self.originals} "
                f"({error.strerror or error}): free some space or mend its permissions, and run "
                "this again."
            ) from error

    def kept_copy(self, sha256: str) -> Path | None:
        """The kept copy of a file, whatever its kind; None if there is none."""
        return next(self.originals.glob(f"{sha256}.*"), None)

    def drop_original(self, sha256: str) -> None:
        """Delete the kept copy of a file; one that is open just then is swept later."""
        for path in self.originals.glob(f"{sha256}.*"):
            with suppress(PermissionError):
                path.unlink(missing_ok=True)

    def sweep_originals(self, held: Container[str]) -> None:
        """Delete copies of files that are not among those `held`, which a killed run left.

        Those of the last hour stay: another run may be about to enter them.
        """
        for path in self.originals.iterdir():
            if path.stem not in held and path.stat().st_mtime < time() - 3_600:
                path.unlink(missing_ok=True)
