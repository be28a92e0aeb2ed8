"""What users say of answers: kept as lines of JSON in the data folder, and read again.

Nothing tells who said it: a question, what was answered, a verdict, a word and the time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from filelock import FileLock
from pydantic import TypeAdapter, ValidationError

from assistant.quotations.manifest import corpus_version
from corpus.types import Answer, Document, Status

Verdict = Literal["right", "wrong", "wrong source"]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

#: Characters kept of a word on an answer.
LONGEST_WORD = 500

#: Said where feedback is asked for.
WHAT_IS_KEPT = (
    "Kept on the machine that runs Findings: your verdict and words, the question and those "
    "before it, which quotations were shown, and the time. No name is kept, and nothing is sent "
    "anywhere."
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation that was shown, by its address."""

    document: str
    start: int
    end: int
    version: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on one answer."""

    time: str
    """In ISO format with its time zone."""
    verdict: Verdict
    word: str
    question: str
    turns: tuple[str, ...]
    """The questions before it, oldest first."""
    status: Status
    quotes: tuple[Quoted, ...]
    corpus_version: str
    """Which documents were held; see `assistant.quotations.manifest.corpus_version`."""


_LINE = TypeAdapter(Feedback)


def feedback_on(
    answer: Answer,
    turns: Sequence[str],
    verdict: str,
    word: str,
    documents: Iterable[Document],
    now: datetime,
) -> Feedback:
    """A verdict on an answer, given `now` (with a time zone) over the `documents` held.

    Raises:
        ValueError: it is none of `VERDICTS`; the message says what to do.
    """
    chosen = next((known for known in VERDICTS if known == verdict), None)
    if chosen is None:
        raise ValueError(
            f"Say first whether the answer is {', '.join(VERDICTS[:-1])}, or has a {VERDICTS[-1]}."
        )
    return Feedback(
        now.isoformat(timespec="seconds"),
        chosen,
        " ".join(word.split())[:LONGEST_WORD],
        answer.question,
        tuple(turns),
        answer.status,
        tuple(Quoted(q.document, q.start, q.end, q.version) for q in answer.quotes),
        corpus_version(documents),
    )


def feedback_file(home: Path) -> Path:
    """Where a data folder keeps what was said of answers."""
    return home / "feedback.jsonl"


def keep_feedback(home: Path, feedback: Feedback) -> None:
    """Append a line to the data folder's file, whole, whoever else is writing to it.

    Raises:
        OSError: it cannot be written.
    """
    line = json.dumps(asdict(feedback), ensure_ascii=False).encode()
    with FileLock(home / "feedback.lock"), feedback_file(home).open("a+b") as file:
        if file.tell():
            file.seek(-1, 2)
            # A line that was cut short must not swallow this one.
            line = line if file.read(1) == b"\n" else b"\n" + line
        file.write(line + b"\n")


def read_feedback(home: Path) -> tuple[list[Feedback], int]:
    """What was said of answers, oldest first; and how many lines cannot be read."""
    file = feedback_file(home)
    if not file.exists():
        return [], 0
    found: list[Feedback] = []
    unread = 0
    for line in file.read_bytes().split(b"\n"):
        if not line.strip():
            continue
        try:
            found.append(_LINE.validate_json(line))
        except ValidationError:
            unread += 1
    return found, unread
