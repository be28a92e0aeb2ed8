"""The pure parts of the ten tasks: what is read of files and citations, and the report."""

from __future__ import annotations

from datetime import UTC, datetime

import docx
import pytest

from evals.task_checks import pages_cited, quoted, word_quotations
from evals.task_list import MANAGER, NEW_STAFF, REPORT_WRITER, TASKS
from evals.task_timings import Timings, timing_lines
from evals.task_visitor import TaskFailed, must
from evals.tasks import Done, report_lines


def test_ten_tasks_three_or_four_for_each_user():
    users = [task.user for task in TASKS]

    assert len(TASKS) == 10
    assert all(users.count(user) in (3, 4) for user in (MANAGER, NEW_STAFF, REPORT_WRITER))


@pytest.mark.parametrize(
    ("citation", "pages"),
    [
        ("Ambershire, focused visit, Findings, para 3, page 2", (2,)),
        ("Ambershire, ILACS inspection, paras 1–2, pages 2–3", (2, 3)),
        ("Ambershire, monitoring visit, para 4", ()),
    ],
)
def test_the_pages_that_a_citation_names(citation, pages):
    assert pages_cited(citation) == pages


def test_words_are_quoted_between_curly_marks_on_one_line():
    assert quoted("They said: “too\n many” and “too few”") == ["too many", "too few"]


def test_each_quotation_of_a_word_file_comes_with_what_stands_below_it(tmp_path):
    paper = docx.Document()
    for text in ("Quotations", "“Most plans are clear.”", "[1] Ambershire, page 2"):
        paper.add_paragraph(text)
    paper.save(str(tmp_path / "paper.docx"))

    found = word_quotations(tmp_path / "paper.docx")

    assert found == [("Most plans are clear.", "[1] Ambershire, page 2")]


def test_a_task_that_fails_says_why():
    with pytest.raises(TaskFailed, match="Nothing is quoted"):
        must([], "Nothing is quoted.")


def test_the_report_says_how_many_ended_well_and_why_one_did_not():
    first, second = TASKS[:2]
    done = [Done(first, 3, 1, 2.04, "a table"), Done(second, 1, 0, 0.0, "No list.", failed=True)]
    lines = list(report_lines(done, None, datetime(2026, 8, 1, 9, 30, tzinfo=UTC), "quiet"))

    assert lines[2] == "1 of 2 tasks ended as they must, on 1 August 2026 at 09:30 UTC; quiet."
    assert lines[6].endswith("| 3 | 1 | 2.0 | a table |")
    assert lines[7].endswith("| 1 | 0 | – | **failed:** No list. |")


def test_the_timings_say_whether_the_goal_is_met():
    lines = timing_lines(Timings((100.0, 200.0, 900.0), (500.0,), 450_000, 61, 1000.0))

    assert "200 ms (from 100 to 900); the goal of under 300 ms is met" in lines[2]
    assert "0.45 MB in 61 requests" in lines[4]
