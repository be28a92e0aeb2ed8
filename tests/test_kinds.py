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


@pytest.mark.parametrize(
    "text",
    [CABINET_PAPER, SEND_LETTER, SCHOOL_REPORT, CHILDRENS_HOME, MINUTES, NEWS, SELF_EVALUATION],
    ids=["cabinet", "send", "school", "home", "minutes", "news", "self-evaluation"],
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


def report(title: str) -> str:
    return (
        f"# {title}\n\nInspection dates: 4 to 8 March 2024\n\n"
        "Lead inspector: Jane Doe, His Majesty's Inspector\n\n"
        "## What needs to improve?\n\n- The quality of plans.\n"
    )


def read(name: str, text: str) -> Document:
    return read_document(name, text.encode())
