"""Questions that structure answers: grades, lists of what to improve, focus, inspectors."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.asked_for import STRENGTHS
from assistant.practice_areas import areas_named
from assistant.understand import Understood
from corpus.sections import COVERED, LOOKED_AT, ListKind, is_of_board, list_kind
from corpus.types import FULL_INSPECTIONS, Document, Judgement, Paragraph

_ASKS_OF_BOARD = re.compile(
    r"\bl?scb\b|\b\w{1,2}scb\b|safeguarding (?:children.?s? )?board"
    r"|(?<!across )(?<!on )\bthe board\b",
    re.IGNORECASE,
)
_NOT_THE_BOARD = re.compile(
    r"\b(?:not|excluding|except|without|rather than|leave out) (?:(?:for|the|its|that of)\s)*"
    rf"(?:{_ASKS_OF_BOARD.pattern})",
    re.IGNORECASE,
)
_STRENGTHS = re.compile(STRENGTHS, re.IGNORECASE)
_PRIORITY = re.compile(r"priority (?:and immediate )?actions?", re.IGNORECASE)

#: "When was it last judged inadequate?" is answered by the newest inspection that gave the grade.
_LAST_SO = re.compile(r"\b(?:last|most recently)\b", re.IGNORECASE)

#: The practice area that a question about the board's own list always names.
_OF_THE_BOARD = frozenset({"safeguarding board and partnership"})

#: "Lead inspector", "Deputy lead inspector", "Team inspectors": what names a team, in paragraphs.
_LINES_OF_TEAM = 4

_OVERVIEW = re.compile(
    r"headline findings|overview$|executive summary|summary of (?:key )?findings"
    r"|overall effectiveness",
    re.IGNORECASE,
)

#: Areas of judgement by the words of users.
_AREAS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (area, re.compile(pattern, re.IGNORECASE))
    for area, pattern in (
        ("lscb", _ASKS_OF_BOARD.pattern),
        ("adoption", r"\badopt\w*"),
        ("care_leavers", r"care leavers?|leaving care|left care|care experienced"),
        ("in_care", r"in care\b|looked[- ]after|\blac\b|\bcic\b|\bcla\b|cared for"),
        ("help_and_protection", r"help and protection|protection|safeguarding services"),
        ("leaders", r"leader\w*|management|top team"),
        ("overall", r"\boverall\b|headline"),
    )
)

#: Intents that structure answers.
_BY_PLACE = frozenset({"grade", "improve", "focus", "inspector", "overview"})

#: Areas of judgement that only some frameworks have: other grades do not stand in for theirs.
_NOT_IN_EVERY_FRAMEWORK = frozenset({"adoption", "lscb"})

#: Grades as users name them in "was it ever inadequate?", "has it had the bottom grade?"
_GRADES: tuple[tuple[str, str], ...] = (
    (
        "inadequate",
        r"inadequate|(?:bottom|lowest|worst|failing) (?:\w+ )?(?:grade|rating|judgement)",
    ),
    ("requires improvement", r"requir(?:es?|ed|ing) improvement"),
    ("good", r"good(?= (?:overall|for|in|by|grade|rating|judgement)\b|\W*$)"),
    ("outstanding", r"outstanding|(?:top|highest|best) (?:\w+ )?(?:grade|rating|judgement)"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document that answers by where it stands."""

    document: Document
    start: int
    end: int


def is_answered_by_place(asked: Understood) -> bool:
    """Whether structure answers: grades, lists, inspectors, a history of nothing in particular."""
    bare_history = asked.intent == "history" and not asked.own_subject and not asked.tone
    return asked.intent in _BY_PLACE or bare_history


def places(asked: Understood, documents: Iterable[Document]) -> list[Place]:
    """The spans that answer a question of grades, lists, focus or inspectors.

    `documents` are whole, newest first. Without a time in the question, only the newest of each
    authority that has such a place answers.
    """
    found: list[Place] = []
    answered: set[str | None] = set()
    for document in documents:
        own = [Place(document, start, end) for start, end in _spans(asked, document)]
        if not own or (document.urn in answered and not _of_several(asked)):
            continue
        found += own
        answered.add(document.urn)
    return found


def _of_several(asked: Understood) -> bool:
    if _LAST_SO.search(asked.wording) and _grades_looked_for(asked):
        return False
    return bool(asked.time.windows or asked.time.order or asked.intent == "history")


