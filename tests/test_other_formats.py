"""Guidance and letters that are no PDFs: web pages, GOV.UK's JSON, Word files, Markdown."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from bs4 import BeautifulSoup
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from stores import OpenStore

from corpus.types import Document, Paragraph
from ingest.errors import UnreadableFile
from ingest.read import read_document

FIXTURES = Path(__file__).parent / "other_formats"
GUIDANCE_2024 = (FIXTURES / "guidance-2024.html").read_bytes()
GUIDANCE_2026 = (FIXTURES / "guidance-2026.html").read_bytes()
LETTER = (FIXTURES / "letter.html").read_bytes()
ADDRESS = "https://www.gov.uk/government/publications/inspecting-ambershire/inspecting-ambershire"
PATH = ADDRESS.removeprefix("https://www.gov.uk")


def words(document: Document, paragraph: Paragraph) -> str:
    return document.text[paragraph.start : paragraph.end]


def paragraph_with(document: Document, some_words: str) -> Paragraph:
    [found] = [p for p in document.paragraphs if some_words in words(document, p)]
    return found


def changed(page: bytes, *changes: tuple[str, str]) -> bytes:
    """A page with words put for others, each of which it must have."""
    text = page.decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def content_item(**changes: Any) -> bytes:
    """The guidance of 2026 as the Content API gives it."""
    body = str(BeautifulSoup(GUIDANCE_2026, "lxml").select_one(".govspeak"))
    item = {
        "base_path": PATH,
        "content_id": "5b3bc1ae-0000-4000-8000-000000000000",
        "details": {"body": body, "public_timestamp": "2026-04-01T00:00:05.000+01:00"},
        "document_type": "html_publication",
        "first_published_at": "2018-02-16T09:30:00.000+00:00",
        "links": {
            "organisations": [{"title": "Ofsted"}],
            "parent": [{"document_type": "guidance", "title": "Inspecting"}],
        },
        "public_updated_at": "2026-03-31T23:00:05Z",
        "schema_name": "html_publication",
        "title": "Inspecting local authority children’s services: an invented guide",
        "withdrawn_notice": {},
    }
    return json.dumps(item | changes).encode()


# Guidance


def test_guidance_is_known_by_what_it_says_and_dated_by_its_version() -> None:
    read = read_document("letter-about-hull.html", GUIDANCE_2024)
    assert (read.kind, read.authority, read.urn, read.framework) == ("guidance", None, None, None)
    assert (read.visits, read.letter_date, read.judgements) == ((), None, ())
    assert (read.published, read.updated) == (date(2018, 2, 16), date(2024, 12, 12))
    assert read.source_url == ADDRESS
    assert read.conflicts == ()


def test_printed_paragraph_numbers_are_kept_and_restart_in_an_annex() -> None:
    read = read_document("guidance.html", GUIDANCE_2024)
    numbered = [p for p in read.paragraphs if p.printed_number]
    assert [p.number for p in numbered] == [*map(str, range(1, 26)), "1", "2"]
    assert {p.section[0] for p in numbered[:25]} == {
        "How this guidance is used",
        "Focused visits",
        "Standard inspections",
        "After an inspection",
    }
    assert numbered[25].section == ("Annex A: the days of a focused visit",)
    assert not any(re.match(r"\d", words(read, p)) for p in numbered)
    letter = paragraph_with(read, "No grades are given")
    assert (letter.number, letter.section) == ("8", ("Focused visits", "The letter"))


def test_what_has_no_number_is_cited_by_the_paragraph_that_it_belongs_to() -> None:
    read = read_document("guidance.html", GUIDANCE_2024)
    items = [p for p in read.paragraphs if p.role == "item"]
    assert [words(read, p) for p in items] == [
        "its last inspection",
        "the questions that its leaders ask of themselves, such as:",
        "whose story is missing",
        "what changed since its last letter",
    ]
    assert {(p.number, p.printed_number) for p in items} == {("4", False)}
    assert paragraph_with(read, "Day 2 | Findings are shared").role == "body"


def test_a_number_names_another_paragraph_in_the_next_version() -> None:
    earlier = read_document("2024.html", GUIDANCE_2024)
    later = read_document("2026.html", GUIDANCE_2026)
    assert (earlier.updated, later.updated) == (date(2024, 12, 12), date(2026, 4, 1))
    said = "A monitoring visit looks at the parts of practice that were weakest."
    assert paragraph_with(earlier, said).number == "23"
    assert paragraph_with(later, said).number == "25"


def test_nothing_that_the_site_puts_around_guidance_is_in_its_text() -> None:
    text = read_document("guidance.html", GUIDANCE_2024).text
    around = "cookie,Skip to,Topics,Contents,Print this,Crown copyright,Back to top,useful,Benefits"
    for furniture in [*around.split(","), "script", "footnote 1", "↩"]:
        assert furniture not in text
    start, *_, end = text.split("\n\n")
    assert start == "Inspecting local authority children’s services: an invented guide"
    assert end == "Staff of partner agencies are met where they work with the child."


def test_a_footnote_is_apart_from_the_sentence_that_it_notes() -> None:
    read = read_document("guidance.html", GUIDANCE_2024)
    note = paragraph_with(read, "Staff of partner agencies")
    assert (note.role, note.number, note.section) == ("footnote", "1", ("Footnotes",))
    assert "They speak with children, parents, carers and staff.\n" in read.text


def test_dates_that_disagree_are_told_and_the_one_shown_to_readers_is_taken() -> None:
    page = changed(GUIDANCE_2024, ("2024-12-12T00:15", "2025-01-07T10:00"))
    read = read_document("guidance.html", page)
    assert read.updated == date(2024, 12, 12)
    [conflict] = read.conflicts
    assert "dated 12 December 2024, its metadata say 7 January 2025: the first is taken" in conflict


def test_a_page_without_a_printed_date_is_dated_by_its_metadata() -> None:
    page = changed(GUIDANCE_2024, ("Updated 12 December 2024", ""))
    assert read_document("guidance.html", page).updated == date(2024, 12, 12)


def test_the_same_guidance_as_json_has_the_same_paragraphs() -> None:
    page = read_document("2026.html", GUIDANCE_2026)
    item = read_document("2026.json", content_item())
    assert (item.kind, item.updated, item.published) == (page.kind, page.updated, page.published)
    assert (item.source_url, item.conflicts) == (ADDRESS, ())
    of_page = [(words(page, p), p.number, p.section) for p in page.paragraphs]
    of_item = [(words(item, p), p.number, p.section) for p in item.paragraphs]
    assert [of_page[0], *of_page[3:]] == of_item


def test_the_dates_of_json_may_disagree() -> None:
    read = read_document("2026.json", content_item(public_updated_at="2026-05-20T09:00:00Z"))
    assert read.updated == date(2026, 4, 1)
    [conflict] = read.conflicts
    assert "1 April 2026, its public_updated_at says 20 May 2026" in conflict


def test_withdrawn_guidance_says_so() -> None:
    why = "its publisher has withdrawn it on 7 September 2026 (Another guide has replaced it)"
    notice = {"explanation": "<div class='govspeak'><p>Another guide has replaced it.</p></div>",
              "withdrawn_at": "2026-09-07T10:20:03Z"}  # fmt: skip
    assert read_document("2026.json", content_item(withdrawn_notice=notice)).conflicts == (why,)
    banner = (
        '<section class="gem-c-notice"><h2>This guidance was withdrawn on 7 September 2026</h2>'
        '<div class="govspeak"><p>Another guide has replaced it.</p></div></section>'
        '<div id="contents">'
    )
    read = read_document("2026.html", changed(GUIDANCE_2026, ('<div id="contents">', banner)))
    assert (read.kind, read.conflicts) == ("guidance", (why,))
    assert "replaced" not in read.text


@pytest.mark.parametrize(
    "changes",
    [
        [('organisation" content="Ofsted"', 'organisation" content="Ministry of Silly Walks"'),
         ("<span>Ofsted</span>", "<span>Ministry of Silly Walks</span>")],
        [(">Guidance</span>", ">News story</span>")],
        [("local authority children’s services", "schools"), ("ILACS", "school"),],
    ],
    ids=["of another publisher", "a news story", "on other services"],
)  # fmt: skip
def test_another_page_of_gov_uk_is_no_guidance(changes: list[tuple[str, str]]) -> None:
    read = read_document("guidance.html", changed(GUIDANCE_2024, *changes))
    assert (read.kind, read.updated) == ("other", None)


def test_a_letter_on_gov_uk_is_a_letter() -> None:
    body = str(BeautifulSoup(LETTER, "lxml").article)
    item = content_item(title="Letter to Ambershire", details={"body": body})
    assert read_document("letter.json", item).kind == "focused_visit"


def test_guidance_is_never_quoted_as_a_finding(store: OpenStore, tmp_path: Path) -> None:
    from assistant.ask import Assistant
    from assistant.scope import Filters, searched

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "guidance.html").write_bytes(GUIDANCE_2026)
    (tmp_path / "in" / "guidance.json").write_bytes(content_item(title="Inspecting, again"))
    (tmp_path / "in" / "letter.html").write_bytes(LETTER)
    held = store()
    assert held.ingest(tmp_path / "in").added == ["guidance.html", "guidance.json", "letter.html"]
    documents = held.catalogue.documents()
    assert [d.name for d in searched(documents, Filters())] == ["letter.html"]
    assistant = Assistant(held.catalogue, held.index, held.model)
    for question in (
        "What did inspectors find about monitoring visits by the inspectorate?",
        "Did inspectors speak with children, parents, carers and staff?",
        "What did inspectors say about care leavers?",
    ):
        answer = assistant.ask(question)
        assert {quote.document for quote in answer.quotes} <= {"letter.html"}
    assert answer.quotes


# Letters and reports as web pages and Word files


SECTIONS = [
    "Headline findings",
    "What needs to improve in this area of social work practice",
    "Main findings",
]


def letter_in_word() -> docx.document.Document:
    """The letter of `letter.html`, as it may be typed: styled and bold headings, real bullets."""
    letter = docx.Document()
    letter.add_paragraph("22 June 2023")
    letter.add_paragraph("Ms Hart\nDirector of Children’s Services\nCounty Hall")
    letter.add_paragraph("Dear Ms Hart")
    letter.add_paragraph().add_run("Focused visit to Ambershire children’s services").bold = True
    letter.add_paragraph(
        "This letter summarises the findings of the focused visit to Ambershire children’s "
        "services on 17 and 18 May 2023. His Majesty’s Inspectors for this visit were Tess "
        "Ledbury and Joy Howe."
    )
    letter.add_paragraph(
        "Inspectors looked at the local authority’s arrangements for care leavers."
    )
    letter.add_heading(SECTIONS[0], level=2)
    letter.add_paragraph("Leaders have strengthened support for care leavers.")
    letter.add_heading(SECTIONS[1], level=2)
    letter.add_paragraph("The quality and timeliness of supervision.", style="List Bullet")
    letter.add_paragraph("– where young people will live")
    letter.add_heading(SECTIONS[2], level=2)
    letter.add_paragraph("Personal advisers are warm and persistent.")
    table = letter.add_table(rows=0, cols=2)
    for row in (("Group", "In suitable homes"), ("Aged 18 to 20", "94%")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    letter.add_paragraph("A few care leavers wait too long for a home of their own.")
    letter.add_paragraph("Yours sincerely")
    letter.add_paragraph("Tess Ledbury\nHis Majesty’s Inspector")
    return letter


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word(xml: str) -> Any:
    return parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")


@pytest.mark.parametrize("form", ["letter.html", "letter.docx"])
def test_a_letter_is_recognised_whatever_its_format(form: str) -> None:
    read = read_document(form, LETTER if form == "letter.html" else saved(letter_in_word()))
    assert read.kind == "focused_visit"
    assert read.visits == ((date(2023, 5, 17), date(2023, 5, 18)),)
    assert read.letter_date == date(2023, 6, 22)
    assert read.inspectors == ("Tess Ledbury", "Joy Howe")
    headings = [words(read, p) for p in read.paragraphs if p.role == "heading"]
    assert headings == SECTIONS
    adviser = paragraph_with(read, "Personal advisers")
    assert adviser.section == ("Main findings",)
    items = [p for p in read.paragraphs if p.role == "item"]
    assert {p.section[-1] for p in items} == {SECTIONS[1]}
    assert [p.role for p in read.paragraphs][:3] == ["address"] * 3
    order = [read.text.index(text) for text in ("persistent.", "Aged 18 to 20 | 94%", "A few")]
    assert order == sorted(order)


def test_a_saved_letter_is_rid_of_its_site_and_of_footnote_marks() -> None:
    read = read_document("letter.html", LETTER)
    for furniture in ("cookies", "Bins", "Home", "Share", "Jobs", "Contact", "Nobody"):
        assert furniture not in read.text
    assert "since the last inspection. The 3rd plan is better than the 2nd." in read.text
    assert read.source_url == "https://www.ambershire.example/inspections/focused-visit"


def test_a_report_in_word_numbers_its_paragraphs_as_word_shows_them() -> None:
    report = docx.Document()
    report.add_paragraph("Inspection of Ambershire local authority children’s services", "Title")
    for section, texts in (("Early help", ("One.", "Two.")), ("Care leavers", ("Three.",))):
        report.add_heading(section, level=1)
        for text in texts:
            report.add_paragraph(f"Paragraph {text}", style="List Number")
            report.add_paragraph("An example", style="List Bullet")
    read = read_document("report.docx", saved(report))
    numbered = [p for p in read.paragraphs if p.printed_number]
    assert [(p.number, p.section, words(read, p)) for p in numbered] == [
        ("1", ("Early help",), "Paragraph One."),
        ("2", ("Early help",), "Paragraph Two."),
        ("3", ("Care leavers",), "Paragraph Three."),
    ]
    assert [p.role for p in read.paragraphs].count("item") == 3


def test_word_is_read_as_it_prints() -> None:
    letter = letter_in_word()
    body = letter.element.body
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    body.insert(8, word(
        "<w:ins w:id='1' w:author='a'>" + run.format("Inserted, ") + "</w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText>deleted, </w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden, </w:t></w:r>"
        "<w:hyperlink w:anchor='x'>" + run.format("linked") + "</w:hyperlink>"
        "<w:sdt><w:sdtContent>" + run.format(" and held") + "</w:sdtContent></w:sdt>"
        "<w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent><w:p>"
        + run.format("Boxed.") + "</w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    ))  # fmt: skip
    content = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>{run.format('Controlled.')}</w:p>"
        "</w:sdtContent></w:sdt>"
    )
    body.insert(9, content)
    text = read_document("letter.docx", saved(letter)).text
    assert "Inserted, linked and held\n\nBoxed.\n\nControlled." in text
    assert "deleted" not in text
    assert "hidden" not in text


def test_footnotes_of_word_are_kept() -> None:
    letter = letter_in_word()
    letter.element.body.insert(
        7, word("<w:r><w:t>A third of parents.</w:t><w:footnoteReference w:id='4'/></w:r>")
    )
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>"
        "<w:footnote w:id='4'><w:p><w:r><w:t>Chosen by lot.</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        letter.part.package,
    )
    letter.part.relate_to(part, docx.opc.constants.RELATIONSHIP_TYPE.FOOTNOTES)
    read = read_document("letter.docx", saved(letter))
    note = paragraph_with(read, "Chosen by lot.")
    assert (note.role, note.number) == ("footnote", "1")
    assert "A third of parents.\n" in read.text


def test_a_web_page_numbers_paragraphs_by_its_list_unless_they_are_typed() -> None:
    listed = "<ol start='7'><li>Seven.</li><li>Eight.<ol type=a><li>An a.</li></ol></li></ol>"
    read = read_document("a.html", listed.encode())
    printed = [(p.printed_number and p.number, words(read, p)) for p in read.paragraphs]
    assert printed == [("7", "Seven."), ("8", "Eight."), (False, "a. An a.")]
    typed = read_document("a.html", b"<html><body><p>5. Five.</p><ol><li>Step.</li></ol>")
    printed = [(p.printed_number and p.number, words(typed, p)) for p in typed.paragraphs]
    assert printed == [("5", "Five."), (False, "1. Step.")]


def test_a_table_that_is_there_for_the_layout_is_read_as_running_text() -> None:
    page = (
        f"<html><body><table><tr><td><p>One.</p><p>Two.</p></td><td>{'x ' * 900}</td></tr></table>"
    )
    assert read_document("a.html", page.encode()).text.startswith("One.\n\nTwo.\n\nx x")


@pytest.mark.parametrize(
    "unseen",
    [
        "<del>gone</del>",
        "<s>gone</s>",
        "<strike>gone</strike>",
        "<span class='govuk-visually-hidden'>gone</span>",
        "<span class='note visually-hidden'>gone</span>",
        "<span hidden>gone</span>",
        "<span style='display:none'>gone</span>",
    ],
)
def test_what_no_reader_of_a_page_sees_is_no_part_of_its_text(unseen: str) -> None:
    page = f"<html><body><p>Leaders act {unseen}quickly.</p></body></html>"
    assert read_document("a.html", page.encode()).text.strip() == "Leaders act quickly."


def test_words_of_a_list_that_are_in_no_item_are_kept() -> None:
    page = "<ul>Leaders <b>must</b>:<li>One.</li>and then<li>Two.</li>Last.</ul>"
    read = read_document("a.html", page.encode())
    said = [words(read, p) for p in read.paragraphs]
    assert [line.lstrip("•- ") for line in said] == [
        "Leaders must:",
        "One.",
        "and then",
        "Two.",
        "Last.",
    ]


# Text and Markdown


def test_what_follows_the_close_of_a_letter_is_kept() -> None:
    letter = (
        "22 June 2023\n\nDear Ms Hart\n\n## Focused visit to Ambershire children’s services\n\n"
        "Inspectors saw children.\n\nYours sincerely\n\nTess Ledbury  \nHis Majesty’s Inspector\n\n"
        "© Crown copyright 2023\n\n## Annex\n\n**What was read**\n\nThe records of 12 children.\n"
    )
    read = read_document("letter.md", letter.encode())
    for kept in ("Tess Ledbury", "© Crown copyright 2023", "Annex", "The records of 12 children."):
        paragraph_with(read, kept)


def test_markdown_has_sections_tables_and_footnotes() -> None:
    text = (
        "# Letter\n\n## Findings\n\n**Early help**\n\nFamilies are helped early.[^1]\n\n"
        "| Group | Share |\n|---|---:|\n| Aged 18 | 94% |\nThe end.\n\n[^1]: By lot.\n"
    )
    read = read_document("letter.md", text.encode())
    assert [(p.role, p.section, words(read, p)) for p in read.paragraphs] == [
        ("title", (), "Letter"),
        ("heading", ("Findings",), "Findings"),
        ("heading", ("Findings", "Early help"), "Early help"),
        ("body", ("Findings", "Early help"), "Families are helped early."),
        ("body", ("Findings", "Early help"), "Group | Share"),
        ("body", ("Findings", "Early help"), "Aged 18 | 94%"),
        ("body", ("Findings", "Early help"), "The end."),
        ("footnote", ("Footnotes",), "By lot."),
    ]


# What cannot be taken in


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return file.getvalue()


def damaged_types() -> bytes:
    """A Word file whose list of parts is another piece of XML."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b"<w/>")
    return file.getvalue()


