"""A run of ingestion: files into the catalogue, their passages into the vector index.

The catalogue is written first, a document a transaction, and notes which documents the index
lacks; so a run that is killed at any moment is finished by the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.catalogue import SET_ASIDE, Catalogue
from corpus.embedding import EmbeddingModel
from corpus.vectors import VectorIndex
from ingest.encoding import Waiting
from ingest.files import FoundFile, find_files
from ingest.report import IngestReport, OnProgress
from ingest.take_in import TakingIn, folder_of, reading_settings

__all__ = ["IngestReport", "OnProgress", "ingest", "made_by", "reading_settings", "reindex"]

#: Passages encoded in one call: enough to sort well by length, few enough to lose little.
_ENCODE_AT_ONCE = 1_024


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
    done = 0
    waiting = Waiting(
        catalogue,
        index,
        model,
        _ENCODE_AT_ONCE,
        lambda count, of: on_progress(done, len(found), f"{count} of {of} passages encoded"),
    )
    if index.count() == 0:
        catalogue.mark_all_unindexed()  # the index was lost, or is another server's
    waiting.finish_earlier_runs()
    taking = TakingIn(catalogue, model, waiting, report)
    for file in found:
        on_progress(done, len(found), file.name)
        taking.take_in(file)
        done += 1
        on_progress(done, len(found), file.name)
    _forget_gone(paths, found, catalogue)
    waiting.flush()
    report.passages_encoded = waiting.encoded
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
    catalogue.mark_all_unindexed()
    names = [document.name for document in catalogue.documents()]
    done = 0
    waiting = Waiting(
        catalogue,
        index,
        model,
        _ENCODE_AT_ONCE,
        lambda count, of: on_progress(done, len(names), f"{count} of {of} passages encoded"),
    )
    taking = TakingIn(catalogue, model, waiting, IngestReport())
    for name in names:
        if not taking.read_again(name):
            waiting.add(name, catalogue.passages([name]))
        done += 1
        on_progress(done, len(names), name)
    waiting.flush()
    return waiting.encoded


def _forget_gone(paths: Sequence[Path], found: Sequence[FoundFile], catalogue: Catalogue) -> None:
    """Drop the notices of files set aside that are no longer in the folders just ingested."""
    folders = {folder_of(path / "any", "any") for path in paths if path.is_dir()}
    here = {(folder_of(file.path, file.name), file.name) for file in found}
    gone = [
        report["name"]
        for report in catalogue.reports(SET_ASIDE)
        if report["folder"] in folders and (report["folder"], report["name"]) not in here
    ]
    if gone:
        catalogue.forget_set_aside(gone)
