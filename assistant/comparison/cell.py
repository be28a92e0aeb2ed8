"""One authority in one area: the latest grade known, and what the newest document says.

What is quoted is from the newest of its documents that speaks of the area. The grade of an area of
practice is that of the section of the last full inspection that names it, which only that report
itself can tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.authorities_meant import full_inspections
from assistant.citations import make_quote
from assistant.comparison.areas import Area
from assistant.comparison.grades import Grade, judgement_at, latest_grade
from assistant.compose import answer_span
from assistant.structured import overview_paragraphs
from assistant.tone import passage_tone
from assistant.understand import Understood
from corpus.sections import LOOKED_AT, is_of_board, is_summary, list_kind
from corpus.types import Document, Paragraph, Quote, RankedPassage

if TYPE_CHECKING:
    from assistant.retrieve import Retriever

#: Passages ranked of one authority: all, in effect (the longest reports have some 400).
_ALL = 10_000

#: A passage bears on an area if it has this score, and this share of the best score of the
#: authority's documents; a weaker match is not shown. One that names the area may have less:
#: findings on early help, supervision and private fostering began at 0.16.
_BEARS = (0.25, 0.7)
_BEARS_BY_NAME = (0.15, 0.4)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one authority in one area."""

    area: Area
    grade: Grade | None
    why_no_grade: str
    """A sentence where there is none."""
    quote: Quote | None
    visit: Document | None
    """What is quoted, without its text."""
    why_no_quote: str
    """A sentence where nothing is quoted."""


class Looking:
    """The search for one area in one authority's documents."""

    def __init__(
        self,
        area: Area,
        own: Sequence[Document],
        whole: Mapping[str, Document],
        retriever: Retriever,
    ) -> None:
        self._area = area
        self._own = own
        self._whole = whole
        self._retriever = retriever

    def cell(self) -> Cell:
        """The cell.

        Raises:
            IndexUnavailable: the vector index cannot be read.
        """
        ranked = self._ranked()
        quote = self._quote(ranked) if self._is_searched else self._opening()
        grade, why = self._grade(quote, ranked)
        visit = next((d for d in self._own if quote and d.name == quote.document), None)
        return Cell(self._area, grade, why, quote, visit, "" if quote else self._nothing())

    def _ranked(self) -> list[RankedPassage]:
        """The passages of findings, those nearest to the area first."""
        names = list(self._whole)
        if not names or not self._is_searched or not (self._naming or self._area.judgement):
            return []
        ranking = self._retriever.rank(self._area.name, names, _ALL).passages
        of_board = is_of_board((self._area.name,))
        return [
            item
            for item in ranking
            if item.passage.role in ("body", "item")
            and is_of_board(item.passage.section) == of_board
        ]

    @cached_property
    def _naming(self) -> frozenset[str]:
        """Keys of the passages that name the area."""
        found = self._retriever.catalogue.find_words(self._area.words, list(self._whole), _ALL)
        return frozenset(item.passage.key for item in found)

    def _bears(self, item: RankedPassage, best: float) -> bool:
        """Whether a passage is on the area; on one of practice only if it names it.

        What came nearest to “young carers” without naming them had 0.42, and was on foster carers.
        """
        named = item.passage.key in self._naming
        least, share = _BEARS_BY_NAME if named else _BEARS
        return (named or bool(self._area.judgement)) and item.score >= max(least, share * best)

    def _quote(self, ranked: Sequence[RankedPassage]) -> Quote | None:
        """The best finding of the newest document that speaks of the area."""
        bearing = [item for item in ranked if self._bears(item, ranked[0].score) and _tells(item)]
        for name in self._whole:
            own = [item for item in bearing if item.passage.document == name]
            if own:
                findings = (item for item in own if not _sums_up(item.passage.section))
                return self._quoted(next(findings, own[0]))
        return None

    def _quoted(self, item: RankedPassage) -> Quote:
        document = self._whole[item.passage.document]
        asked = Understood(question=self._area.name, subject=self._area.name)
        span = answer_span(item.passage, document, asked, self._retriever.model)
        return make_quote(document, span.start, span.end)

    @property
    def _is_searched(self) -> bool:
        """Not where the area is a judgement that no practice is named after: "leaders"."""
        return bool(self._area.words)

    def _opening(self) -> Quote | None:
        """The first words on a judgement in the last full inspection held."""
        for inspection in full_inspections(self._own):
            if document := self._whole.get(inspection.name):
                first = next(iter(_paragraphs_of(self._area.judgement, document)), None)
                return make_quote(document, first.start, first.end) if first else None
        return None

    def _grade(
        self, quote: Quote | None, ranked: Sequence[RankedPassage]
    ) -> tuple[Grade | None, str]:
        """The grade, or why there is none."""
        inspections = full_inspections(self._own)
        if not inspections:
            return None, "No full inspection is known."
        if self._area.judgement:
            grade = latest_grade(self._area.judgement, inspections)
            return grade, "" if grade else "No inspection known gives this grade."
        last = inspections[0]
        if not (document := self._whole.get(last.name)):
            return None, (
                "Which judgement covers this, only the report’s own sections tell, and that of "
                f"{last.last_day:%B %Y} is not held."
            )
        spans = [(quote.start, quote.end)] if quote and quote.document == last.name else []
        own = [
            item.passage
            for item in ranked
            if item.passage.document == last.name and item.passage.key in self._naming
        ]
        for start, end in [*spans, *((p.start, p.end) for p in own)]:
            if judged := judgement_at(document, start, end):
                return latest_grade(judged.area, inspections), ""
        return None, f"No graded section of the report of {last.last_day:%B %Y} names this."

    def _nothing(self) -> str:
        number = len(self._whole)
        if not number:
            return "No letter or report of this authority is held."
        where = "the one document" if number == 1 else f"the {number} documents"
        return f"Nothing found in {where} held."


def _paragraphs_of(judgement: str, document: Document) -> list[Paragraph]:
    """The paragraphs of a judgement's section; of the overall one, those of the summary."""
    if judgement == "overall":
        return overview_paragraphs(document)
    judged = ((p, judgement_at(document, p.start, p.end)) for p in document.paragraphs)
    return [p for p, own in judged if p.role == "body" and own and own.area == judgement]


def _sums_up(section: tuple[str, ...]) -> bool:
    """Whether what stands there is said in full elsewhere: before any heading, or in a list."""
    return not section or is_summary(section) or list_kind(section) is not None


def _tells(item: RankedPassage) -> bool:
    """Whether a passage says how good something is, and not only that it was looked at."""
    text = item.passage.text
    tone = passage_tone(text)
    return bool(tone.strength or tone.concern) and not LOOKED_AT.search(text)
