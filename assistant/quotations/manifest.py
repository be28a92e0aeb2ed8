"""The manifest of an export: of each quotation, its address and the document's hash.

It goes with every file that is written, so that each quotation can be checked against the
documents held, then and later.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version

from corpus.types import Document, Quote

#: What tells a manifest from any other JSON.
FORMAT = "findings-manifest-1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One quotation: where it stands, and what it says."""

    number: int
    """From 1, in the order of the export."""
    document: str
    sha256: str
    """Of the document's file, in lower-case hexadecimal."""
    start: int
    end: int
    text: str
    citation: str
    """In the sector's style, whatever style the export has."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The quotations of an export and of what library they were taken."""

    made: str
    """The moment, in ISO format with its time zone."""
    corpus_version: str
    findings_version: str
    entries: tuple[Entry, ...]


def corpus_version(documents: Iterable[Document]) -> str:
    """Twelve hexadecimal digits that change with any document held: added, removed or replaced."""
    lines = sorted(f"{document.sha256} {document.name}" for document in documents)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def make_manifest(quotes: Iterable[Quote], documents: Iterable[Document], made: str) -> Manifest:
    """The manifest of these quotations, in order, from the documents held.

    Raises:
        ValueError: a quotation is of a document that is not held.
    """
    held = {document.name: document for document in documents}
    entries = []
    for number, quote in enumerate(quotes, start=1):
        if quote.document not in held:
            raise ValueError(f"{quote.document} is not held here any more.")
        sha256 = held[quote.document].sha256
        entries.append(
            Entry(
                number, quote.document, sha256, quote.start, quote.end, quote.text, quote.citation
            )
        )
    return Manifest(made, corpus_version(held.values()), version("findings"), tuple(entries))


def manifest_json(manifest: Manifest) -> str:
    """The manifest as indented JSON."""
    return json.dumps({"format": FORMAT, **asdict(manifest)}, ensure_ascii=False, indent=1)


def read_manifest(text: str) -> Manifest:
    """The manifest that `manifest_json` wrote.

    Raises:
        ValueError: it is no manifest, or something of it is missing or of another kind.
    """
    try:
        told = json.loads(text)
        if told.pop("format") != FORMAT:
            raise ValueError
        entries = tuple(Entry(**entry) for entry in told.pop("entries"))
        return Manifest(**told, entries=entries)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError("The manifest in the file cannot be read.") from error
