"""What refusing would come to if it cut the evidence elsewhere: the refusal curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.results import QuestionResult


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Precision and recall of refusal where evidence below `threshold` is refused."""

    threshold: float
    refused: int
    precision: float | None
    """Of the questions refused, the share that no document answers; None if none is refused."""
    recall: float | None
    """Of the questions that no document answers, the share refused; None if there are none."""


def threshold_in_force() -> float:
    """The evidence below which the assistant refuses."""
    from assistant.evidence import THRESHOLD

    return THRESHOLD


def refusal_curve(
    results: Sequence[QuestionResult], in_force: float | None = None
) -> list[CurvePoint]:
    """A point at the threshold in force and wherever the questions refused change, rising.

    Precision and recall are over all questions. Those refused for another reason than want of
    evidence stay refused: their evidence was not looked for, or is not below the threshold in
    force. Empty where no question's evidence was looked for.
    """
    seen = {result.evidence for result in results if result.evidence is not None}
    if not seen:
        return []
    thresholds = sorted({*seen, *([] if in_force is None else [in_force])})
    return [_point(results, threshold, in_force) for threshold in thresholds]


def point_at(curve: Sequence[CurvePoint], threshold: float | None) -> CurvePoint | None:
    """The point of a curve at one of its thresholds."""
    return next((point for point in curve if point.threshold == threshold), None)


def _point(
    results: Sequence[QuestionResult], threshold: float, in_force: float | None
) -> CurvePoint:
    refused = [r for r in results if _is_refused(r, threshold, in_force)]
    unanswerable = sum(not result.gold for result in results)
    right = sum(not result.gold for result in refused)
    return CurvePoint(
        threshold,
        len(refused),
        right / len(refused) if refused else None,
        right / unanswerable if unanswerable else None,
    )


def _is_refused(result: QuestionResult, threshold: float, in_force: float | None) -> bool:
    if result.evidence is None:
        return result.status == "refused"
    for_another = in_force is not None and result.evidence >= in_force
    return result.evidence < threshold or (for_another and result.status == "refused")
