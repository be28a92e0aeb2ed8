"""One file into the catalogue: added, in place of its earlier version, or set aside."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from pathlib import Path, PurePosixPath
from time import perf_counter
from typing import Any

from corpus.catalogue import SET_ASIDE, Catalogue
from corpus.embedding import EmbeddingModel
from corpus.ingest_reports import FileReport
from corpus.types import Document, Passage
from ingest.encoding import Waiting
from ingest.errors import UnreadableFile
from ingest.faults import advice, gaps, worth_saying
from ingest.files import FoundFile
from ingest.passages import split_into_passages
from ingest.read import READING_VERSION, read_document
from ingest.recognise import Listing
from ingest.report import IngestReport, Outcome


def reading_settings(model: EmbeddingModel) -> str:
    """What shapes the text and the passages, in a word that is stored with each document."""
    return f"{READING_VERSION}-{model.longest}"


@dataclass(slots=True)
class _Held:
    """A document held: its file's content, how it was read, and its listing."""

    sha256: str
    reading: str
    listing: Listing | None


@dataclass(slots=True)
class TakingIn:
    """A run that takes in files one after another."""

    catalogue: Catalogue
    model: EmbeddingModel
    waiting: Waiting
    report: IngestReport
    reading: str = field(init=False)
    held: dict[str, _Held] = field(init=False)
    names: dict[str, str] = field(init=False)
    """The name of each content held."""
    set_aside_before: set[str] = field(init=False)
    taken: dict[str, str] = field(default_factory=dict)
    """The content of each file taken in this run, by its name."""

    def __post_init__(self) -> None:
        self.reading = reading_settings(self.model)
        listings, held = self.catalogue.listings(), self.catalogue.held()
        self.names = {sha256: name for sha256, (name, _) in held.items()}
        self.held = {
            name: _Held(sha256, reading, _listing_of(listings[name]))
            for sha256, (name, reading) in held.items()
        }
        self.set_aside_before = {report["name"] for report in self.catalogue.reports(SET_ASIDE)}

    def take_in(self, file: FoundFile) -> None:
        """Take in one file, or set it aside.

        Raises:
            CatalogueError: the catalogue cannot be written.
        """
        started = perf_counter()
        sha256: str | None = None
        try:
            content = file.path.read_bytes()
            sha256 = hashlib.sha256(content).hexdigest()
            self._check_name(file.name, sha256)
            held = self.held.get(file.name)
            same = held is not None and held.sha256 == sha256
            listing = _listing_of(_listing_json(file.listing))
            if listing is None and held and same:
                listing = held.listing  # a file given by itself is still what it was listed as
            if held and same and held.reading == self.reading and held.listing == listing:
                self._note_unchanged(file.name)
                return
            document, passages = self._read(file.name, content, listing)
            if held and not same:
                self._check_replaces(document)
            if not same:
                self._check_not_held(document)
        except UnreadableFile as error:
            self._set_aside(file, sha256, str(error))
            return
        except OSError as error:
            reason = f"it cannot be opened ({error.strerror or error}): check its permissions"
            self._set_aside(file, sha256, reason)
            return
        except Exception as error:  # one bad file never stops a run
            reason = f"reading it failed ({type(error).__name__}: {error}): please report this file"
            self._set_aside(file, sha256, reason)
            return
        outcome: Outcome = "read again" if same else "replaced" if held else "added"
        told = _file_report(
            document, passages, outcome, folder_of(file.path, file.name), perf_counter() - started
        )
        if same and held and held.reading == self.reading:
            self.catalogue.describe(document, self.reading, _listing_json(listing), told)
        else:
            self.catalogue.keep_original(sha256, file.path.suffix.lower(), content)
            self.catalogue.add(document, passages, self.reading, _listing_json(listing), told)
            self.waiting.add(file.name, passages)
        if held and not same:
            self.catalogue.drop_original(held.sha256)
            del self.names[held.sha256]
        self.held[file.name] = _Held(sha256, self.reading, listing)
        self.names[sha256] = file.name
        self._note(document, outcome, file.path)

    def read_again(self, name: str) -> bool:
        """Read a document anew from the kept copy of its file, if it was read otherwise.

        False where there is no need, or the copy is gone or cannot be read any more: what is
        held then stays as it is.
        """
        held = self.held[name]
        kept = self.catalogue.kept_copy(held.sha256)
        if held.reading == self.reading or kept is None:
            return False
        started = perf_counter()
        try:
            document, passages = self._read(name, kept.read_bytes(), held.listing)
        except (UnreadableFile, OSError):
            return False
        folder = next((r["folder"] for r in self.catalogue.reports() if r["name"] == name), "")
        told = _file_report(document, passages, "read again", folder, perf_counter() - started)
        self.catalogue.add(document, passages, self.reading, _listing_json(held.listing), told)
        self.waiting.add(name, passages)
        return True

    def _read(
        self, name: str, content: bytes, listing: Listing | None
    ) -> tuple[Document, tuple[Passage, ...]]:
        """The document in a file, what it lacks among its faults, and its passages.

        Raises:
            UnreadableFile: it cannot be taken in.
        """
        document = read_document(name, content, listing)
        document = replace(document, faults=(*document.faults, *gaps(document)))
        passages = split_into_passages(document, self.model.count_tokens, self.model.longest)
        return document, passages

    def _check_name(self, name: str, sha256: str) -> None:
        """One name is one file in a run, and one file has one name.

        Raises:
            UnreadableFile: it is not so.
        """
        if self.taken.setdefault(name, sha256) != sha256:
            raise UnreadableFile("another file of the same name is in this run: rename one of them")
        other = self.names.get(sha256, name)
        if other != name:
            raise UnreadableFile(f"it repeats {other}, which is held already")

    def _check_replaces(self, document: Document) -> None:
        """A newer version of a document replaces it; another document of the same name does not.

        Raises:
            UnreadableFile: the name is held by a document about another visit, or by one whose
                text would be lost.
        """
        earlier = self.catalogue.document(document.name)
        if earlier is None:
            return
        if earlier.text and not document.text:
            reason = "; ".join(document.faults)
            raise UnreadableFile(f"{reason}; the version that is held, which has text, stays")
        if not earlier.visits or not document.visits:
            return
        if (earlier.urn, earlier.visits) != (document.urn, document.visits):
            raise UnreadableFile(
                "another visit's document of this name is held: rename this file, or "
                f"`findings remove {document.name}` first"
            )

    def _check_not_held(self, document: Document) -> None:
        """A document is held once, whatever details its file has.

        Raises:
            UnreadableFile: its text is held under another name.
        """
        others = self.catalogue.with_text(document.text) if document.text else []
        for other in others:
            if other != document.name:
                raise UnreadableFile(
                    f"its text is that of {other}, which is held already: only the file's own "
                    "details differ"
                )

    def _note(self, document: Document, outcome: Outcome, path: Path) -> None:
        self.report.note(outcome, document.name)
        if document.kind == "other" and document.text:
            self.report.unrecognised.append(document.name)
        if faults := worth_saying(document.faults):
            clauses = (*faults, advice(faults, path))
            self.report.with_faults.append((document.name, "; ".join(filter(None, clauses))))

    def _note_unchanged(self, name: str) -> None:
        if name in self.set_aside_before:
            self.catalogue.forget_set_aside([name])
        self.report.note("unchanged", name)

    def _set_aside(self, file: FoundFile, sha256: str | None, reason: str) -> None:
        folder = folder_of(file.path, file.name)
        self.catalogue.report(file.name, sha256, SET_ASIDE, reason, folder, reader=READING_VERSION)
        self.report.note("set aside", file.name, reason)


