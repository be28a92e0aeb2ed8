"""The quotations that a visitor keeps: their order, notes and themes.

A basket holds addresses, not words: the words are looked up whenever they are shown. Every
function gives a new basket; one that finds nothing to do gives the basket as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from assistant.app.citation_links import (
    Address,
    citation_id,
    fingerprint,
    read_citation_id,
    version_of,
)
from corpus.types import Document, Quote

#: What tells a basket's file from any other JSON.
FORMAT = "findings-basket-1"

#: What a link that keeps a quotation begins with; the page's script looks for it.
KEEP = "#keep-"


@dataclass(frozen=True, slots=True)
class Kept:
    """A quotation kept: the id of its citation, and what the visitor adds to it."""

    id: str
    note: str = ""
    theme: str = ""


Basket = tuple[Kept, ...]

Item = TypeVar("Item")

#: What was taken out of a basket: each with its place there, first to last.
Taken = tuple[tuple[int, Kept], ...]


def id_of(quote: Quote) -> str:
    """The id of a quotation's citation."""
    words = fingerprint(quote.text)
    return citation_id(Address(quote.document, quote.start, quote.end, quote.version, words))


def id_at(document: Document, start: int, end: int) -> str:
    """The id of the citation of a span of this document as it is now."""
    words = fingerprint(document.text[start:end])
    return citation_id(Address(document.name, start, end, version_of(document), words))


def added(basket: Basket, ids: Iterable[str]) -> Basket:
    """The basket with these at its end; what it has already stays where it is.

    Raises:
        ValueError: one of them is no id of a citation.
    """
    new = dict.fromkeys(ids)
    for id in new:
        read_citation_id(id)
    have = {kept.id for kept in basket}
    return basket + tuple(Kept(id) for id in new if id not in have)


def joined(basket: Basket, other: Basket) -> Basket:
    """The basket with those of another at its end, with their notes, that it does not have."""
    have = {kept.id for kept in basket}
    return basket + tuple(kept for kept in other if kept.id not in have)


def taken_out(basket: Basket, ids: Iterable[str]) -> tuple[Basket, Taken]:
    """The basket without these, and what was taken out."""
    gone = set(ids)
    taken = tuple((place, kept) for place, kept in enumerate(basket) if kept.id in gone)
    return tuple(kept for kept in basket if kept.id not in gone), taken


def put_back(basket: Basket, taken: Taken) -> Basket:
    """The basket with what was taken out of it, each at the place where it was."""
    now = list(basket)
    have = {kept.id for kept in basket}
    for place, kept in taken:
        if kept.id not in have:
            now.insert(place, kept)
    return tuple(now)


def annotated(basket: Basket, id: str, note: str) -> Basket:
    """The basket with this note to one of its quotations."""
    return tuple(replace(kept, note=note.strip()) if kept.id == id else kept for kept in basket)


def themed(basket: Basket, id: str, theme: str) -> Basket:
    """The basket with one of its quotations under this theme; "" for none."""
    name = " ".join(theme.split())
    return tuple(replace(kept, theme=name) if kept.id == id else kept for kept in basket)


def by_theme(basket: Basket) -> list[tuple[str, Basket]]:
    """The quotations under each theme, in order; those without one come last, under ""."""
    themes = sorted(dict.fromkeys(kept.theme for kept in basket), key=lambda theme: not theme)
    return [(theme, tuple(kept for kept in basket if kept.theme == theme)) for theme in themes]


def in_order(basket: Basket) -> Basket:
    """The quotations in the order in which they are shown and numbered: theme by theme."""
    return tuple(kept for _, group in by_theme(basket) for kept in group)


def moved(basket: Basket, id: str, by: int) -> Basket:
    """The basket with one quotation moved `by` places (-1 is up) among those of its theme."""
    groups = [_moved(group, [kept.id for kept in group], id, by) for _, group in by_theme(basket)]
    return tuple(kept for group in groups for kept in group)


def theme_moved(basket: Basket, theme: str, by: int) -> Basket:
    """The basket with one theme moved `by` places (-1 is up) among the themes."""
    named = [(name, group) for name, group in by_theme(basket) if name]
    themes = _moved(named, [name for name, _ in named], theme, by)
    rest = tuple(kept for kept in basket if not kept.theme)
    return tuple(kept for _, group in themes for kept in group) + rest


def _moved(items: Sequence[Item], names: Sequence[str], name: str, by: int) -> list[Item]:
    """The items with that of this name `by` places on, where there is such a place."""
    now = list(items)
    if name not in names:
        return now
    place = names.index(name)
    if 0 <= place + by < len(now):
        now.insert(place + by, now.pop(place))
    return now


def basket_json(basket: Basket) -> list[dict[str, str]]:
    """The basket as the visitor's browser keeps it."""
    return [asdict(kept) for kept in basket]


def read_basket(told: Any) -> tuple[Basket, int]:
    """The basket that a browser or a file gives, and how many parts of it cannot be read.

    Whatever `told` is, it is never an error: what cannot be read is left out.
    """
    if told is None:
        return (), 0
    if not isinstance(told, list):
        return (), 1
    read = [_read_kept(item) for item in told]
    known = {kept.id: kept for kept in reversed(read) if kept}  # the first of each
    kept = tuple(known[id] for id in dict.fromkeys(kept.id for kept in read if kept))
    return kept, read.count(None)


def _read_kept(item: Any) -> Kept | None:
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        return None
    try:
        read_citation_id(item["id"])
    except ValueError:
        return None
    note, theme = item.get("note"), item.get("theme")
    return Kept(
        item["id"],
        note if isinstance(note, str) else "",
        " ".join(theme.split()) if isinstance(theme, str) else "",
    )


def basket_file(basket: Basket) -> str:
    """The basket as the text of a file."""
    told = {"format": FORMAT, "kept": basket_json(basket)}
    return json.dumps(told, ensure_ascii=False, indent=1)


def read_basket_file(text: str) -> tuple[Basket, int]:
    """The basket in a file, and how many parts of it cannot be read.

    The file is what `basket_file` made, or an answer as `findings ask --json` prints it, whose
    quotations are taken in their order.

    Raises:
        ValueError: it is neither.
    """
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if isinstance(told, dict) and told.get("format") == FORMAT:
        return read_basket(told.get("kept"))
    if isinstance(told, dict) and isinstance(told.get("quotes"), list):
        return read_basket([_answered(quote) for quote in told["quotes"]])
    raise ValueError(
        "This is neither a basket saved on the page nor an answer of “findings ask --json”."
    )


def _answered(quote: Any) -> dict[str, str] | None:
    """A quotation of an answer, as a basket has it."""
    match quote:
        case {"document": str(name), "start": int(start), "end": int(end), "text": str(text)}:
            return {"id": citation_id(Address(name, start, end, words=fingerprint(text)))}
    return None
