"""The outline of a document: what is known of it, its judgements, sections and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from assistant.held import AREA_NAMES, document_json
from assistant.locate import FINDINGS, is_in_section
from corpus.dates import day_name, period_name
from corpus.sections import list_kind
from corpus.types import (
    FRAMEWORK_NAMES,
    KIND_NAMES,
    Document,
    Judgement,
    Paragraph,
    Role,
)

#: What a reader calls what is on the page.
ROLE_NAMES: dict[Role, str] = {
    "heading": "heading",
    "body": "paragraph",
    "item": "item",
    "judgement": "judgements",
    "title": "title",
    "address": "date and address",
    "closing": "closing",
    "footnote": "footnotes",
    "contents": "contents",
    "about": "about inspections",
    "end_matter": "publisher’s end matter",
}

#: What is told of the details that the catalogue keeps of an ingest.
_COUNTED = ("page", "paragraph", "passage", "conflict", "fault")


@dataclass(slots=True)
class Section:
    """A heading, what stands under it before the next, and which list that is, if any."""

    path: tuple[str, ...]
    paragraphs: list[Paragraph] = field(default_factory=list)
    """Body and items, in order."""
    pages: list[int] = field(default_factory=list)

    @property
    def list_name(self) -> str:
        """ "recommendations"; empty for what is no list."""
        return list_kind(self.path) or ""

    @property
    def printed_numbers(self) -> str:
        """ "12–31" of the numbers printed; empty where none is."""
        return ranges(p.number for p in self.paragraphs if p.printed_number and p.number)


def sections(document: Document) -> list[Section]:
    """The sections in order; what stands before the first heading has an empty path."""
    found: list[Section] = []
    for paragraph in document.paragraphs:
        if paragraph.role != "heading" and paragraph.role not in FINDINGS:
            continue
        if paragraph.role == "heading" or not found or found[-1].path != paragraph.section:
            found.append(Section(paragraph.section))
        section = found[-1]
        if paragraph.role in FINDINGS:
            section.paragraphs.append(paragraph)
        section.pages = sorted({*section.pages, *paragraph.pages})
    return found


def not_quoted(document: Document) -> dict[Role, list[int]]:
    """The pages of what is not the inspectors' findings, by role; none for a text without pages."""
    pages: dict[Role, set[int]] = {}
    for paragraph in document.paragraphs:
        if paragraph.role not in FINDINGS | {"heading", "judgement"}:
            pages.setdefault(paragraph.role, set()).update(paragraph.pages)
    return {role: sorted(on) for role, on in pages.items()}


def ranges(numbers: Iterable[int | str]) -> str:
    """Numbers in order as runs: "1–3, 5". What is no number stands for itself."""
    runs: list[tuple[str, str]] = []
    for number in map(str, numbers):
        last = runs[-1][1] if runs else ""
        if last.isdigit() and number.isdigit() and int(number) == int(last) + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in runs)


def pages_name(pages: Sequence[int]) -> str:
    """ "page 3", "pages 3–5"; empty for none."""
    return f"{'page' if len(pages) == 1 else 'pages'} {ranges(pages)}" if pages else ""


def outline_json(
    document: Document, paragraphs: int, reports: Sequence[dict[str, Any]], words: str = ""
) -> dict[str, Any]:
    """The outline as JSON: what `findings documents` gives of the document, and what is in it.

    `reports` are what the catalogue keeps of the last ingest of the file. Only the sections whose
    headings have `words`.
    """
    found = [section for section in sections(document) if is_in_section(section.path, words)]
    return {
        **document_json(document, paragraphs),
        "source_url": document.source_url,
        "judgements": [_judgement_json(document, j) for j in document.judgements],
        "sections": [
            {
                "section": list(section.path),
                "paragraphs": len(section.paragraphs),
                "printed_numbers": section.printed_numbers or None,
                "pages": section.pages,
                "list": section.list_name or None,
            }
            for section in found
        ],
        "lists": [
            {
                "list": section.list_name,
                "section": list(section.path),
                "items": [
                    {
                        "number": p.number,
                        "printed_number": p.printed_number,
                        "pages": list(p.pages),
                        "boxes": [asdict(box) for box in p.boxes],
                        "start": p.start,
                        "end": p.end,
                        "text": document.text[p.start : p.end],
                    }
                    for p in section.paragraphs
                ],
            }
            for section in found
            if section.list_name and section.paragraphs
        ],
        "not_quoted": not_quoted(document),
        "ingest": list(reports),
    }


