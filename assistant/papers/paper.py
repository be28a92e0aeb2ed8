"""A paper to be written out: its blocks, whatever format it is written in.

Every export is made of these: the quotations kept, a briefing, a comparison. What writes them
knows nothing of what they are about.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.quotations.manifest import Manifest
from corpus.types import Quote

#: What every paper says of where its quotations come from.
ATTRIBUTION = (
    "Quotations are from letters and reports published by Ofsted. Contains public sector "
    "information licensed under the Open Government Licence v3.0. Findings is not affiliated "
    "with Ofsted."
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in our own words; `level` 1 is the highest below the paper's title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph of our own words; with `bullet`, an item of a list."""

    text: str
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, set off from our own words, with what the paper's reader adds to it."""

    quote: Quote
    citation: str
    """As the style chosen has it; `quote.citation` is the sector's."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain texts; every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Block = Heading | Words | Quotation | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A title, blocks in order, and the manifest by which its quotations can be checked."""

    title: str
    blocks: tuple[Block, ...]
    manifest: Manifest
    subtitle: str = ""
    footnotes: bool = False
    """Whether citations stand in footnotes, where the format has them, not below quotations."""
    references: tuple[str, ...] = ()
    """The list of sources at the end, where the citation style has one."""
