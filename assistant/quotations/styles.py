"""How quotations are cited in a paper: in the sector's style, in Harvard's, in footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from string import ascii_lowercase
from typing import Literal

from assistant.citations import section_name, title_of, visit_name
from corpus.dates import period_name
from corpus.types import KIND_NAMES, Document, Quote

Style = Literal["sector", "harvard", "footnote"]

#: What a reader calls each style; the first is the one used where none is chosen.
STYLE_NAMES: dict[Style, str] = {
    "sector": "Sector",
    "harvard": "Harvard",
    "footnote": "Footnotes",
}

Cited = tuple[Quote, Document]
"""A quotation and the whole document that it is from."""


@dataclass(frozen=True, slots=True)
class Citations:
    """The citations of several quotations, one each in their order, and what goes with them."""

    citations: tuple[str, ...]
    references: tuple[str, ...] = ()
    """The list of sources, where the style has one."""
    footnotes: bool = False
    """Whether the citations are footnotes."""


def style_called(name: str) -> Style:
    """The style of this name.

    Raises:
        ValueError: there is no such style.
    """
    style = next((style for style in STYLE_NAMES if style == name), None)
    if style is None:
        raise ValueError(f"There is no citation style {name}: choose {', '.join(STYLE_NAMES)}.")
    return style


def cite(cited: Sequence[Cited], style: Style) -> Citations:
    """The citations of these quotations, in the order in which a paper has them."""
    if style == "harvard":
        return _harvard(cited)
    if style == "footnote":
        return Citations(_footnotes(cited), footnotes=True)
    return Citations(tuple(quote.citation for quote, _ in cited))


def _harvard(cited: Sequence[Cited]) -> Citations:
    """(Ofsted, 2022a, p. 4, para 18), and the list of references."""
    documents = {document.name: document for _, document in cited}
    years = _years(documents.values())
    citations = tuple(
        ", ".join([_author(document), years[document.name], *_harvard_place(quote, document)])
        for quote, document in cited
    )
    order = sorted(documents.values(), key=_reference_order)
    return Citations(
        tuple(f"({citation})" for citation in citations),
        tuple(_reference(document, years[document.name]) for document in order),
    )


def _years(documents: Iterable[Document]) -> dict[str, str]:
    """By the document's name, its year: "2022a" and "2022b" where one author has several."""
    years = {}
    ordered = sorted(documents, key=_reference_order)
    for (_, year), group in groupby(ordered, lambda d: (_author(d), _year(d))):
        same = list(group)
        for place, document in enumerate(same):
            years[document.name] = year + (_letters(place, year) if len(same) > 1 else "")
    return years


def _letters(place: int, year: str) -> str:
    """ "a" for 0, "b" for 1, "aa" for 26; after a word ("n.d.") with a hyphen."""
    more, letter = divmod(place, len(ascii_lowercase))
    before = _letters(more - 1, "0") if more else ""
    return ("" if year[-1].isdigit() else "-") + before + ascii_lowercase[letter]


def _author(document: Document) -> str:
    """Who published it: joint inspections are Ofsted's with other inspectorates."""
    if document.kind == "other":
        return title_of(document)
    return "Ofsted and others" if document.kind == "jtai" else "Ofsted"


def _year(document: Document) -> str:
    """Of its publication, which in Harvard's style is not that of the visit."""
    day = document.letter_date or document.published or document.updated
    return str(day.year) if day else "n.d."


def _reference_order(document: Document) -> tuple[str, str, str, str]:
    day = document.letter_date or document.published or document.updated
    return _author(document), _year(document), day.isoformat() if day else "", document.name


def _reference(document: Document, year: str) -> str:
    """One line of the list: author, year, title, visit and date, file, web address if known."""
    title, visit = " ".join(title_of(document).split()), visit_name(document)
    named = visit if document.kind in ("guidance", "other") else f"{title}: {visit}"
    where = f" Available at: {document.source_url}" if document.source_url else ""
    return f"{_author(document)} ({year}) {named}. File {document.name}.{where}"


def _harvard_place(quote: Quote, document: Document) -> list[str]:
    pages = [str(quote.pages[0]), str(quote.pages[-1])] if quote.pages else []
    page = "–".join(dict.fromkeys(pages))
    named = [f"{'pp.' if len(set(pages)) > 1 else 'p.'} {page}"] if page else []
    return [*named, *_paragraphs(quote, document, "‘{}’")]


def _paragraphs(quote: Quote, document: Document, section_form: str) -> list[str]:
    """ "para 18"; where no number is printed, it is counted in a section, which is named first."""
    inside = [
        paragraph
        for paragraph in document.paragraphs
        if paragraph.start < quote.end
        and quote.start < paragraph.end
        and paragraph.role != "heading"
        and paragraph.number
    ]
    numbers = list(dict.fromkeys(str(paragraph.number) for paragraph in inside))
    if not numbers:
        return []
    section = "" if inside[0].printed_number else section_name(inside[0])
    named = [section_form.format(section)] if section else []
    if len(numbers) > 1:
        return [*named, f"paras {numbers[0]}–{numbers[-1]}"]
    return [*named, f"para {numbers[0]}"]


def _footnotes(cited: Sequence[Cited]) -> tuple[str, ...]:
    """In full where a document is cited first, with its web address; short after that."""
    documents = {document.name: document for _, document in cited}
    short = [_short_name(document) for document in documents.values()]
    notes: list[str] = []
    seen: set[str] = set()
    for quote, document in cited:
        if document.name not in seen:
            url = f", {document.source_url}" if document.source_url else ""
            notes.append(f"{quote.citation}{url}")
        elif short.count(_short_name(document)) > 1:
            notes.append(quote.citation)
        else:
            notes.append(", ".join([_short_name(document), *_short_place(quote, document)]))
        seen.add(document.name)
    return tuple(notes)


def _short_name(document: Document) -> str:
    """ "Middlesbrough, monitoring visit, 13–14 July 2022": enough after a full citation."""
    if document.kind in ("guidance", "other") or not document.visits:
        return visit_name(document)
    first, last = document.visits[-1]
    name = document.authority or document.name
    return f"{name}, {KIND_NAMES[document.kind]}, {period_name(first, last)}"


def _short_place(quote: Quote, document: Document) -> list[str]:
    pages = "–".join(dict.fromkeys(str(page) for page in (*quote.pages[:1], *quote.pages[-1:])))
    named = [f"{'pages' if '–' in pages else 'page'} {pages}"] if pages else []
    return [*_paragraphs(quote, document, "{}"), *named]
