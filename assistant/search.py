"""Looking for passages: in the whole scope at once, or visit by visit, authority by authority."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.evidence import Evidence, together, weigh
from assistant.retrieve import Ranking, Retriever, interleaved, without_repeats
from assistant.tone import SIGNS, passage_tone
from assistant.understand import Understood
from corpus.catalogue import Catalogue
from corpus.types import Document, RankedPassage

#: Passages ranked behind an answer.
RANKED = 20

#: Visits that a history, and authorities that a comparison, looks in at most.
MOST_APART = 8

#: Quotations shown of one search; of each document where visits or authorities are asked apart.
_SHOWN = {None: 5, "list": 5, "short": 2, "more": 10}
_SHOWN_OF_EACH = {None: 2, "list": 2, "short": 1, "more": 4}

#: A passage is quoted if its score is this share of the best's, and more where more is asked for.
_WORTH = {None: 0.6, "list": 0.6, "short": 0.6, "more": 0.4}

#: A visit of a history speaks of the subject from this score on: below it stood visits about
#: other things; the lowest that answered a development question had 0.19.
_SPEAKS = 0.18

#: What the tone of a passage adds to its score, or takes, where praise or criticism is asked for.
_TONE_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Found:
    """The passages found, best first, and how far they support an answer."""

    ranked: tuple[RankedPassage, ...]
    evidence: Evidence


def look(
    asked: Understood,
    documents: Sequence[Document],
    retriever: Retriever,
    catalogue: Catalogue,
) -> Found:
    """The passages of the documents that bear on what is asked.

    Visits and authorities asked apart are weighed apart; those that are silent are left out.

    Raises:
        IndexUnavailable: the vector index cannot be read.
    """
    every = not asked.authorities and len(documents) == len(catalogue.documents())
    scopes: list[list[str] | None] = [*apart(asked, documents)]
    if not scopes:
        scopes = [None if every else [document.name for document in documents]]
    rankings: list[Sequence[RankedPassage]] = []
    weighed: list[Evidence] = []
    for names in scopes:
        ranking = toned(asked, retriever.rank(asked.subject, names, RANKED + 10))
        weighed.append(weigh(asked.question, asked.subject, ranking, names, catalogue))
        rankings.append(ranking.passages)
    heard = [_speaks(evidence, len(scopes) > 1) for evidence in weighed]
    speaking = [ranking for ranking, speaks in zip(rankings, heard, strict=True) if speaks]
    ranked = without_repeats(interleaved(speaking or rankings))[:RANKED]
    return Found(tuple(ranked), together(weighed))


def _speaks(evidence: Evidence, one_of_several: bool) -> bool:
    if one_of_several and (evidence.score or 0.0) < _SPEAKS:
        return False
    return evidence.strength != "none"


def apart(asked: Understood, documents: Sequence[Document]) -> list[list[str]]:
    """Documents to be asked one by one: visits of a history, authorities of a comparison."""
    if asked.intent == "history" and asked.authorities:
        return [[document.name] for document in documents[:MOST_APART]]
    if asked.intent == "comparison":
        urns = dict.fromkeys(document.urn for document in documents)
        return [[d.name for d in documents if d.urn == urn] for urn in urns][:MOST_APART]
    return []


def toned(asked: Understood, ranking: Ranking) -> Ranking:
    """The ranking with passages of the tone asked for before those of the other."""
    sign = SIGNS.get(asked.tone or "")
    if not sign:
        return ranking
    scored = [
        RankedPassage(item.passage, item.score + sign * _TONE_WEIGHT * _balance(item))
        for item in ranking.passages
    ]
    return replace(ranking, passages=tuple(sorted(scored, key=lambda item: -item.score)))


def _balance(item: RankedPassage) -> float:
    found = passage_tone(item.passage.text)
    return found.strength - found.concern


def worth_showing(asked: Understood, ranked: Sequence[RankedPassage]) -> list[RankedPassage]:
    """The passages to quote: the best; of a history or comparison the best of each document.

    A row of the grades, which says nothing of any practice, only where nothing else is there.
    """
    ranked = [item for item in ranked if item.passage.role != "judgement"] or ranked
    if asked.intent not in ("history", "comparison") or not asked.authorities:
        most = _SHOWN[asked.form]
        return [
            item for item in ranked[:most] if item.score >= _WORTH[asked.form] * ranked[0].score
        ]
    of_each: dict[str, list[RankedPassage]] = {}
    for item in ranked:
        of_each.setdefault(item.passage.document, []).append(item)
    return [
        item
        for own in of_each.values()
        for item in own[: _SHOWN_OF_EACH[asked.form]]
        if item.score >= _WORTH[asked.form] * own[0].score
    ]
