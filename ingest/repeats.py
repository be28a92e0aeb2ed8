"""One finding, said several times in a report: in its summary, its recommendations, its paragraph.

Before 2018 a finding may stand up to five times, sometimes to the letter. Each numbered paragraph
of the findings is linked with the places that repeat it, so that it is the one to cite.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.sections import is_of_board, repeats_others
from corpus.types import Paragraph

#: Cosine of two paragraphs' words and pairs of words, weighed by rarity in the report, from which
#: they say the same: of 24 pairs looked at from there up, 22 do; of six at 0.25 to 0.30, three.
_SAME = 0.30

#: The same for a paragraph that the other one names: some reports name the wrong one.
_SAME_IF_NAMED = 0.10

#: Shorter paragraphs are labels, in characters.
_SHORTEST = 60

#: "(paragraph 48)", "(paragraphs 36, 41 and 52)": a recommendation says what it follows from.
_REFERS = re.compile(r"\((?:paragraph|para)s?\.? ([\d ,and–-]+)\)", re.IGNORECASE)


def link_repeats(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, those that state the same finding knowing each other by their starts."""
    long = [p for p in paragraphs if p.role in ("body", "item") and p.end - p.start >= _SHORTEST]
    numbered = [p for p in long if p.printed_number and not repeats_others(p)]
    others = [p for p in long if repeats_others(p)]
    if not numbered or not others:
        return tuple(paragraphs)
    links: dict[int, set[int]] = defaultdict(set)
    for one, other in _alike(text, numbered, others):
        links[one.start].add(other.start)
        links[other.start].add(one.start)
    return tuple(
        replace(p, repeats=tuple(sorted(links[p.start]))) if p.start in links else p
        for p in paragraphs
    )


def _alike(
    text: str, numbered: Sequence[Paragraph], others: Sequence[Paragraph]
) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Each of `others` with the numbered paragraph most like it, and those that it names."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(
        stop_words="english",
        ngram_range=(1, 2),
        sublinear_tf=True,
    )
    weights = words.fit_transform([text[p.start : p.end] for p in (*numbered, *others)])
    likeness = (weights[len(numbered) :] @ weights[: len(numbered)].T).toarray()
    counts = Counter(paragraph.number for paragraph in numbered)
    for row, other in zip(likeness, others, strict=True):
        named = {
            number
            for found in _REFERS.finditer(text[other.start : other.end])
            for number in re.findall(r"\d+", found.group(1))
            if counts[number] == 1
        }
        best = int(row.argmax())
        for index, paragraph in enumerate(numbered):
            likely = paragraph.number in named and row[index] >= _SAME_IF_NAMED
            if (likely or (index == best and row[best] >= _SAME)) and is_of_board(
                other.section
            ) == is_of_board(paragraph.section):
                yield paragraph, other
