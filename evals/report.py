"""The report: averages over the questions and by kind, as tables and as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from evals.measures import QuestionResult
from evals.questions import QUESTION_KINDS

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

RESULTS = Path("evals/results")


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Averages and counts over some questions. An average over no question is None.

    Averages of retrieval are over the questions with gold, each question weighing the same.
    """

    questions: int
    answerable: int
    """Questions with gold."""
    recall_1: float | None
    recall_3: float | None
    recall_5: float | None
    recall_10: float | None
    success_5: float | None
    reciprocal_rank: float | None
    gold_shown: float | None
    gold_shown_share: float | None
    refusal_right: int
    """Questions refused, or not refused, as they should be."""
    unanswerable_refused: int
    answerable_refused: int
    quotes: int
    wrong_authority: int
    """Quotations; those of questions whose gold documents are not all held are not judged."""
    wrong_visit: int
    inexact: int
    errors: int
    """Questions that got no answer."""
    seconds_median: float | None
    seconds_longest: float | None

    @property
    def unanswerable(self) -> int:
        """Questions without gold."""
        return self.questions - self.answerable

    @property
    def refusal_precision(self) -> float | None:
        """Of the questions refused, the share that no document answers."""
        refused = self.unanswerable_refused + self.answerable_refused
        return self.unanswerable_refused / refused if refused else None

    @property
    def refusal_recall(self) -> float | None:
        """Of the questions that no document answers, the share refused."""
        return self.unanswerable_refused / self.unanswerable if self.unanswerable else None


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run of the evaluation came to, and what it was run on."""

    date: str
    """When it ended, ISO, in UTC."""
    question_files: tuple[str, ...]
    settings: Mapping[str, Any]
    """The assistant's, as the caller gave them."""
    documents_held: int
    gold_documents: int
    gold_documents_not_held: tuple[str, ...]
    """Of the documents that the questions' gold stands in, by name without folder and ending."""
    left_out: int
    """Questions left out because what they need is not held."""
    overall: Aggregate
    by_kind: Mapping[str, Aggregate]


def aggregate(results: Sequence[QuestionResult]) -> Aggregate:
    """Averages and counts over some questions' results."""
    answerable = [result for result in results if result.kind != "unanswerable"]
    unanswerable = [result for result in results if result.kind == "unanswerable"]
    seconds = [result.seconds for result in results if result.seconds is not None]
    return Aggregate(
        questions=len(results),
        answerable=len(answerable),
        recall_1=_mean(result.recall_1 for result in results),
        recall_3=_mean(result.recall_3 for result in results),
        recall_5=_mean(result.recall_5 for result in results),
        recall_10=_mean(result.recall_10 for result in results),
        success_5=_mean(result.success_5 for result in results),
        reciprocal_rank=_mean(result.reciprocal_rank for result in results),
        gold_shown=_mean(result.gold_shown for result in results),
        gold_shown_share=_mean(result.gold_shown_share for result in results),
        refusal_right=sum(result.refusal_right for result in results),
        unanswerable_refused=sum(result.status == "refused" for result in unanswerable),
        answerable_refused=sum(result.status == "refused" for result in answerable),
        quotes=sum(result.quotes for result in results),
        wrong_authority=sum(result.wrong_authority or 0 for result in results),
        wrong_visit=sum(result.wrong_visit or 0 for result in results),
        inexact=sum(result.inexact for result in results),
        errors=sum(result.error is not None for result in results),
        seconds_median=median(seconds) if seconds else None,
        seconds_longest=max(seconds, default=None),
    )


def by_kind(results: Sequence[QuestionResult]) -> dict[str, Aggregate]:
    """The aggregate of each kind of question that was asked."""
    groups = {kind: [r for r in results if r.kind == kind] for kind in QUESTION_KINDS}
    return {kind: aggregate(group) for kind, group in groups.items() if group}


def check(
    summary: Summary,
    minimum_recall5: float | None = None,
    all_unanswerable_refused: bool = False,
    no_inexact: bool = False,
) -> list[str]:
    """The conditions that a run fails, one sentence each; none if it passes.

    That some question was asked, and that none got no answer, is always a condition.
    """
    whole = summary.overall
    recall = whole.recall_5 or 0.0
    let_by = whole.unanswerable - whole.unanswerable_refused
    failed = {
        "No question was asked.": whole.questions == 0,
        f"{whole.errors} of {whole.questions} questions got no answer.": whole.errors > 0,
        f"Recall@5 is {recall:.3f}, below {minimum_recall5}.": (
            minimum_recall5 is not None and recall < minimum_recall5
        ),
        f"{let_by} of {whole.unanswerable} unanswerable questions were not refused.": (
            all_unanswerable_refused and let_by > 0
        ),
        f"{whole.inexact} of {whole.quotes} quotations are not exact.": (
            no_inexact and whole.inexact > 0
        ),
    }
    return [sentence for sentence, is_so in failed.items() if is_so]


