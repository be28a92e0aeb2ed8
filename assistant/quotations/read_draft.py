"""A draft read from its file: Word, Markdown, text, PDF, CSV or XLSX."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.quotations.drafts import Draft, DraftError, Part, draft_of
from assistant.quotations.manifest import Manifest
from assistant.quotations.word_parts import cells_of, word_parts

#: The endings of the files that are read.
CHECKED = (".docx", ".md", ".markdown", ".txt", ".pdf", ".csv", ".xlsx")

#: The largest file, and what one may unpack to, in bytes: a paper with pictures stays far below.
LARGEST, LARGEST_UNPACKED, LARGEST_XML = 50_000_000, 200_000_000, 50_000_000

_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]")
_NOTE_TEXT = re.compile(r"\[\^([^\]\s]{1,40})\]:\s*")
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)


def read_draft(path: Path) -> Draft:
    """The draft in a file.

    Raises:
        DraftError: it cannot be read; the message says why and what to do.
        OSError: there is no such file, or it may not be read.
    """
    suffix = path.suffix.lower()
    reader = _READERS.get(suffix)
    try:
        if not path.is_file():
            raise DraftError("there is no such file.")
        if reader is None:
            raise DraftError(
                "this kind of file is not checked: save it as Word (.docx), PDF, Markdown, text, "
                "CSV or XLSX."
            )
        size = path.stat().st_size
        if not size:
            raise DraftError("it is empty.")
        if size > LARGEST:
            raise DraftError(f"it is larger than {LARGEST // 1_000_000} MB.")
        parts = reader(path)
        if not any(part.text.strip() for part in parts):
            raise DraftError("it has no text that can be read.")
        return draft_of(path.name, parts, _manifest(path))
    except DraftError as error:
        raise DraftError(f"{path.name} cannot be checked: {error}") from error


def _manifest(path: Path) -> Manifest | None:
    """The manifest in an export of ours; None in any other file.

    Raises:
        DraftError: it has one that cannot be read.
    """
    from assistant.papers.embedded import manifest_of

    try:
        return manifest_of(path)
    except ValueError as error:
        raise DraftError(str(error)) from error


def _word(path: Path) -> list[Part]:
    _check_archive(path, "word/", "it is not a Word document (.docx): save it again as one.")
    return word_parts(path)


def _check_archive(path: Path, folder: str, otherwise: str) -> None:
    """Refuse what is no archive of that sort, or would fill the memory when unpacked.

    An archive's own figures can be relied on: no more than they say is ever unpacked.
    """
    with path.open("rb") as file:
        if file.read(4) == b"\xd0\xcf\x11\xe0":
            raise DraftError(
                "it needs a password or is in an older format: save a copy in the present one "
                "without a password."
            )
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DraftError(otherwise) from error
    if not any(part.filename.startswith(folder) for part in parts):
        raise DraftError(otherwise)
    xml = (part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if sum(p.file_size for p in parts) > LARGEST_UNPACKED or max(xml, default=0) > LARGEST_XML:
        raise DraftError("it unpacks to more than any paper has: check what it is.")


def _decoded(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or Windows' western encoding."""
    content = path.read_bytes()
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise DraftError("it is not a text file in UTF-8: save it again with that encoding.")


def _text(path: Path) -> list[Part]:
    """The paragraphs of a plain text, which blank lines part."""
    return [
        Part(match[0].strip(), place)
        for match, place in _with_lines(r"\S.*?(?=\n[ \t]*\n|\Z)", _decoded(path))
    ]


def _with_lines(pattern: str, text: str) -> Iterator[tuple[re.Match[str], str]]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for match in re.finditer(pattern, text, re.DOTALL):
        yield match, f"line {text.count(chr(10), 0, match.start()) + 1}"


