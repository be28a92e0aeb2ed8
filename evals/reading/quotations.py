"""Known quotations found in what was read, and quotations read back from under their highlights."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.page_images import highlighted_text, page_spans
from corpus.sentences import sentence_spans
from corpus.types import Document, Passage
from evals.questions import Gold
from evals.reading.compare import Comparison, bare

Span = tuple[int, int]

#: Quotations drawn for the highlights, always the same of the same passages.
DRAWN, SEED = 200, 2026


def compare_gold(
    document: Document, passages: Sequence[Passage], gold: Sequence[Gold]
) -> Iterator[Comparison]:
    """Each known quotation of a document: in its text, on the page given, within passages."""
    places = [bare_places(document.text, each.quote) for each in gold]
    for each, spans in zip(gold, places, strict=True):
        pages = [document.pages_at(*span) for span in spans]
        on_page = each.page is None or any(each.page in found for found in pages)
        within = any(_is_within(document.text, span, passages) for span in spans)
        said = (
            ("quotation in the text", bool(spans), "found" if spans else "not found"),
            ("quotation on its page", on_page, f"pages {sorted({p for f in pages for p in f})}"),
            ("quotation within passages", within, "within" if within else "not within"),
        )
        for measure, right, ours in said:
            quote, page = each.quote[:120], each.page
            yield Comparison(measure, "dev", document.name, quote, right, each.quote, ours, page)


def bare_places(text: str, quotation: str) -> list[Span]:
    """The spans of a text that are the quotation, spaces, hyphens and quotation marks aside."""
    kept = [(letter, index) for index, char in enumerate(text) for letter in bare(char)]
    whole, wanted = "".join(letter for letter, _ in kept), bare(quotation)
    spans: list[Span] = []
    start = whole.find(wanted) if wanted else -1
    while start >= 0:
        spans.append((kept[start][1], kept[start + len(wanted) - 1][1] + 1))
        start = whole.find(wanted, start + 1)
    return spans


def _is_within(text: str, span: Span, passages: Sequence[Passage]) -> bool:
    """Whether no letter of the span stands outside the passages."""
    position, end = span
    for passage in sorted(passages, key=lambda each: each.start):
        if passage.end > position and not bare(text[position : max(position, passage.start)]):
            position = passage.end
        if position >= end:
            return True
    return False


def draw_quotations(
    held: Sequence[tuple[Path, Document, Sequence[Passage]]], count: int = DRAWN
) -> list[tuple[Path, Document, Span]]:
    """Sentences of `count` passages of PDFs, drawn at random with a fixed seed."""
    drawn = random.Random(SEED)  # noqa: S311 — a sample, not a secret
    passages = [
        (path, document, passage)
        for path, document, each in held
        if document.pages
        for passage in each
    ]
    chosen = drawn.sample(passages, min(count, len(passages)))
    return [
        (path, document, drawn.choice(sentence_spans(document.text, passage.start, passage.end)))
        for path, document, passage in chosen
    ]


def compare_highlight(path: Path, document: Document, span: Span) -> Comparison:
    """A quotation beside the words that lie under its marks on the pages' images."""
    pages = page_spans(document, *span)
    under = "\n".join(highlighted_text(path, page, runs) for page, runs in pages.items())
    quotation = document.text[span[0] : span[1]]
    return Comparison(
        "highlights",
        document.kind,
        document.name,
        "highlight",
        bare(under) == bare(quotation),
        quotation,
        under,
        next(iter(pages), None),
    )
