"""Passages into quotations: which words of each to show, grouped by visit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.citations import make_quote, paragraph_at, visit_name
from assistant.figures import figure_asked, gives_figure
from assistant.held import AREA_NAMES
from assistant.tone import SIGNS, tones
from corpus.sections import to_cite
from corpus.sentences import sentence_spans
from corpus.types import Document, Paragraph, Passage, Quote, QuoteGroup

if TYPE_CHECKING:
    import numpy as np

    from assistant.understand import Understood
    from corpus.embedding import EmbeddingModel

Span = tuple[int, int]

#: A paragraph of up to this many words is quoted whole: cut shorter it loses its "however". On 248
#: known questions 120 instead of 95 showed the gold for 0.91 instead of 0.87 of them, with 68
#: words a quotation instead of 58. Asked for in short, and for a list, it is cut to sentences.
WHOLE = 120
_WHOLE = {None: WHOLE, "more": WHOLE, "short": 30, "list": 30}

#: Sentences quoted of a longer one at most.
_LONGEST_RUN = {None: 3, "more": 3, "short": 1, "list": 1}

#: Sentences beside the best one are quoted too when they are this share as near.
ALSO = 0.6

#: What a sentence gains by the figure asked for, and by the tone asked for at its fullest.
_FIGURE = 0.15
_TONE = 0.15


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """The words of a passage that are quoted, and whether they give the figure asked for."""

    document: str
    start: int
    end: int
    gives_figure: bool = False


def answer_span(
    passage: Passage, document: Document, asked: Understood, model: EmbeddingModel
) -> AnswerSpan:
    """The words of a passage to quote: its paragraph, or the sentences nearest to the subject.

    Always an exact span of the document, and without the headings above it. Sentences of the tone
    asked for, and those with the figure asked for, count as nearer.
    """
    inside = [
        p
        for p in document.paragraphs
        if p.start < passage.end and passage.start < p.end and p.role != "heading"
    ]
    spans = [(max(p.start, passage.start), min(p.end, passage.end)) for p in inside]
    if not spans:
        return AnswerSpan(document.name, passage.start, passage.end)
    figure = figure_asked(asked.question)
    start, end = spans[0][0], spans[-1][1]
    short = len(spans) == 1 and len(document.text[start:end].split()) <= _WHOLE[asked.form]
    if short and not figure:
        return AnswerSpan(document.name, start, end)
    if len(spans) == 1:
        spans = sentence_spans(document.text, start, end)
    texts = [document.text[a:b] for a, b in spans]
    scores = _nearness(texts, asked, model)
    best = int(scores.argmax())
    if not short:
        chosen = _run_around(best, scores, _LONGEST_RUN[asked.form])
        start, end = spans[chosen[0]][0], spans[chosen[-1]][1]
    given = figure is not None and gives_figure(texts[best], figure)
    return AnswerSpan(document.name, start, end, given)


def _nearness(texts: Sequence[str], asked: Understood, model: EmbeddingModel) -> np.ndarray:
    """How near each text is to what is asked: float32 (texts,)."""
    import numpy as np

    scores = model.encode(list(texts)) @ model.encode_question(asked.subject)
    figure = figure_asked(asked.question)
    if figure:
        scores = scores + _FIGURE * np.array([gives_figure(text, figure) for text in texts])
    if sign := SIGNS.get(asked.tone or ""):
        scores = scores + sign * _TONE * np.array([t.balance for t in tones(texts)])
    return np.asarray(scores, dtype=np.float32)


def _run_around(best: int, scores: np.ndarray, longest: int) -> range:
    """The run of spans around the best, as indexes."""
    first = last = best
    while last - first < longest - 1:
        before = scores[first - 1] if first > 0 else -1.0
        after = scores[last + 1] if last + 1 < len(scores) else -1.0
        if max(before, after) < ALSO * scores[best]:
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
        QuoteGroup(_heading(by_name[name], own), tuple(own)) for name, own in quotes.items() if own
    )


def _heading(document: Document, quotes: Sequence[Quote]) -> str:
    """The visit, and the grade of the section in which all its quotations stand, if one was given.

    "Leeds, ILACS inspection, 1–12 May 2023 (published …) – children in care: good".
    """
    graded = {
        _one_line(document.text[slice(*judgement.heading)]): judgement
        for judgement in document.judgements
        if judgement.heading
    }
    sections = [
        {_one_line(name) for name in paragraph.section}
        for quote in quotes
        if (paragraph := paragraph_at(document.paragraphs, quote.start, quote.end))
    ]
    found = [judgement for name, judgement in graded.items() if all(name in s for s in sections)]
    if len(found) != 1 or not sections:
        return visit_name(document)
    [judgement] = found
    printed = (judgement.printed or judgement.grade).lower()
    return f"{visit_name(document)} – {AREA_NAMES[judgement.area]}: {printed}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


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
