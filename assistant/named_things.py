"""Things that a question names, a project or a programme: what does not name them cannot answer.

"The House Project", "'We Do Care'", "the Harbour programme", "Kickback": unlike other words of a
question, inspectors have no other word for such a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.practice_areas import areas_named
from assistant.sets_of_authorities import regions_named
from assistant.wording import content_words
from corpus.catalogue import Catalogue
from corpus.mentions import find_mentions
from corpus.types import RankedPassage

#: What is said of a name to tell what sort of thing it is.
_SORT = (
    r"(?:academ(?:y|ies)|app|approach|cafe|café|centre|charter|clinic|club|collective|council"
    r"|forum|framework|group|hub|initiative|model|panel|partnership|pledge|pilot|programme|program"
    r"|project|scheme|service|strategy|team|toolkit)"
)
_WORD = r"\w[\w’'&-]*"
_QUOTED = re.compile(r"(?<!\w)[‘'“\"](\w[^‘’'“”\"]{2,40}?)[’'”\"](?!\w)")
_CAPITALS = re.compile(rf"\b((?:[A-Z][\w’'&-]*\s+){{1,3}}(?i:{_SORT}))\b")
#: "Visions of Success": capitals on both sides of a small word.
_TITLE = re.compile(
    r"\b([A-Z][\w’'-]+(?:\s+(?:and|for|in|of|our|the|to|with)){1,2}\s+[A-Z][\w’'-]+)\b"
)
_SORTED = re.compile(
    rf"(?:\b(?:the|their|its|called|a)\s+|^)((?:{_WORD}\s+){{1,3}}?(?:project|programme|program|scheme"
    r"|initiative|pilot|model|pledge))\b"
)
#: A name by itself: a capital amid a sentence, or before a comma, bracket or colon at its start.
_ALONE = re.compile(r"(?:(?<=[a-z,] )([A-Z][a-z]{4,})\b|^([A-Z][a-z]{4,})(?=[,:(’']))")

#: Days with a name, which is no thing's: a question may name one beside what it asks.
DAYS = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("christmas", "easter", "halloween", "ramadan", "eid", "diwali"),
    }
)

#: A name stands in few passages; what more have is a word of the trade.
_SELDOM = 60


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A name in a question, and the passages in scope that have it, best first."""

    name: str
    passages: tuple[RankedPassage, ...]


def things_named(
    question: str, names: Sequence[str] | None, catalogue: Catalogue
) -> list[NamedThing]:
    """The named things of a question that any document held has, longest names first.

    `names` are the documents in scope (None: all). What no document has is a user's own word; what
    they write without capitals, a mentoring scheme, is no name, unless the user quotes it.
    """
    found: list[NamedThing] = []
    quoted = {match[1] for match in _QUOTED.finditer(question)}
    for name in _candidates(question):
        if any(name.lower() in thing.name.lower() for thing in found):
            continue
        everywhere = catalogue.find_words([name], None, _SELDOM + 1)
        texts = [item.passage.text for item in everywhere]
        if 0 < len(texts) <= _SELDOM and (name in quoted or _is_name(name, texts)):
            own = everywhere if names is None else catalogue.find_words([name], names, _SELDOM)
            found.append(NamedThing(name, tuple(own)))
    return found


def _is_name(name: str, texts: Sequence[str]) -> bool:
    """Whether most of the texts write it with a capital where no sentence begins."""
    amid = re.compile(rf"(?<=[\w,;‘’'“(] |[ ‘“'][‘“'(]){re.escape(name)}\b", re.IGNORECASE)
    written = [match[0] for text in texts for match in amid.finditer(text)]
    capital = sum(word[0].isupper() or word.split()[-1][0].isupper() for word in written)
    return 0 < len(written) < 2 * capital


def _candidates(question: str) -> list[str]:
    """What may be a name: no authority's, no practice area's, no common words alone."""
    taken = [(m.start, m.end) for m in find_mentions(question)] + regions_named(question)[1]
    patterns = (_QUOTED, _CAPITALS, _TITLE, _SORTED, _ALONE)
    matches = [match for pattern in patterns for match in pattern.finditer(question)]
    names = [
        re.sub(r"^(?:the|a|an|its|their) ", "", (match[1] or match[2]).strip(), flags=re.I)
        for match in matches
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    wanted = [
        name
        for name in dict.fromkeys(names)
        if content_words(name) and not areas_named(name) and name.lower() not in DAYS
    ]
    return sorted(wanted, key=len, reverse=True)
