"""The local authorities of England, and where a text names one.

A name is known in all its dress, "the London Borough of Lewisham's", "Hull City Council", "Stoke
on Trent", "B&NES", and a mention spans the whole of it, so that a caller can take those words out
of a question. The longest name wins, so Nottinghamshire is never Nottingham.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.types import Authority

_FOLDER = Path(__file__).parent

_ACHIEVING_FOR_CHILDREN = (
    "Kingston upon Thames",
    "Richmond upon Thames",
    "Windsor and Maidenhead",
)
_BEDFORDSHIRE = ("Bedford Borough", "Central Bedfordshire")
_BERKSHIRE = (
    "Bracknell Forest",
    "Reading",
    "Slough",
    "West Berkshire",
    "Windsor and Maidenhead",
    "Wokingham",
)
_NORTHAMPTONSHIRE = ("North Northamptonshire", "West Northamptonshire")
_YORKSHIRE = ("East Riding of Yorkshire", "North Yorkshire", "York")

#: Words that may mean any of several authorities, and the successors of an abolished one.
SHARED_NAMES: dict[str, tuple[str, ...]] = {
    "Achieving for Children": _ACHIEVING_FOR_CHILDREN,
    "AfC": _ACHIEVING_FOR_CHILDREN,
    "Bedfordshire": _BEDFORDSHIRE,
    "Beds": _BEDFORDSHIRE,
    "Berkshire": _BERKSHIRE,
    "Berks": _BERKSHIRE,
    "Bi-borough": ("Kensington and Chelsea", "Westminster"),
    "Cheshire": ("Cheshire East", "Cheshire West and Chester"),
    "Cumbria": ("Cumberland", "Westmorland and Furness"),
    "Derbys": ("Derby", "Derbyshire"),
    "Kingston": ("Kingston upon Thames", "Kingston Upon Hull, City of"),
    "Northamptonshire": _NORTHAMPTONSHIRE,
    "Northamptonshire Children's Trust": _NORTHAMPTONSHIRE,
    "Northants": _NORTHAMPTONSHIRE,
    "Poole": ("Bournemouth, Christchurch and Poole",),
    "Sussex": ("East Sussex", "West Sussex"),
    "Tyneside": ("North Tyneside", "South Tyneside"),
    "Yorks": _YORKSHIRE,
    "Yorkshire": _YORKSHIRE,
}

#: What holds an authority's name but is none.
_NO_AUTHORITIES = (
    "Bradford on Avon",
    "Bury St Edmunds",
    "Chelsea's Choice",  # a play about exploitation, much praised by inspectors
    "Chester-le-Street",
    "Greater Manchester",
    "Liverpool City Region",
    "New Hampshire",
    "New York",
    "Newcastle-under-Lyme",
    "South Yorkshire",
    "Stoke Mandeville",
    "Stoke Newington",
    "Sutton Coldfield",
    "Sutton in Ashfield",
    "West Yorkshire",
    "Yorkshire and the Humber",
)

#: Trusts whose names are everyday words unless they are printed with capitals.
_CAPITALISED_ONLY = {
    "achieving for children",
    "brighter futures for children",
    "together for children",
}

#: Names that are words too, and how those are used; the name stands between ⟨ and ⟩.
#: "barking dogs", "a bath", "out of boro", "bucks the trend", "to bury bad news".
_ORDINARY_USE = {
    "barking": r"dogs?\s+⟨|⟩\s+(?:dogs?|mad|up)\b",
    "bath": r"\b(?:a|the|his|her|their|every|daily)\s+⟨|⟩[\s-]*(?:chair|night|room|time|water)",
    "boro": r"(?:\bof\s+|-)⟨",
    "bucks": r"⟩\s+(?:a|the)\b",
    "bury": r"(?:\b(?:can|could|might|must|not|should|they|to|tried|try|we|who|will|would)|n['’]t)"
    r"\s+⟨|⟩\s+(?:bad|her|his|it|its|the|their|them|this|those)\b",
}

#: In lower case these are names only with proof of it.
_NEED_PROOF = {"beds", "reading"}
#: "reading 2019 report", "did reading get", "reading care leavers" as the first words.
_PROOF = re.compile(
    r"⟩[\s,:–—-]+(?:19|20)\d\d\b"
    r"|\b(?:compare|did|does|has|inspection of|than|versus|visit to|vs?\.?)\s+⟨"
    r"|^\W*⟨\w+⟩(?:\W*$|\s*[:–—]|\s+-|\s+(?:care leavers|children['’]?s (?:services|trust)"
    r"|early help|focused|front door|ilacs|inspection|jtai|last|latest|letter|lscb|newest|ofsted"
    r"|report|safeguarding|sif|social (?:care|work|workers)|visit|vs?|versus)\b)",
    re.IGNORECASE,
)
#: "care leavers in reading", unless school is talked of: "pupils made progress in reading".
_IN_READING = re.compile(r"\bin\s+⟨reading⟩", re.IGNORECASE)
_OF_SCHOOL = re.compile(
    r"%|\b(?:ability|achiev|attain|confiden|engag|expected|gap|higher|key stage|level|lower|math"
    r"|outcomes\s+in|progress|pupil|result|skill|standard|writing)",
    re.IGNORECASE,
)
_BESIDE_WRITING = re.compile(r"⟩\s*(?:[,/&]|and)\s*(?:math|numeracy|spelling|writing)", re.I)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n•“\"(]\s*|[–—-]\s+)$")

#: What borrows a name: "Kent Police", "Sussex NHS trusts", "Devon and Cornwall Police".
_BORROWER = re.compile(
    r"\s+(?:(?:and|&)\s+\w+\s+)?(?:ambulance|avenue|CCG|clinical commissioning|constabulary"
    r"|crown court|fire|hospitals?|ICB|integrated care|lane|NHS|police|road|street|university)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*(?:[,/&+]|,?\s+(?:and|or|vs?\.?|versus|than|against|compared (?:to|with)))\s*", re.I
)
#: The "East and" of "East and West Sussex".
_OTHER_HALF = re.compile(r"\b(north|south|east|west)\s+(?:and|&|or|vs?\.?|versus)\s+$", re.I)
#: Where the subject line of a letter or report has its name: "Focused visit to", "Inspection of
#: the", "multi-agency response to sexual abuse in".
_SUBJECT = re.compile(
    r"(?:\bvisit\s+to|\binspection\s+of|\bresponses?\s+to\s[^.]{3,200}?\sin)\s+(?:the\s+)?$", re.I
)
#: What follows a town in an address: "Manchester M1 2WD".
_POSTCODE = re.compile(r"[\s,]*[A-Z]{1,2}\d[\dA-Z]?\s*\d[A-Z]{2}\b")

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
_POSSESSIVE = r"(?:['’]s\b|(?<=s)['’](?!\w))?"

#: How a word of a name is indexed, whichever way it is written,
_SAME_WORD = {
    "e": "east",
    "n": "north",
    "ne": "north east",
    "northeast": "north east",
    "nth": "north",
    "s": "south",
    "saint": "st",
    "sth": "south",
    "upon": "on",
    "w": "west",
}
#: and a pattern of those ways.
_WRITTEN = {
    "and": r"(?:\s*[&+]\s*|[\s,]+and\s+)",
    "east": "(?:east|e)",
    "north": "(?:north|nth|n)",
    "north east": r"(?:north[\s-]*east|n\.?\s?e)",
    "on": "(?:upon|on)",
    "south": "(?:south|sth|s)",
    "st": "(?:st|saint)",
    "west": "(?:west|w)",
}
#: Between two words of a name; pdfium gives U+FFFE for a hyphen at the end of a line.
_GAP = r"[\s,.\-‐‑–\xad\ufffe]+"

#: A misspelt name is looked for in a question, not in a document.
_QUESTION_LENGTH = 1000
#: Words, surnames and places a letter or two from an authority's name: those that occur in the
#: documents of the corpus and in our questions, and a few besides.
_NOT_MISSPELT = {
    *("barnes", "barnett", "blackbird", "boulton", "brett", "brighten", "bristow", "by"),
    *("dartington", "easing", "eating", "hatton", "hilton", "hovering", "kennington", "leads"),
    *("lees", "midway", "morton", "pool", "pooled", "sanford", "seafield", "seaton", "sexton"),
    *("slouch", "southward", "survey", "sutherland", "swinton", "washington", "wilshire"),
}


@dataclass(frozen=True)
class Mention:
    """Where a text names an authority, with all the words that do so and a possessive 's."""

    start: int
    end: int
    text: str
    authorities: tuple[Authority, ...]
    """One, or several when the words could mean any of them."""


