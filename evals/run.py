"""One run of the evaluation: ask every question, measure the answers, write what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from corpus.types import Answer, Document
from evals.estimates import aggregate, by_file, by_kind
from evals.matching import file_of
from evals.questions import KnownPair, load_all
from evals.quotations import DocumentOf
from evals.results import QuestionResult, measure
from evals.results_folder import QuestionFile, Run, Summary, write_run

#: Called as a run goes on: (questions asked, questions in all, the question's id).
OnProgress = Callable[[int, int, str], None]

#: Whole documents kept in memory while quotations are checked.
_WHOLE = 128


class HeldDocuments(Protocol):
    """The catalogue, as far as an evaluation needs it."""

    def documents(self) -> Iterable[Document]:
        """Every document held."""

    def document(self, name: str) -> Document | None:
        """A document with its text and paragraphs; None if it is not held."""


class Asks(Protocol):
    """The assistant, as far as an evaluation needs it."""

    def ask(self, question: str, turns: Sequence[str]) -> Answer:
        """The answer to a question that follows earlier messages, oldest first."""


@dataclass(frozen=True, slots=True)
class System:
    """What is evaluated: the assistant, or a baseline."""

    name: str
    answer: Callable[[KnownPair], Mapping[str, Any]]
    """The object that `findings ask --json` prints for a question."""


def findings(assistant: Asks) -> System:
    """The assistant, to be evaluated."""
    from assistant.answer_json import answer_json

    def answer(pair: KnownPair) -> Mapping[str, Any]:
        return answer_json(assistant.ask(pair.question, pair.turns), pair.id)

    return System("Findings", answer)


def evaluate(
    paths: Sequence[Path],
    system: System,
    catalogue: HeldDocuments,
    out: Path,
    *,
    held_only: bool = False,
    settings: Mapping[str, Any] | None = None,
    threshold: float | None = None,
    on_progress: OnProgress = lambda done, total, id: None,
) -> Run:
    """Ask the questions of some files, and write the run into the folder `out`.

    Args:
        paths: question files.
        system: what is asked. A question that it fails on is scored 0, and the run goes on.
        catalogue: the documents that it answers from.
        out: the folder; made if needed.
        held_only: leave out the questions that the documents held cannot answer, though others do.
        settings: what to record beside the results; no secrets.
        threshold: the evidence below which the system refuses, to be recorded.
        on_progress: called with each question's id.

    Raises:
        QuestionFileError: a question file has a malformed line.
        OSError: a question file cannot be read, or the results cannot be written.
    """
    pairs = load_all(paths)
    every = [(path.name, pair) for path, own in pairs.items() for pair in own]
    documents = list(catalogue.documents())
    authority_of = {each.name: each.authority for each in documents}
    held = {file_of(name) for name in authority_of}
    asked = [(file, pair) for file, pair in every if not held_only or can_be_met(pair, held)]
    document_of = lru_cache(_WHOLE)(catalogue.document)
    results: list[QuestionResult] = []
    for file, pair in asked:
        on_progress(len(results), len(asked), pair.id)
        results.append(_result(pair, file, system, authority_of, document_of))
    wanted = frozenset[str]().union(*(pair.files for _, pair in every))
    summary = Summary(
        system=system.name,
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        version=version("findings"),
        question_files=tuple(
            QuestionFile(str(path), _sha256(path.read_bytes()), len(own))
            for path, own in pairs.items()
        ),
        settings=settings or {},
        threshold=threshold,
        documents_held=len(documents),
        documents_sha256=_sha256(" ".join(each.sha256 for each in documents).encode()),
        gold_documents=len(wanted),
        gold_documents_not_held=tuple(sorted(wanted - held)),
        left_out=len(every) - len(asked),
        overall=aggregate(results),
        by_kind=by_kind(results),
        by_file=by_file(results),
    )
    run = Run(summary, tuple(results))
    write_run(out, run)
    return run


def can_be_met(pair: KnownPair, held: Collection[str]) -> bool:
    """Whether the documents held, by name without folder and ending, have the gold that it needs.

    A question without gold needs none.
    """
    found = [file in held for file in pair.files]
    return not found or (all(found) if pair.need == "all" else any(found))


def _result(
    pair: KnownPair,
    file: str,
    system: System,
    authority_of: Mapping[str, str | None],
    document_of: DocumentOf,
) -> QuestionResult:
    """Ask one question and measure the answer; one question that fails does not stop the run."""
    answer, error = None, None
    try:
        answer = system.answer(pair)
    except Exception as failed:
        error = f"{type(failed).__name__}: {failed}"
    return measure(pair, answer, authority_of, document_of, file, error)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
