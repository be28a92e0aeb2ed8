"""The `findings` command. Heavy libraries are imported by the commands that use them."""

from __future__ import annotations

import io
import json
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.comparison_commands import compare_authorities
from assistant.data_folder import open_store, progress, settings_in_force
from assistant.feedback_commands import feedback
from assistant.history_commands import history
from assistant.library_commands import LIBRARY_COMMANDS, AsJson
from assistant.quotations_commands import export
from assistant.verify_commands import verify

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from corpus.catalogue import Catalogue
    from corpus.embedding import EmbeddingModel
    from corpus.vectors import VectorIndex

app = typer.Typer(
    help="Verbatim, cited answers from Ofsted's letters and reports on children's services.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for command in (*LIBRARY_COMMANDS, history, compare_authorities, export, verify, feedback):
    app.command()(command)


def main() -> None:
    """Run the command; what goes wrong is said in a sentence, with exit status 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A Windows console's own encoding has no curly quotes.
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except Exception as error:
        _fail(_sentence(error) if _is_ours(error) else _unforeseen(error))


def _is_ours(error: Exception) -> bool:
    """Whether an error's message is written for the user."""
    return isinstance(error, OSError | ValueError) or type(error).__module__.split(".")[0] in (
        "assistant",
        "corpus",
        "evals",
        "ingest",
    )


def _unforeseen(error: Exception) -> str:
    """What to say of an error that nothing here expects; its details go to a file."""
    handle, details = tempfile.mkstemp(prefix="findings-", suffix=".log")
    with open(handle, "w", encoding="utf-8") as file:
        traceback.print_exception(error, file=file)
    return (
        f"Something went wrong that was not foreseen ({type(error).__name__}: {error}). Please "
        f"report it with the details in {details}."
    )


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}."
    return str(error)


def _fail(message: str) -> None:
    print(message, file=sys.stderr)
    sys.exit(1)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question.")] = "",
    as_json: AsJson = False,
    questions: Annotated[
        Path | None, typer.Option(help="A file of questions, a JSON object a line.")
    ] = None,
) -> None:
    """Answer a question with quotations, or each question of a file."""
    from assistant.answer_json import answer_json, answer_markdown
    from assistant.refusals import unanswered

    if questions is None:
        answer = _assistant().ask(question)
        if as_json:
            print(json.dumps(answer_json(answer), ensure_ascii=False))
        else:
            print(answer_markdown(answer))
        return
    pairs = list(_questions(questions))
    assistant = _assistant()
    for line, pair in pairs:
        try:
            answer = assistant.ask(pair["question"], pair.get("turns") or [])
        except ValueError as error:
            answer = unanswered(pair["question"], f"Line {line}: {error}")
        if as_json:
            print(json.dumps(answer_json(answer, pair.get("id")), ensure_ascii=False), flush=True)
        else:
            print(f"# {pair['question']}\n\n{answer_markdown(answer)}\n", flush=True)


@app.command()
def chat(
    port: Annotated[int | None, typer.Option(help="The port; 7860 if not set.")] = None,
) -> None:
    """Serve the page on this machine, with the bundled documents if nothing is held yet."""
    import corpus
    from assistant.app.server import serve
    from ingest.run import ingest as run

    settings = settings_in_force()
    catalogue, index, model = open_store()
    if not catalogue.documents():
        with (
            catalogue.writing_alone(),
            progress("Reading the bundled documents") as advance,
        ):
            run([Path(corpus.__file__).parent], catalogue, index, model, advance)
    # Loaded now, so that the first question need not wait for it.
    model.encode_question("early help")
    serve(_assistant_of(catalogue, index, model), port or settings.port, uploads=settings.uploads)


@app.command()
def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Files of known question-answer pairs.")],
    out: Annotated[Path | None, typer.Option(help="Folder for the results.")] = None,
    held_only: Annotated[
        bool, typer.Option("--held-only", help="Leave out questions about documents not held.")
    ] = False,
    baselines: Annotated[
        bool,
        typer.Option("--baselines", help="Ask BM25 and llama-index’s defaults beside it."),
    ] = False,
    baseline_vectors: Annotated[
        Path | None,
        typer.Option(help="Folder for the baselines’ vectors; “evals” in the data folder."),
    ] = None,
    minimum_recall: Annotated[
        float | None,
        typer.Option(
            help="Fail if recall@5 is lower, a quotation is not exact, "
            "or an unanswerable question is answered."
        ),
    ] = None,
) -> None:
    """Ask known questions and measure the answers."""
    from datetime import UTC, datetime

    from evals.report import check, print_report
    from evals.results_folder import results_folder
    from evals.suite import evaluate_all

    settings = settings_in_force()
    vectors = (baseline_vectors or settings.home / "evals") if baselines else None
    folder = out or results_folder(datetime.now(UTC))
    catalogue, index, model = open_store()
    with progress("Asking") as advance:
        run, others = evaluate_all(
            files,
            _assistant_of(catalogue, index, model),
            model,
            folder,
            vectors=vectors,
            held_only=held_only,
            settings=settings.model_dump(mode="json"),
            on_progress=advance,
        )
    print_report(run, others)
    print(f"Each question's result and the report, report.html, are in {folder}.")
    if minimum_recall is not None:
        failed = check(run.summary, minimum_recall, True, True)
        if failed:
            _fail("\n".join(failed))


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(help="Folder of a run of `findings evaluate`.")],
    second: Annotated[Path, typer.Argument(help="Folder of another run.")],
) -> None:
    """Compare two runs of the evaluation, question by question."""
    from evals.compare import changes, differences, paired
    from evals.report import print_comparison
    from evals.results_folder import read_run

    pairings, alone = paired(read_run(first).results, read_run(second).results)
    if not pairings:
        raise ValueError(f"{first} and {second} have no question in common.")
    names = (str(first), str(second))
    print_comparison(names, differences(pairings), changes(pairings), alone)


def _questions(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The questions of a file, with their line numbers.

    Raises:
        ValueError: it is not in UTF-8, or a line is no JSON object with a question.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not in UTF-8: save it again with that encoding.") from error
    # Not splitlines: JSON may have U+2028 and its like inside a string.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            pair = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"{path}, line {number}: not JSON ({error.msg}).") from error
        if not isinstance(pair, dict) or not isinstance(pair.get("question"), str):
            raise ValueError(f"{path}, line {number}: no “question” in it.")
        turns = pair.get("turns") or []
        if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
            raise ValueError(f"{path}, line {number}: “turns” is not a list of earlier messages.")
        yield number, pair


def _assistant() -> Assistant:
    return _assistant_of(*open_store())


def _assistant_of(catalogue: Catalogue, index: VectorIndex, model: EmbeddingModel) -> Assistant:
    from assistant.ask import Assistant
    from assistant.rerank import Reranker

    named = settings_in_force().reranker
    return Assistant(catalogue, index, model, Reranker(named) if named else None)
