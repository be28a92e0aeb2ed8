"""The checks of `findings doctor`, made on the store that the settings name."""

from __future__ import annotations

from collections.abc import Iterator

from assistant import health
from assistant.data_folder import open_index
from corpus.catalogue import SET_ASIDE, Catalogue
from corpus.embedding import EmbeddingModel
from corpus.types import Document
from corpus.vectors import IndexMismatch, IndexUnavailable
from ingest.report import OnProgress
from ingest.take_in import reading_settings


def check_store(
    catalogue: Catalogue, model: EmbeddingModel, on_progress: OnProgress
) -> list[health.Finding]:
    """What is not as it should be.

    Raises:
        ModelError: the model that is set cannot be used.
    """
    held, reports = catalogue.held(), catalogue.reports()
    return [
        *health.check_reports(report for report in reports if report["outcome"] == SET_ASIDE),
        *health.check_reading(dict(held.values()), reading_settings(model)),
        *health.check_copies(
            {sha256: name for sha256, (name, _) in held.items()},
            {path.stem for path in catalogue.originals.iterdir()},
        ),
        *_check_index(catalogue, model),
        *health.check_documents(
            _by_authority(catalogue, on_progress),
            {report["name"]: report["folder"] for report in reports},
        ),
    ]


def _check_index(catalogue: Catalogue, model: EmbeddingModel) -> Iterator[health.Finding]:
    try:
        keys = open_index(model).keys()
    except (IndexMismatch, IndexUnavailable) as error:
        yield health.index_not_opened(str(error))
        return
    passages, unindexed = catalogue.passages(), catalogue.unindexed()
    yield from health.check_index(passages, keys, unindexed, catalogue.leaving())


def _by_authority(catalogue: Catalogue, on_progress: OnProgress) -> Iterator[list[Document]]:
    """Every document whole, an authority's at a time: all texts at once would fill the memory."""
    names: dict[str | None, list[str]] = {}
    for each in catalogue.documents():
        names.setdefault(each.urn, []).append(each.name)
    done, total = 0, sum(map(len, names.values()))
    for own in names.values():
        found = (catalogue.document(name) for name in own)
        yield [document for document in found if document]
        done += len(own)
        on_progress(done, total, own[-1])
