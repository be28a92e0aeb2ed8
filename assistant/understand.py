"""What a question asks: whose documents, of when, of what kind, and what is wanted of them.

Deterministic: rules over the question's words. The words that a rule uses up leave the subject,
which is what the documents are then searched for (scoping and stripping took the share of
questions with a right passage in the first five from 0.13 to 0.59 in the prototype).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.periods import AskedTime, read_time, spans_years
from assistant.wording import (
    ASKING,
    CRITICISM,
    ELSEWHERE,
    INTENTS,
    KINDS,
    LEADS_IN,
    NATIONALLY,
    PRAISE,
    QUOTATION,
    SUBJECTLESS,
    TONES,
    content_words,
)
from corpus.dates import MONTH
from corpus.mentions import Mention, find_mentions, outside_england
from corpus.types import Authority, Kind

#: Longest question taken, in characters.
LONGEST_QUESTION = 2_000


#: What is left at a subject's ends when place and time have gone: "and on fostering".
_EDGES = re.compile(r"^(?:\W|\b(?:and|but|so|on|about|what about|how about)\b)+|[\s,;:]+$", re.I)

#: "in Guildford"; months and acronyms are no places.
_PLACE = re.compile(rf"\b(?:in|at|near|around)\s+(?!(?i:{MONTH})\b)([A-Z][a-z]{{3,}})\b")

_POINTS_BACK = re.compile(r"\b(?:that|this|it|them|those|these|same)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read out of a question, before it is known what is held."""

    question: str
    subject: str
    intent: str = "passages"
    authorities: tuple[Authority, ...] = ()
    ambiguous: Mention | None = None
    """Words that may mean any of several authorities."""
    outside: tuple[str, str, str] | None = None
    """A council of another nation: its name, the nation, who inspects there."""
    elsewhere: str | None = None
    """Why another inspection than Ofsted's of children's services is meant."""
    time: AskedTime = field(default_factory=AskedTime)
    kinds: tuple[Kind, ...] = ()
    tone: str | None = None
    """"praise" or "criticism", where one is asked for."""
    paired: bool = False
    """Each authority has a year of its own: "Bexley 2023 vs Sefton 2025"."""
    by_publication: bool = False
    """A year goes by publication: "the 2016 report"."""
    any_visit: bool = False
    """Visits as well as full inspections are meant by "latest" and "next"."""


def understand(question: str, turns: Sequence[str] = ()) -> Understood:
    """What a question asks, what it leaves unsaid taken from the earlier messages.

    Raises:
        ValueError: the question is empty or too long; the message says what to do.
    """
    if not question.strip():
        raise ValueError("Ask a question, such as “What did inspectors say about early help?”")
    if len(question) > LONGEST_QUESTION:
        raise ValueError(
            f"The question has {len(question):,} characters; please ask in "
            f"{LONGEST_QUESTION:,} or fewer."
        )
    before: Understood | None = None
    for turn in turns:
        if turn.strip():
            before = _after(before, _alone(turn[:LONGEST_QUESTION]))
    return _after(before, _alone(question))


def places_named(question: str) -> list[str]:
    """Capitalised names after "in", "at" or "near" that are no authority's: "in Guildford"."""
    known = find_mentions(question)
    return [
        found.group(1)
        for found in _PLACE.finditer(question)
        if not any(m.start <= found.start(1) < m.end for m in known)
    ]