def _file_report(
    document: Document, passages: Sequence[Passage], outcome: Outcome, folder: str, seconds: float
) -> FileReport:
    details = {
        "seconds": round(seconds, 3),
        "pages": document.pages,
        "paragraphs": sum(p.role in ("body", "item") for p in document.paragraphs),
        "passages": len(passages),
        "kind": document.kind,
        "authority": document.authority,
        "conflicts": len(document.conflicts),
        "faults": len(document.faults),
        "reader": READING_VERSION,
    }
    return FileReport(document.name, document.sha256, outcome, "", folder, details)


def folder_of(path: Path, name: str) -> str:
    """The folder below which the file at `path` has this name."""
    above = path.absolute().parents[len(PurePosixPath(name).parts) - 1]
    return str(above.resolve()).encode("utf-8", "replace").decode()


def _listing_json(listing: Listing | None) -> dict[str, Any]:
    """A listing as the catalogue keeps it; empty for none."""
    known = asdict(listing) if listing else {}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in known.items() if v}


def _listing_of(kept: dict[str, Any]) -> Listing | None:
    """The listing that `_listing_json` made this of."""
    if not kept:
        return None
    known = {field.name: kept[field.name] for field in fields(Listing) if field.name in kept}
    if "published" in known:
        known["published"] = date.fromisoformat(known["published"])
    return Listing(**known)
