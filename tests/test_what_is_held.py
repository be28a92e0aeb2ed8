"""Which inspections and visits there have been, from the register and what is held."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.citations import visit_name
from assistant.scope import Filters, searched
from assistant.understand import understand
from assistant.what_is_held import asks_for_visits, visits_answer
from corpus.register import known_documents
from corpus.types import Answer, Document


def every_known(*held: str) -> list[Document]:
    """The register's, newest first; those of the authorities named as if they were held."""
    known = (replace(d, sha256="0" * 64) if d.authority in held else d for d in known_documents())
    return searched(known, Filters())


def told(question: str, *turns: str, held: tuple[str, ...] = ()) -> Answer:
    asked = understand(question, turns)
    assert (asked.intent, asks_for_visits(asked)) == ("visits", True)
    answer = visits_answer(asked, every_known(*held), {})
    assert not answer.quotes
    assert not answer.passages
    assert answer.lead.startswith("Whose") or "there may be others" in answer.notes[-1]
    return answer


def own(authority: str, *kinds: str) -> list[str]:
    return [
        visit_name(d)
        for d in every_known()
        if d.authority == authority and (not kinds or d.kind in kinds)
    ]


def lines(answer: Answer) -> list[str]:
    """What is listed, without the sentences before and after."""
    return answer.lead.split("\n\n")[1:-1]


@pytest.mark.parametrize(
    "question",
    [
        "which inspections of Luton do you hold?",
        "list all inspections of Luton",
        "how many times has Luton been inspected?",
        "what reports do you have for Luton?",
        "what do you hold on Luton?",
        "dates of all inspections of Luton",
        "when was Luton inspected?",
        "what inspections has Luton had?",
        "tell me what inspections Luton has had",
    ],
)
def test_what_there_is_of_an_authority_is_listed_and_counted(question: str) -> None:
    answer = told(question, held=("Luton",))
    assert answer.status == "answered"
    assert answer.lead.startswith(f"Luton: {len(own('Luton'))} inspections and visits (")
    assert "All are held here." in answer.lead
    assert "from the register of inspections and what is held, not a quotation" in answer.lead
    assert [line.split(" (")[0] for line in lines(answer)] == [
        name.split(" (")[0] for name in own("Luton")
    ]
    assert any(line.endswith("Overall effectiveness: good.") for line in lines(answer))


def test_visits_of_a_kind_are_counted_and_a_follow_up_counts_anothers() -> None:
    question = "how many focused visits has Wokingham had?"
    number = len(own("Wokingham", "focused_visit"))
    assert told(question).lead.startswith(f"Wokingham: {number} focused visits. ")
    number = len(own("Luton", "focused_visit"))
    assert told("and Luton?", question).lead.startswith(f"Luton: {number} focused visits. ")


def test_what_is_not_held_is_said_and_where_to_get_it() -> None:
    answer = told("has Leeds had a JTAI?")
    assert "Leeds: 1 joint targeted area inspection. Not held here." in answer.lead
    [line] = lines(answer)
    assert line.endswith(". Not held; its report: reports.ofsted.gov.uk, under Leeds (URN 80481)")


@pytest.mark.parametrize(
    "question",
    [
        "when was Wigan last inspected?",
        "when was Wigan's last inspection?",
        "what is the date of the latest inspection of Wigan",
        "when was it last inspected?",
    ],
)
def test_when_an_authority_was_last_inspected(question: str) -> None:
    answer = told(question, "early help in Wigan")
    [line] = lines(answer)
    assert line.startswith("Wigan, ILACS inspection, 6–17 October 2025")


def test_visits_since_the_last_full_inspection_are_named_beside_it() -> None:
    days = {d.urn: d for d in reversed(every_known()) if d.kind == "ilacs"}
    later = next(d for d in every_known() if d.urn in days and d.last_day > days[d.urn].last_day)
    answer = told(f"when was {later.authority} last inspected?")
    assert any(visit_name(later) in note for note in answer.notes)


@pytest.mark.parametrize(
    "question",
    [
        "did Leeds have a monitoring visit in 2022?",
        "has Wigan had any visits since the last full inspection?",
        "which inspections have there been of Wigan in 2016?",
    ],
)
def test_none_of_that_time_and_kind_is_said(question: str) -> None:
    answer = told(question, held=("Leeds", "Wigan"))
    assert (answer.status, answer.reason) == ("refused", "no_inspection")
    assert "is held or in the register for the time asked about" in answer.lead
    assert answer.notes[0].startswith("What is held: ")


def test_an_authority_of_which_nothing_is_known() -> None:
    answer = told("do you have any reports on Camden?")
    assert (answer.status, answer.reason) == ("refused", "no_authority")
    assert answer.lead == "No inspection or visit of Camden is held or in the register."
    assert "Ofsted’s reports are on reports.ofsted.gov.uk, under Camden" in answer.notes[0]


def test_all_authorities_that_had_one() -> None:
    answer = told("which authorities have had a JTAI since 2022?")
    names = {line.split(", joint targeted")[0] for line in lines(answer)}
    since = {d.authority for d in every_known() if d.kind == "jtai" and (d.year or 0) >= 2022}
    assert names == since
    assert told("how many JTAIs have there been in London?").lead.startswith("London, ")


def test_too_many_to_list_are_counted() -> None:
    answer = told("how many inspections do you hold?")
    assert f"{len(known_documents())} inspections and visits (" in answer.lead
    assert "Name an authority, or a year, to have them listed." in answer.lead


def test_nobodys_inspections_are_asked_back() -> None:
    assert told("when was it last inspected?").lead.startswith("Whose inspections and visits?")


@pytest.mark.parametrize(
    ("question", "turns"),
    [
        ("which inspections of Luton mention neglect?", ()),
        ("when was early help inspected in Leeds?", ()),
        ("when did inspectors visit Leeds and what did they find?", ()),
        ("how many visits did social workers make in Leeds?", ()),
        ("have there been any visits to children in Leeds?", ()),
        ("what did the last one say?", ("how many focused visits has Wokingham had?",)),
        ("which authorities have not had a JTAI?", ()),
        ("has Guildford had a JTAI?", ()),
    ],
)
def test_what_asks_for_more_than_dates_is_no_list(question: str, turns: tuple[str, ...]) -> None:
    asked = understand(question, turns)
    assert asked.intent != "visits" or not asks_for_visits(asked)
