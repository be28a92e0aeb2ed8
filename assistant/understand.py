"""What a question asks: whose documents, of when, of what kind, and what is wanted of them.

Deterministic: rules over the question's words. The words that a rule uses up leave the subject,
which is what the documents are then searched for (scoping and stripping took the share of
questions with a right passage in the first five from 0.13 to 0.59 in the prototype).

Each message is read alone, then joined to those before it (`assistant.conversation`), and last of
all what no word said is settled from what is known by then: two authorities are compared, several
years are a history, no authority at all means all of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from assistant.conversation import AFRESH, DROPS, Form, follow, forms_asked
from assistant.grades_said import asks_bare_grade
from assistant.kinds_named import is_filter, kinds_named
from assistant.not_covered import not_covered
from assistant.periods import AskedTime, Window, read_time, spans_years
from assistant.practice_areas import areas_named
from assistant.sets_of_authorities import AREAS_OF_JUDGEMENT, regions_named
from assistant.subject import blanked, subject_of
from assistant.whose import Whose, without_partners
from assistant.wording import (
    ASKS_FOR_GRADE,
    CRITICISM,
    GENERAL,
    INTENTS,
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

#: Authorities that are compared side by side; more are a set to look through.
_MOST_COMPARED = 8

#: "in Guildford"; months and acronyms are no places.
_PLACE = re.compile(rf"\b(?:in|at|near|around)\s+(?!(?i:{MONTH})\b)([A-Z][a-z]{{3,}})\b")
#: "Guildford 2019: …", "Guildford Dec 2019, …", at the start of a question.
_PLACE_FIRST = re.compile(
    rf"^\W*(?!(?i:{MONTH})\b)([A-Z][a-z]{{3,}})\s+(?:(?i:{MONTH})\.?\s+)?20[012]\d\b"
)

#: "praise", "critical": words that only tell the tone.
_TONE_WORDS = re.compile(r"\b(?:prais(?:e|es|ing)|critical|criticisms?|glowing)\b", re.I)

#: "after the 2018 visit"
_AFTER_VISIT = re.compile(
    r"\b(?:after|following)"
    r"(?= (?:(?:[\w’']+ ){1,4}?(?:inspection|visit|report|letter|jtai)|(?:\w+ )?20\d\d)\b)",
    re.I,
)
#: Asks of every inspection: "has it ever been", "in which year was it".
_EVER = re.compile(
    r"\b(?:ever|always|never|(?:how|too) (?:many times|often)|(?:which|what) years?|when"
    r"|(?:each|every) (?:of|inspection|report|time)|over (?:time|the years)|trajectory"
    r"|all (?:(?:of )?its|their|the) (?:\w+ ){0,3}inspections)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read out of a question, before it is known what is held."""

    question: str
    subject: str
    intent: str = ""
    """What is wanted: passages, quotation, grade, all grades, visits, improve, focus, inspector,
    history, comparison, across, guidance or overview; empty only until a message is joined to
    those before.
    """
    authorities: tuple[Authority, ...] = ()
    """Those named. With `regions`, `neighbours_of` or `graded` they are meant besides."""
    ambiguous: Mention | None = None
    """Words that may mean any of several authorities."""
    abolished: tuple[Authority, ...] = ()
    """Authorities named that are no more; `authorities` or `ambiguous` has their successors."""
    outside: tuple[str, str, str] | None = None
    """A council of another nation: its name, the nation, who inspects there."""
    regions: tuple[str, ...] = ()
    """Regions of England all of whose authorities are meant."""
    neighbours_of: Authority | None = None
    """Its statistical neighbours are meant."""
    graded: tuple[str, str | None] | None = None
    """Only authorities judged so: a grade and an area of the contract, None for overall."""
    nationally: bool = False
    """All authorities are meant, by words that say so: "which councils", "nationally"."""
    unclear: str = ""
    """What is asked back, where a question can be read in several ways; `options` are those."""
    options: tuple[str, ...] = ()
    elsewhere: str | None = None
    """Why these documents do not cover the question, whatever is held."""
    time: AskedTime = field(default_factory=AskedTime)
    kinds: tuple[Kind, ...] = ()
    kinds_stay: bool = False
    """The kinds are a filter, not the name of one visit."""
    tone: str | None = None
    """"praise", "criticism" or "both", where one is asked for."""
    form: Form | None = None
    """In what form the answer is asked for: "short", "list" or "more"; None as usual."""
    wording: str = ""
    """The message that said what is wanted: of "and Leeds?" an earlier one. Areas of judgement
    and lists are named in it."""
    own_subject: int = 0
    """How many words of the subject say what it is about; of common words alone ("children in
    need"), how many areas they name. 0: it has no subject of its own."""
    dropped: frozenset[str] = frozenset()
    """Parts of what was before that the message takes away: see `conversation.REMOVE`."""
    afresh: bool = False
    """The message sets all before it aside."""
    paired: bool = False
    """Each authority has a year of its own: "Bexley 2023 vs Sefton 2025"."""
    by_publication: bool = False
    """A year goes by publication: "the 2016 report"."""
    any_visit: bool = False
    """A visit or letter is spoken of, so the register's grades alone are no answer."""


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
            before = follow(before, _alone(turn[:LONGEST_QUESTION]))
    return settled(follow(before, _alone(question)))


