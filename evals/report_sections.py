"""The report as sections of Markdown, some with a plot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.baselines import CHUNK, OVERLAP
from evals.estimates import Aggregate, spread
from evals.measures import BY_NAME, MEASURES
from evals.plots import BY_KIND, kinds_figure, recall_figure, refusal_figure, time_figure
from evals.refusal_curve import CurvePoint, point_at, refusal_curve
from evals.report import remarks, share, with_interval
from evals.results import QuestionResult
from evals.results_folder import Run, Summary

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

#: Rows of the refusal table, beside the threshold in force.
_CURVE_ROWS = 12

#: Characters of a quotation in the list of failures.
_QUOTED = 300

_BY_FILE = ("recall_5", "reciprocal_rank", "gold_shown", "refusal_precision", "refusal_recall")
_BY_KIND_RANKING = ("recall_1", "recall_5", "recall_10", "reciprocal_rank")
_BY_KIND_ANSWERS = ("gold_shown", "first_quote_right", "wrong_visit", "refusal_right")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: Markdown, and the plots that stand under it on the page."""

    text: str
    figures: tuple[Figure, ...] = ()


def sections(run: Run, baselines: Sequence[Run] = ()) -> list[Section]:
    """The report of a run, with what baselines came to on the same questions."""
    runs = [run, *baselines]
    return [
        Section(_about(run.summary)),
        Section(_systems(runs), (recall_figure(runs),)),
        *([Section(_by_file(run.summary))] if len(run.summary.by_file) > 1 else []),
        Section(_by_kind(run.summary), tuple(kinds_figure(runs, name) for name in BY_KIND)),
        _refusal(run),
        Section(_time(runs), (time_figure(runs),)),
        Section(_failures(run.results)),
        Section(_meanings()),
    ]


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table: the first column to the left, the others to the right."""
    lines = [heads, ["---", *("--:" for _ in heads[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plain(text: str) -> str:
    """A text as Markdown that shows it as it is, on one line."""
    return re.sub(r"([\\`*_\[\]<>|#~&])", r"\\\1", " ".join(text.split()))


def _about(summary: Summary) -> str:
    files = [
        f"- {plain(file.path)}: {file.questions} questions, sha256 `{file.sha256}`"
        for file in summary.question_files
    ]
    settings = ", ".join(f"{name} {plain(str(value))}" for name, value in summary.settings.items())
    return "\n".join(
        [
            "# How well Findings answers",
            "",
            f"{summary.date}, Findings {summary.version}, {summary.documents_held} documents held"
            f" (`{summary.documents_sha256[:12]}`), {summary.overall.questions} questions, of which"
            f" {summary.overall.unanswerable} have no answer in the documents.",
            "",
            *files,
            *([f"- Settings: {settings}"] if settings else []),
            "",
            *(line + "\n" for line in remarks(summary)),
        ]
    )


def _systems(runs: Sequence[Run]) -> str:
    rows = [
        [measure.title, *map(with_interval, found)]
        for measure in MEASURES
        if any(found := [run.summary.overall.measures.get(measure.name) for run in runs])
    ]
    text = [
        "## All questions",
        "",
        "In brackets the 95% interval, by drawing the questions again (bootstrap). A share that is"
        " 0 or 1 for every question has an interval without width: of n questions, what was never"
        " seen may still happen in up to 3 / n.",
        "",
        markdown_table(["measure", *(run.summary.system for run in runs)], rows),
    ]
    if runs[1:]:
        text += [
            "",
            "The baselines rank the passages of all documents for the question as typed, without"
            " earlier messages, and never refuse; their first five passages are what they show."
            f" llama-index’s defaults: SentenceSplitter of {CHUNK} tokens with {OVERLAP} of"
            " overlap, the same"
            " embedding model without the learnt map, the ten nearest (its own default of two would"
            " find fewer); a chunk does not know its page.",
        ]
    return "\n".join(text)


def _by_kind(summary: Summary) -> str:
    rows = [*summary.by_kind.items(), ("all", summary.overall)]

    ranking, answers = (
        _grid("kind", rows, names) for names in (_BY_KIND_RANKING, _BY_KIND_ANSWERS)
    )
    return "\n\n".join(["## By kind of question", ranking, answers, _counts(rows)])


def _by_file(summary: Summary) -> str:
    rows = [(plain(name), row) for name, row in summary.by_file.items()]
    return f"## By file of questions\n\n{_grid('file', rows, _BY_FILE)}"


def _grid(first: str, rows: Sequence[tuple[str, Aggregate]], names: Sequence[str]) -> str:
    heads = [first, "questions", *(BY_NAME[name].title for name in names)]
    return markdown_table(heads, [[name, *_cells(row, names)] for name, row in rows])


def _cells(row: Aggregate, names: Sequence[str]) -> list[str]:
    return [str(row.questions), *(with_interval(row.measures.get(name)) for name in names)]


def _counts(rows: Sequence[tuple[str, Aggregate]]) -> str:
    heads = ["kind", "quotations", "wrong authority", "wrong visit", "misplaced", "inexact"]
    return markdown_table(
        heads,
        [
            [kind, *map(str, (r.quotes, r.wrong_authority, r.wrong_visit, r.misplaced, r.inexact))]
            for kind, r in rows
        ],
    )


def _refusal(run: Run) -> Section:
    in_force = run.summary.threshold
    curve = refusal_curve(run.results, in_force)
    if not curve:
        return Section("## Refusal\n\nNo evidence was recorded, so there is no curve.")
    text = "\n\n".join(
        [
            "## Refusal",
            "If the evidence were cut elsewhere: questions whose evidence is below the threshold"
            " refused, those refused for another reason (no such authority, no such visit, not"
            " these documents) as they are.",
            markdown_table(
                ["threshold", "refused", "precision", "recall"],
                [
                    [
                        f"{each.threshold:.3f}" + (" (in force)" * (each.threshold == in_force)),
                        str(each.refused),
                        share(each.precision),
                        share(each.recall),
                    ]
                    for each in _some_of(curve, in_force)
                ],
            ),
        ]
    )
    return Section(text, (refusal_figure(curve, in_force),))


def _some_of(curve: Sequence[CurvePoint], in_force: float | None) -> list[CurvePoint]:
    """A dozen points, evenly apart in order, with the one in force."""
    step = max(1, (len(curve) - 1) // (_CURVE_ROWS - 1))
    point = point_at(curve, in_force)
    return sorted({*curve[::step], curve[-1], *([point] if point else [])}, key=_threshold)


def _threshold(point: CurvePoint) -> float:
    return point.threshold


def _time(runs: Sequence[Run]) -> str:
    rows = [
        [plain(name), *(f"{seconds[each]:.3f}" for each in ("median", "p95", "longest"))]
        for run in runs
        for name, seconds in _spreads(run)
    ]
    heads = ["seconds", "median", "95th percentile", "longest"]
    return "\n\n".join(["## Time", markdown_table(heads, rows)])


def _spreads(run: Run) -> Iterator[tuple[str, dict[str, float]]]:
    """Seconds a question of a system, and of each of its steps where there are several."""
    if run.summary.overall.seconds:
        yield run.summary.system, dict(run.summary.overall.seconds)
    steps = dict.fromkeys(step for result in run.results for step in result.steps)
    for step in steps if len(steps) > 1 else ():
        yield f"… {step}", spread([r.steps[step] for r in run.results if step in r.steps])


def faults(result: QuestionResult) -> list[str]:
    """What is wrong with an answer, in words; nothing if it is right."""
    found = {
        f"no answer ({result.error})": result.error is not None,
        "refused": bool(result.gold) and result.status == "refused",
        "not refused": not result.gold and result.status not in (None, "refused"),
        "gold not shown": result.gold_shown == 0 and result.status not in (None, "refused"),
        f"{result.wrong_authority} of another authority": bool(result.wrong_authority),
        f"{result.wrong_visit} of another visit": bool(result.wrong_visit),
        f"{result.inexact} not exact": result.inexact > 0,
        f"{result.misplaced} misplaced": result.misplaced > 0,
    }
    return [fault for fault, is_so in found.items() if is_so]


def _failures(results: Sequence[QuestionResult]) -> str:
    wrong = [(result, said) for result in results if (said := faults(result))]
    head = f"## What failed: {len(wrong)} of {len(results)} questions"
    return "\n\n".join([head, *(_failure(result, said) for result, said in wrong)])


def _failure(result: QuestionResult, said: Sequence[str]) -> str:
    lines = [f"### {plain(result.id)} ({result.kind}): {plain('; '.join(said))}", ""]
    lines += [f"{plain(turn)}  " for turn in result.turns]
    lines += [f"**{plain(result.question)}**", ""]
    if result.gold:
        lines += ["Gold:", ""]
        lines += [
            f"- {plain(each.file)}{_page(each.page)}: {_quoted(each.quote)}" for each in result.gold
        ]
    lines += ["", f"Shown: {plain(result.lead) or 'nothing'}", ""]
    lines += [
        f"- {'✓ ' * each.holds_gold}{plain(each.document)}"
        f"{_page(each.pages[0] if each.pages else None)}: {_quoted(each.text)}"
        for each in result.shown
    ]
    return "\n".join(lines)


def _page(page: int | None) -> str:
    return "" if page is None else f", page {page}"


def _quoted(text: str) -> str:
    return f"“{plain(text if len(text) <= _QUOTED else text[:_QUOTED].rstrip() + '…')}”"


def _meanings() -> str:
    rows = [[measure.title, measure.meaning] for measure in MEASURES]
    lines = ["| measure | what it is |", "| --- | --- |"]
    lines += [f"| {title} | {meaning} |" for title, meaning in rows]
    return "\n".join(["## What each measure means", "", *lines])
