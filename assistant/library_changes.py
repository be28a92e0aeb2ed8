"""Changes to the library: uploaded files taken in, and documents removed.

What is held is written by the ingest and the catalogue alone, in whole transactions; so whatever
goes wrong here, the store stays whole and the next run finishes it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.citations import visit_name
from corpus.catalogue import SET_ASIDE, Catalogue
from corpus.embedding import EmbeddingModel
from corpus.types import Document
from corpus.vectors import VectorIndex
from ingest.faults import advice, worth_saying
from ingest.run import ingest

#: What the names of uploaded documents begin with, as if they had come in a folder of that name.
UPLOADS = "uploads"

#: The most bytes that an uploaded file may have. The longest of the 794 files of the shared corpus
#: has 0.9 million.
MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file."""

    file: str
    """Its own name."""
    outcome: Literal["added", "replaced", "unchanged", "set aside"]
    says: str
    """A sentence or more for whoever uploaded it."""
    document: str = ""
    """The name of the document held; empty where the file was set aside."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What became of the names that were to be removed."""

    removed: tuple[str, ...]
    """Documents that were held."""
    forgotten: tuple[str, ...]
    """Files that had been set aside, of which that is said no longer."""
    missing: tuple[str, ...]
    """Neither."""


def take_in(
    files: Iterable[Path], catalogue: Catalogue, index: VectorIndex, model: EmbeddingModel
) -> Iterator[Taken]:
    """Take in files one after another, each as "uploads/" and its own name.

    What became of each is given once it stands in catalogue and index; so whoever stops listening
    stops the rest, and loses nothing.

    Raises:
        CatalogueError: another program is writing, or the catalogue cannot be written.
        IndexUnavailable: the index cannot be written; what was read is held, and the next run
            finishes it.
        ModelError: the embedding model cannot be used.
        OSError: a file cannot be copied.
    """
    with catalogue.writing_alone():
        for file in files:
            with tempfile.TemporaryDirectory(prefix="findings-") as folder:
                copy = Path(folder, UPLOADS, file.name)
                copy.parent.mkdir()
                shutil.copyfile(file, copy)
                report = ingest([Path(folder)], catalogue, index, model)
            name = f"{UPLOADS}/{file.name}"
            if report.set_aside:
                reason = dict(report.set_aside).get(name, _NO_DOCUMENT)
                yield Taken(file.name, "set aside", f"Not taken in: {reason}.")
            elif document := catalogue.document(name):
                how: Literal["added", "replaced", "unchanged"] = (
                    "replaced" if report.replaced else "added" if report.added else "unchanged"
                )
                yield Taken(file.name, how, _says(how, document), name)


_NO_DOCUMENT = (
    "it is no PDF, Word (.docx) file, web page, page of GOV.UK as JSON, text or Markdown that "
    "could be a letter or report"
)

_BEGINNINGS = {
    "added": "Added",
    "replaced": "Its newer version is held now",
    "unchanged": "Held already, and unchanged",
}


def _says(how: str, document: Document) -> str:
    """What became of a file that is held: what was read in it, and what was not."""
    said = [f"{_BEGINNINGS[how]}: {visit_name(document)}."]
    if document.kind == "other" and document.text:
        said.append("It is not searched, since it is no inspection or visit that is known.")
    if faults := worth_saying(document.faults):
        said.append(f"Not whole: {'; '.join(faults)}.")
        if advice(faults, Path(document.name)):
            said.append("A program such as OCRmyPDF can read its words: then upload it again.")
    if document.conflicts:
        said.append("Where it disagrees with itself stands in its reading report.")
    return " ".join(said)


def remove_documents(names: Sequence[str], catalogue: Catalogue, index: VectorIndex) -> Removed:
    """Remove documents with their vectors and kept files; forget that files were set aside.

    Raises:
        CatalogueError: another program is writing, or the catalogue cannot be written.
        IndexUnavailable: the index cannot be written; the documents are gone from the catalogue,
            and the next run takes their vectors out.
    """
    with catalogue.writing_alone():
        removed = tuple(name for name in names if catalogue.remove(name))
        leaving = catalogue.leaving()
        index.remove(leaving)
        catalogue.mark_gone(leaving)
        aside = {file["name"] for file in catalogue.reports(SET_ASIDE)}
        forgotten = tuple(name for name in names if name in aside)
        catalogue.forget_set_aside(forgotten)
    missing = tuple(name for name in names if name not in removed and name not in forgotten)
    return Removed(removed, forgotten, missing)


def forget(name: str, catalogue: Catalogue) -> None:
    """Say no longer that the file of this name was set aside; a document so named stays.

    Raises:
        CatalogueError: another program is writing, or the catalogue cannot be written.
    """
    with catalogue.writing_alone():
        catalogue.forget_set_aside([name])
