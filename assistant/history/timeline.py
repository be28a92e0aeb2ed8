"""Which inspections and visits an authority has had: what is held, and what is only known of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.citations import make_quote, visit_name
from assistant.register_answers import each_once
from corpus.authorities import load_authorities
from corpus.register import is_held, known_documents, not_held
from corpus.types import Authority, Document, Quote


def authorities_with_history(held: Iterable[Document]) -> list[tuple[Authority, int, int]]:
    """Each authority of which anything is held or known, by name; how many are held, and are not.

    `held` are the documents held, with or without their texts.
    """
    documents = list(held)
    urns = {d.urn for d in (*documents, *known_documents())}
    counted = [(a, timeline(a.urn, documents)) for a in load_authorities() if a.urn in urns]
    return sorted(
        (
            (authority, sum(map(is_held, visits)), sum(not is_held(d) for d in visits))
            for authority, visits in counted
            if visits
        ),
        key=lambda item: item[0].name,
    )


def authority_of(urn: str) -> Authority:
    """The authority with this URN.

    Raises:
        ValueError: there is none.
    """
    found = next((a for a in load_authorities() if a.urn == urn), None)
    if found is None:
        raise ValueError("This is no local authority of England that is known here.")
    return found


def timeline(urn: str, held: Sequence[Document]) -> list[Document]:
    """Every inspection and visit known of an authority, each once, oldest first.

    One that is not held has no text (`corpus.register.is_held`).
    """
    own = [d for d in held if d.urn == urn and d.kind not in ("guidance", "other")]
    known = [d for d in not_held(own) if d.urn == urn]
    return sorted(each_once([*own, *known]), key=lambda d: d.last_day)


def took_over(authority: Authority) -> str:
    """That an authority took over another's area, whose inspections are not its own; else empty."""
    names = {a.urn: a.name for a in load_authorities()}
    before = [names[urn] for urn in authority.predecessors if urn in names]
    if not before:
        return ""
    return (
        f"{authority.name} took over the area, or part of it, of {' and '.join(before)}, whose "
        "inspections are not among these."
    )


def own_visit_name(document: Document) -> str:
    """A visit's name without its authority's: "Focused visit, 27–28 September 2018 (…)"."""
    name = visit_name(document).removeprefix(f"{document.authority}, ")
    return name if name.isupper() else name[:1].upper() + name[1:]


def opening_quote(document: Document) -> Quote | None:
    """What leads to a visit's document: its first judgement, else its first paragraph.

    `document` is whole. None where it has neither.
    """
    judged = sorted((j.start, j.end) for j in document.judgements if j.start < j.end)
    if judged:
        return make_quote(document, *judged[0])
    first = next((p for p in document.paragraphs if p.role in ("body", "item")), None)
    return make_quote(document, first.start, first.end) if first else None
