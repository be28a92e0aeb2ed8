"""The measures of a run. Each is a share: of each question a part and a whole, summed over them.

A mean over questions has 1 for each question's whole; a share of the quotations has their number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from evals.ranking import CUTOFFS
from evals.results import QuestionResult

#: (part, whole) of one question, whole > 0; None if the measure does not apply to it.
Share = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its name in files, its title in tables, what it means, and what it counts."""

    name: str
    title: str
    meaning: str
    of: Callable[[QuestionResult], Share | None]
    higher_is_better: bool = True


def _mean_of(name: str) -> Callable[[QuestionResult], Share | None]:
    """The mean of a field over the questions that have it."""
    value_of = attrgetter(name)

    def share(result: QuestionResult) -> Share | None:
        value = value_of(result)
        return None if value is None else (float(value), 1.0)

    return share


def _of_quotations(part: Callable[[QuestionResult], int | None]) -> Callable[..., Share | None]:
    """A share of the quotations shown."""

    def share(result: QuestionResult) -> Share | None:
        count = part(result)
        return None if count is None or not result.quotes else (count, result.quotes)

    return share


def _any_of(name: str) -> Callable[[QuestionResult], Share | None]:
    """The share of questions of which a count is not 0."""
    count_of = attrgetter(name)

    def share(result: QuestionResult) -> Share | None:
        count = count_of(result)
        return None if count is None else (float(count > 0), 1.0)

    return share


def _gold_page(result: QuestionResult) -> Share | None:
    return (result.gold_pages, result.gold_quotes) if result.gold_quotes else None


def _refusal_precision(result: QuestionResult) -> Share | None:
    return (float(not result.gold), 1.0) if result.status == "refused" else None


def _refusal_recall(result: QuestionResult) -> Share | None:
    return None if result.gold else (float(result.status == "refused"), 1.0)


_RECALL = (
    "Of questions with gold: 1 if some gold is in the first {} passages ranked, or, where the \
answer needs all of it, the share that is."
)

#: In the order of the report.
MEASURES: tuple[Measure, ...] = (
    *(
        Measure(f"recall_{k}", f"recall@{k}", _RECALL.format(k), _mean_of(f"recall_{k}"))
        for k in CUTOFFS
    ),
    Measure(
        "success_5",
        "success@5",
        "Of questions with gold: some gold is in the first 5 passages.",
        _mean_of("success_5"),
    ),
    Measure(
        "reciprocal_rank",
        "MRR",
        "1 / the rank of the first passage with gold, 0 if none has; its mean.",
        _mean_of("reciprocal_rank"),
    ),
    Measure(
        "gold_shown",
        "gold shown",
        "Of questions with gold: the quotations shown hold it (all of it where all is needed).",
        _mean_of("gold_shown"),
    ),
    Measure(
        "gold_shown_share",
        "share of gold shown",
        "The share of a question's gold that the quotations shown hold; its mean.",
        _mean_of("gold_shown_share"),
    ),
    Measure(
        "first_quote_right",
        "first quotation right",
        "Of questions with gold: the first quotation shown holds gold.",
        _mean_of("first_quote_right"),
    ),
    Measure(
        "wrong_authority",
        "wrong authority",
        "Of the quotations: from an authority of which the gold has none.",
        _of_quotations(lambda result: result.wrong_authority),
        higher_is_better=False,
    ),
    Measure(
        "wrong_authority_questions",
        "… questions with one",
        "Of the questions: at least one such quotation is shown.",
        _any_of("wrong_authority"),
        higher_is_better=False,
    ),
    Measure(
        "wrong_visit",
        "wrong visit",
        "Of the quotations: from a document of which the gold has none.",
        _of_quotations(lambda result: result.wrong_visit),
        higher_is_better=False,
    ),
    Measure(
        "wrong_visit_questions",
        "… questions with one",
        "Of the questions: at least one such quotation is shown.",
        _any_of("wrong_visit"),
        higher_is_better=False,
    ),
    Measure(
        "gold_page",
        "gold’s page cited",
        "Of the quotations that hold gold: they cite the page on which the gold was found.",
        _gold_page,
    ),
    Measure(
        "in_place",
        "page and paragraph right",
        "Of the quotations: pages and paragraph cited are those of the span in the catalogue.",
        _of_quotations(lambda result: result.quotes - result.misplaced),
    ),
    Measure(
        "exact",
        "exact",
        "Of the quotations: the document’s text, character for character.",
        _of_quotations(lambda result: result.quotes - result.inexact),
    ),
    Measure(
        "refusal_right",
        "refusal right",
        "Of the questions: refused where nothing answers, and not refused where something does.",
        _mean_of("refusal_right"),
    ),
    Measure(
        "refusal_precision",
        "refusal precision",
        "Of the questions refused: no document answers them.",
        _refusal_precision,
    ),
    Measure(
        "refusal_recall",
        "refusal recall",
        "Of the questions that no document answers: they are refused.",
        _refusal_recall,
    ),
)

BY_NAME: dict[str, Measure] = {measure.name: measure for measure in MEASURES}
