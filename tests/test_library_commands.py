"""The commands that show what was read: what a reader, a spreadsheet and a program get."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import invented
import pytest
from commands import Done, Findings, command
from PIL import Image
from stores import Store, open_store_in

import corpus
from assistant import health, held, locate, outline, paragraphs, show
from corpus.embedding import EmbeddingModel
from corpus.register import AREAS, load_register
from corpus.types import Document, Judgement, Paragraph, Passage

LETTER = "letters/middlesbrough-monitoring-visit-2022-08-17.txt"


@pytest.fixture(scope="module")
def ambershire(tmp_path_factory: pytest.TempPathFactory, model: EmbeddingModel) -> Iterator[Store]:
    """A store of reports and letters on Ambershire, and a file that was set aside."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "reports").mkdir()
    (folder / "reports/sif-2015.pdf").write_bytes(invented.sif())
    (folder / "reports/ilacs-2025.pdf").write_bytes(invented.ilacs_five_judgements())
    (folder / "visit-2023.pdf").write_bytes(invented.focused_visit())
    (folder / "joint.pdf").write_bytes(invented.joint_inspection())
    (folder / "page.pdf").write_text("<html>Not found</html>", "utf-8")
    store = open_store_in(tmp_path_factory.mktemp("home"), model)
    store.ingest(folder)
    yield store
    store.catalogue.close()


@pytest.fixture
def findings(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    ambershire: Store,
) -> Findings:
    """Runs the command on the documents on Ambershire, in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FINDINGS_HOME", str(ambershire.home))
    return command(monkeypatch, capsys)


@pytest.fixture
def copied(ambershire: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command works on a copy of that store, which may be spoilt."""
    home = tmp_path / "copy"
    shutil.copytree(ambershire.home, home)
    monkeypatch.setenv("FINDINGS_HOME", str(home))
    return home


def says(done: Done, sentence: str) -> None:
    """The command failed, and said so in a sentence."""
    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert re.search(sentence, done.err), done.err


# A document


def test_the_outline_says_what_was_read(findings: Findings) -> None:
    done = findings("show", "ilacs-2025")
    assert done.status == 0
    lines = [line.strip() for line in done.out.splitlines()]
    assert lines[0] == "reports/ilacs-2025.pdf"
    assert "Kind: ILACS inspection" in lines
    assert "Visit: 20–24 January 2025" in lines
    assert "Inspectors: Nadia Hale (lead)" in lines
    assert any(line.startswith("Last ingest: added on ") for line in lines)
    [grade] = [line for line in lines if line.startswith("help and protection: ")]
    assert "Requires improvement to be good (page 1; the section’s heading repeats it" in grade
    assert any(
        line.startswith(invented.HELP) and "paras 1–4" in line and "pages 2–3" in line
        for line in lines
    )
    assert "• The timeliness of health assessments." in lines
    assert "\x1b" not in done.out


def test_the_outline_as_json_begins_with_what_documents_gives(findings: Findings) -> None:
    [shown] = findings("show", "sif", "--json").objects
    [listed] = [
        d for d in findings("documents", "--json").objects if d["document"] == shown["document"]
    ]
    assert list(shown.items())[: len(listed)] == list(listed.items())
    [recommended] = [each for each in shown["lists"] if each["list"] == "recommendations"]
    assert [item["number"] for item in recommended["items"]] == ["1", "2"]
    [board] = [j for j in shown["judgements"] if j["area"] == "lscb"]
    assert (board["grade"], board["pages"]) == ("inadequate", [6])
    assert {"contents", "about", "title"} <= set(shown["not_quoted"])


def test_the_outline_of_a_looked_after_inspection_names_its_own_areas() -> None:
    areas = ("overall", "capacity_to_improve", "outcomes", "quality_of_provision", "leaders")
    report = Document(
        "2013.pdf",
        "0",
        "looked_after_2013",
        "x",
        judgements=tuple(Judgement(area, "adequate", 0, 1) for area in areas),
    )
    lines = [line.strip() for line in outline.outline_lines(report, ())]
    names = [line.partition(":")[0] for line in lines if ": adequate (" in line]
    assert names == [
        "overall effectiveness",
        "capacity to improve",
        "outcomes for children looked after",
        "quality of provision",
        "impact of leaders",
    ]
    assert tuple(held.document_json(report, 0)["grades"]) == AREAS


