"""The quotations kept as a paper, as rows, and as a file of any format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.papers.paper import Block, Heading, Paper, Quotation, Table, Words
from assistant.quotations.basket import Kept, basket_file
from assistant.quotations.look_up import Found
from assistant.quotations.manifest import make_manifest
from assistant.quotations.styles import Citations, Cited, Style, cite
from corpus.types import KIND_NAMES, Document

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue

Format = Literal["word", "pdf", "markdown", "csv", "evidence", "basket"]

#: What each format's file ends with.
ENDINGS: dict[Format, str] = {
    "word": ".docx",
    "pdf": ".pdf",
    "markdown": ".md",
    "csv": ".csv",
    "evidence": ".pdf",
    "basket": ".json",
}

#: Heads the quotations without a theme, where others have one.
NO_THEME = "Without a theme"

#: Heads what is not in the paper, and why.
NOT_FOUND = "Kept, but not to be had any more"


def cited(found: Sequence[Found], style: Style) -> Citations:
    """The citations of those that have words."""
    return cite([one.cited for one in found if one.cited], style)


def paper_of(
    found: Sequence[Found], documents: Sequence[Document], style: Style, made: datetime
) -> Paper:
    """The quotations as a paper, with what could not be found again at its end.

    Args:
        found: In the order of the paper, as `basket.in_order` has them: theme by theme.
        documents: All that are held.
        style: Of the citations.
        made: Now.

    Raises:
        ValueError: there is no quotation to be had in it.
    """
    quotes = [one.quote for one in found if one.quote]
    if not quotes:
        raise ValueError("There is no quotation to write out.")
    citations = cited(found, style)
    return Paper(
        title="Quotations",
        subtitle=_subtitle(found),
        blocks=tuple(_blocks(found, citations)),
        manifest=make_manifest(quotes, documents, made.isoformat(timespec="seconds")),
        footnotes=citations.footnotes,
        references=citations.references,
    )


def _subtitle(found: Sequence[Found]) -> str:
    """ "3 quotations from 2 letters and reports"."""
    quotes = [one.quote for one in found if one.quote]
    documents = {quote.document for quote in quotes}
    several = "quotation" if len(quotes) == 1 else "quotations"
    sources = (
        "one letter or report" if len(documents) == 1 else f"{len(documents)} letters and reports"
    )
    return f"{len(quotes)} {several} from {sources}"


def _blocks(found: Sequence[Found], citations: Citations) -> list[Block]:
    blocks: list[Block] = []
    themes = any(one.kept.theme for one in found)
    ready = iter(citations.citations)
    theme = None
    for one in found:
        if one.quote is None:
            continue
        if themes and one.kept.theme != theme:
            theme = one.kept.theme
            blocks.append(Heading(theme or NO_THEME))
        blocks.append(Quotation(one.quote, next(ready), _labelled(one.kept.note)))
    lost = [one for one in found if one.quote is None]
    if lost:
        blocks.append(Heading(NOT_FOUND))
        blocks += [
            Words(f"{one.name}: {one.said} {one.kept.note}".strip(), bullet=True) for one in lost
        ]
    return blocks


#: The columns of a table of quotations: what is quoted, what of, and by what it can be checked.
COLUMNS = (
    "Number",
    "Theme",
    "Quotation",
    "Citation",
    "Note",
    "Authority",
    "Kind of document",
    "First day",
    "Last day",
    "Letter or publication",
    "Pages",
    "Paragraph",
    "Document",
    "Start",
    "End",
    "SHA-256",
    "Web address",
)


def table_of(found: Sequence[Found], style: Style) -> Table:
    """The quotations as a table with `COLUMNS`, one a row, in the order of the paper.

    What could not be found again has its document's name, and why in place of its citation.
    """
    ready = iter(cited(found, style).citations)
    numbers = count(1)
    return Table(
        COLUMNS,
        tuple(
            _row(next(numbers), one.kept, one.cited, next(ready)) if one.cited else _lost_row(one)
            for one in found
        ),
        "Quotations",
    )


def _row(number: int, kept: Kept, of: Cited, citation: str) -> tuple[str, ...]:
    quote, document = of
    days = (document.visits[0][0], document.visits[-1][1]) if document.visits else (None, None)
    return tuple(
        "" if cell is None else str(cell)
        for cell in (
            number,
            kept.theme,
            quote.text,
            citation,
            kept.note,
            document.authority,
            KIND_NAMES[document.kind],
            *days,
            document.letter_date or document.published or document.updated,
            ", ".join(map(str, quote.pages)),
            quote.paragraph,
            document.name,
            quote.start,
            quote.end,
            document.sha256,
            document.source_url,
        )
    )


def _lost_row(one: Found) -> tuple[str, ...]:
    known = {"Theme": one.kept.theme, "Citation": one.said, "Note": one.kept.note}
    return tuple({**known, "Document": one.name}.get(column, "") for column in COLUMNS)


def _labelled(note: str) -> str:
    """A note, so that nobody takes it for the inspectors' words."""
    return f"Note: {note}" if note else ""


def format_of(path: Path, evidence: bool) -> Format:
    """The format that a file's name asks for; of a PDF, the evidence PDF if that is wanted.

    Raises:
        ValueError: there is no such format.
    """
    ending = path.suffix.lower()
    format = next((name for name, known in ENDINGS.items() if known == ending), None)
    if format is None or (evidence and format != "pdf"):
        endings = [".pdf"] if evidence else list(dict.fromkeys(ENDINGS.values()))
        raise ValueError(f"The name of the file to write has to end with {' or '.join(endings)}.")
    return "evidence" if evidence else format


def write_out(
    found: Sequence[Found],
    catalogue: Catalogue,
    style: Style,
    format: Format,
    path: Path,
    made: datetime,
) -> None:
    """Write the quotations found to a file of this format.

    Raises:
        ValueError: there is no quotation among them.
        OSError: the file cannot be written.
    """
    if format == "basket":
        path.write_text(basket_file(tuple(one.kept for one in found)), encoding="utf-8")
        return
    paper = paper_of(found, catalogue.documents(), style, made)
    if format == "word":
        from assistant.papers.word import write_word

        write_word(paper, path)
    elif format == "pdf":
        from assistant.papers.pdf import write_pdf

        write_pdf(paper, path)
    elif format == "markdown":
        from assistant.papers.markdown import write_markdown

        write_markdown(paper, path)
    elif format == "csv":
        from assistant.papers.sheets import write_csv

        write_csv(table_of(found, style), paper.manifest, path)
    else:
        from assistant.papers.evidence_pdf import write_evidence_pdf

        write_evidence_pdf(paper.manifest, catalogue, path, paper.title)
