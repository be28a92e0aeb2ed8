"""What a run comes to: each measure over some questions, with its interval, for all and by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING

from evals.measures import MEASURES, Measure
from evals.questions import QUESTION_KINDS
from evals.results import QuestionResult

if TYPE_CHECKING:
    import numpy as np

#: Of the bootstrap: how often questions are drawn again, from which seed, and how much of what
#: comes out the interval holds.
RESAMPLES, SEED, CONFIDENCE = 2_000, 20, 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure's value, and the 95% interval of it if other questions like these were asked."""

    value: float
    low: float | None
    high: float | None
    """None of a single question. Of questions that are all 0, or all 1, the interval has no width:
    a bootstrap cannot see what has not happened."""
    questions: int
    """To which the measure applies."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Counts of some questions, and each measure by name; a measure of no question is left out."""

    questions: int
    answerable: int
    """Questions with gold."""
    quotes: int
    refused: int
    unanswerable_refused: int
    refusal_right: int
    """Questions refused, or not refused, as they should be."""
    wrong_authority: int
    """Quotations; those of questions whose gold documents are not all held are not judged."""
    wrong_visit: int
    inexact: int
    misplaced: int
    errors: int
    """Questions that got no answer."""
    seconds: Mapping[str, float]
    """Median, 95th percentile and longest of the seconds a question took."""
    measures: Mapping[str, Estimate]

    @property
    def unanswerable(self) -> int:
        """Questions without gold."""
        return self.questions - self.answerable

    def value(self, measure: str) -> float | None:
        """A measure's value; None if it applies to no question."""
        found = self.measures.get(measure)
        return found.value if found else None


def aggregate(results: Sequence[QuestionResult]) -> Aggregate:
    """What some questions' results come to."""
    refused = [result for result in results if result.status == "refused"]
    estimates = {measure.name: estimate(measure, results) for measure in MEASURES}
    return Aggregate(
        questions=len(results),
        answerable=sum(bool(result.gold) for result in results),
        quotes=sum(result.quotes for result in results),
        refused=len(refused),
        unanswerable_refused=sum(not result.gold for result in refused),
        refusal_right=sum(result.refusal_right for result in results),
        wrong_authority=sum(result.wrong_authority or 0 for result in results),
        wrong_visit=sum(result.wrong_visit or 0 for result in results),
        inexact=sum(result.inexact for result in results),
        misplaced=sum(result.misplaced for result in results),
        errors=sum(result.error is not None for result in results),
        seconds=spread([r.seconds for r in results if r.seconds is not None]),
        measures={name: each for name, each in estimates.items() if each},
    )


def by_file(results: Sequence[QuestionResult]) -> dict[str, Aggregate]:
    """The aggregate of each file of questions."""
    groups = {name: [r for r in results if r.file == name] for name in {r.file: 0 for r in results}}
    return {name: aggregate(group) for name, group in groups.items()}


def by_kind(results: Sequence[QuestionResult]) -> dict[str, Aggregate]:
    """The aggregate of each kind of question that was asked."""
    groups = {kind: [r for r in results if r.kind == kind] for kind in QUESTION_KINDS}
    return {kind: aggregate(group) for kind, group in groups.items() if group}


def estimate(measure: Measure, results: Sequence[QuestionResult]) -> Estimate | None:
    """A measure over the questions to which it applies; None if there are none."""
    import numpy as np
    from scipy.stats import bootstrap

    shares = np.array([s for result in results if (s := measure.of(result))], dtype=float)
    if not len(shares):
        return None
    part, whole = shares.T
    value = float(share_of(part, whole))
    if len(shares) == 1:
        return Estimate(value, None, None, 1)
    interval = bootstrap(
        (part, whole),
        share_of,
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=RESAMPLES,
        confidence_level=CONFIDENCE,
        rng=SEED,
    ).confidence_interval
    return Estimate(value, float(interval.low), float(interval.high), len(shares))


def share_of(part: np.ndarray, whole: np.ndarray, axis: int = -1) -> np.ndarray:
    """The parts as a share of the wholes, summed over an axis."""
    share: np.ndarray = part.sum(axis=axis) / whole.sum(axis=axis)
    return share


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and longest; empty of no seconds."""
    if not seconds:
        return {}
    ninety_fifth = quantiles(seconds, n=20, method="inclusive")[-1] if seconds[1:] else seconds[0]
    return {"median": median(seconds), "p95": ninety_fifth, "longest": max(seconds)}
