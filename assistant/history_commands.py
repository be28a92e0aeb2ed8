"""The command that tells an authority's improvement history."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.data_folder import open_store
from assistant.library_commands import AsJson

if TYPE_CHECKING:
    from assistant.papers.paper import Block, Paper


def history(
    authority: Annotated[str, typer.Argument(help="The authority, by any of its names.")],
    area: Annotated[
        str, typer.Option(help="A practice area, or other words, to follow through the visits.")
    ] = "",
    as_json: AsJson = False,
    out: Annotated[
        Path | None, typer.Option(help="Write a briefing: a .docx, .pdf or .md file.")
    ] = None,
) -> None:
    """Tell an authority's improvement history: visits, grades, findings, what came of them."""
    from datetime import UTC, datetime

    from assistant.ask import Assistant
    from assistant.held import urns_named
    from assistant.history.authority_history import fixed_by_default, history_json, read_history
    from assistant.history.briefing import briefing
    from assistant.history.followed import area_followed, follow

    write = _writer(out) if out else None
    urns = urns_named([authority])
    if len(urns) > 1:
        raise ValueError(f"“{authority}” means several authorities: name one.")
    catalogue, index, model = open_store()
    told = read_history(next(iter(urns)), catalogue)
    assistant = Assistant(catalogue, index, model)
    words = area_followed(area) if area else ""
    said = list(follow(words, told.visits, assistant)) if words else []
    fixed = fixed_by_default(told, assistant)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    paper = briefing(told, catalogue.documents(), made, words, said, fixed)
    if out and write:
        write(paper, out)
    if as_json:
        print(json.dumps(history_json(told, words, said, fixed), ensure_ascii=False))
    elif out:
        print(f"The briefing is in {out}.")
    else:
        print("\n".join(_lines(paper.title, paper.blocks)))


def _writer(out: Path) -> Callable[[Paper, Path], Any]:
    """What writes a file of that ending.

    Raises:
        ValueError: there is nothing that does, or no folder to write it in.
    """
    if not out.parent.is_dir():
        raise ValueError(f"There is no folder {out.parent}: make it, or choose another.")
    match out.suffix.lower():
        case ".docx":
            from assistant.papers.word import write_word

            return write_word
        case ".pdf":
            from assistant.papers.pdf import write_pdf

            return write_pdf
        case ".md":
            from assistant.papers.markdown import write_markdown

            return write_markdown
        case _:
            raise ValueError(f"{out.name} has to end in .docx, .pdf or .md.")


def _lines(title: str, blocks: Sequence[Block]) -> Iterator[str]:
    """A paper for the terminal."""
    from assistant.papers.paper import Heading, Quotation, Table

    yield title
    for block in blocks:
        match block:
            case Heading():
                yield f"\n{'#' * (block.level + 1)} {block.text}"
            case Quotation():
                yield f"“{' '.join(block.quote.text.split())}”\n    {block.citation}"
            case Table():
                yield from (" | ".join(row) for row in (block.header, *block.rows))
            case _:
                yield block.text
