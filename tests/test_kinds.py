"""What a document is taken for: an inspection only if it is one, whatever its file is called."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.scope import Filters, searched
from corpus.types import Document
from ingest.kinds import framework_of
from ingest.read import read_document

CABINET_PAPER = """# Report to Cabinet

# Outcome of the Inspection of Leeds local authority children's services (ILACS)

Inspection dates: 6 to 17 October 2025

Report of the Director of Children and Families

Overall effectiveness: Good

The impact of leaders on social work practice with children and families Good

1. Cabinet is asked to note the outcome of the inspection, in which Leeds was judged to be good.
"""

SEND_LETTER = """Ofsted
Agora
6 Cumberland Place

24 May 2017

Ms Jane Doe
Director of Children's Services
Leeds City Council

Dear Ms Doe

# Joint local area SEND inspection in Leeds

Between 20 and 24 March 2017, Ofsted and the Care Quality Commission conducted a joint inspection
of the local area of Leeds to judge its effectiveness in identifying and meeting the needs of
children with special educational needs and/or disabilities.

Yours sincerely

John Smith, Her Majesty's Inspector
"""

SCHOOL_REPORT = """# Inspection of a good school: Ambershire Academy

Unique reference number: 123456

Inspection dates: 4 and 5 March 2020

Lead inspector: John Smith, Her Majesty's Inspector

Overall effectiveness Good
"""

CHILDRENS_HOME = """# Inspection of a children's home

Unique reference number: SC123456

Inspection dates: 4 to 5 March 2020

Lead inspector: John Smith, Social Care Inspector

Overall experiences and progress of children and young people Good
"""

MINUTES = """# Minutes of the Children and Families Scrutiny Committee, 3 December 2025

Members discussed the inspection of Leeds local authority children's services, published in
November. Inspection dates: 6 to 17 October 2025. Overall effectiveness was judged good.
"""

NEWS = """# Leeds rated good by Ofsted

Inspectors who visited children's services in Leeds have found them to be good overall.
"""

SELF_EVALUATION = """# Leeds children's services self-evaluation

