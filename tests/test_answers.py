"""What an answer quotes of a passage, and what it says where it cannot answer as asked."""

from __future__ import annotations

import pytest
from stores import Store

from assistant.ask import Assistant
from assistant.compose import WHOLE, answer_span, grouped
from assistant.evidence import THRESHOLD, Evidence
from assistant.figures import gives_figure
from assistant.understand import Understood, understand
from corpus.types import Answer, Document, Passage

LETTER = "letters/middlesbrough-monitoring-visit-2022-08-17.txt"
VISIT = "Middlesbrough, monitoring visit, 13–14 July 2022 (letter of 17 August 2022)"
EARLY_HELP = "What did inspectors say about early help in Middlesbrough?"


@pytest.fixture(scope="module")
def letter(letter_store: Store) -> Document:
    document = letter_store.catalogue.document(LETTER)
    assert document
    return document


def passage_with(letter_store: Store, words: str) -> Passage:
    return next(p for p in letter_store.catalogue.passages([LETTER]) if words in p.text)


def span_of(letter_store: Store, letter: Document, words: str, asked: Understood) -> str:
    """What is quoted of the letter's passage that has these words."""
    found = answer_span(passage_with(letter_store, words), letter, asked, letter_store.model)
    return letter.text[found.start : found.end]


def words_of(answer: Answer) -> int:
    return sum(len(quote.text.split()) for quote in answer.quotes)


def assert_exact(answer: Answer, assistant: Assistant) -> None:
    for group in (*answer.groups, *answer.nearest):
        for quote in group.quotes:
            assert quote.text == assistant.catalogue.text(quote.document)[quote.start : quote.end]


# Which words of a passage


def test_a_paragraph_of_usual_length_is_quoted_whole_with_its_however(
    letter_store: Store, letter: Document
) -> None:
    paragraph = next(p for p in letter.paragraphs if "A wide menu" in letter.text[p.start : p.end])
    text = letter.text[paragraph.start : paragraph.end]
    assert len(text.split()) <= WHOLE
    assert span_of(letter_store, letter, "A wide menu", understand(EARLY_HELP)) == text


def test_of_a_long_paragraph_whole_sentences_about_the_subject_are_quoted(
    letter_store: Store, letter: Document
) -> None:
    asked = understand("What did inspectors say about case recording in Middlesbrough?")
    text = span_of(letter_store, letter, "In the past three months", asked)
    assert "gaps in case recording" in text
    assert len(text.split()) < WHOLE
    assert text[0].isupper()
    assert text[-1] == "."


def test_in_short_one_sentence_is_quoted(letter_store: Store, letter: Document) -> None:
    asked = understand("shorter", ["What is said of the front door triage in Middlesbrough?"])
    text = span_of(letter_store, letter, "A daily multi-agency triage", asked)
    assert text.count(". ") == 0
    assert text.startswith("A daily multi-agency triage meeting screens police notifications")


def test_no_heading_is_quoted(letter_store: Store, letter: Document) -> None:
    headings = [letter.text[p.start : p.end] for p in letter.paragraphs if p.role == "heading"]
    asked = understand("findings and evaluation of progress")  # the words of a heading
    for passage in letter_store.catalogue.passages([LETTER]):
        found = answer_span(passage, letter, asked, letter_store.model)
        quoted = letter.text[found.start : found.end].splitlines()
        assert not set(quoted) & set(headings)
        assert passage.start <= found.start < found.end <= passage.end


def test_the_sentence_with_the_figure_asked_for_is_told(
    letter_store: Store, letter: Document
) -> None:
    asked = understand("What share of audits in Middlesbrough were rated inadequate?")
    passage = passage_with(letter_store, "a quarter of audits")
    found = answer_span(passage, letter, asked, letter_store.model)
    assert found.gives_figure
    assert "a quarter of audits rated as inadequate" in letter.text[found.start : found.end]


def test_where_no_figure_is_asked_for_none_is_said_to_be_given(
    letter_store: Store, letter: Document
) -> None:
    passage = passage_with(letter_store, "a quarter of audits")
    asked = understand("What do audits in Middlesbrough conclude?")
    assert not answer_span(passage, letter, asked, letter_store.model).gives_figure


@pytest.mark.parametrize(
    ("side", "words"),
    [("praise", "A wide menu of support services"), ("criticise", "high caseloads")],
)
def test_sentences_of_the_tone_asked_for_are_those_quoted(
    side: str, words: str, letter_assistant: Assistant
) -> None:
    answer = letter_assistant.ask(
        f"What did inspectors {side} about early help in Middlesbrough in 2022?"
    )
    assert words in " ".join(quote.text for quote in answer.quotes[:2])


def test_what_lies_within_another_quotation_is_not_quoted_again(letter: Document) -> None:
    start = letter.text.index("A wide menu")
    spans = [(LETTER, start, start + 300), (LETTER, start + 100, start + 200)]
    [group] = grouped([letter], spans, 5)
    assert [(quote.start, quote.end) for quote in group.quotes] == [(start, start + 300)]


def test_no_more_is_quoted_than_asked_for(letter: Document) -> None:
    spans = [(LETTER, p.start, p.end) for p in letter.paragraphs if p.role == "body"]
    [group] = grouped([letter], spans, 3)
    assert len(group.quotes) == 3


# In the form asked for


def test_shorter_says_the_same_in_fewer_words(letter_assistant: Assistant) -> None:
    usual = letter_assistant.ask(EARLY_HELP)
    short = letter_assistant.ask("shorter", [EARLY_HELP])
    assert short.scope.subject == usual.scope.subject
    assert 0 < words_of(short) < words_of(usual) / 2
    assert len(short.quotes) <= 2
    assert_exact(short, letter_assistant)


