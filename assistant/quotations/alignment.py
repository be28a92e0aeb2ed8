"""Where a text has the words most like a quotation's, and how the two differ, word by word."""

from __future__ import annotations

import difflib
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.quotations.folding import Span, fold, tokens, word_spans

#: The longest stretch compared word by word, in words of the quotation; longer ones are cut.
_LONGEST = 600

#: The stretches that share most pairs of words are compared, so many of them; each is wider than
#: the quotation by half, and by so many words.
_TRIED, _MARGIN = 3, 4


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's words, folded and without case, and where each stands."""

    text: str
    keys: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """The span of a text that is most like a quotation."""

    start: int
    end: int
    alike: float
    """Share of the quotation's words that stand there in order, less words put in: 0 to 1."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of two texts that is the same in both, or in one of them only."""

    kind: Literal["same", "left out", "put in"]
    """"left out": in the document, not in the draft; "put in": in the draft only."""
    text: str


def tokens_of(text: str) -> Tokens:
    """The words of a text."""
    spans = word_spans(text)
    return Tokens(text, tuple(_key(text[a:b]) for a, b in spans), tuple(spans))


def _key(word: str) -> str:
    """A word as it is compared here; most are in ASCII, which folding leaves as it is."""
    return word.casefold() if word.isascii() else fold(word).casefold()


def most_shared(words: Sequence[str], within: Tokens) -> int:
    """How many different pairs of neighbouring words a stretch of the text shares at most."""
    return max((count for _, count in _stretches(words, within)), default=0)


def _stretches(words: Sequence[str], within: Tokens) -> list[tuple[int, int]]:
    """Where stretches that share pairs of words end, and how many different ones each shares.

    A stretch is as long as `words` and half as much again, and ends with a pair shared.
    """
    pairs = set(pairwise(words)) or {(word, "") for word in words}
    following = within.keys[1:] if len(words) > 1 else ("",) * len(within.keys)
    reach = len(words) * 3 // 2 + _MARGIN
    inside: deque[tuple[int, tuple[str, str]]] = deque()
    counts: Counter[tuple[str, str]] = Counter()
    found = []
    for index, pair in enumerate(zip(within.keys, following, strict=False)):
        if pair not in pairs:
            continue
        inside.append((index, pair))
        counts[pair] += 1
        while inside[0][0] < index - reach:
            _, gone = inside.popleft()
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
        found.append((index, len(counts)))
    return found


def best_fit(quoted: Tokens, within: Tokens) -> Fit:
    """Where the text is most like the quotation: fewest words to change, leave out or put in."""
    words = quoted.keys[:_LONGEST]
    reach = len(words) * 3 // 2 + _MARGIN
    ends: list[int] = []
    for end, _ in sorted(_stretches(words, within), key=lambda stretch: -stretch[1]):
        if all(abs(end - other) > reach for other in ends):
            ends.append(end)
        if len(ends) == _TRIED:
            break
    nearest: tuple[int, int, int] | None = None
    for end in ends:
        first = max(0, end - 2 * reach)
        keys = within.keys[first : end + reach]
        changes, begin, stop = _fewest_changes(words, keys)
        if stop > begin and (nearest is None or changes < nearest[0]):
            nearest = changes, first + begin, first + stop
    if nearest is None:
        return Fit(0, 0, 0.0)
    changes, begin, stop = nearest
    last = _with_marks(quoted.text, within.text, within.spans[stop - 1][1])
    return Fit(within.spans[begin][0], last, max(0.0, 1 - changes / len(words)))


def _fewest_changes(words: Sequence[str], keys: Sequence[str]) -> tuple[int, int, int]:
    """The changes from `words` to the part of `keys` nearest to them, and its span in `keys`.

    Sellers' algorithm: an edit distance by words in which the part may begin and end anywhere.
    """
    row = [(0, start) for start in range(len(keys) + 1)]
    for number, word in enumerate(words, 1):
        following = [(number, 0)]
        for index, key in enumerate(keys):
            cost, start = row[index]
            best = (cost + (word != key), start)
            if row[index + 1][0] + 1 < best[0]:
                best = (row[index + 1][0] + 1, row[index + 1][1])
            if following[index][0] + 1 < best[0]:
                best = (following[index][0] + 1, following[index][1])
            following.append(best)
        row = following
    end = min(range(len(row)), key=lambda index: (row[index][0], -index))
    return row[end][0], row[end][1], end


def _with_marks(quoted: str, text: str, end: int) -> int:
    """The end, after the marks that the text has there as the quotation has at its own."""
    last = quoted.rstrip()
    for _ in range(3):
        if end < len(text) and not text[end].isalnum() and not text[end].isspace():
            if last and not last[-1].isalnum():
                end += 1
            else:
                break
    return end


def differences(draft: str, source: str) -> tuple[Difference, ...]:
    """How a draft's words differ from the document's, in the order in which they stand."""
    ours, theirs = _split(draft), _split(source)
    matcher = difflib.SequenceMatcher(
        None, [fold(t) for t in theirs], [fold(t) for t in ours], autojunk=False
    )
    found: list[Difference] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.append(Difference("same", "".join(ours[c:d])))
        else:
            if b > a:
                found.append(Difference("left out", "".join(theirs[a:b])))
            if d > c:
                found.append(Difference("put in", "".join(ours[c:d])))
    return tuple(found)


def _split(text: str) -> list[str]:
    """The words and marks of a text, each with the white space after it as one space."""
    spans = tokens(text)
    ends = [*(start for start, _ in spans[1:]), len(text)]
    return [
        text[start:end] + (" " if text[end:following].strip() != text[end:following] else "")
        for (start, end), following in zip(spans, ends, strict=True)
    ]
