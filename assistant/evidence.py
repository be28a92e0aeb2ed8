"""Whether the passages found bear on the subject at all: when not, silence is the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.practice_areas import areas_named
from assistant.wording import content_words, has_common_words
from corpus.catalogue import Catalogue
from corpus.types import RankedPassage

#: Cosines of the question (turned by the learnt map) and the best passage, set on the development
#: questions and on questions about anything else. Those that can be answered start at 0.11, those
#: about bins, football or the weather end at 0.17, so no figure parts them all: below the lower
#: one nothing is shown, between the two it is called weak.
_NOTHING = 0.12
_WEAK = 0.21

_ASKS_FOR_MONEY = re.compile(
    r"\bhow much\b.{0,60}"
    r"\b(?:pays?|paid|costs?|spen[dt]|spends|earn|budget|fees?|allowances?|worth)\b"
    r"|\bhow many pounds\b|\bhow big (?:a|was the) budget\b"
    r"|\bwhat .{0,30}\b(?:budget|salary|salaries|fees?)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"£|\bmillion\b|\bpounds\b|\bbudget", re.IGNORECASE)

Strength = Literal["strong", "weak", "none"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """How far the passages support an answer, and why where they do not."""

    strength: Strength
    why: str = ""


def _is_foreign(question: str, subject: str, catalogue: Catalogue) -> bool:
    """No common English word in the question, and few of its words in any document."""
    words = content_words(subject)
    if has_common_words(question) or len(words) < 3:
        return False
    counts, _ = catalogue.passage_counts(words)
    return sum(count > 0 for count in counts.values()) < len(words) / 2


def together(weighed: Sequence[Evidence]) -> Evidence:
    """The evidence of several searches as one: as strong as the strongest."""
    order: tuple[Strength, ...] = ("strong", "weak", "none")
    return min(weighed, key=lambda evidence: order.index(evidence.strength))


def weigh(
    question: str,
    subject: str,
    ranked: Sequence[RankedPassage],
    cosine: float,
    names: Sequence[str],
    catalogue: Catalogue,
) -> Evidence:
    """Whether passages of the documents named support an answer on the subject.

    They do not when the documents have none of the words by which the area asked about is
    named, when a sum of money is asked for and none is there, or when nothing is near in
    meaning.
    """
    areas = areas_named(subject)
    if cosine < _WEAK and not areas and _is_foreign(question, subject, catalogue):
        return Evidence("none", "Please ask in English, the language of these documents.")
    if not ranked or (cosine < _NOTHING and not areas):
        return Evidence("none", "Nothing in these documents is near to this question.")
    absent = [a for a in areas if not catalogue.find_words(a.words, names, 1)]
    if areas and len(absent) == len(areas):
        silent = " or ".join(area.name for area in absent)
        return Evidence("none", f"These documents do not mention {silent}.")
    if _ASKS_FOR_MONEY.search(question) and not any(
        _MONEY.search(item.passage.text) for item in ranked[:5]
    ):
        return Evidence("none", "The passages nearest to this question name no sum of money.")
    return Evidence("strong" if cosine >= _WEAK else "weak")
