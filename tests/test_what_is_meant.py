"""What a question means beyond the words known for it: its likely intent, names, visits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.app.choices import as_typed
from assistant.ask import Assistant
from assistant.led_by import led_by
from assistant.likely_intent import likely_intent, with_likely_intent
from assistant.named_things import things_named
from assistant.periods import read_time
from assistant.premises import asks_only_why
from assistant.search import by_visit
from assistant.structured import asks_of_board
from assistant.understand import understand
from assistant.visits_about import visits_about
from corpus.authorities import load_authorities
from corpus.embedding import EmbeddingModel
from corpus.mentions import find_mentions
from corpus.types import Document


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("so where did Leeds end up after the 2022 inspection, in a word", "grade"),
        ("Were things in Hull rated the same in both reports or did it climb?", "grade"),
        ("what homework did the June visit leave Bexley with", "improve"),
        ("Could I have the bullet points of what Wigan has to put right?", "improve"),
        ("how good is supervision in Leeds", ""),
        ("what percentage of care leavers in Hull are in work", ""),
        ("did children in Bexley get their teeth looked at", ""),
    ],
)
def test_what_no_rule_knows_is_told_by_meaning(
    question: str, intent: str, model: EmbeddingModel
) -> None:
    assert likely_intent(question, model) == intent


def test_a_letter_is_not_asked_for_a_grade(model: EmbeddingModel) -> None:
    asked = understand("where did the JTAI in Leeds end up, in a word?")

    assert with_likely_intent(asked, model).intent != "grade"


@pytest.mark.parametrize(
    "question",
    [
        "did stokes most recent full inspection pick that up",
        "what of hulls last inspection",
        "readings front door in 2023",
    ],
)
def test_an_authority_may_have_lost_its_apostrophe(question: str) -> None:
    assert len(find_mentions(question)) == 1


def test_a_plural_is_no_authority() -> None:
    assert not find_mentions("were temperature readings taken at hulls of ships")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("what did they see in october 22", date(2022, 10, 1)),
        ("care leavers (dec 18)", date(2018, 12, 1)),
        ("the first visit after the pandemic began", date(2020, 3, 23)),
    ],
)
def test_times_as_people_type_them(question: str, first: date) -> None:
    assert read_time(question).windows[0].first == first


def test_an_age_is_no_year() -> None:
    assert not read_time("what happened in may 16 year olds were moved").windows


def test_a_thing_named_and_not_held_is_silence(letter_assistant: Assistant) -> None:
    catalogue = letter_assistant.catalogue

    assert not things_named("What of the House Project?", None, catalogue)  # held nowhere
    assert not things_named("What of the front door?", None, catalogue)  # no name


LETTER = Document(
    "letters/leeds.pdf",
    "a",
    "focused_visit",
    "",
    authority="Leeds",
    inspectors=("Ada Lovelace",),
    lead_inspector="Ada Lovelace",
    focus="the local authority’s arrangements for care leavers",
)


def test_a_visit_is_known_by_who_led_it_and_by_what_it_looked_at() -> None:
    other = replace(LETTER, name="other.pdf", inspectors=("Alan Turing",), focus="the front door")
    other = replace(other, lead_inspector="Alan Turing")
    asked = understand("Leeds: the visit led by Ada Lovelace, what of housing?")

    found, documents = led_by(asked, [LETTER, other])
    assert documents == (LETTER,)
    assert "Ada" not in found.subject
    assert visits_about("Leeds, the visit about care leavers: housing?", [LETTER, other]) == (
        LETTER,
    )
    assert visits_about("Leeds, what of care leavers at the visits?", [LETTER, other]) == (
        LETTER,
        other,
    )


def test_reasons_of_a_grade_that_was_never_given_are_not_looked_for() -> None:
    of_grade = understand("what was it about kids in care in Leeds that made Ofsted go for good")
    of_practice = understand("Leeds was judged good in 2022. What of early help?")

    assert asks_only_why(of_grade)
    assert not asks_only_why(of_practice)


def test_a_board_is_no_part_of_across_the_board() -> None:
    assert asks_of_board("what did it recommend the board should do")
    assert not asks_of_board("top marks across the board")


def test_a_whole_question_about_another_authority_leaves_the_year_behind() -> None:
    before = ["Which authorities are outstanding for help and protection in 2019?"]

    asked = understand("What needs to improve in Rochdale?", before)
    assert not asked.time.windows
    assert understand("and in Rochdale?", ["Early help in Leeds in 2019?"]).time.windows


def test_a_comparison_that_names_with_whom_inherits_no_one() -> None:
    before = ["Compare Leeds with Hull on care leavers"]

    asked = understand("Compare Sunderland with its statistical neighbours on neglect", before)
    assert [authority.name for authority in asked.authorities] == ["Sunderland"]


def test_the_last_two_reports_are_each_asked() -> None:
    assert by_visit(understand("two quotations from the last two Leeds reports on assessments"))
    assert not by_visit(understand("quotations from the last Leeds report on assessments"))


@pytest.mark.parametrize("name", ["Somerset", "York", "Derby", "Nottingham"])
def test_a_name_typed_whole_is_the_first_offered(name: str) -> None:
    offered = as_typed(authority.name for authority in load_authorities())

    assert next(other for other in offered if name.lower() in other.lower()) == name