def _spans(asked: Understood, document: Document) -> list[tuple[int, int]]:
    if asked.intent == "grade":
        judged = judgements_asked(document, areas_asked(asked.wording))
        return [
            (j.start, j.end) for j in judged if j.grade in (_grades_looked_for(asked) or [j.grade])
        ]
    if asked.intent == "history":
        judged = judgements_asked(document, ())
        looked_at = () if judged else focus_paragraphs(document)
        return [(place.start, place.end) for place in (*judged, *looked_at)]
    if asked.intent == "improve":
        of_board = asks_of_board(asked.wording)
        items = improvement_items(document, of_board, lists_asked(asked.wording))
        return [(p.start, p.end) for p in _about(asked, document, items)]
    if asked.intent == "focus":
        return [(p.start, p.end) for p in focus_paragraphs(document)]
    if asked.intent == "overview":
        return [(p.start, p.end) for p in overview_paragraphs(document)]
    return [(p.start, p.end) for p in inspector_paragraphs(document)]


def _grades_looked_for(asked: Understood) -> frozenset[str]:
    """The grades whose inspections are looked for among all: "was it ever inadequate?"."""
    at_any_time = [window for window in asked.time.windows if not (window.first or window.last)]
    if not at_any_time:
        return frozenset()
    return frozenset(g for g, words in _GRADES if re.search(words, asked.wording, re.IGNORECASE))


def _about(asked: Understood, document: Document, items: list[Paragraph]) -> list[Paragraph]:
    """The items about the practice areas named; all, if none is, or the list is of a letter.

    A letter's list is of one area as a whole: "the letter on care leavers" names the letter.
    """
    if document.kind not in FULL_INSPECTIONS:
        return items
    areas = [area for area in areas_named(asked.subject) if area.name not in _OF_THE_BOARD]
    texts = [" ".join(document.text[p.start : p.end].lower().split()) for p in items]
    own = [
        item
        for item, text in zip(items, texts, strict=True)
        if any(re.search(rf"\b{re.escape(w.lower())}", text) for a in areas for w in a.words)
    ]
    return own or items


def asks_of_board(question: str) -> bool:
    """Whether a question is about the safeguarding board, and not "not the board's"."""
    return _ASKS_OF_BOARD.search(_NOT_THE_BOARD.sub(" ", question)) is not None


def areas_asked(question: str) -> tuple[str, ...]:
    """The areas of judgement that a question names; none means all."""
    return tuple(area for area, pattern in _AREAS if pattern.search(question))


def judgements_asked(document: Document, areas: Sequence[str]) -> list[Judgement]:
    """The document's judgements of those areas; of all, where none of them was judged alone.

    The safeguarding board's grade is never among the authority's.
    """
    own = [j for j in document.judgements if (j.area == "lscb") == ("lscb" in areas)]
    chosen = [j for j in own if j.area in areas]
    if not chosen and not _NOT_IN_EVERY_FRAMEWORK.intersection(areas):
        chosen = own
    # Two areas judged as one stand in one row: show the row once.
    return list({(j.start, j.end): j for j in reversed(chosen)}.values())[::-1]


def lists_asked(question: str) -> frozenset[ListKind]:
    """The lists that a question about what must change asks for, or one for strengths."""
    if _STRENGTHS.search(question):
        return frozenset({"strengths"})
    if _PRIORITY.search(question):
        return frozenset({"areas for priority action"})
    return frozenset({"what needs to improve", "recommendations", "areas for priority action"})


def improvement_items(
    document: Document, of_board: bool, lists: Collection[ListKind]
) -> list[Paragraph]:
    """The items of those lists: "What needs to improve", recommendations, priority actions.

    Those of the safeguarding board, or those of the authority: a report of 2013 to 2018 has both.
    """
    return [
        p
        for p in document.paragraphs
        if p.role in ("item", "body")
        and list_kind(p.section) in lists
        and is_of_board(p.section) == of_board
    ]


def focus_paragraphs(document: Document) -> list[Paragraph]:
    """What a visit looked at: the list of areas covered, else the sentence that says so."""
    covered = [p for p in document.paragraphs if p.section and COVERED.match(p.section[-1])]
    items = [p for p in covered if p.role == "item"]
    return (
        items
        or [
            p
            for p in document.paragraphs
            if p.role == "body" and LOOKED_AT.search(document.text[p.start : p.end])
        ][:1]
    )


def overview_paragraphs(document: Document) -> list[Paragraph]:
    """The headline findings of a letter, the summary on a report's first pages."""
    summary = [
        p
        for p in document.paragraphs
        if p.role in ("body", "item") and p.section and _OVERVIEW.match(p.section[-1])
    ]
    return (summary or [p for p in document.paragraphs if p.role == "body" and not p.section])[:6]


def inspector_paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs that name the inspectors; none where the document names none."""
    return [
        p
        for p in document.paragraphs
        if p.role in ("title", "about", "body")
        and any(name in document.text[p.start : p.end] for name in document.inspectors)
    ][:_LINES_OF_TEAM]
