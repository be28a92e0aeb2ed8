"""Whether the passages found bear on the subject at all: when not, silence is the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.everyday_words import sector_words
from assistant.practice_areas import PracticeArea, areas_named
from assistant.retrieve import Ranking
from assistant.wording import content_words, has_common_words
from corpus.catalogue import Catalogue

#: The evidence is the best passage's score (`retrieve.scored`): on 1,002 questions kept from
#: training, it told a document from the same document without the passages that answer with an
#: area under the curve of 0.90, the cosine alone with 0.83. Below THRESHOLD nothing is shown,
#: below _WEAK it is called weak; both set on the development questions, whose answerable ones
#: start at 0.10 and of whose others about other things few reach 0.30.
THRESHOLD = 0.11
_WEAK = 0.22

#: In so many passages nearly every word of a sensible question stands; in a letter's thirty few,
#: so that there the evidence has to be weak as well.
MANY = 2_000

#: From here on the passages may answer though one of several areas named is not mentioned.
_DESPITE_SILENCE = 0.35

Strength = Literal["strong", "weak", "none"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """How far the passages support an answer, and why where they do not."""

    strength: Strength
    why: str = ""
    score: float | None = None
    """What THRESHOLD cuts; None if nothing was ranked."""


def together(weighed: Sequence[Evidence]) -> Evidence:
    """The evidence of several searches as one: as strong as the strongest."""
    order: tuple[Strength, ...] = ("strong", "weak", "none")
    return min(weighed, key=lambda e: (order.index(e.strength), -(e.score or 0.0)))


def weigh(
    question: str,
    subject: str,
    ranking: Ranking,
    names: Sequence[str] | None,
    catalogue: Catalogue,
) -> Evidence:
    """Whether passages of the documents named (None: of all) support an answer on the subject.

    They do not when the documents have none of the words by which the practice area asked about is
    named, or when nothing is near to the subject in meaning and words.
    """
    score = ranking.evidence
    areas = areas_named(subject)
    is_weak = score is None or score < _WEAK
    if not areas and is_weak and _is_foreign(question, subject, catalogue):
        return Evidence("none", "Please ask in English, the language of these documents.", score)
    if not areas and (unknown := _words_of_no_passage(subject, catalogue, is_weak)):
        named = ", ".join(f"“{word}”" for word in unknown)
        return Evidence("none", f"No document held here has {named} in it.", 0.0)
    silent = [area for area in areas if not _is_mentioned(area, names, catalogue)]
    if silent and (len(silent) == len(areas) or score is None or score < _DESPITE_SILENCE):
        # What the documents do not mention they cannot bear on, however near they seem.
        named = " or ".join(area.name for area in silent)
        return Evidence("none", f"These documents do not mention {named}.", 0.0)
    if score is None or score < THRESHOLD:
        return Evidence("none", "Nothing in these documents is near to this question.", score)
    return Evidence("strong" if score >= _WEAK else "weak", score=score)


def _is_mentioned(area: PracticeArea, names: Sequence[str] | None, catalogue: Catalogue) -> bool:
    return bool(catalogue.find_words(area.words, names, 1))


def _words_of_no_passage(subject: str, catalogue: Catalogue, is_weak: bool) -> list[str]:
    """The subject's words, if not one of them, nor of the inspectors' for it, is in a passage."""
    words = content_words(subject)
    if not words or sector_words(subject):
        return []
    counts, passages = catalogue.passage_counts(words)
    return [] if any(counts.values()) or (passages < MANY and not is_weak) else words


def _is_foreign(question: str, subject: str, catalogue: Catalogue) -> bool:
    """No common English word in the question, and few of its words in any document."""
    words = content_words(subject)
    if has_common_words(question) or len(words) < 3:
        return False
    counts, _ = catalogue.passage_counts(words)
    return sum(count > 0 for count in counts.values()) < len(words) / 2