def test_each_paragraph_comes_with_the_rectangles_that_it_fills(findings: Findings) -> None:
    [shown] = findings("show", "ilacs-2025", "--paragraph", "3", "--json").objects
    [cut] = shown["paragraphs"]
    assert [box["page"] for box in cut["boxes"]] == cut["pages"] == [2, 3]
    for box in cut["boxes"]:
        assert list(box) == ["page", "left", "bottom", "right", "top"]
        assert 0 < box["left"] < box["right"] < 600
        assert 0 < box["bottom"] < box["top"] < 850
    [page] = findings("show", "ilacs-2025", "--page", "3", "--json").objects
    assert all(paragraph["boxes"] for paragraph in page["paragraphs"])
    [whole] = findings("show", "sif", "--json").objects
    assert all(item["boxes"] for each in whole["lists"] for item in each["items"])


def test_the_numbers_of_guidance_are_said_as_printed() -> None:
    found = [("2", True), ("2.1", True), ("2.1.1", True), ("2.1.1", False)]
    guidance = Document(
        "guidance.html",
        "0",
        "guidance",
        "xxxx",
        paragraphs=tuple(
            Paragraph(n, n + 1, "body", number, printed)
            for n, (number, printed) in enumerate(found)
        ),
    )
    with pytest.raises(ValueError, match=r"no paragraph 9: printed are 2, 2\.1, 2\.1\.1\.$"):
        show.Asked.of(guidance, "9", "", None, None)
    letter = replace(guidance, kind="focused_visit", paragraphs=guidance.paragraphs[2:])
    with pytest.raises(ValueError, match=r"no paragraph 9: printed are 2\.1\.1\.$"):
        show.Asked.of(letter, "9", "", None, None)


def test_a_number_that_occurs_twice_is_shown_with_each_section(
    findings: Findings, ambershire: Store
) -> None:
    [shown] = findings("show", "sif", "--paragraph", "1", "--json").objects
    printed = [p for p in shown["paragraphs"] if p["printed_number"]]
    assert [p["section"][-1] for p in printed] == [
        "Recommendations",
        "Inspection findings – the Local Safeguarding Children Board",
    ]
    text = ambershire.catalogue.text("reports/sif-2015.pdf")
    for paragraph in shown["paragraphs"]:
        assert paragraph["text"] == text[paragraph["start"] : paragraph["end"]]
    [board] = findings("show", "sif", "--paragraph", "1.", "--section", "BOARD", "--json").objects
    assert [p["text"] for p in board["paragraphs"]] == [
        "The board does not know how well agencies keep children safe."
    ]
    assert "para 1, page 6" in board["paragraphs"][0]["citation"]


def test_a_page_shows_what_stands_on_it_and_whence_it_comes(findings: Findings) -> None:
    done = findings("show", "ilacs-2025", "--page", "3")
    assert "ilacs-2025.pdf, page 3 of" in done.out
    assert "[para 3, from page 2]\nWhen risks grow," in done.out
    assert f"[heading]\n{invented.CARE}: good" in done.out


def test_words_are_found_whatever_their_spaces_and_quote_marks(findings: Findings) -> None:
    done = findings("show", "ilacs-2025", "--quote", "Disabled  children\nwait too long")
    assert "stand once" in done.out
    assert "“Disabled children wait too long”" in done.out
    assert "para 4, page 3" in done.out
    says(findings("show", "ilacs-2025", "--quote", "Disabled children wait far"), "do not stand in")
    says(findings("show", "ilacs-2025", "--quote", "isabled children"), "do not stand in")
    says(
        findings("show", "ilacs-2025", "--page", "2", "--quote", "Disabled children"),
        "do not stand on page 2, but on page 3",
    )


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("the ‘front door’ is", "'front door'", ["‘front door’"]),
        ("children’s homes", "children's homes", ["children’s homes"]),
        ("said “well” twice: well", "“well”", ["“well”"]),
        ("all is well, very well", "“well”", ["well", "well"]),
        ("risk.  At\u00a0once", "risk. At once", ["risk.  At\u00a0once"]),
        ("a (very) odd [one]", "(very) odd [one]", ["(very) odd [one]"]),
        ("children", "child", []),
        ("any", " ", []),
        ("any", "“”", []),
    ],
)
def test_words_looked_for_are_exact_but_for_spaces_and_quote_marks(
    text: str, words: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in locate.find_words(text, words)] == found