def results_folder(now: datetime, below: Path = RESULTS) -> Path:
    """Where a run at `now` writes by default: "evals/results/2026-08-01T093000"."""
    return below / now.strftime("%Y-%m-%dT%H%M%S")


def write_results(out: Path, results: Sequence[QuestionResult], summary: Summary) -> None:
    """Write `questions.jsonl` (a result a line) and `summary.json` into a folder, made if needed.

    Raises:
        OSError: the folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(asdict(result), ensure_ascii=False) + "\n" for result in results]
    (out / "questions.jsonl").write_text("".join(lines), encoding="utf-8")
    whole = json.dumps(asdict(summary), ensure_ascii=False, indent=2, default=str)
    (out / "summary.json").write_text(whole + "\n", encoding="utf-8")


def print_report(summary: Summary, console: Console | None = None) -> None:
    """Print the tables and what a reader must know beside them; by default on standard output."""
    from rich.console import Console

    console = console or Console()
    console.print(f"{summary.overall.questions} questions, {summary.date}", highlight=False)
    console.print(table("The ranking", summary, _ranking_cells))
    console.print(table("The answers", summary, _answer_cells))
    for line in remarks(summary):
        console.print(line, highlight=False)


def table(title: str, summary: Summary, cells: Callable[[Aggregate], dict[str, str]]) -> Table:
    """A row for each kind of question and one for all, with `cells` by the heads of columns.

    Two such tables, since one with every measure does not fit 80 characters.
    """
    from rich.table import Table

    grid = Table("kind", title=title, title_justify="left")
    for head in cells(summary.overall):
        grid.add_column(head, justify="right")
    for kind, row in summary.by_kind.items():
        grid.add_row(kind, *cells(row).values())
    grid.add_section()
    grid.add_row("all", *cells(summary.overall).values())
    return grid


def remarks(summary: Summary) -> list[str]:
    """Sentences under the tables: refusals, time, and what was not held, left out or failed."""
    whole = summary.overall
    lines = [
        f"Refused: {whole.unanswerable_refused} of {whole.unanswerable} unanswerable questions and"
        f" {whole.answerable_refused} of {whole.answerable} answerable"
        f" (precision {_share(whole.refusal_precision)}, recall {_share(whole.refusal_recall)}).",
        f"Seconds a question: median {_share(whole.seconds_median)},"
        f" longest {_share(whole.seconds_longest)}.",
    ]
    if summary.gold_documents_not_held:
        lines.append(
            f"Not held: {len(summary.gold_documents_not_held)} of {summary.gold_documents}"
            " documents that the questions are about."
        )
    if summary.left_out:
        lines.append(f"Left out: {summary.left_out} questions that need a document not held.")
    if whole.errors:
        lines.append(f"No answer: {whole.errors} questions, scored 0.")
    return lines


def _ranking_cells(row: Aggregate) -> dict[str, str]:
    """What the passages ranked are worth."""
    return {
        "questions": str(row.answerable),
        "recall@1": _share(row.recall_1),
        "@3": _share(row.recall_3),
        "@5": _share(row.recall_5),
        "@10": _share(row.recall_10),
        "success@5": _share(row.success_5),
        "RR": _share(row.reciprocal_rank),
    }


def _answer_cells(row: Aggregate) -> dict[str, str]:
    """What the quotations shown, and the refusals, are worth."""
    return {
        "gold\nshown": _share(row.gold_shown),
        "its\nshare": _share(row.gold_shown_share),
        "refusal\nright": f"{row.refusal_right}/{row.questions}",
        "\nquotes": str(row.quotes),
        "wrong\nauth.": str(row.wrong_authority),
        "wrong\nvisit": str(row.wrong_visit),
        "\ninexact": str(row.inexact),
    }


def _share(value: float | None) -> str:
    """Two decimals, or a dash."""
    return "–" if value is None else f"{value:.2f}"


def _mean(values: Iterable[float | None]) -> float | None:
    """The mean of those that apply; None if none does."""
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
