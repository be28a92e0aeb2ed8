"""Grades, read from the table on the first page and from the headings that repeat them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.types import Judgement, Paragraph

#: Areas of judgement, each with how its printed label is known; the first that fits is meant.
Areas = tuple[tuple[str, re.Pattern[str]], ...]

#: A grade as printed, in any framework: "Requires improvement to be good", "Inadequate".
GRADE = re.compile(
    r"\b(outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate)\b\.?",
    re.IGNORECASE,
)

#: What the printed label of a row says it judges, first match wins.
_AREAS: Areas = (
    ("lscb", re.compile(r"safeguarding children.?s? board|\blscb\b", re.IGNORECASE)),
    ("leaders", re.compile(r"impact of leaders|leadership, management", re.IGNORECASE)),
    ("adoption", re.compile(r"adoption performance", re.IGNORECASE)),
    (
        "help_and_protection",
        re.compile(r"need(?:ing)? (?:of )?(?:early )?help (?:and|or) protection", re.I),
    ),
    ("in_care", re.compile(r"children in care|looked after", re.IGNORECASE)),
    ("care_leavers", re.compile(r"care leavers|care[- ]experienced", re.IGNORECASE)),
    (
        "overall",
        re.compile(
            r"overall (?:effectiveness|judgement)"
            r"|^(?:the )?(?:local authority )?children.s services",
            re.IGNORECASE,
        ),
    ),
)

#: Areas that only the looked-after inspections of 2013 judge apart.
_AREAS_2013: Areas = (
    ("overall", re.compile(r"^overall effectiveness", re.IGNORECASE)),
    ("capacity_to_improve", re.compile(r"^capacity to improve", re.IGNORECASE)),
    ("outcomes", re.compile(r"^outcomes for", re.IGNORECASE)),
    ("quality_of_provision", re.compile(r"^quality of provision", re.IGNORECASE)),
    ("leaders", re.compile(r"^leadership and management", re.IGNORECASE)),
)

#: "Grade 4 (Inadequate)", under its area's heading.
_GRADE_2013 = re.compile(r"Grade [1-4] ?\((\w+)\)", re.IGNORECASE)

#: "Quality of provision Inadequate Grade 4", a row of the record at the end of such a report.
_ROW_2013 = re.compile(r"(.{5,80}?) (Outstanding|Good|Adequate|Inadequate)(?: Grade [1-4])?")

_BRACKETS = re.compile(r"\([^)]*\)")

#: Before 2023 one judgement was of children in care and of care leavers.
_COMBINED = re.compile(
    r"(?:in care|looked after) and (?:care leavers|care[- ]experienced)", re.IGNORECASE
)

#: "The Local Safeguarding Children Board requires improvement", "The LSCB is inadequate because:",
#: headings of the board's part.
_BOARD = re.compile(
    r"(?:local safeguarding children.?s?(?: board)?(?: \(?\w+\)?)?|\blscb)"
    r" (?:is|requires|was|judged)",
    re.IGNORECASE,
)

#: Longer than any heading that ends in its section's grade: "… in care: requires improvement to be
#: good".
_LONGEST_HEADING = 200

Found = dict[str, Judgement]


@dataclass(frozen=True, slots=True)
class ReadJudgements:
    """A document's judgements, and where its own statements of a grade disagree."""

    judgements: tuple[Judgement, ...]
    conflicts: tuple[str, ...] = ()


def grade_name(printed: str) -> str:
    """The grade in lower case, in the words of the contract: "requires improvement", "good"."""
    words = " ".join(printed.lower().rstrip(".").split())
    return "requires improvement" if words.startswith("require") else words


