"""The ten tasks, as the three users would say them.

Each is done by a function that clicks and types as its user would and returns a sentence on what
it ended with; after `visitor.end()` it only checks. One that ends otherwise raises TaskFailed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evals.task_checks import Held
from evals.task_managers import grades_in_excel, neighbours_best, was_it_fixed
from evals.task_new_staff import area_through_the_visits, history_on_paper, in_the_report_itself
from evals.task_report_writers import (
    check_my_draft,
    pages_as_appendix,
    send_a_link,
    two_in_word,
)
from evals.task_visitor import Visitor

MANAGER, NEW_STAFF, REPORT_WRITER = "manager", "new member of staff", "report writer"


@dataclass(frozen=True, slots=True)
class Task:
    """Something that a user wants done."""

    user: str
    said: str
    """In the user's own words."""
    do: Callable[[Visitor, Held], str]
    """Does it and says what it ended with; raises TaskFailed."""


TASKS: tuple[Task, ...] = (
    Task(
        MANAGER,
        "Which of our statistical neighbours is best for care leavers, and what did inspectors "
        "praise? (Luton)",
        neighbours_best,
    ),
    Task(MANAGER, "Did Luton fix what it was told in 2020?", was_it_fixed),
    Task(
        MANAGER,
        "Put Kent, Medway and Essex beside each other on help and protection, in Excel.",
        grades_in_excel,
    ),
    Task(
        NEW_STAFF,
        "I start in Middlesbrough on Monday: give me its history on paper.",
        history_on_paper,
    ),
    Task(
        NEW_STAFF,
        "How has Birmingham done by its care leavers, visit by visit?",
        area_through_the_visits,
    ),
    Task(
        NEW_STAFF,
        "What did the last inspection say about early help in Middlesbrough? Show me in the report "
        "itself.",
        in_the_report_itself,
    ),
    Task(
        REPORT_WRITER,
        "Find me two quotations from the last two Sefton reports on assessments, with page, in "
        "Word.",
        two_in_word,
    ),
    Task(REPORT_WRITER, "Check my draft: is every quotation right?", check_my_draft),
    Task(
        REPORT_WRITER,
        "Send my colleague a link to what they said about caseloads in Leeds.",
        send_a_link,
    ),
    Task(
        REPORT_WRITER,
        "Give me the pages I quote on care leavers in Kent and Medway, the words marked, as an "
        "appendix.",
        pages_as_appendix,
    ),
)