def with_what_is_held(asked: Understood, urns: Collection[str]) -> Understood:
    """An abolished authority is meant itself, not its successors, if documents of it are held.

    `urns` are the authorities of which documents are held.
    """
    own = tuple(authority for authority in asked.abolished if authority.urn in urns)
    if not own:
        return asked
    successors = {urn for authority in own for urn in authority.successors}
    others = tuple(a for a in asked.authorities if a.urn not in successors and a not in own)
    return replace(asked, authorities=(*others, *own), ambiguous=None, abolished=())


def places_named(question: str) -> list[str]:
    """Capitalised names that are no authority's, where places stand: "in Guildford"."""
    taken = [(m.start, m.end) for m in find_mentions(question)] + regions_named(question)[1]
    return [
        found.group(1)
        for found in (*_PLACE.finditer(question), *_PLACE_FIRST.finditer(question))
        if not any(start <= found.start(1) < end for start, end in taken)
    ]


def _alone(question: str) -> Understood:
    """What one message says by itself."""
    afresh = AFRESH.match(question)
    text = question[afresh.end() :] if afresh else question
    # In capitals throughout, capitals tell nothing: "READING" may be what children do.
    if text.isupper() and len(text.split()) > 2 and len(text.lower()) == len(text):
        text = text.lower()
    time = read_time(_at_the_visit(text))
    form, form_spans = forms_asked(text)
    drops = [(part, found) for part, pattern in DROPS for found in pattern.finditer(text)]
    mentions = without_partners(text, find_mentions(text))
    places = Whose.named(text, mentions)
    kinds, kind_spans = kinds_named(text)
    # What is wanted is told by the words that say neither where nor how.
    used = [*form_spans, *(found.span() for _, found in drops)]
    # "After it was judged inadequate" is a time, and asks for no grade.
    used += time.spans if time.order == "since" else ()
    rest = blanked(text, used)
    intent = next((name for name, p in INTENTS if re.search(p, rest, re.IGNORECASE)), "")
    if not intent and asks_bare_grade(rest):
        intent = "grade"
    if not intent and QUOTATION.search(rest):
        intent = "quotation"
    praise, criticism = PRAISE.search(rest), CRITICISM.search(rest)
    tone = ("both" if criticism else "praise") if praise else "criticism" if criticism else None
    spans = [*((m.start, m.end) for m in mentions), *time.spans, *places.spans]
    # "What is a focused visit?" is about them.
    subject = subject_of(rest, spans if intent == "guidance" else [*spans, *kind_spans])
    words = [
        word
        for word in content_words(subject)
        if word not in SUBJECTLESS and not PRAISE.fullmatch(word) and not CRITICISM.fullmatch(word)
    ]
    return Understood(
        question=question,
        subject=subject,
        intent=intent,
        authorities=places.authorities,
        ambiguous=places.ambiguous,
        abolished=places.abolished,
        outside=outside_england(text),
        regions=places.regions,
        neighbours_of=places.neighbours_of,
        graded=places.graded,
        nationally=bool(NATIONALLY.search(text)) or any(part == "authorities" for part, _ in drops),
        unclear=places.unclear,
        options=places.options,
        elsewhere=not_covered(text),
        time=time,
        kinds=kinds,
        kinds_stay=bool(kinds) and is_filter(text, kind_spans),
        tone=tone,
        form=form,
        wording=text,
        # "Children in need" are common words, and what is asked about.
        own_subject=len(words) or len(areas_named(subject)),
        dropped=frozenset(part for part, _ in drops),
        afresh=bool(afresh),
        paired=_is_paired(mentions, time),
        by_publication=bool(re.search(r"\b(?:report|letter|published)\b", text, re.I)),
        any_visit=bool(re.search(r"\b(?:visits?|letters?)\b", text, re.I)),
    )


