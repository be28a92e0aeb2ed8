"""The lines of a PDF's pages as pdfium has them, without anything that reading makes of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

#: A line ends in CR LF, or in a hyphen that pdfium gives as one of these.
_LINE = re.compile("[^\r\n\ufffe\x02]*(?:[\ufffe\x02]|\r\n|\r|\n|$)")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page: characters `index` to `index + length`, as pdfium counts them."""

    text: str
    """With single spaces; a hyphen at its end is "-"."""
    page: int
    """The file's, from 1."""
    index: int
    length: int
    bottom: float
    top: float
    """Of its first letter, in points from the page's foot."""


Pages = Sequence[Sequence[PrintedLine]]


def printed_pages(pdf: Path) -> list[list[PrintedLine]]:
    """The lines of each page, in the order in which the file draws them.

    Raises:
        pypdfium2.PdfiumError: it is no PDF that can be read.
    """
    document = pdfium.PdfDocument(pdf)
    try:
        return [_lines(document[index], index + 1) for index in range(len(document))]
    finally:
        document.close()


def words_of(page: Sequence[PrintedLine]) -> str:
    """A page's lines as running text."""
    return "".join(line.text if line.text.endswith("-") else f"{line.text} " for line in page)


def _lines(page: pdfium.PdfPage, number: int) -> list[PrintedLine]:
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        lines = []
        for found in _LINE.finditer(text):
            words = " ".join(re.sub("[\ufffe\x02]", "-", found.group()).split())
            if words:
                first = found.start() + len(found.group()) - len(found.group().lstrip())
                _, bottom, _, top = textpage.get_charbox(first)
                length = len(found.group().rstrip()) - (first - found.start())
                lines.append(PrintedLine(words, number, first, length, bottom, top))
        return lines
    finally:
        textpage.close()
        page.close()
