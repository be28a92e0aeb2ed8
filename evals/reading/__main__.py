"""`python -m evals.reading FOLDER --truth FOLDER --questions FILE`: read everything and compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from corpus.embedding import EmbeddingModel
from corpus.types import Document, Passage
from evals.matching import file_of
from evals.questions import Gold, load_pairs
from evals.reading.checks import (
    compare_board,
    compare_headings,
    compare_numbers,
    compare_published,
    compare_title,
)
from evals.reading.compare import Comparison, load_rows, load_verdicts
from evals.reading.furniture import compare_furniture, compare_lines
from evals.reading.printed import printed_pages
from evals.reading.quotations import compare_gold, compare_highlight, draw_quotations
from evals.reading.report import missed, print_report, shares, write_files
from evals.reading.speed import EVERY, measure_speed
from evals.reading.truth import compare_letter, compare_listing, compare_report
from evals.results_folder import RESULTS, results_folder
from ingest.errors import UnreadableFile
from ingest.files import LISTING, find_files
from ingest.passages import split_into_passages
from ingest.read import read_document

#: Who is right where values differ, looked up on the page. It is never used to read anything.
VERDICTS = Path(__file__).parents[1] / "reading_verdicts.csv"


@dataclass(frozen=True, slots=True)
class Held:
    """A file, the document read from it, and the document's passages."""

    path: Path
    document: Document
    passages: Sequence[Passage]


def read_folder(folder: Path, model: EmbeddingModel) -> tuple[list[Held], list[tuple[str, str]]]:
    """Every document of a folder, and the (name, reason) of each file that is none."""
    found, refused = find_files([folder])
    held: list[Held] = []
    for file in found:
        try:
            document = read_document(file.name, file.path.read_bytes(), file.listing)
        except UnreadableFile as error:
            refused.append((file.name, str(error)))
            continue
        passages = split_into_passages(document, model.count_tokens, model.longest)
        held.append(Held(file.path, document, passages))
    return held, refused


def compare_with_truth(
    documents: Mapping[str, Document], truth: Path, listing: Path
) -> Iterator[Comparison]:
    """What was read beside the tables `judgements.csv`, `focused-visits.csv` and the listing."""
    for row in load_rows(truth / "judgements.csv"):
        yield from compare_report(row, documents.get(row["file"]))
    for row in load_rows(truth / "focused-visits.csv"):
        yield from compare_letter(row, documents.get(row["file"]))
    for row in load_rows(listing):
        yield from compare_listing(row, documents.get(row["file"]))


def compare_with_pages(held: Sequence[Held], gold: Sequence[Gold]) -> Iterator[Comparison]:
    """What was read beside the pages themselves, the known quotations and the highlights."""
    for each in held:
        pages = printed_pages(each.path) if each.document.pages else []
        yield from compare_board(each.document, pages)
        yield from compare_headings(each.document)
        yield from compare_title(each.document, pages)
        yield from compare_published(each.document, pages)
        yield from compare_numbers(each.document, pages)
        yield from compare_furniture(each.document, each.passages, pages)
        yield from compare_lines(each.document, pages)
        asked = [one for one in gold if one.file == file_of(each.document.name)]
        yield from compare_gold(each.document, each.passages, asked)
    drawn = draw_quotations([(each.path, each.document, each.passages) for each in held])
    for path, document, span in drawn:
        yield compare_highlight(path, document, span)


def main(
    folder: Annotated[Path, typer.Argument(help="The documents, with their sources.csv.")],
    truth: Annotated[Path, typer.Option(help="Where judgements.csv and focused-visits.csv are.")],
    questions: Annotated[Path, typer.Option(help="Known pairs, with their quotations.")],
    out: Annotated[Path | None, typer.Option(help="Where the results are written.")] = None,
) -> None:
    """Compare what is read of every document with what is known of it, and print the report."""
    held, refused = read_folder(folder, EmbeddingModel())
    documents = {each.document.name: each.document for each in held}
    gold = list(dict.fromkeys(one for pair in load_pairs(questions) for one in pair.gold))
    comparisons = [
        *compare_with_truth(documents, truth, folder / LISTING),
        *compare_with_pages(held, gold),
    ]
    sample = [each for each in held if each.document.pages][::EVERY]
    speed = measure_speed([(each.document.name, each.path.read_bytes()) for each in sample])
    verdicts = load_verdicts(VERDICTS)
    print_report(comparisons, verdicts, speed)
    about = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "documents": len(held),
        "refused": refused,
    }
    out = out or results_folder(datetime.now(), RESULTS / "reading")
    write_files(out, comparisons, verdicts, speed, about)
    typer.echo(f"Written to {out}.")
    raise typer.Exit(bool(missed(shares(comparisons, verdicts))))


if __name__ == "__main__":
    typer.run(main)
