"""Checking a draft: each of its quotations is exact, altered, from elsewhere, or not found."""

from __future__ import annotations

import random
import re
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import invented
import openpyxl
import pytest
from commands import Findings, command
from docx.document import Document as WordDocument
from pypdf import PdfWriter

from assistant.app.verify_panel import result_of, shown, take, verification_html
from assistant.citations import make_quote
from assistant.papers.markdown import write_markdown
from assistant.papers.paper import Heading, Paper, Quotation, Table, Words
from assistant.papers.pdf import write_pdf
from assistant.papers.sheets import write_csv, write_xlsx
from assistant.papers.word import write_word
from assistant.quotations import read_draft as reading
from assistant.quotations.drafts import DraftError
from assistant.quotations.folding import fold, fold_with_offsets
from assistant.quotations.manifest import make_manifest
from assistant.quotations.marks import marked_spans
from assistant.quotations.read_draft import read_draft
from assistant.quotations.verification import Checked, Verification, verdict
from assistant.quotations.verification_json import verification_json
from assistant.quotations.verify import verify
from corpus.catalogue import Catalogue
from corpus.types import Document, Quote
from ingest.read import read_document

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
LETTER = "middlesbrough-monitoring-visit-2022-08-17.txt"

#: Of the report on Rutland, inspected in January 2025: on page 2, across pages 2 and 3, on page 3.
EARLY = "Families receive help early. Workers from every service meet each week"
ACROSS = "Social workers and their managers know what must happen next, and record why they decided"
DISABLED = "Disabled children wait too long. Their short breaks are good."
#: Of the letter to Rutland after the focused visit of May 2023.
ADVISERS = "They keep in touch with young people who have moved away from the county."
#: Of the letter to Middlesbrough.
AUDITS = (
    "Practice improvement is supported by a robust and comprehensive quality assurance programme "
    "including thematic audits, deep dive audits, and regular scrutiny of performance data."
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """Three documents, held with their texts; nothing here needs passages or a model."""
    held = Catalogue(tmp_path_factory.mktemp("held"))
    letter = (ROOT / "corpus" / "letters" / LETTER).read_bytes()
    held.add(read_document(LETTER, letter), [], "read")
    for name, content in (
        ("report.pdf", invented.ilacs_five_judgements("Rutland")),
        ("visit.pdf", invented.focused_visit("Rutland")),
    ):
        held.add(read_document(name, content), [], "read")
    yield held
    held.close()


@pytest.fixture
def checked(tmp_path: Path, catalogue: Catalogue) -> Callable[[str], list[Checked]]:
    """Checks a draft in Markdown."""

    def check(text: str) -> list[Checked]:
        path = tmp_path / "draft.md"
        path.write_text(text, "utf-8")
        return list(verify(read_draft(path), catalogue).quotations)

    return check


Check = Callable[[str], list[Checked]]


def only(found: Sequence[Checked]) -> Checked:
    [one] = found
    return one


def whole(catalogue: Catalogue, name: str) -> Document:
    document = catalogue.document(name)
    assert document
    return document


def quote_of(catalogue: Catalogue, name: str, words: str) -> Quote:
    document = whole(catalogue, name)
    start = document.text.index(words)
    return make_quote(document, start, start + len(words))


# What is found of the words


def test_a_quotation_word_for_word_is_exact_and_says_where_it_stands(checked: Check) -> None:
    found = only(checked(f"In Rutland, “{DISABLED}” (ILACS inspection, January 2025, page 3)."))
    assert (found.status, found.problems, found.notes) == ("exact", (), ())
    assert [(source.document, source.pages) for source in found.sources] == [("report.pdf", (3,))]


@pytest.mark.parametrize(
    "written",
    [
        AUDITS.replace("quality assurance", "quality\xa0assurance"),
        AUDITS.replace("deep dive", "deep\ndive"),
        AUDITS.replace("scrutiny", "scru\xadtiny"),
    ],
)
def test_spaces_and_soft_hyphens_set_otherwise_are_exact_still(
    checked: Check, written: str
) -> None:
    assert only(checked(f"“{written}”")).status == "exact"


def test_straight_quotation_marks_for_curly_ones_are_exact_and_are_mentioned(
    checked: Check,
) -> None:
    found = only(checked('"It makes decisions without delay." and nothing else'))
    assert found.status == "exact"
    found = only(checked("“This is placing additional pressure on some social workers’ caseloads”"))
    assert found.status == "exact"
    assert "The marks or spaces are set otherwise than in the document." in found.notes


def test_not_dropped_is_never_exact(checked: Check) -> None:
    found = only(checked("“Disabled children wait long. Their short breaks are good.”"))
    assert found.status == "altered"
    assert [(d.kind, d.text.strip()) for d in found.differences if d.kind != "same"] == [
        ("left out", "too")
    ]
    found = only(checked("“Disabled children do not wait too long. Their short breaks are good.”"))
    assert found.status == "altered"
    assert [(d.kind, d.text.strip()) for d in found.differences if d.kind != "same"] == [
        ("put in", "do not")
    ]


def test_a_figure_and_a_full_stop_count(checked: Check) -> None:
    for written in (
        "Disabled children wait too long, their short breaks are good.",
        "a multi-agency panel, which has met since 2015.",
    ):
        assert only(checked(f"“{written}”")).status == "altered", written


def test_half_a_word_is_not_a_quotation_of_it(checked: Check) -> None:
    assert only(checked("“abled children wait too long. Their short breaks”")).status == "altered"


def test_what_dots_leave_out_is_shown(checked: Check) -> None:
    found = only(checked("“Families receive help early. … It makes decisions without delay.”"))
    assert found.status == "shortened"
    assert any("meet each week in a multi-agency panel" in note for note in found.notes)
    assert len(found.sources) == 2
    assert only(
        checked("“Families receive help early. [...] decisions without delay.”")
    ).status == ("shortened")


def test_dots_in_the_wrong_order_or_with_a_changed_piece_are_altered(checked: Check) -> None:
    swapped = only(checked("“It makes decisions without delay. … Families receive help early.”"))
    assert swapped.status == "altered"
    assert swapped.notes == (
        "Its pieces stand in the document in another order, or further apart.",
    )
    changed = "“Families receive help early. … It never makes decisions without any delay.”"
    assert only(checked(changed)).status == "altered"


def test_words_in_square_brackets_are_the_writers(checked: Check) -> None:
    found = only(checked("“[The authority’s] social workers and their managers know what must”"))
    assert (found.status, found.notes[0]) == ("bracketed", "[The authority’s] was put in.")
    found = only(checked("“Workers from every [Rutland] service meet each week”"))
    assert (found.status, found.notes[0]) == ("bracketed", "[Rutland] was put in.")
    found = only(checked("“Workers from [each team] meet each week in a multi-agency panel”"))
    assert (found.status, found.notes[0]) == (
        "bracketed",
        "[each team] stands for “every service”.",
    )


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("Disabled children [never] wait too long. Their short", "[never] brings in “never”."),
        ("Disabled children [do not] wait too long. Their short", "[do not] brings in “not”."),
        ("Disabled children [don’t] wait too long. Their short", "[don’t] brings in “n't”."),
        ("Disabled children wait too long. Their short breaks are [inadequate].", "“inadequate”"),
        ("Disabled children wait too long. Their short breaks are [poor].", "takes out “good”."),
        ("Workers from [12] every service meet each week in a multi-agency", "[12] brings in “12”"),
        ("Families receive help early. … [Not one] service meet each week", "brings in “not”"),
    ],
)
def test_a_bracket_that_turns_the_meaning_is_not_sound(
    checked: Check, written: str, problem: str
) -> None:
    found = only(checked(f"“{written}”"))
    assert found.status == "brackets change it"
    assert problem in " ".join(found.problems)


