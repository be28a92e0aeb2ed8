"""A PDF's pages as lines with their places, read by pdfium; pypdf says whether it is one."""

from __future__ import annotations

import ctypes
import io
import math
import re
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.errors import UnreadableFile
from ingest.faults import page_faults
from ingest.lines import Line, clean_pieces
from ingest.page_numbers import is_number, order_fault, printed_numbers
from ingest.text_quality import garbled_pages

#: pdfium ends a line with CR LF, save where it ends in a hyphen: there the hyphen itself is
#: U+FFFE (from a range call) or U+0002, and the next line follows at once.
_LINE_END = re.compile(r"\r\n|(?<=[\ufffe\u0002])")

#: What is left of "31 March 2014 9 10." when its marks are gone.
_SPACED_STOP = re.compile(r"\s+(?=[.,;:)])")

#: Where a footnote's mark may be glued: "What needs to improve?1", "31 March 20149 10".
_DIGITS = re.compile(r"\[?\d{1,6}\]?")


#: A page with fewer words is looked at for pictures: a stamp ("Received 3 May") makes a scan no
#: text.
_FEWEST_WORDS = 12

#: The share of a page from which a picture is one of the page itself.
_PICTURE_OF_A_PAGE = 0.6

#: The share of a page's height that is margin, at its top and at its bottom.
_MARGIN = 0.15


def check_pdf(content: bytes) -> int:
    """The number of pages of a PDF that can be read.

    Raises:
        UnreadableFile: it is no PDF (an error page saved as one, say), is encrypted, or damaged.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    if b"%PDF-" not in content[:1024]:
        if content[:512].lstrip().lower().startswith((b"<!doctype", b"<html")):
            raise UnreadableFile("it is a web page, not a PDF: fetch the document again")
        raise UnreadableFile("it is not a PDF: check that it opens in a PDF reader")
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile("it needs a password: save a copy without one")
        return len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, OSError, RecursionError) as error:
        raise UnreadableFile("the PDF is damaged or incomplete: fetch or save it again") from error


@dataclass(frozen=True, slots=True)
class PdfPages:
    """What could be read of a PDF."""

    lines: list[list[Line]]
    """Of each page, in the order in which the file draws them; none of a page without text."""
    faults: tuple[str, ...] = ()
    """What could not be read, a clause each: "page 48 has no text"."""


def read_pages(content: bytes) -> PdfPages:
    """The text of a PDF's pages, in the file's order.

    What is drawn on the pages is read, and nothing else: no attached file, script, form field
    or note.

    Raises:
        UnreadableFile: it is no PDF that can be read.
    """
    count = check_pdf(content)
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise UnreadableFile("the PDF is damaged or incomplete: fetch or save it again") from error
    try:
        if len(document) == 0 or count == 0:
            raise UnreadableFile("the PDF has no pages")
        pages = [_read_page(document, number) for number in range(1, len(document) + 1)]
    except pdfium.PdfiumError as error:
        raise UnreadableFile("a page of the PDF cannot be read: fetch or save it again") from error
    finally:
        document.close()
    garbled = garbled_pages([page.drawn for page in pages])
    lines = [[] if index in garbled else page.lines for index, page in enumerate(pages)]
    without_text = [
        number
        for number, page in enumerate(pages, 1)
        if not page.has_text and number - 1 not in garbled
    ]
    blank = [number for number in without_text if pages[number - 1].is_blank]
    pictures = [number for number in without_text if number not in blank]
    faults = page_faults(len(pages), pictures, blank, [index + 1 for index in sorted(garbled)])
    if len(without_text) + len(garbled) == len(pages):
        return PdfPages([[] for _ in pages], faults)
    disorder = order_fault(printed_numbers(lines))
    return PdfPages(lines, (*faults, disorder) if disorder else faults)


@dataclass(frozen=True, slots=True)
class _Page:
    lines: list[Line]
    drawn: str
    """The text's characters as they were drawn, garbage and all."""
    has_text: bool
    """More than its number, or a stamp on a picture of a page."""
    is_blank: bool
    """It shows nothing but its number and what stands in its margins."""


def _read_page(document: pdfium.PdfDocument, number: int) -> _Page:
    page = document[number - 1]
    textpage = page.get_textpage()
    try:
        raw = _page_text(textpage)
        lines = []
        start = 0
        for end in [*(m.end() for m in _LINE_END.finditer(raw)), len(raw)]:
            line = _line(textpage, raw, start, end, number)
            if line is not None:
                lines.append(line)
            start = end
        words = sum(len(line.text.split()) for line in lines if not is_number(line))
        if words >= _FEWEST_WORDS:
            return _Page(lines, raw, True, False)
        shown, picture = _shown(page)
        has_text = words > 0 and picture < _PICTURE_OF_A_PAGE
        nothing_drawn = words == 0 and (bool(lines) or not raw.strip())
        return _Page(lines, raw, has_text, nothing_drawn and not shown)
    finally:
        textpage.close()
        page.close()


