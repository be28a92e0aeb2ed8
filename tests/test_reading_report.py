"""What a reader of the reading report relies on: what is wrong is found, and counted as wrong."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import ClassVar

import pytest
from invented import (
    focused_visit,
    ilacs_five_judgements,
    ilacs_post_reform,
    sif,
)
from rich.console import Console

from corpus.types import Document, Paragraph, SourceRun
from evals.questions import Gold
from evals.reading.checks import (
    compare_board,
    compare_headings,
    compare_numbers,
    compare_published,
    compare_title,
)
from evals.reading.compare import Comparison, Verdict, load_verdicts, names
from evals.reading.furniture import compare_furniture, compare_lines, furniture_words
from evals.reading.printed import Pages, printed_pages
from evals.reading.quotations import bare_places, compare_gold, compare_highlight
from evals.reading.report import missed, print_report, shares, write_files
from evals.reading.speed import measure_speed
from evals.reading.truth import compare_letter, compare_report
from ingest.judgements import read_judgements
from ingest.passages import split_into_passages
from ingest.read import read_document
from ingest.recognise import Listing

ROW = {
    "file": "ambershire.pdf",
    "framework": "ILACS",
    "urn": "",
    "start": "2025-01-20",
    "end": "2025-01-24",
    "lead_inspector": "Nadia Hale",
    "overall": "good",
    "leaders": "good",
    "help_and_protection": "requires improvement",
    "in_care": "good",
    "care_leavers": "outstanding",
    "adoption": "",
    "lscb": "",
}


def read(content: bytes, listing: Listing | None = None) -> Document:
    return read_document("ambershire.pdf", content, listing)


def pages_of(content: bytes, folder: Path) -> Pages:
    pdf = folder / "ambershire.pdf"
    pdf.write_bytes(content)
    return printed_pages(pdf)


def passages_of(document: Document) -> list:
    return list(split_into_passages(document, lambda text: len(text.split()), 200))


def wrong(comparisons) -> dict[str, str]:
    return {each.field: each.ours for each in comparisons if each.right is False}


class TestTruth:
    def test_a_report_read_as_the_table_has_it_shows_no_difference(self):
        assert wrong(compare_report(ROW, read(ilacs_five_judgements()))) == {}

    def test_a_wrong_grade_is_a_difference_with_the_page_it_was_read_from(self):
        row = ROW | {"help_and_protection": "good"}
        compared = list(compare_report(row, read(ilacs_five_judgements())))
        [grade] = [each for each in compared if each.right is False]

        assert (grade.field, grade.truth, grade.ours) == (
            "help_and_protection",
            "good",
            "requires improvement",
        )
        assert grade.page == 1

    def test_an_overall_grade_where_none_is_given_any_more_is_a_difference(self):
        row = ROW | {"overall": "not_reported_post_reform", "framework": "ILACS post-April-2026"}

        assert wrong(compare_report(row, read(ilacs_five_judgements())))["overall"] == "good"
        assert "overall" not in wrong(compare_report(row, read(ilacs_post_reform())))

    def test_a_boards_grade_that_page_1_does_not_give_is_counted_apart(self):
        row = ROW | {"framework": "SIF"}
        [board] = [each for each in compare_report(row, read(sif())) if each.field == "lscb"]

        assert board.right is None

    def test_a_report_that_could_not_be_read_is_a_difference(self):
        assert wrong(compare_report(ROW, None)) == {"all": "(not read)"}

    def test_a_day_an_inspector_and_a_focus_that_differ_are_differences(self):
        letter = read(focused_visit())
        row = {
            "file": letter.name,
            "letter_date": "2020-01-01",
            "visit_dates": "1 and 2 October 2019",
            "inspectors": "Somebody Else, HMI",
            "signatory": "",
            "focus": "arrangements for the purchase of elephants",
        }

        assert wrong(compare_letter(row, letter)).keys() >= {
            "letter_date",
            "visit_dates",
            "inspectors",
            "focus",
        }


class TestNames:
    def test_ranks_and_the_words_around_names_are_no_part_of_them(self):
        printed = "lead inspector Ann Hill, HMI, Bo van Dam (HMI designate) and Jo O’Neil-Lee, both"

        assert names(printed) == {"ann hill", "bo van dam", "jo o'neil-lee"}


class TestPages:
    def test_the_boards_grade_is_held_against_the_words_of_the_pages(self, tmp_path):
        report, pages = read(sif()), pages_of(sif(), tmp_path)
        board = [judgement for judgement in report.judgements if judgement.area == "lscb"]
        misread = replace(
            report,
            judgements=(
                *(judgement for judgement in report.judgements if judgement.area != "lscb"),
                replace(board[0], grade="outstanding"),
            ),
        )

        assert wrong(compare_board(report, pages)) == {}
        assert wrong(compare_board(misread, pages)) == {"lscb in the pages": "outstanding"}

    def test_the_boards_grade_given_as_the_authoritys_is_found(self, tmp_path):
        report, pages = read(sif()), pages_of(sif(), tmp_path)
        taken = [
            replace(judgement, area="leaders")
            for judgement in report.judgements
            if judgement.area == "lscb"
        ]

        assert "leaders" in wrong(compare_board(replace(report, judgements=tuple(taken)), pages))

    def test_a_grade_other_than_its_sections_heading_gives_is_found(self):
        report = read(ilacs_five_judgements())
        misread = [
            replace(judgement, grade="inadequate") if judgement.area == "in_care" else judgement
            for judgement in report.judgements
        ]

        assert wrong(compare_headings(report)) == {}
        assert wrong(compare_headings(replace(report, judgements=tuple(misread)))) == {
            "heading of in_care": "inadequate"
        }

    def test_a_heading_that_disagrees_with_the_table_is_a_difference(self):
        table, heading = "Children in care: inadequate", "Children in care: good"
        text = f"{table}\n\n{heading}"
        at = len(table) + 2
        found = read_judgements(
            text,
            [
                Paragraph(0, len(table), "judgement", pages=(1,)),
                Paragraph(at, len(text), "heading", pages=(4,)),
            ],
        )
        report = Document(
            "a.pdf", "0", "ilacs", text, judgements=found.judgements, conflicts=found.conflicts
        )
        [compared] = compare_headings(report)

        assert wrong([compared]) == {"heading of in_care": "inadequate"}
        assert (compared.truth, compared.page) == ("good", 4)

    def test_a_re_inspection_is_told_by_its_title(self, tmp_path):
        report, pages = read(sif()), pages_of(sif(again=True), tmp_path)

        assert wrong(compare_title(report, pages)) == {"title": "sif"}

    def test_a_publication_date_other_than_the_printed_one_is_found(self, tmp_path):
        report, pages = read(sif()), pages_of(sif(), tmp_path)
        [printed] = compare_published(replace(report, published=None, conflicts=()), pages)

        assert (printed.right, printed.truth) == (False, "2016-02-19")
        assert wrong(compare_published(report, pages)) == {}

    def test_a_paragraph_whose_number_was_lost_is_found(self, tmp_path):
        content = ilacs_five_judgements()
        report, pages = read(content), pages_of(content, tmp_path)
        without = [
            replace(paragraph, number=None, printed_number=False)
            if paragraph.number == "2"
            else paragraph
            for paragraph in report.paragraphs
        ]

        assert wrong(compare_numbers(report, pages)) == {}
        assert wrong(compare_numbers(replace(report, paragraphs=tuple(without)), pages))


class TestFurniture:
    @pytest.mark.parametrize(
        ("content", "printed"),
        [
            (sif(), "2"),
            (
                ilacs_five_judgements(),
                "Inspection of Ambershire local authority children’s services",
            ),
        ],
        ids=["page number", "running title"],
    )
    def test_what_every_page_has_is_found_in_a_passage(self, content, printed, tmp_path):
        report, pages = read(content), pages_of(content, tmp_path)
        passage = passages_of(report)[0]
        [line] = [line for line in pages[1] if line.text == printed]
        drawn = SourceRun(passage.start, 1, line.page, line.index)
        planted = replace(report, source_runs=(*report.source_runs, drawn))

        assert wrong(compare_furniture(report, [passage], pages)) == {}
        assert wrong(compare_furniture(planted, [passage], pages)) == {
            "passage": f"running line: {printed}"
        }

    def test_a_line_that_reading_lost_is_found(self, tmp_path):
        report, pages = read(sif()), pages_of(sif(), tmp_path)
        [line] = [line for line in pages[0] if line.text.startswith("Report published")]
        runs = [run for run in report.source_runs if (run.page, run.char_index) != (1, line.index)]

        assert wrong(compare_lines(report, pages)) == {}
        assert wrong(compare_lines(replace(report, source_runs=tuple(runs)), pages)) == {
            "lines": "Report published: 19 February 2016"
        }

    @pytest.mark.parametrize(
        "words",
        [
            "T 0300 123 1231",
            "Piccadilly Gate",
            "© Crown copyright 2019",
            "Inspection of Ambershire local authority children’s services\n20 to 24 January 2025 4",
            "Executive summary ..........  3",
            "What the inspection judgements mean",
            "An LSCB requires improvement if it does not yet show what a good one does.",
        ],
    )
    def test_the_publishers_words_are_known(self, words):
        assert furniture_words(f"Children are safe.\n\n{words}")

    @pytest.mark.parametrize(
        "words",
        [
            "The inspection of Ambershire children’s services in 2018 found that they were poor.",
            "The LSCB requires improvement because it does not challenge partners.",
            "A telephone line is open to children from 8 to 19 June 2026, 24 hours a day.",
            "The local authority is good where managers stay.",
        ],
    )
    def test_an_inspectors_sentence_is_no_furniture(self, words):
        assert furniture_words(words) == ""


class TestQuotations:
    def test_a_quotation_is_found_whatever_its_spaces_hyphens_and_quotation_marks(self):
        text = "Children’s multi- agency plans\nare ‘good’."

        assert bare_places(text, "children's multiagency") == []
        assert bare_places(text, "Children's multiagency plans are good.") == [(0, len(text))]

    def test_a_quotation_on_another_page_or_outside_the_passages_is_missed(self):
        report = read(ilacs_five_judgements())
        passages = passages_of(report)
        first = passages[0]
        gold = Gold("ambershire", 99, report.text[first.start : first.end])

        missed = [each for each in compare_gold(report, passages[1:], [gold]) if not each.right]

        assert [each.measure for each in missed] == [
            "quotation on its page",
            "quotation within passages",
        ]

    def test_marks_beside_the_quotation_are_found(self, tmp_path):
        content = ilacs_five_judgements()
        report = read(content)
        pdf = tmp_path / "ambershire.pdf"
        pdf.write_bytes(content)
        passage = passages_of(report)[2]
        shifted = replace(
            report,
            source_runs=tuple(
                replace(run, char_index=run.char_index + 7) for run in report.source_runs[:-9]
            ),
        )
        span = (passage.start, passage.start + 60)

        assert compare_highlight(pdf, report, span).right
        assert not compare_highlight(pdf, shifted, span).right


class TestReport:
    WRONG = Comparison("grades", "SIF", "a.pdf", "overall", False, "good", "inadequate", 1)
    RIGHT = replace(WRONG, right=True, ours="good")
    UNKNOWN = replace(WRONG, right=None, truth="")
    SAYS: ClassVar = {
        ("a.pdf", "overall", "inadequate"): Verdict("ours", "The table on page 1 says so.")
    }

    def test_what_is_unknown_is_counted_apart(self):
        [whole, _] = shares([self.RIGHT, self.UNKNOWN], {})[:2]

        assert (whole.compared, whole.right, whole.unknown) == (1, 1.0, 1)

    def test_a_missed_measure_is_named(self):
        assert any(
            s.startswith("grades: 0.5") for s in missed(shares([self.RIGHT, self.WRONG], {}))
        )

    def test_a_measure_with_nothing_compared_is_missed(self):
        assert "highlights: nothing could be compared." in missed(shares([self.RIGHT], {}))

    def test_a_difference_that_the_page_bears_out_is_no_miss(self):
        found = missed(shares([self.WRONG], self.SAYS))

        assert not any(sentence.startswith("grades:") for sentence in found)

    def test_a_verdict_on_another_value_says_nothing(self):
        changed = replace(self.WRONG, ours="outstanding")

        assert any(s.startswith("grades:") for s in missed(shares([changed], self.SAYS)))

    def test_each_difference_is_written_with_its_verdict(self, tmp_path):
        other = replace(self.WRONG, file="b.pdf")
        write_files(tmp_path, [self.RIGHT, self.WRONG, other], self.SAYS, None, {})
        with (tmp_path / "differences.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))

        assert [(row["file"], row["who"]) for row in rows] == [
            ("a.pdf", "ours"),
            ("b.pdf", "not looked up"),
        ]
        assert summary["missed"]

    def test_the_report_prints_differences_and_what_was_missed(self):
        out = StringIO()
        print_report([self.WRONG], {}, None, Console(file=out, width=200))

        assert "a.pdf, page 1, overall: known 'good', read 'inadequate'" in out.getvalue()
        assert "Missed: grades: 0.0000, below 0.995 (1 of 1 wrong)." in out.getvalue()

    def test_a_verdict_without_a_reason_is_refused(self, tmp_path):
        table = tmp_path / "verdicts.csv"
        table.write_text("file,field,ours,who,why\na.pdf,overall,good,ours,\n", "utf-8")

        with pytest.raises(ValueError, match=r"a\.pdf, overall"):
            load_verdicts(table)

    def test_speed_is_pages_a_second_of_both_ways(self):
        speed = measure_speed([("ambershire.pdf", focused_visit())], runs=1)

        assert speed.files == 1
        assert speed.pages > 0
        assert min(speed.ours, speed.pypdf) > 0
