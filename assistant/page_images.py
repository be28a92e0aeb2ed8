"""Pictures of a PDF's pages with a quotation's own words marked on them.

The words are found by address (which characters of which page), never by searching for a text,
so what is marked is what was quoted.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Literal

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

from corpus.types import Document

Run = tuple[int, int]
"""(char_index, length): characters of a page, as pdfium counts them."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the page's bottom left corner."""

Format = Literal["JPEG", "PNG"]

#: Pictures that are written, by the ending of the file's name.
FORMATS: dict[str, Format] = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}

#: The bytes with which files of these formats begin.
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

YELLOW = (255, 233, 92)

#: JPEG at 85 takes 7 ms a page at scale 1.5, PNG 39 ms and WebP 120 ms, all about 200 KB.
JPEG_QUALITY = 85

#: Pictures kept: at about 200 KB each, some 13 MB.
CACHE_SIZE = 64

#: pdfium is not documented as safe to use from several threads at once.
_pdfium_lock = Lock()


def page_spans(document: Document, start: int, end: int) -> dict[int, list[Run]]:
    """The characters of each page that draw the text from `start` to `end`, in reading order."""
    pages: dict[int, list[Run]] = {}
    for run in document.source_runs:
        first = max(start, run.start)
        last = min(end, run.start + run.length)
        if first < last:
            runs = pages.setdefault(run.page, [])
            runs.append((run.char_index + first - run.start, last - first))
    return pages


def page_image(
    pdf: Path, page: int, runs: Sequence[Run], scale: float = 1.5, form: Format = "JPEG"
) -> bytes:
    """A picture of a page (from 1), `scale` pixels a point, the characters of `runs` marked yellow.

    Raises:
        ValueError: the file has no such page, or cannot be read as a PDF.
    """
    changed = pdf.stat()
    version = changed.st_mtime_ns, changed.st_size
    return _page_image(pdf, page, tuple(runs), scale, form, version)


def check_picture_name(path: Path) -> None:
    """Check that a picture may be written to `path`.

    Raises:
        ValueError: its ending names no format, its folder is not there, or something else than
            a picture is there already.
    """
    if path.suffix.lower() not in FORMATS:
        raise ValueError(f"{path} is no name for a picture: let it end with .png or .jpg.")
    if not path.parent.is_dir():
        raise ValueError(f"There is no folder {path.parent}: make it, or choose another.")
    if path.is_dir() or (path.exists() and not _is_picture(path)):
        raise ValueError(f"{path} is there already and is no picture, so it is left as it is.")


