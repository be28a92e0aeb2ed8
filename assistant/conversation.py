"""A follow-up read with what was before it, and the words by which it changes that.

The state of a conversation is rebuilt from its earlier messages alone, oldest first, so that
whoever sends them again is in the same place. Three things it rests on that no message says: the
documents held (of which "the latest" is), the page's filters, and today's date.

A message that names its own authority and its own subject is a new question and takes nothing over.
Any other takes over what it leaves unsaid: "what about Leeds?" the subject, time, kind of document
and tone; "and fostering?" authority, time and kind; "in 2021" all but the time; "shorter"
everything. A kind named in the plural or with "only" ("only the monitoring visits") is a filter
and stays when the time changes; one that named a single visit ("the 2018 focused visit") goes.

Messages that change one thing and leave the rest, as the page's chips send them, are the values of
`REMOVE`, `ONLY`, `AS` and `FORMS`; besides them "in 2021", "the latest" and "what about Leeds".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.forms import FORMS, Form, forms_asked
from assistant.periods import AskedTime, told_from
from assistant.sets_of_authorities import AREAS_OF_JUDGEMENT, area_named
from assistant.whose import WHOSE_NEIGHBOURS
from corpus.types import FULL_INSPECTIONS, Authority, Kind

if TYPE_CHECKING:
    from assistant.understand import Understood

__all__ = ["AFRESH", "AS", "DROPS", "FORMS", "ONLY", "REMOVE", "Form", "follow", "forms_asked"]

#: What takes away one part of what was understood, by the part.
REMOVE: dict[str, str] = {
    "authorities": "all authorities",
    "regions": "all authorities",
    "graded": "all authorities",
    "time": "any time",
    "kinds": "any kind of document",
    "subject": "about anything",
    "practice_areas": "about anything",
    "tone": "praise and criticism alike",
    "intent": "as passages",
    "form": "at the usual length",
    "everything": "start again",
}

#: What narrows to one kind of document.
ONLY: dict[Kind, str] = {
    "ilacs": "only the ILACS inspections",
    "sif": "only the SIF inspections",
    "sif_reinspection": "only the re-inspections",
    "focused_visit": "only the focused visits",
    "monitoring_visit": "only the monitoring visits",
    "jtai": "only the joint inspections",
}

#: What asks for the same otherwise, by intent.
AS: dict[str, str] = {
    "passages": "as passages",
    "quotation": "as quotations",
    "grade": "the grades",
    "improve": "what needs to improve",
    "history": "the history",
    "overview": "an overview",
}

#: "Start again", and what is asked after it.
AFRESH = re.compile(
    r"^\W*(?:(?:please|ok(?:ay)?|right|let.?s|can we|i want to)[\s,]+)*"
    r"(?:start (?:again|over|afresh|from scratch)|forget (?:(?:about )?(?:all )?(?:that|it|this)"
    r"|everything|the above)|clear(?: (?:that|it|this|all|everything|the \w+))?(?=\W*$)"
    r"|reset(?=\W|$)"
    r"|new (?:question|topic|subject|conversation|chat)|never ?mind(?: that)?)\b[\s,.:;!–-]*",
    re.IGNORECASE,
)

_DOCUMENTS = r"(?:documents?|visits?|inspections?|reports?|letters?)"

#: Words that leave one part open, by the part.
DROPS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (part, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
    for part, pattern in (
        (
            "time",
            r"(?:(?:at|for|from|in|of) )?(?:any (?:time|year|date)|all (?:years|dates|time))"
            r"|(?:whatever|regardless of) (?:the )?(?:year|date|time)",
        ),
        (
            "authorities",
            r"(?:(?:for|in|across|of|from) )?(?:(?:all|every) (?:the )?(?:local )?"
            r"(?:authorit(?:y|ies)|councils?|las)|any (?:local )?(?:authority|council))",
        ),
        (
            "kinds",
            rf"any (?:kinds?|types?|sorts?) of {_DOCUMENTS}|all (?:kinds|types"
            rf"|sorts) of {_DOCUMENTS}"
            rf"|(?:whatever|regardless of) (?:the )?(?:kind|type)(?: of {_DOCUMENTS})?"
            rf"|all documents",
        ),
        (
            "subject",
            r"about anything(?: else)?|(?:about |on )?any (?:subject|topic)",
        ),
        ("tone", r"praise and criticism alike"),
        ("intent", r"as passages"),
        ("form", r"at (?:the )?(?:usual|normal|ordinary) length"),
    )
)

_LEADS_ON = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|right|thanks?|thank you|great|yes|no)\b[\s,.!]*)*"
    r"(?:and|what about|how about|but|also|plus|same)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:that|this|it|them|those|these|same)\b", re.IGNORECASE)
#: "Compare with Leeds" sets Leeds beside what the talk was of.
_COMPARES = re.compile(r"\b(?:compar(?:e|es|ed|ing)|versus|vs?\.?|against)\b", re.IGNORECASE)
_WHY = re.compile(
    r"^\W*(?:and |but |so )?(?:why|how come)(?: (?:(?:was|is) (?:that|it|this)|that|not|so))?\W*$",
    re.IGNORECASE,
)
_ONE = re.compile(r"\bone\b", re.IGNORECASE)
_ALL_OF_THEM = re.compile(r"\b(?:both|all|either|each)\b", re.IGNORECASE)

#: What "and fostering?" asks for again, of another subject; and how many words such a message has.
_ASKED_AGAIN = frozenset({"quotation", "history", "grade"})
_ELLIPTICAL = 6


def follow(before: Understood | None, asked: Understood) -> Understood:
    """A message with what it leaves unsaid taken from what was understood before it."""
    if before is None or asked.afresh:
        return asked
    if chosen := _chosen(before, asked):
        asked = replace(asked, authorities=chosen, own_subject=0)
    if asked.unclear == WHOSE_NEIGHBOURS and len(before.authorities) == 1:
        asked = replace(asked, neighbours_of=before.authorities[0], unclear="")
    if before.intent == "grade" and _WHY.match(asked.question):
        return _reasons(before, asked)
    placed = _places_itself(asked)
    if beside := _compared_with(before, asked):
        asked = beside
    leads_on = beside is not None or _LEADS_ON.search(asked.question) is not None
    named = set(asked.authorities) & set(before.authorities)
    same = bool(named) and (beside is not None or named == set(asked.authorities))
    relative = asked.time.order in ("next", "previous") and not asked.time.windows
    whole = asked.own_subject or (asked.intent and not leads_on and not same)
    if placed and whole and not (same and (leads_on or relative)):
        return asked
    changes: dict[str, object] = {}
    if not placed:
        changes |= {
            "authorities": before.authorities,
            "ambiguous": before.ambiguous,
            "abolished": before.abolished,
            "outside": before.outside,
            "regions": before.regions,
            "neighbours_of": before.neighbours_of,
        }
    if not (asked.graded or asked.authorities or asked.nationally):
        changes["graded"] = before.graded
    nothing_new = not (asked.own_subject or asked.intent or asked.tone or placed or asked.dropped)
    if nothing_new and not asked.form:
        changes["elsewhere"] = asked.elsewhere or before.elsewhere
    if not asked.nationally and not asked.authorities:
        changes["nationally"] = before.nationally
    changes |= _time_and_kinds(before, asked) | _subject(before, asked, leads_on)
    changes["form"] = None if "form" in asked.dropped else asked.form or before.form
    return replace(asked, **changes)  # type: ignore[arg-type]


def _reasons(before: Understood, asked: Understood) -> Understood:
    """ "Why?" after a grade: what the same inspection says of what was graded."""
    time = before.time
    if not (time.windows or time.order):
        time = AskedTime(order="latest", means="inspection")
    areas = [
        found.group()
        for area, pattern in AREAS_OF_JUDGEMENT
        if area != "overall" and (found := re.search(pattern, before.wording, re.IGNORECASE))
    ]
    return replace(
        before,
        question=asked.question,
        intent="passages" if areas else "overview",
        subject=", ".join(areas),
        own_subject=len(areas),
        wording=asked.wording,
        time=time,
        kinds=before.kinds or tuple(FULL_INSPECTIONS),
    )


def _compared_with(before: Understood, asked: Understood) -> Understood | None:
    """The message joined to the authorities before it, where it compares one with them."""
    others = [a for a in before.authorities if a not in asked.authorities]
    if asked.regions or asked.neighbours_of or asked.nationally:
        return None  # it names itself with whom
    if len(asked.authorities) != 1 or not others or not _COMPARES.search(asked.question):
        return None
    about = asked.own_subject or before.own_subject or asked.tone or before.tone
    intent = "comparison" if about else "grade"
    return replace(
        asked,
        authorities=(*others, *asked.authorities),
        intent=asked.intent or ("" if before.intent == "grade" else intent),
    )


def _places_itself(asked: Understood) -> bool:
    """Whether a message says itself whose documents it is about."""
    return bool(
        asked.authorities
        or asked.ambiguous
        or asked.outside
        or asked.regions
        or asked.neighbours_of
        or asked.unclear
        or asked.nationally
    )


def _chosen(before: Understood, asked: Understood) -> tuple[Authority, ...]:
    """Which of several was meant, told when asked back: "the west one", "both"."""
    if not before.ambiguous or _places_itself(asked) or asked.own_subject > 1:
        return ()
    among = before.ambiguous.authorities
    words = set(re.findall(r"\w+", asked.question.lower()))
    if _ALL_OF_THEM.search(asked.question):
        return among
    chosen = tuple(
        authority
        for authority in among
        if words & set(authority.name.lower().split())
        and not any(
            words & set(authority.name.lower().split()) <= set(other.name.lower().split())
            for other in among
            if other != authority
        )
    )
    return chosen if len(chosen) == 1 else ()


def _time_and_kinds(before: Understood, asked: Understood) -> dict[str, object]:
    """Time, and the kind of document; which goes with the visit that it named."""
    changes: dict[str, object] = {}
    time = asked.time
    said = bool(time.windows or time.order)
    one = _ONE.search(asked.question) is not None
    if said:
        changes["time"] = told_from(before.time, time)
        changes["any_visit"] = asked.any_visit or (one and before.any_visit)
    else:
        kept = AskedTime() if "time" in asked.dropped else before.time
        changes["time"] = replace(kept, means=time.means or kept.means)
        changes["by_publication"] = before.by_publication
        changes["paired"] = before.paired and not _places_itself(asked)
        changes["any_visit"] = before.any_visit or asked.any_visit
    if not asked.kinds and "kinds" not in asked.dropped:
        stay = before.kinds_stay or not said or (one and not time.windows)
        changes |= {"kinds": before.kinds if stay else (), "kinds_stay": before.kinds_stay}
    return changes


def _subject(before: Understood, asked: Understood, leads_on: bool) -> dict[str, object]:
    """What is asked about, and what of it: the subject, intent, tone and the words that said so."""
    changes: dict[str, object] = {}
    if "subject" in asked.dropped:
        changes |= {"subject": "", "own_subject": 0}
    elif not asked.own_subject:
        changes |= {"subject": before.subject, "own_subject": before.own_subject}
    elif _POINTS_BACK.search(asked.question) and before.own_subject:
        changes["subject"] = f"{asked.subject} {before.subject}"
    again = leads_on and len(asked.question.split()) <= _ELLIPTICAL
    takes_over = not asked.own_subject or (
        again
        and before.intent in _ASKED_AGAIN
        and (before.intent != "grade" or area_named(asked.subject.strip(" ?.!")) is not None)
    )
    if not asked.intent and "intent" not in asked.dropped and takes_over:
        changes["intent"] = before.intent
        if not asked.own_subject:
            changes["wording"] = before.wording
    if not asked.tone and "tone" not in asked.dropped and (again or not asked.own_subject):
        changes["tone"] = before.tone
    return changes
