"""Silence, explained: why a question has no answer here, and what is held instead."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.citations import visit_name
from assistant.periods import time_name
from assistant.scope import Resolved
from assistant.understand import Understood
from corpus.types import Answer, Document, RankedPassage, Scope

#: Visits that a refusal names.
_NAMED = 6


def refused_before_looking(asked: Understood) -> Resolved | None:
    """Why these documents cannot cover a question, whatever is held; None if they can."""
    if asked.outside and not asked.authorities:
        name, nation, inspectorate = asked.outside
        where = f"{name} is in {nation}: there" if name != nation else f"In {nation},"
        return Resolved((), "out_of_scope", f"{where} {inspectorate} inspects, not Ofsted.")
    if asked.elsewhere:
        return Resolved((), "out_of_scope", asked.elsewhere)
    if asked.ambiguous:
        names = " or ".join(authority.name for authority in asked.ambiguous.authorities)
        words = asked.ambiguous.text.strip()
        return Resolved((), "no_authority", f"“{words}” may mean {names}: which one?")
    return None


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
    firsts = [window.first for window in asked.time.windows]
    lasts = [window.last for window in asked.time.windows]
    first = min((d for d in firsts if d), default=None) if all(firsts) else None
    last = max((d for d in lasts if d), default=None) if all(lasts) else None
    return Scope(
        authorities=tuple(authority.name for authority in asked.authorities),
        documents=tuple(document.name for document in documents),
        period=(first.isoformat() if first else None, last.isoformat() if last else None),
        when=time_name(asked.time),
        intent=asked.intent,
        kinds=asked.kinds,
        subject=asked.subject,
    )


def unanswered(question: str, why: str) -> Answer:
    """The refusal of what is no question: empty, or far too long."""
    return Answer(question, "refused", "out_of_scope", Scope(), why)
