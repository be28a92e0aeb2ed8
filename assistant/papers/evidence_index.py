"""The index at the front of an evidence PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence

from reportlab.platypus import Flowable, Paragraph

from assistant.papers.cited_pages import Cited, Page
from assistant.papers.closing import APPENDIX, HOW_TO_CHECK, LICENCE, made_from, where_each_stands
from assistant.papers.paper import ATTRIBUTION, Heading, Words
from assistant.papers.pdf import block_flowables, quotation_paragraph
from assistant.papers.pdf_pages import PaperPages
from assistant.papers.pdf_styles import STYLES, marked_up
from assistant.quotations.manifest import Manifest

#: A link to a page of the whole file, which reportlab cannot know: its number stands behind.
TARGET = "findings:page/"


def index_pdf(
    title: str, manifest: Manifest, cited: Sequence[Cited], places: Mapping[Page, int]
) -> bytes:
    """The index as a PDF; `places` has the page of the whole file on which each page stands."""
    out = io.BytesIO()
    PaperPages(out, title).build(list(_flowables(title, manifest, cited, places)))
    return out.getvalue()


def _flowables(
    title: str, manifest: Manifest, cited: Sequence[Cited], places: Mapping[Page, int]
) -> Iterator[Flowable]:
    yield Paragraph(marked_up(title), STYLES["Title"])
    yield Paragraph(marked_up(_subtitle(cited, places)), STYLES["Subtitle"])
    yield from block_flowables(Words(_explained(places)))
    yield from block_flowables(Heading("Index of quotations"))
    for one in cited:
        yield quotation_paragraph(one.entry.text)
        citation = f"<b>[{one.entry.number}]</b> {marked_up(one.entry.citation)}"
        yield Paragraph(citation, STYLES["Citation above"])
        yield Paragraph(_where(one, places), STYLES["Citation"])
    yield from block_flowables(Heading(APPENDIX))
    yield from block_flowables(Words(f"{HOW_TO_CHECK} {made_from(manifest)}"))
    yield from block_flowables(where_each_stands(manifest))
    yield from block_flowables(Heading(LICENCE))
    yield from block_flowables(Words(ATTRIBUTION))


def _subtitle(cited: Sequence[Cited], places: Mapping[Page, int]) -> str:
    """ "3 quotations, 4 cited pages from 2 documents"."""
    documents = len({name for name, _ in places})
    return (
        f"{_count(len(cited), 'quotation')}, {_count(len(places), 'cited page')} "
        f"from {_count(documents, 'document')}"
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _explained(places: Mapping[Page, int]) -> str:
    if not places:
        return "None of the quotations is from a PDF with pages to show: they are given in full."
    return (
        "Behind this index stand the cited pages as they were published, the quoted words "
        "highlighted and the quotation’s number in the margin. A page on which several "
        "quotations stand is given once."
    )


def _where(one: Cited, places: Mapping[Page, int]) -> str:
    """ "Shown on page 7 of this file", the number a link; or why no page is shown."""
    if not one.boxes:
        return f"{marked_up(one.why)} The words are given here in full."
    numbers = [places[one.entry.document, page] for page in one.boxes]
    links = [
        f'<link href="{TARGET}{number}"><u><font color="#1d4f7a">{number}</font></u></link>'
        for number in numbers
    ]
    *first, last = links
    named = f"pages {', '.join(first)} and {last}" if first else f"page {last}"
    return f"Shown on {named} of this file."


def target_of(address: str) -> int | None:
    """The page that a link of the index leads to; None for any other address."""
    found = re.fullmatch(rf"{re.escape(TARGET)}(\d+)", address)
    return int(found.group(1)) if found else None
