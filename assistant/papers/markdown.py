"""A paper as Markdown (CommonMark, with tables), the manifest in a comment at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from assistant.papers.characters import fit_to_print
from assistant.papers.closing import closing_blocks, numbers
from assistant.papers.embedded import ascii_json
from assistant.papers.paper import Block, Heading, Paper, Quotation, Table, Words
from assistant.papers.written_whole import written_whole
from assistant.quotations.manifest import FORMAT

#: What acts as Markdown anywhere in a line, and only at its beginning: "# ", "- ", "1. ".
_ANYWHERE = re.compile(r"([\\`*_\[\]<>&|~$])")
_AT_START = re.compile(r"^(\s*)(?:([#+=-])|(\d+)([.)]))", re.MULTILINE)


def write_markdown(paper: Paper, path: Path) -> None:
    """Write the paper to `path`. Citations stand below their quotations.

    Raises:
        ValueError: the paper's manifest lacks one of its quotations.
        OSError: the file cannot be written.
    """
    text = markdown_of(paper)
    with written_whole(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def markdown_of(paper: Paper) -> str:
    """The paper as Markdown."""
    return "\n\n".join(_parts(paper)) + "\n"


def _parts(paper: Paper) -> Iterator[str]:
    yield f"# {_line(paper.title)}"
    if paper.subtitle:
        yield f"*{_line(paper.subtitle)}*"
    found = numbers(paper)
    for position, block in enumerate(paper.blocks):
        if isinstance(block, Quotation):
            yield _quotation(found[position], block)
        else:
            yield _block(block)
    for block in closing_blocks(paper):
        yield _block(block)
    yield (
        f"<!-- {FORMAT}: leave this, so that the quotations can be checked\n"
        f"{ascii_json(paper.manifest)}\n-->"
    )


def _quotation(number: int, block: Quotation) -> str:
    """A blockquote: the words in quotation marks, and below them their number and citation."""
    parts = [_literal(f"“{block.quote.text}”"), f"**[{number}]** {_line(block.citation)}"]
    quoted = "\n\n".join(parts).replace("\n", "\n> ").replace("> \n", ">\n")
    return f"> {quoted}" + (f"\n\n*{_line(block.note)}*" if block.note.strip() else "")


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * min(block.level + 1, 6)} {_line(block.text)}"
    if isinstance(block, Table):
        return _table(block)
    assert isinstance(block, Words)
    return f"- {_line(block.text)}" if block.bullet else _literal(block.text)


def _table(block: Table) -> str:
    rows = [block.header, ["---"] * len(block.header), *block.rows]
    lines = [
        "| " + " | ".join(cell if number == 1 else _line(cell) for cell in row) + " |"
        for number, row in enumerate(rows)
    ]
    caption = [f"**{_line(block.caption)}**", ""] if block.caption else []
    return "\n".join([*caption, *lines])


def _line(text: str) -> str:
    """The text on one line."""
    return _literal(" ".join(text.split()))


def _literal(text: str) -> str:
    """The text as Markdown that shows exactly it: a line's end as one, an empty line as one."""
    text = _ANYWHERE.sub(r"\\\1", fit_to_print(text).strip())
    text = _AT_START.sub(_escaped_start, text)
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "\\\\\n", text)


def _escaped_start(match: re.Match[str]) -> str:
    _, mark, digits, behind = match.groups()
    return f"\\{mark}" if mark else f"{digits}\\{behind}"
