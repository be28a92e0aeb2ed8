"""What a question takes for granted of a grade is checked against the inspections known."""

from __future__ import annotations

import pytest

from assistant.premises import Claim, claimed_grade, false_premise
from assistant.refusals import no_longer_graded
from assistant.scope import resolve
from assistant.understand import understand
from corpus.register import known_documents
from corpus.types import Document


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Why was Leeds judged inadequate in 2021?", Claim("inadequate", None, 2021)),
        ("Why did Ofsted judge Leeds inadequate in 2022", Claim("inadequate", None, 2022)),
        ("why is Birmingham still inadequate", Claim("inadequate", now=True)),
        ("how come Camden is only good?", Claim("good", now=True)),
        ("what has changed in Leeds since it became outstanding?", Claim("outstanding")),
        ("despite being rated good, what was Wigan told to improve?", Claim("good")),
        ("when did Hull fail?", Claim("inadequate")),
        ("Why did Bradford fail its inspection in 2022?", Claim("inadequate", None, 2022)),
        ("their second inadequate: what had gone wrong?", Claim("inadequate", times=2)),
        ("What was behind Torbay's third inadequate rating?", Claim("inadequate", times=3)),
        (
            "why were care leavers in Leeds judged inadequate in 2022",
            Claim("inadequate", "care_leavers", 2022),
        ),
        (
            "How has Slough improved since its inadequate judgement of 2015?",
            Claim("inadequate", None, 2015),
        ),
        ("Leeds was judged inadequate in 2018. What went wrong?", Claim("inadequate", None, 2018)),
        ("why did Middlesbrough get RI in 2019", Claim("requires improvement", None, 2019)),
    ],
)
def test_a_grade_taken_for_granted_is_a_claim(question: str, claim: Claim) -> None:
    assert claimed_grade(question) == claim


@pytest.mark.parametrize(
    "question",
    [
        "Was Leeds judged inadequate in 2021?",
        "Is East Sussex still outstanding?",
        "Which areas were good in Hull?",
        "Why was supervision inadequate in Leeds?",
        "Why is Hull good at early help?",
        "What good practice was there in Leeds?",
        "Why did Hull get good feedback?",
        "which councils judged inadequate have improved?",
        "Did any part of Warwickshire come out as good in 2025?",
        "Why are so many homes judged inadequate used?",
    ],
)
def test_what_is_asked_or_is_no_grade_is_no_claim(question: str) -> None:
    assert claimed_grade(question) is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Why was Leeds judged inadequate in 2022?",
            "Leeds was judged outstanding overall in 2022, not inadequate.",
        ),
        (
            "Why was Leeds judged inadequate in 2021?",
            "No inspection of Leeds that gives grades is known of 2021",
        ),
        (
            "In 2022, why was Leeds judged inadequate?",
            "Leeds was judged outstanding overall in 2022, not inadequate.",
        ),
        ("When did Leeds fail?", "Leeds was judged inadequate in no inspection known here"),
        (
            "Their second inadequate: what did Tower Hamlets do?",
            "Tower Hamlets was judged inadequate only once",
        ),
        (
            "why were care leavers in Leeds judged inadequate in 2022",
            "Leeds was judged outstanding for care leavers in 2022, not inadequate.",
        ),
        (
            "Why was Middlesbrough judged inadequate in 2026?",
            "Middlesbrough was given no overall grade in 2026, and no area was judged inadequate.",
        ),
    ],
)
def test_a_false_premise_is_named(question: str, said: str) -> None:
    told = false_premise(understand(question), known_documents())
    assert told
    assert told.startswith(said)


@pytest.mark.parametrize(
    "question",
    [
        "Why was Bradford judged inadequate in 2022?",
        "what has changed in Leeds since it became outstanding?",
        "Why did Slough fail in 2015?",
        "Was Leeds judged inadequate in 2022?",
        "Why was Ambershire judged inadequate?",
    ],
)
def test_what_is_true_or_no_claim_is_left_alone(question: str) -> None:
    assert false_premise(understand(question), known_documents()) is None


def of(name: str) -> list[Document]:
    known = [d for d in known_documents() if d.authority == name]
    return sorted(known, key=lambda d: d.last_day, reverse=True)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How was adoption graded in Wigan in 2022?", "no grade is given for adoption"),
        (
            "What grade did Wigan's safeguarding board get in 2022?",
            "no grade is given for safeguarding board",
        ),
    ],
)
def test_a_grade_that_only_an_older_framework_gives_is_refused_with_who_gave_it_last(
    question: str, words: str
) -> None:
    asked, known = understand(question), of("Wigan")
    refused = no_longer_graded(asked, resolve(asked, known).documents, known)
    assert refused
    assert refused.reason == "no_evidence"
    assert words in refused.explanation
    assert "Wigan, SIF inspection" in refused.explanation
    assert refused.nearest


def test_an_overall_grade_asked_of_an_inspection_that_gives_none_is_noted_with_the_last() -> None:
    asked, known = (
        understand("What was Middlesbrough's overall grade in 2026?"),
        of("Middlesbrough"),
    )
    documents = resolve(asked, known).documents
    noted = no_longer_graded(asked, documents, known)
    assert noted
    assert (noted.reason, noted.documents) == (None, documents)
    assert "no grade is given for overall effectiveness" in noted.note


@pytest.mark.parametrize(
    "question",
    [
        "How was adoption graded in Wigan in 2017?",
        "How were care leavers graded in Wigan in 2022?",
        "What did inspectors say about adoption in Wigan in 2022?",
        "How was adoption graded in Wigan?",
    ],
)
def test_a_grade_that_was_given_is_not_refused(question: str) -> None:
    asked, known = understand(question), of("Wigan")
    assert no_longer_graded(asked, resolve(asked, known).documents, known) is None
