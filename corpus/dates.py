"""Dates and periods as inspectors print them."""

from __future__ import annotations

import re
from datetime import date, timedelta

Period = tuple[date, date]

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
#: "8", "8th June", "8 June 2026", "Monday 8 June 2026", "the 8th of June", "08/06/2026",
#: "08.06.2026".
_DAY = re.compile(
    r"(?:(?:the\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?(?:"
    r"(?P<nday>\d{1,2})(?P<sign>[/.])(?P<nmonth>\d{1,2})(?P=sign)(?P<nyear>20\d\d|(?<=/)\d\d)"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?:of\s+)?(?P<month>{MONTH})\b\.?)?"
    rf"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?)",
    re.IGNORECASE,
)
#: What stands between the days of a period: "8 to 19", "8 – 19", "between 8 and 19", "8, 9 and 10";
#: and between two periods: "8 and 9 June, and on 12 July", "and from 1 to 3 July".
_LINK = re.compile(
    r"\s*(?P<range>to|until|-|–|—)\s*"
    r"|\s*(?P<list>,\s*and|and|&|,)\s*(?:\b(?P<again>on|from|between)\s+)?",
    re.IGNORECASE,
)

#: Days apart at which days named by "and" are still one visit ("5 and 6", "Friday and Monday").
_SAME_VISIT = timedelta(days=4)


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its first three letters."""
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def read_date(text: str) -> date | None:
    """The first full date in `text` ("17 August 2022", "17/08/2022"), or None."""
    for match in _DAY.finditer(text):
        day, month, year = _parts(match)
        if month and year:
            found = _date(day, month, year)
            if found:
                return found
    return None


def read_periods(text: str, year_hint: int | None = None) -> tuple[Period, ...]:
    """The periods with which `text` begins, earliest first.

    "8 to 19 June 2026", "30 September to 11 October 2024 and 13 to 16 January 2025",
    "13 and 14 July 2022". A month or year printed once counts for the days before it; a year
    printed nowhere is `year_hint`. Nothing readable gives an empty tuple, and so does any day that
    no calendar has ("31 February to 3 March 2025").
    """
    days: list[list[int | None]] = []
    links: list[str] = []
    position = 0
    between = re.match(r"\s*(?:from|between|on)?\s*", text, re.IGNORECASE)
    ranged = bool(between and "between" in between.group().lower())  # its next "and" is a "to"
    position = between.end() if between else 0
    while match := _DAY.match(text, position):
        days.append(list(_parts(match)))
        position = match.end()
        link = _LINK.match(text, position)
        if not link or not _DAY.match(text, link.end()):
            break
        again = (link.group("again") or "").lower()
        links.append("to" if link.group("range") or ranged else again or "and")
        ranged = again == "between"
        position = link.end()
    _fill_from_right(days, year_hint)
    dates = [_date(d, m, y) if d is not None and m and y else None for d, m, y in days]
    if any(m and y and found is None for (_, m, y), found in zip(days, dates, strict=True)):
        return ()
    periods: list[Period] = []
    for index, found in enumerate(dates):
        if found is None:
            continue
        linked = links[index - 1] if index else ""
        near = bool(periods) and timedelta(0) <= found - periods[-1][1] <= _SAME_VISIT
        if (
            periods
            and found >= periods[-1][0]
            and (linked == "to" or (near and linked not in ("from", "between")))
        ):
            periods[-1] = (periods[-1][0], found)
        else:
            periods.append((found, found))
    return tuple(sorted(periods))


def _parts(match: re.Match[str]) -> tuple[int, int | None, int | None]:
    if match.group("nday"):
        year = int(match.group("nyear"))
        return int(match.group("nday")), int(match.group("nmonth")), year + 2000 * (year < 100)
    month, year_text = match.group("month"), match.group("year")
    return (
        int(match.group("day")),
        month_number(month) if month else None,
        int(year_text) if year_text else None,
    )


def _fill_from_right(days: list[list[int | None]], year_hint: int | None) -> None:
    month: int | None = None
    year: int | None = year_hint
    for parts in reversed(days):
        if parts[1] is None:
            parts[1] = month
        if parts[2] is None:
            later = month is not None and parts[1] is not None and parts[1] > month
            parts[2] = year - 1 if later and year else year
        month, year = parts[1], parts[2]


def _date(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_name(day: date) -> str:
    """ "17 August 2022"."""
    return f"{day.day} {day:%B %Y}"


def period_name(first: date, last: date) -> str:
    """ "13–14 July 2022", "30 September – 11 October 2024", "27 April 2022"."""
    if first == last:
        return day_name(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_name(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {day_name(last)}"
    return f"{day_name(first)} – {day_name(last)}"
