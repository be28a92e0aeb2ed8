"""What is read out of a question: whose documents, of what kind, what is wanted, in what tone."""

from __future__ import annotations

import pytest

from assistant.refusals import choices_of, refused_before_looking, scope_of, successor_note
from assistant.scope import resolve
from assistant.understand import Understood, understand, with_what_is_held
from corpus.authorities import load_authorities
from corpus.mentions import find_mentions
from corpus.register import known_documents
from corpus.types import Authority

HULL = "Kingston Upon Hull, City of"


def names(asked: Understood) -> list[str]:
    return [authority.name for authority in asked.authorities]


def named(name: str) -> Authority:
    return next(authority for authority in load_authorities() if authority.name == name)


# Whose documents


@pytest.mark.parametrize(
    ("words", "may_mean"),
    [
        ("Sussex", ["East Sussex", "West Sussex"]),
        ("Bedfordshire", ["Bedford Borough", "Central Bedfordshire"]),
        ("Cheshire", ["Cheshire East", "Cheshire West and Chester"]),
        ("Tyneside", ["North Tyneside", "South Tyneside"]),
        ("Merseyside", ["Knowsley", "Liverpool", "Sefton", "St. Helens", "Wirral"]),
        (
            "the Achieving for Children boroughs",
            ["Kingston upon Thames", "Richmond upon Thames", "Windsor and Maidenhead"],
        ),
        (
            "Berkshire",
            [
                *("Bracknell Forest", "Reading", "Slough", "West Berkshire"),
                *("Windsor and Maidenhead", "Wokingham"),
            ],
        ),
    ],
)
def test_words_that_may_mean_several_are_asked_back_with_the_choices(
    words: str, may_mean: list[str]
) -> None:
    asked = understand(f"What did inspectors say about early help in {words}?")
    assert names(asked) == []
    asked_back = refused_before_looking(asked)
    assert asked_back
    assert asked_back.reason == "no_authority"
    assert asked_back.explanation.endswith("which one?")
    choices = choices_of(asked)
    for name, choice in zip(may_mean, choices, strict=False):
        assert name in asked_back.explanation
        assert names(understand(choice)) == [name]
        assert "early help" in understand(choice).subject
    assert sorted(names(understand(choices[-1]))) == sorted(may_mean)
    assert scope_of(asked, ()).choices == choices


@pytest.mark.parametrize(
    ("question", "gone", "successors"),
    [
        (
            "early help in Northamptonshire in 2016",
            "Northamptonshire was abolished in 2021",
            ["North Northamptonshire", "West Northamptonshire"],
        ),
        (
            "Cumbria County Council's fostering",
            "Cumbria was abolished in 2023",
            ["Cumberland", "Westmorland and Furness"],
        ),
    ],
)
def test_an_authority_that_is_no_more_names_its_successors(
    question: str, gone: str, successors: list[str]
) -> None:
    asked = understand(question)
    refused = refused_before_looking(asked)
    assert refused
    assert gone in refused.explanation
    for name, choice in zip(successors, choices_of(asked), strict=False):
        assert name in refused.explanation
        assert names(understand(choice)) == [name]


def test_the_one_successor_of_an_authority_answers_with_a_note() -> None:
    asked = understand("LADO in Poole")
    assert names(asked) == ["Bournemouth, Christchurch and Poole"]
    assert refused_before_looking(asked) is None
    assert successor_note(asked).startswith("Poole was abolished in 2019")
    assert successor_note(understand("LADO in Bournemouth, Christchurch and Poole")) == ""


def test_an_authority_that_is_no_more_is_meant_itself_where_its_documents_are_held() -> None:
    cumbria = named("Cumbria")
    asked = with_what_is_held(understand("early help in Cumbria in 2017"), {cumbria.urn})
    assert asked.authorities == (cumbria,)
    assert refused_before_looking(asked) is None


