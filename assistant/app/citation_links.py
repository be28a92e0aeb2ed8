"""A citation's link: the quotation's address itself, so that nothing need be remembered for it.

It says which version of the file was quoted and what words, in a short hash, so that other words
are never shown as the quotation once the document has been replaced or is read otherwise.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.types import Document

#: What a link to a citation begins with; the page's script looks for it.
PREFIX = "#cite-"

#: Hexadecimal digits kept of a sha256. For a span's words, 48 bits: of the hundred thousand spans
#: of a long report another has the same in one case of three thousand million.
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Address:
    """Where a quotation stands: a document's name and a span of its text."""

    document: str
    start: int
    end: int
    version: str = ""
    """`version_of` the document quoted; empty where it is the one held, looked up just now."""
    words: str = ""
    """`fingerprint` of the words quoted; empty where there was none."""


def version_of(document: Document) -> str:
    """What tells a document's versions apart: the beginning of its file's sha256."""
    return document.sha256[:_DIGITS]


def fingerprint(words: str) -> str:
    """A short hash of the words quoted, by which they are known again."""
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]


def citation_id(address: Address) -> str:
    """The address as letters, digits, "-" and "_", fit for a link."""
    parts = address.document, address.start, address.end, address.version, address.words
    plain = "|".join(map(str, parts))
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read_citation_id(text: str) -> Address:
    """The address that `citation_id` wrote.

    Raises:
        ValueError: it is no such id.
    """
    try:
        padded = text + "=" * (-len(text) % 4)
        plain = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
        document, start, end, version, words = plain.rsplit("|", 4)
        return Address(document, int(start), int(end), version, words)
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise ValueError("This is not a citation of a document held here.") from error


def cited_document(address: Address, find: Callable[[str], Document | None]) -> Document:
    """The document cited, looked up by `find`, once the quotation is known to stand there.

    Raises:
        ValueError: there is no such document, or not these words at this address.
    """
    document = _found(address, find)
    if not _stands(address, document):
        raise ValueError("The document cited has changed: ask the question again.")
    return document


def cited_now(
    address: Address,
    find: Callable[[str], Document | None],
    replaced_on: Callable[[str], dict[str, str] | None],
) -> tuple[Document, Address]:
    """The document cited and where the quotation stands in it now.

    In another version than the one quoted it stands where its exact words do, if they do once.

    Args:
        address: As the link has it; its version stays the one that was quoted.
        find: Looks up a document by its name.
        replaced_on: Looks up an earlier version: `Catalogue.replaced_on`.

    Raises:
        ValueError: there is no such document, or its words are gone, or there more than once.
    """
    document = _found(address, find)
    if _stands(address, document):
        return document, address
    length = address.end - address.start
    starts = [
        start
        for start in range(len(document.text) - length + 1)
        if address.words and fingerprint(document.text[start : start + length]) == address.words
    ]
    if length > 0 and len(starts) == 1:
        return document, replace(address, start=starts[0], end=starts[0] + length)
    replaced = replaced_on(address.version) if address.version else None
    when = f"was replaced by a newer version on {replaced['day']}" if replaced else "has changed"
    where = "stand in it more than once now" if starts else "are not in it any more"
    raise ValueError(
        f"The document cited {when}, and the words quoted {where}: ask the question again."
    )


def _found(address: Address, find: Callable[[str], Document | None]) -> Document:
    document = find(address.document)
    if document is None:
        raise ValueError("The document cited is not held here any more.")
    return document


def _stands(address: Address, document: Document) -> bool:
    """Whether the document is the version quoted, and the words stand at the address."""
    return (
        0 <= address.start < address.end <= len(document.text)
        and address.version in ("", version_of(document))
        and address.words in ("", fingerprint(document.text[address.start : address.end]))
    )
