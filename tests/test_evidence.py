"""Silence: an area that no document mentions, nothing that is near, a question not in English."""

from __future__ import annotations

import pytest
from stores import Store

from assistant.evidence import THRESHOLD, Evidence, together, weigh
from assistant.retrieve import Ranking
from corpus.types import Passage, RankedPassage

LETTER = "letters/middlesbrough-monitoring-visit-2022-08-17.txt"


def ranking(*scores: float) -> Ranking:
    """One whose passages have these scores."""
    passage = Passage("1", LETTER, 0, 1, "A", "body")
    ranked = tuple(RankedPassage(passage, score) for score in scores)
    return Ranking(ranked, {str(place): score for place, score in enumerate(scores)})


def weighed(store: Store, subject: str, *scores: float, question: str = "") -> Evidence:
    """How the bundled letter's passages, had they these scores, bear on a subject."""
    asked = question or f"What did inspectors say about {subject}?"
    return weigh(asked, subject, ranking(*scores), [LETTER], store.catalogue)


# An area of practice


def test_what_the_letter_does_not_mention_it_is_silent_on_however_near_a_passage_seems(
    letter_store: Store,
) -> None:
    found = weighed(letter_store, "adoption", 0.9)
    assert (found.strength, found.why) == ("none", "These documents do not mention adoption.")


@pytest.mark.parametrize(
    "subject",
    [
        "early help",
        "the MASH",  # the letter calls it MACH and the front door
        "multi-agency safeguarding hub",
        "strategy discussions",
        "help before things get bad",  # users' words for early help
    ],
)
def test_an_area_that_the_letter_names_in_other_words_is_no_silence(
    subject: str, letter_store: Store
) -> None:
    assert weighed(letter_store, subject, 0.5).strength == "strong"


def test_all_areas_that_are_not_mentioned_are_named(letter_store: Store) -> None:
    found = weighed(letter_store, "adoption or private fostering", 0.3)
    assert found.strength == "none"
    assert "adoption" in found.why
    assert "private fostering" in found.why


def test_of_two_areas_only_the_one_that_is_not_mentioned_is_named(letter_store: Store) -> None:
    why = weighed(letter_store, "adoption and early help", 0.2).why
    assert why == "These documents do not mention adoption."


def test_a_passage_near_enough_may_answer_though_one_of_two_areas_is_not_mentioned(
    letter_store: Store,
) -> None:
    assert weighed(letter_store, "adoption and early help", 0.5).strength == "strong"


def test_silence_is_that_of_the_documents_asked_alone(letter_store: Store) -> None:
    subject, question = "early help", "What did inspectors say about early help?"
    silent = weigh(question, subject, ranking(0.5), ["another.pdf"], letter_store.catalogue)
    assert silent.why == "These documents do not mention early help."
    everywhere = weigh(question, subject, ranking(0.5), None, letter_store.catalogue)
    assert everywhere.strength == "strong"


# How near


def test_far_passages_are_no_evidence_and_near_ones_are_strong(letter_store: Store) -> None:
    assert weighed(letter_store, "triage meetings", THRESHOLD - 0.01, 0.0).strength == "none"
    assert weighed(letter_store, "triage meetings", THRESHOLD + 0.01, 0.0).strength == "weak"
    assert weighed(letter_store, "triage meetings", 2 * THRESHOLD, 0.0).strength == "strong"


def test_words_that_stand_in_no_document_are_named(letter_store: Store) -> None:
    found = weighed(letter_store, "nuclear submarines", 0.2)
    assert found.strength == "none"
    assert found.why == "No document held here has “nuclear”, “submarines” in it."


def test_nothing_found_is_no_evidence(letter_store: Store) -> None:
    found = weighed(letter_store, "triage meetings")
    assert (found.strength, found.score) == ("none", None)
    assert found.why == "Nothing in these documents is near to this question."


def test_the_evidence_is_the_score_of_the_best_passage(letter_store: Store) -> None:
    assert weighed(letter_store, "triage meetings", 0.4, 0.3).score == 0.4


def test_several_searches_support_an_answer_as_much_as_the_best_of_them() -> None:
    silent, near, nearer = (
        Evidence("none", "These documents do not mention adoption.", 0.0),
        Evidence("strong", score=0.3),
        Evidence("strong", score=0.5),
    )
    assert together([silent, near, nearer]) == nearer
    assert together([silent]) == silent


# Other languages


@pytest.mark.parametrize(
    "question",
    [
        "¿Qué dijeron los inspectores sobre la adopción?",
        "Wie gut ist die Jugendhilfe für Familien?",
        "Jak inspektorzy ocenili pomoc rodzinom?",
    ],
)
def test_whoever_asks_in_another_language_is_asked_for_english(
    question: str, letter_store: Store
) -> None:
    found = weighed(letter_store, question, 0.05, question=question)
    assert found.why == "Please ask in English, the language of these documents."


@pytest.mark.parametrize(
    "question",
    [
        "What did they say about nuclear submarines?",
        "Is there zorbing, quidditch or falconry?",
        "submarines",
        "zorbing quidditch",  # of two words it cannot be told
        "caseloads allocation supervision",  # words of these documents alone
    ],
)
def test_a_question_that_is_only_strange_is_not_taken_for_another_language(
    question: str, letter_store: Store
) -> None:
    assert "English" not in weighed(letter_store, question, 0.05, question=question).why