def settled(asked: Understood) -> Understood:
    """What no word said, from what is known when all messages are joined."""
    changes: dict[str, object] = {"subject": asked.subject, "intent": _intent(asked)}
    if not asked.own_subject and asked.tone:
        changes["subject"] = TONES[asked.tone]
    elif asked.tone:
        # What tone is wanted is no part of what it is about.
        changes["subject"] = " ".join(_TONE_WORDS.sub(" ", asked.subject).split())
    unsaid = not (asked.time.windows or asked.time.order)
    if changes["intent"] == "grade" and unsaid and _EVER.search(asked.wording):
        # "Has it ever been inadequate?" is asked of every inspection.
        changes["time"] = replace(asked.time, windows=(Window(None, None),))
    return replace(asked, **changes)  # type: ignore[arg-type]


def _intent(asked: Understood) -> str:
    """What is wanted, of one authority, of several, or of all."""
    number = len(asked.authorities)
    several = bool(
        asked.regions or asked.neighbours_of or asked.graded or number > _MOST_COMPARED
    ) or (asked.nationally and number != 1)
    if asked.intent in ("guidance", "all grades", "visits", "inspector", "overview"):
        return asked.intent
    if several and not (asked.intent == "grade" and asked.own_subject == 0):
        return "across"
    if asked.intent == "across" and number:
        return "comparison" if number > 1 else "passages"
    if asked.intent in ("", "quotation") and number > 1:
        # "Is Leeds better than Hull?" names nothing that could be looked up but their grades.
        return "comparison" if asked.own_subject or asked.tone else "grade"
    if asked.intent == "grade" and _rates_practice(asked):
        return "history" if spans_years(asked.time) else "passages"
    if asked.intent:
        return asked.intent
    if not asked.own_subject and not asked.tone:
        history = spans_years(asked.time) or re.search(r"\bhistory\b", asked.wording, re.I)
        return "history" if history else "overview"
    if spans_years(asked.time):
        return "history"
    named = number or asked.ambiguous or asked.outside
    return "across" if not named and GENERAL.search(asked.wording) else "passages"


def _rates_practice(asked: Understood) -> bool:
    """Whether what is said to be rated or judged is an area of practice that has no grade."""
    judged = any(re.search(p, asked.wording, re.I) for _, p in AREAS_OF_JUDGEMENT)
    names_grades = ASKS_FOR_GRADE.search(asked.wording)
    return not judged and not names_grades and bool(areas_named(asked.subject))


def _at_the_visit(text: str) -> str:
    """A text in which "told to improve after the 2018 visit" says at which visit it was told."""
    if not re.search(dict(INTENTS)["improve"], text, re.IGNORECASE):
        return text
    return _AFTER_VISIT.sub(lambda found: "at".ljust(len(found.group())), text)


def _is_paired(mentions: Sequence[Mention], time: AskedTime) -> bool:
    """Whether authorities and years take turns: "Bexley 2023 vs Sefton 2025"."""
    places = [(mention.start, "authority") for mention in mentions]
    marks = sorted([*places, *((start, "year") for start, _ in time.spans)])
    turns = ["authority", "year"] * len(mentions)
    return len(mentions) > 1 and [what for _, what in marks] == turns
