"""A run of ingestion: files into the catalogue, their passages into the vector index.

The catalogue is written first, a document a transaction, and notes which documents the index
lacks; so a run that is killed at any moment is finished by the next one.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from corpus.catalogue import Catalogue, CatalogueError
from corpus.embedding import EmbeddingModel
from corpus.types import Document, Passage
from corpus.vectors import VectorIndex
from ingest.errors import UnreadableFile
from ingest.files import FoundFile, find_files
from ingest.passages import embedded_text, split_into_passages
from ingest.read import READING_VERSION, read_document
from ingest.recognise import Listing

Outcome = Literal["added", "replaced", "unchanged", "set aside"]

#: Passages encoded in one call: enough to sort well by length, few enough to lose little.
_ENCODE_AT_ONCE = 1_024


@dataclass(slots=True)
class IngestReport:
    """What became of each file of a run."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    set_aside: list[tuple[str, str]] = field(default_factory=list)
    """(name, reason) of each file that could not be taken in."""
    unrecognised: list[str] = field(default_factory=list)
    """Taken in, but of no known kind of inspection or visit, so not quoted as one."""
    passages_encoded: int = 0

    def note(self, outcome: Outcome, name: str, reason: str = "") -> None:
        """Enter a file's outcome."""
        if outcome == "set aside":
            self.set_aside.append((name, reason))
        else:
            getattr(self, outcome).append(name)


#: Called as a run goes on: (files done, files in all, name of the file just done).
OnProgress = Callable[[int, int, str], None]


def reading_settings(model: EmbeddingModel) -> str:
    """What shapes the text and the passages, in a word that is stored with each document."""
    return f"{READING_VERSION}-{model.longest}"


def made_by(model: EmbeddingModel) -> dict[str, str]:
    """What shapes the vectors; stored with the index, which is not opened with other settings."""
    return {
        "model": model.name,
        "revision": model.revision[:16],
        "passages": reading_settings(model),
    }


def ingest(
    paths: Sequence[Path],
    catalogue: Catalogue,
    index: VectorIndex,
    model: EmbeddingModel,
    on_progress: OnProgress = lambda done, total, name: None,
) -> IngestReport:
    """Take in the files at `paths`. One bad file never stops the run.

    Raises:
        CatalogueError: the catalogue cannot be written (the disk is full, say).
        IndexUnavailable: the vector index cannot be written. What was taken in stays, and the
            next run finishes it.
    """
    report = IngestReport()
    found, refused = find_files(paths)
    for name, reason in refused:
        report.note("set aside", name, reason)
    waiting = _Waiting(catalogue, index, model, report)
    if index.count() == 0:
        catalogue.mark_all_unindexed()  # the index was lost, or is another server's
    waiting.finish_earlier_runs()
    reading = reading_settings(model)
    held = catalogue.held()
    taken: dict[str, str] = {}
    for done, file in enumerate(found, 1):
        _take_in(file, catalogue, held, taken, reading, waiting, report)
        on_progress(done, len(found), file.name)
    waiting.flush()
    return report


def reindex(
    catalogue: Catalogue,
    index: VectorIndex,
    model: EmbeddingModel,
    on_progress: OnProgress = lambda done, total, name: None,
) -> int:
    """Encode every passage again into an emptied index; how many there are.

    Raises:
        CatalogueError, IndexUnavailable: the store cannot be written.
    """
    reading = reading_settings(model)
    catalogue.mark_all_unindexed()
    report = IngestReport()
    waiting = _Waiting(catalogue, index, model, report)
    read_otherwise = {name for name, how in catalogue.held().values() if how != reading}
    names = [document.name for document in catalogue.documents()]
    for done, name in enumerate(names, 1):
        document = _read_again(name, catalogue) if name in read_otherwise else None
        if document is None:
            waiting.add(name, catalogue.passages([name]))
        else:
            passages = split_into_passages(document, model.count_tokens, model.longest)
            catalogue.add(document, passages, reading)
            waiting.add(name, passages)
        on_progress(done, len(names), name)
    waiting.flush()
    return report.passages_encoded


def _read_again(name: str, catalogue: Catalogue) -> Document | None:
    """A document read anew from the kept copy of its file, what its listing said carried over.

    None where the copy is gone or cannot be read any more: what is held then stays as it is.
    """
    held = catalogue.document(name)
    kept = next(catalogue.originals.glob(f"{held.sha256}.*"), None) if held else None
    if held is None or kept is None:
        return None
    listing = Listing(published=held.published, url=held.source_url or "")
    try:
        return read_document(name, kept.read_bytes(), listing)
    except (UnreadableFile, OSError):
        return None


