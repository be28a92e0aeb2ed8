"""Questions to ask next, and what users say of answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.citations import make_quote
from assistant.feedback import (
    LONGEST_WORD,
    Feedback,
    feedback_file,
    feedback_on,
    keep_feedback,
    read_feedback,
)
from assistant.suggestions import MOST, suggestions
from corpus.types import Answer, Document, Kind, Passage, QuoteGroup, RankedPassage, Scope

EARLY_HELP = "Early help is timely. Early help is well led."


def visit(year: int, kind: Kind = "focused_visit", text: str = EARLY_HELP) -> Document:
    day = date(year, 6, 1)
    return Document(f"{year}.pdf", "0" * 64, kind, text, authority="Leeds", visits=((day, day),))


class Held:
    """A library whose documents have two passages each, both of the document's whole text."""

    def __init__(self, *documents: Document, section: tuple[str, ...] = ()) -> None:
        self._documents = list(documents)
        self._section = section

    def documents(self) -> list[Document]:
        return self._documents

    def passages(self, names: Iterable[str] | None = None) -> list[Passage]:
        wanted = set(names or ())
        return [
            Passage(f"{d.name} {n}", d.name, 0, len(d.text), d.text, "body", self._section)
            for d in self._documents
            if d.name in wanted
            for n in (1, 2)
        ]

    def find_words(
        self, words: Sequence[str], names: Iterable[str] | None, most: int
    ) -> list[RankedPassage]:
        found = self.passages(names)
        return [RankedPassage(p, 1.0) for p in found if any(w in p.text.lower() for w in words)]


def answered(*quoted: Document, intent: str = "passages", tone: str | None = None) -> Answer:
    scope = Scope(("Leeds",), practice_areas=("early help",), intent=intent, tone=tone)
    groups = tuple(QuoteGroup(d.name, (make_quote(d, 0, 5),)) for d in quoted)
    return Answer("What of early help in Leeds?", "answered", None, scope, "", groups)


def test_the_latest_visit_and_the_one_before_are_suggested_where_they_tell_of_the_area() -> None:
    newest, middle, older = visit(2024), visit(2021), visit(2018)
    silent = visit(2023, text="Caseloads are high. Caseloads vary.")
    led_to = suggestions(answered(middle), Held(older, silent, newest, middle))

    assert led_to[:2] == (
        "What did the focused visit of 2024 say about early help in Leeds?",
        "What did the focused visit of 2018 say about early help in Leeds?",
    )
    assert not any("2023" in question for question in led_to)


def test_a_visit_is_told_by_its_month_where_the_year_had_two_of_the_kind() -> None:
    day = date(2018, 11, 6)
    other = Document(
        "b.pdf", "1" * 64, "focused_visit", EARLY_HELP, authority="Leeds", visits=((day, day),)
    )
    led_to = suggestions(answered(visit(2018)), Held(visit(2018), other))

    assert led_to[0] == "What did the focused visit of November 2018 say about early help in Leeds?"


def test_what_needs_to_improve_is_suggested_only_where_there_is_such_a_list() -> None:
    report = visit(2024, "ilacs")
    listed = Held(report, section=("What needs to improve",))
    question = "What needs to improve in Leeds?"

    assert question in suggestions(answered(report), listed)
    assert question not in suggestions(answered(report), Held(report))
    assert question not in suggestions(answered(report, intent="improve"), listed)


def test_criticism_is_suggested_after_praise_where_there_is_some() -> None:
    praised = visit(2024)
    criticised = visit(2024, text="Early help is poor and inconsistent. Delays are too long.")
    question = "What did inspectors criticise about early help in Leeds?"

    assert question in suggestions(answered(criticised, tone="praise"), Held(criticised))
    assert question not in suggestions(answered(praised, tone="praise"), Held(praised))


def test_nothing_is_suggested_of_an_authority_of_which_nothing_is_held() -> None:
    assert suggestions(answered(), Held()) == ()


def test_what_is_suggested_of_the_bundled_letter_has_an_answer(
    letter_assistant: Assistant,
) -> None:
    question = "What did inspectors say about early help in Middlesbrough?"
    led_to = suggestions(letter_assistant.ask(question), letter_assistant.catalogue)

    assert 0 < len(led_to) <= MOST
    assert question not in led_to
    for next_question in led_to:
        assert letter_assistant.ask(next_question).quotes


# Feedback


def said(word: str = "", verdict: str = "wrong source") -> Feedback:
    document = visit(2024)
    now = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
    return feedback_on(answered(document), ["Leeds?"], verdict, word, [document], now)


def test_feedback_is_read_back_as_it_was_kept(tmp_path: Path) -> None:
    one = said("Not “early help”,\nbut 2019")
    keep_feedback(tmp_path, one)
    kept, unread = read_feedback(tmp_path)

    assert (kept, unread) == ([one], 0)
    assert kept[0].word == "Not “early help”, but 2019"
    assert kept[0].quotes[0].document == "2024.pdf"


def test_a_word_has_its_limit_and_a_verdict_is_one_of_three() -> None:
    assert len(said("x" * 9_999).word) == LONGEST_WORD
    with pytest.raises(ValueError, match="right, wrong"):
        said(verdict="maybe")


def test_many_at_once_keep_whole_lines(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as several:
        list(several.map(lambda n: keep_feedback(tmp_path, said(str(n))), range(40)))
    kept, unread = read_feedback(tmp_path)

    assert sorted(int(one.word) for one in kept) == list(range(40))
    assert unread == 0


def test_a_line_cut_short_costs_no_other(tmp_path: Path) -> None:
    keep_feedback(tmp_path, said("first"))
    with feedback_file(tmp_path).open("a", encoding="utf-8") as file:
        file.write(json.dumps({"time": "2026"})[:-1])
    keep_feedback(tmp_path, said("last"))
    kept, unread = read_feedback(tmp_path)

    assert [one.word for one in kept] == ["first", "last"]
    assert unread == 1
