"""One file into one document: read, laid out, recognised."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from corpus.types import Document
from ingest.errors import UnreadableFile
from ingest.judgements import read_judgements
from ingest.layout import read_blocks
from ingest.pdf import read_pdf
from ingest.plain_text import decode, read_text_blocks
from ingest.recognise import Listing, recognise
from ingest.structure import canonical_text

#: Raised with any change to what reading makes of a file, so that files are read again.
READING_VERSION = "1"


def read_document(name: str, content: bytes, listing: Listing | None = None) -> Document:
    """The document in a file's bytes.

    Raises:
        UnreadableFile: it cannot be taken in; the message says why and what to do.
    """
    if not content:
        raise UnreadableFile("it is empty")
    if PurePosixPath(name).suffix.lower() == ".pdf":
        pages = read_pdf(content)
        blocks = read_blocks(pages)
        page_count = len(pages)
    else:
        blocks = read_text_blocks(decode(content))
        page_count = 0
    canonical = canonical_text(blocks)
    if not canonical.text.strip():
        raise UnreadableFile("nothing in it could be read as text")
    known = recognise(canonical, listing)
    return Document(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        kind=known.kind,
        text=canonical.text,
        authority=known.authority.name if known.authority else None,
        urn=known.authority.urn if known.authority else None,
        visits=known.visits,
        letter_date=known.letter_date,
        published=known.published,
        inspectors=known.inspectors,
        lead_inspector=known.lead_inspector,
        focus=known.focus,
        judgements=read_judgements(canonical.text, canonical.paragraphs),
        pages=page_count,
        paragraphs=canonical.paragraphs,
        source_runs=canonical.source_runs,
        source_url=(listing.url or None) if listing else None,
        conflicts=known.conflicts,
    )
