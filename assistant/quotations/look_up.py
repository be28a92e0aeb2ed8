"""The words of the quotations kept, looked up anew in the documents held now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from assistant.app.citation_links import cited_now, read_citation_id, version_of
from assistant.citations import make_quote
from assistant.quotations.basket import Kept
from assistant.quotations.styles import Cited
from corpus.types import Document, Quote

REPLACED = (
    "The document has been replaced by a newer version since this was kept; the same words stand "
    "in it, where the citation says."
)


class Holds(Protocol):
    """What looking up needs of the catalogue."""

    def document(self, name: str) -> Document | None:
        """The whole document; None if it is not held."""

    def replaced_on(self, version: str) -> dict[str, str] | None:
        """What became of an earlier version of a document."""


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation kept, with its words where they are still to be had."""

    kept: Kept
    name: str
    """Of its document."""
    cited: Cited | None = None
    said: str = ""
    """What became of the document since: why there are no words, or that it was replaced."""

    @property
    def quote(self) -> Quote | None:
        """The quotation; None where there are no words."""
        return self.cited[0] if self.cited else None


def look_up(basket: Iterable[Kept], catalogue: Holds) -> list[Found]:
    """Each quotation kept, in the same order; what cannot be had stays, and says why."""
    find = cache(catalogue.document)
    return [_found(kept, catalogue, find) for kept in basket]


def _found(kept: Kept, catalogue: Holds, find: Callable[[str], Document | None]) -> Found:
    address = read_citation_id(kept.id)
    try:
        document, now = cited_now(address, find, catalogue.replaced_on)
    except ValueError as error:
        return Found(kept, address.document, said=_without_asking(str(error)))
    quote = make_quote(document, now.start, now.end)
    same = address.version in ("", version_of(document))
    return Found(kept, document.name, (quote, document), "" if same else REPLACED)


def _without_asking(reason: str) -> str:
    """The reason without its advice to ask again, which helps only in a conversation."""
    return reason.removesuffix(": ask the question again.").rstrip(".") + "."
