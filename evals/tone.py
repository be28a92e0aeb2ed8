"""How well strengths and concerns are told apart: measured on sentences labelled by hand.

The sentences of `tone_labels.csv` were read in their context and labelled before any model was
asked. Those of the parts "test" and "development" were drawn at random, as many from each era and
kind of document; those of "turns" from sentences with "but", "however", "although", "while" or
"despite". Settings of `train_tone.py` were chosen on the last two, and none is learnt from.
The labels go by these rules:

- strength: what is done, or its effect, is as it should be, or better than it was;
- concern: something is missing, weak, late, uneven or does harm, or is asked to be changed: tasks
  and recommendations too, and a weakness that leaders know of or plan to mend;
- neutral: facts, figures, roles, what was looked at, and plans, with nothing said of their worth;
- with both sides, the one that the sentence ends on decides, and `both` says "yes".

Print the figures, or draw the sentences again, without labels, from a data folder:

    python -m evals.tone
    python -m evals.tone draw data
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from assistant.tone import TONES, SentenceTone, tones
from corpus.sentences import sentence_spans
from corpus.types import Document
from evals.matching import letters_only

LABELS = Path(__file__).parent / "tone_labels.csv"

#: The draw that the labels were given to: the seed, and how many sentences of each stratum.
_SEED = 2026
_DRAWN = {"test": 40, "development": 60}

#: Words of a short sentence or list item, at most.
_SHORT = 12

#: Draws of a bootstrap interval, and its seed.
_RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of a document, and the tone that a reader gave it."""

    part: str
    stratum: str
    document: str
    start: int
    end: int
    sentence: str
    label: str
    both: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How well the tones found agree with the labels."""

    count: int
    accuracy: float
    interval: tuple[float, float]
    """Of the accuracy, 95%, by bootstrap over the sentences."""
    by_tone: dict[str, tuple[float, float, float, int]]
    """Precision, recall, F1, and how many have this label."""
    confusion: tuple[tuple[int, ...], ...]
    """Rows are labels, columns are what was found, both in the order of `TONES`."""
    wrong_side: float
    """The share of all sentences that are praise taken for criticism, or the reverse."""


def load_labels(path: Path = LABELS) -> list[Labelled]:
    """The sentences labelled by hand.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Labelled(
                row["part"],
                row["stratum"],
                row["document"],
                int(row["start"]),
                int(row["end"]),
                row["sentence"],
                row["label"],
                row["both"] == "yes",
            )
            for row in csv.DictReader(file)
        ]


def measure(labelled: Sequence[Labelled], found: Sequence[SentenceTone]) -> Figures:
    """The figures of one or more sentences, with what was found of each."""
    import numpy as np
    from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

    labels = [each.label for each in labelled]
    ours = [each.tone for each in found]
    right = np.array([a == b for a, b in zip(labels, ours, strict=True)])
    samples = np.random.default_rng(_SEED).integers(0, len(right), (_RESAMPLES, len(right)))
    low, high = np.quantile(right[samples].mean(axis=1), (0.025, 0.975)).tolist()
    scores = precision_recall_fscore_support(labels, ours, labels=TONES, zero_division=0.0)
    table = confusion_matrix(labels, ours, labels=TONES)
    return Figures(
        count=len(right),
        accuracy=float(right.mean()),
        interval=(low, high),
        by_tone={
            tone: (float(p), float(r), float(f), int(n))
            for tone, p, r, f, n in zip(TONES, *scores, strict=True)
        },
        confusion=tuple(tuple(map(int, row)) for row in table),
        wrong_side=float((table[0, 1] + table[1, 0]) / len(right)),
    )


def report(labelled: Sequence[Labelled], found: Sequence[SentenceTone]) -> str:
    """The figures as Markdown: overall, by tone, what is taken for what, and by groups."""
    from sklearn.metrics import roc_auc_score

    figures = measure(labelled, found)
    low, high = figures.interval
    lines = [
        f"{figures.count} sentences: accuracy {figures.accuracy:.3f} ({low:.3f} to {high:.3f}); "
        f"praise and criticism confused in {figures.wrong_side:.3f}.",
        "",
        "| label | n | precision | recall | F1 | " + " | ".join(f"as {t}" for t in TONES) + " |",
        "|---|---|---|---|---|---|---|---|",
    ]
    sides = [
        (a.label == "strength", b.balance)
        for a, b in zip(labelled, found, strict=True)
        if a.label != "neutral"
    ]
    if len({is_strength for is_strength, _ in sides}) == 2:
        area = roc_auc_score(*zip(*sides, strict=True))
        lines[0] += f" Praise from criticism: area under the curve {area:.2f}."
    for tone, row in zip(TONES, figures.confusion, strict=True):
        p, r, f, n = figures.by_tone[tone]
        lines.append(
            f"| {tone} | {n} | {p:.2f} | {r:.2f} | {f:.2f} | {' | '.join(map(str, row))} |"
        )
    lines += ["", "| group | n | accuracy | 95% | confused |", "|---|---|---|---|---|"]
    for name, belongs in _groups(labelled).items():
        chosen = [(a, b) for a, b in zip(labelled, found, strict=True) if belongs(a)]
        own = measure(*map(list, zip(*chosen, strict=True)))
        low, high = own.interval
        lines.append(
            f"| {name} | {own.count} | {own.accuracy:.2f} | {low:.2f} to {high:.2f} "
            f"| {own.wrong_side:.2f} |"
        )
    return "\n".join(lines)


