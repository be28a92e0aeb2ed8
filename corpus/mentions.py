"""Where a text names authorities, and the one that a document is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.authorities import formal_names, known_names, meanings, read_rows, split_names
from corpus.misspellings import find_misspelt, one_letter_from
from corpus.names import Names, name_key
from corpus.ordinary_words import is_place
from corpus.types import Authority

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
_NO_NAME = r"(?i:child|her\b|his\b|local|looked|safeguarding|services?|social)"
#: Where a title has the authority's name, known or not: "Focused visit to Ambershire children's
#: services", "Inspection of children's services in Ambershire", "response to abuse and neglect in
#: Ambershire"; but not "since the last inspection of Ambershire".
_TITLE = re.compile(
    r"^(?!.*\b(?i:since|following|previous|last|earlier|unlike)\b.*(?i:visit|inspection))[^\n]*?"
    rf"(?:\b(?i:visit\s+to|inspection\s+of)(?=\s+(?i:the\s+)?(?!{_NO_NAME})[A-Z])"
    r"|\b(?i:visit\s+to|inspection\s+of)\s[^\n.]{3,90}?(?i:services\s+in)(?=\s+(?i:the\s+)?[A-Z])"
    r"|\b(?i:responses?\s+to)\s[^.]{3,200}?\sin(?=\s+(?i:the\s+)?[A-Z]))"
    r"\s+(?i:the\s+)?",
    re.MULTILINE,
)
#: A title without a name, which is on a line of its own above or below: "Inspection of children's
#: social care services", "Review of the effectiveness of the local safeguarding children board".
_NAMELESS = re.compile(
    rf"^[^\w\n]*(?i:(?:re-?)?inspection\s+of\s+(?:the\s+)?{_NO_NAME}"
    rf"|(?:\w+ )?visit\s+to\s+{_NO_NAME}|review\s+of\s+the\s+effectiveness)[^\n]*",
    re.MULTILINE,
)
#: The name in a letter's first words, when its title has none: "Dear Ambershire Local Safeguarding
#: Partnership", "the findings of a focused visit to Ambershire", "the work of individual agencies
#: in Ambershire".
_OPENING = re.compile(
    r"(?:^Dear(?=\s[^\n.]{2,70}(?i:partnership))"
    r"|(?i:findings\s+of)\s[^.]{0,80}?(?i:visit\s+to|inspection\s+of)"
    r"|(?i:individual\s+agencies\s+in))\s+(?i:the\s+)?(?=[A-Z])",
    re.MULTILINE,
)
#: What a line has besides a name that is alone on it: "# Ambershire Council (2025)", "Ambershire
#: Safeguarding Children Board".
_BESIDE = re.compile(
    r"(?:\s+(?:(?:local\s+)?safeguarding\s+[\w’' ]*(?:board|partnership)|children.?s\s+services))?"
    r"[\W\d]*",
    re.IGNORECASE,
)
#: What no document is about, named in its first lines: a person, an addressee.
_PERSON = re.compile(r"(?i:\b(?:dear|mr|mrs|ms|miss|dr|sir|dame)\b)[^\n]*$")
#: How many lines the beginning of a text without a title is, and the longest that is no sentence.
_FIRST_LINES, _LINE = 6, 120
#: What follows a town in an address: "Manchester M1 2WD".
_POSTCODE = re.compile(r"[\s,]*[A-Z]{1,2}\d[\dA-Z]?\s*\d[A-Z]{2}\b")

#: A misspelt name is looked for in a question, not in a document.
_QUESTION_LENGTH = 1000


@dataclass(frozen=True)
class Mention:
    """Where a text names an authority, with all the words that do so and a possessive 's."""

    start: int
    end: int
    text: str
    authorities: tuple[Authority, ...]
    """One, or several when the words could mean any of them."""


def find_mentions(text: str) -> list[Mention]:
    """Return where `text` names authorities, in order and without overlaps.

    "Kent Police" names Kent only if nothing else is named. Only if nothing at all is, and in a
    text as short as a question, is a misspelt name looked for.
    """
    named = list(_named(text))
    mentions = [m for m in named if not _BORROWER.match(text, m.end)] or named
    if not mentions and len(text) <= _QUESTION_LENGTH:
        unknown = _without_names(text)
        return [Mention(s, e, text[s:e], near) for s, e, near in find_misspelt(unknown)]
    if len(text) <= _QUESTION_LENGTH:
        return [_with_misspelt_front(text, mention) for mention in mentions]
    return mentions


def abolished(mention: Mention) -> Authority | None:
    """Return the authority that is no more whose own name a mention has, or None.

    "Cumbria", which means its successors now; not "Northants", which is a place too.
    """
    match = _names().pattern.match(mention.text)
    own = formal_names().get(name_key(match["name"])) if match else None
    return next((a for a in (own, *mention.authorities) if a and a.successors), None)


def identify(text: str) -> Authority | None:
    """Return the one authority that a document's title or first lines are about, or None.

    It is the one named after "Inspection of" or "Focused visit to", on a line of its own beside a
    title that has no name, or in a letter's opening sentence; where the name there is misprinted or
    unknown, no other is taken instead. A text without a title is about the first that its first
    lines name outside an address. Names are taken as formal: "Northamptonshire" is the abolished
    county.
    """
    named = list(_named(text))
    first = _subject(text, named)
    if first is None:
        return None
    formal = _names().pattern.match(text, first.start)
    if formal and name_key(formal["name"]) in formal_names():
        return formal_names()[name_key(formal["name"])]
    choice = set(first.authorities)
    for mention in named:  # "Achieving for Children ... in Richmond"
        if len(choice) > 1:
            choice = choice & set(mention.authorities) or choice
    return choice.pop() if len(choice) == 1 else None


