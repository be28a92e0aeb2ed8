"""What stands at the end of every paper: its sources, where each quotation stands, the licence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from assistant.papers.paper import ATTRIBUTION, Block, Heading, Paper, Quotation, Table, Words
from assistant.quotations.manifest import Entry, Manifest
from corpus.dates import day_name

#: "page 3" or "pages 3–4" at the end of a citation in the sector's style.
_PAGES = re.compile(r"\bpages? (\d+(?:–\d+)?)$")

#: Headings of the closing parts.
SOURCES = "Sources"
APPENDIX = "Where each quotation stands"
LICENCE = "Licence"


def closing_blocks(paper: Paper) -> tuple[Block, ...]:
    """The blocks after the paper's own."""
    return tuple(_closing(paper))


def _closing(paper: Paper) -> Iterator[Block]:
    if paper.references:
        yield Heading(SOURCES)
        yield from (Words(reference) for reference in paper.references)
    if paper.manifest.entries:
        yield Heading(APPENDIX)
        yield Words(f"{HOW_TO_CHECK} {made_from(paper.manifest)}")
        yield where_each_stands(paper.manifest)
    yield Heading(LICENCE)
    yield Words(ATTRIBUTION)


HOW_TO_CHECK = (
    "Each quotation is an exact stretch of a stored text: the characters from the first number "
    "of its span up to the second. The hash is the beginning of the SHA-256 of the document’s "
    "file. This file holds the same facts for a program to read, so that the quotations can be "
    "checked."
)


def made_from(manifest: Manifest) -> str:
    """When the export was made, and of what: a sentence."""
    return (
        f"Made on {day_made(manifest)} by Findings {manifest.findings_version} from library "
        f"{manifest.corpus_version}."
    )


def day_made(manifest: Manifest) -> str:
    """ "21 July 2026"; what the manifest has, where that is no date."""
    try:
        return day_name(datetime.fromisoformat(manifest.made).date())
    except ValueError:
        return manifest.made


def where_each_stands(manifest: Manifest) -> Table:
    """Number, document, hash, span and page of each quotation."""
    return Table(
        ("No.", "Document", "Hash", "Span", "Page"),
        tuple(
            (
                str(entry.number),
                entry.document,
                entry.sha256[:12],
                f"{entry.start}–{entry.end}",
                pages_cited(entry),
            )
            for entry in manifest.entries
        ),
    )


def pages_cited(entry: Entry) -> str:
    """ "3" or "3–4": the pages that the citation ends with; empty where it names none."""
    found = _PAGES.search(entry.citation)
    return found.group(1) if found else ""


def numbers(paper: Paper) -> dict[int, int]:
    """By the position of each quotation among the paper's blocks, its number in the manifest.

    Raises:
        ValueError: the manifest lacks it.
    """
    entries = list(paper.manifest.entries)
    found: dict[int, int] = {}
    for position, block in enumerate(paper.blocks):
        if isinstance(block, Quotation):
            entry = _entry_of(block, entries) or _entry_of(block, paper.manifest.entries)
            if entry is None:
                raise ValueError(f"The manifest lacks a quotation from {block.quote.document}.")
            found[position] = entry.number
            if entry in entries:
                entries.remove(entry)
    return found


def _entry_of(block: Quotation, entries: tuple[Entry, ...] | list[Entry]) -> Entry | None:
    quote = block.quote
    address = (quote.document, quote.start, quote.end)
    return next((e for e in entries if (e.document, e.start, e.end) == address), None)
