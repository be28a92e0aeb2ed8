"""The register of inspections: facts of each inspection and visit that was ever read.

It comes with Findings, so that dates and grades are known before the documents are held. It gives
no words of theirs: only a document that is held can be quoted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from corpus.types import Document, Framework, Judgement, Kind

_BUNDLED = Path(__file__).parent / "inspections.csv"

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

#: Between the values of a column that may have several, and between the days of a visit.
_SEVERAL = "|"
_TO = "/"


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection or visit: a row of the register. Its fields are the columns."""

    authority: str
    urn: str
    kind: Kind
    framework: Framework | None
    visits: tuple[tuple[date, date], ...]
    """First and last day of each period on site, earliest first."""
    letter_date: date | None
    published: date | None
    lead_inspector: str | None
    inspectors: tuple[str, ...]
    overall: str | None
    """This and the other areas: a grade in the words of the contract; None where none is known."""
    leaders: str | None
    help_and_protection: str | None
    in_care: str | None
    care_leavers: str | None
    adoption: str | None
    lscb: str | None
    """The safeguarding board's, never the authority's."""
    url: str | None
    """The publisher's address of the document."""
    document: str
    """Name of the document that it was read from."""
    notes: tuple[str, ...]
    """Where the document disagrees with itself or its listing, a clause each."""


@cache
def load_register() -> tuple[Inspection, ...]:
    """The register that comes with Findings, by authority and time."""
    with _BUNDLED.open(encoding="utf-8", newline="") as file:
        return tuple(_inspection(row) for row in csv.DictReader(file))


def register_rows(documents: Iterable[Document]) -> list[Inspection]:
    """A row for each inspection and visit, by authority, last day, kind and name.

    Guidance, documents of other kinds and those of no known authority have none. Of several
    documents of one inspection the one with the most grades stands for it, then one with an
    address.
    """
    chosen: dict[str, list[Document]] = {}
    fullest_first = sorted(
        (d for d in documents if d.authority and d.urn and d.kind not in ("guidance", "other")),
        key=lambda d: (-len(d.judgements), not d.source_url, d.name),
    )
    for document in fullest_first:
        own = chosen.setdefault(document.urn or "", [])
        if not any(same_inspection(document, other) for other in own):
            own.append(document)
    return [
        _row_of(document)
        for document in sorted(
            (document for own in chosen.values() for document in own),
            key=lambda d: (d.authority, d.last_day, d.kind, d.name),
        )
    ]


def write_register(documents: Iterable[Document], path: Path) -> int:
    """Write the register of `documents` to `path` as CSV in UTF-8; the number of its rows.

    The same documents give the same bytes. The file is replaced whole or not at all.

    Raises:
        OSError: the file cannot be written.
    """
    rows = register_rows(documents)
    target = path.resolve()  # what a link leads to, so that the link stays
    aside = target.with_name(f".{target.name}.part")
    try:
        with aside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            columns = [column.name for column in fields(Inspection)]
            writer.writerow(columns)
            writer.writerows([_cell(getattr(row, column)) for column in columns] for row in rows)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return len(rows)


def same_inspection(one: Document, other: Document) -> bool:
    """Whether two documents are of one inspection or visit.

    They are if authority and kind agree and they share a day on site; where one does not say when
    that was, if they share a day of issue.
    """
    if (one.urn, one.kind) != (other.urn, other.kind):
        return False
    if one.visits and other.visits:
        return any(a[0] <= b[1] and b[0] <= a[1] for a in one.visits for b in other.visits)
    issued = ({d.letter_date, d.published} - {None} for d in (one, other))
    return bool(set.intersection(*issued))


def is_held(document: Document) -> bool:
    """Whether a document has a text to quote; those made of the register have none."""
    return bool(document.sha256)


@cache
def known_documents() -> tuple[Document, ...]:
    """The register's inspections as documents without texts, so that one set of rules scopes both.

    A grade's span is empty: it only keeps apart what was judged apart.
    """
    return tuple(_document(inspection) for inspection in load_register())


def not_held(held: Iterable[Document]) -> list[Document]:
    """The register's inspections, as documents without texts, of which no document is held."""
    own: dict[str | None, list[Document]] = {}
    for document in held:
        own.setdefault(document.urn, []).append(document)
    return [
        known
        for known in known_documents()
        if not any(same_inspection(known, document) for document in own.get(known.urn, ()))
    ]


def _row_of(document: Document) -> Inspection:
    grades = {judgement.area: judgement.grade for judgement in document.judgements}
    return Inspection(
        authority=document.authority or "",
        urn=document.urn or "",
        kind=document.kind,
        framework=document.framework,
        visits=document.visits,
        letter_date=document.letter_date,
        published=document.published,
        lead_inspector=document.lead_inspector,
        inspectors=document.inspectors,
        **{area: grades.get(area) for area in AREAS},
        url=document.source_url,
        document=document.name,
        notes=document.conflicts,
    )


def _document(inspection: Inspection) -> Document:
    grades = [(area, getattr(inspection, area)) for area in AREAS]
    row = {area: number for number, area in enumerate(AREAS)}
    if inspection.care_leavers == "combined_with_care":
        row["care_leavers"] = row["in_care"]
    return Document(
        name=inspection.document,
        sha256="",
        kind=inspection.kind,
        text="",
        framework=inspection.framework,
        authority=inspection.authority,
        urn=inspection.urn,
        visits=inspection.visits,
        letter_date=inspection.letter_date,
        published=inspection.published,
        inspectors=inspection.inspectors,
        lead_inspector=inspection.lead_inspector,
        judgements=tuple(
            Judgement(area, grade, row[area], row[area]) for area, grade in grades if grade
        ),
        source_url=inspection.url,
        conflicts=inspection.notes,
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return _SEVERAL.join(
            _TO.join(day.isoformat() for day in item) if isinstance(item, tuple) else str(item)
            for item in value
        )
    return str(value)


def _inspection(row: dict[str, str]) -> Inspection:
    def several(column: str) -> tuple[str, ...]:
        return tuple(row[column].split(_SEVERAL)) if row[column] else ()

    def day(column: str) -> date | None:
        return date.fromisoformat(row[column]) if row[column] else None

    visits = (period.split(_TO) for period in several("visits"))
    return Inspection(
        authority=row["authority"],
        urn=row["urn"],
        kind=cast(Kind, row["kind"]),
        framework=cast(Framework, row["framework"]) or None,
        visits=tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in visits),
        letter_date=day("letter_date"),
        published=day("published"),
        lead_inspector=row["lead_inspector"] or None,
        inspectors=several("inspectors"),
        **{area: row[area] or None for area in AREAS},
        url=row["url"] or None,
        document=row["document"],
        notes=several("notes"),
    )