@pytest.mark.parametrize(
    ("question", "regions"),
    [
        ("Which London councils have been praised for early help?", ["London"]),
        ("best practice in kinship care in the North West", ["North West"]),
        ("who in the east midlands is good at adoption", ["East Midlands"]),
        ("Which Yorkshire councils do well on LADO?", ["Yorkshire and the Humber"]),
        ("fostering in the Midlands", ["East Midlands", "West Midlands"]),
        ("councils in the north-east on UASC", ["North East"]),
        ("the front door in North East Lincolnshire", []),
        ("West Midlands Police in Dudley", []),
        ("early help in the London Borough of Lewisham", []),
    ],
)
def test_a_region_is_all_its_authorities(question: str, regions: list[str]) -> None:
    asked = understand(question)
    assert list(asked.regions) == regions
    assert (asked.intent == "across") == bool(regions)


def test_a_region_left_out_leaves_the_others() -> None:
    asked = understand("Which councils outside London were praised for early help?")
    assert len(asked.regions) == 8
    assert "London" not in asked.regions


def test_half_a_country_is_no_region_and_is_asked_back() -> None:
    asked = understand("northern councils and private fostering")
    assert asked.regions == ()
    assert refused_before_looking(asked)
    assert understand(choices_of(asked)[1]).regions == ("North West",)


@pytest.mark.parametrize(
    ("question", "neighbours_of", "authorities"),
    [
        ("statistical neighbours of Leeds on home education", "Leeds", []),
        ("what is said of front doors in councils like Hull?", HULL, []),
        (
            "How does Leeds compare with its statistical neighbours on fostering?",
            "Leeds",
            ["Leeds"],
        ),
    ],
)
def test_neighbours_are_those_of_the_authority_named(
    question: str, neighbours_of: str, authorities: list[str]
) -> None:
    asked = understand(question)
    assert asked.neighbours_of
    assert asked.neighbours_of.name == neighbours_of
    assert names(asked) == authorities
    assert asked.intent == "across"


def test_whose_neighbours_is_asked_back_unless_the_talk_was_of_one() -> None:
    alone = understand("what about councils like ours on edge of care?")
    assert refused_before_looking(alone)
    after = understand("what about councils like ours?", ["How is fostering in Hull?"])
    assert after.neighbours_of == named(HULL)
    assert refused_before_looking(after) is None


# Of what kind


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("What did the monitoring visits to Torbay find?", {"monitoring_visit"}),
        ("What did the focused visit to Torbay find?", {"focused_visit"}),
        ("the assurance visit to Kent", {"focused_visit"}),
        ("JTAI in Hull", {"jtai"}),
        ("the joint targeted area inspection of Hull", {"jtai"}),
        ("joint inspections in Hull", {"jtai"}),
        ("the SIF report on Hull", {"sif", "sif_reinspection"}),
        ("Sunderland's re-inspection", {"sif_reinspection"}),
        ("the ILACS report on Hull", {"ilacs"}),
        ("the last full inspection of Hull", {"ilacs", "sif", "sif_reinspection"}),
        ("what did the letter say about Hull", {"focused_visit", "monitoring_visit", "jtai"}),
        ("focused visits and monitoring visits in Hull", {"focused_visit", "monitoring_visit"}),
        ("PLO letters in East Sussex", set()),
        ("social work visits to children in Hull", set()),
    ],
)
def test_the_kinds_of_document_a_question_names(question: str, kinds: set[str]) -> None:
    assert set(understand(question).kinds) - {"looked_after_2013"} == kinds


# What is wanted


