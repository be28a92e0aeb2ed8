"""The stretches of time that a question names: "since 2019", "from the 2018 visit until now"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from assistant.windows import NOUN, REPORT, SORT, Means, NamedWindow, Window, times_named

_TO = r"(?:(?:right|all the way|on)\s+)?(?:(?:through|up)\s+)?(?:to|until|till|through)"
#: Between the two ends of a stretch: "2016 to 2019", "from 2018 through to the visit of 2021".
_RANGE = re.compile(
    rf"\s*,?\s*(?:{_TO}|-|–)\s*(?:(?:the|its|their)\s+(?:{SORT}{REPORT}\s+(?:in|of)\s+)?)?$", re.I
)
#: "between the 2021 and 2025 inspections", "from the year 2021 on and up to 2025".
_AND = re.compile(
    rf"[\s\w]{{0,22}}?(?:and|to|through|until|-|–)\s+(?:the\s+)?(?:{SORT}{REPORT}\s+"
    r"(?:(?:in|of)\s+)?)?$",
    re.I,
)
#: "2021 onwards", "2016 to now", "2018 up to the newest report".
_ONWARDS = re.compile(
    rf"(?:{NOUN})?,?\s*(?:\bonwards?\b|\+|\b(?:and|or) (?:later|after|since|beyond|onwards)\b"
    rf"|\b{_TO} (?:now|today|date|(?:the )?present(?: day)?|this (?:day|year)"
    r"|(?:the |its |their )?(?:very )?(?:latest|newest|most recent|last|current)"
    rf"(?:\s+{SORT}(?:{REPORT}|one))?)\b)",
    re.I,
)
_TO_NOW = re.compile(
    rf"(?:{NOUN})?\s+and (?:now|today|(?:the )?present|(?:the |its )?(?:latest|newest|most recent)"
    rf"(?:\s+{SORT}(?:{REPORT}|one))?)\b",
    re.I,
)
#: "from 2022 on", and no "letter from 2022 on fostering".
_ON = re.compile(rf"(?:{NOUN})?\s+on(?=\s*(?:[^\w\s]|$))", re.I)
_EARLIER = re.compile(r"\s*(?:and|or) (?:earlier|before)\b", re.I)
_OF_THEN = re.compile(NOUN, re.I)

#: Asks for one visit after the other, so that a year after "from" opens a stretch.
_SERIES = re.compile(
    rf"\b(\w+) (?:by|on|after) \1\b|\b(?:each|every)\b(?:\s+{SORT}{REPORT})?|\bto the next\b"
    r"|\bover (?:the )?(?:time|years)"
    r"|\b(?:stor(?:y|ies)|history|trac(?:e|ed|k)|journey|timeline|talk me through)\b"
    r"|\b(?:changed?|developed|moved on|come on|progress(?:ed)?)\b",
    re.I,
)
_LETTER_FROM = re.compile(rf"\b(?:{REPORT}s?|findings|quot\w+|passages?)\s+$", re.I)


def read_calendar(question: str, today: date) -> list[NamedWindow]:
    """The stretches of calendar time that a question names, in its order.

    Two figures for a year ("'19") name none after `today`.
    """
    return _joined(question, [_ended(question, one) for one in times_named(question, today)])


def _ended(question: str, named: NamedWindow) -> NamedWindow:
    """The window with the ends that the words around it open: "since 2019", "2019 onwards"."""
    first, last, end = named.window.first, named.window.last, named.end
    opener, noun = named.opener, named.noun
    if of_then := _OF_THEN.match(question, end):
        noun = noun or of_then["noun"].lower()
    onwards = _ONWARDS.match(question, end)
    if opener == "between":
        onwards = onwards or _TO_NOW.match(question, end)
    if opener == "from":
        onwards = onwards or _ON.match(question, end)
    if onwards:
        last, end = None, onwards.end()
    elif earlier := _EARLIER.match(question, end):
        first, end = None, earlier.end()
    elif opener == "since":
        last = None
    elif opener in ("after", "post"):
        first, last = (last or first or date.max) + timedelta(days=1), None
    elif opener in ("before", "prior to", "pre"):
        first, last = None, (first or date.min) - timedelta(days=1)
    elif opener in ("until", "till", "up to"):
        first = None
    if of_then and opener and end == named.end:
        end = of_then.end()
    means = means_of(noun)
    told_after = opener in ("after", "post", "before", "prior to", "pre")
    window = Window(
        first,
        last,
        means if first and last is None and not told_after else None,
        means if last and first is None and not told_after else None,
    )
    return NamedWindow(window, named.start, end, opener=opener, noun=noun)


def means_of(noun: str) -> Means | None:
    """Whether a word for what inspectors do means an inspection or a visit; None for "one"."""
    if not noun or noun.endswith(("one", "ones")):
        return None
    return "visit" if re.search(r"visit|letter|jtai", noun) else "inspection"


def _joined(question: str, named: list[NamedWindow]) -> list[NamedWindow]:
    """Two ends of one stretch as one window; a series from a year as an open one."""
    joined: list[NamedWindow] = []
    rest = iter(named)
    for one in rest:
        other = next((n for n in named if n.start >= one.end), None)
        if other and one.window.first and one.window.last and _is_range(question, one, other):
            joined.append(_stretch(one, other))
            next(rest, None)
        elif one.opener == "from" and one.window.last and _opens_series(question, one):
            window = Window(one.window.first, None, means_of(one.noun))
            joined.append(replace(one, window=window))
        else:
            joined.append(one)
    return joined


def _is_range(question: str, one: NamedWindow, other: NamedWindow) -> bool:
    of_then = _OF_THEN.match(question, one.end)
    between = question[of_then.end() if of_then else one.end : other.start]
    if other.opener in ("until", "till", "up to"):
        return re.fullmatch(r"\W*(?:(?:right|through|all the way)\s*)?", between) is not None
    if _RANGE.match(between):
        return True
    return one.opener in ("between", "from") and _AND.match(between) is not None


def _stretch(one: NamedWindow, other: NamedWindow) -> NamedWindow:
    """The time from the one to the other: "from the 2019 visit to the 2021 one"."""
    of_both = other.noun if other.noun.endswith("s") else ""
    opens = means_of(one.noun or of_both)
    closes = opens if other.noun in ("one", "ones") else means_of(other.noun)
    window = Window(one.window.first, other.window.last, opens, closes)
    return NamedWindow(window, one.start, other.end, opener=one.opener, noun=one.noun)


def _opens_series(question: str, one: NamedWindow) -> bool:
    rest, series = _SERIES.subn("", question[: one.start])
    return bool(series or _SERIES.search(question)) and not _LETTER_FROM.search(rest)