@cache
def load_authorities() -> tuple[Authority, ...]:
    """Return every local authority of England that has, or had, children's services, by name."""
    return tuple(
        Authority(
            urn=row["urn"],
            name=row["name"],
            la_code=row["la_code"],
            ons_code=row["ons_code"],
            region=row["region"],
            type=row["type"],
            also_known_as=_split(row["also_known_as"]),
        )
        for row in _rows("authorities.csv")
    )


def find_mentions(text: str) -> list[Mention]:
    """Return where `text` names authorities, in order and without overlaps.

    "Kent Police" names Kent only if nothing else is named. Only if nothing at all is, and in a
    text as short as a question, is a misspelt name looked for.
    """
    named = list(_named(text))
    mentions = [m for m in named if not _BORROWER.match(text, m.end)] or named
    if not mentions and len(text) <= _QUESTION_LENGTH:
        mentions = list(_misspelt(text))
    return mentions


def identify(text: str) -> Authority | None:
    """Return the one authority that a document's title or first lines are about, or None.

    The name after "Inspection of" or "Focused visit to" counts first, then the first that is not
    part of a postal address. Names are taken as formal: "Northamptonshire" is the abolished county.
    """
    named = list(_named(text))
    if not named:
        return None
    subjects = [m for m in named if _SUBJECT.search(text, max(m.start - 250, 0), m.start)]
    elsewhere = [m for m in named if not _POSTCODE.match(text, m.end)]
    first = (subjects or elsewhere or named)[0]
    formal = _names().pattern.match(text, first.start)
    if formal and _key(formal["name"]) in _formal_names():
        return _formal_names()[_key(formal["name"])]
    choice = set(first.authorities)
    for mention in named:  # "Achieving for Children ... in Richmond"
        if len(choice) > 1:
            choice = choice & set(mention.authorities) or choice
    return choice.pop() if len(choice) == 1 else None


