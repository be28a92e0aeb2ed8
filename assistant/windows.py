"""The stretches of calendar time that a question names: years, months, days, seasons, quarters."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.dates import MONTH, day_name, month_number, period_name

Means = Literal["inspection", "visit"]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time that a question names; an open end is None."""

    first: date | None
    last: date | None
    opens_at: Means | None = None
    """It opens at the inspection, or at the visit, of the time of `first`: "since the 2019 one"."""
    closes_at: Means | None = None
    """It closes at the inspection, or at the visit, of the time of `last`."""


@dataclass(frozen=True, slots=True)
class NamedWindow:
    """A window and the words that name it, from `start` to `end` of the question."""

    window: Window
    start: int
    end: int
    is_subject: bool = False
    """The words say what is asked about as well: "during lockdown"."""
    opener: str = ""
    """The word before it, in lower case: "since", "before"."""
    noun: str = ""
    """What is said to be of that time, in lower case: "full inspection", "one"."""


#: Years in which these inspections can be: "over 2000 children" names none.
_YEAR = r"20(?:0[5-9]|[1-4]\d)"
#: "'19", but not the opening of "'16 and 17 year olds'".
_SHORT_YEAR = r"['’‘](?:0[5-9]|[1-4]\d)(?!\d|\s*(?:-|–|to|and|or|/)?\s*(?:\d\d)?[\s-]*(?:year|yr))"

#: Months meant by a season, a school term or a part of the year. Winter is the one at either end.
PARTS: dict[str, tuple[int, int]] = {
    "early": (1, 4),
    "start of": (1, 3),
    "beginning of": (1, 3),
    "first half of": (1, 6),
    "second half of": (7, 12),
    "spring term": (1, 4),
    "summer term": (4, 7),
    "autumn term": (9, 12),
    "spring": (3, 5),
    "mid": (4, 9),
    "middle of": (4, 9),
    "summer": (6, 8),
    "autumn": (9, 11),
    "late": (9, 12),
    "end of": (10, 12),
    "winter": (12, 14),
    "q1": (1, 3),
    "q2": (4, 6),
    "q3": (7, 9),
    "q4": (10, 12),
    "first quarter of": (1, 3),
    "second quarter of": (4, 6),
    "third quarter of": (7, 9),
    "last quarter of": (10, 12),
}

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
REPORT = r"(?:re-?inspection|inspection|visit|report|letter|judge?ment|ilacs|sif|jtai)"
SORT = (
    r"(?:(?:full|standard|short|graded|focus+ed|monitoring|assurance|joint|ofsted|ilacs|sif|jtai)"
    r"\s+){0,3}"
)
#: What may follow a year: "the 2018 full inspection", "the 2021 one".
NOUN = rf"\s+(?P<noun>{SORT}(?:{REPORT}s?|ones?))\b"

#: One time with the word that opens it: "since the inspection in 2019", "30 September to 11
#: October 2024", "July 13, 2022", "13/07/2022", "2022-07", "Jan 24", "Q3 2023", "2017-18", "'19".
_ONE = re.compile(
    r"(?:\b(?P<open>since|after|from|before|prior to|pre|post|until|till|up to|between)"
    rf"(?:\s+|-)(?:(?:the|its|their)\s+(?P<noun>(?:[\w-]+\s+){{0,2}}?{REPORT})"
    r"\s+(?:in|of|from|on)\s+)?)?"
    r"(?:\bthe\s+)?(?:"
    rf"(?:\b(?P<part>{'|'.join(PARTS)})(?:\s+of|,)?[\s-]+)?"
    rf"(?:(?:\b(?:(?P<day0>{_DAY})\s+)?(?P<month0>{MONTH})\s*(?:to|-|–|/|and|or)\s*)?"
    rf"\b(?:(?:(?P<day1>{_DAY})\s*(?:-|–|to|and|&)\s*)?(?P<day>{_DAY})\s+(?:of\s+)?)?"
    rf"(?P<month>{MONTH})\b\.?,?\s*(?:(?P<usday>{_DAY}),\s*)?)?(?:of\s+)?"
    rf"(?<![\d£.,])(?:(?P<year>{_YEAR})"
    rf"(?:\s?[/–-]\s?(?P<second>\d\d)(?!\d))?(?:-(?P<isoday>\d\d)(?!\d))?(?!\d|,\d|%)"
    rf"|(?P<short>{_SHORT_YEAR}))"
    r"|(?<![\d/.])(?:(?P<nday>\d{1,2})(?P<sign>[/.]))?(?P<nmonth>0?[1-9]|1[0-2])(?(sign)(?P=sign)|/)"
    rf"(?P<nyear>{_YEAR}|(?(sign)\d\d|(?!)))(?![\d/])"
    r"|(?:\b(?:in|during|fy)\s?)(?P<fyear>1[4-9]|[23]\d)/(?P<fsecond>\d\d)(?![\d/])"
    r"(?!s|\s*-?(?:year|yr|y/?o|old))"
    # A capital tells a month and its year; where there is none, what stands before it does.
    r"|(?:(?-i:\b(?=[JFMASOND]))|(?<=\bin )|(?<=\bof )|(?<=\bfrom )|(?<=\bsince )|(?<=\())"
    rf"(?P<cmonth>{MONTH})[ -](?P<cyear>1[0-9]|[23]\d)\b"
    r"(?!\s*(?:(?:-|–|to|and|or|/)?\s*(?:\d\d\s*)?[-–]?(?:year|yr|child|case|%))|[\d,.:/]\d)"
    r")",
    re.IGNORECASE,
)


