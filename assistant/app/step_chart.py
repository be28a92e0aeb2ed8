"""Grades over time as a step chart: inline SVG in the page's own colours, printable.

Each area has a row of its own, each framework a band; a line is broken where the framework changes.
What the chart shows stands in words beside its dots, and again in the table that goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from itertools import groupby, pairwise

from assistant.history.grades_over_time import AreaOverTime, Step, inspections_of
from assistant.history.timeline import own_visit_name
from corpus.types import Document

#: The level of each grade, from the top; "adequate" (2013) stands where the third grade did then.
_LEVELS = {
    "outstanding": 0,
    "good": 1,
    "adequate": 2,
    "requires improvement": 2,
    "inadequate": 3,
}

#: In pixels, before the chart is scaled to its place.
_WIDTH = 800
_LEFT = 178
_RIGHT = 12
_TOP = 26
_ROW = 74
_HEADROOM = 20
_LEVEL = 11
_FOOT = 24
_GAP = 7
_LETTER = 7.1
_LINE = 13

#: Room after the last inspection, for its grade's words.
_TAIL = 152


@dataclass(slots=True)
class _Axis:
    """Days across the chart."""

    first: date
    days: int
    boxes: list[tuple[float, float, float]] = field(default_factory=list)

    def x(self, day: date) -> float:
        share = (day - self.first).days / self.days
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def step_chart(areas: Sequence[AreaOverTime], label: str) -> str:
    """The chart as an SVG element named `label`; empty where there is nothing to draw."""
    inspections = inspections_of(areas)
    if not inspections:
        return ""
    first = date(inspections[0].last_day.year, 1, 1)
    days = max((inspections[-1].last_day - first).days, 1)
    plot = _WIDTH - _LEFT - _RIGHT
    axis = _Axis(first, round(days * plot / (plot - _TAIL)))
    height = _TOP + _ROW * len(areas) + _FOOT
    parts = [
        *_bands(inspections, axis, height),
        *_years(axis, inspections[-1].last_day.year, height),
        *(part for row, area in enumerate(areas) for part in _row(area, row, inspections, axis)),
    ]
    return (
        f"<svg viewBox='0 0 {_WIDTH} {height}' role='img' aria-label='{escape(label)}' "
        f"class='steps'>{''.join(parts)}</svg>"
    )


def _bands(inspections: Sequence[Document], axis: _Axis, height: int) -> Iterator[str]:
    """A band for each framework, from its first inspection to the next framework's."""
    starts = [
        (name or "", axis.x(next(own).last_day) - _GAP)
        for name, own in groupby(inspections, key=lambda d: d.framework)
    ]
    ends = [x for _, x in starts[1:]] + [_WIDTH - _RIGHT]
    for number, ((name, start), end) in enumerate(zip(starts, ends, strict=True)):
        shade = "odd" if number % 2 else "even"
        yield (
            f"<rect class='band {shade}' x='{start}' y='0' width='{end - start:.1f}' "
            f"height='{height - _FOOT}'/>"
            f"<line class='border' x1='{start}' x2='{start}' y1='0' y2='{height - _FOOT}'/>"
        )
        room = end - start > _LETTER * len(name) + 8
        x, anchor = (start + 6, "start") if room else (end, "end")
        yield f"<text class='framework' x='{x}' y='17' text-anchor='{anchor}'>{escape(name)}</text>"


def _years(axis: _Axis, last: int, height: int) -> Iterator[str]:
    for year in range(axis.first.year, last + 1):
        x = axis.x(date(year, 1, 1))
        yield (
            f"<line class='tick' x1='{x}' x2='{x}' y1='{height - _FOOT}' "
            f"y2='{height - _FOOT + 5}'/>"
            f"<text class='year' x='{x + 2}' y='{height - 5}'>{year}</text>"
        )


def _row(
    area: AreaOverTime, row: int, inspections: Sequence[Document], axis: _Axis
) -> Iterator[str]:
    top = _TOP + row * _ROW
    yield f"<line class='rule' x1='0' x2='{_WIDTH - _RIGHT}' y1='{top}' y2='{top}'/>"
    for line, words in enumerate(_wrapped(area.name)):
        y = top + 34 + line * 15
        yield f"<text class='area' x='0' y='{y}'>{escape(words)}</text>"
    axis.boxes = []
    for _, steps in area.by_framework():
        yield from _stretch(steps, top, inspections, axis)


def _stretch(
    steps: Sequence[Step], top: float, inspections: Sequence[Document], axis: _Axis
) -> Iterator[str]:
    """The steps of one framework: a line to the next inspection of another, dots, and words."""
    end = _end(steps[-1], inspections, axis)
    graded = [step for step in steps if step.grade]
    if graded:
        points = [(axis.x(s.document.last_day), _y(s, top)) for s in graded]
        turns = "".join(f"H{x}V{y}" for x, y in points[1:])
        yield f"<path class='line' d='M{points[0][0]} {points[0][1]}{turns}H{end}'/>"
        for (_, before), (x, after) in pairwise(points):
            # Words above the lower of two grades stop at the riser between them.
            if before != after:
                axis.boxes.append((x - 2, x + 2, max(before, after) - 5))
    for step in steps:
        x, y = axis.x(step.document.last_day), _y(step, top)
        if step.grade:
            told = f"{own_visit_name(step.document)}: {step.name}: {step.words}"
            title = f"<title>{escape(told)}</title>"
            yield f"<circle class='dot' cx='{x}' cy='{y}' r='4.5'>{title}</circle>"
        yield _words(step, x, y, axis)


def _end(step: Step, inspections: Sequence[Document], axis: _Axis) -> float:
    """Where a grade's line ends: before the first inspection under another framework, if any."""
    later = (
        d
        for d in inspections
        if d.last_day > step.document.last_day and d.framework != step.document.framework
    )
    other = next(later, None)
    return axis.x(other.last_day) - 2 * _GAP if other else _WIDTH - _RIGHT


def _words(step: Step, x: float, y: float, axis: _Axis) -> str:
    """The grade above its dot, or below where another's words stand; else only in the table."""
    words = "Requires improvement" if step.grade == "requires improvement" else step.words
    words = words[:1].upper() + words[1:]
    width = _LETTER * len(words)
    start = min(x, _WIDTH - _RIGHT - width)
    for line in (y - 8, y + 16):
        box = (start, start + width, line)
        free = all(
            box[1] < a or b < box[0] or abs(line - other) >= _LINE for a, b, other in axis.boxes
        )
        if free:
            axis.boxes.append(box)
            return f"<text class='grade' x='{start:.1f}' y='{line}'>{escape(words)}</text>"
    return ""


def _y(step: Step, top: float) -> float:
    return top + _HEADROOM + _LEVELS.get(step.grade, 1.5) * _LEVEL


def _wrapped(name: str) -> list[str]:
    """A name in lines of up to 24 letters."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= 24:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
