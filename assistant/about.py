"""Plain facts about Findings: what it promises, how well it answers, what it is made of."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata, requires
from pathlib import Path

#: The one place of the figures that are published: README's tables say the same.
_FIGURES = Path(__file__).parent / "published_figures.json"

#: The five promises that outrank everything, each in a few words and in a sentence or two.
PROMISES: tuple[tuple[str, str], ...] = (
    (
        "A quotation is exact",
        "What stands between quotation marks is always a span of the stored document, looked up "
        "and never retyped, generated or approximated.",
    ),
    (
        "The right authority, the right visit",
        "An answer about one authority quotes only that authority’s documents, and one about a "
        "year only that visit’s. Each quotation says which visit it comes from.",
    ),
    (
        "Silence is an answer, and is explained",
        "Where the documents do not say, Findings says so, and why. What comes nearest may be "
        "offered, marked as not answering.",
    ),
    (
        "It works with no language model and no network",
        "Answers are made of quotations. Nothing needs the internet once Findings is installed.",
    ),
    (
        "Nothing is lost",
        "What is held stays held. A file that cannot be read is set aside and said to be, and "
        "never stops the others.",
    ),
)

#: Open source licences as their metadata name them, where that is a whole text or a habit.
_LICENCES = (
    (r"apache", "Apache-2.0"),
    (r"bsd", "BSD"),
    (r"\bmit\b", "MIT"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure and its values, one of each set of questions."""

    measure: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The evaluation's figures as published."""

    measured: date
    commands: tuple[str, ...]
    """What was run to get them."""
    documents: int
    """How many were held in the run."""
    sets: tuple[tuple[str, int, bool], ...]
    """Of each set of known questions: its name, their number, and whether the rules were written
    with it in view."""
    answers: tuple[Measured, ...]
    reading: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """A package that Findings stands on."""

    name: str
    version: str
    licence: str
    """As the package's own metadata have it, in short."""


def published_figures() -> Figures:
    """The figures that come with Findings."""
    told = json.loads(_FIGURES.read_text(encoding="utf-8"))
    return Figures(
        date.fromisoformat(told["measured"]),
        tuple(told["commands"]),
        told["documents"],
        tuple((each["name"], each["questions"], each["seen"]) for each in told["sets"]),
        tuple(Measured(row["measure"], tuple(row["values"])) for row in told["answers"]),
        tuple(Measured(row["measure"], (row["value"],)) for row in told["reading"]),
    )


def packages() -> list[Package]:
    """The packages that Findings itself asks for and that are installed, by name."""
    found = []
    for requirement in requires("findings") or ():
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        if "extra ==" in requirement:
            continue
        try:
            told = metadata(name)
        except PackageNotFoundError:  # of another system
            continue
        found.append(Package(name, told["Version"], _licence(told)))
    return sorted(found, key=lambda package: package.name)


def _licence(told: PackageMetadata) -> str:
    """Its licence expression, else what its licence field or classifiers say, in short."""
    if expressions := told.get_all("License-Expression"):
        return " ".join(expressions)
    classifiers = [c for c in told.get_all("Classifier") or () if c.startswith("License ::")]
    first_lines = [text.split("\n")[0] for text in told.get_all("License") or ()]
    said = " ".join([*first_lines, *classifiers])
    names = [name for pattern, name in _LICENCES if re.search(pattern, said, re.IGNORECASE)]
    return " and ".join(names) or "see the package"
