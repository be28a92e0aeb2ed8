"""A question to an answer: understood, scoped, retrieved, composed; or refused, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from assistant.citations import visit_name
from assistant.compose import (
    asks_of_board,
    focus_paragraphs,
    grouped,
    improvement_items,
    quotable_span,
)
from assistant.evidence import Evidence, weigh
from assistant.judged import areas_asked, judgements_asked
from assistant.retrieve import Retriever, interleaved, without_repeats
from assistant.scope import Filters, Resolved, resolve
from assistant.understand import Understood, understand
from corpus.catalogue import Catalogue
from corpus.embedding import EmbeddingModel
from corpus.types import (
    Answer,
    Document,
    Paragraph,
    Passage,
    QuoteGroup,
    RankedPassage,
    Reason,
    Scope,
)
from corpus.vectors import VectorIndex

#: Passages ranked behind an answer, and quotations shown, at most.
_RANKED = 20
_SHOWN = 5
_SHOWN_OF_LIST = 20
_SHOWN_PER_VISIT = 2

#: Visits that a history, and documents that a comparison, quotes from at most.
_MOST_DOCUMENTS = 8


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
        clock = _Clock()
        with clock.timed("understand"):
            asked = understand(question, turns)
            resolved = _refused_before_looking(asked) or resolve(
                asked, self.catalogue.documents(), filters
            )
        if resolved.reason:
            return _refusal(asked, resolved, resolved.reason, clock)
        with clock.timed("retrieve"):
            ranked, evidence = self._retrieve(asked, resolved.documents)
        with clock.timed("compose"):
            return self._compose(asked, resolved, ranked, evidence, clock)

    # -- retrieval ---------------------------------------------------------------------------

    def _retrieve(
        self, asked: Understood, documents: Sequence[Document]
    ) -> tuple[list[RankedPassage], Evidence]:
        """The ranking behind the answer, and how far it supports one."""
        names = [d.name for d in documents]
        apart = _asked_apart(asked, documents)
        if apart:
            found = [self._retriever.rank(asked.subject, group, _RANKED) for group in apart]
            ranked = interleaved([ranking for ranking, _ in found], _RANKED)
            cosine = max(best for _, best in found)
        else:
            scope = names if _is_narrow(asked, documents) else None
            ranked, cosine = self._retriever.rank(asked.subject, scope, _RANKED + 10)
            if scope is None:
                allowed = set(names)
                ranked = [item for item in ranked if item.passage.document in allowed]
        evidence = weigh(asked.question, asked.subject, ranked, cosine, names, self.catalogue)
        first = self._structured(asked, documents)
        if first:
            keys = {passage.key for passage in first}
            ranked = [RankedPassage(passage, 1.0) for passage in first] + [
                item for item in ranked if item.passage.key not in keys
            ]
            evidence = Evidence("strong")
        return without_repeats(ranked)[:_RANKED], evidence

    def _structured(self, asked: Understood, documents: Sequence[Document]) -> list[Passage]:
        """The passages that answer by their place: rows of judgements, items of a list."""
        wanted: list[tuple[str, int, int]] = []
        if asked.intent == "grade":
            areas = areas_asked(asked.question)
            wanted = [
                (d.name, j.start, j.end) for d in documents for j in judgements_asked(d, areas)
            ]
        elif asked.intent == "improve":
            wanted = [
                (d.name, p.start, p.end)
                for d in self._with_lists(asked, documents)
                for p in improvement_items(d, asks_of_board(asked.question))
            ]
        elif asked.intent == "focus":
            wanted = [(d.name, p.start, p.end) for d, p in self._focus(documents)]
        if not wanted:
            return []
        passages = self.catalogue.passages({name for name, _, _ in wanted})
        order = {d.name: position for position, d in enumerate(documents)}
        chosen = [
            p
            for p in passages
            if any(p.document == n and p.start < end and start < p.end for n, start, end in wanted)
        ]
        return sorted(chosen, key=lambda p: (order[p.document], p.start))

    def _with_lists(self, asked: Understood, documents: Sequence[Document]) -> list[Document]:
        """The documents whose lists are asked for: all of a time named, else the newest's."""
        of_board = asks_of_board(asked.question)
        whole = (self.catalogue.document(d.name) for d in documents[:_MOST_DOCUMENTS])
        having = [d for d in whole if d and improvement_items(d, of_board)]
        if asked.time.windows or asked.time.order:
            return having
        newest = {d.urn: d for d in reversed(having)}
        return [d for d in having if newest[d.urn] is d]

    def _focus(self, documents: Sequence[Document]) -> list[tuple[Document, Paragraph]]:
        whole = [d for c in documents[:_SHOWN] if (d := self.catalogue.document(c.name))]
        return [(d, p) for d in whole for p in focus_paragraphs(d)]

    # -- composition -------------------------------------------------------------------------

    def _compose(
        self,
        asked: Understood,
        resolved: Resolved,
        ranked: list[RankedPassage],
        evidence: Evidence,
        clock: _Clock,
    ) -> Answer:
        documents = resolved.documents
        if asked.intent == "inspector":
            groups = self._inspectors(documents)
        elif asked.intent == "grade":
            groups = self._grades(asked, documents)
        elif asked.intent == "improve":
            groups = self._list(asked, documents)
        elif asked.intent == "focus":
            found = self._focus(documents)
            spans = [(d.name, p.start, p.end) for d, p in found]
            groups = grouped(dict.fromkeys(d for d, _ in found), spans, _SHOWN_OF_LIST)
        else:
            groups = ()
        if not groups and asked.intent != "inspector" and evidence.strength != "none":
            groups = self._quotations(asked, documents, ranked)
        if not groups:
            why = (
                "The documents do not name their inspectors."
                if asked.intent == "inspector"
                else evidence.why or "Nothing in these documents answers this."
            )
            return _refusal(
                asked,
                Resolved(documents, "no_evidence", why, documents),
                "no_evidence",
                clock,
                ranked,
            )
        return Answer(
            question=asked.question,
            status="partial" if evidence.strength == "weak" else "answered",
            reason=None,
            scope=_scope(asked, documents),
            lead=_lead(groups, evidence),
            groups=groups,
            notes=_notes(asked, documents),
            passages=tuple(ranked),
            seconds=clock.seconds,
        )

    def _quotations(
        self, asked: Understood, documents: Sequence[Document], ranked: list[RankedPassage]
    ) -> tuple[QuoteGroup, ...]:
        apart = _asked_apart(asked, documents)
        most = min(len(apart), _MOST_DOCUMENTS) * _SHOWN_PER_VISIT if apart else _SHOWN
        shown = ranked[:most]
        whole = {}
        for item in shown:
            name = item.passage.document
            if name not in whole and (document := self.catalogue.document(name)):
                whole[name] = document
        spans = [
            (
                item.passage.document,
                *quotable_span(
                    item.passage, whole[item.passage.document], asked.subject, self._model
                ),
            )
            for item in shown
        ]
        return grouped(_in_order(asked, whole.values()), spans, most)

    def _grades(self, asked: Understood, documents: Sequence[Document]) -> tuple[QuoteGroup, ...]:
        areas = areas_asked(asked.question)
        chosen = documents
        if not asked.time.windows and not asked.time.order and asked.authorities:
            newest = {d.urn: d for d in reversed(documents)}
            chosen = [d for d in documents if newest[d.urn] is d]
        whole = [d for c in chosen[:_MOST_DOCUMENTS] if (d := self.catalogue.document(c.name))]
        spans = [(d.name, j.start, j.end) for d in whole for j in judgements_asked(d, areas)]
        return grouped(_in_order(asked, whole), spans, _SHOWN_OF_LIST)

    def _list(self, asked: Understood, documents: Sequence[Document]) -> tuple[QuoteGroup, ...]:
        whole = self._with_lists(asked, documents)
        of_board = asks_of_board(asked.question)
        spans = [(d.name, p.start, p.end) for d in whole for p in improvement_items(d, of_board)]
        return grouped(_in_order(asked, whole), spans, _SHOWN_OF_LIST)

    def _inspectors(self, documents: Sequence[Document]) -> tuple[QuoteGroup, ...]:
        whole = [d for c in documents[:_SHOWN] if (d := self.catalogue.document(c.name))]
        spans = []
        for document in whole:
            for paragraph in document.paragraphs:
                words = document.text[paragraph.start : paragraph.end]
                if document.inspectors and document.inspectors[0] in words:
                    spans.append((document.name, paragraph.start, paragraph.end))
                    break
        return grouped(whole, spans, _SHOWN)


