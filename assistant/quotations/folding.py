"""Texts as they are compared: word for word, but for white space and typographic marks.

What a word processor or a PDF changes by itself is folded away: the form of quotation marks and
dashes, spaces beside a dash, line ends, ligatures, soft hyphens. Letters, case, figures and all
other punctuation are not.
"""

from __future__ import annotations

import re

#: What each character is compared as.
_PLAIN: dict[str, str] = {
    **dict.fromkeys('‘’‚‛′`´“”„‟″«»"', "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    "…": "...",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}

#: A word with its apostrophes and hyphens; a row of dots; any other mark.
_TOKEN = re.compile(r"\w+(?:['’‘‑‐-]\w+)*|…|\.(?: ?\.){2}|[^\w\s]")

Span = tuple[int, int]


def fold(text: str) -> str:
    """The text as it is compared."""
    for character, plain in _PLAIN.items():
        if character in text:
            text = text.replace(character, plain)
    return " ".join(text.split()).replace("- ", "-").replace(" -", "-")


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """`fold(text)`, and of each of its characters the offset in `text` that it comes from."""
    folded: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for plain in _PLAIN.get(character, character):
            if plain.isspace():
                if not folded or folded[-1] in " -":
                    continue
                plain = " "
            elif plain == "-" and folded and folded[-1] == " ":
                folded.pop()
                offsets.pop()
            folded.append(plain)
            offsets.append(offset)
    if folded and folded[-1] == " ":
        folded.pop()
        offsets.pop()
    return "".join(folded), offsets


def occurrences(words: str, text: str, start: int = 0) -> list[Span]:
    """Where `words` stand in `text` from `start` on, both folded; never in the midst of a word."""
    found = []
    at = text.find(words, start) if words else -1
    while at >= 0:
        end = at + len(words)
        cut_before = at > 0 and text[at - 1].isalnum() and words[0].isalnum()
        cut_after = end < len(text) and text[end].isalnum() and words[-1].isalnum()
        if not cut_before and not cut_after:
            found.append((at, end))
        at = text.find(words, at + 1)
    return found


def tokens(text: str) -> list[Span]:
    """The words and marks of a text, as spans."""
    return [match.span() for match in _TOKEN.finditer(text)]


def word_spans(text: str) -> list[Span]:
    """The words of a text without its marks, as spans."""
    return [(start, end) for start, end in tokens(text) if text[start].isalnum()]


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(word_spans(text))
