"""What the pages themselves say of what was read: the board's grade, the title, the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.dates import read_date
from corpus.types import Document, Kind
from evals.reading.compare import Comparison
from evals.reading.printed import Pages, words_of
from ingest.judgements import GRADE, grade_name

#: Kinds of report that may hold a review of a safeguarding children board.
WITH_BOARD: frozenset[Kind] = frozenset({"sif", "sif_reinspection", "lscb_review"})

#: "The Local Safeguarding Children Board requires improvement", "The LSCB in North Somerset is
#: inadequate", "the Safeguarding Children Board (KSCB) is judged to be inadequate"; not "An LSCB
#: requires improvement if", which defines a grade.
_BOARD_IS = re.compile(
    r"(?:Safeguarding Children(?:.?s)?(?: Board)?|LSCB)(?: \([A-Z]+\))?(?: in [A-Z][\w’' ]{2,40}?)?"
    r" (?:is |are )?(?:judged )?(?:to be )?"
    r"(outstanding|good|inadequate|requires? improvement)\b(?! if| [a-z]+ing| [a-z]+s\b)",
    re.IGNORECASE,
)
_BOARD = re.compile(r"safeguarding children(?:.?s)? board|\b[a-z]{0,2}scb\b", re.IGNORECASE)

#: How far into page 1 a title reaches, in characters.
_TITLE = 500

#: A report's own title, for the kinds that differ by it alone.
_AGAIN = re.compile(r"\bre-?inspection of services for children", re.IGNORECASE)
_SERVICES = re.compile(r"\binspection of services for children", re.IGNORECASE)
#: "Report published: 19 February 2016", "Published: 23 August 2013".
_PUBLISHED = re.compile(r"published:?\s*(\d{1,2}(?:\s+\w+\s+|/\d{1,2}/)20\d\d)", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2} \w+ 20\d\d")

#: "10.Creative", "18. Children at risk".
_NUMBER = re.compile(r"(\d{1,3})\.(?!\d)")

#: "the heading on page 4 gives “good” where the table of judgements gives “inadequate” (in care)",
#: among a document's conflicts.
_DISAGREES = re.compile(
    r"the heading(?: on page (?P<page>\d+))? gives “(?P<heading>[^”]*)” where the table of "
    r"judgements gives “(?P<table>[^”]*)” \((?P<area>[\w ]+)\)"
)

_REVIEW = re.compile(r"\breview of the effectiveness of the\b", re.IGNORECASE)


def compare_board(document: Document, pages: Pages) -> Iterator[Comparison]:
    """The board's grade beside what the pages say of it, and no other grade read from that."""
    for judgement in document.judgements:
        if judgement.area != "lscb":
            words = document.text[judgement.start : judgement.end]
            page = next(iter(document.pages_at(judgement.start, judgement.end)), None)
            yield Comparison(
                "board’s grade kept apart",
                document.kind,
                document.name,
                judgement.area,
                _BOARD.search(words) is None,
                "",
                f"{judgement.grade}: {words}",
                page,
            )
    if document.kind in WITH_BOARD:
        read = {judgement.area: judgement for judgement in document.judgements}.get("lscb")
        said = {
            grade_name(found.group(1))
            for page in pages
            for found in _BOARD_IS.finditer(words_of(page))
        }
        ours = read.grade if read else ""
        at = document.pages_at(read.start, read.end) if read else ()
        yield Comparison(
            "board’s grade in the pages",
            document.kind,
            document.name,
            "lscb in the pages",
            "; ".join(sorted(said)) == ours,
            "; ".join(sorted(said)),
            ours,
            next(iter(at), None),
        )


def compare_headings(document: Document) -> Iterator[Comparison]:
    """Each grade beside the one in the heading of its section, where the report repeats it.

    A heading that disagrees is not with the judgement, but among the document's conflicts.
    """
    for conflict in document.conflicts:
        if conflict.startswith("the heading"):
            found = _DISAGREES.match(conflict)
            yield Comparison(
                "grades in headings",
                document.kind,
                document.name,
                f"heading of {found['area'].replace(' ', '_')}" if found else "heading",
                False,
                grade_name(found["heading"]) if found else conflict,
                grade_name(found["table"]) if found else "",
                int(found["page"]) if found and found["page"] else None,
            )
    for judgement in document.judgements:
        if judgement.heading is not None:
            heading = document.text[slice(*judgement.heading)]
            grades = GRADE.findall(heading)
            truth = grade_name(grades[-1]) if grades else heading
            page = next(iter(document.pages_at(*judgement.heading)), None)
            yield Comparison(
                "grades in headings",
                document.kind,
                document.name,
                f"heading of {judgement.area}",
                truth == judgement.grade,
                truth,
                judgement.grade,
                page,
            )


def compare_title(document: Document, pages: Pages) -> Iterator[Comparison]:
    """The kind of a report under the single inspection framework beside its title on page 1."""
    title = words_of(pages[0])[:_TITLE] if pages else ""
    again, services = _AGAIN.search(title), _SERVICES.search(title)
    if document.kind in WITH_BOARD or services:
        truth = "sif_reinspection" if again else "sif" if services else ""
        truth = truth or ("lscb_review" if _REVIEW.search(title) else "")
        right = truth == document.kind
        yield Comparison("kind", "by title", document.name, "title", right, truth, document.kind, 1)


def compare_published(document: Document, pages: Pages) -> Iterator[Comparison]:
    """The publication date beside the one printed on page 1, where one is.

    The listing may give another day; a difference that the document's conflicts own up to is none.
    """
    found = _PUBLISHED.search(words_of(pages[0])) if pages else None
    printed = read_date(found.group(1)) if found else None
    if printed:
        truth, ours = printed.isoformat(), str(document.published or "")
        told = {read_date(day) for conflict in document.conflicts for day in _DAY.findall(conflict)}
        right = truth == ours or printed in told
        yield Comparison(
            "publication date", "printed", document.name, "printed", right, truth, ours, 1
        )


def compare_numbers(document: Document, pages: Pages) -> Iterator[Comparison]:
    """An ILACS report's paragraph numbers, which run from 1 to the last printed, each once."""
    if document.kind != "ilacs":
        return
    numbered = [p for p in document.paragraphs if p.printed_number and p.role in ("body", "item")]
    numbers = [int(paragraph.number or 0) for paragraph in numbered]
    last = last_number(pages)
    broken = [
        (before, after, paragraph.pages)
        for before, after, paragraph in zip([0, *numbers], numbers, numbered, strict=False)
        if after != before + 1
    ]
    ours = [f"{before} then {after}" for before, after, _ in broken]
    yield Comparison(
        "paragraph numbers",
        "ILACS",
        document.name,
        "paragraph numbers",
        numbers == list(range(1, last + 1)),
        f"1 to {last}",
        "; ".join([*ours, f"to {numbers[-1]}" if numbers else "none"]),
        next((found[0] for *_, found in broken if found), None),
    )


def last_number(pages: Pages) -> int:
    """The last of the numbers that lines begin with in turn: "1.", "2.", …; one may be missing."""
    last = 0
    for line in (line for page in pages for line in page):
        found = _NUMBER.match(line.text)
        if found and last < int(found.group(1)) <= last + 2:
            last = int(found.group(1))
    return last