def outside_england(text: str) -> tuple[str, str, str] | None:
    """Return (name, nation, inspectorate) of the first place in `text` not Ofsted's.

    For saying why there is no answer about Cardiff or Glasgow.
    """
    names, places = _outside()
    for match in names.find(text):
        place = places.get(_key(match["name"]))
        if place:
            return place
    return None


def _rows(file: str) -> list[dict[str, str]]:
    with (_FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _split(names: str) -> tuple[str, ...]:
    return tuple(names.split("|")) if names else ()


def _key(name: str) -> str:
    """Return a name as it is indexed: "Stoke-upon-Trent" as "stoke on trent"."""
    plain = re.sub(r"[&+]", " and ", re.sub(r"['’]", "", name.lower()))
    return " ".join(_SAME_WORD.get(word, word) for word in re.findall(r"[^\W_]+", plain))


def _pattern(name: str) -> str:
    """Return a pattern of the ways in which a name is written."""
    plain = name.lower().replace("&", " and ").replace("north east", "ne")
    pattern = ""
    for word in re.findall(r"[^\W_]+(?:'[^\W_]+)*", plain):
        word = _SAME_WORD.get(word, word)
        if pattern and word != "and" and not pattern.endswith(_WRITTEN["and"]):
            pattern += _GAP
        pattern += _WRITTEN.get(word) or re.escape(word).replace("'", "['’]?")
    return pattern


class _Names:
    """A list of names to find in a text.

    The pattern is tried only at words that can begin a name: 30,000 characters take 5 ms, and
    took 27 when it was tried everywhere.
    """

    def __init__(self, names: Iterable[str]) -> None:
        longest_first = sorted(names, key=lambda name: (-len(_key(name)), name))
        self.pattern = re.compile(
            rf"(?<![\w@])(?<!\w['’])(?P<before>{_BEFORE})?"
            rf"(?P<name>{'|'.join(map(_pattern, longest_first))})(?!\.?\w)"
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
            if word.start() >= end and word[0].lower() in self._starts:
                match = self.pattern.match(text, word.start())
                if match:
                    yield match
                    end = match.end()


@cache
def _formal_names() -> dict[str, Authority]:
    return {_key(authority.name): authority for authority in load_authorities()}


@cache
def _meanings() -> dict[str, tuple[Authority, ...]]:
    """Return what each name means: none where it is that of something else."""
    by_name = {authority.name: authority for authority in load_authorities()}
    meanings: dict[str, tuple[Authority, ...]] = {}
    for authority in load_authorities():
        for name in (authority.name, *authority.also_known_as):
            meanings[_key(name)] = (authority,)
    for name, owners in SHARED_NAMES.items():
        meanings[_key(name)] = tuple(by_name[owner] for owner in owners)
    for name in _NO_AUTHORITIES:
        meanings[_key(name)] = ()
    return meanings


@cache
def _names() -> _Names:
    own = (name for each in load_authorities() for name in (each.name, *each.also_known_as))
    return _Names({*own, *SHARED_NAMES, *_NO_AUTHORITIES})


@cache
def _outside() -> tuple[_Names, dict[str, tuple[str, str, str]]]:
    places = {
        name: (row["name"], row["nation"], row["inspectorate"])
        for row in _rows("outside_england.csv")
        for name in (row["name"], *_split(row["also_known_as"]))
    }
    elsewhere = ("New South Wales", "Prince of Wales", "Princess of Wales")
    return _Names([*places, *elsewhere]), {_key(name): place for name, place in places.items()}


def _named(text: str) -> Iterator[Mention]:
    """Yield the mentions of correctly spelt names, in order."""
    found: list[tuple[Mention, bool | None]] = []
    for match in _names().find(text):
        authorities = _meaning(match)
        if authorities:
            dressed = any(match.group("before", "after", "possessive"))
            mention = Mention(match.start(), match.end(), match.group(), authorities)
            found.append((mention, dressed or _is_place(match)))
    for number, (mention, sure) in enumerate(found):
        beside = [*found[max(number - 1, 0) : number], *found[number + 1 : number + 2]]
        if sure is None:  # "compare slough and reading"
            sure = any(known and _are_joined(text, mention, other) for other, known in beside)
        if sure:
            yield from _other_half(text, mention)
            yield mention


def _meaning(match: re.Match[str]) -> tuple[Authority, ...]:
    """Return what a name means in its dress: "Poole", but also "Poole Borough Council"."""
    before, name, after = match.group("before", "name", "after")
    dresses = ((before, name, after), (before, name), (name, after), (name,))
    keys = (_key("".join(filter(None, words))) for words in dresses)
    return next((_meanings()[key] for key in keys if key in _meanings()), ())


def _is_place(match: re.Match[str]) -> bool | None:
    """Return whether an undressed name means the place; None if only its neighbours can tell."""
    name = match["name"]
    key = _key(name)
    if key in _CAPITALISED_ONLY:
        return name.split()[-1][0].isupper()
    if key not in _ORDINARY_USE and key not in _NEED_PROOF:
        return True
    text, start, end = match.string, match.start(), match.end()
    around = f"{text[max(start - 40, 0) : start]}⟨{name}⟩{text[end : end + 40]}"
    if _BESIDE_WRITING.search(around):
        return False
    if name[0].isupper() and not _SENTENCE_START.search(text, max(start - 10, 0), start):
        return True
    if key in _ORDINARY_USE:
        return not re.search(_ORDINARY_USE[key], around, re.IGNORECASE)
    in_reading = _IN_READING.search(around) and not _OF_SCHOOL.search(around)
    return True if in_reading or _PROOF.search(around) else None


def _are_joined(text: str, one: Mention, other: Mention) -> bool:
    """Return whether two neighbours are named in one breath."""
    first, last = sorted((one, other), key=lambda mention: mention.start)
    return bool(_JOINT.fullmatch(text, first.end, last.start))


def _other_half(text: str, mention: Mention) -> Iterator[Mention]:
    """Yield the East Sussex of "East and West Sussex"."""
    match = _OTHER_HALF.search(text, max(mention.start - 20, 0), mention.start)
    if match:
        shared = mention.authorities[0].name.split()[-1].lower()
        authority = _formal_names().get(f"{match[1].lower()} {shared}")
        if authority:
            yield Mention(match.start(1), match.end(1), match[1], (authority,))


@cache
def _spellings() -> dict[tuple[str, int], list[tuple[str, int, tuple[Authority, ...]]]]:
    """Return, by first letter and number of words, names to compare and the letters in them."""
    spellings: dict[tuple[str, int], list[tuple[str, int, tuple[Authority, ...]]]] = {}
    words = {*_ORDINARY_USE, *_NEED_PROOF, *_CAPITALISED_ONLY}
    for key, authorities in _meanings().items():
        long_enough = len(key) >= (5 if key in _formal_names() else 7)
        if authorities and long_enough and key not in words:
            spelling = (key, _letters(key), authorities)
            spellings.setdefault((key[0], len(key.split())), []).append(spelling)
    return spellings


def _letters(word: str) -> int:
    """Return which letters a word has, one bit each: a quick comparison before the thorough one."""
    letters = 0
    for letter in word:
        letters |= 1 << (ord(letter) & 31)
    return letters


def _misspelt(text: str) -> Iterator[Mention]:
    """Yield near misses of names: a letter wrong, or two in a name of nine letters or more.

    The first letter must be right. If two names are equally near, the mention means either.
    """
    for names in (_names(), _outside()[0]):
        for known in list(names.find(text)):
            text = text[: known.start()] + " " * len(known.group()) + text[known.end() :]
    words = list(re.finditer(r"[^\W\d_]+", text))
    dress = re.compile(_AFTER + _POSSESSIVE, re.IGNORECASE)
    end = 0
    for number, word in enumerate(words):
        for last in reversed(words[number : number + 4]):
            name = text[word.start() : last.end()]
            near = _nearest(_key(name)) if word.start() >= end and _could_be_name(name) else ()
            if near:
                match = dress.match(text, last.end())
                end = match.end() if match else last.end()
                yield Mention(word.start(), end, text[word.start() : end], near)


def _could_be_name(text: str) -> bool:
    words = re.findall(r"[^\W_]+", text)
    return (
        any(word[0].isupper() or len(word) >= 6 for word in words)
        and all(len(word) > 1 for word in words)
        and not _NOT_MISSPELT.intersection(word.lower() for word in words)
    )


def _nearest(key: str) -> tuple[Authority, ...]:
    """Return the authorities whose name is nearest to a misspelt one, if any is near enough."""
    letters = _letters(key)
    near: tuple[Authority, ...] = ()
    nearest = 2
    for name, its_letters, authorities in _spellings().get((key[0], len(key.split())), ()):
        most = min(nearest, 2 if len(name) >= 9 else 1)
        if abs(len(name) - len(key)) <= most and (letters ^ its_letters).bit_count() <= 2 * most:
            distance = _distance(key, name)
            if distance <= most:
                near = tuple(dict.fromkeys((*(near if distance == nearest else ()), *authorities)))
                nearest = distance
    return near


def _distance(one: str, other: str) -> int:
    """Return how many letters to add, drop, change or swap with the next turn one into other."""
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        before_last, last = last, row
    return last[-1]
