"""Known pairs: a question a user may ask, and the quotations that answer it.

One JSON object a line; docs and examples: the files in `evals/questions/`.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

User = Literal["manager", "new_staff", "report_writer"]
QuestionKind = Literal[
    "passage",
    "quote",
    "judgement",
    "history",
    "comparison",
    "list",
    "across",
    "followup",
    "unanswerable",
]
#: In the order in which the report shows them. "across" is asked of every authority: the gold is of
#: several, and any of them answers.
QUESTION_KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)


class QuestionFileError(ValueError):
    """A line of a question file that cannot be used; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A quotation that answers a question."""

    file: str
    """The document's name without folder and ending."""
    page: int | None
    """The file's page, from 1; None for a text without pages."""
    quote: str
    """Verbatim but for spaces, line ends and hyphens: compare by `matching.letters_only`."""


@dataclass(frozen=True, slots=True)
class KnownPair:
    """A question and its answer, as a reader of the documents settled it."""

    id: str
    user: User
    kind: QuestionKind
    question: str
    gold: tuple[Gold, ...]
    """Empty where no document answers, and only there."""
    turns: tuple[str, ...] = ()
    """The user's earlier messages, oldest first."""
    need: Literal["any", "all"] = "any"
    """Whether one of the gold answers the question, or it takes each of them."""
    answer: str = ""
    """In plain words."""
    wrong_if: str = ""
    """A tempting wrong answer."""

    @property
    def files(self) -> frozenset[str]:
        """The documents of the gold, by name without folder and ending."""
        return frozenset(gold.file for gold in self.gold)


def load_all(paths: Sequence[Path]) -> dict[Path, list[KnownPair]]:
    """The pairs of several files, by file.

    Raises:
        QuestionFileError: a line of a file cannot be used, or two files have a pair of one id.
        OSError: a file cannot be read.
    """
    file_of_id: dict[str, Path] = {}
    pairs = {path: load_pairs(path) for path in paths}
    for path, own in pairs.items():
        for pair in own:
            first = file_of_id.setdefault(pair.id, path)
            if first != path:
                raise QuestionFileError(f"The id {pair.id!r} stands in {first} and in {path}.")
    return pairs


def load_pairs(path: Path) -> list[KnownPair]:
    """The pairs of a JSON-lines file, in its order; blank lines are passed over.

    Raises:
        QuestionFileError: a line is not such an object, repeats an id, or has gold exactly when
            its kind says that nothing answers it.
        OSError: the file cannot be read.
    """
    from pydantic import TypeAdapter

    reader = TypeAdapter(KnownPair)
    pairs: dict[str, KnownPair] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            try:
                pair = _pair(line, reader, seen=pairs.keys())
            except ValueError as error:
                raise QuestionFileError(f"{path}, line {number}: {error}") from error
            pairs[pair.id] = pair
    return list(pairs.values())


def _pair(line: str, reader: TypeAdapter[KnownPair], seen: Container[str]) -> KnownPair:
    """One line's pair. Raises ValueError with what is wrong with it."""
    from pydantic import ValidationError

    try:
        pair = reader.validate_json(line)
    except ValidationError as error:
        raise ValueError(_faults(error)) from error
    if pair.id in seen:
        raise ValueError(f"the id {pair.id!r} stands on an earlier line too")
    if pair.kind == "unanswerable" and pair.gold:
        raise ValueError(f"{pair.id} is unanswerable, yet has gold")
    if pair.kind != "unanswerable" and not pair.gold:
        raise ValueError(f"{pair.id} has no gold, yet its kind is {pair.kind!r}")
    return pair


def _faults(error: ValidationError) -> str:
    """What is wrong with a line, by field: "gold.0.quote: Field required"."""
    return "; ".join(
        ": ".join(filter(None, [".".join(map(str, fault["loc"])), fault["msg"]]))
        for fault in error.errors()
    )
