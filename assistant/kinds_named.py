"""Which kinds of document a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.sets_of_authorities import Span
from corpus.types import Kind

#: Kinds of document by the words for them. The first of this list that a question names is meant,
#: wherever it stands, and any joined to it by "and" or "or".
KINDS: tuple[tuple[tuple[Kind, ...], str], ...] = (
    (("monitoring_visit",), r"monitoring (?:visits?|letters?)"),
    (
        ("focused_visit",),
        r"(?:ilacs )?focus+ed (?:assurance )?(?:visits?|letters?)|(?:covid )?assurance visits?",
    ),
    (
        ("jtai",),
        r"jtais?(?: inspections?| letters?| reports?)?|joint (?:targeted )?(?:area )?"
        r"(?:child protection )?inspections?(?: letters?| reports?)?",
    ),
    (("sif_reinspection",), r"(?:sif )?re-?inspect(?:ions?(?: reports?)?|ed)"),
    (
        ("focused_visit", "monitoring_visit", "jtai"),
        r"(?:visit|ofsted(?:.s)?|inspectors.?|latest|newest|last|most recent|published) letters?"
        r"|(?:visit )?letters?(?= (?:from|of|to|about) (?!intent|concern|claim|parents|families"
        r"|expectation|instruction))|(?<=the )(?<!plo the )letters?(?=\W*$| (?:say|said|find"
        r"|found))"
        r"|(?<=only the )letters?",
    ),
    (
        ("sif", "sif_reinspection"),
        r"(?:sif|single inspection framework)(?: inspections?| reports?)?",
    ),
    (("ilacs",), r"ilacs(?: inspections?| reports?)?"),
    # Most reviews of safeguarding boards are a part of the authority's report.
    (
        ("lscb_review", "sif", "sif_reinspection"),
        r"lscb,? reviews?|reviews? of the (?:lscb|safeguarding (?:children )?board)",
    ),
    (
        ("ilacs", "sif", "sif_reinspection", "looked_after_2013"),
        r"(?:full|standard|short|graded) inspections?(?: reports?)?",
    ),
)

#: "only the monitoring visits", "focused visits": a filter, not the name of one visit.
_FILTER = re.compile(r"\b(?:only|just|solely)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:,|&|,?\s?\b(?:and|or)\b)\s*(?:the )?", re.IGNORECASE)


def kinds_named(text: str) -> tuple[tuple[Kind, ...], list[Span]]:
    """The kinds of document that a text names, and where."""
    found = [
        (kinds, match.span())
        for kinds, pattern in KINDS
        for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE)
    ]
    if not found:
        return (), []
    meant = [found[0]]
    # The nearest first, so that each of "SIF, ILACS and focused visits" is joined to the next.
    for kinds, span in sorted(found[1:], key=lambda one: abs(one[1][0] - meant[0][1][0])):
        ends = [(min(span, other), max(span, other)) for _, other in meant]
        if any(_JOINED.fullmatch(text, first[1], last[0]) for first, last in ends):
            meant.append((kinds, span))
    named = dict.fromkeys(kind for kinds, _ in meant for kind in kinds)
    return tuple(named), [span for _, span in meant]


def is_filter(text: str, spans: Sequence[Span]) -> bool:
    """Whether kinds named there are a filter, and not the name of one visit."""
    plural = all(text[start:end].lower().endswith("s") for start, end in spans)
    return plural or bool(_FILTER.search(text))
