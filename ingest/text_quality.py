"""Whether a page's text is words, or garbage drawn from a wrong map of characters.

A PDF may show the right shapes and yet map them to other characters ("Wkh orfdo dxwkrulwb",
private-use characters, control characters). Such a text can be neither found nor quoted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import hypot

#: How often each letter comes in every thousand of the published letters and reports: 789 PDFs,
#: 11,083 pages.
_ENGLISH = dict(
    a=77, b=9, c=42, d=42, e=131, f=23, g=20, h=42, i=79, j=1, k=6, l=44, m=22,
    n=76, o=71, p=27, q=1, r=72, s=68, t=81, u=23, v=15, w=12, x=2, y=14, z=0,
)  # fmt: skip

#: The least likeness of a page's letters to English. The least of the 11,042 published pages with
#: 20 different words is 0.91 (the names of all authorities: 0.97; a page of Welsh: 0.82). With
#: letters shifted by 1 to 25 a page reaches 0.74 at most (20 of its words alone: 0.74 in 99 of 100
#: cases), and with letters exchanged at random it is below 0.78 in 99 of 100.
_LEAST_LIKENESS = 0.78

#: Different words from which that can be told. Each counts once, so that a table that says "good"
#: in every row is judged by its other words; a table of figures has too few to be judged.
_FEWEST_WORDS = 20

#: The least share of letters and digits among what is drawn: 0.92 is the least of the same pages.
_LEAST_ALPHANUMERIC = 0.5

#: Characters from which that can be told.
_FEWEST_CHARACTERS = 60

_WORD = re.compile(r"[^\W\d_]+")


def garbled_pages(pages: Sequence[str]) -> frozenset[int]:
    """Indexes of the pages whose text, as drawn, is not words.

    Pages with too few words are judged together; where those are still too few, and every other
    page is garbled, by the few that they have.
    """
    verdicts = {
        index: verdict
        for index, text in enumerate(pages)
        if (verdict := is_garbled(text)) is not None
    }
    short = [index for index, text in enumerate(pages) if text.strip() and index not in verdicts]
    words = "\n".join(pages[index] for index in short)
    together = is_garbled(words)
    if together is None and verdicts and all(verdicts.values()):
        together = likeness(words) < _LEAST_LIKENESS
    return frozenset(
        [*(index for index, verdict in verdicts.items() if verdict), *(short if together else ())]
    )


def is_garbled(text: str) -> bool | None:
    """Whether a text is not words; None where it is too short to be told."""
    # A contents page's dots count once.
    drawn = re.sub(r"(.)\1+", r"\1", re.sub(r"[ \t\r\n\u00a0]+", "", text))
    if len(drawn) >= _FEWEST_CHARACTERS:
        alphanumeric = sum(character.isalnum() for character in drawn)
        if alphanumeric < _LEAST_ALPHANUMERIC * len(drawn):
            return True
    if len(_words(text)) < _FEWEST_WORDS:
        return None
    return likeness(text) < _LEAST_LIKENESS


def likeness(text: str) -> float:
    """How alike the letters of a text's different words are to English: 1 is alike, 0 not at all.

    The cosine between the two counts of the letters a to z.
    """
    counts = Counter(letter for word in _words(text) for letter in word if letter in _ENGLISH)
    if not counts:
        return 0.0
    product = sum(count * _ENGLISH[letter] for letter, count in counts.items())
    return product / (hypot(*counts.values()) * hypot(*_ENGLISH.values()))


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}
