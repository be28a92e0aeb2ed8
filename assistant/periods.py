"""Which time a question means: windows of time, and "latest", "the one before", "the first"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.from_today import NUMBER, number, read_relative
from assistant.orders import EITHER, SORT, NamedOrder, Order, place_in, place_name, read_order
from assistant.stretches import means_of, read_calendar
from assistant.windows import Means, NamedWindow, Window, days_of_year, window_name
from corpus.dates import MONTH

__all__ = [
    "AskedTime",
    "Means",
    "Order",
    "Window",
    "place_in",
    "place_name",
    "read_time",
    "spans_years",
    "time_name",
    "told_from",
]

#: "the inspection before 2018", "the one after the 2019 one": an order, told from a year.
_ONE_BEFORE = re.compile(r"\b(?:one|inspection|visit|report|letter|time)\s+$", re.I)
#: "two years after the 2018 inspection"
_YEARS_BEFORE = re.compile(rf"\b(?:(?P<count>{NUMBER})\s+)?years?\s+$", re.I)
#: Without a time to tell it from, "a year later" opens or ends a message that follows another.
_OPENS = re.compile(
    r"\W*(?:(?:and|so|but|then|what|how|about|had|was|were|is|it|they)\b\W*)*", re.I
)

#: Orders that may be of a time named: "the last before 2020".
_OF_A_TIME = ("latest", "current", "first", "nth")
#: Between an order and the time of it: "the next inspection, in 2021".
_APPOSED = re.compile(
    rf"\W*(?:{SORT}{EITHER}\b)?\W*(?:(?:was|came|held|published)\s+)?(?:in |of |from |on )?\s*",
    re.I,
)
#: Asks of two visits whether something changed from one to the other.
_CHANGE = re.compile(
    r"\b(?:fix\w*|sort(?:ed)?|resolv\w+|address\w*|put right|better|worse|improv\w+|chang\w+"
    r"|progress\w*|still|moved on|come on|turned (?:\w+ )?a?round|differ\w*|compar\w+"
    r"|up or down|(?:up|down) (?:on|from))\b",
    re.I,
)
_AND = re.compile(r"\band\W+(?:again\W+)?(?:at |in )?$", re.I)
#: Between a time and "now" or "the latest", where both are meant.
_AGAINST = re.compile(r"\b(?:than|vs?|versus|against|compared?|and|with|or|to)\b", re.I)
#: Letters at most between the two.
_NEAR_BY = 30
#: More days than this are several years; "winter 2021", with both its winters, is one time.
_ONE_TIME = timedelta(days=460)

#: What may tell that a report or a visit of Ofsted's is meant, and no social worker's.
_MARK = (
    r"(?:the|this|that|its|their|last|latest|newest|recent|previous|next|first|full|short|which"
    r"|earliest|standard|graded|ofsted(?:['’]?s)?|inspectors['’]|20\d\d|['’]\d\d|one"
    rf"|{MONTH}|spring|summer|autumn|winter)"
)
_MEANS: tuple[tuple[Means, re.Pattern[str]], ...] = (
    (
        "visit",
        re.compile(
            rf"\b(?:focus+ed|monitoring|assurance)(?: ofsted)? (?:visit|letter)s?\b|\bjtais?\b"
            rf"|\b{_MARK} (?:visit|letter)\b(?! (?:to (?:children|families|parents)"
            r"|before (?!\d|the\b|that\b|it\b)))"
            rf"|\b(?:latest|newest|last|recent|previous|earliest)(?: {NUMBER})? (?:visit|letter)s\b"
            r"|\bvisits? (?:ago|before last|by visit|after)\b|\blast but one visit\b"
            r"|\bofsted(?:['’]?s)? (?:visit|letter)s?\b"
            rf"|\b(?:visit|letter)s?,? (?:in|of|from|dated) (?:\d|['’]|{MONTH})",
            re.IGNORECASE,
        ),
    ),
    (
        "inspection",
        re.compile(
            rf"\b(?:re-?)?inspections?\b|\bilacs\b|\b{_MARK} reports?\b"
            r"|\breports? (?:in|of|from) 20",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class AskedTime:
    """What a question says of time, and the spans of the words that say it."""

    windows: tuple[Window, ...] = ()
    """The stretches named. With "next", "later" and "previous", what the order is told from; with
    others, the time within which it counts."""
    order: Order | None = None
    """"latest": the last `count`. "current": the last full inspection and the visits since.
    "ago": the one that is `count`th from the last, which is the first. "next", "previous": the
    `count`th after or before what `windows` name, or before the latest. "later": all after that.
    "first", "nth": the `count`th of its kind. "since": after the last full inspection, or the last
    judged `grade`."""
    count: int = 1
    spans: tuple[tuple[int, int], ...] = ()
    by_year: bool = False
    """ "next" and "previous" count calendar years: "the year before"."""
    grade: str | None = None
    """Of "since": the overall grade that the inspection gave, in the words of the contract."""
    means: Means | None = None
    """Whether "inspection" or "report" is said, or "visit" or "letter": which of a time's. None
    of a stretch of years, in which "each visit" means full inspections as well."""
    told: Means | None = None
    """Which of a time's an order is told from, in the same way."""
    both: bool = False
    """What `windows` name is meant besides: "was it fixed at the next visit?", "2019 v now"."""