# A picture of a page


def yellow(path: Path) -> int:
    image = Image.open(path).convert("RGB")
    return sum(
        count
        for count, (r, g, b) in image.getcolors(image.width * image.height)
        if r > 200 and g > 180 and b < 150
    )


def test_a_picture_has_the_words_asked_for_marked(findings: Findings, tmp_path: Path) -> None:
    plain, marked, whole = (tmp_path / name for name in ("plain.png", "marked.png", "whole.jpg"))
    assert findings("show", "ilacs-2025", "--page", "3", "--image", plain).status == 0
    words = ("--quote", "Disabled children")
    done = findings("show", "ilacs-2025", *words, "--image", marked)
    assert f"Page 3 of reports/ilacs-2025.pdf is in {marked}, with these words marked." in done.out
    findings("show", "ilacs-2025", "--paragraph", "4", "--image", whole)
    assert Image.open(marked).format == "PNG"
    assert Image.open(whole).format == "JPEG"
    assert yellow(plain) == 0
    assert 0 < yellow(marked) < yellow(whole)


def test_a_paragraph_cut_by_a_page_break_is_marked_on_either_page(
    findings: Findings, tmp_path: Path
) -> None:
    out = tmp_path / "cut.png"
    first = findings("show", "ilacs-2025", "--paragraph", "3", "--image", out)
    assert "Page 2 of" in first.out
    assert "More on page 3." in first.out
    on_first = yellow(out)
    findings("show", "ilacs-2025", "--paragraph", "3", "--page", "3", "--image", out)
    assert yellow(out) > 0
    assert yellow(out) != on_first


def test_only_a_picture_is_written_over(findings: Findings, tmp_path: Path) -> None:
    letter = tmp_path / "letter.png"
    letter.write_text("Dear Ms Hart", "utf-8")
    page = ("show", "joint", "--page", "1", "--image")
    says(findings(*page, letter), "is there already and is no picture")
    assert letter.read_text("utf-8") == "Dear Ms Hart"
    says(findings(*page, tmp_path / "nowhere/out.png"), "There is no folder .*nowhere")
    says(findings(*page, tmp_path / "out.pdf"), "end with .png or .jpg")
    says(findings(*page, tmp_path), "no name for a picture")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.png"]


def test_what_cannot_be_shown_is_said(findings: Findings) -> None:
    says(findings("show", "joint", "--page", "99"), r"joint\.pdf has \d pages: there is no page 99")
    says(findings("show", "joint", "--page", "0"), "there is no page 0")
    says(findings("show", "ilacs-2025", "--paragraph", "99"), "no paragraph 99: printed are 1–5")
    says(findings("show", "ilacs-2025", "--section", "zebras"), "has the words “zebras”")
    says(findings("show", "joint", "--image", "out.png"), "Say what to draw")
    says(findings("show", "joint", "--paragraph", "1", "--quote", "x"), "either")
    says(findings("show", "page.pdf"), "page.pdf was set aside: it is a web page")


