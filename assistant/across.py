"""Answers across authorities: who was praised or criticised for what, with what grade, and when.

One visit stands for each authority, the newest of those that say it nearly as well as any. What
is shown are the strongest findings among the passages nearest to the subject, and never all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.authorities_meant import Meant, authorities_meant, grade_now, last_full
from assistant.bearing import Finding, covered, findings, sentences_of, word_weights
from assistant.compose import grouped
from assistant.practice_areas import with_meanings
from assistant.retrieve import interleaved, without_repeats
from assistant.strongest import by_authority, in_tone, strongest
from assistant.understand import Understood
from assistant.wording import TONES, content_words
from corpus.sections import is_of_board
from corpus.types import Document, Passage, QuoteGroup, RankedPassage

if TYPE_CHECKING:
    from assistant.retrieve import Retriever
    from corpus.catalogue import Catalogue
    from corpus.embedding import EmbeddingModel

#: Passages looked through, nearest to the subject, and as many nearest to its praise or criticism
#: where that is asked for; and paragraphs of them whose sentences are
#: encoded, for each authority that is to be shown.
_RANKED = 200
_ENCODED_FOR_EACH = 6

#: Authorities shown, by the form in which the answer is asked for.
_SHOWN = {"short": 4, "more": 20}
_USUALLY_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Across:
    """An answer across authorities; without groups, `lead` says why there is none."""

    groups: tuple[QuoteGroup, ...]
    """One for each authority, strongest first."""
    lead: str
    notes: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    """Those searched."""
    passages: tuple[RankedPassage, ...] = ()
    """The passages behind it: those quoted, in their order, then the nearest of the others."""
    evidence: float | None = None


def across(
    asked: Understood,
    documents: Sequence[Document],
    known: Sequence[Document],
    catalogue: Catalogue,
    retriever: Retriever,
    model: EmbeddingModel,
) -> Across:
    """The answer to a question about several authorities.

    `documents` are held, of the time and kind asked about and of any authority; `known` are all
    inspections, held or in the register, of any time, by which authorities are chosen and graded.

    Raises:
        IndexUnavailable: the vector index cannot be read.
    """
    last = last_full(known)
    meant = authorities_meant(asked, last)
    searched = in_scope(asked, documents, meant, last)
    if not searched:
        return Across((), _nothing_held(meant, bool(documents)), meant.notes)
    every = len(searched) == len(catalogue.documents())
    names = None if every else [document.name for document in searched]
    ranking = retriever.rank(asked.subject, names, _RANKED)
    near = list(ranking.passages)
    if asked.tone in TONES:
        # Concerns may be few among the nearest: they are asked for in their own words as well.
        toned = retriever.rank(f"{asked.subject} {TONES[asked.tone]}", names, _RANKED)
        near = without_repeats(interleaved([near, toned.passages]))
    subject = with_meanings(asked.subject)
    weights = word_weights(subject, *catalogue.passage_counts(content_words(subject)))
    held = _whole([ranked.passage for ranked in near], catalogue.document)
    likely = in_tone(sentences_of(held, is_of_board((subject,))), asked.tone)
    likely.sort(key=lambda paragraph: -covered(paragraph.text, weights))
    few = likely[: _ENCODED_FOR_EACH * _most(asked)]
    found = findings(few, subject, weights, model)
    return replace(composed(asked, found, searched, meant, last, near), evidence=ranking.evidence)


def composed(
    asked: Understood,
    found: Sequence[Finding],
    searched: Sequence[Document],
    meant: Meant,
    last: Mapping[str, Document],
    ranked: Sequence[RankedPassage],
) -> Across:
    """The answer from what was found in the documents searched, whose passages are `ranked`."""
    named = {authority.urn for authority in asked.authorities}
    # "Compare Leeds with its neighbours": Leeds first, then the others as strong as they are.
    speaking = by_authority(strongest(found, asked.tone))
    speaking.sort(key=lambda own: own[0].document.urn not in named)
    shown = speaking[: _most(asked)]
    area = asked.graded[1] if asked.graded else None
    groups = tuple(_group(own, last.get(own[0].document.urn or ""), area) for own in shown)
    return Across(
        groups,
        _lead(asked, len(groups), searched, meant),
        (*_more(len(speaking) - len(shown)), *meant.notes),
        tuple(searched),
        tuple(without_repeats([*_passages_of(shown, ranked), *ranked])),
    )


#: "Who does care leavers best?", "which councils are good at early help": asks of today.
_NOW = re.compile(
    r"\b(?:who|where|which|what|councils?|authorit(?:y|ies))\b(?:['’]s| is| are| does| do)?\b"
    r".{0,60}(?<!been )(?<!was )(?<!were )"
    r"\b(?:best|good at|doing well|does well|do well|strong(?:est)? (?:at|on|in))\b",
    re.IGNORECASE,
)


def in_scope(
    asked: Understood, documents: Sequence[Document], meant: Meant, last: Mapping[str, Document]
) -> list[Document]:
    """The documents of the authorities meant.

    Of an authority chosen by its grade, and without a time in the question, only those from the
    inspection that gave the grade on: what was found before is not practice "from an authority
    judged outstanding". So too where it is asked who does well now: the last inspection may have
    found otherwise than those before it.
    """
    own = [d for d in documents if meant.urns is None or d.urn in meant.urns]
    if not (asked.graded or _NOW.search(asked.wording)) or asked.time.windows or asked.time.order:
        return own
    named = {authority.urn for authority in asked.authorities}
    since = {urn: document.last_day for urn, document in last.items()}
    return [d for d in own if d.urn in named or d.last_day >= since.get(d.urn or "", date.max)]


def _whole(
    passages: Sequence[Passage], document: Callable[[str], Document | None]
) -> list[tuple[Passage, Document]]:
    """Each passage with the whole document it stands in."""
    documents: dict[str, Document | None] = {}
    for passage in passages:
        if passage.document not in documents:
            documents[passage.document] = document(passage.document)
    return [(p, own) for p in passages if (own := documents[p.document])]


def _passages_of(
    shown: Sequence[Sequence[Finding]], ranked: Sequence[RankedPassage]
) -> list[RankedPassage]:
    """The passages in which the findings stand."""
    return [
        item
        for own in shown
        for finding in own
        for item in ranked
        if item.passage.document == finding.document.name
        and item.passage.start < finding.end
        and finding.start < item.passage.end
    ]


def _group(own: Sequence[Finding], last: Document | None, area: str | None) -> QuoteGroup:
    """Quotations of one visit, headed by authority, visit and the authority's grade."""
    document = own[0].document
    spans = [(document.name, finding.start, finding.end) for finding in own]
    [group] = grouped([document], spans, len(spans))
    return replace(group, heading=f"{group.heading}; {grade_now(last, area)}")


