"""The report's plots, as plotly figures. Their colours of text and lines come from the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evals.measures import BY_NAME
from evals.ranking import CUTOFFS
from evals.refusal_curve import CurvePoint
from evals.results_folder import Run

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

#: Of the systems, in order: told apart in light and in dark, and by those who see few colours
#: (after Okabe and Ito's palette).
COLOURS = ("#3D8FD1", "#E69F00", "#009E73", "#CC79A7")

#: Shown by kind of question.
BY_KIND = ("recall_5", "gold_shown", "first_quote_right")


def recall_figure(runs: Sequence[Run]) -> Figure:
    """Recall against the number of passages ranked, a line for each system."""
    figure = _figure("passages ranked", "recall")
    for run, colour in zip(runs, COLOURS, strict=False):
        found = [run.summary.overall.measures.get(f"recall_{k}") for k in CUTOFFS]
        points = [(k, each) for k, each in zip(CUTOFFS, found, strict=True) if each]
        figure.add_scatter(
            x=[k for k, _ in points],
            y=[each.value for _, each in points],
            error_y=_error([(e.value, e.low, e.high) for _, e in points]),
            name=run.summary.system,
            mode="lines+markers",
            line_color=colour,
        )
    figure.update_xaxes(tickvals=list(CUTOFFS))
    return figure


def kinds_figure(runs: Sequence[Run], name: str) -> Figure:
    """A measure by kind of question, with its intervals, a colour for each system."""
    figure = _figure("", BY_NAME[name].title)
    for run, colour in zip(runs, COLOURS, strict=False):
        found = {
            kind: each
            for kind, row in run.summary.by_kind.items()
            if (each := row.measures.get(name))
        }
        figure.add_bar(
            x=list(found),
            y=[each.value for each in found.values()],
            error_y=_error([(e.value, e.low, e.high) for e in found.values()]),
            name=run.summary.system,
            marker_color=colour,
        )
    return figure


def refusal_figure(curve: Sequence[CurvePoint], in_force: float | None) -> Figure:
    """Precision and recall of refusal against the threshold on the evidence."""
    figure = _figure("refused below this evidence", "precision, recall")
    for name, colour in zip(("precision", "recall"), COLOURS, strict=False):
        figure.add_scatter(
            x=[point.threshold for point in curve],
            y=[getattr(point, name) for point in curve],
            name=name,
            mode="lines",
            line_color=colour,
            line_shape="hv",
        )
    if in_force is not None:
        figure.add_vline(x=in_force, line_dash="dash", line_color=COLOURS[3])
        figure.add_annotation(
            x=in_force, y=1.04, text="in force", showarrow=False, font_color=COLOURS[3]
        )
    return figure


def time_figure(runs: Sequence[Run]) -> Figure:
    """Seconds a question, a box for each system."""
    figure = _figure("", "seconds a question")
    for run, colour in zip(runs, COLOURS, strict=False):
        figure.add_box(
            y=[result.seconds for result in run.results if result.seconds is not None],
            name=run.summary.system,
            marker_color=colour,
        )
    figure.update_yaxes(range=None, rangemode="tozero")
    figure.update_layout(showlegend=False)
    return figure


def _error(values: Sequence[tuple[float, float | None, float | None]]) -> dict[str, object]:
    """Error bars from values and their intervals."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [None if high is None else high - value for value, _, high in values],
        "arrayminus": [None if low is None else value - low for value, low, _ in values],
        "thickness": 1,
    }


def _figure(x: str, y: str) -> Figure:
    """An empty figure, of no colour of its own, with shares from 0 to 1 upwards."""
    from plotly.graph_objects import Figure

    figure = Figure()
    figure.update_layout(
        template="none",
        height=360,
        margin={"l": 56, "r": 12, "t": 32, "b": 56},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.08, "x": 0},
        barmode="group",
        font={"family": "system-ui, sans-serif", "size": 14},
    )
    figure.update_xaxes(title_text=x, title_standoff=12, automargin=True)
    figure.update_yaxes(title_text=y, title_standoff=12, range=[0, 1.06], automargin=True)
    return figure
