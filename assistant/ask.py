"""A question to an answer: understood, scoped, retrieved, composed; or refused, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from assistant.citations import visit_name
from assistant.compose import grouped, quotable_span
from assistant.evidence import Evidence, together, weigh
from assistant.grades_of_all import grades_of_all
from assistant.practice_areas import areas_named
from assistant.refusals import refusal, refused_before_looking, scope_of
from assistant.register_answers import (
    asks_for_grades,
    coverage,
    doubts,
    grade_notes,
    last_grades,
    register_lead,
    register_notes,
)
from assistant.retrieve import Retriever, interleaved, without_repeats
from assistant.scope import Filters, Resolved, resolve, searched
from assistant.structured import ANSWERED_BY_PLACE, Place, places
from assistant.understand import Understood, places_named, understand
from assistant.wording import ASKS_FOR_GRADE
from corpus.catalogue import Catalogue
from corpus.embedding import EmbeddingModel
from corpus.register import is_held, not_held
from corpus.types import Answer, Document, QuoteGroup, RankedPassage
from corpus.vectors import VectorIndex

#: Passages ranked behind an answer; quotations shown of them, and of a list.
_RANKED = 20
_SHOWN = 5
_SHOWN_OF_LIST = 60

#: A passage is quoted if its score is this share of the best's: on the known pairs this left out
#: 23 of 597 quotations and none that answers; 0.7 left out some that do.
_WORTH = 0.6

#: Visits that a history, and authorities that a comparison, quotes from at most; quotations each.
_MOST_APART = 8
_SHOWN_OF_EACH = 2


#: Passages that have a word which is no place's, though it stands after "in": "in Early Help".
_SELDOM = 25


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
            if never := refused_before_looking(asked):
                return refusal(asked, never, seconds)
            held = self.catalogue.documents()
            resolved = resolve(asked, held, filters)
            if not resolved.reason and not asked.authorities:
                resolved = self._unknown_place(asked) or resolved
            known = searched([*held, *not_held(held)], filters)
        if asked.intent == "all grades" and not asked.authorities:
            return grades_of_all(asked, known, seconds)
        if asks_for_grades(asked) and (answer := self._from_register(asked, known, seconds)):
            return answer
        also = register_notes(asked, not resolved.reason, known)
        no_grades = last_grades(asked, known) if asked.intent == "grade" else ()
        if resolved.reason:
            return refusal(asked, resolved, seconds, notes=(*also, *no_grades))
        documents = resolved.documents
        with _timed(seconds, "retrieve"):
            found = self._places(asked, documents)
            ranked, evidence = self._rank(asked, documents, found)
        with _timed(seconds, "compose"):
            groups = self._groups(asked, found, ranked, evidence)
        if not groups:
            nothing = Resolved((), "no_evidence", _why_nothing(asked, evidence), documents)
            return refusal(asked, nothing, seconds, ranked, (*also, *no_grades))
        return Answer(
            question=asked.question,
            status="partial" if evidence.strength == "weak" or resolved.note else "answered",
            reason=None,
            scope=scope_of(asked, documents),
            lead=_lead(groups, evidence),
            groups=groups,
            notes=(*self._notes(asked, resolved, groups), *also, *(() if found else no_grades)),
            passages=tuple(ranked),
            seconds=seconds,
        )

    def _from_register(
        self, asked: Understood, known: Sequence[Document], seconds: dict[str, float]
    ) -> Answer | None:
        """The grades of inspections that are not held, beside quotations of those that are.

        None if the documents held answer as well as all that are known would.
        """
        resolved = resolve(asked, known)
        found = self._places(asked, resolved.documents)
        told = [place for place in found if not is_held(place.document)]
        if not told:
            return None
        quoted = [place for place in found if is_held(place.document)]
        groups = self._groups(asked, quoted, (), Evidence("strong")) if quoted else ()
        notes = self._notes(asked, resolved, groups)
        return Answer(
            question=asked.question,
            status="partial" if resolved.note else "answered",
            reason=None,
            scope=scope_of(asked, list(dict.fromkeys(place.document for place in quoted))),
            lead=_lead(groups, Evidence("strong")) if quoted else register_lead(asked, told),
            groups=groups,
            notes=(*(grade_notes(told) if quoted else ()), *notes, *doubts(told), coverage(known)),
            passages=tuple(without_repeats(self._passages_of(quoted))[:_RANKED]),
            seconds=seconds,
        )

    def _unknown_place(self, asked: Understood) -> Resolved | None:
        """A place that is no authority's, "Guildford", is not a question about everywhere."""
        for place in places_named(asked.question):
            if areas_named(place):
                continue
            if len(self.catalogue.find_words([place], None, _SELDOM)) < _SELDOM:
                why = f"“{place}” is no authority whose inspections are held: name the council."
                return Resolved((), "no_authority", why)
        return None

    def _places(self, asked: Understood, documents: Sequence[Document]) -> list[Place]:
        if asked.intent not in ANSWERED_BY_PLACE:
            return []
        whole = (
            self.catalogue.document(document.name) if is_held(document) else document
            for document in documents[:_MOST_APART]
        )
        return places(asked, [document for document in whole if document])

    def _rank(
        self, asked: Understood, documents: Sequence[Document], found: Sequence[Place]
    ) -> tuple[list[RankedPassage], Evidence]:
        """The ranking behind the answer, and how far it supports one.

        Visits and authorities asked apart are weighed apart; those that are silent are left out.
        """
        apart = _apart(asked, documents) or [[document.name for document in documents]]
        rankings: list[list[RankedPassage]] = []
        weighed: list[Evidence] = []
        every = not asked.authorities and len(documents) == len(self.catalogue.documents())
        for names in apart:
            ranking, cosine = self._retriever.rank(
                asked.subject, None if every else names, _RANKED + 10
            )
            weighed.append(
                weigh(asked.question, asked.subject, ranking, cosine, names, self.catalogue)
            )
            rankings.append(ranking)
        speaking = [r for r, e in zip(rankings, weighed, strict=True) if e.strength != "none"]
        ranked = interleaved(speaking or rankings)
        evidence = together(weighed)
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

    def _notes(
        self,
        asked: Understood,
        resolved: Resolved,
        groups: Sequence[QuoteGroup],
    ) -> tuple[str, ...]:
        """In what the answer is not quite what was asked for, or its documents are in doubt."""
        documents = resolved.documents
        quoted = {quote.document for group in groups for quote in group.quotes}
        notes = [resolved.note] if resolved.note else []
        if asked.outside:
            name, nation, inspectorate = asked.outside
            notes.append(f"{name}: in {nation} {inspectorate} inspects, and nothing is held here.")
        apart = asked.intent in ANSWERED_BY_PLACE or bool(_apart(asked, documents))
        if apart and len(documents) > _MOST_APART:
            notes.append(
                f"Only the newest {_MOST_APART} of {len(documents)} inspections and visits were "
                "looked at: name an authority or a time to see others."
            )
        silent = [d for d in documents[:_MOST_APART] if d.name not in quoted]
        if asked.intent == "history" and asked.authorities and silent:
            notes.append(f"Nothing on it in: {'; '.join(visit_name(d) for d in silent)}.")
        if lacking := set(self.catalogue.unindexed()) & {d.name for d in documents}:
            notes.append(
                f"{len(lacking)} of these documents are not in the vector index yet and were "
                "searched by words only: run `findings ingest` again."
            )
        notes += [
            f"Note on {d.name}: {text}."
            for d in documents
            if d.name in quoted
            for text in d.conflicts
        ]
        return tuple(notes)


