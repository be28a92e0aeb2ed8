"""Looking for passages: in the whole scope at once, or visit by visit, authority by authority."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.everyday_words import sector_words
from assistant.evidence import MANY, Evidence, together, weigh
from assistant.from_today import number
from assistant.led_by import without_inspectors
from assistant.named_things import DAYS, NamedThing, things_named
from assistant.retrieve import Ranking, Retriever, interleaved, without_repeats
from assistant.tone import SIGNS, passage_tone
from assistant.understand import Understood
from assistant.wording import content_words
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
SPEAKS = 0.18

#: A word is rare in so many passages; the evidence is clear from this score on; and a passage is
#: nearer that has this much more of the cosine. So set, the rule silenced four of ten questions
#: without an answer that had been answered, and none of 110 with one that had such a word.
_RARE, _CLEAR, _NEARER = 10, 0.30, 0.04
_SHORTEST = 4

#: What it adds to a passage's score that it names the thing asked about, a project or a programme:
#: enough to set it before those that do not, which say nothing of it.
_THING = 0.5

#: What of its score a passage keeps that does not name it, where others do.
_WITHOUT = 0.3

#: Of a history or comparison, a passage is quoted if its score is this share of the best of all.
_WORTH_OF_ALL = 0.25

#: Of so many quotations one is given to the other side, and from this balance of tone on a passage
#: is on one.
_BOTH_SIDES, _CLEARLY = 5, 0.5

#: How many quotations are asked for.
_NUMBER = re.compile(
    r"\b(one|two|three|four|five|six|[1-9])(?: (?:\w+ ){0,2}?)?(?:quot(?:e|ation)s?|sentences?"
    r"|lines?|extracts?|passages?)\b",
    re.IGNORECASE,
)

#: How a document speaks of itself, which is no finding.
_ABOUT_ITSELF = re.compile(
    r"(?:This|The) (?:letter|report) summarises|Throughout this (?:letter|report),"
)

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
    things = _things(asked, documents, every, catalogue)
    rankings: list[Sequence[RankedPassage]] = []
    weighed: list[Evidence] = []
    for names in scopes:
        ranking = toned(asked, retriever.rank(asked.subject, names, RANKED + 10))
        evidence = weigh(asked.question, asked.subject, ranking, names, catalogue)
        if names and (word := _said_elsewhere(asked.subject, evidence, ranking, names, retriever)):
            evidence = Evidence("none", f"These documents do not mention “{word}”.", 0.0)
        if things:
            ranking, evidence = with_things(things, names, ranking, evidence)
        weighed.append(evidence)
        rankings.append(ranking.passages)
    heard = [_speaks(evidence, len(scopes) > 1) for evidence in weighed]
    speaking = [ranking for ranking, speaks in zip(rankings, heard, strict=True) if speaks]
    ranked = without_repeats(interleaved(speaking or rankings))[:RANKED]
    return Found(tuple(ranked), together(weighed))


def _things(
    asked: Understood, documents: Sequence[Document], every: bool, catalogue: Catalogue
) -> list[NamedThing]:
    """The named things that are asked about; an inspector's name is none."""
    inspectors = [name for d in documents for name in d.inspectors] if not every else []
    asked_of = asked.question if asked.own_subject else asked.subject
    question = without_inspectors(asked_of, inspectors)
    return things_named(question, None if every else [d.name for d in documents], catalogue)


def _said_elsewhere(
    subject: str,
    evidence: Evidence,
    ranking: Ranking,
    names: Sequence[str],
    retriever: Retriever,
) -> str:
    """A rare word of the subject that is not in scope, and elsewhere in passages nearer to it.

    So what inspectors would have said of "pets" they have said in other documents, in that word.
    Empty where the evidence is clear, or there is no such word.
    """
    if evidence.strength == "none" or (evidence.score or 0.0) >= _CLEAR:
        return ""
    nearest = max(ranking.cosines.values(), default=0.0)
    words = [word for word in content_words(subject) if len(word) >= _SHORTEST]
    counts, passages = retriever.catalogue.passage_counts(words)
    if passages < MANY:
        return ""  # in few passages most words are rare
    rare = [
        word
        for word in words
        if 0 < counts[word] <= _RARE
        and not sector_words(word)
        and word not in DAYS
        and not retriever.catalogue.find_words([word], names, 1)
    ]
    if not rare:
        return ""
    vector = retriever.model.encode_question(retriever.meant(subject))
    for word in rare:
        elsewhere = retriever.catalogue.find_words([word], None, _RARE)
        keys = [item.passage.key for item in elsewhere]
        near = retriever.index.nearest_among(vector, 1, keys)
        if near and near[0][1] >= nearest + _NEARER:
            return word
    return ""


