"""The stretches of time that a question tells from today, or by the pandemic: "last year"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from assistant.windows import PARTS, NamedWindow, Window, days, days_of_year, month_end

#: The UK government announced England's first national lockdown on 23 March 2020 (its law came
#: into force on 26 March), and that most legal restrictions in England ended on 19 July 2021.
LOCKDOWN = date(2020, 3, 23)
REOPENED = date(2021, 7, 19)

_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("a|an|one", "two|couple of|a couple of", "three|few|a few", "four", "five", "six"), 1
    )
    for word in words.split("|")
} | {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12}
NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"

_COVID = r"(?:the\s+)?(?:covid(?:-?\s?19)?|coronavirus|pandemic|lock-?downs?)(?:\s+pandemic)?"

#: The pandemic is then asked about as well, and such words stay in the subject.
_DURING = ("during", "in", "through", "throughout")

#: Times told from today, and by the pandemic.
_RELATIVE = re.compile(
    rf"\b(?P<ago>{NUMBER})\s+(?P<agounit>year|month)s?\s+ago\b"
    r"|\b(?:in |over |for |during |within |since )?the (?:last|past|previous)\s+"
    rf"(?:(?P<past>{NUMBER})\s+)?(?P<unit>year|month|decade)s?\b(?!['’]s)"
    r"|\b(?P<before_last>(?:the )?year before last)\b"
    r"|(?P<since>\bsince\s+)?\b(?:in )?(?P<which>last|this)\s+"
    r"(?P<what>year|month|spring|summer|autumn|winter)\b(?:['’]s)?"
    rf"|\b(?P<covid>post|after|since|pre|before|prior to|{'|'.join(_DURING)})"
    rf"(?:-|\s+){_COVID}\b(?P<began>\s+(?:began|started|hit|struck|broke out)\b)?",
    re.IGNORECASE,
)


def read_relative(question: str, today: date) -> list[NamedWindow]:
    """The stretches of time that are told from `today`, or by the pandemic."""
    return [
        NamedWindow(
            _from_today(found, today),
            *found.span(),
            is_subject=(found["covid"] or "").lower() in _DURING,
        )
        for found in _RELATIVE.finditer(question)
    ]


def number(words: str) -> int:
    """2 for "two", "2" or "a couple of"."""
    return _NUMBERS.get(words.lower()) or int(words)


def _from_today(found: re.Match[str], today: date) -> Window:
    if found["covid"]:
        return _pandemic("since" if found["began"] else found["covid"].lower())
    if found["before_last"]:
        return days_of_year(today.year - 2)
    if found["ago"]:
        count = number(found["ago"])
        if found["agounit"].lower() == "year":
            return days_of_year(today.year - count)
        return days(*_months_before(today, count))
    if found["unit"]:
        count = number(found["past"] or "one")
        count *= {"year": 12, "decade": 120, "month": 1}[found["unit"].lower()]
        year, month = _months_before(today, count)
        return Window(date(year, month, min(today.day, monthrange(year, month)[1])), None)
    back = found["which"].lower() == "last"
    what = found["what"].lower()
    if what == "year":
        window = days_of_year(today.year - back)
    elif what == "month":
        window = days(*_months_before(today, int(back)))
    else:
        window = _season(what, today, back)
    return Window(window.first, None) if found["since"] else window


def _season(name: str, today: date, past: bool) -> Window:
    """This year's season; the last that is over, where a past one is meant."""
    first, last = PARTS[name]
    year = today.year
    if last > 12 and (past or today.month < first):  # the winter that began in the year before
        year -= 1
    end = month_end(year + last // 13, (last - 1) % 12 + 1)
    if past and end >= today:
        year, end = year - 1, month_end(year - 1 + last // 13, (last - 1) % 12 + 1)
    return Window(date(year, first, 1), end)


def _pandemic(word: str) -> Window:
    if word in ("pre", "before", "prior to"):
        return Window(None, LOCKDOWN - timedelta(days=1))
    if word in ("post", "after"):
        return Window(REOPENED, None)
    if word == "since":
        return Window(LOCKDOWN, None)
    return Window(LOCKDOWN, REOPENED - timedelta(days=1))


def _months_before(today: date, count: int) -> tuple[int, int]:
    """Year and month, `count` months before today's."""
    months = today.year * 12 + today.month - 1 - count
    return months // 12, months % 12 + 1