def _subject(text: str, named: Sequence[Mention]) -> Mention | None:
    """Return where a title or the first lines name the authority that they are about."""
    title, nameless = _TITLE.search(text), _NAMELESS.search(text)
    if title and not (nameless and nameless.end() < title.end()):
        return next((m for m in named if m.start <= title.end() < m.end), None)
    if nameless and (beside := _alone_beside(text, nameless, named)):
        return beside
    if opening := _OPENING.search(text):
        return next((m for m in named if m.start <= opening.end() < m.end), None)
    return None if nameless else _in_first_lines(text, named)


def _alone_beside(text: str, title: re.Match[str], named: Sequence[Mention]) -> Mention | None:
    """Return the name on a line of its own right above a title, or else one of two below it."""
    below = _lines(text, title.end(), len(text))[:2]
    for mention in named:
        if mention.end <= title.start():
            end = title.start()
        elif any(start <= mention.start < end for start, end in below):
            end = len(text) if (line := text.find("\n", mention.end)) < 0 else line
        else:
            continue
        begins = text.rfind("\n", 0, mention.start) + 1
        alone = not re.search(r"\w", text[begins : mention.start])
        if alone and _BESIDE.fullmatch(text, mention.end, end):
            return mention
    return None


def _in_first_lines(text: str, named: Sequence[Mention]) -> Mention | None:
    """Return the first name in a text's first lines that is in no address and no person's."""
    for start, end in _lines(text, 0, len(text))[:_FIRST_LINES]:
        inside = [m for m in named if start <= m.start < end]
        address = any(_POSTCODE.match(text, m.end) or _BORROWER.match(text, m.end) for m in inside)
        sentence = end - start > _LINE or text[start:end].rstrip().endswith(".")
        if not address and not sentence:
            for mention in inside:
                if not _PERSON.search(text[start : mention.start]):
                    return mention
    return None


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the lines that have words stand in a part of the text."""
    return [line.span() for line in re.compile(r"[^\n]*\w[^\n]*").finditer(text, start, end)]


def outside_england(text: str) -> tuple[str, str, str] | None:
    """Return (name, nation, inspectorate) of the first place in `text` not Ofsted's.

    For saying why there is no answer about Cardiff or Glasgow.
    """
    names, places = _outside()
    for match in names.find(text):
        place = places.get(name_key(match["name"]))
        if place:
            return place
    return None


@cache
def _names() -> Names:
    return Names(known_names())


@cache
def _outside() -> tuple[Names, dict[str, tuple[str, str, str]]]:
    places = {
        name: (row["name"], row["nation"], row["inspectorate"])
        for row in read_rows("outside_england.csv")
        for name in (row["name"], *split_names(row["also_known_as"]))
    }
    elsewhere = ("New South Wales", "Prince of Wales", "Princess of Wales")
    return Names([*places, *elsewhere]), {name_key(name): place for name, place in places.items()}


def _named(text: str) -> Iterator[Mention]:
    """Yield the mentions of correctly spelt names, in order."""
    found: list[tuple[Mention, bool | None]] = []
    for match in _names().find(text):
        authorities = _meaning(match)
        if authorities:
            dressed = any(match.group("before", "after", "possessive"))
            mention = Mention(match.start(), match.end(), match.group(), authorities)
            found.append((mention, dressed or is_place(match)))
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
    keys = (name_key("".join(filter(None, words))) for words in dresses)
    return next((meanings()[key] for key in keys if key in meanings()), ())


def _are_joined(text: str, one: Mention, other: Mention) -> bool:
    """Return whether two neighbours are named in one breath."""
    first, last = sorted((one, other), key=lambda mention: mention.start)
    return bool(_JOINT.fullmatch(text, first.end, last.start))


def _other_half(text: str, mention: Mention) -> Iterator[Mention]:
    """Yield the East Sussex of "East and West Sussex"."""
    match = _OTHER_HALF.search(text, max(mention.start - 20, 0), mention.start)
    if match:
        shared = mention.authorities[0].name.split()[-1].lower()
        authority = formal_names().get(f"{match[1].lower()} {shared}")
        if authority:
            yield Mention(match.start(1), match.end(1), match[1], (authority,))


def _with_misspelt_front(text: str, mention: Mention) -> Mention:
    """Return the South Gloucestershire of "Soth Gloucestershire", not its neighbour."""
    if len(mention.authorities) == 1:
        name = mention.authorities[0].name
        words = list(re.finditer(r"[^\W\d_]+\s+", text[: mention.start]))[-2:]
        for word in words:
            near = one_letter_from(re.sub("['’]s?$", "", text[word.start() : mention.end]))
            if len(near) == 1 and near[0].name != name and near[0].name.endswith(name):
                return Mention(word.start(), mention.end, text[word.start() : mention.end], near)
    return mention


def _without_names(text: str) -> str:
    """Return the text with spaces for every name known, of authorities and of other nations."""
    for names in (_names(), _outside()[0]):
        for known in list(names.find(text)):
            text = text[: known.start()] + " " * len(known.group()) + text[known.end() :]
    return text