def _alone(question: str) -> Understood:
    mentions = find_mentions(question)
    time = read_time(question)
    spans = [(m.start, m.end) for m in mentions] + list(time.spans)
    kinds: tuple[Kind, ...] = ()
    for named, pattern in KINDS:
        if found := re.search(rf"\b(?:{pattern})\b", question, re.IGNORECASE):
            kinds = named
            spans.append(found.span())
            break
    single = list(dict.fromkeys(m.authorities[0] for m in mentions if len(m.authorities) == 1))
    # "Achieving for Children in Richmond" leaves nothing open.
    shared = [
        m for m in mentions if len(m.authorities) > 1 and not set(m.authorities) & set(single)
    ]
    intent = next(
        (name for name, pattern in INTENTS if re.search(pattern, question, re.IGNORECASE)),
        "passages",
    )
    praise, criticism = PRAISE.search(question), CRITICISM.search(question)
    if intent == "passages" and QUOTATION.search(question):
        intent = "quotation"
    if intent in ("passages", "quotation"):
        if len(single) > 1:
            intent = "comparison"
        elif intent == "passages" and spans_years(time):
            intent = "history"
    tone = "praise" if praise and not criticism else "criticism" if criticism else None
    subject = _subject(question, spans)
    if not set(content_words(subject)) - SUBJECTLESS:
        if tone:
            subject = TONES[tone]
        elif intent == "passages":
            intent = "overview"
    return Understood(
        question=question,
        subject=subject,
        intent=intent,
        authorities=tuple(single),
        ambiguous=shared[0] if shared else None,
        outside=outside_england(question),
        elsewhere=next((why for what, why in ELSEWHERE if re.search(what, question)), None),
        time=time,
        kinds=kinds,
        paired=_is_paired(mentions, time),
        tone=tone,
        by_publication=bool(re.search(r"\b(?:report|letter|published)\b", question, re.I)),
        any_visit=bool(re.search(r"\b(?:visits?|letters?)\b", question, re.I)),
    )


def _is_paired(mentions: Sequence[Mention], time: AskedTime) -> bool:
    """Whether authorities and years take turns: "Bexley 2023 vs Sefton 2025"."""
    places = [(mention.start, "authority") for mention in mentions]
    marks = sorted([*places, *((start, "year") for start, _ in time.spans)])
    turns = ["authority", "year"] * len(mentions)
    return len(mentions) > 1 and [what for _, what in marks] == turns


def _subject(question: str, spans: Sequence[tuple[int, int]]) -> str:
    """The question without the words used up, and without the words of asking."""
    kept = list(question)
    for start, end in spans:
        before = LEADS_IN.search(question[:start])
        start = before.start() if before else start
        kept[start:end] = " " * (end - start)
    text = ASKING.sub(" ", "".join(kept))
    text = re.sub(r"\(\s*\)|[“”\"]|(?<=\s)['’]s\b|(?<!\w)[-–,:;]+(?!\w)", " ", text)
    text = re.sub(r"\s+(?=[?.,!])", "", " ".join(text.split()))
    return _EDGES.sub("", text)


def _after(before: Understood | None, asked: Understood) -> Understood:
    """A follow-up with what it leaves unsaid: authority, time and kind, and what "that" means."""
    if before is None:
        return asked
    inherits = not (
        asked.authorities or asked.ambiguous or asked.outside or NATIONALLY.search(asked.question)
    )
    changes: dict[str, object] = {}
    if inherits:
        changes |= {
            "authorities": before.authorities,
            "ambiguous": before.ambiguous,
            "outside": before.outside,
            "elsewhere": asked.elsewhere or before.elsewhere,
        }
        if asked.intent == "passages" and before.intent == "comparison":
            changes["intent"] = "comparison"
    if not asked.time.windows and not asked.time.order:
        changes["time"] = before.time
        if not asked.kinds:
            changes["kinds"] = before.kinds
        changes["by_publication"] = before.by_publication
        changes["any_visit"] = before.any_visit or asked.any_visit
    elif asked.time.order in ("next", "previous"):
        # "And the one before that?" asked again goes one further back.
        again = before.time.order == asked.time.order
        count = before.time.count + 1 if again else 1
        changes["time"] = replace(asked.time, windows=before.time.windows, count=count)
    if not set(content_words(asked.subject)) - SUBJECTLESS:
        changes |= {"subject": before.subject, "tone": asked.tone or before.tone}
        if asked.intent in ("passages", "overview"):
            changes["intent"] = before.intent
    elif _POINTS_BACK.search(asked.question):
        changes["subject"] = f"{asked.subject} {before.subject}"
    return replace(asked, **changes)  # type: ignore[arg-type]
