"""The ways in which the name of a place is written, and where a text has it.

A name is known in all its dress: "the London Borough of Lewisham's", "Hull City Council", "Stoke
on Trent", "B&NES". What is found spans the whole of it, so that a caller can take those words out
of a question. The longest name wins, so Nottinghamshire is never Nottingham.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

#: How a word of a name is indexed, whichever way it is written,
_SAME_WORD = {
    "children's": "children",
    "childrens": "children",
    "e": "east",
    "n": "north",
    "ne": "north east",
    "northeast": "north east",
    "nth": "north",
    "s": "south",
    "saint": "st",
    "service": "services",
    "sth": "south",
    "upon": "on",
    "w": "west",
}
#: and a pattern of those ways.
_WRITTEN = {
    "and": r"(?:\s*[&+]\s*|[\s,]+and\s+)",
    "children": "children(?:['’]?s)?",
    "east": "(?:east|e)",
    "north": "(?:north|nth|n)",
    "north east": r"(?:north[\s-]*east|n\.?\s?e)",
    "on": "(?:upon|on)",
    "services": "services?",
    "south": "(?:south|sth|s)",
    "st": "(?:st|saint)",
    "west": "(?:west|w)",
}
#: Between two words of a name; pdfium gives U+FFFE for a hyphen at the end of a line.
_GAP = r"[\s,.\-‐‑–\xad\ufffe]+"

_BEFORE = (
    r"(?:(?:the\s+)?(?:(?:(?:city\s+(?:and|&)|london|metropolitan|royal|unitary)\s+)*"
    r"(?:borough|city|county|district)(?:\s+council)?\s+of(?:\s+the)?|council\s+of(?:\s+the)?"
    r"|[lr]\.?b\.?(?:\s+of)?|(?:london|royal)\s+borough)\s+)"
)
_BEFORE_STARTS = (
    "borough city council county district l lb london metropolitan r rb royal the unitary"
)
_AFTER = (
    r"(?:\s+(?:authority|borough|boro|city|corporation|council|county|district|local\s+authority"
    r"|metropolitan|unitary|bc|cc|dc|la|lbc|mbc|mdc|ua)\b)*"
)
#: "hulls last inspection", typed without its apostrophe: told by the word that follows.
_BARE_S = (
    r"(?<!s)s(?=\s+(?:last|latest|newest|most\s+recent|previous|first|second|full|focus+ed|ofsted"
    r"|ilacs|jtai|sif|inspections?|reports?|letters?|visits?|front\s+door|mash|lado|care\s+leavers"
    r"|children|social\s+workers?|leaders\w*|20\d\d)\b)"
)
_POSSESSIVE = rf"(?:['’]s\b|(?<=s)['’](?!\w)|{_BARE_S})?"

#: What may follow a name and belongs to it: " City Council's".
DRESS_AFTER = re.compile(_AFTER + _POSSESSIVE, re.IGNORECASE)


def name_key(name: str) -> str:
    """Return a name as it is indexed: "Stoke-upon-Trent" as "stoke on trent"."""
    plain = re.sub(r"[&+]", " and ", re.sub(r"['’]", "", name.lower()))
    plain = re.sub(r"(?<=\w)[\s-]shire\b", "shire", plain)
    return " ".join(_SAME_WORD.get(word, word) for word in re.findall(r"[^\W_]+", plain))


class Names:
    """A list of names to find in a text.

    The pattern is tried only at words that can begin a name: 30,000 characters take 5 ms, and
    took 27 when it was tried everywhere. Its groups are "before", "name", "after", "possessive".
    """

    def __init__(self, names: Iterable[str]) -> None:
        longest_first = sorted(names, key=lambda name: (-len(name_key(name)), name))
        self.pattern = re.compile(
            rf"(?<![\w@])(?<!\w['’])(?P<before>{_BEFORE})?"
            rf"(?P<name>{'|'.join(map(_pattern, longest_first))})(?:(?!\.?\w)|(?={_BARE_S}))"
            rf"(?P<after>{_AFTER})(?P<possessive>{_POSSESSIVE})",
            re.IGNORECASE,
        )
        starts = {re.findall(r"\w+", name.lower())[0] for name in longest_first}
        starts |= {way for way, word in _SAME_WORD.items() if word.split()[0] in starts}
        self._starts = starts.union(_BEFORE_STARTS.split())

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where the names stand, the longest first, without overlaps."""
        end = 0
        for word in re.finditer(r"[^\W_]+", text):
            begins = word[0].lower()
            if word.start() >= end and not self._starts.isdisjoint((begins, begins[:-1])):
                match = self.pattern.match(text, word.start())
                if match:
                    yield match
                    end = match.end()


def _pattern(name: str) -> str:
    """Return a pattern of the ways in which a name is written."""
    plain = name.lower().replace("&", " and ").replace("north east", "ne")
    pattern = ""
    for word in re.findall(r"[^\W_]+(?:'[^\W_]+)*", plain):
        word = _SAME_WORD.get(word, word)
        if pattern and word != "and" and not pattern.endswith(_WRITTEN["and"]):
            pattern += _GAP
        written = re.sub("(?<=.)shire$", r"[\\s-]?shire", re.escape(word).replace("'", "['’]?"))
        pattern += _WRITTEN.get(word) or written
    return pattern
