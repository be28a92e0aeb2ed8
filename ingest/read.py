"""One file into one document: read, laid out, recognised."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from corpus.dates import Period
from corpus.types import FULL_INSPECTIONS, Document
from ingest.blocks import Block
from ingest.content_api import read_content_item
from ingest.errors import UnreadableFile
from ingest.gov_uk import is_gov_uk, read_gov_uk_page
from ingest.guidance import guidance_text, is_guidance, is_letter
from ingest.judgements import read_judgements
from ingest.layout import read_blocks, running_dates
from ingest.pdf import read_pages
from ingest.plain_text import decode, read_text_blocks
from ingest.recognise import Listing, recognise
from ingest.repeats import link_repeats
from ingest.structure import CanonicalText, canonical_text
from ingest.web_page import WebPage, is_web_page, parse_page, read_web_page
from ingest.word import read_word_blocks

#: Raised with any change to what reading makes of a file, so that files are read again.
READING_VERSION = "2"


@dataclass(frozen=True, slots=True)
class _Source:
    """What a file holds, whatever its format."""

    blocks: list[Block]
    page_count: int = 0
    """Number of pages; 0 for a text without pages."""
    running: tuple[Period, ...] = ()
    """The visit's days, as the running header of the pages gives them."""
    page: WebPage | None = None
    """What a web page says of itself."""
    faults: tuple[str, ...] = ()
    """What of it could not be read; all of a scan, which is held without text."""


def read_document(name: str, content: bytes, listing: Listing | None = None) -> Document:
    """The document in a file's bytes.

    Raises:
        UnreadableFile: it cannot be taken in; the message says why and what to do.
    """
    if not content:
        raise UnreadableFile("it is empty")
    source = _read(PurePosixPath(name).suffix.lower(), content)
    sha256 = hashlib.sha256(content).hexdigest()
    if source.page and source.page.on_gov_uk and not is_letter(source.blocks):
        return _gov_uk_document(name, sha256, source.page, listing)
    canonical = canonical_text(source.blocks)
    if source.blocks or not source.faults:
        canonical = _not_empty(canonical)
    known = recognise(canonical, listing, source.running)
    paragraphs = canonical.paragraphs
    if known.framework == "SIF":
        paragraphs = link_repeats(canonical.text, paragraphs)
    # A letter, or a paper about an inspection, may quote its grades: they are not its own.
    graded = known.kind in FULL_INSPECTIONS or known.kind == "lscb_review"
    read = read_judgements(canonical.text, canonical.paragraphs) if graded else None
    judgements = tuple(
        judgement
        for judgement in (read.judgements if read else ())
        if judgement.area == "lscb" or known.kind != "lscb_review"
    )
    return Document(
        name=name,
        sha256=sha256,
        kind=known.kind,
        text=canonical.text,
        framework=known.framework,
        authority=known.authority.name if known.authority else None,
        urn=known.authority.urn if known.authority else None,
        visits=known.visits,
        letter_date=known.letter_date,
        published=known.published,
        inspectors=known.inspectors,
        lead_inspector=known.lead_inspector,
        focus=known.focus,
        judgements=judgements,
        pages=source.page_count,
        paragraphs=paragraphs,
        source_runs=canonical.source_runs,
        source_url=_address(source.page, listing),
        conflicts=known.conflicts
        + (read.conflicts if read else ())
        + (source.page.conflicts if source.page else ()),
        faults=source.faults,
    )


def _read(suffix: str, content: bytes) -> _Source:
    """What a file holds: by its ending, and a text that is a web page as one."""
    if suffix == ".pdf":
        pdf = read_pages(content)
        pages = pdf.lines
        return _Source(read_blocks(pages), len(pages), running_dates(pages), faults=pdf.faults)
    if suffix == ".docx":
        return _Source(read_word_blocks(content))
    if suffix == ".json":
        page = read_content_item(content)
    elif suffix in (".html", ".htm") or is_web_page(content):
        soup = parse_page(content)
        page = read_gov_uk_page(soup) if is_gov_uk(soup) else read_web_page(soup)
    else:
        return _Source(read_text_blocks(decode(content)))
    return _Source(page.blocks, page=page)


def _gov_uk_document(name: str, sha256: str, page: WebPage, listing: Listing | None) -> Document:
    """A page of GOV.UK that is no letter: guidance, or a document of another kind."""
    canonical = _not_empty(guidance_text(page.blocks))
    guides = is_guidance(page)
    return Document(
        name=name,
        sha256=sha256,
        kind="guidance" if guides else "other",
        text=canonical.text,
        published=page.published or (listing.published if listing else None),
        updated=page.updated if guides else None,
        paragraphs=canonical.paragraphs,
        source_url=_address(page, listing),
        conflicts=page.conflicts,
    )


def _address(page: WebPage | None, listing: Listing | None) -> str | None:
    """Where a document is from: as its page says, else as its listing does."""
    return (page.url if page else None) or (listing.url if listing else None) or None


def _not_empty(canonical: CanonicalText) -> CanonicalText:
    if not canonical.text.strip():
        raise UnreadableFile("nothing in it could be read as text")
    return canonical
