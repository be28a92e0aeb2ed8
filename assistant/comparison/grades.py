"""The grade that goes with a cell: of an area of judgement, or of the section that treats one of
practice. Grades of different frameworks are no common yardstick, so each says its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.authorities_meant import grade_of, is_judged
from assistant.held import AREA_NAMES
from assistant.register_answers import NO_OVERALL, gives_no_overall, grade_words
from corpus.register import is_held
from corpus.types import Document, Judgement

_AS_ONE = "children in care and care leavers, judged as one"


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade, and the inspection that gave it."""

    grade: str
    """In the words of the contract."""
    area: str
    """The area of judgement: a key of AREA_NAMES."""
    inspection: Document
    newer: Document | None = None
    """The authority's last full inspection, where that is a later one without this grade."""

    @property
    def words(self) -> str:
        """ "Requires improvement to be good"."""
        words = grade_words(self.grade)
        return words[:1].upper() + words[1:]

    @property
    def area_words(self) -> str:
        """What was judged: "help and protection"."""
        as_one = self.area in ("in_care", "care_leavers") and judged_as_one(self.inspection)
        return _AS_ONE if as_one else AREA_NAMES[self.area]

    @property
    def when(self) -> str:
        """The last month of the inspection and its framework: "June 2022, ILACS"."""
        return f"{self.inspection.last_day:%B %Y}, {self.inspection.framework or 'no framework'}"

    @property
    def sentence(self) -> str:
        """ "Good for help and protection (June 2022, ILACS, from the report held)."."""
        said = f"{self.words} for {self.area_words} ({self.when}, from the {self.source})."
        return f"{said} {self.note}".strip()

    @property
    def source(self) -> str:
        """Whether the grade was read from a document held, or is only in the register."""
        return "report held" if is_held(self.inspection) else "register of inspections"

    @property
    def note(self) -> str:
        """Why the last full inspection has no such grade; empty where this is of the last."""
        if not self.newer:
            return ""
        return f"The last inspection gives none: {_why_none(self.newer, self.area)}."


def latest_grade(area: str, inspections: Sequence[Document]) -> Grade | None:
    """The latest grade known of an area of judgement, of full inspections newest first."""
    for inspection in inspections:
        if grade := grade_of(inspection, area):
            newer = inspections[0] if inspection is not inspections[0] else None
            return Grade(grade, area, inspection, newer)
    return None


def judgement_at(document: Document, start: int, end: int) -> Judgement | None:
    """The judgement whose section a span of a whole document stands in, the innermost.

    Reports repeat each grade in the heading of its section; a summary or list of what must improve
    stands in none, nor does anything in a letter.
    """
    above = {
        document.text[judgement.heading[0] : judgement.heading[1]]: judgement
        for judgement in document.judgements
        if judgement.heading and judgement.area != "lscb"
    }
    sections = (p.section for p in document.paragraphs if p.start < end and start < p.end)
    for section in sections:
        for heading in reversed(section):
            if heading in above:
                return above[heading]
    return None


def judged_as_one(inspection: Document) -> bool:
    """Whether children in care and care leavers had one judgement, as in older reports."""
    return any(
        j.area == "care_leavers" and j.grade == "combined_with_care" for j in inspection.judgements
    )


def _why_none(inspection: Document, area: str) -> str:
    when = f"{inspection.last_day:%B %Y}"
    if not is_judged(inspection):
        return f"{when}, its grades could not be read"
    if area == "overall" and gives_no_overall(inspection):
        return f"{when}, overall grades are {NO_OVERALL}"
    return f"{when}, {inspection.framework} does not judge {AREA_NAMES[area]} on its own"
