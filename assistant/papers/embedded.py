"""The manifest that an export carries: how it stands in a file, and how it is read back."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.quotations.manifest import FORMAT, Entry, Manifest, manifest_json, read_manifest

#: The namespace of the custom XML part that holds the manifest of a Word document.
NAMESPACE = "urn:findings:manifest"

#: The name of the file attached to a PDF.
ATTACHMENT = "manifest.json"

#: The line of a CSV file below which the manifest stands, an object a line.
CSV_MARK = f"{FORMAT}: leave these lines, so that the quotations can be checked"

#: The columns of a spreadsheet's manifest, in the order of an `Entry`.
MANIFEST_HEADER = ("Number", "Document", "SHA-256", "Start", "End", "Words", "Citation")

#: The largest manifest that is read, in bytes: ten thousand quotations of 2,000 characters.
LARGEST = 20_000_000

#: "<!-- findings-manifest-1: leave this, …", the JSON, "-->"; a quotation's own "<" is escaped.
_COMMENT = re.compile(rf"^<!--\s*{FORMAT}[^\n{{}}]*\s(\{{[^<>]*\}})\s*-->", re.MULTILINE)

_UNREADABLE = "The manifest in the file cannot be read."


def ascii_json(manifest: Manifest) -> str:
    """The manifest's JSON with every character beyond ASCII, and <, > and &, as an escape.

    So it is whole in any file: XML cannot hold some characters, and "-->" would end a comment.
    """
    return _escaped(json.dumps(json.loads(manifest_json(manifest)), indent=1))


def entry_lines(manifest: Manifest) -> Iterator[str]:
    """The manifest as lines of JSON: first of what it was made, then an entry a line."""
    facts = asdict(manifest)
    entries = facts.pop("entries")
    yield from (_escaped(json.dumps(one)) for one in (facts, *entries))


def _escaped(text: str) -> str:
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def manifest_of(path: Path) -> Manifest | None:
    """The manifest in a file that Findings wrote: Word, PDF, Markdown, CSV or XLSX.

    It is looked for by what the file holds, whatever its name ends with. None if there is none.

    Raises:
        ValueError: it has one that cannot be read, or is damaged as a file of its format.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(1024)
    try:
        if head.startswith(b"PK"):
            return _in_archive(path)
        if b"%PDF-" in head:
            return _in_pdf(path)
    except (ValueError, OSError, MemoryError):
        raise
    except Exception as error:  # zipfile, lxml, pypdf and openpyxl fail in many ways
        raise ValueError(
            f"{path.name} is damaged or incomplete: no manifest can be read."
        ) from error
    return _in_text(path.read_bytes().decode("utf-8-sig", errors="replace"))


def _in_archive(path: Path) -> Manifest | None:
    with zipfile.ZipFile(path) as archive:
        names = [info.filename for info in archive.infolist() if info.file_size <= LARGEST]
        if "word/document.xml" in names:
            parts = (n for n in names if re.fullmatch(r"customXml/item\d+\.xml", n))
            return next(filter(None, (_in_xml(archive.read(part)) for part in parts)), None)
    return _in_workbook(path) if "xl/workbook.xml" in names else None


def _in_xml(part: bytes) -> Manifest | None:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(part, parser)
    return read_manifest(root.text or "") if root.tag == f"{{{NAMESPACE}}}manifest" else None


def _in_pdf(path: Path) -> Manifest | None:
    from pypdf import PdfReader

    reader = PdfReader(path)
    for attached in reader.attachment_list:
        if attached.name == ATTACHMENT:
            text = attached.content.decode("utf-8", errors="replace")
            # Any PDF may have an attachment of this name.
            return read_manifest(text) if FORMAT in text else None
    return None


def _in_workbook(path: Path) -> Manifest | None:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    try:
        for sheet in book.worksheets:
            rows = [list(row) for row in sheet.iter_rows(values_only=True)]
            if is_manifest_sheet(rows):
                return _of_rows(rows)
    finally:
        book.close()
    return None


def is_manifest_sheet(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether these are the rows of a spreadsheet's manifest, not of its table."""
    return bool(rows) and tuple(rows[0][:2]) == ("Manifest", FORMAT)


def _of_rows(rows: Sequence[Sequence[Any]]) -> Manifest:
    """The manifest in the rows of its sheet."""
    width = len(MANIFEST_HEADER)
    try:
        facts = {str(row[0]): _shown(row[1]) for row in rows if row[0]}
        top = next(n for n, row in enumerate(rows) if tuple(row[:width]) == MANIFEST_HEADER)
        entries = tuple(
            Entry(
                int(number),
                _shown(document),
                _shown(sha256),
                int(start),
                int(end),
                _shown(text),
                _shown(citation),
            )
            for number, document, sha256, start, end, text, citation in (
                row[:width] for row in rows[top + 1 :] if row[0] is not None
            )
        )
        return Manifest(facts["Made"], facts["Library"], facts["Findings"], entries)
    except (StopIteration, KeyError, ValueError, TypeError, IndexError) as error:
        raise ValueError(_UNREADABLE) from error


def _shown(cell: Any) -> str:
    """A cell's text as a spreadsheet shows it, where "_x005F_" stands for an underscore."""
    return "" if cell is None else str(cell).replace("_x005F_", "_")


def _in_text(text: str) -> Manifest | None:
    """The manifest in a Markdown file's last such comment, or at the end of a CSV file."""
    comments = _COMMENT.findall(text)
    if comments:
        return read_manifest(comments[-1])
    if CSV_MARK not in text:
        return None
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        cells = [row[0] if row else "" for row in rows]
        lines = [json.loads(cell) for cell in cells[cells.index(CSV_MARK) + 1 :] if cell]
        return read_manifest(json.dumps({"format": FORMAT, **lines[0], "entries": lines[1:]}))
    except (csv.Error, ValueError, IndexError, TypeError) as error:
        raise ValueError(_UNREADABLE) from error


def without_manifest(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The rows of a CSV file that are its table, without the licence and manifest behind it."""
    marked = [number for number, row in enumerate(rows) if row and row[0] == CSV_MARK]
    return list(rows[: marked[-1] - 2] if marked else rows)
