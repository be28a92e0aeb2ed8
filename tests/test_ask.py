"""A question to an answer: the right authority, the right visit, exact words, honest silence."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.scope import Filters
from assistant.understand import LONGEST_QUESTION, understand
from assistant.wording import content_words
from corpus.types import Answer

LETTER = "letters/middlesbrough-monitoring-visit-2022-08-17.txt"
HULL = "Kingston Upon Hull, City of"
VISIT = "Middlesbrough, monitoring visit, 13–14 July 2022 (letter of 17 August 2022)"


def said(answer: Answer) -> str:
    return "\n".join([answer.lead, *answer.notes])


# Quotations


@pytest.mark.parametrize(
    "question",
    [
        "What did inspectors say about early help in Middlesbrough?",
        "How well does the front door work?",
        "Give me a quotation about strategy meetings",
        "What areas did the visit look at?",
        "Who inspected Middlesbrough?",
        "Has practice in the assessment service improved?",
        "What did they criticise?",
        "caseloads",
    ],
)
def test_what_stands_between_quotation_marks_is_an_exact_span(
    question: str, letter_assistant: Assistant
) -> None:
    answer = letter_assistant.ask(question)
    text = letter_assistant.catalogue.text(LETTER)
    assert answer.quotes
    for quote in answer.quotes:
        assert quote.document == LETTER
        assert quote.text == text[quote.start : quote.end]
        assert quote.text == quote.text.strip()
        assert quote.citation.startswith(VISIT)
    assert len({(quote.start, quote.end) for quote in answer.quotes}) == len(answer.quotes)


def test_a_quotation_is_cited_by_visit_section_and_paragraph(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask(
        "What has the corporate leadership team done at the front door in Middlesbrough?"
    )
    [headline] = [quote for quote in answer.quotes if quote.section == "Headline findings"]
    assert headline.citation == f"{VISIT}, Headline findings, para 1"
    assert (headline.paragraph, headline.pages) == ("1", ())


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Do managers of early help have oversight of work?", "robust oversight"),
        ("What about the MACH?", "MACH"),
        ("How stable is the workforce in Middlesbrough?", "Workforce instability"),
        ("Are strategy meetings held in time?", "strategy meetings are promptly held"),
        ("What is said of section 47 enquiries?", "section 47"),
    ],
)
def test_a_question_the_letter_answers_is_answered_from_the_right_place(
    question: str, words: str, letter_assistant: Assistant
) -> None:
    answer = letter_assistant.ask(question)
    assert answer.status == "answered"
    assert words in " ".join(quote.text for quote in answer.quotes[:3])


def test_who_inspected_is_quoted(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask("Who were the inspectors of Middlesbrough in 2022?")
    assert answer.status == "answered"
    assert "Louise Hollick and Matt Reed" in answer.quotes[0].text


# Follow-ups


def test_a_follow_up_keeps_authority_and_visit(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask(
        "and early help?",
        ["What did inspectors say about the front door in Middlesbrough in 2022?"],
    )
    assert answer.status == "answered"
    assert answer.scope.authorities == ("Middlesbrough",)
    assert answer.scope.period == ("2022-01-01", "2022-12-31")
    assert answer.scope.documents == (LETTER,)
    assert "early help" in answer.quotes[0].text.lower()


def test_a_follow_up_may_turn_to_another_authority(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask("and in Leeds?", ["How is early help in Middlesbrough?"])
    assert (answer.status, answer.reason) == ("refused", "no_authority")
    assert answer.scope.authorities == ("Leeds",)


# Silence


@pytest.mark.parametrize(
    ("question", "reason", "words"),
    [
        ("What did inspectors say about early help in Leeds?", "no_authority", ["Leeds"]),
        ("What did inspectors find in Middlesbrough in 2016?", "no_inspection", [VISIT]),
        ("What did the ILACS inspection of Middlesbrough find?", "no_inspection", [VISIT]),
        ("What did inspectors find in Cardiff?", "out_of_scope", ["Cardiff", "Wales"]),
        (
            "How good is Kingfisher Primary School according to Ofsted?",
            "out_of_scope",
            ["Schools are inspected separately"],
        ),
        ("What about Sussex?", "no_authority", ["East Sussex or West Sussex", "which one?"]),
        ("What did inspectors say about adoption in Middlesbrough?", "no_evidence", [VISIT]),
    ],
)
def test_silence_is_explained(
    question: str, reason: str, words: list[str], letter_assistant: Assistant
) -> None:
    answer = letter_assistant.ask(question)
    assert (answer.status, answer.reason, answer.quotes) == ("refused", reason, ())
    for word in words:
        assert word in said(answer)


def test_another_authoritys_letter_never_answers(letter_assistant: Assistant) -> None:
    for name in ("Leeds", "Stockton-on-Tees", "Hartlepool", "Redcar and Cleveland"):
        answer = letter_assistant.ask(f"How is early help in {name}?")
        assert (answer.reason, answer.quotes) == ("no_authority", ())


def test_a_grade_the_letter_does_not_give_is_not_made_up(letter_assistant: Assistant) -> None:
    answer = letter_assistant.ask("What grade did Middlesbrough get for leadership?")
    assert answer.quotes == ()
    assert answer.lead.startswith("From the register of inspections, not a quotation")


@pytest.mark.parametrize(
    "filters",
    [
        Filters(authorities=("Leeds",)),
        Filters(kinds=("ilacs",)),
        Filters(first_year=2023),
        Filters(last_year=2021),
    ],
)
def test_filters_that_leave_nothing_are_said_to(
    filters: Filters, letter_assistant: Assistant
) -> None:
    answer = letter_assistant.ask("How is early help?", (), filters)
    assert (answer.status, answer.quotes) == ("refused", ())
    assert "filters" in said(answer)


def test_filters_that_leave_the_letter_change_nothing(letter_assistant: Assistant) -> None:
    filters = Filters(("Middlesbrough",), ("monitoring_visit",), 2022, 2022)
    filtered = letter_assistant.ask("How is early help?", (), filters)
    assert filtered.quotes == letter_assistant.ask("How is early help?").quotes


def test_a_question_in_another_language_or_of_signs_is_no_error(
    letter_assistant: Assistant,
) -> None:
    for question in ("Sut mae cymorth cynnar?", "检查员说了什么？", "?!", "a", '"', "%s {0} $1"):
        assert letter_assistant.ask(question).status in ("answered", "partial", "refused")


def test_a_question_that_is_empty_or_too_long_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match="Ask a question"):
        understand("  ")
    with pytest.raises(ValueError, match="2,001 characters"):
        understand("a" * (LONGEST_QUESTION + 1))


# What a question asks


@pytest.mark.parametrize(
    ("question", "authorities", "years", "intent", "subject"),
    [
        (
            "What did inspectors say about early help in Middlesbrough?",
            ["Middlesbrough"],
            [],
            "passages",
            "early help",
        ),
        (
            "What did Ofsted say about care leavers in Hull in 2019?",
            [HULL],
            [2019],
            "passages",
            "care leavers",
        ),
        (
            "What was Nottinghamshire judged overall?",
            ["Nottinghamshire"],
            [],
            "grade",
            None,
        ),
        ("What needs to improve in Leeds?", ["Leeds"], [], "improve", None),
        (
            "How has the front door in Bradford changed over the years?",
            ["Bradford"],
            [],
            "history",
            None,
        ),
        (
            "Compare Leeds and Bradford on fostering",
            ["Leeds", "Bradford"],
            [],
            "comparison",
            "fostering",
        ),
        ("Who were the inspectors in Torbay?", ["Torbay"], [], "inspector", None),
        (
            "What did the visit to Dorset look at?",
            ["Dorset"],
            [],
            "focus",
            None,
        ),
        ("Give me a quote about supervision", [], [], "quotation", "supervision"),
        ("What is a focused visit?", [], [], "guidance", None),
        ("Which councils have good MASH arrangements?", [], [], "across", None),
        ("caseloads in 2016 and 2019", [], [2016, 2019], "history", "caseloads"),
    ],
)
def test_what_a_question_asks(
    question: str,
    authorities: list[str],
    years: list[int],
    intent: str,
    subject: str | None,
) -> None:
    asked = understand(question)
    assert [authority.name for authority in asked.authorities] == authorities
    assert [window.first.year for window in asked.time.windows if window.first] == years
    assert asked.intent == intent
    if subject is not None:
        assert content_words(asked.subject) == content_words(subject)


@pytest.mark.parametrize(
    ("turns", "question", "authorities", "years", "subject"),
    [
        (
            ["How is early help in Hull in 2019?"],
            "and fostering?",
            [HULL],
            [2019],
            "fostering",
        ),
        (["How is early help in Hull in 2019?"], "and in 2022?", None, [2022], None),
        (["How is early help in Hull?"], "And Leeds?", ["Leeds"], [], None),
        (["Tell me about Sussex", "East Sussex"], "early help?", ["East Sussex"], [], "early help"),
        (["", "Early help in Hull"], "in 2019?", [HULL], [2019], "Early help"),
    ],
)
def test_a_follow_up_takes_what_it_leaves_unsaid_from_before(
    turns: list[str],
    question: str,
    authorities: list[str] | None,
    years: list[int],
    subject: str | None,
) -> None:
    asked = understand(question, turns)
    if authorities is not None:
        assert [authority.name for authority in asked.authorities] == authorities
    assert [window.first.year for window in asked.time.windows if window.first] == years
    if subject is not None:
        assert content_words(asked.subject) == content_words(subject)


def test_words_that_may_mean_several_authorities_are_asked_back() -> None:
    asked = understand("What did inspectors find in Sussex?")
    assert asked.authorities == ()
    assert asked.ambiguous
    assert {authority.name for authority in asked.ambiguous.authorities} == {
        "East Sussex",
        "West Sussex",
    }


def test_a_town_in_a_longer_name_is_not_taken_for_another_authority() -> None:
    for question, name in (
        ("early help in Nottinghamshire", "Nottinghamshire"),
        ("early help in Nottingham", "Nottingham"),
        ("early help in East Sussex", "East Sussex"),
        ("early help in Bath and North East Somerset", "Bath and North East Somerset"),
    ):
        assert [authority.name for authority in understand(question).authorities] == [name]


@pytest.mark.parametrize(
    "question",
    [
        "¿Qué dijeron los inspectores sobre la adopción?",
        "Qu'ont dit les inspecteurs sur les enfants placés à Middlesbrough ?",
    ],
)
def test_a_question_in_another_language_is_told_so(
    question: str, letter_assistant: Assistant
) -> None:
    answer = letter_assistant.ask(question)
    assert (answer.status, answer.reason) == ("refused", "no_evidence")
    assert "in English" in answer.lead


def test_a_place_that_is_no_authority_is_not_a_question_about_everywhere(
    letter_assistant: Assistant,
) -> None:
    answer = letter_assistant.ask("early help in Guildford")
    assert (answer.status, answer.reason) == ("refused", "no_authority")