def _judgement_json(document: Document, judgement: Judgement) -> dict[str, Any]:
    heading = judgement.heading
    return {
        "area": judgement.area,
        "grade": judgement.grade,
        "printed": judgement.printed or None,
        "start": judgement.start,
        "end": judgement.end,
        "pages": list(document.pages_at(judgement.start, judgement.end)),
        "heading": document.text[slice(*heading)] if heading else None,
        "heading_pages": list(document.pages_at(*heading)) if heading else [],
    }


def outline_lines(
    document: Document, reports: Sequence[dict[str, Any]], words: str = ""
) -> Iterator[str]:
    """The outline for a reader, line by line; as `outline_json`."""
    yield document.name
    yield from (f"  {label}: {value}" for label, value in facts(document, reports) if value)
    if document.judgements:
        yield ""
        yield "Judgements"
        yield from (f"  {_judgement_line(document, j)}" for j in document.judgements)
    found = [section for section in sections(document) if is_in_section(section.path, words)]
    if found:
        yield ""
        yield "Sections"
    yield from (_section_line(section) for section in found)
    for role, pages in not_quoted(document).items():
        yield f"  [{ROLE_NAMES[role]}{', ' if pages else ''}{pages_name(pages)}]"
    for section in found:
        if section.list_name and section.paragraphs:
            yield ""
            yield f"{_capital(section.list_name)} – {' > '.join(section.path)}"
            for item in section.paragraphs:
                mark = f"{item.number}." if item.printed_number else "•"
                yield f"  {mark} {document.text[item.start : item.end]}"


def facts(document: Document, reports: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """What is known of a document, as labels and values; `reports` are those of its ingests."""
    urn = f" (URN {document.urn})" if document.urn else ""
    yield "Authority", f"{document.authority or 'not known'}{urn}"
    yield "Kind", KIND_NAMES[document.kind]
    yield "Framework", FRAMEWORK_NAMES[document.framework] if document.framework else ""
    yield "Visit", " and ".join(period_name(first, last) for first, last in document.visits)
    yield "Letter of", day_name(document.letter_date) if document.letter_date else ""
    yield "Published", day_name(document.published) if document.published else ""
    yield "Updated", day_name(document.updated) if document.updated else ""
    lead = document.lead_inspector
    others = [name for name in document.inspectors if name != lead]
    yield "Inspectors", ", ".join([*([f"{lead} (lead)"] if lead else []), *others])
    yield "Focus", document.focus or ""
    yield "Address", document.source_url or ""
    yield "Pages", str(document.pages or "none: a text")
    yield from (("Conflict", conflict) for conflict in document.conflicts)
    yield from (("Fault", fault) for fault in document.faults)
    yield from (("Last ingest", _report_line(report)) for report in reports)


def _report_line(report: dict[str, Any]) -> str:
    """ "added on 2026-11-23: 14 pages, 65 paragraphs"; "set aside on 2026-12-01: it is …"."""
    counts = ", ".join(
        f"{n} {what}{'' if n == 1 else 's'}"
        for what in _COUNTED
        if (n := report["details"].get(f"{what}s"))
    )
    said = report["reason"] or counts
    return f"{report['outcome']} on {report['time'][:10]}{': ' if said else ''}{said}"


def _judgement_line(document: Document, judgement: Judgement) -> str:
    where = pages_name(document.pages_at(judgement.start, judgement.end))
    grade = judgement.printed or judgement.grade
    if judgement.grade == "combined_with_care":
        grade = f"judged together with children in care{f': {grade}' if judgement.printed else ''}"
    if judgement.heading:
        on = pages_name(document.pages_at(*judgement.heading))
        repeated = f"the section’s heading repeats it{f', {on}' if on else ''}"
    else:
        repeated = "no section’s heading repeats it"
    return f"{AREA_NAMES[judgement.area]}: {grade} ({'; '.join(filter(None, (where, repeated)))})"


def _section_line(section: Section) -> str:
    """Indented by its depth: "The impact of leaders … – paras 40–65, pages 9–14"."""
    count = len(section.paragraphs)
    said = []
    if section.printed_numbers:
        several = not section.printed_numbers.isdigit()
        said.append(f"{'paras' if several else 'para'} {section.printed_numbers}")
    unnumbered = sum(not p.printed_number for p in section.paragraphs)
    if unnumbered:
        kind = "unnumbered " if unnumbered < count else ""
        said.append(f"{unnumbered} {kind}paragraph{'s' if unnumbered > 1 else ''}")
    if section.pages:
        said.append(pages_name(section.pages))
    heading = section.path[-1] if section.path else "(before the first heading)"
    return "  " * max(len(section.path), 1) + f"{heading}{' – ' if said else ''}{', '.join(said)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