Inspection of Leeds local authority children's services took place in 2022. Lead inspector: none.
"""


TITLE = "Inspection of Leeds local authority children's services"
DATES = "Inspection dates: 6 to 17 October 2025"
LEAD = "Lead inspector: Jane Doe, His Majesty's Inspector"

#: Papers about an inspection that copy its dates, its inspector or its grades.
ABOUT_ONE = {
    "officer paper": f"# Leeds City Council\n\nOfsted {TITLE}\n\n{DATES}\n\n{LEAD}\n",
    "response": f"# Leeds response to the {TITLE.lower()}\n\n{DATES}\n\n{LEAD}\n",
    "action plan": f"# Action plan following the {TITLE.lower()}\n\n{DATES}\n\n{LEAD}\n",
    "statement": f"# Written statement of action: {TITLE}\n\n{DATES}\n\n{LEAD}\n",
    "notice": "# Improvement notice: Leeds\n\nThe inspection of Leeds children's services found\n",
    "scrutiny": f"# MINUTES\n\n## Children's Services Scrutiny Board\n\n{TITLE}\n\n{DATES}\n",
    "title and dates": f"# {TITLE}\n\nAuthor: Jo Bloggs\n\n{DATES}\n\nMembers are asked to note\n",
    "from the director": (
        "Dear Colleagues\n\nI share the findings of the focused visit.\n\nYours sincerely\n"
    ),
}


@pytest.mark.parametrize(
    "text",
    [
        CABINET_PAPER,
        SEND_LETTER,
        SCHOOL_REPORT,
        CHILDRENS_HOME,
        MINUTES,
        NEWS,
        SELF_EVALUATION,
        *ABOUT_ONE.values(),
    ],
    ids=["cabinet", "send", "school", "home", "minutes", "news", "self-evaluation", *ABOUT_ONE],
)
def test_another_paper_is_held_and_never_quoted_as_an_inspection(text: str) -> None:
    document = read("Leeds ILACS inspection report.md", text)

    assert document.kind == "other"
    assert document.framework is None
    assert document.judgements == ()
    assert searched([document], Filters()) == []
    assert document.paragraphs, "nothing of it is lost"


def test_the_inspectorates_framework_as_a_text_is_guidance() -> None:
    text = (
        "# Inspecting local authority children's services\n\n"
        "Framework, evaluation criteria and inspector guidance for the inspections of local "
        "authority children's services.\n\n1. This guidance is for inspectors.\n"
    )
    document = read("Leeds.md", text)

    assert document.kind == "guidance"
    assert document.authority is None
    assert searched([document], Filters()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Inspection of Bradford Children and Families Trust", "Bradford"),
        ("Inspection of Sandwell Children's Trust", "Sandwell"),
        ("Inspection of Slough Children First", "Slough"),
        ("Inspection of Together for Children (Sunderland)", "Sunderland"),
        ("Inspection of Hull local authority children's services", "Kingston Upon Hull, City of"),
        ("Inspection of North Northamptonshire local authority children's services",
         "North Northamptonshire"),
    ],
)  # fmt: skip
def test_an_authority_is_known_by_its_trust_too(title: str, name: str) -> None:
    document = read("a.md", report(title))

    assert document.kind == "ilacs"
    assert document.authority == name


def test_an_authority_that_does_not_exist_is_not_taken_for_another() -> None:
    document = read(
        "Leeds.md", report("Inspection of Ambershire local authority children's services")
    )

    assert document.kind == "ilacs"
    assert document.authority is None


@pytest.mark.parametrize(
    ("first", "framework"),
    [
        (date(2018, 1, 15), "ILACS"),
        (date(2026, 3, 31), "ILACS"),
        (date(2026, 4, 13), "ILACS 2026"),
    ],
)
def test_the_reform_goes_by_the_days_on_site(first: date, framework: str) -> None:
    assert framework_of("ilacs", [(first, first)], None) == framework


def test_a_monitoring_visit_before_2018_followed_the_framework_of_its_time() -> None:
    assert framework_of("monitoring_visit", [(date(2017, 5, 3), date(2017, 5, 4))], None) == "SIF"


def test_a_letter_gives_no_grade_though_it_quotes_one() -> None:
    letter = (
        "17 August 2022\n\nDear Jane\n\n# Monitoring visit to Leeds children's services\n\n"
        "This letter summarises the findings of the monitoring visit on 13 and 14 July 2022.\n\n"
        "Overall effectiveness Inadequate\n\n"
        "## The experiences and progress of care leavers: inadequate\n\nChildren wait.\n\n"
        "Yours sincerely\n\nJo Hale, Her Majesty's Inspector\n"
    )
    document = read("a.md", letter)

    assert document.kind == "monitoring_visit"
    assert document.judgements == ()


def test_an_earlier_inspection_is_not_taken_for_the_visit() -> None:
    letter = (
        "10 January 2026\n\nDear Jane\n\n# Focused visit to Leeds children's services\n\n"
        "This letter summarises the findings of a focused visit to Leeds children's services in "
        "December. Leaders have acted since the inspection on 5 June 2023.\n\nYours sincerely\n\n"
        "Jo Hale, His Majesty's Inspector\n"
    )

    assert read("a.md", letter).visits == ()


def test_a_table_without_places_keeps_each_grade_with_its_row() -> None:
    rows = (
        "Overall effectiveness\n\nInadequate\n\n"
        "The impact of leaders on social work practice with children and families\n\nGood\n\n"
        "The experiences and progress of care leavers\n\nRequires improvement to be good\n\n"
    )
    document = read("a.md", f"# {TITLE}\n\n{DATES}\n\n{LEAD}\n\nJudgement Grade\n\n{rows}")
    grades = {judgement.area: judgement.grade for judgement in document.judgements}

    assert grades == {
        "overall": "inadequate",
        "leaders": "good",
        "care_leavers": "requires improvement",
    }


def test_a_row_with_an_earlier_grade_too_gives_none_but_its_own() -> None:
    start = f"# {TITLE}\n\n{DATES}\n\n{LEAD}\n\nJudgement Grade\n\n"
    bracketed = read("a.md", f"{start}Overall effectiveness Good (previously inadequate)\n")
    two_columns = read("b.md", f"{start}Overall effectiveness Good Inadequate\n")

    assert [j.grade for j in bracketed.judgements if j.area == "overall"] in ([], ["good"])
    assert [j.grade for j in two_columns.judgements if j.area == "overall"] == []


def report(title: str) -> str:
    return (
        f"# {title}\n\nInspection dates: 4 to 8 March 2024\n\n"
        "Lead inspector: Jane Doe, His Majesty's Inspector\n\n"
        "## What needs to improve?\n\n- The quality of plans.\n"
    )


def read(name: str, text: str) -> Document:
    return read_document(name, text.encode())
