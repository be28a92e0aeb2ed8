"""What inspectors say of a subject, paragraph by paragraph: how near to it, and in what tone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from assistant.compose import ALSO, WHOLE
from assistant.tone import tones
from assistant.wording import content_words
from corpus.sections import ListKind, is_of_board, list_kind
from corpus.sentences import sentence_spans
from corpus.types import Document, Passage

if TYPE_CHECKING:
    from corpus.embedding import EmbeddingModel

Span = tuple[int, int]

#: Of a word alone: "poor" and "lack" have -0.83 and -0.92, "strong" 0.98; "delays" has -0.54,
#: "neglect" 0.33.
_ONLY_PRAISES_OR_BLAMES = 0.8

#: A sentence that takes up the one before it, often to say the contrary: "However, …".
_TAKES_UP = re.compile(
    r"(?:however|but|nevertheless|nonetheless|yet|conversely|despite this|that said"
    r"|in contrast|on the other hand|this|these|they|where this|when this)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one paragraph, and the balance of each: -1 a concern to 1 a strength."""

    document: Document
    spans: tuple[Span, ...]
    balances: tuple[float, ...]
    list_kind: ListKind | None = None
    """The list it is an item of, where that tells its tone."""

    @property
    def text(self) -> str:
        """The paragraph's words."""
        return self.document.text[self.spans[0][0] : self.spans[-1][1]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a paragraph says of a subject."""

    document: Document
    start: int
    end: int
    """The words to quote, an exact span of the document's text."""
    closeness: float
    """Cosine of the subject and the sentence nearest to it."""
    balance: float
    """Of that sentence, from -1, surely a concern, to 1, surely a strength."""
    tone: float
    """The same of all its sentences that bear on the subject, by how near they are to it."""
    covered: float
    """Share (0 to 1) of the subject's words that the paragraph has, rare words counting more."""


def sentences_of(
    passages: Sequence[tuple[Passage, Document]], of_board: bool = False
) -> list[Sentences]:
    """The paragraphs of the passages, each once, in the order of the passages.

    What a list says must improve is a concern however it is put, and what one calls a strength a
    strength. What is said of a safeguarding board is not said of its authority: of a report with
    both, only the part on the authority, or only that on the board (`of_board`).
    """
    own: dict[tuple[str, int], Sentences] = {}
    for passage, document in passages:
        for start, end, section in _paragraphs(passage, document, of_board):
            if (document.name, start) not in own and (
                spans := sentence_spans(document.text, start, end)
            ):
                own[document.name, start] = _sentences(document, spans, list_kind(section))
    return list(own.values())


def word_weights(subject: str, counts: Mapping[str, int], total: int) -> dict[str, float]:
    """How much each word of a subject tells, by its stem: the rarer in passages, the more.

    `counts` are the passages of `total` that have each of its `content_words`. A word that only
    praises or blames ("poor", "strong") tells nothing: inspectors say it in many other words.
    """
    words = content_words(subject)
    plain = [
        word
        for word, tone in zip(words, tones(words), strict=True)
        if abs(tone.balance) < _ONLY_PRAISES_OR_BLAMES
    ]
    return {_stem(word): log((total + 1) / (counts.get(word, 0) + 1)) for word in plain or words}


def covered(text: str, weights: Mapping[str, float]) -> float:
    """The share (0 to 1) of a subject's words that a text has, by their weights."""
    stems = {_stem(word) for word in content_words(text)}
    whole = sum(weights.values())
    return sum(w for stem, w in weights.items() if stem in stems) / whole if whole else 1.0


def findings(
    paragraphs: Sequence[Sentences],
    subject: str,
    weights: Mapping[str, float],
    model: EmbeddingModel,
) -> list[Finding]:
    """What each paragraph says of the subject, in their order; all is encoded at once."""
    texts = [p.document.text[a:b] for p in paragraphs for a, b in p.spans]
    if not texts:
        return []
    cosines = iter((model.encode(texts) @ model.encode_question(subject)).tolist())
    return [finding(p, [next(cosines) for _ in p.spans], weights) for p in paragraphs]


def finding(
    paragraph: Sentences, cosines: Sequence[float], weights: Mapping[str, float]
) -> Finding:
    """What a paragraph says, by the cosine of each of its sentences with the subject.

    Of a long paragraph the nearest sentence is quoted with those beside it that bear on the
    subject, and with any that take it up: praise is never quoted without its "However".
    """
    document, spans = paragraph.document, paragraph.spans
    best = max(range(len(spans)), key=lambda i: cosines[i])
    enough = ALSO * max(cosines[best], 0.0)
    bears = [cosine >= enough for cosine in cosines]
    takes_up = [bool(_TAKES_UP.match(document.text, start)) for start, _ in spans]
    first = best - 1 if best > 0 and bears[best - 1] else best
    last = best + 1 if best + 1 < len(spans) and bears[best + 1] else best
    while first > 0 and takes_up[first]:
        first -= 1
    while last + 1 < len(spans) and takes_up[last + 1]:
        last += 1
    shares = [
        max(cosine, enough) if bears[i] or (first < i <= last and takes_up[i]) else 0.0
        for i, cosine in enumerate(cosines)
    ]
    tone = sum(s * b for s, b in zip(shares, paragraph.balances, strict=True))
    quoted = spans if len(paragraph.text.split()) <= WHOLE else spans[first : last + 1]
    return Finding(
        document,
        quoted[0][0],
        quoted[-1][1],
        cosines[best],
        paragraph.balances[best],
        tone / (sum(shares) or 1.0),
        covered(paragraph.text, weights),
    )


def _sentences(document: Document, spans: Sequence[Span], kind: ListKind | None) -> Sentences:
    if kind:
        balances = (1.0 if kind == "strengths" else -1.0,) * len(spans)
    else:
        balances = tuple(t.balance for t in tones(document.text[a:b] for a, b in spans))
    return Sentences(document, tuple(spans), balances, kind)


def _paragraphs(
    passage: Passage, document: Document, of_board: bool
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The paragraphs of findings in a passage, as far as they stand in it."""
    for p in document.paragraphs:
        inside = p.start < passage.end and passage.start < p.end
        if inside and p.role in ("body", "item") and is_of_board(p.section) == of_board:
            yield max(p.start, passage.start), min(p.end, passage.end), p.section


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    from nltk.stem.porter import PorterStemmer

    return str(PorterStemmer().stem(word))