def test_a_list_is_of_single_sentences(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask("as a list", [EARLY_HELP])
    assert answer.scope.form == "list"
    assert len(answer.quotes) > 2
    assert all(". " not in quote.text for quote in answer.quotes)


def test_more_detail_takes_nothing_away_and_the_usual_length_comes_back(
    letter_assistant: Assistant,
) -> None:
    question = "How well does the front door in Middlesbrough work?"
    usual = letter_assistant.ask(question)
    more = letter_assistant.ask("more detail", [question])
    assert {q.start for q in usual.quotes} <= {q.start for q in more.quotes}
    assert words_of(more) >= words_of(usual)
    back = letter_assistant.ask("at the usual length", [question, "more detail"])
    assert back.quotes == usual.quotes


# Figures


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (
            "How many social workers left Middlesbrough in 2022?",
            "These documents give no number for this.",
        ),
        (
            "What percentage of strategy meetings in Middlesbrough are held in time?",
            "These documents give no share for this.",
        ),
        (
            "How much is spent on agency staff in Middlesbrough?",
            "These documents give no sum of money for this.",
        ),
    ],
)
def test_a_figure_that_the_letter_does_not_give_is_not_answered_with_words(
    question: str, why: str, letter_assistant: Assistant
) -> None:
    answer = letter_assistant.ask(question)
    assert (answer.status, answer.reason) == ("refused", "no_evidence")
    assert answer.lead == why
    assert VISIT in " ".join(answer.notes)


def test_a_figure_that_the_letter_gives_is_answered_with_it(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask("What share of audits in Middlesbrough were rated inadequate?")
    assert answer.status == "answered"
    assert "a quarter of audits rated as inadequate" in answer.quotes[0].text
    assert any(gives_figure(quote.text, "share") for quote in answer.quotes)


# Silence


def test_a_refusal_offers_what_comes_nearest_apart_from_any_answer(
    letter_assistant: Assistant,
) -> None:
    answer = letter_assistant.ask("What did inspectors say about adoption in Middlesbrough?")
    assert (answer.status, answer.quotes) == ("refused", ())
    assert answer.lead == "These documents do not mention adoption."
    [group] = answer.nearest
    assert group.heading == VISIT
    assert len(group.quotes) <= 2
    assert_exact(answer, letter_assistant)


def test_where_nothing_is_near_nothing_is_offered(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask("What is said of nuclear submarines in Middlesbrough?")
    assert (answer.status, answer.reason, answer.nearest) == ("refused", "no_evidence", ())
    assert answer.lead == "No document held here has “nuclear”, “submarines” in it."


def test_of_an_authority_that_is_not_held_nothing_is_offered_as_near(
    letter_assistant: Assistant,
) -> None:
    answer = letter_assistant.ask("What did inspectors say about early help in Leeds?")
    assert (answer.reason, answer.nearest, answer.passages) == ("no_authority", (), ())


def test_a_weak_answer_is_called_weak_and_is_partial(
    letter_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.search.weigh", lambda *_: Evidence("weak", score=THRESHOLD))
    answer = letter_assistant.ask("What did inspectors say about supervision in Middlesbrough?")
    assert answer.status == "partial"
    assert answer.lead.startswith("Nothing here clearly answers this. What comes nearest: ")


def test_how_strong_the_evidence_is_is_told_with_answers_and_refusals(
    letter_assistant: Assistant,
) -> None:
    answered = letter_assistant.ask(EARLY_HELP)
    refused = letter_assistant.ask("What is said of nuclear submarines in Middlesbrough?")
    assert answered.evidence
    assert refused.evidence is not None
    assert refused.evidence < THRESHOLD < answered.evidence


# What a question takes for granted


def test_a_question_that_rests_on_a_grade_never_given_is_refused_with_the_grades_given(
    letter_assistant: Assistant,
) -> None:
    answer = letter_assistant.ask("Why was Middlesbrough judged outstanding?")
    assert (answer.status, answer.reason) == ("refused", "no_inspection")
    assert "judged outstanding in no inspection known here" in answer.lead
    assert "inadequate in 2019" in answer.lead


def test_what_is_asked_besides_is_answered_after_the_grade_is_set_right(
    letter_assistant: Assistant,
) -> None:
    answer = letter_assistant.ask(
        "Despite being rated good, what did inspectors say of early help in Middlesbrough?"
    )
    right, _, rest = answer.lead.partition(". ")
    assert right.startswith("Middlesbrough was judged good in no inspection known here")
    assert rest.endswith("word for word.")
    assert "early help" in answer.quotes[0].text


def test_a_grade_that_was_given_is_not_set_right(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask(
        "Although it was judged inadequate, what is said of early help in Middlesbrough?"
    )
    assert answer.status != "refused"
    assert "no inspection known" not in answer.lead


# Across authorities, and spelling


def test_a_question_across_authorities_says_what_was_searched(
    letter_assistant: Assistant,
) -> None:
    answer = letter_assistant.ask("Which authorities were praised for their early help?")
    assert answer.scope.intent == "across"
    assert "one letter or report searched, of one authority" in answer.lead


@pytest.mark.parametrize(
    ("misspelt", "right"),
    [
        ("early help assesments", "early help assessments"),
        ("socail workers", "social workers"),
        ("the risks to childern", "the risks to children"),
    ],
)
def test_a_misspelt_question_is_answered_as_the_well_spelt_one(
    misspelt: str, right: str, letter_assistant: Assistant
) -> None:
    wrongly = letter_assistant.ask(f"What did inspectors say about {misspelt} in Middlesbrough?")
    rightly = letter_assistant.ask(f"What did inspectors say about {right} in Middlesbrough?")
    assert wrongly.quotes
    assert wrongly.quotes == rightly.quotes
