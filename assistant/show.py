"""What `findings show` may be asked of a document, and where that stands: words, JSON, picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer_json import quote_json
from assistant.citations import make_quote
from assistant.locate import FINDINGS, find_words, is_in_section, numbered, on_page
from assistant.outline import outline_json, outline_lines, pages_name, ranges, sections
from assistant.paragraphs import (
    page_lines,
    paragraph_json,
    paragraph_lines,
    paragraph_name,
    standing_json,
)
from corpus.types import Document, Paragraph

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a document, found in it: paragraphs, words, a page, or else its outline."""

    document: Document
    paragraphs: tuple[Paragraph, ...] = ()
    spans: tuple[Span, ...] = ()
    """Where the words asked for stand."""
    page: int | None = None
    section: str = ""
    words: str = ""

    @classmethod
    def of(
        cls,
        document: Document,
        number: str | None,
        section: str,
        page: int | None,
        words: str | None,
    ) -> Asked:
        """What a user asks, by the number of a paragraph or by words, of a page or of all.

        Raises:
            ValueError: it is not in the document; the message says what is.
        """
        if number is not None and words is not None:
            raise ValueError("Give either --paragraph or --quote.")
        if page is not None:
            _check_page(document, page)
        if number is not None:
            found = _paragraphs(document, number.strip().rstrip("."), section, page)
            return cls(document, tuple(found), page=page, section=section)
        if words is not None:
            spans = _spans(document, words, page)
            return cls(document, spans=tuple(spans), page=page, words=words)
        if section and not any(is_in_section(s.path, section) for s in sections(document)):
            raise ValueError(f"No heading of {document.name} has the words “{section}”.")
        return cls(document, page=page, section=section)


def _check_page(document: Document, page: int) -> None:
    if not document.pages:
        raise ValueError(f"{document.name} is a text without pages.")
    if not 1 <= page <= document.pages:
        raise ValueError(f"{document.name} has {document.pages} pages: there is no page {page}.")


def _paragraphs(document: Document, number: str, section: str, page: int | None) -> list[Paragraph]:
    found = numbered(document, number, section)
    here = [p for p in found if page is None or page in p.pages]
    if not found:
        where = f" under a heading with “{section}”" if section else ""
        raise ValueError(
            f"{document.name} has no paragraph {number}{where}: {_numbers_held(document)}."
        )
    if not here:
        pages = sorted({page for paragraph in found for page in paragraph.pages})
        raise ValueError(
            f"Paragraph {number} does not stand on page {page}, but on {pages_name(pages)}."
        )
    return here


def _spans(document: Document, words: str, page: int | None) -> list[Span]:
    found = find_words(document.text, words)
    if not found:
        raise ValueError(f"These words do not stand in {document.name}.")
    here = [span for span in found if page is None or page in document.pages_at(*span)]
    if not here:
        raise ValueError(
            f"These words do not stand on page {page}, "
            f"but on {pages_name(_pages(document, found))}."
        )
    return here


def _pages(document: Document, spans: Iterable[Span]) -> list[int]:
    return sorted({page for span in spans for page in document.pages_at(*span)})


