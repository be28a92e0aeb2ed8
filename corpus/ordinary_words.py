"""Names of authorities that are everyday words too, and how a text shows which is meant."""

from __future__ import annotations

import re

from corpus.names import name_key

#: Trusts whose names are everyday words unless they are printed with capitals.
_CAPITALISED = {
    "achieving for children",
    "brighter futures for children",
    "together for children",
}

#: How names that are words too are used as words; the name stands between ⟨ and ⟩.
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


def is_word(key: str) -> bool:
    """Whether a name, by its `name_key`, is an everyday word or phrase too."""
    return key in _ORDINARY_USE or key in _NEED_PROOF or key in _CAPITALISED


def is_place(match: re.Match[str]) -> bool | None:
    """Whether a name found undressed means the place; None if only its neighbours can tell.

    Of a match of `corpus.names.Names`: "bury" in "to bury bad news" does not.
    """
    name = match["name"]
    key = name_key(name)
    if not is_word(key):
        return True
    text, start, end = match.string, match.start(), match.end()
    around = f"{text[max(start - 40, 0) : start]}⟨{name}⟩{text[end : end + 40]}"
    if key in _CAPITALISED:  # "did together for children improve"
        return name.split()[-1][0].isupper() or bool(_PROOF.search(around))
    if _BESIDE_WRITING.search(around):
        return False
    if name[0].isupper() and not _SENTENCE_START.search(text, max(start - 10, 0), start):
        return True
    if key in _ORDINARY_USE:
        return not re.search(_ORDINARY_USE[key], around, re.IGNORECASE)
    in_reading = _IN_READING.search(around) and not _OF_SCHOOL.search(around)
    return True if in_reading or _PROOF.search(around) else None
