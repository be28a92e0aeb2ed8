"""What is measured of one answer: did the ranking, the quotations and the status do their work."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from evals.matching import file_of, is_gold, letters_only
from evals.questions import Gold, KnownPair, QuestionKind

CUTOFFS = (1, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question's result. What does not apply to the question is None; shares are 0 to 1.

    A question that got no answer (`error` says why) scores 0 in all that applies.
    """

    id: str
    user: str
    kind: QuestionKind
    question: str
    status: str | None
    reason: str | None
    refusal_right: bool
    """Refused where no document answers, and not refused where one does."""
    recall_1: float | None
    recall_3: float | None
    recall_5: float | None
    recall_10: float | None
    """Of need "any": 1 if some gold is in the first k passages. Of "all": the share that is."""
    success_5: float | None
    """1 if some gold is in the first five passages."""
    reciprocal_rank: float | None
    """1 / the rank of the first passage with gold; 0 if none has."""
    gold_shown: float | None
    """1 if the quotations shown hold the gold: some of need "any", each of need "all"."""
    gold_shown_share: float | None
    """The share of the gold that the quotations shown hold."""
    quotes: int
    """Quotations shown."""
    wrong_authority: int | None
    """Of them, those from an authority of which the gold has none. None also where one of the
    gold's documents is not held, since its authority is then not known."""
    wrong_visit: int | None
    """Of them, those from a document of which the gold has none."""
    inexact: int
    """Of them, those that are not the document's text from `start` to `end`."""
    seconds: float | None
    error: str | None = None


def measure(
    pair: KnownPair,
    answer: Mapping[str, Any] | None,
    authority_of: Mapping[str, str | None],
    text_of: Callable[[str], str],
    error: str | None = None,
) -> QuestionResult:
    """The result of one question.

    Args:
        pair: the question and its gold.
        answer: the object that `findings ask --json` prints; None if there is none.
        authority_of: each held document's authority, by the document's name.
        text_of: a held document's canonical text, by name; raises KeyError for one not held.
        error: why there is no answer.
    """
    answer = answer or {}
    quotes = answer.get("quotes", [])
    passages = answer.get("passages", [])
    gold = distinct(pair.gold)
    has_gold = [any(is_gold(q["document"], q["text"], g) for q in quotes) for g in gold]
    seconds = answer.get("seconds")
    return QuestionResult(
        id=pair.id,
        user=pair.user,
        kind=pair.kind,
        question=pair.question,
        status=answer.get("status"),
        reason=answer.get("reason"),
        refusal_right=refusal_is_right(pair, answer.get("status")),
        **ranking_measures(gold, pair.need, passages),
        gold_shown=float(enough(has_gold, pair.need)) if gold else None,
        gold_shown_share=fmean(has_gold) if gold else None,
        quotes=len(quotes),
        wrong_authority=wrong_authority_quotes(pair.files, quotes, authority_of),
        wrong_visit=wrong_visit_quotes(pair.files, quotes),
        inexact=inexact_quotes(quotes, text_of),
        seconds=None if seconds is None else sum(seconds.values()),
        error=error,
    )


def distinct(gold: Sequence[Gold]) -> list[Gold]:
    """The gold without repeats: a sentence printed on two pages of a report is needed once."""
    return list({(each.file, letters_only(each.quote)): each for each in gold}.values())


def enough(found: Sequence[bool], need: str) -> bool:
    """Whether what was found of the gold meets the question's need."""
    return all(found) if need == "all" else any(found)


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


def refusal_is_right(pair: KnownPair, status: str | None) -> bool:
    """Refused where there is no gold, not refused where there is; no answer is never right."""
    return status is not None and (status == "refused") == (not pair.gold)


def wrong_authority_quotes(
    files: Collection[str],
    quotes: Sequence[Mapping[str, Any]],
    authority_of: Mapping[str, str | None],
) -> int | None:
    """How many quotations are from an authority other than those of the gold's documents.

    None without gold, and where one of the gold's documents is not held. A quotation of guidance,
    or of a document whose authority is not known, counts unless the gold is such a document.
    """
    held = {file_of(name) for name in authority_of}
    if not files or not held.issuperset(files):
        return None
    right = {authority for name, authority in authority_of.items() if file_of(name) in files}
    return sum(authority_of.get(quote["document"]) not in right for quote in quotes)


def wrong_visit_quotes(files: Collection[str], quotes: Sequence[Mapping[str, Any]]) -> int | None:
    """How many quotations are from a document other than those of the gold; None without gold."""
    if not files:
        return None
    return sum(file_of(quote["document"]) not in files for quote in quotes)


def inexact_quotes(quotes: Sequence[Mapping[str, Any]], text_of: Callable[[str], str]) -> int:
    """How many quotations are empty, of no document held, or not its text from start to end."""
    return sum(not is_exact(quote, text_of) for quote in quotes)


def is_exact(quote: Mapping[str, Any], text_of: Callable[[str], str]) -> bool:
    """Whether a quotation is, character for character, its document's text from start to end."""
    try:
        text = text_of(quote["document"])
    except KeyError:
        return False
    start: int = quote["start"]
    end: int = quote["end"]
    return 0 <= start < end <= len(text) and text[start:end] == quote["text"]
