"""Who does this well: authorities graded best where an area is treated, and what was praised."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.authorities_meant import last_full
from assistant.bearing import covered, findings, sentences_of, word_weights
from assistant.citations import make_quote
from assistant.comparison.areas import Area
from assistant.comparison.grades import Grade, judgement_at
from assistant.practice_areas import with_meanings
from assistant.register_answers import standing
from assistant.retrieve import interleaved, without_repeats
from assistant.strongest import by_authority, in_tone, strongest
from assistant.wording import TONES, content_words
from corpus.register import is_held, not_held
from corpus.types import Document, Judgement, Passage, Quote

if TYPE_CHECKING:
    from assistant.retrieve import Retriever

#: The grades that count as doing well, best first.
BEST = ("outstanding", "good")

#: Authorities shown at most; with so few of the best grade, those of the next are added.
MOST = 6
_FEW = 3

#: Passages ranked for each grade.
_RANKED = 100

#: Paragraphs whose sentences are encoded, for each grade.
_ENCODED = 24


@dataclass(frozen=True, slots=True)
class DoingWell:
    """What was praised of one authority, at the inspection that gave the grade."""

    authority: str
    grade: Grade
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class WhoDoesWell:
    """Authorities that do something well, the best graded first; never all of them."""

    area: Area
    found: tuple[DoingWell, ...]
    searched: int
    """How many reports were looked through."""
    of_chosen: bool = False
    """Whether only the authorities that are compared were looked through."""
    also: tuple[str, ...] = ()
    """Of an area of judgement, the other authorities that were judged outstanding in it last."""

    @property
    def title(self) -> str:
        """ "Who does this well, of those compared: care leavers"."""
        whose = "of those compared" if self.of_chosen else "of all held"
        return f"Who does this well, {whose}: {self.area.name}"

    @property
    def lead(self) -> str:
        """How they were found, and that it is no complete list."""
        reports = "one report" if self.searched == 1 else f"{self.searched} reports"
        where = f"the {reports} held of an authority’s last full inspection"
        if self.of_chosen:
            where += ", of those compared"
        if not self.found:
            return (
                f"No praise of {self.area.name} clear enough to quote was found in a section "
                f"judged outstanding or good, in {where}. That is no proof that there is none."
            )
        lead = (
            f"Inspectors’ praise of {self.area.name}, word for word, from sections judged "
            f"outstanding or good, the best grade first: the clearest found in {where}. It is no "
            "complete list: others may do as well."
        )
        if self.also:
            lead += f" Judged outstanding too, with no praise quoted here: {', '.join(self.also)}."
        return lead


def can_be_praised(areas: Iterable[Area]) -> list[Area]:
    """The areas that a report has sections on: all but overall effectiveness."""
    return [area for area in areas if area.judgement != "overall"]


def who_does_well(
    area: Area, retriever: Retriever, among: Collection[str] | None = None
) -> WhoDoesWell:
    """Up to MOST authorities whose last full inspection praises this in a section graded best.

    `among` are the URNs of those that are looked through; None looks through all held.

    Raises:
        IndexUnavailable: the vector index cannot be read.
    """
    inspections = [d for d in _last_held(retriever) if among is None or d.urn in among]
    found: list[DoingWell] = []
    for grade in BEST:
        graded = [
            d
            for d in inspections
            if any(j.grade == grade and j.area != "lscb" for j in d.judgements)
        ]
        if graded and len(found) < _FEW:
            names = {well.authority for well in found}
            own = _praised(area, grade, graded, retriever)
            found += [well for well in own if well.authority not in names]
    shown = found[:MOST]
    named = {well.authority for well in shown}
    best = sorted(
        str(d.authority)
        for d in inspections
        if d.authority not in named
        and any(j.area == area.judgement and j.grade == BEST[0] for j in d.judgements)
    )
    return WhoDoesWell(area, tuple(shown), len(inspections), among is not None, tuple(best))


def _last_held(retriever: Retriever) -> list[Document]:
    """Each authority's last full inspection, where its report is held."""
    held = retriever.catalogue.documents()
    last = last_full([*held, *not_held(held)])
    return [d for urn, d in last.items() if urn in standing() and is_held(d)]


def _praised(
    area: Area, grade: str, graded: Sequence[Document], retriever: Retriever
) -> list[DoingWell]:
    """What these inspections praise in sections of this grade, the clearest authority first."""
    catalogue, model = retriever.catalogue, retriever.model
    names = [document.name for document in graded]
    rankings = [
        retriever.rank(subject, names, _RANKED).passages
        for subject in (area.name, f"{area.name} {TONES['praise']}")
    ]
    passages = [item.passage for item in without_repeats(interleaved(rankings))]
    if area.words:
        naming = {item.passage.key for item in catalogue.find_words(area.words, names, 10_000)}
        passages = [passage for passage in passages if passage.key in naming]
    whole = _whole({passage.document for passage in passages}, retriever)
    inside = [
        (passage, whole[passage.document])
        for passage in passages
        if (judged := _judged(passage, whole))
        and judged.grade == grade
        and area.judgement in ("", judged.area)
    ]
    subject = with_meanings(area.name)
    weights = word_weights(subject, *catalogue.passage_counts(content_words(subject)))
    likely = in_tone(sentences_of(inside), "praise")
    likely.sort(key=lambda paragraph: -covered(paragraph.text, weights))
    clearest = strongest(findings(likely[:_ENCODED], subject, weights, model), "praise")
    wells = []
    for own in by_authority(clearest):
        document = own[0].document
        judged = judgement_at(document, own[0].start, own[0].end)
        if judged and document.authority:
            quotes = tuple(make_quote(document, f.start, f.end) for f in own)
            wells.append(DoingWell(document.authority, Grade(grade, judged.area, document), quotes))
    return wells


def _whole(names: Iterable[str], retriever: Retriever) -> Mapping[str, Document]:
    found = ((name, retriever.catalogue.document(name)) for name in names)
    return {name: document for name, document in found if document}


def _judged(passage: Passage, whole: Mapping[str, Document]) -> Judgement | None:
    document = whole.get(passage.document)
    return judgement_at(document, passage.start, passage.end) if document else None
