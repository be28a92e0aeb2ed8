"""The areas of practice that a question names, and the other words by which they are named."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

import corpus

_LISTED = Path(corpus.__file__).parent / "practice_areas.yaml"

_NAMES, _ASKED, _TOLD, _ACRONYMS = "names", "users say", "documents say", "acronyms"
_KEYS = (_NAMES, _ASKED, _TOLD, _ACRONYMS)

#: Between acronyms: "LADO = designated officer, PIPOT = people in positions of trust".
_NEXT_ACRONYM = re.compile(r",\s*(?=[^,=]+=)")


@dataclass(frozen=True, slots=True)
class PracticeArea:
    """An area of practice and the words by which it is named."""

    name: str
    names: tuple[str, ...]
    """Words by which questions and documents name it."""
    asked: tuple[str, ...] = ()
    """Words by which only questions name it."""
    told: tuple[str, ...] = ()
    """Words that show that a document bears on it, too common to name it."""
    acronyms: tuple[tuple[str, str], ...] = ()
    """Short forms, each with what it stands for."""
    in_capitals: frozenset[str] = frozenset()
    """Those of the short forms that are words too, "SEND", and count only in capitals."""

    @property
    def words(self) -> tuple[str, ...]:
        """Words of which a document that bears on the area has at least one."""
        short_and_full = (word for pair in self.acronyms for word in pair)
        return tuple(dict.fromkeys((*self.names, *self.told, *short_and_full)))


def areas_named(text: str) -> tuple[PracticeArea, ...]:
    """The areas of practice that a text names, in the order of the list.

    "Private fostering" names private fostering, and not fostering as well.
    """
    plain = _plain(text)
    found = [
        (area, match.start(), match.end())
        for area, pattern in _patterns()
        for match in pattern.finditer(plain)
    ]

    def is_within_another(area: PracticeArea, start: int, end: int) -> bool:
        return any(
            other is not area and first <= start and end <= last and last - first > end - start
            for other, first, last in found
        )

    named = {area.name for area, start, end in found if not is_within_another(area, start, end)}
    return tuple(area for area, _ in _patterns() if area.name in named)


def with_meanings(subject: str) -> str:
    """The subject with what else to search by: the meanings of its acronyms, and the first name of
    each area that it names by none of its names.

    So "LADO" and "designated officer" meet, and "young people who've left" and "care leavers". On
    557 training questions, ranked within their document, the meanings took the mean reciprocal
    rank by words (BM25) from 0.71 to 0.76 and by vectors (of the model as published) from 0.65 to
    0.71; the first names took them to 0.78 and 0.72; second names took words down to 0.77.
    """
    plain = _plain(subject)
    meanings = [
        full
        for area, _ in _patterns()
        for short, full in area.acronyms
        if _pattern((short,), area.in_capitals).search(plain)
    ]
    named = areas_named(subject)
    unnamed = [area for area in named if not _pattern(area.names, frozenset()).search(plain)]
    words = [*meanings, *(area.names[0] for area in unnamed)]
    new = (word for word in words if word.lower() not in subject.lower())
    return " ".join(dict.fromkeys([subject, *new]))


@cache
def practice_areas() -> tuple[PracticeArea, ...]:
    """All areas of practice listed, in the order of the list."""
    return read_areas(_LISTED.read_text("utf-8"))


def _plain(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'")


def read_areas(text: str) -> tuple[PracticeArea, ...]:
    """The areas of practice of a list as the file has it.

    Raises:
        ValueError: it cannot be read; the message says where it is wrong.
    """
    try:
        listed = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"practice_areas.yaml cannot be read at line {line}.") from error
    if not isinstance(listed, dict):
        raise ValueError("practice_areas.yaml names no areas: see its first lines for how.")
    return tuple(_area(str(name), lines) for name, lines in listed.items())


def _area(name: str, lines: object) -> PracticeArea:
    if not isinstance(lines, dict) or not all(isinstance(v, str) for v in lines.values()):
        raise ValueError(
            f"practice_areas.yaml: below “{name}” stand lines such as “names: one, another”."
        )
    for key in lines:
        if key not in _KEYS:
            near = difflib.get_close_matches(str(key), _KEYS, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            raise ValueError(f"practice_areas.yaml: “{name}” has an unknown line “{key}”.{hint}")
    if not _split(lines, _NAMES):
        raise ValueError(f"practice_areas.yaml: “{name}” has no names.")
    pairs = [_acronym(name, pair) for pair in _NEXT_ACRONYM.split(lines.get(_ACRONYMS, "")) if pair]
    return PracticeArea(
        name,
        names=_split(lines, _NAMES),
        asked=_split(lines, _ASKED),
        told=_split(lines, _TOLD),
        acronyms=tuple((short.rstrip("*"), full) for short, full in pairs),
        in_capitals=frozenset(
            short.rstrip("*") for short, _ in pairs if len(short) == 2 or short.endswith("*")
        ),
    )


def _split(lines: Mapping[str, str], key: str) -> tuple[str, ...]:
    words = (" ".join(word.split()) for word in lines.get(key, "").split(","))
    return tuple(word for word in words if word)


def _acronym(name: str, pair: str) -> tuple[str, str]:
    short, _, full = (" ".join(part.split()) for part in pair.partition("="))
    if not short or not full:
        raise ValueError(
            f"practice_areas.yaml: an acronym of “{name}” is written as “LADO = designated "
            f"officer”, not as “{pair.strip()}”."
        )
    return short, full


@cache
def _patterns() -> tuple[tuple[PracticeArea, re.Pattern[str]], ...]:
    areas = practice_areas()
    return tuple((area, _pattern(_all_words(area), area.in_capitals)) for area in areas)


def _all_words(area: PracticeArea) -> tuple[str, ...]:
    return (*area.names, *area.asked, *(word for pair in area.acronyms for word in pair))


@cache
def _pattern(words: Sequence[str], in_capitals: frozenset[str]) -> re.Pattern[str]:
    """Finds any of the words, in the singular or plural; some only in capitals."""
    either = [_either_number(word, word in in_capitals) for word in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(either)})(?!\w)")


def _either_number(word: str, in_capitals: bool) -> str:
    """ "tenancy" finds "tenancies", "foster carer" "foster-carers'", "return interviews" itself."""
    plain = r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", _plain(word)))
    plain = plain.replace("'", "'?")
    if word.endswith("y"):
        plain = rf"{plain[:-1]}(?:y|ies)"
    return plain + "(?:s|'s)?" if in_capitals else rf"(?i:{plain}(?:es|s)?'?s?)"
