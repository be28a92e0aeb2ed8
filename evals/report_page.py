"""The report's two files: `report.md`, and `report.html` with plots.

The page's script, plotly's own, is written beside it; nothing comes from the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from evals.report_sections import Section, sections
from evals.results_folder import Run

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

SCRIPT = "plotly.min.js"


def write_report(out: Path, run: Run, baselines: Sequence[Run] = ()) -> None:
    """Write the report of a run into its folder. Raises OSError if it cannot be written."""
    write_sections(out, "Findings: evaluation", sections(run, baselines))


def write_sections(out: Path, title: str, parts: Sequence[Section]) -> None:
    """Write `report.md`, `report.html` and the page's script into a folder, made if needed.

    Raises:
        OSError: the folder cannot be written.
    """
    from plotly.offline import get_plotlyjs

    out.mkdir(parents=True, exist_ok=True)
    markdown = "\n\n".join(part.text.strip() for part in parts)
    (out / "report.md").write_text(markdown + "\n", encoding="utf-8")
    (out / "report.html").write_text(page(title, parts), encoding="utf-8")
    if any(part.figures for part in parts):
        (out / SCRIPT).write_text(get_plotlyjs(), encoding="utf-8")


def page(title: str, parts: Sequence[Section]) -> str:
    """The whole page. Text from documents and questions is shown as text, never as HTML."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    style = (Path(__file__).parent / "report.css").read_text("utf-8")
    body = [
        part_of_page
        for part in parts
        for part_of_page in (reader.render(part.text), *map(_drawn, part.figures))
    ]
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>\n<style>\n{style}</style>",
            *([f'<script src="{SCRIPT}"></script>'] if any(p.figures for p in parts) else []),
            "</head>\n<body>",
            *body,
            "</body>\n</html>\n",
        ]
    )


def _drawn(figure: Figure) -> str:
    html = figure.to_html(
        full_html=False,
        include_plotlyjs=False,
        config={"responsive": True, "displaylogo": False, "displayModeBar": False},
    )
    return f'<div class="figure">{html}</div>'