def _groups(labelled: Sequence[Labelled]) -> dict[str, Callable[[Labelled], bool]]:
    """The groups reported on, and who belongs to each; none is empty."""

    def of_stratum(name: str) -> Callable[[Labelled], bool]:
        return lambda each: each.stratum == name

    groups = {name: of_stratum(name) for name in sorted({each.stratum for each in labelled})}
    groups[f"up to {_SHORT} words"] = lambda each: len(each.sentence.split()) <= _SHORT
    groups["both sides"] = lambda each: each.both
    return {name: belongs for name, belongs in groups.items() if any(map(belongs, labelled))}


def stratum_of(document: Document) -> str | None:
    """Of what era and kind a document is; None for guidance and others."""
    match document.kind:
        case "looked_after_2013" | "sif" | "sif_reinspection" | "lscb_review":
            return "reports 2013-18"
        case "ilacs":
            return "ILACS to 2021" if document.last_day.year < 2022 else "ILACS from 2022"
        case "focused_visit" | "monitoring_visit":
            return "focused visits"
        case "jtai":
            return "joint inspections"
        case _:
            return None


def draw(documents: Iterator[Document]) -> list[tuple[str, str, str, int, int, str]]:
    """Part, stratum, document, start, end and sentence: the rows to label, at random.

    Each sentence of a document is drawn from once, however often it says it.
    """
    held: dict[str, list[tuple[str, int, int, str]]] = {}
    for document in documents:
        if stratum := stratum_of(document):
            held.setdefault(stratum, []).extend(_sentences(document))
    rows = []
    for stratum in sorted(held):
        own = held[stratum]
        Random(_SEED).shuffle(own)  # noqa: S311
        first = 0
        for part, count in _DRAWN.items():
            rows += [(part, stratum, *one) for one in own[first : first + count]]
            first += count
    return sorted(rows, key=lambda row: list(_DRAWN).index(row[0]))


def _sentences(document: Document) -> Iterator[tuple[str, int, int, str]]:
    seen = set()
    for paragraph in document.paragraphs:
        if paragraph.role not in ("body", "item"):
            continue
        for start, end in sentence_spans(document.text, paragraph.start, paragraph.end):
            sentence = document.text[start:end]
            letters = letters_only(sentence)
            if letters not in seen and any(map(str.isalpha, sentence)):
                seen.add(letters)
                yield document.name, start, end, sentence


def documents_of(store: Path) -> Iterator[Document]:
    """Every document of a data folder, whole, by name.

    Raises:
        typer.BadParameter: the folder holds no catalogue that can be opened.
    """
    from corpus.catalogue import Catalogue, CatalogueError

    if not (store / "catalogue.sqlite3").is_file():
        raise typer.BadParameter(f"{store} is no data folder: it holds no catalogue.sqlite3.")
    try:
        catalogue = Catalogue(store)
    except CatalogueError as error:
        raise typer.BadParameter(str(error)) from error
    names = [document.name for document in catalogue.documents()]
    return (document for name in names if (document := catalogue.document(name)))


commands = typer.Typer(add_completion=False)


@commands.callback(invoke_without_command=True)
def print_figures(
    context: typer.Context,
    part: Annotated[
        str, typer.Option(help="Which sentences: test, development or turns.")
    ] = "test",
) -> None:
    """Measure the classifier on the sentences labelled by hand."""
    if context.invoked_subcommand:
        return
    labelled = [each for each in load_labels() if each.part == part]
    if not labelled:
        raise typer.BadParameter(f'There is no part "{part}": choose test, development or turns.')
    print(report(labelled, tones(each.sentence for each in labelled)))


@commands.command("draw")
def print_drawn(
    store: Annotated[Path, typer.Argument(help="A data folder with documents taken in.")],
) -> None:
    """Draw the sentences to label, as CSV."""
    writer = csv.writer(sys.stdout)
    writer.writerow(("part", "stratum", "document", "start", "end", "sentence"))
    writer.writerows(draw(documents_of(store)))


if __name__ == "__main__":
    commands()
