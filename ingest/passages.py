"""Paragraphs into passages: the spans that are embedded, ranked and quoted from.

MiniLM sees 256 tokens, two of them its own marks, so no passage with its section's name is
longer than 254: what a model cannot see, it cannot find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.sentences import sentence_spans
from corpus.types import Document, Paragraph, Passage

#: Counts a text's tokens as the embedding model does, its own marks left out.
CountTokens = Callable[[str], int]

#: Short paragraphs of a section are gathered until a passage has at least this many tokens.
SHORTEST = 40

#: Tokens kept for the section's name before the passage.
FOR_SECTION = 30


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]


def split_into_passages(
    document: Document, count_tokens: CountTokens, longest: int
) -> tuple[Passage, ...]:
    """The passages of a document, in order, none longer than `longest` tokens.

    A passage is a paragraph with the headings directly above it, a run of list items with the
    words that introduce them, or part of a paragraph too long to be one; it never crosses from
    one section to another.
    """
    limit = longest - FOR_SECTION

    def tokens(start: int, end: int) -> int:
        return count_tokens(document.text[start:end])

    spans: list[_Span] = []
    for group in _quotable_groups(document.paragraphs):
        spans += _gathered(group, tokens, limit, document.text)
    return tuple(_passage(document, span) for span in spans)


def embedded_text(passage: Passage) -> str:
    """What is embedded for a passage: the name of its section, cut short, and its words."""
    section = passage.section[-1] if passage.section else ""
    if not section or section[:40] in passage.text:
        return passage.text
    return f"{' '.join(section.split()[:18])}: {passage.text}"


def _quotable_groups(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Runs of quotable paragraphs of one section, led by the headings directly above them."""
    group: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.role == "heading":
            if any(p.role != "heading" for p in group):
                yield group
                group = []
            group.append(paragraph)
        elif paragraph.role in ("body", "item", "judgement"):
            if group and (
                paragraph.section != group[-1].section
                or "judgement" in (paragraph.role, group[-1].role)
            ):
                if any(p.role != "heading" for p in group):
                    yield group
                group = []
            group.append(paragraph)
        else:
            if any(p.role != "heading" for p in group):
                yield group
            group = []
    if any(p.role != "heading" for p in group):
        yield group


def _gathered(
    group: Sequence[Paragraph], tokens: Callable[[int, int], int], limit: int, text: str
) -> Iterator[_Span]:
    """A group's paragraphs as spans: short ones and list items together, long ones in parts."""
    current: list[Paragraph] = []

    def fits(paragraph: Paragraph) -> bool:
        return tokens(current[0].start, paragraph.end) <= limit

    for paragraph in group:
        if current and fits(paragraph) and _belong(current, paragraph, tokens, text):
            current.append(paragraph)
            continue
        if current:
            yield from _parts(current, tokens, limit, text)
        current = [paragraph]
    if current:
        yield from _parts(current, tokens, limit, text)


def _belong(
    current: Sequence[Paragraph],
    paragraph: Paragraph,
    tokens: Callable[[int, int], int],
    text: str,
) -> bool:
    last = current[-1]
    if last.role == "heading":
        return True
    if paragraph.role == "item":
        return last.role == "item" or text[last.start : last.end].endswith(":")
    return last.role == "body" and tokens(current[0].start, last.end) < SHORTEST


def _parts(
    paragraphs: Sequence[Paragraph], tokens: Callable[[int, int], int], limit: int, text: str
) -> Iterator[_Span]:
    """The paragraphs as one span, or, where that is too long, as runs of whole sentences."""
    start, end = paragraphs[0].start, paragraphs[-1].end
    if tokens(start, end) <= limit:
        yield _Span(start, end, tuple(paragraphs))
        return
    pieces = [
        piece
        for first, last in sentence_spans(text, start, end)
        for piece in _halved(first, last, tokens, limit, text)
    ]
    whole = sum(tokens(first, last) for first, last in pieces)
    # Parts of about equal length, rather than full ones and a last crumb.
    aim = min(limit, whole / -(-whole // limit) * 1.15)
    first, last = pieces[0]
    for piece_start, piece_end in pieces[1:]:
        if tokens(first, piece_end) > aim:
            yield _Span(first, last, tuple(_within(paragraphs, first, last)))
            first = piece_start
        last = piece_end
    yield _Span(first, last, tuple(_within(paragraphs, first, last)))


def _halved(
    start: int, end: int, tokens: Callable[[int, int], int], limit: int, text: str
) -> list[tuple[int, int]]:
    """The span, or, of a sentence longer than a passage can be, its halves at a space."""
    if tokens(start, end) <= limit:
        return [(start, end)]
    middle = text.rfind(" ", start, (start + end) // 2)
    if middle <= start:
        middle = (start + end) // 2
    return [
        *_halved(start, middle, tokens, limit, text),
        *_halved(middle + (text[middle] == " "), end, tokens, limit, text),
    ]


def _within(paragraphs: Sequence[Paragraph], start: int, end: int) -> Iterator[Paragraph]:
    return (p for p in paragraphs if p.start < end and start < p.end)


def _passage(document: Document, span: _Span) -> Passage:
    content = [p for p in span.paragraphs if p.role != "heading"] or list(span.paragraphs)
    first = content[0]
    return Passage(
        key=f"{document.sha256[:16]}-{span.start}-{span.end}",
        document=document.name,
        start=span.start,
        end=span.end,
        text=document.text[span.start : span.end],
        role=first.role,
        section=first.section,
        paragraph=first.number,
        pages=document.pages_at(span.start, span.end),
    )
