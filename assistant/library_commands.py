"""The commands that take documents in, show what was read of them, and keep the store in order."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.data_folder import (
    model_set,
    open_catalogue,
    open_store,
    progress,
    settings_in_force,
)

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.types import Document

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, an object a line.")]

_NOTHING_HELD = (
    "No document is held yet: run `findings ingest` with a folder of letters and reports."
)


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files, and folders of them.")],
) -> None:
    """Take documents in. Done again, it changes nothing; what was cut short is finished.

    They may be PDF, Word, web pages, text or Markdown. Ends with status 1 if a file was set aside
    or has no words.
    """
    from ingest.run import ingest as run

    catalogue, index, model = open_store()
    with catalogue.writing_alone(), progress("Reading") as advance:
        report = run(paths, catalogue, index, model, advance)
    for name, reason in report.set_aside:
        print(f"Set aside: {name}: {reason}.")
    for name, faults in report.with_faults:
        print(f"Not whole: {name}: {faults}.")
    for name in report.replaced:
        print(f"Replaced by its newer version: {name}.")
    for name in report.unrecognised:
        print(f"Held, but not searched, since it is no inspection or visit that is known: {name}.")
    held = catalogue.documents()
    read_again = f"{len(report.read_again)} read again, " if report.read_again else ""
    print(
        f"{len(report.added)} added, {len(report.replaced)} replaced, {read_again}"
        f"{len(report.unchanged)} unchanged, {len(report.set_aside)} set aside. "
        f"{len(held)} documents are held."
    )
    taken = {*report.added, *report.replaced, *report.read_again}
    conflicts = sum(bool(document.conflicts) for document in held if document.name in taken)
    if conflicts or report.with_faults:
        print(
            f"Of those now taken in, {conflicts} disagree with themselves or their listing, and "
            f"{len(report.with_faults)} could not be read whole: `findings doctor` says where."
        )
    if report.set_aside or any(not catalogue.text(name) for name, _ in report.with_faults):
        raise typer.Exit(1)


def documents(
    authority: Annotated[
        list[str] | None, typer.Option(help="Of this authority, by any of its names.")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Of this kind: ilacs, jtai, …")] = None,
    framework: Annotated[
        list[str] | None, typer.Option(help="Made under this framework: SIF, ILACS, …")
    ] = None,
    year: Annotated[
        str | None, typer.Option(help="Visited, dated or published in this year.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="The same, in or after 2019, May 2019, …")] = (
        None
    ),
    until: Annotated[str | None, typer.Option(help="The same, in or before 2019, …")] = None,
    area: Annotated[
        str | None, typer.Option(help="With a judgement of this area: leaders, in_care, …")
    ] = None,
    grade: Annotated[
        str | None,
        typer.Option(help="With this grade in that area; in any but the board's if none is given."),
    ] = None,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only those with conflicts or faults.")
    ] = False,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, a row a document.")] = False,
) -> None:
    """List what is held. Options that may be given again take any of what they name."""
    from assistant.held import Wanted, document_json, document_line, documents_csv
    from corpus.catalogue import SET_ASIDE

    if as_json and as_csv:
        raise ValueError("Choose one of --json and --csv.")
    wanted = Wanted.of(
        authority or (), kind or (), framework or (), year, since, until, area, grade, conflicts
    )
    catalogue = open_catalogue()
    counts = catalogue.paragraph_counts()
    held = catalogue.documents()
    chosen = [document for document in held if wanted.takes(document)]
    if as_csv:
        _print_as_is(documents_csv((document, counts[document.name]) for document in chosen))
        return
    for document in chosen:
        if as_json:
            print(json.dumps(document_json(document, counts[document.name]), ensure_ascii=False))
        else:
            print(document_line(document, conflicts))
    if as_json:
        return
    if wanted == Wanted():
        for file in catalogue.reports(SET_ASIDE):
            print(f"Set aside on {file['time'][:10]}: {file['name']}: {file['reason']}.")
    if not held:
        print(_NOTHING_HELD)
    elif not chosen:
        print(f"None of the {len(held)} documents held is of that description.")


def _print_as_is(text: str) -> None:
    """Print without turning line ends into the system's: those of CSV are its own."""
    import io

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")
    sys.stdout.write(text)


