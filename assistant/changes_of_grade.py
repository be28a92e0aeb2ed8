"""Which authorities went up or down a grade: overall, from one full inspection to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.chronology import of_time
from assistant.citations import visit_name
from assistant.periods import time_name
from assistant.refusals import scope_of
from assistant.register_answers import (
    NO_OVERALL,
    coverage,
    each_once,
    gives_no_overall,
    grade_words,
    standing,
    urns_asked,
)
from assistant.understand import Understood
from corpus.types import Answer, Document

#: How all authorities are named, as far as a place or a time: "how many local authorities that".
ALL_OF_THEM = (
    r"\W*(?:and\s+|so\s+)?(?:(?:(?:(?:please|name|show me|give me|list|which|what|how many|all"
    r"|every|each|any|of|the|local|english)\s+)*(?:councils?|authorit(?:y|ies)|las?))|who(?:.s|.ve)?)"
    r"(?:\s+in\s+england)?(?:\s+(?:that|which|who))?"
)

#: Kinds whose overall grades are of the same thing: that of 2013 was of children looked after.
_COMPARED = frozenset({"sif", "sif_reinspection", "ilacs"})

_BEST_FIRST = ("outstanding", "good", "requires improvement", "inadequate")
_GRADE = r"(outstanding|good|inadequate|requir(?:es?|ing) improvement)(?:\s+to\s+be\s+good)?"

#: "have been downgraded", "moved from inadequate to good": to the last word, but for the time.
_CHANGED = re.compile(
    rf"{ALL_OF_THEM}(?:\s+(?:has|have|had|were|was|been|got|by|ofsted))*\s+(?:"
    r"(?P<down>downgraded|(?:gone|moved|went|dropped|fallen|fell)\s+down(?:\s+(?:a|one|in))?\s+grades?)"
    r"|(?P<up>upgraded|(?:gone|moved|went|risen|rose)\s+up(?:\s+(?:a|one|in))?\s+grades?)"
    r"|(?:gone|moved|went|dropped|fallen|fell|risen|rose|improved|declined|(?:down|up)graded)"
    rf"\s+from\s+{_GRADE}\s+to\s+{_GRADE})(?:\s+(?:overall|by ofsted))*\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of grade asked about."""

    name: str
    """What it is called: "downgraded", "from inadequate to good"."""
    pairs: frozenset[tuple[str, str]]
    """The grades before and after that are such a change."""


def change_asked(words: str) -> Change | None:
    """The change of grade asked about of all authorities, if nothing else is.

    `words` are the question without its times and regions.
    """
    found = _CHANGED.fullmatch(words)
    if not found:
        return None
    if found[3]:
        before, after = (
            "requires improvement" if grade.lower().startswith("requir") else grade.lower()
            for grade in (found[3], found[4])
        )
        name = f"from {grade_words(before)} to {grade_words(after)}"
        return Change(name, frozenset({(before, after)}))
    worse = {(a, b) for i, a in enumerate(_BEST_FIRST) for b in _BEST_FIRST[i + 1 :]}
    if found["down"]:
        return Change("downgraded", frozenset(worse))
    return Change("upgraded", frozenset((b, a) for a, b in worse))


def changes_of_grade(
    asked: Understood, change: Change, documents: Sequence[Document], seconds: dict[str, float]
) -> Answer:
    """The authorities whose overall grade changed so at their latest full inspection.

    Of a time named, at any full inspection of that time. `documents` are all that are known, held
    or not, newest first.
    """
    among = urns_asked(asked)
    kinds = [d for d in documents if d.kind in _COMPARED and d.urn in among]
    full = each_once(kinds)
    then = of_time(asked, full) if asked.time.windows else _latest(full)
    asked_of = {d.name for d in then}
    pairs = [pair for pair in _successive(full) if pair[1].name in asked_of]
    compared = [(a, b) for a, b in pairs if _overall(a) and _overall(b)]
    found = [(a, b) for a, b in compared if (_overall(a), _overall(b)) in change.pairs]
    which = time_name(asked.time) if asked.time.windows else "each authority’s latest"
    number = len({after.urn for _, after in found})
    authorities = "one authority" if number == 1 else f"{number or 'no'} authorities"
    lead = (
        f"{in_regions(asked, change.name)}, overall effectiveness: {authorities}. "
        f"Compared were {len(compared)} full inspections ({which}), each with the one before it, "
        "where both have an overall grade that is known. This is from the register of inspections "
        "and the grades of what is held, not a quotation."
    )
    return Answer(
        question=asked.question,
        status="answered",
        reason=None,
        scope=scope_of(asked, ()),
        lead="\n\n".join([lead, *(_line(a, b) for a, b in found)]),
        notes=(*_not_compared(then), coverage(documents)),
        seconds=seconds,
    )


def in_regions(asked: Understood, words: str) -> str:
    """Words below the regions asked about: "North East, good"."""
    said = ", ".join([*asked.regions, words])
    return said[:1].upper() + said[1:]


def _latest(full: Sequence[Document]) -> list[Document]:
    """The latest of each authority that still stands."""
    return list({d.urn: d for d in reversed(full) if d.urn in standing()}.values())


def _successive(full: Sequence[Document]) -> list[tuple[Document, Document]]:
    """Each full inspection after the one before it, by authority."""
    own: dict[str | None, list[Document]] = {}
    for document in sorted(full, key=lambda d: (d.authority or "", d.last_day)):
        own.setdefault(document.urn, []).append(document)
    return [pair for each in own.values() for pair in pairwise(each)]


def _not_compared(then: Sequence[Document]) -> list[str]:
    """The inspections asked about that have no overall grade, and why."""
    reform = [d for d in then if gives_no_overall(d)]
    unread = [d for d in then if not gives_no_overall(d) and not _overall(d)]
    whys = ((reform, f"their overall grade is {NO_OVERALL}"), (unread, "no overall grade was read"))
    return [
        f"Not compared, {len(which)}, since {why}: "
        f"{'; '.join(sorted({d.authority or '' for d in which}))}."
        for which, why in whys
        if which
    ]


def _overall(document: Document) -> str:
    return next((j.grade for j in document.judgements if j.area == "overall"), "")


def _line(before: Document, after: Document) -> str:
    return (
        f"{visit_name(after)}: {grade_words(_overall(after))}; before it "
        f"{grade_words(_overall(before))} ({visit_name(before)})."
    )
