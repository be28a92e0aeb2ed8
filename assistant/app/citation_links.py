"""A citation's link: the quotation's address itself, so that nothing need be remembered for it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass

from corpus.types import Document

#: What a link to a citation begins with; the page's script looks for it.
PREFIX = "#cite-"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a quotation stands: a document's name and a span of its text."""

    document: str
    start: int
    end: int


def citation_id(address: Address) -> str:
    """The address as letters, digits, "-" and "_", fit for a link."""
    plain = f"{address.document}|{address.start}|{address.end}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read_citation_id(text: str) -> Address:
    """The address that `citation_id` wrote.

    Raises:
        ValueError: it is no such id.
    """
    try:
        padded = text + "=" * (-len(text) % 4)
        plain = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
        document, start, end = plain.rsplit("|", 2)
        return Address(document, int(start), int(end))
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise ValueError("This is not a citation of a document held here.") from error


def cited_document(address: Address, find: Callable[[str], Document | None]) -> Document:
    """The document cited, looked up by `find`, once the address is known to lie within it.

    Raises:
        ValueError: there is no such document, or no such span of it.
    """
    document = find(address.document)
    if document is None:
        raise ValueError("The document cited is not held here any more.")
    if not 0 <= address.start < address.end <= len(document.text):
        raise ValueError("The document cited has changed: ask the question again.")
    return document