def with_things(
    things: Sequence[NamedThing], names: Sequence[str] | None, ranking: Ranking, evidence: Evidence
) -> tuple[Ranking, Evidence]:
    """The ranking with the passages that name a thing asked about first; silence without one."""
    own = {
        item.passage.key: item.passage
        for thing in things
        for item in thing.passages
        if names is None or item.passage.document in names
    }
    if not own:
        named = " or ".join(f"“{thing.name}”" for thing in things)
        return ranking, Evidence("none", f"These documents do not mention {named}.", 0.0)
    scores = {item.passage.key: item.score for item in ranking.passages}
    lifted = [RankedPassage(passage, scores.get(key, 0.0) + _THING) for key, passage in own.items()]
    others = [
        RankedPassage(item.passage, _WITHOUT * item.score)
        for item in ranking.passages
        if item.passage.key not in own
    ]
    ranked = sorted([*lifted, *others], key=lambda item: -item.score)
    score = max(evidence.score or 0.0, _THING)
    return replace(ranking, passages=tuple(ranked)), Evidence("strong", score=score)


def _speaks(evidence: Evidence, one_of_several: bool) -> bool:
    if one_of_several and (evidence.score or 0.0) < SPEAKS:
        return False
    return evidence.strength != "none"


def by_visit(asked: Understood) -> bool:
    """Whether each visit is asked by itself: of a history, or of "the last two reports"."""
    several = asked.time.count > 1 and asked.time.order == "latest"
    of_each = asked.intent == "history" or (several and asked.intent in ("passages", "quotation"))
    return of_each and bool(asked.authorities)


def apart(asked: Understood, documents: Sequence[Document]) -> list[list[str]]:
    """Documents to be asked one by one: visits of a history, authorities of a comparison."""
    if by_visit(asked):
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


def _number_asked(question: str) -> int:
    """3 for "three quotes on neglect"; 0 where no number is said."""
    found = _NUMBER.search(question)
    return number(found[1]) if found else 0


def _with_other_side(worth: Sequence[RankedPassage], most: int) -> list[RankedPassage]:
    """The best, the last of them given up for one that says the opposite, if all say the same."""
    shown = list(worth[:most])
    signs = {_sign(item) for item in shown} - {0}
    if len(shown) < most or len(signs) != 1:
        return shown
    [sign] = signs
    other = next((item for item in worth[most : 2 * most] if _sign(item) == -sign), None)
    return [*shown[:-1], other] if other else shown


def _sign(item: RankedPassage) -> int:
    """1 for a strength, -1 for a concern, 0 for what is clearly neither."""
    balance = _balance(item)
    return 0 if abs(balance) < _CLEARLY else 1 if balance > 0 else -1


def worth_showing(asked: Understood, ranked: Sequence[RankedPassage]) -> list[RankedPassage]:
    """The passages to quote: the best; of a history or comparison the best of each document.

    A row of the grades, which says nothing of any practice, only where nothing else is there.
    """
    ranked = [item for item in ranked if item.passage.role != "judgement"] or ranked
    ranked = [item for item in ranked if not _ABOUT_ITSELF.match(item.passage.text)] or ranked
    if not by_visit(asked) and (asked.intent != "comparison" or not asked.authorities):
        worth = [i for i in ranked if i.score >= _WORTH[asked.form] * ranked[0].score]
        most = _number_asked(asked.question) or _SHOWN[asked.form]
        if asked.tone or asked.intent != "passages" or most < _BOTH_SIDES:
            return worth[:most]
        return _with_other_side(worth, most)
    of_each: dict[str, list[RankedPassage]] = {}
    for item in ranked:
        of_each.setdefault(item.passage.document, []).append(item)
    return [
        item
        for own in of_each.values()
        for item in own[: _SHOWN_OF_EACH[asked.form]]
        if item.score >= max(_WORTH[asked.form] * own[0].score, _WORTH_OF_ALL * ranked[0].score)
    ]
