"""What is read of published documents, where they are at hand (`../shared`, not of the project)."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from corpus.embedding import EmbeddingModel
from corpus.sections import is_of_board
from corpus.types import Document, Passage
from evals.matching import letters_only
from ingest.errors import UnreadableFile
from ingest.passages import split_into_passages
from ingest.read import read_document
from ingest.recognise import Listing

SHARED = Path(__file__).parents[2] / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "corpus/reports").is_dir(),
    reason=f"the published documents are not at hand in {SHARED / 'corpus'}",
)
MODEL = EmbeddingModel()

#: Reports of each era, among them the layouts that were hardest to read.
REPORTS = {
    "2761820": "looked_after_2013",
    "50004249": "looked_after_2013",
    "50004260": "sif",  # "Requires" and "Improvement" above and below their label
    "50004276": "sif",  # the same, and every label bold
    "50004304": "sif",  # type of size 1, scaled up
    "50004314": "sif",
    "2760910": "sif",  # "Information about this inspection" is large on the contents page
    "50004265": "sif",  # ... and larger than the sections after it
    "50004281": "sif",  # "The local authority" is a heading among the definitions of grades
    "50000289": "sif",  # two reports in one file, each with its own closing page
    "50004412": "sif_reinspection",
    "50004302": "lscb_review",
    "50000290": "ilacs",  # the first, council's name first
    "50143726": "ilacs",
    "50110094": "ilacs",  # two windows
    "50172438": "ilacs",
    "50216273": "ilacs",  # two windows over the end of a year
    "50218077": "ilacs",
    "50088888": "ilacs",
    "50302265": "ilacs",  # a trust
    "50304387": "ilacs",  # no overall effectiveness
    "50308109": "ilacs",
}
VISITS = ("0662cb9ae6d2", "2fdae86d9089", "85730f6119fa", "bd58b2e5d460", "a05819660984")
JOINT = ("f7470f97022e", "0ca1fb407e4f", "a72ecd6a46dc")
SAMPLE = (
    *(f"reports/{name}.pdf" for name in REPORTS),
    *(f"focused-visits/{name}.pdf" for name in VISITS),
    *(f"joint-inspections/{name}.pdf" for name in JOINT),
)
each_document = pytest.mark.parametrize("name", SAMPLE)

#: What stands on pages and in closing matter, and is no inspector's finding.
FURNITURE = re.compile(
    r"Piccadilly Gate|Textphone|0300 123|enquiries@ofsted|© ?Crown|regulates and inspects"
    r"|Yours? sincerely|Dear (?:Mr|Ms|Mrs|Dr)|Open Government Licence|parent or guardian view"
    r"|Inspection of .{3,40} local authority children’s services\s+\d|children board: Hull \d+$"
    r"|^\d+ ?$|(?:to|–) \d+ \w+ 20\d\d \d{1,2}$|^What the .{0,20}inspection judge?ments mean"
    r"|Inspectors have looked closely at the experiences|An LSCB requires improvement if",
    re.MULTILINE,
)


@cache
def read(name: str) -> Document:
    return read_document(name, (SHARED / "corpus" / name).read_bytes())


@cache
def passages(name: str) -> tuple[Passage, ...]:
    return split_into_passages(read(name), MODEL.count_tokens, MODEL.longest)


@cache
def known(table: str) -> dict[str, dict[str, str]]:
    with (SHARED / f"truth/{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


@cache
def dev_pairs() -> tuple[tuple[str, dict], ...]:
    lines = (SHARED / "questions/dev.jsonl").read_text("utf-8").splitlines()
    return tuple((pair["id"], gold) for pair in map(json.loads, lines) for gold in pair["gold"])


@cache
def letters(name: str) -> tuple[str, tuple[int, ...]]:
    """A document's letters and digits, and where in its text each stands."""
    kept = [(c, i) for i, char in enumerate(read(name).text) for c in letters_only(char)]
    return "".join(c for c, _ in kept), tuple(i for _, i in kept)


def places(name: str, quotation: str) -> list[tuple[int, int]]:
    """The spans of a document's text that are the quotation by its letters and digits."""
    text, positions = letters(name)
    wanted = re.escape(letters_only(quotation))
    return [
        (positions[found.start()], positions[found.end() - 1] + 1)
        for found in re.finditer(wanted, text)
    ]