def test_a_text_without_pages_says_so(
    findings: Findings, letter_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDINGS_HOME", str(letter_store.home))
    says(findings("show", "middlesbrough", "--page", "1"), "is a text without pages")
    says(
        findings("show", "middlesbrough", "--paragraph", "1", "--image", "a.png"),
        "is a text without pages",
    )
    assert "Findings and evaluation of progress – 16 paragraphs" in findings("show", LETTER).out


NAMES = ("reports/50308109.pdf", "reports/50308110.pdf", "other/50308110.pdf", "a/letter.txt")


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("reports/50308110.pdf", "reports/50308110.pdf"),
        ("50308109", "reports/50308109.pdf"),
        ("308109.PDF", "reports/50308109.pdf"),
        ("other\\50308110.pdf", "other/50308110.pdf"),
        ("/home/me/in/reports/50308109.pdf", "reports/50308109.pdf"),
        ("letter", "a/letter.txt"),
    ],
)
def test_a_document_is_known_by_an_ending_or_part_of_its_name(asked: str, name: str) -> None:
    assert locate.resolve_name(asked, NAMES) == name


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("50308110", "may be any of reports/50308110.pdf, other/50308110.pdf: say which"),
        ("50308108", "No document “50308108” is held.*The nearest: .*50308109"),
        ("zzzz", "No document “zzzz” is held"),
        ("x", "No document “x” is held"),
        (" ", "Name a document"),
    ],
)
def test_a_name_that_is_not_clear_brings_the_nearest(asked: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        locate.resolve_name(asked, NAMES)


def test_of_a_finding_that_is_repeated_the_numbered_paragraph_is_cited() -> None:
    text = "Visits are late.\n\nVisits are often late."
    summary = Paragraph(0, 16, "item", "1", False, ("Executive summary",), (3,), (), (18,))
    finding = Paragraph(18, 40, "body", "12", True, ("Inspection findings",), (9,), (), (0,))
    document = Document("a.pdf", "0", "sif", text, pages=9, paragraphs=(summary, finding))
    lines = list(paragraphs.paragraph_lines(document, summary))
    assert "The same finding stands also in:" in lines
    assert "Cite para 12, page 9 (Inspection findings), whose number is printed." in lines
    assert "Cite this one, whose number is printed." in paragraphs.paragraph_lines(
        document, finding
    )
    assert paragraphs.paragraph_json(document, summary)["cite"].endswith("para 12")


def test_headings_name_the_lists_that_readers_look_for() -> None:
    named = {
        "What needs to improve?": "what needs to improve",
        "What needs to improve in this area of social work practice": "what needs to improve",
        "What does the LSCB need to improve?": "what needs to improve",
        "Areas for improvement": "what needs to improve",
        "Practice study: areas for improvement": "",
        "Recommendations": "recommendations",
        "Priority and immediate action": "areas for priority action",
        "Areas for priority action": "areas for priority action",
        "Key Strengths": "strengths",
        "The local authority’s strengths": "strengths",
        "Main findings": "",
    }
    assert {heading: outline.Section((heading,)).list_name for heading in named} == named


# What is held


def test_filters_leave_what_they_say(findings: Findings) -> None:
    def names(*options: str) -> list[str]:
        return [d["document"] for d in findings("documents", "--json", *options).objects]

    assert names("--kind", "focused visit") == ["visit-2023.pdf"]
    assert names("--kind", "sif", "--kind", "ilacs") == [
        "reports/ilacs-2025.pdf",
        "reports/sif-2015.pdf",
    ]
    assert names("--framework", "sif") == ["reports/sif-2015.pdf"]
    assert names("--year", "2015") == ["reports/sif-2015.pdf"]
    assert names("--year", "2016", "--kind", "sif") == ["reports/sif-2015.pdf"]
    assert names("--since", "January 2025", "--until", "2025-01-20") == ["reports/ilacs-2025.pdf"]
    assert names("--since", "21 January 2025") == ["reports/ilacs-2025.pdf"]
    assert names("--area", "care-leavers", "--grade", "Outstanding") == [
        "reports/ilacs-2025.pdf",
        "reports/sif-2015.pdf",
    ]
    assert names("--area", "leaders", "--grade", "requires improvement to be good") == [
        "reports/sif-2015.pdf"
    ]
    # The board's grade is never the authority's.
    assert names("--grade", "inadequate") == []
    assert names("--area", "lscb", "--grade", "inadequate") == ["reports/sif-2015.pdf"]
    assert "None of the 4 documents held" in findings("documents", "--grade", "inadequate").out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--kind", "letters"), "no kind “letters”: there are looked_after_2013, sif, .*jtai"),
        (("--framework", "old"), "no framework “old”: there are LAC 2013, SIF, ILACS"),
        (("--area", "schools"), "no area of judgement “schools”: there are overall, leaders"),
        (("--grade", "bad"), "no grade “bad”: there are outstanding, good"),
        (("--grade", "inadequat"), "Did you mean inadequate?"),
        (("--year", "soon"), "“soon” is no year, month or day"),
        (("--since", "2020", "--until", "2019"), "--since 2020 is after --until 2019"),
        (("--year", "2020", "--since", "2019"), "either --year"),
        (("--authority", "Ambershire"), "No local authority of England .* “Ambershire”"),
        (("--authority", "Kingston"), "“Kingston” may mean .* or .*: say which"),
        (("--json", "--csv"), "one of --json and --csv"),
    ],
)
def test_a_filter_that_is_not_known_names_what_is(
    options: tuple[str, ...], sentence: str, findings: Findings
) -> None:
    says(findings("documents", *options), sentence)


