"""Papers written out: each format opens, says what was quoted, and can be checked."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import docx
import invented
import openpyxl
import pypdfium2 as pdfium
import pytest
from docx.oxml.ns import qn
from lxml import etree
from markdown_it import MarkdownIt
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from assistant.citations import make_quote, visit_name
from assistant.papers.embedded import manifest_of, without_manifest
from assistant.papers.evidence_pdf import write_evidence_pdf
from assistant.papers.markdown import write_markdown
from assistant.papers.paper import ATTRIBUTION, Heading, Paper, Quotation, Table, Words
from assistant.papers.pdf import write_pdf
from assistant.papers.sheets import write_csv, write_xlsx
from assistant.papers.word import write_word
from assistant.papers.written_whole import written_whole
from assistant.quotations.manifest import Manifest, make_manifest
from corpus.catalogue import Catalogue
from corpus.types import Document, Quote
from ingest.read import read_document

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
MADE = "2026-07-21T10:00:00+01:00"

LAYOUTS = {
    "sif": invented.sif,
    "ilacs": invented.ilacs_five_judgements,
    "scaled": invented.ilacs_council_first,
    "letter": invented.focused_visit,
    "looked-after": invented.looked_after_2013,
}

HOSTILE = (
    "# Not a heading <script>alert(1)</script> & <b>bold</b> *stars* _lines_ `code` [a](b) "
    "| cell | --> -->\n- no item\n1. no number\n=1+1\n> no quotation \\ $x$ ~~gone~~ &amp; "
    "<!-- findings-manifest-1 {} -->\n\nA second paragraph: ‘curly’ “quotes” – dashes — é £ …"
)


def text_document(name: str, text: str) -> Document:
    return read_document(name, text.encode())


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """The invented reports and letters in each layout, and a letter as a plain text."""
    held = Catalogue(tmp_path_factory.mktemp("home"))
    for name, draw in LAYOUTS.items():
        content = draw()
        document = read_document(f"{name}.pdf", content)
        held.add(document, (), "test")
        held.keep_original(document.sha256, ".pdf", content)
    held.add(text_document("plain.txt", "A letter. Ambershire’s plans are clear."), (), "test")
    yield held
    held.close()


def whole(catalogue: Catalogue, name: str) -> Document:
    document = catalogue.document(name)
    assert document
    return document


def first_quotes(catalogue: Catalogue, names: list[str]) -> list[Quote]:
    """The first two findings of each document."""
    quotes = []
    for name in names:
        document = whole(catalogue, name)
        findings = [p for p in document.paragraphs if p.role in ("body", "item")]
        quotes += [make_quote(document, p.start, p.end) for p in findings[:2]]
    return quotes


def manifest_for(quotes: list[Quote], catalogue: Catalogue) -> Manifest:
    return make_manifest(quotes, catalogue.documents(), MADE)


@pytest.fixture(scope="module")
def quotes(catalogue: Catalogue) -> list[Quote]:
    return first_quotes(catalogue, ["sif.pdf", "letter.pdf"])


def paper_of(quotes: list[Quote], catalogue: Catalogue, **more: object) -> Paper:
    blocks = (
        Words("Words of our own."),
        Heading("What inspectors found"),
        Words("An item", bullet=True),
        *(Quotation(quote, quote.citation, f"Note {n}") for n, quote in enumerate(quotes, 1)),
        Heading("Grades", 2),
        Table(("Authority", "Grade"), (("Ambershire", "good"),), "Grades given"),
    )
    manifest = manifest_for(quotes, catalogue)
    return Paper("Quotations on Ambershire", blocks, manifest, **more)  # type: ignore[arg-type]


@pytest.fixture
def paper(quotes: list[Quote], catalogue: Catalogue) -> Paper:
    return paper_of(quotes, catalogue, subtitle="For the board", references=("Ofsted (2016) A.",))


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Paper]:
    """A paper in which title, note, citation and quotation are full of markup."""
    held = Catalogue(tmp_path / "home")
    document = Document("hostile.txt", "0" * 64, "other", HOSTILE)
    quote = make_quote(document, 0, len(HOSTILE))
    manifest = make_manifest([quote], [document], MADE)
    blocks = (Quotation(quote, HOSTILE, HOSTILE), Words(HOSTILE), Heading(HOSTILE))
    yield Paper(HOSTILE, (*blocks, Table((HOSTILE,), ((HOSTILE,),), HOSTILE)), manifest)
    held.close()


def paragraphs(path: Path, style: str) -> list[str]:
    return [p.text for p in docx.Document(str(path)).paragraphs if p.style.name == style]


def words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pdf_text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


# Word


def test_word_has_its_parts_in_styles_of_their_own(
    paper: Paper, quotes: list[Quote], tmp_path: Path
) -> None:
    path = tmp_path / "paper.docx"
    write_word(paper, path)

    assert paragraphs(path, "Title") == ["Quotations on Ambershire"]
    assert paragraphs(path, "Subtitle") == ["For the board"]
    assert paragraphs(path, "Quotation") == [f"“{quote.text}”" for quote in quotes]
    assert paragraphs(path, "Citation") == [
        f"[{number}] {quote.citation}" for number, quote in enumerate(quotes, 1)
    ]
    assert paragraphs(path, "Note")[0] == "Note 1"
    assert paragraphs(path, "List Bullet") == ["An item"]
    assert paragraphs(path, "Source") == ["Ofsted (2016) A."]
    assert paragraphs(path, "Heading 1") == [
        "What inspectors found",
        "Sources",
        "Where each quotation stands",
        "Licence",
    ]
    assert ATTRIBUTION in paragraphs(path, "Normal")


def test_word_says_where_each_quotation_stands(
    paper: Paper, quotes: list[Quote], tmp_path: Path
) -> None:
    path = tmp_path / "paper.docx"
    write_word(paper, path)
    *_, table = docx.Document(str(path)).tables

    assert [cell.text for cell in table.rows[1].cells] == [
        "1",
        "sif.pdf",
        paper.manifest.entries[0].sha256[:12],
        f"{quotes[0].start}–{quotes[0].end}",
        str(quotes[0].pages[0]),
    ]
    assert len(table.rows) == 1 + len(quotes)
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_word_names_its_title_and_language_and_no_author(paper: Paper, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    write_word(paper, path)
    document = docx.Document(str(path))

    assert document.core_properties.title == "Quotations on Ambershire"
    assert document.core_properties.author == ""
    assert document.core_properties.comments == ""
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert document.sections[0].footer.paragraphs[0].text.startswith("Page ")
    assert "thumbnail" not in "".join(zipfile.ZipFile(path).namelist())


def test_word_puts_citations_in_real_footnotes_when_asked(
    quotes: list[Quote], catalogue: Catalogue, tmp_path: Path
) -> None:
    path = tmp_path / "paper.docx"
    write_word(paper_of(quotes, catalogue, footnotes=True), path)
    document = docx.Document(str(path))
    with zipfile.ZipFile(path) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        content = archive.read("[Content_Types].xml").decode()

    assert "/word/footnotes.xml" in content
    texts = {n.get(qn("w:id")): "".join(n.itertext()).strip() for n in notes}
    assert texts == {"-1": "", "0": ""} | {
        str(number): quote.citation for number, quote in enumerate(quotes, 1)
    }
    marks = [e.get(qn("w:id")) for e in document.element.body.iter(qn("w:footnoteReference"))]
    assert marks == [str(number) for number in range(1, len(quotes) + 1)]
    ids = {style.style_id for style in document.styles}
    assert {"FootnoteText", "FootnoteReference"} <= ids
    assert paragraphs(path, "Citation") == []


def test_a_footnote_says_the_quotations_number_where_words_count_is_another(
    quotes: list[Quote], catalogue: Catalogue, tmp_path: Path
) -> None:
    blocks = (Quotation(quotes[1], quotes[1].citation),)
    paper = Paper("One of two", blocks, manifest_for(quotes, catalogue), footnotes=True)
    write_word(paper, tmp_path / "paper.docx")

    with zipfile.ZipFile(tmp_path / "paper.docx") as archive:
        assert f"Quotation 2: {quotes[1].citation}" in archive.read("word/footnotes.xml").decode()


def test_characters_that_xml_cannot_hold_are_left_out_and_the_manifest_has_them(
    tmp_path: Path,
) -> None:
    text = "Plans\x0b are\x00 clear\ufffe and\u202e timely."
    document = Document("odd.txt", "1" * 64, "other", text)
    quote = make_quote(document, 0, len(text))
    manifest = make_manifest([quote], [document], MADE)
    paper = Paper("Odd", (Quotation(quote, quote.citation),), manifest)
    table = Table(("Quotation",), ((text,),))
    for write, name in ((write_word, "a.docx"), (write_pdf, "a.pdf"), (write_markdown, "a.md")):
        write(paper, tmp_path / name)
        assert manifest_of(tmp_path / name) == manifest
    write_csv(table, manifest, tmp_path / "a.csv")
    assert manifest_of(tmp_path / "a.csv") == manifest
    write_xlsx(table, manifest, tmp_path / "a.xlsx")
    told = manifest_of(tmp_path / "a.xlsx")
    assert told
    assert (told.entries[0].start, told.entries[0].end) == (0, len(text))
    assert paragraphs(tmp_path / "a.docx", "Quotation") == ["“Plans are clear and timely.”"]


# PDF


def test_pdf_has_the_quotations_the_appendix_and_the_licence(
    paper: Paper, quotes: list[Quote], tmp_path: Path
) -> None:
    path = tmp_path / "paper.pdf"
    write_pdf(paper, path)
    text = words(pdf_text(path))

    for number, quote in enumerate(quotes, 1):
        assert words(f"“{quote.text}”") in text
        assert words(f"[{number}] {quote.citation}") in text
    assert words(ATTRIBUTION) in text
    assert paper.manifest.entries[0].sha256[:12] in text
    assert "Page1" in text


def test_pdf_has_a_title_a_language_bookmarks_and_its_fonts_inside(
    paper: Paper, tmp_path: Path
) -> None:
    path = tmp_path / "paper.pdf"
    write_pdf(paper, path)
    reader = PdfReader(path)

    assert reader.metadata
    assert reader.metadata.title == "Quotations on Ambershire"
    assert not reader.metadata.author
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"  # type: ignore[index]
    top = [item.title for item in reader.outline if not isinstance(item, list)]
    assert top == ["What inspectors found", "Sources", "Where each quotation stands", "Licence"]
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_a_quotation_longer_than_a_page_is_written_in_full(tmp_path: Path) -> None:
    text = " ".join(f"Sentence {number} of a long finding." for number in range(600))
    document = Document("long.txt", "2" * 64, "other", text)
    quote = make_quote(document, 0, len(text))
    manifest = make_manifest([quote], [document], MADE)
    table = Table(("A", "B"), ((text, "b" * 3000),))
    paper = Paper("Long " * 60, (Quotation(quote, quote.citation), table), manifest)
    write_pdf(paper, tmp_path / "long.pdf")

    found = pdf_text(tmp_path / "long.pdf")
    assert found.count("Sentence 599 of") == 2
    assert found.count("b" * 3000) or found.count("b") >= 3000


def test_a_character_that_the_font_lacks_is_shown_by_its_like_or_its_number(tmp_path: Path) -> None:
    manifest = Manifest(MADE, "0" * 12, "0.1.0", ())
    write_pdf(Paper("Letters", (Words("Łódz é ﬃ 中 end"),), manifest), tmp_path / "a.pdf")

    assert "Łódz é ffi [U+4E2D] end" in pdf_text(tmp_path / "a.pdf")


# Nothing of the text acts as markup


def test_hostile_text_is_shown_as_it_is_in_word_and_pdf(hostile: Paper, tmp_path: Path) -> None:
    write_word(hostile, tmp_path / "a.docx")
    write_pdf(hostile, tmp_path / "a.pdf")

    assert paragraphs(tmp_path / "a.docx", "Quotation") == [f"“{HOSTILE}”"]
    assert words(f"“{HOSTILE}”") in words(pdf_text(tmp_path / "a.pdf"))
    assert not any("/Annots" in page for page in PdfReader(tmp_path / "a.pdf").pages)


def test_hostile_text_is_shown_as_it_is_in_markdown(hostile: Paper, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_markdown(hostile, path)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(path.read_text())
    kinds = [token.type for token in tokens]

    assert kinds.count("heading_open") == 4  # the title, a heading, and two of the closing
    assert kinds.count("blockquote_open") == 1
    assert "bullet_list_open" not in kinds
    assert "ordered_list_open" not in kinds
    assert kinds.count("html_block") == 1  # the manifest
    begin, end = kinds.index("blockquote_open"), kinds.index("blockquote_close")
    inside = [token for token in tokens[begin:end] if token.type == "inline"]
    *quoted, _ = ("".join(c.content or "\n" for c in t.children or ()) for t in inside)
    assert "\n\n".join(quoted) == f"“{HOSTILE}”"
    assert manifest_of(path) == hostile.manifest


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1"])
def test_a_cell_never_acts_as_a_formula(start: str, tmp_path: Path) -> None:
    manifest = Manifest(MADE, "0" * 12, "0.1.0", ())
    table = Table((start, "Note"), ((f"{start} more", "plain"),), "Quotations")
    write_csv(table, manifest, tmp_path / "a.csv")
    write_xlsx(table, manifest, tmp_path / "a.xlsx")

    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    for cell in (rows[0][0], rows[1][0]):
        assert not re.match(r"\s*[=+\-@]|[\t\r]", cell)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == f"{start} more".replace("\r", "\n")
    assert sheet["A2"].quotePrefix == (start != "'=1")


# Sheets


def quotations_table(quotes: list[Quote]) -> Table:
    rows = tuple((str(n), quote.text, quote.citation) for n, quote in enumerate(quotes, 1))
    return Table(("Number", "Quotation", "Citation"), rows, "Quotations: all [of] them/here")


def test_csv_has_the_mark_by_which_excel_reads_it_and_the_table_first(
    quotes: list[Quote], catalogue: Catalogue, tmp_path: Path
) -> None:
    path, table = tmp_path / "a.csv", quotations_table(quotes)
    write_csv(table, manifest_for(quotes, catalogue), path)

    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(map(tuple, without_manifest(rows))) == (table.header, *table.rows)
    assert [ATTRIBUTION] in rows


def test_xlsx_has_a_frozen_header_wrapped_texts_and_a_manifest(
    quotes: list[Quote], catalogue: Catalogue, tmp_path: Path
) -> None:
    path, table = tmp_path / "a.xlsx", quotations_table(quotes)
    write_xlsx(table, manifest_for(quotes, catalogue), path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]

    assert book.sheetnames[1] == "Manifest"
    assert tuple(sheet.iter_rows(values_only=True)) == (table.header, *table.rows)
    assert sheet.freeze_panes == "A2"
    assert sheet["B2"].alignment.wrap_text
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width
    assert ATTRIBUTION in [row[1] for row in book["Manifest"].iter_rows(values_only=True)]


def test_a_text_too_long_for_a_cell_is_refused_in_a_sentence(tmp_path: Path) -> None:
    table = Table(("Quotation",), (("x" * 40_000,),))
    with pytest.raises(ValueError, match="no more than 32,767 characters"):
        write_xlsx(table, Manifest(MADE, "0" * 12, "0.1.0", ()), tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


# The manifest


def test_every_format_gives_its_manifest_back(
    paper: Paper, quotes: list[Quote], catalogue: Catalogue, tmp_path: Path
) -> None:
    write_word(paper, tmp_path / "a.docx")
    write_pdf(paper, tmp_path / "a.pdf")
    write_markdown(paper, tmp_path / "a.md")
    write_csv(quotations_table(quotes), paper.manifest, tmp_path / "a.csv")
    write_xlsx(quotations_table(quotes), paper.manifest, tmp_path / "a.xlsx")
    write_evidence_pdf(paper.manifest, catalogue, tmp_path / "evidence.pdf")

    assert {p.name: manifest_of(p) == paper.manifest for p in tmp_path.iterdir()} == dict.fromkeys(
        ("a.docx", "a.pdf", "a.md", "a.csv", "a.xlsx", "evidence.pdf"), True
    )


def test_a_word_document_saved_again_still_has_its_manifest(paper: Paper, tmp_path: Path) -> None:
    write_word(paper, tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    document.add_paragraph("More of our own.")
    document.save(str(tmp_path / "b.docx"))

    assert manifest_of(tmp_path / "b.docx") == paper.manifest


def test_a_csv_file_that_was_saved_with_semicolons_still_has_its_manifest(
    quotes: list[Quote], catalogue: Catalogue, tmp_path: Path
) -> None:
    manifest = manifest_for(quotes, catalogue)
    write_csv(quotations_table(quotes), manifest, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    with (tmp_path / "b.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([*row, "", ""] for row in rows)

    assert manifest_of(tmp_path / "b.csv") == manifest


def test_a_file_of_somebody_elses_has_no_manifest(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    (tmp_path / "a.pdf").write_bytes(invented.focused_visit())
    (tmp_path / "a.md").write_text("# A paper\n\n<!-- a comment {} -->\n")
    (tmp_path / "a.csv").write_text("Number,Quotation\n1,Words\n")

    assert [manifest_of(path) for path in sorted(tmp_path.iterdir())] == [None] * 5


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.xlsx"])
def test_a_damaged_file_is_a_sentence(name: str, paper: Paper, tmp_path: Path) -> None:
    path = tmp_path / name
    if name == "a.xlsx":
        write_xlsx(Table(("A",), ()), paper.manifest, path)
    else:
        (write_word if name == "a.docx" else write_pdf)(paper, path)
    path.write_bytes(path.read_bytes()[:900])

    with pytest.raises(ValueError, match="damaged or incomplete"):
        manifest_of(path)


def test_a_manifest_that_was_edited_is_a_sentence(paper: Paper, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_markdown(paper, path)
    path.write_text(path.read_text().replace('"sha256":', '"sha":'))

    with pytest.raises(ValueError, match="manifest in the file cannot be read"):
        manifest_of(path)


# Files are whole


def test_what_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_text("before")
    with pytest.raises(FileNotFoundError), written_whole(path) as part:
        part.rename(tmp_path / "elsewhere").rename(tmp_path / "nowhere" / "paper.pdf")

    assert path.read_text() == "before"


def test_a_quotation_that_the_manifest_lacks_is_never_written(
    quotes: list[Quote], catalogue: Catalogue, tmp_path: Path
) -> None:
    paper = Paper(
        "A", (Quotation(quotes[0], quotes[0].citation),), manifest_for(quotes[1:], catalogue)
    )
    for write in (write_word, write_pdf, write_markdown):
        with pytest.raises(ValueError, match=r"manifest lacks a quotation from sif\.pdf"):
            write(paper, tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


# The evidence PDF


def highlighted(path: Path) -> dict[int, str]:
    """By the quotation's number, the words in the boxes that its annotations mark."""
    opened = pdfium.PdfDocument(path)
    found: dict[int, str] = {}
    for index, page in enumerate(PdfReader(path).pages):
        textpage = opened[index].get_textpage()
        for reference in page.get("/Annots", ()):
            annotation = reference.get_object()
            if annotation["/Subtype"] == "/Highlight":
                number = int(re.match(r"Quotation (\d+): ", annotation["/Contents"])[1])  # type: ignore[index]
                corners = [float(value) for value in annotation["/QuadPoints"]]
                for at in range(0, len(corners), 8):
                    left, top, right, _, _, bottom, _, _ = corners[at : at + 8]
                    text = textpage.get_text_bounded(left, bottom, right, top)
                    found[number] = found.get(number, "") + text
        textpage.close()
    opened.close()
    return {number: letters(text) for number, text in found.items()}