def landing(**changes: Any) -> bytes:
    attached = [
        {"attachment_type": "html", "title": "Inspecting", "url": f"{PATH}"},
        {"attachment_type": "file", "title": "A form", "url": "https://assets.example/form.pdf"},
    ]
    details = {"attachments": attached, "body": "<p>How inspectors inspect.</p>"}
    return content_item(schema_name="publication", details=details, **changes)


ENTITY = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w">&e;'


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.json", b'{"data": [1, 2]}', "it is not a page of GOV.UK"),
        ("a.json", b"[" * 100_000, "it is not a page of GOV.UK"),
        ("a.json", b"not json", "it is not a page of GOV.UK"),
        ("a.json", content_item(details={"body": ""}), "has no words of its own"),
        ("a.json", landing(), f"landing page.*“Inspecting” .{re.escape(ADDRESS)}., “A form”"),
        ("a.html", b"<html><title>Page not found - GOV.UK</title><h1>Page not found</h1>",
         "it is an error page .“Page not found - GOV.UK”."),
        ("a.htm", b"<html><title>Ofsted</title><h1>403 Forbidden</h1>", "it is an error page"),
        ("a.html", b"<html><body><script>var a</script></body></html>", "nothing in it"),
        ("a.html", b"%PDF-1.7", "it is not a web page, though it is named as one"),
        ("a.html", b"<div>" * 20_000 + b"deep", "nested more than 150 deep"),
        ("a.html", b"<p>" + b"x" * 20_000_001, "larger than 20 MB"),
        ("a.docx", b"PK", "it is not a Word file"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "it needs a password or is in Word's older format"),
        ("a.docx", zipped(document=b"<w/>"), "the Word file is damaged"),
        ("a.docx", damaged_types(), "damaged or incomplete: open it in Word and save it again"),
        ("a.docx", zipped(document=ENTITY), "the Word file is damaged"),
        ("a.docx", zipped(document=b" " * 50_000_001), "it unpacks to more than"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused_with_a_sentence(
    name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_document(name, content)


def test_a_saved_landing_page_names_what_to_save_instead() -> None:
    page = changed(
        GUIDANCE_2024,
        ('content="html_publication"', 'content="publication"'),
        ('<div id="contents">', f'<section id="documents"><a href="{PATH}">It</a></section><div>'),
    )
    with pytest.raises(UnreadableFile, match=rf"landing page.*save instead “It” .{ADDRESS}"):
        read_document("a.html", page)


def test_a_page_named_as_text_is_read_as_a_page() -> None:
    assert read_document("guidance.txt", GUIDANCE_2024).kind == "guidance"


def test_in_a_folder_what_is_beside_documents_makes_no_noise(
    store: OpenStore, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    (folder / "Letter_files").mkdir(parents=True)
    (folder / "Letter.html").write_bytes(LETTER)
    (folder / "Letter_files" / "frame.html").write_bytes(b"<html><p>An advertisement.")
    (folder / "~$letter.docx").write_bytes(b"lock")
    (folder / "figures.json").write_text('{"base_path": 1, "schema_name": 2, "details": {}}')
    (folder / "guidance.json").write_bytes(content_item())
    held = store()
    report = held.ingest(folder)
    assert (report.added, report.set_aside) == (["Letter.html", "guidance.json"], [])
    [(name, reason)] = held.ingest(folder / "figures.json").set_aside
    assert (name, reason.split(":")[0]) == ("figures.json", "it is not a page of GOV.UK")