def test_an_authority_goes_by_any_of_its_names(
    findings: Findings, letter_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDINGS_HOME", str(letter_store.home))
    for name in ("Middlesbrough", "middlesborough", "Middlesbrough Council"):
        assert LETTER in findings("documents", "--authority", name).out
    assert LETTER not in findings("documents", "--authority", "Leeds").out


def test_a_joint_judgement_of_care_and_care_leavers_counts_for_both() -> None:
    judgements = (
        Judgement("in_care", "inadequate", 0, 1),
        Judgement("care_leavers", "combined_with_care", 0, 1),
    )
    document = Document("a.pdf", "0", "ilacs", "x", judgements=judgements)
    assert held.Wanted(area="care_leavers", grade="inadequate").takes(document)
    assert not held.Wanted(area="care_leavers", grade="good").takes(document)
    assert not held.Wanted(first=date(2020, 1, 1)).takes(document)


def test_csv_opens_in_a_spreadsheet(findings: Findings) -> None:
    done = findings("documents", "--csv")
    assert done.out.count("\r\n") == 5
    rows = list(csv.DictReader(io.StringIO(done.out, newline="")))
    assert rows[0]["document"] == "joint.pdf"
    [sif] = [row for row in rows if row["kind"] == "sif"]
    assert sif["visits"] == "2015-11-24/2015-12-17"
    assert (sif["in_care"], sif["lscb"], sif["updated"]) == ("good", "inadequate", "")


def test_no_cell_of_the_csv_is_a_formula() -> None:
    risky = ("=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1")
    documents = [(Document(name, "0", "other", "", focus=name), 0) for name in risky]
    rows = list(csv.reader(io.StringIO(held.documents_csv(documents), newline="")))
    assert [row[0] for row in rows[1:]] == [f"'{name}" for name in risky]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_conflicts_and_faults_are_listed_on_demand(findings: Findings) -> None:
    listed = findings("documents", "--conflicts").out
    assert "names no authority that is known" in listed
    assert listed.count("\n") == 4


# The state of the store


def test_the_doctor_names_what_is_wrong_and_the_command_for_it(findings: Findings) -> None:
    done = findings("doctor")
    assert done.status == 1
    assert "page.pdf was set aside on 20" in done.out
    assert "visit-2023.pdf: it names no authority that is known. Give its URN" in done.out
    assert done.out.splitlines()[-1] == "5 things to do, 0 to know."
    objects = findings("doctor", "--json").objects
    assert len(objects) == 5
    assert list(objects[0]) == ["check", "finding", "documents", "needs_doing", "mend"]


def test_a_store_that_is_whole_has_nothing_wrong(
    findings: Findings, letter_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDINGS_HOME", str(letter_store.home))
    done = findings("doctor")
    assert (done.status, done.out.splitlines()[-1]) == (0, "Nothing is wrong.")
    assert findings("doctor", "--json").out == ""


def test_the_doctor_sees_a_spoilt_store(
    findings: Findings, copied: Path, model: EmbeddingModel
) -> None:
    store = open_store_in(copied, model)
    keys = [p.key for p in store.catalogue.passages(["joint.pdf"])]
    gone = [p.key for p in store.catalogue.passages(["visit-2023.pdf"])]
    assert store.index.keys() >= {*keys, *gone}
    store.index.remove(keys[:1])
    store.catalogue.remove("visit-2023.pdf")
    store.catalogue._connection.execute(
        "UPDATE documents SET reading = 'older' WHERE name = 'reports/sif-2015.pdf'"
    )
    kept = store.catalogue.original("reports/ilacs-2025.pdf")
    assert kept
    kept.unlink()
    store.catalogue.close()
    out = findings("doctor").out
    assert "joint.pdf is not whole in the vector index" in out
    assert f"Still in the vector index: {len(gone)} passages of removed documents" in out
    assert "reports/sif-2015.pdf is read by an earlier version" in out
    assert "The kept copy of reports/ilacs-2025.pdf is gone" in out
    assert "`findings remove reports/ilacs-2025.pdf`" in out


def test_a_file_set_aside_can_be_forgotten(findings: Findings, copied: Path) -> None:
    done = findings("remove", "page.pdf")
    assert (done.status, done.out) == (
        0,
        "0 removed.\nNo longer said to be set aside: page.pdf.\n",
    )
    assert "page.pdf" not in findings("documents").out


def passage(key: str) -> Passage:
    return Passage(key, f"{key}.pdf", 0, 1, "x", "body")


def test_index_and_catalogue_are_compared_both_ways() -> None:
    def says_of(keys: set[str], unindexed: list[str], leaving: list[str]) -> list[str]:
        passages = [passage("a"), passage("b")]
        return [f.says for f in health.check_index(passages, keys, unindexed, leaving)]

    assert says_of({"a", "b"}, [], []) == []
    [late] = says_of({"a"}, ["b.pdf"], [])
    assert late == "b.pdf is not all in the vector index yet"
    [lost] = says_of({"a"}, [], [])
    assert "b.pdf is not whole" in lost
    [foreign] = says_of({"a", "b", "c"}, [], [])
    assert "Only in the vector index" in foreign
    [leaving] = says_of({"a", "b", "c"}, [], ["c"])
    assert "1 passage of removed documents" in leaving


def numbers(kind: str, *printed: int) -> list[str]:
    found = tuple(Paragraph(n, n + 1, "body", str(n), True, (), (n,)) for n in printed)
    return list(health.number_faults(Document("a.pdf", "0", kind, "x" * 99, paragraphs=found)))


def test_printed_numbers_have_neither_gaps_nor_repeats() -> None:
    assert numbers("ilacs", 1, 2, 3) == []
    assert numbers("sif", 1, 2, 1, 2, 3) == []
    assert numbers("ilacs", 1, 2, 4, 7) == [
        "no para 3 was read before para 4 on page 4",
        "no para 5–6 was read before para 7 on page 7",
    ]
    assert numbers("ilacs", 1, 2, 2, 3) == ["para 2 on page 2 comes after para 2"]
    assert numbers("ilacs", 1, 2, 1) == ["its numbers begin again at 1 on page 1, after 2"]
    assert numbers("ilacs") == [
        "its paragraphs have no numbers in print, so citations count within each section"
    ]
    assert numbers("focused_visit") == []


def test_nearly_the_same_text_is_one_document_twice() -> None:
    words = [f"word{n}" for n in range(400)]
    one = Document("one.pdf", "1", "jtai", " ".join(words), published=date(2020, 1, 1))
    two = Document("two.pdf", "2", "jtai", " ".join([*words, "more"]), published=date(2021, 1, 1))
    other = Document("other.pdf", "3", "jtai", " ".join(reversed(words)))
    same = Document("same.pdf", "4", "jtai", one.text)

    def doubled(*documents: Document) -> list[health.Finding]:
        found = health.check_documents([documents], {})
        return [finding for finding in found if finding.check == "Documents held twice"]

    assert doubled(one, other) == []
    [near] = doubled(one, two)
    assert near.mend.endswith("`findings remove one.pdf`")
    [equal] = doubled(one, same)
    assert "have the same text" in equal.says


def test_the_register_is_written_where_one_says(findings: Findings, tmp_path: Path) -> None:
    out = tmp_path / "register.csv"
    done = findings("register", "--out", out)
    assert done.status == 0
    assert re.fullmatch(rf"\d+ inspections and visits are in {re.escape(str(out))}\.\n", done.out)
    assert out.read_text("utf-8").startswith("authority,")
    says(findings("register", "--out", tmp_path / "nowhere/register.csv"), "There is no folder")


def test_the_register_that_comes_with_findings_is_never_made_poorer(
    findings: Findings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bundled = Path(corpus.__file__).parent / "inspections.csv"
    before = bundled.read_bytes()
    monkeypatch.setattr(corpus, "__file__", str(tmp_path / "__init__.py"))
    (tmp_path / "inspections.csv").write_bytes(before)
    says(findings("register"), rf"would lose {len(load_register())} of its .* with --out FILE")
    assert (tmp_path / "inspections.csv").read_bytes() == before
    says(findings("register", "--out", tmp_path), "is no file that can be written over")
