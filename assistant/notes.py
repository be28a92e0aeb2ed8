"""Notes below an answer: in what it is not quite what was asked, or its documents are in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.citations import visit_name
from assistant.scope import Resolved
from assistant.search import MOST_APART, by_visit
from assistant.structured import is_answered_by_place
from assistant.understand import Understood
from corpus.types import Document, QuoteGroup


def said(*sentences: str | None) -> tuple[str, ...]:
    """Those that say something."""
    return tuple(sentence for sentence in sentences if sentence)


def notes_on(
    asked: Understood,
    resolved: Resolved,
    groups: Sequence[QuoteGroup],
    unindexed: Iterable[str],
) -> tuple[str, ...]:
    """In what the answer is not quite what was asked for, or its documents are in doubt.

    `unindexed` are the names of documents that the vector index lacks.
    """
    documents = resolved.documents
    quoted = {quote.document for group in groups for quote in group.quotes}
    notes = [*said(resolved.note, resolved.also)]
    if asked.outside:
        name, nation, inspectorate = asked.outside
        notes.append(f"{name}: in {nation} {inspectorate} inspects, and nothing is held here.")
    visit_by_visit = by_visit(asked)
    if (is_answered_by_place(asked) or visit_by_visit) and len(documents) > MOST_APART:
        notes.append(
            f"Only the newest {MOST_APART} of {len(documents)} inspections and visits were "
            "looked at: name an authority or a time to see others."
        )
    silent = [d for d in documents[:MOST_APART] if d.name not in quoted]
    if visit_by_visit and silent:
        names = "; ".join(visit_name(d) for d in silent)
        notes.append(f"Nothing near enough to quote in: {names}.")
    if asked.intent == "comparison" and groups:
        spoken = {d.urn for d in documents if d.name in quoted}
        quiet = [a.name for a in asked.authorities if a.urn not in spoken]
        notes += [f"Nothing near enough to quote of: {', '.join(quiet)}."] if quiet else []
    return (*notes, *doubts_on(documents, groups, unindexed))


def doubts_on(
    documents: Sequence[Document], groups: Sequence[QuoteGroup], unindexed: Iterable[str]
) -> tuple[str, ...]:
    """What is amiss with the documents searched, and in doubt of those quoted."""
    quoted = {quote.document for group in groups for quote in group.quotes}
    notes = []
    if lacking := set(unindexed) & {d.name for d in documents}:
        notes.append(
            f"{len(lacking)} of these documents are not in the vector index yet and were "
            "searched by words only: run `findings ingest` again."
        )
    notes += [
        f"Note on {visit_name(d)}: {text}."
        for d in documents
        if d.name in quoted
        for text in d.conflicts
    ]
    return tuple(notes)
