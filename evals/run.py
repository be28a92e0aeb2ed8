"""One run of the evaluation: ask every question, measure the answers, write the report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from corpus.types import Answer, Document
from evals.matching import file_of
from evals.measures import QuestionResult, measure
from evals.questions import KnownPair, load_pairs
from evals.report import Summary, aggregate, by_kind, write_results


class HeldDocuments(Protocol):
    """The catalogue, as far as an evaluation needs it."""

    def documents(self) -> Iterable[Document]:
        """Every document held."""

    def text(self, name: str) -> str:
        """A document's canonical text; raises KeyError for one not held."""


class AsksAndHolds(Protocol):
    """The assistant, as far as an evaluation needs it."""

    @property
    def catalogue(self) -> HeldDocuments:
        """The documents that it answers from."""

    def ask(self, question: str, turns: Sequence[str]) -> Answer:
        """The answer to a question that follows earlier messages, oldest first."""


def evaluate(
    paths: Sequence[Path],
    assistant: AsksAndHolds,
    out: Path,
    *,
    held_only: bool = False,
    settings: Mapping[str, Any] | None = None,
) -> Summary:
    """Ask the questions of some files, and write what came of it into the folder `out`.

    Args:
        paths: question files.
        assistant: what is asked. A question that it fails on is scored 0, and the run goes on.
        out: the folder for `questions.jsonl` and `summary.json`; made if needed.
        held_only: leave out the questions that the documents held cannot answer, though others do.
        settings: what to record beside the results; no secrets.

    Raises:
        QuestionFileError: a question file has a malformed line.
        OSError: a question file cannot be read, or the results cannot be written.
    """
    pairs = [pair for path in paths for pair in load_pairs(path)]
    authority_of = {each.name: each.authority for each in assistant.catalogue.documents()}
    held = {file_of(name) for name in authority_of}
    asked = [pair for pair in pairs if not held_only or can_be_met(pair, held)]
    text_of = cache(assistant.catalogue.text)
    results = [_result(pair, assistant, authority_of, text_of) for pair in asked]
    wanted = frozenset[str]().union(*(pair.files for pair in pairs))
    summary = Summary(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        question_files=tuple(map(str, paths)),
        settings=settings or {},
        documents_held=len(authority_of),
        gold_documents=len(wanted),
        gold_documents_not_held=tuple(sorted(wanted - held)),
        left_out=len(pairs) - len(asked),
        overall=aggregate(results),
        by_kind=by_kind(results),
    )
    write_results(out, results, summary)
    return summary


def can_be_met(pair: KnownPair, held: Collection[str]) -> bool:
    """Whether the documents held, by name without folder and ending, have the gold that it needs.

    A question without gold needs none.
    """
    found = [file in held for file in pair.files]
    return not found or (all(found) if pair.need == "all" else any(found))


def _result(
    pair: KnownPair,
    assistant: AsksAndHolds,
    authority_of: Mapping[str, str | None],
    text_of: Callable[[str], str],
) -> QuestionResult:
    """Ask one question and measure the answer; one question that fails does not stop the run."""
    from assistant.answer_json import answer_json

    try:
        answer = answer_json(assistant.ask(pair.question, pair.turns), pair.id)
    except Exception as error:
        return measure(pair, None, authority_of, text_of, f"{type(error).__name__}: {error}")
    return measure(pair, answer, authority_of, text_of)