def read_judgements(text: str, paragraphs: Sequence[Paragraph]) -> ReadJudgements:
    """Each area's grade with the span it was read from; the board's never as the authority's.

    The table of judgements says first (one row of it is a line of the "judgement" paragraph); a
    section's heading that repeats the grade is noted beside it, or says where no table does.
    """
    found: Found = {}
    for paragraph in paragraphs:
        if paragraph.role == "judgement":
            start = paragraph.start
            for row in text[paragraph.start : paragraph.end].split("\n"):
                for judgement in _read_row(row, start, _AREAS):
                    found.setdefault(judgement.area, judgement)
                start += len(row) + 1
    conflicts: list[str] = []
    for paragraph in paragraphs:
        if paragraph.role == "heading":
            for judgement in _of_heading(text, paragraph):
                conflicts += _entered(judgement, paragraph, found)
    for judgement in _of_2013(text, paragraphs):
        found.setdefault(judgement.area, judgement)
    return ReadJudgements(tuple(found.values()), tuple(conflicts))


def _of_heading(text: str, heading: Paragraph) -> Iterator[Judgement]:
    """The grade that a section's heading ends in, or that one of the board's part states."""
    words = text[heading.start : heading.end]
    grades = list(GRADE.finditer(words))
    if not grades or len(words) > _LONGEST_HEADING:
        return
    if _BOARD.search(words):
        printed = grades[-1].group(1)
        yield Judgement("lscb", grade_name(printed), heading.start, heading.end, printed)
    elif len(words) - grades[-1].end() < 3:
        judged = (area for area in _AREAS if area[0] not in ("lscb", "overall"))
        yield from _read_row(words, heading.start, tuple(judged))


def _entered(judgement: Judgement, heading: Paragraph, found: Found) -> Iterator[str]:
    """Enter what a heading says beside what the table says; a clause where they disagree."""
    known = found.setdefault(judgement.area, judgement)
    if judgement.grade == "combined_with_care" or known.grade == "combined_with_care":
        return
    if known.heading is None and known.grade == judgement.grade:
        found[known.area] = replace(known, heading=(heading.start, heading.end))
    elif known.grade != judgement.grade:
        where = f" on page {heading.pages[0]}" if heading.pages else ""
        yield (
            f"the heading{where} gives “{judgement.printed}” where the table of judgements gives "
            f"“{known.printed}” ({known.area.replace('_', ' ')}): the table's is taken"
        )


def _of_2013(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Judgement]:
    """The grades of a looked-after inspection: under the headings, and in the record at the end."""
    for above, below in pairwise(p for p in paragraphs if p.role == "heading"):
        grade = _GRADE_2013.fullmatch(text[below.start : below.end])
        area = _area_of(text[above.start : above.end], _AREAS_2013)
        if grade and area:
            printed = grade.group()
            yield Judgement(area, grade_name(grade[1]), above.start, below.end, printed)
    for paragraph in paragraphs:
        if "Record of main findings" in paragraph.section:
            row = _ROW_2013.fullmatch(text[paragraph.start : paragraph.end])
            area = _area_of(row[1], _AREAS_2013) if row else None
            if row and area:
                yield Judgement(area, grade_name(row[2]), paragraph.start, paragraph.end, row[2])


def _area_of(label: str, areas: Areas) -> str | None:
    return next((area for area, pattern in areas if pattern.search(label)), None)


def _read_row(row: str, start: int, areas: Areas) -> Iterator[Judgement]:
    """The judgement, or the two that one row gives, of a label that ends in its grade.

    None of a row with two grades, this inspection's and an earlier one's: which is which is not
    to be guessed. What stands in brackets is not the grade.
    """
    grades = list(GRADE.finditer(_BRACKETS.sub(lambda found: " " * len(found.group()), row)))
    if len({grade_name(grade.group(1)) for grade in grades}) > 1:
        return
    label = row[: grades[-1].start()] if grades else ""
    area = _area_of(label, areas) if grades else None
    if area is None:
        return
    printed, end = grades[-1].group(1), start + len(row)
    yield Judgement(area, grade_name(printed), start, end, printed)
    if area == "in_care" and _COMBINED.search(label):
        yield Judgement("care_leavers", "combined_with_care", start, end, printed)
