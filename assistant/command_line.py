"""The `findings` command. Heavy libraries are imported by the commands that use them."""

from __future__ import annotations

import io
import json
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from assistant.ask import Assistant
    from assistant.settings import Settings
    from corpus.catalogue import Catalogue
    from corpus.embedding import EmbeddingModel
    from corpus.vectors import VectorIndex
    from ingest.run import OnProgress

app = typer.Typer(
    help="Verbatim, cited answers from Ofsted's letters and reports on children's services.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, an object a line.")]


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
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders: PDF, text, Markdown.")],
) -> None:
    """Take documents in. Done again, it changes nothing; what was cut short is finished."""
    from ingest.run import ingest as run

    catalogue, index, model = _store()
    with catalogue.writing_alone(), _progress("Reading") as (progress, task):
        report = run(paths, catalogue, index, model, _advance(progress, task))
    for name, reason in report.set_aside:
        print(f"Set aside: {name}: {reason}.")
    for name in report.replaced:
        print(f"Replaced by its newer version: {name}.")
    for name in report.unrecognised:
        print(f"Held, but not searched, since it is no inspection or visit that is known: {name}.")
    print(
        f"{len(report.added)} added, {len(report.replaced)} replaced, "
        f"{len(report.unchanged)} unchanged, {len(report.set_aside)} set aside. "
        f"{len(catalogue.documents())} documents are held."
    )
    if report.set_aside:
        raise typer.Exit(1)


@app.command()
def documents(as_json: AsJson = False) -> None:
    """List what is held."""
    from assistant.held import document_json, document_line

    catalogue = _catalogue()
    counts = catalogue.paragraph_counts()
    held = catalogue.documents()
    for document in held:
        if as_json:
            print(json.dumps(document_json(document, counts[document.name]), ensure_ascii=False))
        else:
            print(document_line(document))
    if as_json:
        return
    for file in catalogue.reports("set aside"):
        print(f"Set aside on {file['time'][:10]}: {file['name']}: {file['reason']}.")
    if not held:
        print(
            "No document is held yet: run `findings ingest` with a folder of letters and reports."
        )


@app.command()
def remove(
    names: Annotated[list[str], typer.Argument(help="Names as `findings documents` gives them.")],
) -> None:
    """Remove documents from the catalogue and the index."""
    catalogue, index, _ = _store()
    with catalogue.writing_alone():
        missing = [name for name in names if not catalogue.remove(name)]
        leaving = catalogue.leaving()
        index.remove(leaving)
        catalogue.mark_gone(leaving)
    print(f"{len(names) - len(missing)} removed.")
    if missing:
        _fail(f"Not held: {', '.join(missing)}. `findings documents` lists what is.")


@app.command()
def reindex() -> None:
    """Make the vector index again from the catalogue, with the model that is set."""
    from corpus.vectors import empty_index
    from ingest.run import reindex as run

    settings = _settings()
    _ = _model(settings).revision  # a wrong model is said before anything is thrown away
    with _catalogue().writing_alone():
        _catalogue().mark_all_unindexed()
        empty_index(settings.home, settings.chroma_url)
        catalogue, index, model = _store()
        with _progress("Encoding") as (progress, task):
            count = run(catalogue, index, model, _advance(progress, task))
    print(f"{count} passages are in the index.")


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

    settings = _settings()
    catalogue, index, model = _store()
    if not catalogue.documents():
        with (
            catalogue.writing_alone(),
            _progress("Reading the bundled documents") as (progress, task),
        ):
            run([Path(corpus.__file__).parent], catalogue, index, model, _advance(progress, task))
    serve(_assistant_of(catalogue, index, model), port or settings.port)


@app.command()
def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Files of known question-answer pairs.")],
    out: Annotated[Path | None, typer.Option(help="Folder for the results.")] = None,
    held_only: Annotated[
        bool, typer.Option("--held-only", help="Leave out questions about documents not held.")
    ] = False,
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

    from evals.report import check, print_report, results_folder
    from evals.run import evaluate as run

    settings = _settings()
    folder = out or results_folder(datetime.now(UTC))
    recorded = settings.model_dump(mode="json")
    summary = run(files, _assistant(), folder, held_only=held_only, settings=recorded)
    print_report(summary)
    print(f"Each question's result is in {folder}.")
    if minimum_recall is not None:
        failed = check(summary, minimum_recall, True, True)
        if failed:
            _fail("\n".join(failed))


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


def _settings() -> Settings:
    from assistant.settings import load_settings

    return load_settings()


def _catalogue() -> Catalogue:
    from corpus.catalogue import Catalogue

    return Catalogue(_settings().home)


def _model(settings: Settings) -> EmbeddingModel:
    from corpus.embedding import EmbeddingModel

    return EmbeddingModel(settings.embedding_model)


def _store() -> tuple[Catalogue, VectorIndex, EmbeddingModel]:
    from corpus.catalogue import Catalogue
    from corpus.vectors import VectorIndex
    from ingest.run import made_by

    settings = _settings()
    model = _model(settings)
    catalogue = Catalogue(settings.home)
    return catalogue, VectorIndex(settings.home, made_by(model), settings.chroma_url), model


def _assistant() -> Assistant:
    return _assistant_of(*_store())


def _assistant_of(catalogue: Catalogue, index: VectorIndex, model: EmbeddingModel) -> Assistant:
    from assistant.ask import Assistant

    return Assistant(catalogue, index, model)


@contextmanager
def _progress(what: str) -> Iterator[tuple[Progress, TaskID]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield progress, progress.add_task(what, total=None, name="")


def _advance(progress: Progress, task: TaskID) -> OnProgress:
    def advance(done: int, total: int, name: str) -> None:
        progress.update(task, completed=done, total=total, name=name[-40:])

    return advance