def _lead(asked: Understood, shown: int, searched: Sequence[Document], meant: Meant) -> str:
    """On how many authorities and visits the answer rests, and that it is no complete list."""
    what = {"praise": "praise of", "criticism": "criticism of", "both": "praise and criticism of"}
    on = what.get(asked.tone or "", "findings on")
    where = _searched(searched, meant)
    if not shown:
        return (
            f"No {on} this clear enough to quote: nothing in the {where}, is near enough to it. "
            "That is no proof that there is none."
        )
    return (
        f"{on.capitalize()} this, word for word, from {_authorities(shown)}, one visit of each: "
        f"the strongest found in the {where}. It is no complete list: others may have been told "
        "the same."
    )


def _nothing_held(meant: Meant, any_document: bool) -> str:
    if not any_document:
        return "No letter or report of the time and kind asked about is held here."
    if not meant.urns:
        return f"Of authorities {meant.called}, none is known."
    return f"No letter or report is held here of authorities {meant.called}".rstrip() + "."


def _more(number: int) -> tuple[str, ...]:
    if not number:
        return ()
    return (
        f"Of {'one' if number == 1 else number} more the findings are nearly as strong: ask for "
        "“more” to see them.",
    )


def _most(asked: Understood) -> int:
    """How many authorities are shown."""
    return _SHOWN.get(asked.form or "", _USUALLY_SHOWN)


def _authorities(number: int) -> str:
    return "one authority" if number == 1 else f"{number} authorities"


def _searched(documents: Sequence[Document], meant: Meant) -> str:
    """ "141 letters and reports searched, of 26 authorities in London"."""
    number = len(documents)
    letters = "one letter or report" if number == 1 else f"{number} letters and reports"
    whose = f"{_authorities(len({d.urn for d in documents}))} {meant.called}".rstrip()
    return f"{letters} searched, of {whose}"
