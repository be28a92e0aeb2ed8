"""Guidance on inspections: how it is told from other pages, and its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.types import Paragraph, Role
from ingest.blocks import Block
from ingest.structure import CanonicalText
from ingest.unpaged import TITLE_SIZE
from ingest.web_page import WebPage

PUBLISHER = "Ofsted"

#: Kinds of GOV.UK page that may hold guidance, as its Content API names them.
_TYPES = frozenset(
    {"guidance", "statutory guidance", "detailed guide", "guide", "manual", "manual section"}
    | {"regulation", "policy paper", "html publication"}
)

#: What a page is about, by its title and first words. The inspectorate's own name, the "Office for
#: Standards in Education, Children's Services and Skills", says nothing of that.
_INSPECTS = re.compile(r"\binspect(?:ing|ions?|ors?)\b", re.IGNORECASE)
_CHILDRENS_SERVICES = re.compile(
    r"\bILACS\b|\bJTAIs?\b|joint targeted area inspection"
    r"|(?<!education, )(?<!director of )children.?s (?:social care )?services",
    re.IGNORECASE,
)
_OPENING = 600

#: A title's words that tell guidance where the kind of page is not known.
_GUIDES = re.compile(
    r"\b(?:inspecting|guidance|framework|handbook|evaluation criteria)\b", re.IGNORECASE
)

#: "Dear Ms Hart", on a line of its own.
_SALUTATION = re.compile(r"dear .{2,120}$", re.IGNORECASE)


def is_guidance(page: WebPage) -> bool:
    """Whether a page is Ofsted's guidance on inspecting children's services, by what it says.

    A letter, news or figures on GOV.UK are not, nor guidance on other services or of others.
    """
    opening = " ".join(block.text for block in page.blocks[:30])[:_OPENING]
    return (
        page.on_gov_uk
        and (PUBLISHER in page.publishers if page.publishers else PUBLISHER in opening)
        and (page.type in _TYPES if page.type else bool(_GUIDES.search(page.title)))
        and not is_letter(page.blocks)
        and bool(_INSPECTS.search(opening))
        and bool(_CHILDRENS_SERVICES.search(opening))
    )


def is_letter(blocks: Sequence[Block]) -> bool:
    """Whether a page holds a letter: somebody is addressed in it."""
    return any(_SALUTATION.match(block.text) for block in blocks)


def guidance_text(blocks: Sequence[Block]) -> CanonicalText:
    """The blocks of guidance as one text, paragraphs apart by a blank line.

    Guidance has none of a letter's parts (addressee, close, table of grades), so what looks like
    one, a section on "Focused visits" say, is what every other section is. A bullet, or a
    paragraph without a number, belongs to the numbered paragraph above it and is cited by that
    one's number.
    """
    any_numbered = any(block.number and block.kind != "footnote" for block in blocks)
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    path: list[tuple[float, str]] = []
    start = ordinal = 0
    number: str | None = None
    for block in blocks:
        role = _role(block)
        section = tuple(text for _, text in path)
        printed = False
        if role == "heading":
            path = [above for above in path if above[0] > block.size]
            path.append((block.size, block.text.rstrip(":")))
            section = tuple(text for _, text in path)
            number, ordinal = None, 0
        elif role in ("body", "item"):
            ordinal += 1
            printed = block.number is not None
            number = block.number or (number if any_numbered else str(ordinal))
        own = block.number if role == "footnote" else number
        section = ("Footnotes",) if role == "footnote" else section
        end = start + len(block.text)
        paragraphs.append(Paragraph(start, end, role, own, printed, section))
        parts.append(block.text)
        start = end + 2
    return CanonicalText("\n\n".join(parts), tuple(paragraphs), ())


def _role(block: Block) -> Role:
    if block.kind == "heading" and block.size >= TITLE_SIZE:
        return "title"
    return "body" if block.kind == "text" else block.kind
