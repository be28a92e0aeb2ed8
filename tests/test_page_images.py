"""A page's picture: what is marked on it is what was quoted."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from assistant.page_images import (
    highlighted_text,
    merged_by_line,
    page_image,
    page_spans,
    write_page_image,
)
from corpus.types import Document, SourceRun

FIRST_PAGE = (
    "1. Leaders in Ambershire know their services well, and",
    "respond to most families without delay. Too many children",
    "still wait for help at the front door, and their needs",
)
SECOND_PAGE = (
    "grow while they wait. Social workers visit often.",
    "2. Care leavers in Ambershire live in suitable homes.",
)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on Ambershire, an invented authority, one of whose sentences crosses a page."""
    path = tmp_path_factory.mktemp("pdf") / "ambershire.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for lines in (FIRST_PAGE, SECOND_PAGE):
        for number, line in enumerate(lines):
            canvas.drawString(72, 700 - 18 * number, line)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture(scope="module")
def report(pdf: Path) -> Document:
    """The report's text, its lines joined by spaces, each knowing the characters that drew it."""
    text, runs = "", []
    opened = pdfium.PdfDocument(pdf)
    for page, lines in enumerate((FIRST_PAGE, SECOND_PAGE), start=1):
        drawn = opened[page - 1].get_textpage().get_text_range()
        for line in lines:
            text += " " if text else ""
            runs.append(SourceRun(len(text), len(line), page, drawn.index(line)))
            text += line
    opened.close()
    return Document("ambershire.pdf", "0" * 64, "ilacs", text, pages=2, source_runs=tuple(runs))


def span(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def yellow_share(picture: bytes) -> float:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    pixels = list(image.get_flattened_data())
    return sum(r > 200 and g > 180 and b < 150 for r, g, b in pixels) / len(pixels)


@pytest.mark.parametrize(
    "words",
    [
        "Too many children still wait for help at the front door",
        "respond to most families without delay.",
        "Care leavers",
    ],
)
def test_what_is_highlighted_is_the_quotation(pdf: Path, report: Document, words: str) -> None:
    [(page, runs)] = page_spans(report, *span(report, words)).items()

    assert letters(highlighted_text(pdf, page, runs)) == letters(words)


def test_a_quotation_across_a_page_break_is_highlighted_on_both_pages(
    pdf: Path, report: Document
) -> None:
    words = (
        "Too many children still wait for help at the front door, and their needs "
        "grow while they wait."
    )
    spans = page_spans(report, *span(report, words))

    assert sorted(spans) == [1, 2]
    marked = "".join(highlighted_text(pdf, page, spans[page]) for page in sorted(spans))
    assert letters(marked) == letters(words)


def test_words_of_another_page_are_not_highlighted(report: Document) -> None:
    assert set(page_spans(report, *span(report, "Care leavers"))) == {2}


def test_text_that_no_page_drew_has_no_spans() -> None:
    assert page_spans(Document("letter.txt", "0" * 64, "other", "Some text."), 0, 4) == {}


def test_the_picture_shows_the_mark_and_only_where_words_are_marked(
    pdf: Path, report: Document
) -> None:
    runs = page_spans(report, *span(report, "respond to most families"))[1]
    marked, bare = page_image(pdf, 1, runs), page_image(pdf, 1, [])

    assert Image.open(io.BytesIO(marked)).size == (893, 1263)
    assert 0.001 < yellow_share(marked) < 0.01
    assert yellow_share(bare) == 0


@pytest.mark.parametrize(
    ("name", "form"), [("a.png", "PNG"), ("b.JPG", "JPEG"), ("c.jpeg", "JPEG")]
)
def test_a_picture_is_written_in_the_format_of_its_name(
    name: str, form: str, pdf: Path, report: Document, tmp_path: Path
) -> None:
    runs = page_spans(report, *span(report, "respond to most families"))[1]
    for _ in range(2):  # a picture that is there is written over
        write_page_image(tmp_path / name, pdf, 1, runs)
    assert Image.open(tmp_path / name).format == form
    assert 0.001 < yellow_share((tmp_path / name).read_bytes()) < 0.01


@pytest.mark.parametrize("content", [b"", b"Dear Ms Hart", b"%PDF-1.7"])
def test_what_is_no_picture_is_not_written_over(content: bytes, pdf: Path, tmp_path: Path) -> None:
    path = tmp_path / "letter.png"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="is there already and is no picture"):
        write_page_image(path, pdf, 1, [])
    assert path.read_bytes() == content


def test_a_file_that_has_changed_is_drawn_again(tmp_path: Path, pdf: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf.read_bytes())
    before = page_image(path, 1, [])
    canvas = Canvas(str(path), pagesize=(300, 300))
    canvas.drawString(20, 20, "Another")
    canvas.save()

    assert page_image(path, 1, []) != before


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_is_not_there_is_a_clear_error(pdf: Path, page: int) -> None:
    with pytest.raises(ValueError, match=f"has 2 pages: there is no page {page}"):
        page_image(pdf, page, [])


def test_characters_that_are_not_there_are_a_clear_error(pdf: Path) -> None:
    with pytest.raises(ValueError, match="beyond the characters"):
        page_image(pdf, 1, [(0, 100_000)])


def test_a_file_that_is_no_pdf_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_text("<html>Not found</html>")

    with pytest.raises(ValueError, match=r"letter\.pdf cannot be read as a PDF"):
        page_image(path, 1, [])


def test_pieces_of_one_line_become_one_box_and_lines_stay_apart() -> None:
    pieces = [(72.0, 700.0, 100.0, 710.0), (103.0, 699.0, 150.0, 710.0), (72.0, 680.0, 90.0, 690.0)]

    assert merged_by_line(pieces) == [(72.0, 699.0, 150.0, 710.0), (72.0, 680.0, 90.0, 690.0)]


def test_columns_of_a_table_stay_apart() -> None:
    assert len(merged_by_line([(72.0, 700.0, 150.0, 710.0), (400.0, 700.0, 450.0, 710.0)])) == 2
