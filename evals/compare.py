"""Two runs over the same questions: is one better, by how much, and on which questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.estimates import CONFIDENCE, RESAMPLES, SEED
from evals.measures import MEASURES, Measure
from evals.results import QuestionResult

if TYPE_CHECKING:
    import numpy as np

#: A question of both runs.
Pairing = tuple[QuestionResult, QuestionResult]


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure in both runs. Both values are over the questions to which it applies in either."""

    measure: Measure
    first: float
    second: float
    low: float | None
    high: float | None
    """The 95% interval of `second - first`, by drawing the questions again; None if it cannot be
    had: of one question, or where in some draw the measure applies to none."""
    p: float | None
    """How often a difference this large comes if in each question the runs are exchanged by chance
    (two-sided permutation test); None where the interval is."""
    better: tuple[str, ...]
    """Ids of the questions on which the second run does better, and worse."""
    worse: tuple[str, ...]
    questions: int

    @property
    def difference(self) -> float:
        """How much more the second run has."""
        return self.second - self.first


@dataclass(frozen=True, slots=True)
class Change:
    """A question that came out otherwise."""

    id: str
    question: str
    status: tuple[str | None, str | None]
    measures: tuple[tuple[str, float | None, float | None], ...]
    """Title and both values of each measure that changed; None where it does not apply."""


def paired(
    first: Sequence[QuestionResult], second: Sequence[QuestionResult]
) -> tuple[list[Pairing], list[str]]:
    """The questions of both runs, by id, in the first's order, and the ids of the others.

    Another question, or another gold, under the same id is another question.
    """
    others = {result.id: result for result in second}
    both = [
        (result, others[result.id])
        for result in first
        if result.id in others and _asked(result) == _asked(others[result.id])
    ]
    ids = {result.id for result, _ in both}
    alone = dict.fromkeys(result.id for result in (*first, *second) if result.id not in ids)
    return both, list(alone)


def _asked(result: QuestionResult) -> tuple[object, ...]:
    return result.question, result.turns, result.gold


def differences(pairings: Sequence[Pairing]) -> list[Difference]:
    """Each measure that applies to some question in both runs."""
    found = (difference(measure, pairings) for measure in MEASURES)
    return [each for each in found if each]


def difference(measure: Measure, pairings: Sequence[Pairing]) -> Difference | None:
    """One measure in both runs; None if in either it applies to no question."""
    import numpy as np

    shares = [(a.id, measure.of(a), measure.of(b)) for a, b in pairings]
    shares = [(id, a, b) for id, a, b in shares if a or b]
    counts = np.array([[a or (0, 0), b or (0, 0)] for _, a, b in shares], dtype=float)
    if not len(counts) or not counts[:, :, 1].sum(axis=0).all():
        return None
    first, second = counts[:, :, 0].sum(axis=0) / counts[:, :, 1].sum(axis=0)
    low, high, p = _tested(counts)
    sign = 1 if measure.higher_is_better else -1
    moved = [(id, sign * (b[0] / b[1] - a[0] / a[1])) for id, a, b in shares if a and b]
    return Difference(
        measure,
        float(first),
        float(second),
        low,
        high,
        p,
        better=tuple(id for id, by in moved if by > 0),
        worse=tuple(id for id, by in moved if by < 0),
        questions=len(shares),
    )


def _tested(counts: np.ndarray) -> tuple[float | None, float | None, float | None]:
    """The interval of the difference and its p-value.

    `counts` is (questions, 2 runs, part and whole); a question to which the measure does not apply
    in one of the runs has no part and no whole there.
    """
    import numpy as np
    from scipy.stats import bootstrap, permutation_test

    questions = len(counts)
    if questions < 2:
        return None, None, None
    # Both tests are given rows of `both`: a question's own in the first run, and in the second.
    both = np.concatenate([counts[:, 0], counts[:, 1]])
    rows = (np.arange(questions), np.arange(questions) + questions)

    def difference(a: np.ndarray, b: np.ndarray, axis: int = -1) -> np.ndarray:
        first, second = both[a].sum(axis=axis - 1), both[b].sum(axis=axis - 1)
        with np.errstate(invalid="ignore"):
            by: np.ndarray = second[..., 0] / second[..., 1] - first[..., 0] / first[..., 1]
        return by

    interval = bootstrap(
        rows,
        difference,
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=RESAMPLES,
        confidence_level=CONFIDENCE,
        rng=SEED,
    ).confidence_interval
    p = permutation_test(
        rows,
        difference,
        permutation_type="samples",
        vectorized=True,
        n_resamples=RESAMPLES,
        rng=SEED,
    ).pvalue
    found = (float(interval.low), float(interval.high), float(p))
    return (None, None, None) if np.isnan(found).any() else found


def changes(pairings: Sequence[Pairing]) -> list[Change]:
    """The questions that any measure, or the status, tells apart."""
    found = [
        Change(
            a.id,
            a.question,
            (a.status, b.status),
            tuple(
                (measure.title, _value(measure, a), _value(measure, b))
                for measure in MEASURES
                if _value(measure, a) != _value(measure, b)
            ),
        )
        for a, b in pairings
    ]
    return [each for each in found if each.measures or each.status[0] != each.status[1]]


def _value(measure: Measure, result: QuestionResult) -> float | None:
    share = measure.of(result)
    return share[0] / share[1] if share else None