@pytest.mark.parametrize(
    ("question", "intent", "subject"),
    [
        (
            "Who has been praised for care leavers' accommodation since 2023?",
            "across",
            "care leavers' accommodation?",
        ),
        (
            "Which authorities were criticised for unregistered placements?",
            "across",
            "unregistered placements?",
        ),
        (
            "examples of good practice on return home interviews in councils judged outstanding",
            "across",
            "return home interviews",
        ),
        ("where has pre-birth assessment been criticised?", "across", "pre-birth assessment?"),
        ("what do inspectors say about return home interviews?", "across", None),
        ("How common is criticism of supervision?", "across", "supervision?"),
        ("anyone doing well on family group conferences?", "across", "family group conferences?"),
        ("Which councils are inadequate?", "all grades", None),
        ("What needs to improve in Leeds?", "improve", None),
        ("Compare Leeds and Hull on fostering", "comparison", "fostering"),
        ("is Leeds better than Hull?", "grade", None),
        ("is Leeds better than Hull at early help?", "comparison", None),
        ("Tell me about Hull", "overview", None),
        ("Tell me about social work in Hull", "passages", "social work"),
        ("What was said of early help in Hull from 2015 to 2022?", "history", "early help?"),
        ("A line I can quote on supervision in Hull", "quotation", "supervision"),
        ("What did inspectors find in Hull that they praised?", "passages", None),
    ],
)
def test_what_is_wanted(question: str, intent: str, subject: str | None) -> None:
    asked = understand(question)
    assert asked.intent == intent
    if subject is not None:
        assert asked.subject == subject


@pytest.mark.parametrize(
    ("question", "graded"),
    [
        ("examples of direct work from authorities judged outstanding", ("outstanding", None)),
        ("in inadequate councils, what is said of caseloads?", ("inadequate", None)),
        ("housing among councils rated good for care leavers", ("good", "care_leavers")),
        ("what do councils that require improvement do on EHE", None),
        ("good supervision in councils", None),
        ("Is Hull judged good?", None),
    ],
)
def test_the_grade_by_which_authorities_are_chosen(
    question: str, graded: tuple[str, str | None] | None
) -> None:
    assert understand(question).graded == graded


@pytest.mark.parametrize(
    ("question", "tone"),
    [
        ("what did they praise about early help in Hull", "praise"),
        ("what is working well at Hull's front door", "praise"),
        ("a glowing sentence on supervision", "praise"),
        ("what was criticised in Hull", "criticism"),
        ("Critical quote wanted: Middlesbrough 2026, aspirations", "criticism"),
        ("what had gone wrong with the LADO in Hull?", "criticism"),
        ("strengths and weaknesses of Hull's front door", "both"),
        ("strengths-based practice in Hull", None),
        ("do managers reflect critically in Hull", None),
        ("positive relationships with children in Hull", None),
        ("early help in Hull", None),
    ],
)
def test_whether_praise_or_criticism_is_asked_for(question: str, tone: str | None) -> None:
    assert understand(question).tone == tone
    assert scope_of(understand(question), ()).tone == tone


def test_what_was_understood_is_shown() -> None:
    scope = scope_of(understand("LADO in Hull at the focused visits, as a list"), ())
    assert scope.kinds == ("focused_visit",)
    assert scope.practice_areas == ("designated officer",)
    assert scope.form == "list"


def test_more_authorities_than_can_be_compared_are_looked_through() -> None:
    some = ["Leeds", "Hull", "York", "Kent", "Essex", "Devon", "Wigan", "Bury", "Dudley"]
    assert understand(f"early help in {', '.join(some)}").intent == "across"
    assert understand(f"early help in {', '.join(some[:3])}").intent == "comparison"


def test_every_authority_can_be_asked_about_by_its_name() -> None:
    for authority in load_authorities():
        if not authority.successors:
            asked = understand(f"What did inspectors say about early help in {authority.name}?")
            assert (names(asked), asked.subject) == ([authority.name], "early help?")
            assert find_mentions(asked.subject) == []