@contextmanager
def _timed(seconds: dict[str, float], part: str) -> Iterator[None]:
    start = perf_counter()
    try:
        yield
    finally:
        seconds[part] = perf_counter() - start


def _apart(asked: Understood, documents: Sequence[Document]) -> list[list[str]]:
    """Documents to be asked one by one: visits of a history, authorities of a comparison."""
    if asked.intent == "history" and asked.authorities:
        return [[document.name] for document in documents[:_MOST_APART]]
    if asked.intent == "comparison":
        urns = dict.fromkeys(document.urn for document in documents)
        return [[d.name for d in documents if d.urn == urn] for urn in urns][:_MOST_APART]
    return []


def _shown(asked: Understood, ranked: Sequence[RankedPassage]) -> list[RankedPassage]:
    """The passages to quote: the best, or the best of each visit or authority."""
    if asked.intent not in ("history", "comparison") or not asked.authorities:
        return [item for item in ranked[:_SHOWN] if item.score >= _WORTH * ranked[0].score]
    of_each: dict[str, list[RankedPassage]] = {}
    for item in ranked:
        of_each.setdefault(item.passage.document, []).append(item)
    return [item for own in of_each.values() for item in own[:_SHOWN_OF_EACH]]


def _in_order(asked: Understood, documents: Iterable[Document]) -> list[Document]:
    """Newest first; a history oldest first."""
    oldest_first = asked.intent == "history" and bool(asked.authorities)
    return sorted(documents, key=lambda d: d.last_day, reverse=not oldest_first)


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
