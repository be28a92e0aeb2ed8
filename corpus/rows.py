"""Rows of the catalogue as the types that everything speaks, and back."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import asdict, astuple
from datetime import date
from typing import Any

from corpus.types import Box, Document, Judgement, Paragraph, Passage, SourceRun


def document_row(document: Document, reading: str, listing: Mapping[str, object]) -> dict[str, Any]:
    """A document's row, less its text."""
    return {
        "name": document.name,
        "sha256": document.sha256,
        "kind": document.kind,
        "framework": document.framework,
        "authority": document.authority,
        "urn": document.urn,
        "visits": json.dumps([[a.isoformat(), b.isoformat()] for a, b in document.visits]),
        "letter_date": document.letter_date.isoformat() if document.letter_date else None,
        "published": document.published.isoformat() if document.published else None,
        "updated": document.updated.isoformat() if document.updated else None,
        "inspectors": json.dumps(document.inspectors),
        "lead_inspector": document.lead_inspector,
        "focus": document.focus,
        "judgements": json.dumps([asdict(judgement) for judgement in document.judgements]),
        "pages": document.pages,
        "paragraph_count": sum(1 for p in document.paragraphs if p.role in ("body", "item")),
        "source_url": document.source_url,
        "conflicts": json.dumps(document.conflicts),
        "faults": json.dumps(document.faults),
        "text_sha256": text_hash(document.text),
        "listing": json.dumps(dict(listing), ensure_ascii=False),
        "reading": reading,
    }


def text_hash(text: str) -> str:
    """What tells canonical texts apart: their sha256, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def text_row(document_id: int, document: Document) -> dict[str, Any]:
    """A document's canonical text and what drew it."""
    runs = json.dumps([astuple(run) for run in document.source_runs])
    return {
        "document_id": document_id,
        "text": document.text,
        "source_runs": zlib.compress(runs.encode()),
    }


def paragraph_row(document_id: int, paragraph: Paragraph) -> dict[str, Any]:
    """A paragraph's row."""
    return {
        "document_id": document_id,
        "start": paragraph.start,
        "end": paragraph.end,
        "role": paragraph.role,
        "number": paragraph.number,
        "printed_number": paragraph.printed_number,
        "section": json.dumps(paragraph.section),
        "pages": json.dumps(paragraph.pages),
        "boxes": json.dumps([astuple(box) for box in paragraph.boxes]),
        "repeats": json.dumps(paragraph.repeats),
    }


def passage_row(document_id: int, passage: Passage) -> dict[str, Any]:
    """A passage's row."""
    return {
        "key": passage.key,
        "document_id": document_id,
        "start": passage.start,
        "end": passage.end,
        "role": passage.role,
        "section": json.dumps(passage.section),
        "paragraph": passage.paragraph,
        "pages": json.dumps(passage.pages),
        "text": passage.text,
    }


def document_of(row: sqlite3.Row, paragraphs: tuple[Paragraph, ...] = ()) -> Document:
    """The document in a row, with its text if the row has it."""

    def day(column: str) -> date | None:
        return date.fromisoformat(row[column]) if row[column] else None

    whole = "text" in row.keys()  # noqa: SIM118 - a Row has no other way to ask
    runs: list[Any] = json.loads(zlib.decompress(row["source_runs"])) if whole else []
    return Document(
        name=row["name"],
        sha256=row["sha256"],
        kind=row["kind"],
        framework=row["framework"],
        text=row["text"] if whole else "",
        authority=row["authority"],
        urn=row["urn"],
        visits=tuple(
            (date.fromisoformat(a), date.fromisoformat(b)) for a, b in json.loads(row["visits"])
        ),
        letter_date=day("letter_date"),
        published=day("published"),
        updated=day("updated"),
        inspectors=tuple(json.loads(row["inspectors"])),
        lead_inspector=row["lead_inspector"],
        focus=row["focus"],
        judgements=tuple(_judgement(record) for record in json.loads(row["judgements"])),
        pages=row["pages"],
        paragraphs=paragraphs,
        source_runs=tuple(SourceRun(*run) for run in runs),
        source_url=row["source_url"],
        conflicts=tuple(json.loads(row["conflicts"])),
        faults=tuple(json.loads(row["faults"])),
    )


def _judgement(record: dict[str, Any]) -> Judgement:
    heading = record.pop("heading", None)
    return Judgement(**record, heading=tuple(heading) if heading else None)


def paragraph_of(row: sqlite3.Row) -> Paragraph:
    """The paragraph in a row."""
    return Paragraph(
        row["start"],
        row["end"],
        row["role"],
        row["number"],
        bool(row["printed_number"]),
        tuple(json.loads(row["section"])),
        tuple(json.loads(row["pages"])),
        tuple(Box(*box) for box in json.loads(row["boxes"])),
        tuple(json.loads(row["repeats"])),
    )


def passage_of(row: sqlite3.Row) -> Passage:
    """The passage in a row that also has its document's name."""
    return Passage(
        key=row["key"],
        document=row["name"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        role=row["role"],
        section=tuple(json.loads(row["section"])),
        paragraph=row["paragraph"],
        pages=tuple(json.loads(row["pages"])),
    )
