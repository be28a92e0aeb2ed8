"""A run on the terminal, and the conditions that it must meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from evals.compare import Change, Difference
from evals.estimates import Aggregate, Estimate
from evals.measures import BY_NAME, MEASURES
from evals.results_folder import Run, Summary

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


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
    recall = whole.value("recall_5") or 0.0
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


def print_report(run: Run, baselines: Sequence[Run] = (), console: Console | None = None) -> None:
    """Print the tables and what a reader must know beside them; by default on standard output."""
    from rich.console import Console

    console = console or Console()
    summary = run.summary
    console.print(f"{summary.overall.questions} questions, {summary.date}", highlight=False)
    console.print(table("The ranking", summary, _ranking_cells))
    console.print(table("The answers", summary, _answer_cells))
    if len(summary.by_file) > 1:
        console.print(_files_table(summary))
    console.print(_systems_table([run, *baselines]))
    for line in remarks(summary):
        console.print(line, highlight=False)


def table(title: str, summary: Summary, cells: Callable[[Aggregate], dict[str, str]]) -> Table:
    """A row for each kind of question and one for all, with `cells` by the heads of columns.

    Two such tables, since one with every measure does not fit 80 characters.
    """
    grid = _grid(title, "kind", *cells(summary.overall))
    for kind, row in summary.by_kind.items():
        grid.add_row(kind, *cells(row).values())
    grid.add_section()
    grid.add_row("all", *cells(summary.overall).values())
    return grid


def print_comparison(
    names: tuple[str, str],
    found: Sequence[Difference],
    changed: Sequence[Change],
    alone: Sequence[str],
    console: Console | None = None,
) -> None:
    """Print two runs beside each other: by measure, then the questions that changed."""
    from rich.console import Console

    console = console or Console()
    for letter, name in zip("AB", names, strict=True):
        console.print(f"{letter}: {name}", highlight=False, markup=False)
    grid = _grid("", "measure", "A", "B", "B − A", "95%", "p", "better", "worse")
    for each in found:
        grid.add_row(
            each.measure.title,
            share(each.first),
            share(each.second),
            f"{each.difference:+z.2f}",
            _range(each, "+z.2f"),
            "–" if each.p is None else f"{each.p:.3f}",
            str(len(each.better)),
            str(len(each.worse)),
        )
    console.print(grid)
    console.print(f"{len(changed)} questions changed.", highlight=False)
    for change in changed:
        console.print(_change_line(change), highlight=False, markup=False)
    if alone:
        console.print(
            f"Not compared, since only one run has them so: {', '.join(alone)}.",
            highlight=False,
            markup=False,
        )


def _change_line(change: Change) -> str:
    before, after = change.status
    moved = [f"{title} {share(a)} → {share(b)}" for title, a, b in change.measures]
    status = [f"{before} → {after}"] if before != after else []
    return f"{change.id}: {'; '.join(status + moved)}"


def remarks(summary: Summary) -> list[str]:
    """Sentences under the tables: refusals, time, and what was not held, left out or failed."""
    whole = summary.overall
    answerable_refused = whole.refused - whole.unanswerable_refused
    lines = [
        f"Refused: {whole.unanswerable_refused} of {whole.unanswerable} unanswerable questions and"
        f" {answerable_refused} of {whole.answerable} answerable"
        f" (precision {share(whole.value('refusal_precision'))},"
        f" recall {share(whole.value('refusal_recall'))}).",
    ]
    if whole.seconds:
        lines.append(
            f"Seconds a question: median {whole.seconds['median']:.2f},"
            f" 95th percentile {whole.seconds['p95']:.2f}, longest {whole.seconds['longest']:.2f}."
        )
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


def share(value: float | None) -> str:
    """A share, or a dash: two decimals, three near 0 and 1, where more hangs on them."""
    return "–" if value is None else f"{value:.{_decimals(value)}f}"


def with_interval(estimate: Estimate | None) -> str:
    """ "0.83 (0.75 to 0.90)", or a dash."""
    if estimate is None:
        return "–"
    low_to_high = _range(estimate, f".{_decimals(estimate.value)}f")
    return share(estimate.value) + (f" ({low_to_high})" if low_to_high else "")


def _decimals(value: float) -> int:
    return 3 if 0 < value < 0.1 or 0.99 < value < 1 else 2


def _range(estimate: Estimate | Difference, form: str) -> str:
    """ "0.75 to 0.90"; empty where there is no interval."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{estimate.low:{form}} to {estimate.high:{form}}"


def _files_table(summary: Summary) -> Table:
    """A row for each file of questions."""
    names = ("recall_5", "reciprocal_rank", "gold_shown", "wrong_visit", "refusal_right")
    grid = _grid("By file", "file", "questions", *(BY_NAME[name].title for name in names))
    for file, row in summary.by_file.items():
        grid.add_row(file, str(row.questions), *(share(row.value(name)) for name in names))
    return grid


def _systems_table(runs: Sequence[Run]) -> Table:
    """A row for each measure, a column for each system; the first with its intervals."""
    grid = _grid("All questions, with 95% intervals", "measure", *(r.summary.system for r in runs))
    first, *others = (run.summary.overall for run in runs)
    for measure in MEASURES:
        if found := first.measures.get(measure.name):
            values = [other.value(measure.name) for other in others]
            grid.add_row(measure.title, with_interval(found), *map(share, values))
    return grid


def _grid(title: str, first: str, *heads: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    grid = Table(
        first,
        title=title,
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
        collapse_padding=True,
    )
    for head in heads:
        grid.add_column(head, justify="right")
    return grid


def _ranking_cells(row: Aggregate) -> dict[str, str]:
    """What the passages ranked are worth."""
    values: Mapping[str, str] = {
        "recall@1": "recall_1",
        "@3": "recall_3",
        "@5": "recall_5",
        "@10": "recall_10",
        "success@5": "success_5",
        "MRR": "reciprocal_rank",
    }
    return {
        "questions": str(row.answerable),
        **{head: share(row.value(name)) for head, name in values.items()},
    }


def _answer_cells(row: Aggregate) -> dict[str, str]:
    """What the quotations shown, and the refusals, are worth."""
    return {
        "gold\nshown": share(row.value("gold_shown")),
        "first\nright": share(row.value("first_quote_right")),
        "refusal\nright": f"{row.refusal_right}/{row.questions}",
        "\nquotes": str(row.quotes),
        "wrong\nauth.": str(row.wrong_authority),
        "wrong\nvisit": str(row.wrong_visit),
        "\ninexact": str(row.inexact),
    }