class _Clock:
    """Seconds spent in each part."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {"understand": 0.0, "retrieve": 0.0, "compose": 0.0}

    @contextmanager
    def timed(self, part: str) -> Iterator[None]:
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds[part] = perf_counter() - start


def _is_narrow(asked: Understood, documents: Sequence[Document]) -> bool:
    """Whether the scope is small enough to compare every passage of it."""
    return bool(asked.authorities) or len(documents) <= 40


def _asked_apart(asked: Understood, documents: Sequence[Document]) -> list[list[str]]:
    """Groups of documents to be asked one by one: visits of a history, sides of a comparison."""
    if asked.intent == "history":
        return [[d.name] for d in documents[:_MOST_DOCUMENTS]]
    if asked.intent == "comparison":
        urns = dict.fromkeys(d.urn for d in documents)
        return [[d.name for d in documents if d.urn == urn] for urn in urns]
    return []


def _in_order(asked: Understood, documents: Iterable[Document]) -> list[Document]:
    """Newest first; a history oldest first."""
    ordered = sorted(documents, key=lambda d: d.last_day, reverse=True)
    return ordered[::-1] if asked.intent == "history" else ordered


def _refused_before_looking(asked: Understood) -> Resolved | None:
    """Questions that these documents cannot cover, whoever asks."""
    if asked.outside:
        name, nation, inspectorate = asked.outside
        return Resolved(
            (),
            "out_of_scope",
            f"{name} is in {nation}, where {inspectorate} inspects; Ofsted does not."
            if name != nation
            else f"Ofsted does not inspect in {nation}; {inspectorate} does.",
        )
    if asked.elsewhere:
        return Resolved((), "out_of_scope", asked.elsewhere)
    if asked.intent == "guidance":
        return Resolved(
            (),
            "no_evidence",
            "This asks about the guidance, and no guidance is held here, only letters and reports.",
        )
    if asked.ambiguous:
        names = [authority.name for authority in asked.ambiguous.authorities]
        return Resolved(
            (),
            "no_authority",
            f"“{asked.ambiguous.text.strip()}” may mean {' or '.join(names)}: which one?",
        )
    return None


def _refusal(
    asked: Understood,
    resolved: Resolved,
    reason: Reason,
    clock: _Clock,
    ranked: Sequence[RankedPassage] = (),
) -> Answer:
    notes = []
    if resolved.nearest:
        held = "; ".join(visit_name(d) for d in resolved.nearest[:6])
        more = len(resolved.nearest) - 6
        looked = "Looked in" if reason == "no_evidence" else "What is held"
        notes.append(f"{looked}: {held}{f'; and {more} more' if more > 0 else ''}.")
    return Answer(
        question=asked.question,
        status="refused",
        reason=reason,
        scope=_scope(asked, resolved.documents),
        lead=resolved.explanation,
        notes=tuple(notes),
        passages=tuple(ranked),
        seconds=clock.seconds,
    )


def _scope(asked: Understood, documents: Sequence[Document]) -> Scope:
    firsts = [w.first for w in asked.time.windows]
    lasts = [w.last for w in asked.time.windows]
    first = min((d for d in firsts if d), default=None) if all(firsts) else None
    last = max((d for d in lasts if d), default=None) if all(lasts) else None
    return Scope(
        authorities=tuple(authority.name for authority in asked.authorities),
        documents=tuple(d.name for d in documents),
        period=(first.isoformat() if first else None, last.isoformat() if last else None),
        intent=asked.intent,
        kinds=asked.kinds,
        subject=asked.subject,
    )


def _lead(groups: Sequence[QuoteGroup], evidence: Evidence) -> str:
    quotes = sum(len(group.quotes) for group in groups)
    words = "One quotation" if quotes == 1 else f"{quotes} quotations"
    visits = "one visit" if len(groups) == 1 else f"{len(groups)} visits"
    if evidence.strength == "weak":
        return f"Nothing here clearly answers this. What comes nearest: {words} from {visits}."
    return f"{words} from {visits}, word for word."


def _notes(asked: Understood, documents: Sequence[Document]) -> tuple[str, ...]:
    notes = []
    conflicts = [(d, c) for d in documents for c in d.conflicts]
    for document, conflict in conflicts[:3]:
        notes.append(f"Note on {document.name}: {conflict}.")
    return tuple(notes)
