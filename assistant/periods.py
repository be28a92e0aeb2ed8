"""Which time a question means: years, months, seasons, and "latest", "next", "the one before"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from corpus.dates import MONTH, month_number

Order = Literal["latest", "next", "previous"]

#: Years in which these inspections can be: "over 2000 children" names none.
_YEAR = r"20(?:0[5-9]|[1-4]\d)"

#: Months meant by a season or a part of the year. Winter is the one at either end of its year.
_PARTS: dict[str, tuple[int, int]] = {
    "early": (1, 4),
    "start of": (1, 3),
    "beginning of": (1, 3),
    "spring": (3, 5),
    "mid": (4, 9),
    "middle of": (4, 9),
    "summer": (6, 8),
    "autumn": (9, 11),
    "late": (9, 12),
    "end of": (10, 12),
    "winter": (12, 14),
}

_ONE = re.compile(
    rf"(?:(?P<open>since|after|from|before|until|up to|between)\s+)?(?:the\s+)?"
    rf"(?:(?P<part>{'|'.join(_PARTS)})(?:\s+of)?[\s-]+)?"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:of\s+)?|\s*(?:-|–|to|and)\s*\d{{1,2}}\s+))?"
    rf"(?P<month>{MONTH})\b\.?,?\s+)?(?:of\s+)?"
    rf"(?<!\d)(?P<year>{_YEAR})(?:\s?[/-]\s?(?P<second>\d\d))?(?!\d)",
    re.IGNORECASE,
)

_ORDERS: tuple[tuple[Order, re.Pattern[str]], ...] = (
    (
        "next",
        re.compile(
            r"\b(?:the |their |its )?next (?=(?:\w+ )?(?:inspection|visit|report|time|one))"
            r"|(?:when|after|once) (?:they|inspectors|ofsted) (?:came|went|returned) back\b"
            r"|(?:when|after|once) (?:they|inspectors|ofsted) returned\b|\bsince then\b"
            r"|\bafter that\b",
            re.IGNORECASE,
        ),
    ),
    (
        "previous",
        re.compile(
            r"\b(?:the )?(?:(?:one|inspection|visit|report|time) before(?: that)?"
            r"|previous (?=(?:\w+ )?(?:inspection|visit|report|one|time)))",
            re.IGNORECASE,
        ),
    ),
    (
        "latest",
        re.compile(
            r"\b(?:the |its |their )?(?:(?:very )?(?:latest|newest|most recent|last)"
            r"(?: (?P<count>two|three|four|five|\d))?"
            r"(?= (?:\w+ ){0,2}(?:inspections?|reports?|letters?|visits?|ofsted|time)\b)"
            r"|latest|newest|most recent(?:ly)?|(?:right )?now\b|currently|these days|nowadays"
            r"|last time)",
            re.IGNORECASE,
        ),
    ),
)

#: "from 2016 to now"
_TO_NOW = re.compile(
    r"\s*(?:to|till|until|up to|through to)\s+(?:now|today|date|the present)\b", re.I
)

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time that a question names; an open end is None."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class AskedTime:
    """What a question says of time, and the spans of the words that say it."""

    windows: tuple[Window, ...] = ()
    order: Order | None = None
    count: int = 1
    """How many of the latest are meant."""
    spans: tuple[tuple[int, int], ...] = ()


def read_time(question: str) -> AskedTime:
    """The times that a question names, in the order in which it names them."""
    windows: list[Window] = []
    spans: list[tuple[int, int]] = []
    between: date | None = None
    for found in _ONE.finditer(question):
        window = _window(found)
        word = (found.group("open") or "").lower()
        spans.append(found.span())
        if between is not None:
            windows[-1] = Window(between, window.last)
            between = None
        elif word == "after" and window.last:
            windows.append(Window(window.last + timedelta(days=1), None))
        elif word == "since" or _TO_NOW.match(question, found.end()):
            windows.append(Window(window.first, None))
        elif word in ("before", "until", "up to"):
            windows.append(Window(None, window.first if word == "before" else window.last))
        elif word in ("between", "from") and _linked(question, found.end()):
            windows.append(window)
            between = window.first
        else:
            windows.append(window)
    order, count = None, 1
    if not windows:
        for name, pattern in _ORDERS:
            if match := pattern.search(question):
                order = name
                count = _count(match) if name == "latest" else 1
                spans.append(match.span())
                break
    return AskedTime(tuple(windows), order, count, tuple(spans))


def _linked(question: str, end: int) -> bool:
    """Whether another year follows: "between 2018 and 2023"."""
    return bool(re.match(rf"\s*(?:and|to|through|until|-|–)[^.?!]{{0,25}}?{_YEAR}", question[end:]))


def _window(found: re.Match[str]) -> Window:
    year = int(found.group("year"))
    if found.group("month"):
        month = month_number(found.group("month"))
        return Window(date(year, month, 1), _month_end(year, month))
    if found.group("part"):
        first, last = _PARTS[found.group("part").lower()]
        if last > 12:
            # "Winter 2021" may begin or end in 2021: both ends, by the months between.
            return Window(date(year - 1, 12, 1), _month_end(year + 1, last - 12))
        return Window(date(year, first, 1), _month_end(year, last))
    if found.group("second"):
        last = year - year % 100 + int(found.group("second"))
        if last > year + 1:
            return Window(date(year, 1, 1), date(last, 12, 31))
        return Window(date(year, 4, 1), date(year + 1, 3, 31))
    return Window(date(year, 1, 1), date(year, 12, 31))


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _count(match: re.Match[str]) -> int:
    word = (match.groupdict().get("count") or "").lower()
    return _COUNTS.get(word, int(word) if word.isdigit() else 1)


def spans_years(time: AskedTime) -> bool:
    """Whether several inspections are asked about: several years, or the last few."""
    return (
        len(time.windows) > 1
        or time.count > 1
        or any(not w.first or not w.last or w.last.year > w.first.year for w in time.windows)
    )


def window_name(window: Window) -> str:
    """ "2021", "June to August 2025", "the time asked about"."""
    first, last = window.first, window.last
    if first is None or last is None:
        return f"since {first.year}" if first else f"up to {last.year}" if last else "any time"
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    return f"{first:%B %Y} to {last:%B %Y}"


def time_name(time: AskedTime) -> str:
    """The time a question means, in words; empty for any time."""
    if time.order == "latest":
        return "the latest" if time.count == 1 else f"the last {time.count}"
    if time.order:
        return "the one after" if time.order == "next" else "the one before"
    return ", ".join(window_name(window) for window in time.windows)
