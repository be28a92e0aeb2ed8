"""A paragraph and the paragraphs of a page, as JSON and for a reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from assistant.citations import make_quote, section_name
from assistant.locate import footnotes_near, repeats_of
from assistant.outline import ROLE_NAMES, pages_name
from corpus.sections import to_cite
from corpus.types import Document, Paragraph


def paragraph_json(document: Document, paragraph: Paragraph) -> dict[str, Any]:
    """A paragraph whole, its citation, the footnotes of its pages, and where it is said again."""
    cited = to_cite(document, paragraph)
    return {
        **standing_json(document, paragraph),
        "citation": make_quote(document, paragraph.start, paragraph.end).citation,
        "footnotes": [
            standing_json(document, note) for note in footnotes_near(document, paragraph.pages)
        ],
        "repeats": [standing_json(document, p) for p in repeats_of(document, paragraph)],
        "cite": make_quote(document, cited.start, cited.end).citation,
    }


def standing_json(document: Document, paragraph: Paragraph) -> dict[str, Any]:
    """A paragraph and where it stands; its boxes are in points, as `corpus.types.Box` has them."""
    return {
        "role": paragraph.role,
        "number": paragraph.number,
        "printed_number": paragraph.printed_number,
        "section": list(paragraph.section),
        "pages": list(paragraph.pages),
        "boxes": [asdict(box) for box in paragraph.boxes],
        "start": paragraph.start,
        "end": paragraph.end,
        "text": document.text[paragraph.start : paragraph.end],
    }


def paragraph_lines(document: Document, paragraph: Paragraph) -> Iterator[str]:
    """A paragraph for a reader."""
    yield ", ".join(filter(None, (paragraph_name(paragraph), pages_name(paragraph.pages))))
    yield f"Section: {' > '.join(paragraph.section) or '(before the first heading)'}"
    yield f"Citation: {make_quote(document, paragraph.start, paragraph.end).citation}"
    yield ""
    yield document.text[paragraph.start : paragraph.end]
    notes = footnotes_near(document, paragraph.pages)
    if notes:
        yield ""
        yield f"Footnotes on {pages_name(paragraph.pages)}:"
        for note in notes:
            yield f"  {note.number or '•'} {document.text[note.start : note.end]}"
    repeats = repeats_of(document, paragraph)
    if repeats:
        yield ""
        yield "The same finding stands also in:"
        yield from (f"  {_where(other)}" for other in repeats)
        cited = to_cite(document, paragraph)
        if cited is not paragraph:
            yield f"Cite {_where(cited)}, whose number is printed."
        elif paragraph.printed_number:
            yield "Cite this one, whose number is printed."


def page_lines(document: Document, page: int, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """What stands on a page, for a reader; a paragraph that a page break cuts is given whole."""
    yield f"{document.name}, page {page} of {document.pages}"
    if not paragraphs:
        yield "No words could be read on this page."
    for paragraph in paragraphs:
        yield ""
        cut = ""
        if paragraph.pages[0] < page:
            cut += f", from page {paragraph.pages[0]}"
        if paragraph.pages[-1] > page:
            cut += f", on to page {paragraph.pages[-1]}"
        yield f"[{paragraph_name(paragraph)}{cut}]"
        yield document.text[paragraph.start : paragraph.end]


def paragraph_name(paragraph: Paragraph) -> str:
    """ "para 18", "item 3 of its section", "heading"."""
    name = ROLE_NAMES[paragraph.role]
    if not paragraph.number:
        return name
    if paragraph.role == "footnote":
        return f"footnote {paragraph.number}"
    if paragraph.printed_number:
        return f"para {paragraph.number}"
    return f"{name} {paragraph.number} of its section, not numbered in print"


def _where(paragraph: Paragraph) -> str:
    """ "para 18, page 4 (Summary of findings)"."""
    section = section_name(paragraph)
    place = ", ".join(filter(None, (paragraph_name(paragraph), pages_name(paragraph.pages))))
    return f"{place} ({section})" if section else place
