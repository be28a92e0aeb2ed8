"""The numbers and bullets that Word puts before paragraphs: they stand in no paragraph's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.unpaged import list_mark

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: Word's names of number formats, and HTML's; any other is read as a bullet.
_FORMATS = {
    "decimal": "1",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a paragraph."""

    text: str
    """As printed: "12.", "a)"; empty for a bullet."""
    number: str | None
    """The paragraph's number, "12" or "2.1"; None for a bullet, a letter, a list in a list."""


@dataclass(slots=True)
class _List:
    """A kind of list, and how far its levels have been counted."""

    levels: dict[int, Any]
    counts: dict[int, int]


class Numbering:
    """Counts a file's numbered paragraphs, which are to be asked about in order."""

    def __init__(self, part: Any | None) -> None:
        """`part` is the root element of the file's numbering, None where it has none."""
        definitions = {} if part is None else _by(part, "abstractNum", "abstractNumId")
        lists = {
            name: _List({int(n): e for n, e in _by(definition, "lvl", "ilvl").items()}, {})
            for name, definition in definitions.items()
        }
        self._used: dict[str, tuple[_List, dict[int, int]]] = {}
        for name, element in ({} if part is None else _by(part, "num", "numId")).items():
            kind = lists.get(_value(element, "abstractNumId") or "")
            if kind is not None:
                starts = {
                    int(n): int(start)
                    for n, override in _by(element, "lvlOverride", "ilvl").items()
                    if (start := _value(override, "startOverride"))
                }
                self._used[name] = (kind, starts)

    def mark(self, properties: Sequence[Any]) -> Mark | None:
        """What stands before a paragraph; None where nothing does.

        `properties` are its own and then its styles' paragraph properties, nearest first.
        """
        found = [p.find(f"{_W}numPr") for p in properties if p.find(f"{_W}numPr") is not None]
        name = next((n for p in found if (n := _value(p, "numId"))), None)
        if name not in self._used:
            return None
        kind, starts = self._used[name]
        level = int(next((n for p in found if (n := _value(p, "ilvl"))), "0"))
        if level not in kind.levels:
            return Mark("", None)
        self._count(kind, starts, level)
        return _mark(kind, level)

    @staticmethod
    def _count(kind: _List, starts: dict[int, int], level: int) -> None:
        if level in starts:  # a list of its own, which begins here
            kind.counts[level] = starts.pop(level)
        elif level in kind.counts:
            kind.counts[level] += 1
        else:
            kind.counts[level] = int(_value(kind.levels[level], "start") or "1")
        for deeper in [n for n in kind.counts if n > level]:
            del kind.counts[deeper]


def _mark(kind: _List, level: int) -> Mark:
    formats = {n: _value(element, "numFmt") or "decimal" for n, element in kind.levels.items()}
    if formats[level] not in _FORMATS:
        return Mark("", None)
    pattern = _value(kind.levels[level], "lvlText") or ""

    def count(place: re.Match[str]) -> str:
        at = int(place.group(1)) - 1
        return list_mark(kind.counts.get(at, 1), _FORMATS.get(formats.get(at, ""), "1"))

    text = re.sub(r"%([1-9])", count, pattern).strip()
    whole = re.fullmatch(r"(\d{1,3}(?:\.\d{1,3})*)[.)]?", text)
    numbers_paragraphs = whole is not None and (level == 0 or "." in whole.group(1))
    return Mark(text, whole.group(1) if whole and numbers_paragraphs else None)


def _by(parent: Any, child: str, attribute: str) -> dict[str, Any]:
    """An element's children of a kind, by an attribute of theirs."""
    return {
        element.get(f"{_W}{attribute}"): element
        for element in parent.iterchildren(f"{_W}{child}")
        if (element.get(f"{_W}{attribute}") or "").isdigit()
    }


def _value(parent: Any, child: str) -> str | None:
    """What a child element says; None where there is no such child."""
    element = parent.find(f"{_W}{child}")
    return None if element is None else element.get(f"{_W}val")
