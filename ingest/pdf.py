"""A PDF's pages as lines with their places, read by pdfium; pypdf says whether it is one."""

from __future__ import annotations

import ctypes
import io
import math
import re
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.errors import UnreadableFile
from ingest.lines import Line, clean_pieces

#: pdfium ends a line with CR LF, save where it ends in a hyphen: there the hyphen itself is
#: U+FFFE (from a range call) or U+0002, and the next line follows at once.
_LINE_END = re.compile(r"\r\n|(?<=[\ufffe\u0002])")

#: A footnote's mark glued to what it notes: "What needs to improve?1", "16%6 of all".
_MARK = re.compile(r"(?<=[^\W\d_]|[%?.,;:)’”'])\d{1,2}")


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


def read_pdf(content: bytes) -> list[list[Line]]:
    """The lines of each page, in the order in which the file draws them.

    Raises:
        UnreadableFile: it is no readable PDF, or has no text (a scan).
    """
    count = check_pdf(content)
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise UnreadableFile("the PDF is damaged or incomplete: fetch or save it again") from error
    try:
        if len(document) == 0 or count == 0:
            raise UnreadableFile("the PDF has no pages")
        pages = [_page_lines(document, number) for number in range(1, len(document) + 1)]
    except pdfium.PdfiumError as error:
        raise UnreadableFile("a page of the PDF cannot be read: fetch or save it again") from error
    finally:
        document.close()
    if not any(pages):
        raise UnreadableFile("it has no text, only pictures of pages (a scan): run OCR over it")
    return pages


def _page_lines(document: pdfium.PdfDocument, number: int) -> list[Line]:
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
        return lines
    finally:
        textpage.close()
        page.close()


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
    first, middle, last = indexes[0], indexes[len(indexes) // 2], indexes[-1]
    left = _box(textpage, first)[0]
    # A bullet's or a footnote mark's own box says little of the line: take the last character's.
    _, bottom, right, top = _box(textpage, last)
    line = Line(
        pieces,
        page,
        left,
        right,
        top,
        bottom,
        _size(textpage, middle),
        all(pdfium_c.FPDFText_GetFontWeight(textpage, index) >= 600 for index in (first, last)),
    )
    return _without_marks(textpage, line)


def _size(textpage: pdfium.PdfTextPage, index: int) -> float:
    """A character's size as printed, in points: some files set type of size 1 and scale it up."""
    size: float = pdfium_c.FPDFText_GetFontSize(textpage, index)
    matrix = pdfium_c.FS_MATRIX()
    if pdfium_c.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix)):
        size *= math.hypot(matrix.c, matrix.d)
    return size


def _box(textpage: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a character's cell, in points."""
    rect = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rect)):
        return (0.0, 0.0, 0.0, 0.0)
    return (rect.left, rect.bottom, rect.right, rect.top)


def _without_marks(textpage: pdfium.PdfTextPage, line: Line) -> Line:
    """The line less the footnotes' marks glued to its words: digits clearly smaller than it."""
    pieces: list[tuple[int, str]] = []
    for index, text in line.pieces:
        position = 0
        for mark in _MARK.finditer(text):
            if _size(textpage, index + mark.start()) < 0.8 * line.size:
                pieces.append((index + position, text[position : mark.start()]))
                position = mark.end()
        if position < len(text):
            pieces.append((index + position, text[position:]))
    return replace(line, pieces=tuple(piece for piece in pieces if piece[1]))
