"""A question to an answer: understood, scoped, looked for, composed; or refused, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter

from assistant.across import across
from assistant.evidence import Evidence
from assistant.grades_of_all import grades_of_all, is_of_all
from assistant.led_by import led_by
from assistant.likely_intent import with_likely_intent
from assistant.notes import doubts_on, notes_on, said
from assistant.practice_areas import areas_named
from assistant.premises import asks_only_why, false_premise
from assistant.quoting import (
    groups_of_places,
    lead,
    nearest,
    only_structure_answers,
    quoted,
)
from assistant.refusals import (
    no_longer_graded,
    refusal,
    refused_before_looking,
    scope_of,
    successor_note,
)
from assistant.register_answers import (
    asks_for_grades,
    coverage,
    doubts,
    grade_notes,
    last_grades,
    register_lead,
    register_notes,
)
from assistant.rerank import Reranker
from assistant.retrieve import Retriever, without_repeats
from assistant.scope import Filters, Resolved, resolve, searched
from assistant.search import MOST_APART, RANKED, Found, look, worth_showing
from assistant.spelling import Spelling
from assistant.structured import Place, is_answered_by_place, places
from assistant.understand import (
    Understood,
    places_named,
    settled,
    understand,
    with_what_is_held,
)
from assistant.visits_about import visits_about
from assistant.what_is_held import asks_for_visits, visits_answer
from corpus.catalogue import Catalogue
from corpus.embedding import EmbeddingModel
from corpus.register import is_held, not_held
from corpus.types import Answer, Document, QuoteGroup, RankedPassage
from corpus.vectors import VectorIndex

#: Passages that have a word which is no place's, though it stands after "in": "in Early Help".
_SELDOM = 25


class Assistant:
    """Answers questions from the documents held."""

    def __init__(
        self,
        catalogue: Catalogue,
        index: VectorIndex,
        model: EmbeddingModel,
        reranker: Reranker | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.model = model
        self.retriever = Retriever(catalogue, index, model, reranker)
        self._spelling = Spelling(catalogue, model)

    def ask(self, question: str, turns: Sequence[str] = (), filters: Filters = Filters()) -> Answer:
        """The answer to a question that follows the earlier messages `turns`, oldest first.

        Raises:
            ValueError: the question is empty or too long; the message says what to do.
            IndexUnavailable: the vector index cannot be read.
            ModelError: the reranker that is set is not there, or cannot be loaded.
        """
        seconds = {"understand": 0.0, "retrieve": 0.0, "compose": 0.0}
        with _timed(seconds, "understand"):
            held = self.catalogue.documents()
            asked = with_what_is_held(understand(question, turns), {d.urn for d in held if d.urn})
            asked = with_likely_intent(asked, self.model)
            if asked.intent == "visits" and not asks_for_visits(asked):
                asked = settled(replace(asked, intent=""))
            if never := refused_before_looking(asked, held):
                return refusal(asked, never, seconds)
            resolved = resolve(asked, held, filters, self.catalogue.text)
            if not resolved.reason and not asked.authorities:
                resolved = self._unknown_place(asked) or resolved
            known = searched([*held, *not_held(held)], filters)
            own = [d for d in known if d.authority in {a.name for a in asked.authorities}]
            if not resolved.reason:
                resolved = no_longer_graded(asked, resolved.documents, own) or resolved
            false = false_premise(asked, known)
        if asked.intent == "visits":
            return visits_answer(asked, known, seconds)
        if is_of_all(asked) and resolved.reason != "no_authority":
            return grades_of_all(asked, known, seconds)
        if false and (asked.intent == "grade" or not asked.own_subject or asks_only_why(asked)):
            # Nothing is left of the question once its premise is gone.
            graded = tuple(d for d in own if d.judgements and is_held(d))
            return refusal(asked, Resolved((), "no_inspection", false, graded), seconds)
        if asks_for_grades(asked) and (answer := self._from_register(asked, known, seconds)):
            return answer
        also = (
            *said(successor_note(asked)),
            *register_notes(asked, not resolved.reason, known),
        )
        no_grades = last_grades(asked, known) if asked.intent == "grade" else ()
        if resolved.reason:
            return refusal(asked, resolved, seconds, notes=(*also, *no_grades))
        asked = replace(asked, subject=self._spelling.mended(asked.subject))
        if asked.intent == "across":
            return self._across(asked, held, filters, resolved, also, seconds)
        asked, documents = led_by(asked, visits_about(asked.question, resolved.documents))
        with _timed(seconds, "retrieve"):
            places_found = self._places(asked, documents)
            found = self._look(asked, documents, places_found)
        with _timed(seconds, "compose"):
            groups, why = self._groups(asked, places_found, found)
        if not groups:
            nothing = Resolved((), "no_evidence", why, documents)
            with _timed(seconds, "compose"):
                near = nearest(asked, found.ranked, self.catalogue, self.model)
            refused = refusal(asked, nothing, seconds, found.ranked, (*also, *no_grades))
            return replace(refused, nearest=near, evidence=found.evidence.score)
        weak = found.evidence.strength == "weak"
        return Answer(
            question=asked.question,
            status="partial" if weak or resolved.note else "answered",
            reason=None,
            scope=scope_of(asked, documents),
            lead=" ".join(said(false, lead(groups, weak))),
            groups=groups,
            notes=(
                *notes_on(asked, resolved, groups, self.catalogue.unindexed()),
                *also,
                *(() if places_found else no_grades),
            ),
            passages=found.ranked,
            evidence=found.evidence.score,
            seconds=seconds,
        )

    def _across(
        self,
        asked: Understood,
        held: Sequence[Document],
        filters: Filters,
        resolved: Resolved,
        also: Sequence[str],
        seconds: dict[str, float],
    ) -> Answer:
        """The answer to a question about several authorities, or all."""
        # An authority named is one of them, or only says whose neighbours are meant.
        every = resolve(replace(asked, authorities=()), held, filters, self.catalogue.text)
        with _timed(seconds, "retrieve"):
            # Whatever the page's filters leave: a grade is no less an authority's for them.
            known = searched([*held, *not_held(held)], Filters())
            found = across(
                asked, every.documents, known, self.catalogue, self.retriever, self.model
            )
        passages = found.passages[:RANKED]
        if not found.groups:
            nothing = Resolved((), "no_evidence", found.lead)
            refused = refusal(asked, nothing, seconds, passages, (*found.notes, *also))
            return replace(refused, evidence=found.evidence)
        return Answer(
            question=asked.question,
            status="answered",
            reason=None,
            scope=scope_of(asked, found.documents),
            lead=found.lead,
            groups=found.groups,
            notes=(
                *found.notes,
                *doubts_on(found.documents, found.groups, self.catalogue.unindexed()),
                *also,
            ),
            passages=passages,
            evidence=found.evidence,
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
        read = [place for place in found if is_held(place.document)]
        groups = groups_of_places(asked, read)
        notes = notes_on(asked, resolved, groups, self.catalogue.unindexed())
        return Answer(
            question=asked.question,
            status="partial" if resolved.note else "answered",
            reason=None,
            scope=scope_of(asked, list(dict.fromkeys(place.document for place in read))),
            lead=lead(groups) if read else register_lead(asked, told),
            groups=groups,
            notes=(*(grade_notes(told) if read else ()), *notes, *doubts(told), coverage(known)),
            passages=tuple(without_repeats(self._passages_of(read))[:RANKED]),
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
        if not is_answered_by_place(asked):
            return []
        whole = (
            self.catalogue.document(document.name) if is_held(document) else document
            for document in documents[:MOST_APART]
        )
        return places(asked, [document for document in whole if document])

    def _look(
        self, asked: Understood, documents: Sequence[Document], places_found: Sequence[Place]
    ) -> Found:
        """The ranking behind the answer: what stands in a place that answers comes first."""
        found = look(asked, documents, self.retriever, self.catalogue)
        if not places_found:
            return found
        ranked = without_repeats([*self._passages_of(places_found), *found.ranked])
        return Found(tuple(ranked[:RANKED]), Evidence("strong", score=found.evidence.score))

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
        self, asked: Understood, places_found: Sequence[Place], found: Found
    ) -> tuple[tuple[QuoteGroup, ...], str]:
        """The quotations of an answer; or none, and why."""
        if places_found:
            return groups_of_places(asked, places_found), ""
        if why := only_structure_answers(asked):
            return (), why
        if found.evidence.strength == "none":
            return (), found.evidence.why
        return quoted(asked, worth_showing(asked, found.ranked), self.catalogue, self.model)


@contextmanager
def _timed(seconds: dict[str, float], part: str) -> Iterator[None]:
    start = perf_counter()
    try:
        yield
    finally:
        seconds[part] += perf_counter() - start
