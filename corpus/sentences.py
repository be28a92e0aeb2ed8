"""Sentences of a text, as spans."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

#: Abbreviations that end in a full stop inside sentences of these documents.
_ABBREVIATIONS = {"e.g", "i.e", "etc", "mr", "mrs", "ms", "dr", "st", "no", "nos", "para", "vs"}


@lru_cache(maxsize=1)
def _tokenizer() -> PunktSentenceTokenizer:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = set(_ABBREVIATIONS)
    return PunktSentenceTokenizer(parameters)


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The spans of the sentences in `text[start:end]`, as offsets in `text`.

    A line end also ends a sentence: rows of a table and list items are sentences here.
    """
    spans = []
    position = start
    for line in text[start:end].split("\n"):
        spans += [
            (position + first, position + last)
            for first, last in _tokenizer().span_tokenize(line)
            if line[first:last].strip()
        ]
        position += len(line) + 1
    return spans
