"""The evidence PDF: an index, and the cited pages with exactly the quoted words highlighted."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, Fit, NameObject, NullObject, NumberObject

from assistant.papers.cited_pages import Cited, Page, cited_pages, on_page, pages_in_order
from assistant.papers.embedded import ATTACHMENT, ascii_json
from assistant.papers.evidence_index import index_pdf, target_of
from assistant.papers.evidence_marks import highlight, label
from assistant.papers.written_whole import written_whole
from assistant.quotations.manifest import Manifest

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue

#: What of an original page is left out: its links and forms would carry other pages along, and
#: its scripts have no place here.
LEFT_OUT = ("/Annots", "/AA", "/B", "/StructParents")

#: Two numbers in the margin closer than this, in points, are written on one line.
SAME_LINE = 10


def write_evidence_pdf(
    manifest: Manifest, catalogue: Catalogue, path: Path, title: str = "Evidence"
) -> None:
    """Write the cited pages of the quotations to `path`, an index before them.

    Each page stands once, documents in the order in which they are first cited. A quotation that
    no page can be shown for, as its document is no PDF, is given in full in the index alone.

    Raises:
        OSError: the file cannot be written.
    """
    cited, originals = _readable(cited_pages(manifest.entries, catalogue))
    pages = pages_in_order(cited)
    writer = PdfWriter(clone_from=io.BytesIO(_index(title, manifest, cited, pages)))
    index_length = len(writer.pages)
    for name, number in pages:
        added = writer.add_page(originals[name].pages[number - 1], LEFT_OUT)
        _mark(writer, added, number, list(on_page(cited, (name, number))))
    places = _places(pages, index_length)
    _link_index(writer, index_length, cited, places)
    _add_outline(writer, cited, places)
    writer.add_attachment(ATTACHMENT, ascii_json(manifest).encode())
    with written_whole(path) as part:
        writer.write(part)


def _readable(cited: Sequence[Cited]) -> tuple[list[Cited], dict[str, PdfReader]]:
    """The quotations, and their files opened; what cannot be opened is said to be."""
    originals: dict[str, PdfReader] = {}
    found: list[Cited] = []
    for one in cited:
        try:
            if one.file and one.entry.document not in originals:
                reader = PdfReader(one.file)
                for page in one.boxes:
                    reader.pages[page - 1]
                originals[one.entry.document] = reader
            found.append(one)
        except (PyPdfError, IndexError):
            found.append(
                Cited(one.entry, one.visit, why="Its pages cannot be copied from its file.")
            )
    return found, originals


def _places(pages: Sequence[Page], index_length: int) -> dict[Page, int]:
    """The page of the whole file, from 1, on which each cited page stands."""
    return {page: index_length + number for number, page in enumerate(pages, start=1)}


def _index(title: str, manifest: Manifest, cited: Sequence[Cited], pages: Sequence[Page]) -> bytes:
    """The index as a PDF that knows its own length: it is laid out until that fits."""
    length = 1
    for _ in range(4):
        index = index_pdf(title, manifest, cited, _places(pages, length))
        found = len(PdfReader(io.BytesIO(index)).pages)
        if found == length:
            break
        length = found
    return index


def _mark(writer: PdfWriter, page: PageObject, number: int, cited: Sequence[Cited]) -> None:
    """Highlight the words of each quotation on the page, and number them in the margin."""
    for one in cited:
        said = f"Quotation {one.entry.number}: {one.entry.citation}"
        highlight(writer, page, one.boxes[number], said)
    baselines = [(_first_line(one, number), one.entry.number) for one in cited]
    for baseline, together in _by_line(baselines):
        label(writer, page, baseline, together)


def _first_line(one: Cited, page: int) -> float:
    """Where the first line of a quotation stands on a page, in points from below."""
    _, bottom, _, top = one.boxes[page][0]
    return bottom + 0.2 * (top - bottom)


def _by_line(baselines: Sequence[tuple[float, int]]) -> list[tuple[float, list[int]]]:
    """The numbers to be written, those of one line together, from above."""
    lines: list[tuple[float, list[int]]] = []
    for baseline, number in sorted(baselines, key=lambda one: (-one[0], one[1])):
        if lines and lines[-1][0] - baseline < SAME_LINE:
            lines[-1][1].append(number)
        else:
            lines.append((baseline, [number]))
    return lines


def _link_index(
    writer: PdfWriter, index_length: int, cited: Sequence[Cited], places: dict[Page, int]
) -> None:
    """Make the index's links lead to the pages of this file."""
    for page in writer.pages[:index_length]:
        for reference in page.get("/Annots", ()):
            link = reference.get_object()
            target = target_of(str(link.get("/A", {}).get("/URI", "")))
            if target is not None:
                aim = writer.pages[target - 1].indirect_reference
                whole_page = [aim, NameObject("/XYZ"), NullObject(), NullObject(), NumberObject(0)]
                del link["/A"]
                link[NameObject("/Dest")] = ArrayObject(whole_page)


def _add_outline(writer: PdfWriter, cited: Sequence[Cited], places: dict[Page, int]) -> None:
    """An entry for each document, and below it one for each of its pages."""
    visits = {one.entry.document: one.visit for one in cited}
    for name, pages in groupby(places, key=lambda page: page[0]):
        parent = None
        for page in pages:
            place = places[page] - 1
            if parent is None:
                parent = writer.add_outline_item(
                    title=visits[name], page_number=place, fit=Fit.fit()
                )
            numbers = [one.entry.number for one in on_page(cited, page)]
            several = "quotation" if len(numbers) == 1 else "quotations"
            said = f"Page {page[1]}: {several} {', '.join(map(str, numbers))}"
            writer.add_outline_item(title=said, page_number=place, parent=parent, fit=Fit.fit())
