"""An authority's grades by area of judgement over time, each under its own framework."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.held import AREA_NAMES
from assistant.register_answers import area_name, gives_no_overall, grade_words
from corpus.types import FULL_INSPECTIONS, Document, Framework

#: The safeguarding board's grade: its own, never the authority's.
BOARD = "lscb"

#: Of two areas judged as one, what the register and the documents have in place of a grade.
_COMBINED = "combined_with_care"


@dataclass(frozen=True, slots=True)
class Step:
    """What one inspection judged in one area."""

    document: Document
    grade: str
    """In the words of the contract; empty where the framework gives none."""
    name: str
    """What this framework calls the area."""
    combined: bool = False
    """Children in care and care leavers were judged as one."""

    @property
    def words(self) -> str:
        """The grade in a reader's words, or that there is none."""
        if not self.grade:
            return "not given"
        return grade_words(self.grade)


@dataclass(frozen=True, slots=True)
class AreaOverTime:
    """One area of judgement through the inspections that judged it, oldest first."""

    area: str
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """What a reader calls it: as the newest framework that judged it does."""
        name = AREA_NAMES[self.area]
        return name[:1].upper() + name[1:]

    def step_of(self, document: Document) -> Step | None:
        """What that inspection judged; None if it did not judge this area."""
        return next((s for s in self.steps if s.document.name == document.name), None)

    def by_framework(self) -> list[tuple[Framework | None, list[Step]]]:
        """Its steps, framework by framework: grades of different ones are not to be joined."""
        groups = groupby(self.steps, key=lambda step: step.document.framework)
        return [(framework, list(steps)) for framework, steps in groups]


def grades_over_time(visits: Sequence[Document]) -> list[AreaOverTime]:
    """The authority's own grades, an area each, in the order of the contract; none of the board's.

    `visits` are an authority's, held or not, oldest first. An inspection since April 2026 has a
    step without a grade for overall effectiveness.
    """
    full = [d for d in visits if d.kind in FULL_INSPECTIONS]
    areas = [_area(area, full) for area in AREA_NAMES if area != BOARD]
    return [area for area in areas if any(step.grade for step in area.steps)]


def board_grades(visits: Sequence[Document]) -> AreaOverTime | None:
    """The safeguarding board's grades over time; None where there are none."""
    found = _area(BOARD, visits)
    return found if found.steps else None


def inspections_of(areas: Sequence[AreaOverTime]) -> list[Document]:
    """The inspections that judged any of the areas, oldest first."""
    judged = {step.document.name: step.document for area in areas for step in area.steps}
    return sorted(judged.values(), key=lambda d: d.last_day)


def _area(area: str, inspections: Sequence[Document]) -> AreaOverTime:
    steps = (_step(area, document) for document in inspections)
    return AreaOverTime(area, tuple(step for step in steps if step))


def _step(area: str, document: Document) -> Step | None:
    grades = {j.area: j.grade for j in document.judgements}
    combined = grades.get("care_leavers") == _COMBINED
    if area == "care_leavers" and combined:
        grade = grades.get("in_care", "")
    else:
        grade = grades.get(area, "")
    if grade:
        both = combined and area in ("in_care", "care_leavers")
        return Step(document, grade, area_name(document, area), both)
    if area == "overall" and gives_no_overall(document):
        return Step(document, "", area_name(document, area))
    return None
