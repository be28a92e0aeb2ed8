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
    PRAISE,
    QUOTATION,
    SUBJECTLESS,
    TONES,
    content_words,
)
from corpus.authorities import Mention, find_mentions, outside_england
from corpus.types import Authority, Kind

#: Longest question taken, in characters.
LONGEST_QUESTION = 2_000


#: What is left at a subject's ends when place and time have gone: "and on fostering".
_EDGES = re.compile(r"^(?:\W|\b(?:and|but|so|on|about|what about|how about)\b)+|[\s,;:]+$", re.I)

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
    by_publication: bool = False
    """A year goes by publication: "the 2016 report"."""
    any_visit: bool = False
    """Visits as well as full inspections are meant by "latest" and "next"."""
    inherited: bool = False
    """Authority or time come from an earlier message."""


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
    shared = [m for m in mentions if len(m.authorities) > 1]
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
        ambiguous=shared[0] if shared and not single else None,
        outside=outside_england(question) if not mentions else None,
        elsewhere=next((why for what, why in ELSEWHERE if re.search(what, question)), None),
        time=time,
        kinds=kinds,
        tone=tone,
        by_publication=bool(re.search(r"\b(?:report|letter|published)\b", question, re.I)),
        any_visit=bool(re.search(r"\b(?:visits?|letters?)\b", question, re.I)),
    )


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
    inherits = not asked.authorities and not asked.ambiguous and not asked.outside
    changes: dict[str, object] = {}
    if inherits and (before.authorities or before.ambiguous):
        changes |= {
            "authorities": before.authorities,
            "ambiguous": before.ambiguous,
            "inherited": True,
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
        changes["time"] = replace(asked.time, windows=before.time.windows)
    if not set(content_words(asked.subject)) - SUBJECTLESS:
        changes["subject"] = before.subject
    elif _POINTS_BACK.search(asked.question):
        changes["subject"] = f"{asked.subject} {before.subject}"
    return replace(asked, **changes)  # type: ignore[arg-type]
