"""Which set of authorities a question means: a region's, an authority's neighbours', those of a
grade. A set is named, and filled by the caller. Also the words for grades, areas of judgement and
councils that other readers of a question share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from corpus.authorities import load_authorities

Span = tuple[int, int]

#: What users call authorities, several of them.
COUNCILS = r"(?:(?:local )?authorities|councils|boroughs|counties|las|unitaries|children.?s trusts)"

#: How a region's name is written, besides its own name.
_ALSO = {
    "London": r"(?:greater |the capital.?s )?london",
    "Yorkshire and the Humber": r"yorks(?:hire)?(?: (?:and|&) (?:the )?humber(?:side)?)",
    "East of England": r"east(?:ern)? of england|eastern england|eastern region",
}
#: "Yorkshire councils" means the region where several are asked about, "Yorkshire" alone any of
#: three authorities.
_YORKSHIRE = re.compile(
    r"\b(?:in|across) yorkshire\b|\byorkshire\b(?=['’]?s? " + COUNCILS + ")", re.I
)
_MIDLANDS = re.compile(r"\b(?<!east )(?<!west )midlands\b", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"\b(?:outside|outwith|not in|except(?: for| in)?|excluding|other than in|beyond)(?: the)? $",
    re.IGNORECASE,
)
#: What borrows a region's name.
_BORROWER = re.compile(r"\s+(?:police|ambulance|fire|NHS|hospitals?|strategic|combined)\b", re.I)

_NEIGHBOURS = re.compile(
    r"\b(?:(?:the )?statistical(?:ly)? neighbou?rs?(?: of| to| for)?(?: the)?"
    r"|(?:statistical(?:ly)? )?neighbou?rs of"
    rf"|(?:other )?(?:similar|comparable) {COUNCILS}(?: to)?"
    rf"|(?:(?:other|any) )?{COUNCILS} (?:that are |which are )?(?:most )?(?:like|similar to"
    r"|comparable (?:to|with)))(?=\s|\W*$)",
    re.IGNORECASE,
)
_OURS = re.compile(r"\s*(?:ours?|us|ourselves|this one|it|them|mine)\b", re.IGNORECASE)

GRADE = r"(?:outstanding|good|inadequate|requir(?:es?|ing) improvement(?: to be good)?|ri)"

#: Areas of judgement of the contract, as users name them after a grade.
AREAS_OF_JUDGEMENT: tuple[tuple[str, str], ...] = (
    ("overall", r"overall(?: effectiveness)?"),
    ("leaders", r"(?:the )?(?:impact of )?leader(?:s|ship)(?: and management)?"),
    ("help_and_protection", r"(?:help and protection|child protection|protection)"),
    ("in_care", r"(?:children (?:in care|looked after)|(?:looked[- ]after|cared[- ]for) children)"),
    ("care_leavers", r"(?:care leavers|leaving care|care[- ]experienced young people)"),
    ("adoption", r"adoption"),
    ("lscb", r"(?:the )?(?:safeguarding (?:children(?:.?s)? )?board|l?scbs?)"),
)
_AREA = "|".join(pattern for _, pattern in AREAS_OF_JUDGEMENT)
_JUDGED = r"(?:currently |now )?(?:judged|rated|graded|found|ranked)(?: to be| as)?"
_GRADED = re.compile(
    rf"\b(?:(?:from|in|among|amongst|at|by|of|do|does|what|how|where)\s+)?(?:the |those |other )*"
    rf"(?:{COUNCILS}|those|ones)\s+(?:(?:that|which|who)(?:.?ve| have)?\s*)?"
    rf"(?:(?:are|were|is|was|been)\s+)?{_JUDGED}\s+(?P<after>{GRADE})"
    rf"(?:\s+(?:for|on|in)\s+(?P<area>{_AREA})\b)?"
    rf"|\b(?:(?:from|in|among|amongst|at|by|of)\s+)?(?:the |other )*(?P<before>{GRADE})"
    rf"(?:[- ](?:rated|graded|judged))?\s+{COUNCILS}\b",
    re.IGNORECASE,
)


def regions_named(text: str, taken: Sequence[Span] = ()) -> tuple[tuple[str, ...], list[Span]]:
    """The regions of England a text names, and where; all others of one that is left out.

    `taken` are spans that name something else: the North East of North East Lincolnshire.
    """
    named: dict[str, None] = {}
    spans: list[Span] = []
    for region, pattern in _regions():
        for found in pattern.finditer(text):
            inside = any(start < found.end() and found.start() < end for start, end in taken)
            if inside or _BORROWER.match(text, found.end()):
                continue
            left_out = _OUTSIDE.search(text, 0, found.start())
            others = [other for other, _ in _regions() if other != region]
            named |= dict.fromkeys(others if left_out else [region])
            spans.append((left_out.start() if left_out else found.start(), found.end()))
    for found in _MIDLANDS.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in [*taken, *spans]):
            named |= {"East Midlands": None, "West Midlands": None}
            spans.append(found.span())
    return tuple(named), spans


def yorkshire_named(text: str) -> list[Span]:
    """Where "Yorkshire" stands for its region: "Yorkshire councils", "who in Yorkshire"."""
    return [found.span() for found in _YORKSHIRE.finditer(text)]


def neighbours_asked(text: str) -> Span | None:
    """Where a text asks of authorities like another, without that other's name."""
    if not (found := _NEIGHBOURS.search(text)):
        return None
    ours = _OURS.match(text, found.end())
    return found.start(), ours.end() if ours else found.end()


def grade_of_authorities(text: str) -> tuple[str, str | None, Span] | None:
    """The grade by which a text chooses authorities, its area (None: overall), and where.

    "examples from authorities judged outstanding for care leavers".
    """
    found = _GRADED.search(text)
    if not found:
        return None
    area = found["area"] and area_named(found["area"])
    return grade_named(found["after"] or found["before"]), area or None, found.span()


def area_named(text: str) -> str | None:
    """The area of judgement that words name to the last one, in the words of the contract."""
    return next(
        (a for a, pattern in AREAS_OF_JUDGEMENT if re.fullmatch(pattern, text.strip(), re.I)), None
    )


def grade_named(words: str) -> str:
    """A grade in the words of the contract: "requires improvement"."""
    plain = words.lower()
    return "requires improvement" if plain.startswith(("requir", "ri")) else plain


@cache
def _regions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    names = sorted({authority.region for authority in load_authorities()})
    return tuple(
        (name, re.compile(rf"\b(?:{_ALSO.get(name) or _way_of(name)})\b", re.IGNORECASE))
        for name in names
    )


def _way_of(name: str) -> str:
    """ "North-West", "north western"; not "SW", which is a social worker."""
    return r"[\s-]?".join(name.lower().split()) + r"(?:ern)?(?: england)?"
