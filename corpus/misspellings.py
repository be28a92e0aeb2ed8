"""What authority a misspelt name is nearest to. For questions only, never for documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.authorities import formal_names, meanings
from corpus.names import DRESS_AFTER, name_key
from corpus.ordinary_words import is_word
from corpus.types import Authority

#: Words and surnames a letter or two from an authority's name: those that occur in the documents
#: of the corpus and in our questions, and a few besides.
_WORDS = {
    *("barnes", "barnett", "blackbird", "boulton", "brett", "brighten", "bristow", "by"),
    *("dartington", "easing", "eating", "hatton", "hilton", "hovering", "kennington", "leads"),
    *("lees", "midway", "morton", "pool", "pooled", "sanford", "seafield", "seaton", "sexton"),
    *("slouch", "southward", "survey", "sutherland", "swinton", "washington", "wilshire"),
}

#: Towns and suburbs of England as near to the name of an authority in which they do not lie:
#: Harlow is in Essex and is not Harrow. Villages are left out, being rarer than misspellings.
_TOWNS = {
    *("bardsley", "billingham", "blackwell", "boldon", "boston", "bramley", "durrington"),
    *("harlow", "hulton", "marton", "melton", "shenfield", "southwick", "stourport"),
    *("waddington", "wallington", "werrington", "wolsingham", "workington"),
}
_NOT_MISSPELT = _WORDS | _TOWNS


def find_misspelt(text: str) -> Iterator[tuple[int, int, tuple[Authority, ...]]]:
    """Yield (start, end, authorities) of near misses: a letter wrong, or two in nine or more.

    The first letter must be right. If two names are equally near, either is meant. `text` has no
    correctly spelt name in it.
    """
    words = list(re.finditer(r"[^\W\d_]+", text))
    end = 0
    for number, word in enumerate(words):
        for last in reversed(words[number : number + 4]):
            name = text[word.start() : last.end()]
            near = _nearest(name_key(name)) if word.start() >= end and _could_be_name(name) else ()
            if near:
                match = DRESS_AFTER.match(text, last.end())
                end = match.end() if match else last.end()
                yield word.start(), end, near


def one_letter_from(name: str) -> tuple[Authority, ...]:
    """Return the authorities whose name is one letter from a misspelt one, or is it."""
    return _nearest(name_key(name), 1)


def _could_be_name(text: str) -> bool:
    words = re.findall(r"[^\W_]+", text)
    return (
        any(word[0].isupper() or len(word) >= 6 for word in words)
        and all(len(word) > 1 for word in words)
        and not _NOT_MISSPELT.intersection(word.lower() for word in words)
    )


@cache
def _spellings() -> dict[tuple[str, int], list[tuple[str, int, tuple[Authority, ...]]]]:
    """Return, by first letter and number of words, names to compare and the letters in them."""
    spellings: dict[tuple[str, int], list[tuple[str, int, tuple[Authority, ...]]]] = {}
    for key, authorities in meanings().items():
        long_enough = len(key) >= (5 if key in formal_names() else 7)
        if authorities and long_enough and not is_word(key):
            spelling = (key, _letters(key), authorities)
            spellings.setdefault((key[0], len(key.split())), []).append(spelling)
    return spellings


def _letters(word: str) -> int:
    """Return which letters a word has, one bit each: a quick comparison before the thorough one."""
    letters = 0
    for letter in word:
        letters |= 1 << (ord(letter) & 31)
    return letters


def _nearest(key: str, nearest: int = 2) -> tuple[Authority, ...]:
    """Return the authorities whose name is nearest to a misspelt one, if any is near enough."""
    letters = _letters(key)
    near: tuple[Authority, ...] = ()
    for name, its_letters, authorities in _spellings().get((key[0], len(key.split())), ()):
        most = min(nearest, 2 if len(name) >= 9 else 1)
        if abs(len(name) - len(key)) <= most and (letters ^ its_letters).bit_count() <= 2 * most:
            distance = letters_apart(key, name)
            if distance <= most:
                near = tuple(dict.fromkeys((*(near if distance == nearest else ()), *authorities)))
                nearest = distance
    return near


def letters_apart(one: str, other: str) -> int:
    """Return how many letters to add, drop, change or swap with the next turn one into other."""
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        before_last, last = last, row
    return last[-1]