@each_document
def test_no_furniture_is_in_a_passage(name: str) -> None:
    found = [(m.group(), p.pages) for p in passages(name) for m in FURNITURE.finditer(p.text)]

    assert found == []


@each_document
def test_nearly_all_of_a_document_can_be_quoted(name: str) -> None:
    """A section taken for "about this inspection" would hide what follows it."""
    document = read(name)
    quotable = sum(len(passage.text) for passage in passages(name))

    assert quotable > 0.75 * len(document.text)


@pytest.mark.parametrize(("name", "kind"), REPORTS.items())
def test_a_report_is_of_its_kind_and_authority(name: str, kind: str) -> None:
    report, truth = read(f"reports/{name}.pdf"), known("judgements")[f"reports/{name}.pdf"]

    assert report.kind == kind
    assert report.urn == truth["urn"]
    first, last = report.visits[0][0], report.visits[-1][1]
    assert (first.isoformat(), last.isoformat()) == (truth["start"], truth["end"])
    assert not truth["lead_inspector"] or report.lead_inspector == truth["lead_inspector"]


@pytest.mark.parametrize("name", [n for n, kind in REPORTS.items() if kind != "looked_after_2013"])
def test_a_reports_grades_are_those_of_the_table_checked_by_eye(name: str) -> None:
    truth = known("judgements")[f"reports/{name}.pdf"]
    grades = {j.area: j.grade for j in read(f"reports/{name}.pdf").judgements}
    for area in (
        "overall",
        "leaders",
        "help_and_protection",
        "in_care",
        "care_leavers",
        "adoption",
    ):
        expected = truth[area].replace("not_reported_post_reform", "")
        assert grades.get(area, "") == expected, area
    assert not truth["lscb"] or grades["lscb"] == truth["lscb"]


@pytest.mark.parametrize(
    ("name", "grade", "page"),
    [("50000289", "requires improvement", 37), ("50004314", "requires improvement", 37)],
)
def test_a_boards_grade_is_found_deep_in_the_report(name: str, grade: str, page: int) -> None:
    report = read(f"reports/{name}.pdf")
    [board] = [j for j in report.judgements if j.area == "lscb"]

    assert board.grade == grade
    assert report.pages_at(board.start, board.end) == (page,)


@pytest.mark.parametrize("name", VISITS)
def test_a_letter_has_its_date_authority_and_inspectors(name: str) -> None:
    letter = read(f"focused-visits/{name}.pdf")
    truth = known("focused-visits")[f"focused-visits/{name}.pdf"]

    assert letter.kind == "focused_visit"
    assert letter.urn == truth["urn"]
    assert letter.letter_date is not None
    assert letter.letter_date.isoformat() == truth["letter_date"]
    assert letter.visits
    assert letter.inspectors
    assert all(inspector in truth["inspectors"] for inspector in letter.inspectors)


@pytest.mark.parametrize("name", JOINT)
def test_a_joint_inspection_has_its_dates(name: str) -> None:
    letter = read(f"joint-inspections/{name}.pdf")

    assert letter.kind == "jtai"
    assert letter.authority
    assert letter.visits
    assert letter.letter_date
    assert letter.letter_date > letter.visits[-1][1]


@pytest.mark.parametrize("name", ["50004178", "50004183"])
def test_an_error_page_saved_as_a_pdf_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFile, match="web page"):
        read(f"reports/{name}.pdf")


#: As printed under the headings and in the record on the last page, read by eye.
LOOKED_AFTER = {
    "50004248": ("inadequate", "inadequate", "inadequate", "inadequate", "inadequate"),
    "50004249": ("adequate", "good", "adequate", "adequate", "adequate"),
    "50004250": ("inadequate", "adequate", "inadequate", "inadequate", "inadequate"),
    "2761820": ("inadequate", "adequate", "adequate", "inadequate", "inadequate"),
}


@pytest.mark.parametrize("name", LOOKED_AFTER)
def test_a_looked_after_inspection_is_graded_in_the_words_of_its_framework(name: str) -> None:
    areas = ("overall", "capacity_to_improve", "outcomes", "quality_of_provision", "leaders")
    grades = {j.area: j.grade for j in read(f"reports/{name}.pdf").judgements}

    assert grades == dict(zip(areas, LOOKED_AFTER[name], strict=True))


