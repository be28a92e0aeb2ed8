"""A question to an answer: understood, scoped, retrieved, composed; or refused, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from assistant.compose import grouped, quotable_span
from assistant.evidence import Evidence, weigh
from assistant.refusals import refusal, refused_before_looking, scope_of
from assistant.retrieve import Retriever, interleaved, without_repeats
from assistant.scope import Filters, resolve
from assistant.structured import INTENTS, Place, places
from assistant.understand import Understood, understand
from assistant.wording import ASKS_FOR_GRADE
from corpus.catalogue import Catalogue
from corpus.embedding import EmbeddingModel
from corpus.types import Answer, Document, QuoteGroup, RankedPassage
from corpus.vectors import VectorIndex

#: Passages ranked behind an answer; quotations shown of them, and of a list.
_RANKED = 20
_SHOWN = 5
_SHOWN_OF_LIST = 20

#: Visits that a history, and authorities that a comparison, quotes from at most; quotations each.
_MOST_APART = 8
_SHOWN_OF_EACH = 2

#: Documents whose every passage is compared; a larger scope is searched by the index's graph.
_NARROW = 40


class Assistant:
    """Answers questions from the documents held."""

    def __init__(self, catalogue: Catalogue, index: VectorIndex, model: EmbeddingModel) -> None:
        self.catalogue = catalogue
        self._model = model
        self._retriever = Retriever(catalogue, index, model)

    def ask(self, question: str, turns: Sequence[str] = (), filters: Filters = Filters()) -> Answer:
        """The answer to a question that follows the earlier messages `turns`, oldest first.

        Raises:
            ValueError: the question is empty or too long; the message says what to do.
            IndexUnavailable: the vector index cannot be read.
        """
        seconds = {"understand": 0.0, "retrieve": 0.0, "compose": 0.0}
        with _timed(seconds, "understand"):
            asked = understand(question, turns)
            resolved = refused_before_looking(asked) or resolve(
                asked, self.catalogue.documents(), filters
            )
        if resolved.reason:
            return refusal(asked, resolved.reason, resolved.explanation, resolved.nearest, seconds)
        documents = resolved.documents
        with _timed(seconds, "retrieve"):
            found = self._places(asked, documents)
            ranked, evidence = self._rank(asked, documents, found)
        with _timed(seconds, "compose"):
            groups = self._groups(asked, found, ranked, evidence)
        if not groups:
            why = _why_nothing(asked, evidence)
            return refusal(asked, "no_evidence", why, documents, seconds, ranked)
        return Answer(
            question=asked.question,
            status="partial" if evidence.strength == "weak" or resolved.note else "answered",
            reason=None,
            scope=scope_of(asked, documents),
            lead=_lead(groups, evidence),
            groups=groups,
            notes=_notes(resolved.note, documents),
            passages=tuple(ranked),
            seconds=seconds,
        )

    def _places(self, asked: Understood, documents: Sequence[Document]) -> list[Place]:
        if asked.intent not in INTENTS:
            return []
        whole = (self.catalogue.document(document.name) for document in documents[:_MOST_APART])
        return places(asked, [document for document in whole if document])

    def _rank(
        self, asked: Understood, documents: Sequence[Document], found: Sequence[Place]
    ) -> tuple[list[RankedPassage], Evidence]:
        """The ranking behind the answer, and how far it supports one."""
        names = [document.name for document in documents]
        apart = _apart(asked, documents)
        narrow = bool(asked.authorities) or len(documents) <= _NARROW
        rankings = [
            self._retriever.rank(asked.subject, own if narrow else None, _RANKED + 10)
            for own in (apart or [names])
        ]
        ranked = interleaved([ranking for ranking, _ in rankings])
        ranked = [item for item in ranked if item.passage.document in set(names)]
        cosine = max(best for _, best in rankings)
        evidence = weigh(asked.question, asked.subject, ranked, cosine, names, self.catalogue)
        if found:
            ranked = self._passages_of(found) + ranked
            evidence = Evidence("strong")
        return without_repeats(ranked)[:_RANKED], evidence

    def _passages_of(self, found: Sequence[Place]) -> list[RankedPassage]:
        """The passages that hold the places, in the order of their documents."""
        spans: dict[str, list[tuple[int, int]]] = {}
        for place in found:
            spans.setdefault(place.document.name, []).append((place.start, place.end))
        return [
            RankedPassage(passage, 1.0)
            for name, own in spans.items()
            for passage in self.catalogue.passages([name])
            if any(passage.start < end and start < passage.end for start, end in own)
        ]

    def _groups(
        self,
        asked: Understood,
        found: Sequence[Place],
        ranked: Sequence[RankedPassage],
        evidence: Evidence,
    ) -> tuple[QuoteGroup, ...]:
        if found:
            documents = {place.document.name: place.document for place in found}
            spans = [(place.document.name, place.start, place.end) for place in found]
            return grouped(_in_order(asked, documents.values()), spans, _SHOWN_OF_LIST)
        if evidence.strength == "none" or asked.intent in ("inspector", "focus"):
            return ()
        if asked.intent == "grade" and ASKS_FOR_GRADE.search(asked.question):
            return ()
        shown = _shown(asked, ranked)
        held = {item.passage.document: None for item in shown}
        whole = {name: d for name in held if (d := self.catalogue.document(name))}
        spans = [
            (name, *quotable_span(item.passage, whole[name], asked.subject, self._model))
            for item in shown
            if (name := item.passage.document) in whole
        ]
        return grouped(_in_order(asked, whole.values()), spans, len(shown))


@contextmanager
def _timed(seconds: dict[str, float], part: str) -> Iterator[None]:
    start = perf_counter()
    try:
        yield
    finally:
        seconds[part] = perf_counter() - start


def _apart(asked: Understood, documents: Sequence[Document]) -> list[list[str]]:
    """Documents to be asked one by one: visits of a history, authorities of a comparison."""
    if asked.intent == "history":
        return [[document.name] for document in documents[:_MOST_APART]]
    if asked.intent == "comparison":
        urns = dict.fromkeys(document.urn for document in documents)
        return [[d.name for d in documents if d.urn == urn] for urn in urns][:_MOST_APART]
    return []


def _shown(asked: Understood, ranked: Sequence[RankedPassage]) -> list[RankedPassage]:
    """The passages to quote: the best, or the best of each visit or authority."""
    if asked.intent not in ("history", "comparison"):
        return list(ranked[:_SHOWN])
    of_each: dict[str, list[RankedPassage]] = {}
    for item in ranked:
        of_each.setdefault(item.passage.document, []).append(item)
    return [item for own in of_each.values() for item in own[:_SHOWN_OF_EACH]]


def _in_order(asked: Understood, documents: Iterable[Document]) -> list[Document]:
    """Newest first; a history oldest first."""
    return sorted(documents, key=lambda d: d.last_day, reverse=asked.intent != "history")


def _why_nothing(asked: Understood, evidence: Evidence) -> str:
    if asked.intent == "inspector":
        return "These documents do not name their inspectors."
    if asked.intent == "focus":
        return "These documents do not say in one place what was looked at."
    if asked.intent == "grade" and ASKS_FOR_GRADE.search(asked.question):
        return "These documents give no grade for this; letters about visits give none."
    return evidence.why or "Nothing in these documents answers this."


def _lead(groups: Sequence[QuoteGroup], evidence: Evidence) -> str:
    quotes = sum(len(group.quotes) for group in groups)
    words = "one quotation" if quotes == 1 else f"{quotes} quotations"
    visits = "one inspection or visit" if len(groups) == 1 else f"{len(groups)} visits"
    if evidence.strength == "weak":
        return f"Nothing here clearly answers this. What comes nearest: {words} from {visits}."
    return f"{words.capitalize()} from {visits}, word for word."


def _notes(near_miss: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """In what the documents are not quite those asked about, or in doubt."""
    conflicts = [(document, text) for document in documents for text in document.conflicts]
    notes = [f"Note on {document.name}: {text}." for document, text in conflicts[:3]]
    return tuple([near_miss] if near_miss else []) + tuple(notes)
