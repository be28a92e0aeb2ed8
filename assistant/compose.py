"""Passages into quotations: which words of each to show, grouped by visit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.citations import make_quote, visit_name
from corpus.sections import to_cite
from corpus.sentences import sentence_spans
from corpus.types import Document, Paragraph, Passage, Quote, QuoteGroup

if TYPE_CHECKING:
    from corpus.embedding import EmbeddingModel

Span = tuple[int, int]

#: A paragraph of up to this many words is quoted whole: cut shorter it loses its "however".
_WHOLE = 95

#: Sentences beside the best one are quoted too when their cosine is this share of the best's.
_ALSO = 0.6


def quotable_span(
    passage: Passage, document: Document, subject: str, model: EmbeddingModel
) -> Span:
    """The words of a passage to quote: its paragraph, or the sentences nearest to the subject.

    Always an exact span of the document, and without the headings above it.
    """
    inside = [
        p
        for p in document.paragraphs
        if p.start < passage.end and passage.start < p.end and p.role != "heading"
    ]
    if not inside:
        return passage.start, passage.end
    spans = [(max(p.start, passage.start), min(p.end, passage.end)) for p in inside]
    if len(spans) > 1:
        spans = [spans[i] for i in _best_run(spans, document.text, subject, model)]
    start, end = spans[0][0], spans[-1][1]
    if len(spans) > 1 or len(document.text[start:end].split()) <= _WHOLE:
        return start, end
    sentences = sentence_spans(document.text, start, end)
    chosen = [sentences[i] for i in _best_run(sentences, document.text, subject, model)]
    return chosen[0][0], chosen[-1][1]


def _best_run(spans: Sequence[Span], text: str, subject: str, model: EmbeddingModel) -> range:
    """The run of spans around the one nearest to the subject, as indexes; up to three."""
    vectors = model.encode([text[start:end] for start, end in spans])
    cosines = vectors @ model.encode_question(subject)
    best = int(cosines.argmax())
    first = last = best
    while last - first < 2:
        before = cosines[first - 1] if first > 0 else -1.0
        after = cosines[last + 1] if last + 1 < len(spans) else -1.0
        if max(before, after) < _ALSO * cosines[best]:
            break
        if before > after:
            first -= 1
        else:
            last += 1
    return range(first, last + 1)


def grouped(
    documents: Iterable[Document], spans: Iterable[tuple[str, int, int]], most: int
) -> tuple[QuoteGroup, ...]:
    """Quotations of the spans, grouped by document in the order of `documents`.

    A span within one already taken, or the same words again, is left out; so is a summary's
    sentence where the numbered paragraph that it sums up is quoted.
    """
    by_name = {document.name: document for document in documents}
    spans = _each_finding_once(by_name, list(spans))
    quotes: dict[str, list[Quote]] = {name: [] for name in by_name}
    words: set[tuple[str, str]] = set()
    count = 0
    for name, start, end in spans:
        own = quotes[name]
        letters = "".join(c for c in by_name[name].text[start:end].lower() if c.isalnum())
        overlaps = any(quote.start < end and start < quote.end for quote in own)
        if count >= most or overlaps or (name, letters) in words:
            continue
        own.append(make_quote(by_name[name], start, end))
        words.add((name, letters))
        count += 1
    return tuple(
        QuoteGroup(visit_name(by_name[name]), tuple(own)) for name, own in quotes.items() if own
    )


def _each_finding_once(
    documents: dict[str, Document], spans: Sequence[tuple[str, int, int]]
) -> list[tuple[str, int, int]]:
    """The spans without those of paragraphs that another span's paragraph is to be cited for."""
    starts = {
        (name, paragraph.start)
        for name, start, end in spans
        for paragraph in _inside(documents[name], start, end)
    }

    def is_said_better(name: str, start: int, end: int) -> bool:
        own = _inside(documents[name], start, end)
        cited = [to_cite(documents[name], paragraph) for paragraph in own]
        return bool(own) and all(
            one is not other and (name, other.start) in starts
            for one, other in zip(own, cited, strict=True)
        )

    return [span for span in spans if not is_said_better(*span)]


def _inside(document: Document, start: int, end: int) -> list[Paragraph]:
    return [
        p
        for p in document.paragraphs
        if p.start < end and start < p.end and p.role in ("body", "item")
    ]
