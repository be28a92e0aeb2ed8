"""The whole evaluation: the assistant, the baselines where they are wanted, and the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.baselines import bm25_as_typed, llama_index_defaults
from evals.refusal_curve import threshold_in_force
from evals.report_page import write_report
from evals.results_folder import Run
from evals.run import OnProgress, System, evaluate, findings

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from corpus.catalogue import Catalogue
    from corpus.embedding import EmbeddingModel

#: Of a run's folder: those of its baselines, which are runs themselves and can be compared.
BASELINES = "baselines"


def evaluate_all(
    paths: Sequence[Path],
    assistant: Assistant,
    model: EmbeddingModel,
    out: Path,
    *,
    vectors: Path | None = None,
    held_only: bool = False,
    settings: Mapping[str, Any] | None = None,
    on_progress: OnProgress = lambda done, total, name: None,
) -> tuple[Run, list[Run]]:
    """Evaluate the assistant, and write the run and its report into the folder `out`.

    Args:
        paths: question files.
        assistant: what is asked.
        model: the embedding model of the baselines.
        out: the folder; made if needed.
        vectors: a folder that keeps the baselines' vectors; without one they are not asked.
        held_only: leave out the questions that the documents held cannot answer, though others do.
        settings: what to record beside the results; no secrets.
        on_progress: called with each question asked and each document encoded.

    Returns:
        The assistant's run, and those of the baselines.

    Raises:
        QuestionFileError: a question file has a malformed line.
        OSError: a question file cannot be read, or the results cannot be written.
    """
    model.encode_question("")  # so that no question's time has the loading of the model in it
    run = evaluate(
        paths,
        findings(assistant),
        assistant.catalogue,
        out,
        held_only=held_only,
        settings=settings,
        threshold=threshold_in_force(),
        on_progress=on_progress,
    )
    systems = _baselines(assistant.catalogue, model, vectors, on_progress) if vectors else ()
    others = [
        evaluate(
            paths,
            system,
            assistant.catalogue,
            out / BASELINES / folder,
            held_only=held_only,
            on_progress=on_progress,
        )
        for folder, system in systems
    ]
    write_report(out, run, others)
    return run, others


def _baselines(
    catalogue: Catalogue, model: EmbeddingModel, vectors: Path, on_progress: OnProgress
) -> Iterator[tuple[str, System]]:
    """Each baseline, made when it is its turn, with the name of its folder."""
    yield "bm25", bm25_as_typed(catalogue)
    texts = {document.name: catalogue.text(document.name) for document in catalogue.documents()}
    yield "llama-index", llama_index_defaults(texts, model, vectors, on_progress)
