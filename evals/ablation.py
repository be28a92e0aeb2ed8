"""What each part of the assistant adds: the same questions asked without it. Run it with

    python -m evals.ablation QUESTIONS… --out FOLDER

on the store that the settings name, without their reranker. Each variant's run stands in a folder
of its own below OUT, the whole assistant's in "whole", and the report beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.ask import Assistant
from assistant.data_folder import open_store, progress
from assistant.retrieve import Ranking, Retriever
from assistant.scope import Filters
from assistant.wording import content_words
from corpus.embedding import EmbeddingModel
from corpus.types import Answer
from evals.compare import difference, paired
from evals.measures import BY_NAME
from evals.refusal_curve import threshold_in_force
from evals.report import share, with_interval
from evals.report_page import write_sections
from evals.report_sections import Section, markdown_table, plain
from evals.results_folder import Run
from evals.run import OnProgress, evaluate, findings

if TYPE_CHECKING:
    import numpy as np

WHOLE = "whole"

#: Measures in the table, by name.
SHOWN = ("recall_5", "reciprocal_rank", "gold_shown", "first_quote_right", "refusal_right")


@dataclass(frozen=True)
class PlainModel(EmbeddingModel):
    """The embedding model without the learnt map of the question."""

    def encode_question(self, question: str) -> np.ndarray:
        """The question's unit vector as the model makes it: float32, (dimensions,)."""
        vector: np.ndarray = self.encode([question])[0]
        return vector


class _WithoutWords:
    """A catalogue that finds no passage by its words."""

    def __init__(self, catalogue: Any) -> None:
        self._catalogue = catalogue

    def __getattr__(self, name: str) -> Any:
        return getattr(self._catalogue, name)

    def find_words(self, *_: object) -> list[Any]:
        return []


class _WithoutVectors:
    """An index that finds no passage near to a vector."""

    def nearest(self, *_: object) -> list[Any]:
        return []

    nearest_among = nearest


def _retrieving(assistant: Assistant, kind: type[Retriever] = Retriever, **parts: Any) -> Assistant:
    """The assistant with another catalogue, index or model to retrieve with, by those names."""
    retriever = assistant.retriever
    own: dict[str, Any] = {
        "catalogue": retriever.catalogue,
        "index": retriever.index,
        "model": retriever.model,
        "reranker": retriever.reranker,
    }
    changed = copy(assistant)
    changed.retriever = kind(**(own | parts))
    changed.model = changed.retriever.model
    return changed


class _WithoutMeanings(Retriever):
    """Encodes the subject as it stands, and searches by its own words."""

    def meant(self, subject: str) -> str:
        return subject


class _WithoutEverydayWords(Retriever):
    """Searches by the question's words only."""

    def words(self, question: str) -> list[str]:
        return content_words(question)


class _Everywhere(Retriever):
    """Ranks the passages of all documents, whichever are asked about."""

    def rank(self, subject: str, names: Sequence[str] | None, most: int) -> Ranking:
        return super().rank(subject, None, most)


class _AsTyped(Assistant):
    """Ranks by the question as it is typed, with the words that name place and time."""

    def ask(self, question: str, turns: Sequence[str] = (), filters: Filters = Filters()) -> Answer:
        class Typed(Retriever):
            def rank(self, subject: str, names: Sequence[str] | None, most: int) -> Ranking:
                return super().rank(question, names, most)

        return Assistant.ask(_retrieving(self, Typed), question, turns, filters)


class _WithoutStructure(Assistant):
    """Looks for passages where a place in a document or the register would answer: grades, lists.

    Lists of visits, grades of all authorities and false premises are told as before.
    """

    def _places(self, *_: object) -> list[Any]:
        return []

    def _from_register(self, *_: object) -> None:
        return None


def _as(kind: type[Assistant]) -> Callable[[Assistant], Assistant]:
    """The assistant as another kind of it."""

    def changed(assistant: Assistant) -> Assistant:
        other = copy(assistant)
        other.__class__ = kind
        return other

    return changed


#: Each part that can be left out, by what is left out, and the assistant without it.
VARIANTS: dict[str, Callable[[Assistant], Assistant]] = {
    "learnt map of the question": lambda assistant: _retrieving(
        assistant, model=PlainModel(assistant.retriever.model.name)
    ),
    "ranking by words": lambda assistant: _retrieving(
        assistant, catalogue=_WithoutWords(assistant.catalogue)
    ),
    "ranking by vectors": lambda assistant: _retrieving(assistant, index=_WithoutVectors()),
    "meanings of acronyms and areas": lambda assistant: _retrieving(assistant, _WithoutMeanings),
    "everyday words": lambda assistant: _retrieving(assistant, _WithoutEverydayWords),
    "subject apart from time and place": _as(_AsTyped),
    "scope": lambda assistant: _retrieving(assistant, _Everywhere),
    "structure": _as(_WithoutStructure),
}


def run_variants(
    paths: list[Path],
    assistant: Assistant,
    out: Path,
    variants: Mapping[str, Callable[[Assistant], Assistant]] = VARIANTS,
    on_progress: OnProgress = lambda done, total, id: None,
) -> dict[str, Run]:
    """The run of the whole assistant, under `WHOLE`, and of each variant, under its name.

    Raises:
        QuestionFileError: a question file has a malformed line.
        OSError: a question file cannot be read, or the results cannot be written.
    """
    every = {WHOLE: lambda whole: whole, **variants}
    return {
        name: evaluate(
            paths,
            findings(variant(assistant)),
            assistant.catalogue,
            out / name.replace(" ", "-"),
            threshold=threshold_in_force(),
            on_progress=on_progress,
        )
        for name, variant in every.items()
    }


def ablation_section(runs: Mapping[str, Run]) -> Section:
    """A table of runs by name: the whole first, then each without a part and what that changes.

    After each value stands its difference from the whole, with the p-value of a permutation test.
    """
    whole = runs[WHOLE]
    heads = ["without", *(BY_NAME[name].title for name in SHOWN)]
    estimates = (whole.summary.overall.measures.get(name) for name in SHOWN)
    rows = [["nothing", *map(with_interval, estimates)]]
    rows += [
        [plain(name), *(_beside(run, whole, measure) for measure in SHOWN)]
        for name, run in runs.items()
        if name != WHOLE
    ]
    questions = len(whole.results)
    return Section(
        "\n\n".join(
            [
                "# What each part adds",
                f"{questions} questions, asked of the whole and without each part in turn; in"
                " brackets the difference from the whole, and how often chance alone makes as"
                " large a one.",
                markdown_table(heads, rows),
            ]
        )
    )


def _beside(run: Run, whole: Run, name: str) -> str:
    pairings, _ = paired(whole.results, run.results)
    found = difference(BY_NAME[name], pairings)
    if found is None:
        return "–"
    p = "" if found.p is None else f", p {found.p:.3f}"
    return f"{share(found.second)} ({found.difference:+.3f}{p})"


def main(
    questions: Annotated[list[Path], typer.Argument(help="Files of known pairs.")],
    out: Annotated[Path, typer.Option(help="Folder for the runs and the report.")],
) -> None:
    """Ask known questions of the whole assistant and of it without each part; print the table."""
    catalogue, index, model = open_store()
    with progress("Asking") as advance:
        runs = run_variants(questions, Assistant(catalogue, index, model), out, on_progress=advance)
    section = ablation_section(runs)
    write_sections(out, "Findings: what each part adds", [section])
    print(section.text)


if __name__ == "__main__":
    typer.run(main)
