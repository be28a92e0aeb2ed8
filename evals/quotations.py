"""What the quotations shown are worth: whose they are, where they stand, whether they are exact."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from corpus.types import Document
from evals.matching import file_of, is_gold, pages_agree
from evals.questions import Gold

#: A quotation as `findings ask --json` gives it.
Quotation = Mapping[str, Any]

#: A held document, whole, by name; None for one not held.
DocumentOf = Callable[[str], Document | None]


def gold_in(quotation: Quotation, gold: Sequence[Gold]) -> list[Gold]:
    """The gold that a quotation holds, each page on which the gold stands counting apart."""
    return [each for each in gold if is_gold(quotation["document"], quotation["text"], each)]


def cites_gold_page(quotation: Quotation, gold: Sequence[Gold]) -> bool:
    """Whether a quotation's pages have the page of some gold that it holds."""
    return any(pages_agree(quotation["pages"], each) for each in gold_in(quotation, gold))


def wrong_authority_quotes(
    files: Collection[str],
    quotes: Sequence[Quotation],
    authority_of: Mapping[str, str | None],
) -> int | None:
    """How many quotations are from an authority other than those of the gold's documents.

    None without gold, and where one of the gold's documents is not held. A quotation of guidance,
    or of a document whose authority is not known, counts unless the gold is such a document.
    """
    held = {file_of(name) for name in authority_of}
    if not files or not held.issuperset(files):
        return None
    right = {authority for name, authority in authority_of.items() if file_of(name) in files}
    return sum(authority_of.get(quote["document"]) not in right for quote in quotes)


def wrong_visit_quotes(files: Collection[str], quotes: Sequence[Quotation]) -> int | None:
    """How many quotations are from a document other than those of the gold; None without gold."""
    if not files:
        return None
    return sum(file_of(quote["document"]) not in files for quote in quotes)


def is_exact(quotation: Quotation, document: Document | None) -> bool:
    """Whether a quotation is, character for character, its document's text from start to end."""
    start, end = quotation["start"], quotation["end"]
    return (
        document is not None
        and 0 <= start < end <= len(document.text)
        and document.text[start:end] == quotation["text"]
    )


def is_in_place(quotation: Quotation, document: Document | None) -> bool:
    """Whether the pages and the paragraph cited are those of the span, as the catalogue has it.

    The pages are those whose characters drew the span. The paragraph is the number of one that
    the span stands in, or none where none of them has a number.
    """
    if document is None:
        return False
    start, end = quotation["start"], quotation["end"]
    pages = {
        run.page
        for run in document.source_runs
        if run.start < end and run.start + run.length > start
    }
    numbers = {p.number for p in document.paragraphs if p.start < end and p.end > start}
    return set(quotation["pages"]) == pages and quotation["paragraph"] in (numbers or {None})
