"""The areas of practice that a question names, and the words that it is searched for by."""

from __future__ import annotations

import pytest

from assistant.practice_areas import areas_named, read_areas, with_meanings


@pytest.mark.parametrize(
    ("question", "area"),
    [
        ("How is the MASH?", "front door"),
        ("what about the mash", "front door"),
        ("How are contacts and referrals dealt with?", "front door"),
        ("Are EDT decisions any good?", "out of hours"),
        ("What happens out of hours?", "out of hours"),
        ("LADO", "designated officer"),
        ("allegations against staff", "designated officer"),
        ("UASC support", "unaccompanied children"),
        ("separated children", "unaccompanied children"),
        ("young asylum seekers", "unaccompanied children"),
        ("Do PAs keep in touch?", "personal advisers"),
        ("young people’s advisers", "personal advisers"),
        ("letters before proceedings", "pre-proceedings"),
        ("pre proceedings drift", "pre-proceedings"),
        ("PLO letters", "pre-proceedings"),
        ("IRO caseloads", "reviewing officers"),
        ("ICPCs on time?", "child protection plans and conferences"),
        ("are tenancies kept?", "accommodation of care leavers"),
        ("short breaks", "disabled children"),
        ("SEND teams", "disabled children"),
        ("family group conferences", "edge of care"),
        ("edge-of-care service", "edge of care"),
        ("special guardianship orders", "kinship care"),
        ("children placed in unregulated homes", "unregistered homes"),
        ("staying put", "accommodation of care leavers"),
        ("kids who run off", "missing children"),
        ("RHIs", "missing children"),
        ("NEET care leavers", "education and work of care leavers"),
        ("the top team", "leadership"),
    ],
)
def test_an_area_is_known_by_the_words_of_documents_and_of_users(question: str, area: str) -> None:
    assert area in [named.name for named in areas_named(question)]


@pytest.mark.parametrize(
    "text",
    [
        "Do they send in anything?",
        "Is it up to pa or ma?",
        "the pace of change",
        "How far along are they?",
        "",
    ],
)
def test_words_that_only_look_like_an_area_name_none(text: str) -> None:
    assert areas_named(text) == ()


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("LADO", "local authority designated officer"),
        ("UASC support", "unaccompanied asylum-seeking children"),
        ("RHIs", "return home interview"),
        ("young people who've left", "care leaver"),
        ("the top team", "senior leader"),
    ],
)
def test_a_subject_is_searched_for_by_what_documents_call_it(subject: str, words: str) -> None:
    assert with_meanings(subject).startswith(subject)
    assert words in with_meanings(subject)


def test_a_subject_in_the_documents_own_words_is_left_alone() -> None:
    for subject in ("care leavers", "fostering", "strategy meetings", "the weather"):
        assert with_meanings(subject) == subject


def test_a_document_bears_on_an_area_by_the_acronym_or_its_meaning() -> None:
    [area] = areas_named("allegations against staff")
    assert {"LADO", "local authority designated officer", "designated officer"} <= set(area.words)


def test_no_area_is_named_twice_and_each_is_found_by_its_own_words() -> None:
    named = areas_named("missing children, early help, adoption")
    assert [area.name for area in named] == ["early help", "missing children", "adoption"]
    for area in named:
        assert all(area in areas_named(word) for word in (*area.names, *area.asked))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("early help\n  names: early help: EHA\n", "cannot be read at line 2"),
        ("", "names no areas"),
        ("early help: EHA", "below “early help” stand lines"),
        ("early help:\n  name: early help", "unknown line “name”. Did you mean “names”?"),
        ("early help:\n  acronyms: EHA = early help assessment", "“early help” has no names"),
        ("early help:\n  names: early help\n  acronyms: EHA", "not as “EHA”"),
    ],
)
def test_a_mistake_in_the_list_is_told_in_a_sentence(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"practice_areas\.yaml") as told:
        read_areas(text)
    assert message in str(told.value)


def test_what_a_user_adds_to_the_list_is_read() -> None:
    [area] = read_areas(
        "hedgehogs:\n"
        "  names: hedgehog, hedge  pig\n"
        "  users say: prickly one\n"
        "  acronyms: HHOG = hedgehog, of a kind, SPIKE* = spiny little animal\n"
    )
    assert area.names == ("hedgehog", "hedge pig")
    assert area.acronyms == (("HHOG", "hedgehog, of a kind"), ("SPIKE", "spiny little animal"))
    assert area.in_capitals == {"SPIKE"}