class _Waiting:
    """Documents in the catalogue whose passages are still to be encoded."""

    def __init__(
        self, catalogue: Catalogue, index: VectorIndex, model: EmbeddingModel, report: IngestReport
    ) -> None:
        self._catalogue = catalogue
        self._index = index
        self.model = model
        self._report = report
        self._names: list[str] = []
        self._passages: list[Passage] = []

    def finish_earlier_runs(self) -> None:
        """Do what a killed run left: passages to take out of the index and to put in, copies."""
        self._catalogue.sweep_originals()
        self._take_out()
        for name in self._catalogue.unindexed():
            self.add(name, self._catalogue.passages([name]))
        self.flush()

    def add(self, name: str, passages: Sequence[Passage]) -> None:
        """Put a document's passages in the queue; encode the queue when it is long."""
        self._names.append(name)
        self._passages += passages
        if len(self._passages) >= _ENCODE_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Encode what waits, put it in the index, and note that it is there."""
        self._take_out()
        if self._passages:
            vectors = self.model.encode([embedded_text(passage) for passage in self._passages])
            self._index.add(self._passages, vectors)
            self._report.passages_encoded += len(self._passages)
        self._catalogue.mark_indexed(self._names)
        self._names, self._passages = [], []

    def _take_out(self) -> None:
        leaving = self._catalogue.leaving()
        if leaving:
            self._index.remove(leaving)
            self._catalogue.mark_gone(leaving)


def _take_in(
    file: FoundFile,
    catalogue: Catalogue,
    held: dict[str, tuple[str, str]],
    taken: dict[str, str],
    reading: str,
    waiting: _Waiting,
    report: IngestReport,
) -> None:
    sha256: str | None = None
    try:
        content = file.path.read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        if file.name in taken and taken[file.name] != sha256:
            raise UnreadableFile("another file of the same name is in this run: rename one of them")
        taken[file.name] = sha256
        if sha256 in held:
            name, how = held[sha256]
            if name != file.name:
                raise UnreadableFile(f"it repeats {name}, which is held already")
            if how == reading:
                report.note("unchanged", file.name)
                return
        document = read_document(file.name, content, file.listing)
        _check_same_visit(document, held, catalogue)
        passages = split_into_passages(document, waiting.model.count_tokens, waiting.model.longest)
    except UnreadableFile as error:
        _set_aside(file.name, sha256, str(error), catalogue, report)
        return
    except OSError as error:
        reason = f"it cannot be opened ({error.strerror or error}): check its permissions"
        _set_aside(file.name, sha256, reason, catalogue, report)
        return
    except Exception as error:  # one bad file never stops a run
        reason = f"reading it failed ({type(error).__name__}: {error}): please report this file"
        _set_aside(file.name, sha256, reason, catalogue, report)
        return
    earlier = [content for content, (name, _) in held.items() if name == file.name]
    _keep_original(catalogue, sha256, file.path.suffix.lower(), content)
    catalogue.add(document, passages, reading)
    if document.kind == "other":
        report.unrecognised.append(file.name)
    for old in earlier:
        held.pop(old)
        if old != sha256:
            catalogue.drop_original(old)
    held[sha256] = (file.name, reading)
    waiting.add(file.name, passages)
    outcome: Outcome = "replaced" if earlier else "added"
    report.note(outcome, file.name)
    catalogue.report(file.name, sha256, outcome, passages=len(passages))


def _check_same_visit(
    document: Document, held: dict[str, tuple[str, str]], catalogue: Catalogue
) -> None:
    """A newer version of a document replaces it; another document of the same name does not.

    Raises:
        UnreadableFile: the name is held by a document about another visit.
    """
    if all(name != document.name for name, _ in held.values()):
        return
    earlier = catalogue.document(document.name)
    if earlier is None or not earlier.visits or not document.visits:
        return
    if (earlier.urn, earlier.visits) != (document.urn, document.visits):
        raise UnreadableFile(
            "another visit's document of this name is held: rename this file, or "
            f"`findings remove {document.name}` first"
        )


def _set_aside(
    name: str, sha256: str | None, reason: str, catalogue: Catalogue, report: IngestReport
) -> None:
    catalogue.report(name, sha256, "set aside", reason)
    report.note("set aside", name, reason)


def _keep_original(catalogue: Catalogue, sha256: str, suffix: str, content: bytes) -> None:
    """Keep a copy of the file, whole or not at all.

    Raises:
        CatalogueError: it cannot be written (the disk is full, say).
    """
    target = catalogue.originals / f"{sha256}{suffix}"
    if target.exists() and target.stat().st_size == len(content):
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=catalogue.originals)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(temporary, target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CatalogueError(
            f"A copy of the file could not be kept in {catalogue.originals} "
            f"({error.strerror or error}): free some space or mend its permissions, and run "
            "this again."
        ) from error
