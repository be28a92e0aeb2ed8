"""What authorities are compared on: areas of practice, and the areas that inspectors grade."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.held import AREA_NAMES
from assistant.practice_areas import PracticeArea, areas_named, practice_areas

#: The areas of judgement that are an authority's own, in the order of the contract.
JUDGEMENTS = ("overall", "leaders", "help_and_protection", "in_care", "care_leavers", "adoption")


@dataclass(frozen=True, slots=True)
class Area:
    """A column of a comparison."""

    name: str
    judgement: str = ""
    """The area of judgement that it is; empty for an area of practice, which has no grade of its
    own: the section of a report in which it is treated has."""
    words: tuple[str, ...] = ()
    """Words that name an area of practice in a document; none for what is only judged."""


@cache
def areas_offered() -> tuple[Area, ...]:
    """The areas of judgement, then those areas of practice that are none of them."""
    words = {area.name: _words(area) for area in practice_areas()}
    judged = tuple(Area(AREA_NAMES[k], k, words.pop(AREA_NAMES[k], ())) for k in JUDGEMENTS)
    return judged + tuple(Area(name, "", own) for name, own in words.items())


def areas_chosen(names: Iterable[str]) -> tuple[Area, ...]:
    """The areas of these names, each once: by their own name, or any that a question may use.

    Raises:
        ValueError: there is none of them, or a name is of no area, or may mean several.
    """
    areas = tuple(dict.fromkeys(_area(name) for name in names if name.strip()))
    if not areas:
        raise ValueError("Choose at least one area to compare, such as “early help”.")
    return areas


def _words(area: PracticeArea) -> tuple[str, ...]:
    """The area's names and acronyms, less those that are words in lower case: "SEND"."""
    short = (each for pair in area.acronyms for each in pair if each not in area.in_capitals)
    return tuple(dict.fromkeys((*area.names, *short)))


def _area(name: str) -> Area:
    known = {area.name: area for area in areas_offered()}
    known |= {area.judgement.replace("_", " "): area for area in areas_offered() if area.judgement}
    plain = " ".join(name.lower().replace("_", " ").split())
    if plain in known:
        return known[plain]
    meant = [known[area.name] for area in areas_named(name)]
    if len(meant) > 1:
        several = " or ".join(area.name for area in meant)
        raise ValueError(f"“{name}” may mean {several}: say which.")
    if not meant:
        near = difflib.get_close_matches(plain, known, n=3)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise ValueError(f"There is no practice area or judgement “{name}”.{hint}")
    return meant[0]
