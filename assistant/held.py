"""What is held: which documents are wanted, and each as a line, as JSON and as a row of CSV."""

from __future__ import annotations

import calendar
import csv
import difflib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast, get_args

from assistant.citations import visit_name
from corpus.dates import month_number, read_date
from corpus.register import AREAS
from corpus.types import KIND_NAMES, Document, Framework, Kind

#: What a reader calls each area of judgement, those of the looked-after inspections of 2013 last.
AREA_NAMES = {
    "overall": "overall effectiveness",
    "leaders": "impact of leaders",
    "help_and_protection": "help and protection",
    "in_care": "children in care",
    "care_leavers": "care leavers",
    "adoption": "adoption",
    "lscb": "safeguarding board",
    "capacity_to_improve": "capacity to improve",
    "outcomes": "outcomes for children looked after",
    "quality_of_provision": "quality of provision",
}

#: In the words of the contract.
GRADES = ("outstanding", "good", "adequate", "requires improvement", "inadequate")

#: What a spreadsheet takes for the start of a formula.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents are wanted. Empty wants all."""

    urns: frozenset[str] = frozenset()
    kinds: tuple[Kind, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    first: date = date.min
    last: date = date.max
    """The period in which a day of the visit, the letter, or the publication falls."""
    area: str = ""
    grade: str = ""
    conflicts: bool = False
    """Only documents with conflicts or faults."""

    @classmethod
    def of(
        cls,
        authorities: Iterable[str],
        kinds: Iterable[str],
        frameworks: Iterable[str],
        year: str | None,
        since: str | None,
        until: str | None,
        area: str | None,
        grade: str | None,
        conflicts: bool,
    ) -> Wanted:
        """What a user's words want.

        Raises:
            ValueError: some name nothing that is known; the message says which, and what is.
        """
        if year and (since or until):
            raise ValueError("Give either --year, or --since and --until.")
        first, last = year or since, year or until
        wanted = cls(
            urns_named(authorities),
            kinds_named(kinds),
            frameworks_named(frameworks),
            period_of(first)[0] if first else date.min,
            period_of(last)[1] if last else date.max,
            area_named(area) if area else "",
            grade_named(grade) if grade else "",
            conflicts,
        )
        if wanted.first > wanted.last:
            raise ValueError(f"--since {since} is after --until {until}.")
        return wanted

    def takes(self, document: Document) -> bool:
        """Whether a document is wanted."""
        return (
            (not self.urns or document.urn in self.urns)
            and (not self.kinds or document.kind in self.kinds)
            and (not self.frameworks or document.framework in self.frameworks)
            and self._takes_time(document)
            and self._takes_grades(document)
            and (not self.conflicts or bool(document.conflicts or document.faults))
        )

    def _takes_time(self, document: Document) -> bool:
        if (self.first, self.last) == (date.min, date.max):
            return True
        days = (document.letter_date, document.published, document.updated)
        periods = [*document.visits, *((day, day) for day in days if day)]
        return any(first <= self.last and self.first <= last for first, last in periods)

    def _takes_grades(self, document: Document) -> bool:
        if not self.area and not self.grade:
            return True
        grades = {judgement.area: judgement.grade for judgement in document.judgements}
        if grades.get("care_leavers") == "combined_with_care":
            grades["care_leavers"] = grades.get("in_care", "")
        if not self.area:
            grades.pop("lscb", None)  # the board's grade is never the authority's
            return self.grade in grades.values()
        return self.area in grades and self.grade in ("", grades[self.area])


def urns_named(names: Iterable[str]) -> frozenset[str]:
    """The authorities' URNs, by any of their names.

    Raises:
        ValueError: a name is that of no authority of England, or means several.
    """
    from corpus.mentions import find_mentions

    urns = set()
    for name in names:
        mentions = find_mentions(name) or find_mentions(name.title())
        if not mentions:
            raise ValueError(f"No local authority of England is known by the name “{name}”.")
        for mention in mentions:
            if len(mention.authorities) > 1:
                several = " or ".join(authority.name for authority in mention.authorities)
                raise ValueError(f"“{mention.text}” may mean {several}: say which.")
            urns.add(mention.authorities[0].urn)
    return frozenset(urns)


def kinds_named(names: Iterable[str]) -> tuple[Kind, ...]:
    """The kinds, by their key or a reader's name: "focused_visit", "focused visit".

    Raises:
        ValueError: there is no such kind; the message names those there are.
    """
    known = {_plain(word): kind for kind, name in KIND_NAMES.items() for word in (kind, name)}
    return tuple(cast(Kind, _known(name, known, "kind", tuple(KIND_NAMES))) for name in names)


def frameworks_named(names: Iterable[str]) -> tuple[Framework, ...]:
    """The frameworks, by name: "ILACS 2026".

    Raises:
        ValueError: there is no such framework; the message names those there are.
    """
    every: tuple[str, ...] = get_args(Framework)
    known = {_plain(name): name for name in every}
    return tuple(cast(Framework, _known(name, known, "framework", every)) for name in names)


def area_named(name: str) -> str:
    """The area of judgement, by its key or a reader's name: "help and protection".

    Raises:
        ValueError: there is no such area; the message names those there are.
    """
    known = {_plain(word): area for area in AREAS for word in (area, AREA_NAMES[area])}
    return _known(name, known, "area of judgement", AREAS)


def grade_named(name: str) -> str:
    """The grade in the words of the contract: of "Requires improvement to be good" too.

    Raises:
        ValueError: there is no such grade; the message names those there are.
    """
    known = {grade: grade for grade in GRADES}
    known["requires improvement to be good"] = "requires improvement"
    return _known(name, known, "grade", GRADES)


def _known(name: str, known: Mapping[str, str], what: str, every: Sequence[str]) -> str:
    found = known.get(_plain(name))
    if found is None:
        near = difflib.get_close_matches(_plain(name), known, n=1)
        hint = f" Did you mean {known[near[0]]}?" if near else ""
        raise ValueError(f"There is no {what} “{name}”: there are {', '.join(every)}.{hint}")
    return found


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\s_-]+", name.strip().lower()))