def shown_json(asked: Asked, paragraphs: int, reports: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What is asked, as JSON. `paragraphs` is the document's number of them for its outline,
    `reports` what the catalogue keeps of the last ingest of its file.
    """
    document = asked.document
    if asked.paragraphs:
        found = [paragraph_json(document, paragraph) for paragraph in asked.paragraphs]
        return {"document": document.name, "paragraphs": found}
    if asked.spans:
        places = words_json(document, asked.spans)
        return {"document": document.name, "quote": asked.words, "places": places}
    if asked.page is not None:
        return {
            "document": document.name,
            "page": asked.page,
            "pages": document.pages,
            "paragraphs": [standing_json(document, p) for p in on_page(document, asked.page)],
        }
    return outline_json(document, paragraphs, reports, asked.section)


def shown_lines(asked: Asked, reports: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What is asked, for a reader; as `shown_json`."""
    document = asked.document
    if asked.paragraphs:
        if len(asked.paragraphs) > 1:
            yield f"{document.name} has {len(asked.paragraphs)} paragraphs of this number."
            yield ""
        for position, paragraph in enumerate(asked.paragraphs):
            if position:
                yield from ("", "–" * 20, "")
            yield from paragraph_lines(document, paragraph)
    elif asked.spans:
        times = "once" if len(asked.spans) == 1 else f"{len(asked.spans)} times"
        on = f" on page {asked.page}" if asked.page else ""
        yield f"These words stand {times}{on} in {document.name}:"
        for start, end in asked.spans:
            yield ""
            yield f"“{document.text[start:end]}”"
            yield make_quote(document, start, end).citation
    elif asked.page is not None:
        yield from page_lines(document, asked.page, on_page(document, asked.page))
    else:
        yield from outline_lines(document, reports, asked.section)


def draw(asked: Asked, pdf: Path | None, out: Path) -> str:
    """Write a picture of the page with what is asked marked on it; a sentence on what is there.

    Raises:
        ValueError: there is no such picture, or `out` may not be written; the message says why.
        OSError: it cannot be written.
    """
    from assistant.page_images import check_picture_name, page_spans, write_page_image

    document = asked.document
    if not document.pages:
        raise ValueError(f"{document.name} is a text without pages: there is no picture of it.")
    check_picture_name(out)
    if pdf is None:
        raise ValueError(
            f"The kept copy of {document.name} is gone: `findings doctor` says what to do."
        )
    spans = asked.spans or tuple((p.start, p.end) for p in asked.paragraphs)
    page = asked.page or _only_page(asked, spans)
    runs = [run for span in spans for run in page_spans(document, *span).get(page, [])]
    write_page_image(out, pdf, page, runs)
    said = f"Page {page} of {document.name} is in {out}"
    if not spans:
        return f"{said}."
    marked = f"{said}, with {_marked(asked)} marked."
    elsewhere = [p for p in _pages(document, _everywhere(asked)) if p != page]
    return f"{marked} More on {pages_name(elsewhere)}." if elsewhere else marked


def _only_page(asked: Asked, spans: Sequence[Span]) -> int:
    """The page on which all that is asked begins.

    Raises:
        ValueError: there are several, or nothing is asked.
    """
    if not spans:
        raise ValueError("Say what to draw: --page, --paragraph or --quote.")
    pages = sorted({asked.document.pages_at(*span)[0] for span in spans})
    if len(pages) > 1:
        what = "Paragraphs of this number" if asked.paragraphs else "These words"
        raise ValueError(f"{what} stand on {pages_name(pages)}: choose one with --page.")
    return pages[0]


def _everywhere(asked: Asked) -> Sequence[Span]:
    """Where all of what is asked stands, on whatever page."""
    if asked.words:
        return find_words(asked.document.text, asked.words)
    return [(p.start, p.end) for p in asked.paragraphs]


def _marked(asked: Asked) -> str:
    """ "para 18", "2 paragraphs of this number", "these words"."""
    if asked.spans:
        times = len(asked.spans)
        return "these words" if times == 1 else f"these words, which stand {times} times on it,"
    if len(asked.paragraphs) == 1:
        return paragraph_name(asked.paragraphs[0])
    return f"{len(asked.paragraphs)} paragraphs of this number"


def words_json(document: Document, spans: Iterable[Span]) -> list[dict[str, Any]]:
    """Each place of the words looked for, as a quotation."""
    return [quote_json(make_quote(document, start, end)) for start, end in spans]


def _numbers_held(document: Document) -> str:
    """Which numbers its paragraphs have: "printed are 1–65", "printed are 2.1, 2.1.1".

    Of guidance that prints numbers, the paragraphs without one go by that of the one above.
    """
    found = [p for p in document.paragraphs if p.role in FINDINGS and p.number]
    printed = ranges(p.number or "" for p in found if p.printed_number)
    counted = [p for p in found if not p.printed_number]
    if printed and document.kind == "guidance":
        counted = []
    highest = max((int(p.number) for p in counted if p.number and p.number.isdecimal()), default=0)
    unnumbered = f"those without a number in print are 1–{highest} of their section"
    parts = [f"printed are {printed}" if printed else "", unnumbered if highest else ""]
    return "; ".join(filter(None, parts)) or "it has no paragraphs"
