"""Which inspection a question means by its place among others: "latest", "the next", "two ago"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.from_today import NUMBER, number

Order = Literal["latest", "current", "ago", "next", "later", "previous", "first", "nth", "since"]

REPORT = r"(?:re-?inspections?|inspections?|reports?|ilacs|sif|judge?ments?|ofsted)"
_LETTER = r"(?:visits?|letters?|jtais?)"
EITHER = rf"(?:{REPORT}|{_LETTER})"
#: "full", "monitoring", "full Ofsted": what may stand before it.
SORT = r"(?:[\w-]+ ){0,2}?"
_LAST = r"(?:very )?(?:latest|newest|most recent|last)"
_OWN = r"(?:the |its |their |our |ofsted['’]?s? )?"
_BACK = r"(?:they|inspectors|ofsted) (?:came|went|returned|were) back|inspectors returned"
_GRADE = r"(?P<grade>outstanding|good|inadequate|requir(?:es?|ing) improvement)"

_ORDINALS = {
    word: place
    for place, words in enumerate(
        (
            "first 1st",
            "second 2nd",
            "third 3rd",
            "fourth 4th",
            "fifth 5th",
            "sixth 6th",
            "seventh 7th",
            "eighth 8th",
            "ninth 9th",
            "tenth 10th",
        ),
        1,
    )
    for word in words.split()
}
_ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS)})"

#: What sets the time by the order of inspections; the first that is found counts.
_ORDERS: tuple[tuple[Order, str], ...] = (
    # "since they were judged inadequate", "since Hull became good", "after its inadequate grade"
    (
        "since",
        rf"\b(?:since|after) (?:[\w’'-]+ ){{0,4}}?(?:be(?:ing|coming|came)|going|getting|went|got"
        rf"|(?:last |first )?(?:judged|rated|graded|found|declared)|was|were) "
        rf"(?:(?:judged|rated|graded|found|declared|as|to be) )*{_GRADE}\b",
    ),
    (
        "since",
        rf"\b(?:since|after) {_OWN}{_GRADE} (?:judge?ment|grade|rating|inspection|report)\b",
    ),
    ("since", rf"\b(?:since|after) {_OWN}{_LAST} {SORT}{REPORT}\b"),
    # "a year later", "two years on", "18 months after that"; and no "a year on remand"
    (
        "next",
        rf"\b(?P<away>{NUMBER}) (?P<unit>year|month)s? (?:later\b|(?:on|after) (?:from )?that\b"
        r"|(?:on|after)(?=\W*$|[,.;:?]| (?:was|were|had|has|have|did|is|are|what|how)\b))",
    ),
    (
        "previous",
        rf"\b(?P<away>{NUMBER}) (?P<unit>year|month)s? (?:earlier\b|before that\b|before(?=\W*$))",
    ),
    ("previous", rf"\b(?:and |in |for )?{_OWN}(?P<years>year) before(?: that)?\b(?! last)"),
    (
        "next",
        rf"\b(?:and |in |for )?{_OWN}(?P<years>year) after(?: that)?\b|\bthe following year\b",
    ),
    # "what has changed since?"; no "long since"
    (
        "later",
        r"\b(?:ever )?since (?:then|that)\b|(?<!long )\bsince(?=\W*$)"
        r"|^\W*(?:and |what about )*more recently\W*$",
    ),
    ("ago", rf"\b(?P<ago>{NUMBER}) {SORT}{EITHER} ago\b"),
    (
        "ago",
        rf"\b{_OWN}(?:penultimate|last but one|second[- ](?:to[- ])?last|second most recent) "
        rf"{SORT}(?:{EITHER}|time)\b"
        rf"|\b{_OWN}(?:{EITHER}|time) before (?:the )?{_LAST}(?: one)?\b"
        rf"|\b{_OWN}last (?:{EITHER}|time) but one\b"
        rf"|\bbefore {_OWN}{_LAST} {SORT}{EITHER}\b",
    ),
    (
        "next",
        rf"\b{_OWN}(?:next|following) (?=(?:\w+ ){{0,2}}(?:{EITHER}|time|one)\b)"
        rf"|\b(?:when|after|once) (?:{_BACK})\b|\bafter that\b"
        r"|\bthe (?:one|inspection|visit|report|letter) after(?: that| this| it)?\b",
    ),
    (
        "previous",
        rf"\b{_OWN}(?:(?:one|inspection|visit|report|letter|time) before(?: that| this| it)?\b"
        r"(?! (?:covid|coronavirus|(?:the )?(?:first )?(?:pandemic|lockdown)))"
        rf"|(?:previous|preceding|prior|earlier) (?=(?:\w+ ){{0,2}}(?:{EITHER}|one|time)\b))"
        r"|^\W*(?:and |what about |how about )*(?:before (?:that|then)|earlier)\W*$",
    ),
    (
        "latest",
        rf"\b{_OWN}(?:last|past|latest|(?P<before>{NUMBER}) (?:latest|most recent|last))"
        rf"(?: (?P<count>{NUMBER}))?(?: most recent)? {SORT}{EITHER}\b",
    ),
    (
        "latest",
        rf"\b{_OWN}(?:{_LAST}(?= {SORT}(?:{EITHER}|time)\b)|latest|newest|most recent(?:ly)?"
        r"|last time)\b"
        rf"|\b{_OWN}(?:any |more )?recent (?={SORT}(?:inspection|report|visit)\b)"
        r"|\blast (?:inspected|visited|looked at|came|come|sa(?:y|id)|wrote|reported)\b",
    ),
    (
        "current",
        r"\b(?:the |its |their )?(?:(?:right )?(?<!then and )(?<!then v )(?<!then vs )now"
        r"|current(?:ly)?|these days|nowadays|at present"
        r"|at the moment|as things stand)\b",
    ),
    (
        "first",
        rf"\b(?:the |its |their |our |ofsted['’]?s? |\w+['’]s? )(?:very )?(?:first|earliest)"
        rf"(?: ever)? (?:[\w-]+ ){{0,2}}?{REPORT}\b|\bthe (?:very )?(?:first|earliest) one\b"
        # Of a time, "since 2020", which is blank by now; no social worker's first visit to a child.
        r"|\bthe first (?:visit|letter)(?= {5})",
    ),
    ("nth", rf"\b(?:the |its |their |our )?{_ORDINAL} {SORT}(?:inspection|ilacs|sif)\b"),
    (
        "nth",
        rf"\b(?:the |its |their |our )?{_ORDINAL} (?:ofsted )?"
        r"(?:(?:monitoring|focus+ed|assurance) (?:visit|letter)|jtai)\b",
    ),
)
_ORDER_PATTERNS = tuple((order, re.compile(words, re.IGNORECASE)) for order, words in _ORDERS)


@dataclass(frozen=True, slots=True)
class NamedOrder:
    """An order that a question names, and the words that name it, from `start` to `end`."""

    order: Order
    start: int
    end: int
    count: int = 1
    by_year: bool = False
    """Calendar years are counted: "two years on"."""
    by_month: bool = False
    """Months are: "18 months later"."""
    grade: str | None = None
    """Of "since": the overall grade that the inspection gave, in the words of the contract."""


def read_order(question: str) -> NamedOrder | None:
    """The order of inspections that a question names, if any; times named are blank in it."""
    for order, pattern in _ORDER_PATTERNS:
        if found := pattern.search(question):
            parts = found.groupdict()
            grade, unit = ((parts.get(part) or "").lower() for part in ("grade", "unit"))
            years = parts.get("years") or "following year" in found.group().lower()
            return NamedOrder(
                order,
                *found.span(),
                count=_count(order, parts),
                by_year=bool(years or unit == "year"),
                by_month=unit == "month",
                grade="requires improvement" if grade.startswith("requir") else grade or None,
            )
    return None


def _count(order: Order, parts: dict[str, str | None]) -> int:
    if ordinal := parts.get("ordinal"):
        return _ORDINALS[ordinal.lower()]
    if order == "ago":
        return number(parts.get("ago") or "two")
    if parts.get("unit"):
        # "18 months later" is the visit after
        return number(parts["away"] or "one") if (parts["unit"] or "").lower() == "year" else 1
    told = parts.get("count") or parts.get("before")
    return number(told) if told else 1


def place_name(place: int) -> str:
    """ "second" for 2."""
    return next((word for word, number in _ORDINALS.items() if number == place), f"{place}th")


def place_in(words: str) -> int | None:
    """2 for "second"; None for what is no place in an order."""
    return _ORDINALS.get(words.lower())
