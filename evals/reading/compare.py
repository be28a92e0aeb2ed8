"""One value beside another: what was compared, and whether two ways of saying it are the same."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

#: Words of an inspector's rank, and of the sentence around the names; what is left is names.
_RANK = re.compile(
    r"\b(?:(?:lead|team|ofsted|supernumerary) inspectors?|(?:her|his) majesty.s inspectors?"
    r"|s?hmis?|(?:social care )?regulatory inspect(?:or|ion manager)s?|social care|schools"
    r"|inspectors? looked at .*)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w'-]*(?: (?:[a-z]{2,3} |[A-Z]\. )?[A-Z][\w'.-]*)+")

#: Words that say nothing of what a visit was about.
_EMPTY = frozenset(
    {"authority", "local", "arrangement", "arrangements", "their", "those", "with", "that", "which"}
)

#: A focus whose words are found to this share is the same focus in another cut.
FOCUS_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Comparison:
    """One value that was read, beside what it should be."""

    measure: str
    group: str
    """The framework or kind of the document."""
    file: str
    field: str
    right: bool | None
    """None where nothing is known to compare it with; such are counted apart."""
    truth: str
    ours: str
    page: int | None = None
    """The file's page on which our value stands, where it has one."""


#: Quotation marks, bullets, and the signs that stand for a hyphen in some files.
_MARKS = frozenset("'\"’‘“”`´•■▪◼●○−─")

Who = Literal["ours", "truth", "both", "neither"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who is right where two values differ, by the printed page."""

    who: Who
    """"both" for the same thing in other words."""
    why: str


Verdicts = Mapping[tuple[str, str, str], Verdict]
"""By (file, field, our value): a verdict on one value says nothing of another."""


def load_verdicts(path: Path) -> dict[tuple[str, str, str], Verdict]:
    """The verdicts of a table with the columns file, field, ours, who and why.

    Raises:
        ValueError: a row names nobody known, or gives no reason.
        OSError: the table cannot be read.
    """
    verdicts: dict[tuple[str, str, str], Verdict] = {}
    with path.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            who, why = row["who"], row["why"]
            if who not in ("ours", "truth", "both", "neither") or not why:
                raise ValueError(f"{path}: the verdict on {row['file']}, {row['field']}, is empty")
            verdicts[row["file"], row["field"], row["ours"]] = Verdict(who, why)  # type: ignore[arg-type]
    return verdicts


def load_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table, by the names of its columns.

    Raises:
        OSError: it cannot be read.
    """
    with path.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


#: Strokes laid over, or beside, a dash: some reports draw "2014–15" so.
_STROKES = "\u0335\u0336"


def bare(text: str) -> str:
    """A text less its spaces, hyphens, dashes, quotation marks and what is not drawn."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if not character.isspace()
        and character not in _MARKS
        and character not in _STROKES
        and unicodedata.category(character) not in ("Pd", "Cc", "Cf", "Cn", "Co")
    )


def names(printed: str) -> frozenset[str]:
    """The people in a list of inspectors, ranks left out: "Ann Hill, HMI and Bo Li" → both.

    In lower case, with plain spaces, hyphens and apostrophes, so that they can be compared.
    """
    plain = " ".join(printed.replace("’", "'").split()).replace("- ", "-")
    return frozenset(
        found.group().lower().rstrip(".")
        for part in re.split(r",|;|\(|\)|\band\b|\bwith\b", _RANK.sub(",", plain))
        for found in [_NAME.search(part)]
        if found
    )


def share_of_words(truth: str, ours: str) -> float:
    """The share of the truth's telling words that stand in ours: 0 to 1; 1 where it has none."""
    wanted = _telling_words(truth)
    return len(wanted & _telling_words(ours)) / len(wanted) if wanted else 1.0


def _telling_words(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z0-9]{4,}", text.lower().replace("’", "'"))
    return frozenset(word for word in words if word not in _EMPTY)