def test_the_opposite_of_a_word_in_brackets_is_not_sound(checked: Check) -> None:
    found = only(checked("“Workers from every service [dis]meet each week in a multi-agency”"))
    assert found.problems == ("[dis]meet turns “meet” round.",)
    found = only(checked("“Families receive help early. … It makes decisions [with] delay.”"))
    assert (found.status, found.problems) == (
        "brackets change it",
        ("[with] takes out “without”.",),
    )


def test_a_bracketed_first_letter_is_the_usual_convention(checked: Check) -> None:
    for written in (
        "[d]isabled children wait too long. Their short breaks are good.",
        "disabled children wait too long. Their short breaks are good.",
    ):
        assert only(checked(f"“{written}”")).status == "recased", written
    found = only(checked("“Families receive help early. … [i]t makes decisions without delay.”"))
    assert found.status == "shortened"
    assert any("has “It”, the draft “it”" in note for note in found.notes)
    found = only(checked("“[Rutland’s s]ocial workers and their managers know what must happen”"))
    assert (found.status, found.notes[0]) == ("bracketed", "[Rutland’s] was put in.")
    found = only(checked("“Workers from every servic[ing] meet each week in a multi-agency”"))
    assert (found.status, found.notes[0]) == ("bracketed", "servic[ing] stands for “service”.")


