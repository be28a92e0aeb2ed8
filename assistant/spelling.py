"""Misspelt words of a subject, mended by the words of the documents held."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.everyday_words import is_everyday
from corpus.misspellings import letters_apart

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.embedding import EmbeddingModel

_WORD = re.compile(r"(?<![\w'’&])[^\W\d_]+(?![\w&]|['’]\w)")

#: "wording" is a word where "word" is one, and "slating" where "slate" is.
_ENDING = re.compile(r"(?:e[dr]s?|ing|e?s|ly|y)$")

#: A word that is mended has at least this many letters: shorter ones are too near to others.
_SHORTEST = 5

#: From this many letters on, two may be wrong.
_LONG = 9

#: How often the documents must have a word for another to be taken for a misspelling of it.
_COMMON = 10


class Spelling:
    """Mends words against the documents held, which are read when a word is first in none.

    790 documents took 1.6 to 2.3 seconds to read; a question whose words stand in them, none.
    """

    def __init__(self, catalogue: Catalogue, model: EmbeddingModel) -> None:
        self._catalogue = catalogue
        self._model = model

    def mended(self, text: str) -> str:
        """The text with its misspelt words as the documents spell them.

        A word that the embedding model knows whole, or all but its ending, is English, though no
        document has it.
        """
        words = {word.lower() for word in _WORD.findall(text) if len(word) >= _SHORTEST}
        strange = [word for word in words if not (is_everyday(word) or self._is_english(word))]
        passages, _ = self._catalogue.passage_counts(strange) if strange else ({}, 0)
        if all(passages.values()):
            return text
        # Documents may have come since they were read: what stands in any now is no mistake.
        stands = {word for word, count in passages.items() if count}
        return mended(text, self._counts, lambda word: word in stands or self._is_english(word))

    def _is_english(self, word: str) -> bool:
        base = _ENDING.sub("", word)
        bases = {word, base, f"{base}e"} if len(base) > 2 else {word}
        return any(self._model.count_tokens(base) == 1 for base in bases)

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        documents = self._catalogue.documents()
        return word_counts(self._catalogue.text(document.name) for document in documents)


def word_counts(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in the texts, in lower case."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(re.findall(r"[^\W\d_]+", text.lower()))
    return counts


def mended(text: str, counts: Mapping[str, int], is_word: Callable[[str], bool]) -> str:
    """The text with its misspelt words as the documents spell them.

    Misspelt is a word of five letters or more that stands in no document, is no word besides and
    no everyday word, and is a letter from a common word of the documents, or two from one of nine
    letters or more. The first letter must be right. Names and acronyms stay: a capital within the
    text, and capitals after the first letter.

    Args:
        text: a subject.
        counts: how often each word stands in the documents, as by `word_counts`.
        is_word: whether a word is English for certain.
    """

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        plain = word.lower()
        begins = not text[: match.start()].strip()
        is_name = word != plain and not (begins and word[1:] == plain[1:])
        known = plain in counts or is_everyday(plain) or is_word(plain)
        if len(word) < _SHORTEST or is_name or known:
            return word
        nearest = _nearest(plain, counts) or plain
        return nearest.capitalize() if word != plain else nearest

    return _WORD.sub(mend, text)


def _nearest(word: str, counts: Mapping[str, int]) -> str | None:
    """The common word nearest to a misspelt one, of equally near ones the commonest."""
    most = 2 if len(word) >= _LONG else 1
    near = [
        (apart, -count, common)
        for common, count in counts.items()
        if count >= _COMMON
        and common[0] == word[0]
        and len(common) >= _SHORTEST
        and abs(len(common) - len(word)) <= most
        and (apart := letters_apart(word, common)) <= most
    ]
    return min(near)[2] if near else None
