"""The command that checks the quotations of a draft."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.data_folder import open_catalogue, progress
from assistant.library_commands import AsJson

if TYPE_CHECKING:
    from rich.text import Text

    from assistant.quotations.verification import Checked


def verify(
    file: Annotated[Path, typer.Argument(help="A draft: Word, PDF, Markdown, text, CSV or XLSX.")],
    as_json: AsJson = False,
) -> None:
    """Check the quotations of a draft or an export. Ends with status 1 if any is not as it says."""
    from assistant.quotations.read_draft import read_draft
    from assistant.quotations.verification import summary, verdict
    from assistant.quotations.verification_json import verification_json
    from assistant.quotations.verify import verify as check

    draft = read_draft(file)
    with progress("Checking") as advance:
        found = check(draft, open_catalogue(), advance)
    if as_json:
        print(json.dumps(verification_json(found), ensure_ascii=False))
    else:
        if found.quotations:
            _print_table(found.quotations)
        for line in (verdict(found), *summary(found)):
            if line:
                print(line)
    if not found.sound:
        raise typer.Exit(1)


def _print_table(quotations: tuple[Checked, ...]) -> None:
    from rich.console import Console
    from rich.table import Table

    from assistant.quotations.verification import STATUS_NAMES, by_citation

    table = Table("", "Where", "Quotation", "Found", show_lines=True, expand=False)
    for checked in quotations:
        found = [STATUS_NAMES[checked.status] + ".", *checked.problems, *checked.notes]
        found += [f"[{citation}]" for citation in by_citation(checked)]
        table.add_row(str(checked.number), checked.place, _words(checked), _plain("\n".join(found)))
    Console().print(table)


def _plain(text: str) -> Text:
    """The text as it is: nothing in it is rich's markup."""
    from rich.text import Text

    return Text(text)


def _words(checked: Checked) -> Text:
    """The quotation; of an altered one, each word left out or put in, said to be."""
    if not checked.differences:
        return _plain(checked.text)
    text = _plain("")
    for change in checked.differences:
        if change.kind == "same":
            text.append(change.text)
        else:
            style = "strike" if change.kind == "left out" else "bold underline"
            text.append(f"[{change.kind}: ")
            text.append(change.text.strip(), style)
            text.append("] ")
    return text
