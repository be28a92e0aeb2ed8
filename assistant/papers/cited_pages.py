"""Where the quotations of a manifest stand on the pages of the original files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.citations import visit_name
from assistant.page_images import Box, boxes_on, page_spans
from assistant.quotations.manifest import Entry
from corpus.types import Document

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue

#: A page of a document's own file: its name, and the page's number from 1.
Page = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation, and where it stands on the pages of its document's file."""

    entry: Entry
    visit: str
    """What its document is, by authority, kind and date."""
    file: Path | None = None
    boxes: dict[int, list[Box]] = field(default_factory=dict)
    """By the page of the file, the boxes around its words; empty if no page can be shown."""
    why: str = ""
    """Where no page can be shown: why, in a sentence."""


def cited_pages(entries: Sequence[Entry], catalogue: Catalogue) -> tuple[Cited, ...]:
    """Where each of the quotations stands, in their order."""
    names = dict.fromkeys(entry.document for entry in entries)
    documents = {name: (catalogue.document(name), catalogue.original(name)) for name in names}
    return tuple(_cited(entry, *documents[entry.document]) for entry in entries)


def _cited(entry: Entry, document: Document | None, file: Path | None) -> Cited:
    if document is None:
        return Cited(entry, entry.document, why="Its document is not held any more.")
    visit = visit_name(document)
    if document.sha256 != entry.sha256 or document.text[entry.start : entry.end] != entry.text:
        return Cited(entry, visit, why="Its document has been replaced by another version since.")
    spans = page_spans(document, entry.start, entry.end)
    if not spans:
        return Cited(entry, visit, why="Its document is not a PDF and has no pages to show.")
    if file is None:
        return Cited(entry, visit, why="The file of its document is missing from the library.")
    try:
        boxes = {page: boxes_on(file, page, runs) for page, runs in sorted(spans.items())}
    except ValueError:
        return Cited(entry, visit, why="Its words cannot be found on the pages of its file.")
    return Cited(entry, visit, file, boxes)


def pages_in_order(cited: Sequence[Cited]) -> list[Page]:
    """Every page cited, once: documents as they are first cited, the pages of each in order."""
    pages: dict[str, set[int]] = {}
    for one in cited:
        if one.boxes:
            pages.setdefault(one.entry.document, set()).update(one.boxes)
    return [(name, page) for name, found in pages.items() for page in sorted(found)]


def on_page(cited: Sequence[Cited], page: Page) -> Iterator[Cited]:
    """The quotations that stand, or partly stand, on a page."""
    name, number = page
    return (one for one in cited if one.entry.document == name and number in one.boxes)