def read_time(question: str, today: date | None = None) -> AskedTime:
    """The times that a question names, in the order in which it names them.

    `today` (by default the day it is) is what "last year" is told from.
    """
    day = today or date.today()
    named = read_calendar(question, day)
    order = read_order(_blanked(question, named))
    if not named and (order is None or order.order in _OF_A_TIME):
        # "in the last five years", "at the latest, last year", "the first inspection after Covid"
        named = read_relative(question, day)
        order = order or read_order(_blanked(question, named))
    means = _means(question) if len(named) < 2 or not _means_both(question) else None
    time = AskedTime(
        tuple(n.window for n in named),
        spans=tuple((n.start, n.end) for n in named if not n.is_subject),
        means=None if any(_is_stretch(n.window) for n in named) else means,
    )
    if told := _told_from(question, named):
        return replace(time, order=told.order, windows=told.windows, means=means)
    if order is None or (not named and not _is_of_before(question, order)):
        return time
    ordered = AskedTime(
        order=order.order,
        count=order.count,
        spans=((order.start, order.end), *time.spans),
        by_year=order.by_year,
        grade=order.grade,
        means=time.means or ("visit" if order.by_month else None),
    )
    return _of_both(question, time, ordered, named) if named else ordered


def _is_of_before(question: str, order: NamedOrder) -> bool:
    """Whether "a year later" can be told from what was before; any other order always can."""
    counts_time = order.by_month or (order.by_year and order.order in ("next", "previous"))
    opens = _OPENS.fullmatch(question, 0, order.start) is not None
    return opens or not counts_time or not question[order.end :].strip(" .?!")


def _of_both(
    question: str, time: AskedTime, ordered: AskedTime, named: Sequence[NamedWindow]
) -> AskedTime:
    """The time of a question that names times and an order: "poor in 2018, fixed by the next?"."""
    order, spans = ordered.order, ordered.spans
    start, end = spans[0]
    if order in ("since", "later") and (first := time.windows[0].first):
        # "since it was judged inadequate in 2019", "inadequate in 2019; better since then?"
        return replace(time, windows=(Window(first, None),), spans=spans, means=None)
    follows = next((n for n in named if n.start >= end), None)
    if follows and _APPOSED.fullmatch(question, end, follows.start):
        # "the next inspection, in 2021" is that of 2021; "the last before 2020" one of several
        if order not in _OF_A_TIME or not _is_stretch(follows.window):
            return time
        return _within(follows.window, replace(ordered, means=_means(question)))
    if order in ("next", "previous") and named[0].start < start:
        both = bool(_CHANGE.search(question) or _AND.search(question[:start]))
        told = means_of(named[0].noun)
        return replace(ordered, windows=time.windows[:1], told=told, both=both)
    if order in ("current", "latest") and _is_beside(question, start, end, named):
        return replace(ordered, windows=time.windows, both=True)
    return time


def _within(window: Window, ordered: AskedTime) -> AskedTime:
    """ "The last visit before 2020"; "the first since the 2020 inspection", which is the next."""
    if ordered.order == "first" and window.first and window.opens_at:
        year = Window(window.first, date(window.first.year, 12, 31))
        return replace(ordered, order="next", windows=(year,), told=window.opens_at)
    return replace(ordered, windows=(window,))


