"""One question's result: did the ranking, the quotations and the status do their work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from evals.matching import is_gold
from evals.questions import Gold, KnownPair, QuestionKind
from evals.quotations import (
    DocumentOf,
    cites_gold_page,
    gold_in,
    is_exact,
    is_in_place,
    wrong_authority_quotes,
    wrong_visit_quotes,
)
from evals.ranking import distinct, ranking_measures


@dataclass(frozen=True, slots=True)
class Shown:
    """A quotation that was shown."""

    document: str
    pages: tuple[int, ...]
    paragraph: str | None
    text: str
    holds_gold: bool


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question's result. What does not apply to the question is None; shares are 0 to 1.

    A question that got no answer (`error` says why) scores 0 in all that applies.
    """

    id: str
    file: str
    """The name of the file of questions that it is from."""
    user: str
    kind: QuestionKind
    question: str
    turns: tuple[str, ...]
    gold: tuple[Gold, ...]
    status: str | None
    reason: str | None
    evidence: float | None
    """How strongly the passages found support an answer; None if none were looked for."""
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
    first_quote_right: float | None
    """1 if the first quotation shown holds gold."""
    quotes: int
    """Quotations shown."""
    gold_quotes: int
    """Of them, those that hold gold."""
    gold_pages: int
    """Of those that hold gold, those that cite the gold's page."""
    wrong_authority: int | None
    """Quotations from an authority of which the gold has none. None also where one of the gold's
    documents is not held, since its authority is then not known, and for a question across
    authorities, whose gold is never all that would be right."""
    wrong_visit: int | None
    """Quotations from a document of which the gold has none; None across authorities."""
    inexact: int
    """Quotations that are not the document's text from `start` to `end`."""
    misplaced: int
    """Quotations whose pages or paragraph are not those that the catalogue has of the span."""
    seconds: float | None
    steps: dict[str, float] = field(default_factory=dict)
    """Seconds by step."""
    lead: str = ""
    """The first line of the answer."""
    shown: tuple[Shown, ...] = ()
    error: str | None = None


def measure(
    pair: KnownPair,
    answer: Mapping[str, Any] | None,
    authority_of: Mapping[str, str | None],
    document_of: DocumentOf,
    file: str = "",
    error: str | None = None,
) -> QuestionResult:
    """The result of one question.

    Args:
        pair: the question and its gold.
        answer: the object that `findings ask --json` prints; None if there is none.
        authority_of: each held document's authority, by the document's name.
        document_of: a held document, by name; None for one not held.
        file: the name of the file of questions.
        error: why there is no answer.
    """
    answer = answer or {}
    quotes: Sequence[Mapping[str, Any]] = answer.get("quotes", [])
    gold = distinct(pair.gold)
    has_gold = [any(is_gold(q["document"], q["text"], g) for q in quotes) for g in gold]
    holds_gold = [bool(gold_in(quote, pair.gold)) for quote in quotes]
    documents = [document_of(quote["document"]) for quote in quotes]
    files = frozenset[str]() if pair.kind == "across" else pair.files
    seconds: Mapping[str, float] = answer.get("seconds", {})
    return QuestionResult(
        id=pair.id,
        file=file,
        user=pair.user,
        kind=pair.kind,
        question=pair.question,
        turns=pair.turns,
        gold=pair.gold,
        status=answer.get("status"),
        reason=answer.get("reason"),
        evidence=answer.get("evidence"),
        refusal_right=refusal_is_right(pair, answer.get("status")),
        **ranking_measures(gold, pair.need, answer.get("passages", [])),
        gold_shown=float(enough(has_gold, pair.need)) if gold else None,
        gold_shown_share=fmean(has_gold) if gold else None,
        first_quote_right=float(any(holds_gold[:1])) if gold else None,
        quotes=len(quotes),
        gold_quotes=sum(holds_gold),
        gold_pages=sum(cites_gold_page(quote, pair.gold) for quote in quotes),
        wrong_authority=wrong_authority_quotes(files, quotes, authority_of),
        wrong_visit=wrong_visit_quotes(files, quotes),
        inexact=sum(not is_exact(q, d) for q, d in zip(quotes, documents, strict=True)),
        misplaced=sum(not is_in_place(q, d) for q, d in zip(quotes, documents, strict=True)),
        seconds=sum(seconds.values()) if seconds else None,
        steps=dict(seconds),
        lead=answer.get("answer", "").split("\n", 1)[0],
        shown=tuple(
            Shown(q["document"], tuple(q["pages"]), q["paragraph"], q["text"], right)
            for q, right in zip(quotes, holds_gold, strict=True)
        ),
        error=error,
    )


def enough(found: Sequence[bool], need: str) -> bool:
    """Whether what was found of the gold meets the question's need."""
    return all(found) if need == "all" else any(found)


def refusal_is_right(pair: KnownPair, status: str | None) -> bool:
    """Refused where there is no gold, not refused where there is; no answer is never right."""
    return status is not None and (status == "refused") == (not pair.gold)
