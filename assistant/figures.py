"""Questions that ask for a figure, and whether a text gives one of that sort."""

from __future__ import annotations

import re
from typing import Literal

Figure = Literal["share", "number", "sum of money"]

_MONEY_ASKED = re.compile(
    r"\bhow much\b.{0,60}"
    r"\b(?:pays?|paid|costs?|spen[dt]|spends|earn|budget|fees?|allowances?|worth|money)\b"
    r"|\bhow many pounds\b|\bhow big (?:a|was the) budget\b"
    r"|\bwhat .{0,30}\b(?:budget|salary|salaries|fees?)\b",
    re.IGNORECASE,
)
_SHARE_ASKED = re.compile(
    r"\b(?:what|which) (?:\w+ )?(?:%|per ?cent(?:age)?|proportion|share|fraction|rate)(?!\w)"
    r"|\b(?:per ?cent(?:age)?|proportion|share) of\b|\bhow many in (?:ten|a hundred)\b|%",
    re.IGNORECASE,
)
_NUMBER_ASKED = re.compile(
    r"\bhow many\b(?! (?:councils|authorities|inspections|visits|times|boroughs|las)\b)"
    r"|\b(?:what|exact) (?:was|is|were|are )?\s?(?:the )?(?:\w+ ){0,3}"
    r"(?:number|figure|total|count)s?\b"
    r"|\bnumber of\b.{0,80}\?|\bfigures? (?:for|on|of)\b",
    re.IGNORECASE,
)

_MONEY = re.compile(r"£|\bmillion\b|\bpounds\b|\bbudget", re.IGNORECASE)
_SHARE = re.compile(
    r"\d\s?%|\bper ?cent\b|\b(?:half|thirds?|quarters?|fifths?|tenths?|majority|minority)\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|\d+) (?:in|out of|of the) "
    r"(?:every )?(?:\w+-)?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
    r"|\b(?:all|none|no|every)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|hundred|thousand|dozens?|half|none|no|all)\b",
    re.IGNORECASE,
)

#: What a figure of each sort looks like. A share may be given as two numbers, and the other way
#: about, so each of these takes the other's form too.
_GIVEN: dict[Figure, tuple[re.Pattern[str], ...]] = {
    "sum of money": (_MONEY,),
    "share": (_SHARE, _NUMBER),
    "number": (_NUMBER, _SHARE),
}

#: Ages and the like are no figures of what is asked: "16- and 17-year-olds", "2019", "aged 18".
_NO_FIGURE = re.compile(
    r"\b\d{1,2}(?:[-\s](?:to|and|or)[-\s]\d{1,2})?-?(?:\s?and\s\d{1,2}-)?[-\s]years?[-\s]olds?\b"
    r"|\b\d{1,2}-(?= (?:and|or|to))|\baged? (?:\d+|\w+teen)(?: (?:to|and|or) \d+)?"
    r"|\b(?:age|birthday|section|s|regulation|paragraph|outcome|year) \d+\b|\b(?:19|20)\d\d\b"
    r"|\b\d+(?:st|nd|rd|th)\b|\bno longer\b|\bno one\b|\bone of\b|\bone another\b|\ball of\b"
    r"|\b24[- ]hours?\b|\bone[- ](?:to|stop|off)\b|\b\d+/\d+\b|\bat all\b",
    re.IGNORECASE,
)


def figure_asked(question: str) -> Figure | None:
    """The sort of figure that a question asks for, if it does."""
    if _MONEY_ASKED.search(question):
        return "sum of money"
    if _SHARE_ASKED.search(question):
        return "share"
    return "number" if _NUMBER_ASKED.search(question) else None


def gives_figure(text: str, figure: Figure) -> bool:
    """Whether a text gives a figure of that sort. Ages, years and numbers of sections are none."""
    plain = _NO_FIGURE.sub(" ", text)
    return any(pattern.search(plain) for pattern in _GIVEN[figure])