def _is_picture(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(8).startswith(_SIGNATURES)


def write_page_image(path: Path, pdf: Path, page: int, runs: Sequence[Run]) -> None:
    """Write a page's picture to `path` in the format of its ending, in place of a picture there.

    Raises:
        ValueError: as `check_picture_name` and `page_image` do.
        OSError: it cannot be written.
    """
    check_picture_name(path)
    picture = page_image(pdf, page, runs, scale=2, form=FORMATS[path.suffix.lower()])
    path.write_bytes(picture)


@lru_cache(maxsize=CACHE_SIZE)
def _page_image(
    pdf: Path,
    number: int,
    runs: tuple[Run, ...],
    scale: float,
    form: Format,
    version: tuple[int, int],
) -> bytes:
    """As `page_image`; `version` is the file's, so that a changed file is drawn again."""
    with _opened_page(pdf, number) as page:
        bitmap = page.render(scale=scale)
        to_bitmap = bitmap.get_posconv(page).to_bitmap
        marks = [
            (*to_bitmap(left, top), *to_bitmap(right, bottom))
            for left, bottom, right, top in _boxes(page, runs)
        ]
        picture = bitmap.to_pil().convert("RGB")
    out = io.BytesIO()
    _highlighted(picture, marks).save(out, form, quality=JPEG_QUALITY)
    return out.getvalue()


def boxes_on(pdf: Path, page: int, runs: Sequence[Run]) -> list[Box]:
    """The boxes that `page_image` marks, one for each stretch of a line.

    Raises:
        ValueError: the file has no such page, or cannot be read as a PDF.
    """
    with _opened_page(pdf, page) as opened:
        return _boxes(opened, runs)


def highlighted_text(pdf: Path, page: int, runs: Sequence[Run]) -> str:
    """The words that lie under the marks that `page_image` draws, a line of them a line.

    Raises:
        ValueError: the file has no such page, or cannot be read as a PDF.
    """
    with _opened_page(pdf, page) as opened:
        textpage = opened.get_textpage()
        try:
            return "\n".join(
                textpage.get_text_bounded(*box).strip() for box in _boxes(opened, runs)
            )
        finally:
            textpage.close()


@contextmanager
def _opened_page(pdf: Path, number: int) -> Iterator[pdfium.PdfPage]:
    """The page, from 1, closed again afterwards; nobody else uses pdfium meanwhile."""
    with _pdfium_lock:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            raise ValueError(f"{pdf.name} cannot be read as a PDF.") from error
        try:
            if not 1 <= number <= len(document):
                raise ValueError(
                    f"{pdf.name} has {len(document)} pages: there is no page {number}."
                )
            page = document[number - 1]
            try:
                yield page
            finally:
                page.close()
        finally:
            document.close()


def _boxes(page: pdfium.PdfPage, runs: Sequence[Run]) -> list[Box]:
    """The boxes around the characters of `runs`, one for each stretch of a line.

    What stands between two runs and is not of the quotation, a footnote's mark, stays unmarked.

    Raises:
        ValueError: a run reaches beyond the characters of the page.
    """
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if any(index < 0 or length < 1 or index + length > count for index, length in runs):
            raise ValueError("The quotation reaches beyond the characters of the page.")
        boxes: list[Box] = []
        pieces: list[Box] = []
        end = 0
        for index, length in runs:
            if pieces and not _is_space(textpage, end, index):
                boxes += merged_by_line(pieces)
                pieces = []
            rects = range(textpage.count_rects(index, length))
            pieces += [textpage.get_rect(number) for number in rects]
            end = index + length
    finally:
        textpage.close()
    return boxes + merged_by_line(pieces)


def _is_space(textpage: pdfium.PdfTextPage, start: int, end: int) -> bool:
    """Whether only spaces and line ends stand between two runs of characters."""
    if end <= start:
        return end == start
    return end - start < 8 and not textpage.get_text_range(start, end - start).strip()


def merged_by_line(pieces: Sequence[Box]) -> list[Box]:
    """The boxes with neighbours on one line made one: pdfium gives about four pieces a line."""
    lines: list[Box] = []
    for piece in pieces:
        if lines and _continues(lines[-1], piece):
            last = lines.pop()
            piece = (
                min(last[0], piece[0]),
                min(last[1], piece[1]),
                max(last[2], piece[2]),
                max(last[3], piece[3]),
            )
        lines.append(piece)
    return lines


def _continues(line: Box, piece: Box) -> bool:
    """Whether `piece` stands on the same line, no further off than two letters' height."""
    height = max(line[3] - line[1], piece[3] - piece[1])
    overlap = min(line[3], piece[3]) - max(line[1], piece[1])
    lower = min(line[3] - line[1], piece[3] - piece[1])
    gap = max(line[0], piece[0]) - min(line[2], piece[2])
    return overlap > 0.5 * lower and gap < 2 * height


def _highlighted(picture: Image.Image, marks: Sequence[Sequence[int]]) -> Image.Image:
    """The picture with the marks multiplied over it, so that black letters stay black."""
    if not marks:
        return picture
    overlay = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(overlay)
    for x0, y0, x1, y1 in marks:
        draw.rectangle((min(x0, x1) - 1, min(y0, y1) - 1, max(x0, x1) + 1, max(y0, y1) + 1), YELLOW)
    return ImageChops.multiply(picture, overlay)
