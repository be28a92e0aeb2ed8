"""The reading report: shares by measure and framework, differences with verdicts, as files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evals.reading.compare import Comparison, Verdict, Verdicts
from evals.reading.speed import TARGET, Speed

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

#: The least share of each measure's values that must be right; in the order of the report.
TARGETS: Mapping[str, float] = {
    "grades": 0.995,
    "grades in headings": 0.995,
    "board’s grade in the pages": 0.995,
    "board’s grade kept apart": 1.0,
    "visit days of reports": 0.995,
    "lead inspector": 0.99,
    "authority": 1.0,
    "kind": 1.0,
    "publication date": 0.99,
    "letter date": 0.98,
    "visit days of letters": 0.98,
    "inspectors": 0.98,
    "focus": 0.98,
    "quotation in the text": 1.0,
    "quotation on its page": 1.0,
    "quotation within passages": 1.0,
    "paragraph numbers": 0.99,
    "no furniture in passages": 1.0,
    "every line held": 1.0,
    "highlights": 1.0,
}

NOT_LOOKED_UP = "not looked up"


@dataclass(frozen=True, slots=True)
class Share:
    """How many values of a measure, over all or of one group, are right."""

    measure: str
    group: str
    """The framework or kind; empty for the whole measure."""
    compared: int
    agree: int
    """Ours is what is known."""
    settled: int
    """They differ, and the page bears ours out, or both."""
    unknown: int
    """Nothing is known to compare with; in no other count."""

    @property
    def right(self) -> float | None:
        """The share that agrees or is borne out by the page; None if nothing was compared."""
        return (self.agree + self.settled) / self.compared if self.compared else None

    @property
    def met(self) -> bool:
        """Whether it reaches the measure's target. Of what was not compared nothing is said."""
        return self.right is None or self.right >= TARGETS[self.measure]


def verdict_on(comparison: Comparison, verdicts: Verdicts) -> Verdict | None:
    """The verdict on this value of ours, if the page was looked at."""
    return verdicts.get((comparison.file, comparison.field, comparison.ours))


def shares(comparisons: Sequence[Comparison], verdicts: Verdicts) -> list[Share]:
    """For each measure the whole, then each group, in the order of `TARGETS`."""
    return [
        _share([each for each in of_measure if group in ("", each.group)], measure, group, verdicts)
        for measure in TARGETS
        for of_measure in [[each for each in comparisons if each.measure == measure]]
        for group in ["", *dict.fromkeys(each.group for each in of_measure)]
    ]


def _share(
    comparisons: Sequence[Comparison], measure: str, group: str, verdicts: Verdicts
) -> Share:
    differ = [each for each in comparisons if each.right is False]
    found = [verdict_on(each, verdicts) for each in differ]
    agree = sum(each.right is True for each in comparisons)
    return Share(
        measure,
        group,
        agree + len(differ),
        agree,
        sum(verdict is not None and verdict.who in ("ours", "both") for verdict in found),
        sum(each.right is None for each in comparisons),
    )


def missed(all_shares: Iterable[Share]) -> list[str]:
    """A sentence for each measure that misses its target, or that had nothing to compare."""
    whole = [share for share in all_shares if not share.group]
    return [
        f"{share.measure}: nothing could be compared."
        if share.right is None
        else f"{share.measure}: {share.right:.4f}, below {TARGETS[share.measure]:g}"
        f" ({share.compared - share.agree - share.settled} of {share.compared} wrong)."
        for share in whole
        if share.right is None or not share.met
    ]


def write_files(
    out: Path,
    comparisons: Sequence[Comparison],
    verdicts: Verdicts,
    speed: Speed | None,
    about: Mapping[str, object],
) -> None:
    """Write `summary.json` and `differences.csv` into a folder, made if needed.

    Raises:
        OSError: the folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    found = shares(comparisons, verdicts)
    summary = {
        **about,
        "missed": missed(found),
        "shares": [{**asdict(share), "right": share.right} for share in found],
        "targets": TARGETS,
        "speed": {**asdict(speed), "ratio": speed.ratio, "target": TARGET} if speed else None,
    }
    whole = json.dumps(summary, ensure_ascii=False, indent=2)
    (out / "summary.json").write_text(whole + "\n", encoding="utf-8")
    with (out / "differences.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["file", "measure", "field", "page", "truth", "ours", "who", "why"])
        for each in differences(comparisons):
            verdict = verdict_on(each, verdicts) or Verdict("neither", "")
            who = verdict.who if verdict.why else NOT_LOOKED_UP
            row = [each.file, each.measure, each.field, each.page, each.truth, each.ours]
            table.writerow([*row, who, verdict.why])


def differences(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """Those whose two values differ, by measure."""
    order = list(TARGETS)
    differ = [each for each in comparisons if each.right is False]
    return sorted(differ, key=lambda each: (order.index(each.measure), each.file))


def print_report(
    comparisons: Sequence[Comparison],
    verdicts: Verdicts,
    speed: Speed | None,
    console: Console | None = None,
) -> None:
    """Print the tables, the differences and the speed; by default on standard output."""
    from rich.console import Console

    console = console or Console()
    found = shares(comparisons, verdicts)
    console.print(_shares_table(found))
    differ = differences(comparisons)
    console.print(f"{len(differ)} differences:", highlight=False)
    for each in differ:
        verdict = verdict_on(each, verdicts)
        says = f"{verdict.who}: {verdict.why}" if verdict else NOT_LOOKED_UP
        page = f", page {each.page}" if each.page else ""
        console.print(
            f"- {each.file}{page}, {each.field}: known {_cut(each.truth)!r},"
            f" read {_cut(each.ours)!r} ({says})",
            highlight=False,
            markup=False,
        )
    if speed:
        console.print(
            f"Speed: {speed.ours:.0f} pages a second, pypdf {speed.pypdf:.0f}: {speed.ratio:.1f}"
            f" times as fast, at least {TARGET:.0f} wanted ({speed.pages} pages of"
            f" {speed.files} files).",
            highlight=False,
        )
    for sentence in missed(found):
        console.print(f"Missed: {sentence}", highlight=False)


def _shares_table(found: Sequence[Share]) -> Table:
    from rich.table import Table

    grid = Table("measure", title="What was read", title_justify="left")
    for head in ("compared", "agree", "settled", "unknown", "right", "target"):
        grid.add_column(head, justify="right")
    for share in found:
        if not share.group:
            grid.add_section()
        grid.add_row(
            f"  {share.group}" if share.group else share.measure,
            str(share.compared),
            str(share.agree),
            str(share.settled),
            str(share.unknown),
            "–" if share.right is None else f"{share.right:.4f}",
            "" if share.group else f"{TARGETS[share.measure]:g}",
        )
    return grid


def _cut(text: str, longest: int = 70) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
