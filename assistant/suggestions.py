"""Questions to ask next that the documents held can answer.

Decided from the catalogue alone: which visits there are, and whether their passages have words of
the practice area. Nothing is encoded and nothing is answered for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from assistant.practice_areas import PracticeArea, areas_named, practice_areas
from assistant.tone import passage_tone
from corpus.authorities import by_urn
from corpus.dates import day_name
from corpus.sections import list_kind
from corpus.types import FULL_INSPECTIONS, KIND_NAMES, Answer, Document, Passage, RankedPassage

#: Suggestions shown under an answer.
MOST = 3

#: Passages with words of an area that a document must have to be said to tell of it, and those
#: looked for among an authority's documents, of which a dozen have some hundreds.
_ENOUGH = 2
_FOUND = 500

#: Passages looked at of an area, when only one side of it was asked for.
_LOOKED_AT = 12

_OTHER_SIDE = {"praise": "criticism", "criticism": "praise"}
_ASKS_FOR = {"praise": "What did inspectors praise", "criticism": "What did inspectors criticise"}


class Holds(Protocol):
    """What of the catalogue is asked."""

    def documents(self) -> list[Document]:
        """Every document held, without its text."""

    def passages(self, names: Iterable[str] | None = None) -> list[Passage]:
        """The passages of the documents named."""

    def find_words(
        self, words: Sequence[str], names: Iterable[str] | None, most: int
    ) -> list[RankedPassage]:
        """The passages with any of the words, best first."""


def suggestions(answer: Answer, held: Holds) -> tuple[str, ...]:
    """Up to `MOST` questions that lead on from an answer, most telling first; none of guidance."""
    if answer.scope.intent == "guidance" or answer.scope.choices:
        return ()
    asked = _plain(answer.question)
    found = (question for question in _led_to(answer, held) if _plain(question) != asked)
    return tuple(islice(dict.fromkeys(found), MOST))


def _led_to(answer: Answer, held: Holds) -> Iterator[str]:
    """All the questions, each made only when it is wanted."""
    documents = held.documents()
    quoted = {quote.document for quote in answer.quotes}
    name = _authority(answer, documents)
    own = sorted(
        (d for d in documents if d.authority == name), key=lambda d: d.last_day, reverse=True
    )
    if not name or not own:
        return
    intent = answer.scope.intent
    area = _area(answer)
    speaking = _speaking(held, area, own) if area else []
    if area and speaking and len(answer.scope.authorities) != 1:
        yield f"What did inspectors say about {area.name} in {name}?"
    elif area and speaking:
        yield from _other_side(answer, held, area, own)
        yield from _other_visits(area, speaking, own, quoted)
    if intent != "improve" and _lists_improvements(held, own):
        yield f"What needs to improve in {name}?"
    if area and intent != "history" and len(speaking) > 1:
        yield f"How has {name} changed over time on {area.name}?"
    if area and intent != "comparison" and (other := _neighbour(held, area, own, documents)):
        yield f"Compare {area.name} in {name} and {other}."
    if not area and intent != "history" and len(own) > 1:
        yield f"How has {name} changed over time?"
    if newest := next((d for d in own if d.name in quoted and d.year), None):
        for other_area in _treated(held, newest, {*answer.scope.practice_areas}):
            yield f"What did {_visit(newest, own)} say about {other_area} in {name}?"


def _authority(answer: Answer, documents: Sequence[Document]) -> str:
    """Whose documents to go on with: the one asked about, else the first one quoted."""
    if answer.scope.authorities:
        return answer.scope.authorities[0]
    by_name = {document.name: document for document in documents}
    quoted = (by_name[quote.document] for quote in answer.quotes if quote.document in by_name)
    return next((document.authority for document in quoted if document.authority), "")


def _area(answer: Answer) -> PracticeArea | None:
    """The one area of practice that was asked about."""
    names = answer.scope.practice_areas
    named = areas_named(names[0]) if len(names) == 1 else ()
    return next((area for area in named if area.name == names[0]), None)


def _speaking(held: Holds, area: PracticeArea, own: Sequence[Document]) -> list[Document]:
    """Those of the documents, in their order, that tell of an area; each of a known year."""
    found = held.find_words(area.names, [d.name for d in own], _FOUND)
    count = Counter(item.passage.document for item in found)
    return [d for d in own if d.year and count[d.name] >= _ENOUGH]


def _other_side(
    answer: Answer, held: Holds, area: PracticeArea, own: Sequence[Document]
) -> Iterator[str]:
    """Criticism where praise was asked for, praise where criticism was; if there is some."""
    other = _OTHER_SIDE.get(answer.scope.tone or "")
    if not other:
        return
    found = held.find_words(area.names, [d.name for d in own], _LOOKED_AT)
    tones = [passage_tone(item.passage.text) for item in found]
    if any((t.strength if other == "praise" else t.concern) > 0.5 for t in tones):
        yield f"{_ASKS_FOR[other]} about {area.name} in {own[0].authority}?"


def _other_visits(
    area: PracticeArea, speaking: Sequence[Document], own: Sequence[Document], quoted: set[str]
) -> Iterator[str]:
    """The latest visit that tells of the area, and the one before those quoted."""
    latest = [d for d in speaking[:1] if d.name not in quoted]
    days = [d.last_day for d in own if d.name in quoted]
    before = [d for d in speaking if days and d.last_day < max(days) and d.name not in quoted]
    for document in (*latest, *before[:1]):
        visit = _visit(document, own)
        yield f"What did {visit} say about {area.name} in {document.authority}?"


def _visit(document: Document, own: Sequence[Document]) -> str:
    """ "the focused visit of 2019"; with its month where the year had two of the kind."""
    alike = [d for d in own if d.kind == document.kind and d.year == document.year]
    day = document.visits[0][0] if document.visits else document.last_day
    when = day_name(day).partition(" ")[2] if len(alike) > 1 else str(document.year)
    return f"the {KIND_NAMES[document.kind]} of {when}"


def _lists_improvements(held: Holds, own: Sequence[Document]) -> bool:
    """Whether the latest inspection of the whole service has a list of what needs to improve."""
    latest = next((d for d in own if d.kind in FULL_INSPECTIONS), None)
    return latest is not None and any(
        list_kind(passage.section) == "what needs to improve"
        for passage in held.passages([latest.name])
    )


def _neighbour(
    held: Holds, area: PracticeArea, own: Sequence[Document], documents: Sequence[Document]
) -> str:
    """The nearest statistical neighbour held that tells of the area."""
    authority = by_urn(own[0].urn) if own[0].urn else None
    for urn in authority.statistical_neighbours if authority else ():
        neighbour = by_urn(urn)
        if neighbour and _speaking(held, area, [d for d in documents if d.urn == urn]):
            return neighbour.name
    return ""


def _treated(held: Holds, document: Document, but: set[str]) -> list[str]:
    """The areas of practice that a document names most often, but for those asked about."""
    text = "\n".join(passage.text for passage in held.passages([document.name])).lower()
    count = {
        area.name: sum(text.count(name) for name in area.names)
        for area in practice_areas()
        if area.name not in but
    }
    often = sorted(count, key=lambda name: -count[name])
    return [name for name in often[:MOST] if count[name] >= _ENOUGH]


def _plain(question: str) -> str:
    return " ".join(question.lower().split()).strip(" ?.")
