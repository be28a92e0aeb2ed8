"""What the passages ranked for a question are worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from evals.matching import is_gold, letters_only
from evals.questions import Gold

CUTOFFS = (1, 3, 5, 10)


def distinct(gold: Sequence[Gold]) -> list[Gold]:
    """The gold without repeats: a sentence printed on two pages of a report is needed once."""
    return list({(each.file, letters_only(each.quote)): each for each in gold}.values())


def ranking_measures(
    gold: Sequence[Gold], need: str, passages: Sequence[Mapping[str, Any]]
) -> dict[str, float | None]:
    """Recall at each cutoff, success at five and reciprocal rank, by their names in the result.

    The ranking is judged once for each gold, and once for any of them: a passage may hold several
    gold and a gold may stand in several passages, so recall is the share of the gold for which
    the first k succeed. All None for a question without gold.
    """
    import ir_measures
    from ir_measures import RR, Success

    if not gold:
        names = (*(f"recall_{k}" for k in CUTOFFS), "success_5", "reciprocal_rank")
        return dict.fromkeys(names)
    hits = [[int(is_gold(p["document"], p["text"], g)) for p in passages] for g in gold]
    topics = {f"gold {number}": row for number, row in enumerate(hits)}
    topics["any"] = [max(column) for column in zip(*hits, strict=True)]
    judged = {topic: {str(rank): hit for rank, hit in enumerate(r)} for topic, r in topics.items()}
    run = {topic: {str(rank): -float(rank) for rank in range(len(passages))} for topic in topics}
    wanted = [*(Success @ k for k in CUTOFFS), RR]
    value = {
        (each.query_id, str(each.measure)): float(each.value)
        for each in ir_measures.iter_calc(wanted, judged, run)
    }
    asked = [topic for topic in topics if (topic == "any") == (need == "any")]
    recall: dict[str, float | None] = {
        f"recall_{k}": fmean(value[topic, f"Success@{k}"] for topic in asked) for k in CUTOFFS
    }
    return recall | {"success_5": value["any", "Success@5"], "reciprocal_rank": value["any", "RR"]}