def period_of(text: str) -> tuple[date, date]:
    """First and last day of "2026", "June 2026", "2026-06", "8 June 2026" or "2026-06-08".

    Raises:
        ValueError: it is none of these.
    """
    try:
        if match := re.fullmatch(r"((?:19|20)\d\d)", text.strip()):
            return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
        if match := re.fullmatch(r"((?:19|20)\d\d)-(\d\d?)", text.strip()):
            return _month(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"([a-z]{3,9})\.? ((?:19|20)\d\d)", text.strip().lower()):
            return _month(int(match[2]), month_number(match[1]))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip()):
            day: date | None = date.fromisoformat(text.strip())
        else:
            day = read_date(text)
    except (ValueError, StopIteration):
        day = None
    if day is None:
        raise ValueError(
            f"“{text}” is no year, month or day: write it as 2026, June 2026 or 8 June 2026."
        )
    return day, day


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def document_line(document: Document, with_conflicts: bool = False) -> str:
    """ "letters/x.txt: Middlesbrough, monitoring visit, 13–14 July 2022 (letter of …)"."""
    line = f"{document.name}: {visit_name(document)}"
    if with_conflicts and (document.conflicts or document.faults):
        line += f" – {'; '.join((*document.conflicts, *document.faults))}"
    return line


def document_json(document: Document, paragraphs: int) -> dict[str, Any]:
    """The object of the contract for a document; null for what it does not say."""
    grades = {judgement.area: judgement.grade for judgement in document.judgements}
    return {
        "document": document.name,
        "kind": document.kind,
        "authority": document.authority,
        "urn": document.urn,
        "visits": [[first.isoformat(), last.isoformat()] for first, last in document.visits],
        "letter_date": _iso(document.letter_date),
        "published": _iso(document.published),
        "inspectors": list(document.inspectors),
        "lead_inspector": document.lead_inspector,
        "focus": document.focus,
        "grades": {area: grades.get(area) for area in AREAS},
        "pages": document.pages or None,
        "paragraphs": paragraphs,
        "conflicts": list(document.conflicts),
        "framework": document.framework,
        "updated": _iso(document.updated),
        "faults": list(document.faults),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def documents_csv(documents: Iterable[tuple[Document, int]]) -> str:
    """Documents with their numbers of paragraphs as CSV (RFC 4180): a header, then a row each.

    The columns are the keys of the JSON, with a column for each grade. Of several values each
    stands after "; ", of a visit the days around "/". A cell that a spreadsheet would take for a
    formula begins with an apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    rows = [_flat(document_json(document, paragraphs)) for document, paragraphs in documents]
    empty = document_json(Document("", "", "other", ""), 0)
    writer.writerow(_flat(empty))
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return out.getvalue()


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """The record with its grades as fields of its own, in their place."""
    flat: dict[str, Any] = {}
    for key, value in record.items():
        flat |= value if key == "grades" else {key: value}
    return flat


def _cell(value: Any) -> str:
    if isinstance(value, list):
        value = "; ".join("/".join(each) if isinstance(each, list) else each for each in value)
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text
