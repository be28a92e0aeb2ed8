"""The commands that write quotations out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.data_folder import open_catalogue


def export(
    file: Annotated[
        Path,
        typer.Argument(help="A basket saved on the page, or an answer of `findings ask --json`."),
    ],
    out: Annotated[Path, typer.Option(help="The file to write: .docx, .pdf, .md or .csv.")],
    style: Annotated[str, typer.Option(help="Of citations: sector, harvard or footnote.")] = (
        "sector"
    ),
    evidence: Annotated[
        bool, typer.Option("--evidence", help="A PDF of the pages quoted, the words highlighted.")
    ] = False,
) -> None:
    """Write quotations out with their citations, looked up anew in the documents held."""
    from assistant.quotations.basket import in_order, read_basket_file
    from assistant.quotations.export import format_of, write_out
    from assistant.quotations.look_up import look_up
    from assistant.quotations.styles import style_called

    format = format_of(out, evidence)
    basket, unreadable = read_basket_file(_text(file))
    catalogue = open_catalogue()
    found = look_up(in_order(basket), catalogue)
    write_out(found, catalogue, style_called(style), format, out, datetime.now().astimezone())
    quoted = sum(one.cited is not None for one in found)
    print(f"{quoted} of {len(basket) + unreadable} quotations are in {out}.")
    for one in found:
        if one.said:
            print(f"{one.name}: {one.said}")
    if unreadable:
        print(f"{unreadable} of {file} could not be read.")
    if quoted < len(basket) + unreadable:
        raise typer.Exit(1)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{file} is no text in UTF-8.") from error
