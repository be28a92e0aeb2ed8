"""A follow-up takes what it leaves unsaid from before; a new question takes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.conversation import AS, FORMS, ONLY, REMOVE
from assistant.periods import time_name
from assistant.refusals import refused_before_looking, scope_of
from assistant.scope import resolve
from assistant.understand import Understood, understand
from corpus.register import known_documents
from corpus.types import Document

HULL = "Kingston Upon Hull, City of"
WIGAN = "What did inspectors say about early help in Wigan in 2025?"


def told(asked: Understood) -> dict[str, object]:
    """What a reader is shown of what was understood."""
    return {
        "authorities": [authority.name for authority in asked.authorities],
        "time": time_name(asked.time),
        "kinds": list(asked.kinds),
        "subject": asked.subject.strip(" ?"),
        "intent": asked.intent,
        "tone": asked.tone,
        "form": asked.form,
    }


BEFORE = told(understand(WIGAN))


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("what about Leeds", {"authorities": ["Leeds"]}),
        ("and Hull?", {"authorities": [HULL]}),
        ("and the year before", {"time": "the year before"}),
        ("and the one before that?", {"time": "the one before"}),
        ("was that still so at the next one?", {"time": "the one after"}),
        ("only the monitoring visits", {"kinds": ["monitoring_visit"]}),
        ("just the focused visits", {"kinds": ["focused_visit"]}),
        ("shorter", {"form": "short"}),
        ("as a list", {"form": "list"}),
        ("more detail", {"form": "more"}),
        ("more quotes", {"form": "more"}),
        ("were there any others?", {"form": "more"}),
        ("one line", {"form": "short"}),
        ("give me one sentence I can quote", {"form": "short"}),
        ("when was that?", {"intent": "visits"}),
        ("who was the lead inspector then", {"intent": "inspector"}),
        ("and what was criticised?", {"tone": "criticism"}),
        ("just praise", {"tone": "praise"}),
        ("and for care leavers?", {"subject": "care leavers"}),
        ("any year", {"time": ""}),
        ("any time", {"time": ""}),
        ("all authorities", {"authorities": [], "intent": "across"}),
        ("what about elsewhere?", {"authorities": [], "intent": "across"}),
        ("any kind of document", {}),
        ("about anything", {"subject": "", "intent": "overview"}),
        ("in 2021", {"time": "2021"}),
        ("the latest", {"time": "the latest"}),
        ("as passages", {}),
        ("the grades", {"intent": "grade"}),
        ("the history", {"intent": "history"}),
    ],
)
def test_a_message_changes_what_it_says_and_leaves_the_rest(
    message: str, changes: dict[str, object]
) -> None:
    assert told(understand(message, [WIGAN])) == BEFORE | changes


@pytest.mark.parametrize("message", ["start again", "forget that", "clear", "Let's start over"])
def test_start_again_sets_all_aside(message: str) -> None:
    cleared = understand(message, [WIGAN])
    assert cleared.authorities == ()
    assert cleared.subject == ""
    assert refused_before_looking(cleared)
    after = understand("early help", [WIGAN, message])
    assert (after.authorities, time_name(after.time)) == ((), "")


def test_start_again_may_be_followed_by_a_question_in_the_same_breath() -> None:
    asked = understand("forget that, what about fostering in Leeds?", [WIGAN])
    assert told(asked) == BEFORE | {"authorities": ["Leeds"], "subject": "fostering", "time": ""}


@pytest.mark.parametrize(
    ("before", "removed"),
    [
        ("LADO in Hull in 2019", "authorities"),
        ("Which councils in London were praised for LADO?", "regions"),
        ("LADO in councils judged outstanding", "graded"),
        ("LADO in Hull in 2019", "time"),
        ("LADO in Hull at the focused visits", "kinds"),
        ("LADO in Hull in 2019", "subject"),
        ("what was praised about the LADO in Hull", "tone"),
        ("How has the LADO in Hull changed over the years?", "intent"),
        ("LADO in Hull as a list", "form"),
    ],
)
def test_the_words_that_remove_one_part_remove_it_alone(before: str, removed: str) -> None:
    was, now = understand(before), understand(REMOVE[removed], [before])
    parts = ("authorities", "regions", "graded", "kinds", "subject", "tone", "form")
    for part in parts:
        left = "" if part == removed else getattr(was, part)
        assert (getattr(now, part) or "") == (left or ""), part
    assert time_name(now.time) == ("" if removed == "time" else time_name(was.time))
    if removed == "intent":
        assert now.intent == "passages"


def test_what_the_page_sends_is_read_as_it_is_meant() -> None:
    for kind, words in ONLY.items():
        assert understand(words, [WIGAN]).kinds[0] == kind
        assert told(understand(words, [WIGAN]))["subject"] == BEFORE["subject"]
    for intent, words in AS.items():
        assert understand(words, [WIGAN]).intent == intent
    for form, words in FORMS.items():
        assert told(understand(words, [WIGAN])) == BEFORE | {"form": form}


def test_a_new_question_takes_over_neither_time_nor_kind_nor_tone() -> None:
    before = "What was criticised at the 2025 focused visit to Wigan on early help?"
    asked = understand("What did inspectors say about early help in Middlesbrough?", [before])
    assert told(asked) == {
        **BEFORE,
        "authorities": ["Middlesbrough"],
        "time": "",
        "kinds": [],
        "tone": None,
    }
    nationally = understand("Which councils have good supervision?", [before])
    assert (nationally.authorities, time_name(nationally.time)) == ((), "")


def test_a_question_about_the_same_authority_that_leads_on_keeps_the_time() -> None:
    assert time_name(understand("and Wigan's front door?", [WIGAN]).time) == "2025"
    assert time_name(understand("Wigan's front door?", [WIGAN]).time) == ""


def test_a_kind_that_named_one_visit_goes_with_it_and_a_filter_stays() -> None:
    one = understand("and in 2021?", ["What did the 2018 focused visit to Hull say of LADO?"])
    assert one.kinds == ()
    stays = understand("in 2021", ["LADO in Hull", "only the focused visits"])
    assert stays.kinds == ("focused_visit",)


def test_the_one_before_asked_again_goes_one_further_back() -> None:
    turns = ["What did the last monitoring visit to Hull say of caseloads?"]
    once = understand("and the one before that?", turns)
    twice = understand("and the one before that?", [*turns, "and the one before that?"])
    assert (once.kinds, twice.time.count) == (("monitoring_visit",), once.time.count + 1)


@pytest.mark.parametrize(
    ("turns", "message", "authorities"),
    [
        (["early help in Sussex"], "West", ["West Sussex"]),
        (["early help in Sussex"], "the east one", ["East Sussex"]),
        (["early help in Sussex"], "both", ["East Sussex", "West Sussex"]),
        (["early help in Northamptonshire"], "north", ["North Northamptonshire"]),
    ],
)
def test_what_was_asked_back_can_be_told_in_a_word(
    turns: list[str], message: str, authorities: list[str]
) -> None:
    asked = understand(message, turns)
    assert [authority.name for authority in asked.authorities] == authorities
    assert asked.subject == "early help"


@pytest.mark.parametrize(
    ("turns", "message", "intent", "wording"),
    [
        (["What was Hull graded for care leavers?"], "and Leeds?", "grade", "care leavers"),
        (["What was Hull's overall grade in 2019?"], "and for care leavers?", "grade", "leavers"),
        (["What was Hull's overall grade in 2019?"], "and early help?", "passages", "early help"),
        (["How has adoption in Hull changed over the years?"], "and fostering?", "history", ""),
        (["Which councils were praised for fostering?"], "and adoption?", "across", ""),
        (["Compare Leeds and Hull on fostering"], "and on adoption?", "comparison", ""),
        (["Compare Leeds and Hull on fostering"], "and York?", "passages", ""),
    ],
)
def test_what_is_wanted_is_asked_again(
    turns: list[str], message: str, intent: str, wording: str
) -> None:
    asked = understand(message, turns)
    assert asked.intent == intent
    assert wording in asked.wording


def test_regions_and_tone_stay_while_the_subject_changes() -> None:
    turns = ["Which councils in London were praised for early help?"]
    asked = understand("and for supervision?", turns)
    assert (asked.regions, asked.tone, asked.subject) == (("London",), "praise", "supervision?")
    elsewhere = understand("only in the South East", turns)
    assert (elsewhere.regions, elsewhere.subject) == (("South East",), "early help?")
    one = understand("what about Leeds?", turns)
    assert (one.regions, one.intent) == ((), "passages")


def test_thanks_does_not_ask_the_same_again() -> None:
    assert understand("ok thanks", [WIGAN]).elsewhere
    assert not understand("and fostering?", [WIGAN, "ok thanks"]).elsewhere


@pytest.mark.parametrize(
    ("before", "message", "authorities", "intent", "subject"),
    [
        ("LADO in Hull", "compare with Leeds", [HULL, "Leeds"], "comparison", "LADO"),
        ("LADO in Hull", "how does it compare to Leeds?", [HULL, "Leeds"], "comparison", "LADO"),
        ("LADO in Hull", "versus Leeds on adoption", [HULL, "Leeds"], "comparison", "adoption"),
        ("LADO in Hull", "compare Leeds and York", ["Leeds", "York"], "comparison", "LADO"),
        ("overall grade in Hull", "compare with Leeds", [HULL, "Leeds"], "grade", "overall grade"),
        ("Tell me about Hull", "compare with Leeds", [HULL, "Leeds"], "grade", ""),
        (
            "Compare Hull and Leeds on LADO",
            "which was worse",
            [HULL, "Leeds"],
            "comparison",
            "LADO",
        ),
    ],
)
def test_a_comparison_sets_an_authority_beside_the_one_before(
    before: str, message: str, authorities: list[str], intent: str, subject: str
) -> None:
    asked = told(understand(message, [before]))
    assert (asked["authorities"], asked["intent"]) == (authorities, intent)
    assert str(asked["subject"]).removeprefix("how does it ") == subject


def test_why_after_a_grade_asks_what_the_same_inspection_says_of_it() -> None:
    overall = understand("why?", ["What was Leeds's overall grade in 2022?"])
    assert (overall.intent, time_name(overall.time)) == ("overview", "2022")
    leavers = understand("why was that", ["What was Leeds graded for care leavers?"])
    assert (leavers.intent, leavers.subject) == ("passages", "care leavers")
    known = known_documents()
    newest = max((d for d in known if d.authority == "Leeds" and d.judgements), key=last_day)
    assert resolve(leavers, of("Leeds")).documents == (newest,)


@pytest.mark.parametrize(
    ("turns", "message", "first", "last"),
    [
        (["missing children in Leeds", "in 2022"], "before that", "2018", "2018"),
        (["Tell me about Leeds in 2022"], "what changed since", "2024", "2025"),
    ],
)
def test_the_period_shown_is_that_of_the_inspections_chosen(
    turns: list[str], message: str, first: str, last: str
) -> None:
    asked = understand(message, turns)
    period = scope_of(asked, resolve(asked, of("Leeds")).documents).period
    assert [day and day[:4] for day in period] == [first, last]


def last_day(document: Document) -> date:
    return document.last_day


def of(name: str) -> list[Document]:
    """What is known of an authority, as if all of it were held."""
    known = [d for d in known_documents() if d.authority == name]
    return sorted(known, key=last_day, reverse=True)


@pytest.mark.parametrize("then", ["shorter", "and fostering?"])
def test_each_authority_keeps_its_own_year_in_a_follow_up(then: str) -> None:
    asked = understand(then, ["Bexley 2023 vs Sefton 2025 on early help"])
    assert asked.paired
    assert not understand("what about Leeds?", ["Bexley 2023 vs Sefton 2025 on early help"]).paired