def test_a_letter_whose_dates_contradict_each_other_says_so() -> None:
    """Dudley's of January 2019 is on a visit in December 2019; Darlington's visit takes a year."""
    [dudley] = read("focused-visits/87b4960bbb8c.pdf").conflicts
    darlington = read("focused-visits/cdda210a5999.pdf")

    assert "dated 21 January 2019, before its visit ended on 19 December 2019" in dudley
    assert "24 October 2022 – 25 October 2023: a misprinted year" in darlington.conflicts[0]
    assert darlington.visits == ((date(2023, 10, 24), date(2023, 10, 25)),)


def test_a_running_header_that_contradicts_page_1_is_said() -> None:
    [westminster] = read("reports/50266091.pdf").conflicts

    assert westminster == (
        "the running header gives the visit as 11–15 November 2025, page 1 as "
        "11–15 November 2024: page 1's is taken"
    )


def test_a_letters_misprinted_year_is_taken_from_its_listing() -> None:
    name = "focused-visits/8725b478130d.pdf"
    letter = read_document(
        name, (SHARED / "corpus" / name).read_bytes(), Listing(published=date(2025, 11, 6))
    )

    assert letter.letter_date == date(2025, 11, 6)
    assert "“6 November 20205”" in letter.conflicts[0]


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        ("50182670", 3),  # some sections' headings in 14 points, some in 12
        ("50141243", 3),  # headings in plain type that end in a full stop
        ("50260250", 4),  # nothing needs to improve: page 2 begins with its first section
    ],
)
def test_the_sections_of_a_report_stand_side_by_side(name: str, sections: int) -> None:
    report = read(f"reports/{name}.pdf")
    numbered = [p for p in report.paragraphs if p.printed_number]

    assert {len(p.section) for p in numbered} == {1}
    assert len({p.section for p in numbered}) == sections


@pytest.mark.parametrize("name", ["2762084", "2760910", "50004258"])
def test_the_boards_part_of_a_report_is_not_the_authoritys(name: str) -> None:
    """However its heading is set: in plain type, or no larger than the others."""
    report = read(f"reports/{name}.pdf")
    about_the_board = [p for p in report.paragraphs if p.printed_number and is_of_board(p.section)]
    first = about_the_board[0]

    assert len(about_the_board) >= 5
    assert all(
        is_of_board(p.section)
        for p in report.paragraphs
        if p.printed_number and p.start > first.start
    )


def test_a_finding_said_twice_is_linked_to_its_numbered_paragraph() -> None:
    report = read("reports/50004318.pdf")
    by_start = {p.start: p for p in report.paragraphs}
    said = "Records of strategy discussions and child protection enquiries vary too much in quality"
    first, second = (report.text.index(said), report.text.rindex(said))
    [summary] = [p for p in report.paragraphs if p.start <= first < p.end]
    [numbered] = [p for p in report.paragraphs if p.start <= second < p.end]

    assert summary.section[-1] == "Summary"
    assert numbered.section[-1] == "Inspection findings"
    assert numbered.start in summary.repeats
    assert by_start[summary.start].start in numbered.repeats


def test_every_known_quotation_is_found_on_its_own_page() -> None:
    missed = []
    for pair, gold in dev_pairs():
        name = f"reports/{gold['file']}.pdf"
        pages = [read(name).pages_at(*span) for span in places(name, gold["quote"])]
        if not any(gold["page"] in found for found in pages):
            missed.append((pair, gold["file"], gold["page"], pages, gold["quote"][:60]))

    assert missed == []


def test_every_known_quotation_can_be_quoted_from_passages() -> None:
    """No part of it stands only in what is taken for contents, closing page or footnote."""
    missed = []
    for pair, gold in dev_pairs():
        name = f"reports/{gold['file']}.pdf"
        held = [(passage.start, passage.end) for passage in passages(name)]
        if not any(
            any(a <= start < b for a, b in held) and any(a < end <= b for a, b in held)
            for start, end in places(name, gold["quote"])
        ):
            missed.append((pair, gold["file"], gold["page"], gold["quote"][:60]))

    assert missed == []
