"""Questions that ask for a figure, and whether a text gives one of that sort."""

from __future__ import annotations

import re
from typing import Literal

Figure = Literal["share", "number", "sum of money"]

_SHARES = r"(?:%|per ?cent(?:age)?|proportion|share|fraction|rate)s?(?!\w)"
_BE = r"(?:is|was|are|were)"

_MONEY_ASKED = re.compile(
    r"\bhow much\b.{0,60}"
    r"\b(?:pays?|paid|costs?|spen[dt]|spends|earn|budget|fees?|allowances?|worth|money|invest(?:ed)?)"
    r"\b"
    r"|\bhow many pounds\b|\bhow big (?:a|was the) budget\b"
    rf"|\bwhat {_BE} (?:(?!of\b)\w+ ){{0,3}}(?:budget|salary|salaries|fees?)\b",
    re.IGNORECASE,
)
_SHARE_ASKED = re.compile(
    rf"\b(?:what|which) (?:\w+ )?{_SHARES}"
    rf"|\bwhat {_BE} (?:the |its |their )?(?:[\w-]+ ){{0,2}}{_SHARES}"
    r"|\b(?:per ?cent(?:age)?|proportion|share) of\b"
    r"|\bhow many (?:in|out of) (?:every )?(?:ten|10|a hundred|100)\b|(?<!\w)%(?!\w)|\d%",
    re.IGNORECASE,
)
_NUMBER_ASKED = re.compile(
    r"\bhow many\b(?! (?:(?:other|local|english) )*"
    r"(?:councils|authorities|inspections|visits|times|boroughs|las)\b)"
    r"|\b(?:what|exact) (?:was|is|were|are )?\s?(?:the )?(?:\w+ ){0,3}"
    r"(?:number|figure|total|count)s?\b"
    rf"|\bwhat {_BE} the average\b"
    r"|(?:^|[,:;–-] ?)\W*(?:the )?(?:total |exact )?number of\b|\bfigures? (?:for|on|of)\b",
    re.IGNORECASE,
)
#: "What did inspectors say about the number of moves?" asks what was said, not how many.
_SAID_OF = re.compile(
    r"\b(?:say|says|said|find|found|think|thought|report(?:ed)?|comment\w*|mention\w*|concern\w*"
    r"|criticis\w*|prais\w*|worr\w+|quot\w+)\b.{0,20}?\b(?:about|of|on|with|over|regarding)\b",
    re.IGNORECASE,
)

_SMALL = "two|three|four|five|six|seven|eight|nine|ten"
_MONEY = re.compile(r"£|\bmillion\b|\bpounds\b", re.IGNORECASE)
#: "All" and "none" are a share where a sentence begins with them: "All care leavers have a PA."
_WHOLE = r"(?:^|[.;:] )(?:all|every|none|no)\b(?! (?:matter|doubt|longer))"
_SHARE = re.compile(
    r"\d\s?%|\bper ?cent\b|\b(?:half|thirds?|quarters?|fifths?|tenths?)\b"
    rf"|\b(?:one|{_SMALL}|\d+) (?:in|out of|of the) (?:every )?(?:\w+-)?(?:{_SMALL}|\d+)\b"
    rf"|{_WHOLE}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w-])\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|hundred|thousand|dozens?|half|none)\b|\b(?:only|just) one\b"
    r"|\b(?:no|one) (?:\w+ ){0,2}"
    r"(?:child|children|young (?:people|person)|care leavers?|famil(?:y|ies)|(?:social )?workers?"
    r"|carers?|placements?|arrangements?|adoptions?|plans?|homes?)\b",
    re.IGNORECASE,
)

#: What a figure of each sort looks like. A share may be given as two numbers, and the other way
#: about, so each of these takes the other's form too.
_GIVEN: dict[Figure, tuple[re.Pattern[str], ...]] = {
    "sum of money": (_MONEY,),
    "share": (_SHARE, _NUMBER),
    "number": (_NUMBER, _SHARE),
}

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_AGE = r"(?:\d{1,2}|\w+teen|twenty-\w+)"
#: What is counted by none of these is no figure of what is asked: dates, ages, numbers of things.
_NO_FIGURE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: ?(?:and|to|–|-) ?)?)+ (?:{_MONTHS})\b"  # 13 and 14 July
    r"|\b(?:19|20)\d\d(?:\s?[-–/]\s?\d\d(?:\d\d)?)?\b"  # 2019, 2015–16
    rf"|\b{_AGE}(?:[-\s](?:to|and|or)[-\s]{_AGE})?-?(?:\s?and\s\d{{1,2}}-)?[-\s]years?[-\s]olds?\b"
    rf"|\b\d{{1,2}}-(?= (?:and|or|to))|\b(?:aged?|age of|aged? (?:over|under|from|between))"
    rf" {_AGE}(?: ?(?:to|and|or|–|-) ?{_AGE})?\b"
    r"|\b(?:under|over|post|pre)[- ](?:the age of )?(?:1[0-9]|2[0-5])s?\b"
    r"|\b(?:until|till|when|once|before|after|if) (?:they|she|he|children|young people)"
    r" (?:are|is|turn|reach|were|reached|turned) (?:\d+|\w+teen)\b|\bto (?:18|21|25)\b"
    r"|\b(?:birthday|section|s|regulation|outcome|year|key stage|ks|tier|levels?|stage|phase|band"
    r"|grade|pages?|paragraphs?|para|recommendations?) ?\d+"
    r"(?:(?:,| and| to|–|-) ?\d+)*\b"
    r"|\bcovid[- ]?19\b|\b(?:last|past|next|previous) (?:\d+|\w+) (?:day|week|month|year)s?\b"
    r"|\b\d+(?:st|nd|rd|th)\b|\bno longer\b|\bno one\b|\bno matter\b|\bone of\b|\bone another\b"
    r"|\ball of\b|\b24[- ]hours?\b|\b24/7\b|\bone[- ](?:to|stop|off)\b|\b\d+/\d+\b|\bat all\b",
    re.IGNORECASE,
)


def figure_asked(question: str) -> Figure | None:
    """The sort of figure that a question asks for, if it does."""
    for figure, pattern in _ASKED.items():
        found = pattern.search(question)
        if found and not _SAID_OF.search(question[: found.start()]):
            return figure
    return None


_ASKED: dict[Figure, re.Pattern[str]] = {
    "sum of money": _MONEY_ASKED,
    "share": _SHARE_ASKED,
    "number": _NUMBER_ASKED,
}


def gives_figure(text: str, figure: Figure) -> bool:
    """Whether a text gives a figure of that sort. Ages, years and numbers of sections are none."""
    plain = _NO_FIGURE.sub(" ", text)
    return any(pattern.search(plain) for pattern in _GIVEN[figure])
