"""The areas of practice that a question names, and the other words by which they are named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

import corpus


@dataclass(frozen=True, slots=True)
class PracticeArea:
    """An area of practice: its name, and the words by which documents and users name it."""

    name: str
    words: tuple[str, ...]

    @property
    def in_full(self) -> tuple[str, ...]:
        """Its words that are no acronyms."""
        return tuple(word for word in self.words if not _is_acronym(word))


def areas_named(text: str) -> tuple[PracticeArea, ...]:
    """The areas of practice that a text names, in the order of the list."""
    return tuple(area for area, pattern in _patterns() if pattern.search(text))


def with_meanings(subject: str) -> str:
    """The subject with what its acronyms stand for: "LADO" and "designated officer" meet."""
    meanings = [
        word
        for area in areas_named(subject)
        for word in area.in_full[:2]
        if word.lower() not in subject.lower()
    ]
    return " ".join([subject, *meanings])


def _is_acronym(word: str) -> bool:
    return bool(re.fullmatch(r"S47s?|[A-Z]{2,6}", word))


@cache
def _patterns() -> tuple[tuple[PracticeArea, re.Pattern[str]], ...]:
    path = Path(corpus.__file__).parent / "practice_areas.yaml"
    listed: dict[str, list[str]] = yaml.safe_load(path.read_text("utf-8"))
    areas = [PracticeArea(name, tuple(words)) for name, words in listed.items()]
    return tuple((area, _pattern(area)) for area in areas)


def _pattern(area: PracticeArea) -> re.Pattern[str]:
    words = sorted(area.words, key=len, reverse=True)
    # Two letters that are also words ("it", "pa") count as acronyms only in capitals.
    short = [w for w in words if _is_acronym(w) and len(w) == 2]
    others = [w for w in words if w not in short]
    pattern = rf"(?i:\b(?:{'|'.join(map(re.escape, others))})\b)"
    return re.compile(rf"{pattern}|\b(?:{'|'.join(short)})\b" if short else pattern)