def test_another_capital_is_said_to_differ_and_is_not_sound(checked: Check) -> None:
    found = only(checked("“Disabled Children wait too long. Their short breaks are good.”"))
    assert (found.status, found.differences) == ("capital differs", ())
    assert found.problems == ("The document has “children”, the draft “Children”.",)


def test_a_capital_is_looked_for_where_the_draft_says_first(
    checked: Check, catalogue: Catalogue
) -> None:
    report = whole(catalogue, "report.pdf")
    other = replace(
        report, name="kent.pdf", sha256="2" * 64, authority="Kent", paragraphs=(),
        text="It says that disabled children wait too long. Their short breaks are good.",
    )  # fmt: skip
    catalogue.add(other, [], "read")
    words = f"“{DISABLED[0].lower()}{DISABLED[1:]}”"
    here, there = only(checked(f"{words} (Rutland, 2025)")), only(checked(f"{words} (Kent, 2025)"))
    catalogue.remove("kent.pdf")
    assert (here.status, here.sources[0].document) == ("recased", "report.pdf")
    assert (there.status, there.sources[0].document) == ("exact", "kent.pdf")


def test_a_bracket_cannot_stand_for_half_a_report(checked: Check) -> None:
    found = only(checked("“Families receive help [and] are good.”"))
    assert found.status not in ("exact", "shortened", "bracketed")


def test_an_authors_own_words_are_not_found(checked: Check) -> None:
    found = only(checked("Our vision: “Every child in this borough will know that we love them.”"))
    assert (found.status, found.sources) == ("not found", ())


# Where it says it is from


def test_right_words_under_a_wrong_authority_are_said_to_be(checked: Check) -> None:
    for draft in (
        f"In Kent, inspectors wrote: “{ADVISERS}”",
        f"“{ADVISERS}” (Kent, focused visit, page 2)",
        f"## Kent\n\nThey wrote “{ADVISERS}”",
        f"> {ADVISERS}\n>\n> Kent, focused visit, 17–18 May 2023 (letter of 22 June 2023), page 2",
    ):
        found = only(checked(draft))
        assert found.status == "wrong source", draft
        assert "Rutland, focused visit" in found.problems[0]
        assert "Kent" in found.problems[0]


def test_the_nearest_name_counts(checked: Check) -> None:
    both = checked(f"## Kent\n\nIn Rutland, “{ADVISERS}” and in Middlesbrough “{AUDITS}”")
    assert [found.status for found in both] == ["exact", "exact"]
    both = checked(f"In Middlesbrough, “{ADVISERS}” and in Rutland “{AUDITS}”")
    assert [found.status for found in both] == ["wrong source", "wrong source"]


def test_another_visit_page_or_paragraph_than_said_is_found_out(checked: Check) -> None:
    for cited, problem in (
        ("focused visit, 17–18 May 2023", "focused visit"),
        ("ILACS inspection, 14 to 18 March 2022", "14–18 March 2022"),
        ("2019", "2019"),
        ("page 2", "page 3 of the file, not page 2"),
        ("p. 1", "not page 1"),
        ("para 12", "paragraph 4, not paragraph 12"),
    ):
        found = only(checked(f"“{DISABLED}” (Rutland, {cited})"))
        assert found.status == "wrong source", cited
        assert problem in " ".join(found.problems)
    right = "ILACS inspection, 20–24 January 2025, para 4, page 3; accessed 1 August 2026"
    assert only(checked(f"“{DISABLED}” (Rutland, {right})")).status == "exact"


def test_another_section_or_grade_than_said_is_found_out(
    checked: Check, catalogue: Catalogue
) -> None:
    report = whole(catalogue, "report.pdf")
    own = quote_of(catalogue, "report.pdf", DISABLED)
    given = {judgement.area: judgement.grade for judgement in report.judgements}
    grade = given["help_and_protection"]
    for cited in (own.citation, f"Rutland, 2025, help and protection: {grade}"):
        assert only(checked(f"“{DISABLED}” ({cited})")).status == "exact", cited
    heading = next(
        p.section[-1] for p in report.paragraphs if p.section and p.section[-1] != own.section
    )
    wrong = "outstanding" if grade != "outstanding" else "inadequate"
    for cited, problem in (
        (f"help and protection: {wrong}", f"help and protection, not {wrong}"),
        ("care leavers, page 3", "not under care leavers"),
        (heading, f"not under “{heading}”"),
    ):
        found = only(checked(f"“{DISABLED}” (Rutland, 2025, {cited})"))
        assert found.status == "wrong source", cited
        assert problem in " ".join(found.problems)
    found = only(checked(f"“{ADVISERS}” (Rutland, focused visit, care leavers: good)"))
    assert found.problems == ("A focused visit gives no grade; the draft says good.",)


