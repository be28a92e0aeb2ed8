"""What was understood of a question, part by part, and the messages that change each part.

The conversation's state is read from its messages alone, so a chip changes it by sending one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten

from assistant.conversation import AS, ONLY, REMOVE
from corpus.types import KIND_NAMES, Answer, Document, Scope

#: What a reader calls each intent.
WANTED = {
    "passages": "passages",
    "quotation": "words to quote",
    "grade": "grades",
    "inspector": "who inspected",
    "improve": "what needs to improve",
    "history": "history visit by visit",
    "focus": "what was looked at",
    "overview": "the main findings",
    "all grades": "grades of all authorities",
    "across": "across authorities",
    "comparison": "comparison",
    "visits": "inspections and visits",
    "guidance": "what the guidance says",
}

#: Intents that follow from the rest of the question, so that there is nothing to take away.
_FOLLOWS = frozenset({"passages", "overview", "across", "comparison"})

_TONES = {
    "praise": "what was praised",
    "criticism": "what was criticised",
    "both": "praise and criticism",
}

_FORMS = {"short": "in short", "list": "as a list", "more": "in more detail"}

#: Names that a chip spells out, and letters of a subject that it shows.
_SPELT_OUT = 3
_SUBJECT = 48

Alternative = tuple[str, str]
"""What it is called, and the message that asks for it."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of what was understood."""

    part: str
    """What it tells, for who can't see the row: "Time"."""
    words: str
    remove: str = ""
    """The message that takes it away; empty where the question left the part open."""
    others: tuple[Alternative, ...] = ()


def chips(answer: Answer, held: Sequence[Document] = ()) -> list[Chip]:
    """The parts of what was understood; whose, when and what kind of document always among them.

    `held` are the documents held, of which alternatives are offered.
    """
    scope = answer.scope
    own = [d for d in held if not scope.authorities or d.authority in scope.authorities]
    parts = (
        _authority(answer, held),
        _time(scope, own),
        _kinds(scope, own),
        _subject(scope),
        _wanted(scope),
        _tone(scope),
        _form(scope),
    )
    return [chip for chip in parts if chip]


def understood(answer: Answer) -> str:
    """What was understood, in one line: "Leeds · 2018 · any kind of document · early help"."""
    return " · ".join(chip.words for chip in chips(answer))


def _authority(answer: Answer, held: Sequence[Document]) -> Chip:
    scope = answer.scope
    named = [*scope.authorities, *scope.regions, *([scope.whose] if scope.whose else [])]
    names = sorted({d.authority for d in held if d.authority} - _only(named))
    others = tuple((name, f"what about {name}") for name in names)
    if named:
        return Chip("Authority", _listed(named), *_removed("authorities", others))
    words = "all authorities"
    if scope.choices:
        words = "authority not clear"
    elif answer.reason == "no_authority":
        words = "no authority known"
    return Chip("Authority", words, others=others)


def _time(scope: Scope, own: Iterable[Document]) -> Chip:
    years = sorted({d.year for d in own if d.year}, reverse=True)
    offered = [("the latest", "the latest"), *((str(year), f"in {year}") for year in years)]
    others = tuple(other for other in offered if other[0] != scope.when)
    if scope.when:
        return Chip("Time", scope.when, *_removed("time", others))
    return Chip("Time", REMOVE["time"], others=others)


def _kinds(scope: Scope, own: Sequence[Document]) -> Chip:
    offered = {str(d.kind) for d in own} - _only(scope.kinds)
    others = tuple((KIND_NAMES[kind], words) for kind, words in ONLY.items() if kind in offered)
    if scope.kinds:
        names = _listed([KIND_NAMES[kind] for kind in scope.kinds])
        return Chip("Kind of document", names, *_removed("kinds", others))
    return Chip("Kind of document", REMOVE["kinds"], others=others)


def _subject(scope: Scope) -> Chip | None:
    """The areas of practice; else the question's own words, if they say what it is about."""
    if scope.practice_areas:
        return Chip("Subject", _listed(scope.practice_areas), REMOVE["subject"])
    if not scope.subject:
        return None
    words = shorten(scope.subject.strip(" ?.!,;:"), _SUBJECT, placeholder=" …")
    return Chip("Subject", words, REMOVE["subject"])


def _wanted(scope: Scope) -> Chip:
    """What is wanted; of a set of authorities there is no other way to answer."""
    several = scope.intent in ("across", "comparison")
    hidden = {scope.intent, *(("passages", "quotation") if several else ())}
    others = tuple((WANTED[intent], said) for intent, said in AS.items() if intent not in hidden)
    return Chip(
        "Wanted",
        WANTED.get(scope.intent, scope.intent),
        "" if scope.intent in _FOLLOWS else REMOVE["intent"],
        () if scope.intent == "across" else others,
    )


def _tone(scope: Scope) -> Chip | None:
    if not scope.tone:
        return None
    others = ((_TONES[tone], _TONES[tone]) for tone in ("praise", "criticism"))
    kept = tuple(other for other in others if other[0] != _TONES.get(scope.tone))
    return Chip("Tone", _TONES.get(scope.tone, scope.tone), *_removed("tone", kept))


def _form(scope: Scope) -> Chip | None:
    if not scope.form:
        return None
    return Chip("Form", _FORMS.get(scope.form, scope.form), *_removed("form"))


def _removed(part: str, others: Sequence[Alternative] = ()) -> tuple[str, tuple[Alternative, ...]]:
    """The message that takes a part away, which leads the alternatives too."""
    message = REMOVE[part]
    return message, ((message, message), *others) if others else ()


def _only(named: Sequence[str]) -> set[str]:
    """What alone is meant: no alternative to itself."""
    return set(named) if len(named) == 1 else set()


def _listed(names: Sequence[str]) -> str:
    """ "Leeds; Bristol, City of; Kent; and 2 more": some names have commas themselves."""
    more = len(names) - _SPELT_OUT
    return "; ".join([*names[:_SPELT_OUT], *([f"and {more} more"] if more > 0 else [])])