def _shown(page: pdfium.PdfPage) -> tuple[bool, float]:
    """Whether a page shows a picture or drawing inside its margins; its largest picture's share.

    The share is of the page's area, from 0 to 1.
    """
    width, height = page.get_size()
    shown, largest = False, 0.0
    for drawn in page.get_objects():
        if drawn.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            continue
        left, bottom, right, top = drawn.get_bounds()
        # A letterhead's logos and a footer's rule say nothing: they end above 734 of 842 points
        # and below 54.
        shown = shown or (bottom < (1 - _MARGIN) * height and top > _MARGIN * height)
        if drawn.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            largest = max(largest, (right - left) * (top - bottom) / (width * height))
    return shown, largest


def _page_text(textpage: pdfium.PdfTextPage) -> str:
    """The page's text, one character for each that pdfium counts."""
    count = textpage.count_chars()
    text = textpage.get_text_range() if count else ""
    if len(text) == count:
        return text
    codes = (pdfium_c.FPDFText_GetUnicode(textpage, index) for index in range(count))
    return "".join(chr(code) if code < 0x110000 else " " for code in codes)


def _line(textpage: pdfium.PdfTextPage, raw: str, start: int, end: int, page: int) -> Line | None:
    pieces = clean_pieces(raw[start:end], start)
    if not pieces:
        return None
    # Spaces that pdfium makes up have no font: ask only characters that were drawn.
    indexes = [
        index + offset
        for index, text in pieces
        for offset, character in enumerate(text)
        if character != " "
    ]
    if not indexes:
        return None
    first, middle = indexes[0], indexes[len(indexes) // 2]
    size = _size(textpage, middle)
    # A footnote's mark at the end says little of the line: take the last character of its size.
    last = next((i for i in reversed(indexes) if _size(textpage, i) >= 0.8 * size), middle)
    left = _box(textpage, first)[0]
    _, bottom, right, top = _box(textpage, last)
    line = Line(
        pieces,
        page,
        left,
        right,
        top,
        bottom,
        size,
        all(pdfium_c.FPDFText_GetFontWeight(textpage, index) >= 600 for index in (first, last)),
        all(_is_sheared(textpage, index) for index in (first, middle, last)),
    )
    return _without_marks(textpage, line)


def _size(textpage: pdfium.PdfTextPage, index: int) -> float:
    """A character's size as printed, in points: some files set type of size 1 and scale it up."""
    size: float = pdfium_c.FPDFText_GetFontSize(textpage, index)
    matrix = pdfium_c.FS_MATRIX()
    if pdfium_c.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix)):
        size *= math.hypot(matrix.c, matrix.d)
    return size


def _is_sheared(textpage: pdfium.PdfTextPage, index: int) -> bool:
    """Whether a character leans: italics are drawn as upright type, sheared by a third."""
    matrix = pdfium_c.FS_MATRIX()
    found = pdfium_c.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix))
    return bool(found) and abs(matrix.c) > 0.1 * abs(matrix.d)


def _box(textpage: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a character's cell, in points."""
    rect = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rect)):
        return (0.0, 0.0, 0.0, 0.0)
    return (rect.left, rect.bottom, rect.right, rect.top)


def _without_marks(textpage: pdfium.PdfTextPage, line: Line) -> Line:
    """The line less the footnotes' marks glued to its words: digits clearly smaller than it."""
    small = 0.8 * line.size
    pieces: list[tuple[int, str]] = []
    for index, text in line.pieces:
        position = 0
        for digits in _DIGITS.finditer(text):
            start = digits.end()
            while start > digits.start() and _size(textpage, index + start - 1) < small:
                start -= 1
            if start < digits.end() and (start > 0 or index != line.pieces[0][0]):
                pieces.append((index + position, text[position:start].rstrip()))
                position = digits.end()
                if stop := _SPACED_STOP.match(text, position):
                    position = stop.end()
        if position < len(text):
            pieces.append((index + position, text[position:]))
    pieces = [piece for piece in pieces if piece[1]]
    leading = re.match(r"\d{1,2}(?=\D)", pieces[0][1]) if pieces else None
    raised = leading is not None and _size(textpage, pieces[0][0]) < small
    return replace(line, pieces=tuple(pieces), raised=leading.end() if leading and raised else 0)
