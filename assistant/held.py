"""What is held, as a line for a reader and as JSON for other programs."""

from __future__ import annotations

from typing import Any

from assistant.citations import visit_name
from corpus.types import Document

#: The areas of judgement of every framework, in the order of the contract.
AREAS = (
    "overall",
    "leaders",
    "help_and_protection",
    "in_care",
    "care_leavers",
    "adoption",
    "lscb",
)


def document_line(document: Document) -> str:
    """ "letters/x.txt: Middlesbrough, monitoring visit, 13–14 July 2022 (letter of …)"."""
    return f"{document.name}: {visit_name(document)}"


def document_json(document: Document, paragraphs: int) -> dict[str, Any]:
    """The object of the contract for a document; null for what it does not say."""
    grades = {judgement.area: judgement.grade for judgement in document.judgements}
    return {
        "document": document.name,
        "kind": document.kind,
        "authority": document.authority,
        "urn": document.urn,
        "visits": [[first.isoformat(), last.isoformat()] for first, last in document.visits],
        "letter_date": document.letter_date.isoformat() if document.letter_date else None,
        "published": document.published.isoformat() if document.published else None,
        "inspectors": list(document.inspectors),
        "lead_inspector": document.lead_inspector,
        "focus": document.focus,
        "grades": {area: grades.get(area) for area in AREAS},
        "pages": document.pages or None,
        "paragraphs": paragraphs,
        "conflicts": list(document.conflicts),
    }
