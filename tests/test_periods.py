"""What a question says of time, and which of an authority's documents it means by it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.periods import AskedTime, read_time, spans_years, time_name, told_from
from assistant.scope import resolve
from assistant.understand import Understood
from assistant.windows import Window
from corpus.types import Authority, Document, Judgement, Kind

TODAY = date(2026, 9, 1)

# Windows


@pytest.mark.parametrize(
    ("question", "windows"),
    [
        ("What did they find in 2019?", "2019-01-01/2019-12-31"),
        ("the letter of August 2022", "2022-08-01/2022-08-31"),
        ("the letter of 17 August 2022", "2022-08-17/2022-08-17"),
        ("on 13 and 14 July 2022", "2022-07-13/2022-07-14"),
        ("on 13/07/2022", "2022-07-13/2022-07-13"),
        ("on July 13, 2022", "2022-07-13/2022-07-13"),
        ("on 2022-07-13", "2022-07-13/2022-07-13"),
        ("30 September to 11 October 2024", "2024-09-30/2024-10-11"),
        ("March to May 2023", "2023-03-01/2023-05-31"),
        ("in 01/2024", "2024-01-01/2024-01-31"),
        ("in Jan 24", "2024-01-01/2024-01-31"),
        ("in '19", "2019-01-01/2019-12-31"),
        ("what changed since 2021", "2021-01-01/"),
        ("since the inspection in 2021", "2021-01-01/"),
        ("since they were judged inadequate in 2021", "2021-01-01/"),
        ("2021 onwards", "2021-01-01/"),
        ("after 2021", "2022-01-01/"),
        ("from 2016 to now", "2016-01-01/"),
        ("from 2022 on, what is the story?", "2022-01-01/"),
        ("the letter from 2022 on fostering", "2022-01-01/2022-12-31"),
        ("from the 2016 inspection up to 2024", "2016-01-01/2024-12-31"),
        ("each visit from 2019 to 2023", "2019-01-01/2023-12-31"),
        ("from january 2018 up to the newest report", "2018-01-01/"),
        ("from the 2018 full inspection through to 2025", "2018-01-01/2025-12-31"),
        ("from the 2019 visit to the 2021 one", "2019-01-01/2021-12-31"),
        ("between 2019 and now", "2019-01-01/"),
        ("inspection by inspection from 2015", "2015-01-01/"),
        ("how has it changed from 2015", "2015-01-01/"),
        ("the report from 2015: has it changed?", "2015-01-01/2015-12-31"),
        ("poor in 2019; any better since then?", "2019-01-01/"),
        ("two years after the 2018 inspection", "2020-01-01/2020-12-31"),
        ("before 2018", "/2017-12-31"),
        ("before the 2018 inspection", "/2017-12-31"),
        ("2018 and earlier", "/2018-12-31"),
        ("up to 2018", "/2018-12-31"),
        ("by summer 2025", "2025-06-01/2025-08-31"),
        ("between 2018 and 2023", "2018-01-01/2023-12-31"),
        ("between the 2018 and 2023 inspections", "2018-01-01/2023-12-31"),
        ("from 2016 to 2019", "2016-01-01/2019-12-31"),
        ("2016–19", "2016-01-01/2019-12-31"),
        ("2016-2019", "2016-01-01/2019-12-31"),
        ("2016 and 2019", "2016-01-01/2016-12-31 2019-01-01/2019-12-31"),
        ("from 2015 through 2018 to 2024", "2015-01-01/2018-12-31 2024-01-01/2024-12-31"),
        ("in early 2020", "2020-01-01/2020-04-30"),
        ("in the summer of 2018", "2018-06-01/2018-08-31"),
        ("winter 2021", "2020-12-01/2022-02-28"),
        ("the autumn term of 2022", "2022-09-01/2022-12-31"),
        ("spring term 2022/23", "2023-01-01/2023-04-30"),
        ("Q3 2023", "2023-07-01/2023-09-30"),
        ("Q4 2023/24", "2024-01-01/2024-03-31"),
        ("in 2019/20", "2019-04-01/2020-03-31"),
        ("in 21/22", "2021-04-01/2022-03-31"),
        ("in February 2024", "2024-02-01/2024-02-29"),
        ("on 31 February 2025", "2025-02-01/2025-02-28"),
        ("three years ago", "2023-01-01/2023-12-31"),
        ("last year's inspection", "2025-01-01/2025-12-31"),
        ("the year before last", "2024-01-01/2024-12-31"),
        ("this year", "2026-01-01/2026-12-31"),
        ("last winter", "2025-12-01/2026-02-28"),
        ("in the last five years", "2021-09-01/"),
        ("over the past decade", "2016-09-01/"),
        ("in the past 18 months", "2025-03-01/"),
        ("post-Covid", "2021-07-19/"),
        ("since the pandemic", "2020-03-23/"),
        ("pre-covid", "/2020-03-22"),
        ("during lockdown", "2020-03-23/2021-07-18"),
        ("in 2022, what was said of visits during the pandemic?", "2022-01-01/2022-12-31"),
        ("how many lost their flat last year, in the 2019 report", "2019-01-01/2019-12-31"),
    ],
)
def test_a_stretch_of_time(question: str, windows: str) -> None:
    time = read_time(question, TODAY)
    assert (_spelt(time.windows), time.order) == (windows, None)


@pytest.mark.parametrize(
    "question",
    [
        "How is early help?",
        "Who lives at 12019 High Street?",
        "URN 80523",
        "2,022 children",
        "over 2000 children",
        "£2020 a week",
        "'16 and 17 year olds' with nowhere to live",
        "may 16 and 17 year olds stay put?",
        "in 16/17 year olds with nowhere to live",
        "Is a child seen within six months after leaving care?",
        "Do some spend a year on remand?",
        "24/7 support",
        "Were first visits to children on time?",
        "Do they act at the earliest opportunity?",
        "What has changed after the new director came?",
    ],
)
def test_what_is_no_time(question: str) -> None:
    time = read_time(question, TODAY)
    assert (time.windows, time.order, time.spans) == ((), None, ())


def test_words_that_say_what_is_asked_about_stay_in_the_subject() -> None:
    assert read_time("How did visits go on during lockdown?", TODAY).spans == ()
    [(start, end)] = read_time("How is early help post-Covid?", TODAY).spans
    assert (start, end) == (18, 28)


# Orders


@pytest.mark.parametrize(
    ("question", "order", "count"),
    [
        ("the latest inspection", "latest", 1),
        ("newest report pls", "latest", 1),
        ("when Ofsted came, most recently", "latest", 1),
        ("the last two inspections", "latest", 2),
        ("the three most recent reports", "latest", 3),
        ("is it good now?", "current", 1),
        ("the current position", "current", 1),
        ("and the one before that?", "previous", 1),
        ("the previous inspection", "previous", 1),
        ("the inspection before 2018", "previous", 1),
        ("what did the next inspection find?", "next", 1),
        ("was it so when they came back?", "next", 1),
        ("two inspections ago", "ago", 2),
        ("the last but one inspection", "ago", 2),
        ("the last inspection but one", "ago", 2),
        ("and a year later?", "next", 1),
        ("and two years on?", "next", 2),
        ("and three years earlier?", "previous", 3),
        ("and since then?", "later", 1),
        ("when they were last inspected", "latest", 1),
        ("before the latest inspection", "ago", 2),
        ("the first ILACS", "first", 1),
        ("the earliest report", "first", 1),
        ("the second monitoring visit", "nth", 2),
        ("the 3rd inspection", "nth", 3),
        ("since the last full inspection", "since", 1),
    ],
)
def test_an_order_of_inspections(question: str, order: str, count: int) -> None:
    time = read_time(question, TODAY)
    assert (time.order, time.count) == (order, count)
    assert all(question[start:end].strip() for start, end in time.spans)


@pytest.mark.parametrize(
    ("question", "grade"),
    [
        ("since they were judged inadequate", "inadequate"),
        ("since Ambershire was rated requires improvement", "requires improvement"),
        ("since becoming outstanding", "outstanding"),
        ("since its inadequate judgement", "inadequate"),
    ],
)
def test_since_a_grade(question: str, grade: str) -> None:
    time = read_time(question, TODAY)
    assert (time.order, time.grade) == ("since", grade)


@pytest.mark.parametrize(
    ("question", "means"),
    [
        ("the 2022 inspection", "inspection"),
        ("the March 2023 report", "inspection"),
        ("the 2022 visit", "visit"),
        ("the letter of 17 August 2022", "visit"),
        ("the focused visit in 2022", "visit"),
        ("were visits to children on time in 2022?", None),
        ("letters before proceedings in 2022", None),
        ("What did inspectors find in 2022?", None),
    ],
)
def test_an_inspection_or_a_visit_is_said(question: str, means: str | None) -> None:
    assert read_time(question, TODAY).means == means


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("in 2019", "2019"),
        ("since the summer of 2018", "since June 2018"),
        ("before 2018", "up to 2017"),
        ("on 13 and 14 July 2022", "13–14 July 2022"),
        ("December 2020 to February 2021", "December 2020 to February 2021"),
        ("the last two inspections", "the last 2"),
        ("two inspections ago", "the latest but 1"),
        ("the second monitoring visit", "the second"),
        ("since they were judged inadequate", "since it was last judged inadequate"),
        ("and the year before?", "the year before"),
        ("and two years on?", "2 years after"),
        ("poor in 2018, was it fixed by the visit after?", "2018, and the one after"),
        ("the last inspection before covid", "the latest, up to 22 March 2020"),
    ],
)
def test_the_time_in_words(question: str, name: str) -> None:
    assert time_name(read_time(question, TODAY)) == name


def test_several_years_are_a_history() -> None:
    for question in ("since 2018", "2016 and 2019", "the last two inspections", "in 2017-18"):
        assert spans_years(read_time(question, TODAY))
    for question in ("in 2018", "two inspections ago", "the second monitoring visit", "March 2020"):
        assert not spans_years(read_time(question, TODAY))


# Which documents are meant


def _document(
    name: str, kind: Kind, visit: str, published: str, overall: str | None = None
) -> Document:
    first = date.fromisoformat(visit)
    grades = (Judgement("overall", overall, 0, 4),) if overall else ()
    return Document(
        name,
        "0" * 64,
        kind,
        "",
        authority="Ambershire",
        urn="1",
        visits=((first, first),),
        published=date.fromisoformat(published),
        judgements=grades,
    )


HELD = [
    _document("sif15", "sif", "2015-06-01", "2015-08-01", "inadequate"),
    _document("monitoring16", "monitoring_visit", "2016-02-01", "2016-03-01"),
    _document("monitoring17", "monitoring_visit", "2017-02-01", "2017-03-01"),
    _document("ilacs18", "ilacs", "2018-11-01", "2019-01-05", "requires improvement"),
    _document("focused19", "focused_visit", "2019-10-01", "2019-11-01"),
    _document("focused22", "focused_visit", "2022-02-01", "2022-03-15"),
    _document("ilacs22", "ilacs", "2022-09-01", "2022-11-01", "good"),
    _document("focused24", "focused_visit", "2024-05-01", "2024-06-01"),
]
LETTERS = {
    "monitoring16": "This was the second monitoring visit since the judgement",
    "monitoring17": "This was the fifth monitoring visit since the judgement",
}


def _meant(question: str, time: AskedTime | None = None, kinds: tuple[Kind, ...] = ()) -> str:
    asked = Understood(
        question,
        "early help",
        authorities=(Authority("1", "Ambershire"),),
        time=time or read_time(question, TODAY),
        kinds=kinds,
        by_publication="report" in question,
    )
    resolved = resolve(asked, HELD, text_of=lambda name: LETTERS.get(name, ""))
    return " ".join(d.name for d in reversed(resolved.documents)) or str(resolved.reason)


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("in 2022", "focused22 ilacs22"),
        ("at the 2022 inspection", "ilacs22"),
        ("in the letter of 2022", "focused22"),
        ("in 2019", "focused19"),
        ("in the 2019 report", "ilacs18"),
        ("the visit in 2018", "ilacs18"),
        ("in March 2022", "focused22"),
        ("on 15 March 2022", "focused22"),
        ("on 3 February 2022", "focused22"),
        ("in June 2022", "ilacs22"),
        ("in 2020", "no_inspection"),
        ("in March 2021", "no_inspection"),
        ("since 2019", "focused19 focused22 ilacs22 focused24"),
        ("every inspection since 2018", "ilacs18 focused19 focused22 ilacs22 focused24"),
        ("from one visit to the next since 2019", "focused19 focused22 ilacs22 focused24"),
        ("at the winter 2022 inspection", "ilacs22"),
        ("before 2016", "sif15"),
        ("between the 2018 and 2022 inspections", "ilacs18 focused19 focused22 ilacs22"),
        ("from the 2019 report to the 2022 visit", "ilacs18 focused19 focused22"),
        ("better now than in 2018?", "ilacs18 ilacs22 focused24"),
        ("compare the 2018 inspection with the latest one", "ilacs18 ilacs22"),
        ("poor in 2018, was it fixed by the visit after?", "ilacs18 focused19"),
        ("poor in 2018, was it fixed by the next inspection?", "ilacs18 ilacs22"),
        ("poor in 2018. What did the next inspection find?", "ilacs22"),
        ("was it fixed by the next inspection, in 2022?", "ilacs22"),
        ("in 2018, and a year later had it improved?", "ilacs18 focused19"),
        ("the last inspection before covid", "ilacs18"),
        ("the first inspection after covid", "ilacs22"),
        ("the first visit since the 2018 inspection", "focused19"),
        ("the last visit before 2022", "focused19"),
        ("the last two visits", "ilacs22 focused24"),
        ("the latest", "ilacs22"),
        ("the latest visit", "focused24"),
        ("how is it now", "ilacs22 focused24"),
        ("the last two inspections", "ilacs18 ilacs22"),
        ("two inspections ago", "ilacs18"),
        ("the first inspection", "sif15"),
        ("the second inspection", "ilacs18"),
        ("the seventh inspection", "no_inspection"),
        ("since the last full inspection", "focused24"),
        (
            "since they were judged inadequate",
            "monitoring16 monitoring17 ilacs18 focused19 focused22 ilacs22 focused24",
        ),
        ("since they were judged outstanding", "no_inspection"),
        ("the inspection before 2018", "sif15"),
        ("the one after the 2018 one", "ilacs22"),
        ("the previous inspection", "ilacs18"),
        ("post-Covid", "focused22 ilacs22 focused24"),
    ],
)
def test_the_documents_that_a_time_means(question: str, documents: str) -> None:
    assert _meant(question) == documents


def test_a_kind_that_tells_an_end_narrows_nothing_and_one_of_each_visit_does() -> None:
    full: tuple[Kind, ...] = ("ilacs", "sif")
    all_since = "ilacs18 focused19 focused22 ilacs22 focused24"
    assert _meant("since the 2018 full inspection", kinds=full) == all_since
    assert _meant("from the 2018 full inspection to 2019", kinds=full) == "ilacs18 focused19"
    assert _meant("since the last full inspection", kinds=full) == "focused24"
    assert _meant("each full inspection since 2018", kinds=full) == "ilacs18 ilacs22"


def test_a_monitoring_visit_is_the_one_that_its_letter_says_it_is() -> None:
    kinds: tuple[Kind, ...] = ("monitoring_visit",)
    assert _meant("the second monitoring visit", kinds=kinds) == "monitoring16"
    assert _meant("the fifth monitoring visit", kinds=kinds) == "monitoring17"
    assert _meant("the first monitoring visit", kinds=kinds) == "no_inspection"


@pytest.mark.parametrize(
    ("messages", "documents"),
    [
        (["in 2022", "and the one before that?"], "ilacs18"),
        (["in 2022", "and the one before that?", "and the one before that?"], "sif15"),
        (["in 2018", "and the year after?"], "focused19"),
        (["the 2015 inspection", "the next inspection?"], "ilacs18"),
        (["two inspections ago", "and the one before that?"], "sif15"),
        (["the first inspection", "and the next one?"], "ilacs18"),
        (["in 2022", "and the year before"], "no_inspection"),
        (["in 2018", "and a year later?"], "focused19"),
        (["in 2019", "and three years on?"], "focused22 ilacs22"),
        (["in 2018", "18 months later?"], "focused19"),
        (["in 2018", "the following inspection?"], "ilacs22"),
        (["in 2018", "what about since then?"], "focused19 focused22 ilacs22 focused24"),
        (["in the 2022 letter", "and at the next inspection?"], "ilacs22"),
    ],
)
def test_a_follow_up_is_told_from_what_the_talk_was_of(messages: list[str], documents: str) -> None:
    time = AskedTime()
    for message in messages:
        time = told_from(time, read_time(message, TODAY))
    assert _meant(messages[-1], time) == documents


def test_what_came_out_in_the_year_is_named_beside_the_visit_of_that_year() -> None:
    asked = Understood(
        "early help in 2019",
        "early help",
        authorities=(Authority("1", "Ambershire"),),
        time=read_time("in 2019"),
    )
    resolved = resolve(asked, HELD)
    assert [d.name for d in resolved.documents] == ["focused19"]
    assert "ILACS inspection, 1 November 2018 (published 5 January 2019)" in resolved.also


def test_of_two_authorities_one_that_is_not_held_does_not_silence_the_other() -> None:
    asked = Understood(
        "Ambershire and Camden",
        "early help",
        authorities=(Authority("1", "Ambershire"), Authority("2", "Camden")),
    )
    resolved = resolve(asked, HELD)
    assert len(resolved.documents) == len(HELD)
    assert "No letter or report about Camden is held here." in resolved.note


def test_nothing_later_than_the_last_inspection_is_said() -> None:
    asked = Understood(
        "what has changed since the last full inspection",
        "",
        authorities=(Authority("1", "Ambershire"),),
        time=read_time("since the last full inspection"),
    )
    resolved = resolve(asked, [d for d in HELD if d.name != "focused24"])
    assert [d.name for d in resolved.documents] == ["ilacs22"]
    assert "Nothing held is later than this inspection" in resolved.note


def _spelt(windows: tuple[Window, ...]) -> str:
    return " ".join(f"{w.first or ''}/{w.last or ''}" for w in windows)


@pytest.mark.parametrize(
    ("words", "today", "first"),
    [
        ("this winter", date(2025, 12, 5), date(2025, 12, 1)),
        ("last winter", date(2025, 12, 5), date(2024, 12, 1)),
        ("last winter", date(2025, 1, 15), date(2023, 12, 1)),
        ("this winter", date(2025, 1, 15), date(2024, 12, 1)),
        ("last summer", date(2025, 7, 1), date(2024, 6, 1)),
    ],
)
def test_a_season_goes_by_the_day_on_which_it_is_asked(
    words: str, today: date, first: date
) -> None:
    [window] = read_time(f"early help in Leeds {words}", today).windows
    assert window.first == first
