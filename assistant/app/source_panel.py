"""The source panel: where a quotation stands, in its surroundings and on the page itself.

Its HTML is put on the page as it is, so everything that comes from a document is escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from assistant.app.citation_links import Address, version_of
from assistant.page_images import page_spans
from assistant.quotations.basket import KEEP, id_at
from corpus.types import Document, Paragraph

EMPTY = (
    "<h2 class='no-source'>Source</h2><p class='hint'>Choose the number after a quotation, such "
    "as [1], to see here where it stands.</p>"
)

#: Stands before the heading, so that the key after it leads to what can be done.
_CLOSE = "<button type='button' data-close>Close</button>"

#: What is shown before and after a quotation: text, not headings, addresses or page furniture.
_SURROUNDINGS = frozenset({"body", "item", "judgement"})

#: Characters shown either side where a document's paragraphs do not cover the quotation.
_MARGIN = 300


def source_panel(
    document: Document,
    address: Address,
    citation: str,
    position: tuple[int, int],
    with_pages: bool,
) -> str:
    """The panel for one citation.

    Args:
        document: The whole document cited.
        address: The quotation's, already known to lie within the document.
        citation: Its citation line.
        position: Its number in the answer and how many there are; (0, 0) where unknown.
        with_pages: Whether the document's original, a PDF, is held.
    """
    quotation = document.text[address.start : address.end]
    pages = page_spans(document, address.start, address.end) if with_pages else {}
    parts = [
        _heading(position),
        f"<p class='citation'>{escape(citation)}</p>",
        _buttons(
            f"“{' '.join(quotation.split())}” ({citation})",
            id_at(document, address.start, address.end),
            position,
        ),
        _newer_version(document, address),
        _section(document, address),
        passage_html(document, address),
        *(_page(document, address, page) for page in sorted(pages)),
    ]
    return "\n".join(part for part in parts if part)


def failure(sentence: str) -> str:
    """The panel where a citation cannot be shown: why, in one sentence."""
    return (
        f"<div class='top'>{_CLOSE}<h2 tabindex='-1'>Source</h2></div>"
        f"<p class='hint'>{escape(sentence)}</p>"
    )


def passage_html(document: Document, address: Address) -> str:
    """The quotation marked in its paragraphs, with the paragraph before and the one after."""
    cited, before, after = _surroundings(document.paragraphs, address)
    if not cited:
        first = max(0, address.start - _MARGIN)
        last = min(len(document.text), address.end + _MARGIN)
        body = _marked(document.text, first, last, address)
        return f"<div class='passage'><p>… {body} …</p></div>"
    lines = [
        *(_paragraph(document, paragraph, address, "near") for paragraph in before),
        *(_paragraph(document, paragraph, address, "cited") for paragraph in cited),
        *(_paragraph(document, paragraph, address, "near") for paragraph in after),
    ]
    return f"<div class='passage'>{''.join(lines)}</div>"


def _surroundings(
    paragraphs: Sequence[Paragraph], address: Address
) -> tuple[list[Paragraph], list[Paragraph], list[Paragraph]]:
    """The paragraphs that hold the quotation, the one before them, and the one after."""
    cited = [p for p in paragraphs if p.start < address.end and address.start < p.end]
    readable = [p for p in paragraphs if p.role in _SURROUNDINGS]
    before = [p for p in readable if p.end <= address.start][-1:]
    after = [p for p in readable if p.start >= address.end][:1]
    return cited, before, after


def _paragraph(document: Document, paragraph: Paragraph, address: Address, name: str) -> str:
    number = f"{paragraph.number} " if paragraph.printed_number and paragraph.number else ""
    label = f"<span class='number'>{escape(number)}</span>" if number else ""
    bullet = "• " if paragraph.role == "item" and not number else ""
    words = _marked(document.text, paragraph.start, paragraph.end, address)
    return f"<p class='{name}'>{label}{bullet}{words}</p>"


def _marked(text: str, first: int, last: int, address: Address) -> str:
    """The text from `first` to `last`, escaped, with what of it is quoted in <mark>."""
    start = min(max(address.start, first), last)
    end = max(min(address.end, last), start)
    quoted = f"<mark>{escape(text[start:end])}</mark>" if start < end else ""
    return escape(text[first:start]) + quoted + escape(text[end:last])


def _heading(position: tuple[int, int]) -> str:
    number, total = position
    words = f"Quotation {number} of {total}" if 0 < number <= total else "Quotation"
    return f"<div class='top'>{_CLOSE}<h2 tabindex='-1'>{words}</h2></div>"


def _newer_version(document: Document, address: Address) -> str:
    """Said where the document was replaced since it was quoted."""
    if address.version in ("", version_of(document)):
        return ""
    return (
        "<p class='hint'>The document has been replaced by a newer version since it was quoted; "
        "the same words stand in it here.</p>"
    )


def _section(document: Document, address: Address) -> str:
    """The headings above the quotation, outermost first."""
    cited = _surroundings(document.paragraphs, address)[0]
    path = " › ".join(cited[0].section) if cited else ""
    return f"<p class='section'>{escape(path)}</p>" if path else ""


def _buttons(copied: str, id: str, position: tuple[int, int]) -> str:
    number, total = position
    previous = "" if 1 < number <= total else " disabled"
    following = "" if 0 < number < total else " disabled"
    return (
        "<div class='actions'>"
        f"<button type='button' data-copy='{escape(copied)}'>Copy with citation</button>"
        f"<a href='{KEEP}{id}' role='button' class='keep'>Keep</a>"
        f"<button type='button' data-step='-1'{previous}>Previous</button>"
        f"<button type='button' data-step='1'{following}>Next</button>"
        f"<button type='button' data-link='?quote={id}'>Copy link</button>"
        "<span role='status' class='copied'></span></div>"
    )


def _page(document: Document, address: Address, page: int) -> str:
    """One page's picture, and the link that opens the PDF there."""
    image = urlencode(
        {
            "document": document.name,
            "page": page,
            "start": address.start,
            "end": address.end,
            "version": version_of(document),
        }
    )
    original = urlencode({"document": document.name})
    return (
        f"<figure><button type='button' data-enlarge aria-label='Enlarge page {page}'>"
        f"<img src='/page?{escape(image)}' width='893' height='1263' "
        f"alt='Page {page}, the quoted words highlighted'></button>"
        f"<figcaption>Page {page} of {document.pages}. "
        f"<a href='/original?{escape(original)}#page={page}' target='_blank' "
        f"rel='noopener noreferrer'>Open the PDF at page {page}</a></figcaption></figure>"
    )
