"""A run's folder: `questions.jsonl`, a result a line, and `summary.json`, what they come to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from evals.estimates import Aggregate
from evals.results import QuestionResult

RESULTS = Path("evals/results")

QUESTIONS, SUMMARY = "questions.jsonl", "summary.json"


class RunError(ValueError):
    """A folder does not hold a run that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """A file of questions that was asked."""

    path: str
    sha256: str
    """Of its bytes, in hexadecimal."""
    questions: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run of the evaluation came to, and what it was run on."""

    system: str
    """What was asked: "Findings", or a baseline's name."""
    date: str
    """When it ended, ISO, in UTC."""
    version: str
    """Of Findings."""
    question_files: tuple[QuestionFile, ...]
    settings: Mapping[str, Any]
    """The assistant's, as the caller gave them."""
    threshold: float | None
    """The evidence below which a question is refused; None where there is no such figure."""
    documents_held: int
    documents_sha256: str
    """Of the hashes of the documents held, in order: two runs with one asked the same documents."""
    gold_documents: int
    gold_documents_not_held: tuple[str, ...]
    """Of the documents that the questions' gold stands in, by name without folder and ending."""
    left_out: int
    """Questions left out because what they need is not held."""
    overall: Aggregate
    by_kind: Mapping[str, Aggregate]
    by_file: Mapping[str, Aggregate]
    """By the name of the file of questions."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run: what it came to, and each question's result."""

    summary: Summary
    results: tuple[QuestionResult, ...]


def results_folder(now: datetime, below: Path = RESULTS) -> Path:
    """Where a run at `now` writes by default: "evals/results/2026-08-01T093000"."""
    return below / now.strftime("%Y-%m-%dT%H%M%S")


def write_run(out: Path, run: Run) -> None:
    """Write a run into a folder, made if needed.

    Raises:
        OSError: the folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(asdict(result), ensure_ascii=False) + "\n" for result in run.results]
    (out / QUESTIONS).write_text("".join(lines), encoding="utf-8")
    summary = json.dumps(asdict(run.summary), ensure_ascii=False, indent=2, default=str)
    (out / SUMMARY).write_text(summary + "\n", encoding="utf-8")


def read_run(folder: Path) -> Run:
    """The run in a folder.

    Raises:
        RunError: there is none, or it was written by another version and cannot be read.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        summary = (folder / SUMMARY).read_text("utf-8")
        lines = (folder / QUESTIONS).read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(
            f"{folder} holds no run: give a folder that `findings evaluate` wrote, with "
            f"{QUESTIONS} and {SUMMARY} in it."
        ) from error
    result = TypeAdapter(QuestionResult)
    try:
        return Run(
            TypeAdapter(Summary).validate_json(summary),
            tuple(result.validate_json(line) for line in lines if line.strip()),
        )
    except ValidationError as error:
        raise RunError(
            f"The run in {folder} cannot be read: it is damaged or another version wrote it. Run "
            "`findings evaluate` again."
        ) from error