def test_a_quotation_across_a_page_break_is_on_both_pages(checked: Check) -> None:
    for pages in ("page 2", "page 3", "pages 2–3"):
        found = only(checked(f"“{ACROSS}” (Rutland, 2025, {pages})"))
        assert (found.status, found.sources[0].pages) == ("exact", (2, 3)), pages
    assert only(checked(f"“{ACROSS}” (Rutland, 2025, page 4)")).status == "wrong source"


# What is a quotation


def test_quotation_marks_of_every_kind_are_seen_the_outermost_only() -> None:
    def seen(text: str) -> list[str]:
        return [text[span.start : span.end] for span in marked_spans(text)]

    assert seen('He said “the ‘front door’ is “strong”” and "fast".') == [
        "the ‘front door’ is “strong”",
        "fast",
    ]
    assert seen("‘the councils’ offer is good’, but the children’s plans are ‘late’") == [
        "the councils’ offer is good",
        "late",
    ]
    assert seen("the child's plan and 'the other's plan' of the '90s") == ["the other's plan"]
    assert seen("“this was never closed") == ["this was never closed"]


def test_a_quotation_with_quotation_marks_inside_is_whole(
    checked: Check, catalogue: Catalogue
) -> None:
    found = only(checked(f"Inspectors: ‘{AUDITS.replace('regular', 'regular')}’ (Middlesbrough)"))
    assert (found.status, fold(found.text)) == ("exact", fold(AUDITS))


