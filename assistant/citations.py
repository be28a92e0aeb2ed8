"""How a visit and a quotation are cited, in the sector's style."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.dates import day_name, period_name
from corpus.types import KIND_NAMES, Document, Paragraph, Quote


def visit_name(document: Document) -> str:
    """ "Middlesbrough, monitoring visit, 13–14 July 2022 (letter of 17 August 2022)"."""
    if document.kind == "guidance":
        version = f", updated {day_name(document.updated)}" if document.updated else ""
        return f"{title_of(document)} (guidance{version})"
    parts = [document.authority or document.name, KIND_NAMES[document.kind]]
    visits = " and ".join(period_name(first, last) for first, last in document.visits)
    if visits:
        parts.append(visits)
    name = ", ".join(parts)
    if document.letter_date:
        return f"{name} (letter of {day_name(document.letter_date)})"
    if document.published:
        return f"{name} (published {day_name(document.published)})"
    return name


def title_of(document: Document) -> str:
    """A document's own title, where its text is at hand; else its name."""
    titles = (p for p in document.paragraphs if p.role == "title")
    first = next(titles, None)
    return document.text[first.start : first.end] if first else document.name


def make_quote(document: Document, start: int, end: int) -> Quote:
    """The quotation of `text[start:end]`, its place and citation looked up.

    Raises:
        ValueError: the span is empty or not in the document.
    """
    if not 0 <= start < end <= len(document.text):
        raise ValueError(f"{document.name} has no span {start} to {end}")
    paragraph = paragraph_at(document.paragraphs, start, end)
    pages = document.pages_at(start, end)
    section = section_name(paragraph)
    parts = [visit_name(document)]
    if section:
        parts.append(section)
    numbers = list(
        dict.fromkeys(
            p.number
            for p in document.paragraphs
            if p.start < end and start < p.end and p.role != "heading" and p.number
        )
    )
    if numbers:
        several = len(numbers) > 1
        parts.append(f"paras {numbers[0]}–{numbers[-1]}" if several else f"para {numbers[0]}")
    if pages:
        parts.append(("page " if len(pages) == 1 else "pages ") + "–".join(map(str, _ends(pages))))
    return Quote(
        document.name,
        start,
        end,
        document.text[start:end],
        pages,
        paragraph.number if paragraph else None,
        section,
        ", ".join(parts),
        document.sha256[:12],
    )


def _ends(pages: Sequence[int]) -> list[int]:
    return [pages[0]] if len(pages) == 1 else [pages[0], pages[-1]]


def paragraph_at(paragraphs: Sequence[Paragraph], start: int, end: int) -> Paragraph | None:
    """The first paragraph that is no heading in the span, else the first in it."""
    inside = [p for p in paragraphs if p.start < end and start < p.end]
    return next((p for p in inside if p.role != "heading"), inside[0] if inside else None)


def section_name(paragraph: Paragraph | None) -> str:
    """The heading above a paragraph, with the one above that where it alone says little."""
    if paragraph is None or not paragraph.section:
        return ""
    path = paragraph.section
    if len(path) > 1 and len(path[-1].split()) <= 2:
        return f"{path[-2]}: {path[-1]}"
    return path[-1]