# What it is about


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("county lines in Hull", "county lines"),
        ("any county lines work in Hull?", "any county lines work?"),
        ("statutory visits in Hull", "statutory visits"),
        ("later life letters in Hull", "later life letters"),
        ("court reports in Kent", "court reports"),
        ("waiting list for therapy in Kent", "waiting list for therapy"),
        ("custodial sentences in Kent", "custodial sentences"),
        ("help lines in Kent", "help lines"),
        ("council tax for care leavers in Kent", "council tax for care leavers"),
        ("is there a children in care council in Kent?", "is there a children in care council?"),
        # and what only asks for a document, or for words of it, is used up
        ("Kent's 2022 report on supervision", "supervision"),
        ("what did the letter say about supervision in Kent", "supervision"),
        ("supervision in the Kent report", "supervision"),
        ("list all that was said about supervision in Kent", "supervision"),
        ("a line on supervision in Kent", "supervision"),
    ],
)
def test_a_word_for_a_document_is_kept_where_it_names_the_subject(
    question: str, subject: str
) -> None:
    left = understand(question).subject
    assert left.removeprefix("all that was said about ") == subject


def test_county_lines_are_exploitation_and_no_overview() -> None:
    asked = understand("county lines in Hull")
    assert scope_of(asked, ()).practice_areas == ("exploitation",)
    assert asked.intent == "passages"


def test_children_in_need_are_a_subject_though_each_word_is_common() -> None:
    assert understand("children in need in Hull").intent == "passages"


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("was Leeds inadequate in 2018?", "grade"),
        ("did Ofsted find that Leeds was inadequate in 2018?", "grade"),
        ("was Wigan outstanding in 2014", "grade"),
        ("Has Hull ever been good?", "grade"),
        ("what did the LSCB get in Lancashire", "grade"),
        ("Is Hull good at early help?", "passages"),
        ("is the front door in Hull good?", "passages"),
        ("was supervision good in Hull in 2018?", "passages"),
        ("what did care leavers get in Hull?", "passages"),
    ],
)
def test_a_grade_is_asked_for_in_no_more_words_than_its_own(question: str, intent: str) -> None:
    assert understand(question).intent == intent


@pytest.mark.parametrize(
    ("question", "tone"),
    [
        ("who is good at return home interviews", "praise"),
        ("which councils are best at life-story work?", "praise"),
        ("best performing councils on adoption", "praise"),
        ("who is struggling with supervision?", "criticism"),
        ("Is Hull good at early help?", None),
        ("help for children who are struggling with school in Hull", None),
    ],
)
def test_who_is_good_at_something_asks_for_praise(question: str, tone: str | None) -> None:
    assert understand(question).tone == tone


def test_an_authority_that_helped_another_is_not_asked_about() -> None:
    asked = understand("what improved in the Isle of Wight since the Hampshire partnership?")
    assert names(asked) == ["Isle of Wight"]
    assert "Hampshire partnership" in asked.subject
    assert names(understand("fostering in the Isle of Wight and Hampshire since 2020")) == [
        "Isle of Wight",
        "Hampshire",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "what does inadequate mean",
        "what is a section 47",
        "what's a child in need plan?",
        "what does SIF stand for",
        "How often are monitoring visits done?",
    ],
)
def test_what_a_word_means_is_asked_of_the_guidance_and_not_of_findings(question: str) -> None:
    asked = understand(question)
    assert asked.intent == "guidance"
    refused = resolve(asked, known_documents())
    assert (refused.reason, refused.documents) == ("no_evidence", ())
    assert "guidance" in refused.explanation


def test_what_is_not_held_is_said_by_its_kind_and_authority() -> None:
    known = known_documents()
    refused = resolve(understand("monitoring visits in Leeds about early help"), known)
    assert refused.explanation == "No monitoring visit of Leeds is held here."
    refused = resolve(understand("What grade did the last focused visit to Leeds give?"), known)
    assert refused.explanation.startswith("Visits give no grades, only full inspections do")


def test_kinds_in_a_row_are_all_meant() -> None:
    asked = understand("What did SIF, ILACS and focused visits say of early help in Leeds?")
    assert {"sif", "ilacs", "focused_visit"} <= set(asked.kinds)
