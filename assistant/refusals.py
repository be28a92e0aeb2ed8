"""Silence, explained: why a question has no answer here, and what is held instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.citations import visit_name
from assistant.held import AREA_NAMES
from assistant.periods import time_name
from assistant.practice_areas import areas_named
from assistant.scope import Resolved
from assistant.structured import areas_asked
from assistant.understand import Understood
from corpus.authorities import by_urn
from corpus.types import (
    FRAMEWORK_NAMES,
    FULL_INSPECTIONS,
    Answer,
    Authority,
    Document,
    RankedPassage,
    Scope,
)

#: What is said of a question without a letter or figure.
NO_WORDS = "There are no words in this question: ask it in words, such as “early help in Leeds”."

#: Visits that a refusal names.
_NAMED = 6


def refused_before_looking(asked: Understood, held: Sequence[Document] = ()) -> Resolved | None:
    """Why these documents cannot cover a question, or what it is asked back; None if they may.

    `held` are all documents held, of which those nearest to what was asked are named.
    """
    if asked.elsewhere:
        return Resolved((), "out_of_scope", asked.elsewhere)
    if asked.outside and not asked.authorities:
        name, nation, inspectorate = asked.outside
        where = f"{name} is in {nation}: there" if name != nation else f"In {nation},"
        return Resolved((), "out_of_scope", f"{where} {inspectorate} inspects, not Ofsted.")
    if gone := _abolished(asked):
        urns = {urn for authority in gone for urn in authority.successors}
        own = sorted((d for d in held if d.urn in urns), key=lambda d: d.last_day, reverse=True)
        return Resolved((), "no_authority", _no_more(gone), tuple(own))
    if asked.ambiguous:
        words = asked.ambiguous.text.strip()
        return Resolved((), "no_authority", f"“{words}” may mean {_any_of(asked)}: which one?")
    if asked.unclear:
        return Resolved((), "no_authority", asked.unclear)
    if asked.afresh and not asked.own_subject and not asked.authorities:
        return Resolved((), "out_of_scope", "What was said before is set aside. Ask anything.")
    if not re.search(r"[^\W_]", asked.question):
        return Resolved((), "out_of_scope", NO_WORDS)
    return None


def successor_note(asked: Understood) -> str:
    """That an authority asked about is no more, and whose documents answer; empty if none is."""
    gone = [a for a in asked.abolished if a.urn not in {own.urn for own in asked.authorities}]
    return " ".join(f"{_history(authority)}." for authority in gone)


def no_longer_graded(
    asked: Understood, chosen: Sequence[Document], known: Sequence[Document]
) -> Resolved | None:
    """That the inspections asked about give no such grade, and which framework's do.

    Of a question about the grade of adoption, of the safeguarding board, or overall. `chosen` are
    the documents of the authority and time asked about, `known` all that are known of it, newest
    first. A refusal that names the inspections that do give it; or, where those chosen give other
    grades that were asked for as well, the same documents with a note. None if they give it.
    """
    full = [d for d in chosen if d.kind in FULL_INSPECTIONS]
    areas = areas_asked(asked.wording)
    if asked.intent != "grade" or not full or not (asked.time.windows or asked.time.order):
        return None
    missing = [a for a in areas if a in _FRAMEWORKS and not any(_gives(d, a) for d in full)]
    if not missing or not all(d.framework in _WITHOUT[a] for d in full for a in missing):
        return None
    given = [d for d in known if any(_gives(d, area) for area in missing)]
    said = " ".join(_not_graded(area, full[0], given) for area in missing)
    if set(missing) < set(areas) or missing == ["overall"]:
        return Resolved(tuple(chosen), note=said)
    return Resolved((), "no_evidence", said, tuple(given))


#: Areas of judgement that not every framework grades, and those that grade them, in words.
_FRAMEWORKS = {
    "adoption": "the single inspection framework (2013 to 2018)",
    "lscb": "reviews of the boards beside the single inspection framework (2013 to 2018)",
    "overall": "inspections before April 2026",
}
#: The frameworks without each, by FRAMEWORK_NAMES.
_WITHOUT: dict[str, frozenset[str | None]] = {
    "adoption": frozenset({"ILACS", "ILACS 2026"}),
    "lscb": frozenset({"ILACS", "ILACS 2026"}),
    "overall": frozenset({"ILACS 2026"}),
}


def _gives(document: Document, area: str) -> bool:
    return any(judgement.area == area for judgement in document.judgements)


def _not_graded(area: str, asked_of: Document, given: Sequence[Document]) -> str:
    """ "ILACS inspections give no grade for adoption; only … did, last of Hull in 2014: good."""
    name = AREA_NAMES[area]
    framework = FRAMEWORK_NAMES[asked_of.framework] if asked_of.framework else "this framework"
    said = f"Under {framework}, no grade is given for {name}; only {_FRAMEWORKS[area]} gave one"
    if not given:
        return f"{said}."
    grade = next(j.grade for j in given[0].judgements if j.area == area)
    return f"{said}, last here {visit_name(given[0])}: {grade}."