def letters(text: str) -> str:
    """Without spaces, and without hyphens, of which pdfium has its own at a line's end."""
    return re.sub(r"[\s\x02\ufffe-]", "", text)


def across_pages(document: Document) -> list[Quote]:
    """A quotation of two paragraphs or one that stands on two pages, for each such page break."""
    findings = [p for p in document.paragraphs if p.role in ("body", "item")]
    quotes = [make_quote(document, p.start, p.end) for p in findings if len(p.pages) > 1]
    return quotes or [
        make_quote(document, one.start, other.end)
        for one, other in pairwise(findings)
        if one.pages != other.pages
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_exactly_the_quoted_words_are_highlighted(
    name: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    document = whole(catalogue, f"{name}.pdf")
    quotes = first_quotes(catalogue, [document.name]) + across_pages(document)[:2]
    first = quotes[0]
    middle = first.start + first.text.index(" ") + 1
    quotes.append(make_quote(document, middle, middle + 25))
    write_evidence_pdf(manifest_for(quotes, catalogue), catalogue, tmp_path / "e.pdf")

    assert highlighted(tmp_path / "e.pdf") == {
        number: letters(quote.text) for number, quote in enumerate(quotes, 1)
    }


def test_a_quotation_across_a_page_break_is_shown_on_both_pages(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    document = whole(catalogue, "ilacs.pdf")
    quote = next(q for q in across_pages(document) if len(q.pages) == 2)
    write_evidence_pdf(manifest_for([quote], catalogue), catalogue, tmp_path / "e.pdf")
    pages = PdfReader(tmp_path / "e.pdf").pages

    kinds = [[a.get_object()["/Subtype"] for a in page.get("/Annots", ())] for page in pages]
    assert [page.count("/Highlight") for page in kinds] == [0, 1, 1]
    assert "Shown on pages 2 and 3 of this file." in pages[0].extract_text()


def test_each_page_stands_once_in_order_and_the_index_leads_to_it(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    document = whole(catalogue, "sif.pdf")
    findings = [p for p in document.paragraphs if p.role == "body"]
    last, first, same = findings[-1], findings[0], findings[1]
    quotes = [make_quote(document, p.start, p.end) for p in (last, first, same)]
    quotes += first_quotes(catalogue, ["letter.pdf"])[:1]
    manifest = manifest_for(quotes, catalogue)
    write_evidence_pdf(manifest, catalogue, tmp_path / "e.pdf", "Evidence for the board")
    reader = PdfReader(tmp_path / "e.pdf")
    cited = sorted({page for quote in quotes[:3] for page in quote.pages})
    index = len(reader.pages) - len(cited) - len(quotes[3].pages)

    originals = PdfReader(catalogue.original("sif.pdf")).pages  # type: ignore[arg-type]
    shown = [page.extract_text() for page in reader.pages[index:]]
    assert shown[: len(cited)] == [originals[number - 1].extract_text() for number in cited]
    links = [
        reader.get_page_number(annotation["/Dest"][0].get_object())
        for page in reader.pages[:index]
        for annotation in (a.get_object() for a in page.get("/Annots", ()))
        if "/Dest" in annotation
    ]
    wanted = [index + cited.index(page) for quote in quotes[:3] for page in quote.pages]
    assert links == [*wanted, len(reader.pages) - 1]
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles[0] == "Index of quotations"
    assert titles[1:-1][-1] == visit_name(document)
    assert titles[-1] == visit_name(whole(catalogue, "letter.pdf"))
    assert reader.metadata
    assert reader.metadata.title == "Evidence for the board"
    text = words("".join(page.extract_text() for page in reader.pages[:index]))
    for quote in quotes:
        assert words(f"“{quote.text}”") in text
        assert words(quote.citation) in text
    assert words(ATTRIBUTION) in text


def test_a_quotation_from_a_text_is_given_in_full_and_said_to_have_no_page(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    document = whole(catalogue, "plain.txt")
    start = document.text.index("Ambershire")
    quotes = [make_quote(document, start, len(document.text))]
    quotes += first_quotes(catalogue, ["letter.pdf"])
    write_evidence_pdf(manifest_for(quotes, catalogue), catalogue, tmp_path / "e.pdf")

    text = pdf_text(tmp_path / "e.pdf")
    assert "“Ambershire’s plans are clear.”" in text
    assert "is not a PDF and has no pages to show. The words are given here in full." in text
    assert set(highlighted(tmp_path / "e.pdf")) == {2, 3}


def test_another_version_of_a_document_is_never_marked(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    [quote, _] = first_quotes(catalogue, ["letter.pdf"])
    other = Document("letter.pdf", "f" * 64, "focused_visit", "")
    gone = Document("gone.pdf", "f" * 64, "focused_visit", "")
    lost = Quote("gone.pdf", 0, 5, "Words", (1,), None, "", "Gone, page 1")
    manifest = make_manifest([quote, lost], [other, gone], MADE)
    write_evidence_pdf(manifest, catalogue, tmp_path / "e.pdf")

    text = words(pdf_text(tmp_path / "e.pdf"))
    assert words("has been replaced by another version since.") in text
    assert words("Its document is not held any more.") in text
    assert words("None of the quotations is from a PDF with pages to show") in text


@pytest.mark.parametrize("turn", [0, 90])
def test_words_are_marked_on_a_page_that_is_cropped_moved_or_turned(
    turn: int, tmp_path: Path
) -> None:
    path = tmp_path / "moved.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842), pageCompression=0)
    canvas.translate(100, 50)
    canvas.drawString(72, 700, "Leaders in Ambershire know their services well and act.")
    canvas.drawString(72, 680, "Plans for children in Ambershire are clear and reviewed.")
    canvas.showPage()
    canvas.save()
    content = path.read_bytes().replace(
        b"/MediaBox [ 0 0 595 842 ]",
        b"/MediaBox [ 100 50 695 892 ] /CropBox [ 120 60 690 880 ]",
    )
    content = content.replace(b"/Rotate 0", b"/Rotate %d" % turn)
    document = read_document("moved.pdf", content)
    held = Catalogue(tmp_path / "home")
    held.add(document, (), "test")
    held.keep_original(document.sha256, ".pdf", content)
    start = document.text.index("Plans for")
    quote = make_quote(document, start, start + len("Plans for children in Ambershire"))
    write_evidence_pdf(manifest_for([quote], held), held, tmp_path / "e.pdf")
    held.close()

    assert highlighted(tmp_path / "e.pdf") == {1: letters(quote.text)}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_real_documents_of_each_era_are_marked_word_for_word(tmp_path: Path) -> None:
    """Two quotations of each document: one across a page break, where there is one."""
    held = Catalogue(tmp_path / "home")
    quotes = []
    for kind in ("reports", "focused-visits", "monitoring-visits"):
        files = sorted(CORPUS.glob(f"**/{kind}/*.pdf"))
        for file in files[:: max(1, len(files) // 5)]:
            content = file.read_bytes()
            document = read_document(f"{kind}/{file.name}", content)
            held.add(document, (), "test")
            held.keep_original(document.sha256, ".pdf", content)
            findings = [p for p in document.paragraphs if p.role in ("body", "item")]
            quotes += [make_quote(document, findings[3].start, findings[3].end)]
            quotes += across_pages(document)[:1]
    manifest = make_manifest(quotes, held.documents(), MADE)
    write_evidence_pdf(manifest, held, tmp_path / "e.pdf")
    held.close()

    assert len(quotes) > 20
    found = highlighted(tmp_path / "e.pdf")
    for number, quote in enumerate(quotes, 1):
        assert found[number] == letters(quote.text), quote.citation
