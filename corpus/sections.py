"""What a section is, by its heading: a list of what must change, of strengths, or a summary;
and where a letter says what its visit looked at."""

from __future__ import annotations

import re
from typing import Literal

from corpus.types import Document, Paragraph

ListKind = Literal[
    "what needs to improve", "recommendations", "areas for priority action", "strengths"
]

#: Headings of lists, in the words of every framework since 2013; the first that fits is meant.
_LISTS: tuple[tuple[ListKind, str], ...] = (
    (
        "areas for priority action",
        r"areas? for priority action|priority and immediate action|priority actions?\b",
    ),
    ("recommendations", r"recommendations?\b"),
    (
        "what needs to improve",
        r"what (?:needs|do(?:es)? .{3,60} need) to improve"
        r"|areas? (?:for (?:improvement|development)|requiring improvement)",
    ),
    ("strengths", r".{0,60}\bstrengths?\b"),
)
_LIST_PATTERNS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _LISTS)

#: What a letter says that its visit looked at: a sentence, and in letters on monitoring a list.
LOOKED_AT = re.compile(
    r"\bthe focus of (?:this|the) visit was (?:on )?"
    r"|\b(?:inspectors|we|this visit|the visit) (?:looked at|reviewed|considered|evaluated"
    r"|focused on|examined)\s+(?!a (?:wide )?range of evidence)"
    r"|\binspection(?: \(JTAI\))? of the (?=multi-agency response)",
    re.IGNORECASE,
)
COVERED = re.compile(r"areas covered by (?:the|this) visit", re.IGNORECASE)

_SUMMARY = re.compile(
    r"^(?:executive summary|summary\b|headline findings|overview$|.{5,60} because:?$)",
    re.IGNORECASE,
)

_BOARD = re.compile(r"safeguarding children.?s? board|\blscb\b", re.IGNORECASE)


def list_kind(section: tuple[str, ...]) -> ListKind | None:
    """What list a section is, by its own heading or the one above; None if it is none.

    A list may have labels: "Recommendations", and under it "Leadership, management and governance".
    """
    for heading in reversed(section[-2:]):
        for kind, pattern in _LIST_PATTERNS:
            if pattern.match(heading):
                return kind
    return None


def is_summary(section: tuple[str, ...]) -> bool:
    """Whether a section sums up what numbered paragraphs say elsewhere."""
    return any(_SUMMARY.match(heading) for heading in section[-2:])


def is_of_board(section: tuple[str, ...]) -> bool:
    """Whether a section is in the safeguarding board's part of a report of 2013 to 2018."""
    return any(_BOARD.search(heading) for heading in section)


def repeats_others(paragraph: Paragraph) -> bool:
    """Whether a paragraph stands where a report says again what its findings say."""
    return is_summary(paragraph.section) or list_kind(paragraph.section) is not None


def to_cite(document: Document, paragraph: Paragraph) -> Paragraph:
    """Of the paragraphs that state a finding, the one to cite: the numbered one of the findings."""
    if not repeats_others(paragraph):
        return paragraph
    same = (p for p in document.paragraphs if p.start in paragraph.repeats)
    return next((p for p in same if p.printed_number and not repeats_others(p)), paragraph)