def _abolished(asked: Understood) -> list[Authority]:
    """The authorities that are no more, where it is open which successor is meant."""
    own = {authority.urn for authority in asked.authorities}
    whole = {a.urn for a in asked.ambiguous.authorities} if asked.ambiguous else set()
    return [a for a in asked.abolished if a.urn in own or whole.intersection(a.successors)]


def _no_more(gone: Sequence[Authority]) -> str:
    told = " ".join(f"{_history(authority)}, and nothing of its own is held." for authority in gone)
    several = sum(len(authority.successors) for authority in gone) > 1
    return f"{told} {'Which one is meant?' if several else 'Ask about that.'}"


def _history(authority: Authority) -> str:
    """ "Cumbria was abolished in 2023: its area is now that of Cumberland and …"."""
    year = re.search(r"\d{4}", authority.type)
    successors = [found.name for urn in authority.successors if (found := by_urn(urn))]
    when = f" in {year.group()}" if year else ""
    parts = "that of" if len(successors) > 1 else "part of"
    return (
        f"{authority.name} was abolished{when}: its area is now {parts} {' and '.join(successors)}"
    )


def _any_of(asked: Understood) -> str:
    names = [a.name for a in asked.ambiguous.authorities] if asked.ambiguous else []
    return f"{', '.join(names[:-1])} or {names[-1]}" if names else ""


def choices_of(asked: Understood) -> tuple[str, ...]:
    """What a question that is asked back may mean, each as the message to send instead."""
    gone = _abolished(asked)
    if asked.ambiguous:
        among = [authority.name for authority in asked.ambiguous.authorities]
        words = asked.ambiguous.text.strip()
    elif gone:
        among = [found.name for urn in gone[0].successors if (found := by_urn(urn))]
        words = gone[0].name
    else:
        return asked.options
    if len(among) > 1:
        among.append(f"{', '.join(among[:-1])} and {among[-1]}")
    if words not in asked.question:
        return tuple(f"what about {name}" for name in among)
    return tuple(asked.question.replace(words, name, 1) for name in among)


def refusal(
    asked: Understood,
    resolved: Resolved,
    seconds: dict[str, float],
    ranked: Sequence[RankedPassage] = (),
    notes: Sequence[str] = (),
) -> Answer:
    """An answer that says why there is none, and names what is held or was looked in.

    `notes` follow: what else is known.
    """
    nearest, reason = resolved.nearest, resolved.reason
    named = []
    if nearest:
        held = "; ".join(visit_name(document) for document in nearest[:_NAMED])
        more = len(nearest) - _NAMED
        start = "Looked in" if reason == "no_evidence" else "What is held"
        named.append(f"{start}: {held}{f'; and {more} more' if more > 0 else ''}.")
    return Answer(
        question=asked.question,
        status="refused",
        reason=reason,
        scope=scope_of(asked, nearest if reason == "no_evidence" else ()),
        lead=resolved.explanation,
        notes=(*named, *notes),
        passages=tuple(ranked),
        seconds=seconds,
    )


def scope_of(asked: Understood, documents: Sequence[Document]) -> Scope:
    """What was understood of a question, and the documents it was asked of."""
    first, last = _period(asked, documents)
    return Scope(
        authorities=tuple(authority.name for authority in asked.authorities),
        documents=tuple(document.name for document in documents),
        period=(first.isoformat() if first else None, last.isoformat() if last else None),
        when=time_name(asked.time),
        intent=asked.intent,
        kinds=asked.kinds,
        practice_areas=tuple(area.name for area in areas_named(asked.subject)),
        tone=asked.tone,
        regions=asked.regions,
        whose=_whose(asked),
        form=asked.form,
        subject=asked.subject if asked.own_subject else "",
        choices=choices_of(asked),
    )


def _period(asked: Understood, documents: Sequence[Document]) -> tuple[date | None, date | None]:
    """The first and last day that are meant; None for an open end.

    Of "the one before that" the windows tell only what it is told from: the days of the
    inspections that it comes to are meant.
    """
    if asked.time.order in ("next", "previous", "later"):
        meant = [day for d in documents for visit in d.visits for day in visit]
        return (min(meant), max(meant)) if meant else (None, None)
    firsts = [window.first for window in asked.time.windows]
    lasts = [window.last for window in asked.time.windows]
    return (
        min((d for d in firsts if d), default=None) if all(firsts) else None,
        max((d for d in lasts if d), default=None) if all(lasts) else None,
    )


def _whose(asked: Understood) -> str:
    """The authorities that are meant otherwise than by name or region, in words."""
    meant = []
    if asked.neighbours_of:
        meant.append(f"statistical neighbours of {asked.neighbours_of.name}")
    if asked.graded:
        grade, area = asked.graded
        meant.append(f"judged {grade} {f'for {AREA_NAMES[area]}' if area else 'overall'}")
    return ", ".join(meant)


def unanswered(question: str, why: str) -> Answer:
    """The refusal of what is no question: empty, or far too long."""
    return Answer(question, "refused", "out_of_scope", Scope(), why)
