"""Grades, read from the table on the first page and from the headings that repeat them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.types import Judgement, Paragraph

#: A grade as printed, in any framework: "Requires improvement to be good", "Inadequate".
GRADE = re.compile(
    r"\b(outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate)\b\.?",
    re.IGNORECASE,
)

#: What the printed label of a row says it judges, first match wins.
_AREAS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("lscb", re.compile(r"safeguarding children.?s? board|\blscb\b", re.IGNORECASE)),
    ("leaders", re.compile(r"impact of leaders|leadership, management", re.IGNORECASE)),
    ("adoption", re.compile(r"adoption performance", re.IGNORECASE)),
    ("help_and_protection", re.compile(r"need(?:ing)? (?:of )?help and protection", re.IGNORECASE)),
    ("in_care", re.compile(r"children in care|looked after", re.IGNORECASE)),
    ("care_leavers", re.compile(r"care leavers", re.IGNORECASE)),
    (
        "overall",
        re.compile(
            r"overall (?:effectiveness|judgement)"
            r"|^(?:the )?(?:local authority )?children.s services",
            re.IGNORECASE,
        ),
    ),
)

#: "The Local Safeguarding Children Board requires improvement", "The LSCB is inadequate because:",
#: headings of the board's part.
_BOARD = re.compile(
    r"(?:local safeguarding children.?s? board(?: \(?\w+\)?)?|\blscb) (?:is|requires|was|judged)",
    re.IGNORECASE,
)


def grade_name(printed: str) -> str:
    """The grade in lower case, in the words of the contract: "requires improvement", "good"."""
    words = " ".join(printed.lower().rstrip(".").split())
    return "requires improvement" if words.startswith("require") else words


def read_judgements(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Judgement, ...]:
    """Each area's grade with the span it was read from; the board's never as the authority's.

    One row of the table is one line of the "judgement" paragraph.
    """
    found: dict[str, Judgement] = {}
    for paragraph in paragraphs:
        if paragraph.role == "judgement":
            start = paragraph.start
            for row in text[paragraph.start : paragraph.end].split("\n"):
                _read_row(row, start, found)
                start += len(row) + 1
        elif paragraph.role == "heading":
            heading = text[paragraph.start : paragraph.end]
            if _BOARD.search(heading):
                _read_row(heading, paragraph.start, found)
    return tuple(found.values())


def _read_row(row: str, start: int, found: dict[str, Judgement]) -> None:
    grades = list(GRADE.finditer(row))
    if not grades:
        return
    label = row[: grades[-1].start()]
    for area, pattern in _AREAS:
        if pattern.search(label):
            grade = grade_name(grades[-1].group(1))
            found.setdefault(area, Judgement(area, grade, start, start + len(row)))
            if area == "in_care" and re.search(r"in care and care leavers", label, re.IGNORECASE):
                found.setdefault(
                    "care_leavers",
                    Judgement("care_leavers", "combined_with_care", start, start + len(row)),
                )
            return
