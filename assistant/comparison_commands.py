"""The command that compares authorities."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.data_folder import open_store, progress
from assistant.library_commands import AsJson

if TYPE_CHECKING:
    from assistant.comparison.cell import Cell
    from assistant.comparison.export import Comparison
    from assistant.comparison.grades import Grade
    from assistant.comparison.who_does_well import WhoDoesWell
    from corpus.types import Quote

_ENDINGS = (".csv", ".xlsx", ".docx")


def compare_authorities(
    area: Annotated[
        list[str], typer.Option(help="A practice area or a judgement: “early help”, “leaders”.")
    ],
    authority: Annotated[
        list[str] | None, typer.Option(help="An authority, by any of its names.")
    ] = None,
    region: Annotated[list[str] | None, typer.Option(help="All authorities of a region.")] = None,
    neighbours_of: Annotated[
        str, typer.Option(help="An authority and its statistical neighbours.")
    ] = "",
    well: Annotated[
        bool, typer.Option("--who-does-well", help="Also who does each well, of all held.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="Write it to this file: .csv, .xlsx or .docx.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare authorities by area: the latest grade of each, and the newest finding quoted.

    Options that may be given again take all that they name.
    """
    from datetime import UTC, datetime

    from assistant.comparison.areas import areas_chosen
    from assistant.comparison.chosen import choose
    from assistant.comparison.export import Comparison, write
    from assistant.comparison.matrix import check_size, rows
    from assistant.comparison.who_does_well import can_be_praised, who_does_well
    from assistant.retrieve import Retriever

    chosen = choose(authority or (), region or (), neighbours_of)
    areas = areas_chosen(area)
    check_size(len(chosen.authorities), len(areas))
    if out and out.suffix.lower() not in _ENDINGS:
        raise ValueError(f"{out} ends neither in {' nor in '.join(_ENDINGS)}.")
    retriever = Retriever(*open_store())
    made = []
    with progress("Comparing") as advance:
        for row in rows(chosen.authorities, areas, retriever):
            made.append(row)
            advance(len(made), len(chosen.authorities), row.authority.name)
    urns = {authority.urn for authority in chosen.authorities}
    praised = [
        who_does_well(a, retriever, among)
        for a in (can_be_praised(areas) if well else ())
        for among in (urns, None)
    ]
    comparison = Comparison(chosen.called, areas, tuple(made), tuple(praised))
    if out:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        write(comparison, retriever.catalogue.documents(), now, out)
    if as_json:
        print(json.dumps(comparison_json(comparison), ensure_ascii=False))
    elif out:
        print(f"Written to {out}.")
    else:
        print(comparison_markdown(comparison))


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as one object: rows of cells, each with its grade and quotation or why not."""
    return {
        "compared": comparison.called,
        "areas": [area.name for area in comparison.areas],
        "rows": [
            {
                "authority": row.authority.name,
                "urn": row.authority.urn,
                "held": row.held,
                "cells": [_cell_json(cell) for cell in row.cells],
            }
            for row in comparison.rows
        ],
        "who_does_well": [_well_json(one) for one in comparison.wells],
    }


def comparison_markdown(comparison: Comparison) -> str:
    """The comparison as text: a heading for each authority, then its areas."""
    from assistant.comparison.export import HOW_MADE, frameworks_notes, nothing_held

    parts = [f"# {comparison.title}", HOW_MADE, nothing_held(comparison.rows)]
    parts += frameworks_notes(comparison)
    for row in comparison.rows:
        parts.append(f"## {row.authority.name}")
        for cell in row.cells:
            grade = cell.grade.sentence if cell.grade else cell.why_no_grade
            parts += [f"### {cell.area.name}", grade]
            parts.append(_quoted(cell.quote) if cell.quote else cell.why_no_quote)
    for one in comparison.wells:
        parts += [f"## {one.title}", one.lead]
        for well in one.found:
            parts.append(f"### {well.authority}: {well.grade.sentence}")
            parts += [_quoted(quote) for quote in well.quotes]
    return "\n\n".join(part for part in parts if part)


def _quoted(quote: Quote) -> str:
    words = "\n> ".join(quote.text.splitlines())
    return f"> “{words}”\n>\n> {quote.citation}"


def _cell_json(cell: Cell) -> dict[str, Any]:
    return {
        "area": cell.area.name,
        "grade": _grade_json(cell.grade) if cell.grade else None,
        "why_no_grade": cell.why_no_grade or None,
        "quote": asdict(cell.quote) if cell.quote else None,
        "why_no_quote": cell.why_no_quote or None,
    }


def _grade_json(grade: Grade) -> dict[str, Any]:
    inspection = grade.inspection
    return {
        "grade": grade.grade,
        "area": grade.area,
        "last_day": inspection.last_day.isoformat(),
        "framework": inspection.framework,
        "document": inspection.name,
        "source": grade.source,
        "note": grade.note or None,
    }


def _well_json(one: WhoDoesWell) -> dict[str, Any]:
    return {
        "area": one.area.name,
        "lead": one.lead,
        "found": [
            {
                "authority": well.authority,
                "grade": _grade_json(well.grade),
                "quotes": [asdict(quote) for quote in well.quotes],
            }
            for well in one.found
        ],
    }
