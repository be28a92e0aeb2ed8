"""Which of an authority's documents are of the time that a question means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.periods import AskedTime
from assistant.structured import areas_asked
from assistant.understand import Understood
from assistant.windows import Means, Window, days_of_year
from corpus.types import FULL_INSPECTIONS, LETTERS, Document

#: Days by which a month named and the days of a visit or letter may miss each other: a letter
#: comes out four to seven weeks after its visit, and users name either month.
_NEAR = timedelta(days=10)

#: A window of fewer days names one inspection, if not quite its days.
_ONE_INSPECTION = timedelta(days=200)

#: Days by which "two years on" may miss.
_HALF_A_YEAR = timedelta(days=183)


def of_time(
    asked: Understood, newest: Sequence[Document], every: Sequence[Document] | None = None
) -> list[Document]:
    """Those of the documents, given and returned newest first, of the time that is asked about.

    `every` has the documents of all kinds from which "since the last full inspection" and "the
    visit before that" are told, newest first; by default `newest` itself.
    """
    time = asked.time
    if not time.windows and not time.order:
        return list(newest)
    chosen: list[Document] = []
    for urn in dict.fromkeys(d.urn for d in newest):
        own = [d for d in newest if d.urn == urn]
        if time.order:
            theirs = [d for d in every or newest if d.urn == urn]
            chosen += _of_order(asked, own, theirs)
        else:
            chosen += [d for w in _windows_of(asked, urn) for d in _in_window(own, w, asked)]
    return sorted(set(chosen), key=lambda d: d.last_day, reverse=True)


def days_of(document: Document) -> list[tuple[date, date]]:
    """The periods and days by which users name a document: its visits first."""
    return [*document.visits, *_issued(document)]


def overlap(days: tuple[date, date], window: Window) -> bool:
    """Whether a period, from its first day to its last, has a day in a window."""
    return (window.last is None or days[0] <= window.last) and (
        window.first is None or days[1] >= window.first
    )


def anchor(time: AskedTime, newest: Sequence[Document]) -> Document | None:
    """The full inspection of one authority that "since" is told from."""
    full = (d for d in newest if d.kind in FULL_INSPECTIONS)
    return next((d for d in full if time.grade in (None, _overall(d))), None)


def _overall(document: Document) -> str | None:
    return next((j.grade for j in document.judgements if j.area == "overall"), None)


def _issued(document: Document) -> list[tuple[date, date]]:
    return [(day, day) for day in (document.letter_date, document.published) if day]


def _windows_of(asked: Understood, urn: str | None) -> Sequence[Window]:
    """The windows asked about of an authority: its own, in "Bexley 2023 vs Sefton 2025"."""
    windows = asked.time.windows
    if not asked.paired or len(windows) != len(asked.authorities):
        return windows
    return [w for a, w in zip(asked.authorities, windows, strict=True) if a.urn == urn]


def _of_order(
    asked: Understood, own: Sequence[Document], every: Sequence[Document]
) -> Sequence[Document]:
    """Of one authority's documents those that "latest", "first", "the one before" mean.

    "Inspection" means a full one if there is any.
    """
    time = asked.time
    if time.both:
        named = _talked_of(asked, own)
        alone = time if time.order in ("next", "previous") else replace(time, windows=())
        return [*named, *_of_order(replace(asked, time=replace(alone, both=False)), own, every)]
    if time.windows and time.order in ("latest", "current", "first", "nth"):
        own = [d for w in time.windows for d in _in_window(own, w, asked)]
    like = own
    if time.means != "visit" and not asked.kinds:
        like = [d for d in own if d.kind in FULL_INSPECTIONS] or own
    match time.order:
        case "latest":
            return like[: time.count]
        case "current":
            return [d for d in own if like and d.last_day >= like[0].last_day]
        case "ago":
            return like[time.count - 1 : time.count]
        case "first" | "nth":
            return like[::-1][time.count - 1 : time.count]
        case "since":
            start = anchor(time, every)
            later = [d for d in own if start and d.last_day > start.last_day]
            return later or [d for d in own if d == start]
        case "later":
            talked_of = _talked_of(asked, every) or like[:1]
            return [d for d in own if talked_of and d.last_day > _newest(talked_of)]
        case _:
            return _beside(asked, own, like, every)


def _talked_of(asked: Understood, every: Sequence[Document]) -> list[Document]:
    """What the times named mean by themselves."""
    alone = replace(asked, kinds=(), time=replace(asked.time, means=asked.time.told))
    return [d for w in asked.time.windows for d in _in_window(every, w, alone)]


def _newest(documents: Sequence[Document]) -> date:
    return max(d.last_day for d in documents)


def _beside(
    asked: Understood,
    own: Sequence[Document],
    like: Sequence[Document],
    every: Sequence[Document],
) -> Sequence[Document]:
    """The inspection after, or before, the one that the talk was of."""
    time = asked.time
    talked_of = _talked_of(asked, every)
    if time.by_year:
        days = [d.last_day for d in talked_of] or [w.first for w in time.windows if w.first]
        step = time.count if time.order == "next" else -time.count
        return _years_away(asked, own, min(days) if days else like[0].last_day, step)
    if time.order == "next":
        lasts = [d.last_day for d in talked_of] or [w.last for w in time.windows if w.last]
        later = [d for d in like if not lasts or d.last_day > max(lasts)][::-1]
        return later[time.count - 1 : time.count] if lasts else later[-1:]
    firsts = [d.last_day for d in talked_of] or [w.first for w in time.windows if w.first]
    end = min(firsts, default=like[0].last_day if like else date.min)
    return [d for d in like if d.last_day < end][time.count - 1 : time.count]


def _years_away(
    asked: Understood, own: Sequence[Document], day: date, step: int
) -> Sequence[Document]:
    """What is of the year so many years from a day; else what is about as long from it."""
    year = day.year + step
    if not date.min.year < year < date.max.year:
        return []
    away = {d: abs(d.last_day - day - timedelta(days=365 * step)) for d in own}
    near = sorted((d for d in own if away[d] <= _HALF_A_YEAR), key=lambda d: away[d])
    return _in_window(own, days_of_year(year), asked) or near[:1]


def _in_window(own: Sequence[Document], window: Window, asked: Understood) -> Sequence[Document]:
    """Of one authority's documents those visited in the window, else those published in it.

    A report or letter goes by publication first. Of both, "inspection" means the full one, "visit"
    the letter; a year in which only the safeguarding board was reviewed is also that of the report
    published then.
    """
    told_by_visits = window.opens_at or window.closes_at
    window = _from_visit_to_visit(own, window)
    visited = [d for d in own if any(overlap(days, window) for days in d.visits)]
    issued = [d for d in own if any(overlap(days, window) for days in _issued(d))]
    by_publication = asked.by_publication and not told_by_visits
    first, second = (issued, visited) if by_publication else (visited, issued)
    if not first and not second:
        return _nearest(own, window, asked) if asked.authorities else []
    if not asked.kinds and (wanted := _kinds_meant(asked)):
        for documents in (first, second):
            if meant := [d for d in documents if d.kind in wanted]:
                return meant
    if all(d.kind == "lscb_review" for d in first) and not _of_board(asked):
        return [*first, *second]
    return first


def _from_visit_to_visit(own: Sequence[Document], window: Window) -> Window:
    """The window from the inspection or visit at which it opens to that at which it closes."""
    first, last = window.first, window.last
    if first and window.opens_at:
        year = Window(first, date(first.year, 12, 31))
        first = min((d.last_day for d in _named(own, year, window.opens_at)), default=first)
    if last and window.closes_at:
        year = Window(date(last.year, 1, 1), last)
        last = max((d.last_day for d in _named(own, year, window.closes_at)), default=last)
    return Window(first, last)


def _named(own: Sequence[Document], year: Window, means: Means) -> list[Document]:
    """The inspections, or the visits, of a time: visited then, else published then."""
    kinds = FULL_INSPECTIONS if means == "inspection" else LETTERS
    like = [d for d in own if d.kind in kinds]
    visited = [d for d in like if any(overlap(days, year) for days in d.visits)]
    return visited or [d for d in like if any(overlap(days, year) for days in _issued(d))]


def _of_board(asked: Understood) -> bool:
    """Whether the grade of a safeguarding board is asked for, and no authority's."""
    return asked.intent == "grade" and "lscb" in areas_asked(asked.wording or asked.question)


def _kinds_meant(asked: Understood) -> frozenset[str]:
    if asked.time.means == "inspection" or (asked.intent == "grade" and not _of_board(asked)):
        return frozenset(FULL_INSPECTIONS)
    return frozenset(LETTERS) if asked.time.means == "visit" else frozenset()


def _nearest(own: Sequence[Document], window: Window, asked: Understood) -> Sequence[Document]:
    """What a month or day that is not quite right must mean: the nearest of that year."""
    first, last = window.first, window.last
    if not first or not last or last - first > _ONE_INSPECTION:
        return []
    wide = Window(first - _NEAR, last + _NEAR)
    near = [d for d in own if any(overlap(days, wide) for days in d.visits)]
    year = Window(date(first.year, 1, 1), date(last.year, 12, 31))
    then = near or [d for d in own if any(overlap(days, year) for days in d.visits)]
    then = [d for d in then if d.kind in _kinds_meant(asked)] or then
    away = {d: min(_days_away(days, first, last) for days in d.visits) for d in then}
    return [d for d in then if away[d] == min(away.values())]


def _days_away(days: tuple[date, date], first: date, last: date) -> timedelta:
    return max(first - days[1], days[0] - last, timedelta(0))