def test_a_bracket_that_is_the_inspectors_own_is_no_citation(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    own = "by when. (outcome 2, national framework)"
    words = [f"so that families know what is expected of them and {own}", f"{EARLY} (page 2)"]
    found = verify(read_draft(in_word(tmp_path / "draft.docx", words)), catalogue).quotations
    assert [(one.status, one.citation) for one in found] == [("exact", ""), ("exact", "(page 2)")]


def test_a_quotation_that_mentions_a_paragraph_or_a_year_is_checked_like_any_other(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    words = [EARLY, "the board’s own framework (paragraph 129).", "the same was said in 2019"]
    found = verify(read_draft(in_word(tmp_path / "draft.docx", words)), catalogue)
    assert [one.status for one in found.quotations] == ["exact", "not found", "not found"]


def test_a_few_words_in_quotation_marks_are_named_as_not_checked(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = tmp_path / "draft.md"
    path.write_text(f"It is “good”, they said of the ‘front door’. “{DISABLED}”", "utf-8")
    found = verify(read_draft(path), catalogue)
    assert found.short == ("good", "front door")
    assert len(found.quotations) == 1
    assert found.sound
    assert verdict(found) == (
        "Every quotation that was checked is exact, and from where it says; "
        "2 short ones were not checked."
    )


def test_a_few_words_are_looked_for_where_the_draft_says_they_stand(checked: Check) -> None:
    for draft, status in (
        ("“wait too long” (Rutland, ILACS inspection, January 2025, page 3)", "exact"),
        ("In Rutland, children “wait too long” for help.", "exact"),
        ("“wait too long” (Rutland, January 2025, page 1)", "wrong source"),
        ("“wait far too long” (Rutland, January 2025)", "not there"),
        ("“short breaks are good” (Rutland, focused visit, May 2023)", "not there"),
        ("“wait too long” (Kent, 2019)", "not there"),
    ):
        assert only(checked(draft)).status == status, draft
    assert checked("“too” many (Rutland, January 2025)") == []


def test_the_headline_names_what_is_not_the_documents_own(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = tmp_path / "draft.md"

    def headline(text: str) -> str:
        path.write_text(text, "utf-8")
        return verdict(verify(read_draft(path), catalogue))

    assert headline(f"“{DISABLED}”") == "Every quotation is exact, and from where it says."
    assert headline(f"“{DISABLED}”\n\n“Workers from every [local] service meet each week”") == (
        "Every quotation is exact, but for words in brackets in 1, and from where it says."
    )
    assert headline("They are “good”.") == "No quotation was checked: 1 short one was not checked."
    assert headline("“wait far too long” (Rutland, 2025)").startswith("Not every")


def test_markdown_has_block_quotations_footnotes_and_tables(checked: Check) -> None:
    found = checked(
        f"# Rutland\n\n> {EARLY}\n\nThey wrote “{ADVISERS}”[^1].\n\n"
        f"| Quotation | Source |\n|---|---|\n| {DISABLED} | Kent, page 3 |\n\n"
        "[^1]: Rutland, focused visit, letter of 22 June 2023, page 1.\n"
    )
    assert [one.status for one in found] == ["exact", "exact", "wrong source"]
    assert found[0].place == "line 3"
    assert "letter of 22 June 2023" in found[1].citation


def styled(document: WordDocument, text: str, style: str = "Normal") -> None:
    document.add_paragraph(text, style)


def test_word_has_quotation_styles_and_tables(tmp_path: Path, catalogue: Catalogue) -> None:
    document = docx.Document()
    styled(document, "Rutland", "Heading 1")
    styled(document, EARLY, "Quote")
    styled(document, DISABLED.replace("good", "poor"), "Intense Quote")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells),
        ("Quotation", "Source", ADVISERS, "Rutland, focused visit, page 4"),
        strict=True,
    ):
        cell.text = text
    path = tmp_path / "draft.docx"
    document.save(str(path))
    found = verify(read_draft(path), catalogue).quotations
    assert [one.status for one in found] == ["exact", "altered", "wrong source"]
    assert [one.place for one in found] == ["paragraph 2", "paragraph 3", "table 1, row 2"]


def test_text_deleted_by_a_tracked_change_is_not_read(tmp_path: Path, catalogue: Catalogue) -> None:
    document = docx.Document()
    document.add_paragraph(f"“{DISABLED}”")
    path = tmp_path / "draft.docx"
    document.save(str(path))
    deleted = "<w:del w:id='1' w:author='A'><w:r><w:delText>not </w:delText></w:r></w:del>"
    rewrite(path, lambda xml: xml.replace("<w:r>", f"{deleted}<w:r>", 1))
    assert only(verify(read_draft(path), catalogue).quotations).status == "exact"


def rewrite(path: Path, change: Callable[[str], str], part: str = "word/document.xml") -> None:
    """Change a part of an archive."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = change(parts[part].decode())
    assert changed != parts[part].decode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (parts | {part: changed.encode()}).items():
            archive.writestr(name, content)


# Exports of ours


@pytest.fixture
def paper(catalogue: Catalogue) -> Paper:
    quotes = [
        quote_of(catalogue, "report.pdf", DISABLED),
        quote_of(catalogue, "report.pdf", ACROSS),
        quote_of(catalogue, LETTER, AUDITS),
        quote_of(catalogue, "visit.pdf", ADVISERS),
    ]
    blocks = [
        Heading("Leadership"),
        *(Quotation(q, q.citation, "Ask on 3 May 2027") for q in quotes),
    ]
    manifest = make_manifest(quotes, catalogue.documents(), datetime.now(UTC).isoformat())
    return Paper("A briefing", (*blocks, Words("Our own words.")), manifest)


def export(paper: Paper, path: Path) -> Path:
    table = Table(
        ("Number", "Quotation", "Citation", "Note"),
        tuple((str(e.number), e.text, e.citation, "3 May 2027") for e in paper.manifest.entries),
        "Quotations",
    )
    match path.suffix:
        case ".docx":
            write_word(paper, path)
        case ".pdf":
            write_pdf(paper, path)
        case ".md":
            write_markdown(paper, path)
        case ".csv":
            write_csv(table, paper.manifest, path)
        case ".xlsx":
            write_xlsx(table, paper.manifest, path)
    return path


EXPORTS = (".docx", ".pdf", ".md", ".csv", ".xlsx")


@pytest.mark.parametrize("suffix", EXPORTS)
def test_an_export_as_it_was_written_is_sound(
    tmp_path: Path, catalogue: Catalogue, paper: Paper, suffix: str
) -> None:
    found = verify(read_draft(export(paper, tmp_path / f"out{suffix}")), catalogue)
    assert [(one.status, one.problems) for one in found.quotations] == [("exact", ())] * 4
    assert [(e.state, e.shown) for e in found.entries] == [("stands", True)] * 4
    assert found.sound


def test_citations_in_footnotes_are_read(
    tmp_path: Path, catalogue: Catalogue, paper: Paper
) -> None:
    for suffix in (".docx", ".md"):
        path = export(replace(paper, footnotes=True), tmp_path / f"out{suffix}")
        found = verify(read_draft(path), catalogue)
        assert found.sound, suffix
        first = found.quotations[0]
        assert "Rutland, ILACS inspection, 20–24 January 2025" in first.citation


def edit(path: Path) -> None:
    """Take a word out of the visible text of an export, its manifest untouched."""
    match path.suffix:
        case ".docx":
            rewrite(path, lambda xml: xml.replace("wait too long", "wait long"))
        case ".md" | ".csv":
            text = path.read_text("utf-8")
            path.write_text(text.replace("wait too long", "wait long", 1), "utf-8")
        case ".xlsx":
            book = openpyxl.load_workbook(path)
            cell = book.worksheets[0]["B2"]
            cell.value = str(cell.value).replace("wait too long", "wait long")
            book.save(path)


@pytest.mark.parametrize("suffix", [s for s in EXPORTS if s != ".pdf"])
def test_an_export_edited_afterwards_is_caught_though_its_manifest_is_right(
    tmp_path: Path, catalogue: Catalogue, paper: Paper, suffix: str
) -> None:
    path = export(paper, tmp_path / f"out{suffix}")
    edit(path)
    found = verify(read_draft(path), catalogue)
    assert [one.status for one in found.quotations] == ["altered", "exact", "exact", "exact"]
    assert (found.entries[0].state, found.entries[0].shown) == ("stands", False)
    assert not found.sound


def test_a_manifest_edited_together_with_the_text_is_caught(
    tmp_path: Path, catalogue: Catalogue, paper: Paper
) -> None:
    first, *others = paper.manifest.entries
    forged = replace(first, text=first.text.replace(" too", ""))
    path = tmp_path / "out.csv"
    export(replace(paper, manifest=replace(paper.manifest, entries=(forged, *others))), path)
    found = verify(read_draft(path), catalogue)
    assert found.entries[0].state == "changed"
    assert found.quotations[0].status == "altered"


def test_a_pdf_of_other_words_with_our_manifest_is_caught(
    tmp_path: Path, catalogue: Catalogue, paper: Paper
) -> None:
    quotes = [block.quote for block in paper.blocks if isinstance(block, Quotation)]
    words = tuple(Words(quote.text.replace("wait too long", "wait long")) for quote in quotes)
    path = tmp_path / "forged.pdf"
    write_pdf(replace(paper, blocks=words), path)
    found = verify(read_draft(path), catalogue)
    assert sorted(one.status for one in found.quotations) == ["altered", "exact", "exact", "exact"]
    assert not found.sound


def test_what_a_page_itself_quotes_claims_nothing(checked: Check, catalogue: Catalogue) -> None:
    report = whole(catalogue, "report.pdf")
    words = "Children wrote in May 2014 that ‘we were always told what was decided’ by the panel."
    quoting = replace(report, name="quoting.pdf", sha256="1" * 64, text=words, paragraphs=())
    catalogue.add(quoting, [], "read")
    found = only(checked(words))
    catalogue.remove("quoting.pdf")
    assert (found.status, found.problems) == ("exact", ())


# Files that are no drafts, and what the user is told


def refusal(path: Path) -> str:
    with pytest.raises(DraftError) as error:
        read_draft(path)
    message = str(error.value)
    assert message.startswith(path.name)
    assert message.endswith(".")
    return message


def test_what_cannot_be_read_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    whole_file = tmp_path / "whole.docx"
    docx.Document().save(str(whole_file))
    content = whole_file.read_bytes()
    assert "it is empty" in refusal(made("empty.docx", b""))
    assert "no such file" in refusal(tmp_path / "nowhere.docx")
    assert "this kind of file is not checked" in refusal(made("old.doc", b"words"))
    assert "not a Word document" in refusal(made("cut.docx", content[: len(content) // 2]))
    assert "older format" in refusal(made("locked.docx", b"\xd0\xcf\x11\xe0 and more"))
    assert "not an Excel workbook" in refusal(made("no.xlsx", content))
    assert "no text" in refusal(made("blank.docx", content))
    assert "no text" in refusal(made("blank.md", b"  \n\n"))
    assert "not a text file" in refusal(made("picture.txt", b"\x89PNG\x00\x00\x1a"))
    for name in ("broken.pdf", "page.pdf"):
        assert "PDF" in refusal(made(name, b"<!doctype html>" if name[0] == "p" else b"words"))
    monkeypatch.setattr(reading, "LARGEST", 10)
    assert "larger than" in refusal(whole_file)


def test_a_word_file_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    assert "unpacks to more" in refusal(path)


def test_a_word_file_with_macros_is_refused_or_read_without_them(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = tmp_path / "draft.docx"
    document = docx.Document()
    document.add_paragraph(f"“{DISABLED}”")
    document.save(str(path))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    assert only(verify(read_draft(path), catalogue).quotations).status == "exact"
    rewrite(
        path,
        lambda xml: xml.replace(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "[Content_Types].xml",
    )
    assert "macros" in refusal(path)


def test_a_pdf_without_text_is_said_to_have_none(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    path = tmp_path / "scan.pdf"
    writer.write(path)
    assert "no text" in refusal(path)


# What is shown


def test_hostile_text_of_a_draft_is_shown_as_text(tmp_path: Path, catalogue: Catalogue) -> None:
    evil = "<img src=x onerror=alert(1)>"
    document = docx.Document()
    document.add_paragraph(
        f"“Disabled children {evil} wait too long. Their short breaks are good.”"
    )
    document.add_paragraph(f"“{evil} these are words that no inspector ever wrote”")
    document.add_paragraph(f"“{DISABLED}” ({evil} Rutland, page 3)")
    path = tmp_path / "draft.docx"
    document.save(str(path))
    found = verify(read_draft(path), catalogue)
    shown = verification_html(found)
    assert "<img" not in shown
    assert "&lt;img" in shown
    assert {one.status for one in found.quotations} >= {"not found", "exact"}


def test_a_difference_is_marked_by_words_and_leads_to_the_page(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = tmp_path / "draft.md"
    path.write_text("“Disabled children never wait too long. Their breaks are good.”", "utf-8")
    shown = verification_html(verify(read_draft(path), catalogue))
    assert re.search(r"<ins><span[^>]*>put in: </span>never</ins>", shown)
    assert re.search(r"<del><span[^>]*>left out: </span>short</del>", shown)
    assert re.search(r'class="verify-list cited".*href="#cite-[\w-]+">\[1\]', shown, re.DOTALL)


def test_the_pieces_of_a_quotation_share_one_citation(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "draft.md"
    path.write_text("“Disabled children wait … too long. Their short breaks are good.”", "utf-8")
    found = verify(read_draft(path), catalogue)
    assert found.quotations[0].notes[0] == "The dots stand for no words left out."
    shown_html = verification_html(found)
    assert shown_html.count(found.quotations[0].sources[0].citation) == 1
    assert re.search(r">\[1a\]</a> <a [^>]*>\[1b\]</a>", shown_html)


def test_a_result_that_comes_late_is_not_shown_for_another_file(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    def dropped(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, "utf-8")
        own, said = take(str(tmp_path / name))
        assert "Checking" in said
        return own

    first = dropped("draft.md", f"“{DISABLED}”")
    again = dropped("draft.md", f"“{AUDITS}”")
    late, now = result_of(first, catalogue), result_of(again, catalogue)
    assert isinstance(shown(again, late), dict)  # skipped
    assert isinstance(shown("", late), dict)
    assert "thematic audits" in shown(again, now)
    left = dropped("left.md", f"“{DISABLED}”")
    assert take(None, left) == ("", "")
    assert "left.md cannot be checked" in result_of(left, catalogue)[1]
    assert not Path(first).parent.exists()
    assert not Path(again).parent.exists()


def test_a_file_that_is_refused_clears_the_results_before_it(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG")
    own, said = take(str(path))
    assert "Every quotation" not in said
    assert "this kind of file is not checked" in shown(own, result_of(own, catalogue))


@pytest.fixture
def findings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], catalogue: Catalogue
) -> Findings:
    from assistant import command_line
    from assistant.verify_commands import verify as verify_command

    monkeypatch.setenv("FINDINGS_HOME", str(catalogue.home))
    if not any(c.callback is verify_command for c in command_line.app.registered_commands):
        command_line.app.command()(verify_command)
    return command(monkeypatch, capsys)


def test_the_command_ends_with_status_1_if_anything_is_not_exact(
    tmp_path: Path, findings: Findings
) -> None:
    path = tmp_path / "draft.md"
    path.write_text(f"“{DISABLED}” (Rutland, page 3)", "utf-8")
    done = findings("verify", path)
    assert (done.status, "1 exact" in done.out) == (0, True)
    path.write_text(f"“{DISABLED.replace('too ', '')}” [bold]", "utf-8")
    done = findings("verify", path)
    assert (done.status, "1 altered" in done.out) == (1, True)
    done = findings("verify", path, "--json")
    [told] = done.objects
    assert (done.status, told["sound"]) == (1, False)
    assert told["quotations"][0]["status"] == "altered"
    assert {"kind": "left out", "text": "too "} in told["quotations"][0]["differences"]
    done = findings("verify", tmp_path / "nowhere.docx")
    assert (done.status, done.out) == (1, "")
    assert "no such file" in done.err


def test_json_of_nothing_is_sound(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("Nothing is quoted here.", "utf-8")
    told = verification_json(verify(read_draft(path), catalogue))
    assert (told["sound"], told["quotations"], told["manifest"]) == (True, [], None)
    assert told["summary"] == ["No quotation of 5 words or more was found in draft.txt."]


# The real documents


def real_documents(most: int) -> list[Document]:
    files = sorted(p for p in CORPUS.rglob("*.pdf") if p.read_bytes()[:4] == b"%PDF")
    chosen = random.Random(20).sample(files, most)
    return [read_document(p.relative_to(CORPUS).as_posix(), p.read_bytes()) for p in chosen]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    if not CORPUS.is_dir():
        pytest.skip("the real documents are not beside this project")
    held = Catalogue(tmp_path_factory.mktemp("real"))
    for document in real_documents(40):
        held.add(document, [], "read")
    yield held
    held.close()


def spans_of(held: Catalogue, count: int) -> list[str]:
    """Random stretches of 6 to 40 words of findings, by a fixed seed."""
    rng = random.Random(200)
    documents = [whole(held, document.name) for document in held.documents()]
    spans: list[str] = []
    while len(spans) < count:
        document = rng.choice(documents)
        bodies = [p for p in document.paragraphs if p.role == "body" and p.end - p.start > 80]
        if not bodies:
            continue
        paragraph = rng.choice(bodies)
        words = list(re.finditer(r"\S+", document.text[paragraph.start : paragraph.end]))
        length = rng.randint(6, min(40, len(words)))
        first = rng.randrange(len(words) - length + 1)
        start = paragraph.start + words[first].start()
        span = document.text[start : paragraph.start + words[first + length - 1].end()]
        if not marked_spans(f"“{span}”")[0].end < len(span) and "[" not in span:
            spans.append(span)
    return spans


def in_word(path: Path, quotations: Sequence[str]) -> Path:
    document = docx.Document()
    for words in quotations:
        document.add_paragraph(words, "Quote")
    document.save(str(path))
    return path


def one_word_changed(span: str, rng: random.Random) -> str:
    """The span with a word inside it dropped, put in, or put for another."""
    words = span.split()
    place = rng.randrange(1, len(words) - 1)
    match rng.choice(("drop", "put in", "other")):
        case "drop" if words[place] != words[place - 1]:
            del words[place]
        case "put in":
            words.insert(place, "not")
        case _:
            words[place] = "rarely" if words[place] != "rarely" else "often"
    return " ".join(words)


def test_two_hundred_real_quotations_are_exact_and_none_is_with_a_word_changed(
    tmp_path: Path, real: Catalogue
) -> None:
    spans = spans_of(real, 200)
    found: Verification = verify(read_draft(in_word(tmp_path / "right.docx", spans)), real)
    assert {one.status for one in found.quotations} == {"exact"}
    assert len(found.quotations) == 200
    rng = random.Random(3)
    changed = [one_word_changed(span, rng) for span in spans]
    held = " ".join(" ".join(real.text(document.name).split()) for document in real.documents())
    changed = [words for words in changed if words not in held]  # inspectors may have said it so
    assert len(changed) >= 195
    began = time.monotonic()
    found = verify(read_draft(in_word(tmp_path / "wrong.docx", changed)), real)
    assert len(found.quotations) == len(changed)
    assert not [one for one in found.quotations if one.status not in ("altered", "not found")]
    assert sum(one.status == "altered" for one in found.quotations) >= 190
    assert time.monotonic() - began < 120


def test_folded_texts_and_their_offsets_agree_on_real_documents(real: Catalogue) -> None:
    for document in real.documents():
        text = real.text(document.name)
        folded, offsets = fold_with_offsets(text)
        assert folded == fold(text)
        assert len(folded) == len(offsets)
