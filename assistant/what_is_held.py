"""Which inspections and visits there have been: dates, kinds, overall grades, how many, what of
them is held. From the register of inspections and what is held; nothing here is a quotation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.chronology import anchor
from assistant.citations import visit_name
from assistant.held import AREA_NAMES
from assistant.periods import time_name
from assistant.refusals import refusal, scope_of, successor_note
from assistant.register_answers import (
    NO_OVERALL,
    address,
    coverage,
    each_once,
    gives_no_overall,
    grade_words,
    register_notes,
)
from assistant.scope import Resolved, resolve
from assistant.understand import Understood, understand
from assistant.wording import SUBJECTLESS, content_words
from corpus.authorities import load_authorities
from corpus.register import is_held
from corpus.types import FULL_INSPECTIONS, KIND_NAMES, Answer, Document, Reason

#: More inspections and visits than this are counted and not listed.
_LISTED = 60

#: Words of such a question that leave nothing else to look for: "how often", "do you hold".
_NO_SUBJECT = frozenset(
    {
        *("carried", "date", "dated", "dates", "document", "documents", "done", "full", "hold"),
        *("held", "inspections", "know", "known", "letters", "list", "made", "often", "place"),
        *("published", "received", "recent", "reports", "take", "taken", "times", "took"),
        "undergone",
    }
)

#: What a visit said is asked, and not which there were: "… and what did they find?"
_OF_WHAT_WAS_SAID = re.compile(
    r"\b(?:say|says|said|find|finds|found|findings|told|look(?:ed)? (?:at|into)|why"
    r"|how (?:was|were|did)|summar\w+|grades?|judged|rated)\b",
    re.IGNORECASE,
)

_NEGATION = re.compile(r"\b(?:no|not|never|without|yet to|\w+n[’']t)\b", re.IGNORECASE)

#: Asks of all that is held, where no authority is named: "how many JTAIs have there been?"
_OF_ALL = re.compile(r"\b(?:you|we|findings|there|held|all|every)\b", re.IGNORECASE)


def asks_for_visits(asked: Understood) -> bool:
    """Whether a question of intent "visits" asks which there have been and for nothing else.

    "Which inspections of Luton mention neglect?" asks for more, and so does "what did it say?"
    after a list.
    """
    alone = understand(asked.wording)
    more = set(content_words(alone.subject)) - SUBJECTLESS - _NO_SUBJECT
    # "Which have not had one?" is answered by no list of those that are known.
    denied = not asked.authorities and _NEGATION.search(asked.wording)
    narrowed = alone.tone or asked.graded or asked.neighbours_of
    return not (more or denied or narrowed or _says_more(asked))


def visits_answer(
    asked: Understood, known: Sequence[Document], seconds: dict[str, float]
) -> Answer:
    """The inspections and visits of the authorities, time and kind asked about, newest first.

    `known` are all that are known, held or not, newest first. A refusal if there are none of
    those asked about.
    """
    if not (
        asked.authorities or asked.regions or asked.nationally or _OF_ALL.search(asked.wording)
    ):
        whose = Resolved((), "no_authority", "Whose inspections and visits? Name an authority.")
        return refusal(asked, whose, seconds)
    every = each_once(_of_regions(asked, known))
    # "The inspections of 2022" are its visits too, where it is asked which there were.
    time = asked.time if asked.time.order else replace(asked.time, means=None)
    resolved = resolve(replace(asked, time=time), every)
    urns = {authority.urn for authority in asked.authorities}
    theirs = [d for d in every if d.urn in urns]
    found = [d for d in resolved.documents if not _is_told_from(asked, d, every)]
    if not found:
        return _none(asked, theirs, known, seconds)
    own = [[d for d in found if d.urn == a.urn] for a in asked.authorities] if urns else [found]
    parts = [part for each in own if each for part in _told(asked, each)]
    since = _since(asked, theirs, found)
    notes = (resolved.note, *since, successor_note(asked), coverage(known))
    return Answer(
        question=asked.question,
        status="partial" if resolved.note else "answered",
        reason=None,
        scope=scope_of(asked, [d for d in found if is_held(d)]),
        lead="\n\n".join(
            [*parts, "This is from the register of inspections and what is held, not a quotation."]
        ),
        notes=tuple(note for note in notes if note),
        seconds=seconds,
    )


def _says_more(asked: Understood) -> bool:
    """Whether the message asks what was said, its words of time left out of account."""
    words = list(asked.question)
    if asked.question == asked.wording:
        for start, end in asked.time.spans:
            words[start:end] = " " * (end - start)
    return bool(_OF_WHAT_WAS_SAID.search("".join(words)))


def _of_regions(asked: Understood, known: Sequence[Document]) -> list[Document]:
    among = {a.urn for a in load_authorities() if a.region in asked.regions}
    return [d for d in known if not among or asked.authorities or d.urn in among]


def _is_told_from(asked: Understood, document: Document, every: Sequence[Document]) -> bool:
    """Whether a document is the inspection since which was asked: nothing since itself."""
    own = [d for d in every if d.urn == document.urn]
    return asked.time.order == "since" and document == anchor(asked.time, own)


def _told(asked: Understood, found: Sequence[Document]) -> list[str]:
    """A sentence on how many there are, and a line for each if they are not too many."""
    whose = _whose(asked, found)
    when = f", {time_name(asked.time)}" if asked.time.windows or asked.time.order else ""
    told = f"{whose}{when}: {_counted(found)}. {_how_many_held(found)}"
    if len(found) > _LISTED:
        return [f"{told} Name an authority, or a year, to have them listed."]
    order = found if asked.authorities else sorted(found, key=lambda d: d.authority or "")
    return [told, *(_line(document) for document in order)]


def _whose(asked: Understood, found: Sequence[Document]) -> str:
    if asked.authorities:
        return found[0].authority or ""
    number = len({d.urn for d in found})
    authorities = "one authority" if number == 1 else f"{number} authorities"
    return f"{'; '.join(asked.regions)}, {authorities}" if asked.regions else authorities


def _counted(found: Sequence[Document]) -> str:
    """ "9 inspections and visits (3 ILACS inspections, 6 focused visits)"; "1 focused visit"."""
    kinds = Counter(d.kind for d in found)
    counts = [f"{n} {KIND_NAMES[kind]}{'s' if n > 1 else ''}" for kind, n in kinds.most_common()]
    if len(counts) == 1:
        return counts[0]
    return f"{len(found)} inspections and visits ({', '.join(counts)})"


def _how_many_held(found: Sequence[Document]) -> str:
    held = sum(map(is_held, found))
    if held == len(found):
        return "It is held here." if held == 1 else "All are held here."
    if not held:
        return "Not held here." if len(found) == 1 else "None of them is held here."
    return f"{held} of them {'is' if held == 1 else 'are'} held here."


def _line(document: Document) -> str:
    """A visit, its overall grade if it gives one, and where to get it if it is not held."""
    parts = [visit_name(document)]
    if document.kind in FULL_INSPECTIONS:
        overall = AREA_NAMES["overall"]
        parts.append(f"{overall[:1].upper()}{overall[1:]}: {_overall(document)}")
    if not is_held(document):
        parts.append(f"Not held; its report: {address(document)}")
        return ". ".join(parts)
    return f"{'. '.join(parts)}."


def _overall(document: Document) -> str:
    if gives_no_overall(document):
        return NO_OVERALL
    grades = (j.grade for j in document.judgements if j.area == "overall")
    return grade_words(next(grades, "could not be read"))


def _since(asked: Understood, own: Sequence[Document], found: Sequence[Document]) -> list[str]:
    """What came after the last full inspection, which alone "last inspected" means."""
    if asked.time.order != "latest" or asked.time.windows or asked.kinds:
        return []
    last = {urn: max(d.last_day for d in found if d.urn == urn) for urn in {d.urn for d in found}}
    later = [d for d in own if d.urn in last and d.last_day > last[d.urn]]
    return [f"Visited since: {'; '.join(map(visit_name, later))}."] if later else []


def _none(
    asked: Understood,
    own: Sequence[Document],
    known: Sequence[Document],
    seconds: dict[str, float],
) -> Answer:
    """That there is none of those asked about, and what of the authorities' own is held instead."""
    names = " or ".join(a.name for a in asked.authorities) or " or ".join(asked.regions)
    what = " or ".join(KIND_NAMES[kind] for kind in asked.kinds) or "inspection or visit"
    whose = f" of {names}" if names else ""
    when = f" for the time asked about ({time_name(asked.time)})" if _timed(asked) else ""
    said = f"No {what}{whose} is held or in the register{when}."
    reason: Reason = "no_inspection" if own or not asked.authorities else "no_authority"
    notes = () if own or not asked.authorities else register_notes(asked, False, known)
    nearest = tuple(d for d in own if is_held(d))
    resolved = Resolved((), reason, said, nearest)
    return refusal(asked, resolved, seconds, notes=(*notes, coverage(known)))


def _timed(asked: Understood) -> bool:
    return bool(asked.time.windows or asked.time.order)
