"""Which authorities were given a grade: from the register of inspections and what is held."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.authorities_meant import full_inspections, grade_of, is_judged
from assistant.changes_of_grade import ALL_OF_THEM, change_asked, changes_of_grade, in_regions
from assistant.chronology import of_time
from assistant.citations import visit_name
from assistant.held import AREA_NAMES
from assistant.periods import read_time, time_name
from assistant.refusals import refusal, scope_of
from assistant.register_answers import (
    NO_OVERALL,
    coverage,
    gives_no_overall,
    grade_words,
    graded,
    standing,
    urns_asked,
)
from assistant.scope import Resolved
from assistant.sets_of_authorities import regions_named
from assistant.subject import LEADS_IN
from assistant.understand import Understood
from corpus.types import Answer, Document, Reason

_HOW_TO_ASK = (
    "Whose grades? Name an authority, or several; or ask of all in words such as “Which councils "
    "are inadequate for care leavers?” or “Which councils have been downgraded since 2022?”"
)

_GRADE = r"(?:outstanding|good|inadequate|requir(?:es?|ing) improvement)"
_NOW = r"(?:overall|now|today|currently|at the moment)"

#: "Which councils are inadequate?", "Who was judged good or outstanding for care leavers": what
#: is asked of all authorities is understood to the last word, or not answered.
_ASKS_OF_ALL = re.compile(
    rf"{ALL_OF_THEM}"
    rf"(?:\s+(?:are|is|were|was|has|have|been|got|judged|rated|graded|found|as|by|ofsted|still"
    rf"|{_NOW}))*"
    rf"\s+(?P<grades>{_GRADE}(?:\s*(?:,|,?\s(?:and|or)\s)\s*{_GRADE})*)(?:\s+to be good)?"
    rf"(?:\W+{_NOW})*(?:\s+(?:in|for|on)\s+(?P<area>\w.*?))?(?:\W+{_NOW})*\W*",
    re.IGNORECASE,
)

#: Areas of judgement as such questions name them, with no word left over.
_AREAS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (area, re.compile(rf"(?:the |their )?(?:{pattern})", re.IGNORECASE))
    for area, pattern in (
        ("overall", r"overall(?: effectiveness)?"),
        ("leaders", r"(?:impact of )?leader(?:s|ship)(?: and management)?"),
        ("help_and_protection", r"help and protection"),
        ("in_care", r"children (?:in care|looked after)|(?:looked[- ]after|cared for) children"),
        ("care_leavers", r"care leavers"),
        ("adoption", r"adoption(?: performance)?"),
    )
)


def is_of_all(asked: Understood) -> bool:
    """Whether grades are asked for and no authority is named whose they are."""
    named = asked.authorities or asked.ambiguous or asked.neighbours_of
    return asked.intent in ("all grades", "grade") and not named


def grades_of_all(
    asked: Understood, documents: Sequence[Document], seconds: dict[str, float]
) -> Answer:
    """The authorities that were given a grade at their latest full inspection, or in a time named.

    `documents` are all that are known, held or not, newest first. A refusal if a word of the
    question is not understood: it may be one that leaves out authorities.
    """
    if change := change_asked(words := _words(asked)):
        return changes_of_grade(asked, change, documents, seconds)
    wanted = _wanted(asked, words)
    if wanted is None:
        reason: Reason = "no_authority" if asked.intent == "grade" else "no_evidence"
        return refusal(asked, Resolved((), reason, _HOW_TO_ASK), seconds)
    area, grades = wanted
    inspections = _inspections(asked, documents)
    counted = [d for d in inspections if is_judged(d)]
    judged = [(d, grade) for d in counted if (grade := grade_of(d, area))]
    given = [(d, grade) for d, grade in judged if grade in grades]
    what = (
        f"full inspections ({time_name(asked.time)})"
        if asked.time.windows
        else "authorities’ latest full inspections"
    )
    if not judged:
        none = f"None of the {what} that are known has a grade for {AREA_NAMES[area]}."
        why = " ".join([none, *_unread(asked, inspections)])
        return refusal(asked, Resolved((), "no_evidence", why), seconds)
    lead = (
        f"{in_regions(asked, _either(grades))}, {AREA_NAMES[area]}: "
        f"{len(given)} of the {len(judged)} {what} that are known and judge it. This is from the "
        "register of inspections and the grades of what is held, not a quotation."
    )
    return Answer(
        question=asked.question,
        status="answered",
        reason=None,
        scope=scope_of(asked, ()),
        lead="\n\n".join(
            [
                lead,
                *(f"{visit_name(d)}: {grade_words(grade)}." for d, grade in given),
                *(_without_overall(counted, grades) if area == "overall" else ()),
            ]
        ),
        notes=(
            *_unread(asked, inspections),
            *_not_known(asked, inspections),
            coverage(documents),
        ),
        seconds=seconds,
    )


def _words(asked: Understood) -> str:
    """The question without its times and regions, and what leads in to them: "in the"."""
    words = list(asked.wording)
    for start, end in (*read_time(asked.wording).spans, *regions_named(asked.wording)[1]):
        before = LEADS_IN.search(asked.wording[:start])
        start = before.start() if before else start
        words[start:end] = " " * (end - start)
    return "".join(words)


def _wanted(asked: Understood, words: str) -> tuple[str, list[str]] | None:
    """The area and the grades asked about."""
    found = _ASKS_OF_ALL.fullmatch(words)
    if not found or asked.time.order in ("next", "previous") or asked.time.count > 1:
        return None
    named = found["area"] or "overall"
    area = next((area for area, pattern in _AREAS if pattern.fullmatch(named.strip())), None)
    grades = [
        "requires improvement" if grade.lower().startswith("requir") else grade.lower()
        for grade in re.findall(_GRADE, found["grades"], re.IGNORECASE)
    ]
    return (area, grades) if area else None


def _inspections(asked: Understood, documents: Sequence[Document]) -> list[Document]:
    """The full inspections asked about: of a time, else the latest of each that still stands.

    One whose grades could not be read is among them, since no older grade may pass for its own.
    """
    among = urns_asked(asked)
    full = [d for d in full_inspections(documents) if d.urn in among]
    if asked.time.windows:
        full = of_time(asked, full)
    else:
        full = list({d.urn: d for d in reversed(full) if d.urn in standing()}.values())
    return sorted(full, key=lambda d: (d.authority or "", d.last_day))


def _either(grades: Sequence[str]) -> str:
    return " or ".join(grade_words(grade) for grade in grades)


def _without_overall(counted: Sequence[Document], grades: Sequence[str]) -> list[str]:
    """Those inspected since overall grades ended that were given one of `grades` in some area."""
    since = [d for d in counted if gives_no_overall(d)]
    given = [
        (d, areas)
        for d in since
        if (areas := [j for j in d.judgements if j.area != "lscb" and j.grade in grades])
    ]
    if not since:
        return []
    have = "has" if len(since) == 1 else "have"
    return [
        f"{len(since)} more {have} no overall grade, which is {NO_OVERALL}. Of these, "
        f"{len(given) or 'none'} had an area judged {_either(grades)}{':' if given else '.'}",
        *(graded(d, areas) for d, areas in given),
    ]


def _unread(asked: Understood, inspections: Sequence[Document]) -> list[str]:
    """The inspections that are in no count, since none of their grades is known."""
    unread = [visit_name(d) for d in inspections if not is_judged(d)]
    whose = "its grades" if asked.time.windows else "its latest inspection’s grades"
    said = "; ".join(f"{name}: {whose} could not be read" for name in unread)
    return [f"Not counted, {len(unread)}: {said}."] if unread else []


def _not_known(asked: Understood, inspections: Sequence[Document]) -> list[str]:
    """Authorities that may have been given the grade too, since no inspection is known."""
    if asked.time.windows:
        return []
    known = {document.urn for document in inspections}
    asked_of = urns_asked(asked) - known
    names = sorted(name for urn, name in standing().items() if urn in asked_of)
    return [f"No full inspection is known of: {'; '.join(names)}."] if names else []