def times_named(question: str, today: date) -> list[NamedWindow]:
    """The years, months and days that a question names, each alone, in its order.

    Two figures for a year ("'19") name none after `today`.
    """
    named = (_one(match, today) for match in _ONE.finditer(question))
    return [one for one in named if one]


def _one(found: re.Match[str], today: date) -> NamedWindow | None:
    window = _calendar(found, today)
    if window is None:
        return None
    start = found.start() + len(found.group()) - len(found.group().lstrip())
    opener, noun = ((found[part] or "").lower() for part in ("open", "noun"))
    return NamedWindow(window, start, found.end(), opener=opener, noun=noun)


def _calendar(found: re.Match[str], today: date) -> Window | None:
    """The days that a match names, its opening word apart; None if it names none after all."""
    if found["nmonth"]:
        year = int(found["nyear"]) + 2000 * (len(found["nyear"]) == 2)
        return days(year, int(found["nmonth"]), found["nday"])
    if found["fyear"]:
        year = 2000 + int(found["fyear"])
        next_year = int(found["fsecond"]) == year % 100 + 1
        return _financial(year) if next_year and year <= today.year else None
    if found["cmonth"]:
        year = 2000 + int(found["cyear"])
        return days(year, month_number(found["cmonth"])) if year <= today.year else None
    year = int(found["year"] or "20" + found["short"][1:])
    if found["short"] and year > today.year:
        return None
    if found["month"]:
        month = month_number(found["month"])
        window = days(year, month, found["day"] or found["usday"], found["day1"])
        if not found["month0"]:
            return window
        month0 = month_number(found["month0"])
        return Window(days(year - (month0 > month), month0, found["day0"]).first, window.last)
    second = int(found["second"]) if found["second"] else None
    if second is not None and 1 <= second <= 12 and second != year % 100 + 1:
        return days(year, second, found["isoday"])
    if found["part"]:
        return _part(found["part"].lower(), year, second)
    if second is None:
        return Window(date(year, 1, 1), date(year, 12, 31))
    last = year - year % 100 + second
    # "2016-19" is four years, "2017-18" a financial year.
    return Window(date(year, 1, 1), date(last, 12, 31)) if last > year + 1 else _financial(year)


def _financial(year: int) -> Window:
    return Window(date(year, 4, 1), date(year + 1, 3, 31))


def _part(part: str, year: int, second: int | None) -> Window:
    first, last = PARTS[part]
    if part[0] == "q" and second is not None:  # of a financial year: "Q4 2023/24" begins in 2024
        first, last = first + 3, last + 3
        year += first > 12
        first, last = (first - 1) % 12 + 1, (last - 1) % 12 + 1
    elif part.startswith(("spring", "summer")) and second is not None:  # of a school year
        year += 1
    if last > 12:
        # "Winter 2021" may begin or end in 2021: both ends, by the months between.
        return Window(date(year - 1, 12, 1), month_end(year + 1, last - 12))
    return Window(date(year, first, 1), month_end(year, last))


def days(year: int, month: int, day: str | None = None, first: str | None = None) -> Window:
    """A month, or the days of it that are given ("13", "13th", "13" to "14").

    A day that the month has not ("31 February") means the month.
    """
    end = month_end(year, month)
    last = _number(day) if day else 0
    start = _number(first) if first else last
    if not day or not 0 < start <= last <= end.day:
        return Window(date(year, month, 1), end)
    return Window(date(year, month, start), date(year, month, last))


def _number(text: str) -> int:
    return int("".join(c for c in text if c.isdigit()))


def days_of_year(year: int) -> Window:
    """A calendar year."""
    return Window(date(year, 1, 1), date(year, 12, 31))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def window_name(window: Window) -> str:
    """ "2021", "June to August 2025", "13–14 July 2022", "since 2017", "up to 18 July 2021"."""
    first, last = window.first, window.last
    if first is None and last is None:
        return "any time"
    if first is None or last is None:
        return f"since {_start_name(first)}" if first else f"up to {_end_name(last)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if first.day != 1 or last != month_end(last.year, last.month):
        return period_name(first, last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    return f"{first:%B}{f' {first.year}' if first.year != last.year else ''} to {last:%B %Y}"


def _start_name(day: date) -> str:
    if (day.month, day.day) == (1, 1):
        return str(day.year)
    return f"{day:%B %Y}" if day.day == 1 else day_name(day)


def _end_name(day: date | None) -> str:
    if day is None:
        return ""
    if (day.month, day.day) == (12, 31):
        return str(day.year)
    return f"{day:%B %Y}" if day == month_end(day.year, day.month) else day_name(day)