def _markdown(path: Path) -> list[Part]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(_decoded(path))
    notes: dict[str, str] = {}
    parts: list[Part] = []
    table: list[list[str]] = []
    quoted = heading = in_table = False
    line = 1
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        match token.type:
            case "blockquote_open" | "blockquote_close":
                quoted = token.level > 0 or token.nesting > 0
            case "heading_open" | "heading_close":
                heading = token.nesting > 0
            case "table_open" | "table_close":
                in_table = token.nesting > 0
                parts += cells_of(table, f"table before line {line}, row {{}}") if table else []
                table = []
            case "tr_open":
                table.append([])
            case "inline":
                text = _inline(token.children or [])
                if in_table:
                    table[-1].append(text)
                else:
                    pieces, found = _without_notes(text)
                    notes |= found
                    role = "heading" if heading else "quotation" if quoted else "words"
                    parts += [Part(piece, f"line {line}", role) for piece in pieces]  # type: ignore[arg-type]
            case "html_block" | "code_block" | "fence":
                parts.append(Part(_TAG.sub("", token.content), f"line {line}"))
    noted = [_with_notes(part, notes) for part in parts]
    return [*noted, *(Part(text, f"footnote {key}") for key, text in notes.items())]


def _inline(children: list[Any]) -> str:
    """The words of a paragraph without its marks."""
    breaks = ("softbreak", "hardbreak")
    return "".join(
        "\n" if child.type in breaks else "" if child.type == "html_inline" else child.content
        for child in children
    )


def _without_notes(text: str) -> tuple[list[str], dict[str, str]]:
    """A paragraph less the footnotes that it defines, and these."""
    heads = list(_NOTE_TEXT.finditer(text))
    if not heads or heads[0].start() > 0:
        return [text], {}
    ends = [*(head.start() for head in heads[1:]), len(text)]
    found = zip(heads, ends, strict=True)
    return [], {head[1]: text[head.end() : end].strip() for head, end in found}


def _with_notes(part: Part, notes: dict[str, str]) -> Part:
    """The part without the marks of its footnotes, which are kept beside it."""
    text, found, end = "", [], 0
    for mark in _NOTE.finditer(part.text):
        if mark[1] in notes:
            text += part.text[end : mark.start()]
            found.append((len(text), notes[mark[1]]))
            end = mark.end()
    return Part(text + part.text[end:], part.place, part.role, tuple(found), part.beside)


def _pdf(path: Path) -> list[Part]:
    """The paragraphs of a PDF, joined where a page cuts them."""
    from ingest.errors import UnreadableFile
    from ingest.read import read_document

    try:
        document = read_document(path.name, path.read_bytes())
    except UnreadableFile as error:
        raise DraftError(f"{error}.") from error
    return [
        Part(
            document.text[p.start : p.end],
            f"page {p.pages[0]}" if p.pages else "no page",
            "heading" if p.role in ("heading", "title") else "words",
        )
        for p in document.paragraphs
    ]


def _csv(path: Path) -> list[Part]:
    from assistant.papers.embedded import without_manifest

    text = _decoded(path)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DraftError(f"it is no CSV that can be read ({error}).") from error
    return list(cells_of([list(row) for row in without_manifest(rows)], "row {}"))


def _xlsx(path: Path) -> list[Part]:
    from openpyxl import load_workbook

    from assistant.papers.embedded import is_manifest_sheet

    _check_archive(path, "xl/", "it is not an Excel workbook (.xlsx): save it again as one.")
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        parts: list[Part] = []
        for sheet in book.worksheets:
            rows = [
                ["" if cell is None else str(cell) for cell in row]
                for row in sheet.iter_rows(values_only=True)
            ]
            if is_manifest_sheet(rows):
                continue
            name = sheet.title.replace("{", "(").replace("}", ")")
            parts += cells_of(rows, f"{name}, row {{}}")
        book.close()
    except MemoryError:
        raise
    except Exception as error:  # openpyxl fails in as many ways as a file can be damaged
        raise DraftError(
            "the workbook is damaged or incomplete: open it in Excel and save it again."
        ) from error
    return parts


_READERS: dict[str, Callable[[Path], list[Part]]] = {
    ".docx": _word,
    ".md": _markdown,
    ".markdown": _markdown,
    ".txt": _text,
    ".pdf": _pdf,
    ".csv": _csv,
    ".xlsx": _xlsx,
}
