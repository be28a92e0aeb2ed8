"""The words of all documents held, folded, in which quotations are looked for.

The 790 documents' 27 million characters are read and folded in half a second, and one search
through all of them takes a hundredth of one: so all are searched, and an exact quotation is found
wherever it stands, in a footnote or heading too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.quotations.alignment import Fit, Tokens, best_fit, most_shared, tokens_of
from assistant.quotations.folding import fold, fold_with_offsets, occurrences, word_count
from assistant.quotations.pieces import Quoted, in_order
from corpus.types import Document

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue

Span = tuple[int, int]
#: Where the pieces of a quotation stand in a text, in order.
Placing = tuple[Span, ...]

#: Words of a run by which documents like a quotation are looked for, and the most runs tried; of
#: a quotation with few words a run has two, so that any one changed leaves some.
_RUN, _RUNS, _FEW = 3, 12, 8
#: Letters by which the stretch about half of a quotation is wider than the whole.
_BESIDE = 20
#: Documents whose nearest stretch is looked for, and those compared word by word.
_LOOKED_AT, _COMPARED = 8, 3


@dataclass(frozen=True, slots=True)
class Nearest:
    """The stretch of a document that is most like each piece of a quotation."""

    document: str
    fits: tuple[Fit, ...]
    words: tuple[int, ...]
    """How many words each piece has."""

    @property
    def alike(self) -> float:
        """Share of the quotation's words that stand there, 0 to 1."""
        met = sum(fit.alike * count for fit, count in zip(self.fits, self.words, strict=True))
        return met / max(1, sum(self.words))


class HeldTexts:
    """The texts of the documents held when it was made."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.documents: dict[str, Document] = {d.name: d for d in catalogue.documents()}
        self._tokens: dict[str, Tokens] = {}

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name: fold(self.catalogue.text(name)) for name in self.documents}

    @cached_property
    def _lowered(self) -> dict[str, str]:
        return {name: _lower(text) for name, text in self._folded.items()}

    def exact(
        self, quoted: Quoted, among: Sequence[str] | None = None, any_case: bool = False
    ) -> dict[str, list[Placing]]:
        """Of each document that has all the pieces in order: where, as spans of its folded text.

        `among` are the documents looked at, by default all; with `any_case`, capitals and small
        letters are the same.
        """
        found: dict[str, list[Placing]] = {}
        if not quoted.pieces:
            return found
        texts = self._lowered if any_case else self._folded
        pieces = [_lower(piece) if any_case else piece for piece in quoted.folded]
        for name in texts if among is None else among:
            text = texts[name]
            if all(piece in text for piece in pieces):
                placings = in_order(quoted, [occurrences(p, text) for p in pieces], text)
                if placings:
                    found[name] = placings
        return found

    def whole(self, name: str) -> Document | None:
        """A document with its text and paragraphs; None if it was removed meanwhile."""
        return self.catalogue.document(name)

    def nearest(self, quoted: Quoted, among: Sequence[str] | None = None) -> Nearest | None:
        """Where the words stand that are most like a quotation's; None if no words are alike.

        `among` are the documents looked at, by default those that share most with the quotation.
        """
        words = [key for piece in quoted.pieces for key in tokens_of(piece).keys]
        names = self._like(" ".join(quoted.folded).split()) if among is None else among
        shared = {name: most_shared(words, self._tokens_of(name)) for name in names}
        likely = sorted((n for n in shared if shared[n]), key=lambda n: -shared[n])
        found = [
            Nearest(
                name,
                tuple(best_fit(tokens_of(piece), self._tokens_of(name)) for piece in quoted.pieces),
                tuple(word_count(piece) for piece in quoted.pieces),
            )
            for name in likely[:_COMPARED]
        ]
        return max(found, key=lambda near: near.alike, default=None)

    def _like(self, words: Sequence[str]) -> list[str]:
        """The documents most like a quotation: those that have half of it word for word, and most
        of its other words about it; if none has, those that share most runs of words with it.
        """
        middle = max(2, len(words) // 2)
        reach = len(" ".join(words)) + _BESIDE
        wanted = set(words)
        scores: dict[str, tuple[int, float]] = {}
        for half in (words[:middle], words[-middle:]):
            run = " ".join(half)
            for name in self._having(half):
                text = self._folded[name]
                near = (text[max(0, at - reach) : at + reach] for at, _ in occurrences(run, text))
                met = max((len(wanted.intersection(part.split())) for part in near), default=0)
                scores[name] = max(scores.get(name, (0, 0.0)), (met, 0.0))
        if not scores:
            length = _RUN if len(words) > _FEW else 2
            last = max(1, len(words) - length + 1)
            for first in range(0, last, -(-last // _RUNS)):
                having = self._having(words[first : first + length])
                for name in having:
                    count, rarity = scores.get(name, (0, 0.0))
                    scores[name] = count + 1, rarity + 1 / len(having)
        return sorted(scores, key=lambda name: scores[name], reverse=True)[:_LOOKED_AT]

    def _having(self, words: Sequence[str]) -> list[str]:
        """The documents that have these words one after another."""
        run = " ".join(words)
        return [name for name, text in self._folded.items() if run in text]

    def _tokens_of(self, name: str) -> Tokens:
        if name not in self._tokens:
            self._tokens[name] = tokens_of(self.catalogue.text(name))
        return self._tokens[name]


def _lower(text: str) -> str:
    """The text in lower case, each character in its place: a few have longer lower forms."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def in_text(text: str, placings: Sequence[Placing]) -> list[Placing]:
    """Spans of a folded text as spans of the text itself."""
    _, offsets = fold_with_offsets(text)
    return [
        tuple((offsets[start], offsets[end - 1] + 1) for start, end in placing)
        for placing in placings
    ]