def show(
    document: Annotated[str, typer.Argument(help="Its name, or an ending or part of it.")],
    paragraph: Annotated[
        str | None, typer.Option(help="The paragraphs of this number, whole.")
    ] = None,
    section: Annotated[
        str, typer.Option(help="Only sections whose headings have these words.")
    ] = "",
    page: Annotated[int | None, typer.Option(help="What stands on this page of the file.")] = None,
    quote: Annotated[str | None, typer.Option(help="Where exactly these words stand.")] = None,
    image: Annotated[
        Path | None,
        typer.Option(help="Write a picture of the page, .png or .jpg, with the words marked."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what was read of a document: its outline, a paragraph, a page, or where words stand."""
    from assistant.show import Asked, draw, shown_json, shown_lines

    catalogue = open_catalogue()
    whole = _document(document, catalogue)
    asked = Asked.of(whole, paragraph, section, page, quote)
    reports = [report for report in catalogue.reports() if report["name"] == whole.name]
    count = catalogue.paragraph_counts()[whole.name]
    drawn = draw(asked, catalogue.original(whole.name), image) if image else None
    if as_json:
        shown = shown_json(asked, count, reports)
        print(json.dumps({**shown, "image": str(image)} if image else shown, ensure_ascii=False))
        return
    if drawn:
        print(drawn)
        return
    for line in shown_lines(asked, reports):
        print(line)


def _document(asked: str, catalogue: Catalogue) -> Document:
    """The document meant.

    Raises:
        ValueError: none or several are meant, or its file was set aside.
    """
    from assistant.locate import resolve_name
    from corpus.catalogue import SET_ASIDE

    names = [document.name for document in catalogue.documents()]
    aside = {file["name"]: file["reason"] for file in catalogue.reports(SET_ASIDE)}
    if not names and not aside:
        raise ValueError(_NOTHING_HELD)
    try:
        document = catalogue.document(resolve_name(asked, names))
    except ValueError:
        with suppress(ValueError):
            asked = resolve_name(asked, list(aside))
        if asked in aside:
            raise ValueError(f"{asked} was set aside: {aside[asked]}.") from None
        raise
    if document is None:
        raise ValueError(f"{asked} was removed just now.")
    return document


def doctor(as_json: AsJson = False) -> None:
    """Check the store. Ends with status 1 if something needs doing, and says which command."""
    from assistant.check_store import check_store
    from assistant.health import finding_json, finding_lines

    catalogue = open_catalogue()
    with catalogue.writing_alone(), progress("Checking") as advance:
        findings = check_store(catalogue, model_set(), advance)
    if as_json:
        for finding in findings:
            print(json.dumps(finding_json(finding), ensure_ascii=False))
    else:
        for line in finding_lines(findings):
            print(line)
    if any(finding.mend for finding in findings):
        raise typer.Exit(1)


def remove(
    names: Annotated[list[str], typer.Argument(help="Names as `findings documents` gives them.")],
) -> None:
    """Remove documents from the catalogue and the index; a file set aside is no longer listed."""
    from assistant.library_changes import remove_documents

    catalogue, index, _ = open_store()
    done = remove_documents(names, catalogue, index)
    print(f"{len(done.removed)} removed.")
    if done.forgotten:
        print(f"No longer said to be set aside: {', '.join(done.forgotten)}.")
    if done.missing:
        missing = ", ".join(done.missing)
        raise ValueError(f"Not held: {missing}. `findings documents` lists what is.")


def reindex() -> None:
    """Make the vector index again from the catalogue, with the model that is set."""
    from corpus.vectors import empty_index
    from ingest.run import reindex as run

    settings = settings_in_force()
    _ = model_set().revision  # a wrong model is said before anything is thrown away
    with open_catalogue().writing_alone():
        open_catalogue().mark_all_unindexed()
        empty_index(settings.home, settings.chroma_url)
        catalogue, index, model = open_store()
        with progress("Encoding") as advance:
            count = run(catalogue, index, model, advance)
    print(f"{count} passages are in the index.")


def register(
    out: Annotated[
        Path | None, typer.Option(help="The file to write; the one that comes with Findings.")
    ] = None,
) -> None:
    """Write the register of inspections, with their dates and grades, from what is held.

    The one that comes with Findings is not written over if that would lose any inspection.
    """
    import corpus
    from corpus.register import not_held, write_register

    path = out or Path(corpus.__file__).parent / "inspections.csv"
    if not path.parent.is_dir():
        raise ValueError(f"There is no folder {path.parent}: make it, or choose another.")
    if path.exists() and not path.is_file():
        raise ValueError(f"{path} is no file that can be written over: choose another.")
    held = open_catalogue().documents()
    if not held:
        raise ValueError(_NOTHING_HELD)
    lost = len(not_held(held)) if out is None else 0
    if lost:
        raise ValueError(
            f"The register that comes with Findings would lose {lost} of its inspections and "
            "visits, of which no document is held: write another with --out FILE."
        )
    print(f"{write_register(held, path)} inspections and visits are in {path}.")


#: In the order of `findings --help`.
LIBRARY_COMMANDS: Sequence[Any] = (
    ingest,
    documents,
    show,
    doctor,
    remove,
    reindex,
    register,
)