def _is_beside(question: str, start: int, end: int, named: Sequence[NamedWindow]) -> bool:
    """Whether an order is set beside a time named: "now than in 2020", "2016 v the latest"."""
    gaps = [question[n.end : start] for n in named if n.end <= start]
    gaps += [question[end : n.start] for n in named if n.start >= end]
    return any(len(gap) <= _NEAR_BY and _AGAINST.search(gap) for gap in gaps)


def _blanked(question: str, named: Sequence[NamedWindow]) -> str:
    for one in named:
        question = question[: one.start] + " " * (one.end - one.start) + question[one.end :]
    return question


def _means(question: str) -> Means | None:
    return next((means for means, words in _MEANS if words.search(question)), None)


def _means_both(question: str) -> bool:
    """ "The visit of 2018 and the inspection of 2019"."""
    return all(words.search(question) for _, words in _MEANS)


def _is_stretch(window: Window) -> bool:
    """Whether several years are named, in which all that was held counts."""
    first, last = window.first, window.last
    return not first or not last or last - first > _ONE_TIME


def _told_from(question: str, named: Sequence[NamedWindow]) -> AskedTime | None:
    """ "the inspection before 2018": the order, and the time that it is told from."""
    for one in named:
        if one.opener not in ("before", "after"):
            continue
        before, words = one.opener == "before", question[: one.start]
        end = one.window.last if before else one.window.first
        if end and (years := _YEARS_BEFORE.search(words)):
            further = number(years["count"] or "one") - 1
            return AskedTime((days_of_year(end.year + (-further if before else further)),))
        if _ONE_BEFORE.search(words):
            window = Window(end, None) if before else Window(None, end)
            return AskedTime((window,), "previous" if before else "next")
    return None


def spans_years(time: AskedTime) -> bool:
    """Whether several inspections are asked about: several years, or the last few."""
    if time.order:
        of_several = time.order == "latest" and time.count > 1
        return time.both or time.order in ("since", "later") or of_several
    return len(time.windows) > 1 or any(
        not w.first or not w.last or w.last.year > w.first.year for w in time.windows
    )


def told_from(before: AskedTime, asked: AskedTime) -> AskedTime:
    """The time of a follow-up, where it says "next" or "the one before that": told from `before`.

    Asked again, it goes one further.
    """
    if asked.order not in ("next", "later", "previous") or asked.windows:
        return asked
    step = -1 if asked.order == "previous" else 1
    if before.order == "ago":
        return replace(before, count=max(before.count - step, 1), spans=asked.spans)
    if before.order in ("first", "nth") and not before.windows:
        count = max(before.count + step, 1)
        return replace(before, order="nth", count=count, spans=asked.spans)
    again = (before.order, before.by_year) == (asked.order, asked.by_year)
    return replace(
        asked,
        windows=before.windows,
        count=asked.count + before.count if again else asked.count,
        means=asked.means or before.means,
        told=before.told if again else before.means,
    )


def time_name(time: AskedTime) -> str:
    """The time a question means, in words; empty for any time."""
    windows = ", ".join(window_name(window) for window in time.windows)
    if time.order is None:
        return windows
    if time.both:
        return f"{windows}, and {_order_name(time)}"
    of_a_time = windows and time.order in _OF_A_TIME
    return f"{_order_name(time)}, {windows}" if of_a_time else _order_name(time)


def _order_name(time: AskedTime) -> str:
    match time.order:
        case "latest":
            return "the latest" if time.count == 1 else f"the last {time.count}"
        case "current":
            return "the latest full inspection and any visit since"
        case "ago":
            return f"the latest but {time.count - 1}" if time.count > 1 else "the latest"
        case "first" | "nth":
            return f"the {place_name(time.count)}"
        case "since":
            judged = (
                f"it was last judged {time.grade}" if time.grade else "the last full inspection"
            )
            return f"since {judged}"
        case "later":
            return "all since then"
        case _:
            side = "before" if time.order == "previous" else "after"
            if time.by_year and time.count > 1:
                return f"{time.count} years {side}"
            return f"the {'year' if time.by_year else 'one'} {side}"
