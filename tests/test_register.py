"""The register of inspections: grades and dates of what is not held, and never a quotation."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from stores import OpenStore, Store

from assistant.answer_json import answer_json
from assistant.app.answer_markdown import answer_markdown
from assistant.ask import Assistant
from assistant.citations import visit_name
from assistant.grades_of_all import grades_of_all, is_of_all
from assistant.register_answers import NO_OVERALL, graded
from assistant.scope import Filters
from assistant.understand import understand
from corpus import register
from corpus.authorities import load_authorities
from corpus.register import (
    AREAS,
    Inspection,
    known_documents,
    load_register,
    not_held,
    register_rows,
    same_inspection,
    write_register,
)
from corpus.types import Answer, Document, Judgement

BUNDLED = Path(__file__).parents[1] / "corpus" / "inspections.csv"
SHARED = Path(__file__).parents[2] / "shared"
with_documents = pytest.mark.skipif(
    not (SHARED / "corpus/reports").is_dir(),
    reason=f"the published documents are not at hand in {SHARED / 'corpus'}",
)

#: Documents of each kind, read again to see that the register says of them what they say.
SAMPLE = (
    "reports/2760270.pdf",  # Wigan 2017, with the safeguarding board's grade
    "reports/50187563.pdf",  # Wigan 2022: children in care and care leavers judged as one
    "reports/50308602.pdf",  # Trafford 2026: no overall effectiveness
    "reports/50110094.pdf",  # two windows
    "reports/50004302.pdf",  # a safeguarding board review
    "focused-visits/0662cb9ae6d2.pdf",
    "joint-inspections/f7470f97022e.pdf",
    "letters/middlesbrough-monitoring-visit-2022-08-17.txt",
)

SURREY_2014 = "Surrey, SIF inspection, 21 October – 12 November 2014 (published 3 June 2015)"
WIGAN_2017 = "Wigan, SIF inspection, 16 January – 9 February 2017 (published 31 March 2017)"
WIGAN_2022 = "Wigan, ILACS inspection, 9–20 May 2022 (published 5 July 2022)"
WIGAN_2025 = "Wigan, ILACS inspection, 6–17 October 2025 (published 26 November 2025)"
MIDDLESBROUGH_2019 = (
    "Middlesbrough, ILACS inspection, 25 November – 6 December 2019 (published 24 January 2020)"
)


def said(answer: Answer) -> str:
    return "\n".join([answer.lead, *answer.notes])


def no_quotation(answer: Answer) -> bool:
    return not answer.quotes and not answer.passages and not set("“”") & set(said(answer))


# What the register has


def test_each_inspection_has_one_row_in_an_order_that_does_not_change() -> None:
    rows = load_register()
    days = [row.visits[-1][1] if row.visits else row.letter_date or row.published for row in rows]
    order = [(row.authority, day, row.kind) for row, day in zip(rows, days, strict=True)]
    assert order == sorted(order)
    known = known_documents()
    assert len(known) == len(rows)
    of_authority: dict[str | None, list[Document]] = {}
    for document in known:
        own = of_authority.setdefault(document.urn, [])
        assert not any(same_inspection(document, other) for other in own), document.name
        own.append(document)


def test_written_again_it_is_the_same_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "inspections.csv"
    assert write_register(reversed(known_documents()), path) == len(load_register())
    assert path.read_bytes() == BUNDLED.read_bytes()


def test_a_register_that_cannot_be_written_leaves_the_old_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "inspections.csv"
    path.write_text("as it was", "utf-8")

    def full(_: object) -> str:
        raise OSError("No space left on device")

    monkeypatch.setattr(register, "_cell", full)
    with pytest.raises(OSError, match="No space"):
        write_register(known_documents(), path)
    assert path.read_text("utf-8") == "as it was"
    assert list(tmp_path.iterdir()) == [path]


def test_two_documents_of_one_inspection_are_one_row_with_its_grades() -> None:
    days = ((date(2025, 10, 6), date(2025, 10, 17)),)
    whole = Document("b.pdf", "1", "ilacs", "", authority="Wigan", urn="80579", visits=days)
    graded = Document(
        "c.pdf",
        "2",
        "ilacs",
        "",
        authority="Wigan",
        urn="80579",
        visits=days,
        judgements=(Judgement("overall", "good", 0, 1),),
    )
    guidance = Document("d.html", "3", "guidance", "")
    [row] = register_rows([whole, graded, guidance])
    assert (row.document, row.overall) == ("c.pdf", "good")


def test_what_is_held_under_another_name_is_known_to_be_held() -> None:
    known = known_documents()
    own = [d for d in known if d.urn == "80579"]
    assert len(own) == len(known) - len(not_held(own))


@with_documents
def test_its_grades_are_those_of_the_table_checked_by_eye() -> None:
    rows = {row.document: row for row in load_register()}
    # "Children's services in Telford and Wrekin require improvement to be good": no "good".
    misread = ("reports/50004335.pdf", "overall")
    with (SHARED / "truth/judgements.csv").open(encoding="utf-8") as file:
        for truth in csv.DictReader(file):
            row = rows[truth["file"]]
            assert row.urn == truth["urn"]
            for area in AREAS:
                where = (truth["file"], area)
                if truth[area] == "not_reported_post_reform":
                    assert getattr(row, area) is None, where
                elif truth[area] and where != misread:
                    assert getattr(row, area) == truth[area], where


@with_documents
@pytest.mark.parametrize("name", SAMPLE)
def test_a_document_read_again_changes_nothing_in_it(name: str) -> None:
    from ingest.files import find_files
    from ingest.read import read_document

    folder = SHARED / "corpus"
    [file] = [f for f in find_files([folder])[0] if f.name == name]
    read = read_document(name, file.path.read_bytes(), file.listing)
    [row] = [row for row in load_register() if row.document == name]
    assert register_rows([read]) == [row]


# Answers where the report is not held


def test_a_lone_clone_knows_what_wigan_was_judged_in_2025(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask("What was Wigan judged in 2025?")
    assert (answer.status, answer.reason) == ("answered", None)
    assert no_quotation(answer)
    first, grades = answer.lead.split("\n\n")
    assert first.startswith("From the register of inspections, not a quotation")
    assert "not held here" in first
    assert grades == (
        f"{WIGAN_2025}. Overall effectiveness: good; impact of leaders: good; help and protection: "
        "requires improvement to be good; children in care: outstanding; care leavers: "
        "outstanding. Report: https://files.ofsted.gov.uk/v1/file/50291724"
    )


@pytest.mark.parametrize(
    "question",
    [
        "How was Wigan rated in 2025?",
        "Ofsted rating of Wigan",
        "What grade did Wigan get at its latest inspection?",
        "What did Wigan get overall in October 2025?",
    ],
)
def test_grades_are_asked_for_in_several_ways(question: str, letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask(question)
    assert answer.status == "answered"
    assert f"{WIGAN_2025}. Overall effectiveness: good" in answer.lead
    assert "Wigan, ILACS inspection, 9–20 May 2022" not in answer.lead


def test_such_an_answer_keeps_the_contract_and_reads_well_on_the_page(
    letter_assistant: Assistant,
) -> None:
    answer = letter_assistant.ask("What was Wigan judged in 2025?")
    record = answer_json(answer)
    assert (record["status"], record["reason"]) == ("answered", None)
    assert (record["quotes"], record["passages"]) == ([], [])
    assert record["scope"]["documents"] == []
    assert WIGAN_2025 in record["answer"]
    assert answer_markdown(answer).count("\n\n") >= 2


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("North Northamptonshire", "West Northamptonshire"),
        ("West Northamptonshire", "North Northamptonshire"),
        ("Nottinghamshire", "Nottingham,"),
    ],
)
def test_grades_are_never_those_of_a_namesake(
    asked: str, other: str, letter_assistant: Assistant
) -> None:
    answer = letter_assistant.ask(f"What was {asked} judged at its latest inspection?")
    assert answer.status == "answered"
    assert f"\n\n{asked}, ILACS inspection" in answer.lead
    assert other not in answer.lead


def test_since_the_reform_no_overall_grade_is_made_up(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask("What overall grade did Trafford get in 2026?")
    assert answer.status == "answered"
    assert (
        "Overall effectiveness: not given since April 2026; impact of leaders: inadequate; help "
        "and protection: inadequate; children in care: good; care leavers: requires improvement "
        "to be good" in answer.lead
    )


def test_the_framework_says_whether_there_is_an_overall_grade_not_the_day() -> None:
    days = ((date(2026, 3, 23), date(2026, 4, 3)),)
    judgements = tuple(Judgement(area, "good", n, n) for n, area in enumerate(AREAS[1:4]))
    before = Document("a.pdf", "1", "ilacs", "", "ILACS", visits=days, judgements=judgements)
    assert NO_OVERALL not in graded(before, judgements)
    assert NO_OVERALL in graded(replace(before, framework="ILACS 2026"), judgements)


def test_an_area_of_a_looked_after_inspection_has_a_name() -> None:
    judged = (Judgement("outcomes", "adequate", 0, 1), Judgement("leaders", "good", 2, 3))
    report = Document("a.pdf", "1", "looked_after_2013", "", judgements=judged)
    assert "Outcomes for children looked after: adequate; leadership" in graded(report, judged)


def test_children_in_care_and_care_leavers_judged_as_one_are_said_to_be(
    letter_assistant: Assistant,
) -> None:
    answer = letter_assistant.ask("How were care leavers graded in Wigan in 2022?")
    assert (
        f"{WIGAN_2022}. Children in care and care leavers, judged as one: requires improvement to "
        "be good." in answer.lead
    )


def test_the_safeguarding_boards_grade_is_never_the_authoritys(
    letter_assistant: Assistant,
) -> None:
    board = letter_assistant.ask("What was Wigan's LSCB graded in 2017?")
    assert f"{WIGAN_2017}. Local Safeguarding Children Board (its own grade" in board.lead
    authority = letter_assistant.ask("What was Wigan graded in 2017?")
    assert f"{WIGAN_2017}. Overall effectiveness: good" in authority.lead
    assert "Board" not in said(authority)
    report = letter_assistant.ask("What was Surrey judged in June 2015?")
    assert f"{SURREY_2014}. Overall effectiveness: inadequate" in report.lead
    assert "Visited then: Surrey, safeguarding board review, 15–17 June 2015" in said(report)
    review = letter_assistant.ask("Surrey's LSCB, review in summer 2015 - grade?")
    assert "SIF inspection" not in review.lead


def test_a_year_goes_by_the_visit_or_else_by_publication(letter_assistant: Assistant) -> None:
    for year in (2019, 2020):
        answer = letter_assistant.ask(f"What was Middlesbrough judged overall in {year}?")
        assert f"{MIDDLESBROUGH_2019}. Overall effectiveness: inadequate." in answer.lead


def test_a_follow_up_is_answered_from_it_too(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask("and in 2022?", ["What was Wigan judged in 2025?"])
    assert WIGAN_2022 in answer.lead
    assert WIGAN_2025 not in said(answer)


# Silence


def test_a_year_without_an_inspection_is_refused_and_says_what_there_was(
    letter_assistant: Assistant,
) -> None:
    answer = letter_assistant.ask("What overall grade did Brighton and Hove get in 2021?")
    assert (answer.status, answer.reason) == ("refused", "no_authority")
    assert "The register of inspections has none of that time and kind either." in said(answer)
    assert (
        "The last full inspection by then in the register (not a quotation): Brighton and Hove, "
        "ILACS inspection, 9–20 July 2018 (published 21 August 2018). Overall effectiveness: good"
        in said(answer)
    )


@pytest.mark.parametrize(
    "question",
    [
        "What overall grade did Middlesbrough get in this visit?",
        "What grade did Middlesbrough get at the July 2022 monitoring visit?",
        "What overall grade did Middlesbrough get in July 2022?",
    ],
)
def test_a_visit_is_not_given_the_grades_of_an_inspection(
    question: str, letter_assistant: Assistant
) -> None:
    answer = letter_assistant.ask(question)
    assert (answer.status, answer.quotes) == ("refused", ())
    assert "ILACS" not in answer.lead
    assert "The last full inspection" in answer.notes[-1]
    assert "(not a quotation)" in answer.notes[-1]


def test_no_grade_says_how_strategy_meetings_were_judged(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask("How were strategy meetings judged in Wigan in 2025?")
    assert (answer.status, answer.reason) == ("refused", "no_authority")
    assert WIGAN_2025 in answer.notes[0]


def test_any_question_about_what_is_not_held_is_told_where_to_get_it(
    letter_assistant: Assistant,
) -> None:
    answer = letter_assistant.ask("What did inspectors say about early help in Wigan in 2025?")
    assert (answer.status, answer.reason) == ("refused", "no_authority")
    assert WIGAN_2025 in said(answer)
    assert "https://files.ofsted.gov.uk/v1/file/50291724" in said(answer)
    visit = letter_assistant.ask("What did the focused visit to Wigan in October 2024 find?")
    assert "Wigan, focused visit, 29–30 October 2024 (letter of 28 November 2024)" in said(visit)
    assert "reports.ofsted.gov.uk, under Wigan (URN 80579)" in said(visit)


def test_an_authority_that_it_lacks_is_said_to_be_lacking(letter_assistant: Assistant) -> None:
    known = {row.authority for row in load_register()}
    assert "Camden" not in known, "name another that is not in the register"
    answer = letter_assistant.ask("What was Camden judged in 2022?")
    assert (answer.status, answer.reason) == ("refused", "no_authority")
    assert "none of Camden either" in said(answer)


def test_what_the_filters_leave_out_is_not_told(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask("What was Wigan judged?", (), Filters(last_year=2019))
    assert WIGAN_2025 not in said(answer)


# Grades of all authorities


def _latest() -> dict[str, Inspection]:
    return {row.authority: row for row in load_register() if row.leaders}


def test_which_councils_are_inadequate(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask("Which councils are inadequate?")
    assert answer.status == "answered"
    assert no_quotation(answer)
    latest = _latest()
    overall, since_reform = answer.lead.split("more have no overall grade")
    for name, row in latest.items():
        assert (f"\n\n{name}, " in overall) == (row.overall == "inadequate"), name
    assert "Trafford, ILACS inspection, 8–19 June 2026 (published 3 August 2026)" in since_reform
    assert "impact of leaders: inadequate; help and protection: inadequate" in since_reform
    assert any(note.startswith("No full inspection is known of: ") for note in answer.notes)
    assert any("there may be others" in note for note in answer.notes)


def test_which_councils_have_a_grade_in_an_area(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask("Which councils are inadequate for leadership?")
    for name, row in _latest().items():
        assert (f"\n\n{name}, " in answer.lead) == (row.leaders == "inadequate"), name


def test_an_older_grade_never_passes_for_the_latest() -> None:
    older = next(d for d in known_documents() if visit_name(d) == WIGAN_2022 and d.kind == "ilacs")
    days = ((date(2025, 10, 6), date(2025, 10, 17)),)
    newest = replace(
        older, name="new.pdf", visits=days, published=date(2025, 11, 26), judgements=()
    )
    asked = understand("Which councils are requires improvement for help and protection?")

    def told(*documents: Document) -> Answer:
        return grades_of_all(asked, documents, {})

    assert WIGAN_2022 in told(older).lead
    unread = f"{WIGAN_2025}: its latest inspection’s grades could not be read"
    answer = told(newest, older)
    assert WIGAN_2022 not in said(answer)
    assert unread in said(answer)
    other = replace(older, name="other.pdf", urn="80568", authority="Leeds")
    assert told(newest, older, other).notes[0] == f"Not counted, 1: {unread}."
    # A second document of the same inspection has its grades.
    read = replace(newest, name="read.pdf", judgements=older.judgements)
    assert unread not in said(told(newest, read, older))


def _of_all(question: str, documents: Sequence[Document], *turns: str) -> Answer:
    asked = understand(question, turns)
    assert is_of_all(asked), question
    return grades_of_all(asked, documents, {})


@pytest.mark.parametrize(
    "question",
    [
        "who is currently inadequate",
        "Who's inadequate?",
        "list every authority rated inadequate (overall)",
        "Which authorities are inadequate at the moment?",
    ],
)
def test_all_authorities_are_meant_however_it_is_asked(question: str) -> None:
    answer = _of_all(question, known_documents()[::-1])
    assert answer.lead == _of_all("Which councils are inadequate?", known_documents()[::-1]).lead


@pytest.mark.parametrize(
    ("question", "turns", "region"),
    [
        ("which councils in London are outstanding", (), "London"),
        ("how many local authorities in the north east are outstanding", (), "North East"),
        ("in the South West", ("Which councils are outstanding?",), "South West"),
    ],
)
def test_the_grades_of_a_region_are_those_of_its_authorities(
    question: str, turns: tuple[str, ...], region: str
) -> None:
    answer = _of_all(question, known_documents()[::-1], *turns)
    assert answer.lead.startswith(f"{region}, outstanding, overall effectiveness: ")
    own = {authority.name for authority in load_authorities() if authority.region == region}
    for name, row in _latest().items():
        wanted = name in own and row.overall == "outstanding"
        assert (f"\n\n{name}, " in answer.lead.split(" more ha")[0]) == wanted, name


@pytest.mark.parametrize("question", ["What was the council rated?", "what overall grade was it?"])
def test_a_grade_of_nobody_is_asked_back(question: str) -> None:
    answer = _of_all(question, known_documents()[::-1])
    assert (answer.status, answer.reason) == ("refused", "no_authority")
    assert answer.lead.startswith("Whose grades? Name an authority")


def _inspected(year: int, overall: str | None, **changes: Any) -> Document:
    judged = (Judgement("overall", overall, 0, 0),) if overall else ()
    one = Document(f"{year}.pdf", "", "ilacs", "", "ILACS", "Wigan", "80579", judgements=judged)
    return replace(one, visits=((date(year, 6, 4), date(year, 6, 15)),), **changes)


@pytest.mark.parametrize(
    ("question", "grades", "told"),
    [
        ("Which authorities have been downgraded?", ("good", "inadequate"), True),
        ("which councils have gone down a grade?", ("outstanding", "good"), True),
        ("which authorities have been downgraded", ("good", "good"), False),
        ("which authorities have been downgraded", ("inadequate", "good"), False),
        ("who has been upgraded since 2022?", ("inadequate", "good"), True),
        ("who has been upgraded since 2024?", ("inadequate", "good"), False),
        ("which councils went from inadequate to good", ("inadequate", "good"), True),
        ("which councils went from inadequate to outstanding", ("inadequate", "good"), False),
    ],
)
def test_a_change_of_grade_is_told_from_two_inspections_in_turn(
    question: str, grades: tuple[str, str], told: bool
) -> None:
    answer = _of_all(question, [_inspected(2023, grades[1]), _inspected(2019, grades[0])])
    assert answer.status == "answered"
    assert ("Wigan, ILACS inspection, 4–15 June 2023: " in answer.lead) == told
    assert no_quotation(answer)


def test_an_inspection_without_an_overall_grade_is_in_no_comparison() -> None:
    before = [_inspected(2023, "inadequate"), _inspected(2019, "good")]
    reformed = _inspected(2026, None, framework="ILACS 2026")
    answer = _of_all("which authorities have been downgraded", [reformed, *before])
    assert "no authorities" in answer.lead
    assert answer.notes[0].startswith("Not compared, 1, since their overall grade is not given")
    unread = _of_all("which authorities have been downgraded", [_inspected(2026, None), *before])
    assert "no authorities" in unread.lead
    assert unread.notes[0] == "Not compared, 1, since no overall grade was read: Wigan."


def test_the_register_tells_who_was_downgraded() -> None:
    answer = _of_all("which authorities have been downgraded since 2022", known_documents()[::-1])
    assert "\n\nCheshire East, ILACS inspection, 26 February – 8 March 2024" in answer.lead
    assert "inadequate; before it requires improvement to be good (Cheshire East" in answer.lead
    assert "\n\nLeeds, " not in answer.lead


@pytest.mark.parametrize(
    "question",
    [
        "Which councils are not inadequate?",
        "Which councils are inadequate for early help?",
        "Which councils were rated outstanding for adoption?",
    ],
)
def test_a_question_of_all_councils_that_is_not_understood_whole_is_not_answered(
    question: str, letter_assistant: Assistant
) -> None:
    answer = letter_assistant.ask(question)
    assert (answer.status, answer.quotes) == ("refused", ())


# What is held wins


@pytest.fixture
def wigan_2022(store: OpenStore) -> Store:
    opened = store()
    opened.ingest(SHARED / "corpus/reports/50187563.pdf")
    return opened


@with_documents
def test_what_is_held_is_quoted_and_what_is_not_is_told(wigan_2022: Store) -> None:
    assistant = Assistant(wigan_2022.catalogue, wigan_2022.index, wigan_2022.model)
    held = assistant.ask("What was Wigan judged in 2022?")
    assert held.status == "answered"
    assert held.quotes
    assert "register" not in held.lead

    both = assistant.ask("What was Wigan judged in 2022 and 2025?")
    assert [quote.document for quote in both.quotes] == ["50187563.pdf"] * len(held.quotes)
    [told] = [note for note in both.notes if note.startswith("From the register")]
    assert WIGAN_2025 in told
    assert "not a quotation" in told

    latest = assistant.ask("What was Wigan judged at its latest inspection?")
    assert latest.quotes == ()
    assert WIGAN_2025 in latest.lead

    two = assistant.ask("What were Wigan and Leeds graded in 2022?")
    assert {quote.document for quote in two.quotes} == {"50187563.pdf"}
    assert any("Leeds, ILACS inspection, 21 February – 4 March 2022" in n for n in two.notes)
