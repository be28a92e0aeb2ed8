"""Ten tasks of the page's users, each done by a script in Debian's Chromium, counted and checked.

    python -m evals.tasks --address http://127.0.0.1:7860

with the page of `findings chat` running there over the store that the settings name: the same
store, since what a task ends with is compared with it. Nothing is added to it. Writes a Markdown
report, and prints it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from evals.task_checks import Held
from evals.task_list import TASKS, Task
from evals.task_timings import Timings, measure_timings, timing_lines
from evals.task_visitor import PATIENCE, TaskFailed, Visitor, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Where the latest report stands.
REPORT = Path("evals/tasks.md")


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one task."""

    task: Task
    clicks: int
    runs: int
    """Texts typed at one go, and single keys pressed."""
    seconds: float
    ended: str
    """What it ended with; of a task that failed, why."""
    failed: bool = False


def do_task(task: Task, browser: Browser, address: str, held: Held, folder: Path) -> Done:
    """Do one task as somebody who was never on the page."""
    from playwright.sync_api import Error

    visitor = Visitor(browser, address, folder)
    try:
        ended, failed = task.do(visitor, held), False
    except TaskFailed as error:
        ended, failed = str(error), True
    except Error as error:
        reason = " ".join(error.message.split())
        ended, failed = f"After up to {PATIENCE:.0f} s in the browser: {reason[:300]}", True
    finally:
        visitor.close()
    return Done(task, visitor.clicks, visitor.runs, visitor.seconds, ended, failed)


def report_lines(
    done: Sequence[Done], timings: Timings | None, when: datetime, state: str
) -> Iterator[str]:
    """The report in Markdown: the tasks, then the timings, then how both were measured."""
    good = sum(not each.failed for each in done)
    yield "# Ten tasks on the page"
    yield ""
    yield (
        f"{good} of {len(done)} tasks ended as they must, on {when.day} {when:%B %Y} at "
        f"{when:%H:%M} UTC; {state}."
    )
    yield ""
    yield "| | who | what is wanted | clicks | typed | seconds | ended with |"
    yield "| --: | :-- | :-- | --: | --: | --: | :-- |"
    for number, each in enumerate(done, start=1):
        ended = f"**failed:** {each.ended}" if each.failed else each.ended
        seconds = f"{each.seconds:.1f}" if each.seconds else "–"
        cells = [each.task.user, each.task.said, each.clicks, each.runs, seconds, ended]
        yield f"| {number} | " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"
    yield ""
    yield (
        "Clicks are the mouse’s; what is typed counts once for each text typed at one go, with the "
        "key that ends it. Seconds go from the page standing open to what was wanted being there; "
        "the script neither reads nor thinks, so they are the page’s own. Every quotation that a "
        "task ends with is looked for, letter by letter, in the stored text of the document that "
        "it should be from."
    )
    if timings:
        yield ""
        yield from timing_lines(timings)


def machine_state(documents: int) -> str:
    """What the machine was doing: "790 documents held, 2 processors, load 1.5 over 5 minutes"."""
    load = os.getloadavg()[1]
    processors = f"{os.cpu_count()} processors"
    return f"{documents} documents held, {processors}, a load of {load:.1f} over 5 minutes"


def main(
    address: Annotated[str, typer.Option(help="Where the page is running.")],
    only: Annotated[list[int] | None, typer.Option(help="Tasks to do, by number.")] = None,
    out: Annotated[Path, typer.Option(help="The file for the report.")] = REPORT,
) -> None:
    """Do the tasks and measure the page; ends with status 1 if a task failed."""
    from assistant.data_folder import open_catalogue, progress

    held = Held(open_catalogue())
    chosen = [task for n, task in enumerate(TASKS, start=1) if not only or n in only]
    state = machine_state(len(held.documents))
    done = []
    with (
        chromium() as browser,
        TemporaryDirectory(prefix="findings-tasks-") as folder,
        progress("Doing tasks") as advance,
    ):
        for number, task in enumerate(chosen):
            advance(number, len(chosen), task.said)
            done.append(do_task(task, browser, address, held, Path(folder)))
        timings = None if only else measure_timings(browser, address)
    report = "\n".join(report_lines(done, timings, datetime.now(UTC), state))
    if not only:
        out.write_text(report + "\n", encoding="utf-8")
    print(report)
    if any(each.failed for each in done):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
