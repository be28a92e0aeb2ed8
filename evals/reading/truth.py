"""What was read of each document beside the tables of what is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from corpus.dates import read_periods
from corpus.register import AREAS
from corpus.types import Document, Framework, Kind
from evals.reading.compare import FOCUS_SHARE, Comparison, names, share_of_words

#: The frameworks of `judgements.csv`, with ours and the kinds of document made under them.
FRAMEWORKS: Mapping[str, tuple[Framework | None, tuple[Kind, ...]]] = {
    "LAC inspection 2013": ("LAC 2013", ("looked_after_2013",)),
    "SIF": ("SIF", ("sif", "sif_reinspection")),
    "ILACS": ("ILACS", ("ilacs",)),
    "ILACS post-April-2026": ("ILACS 2026", ("ilacs",)),
    "other": (None, ("ilacs", "lscb_review")),
}

#: What a listing calls a document, and the kinds that it may be.
LISTED_AS: Mapping[str, tuple[Kind, ...]] = {
    "children's services inspection": (
        "looked_after_2013",
        "sif",
        "sif_reinspection",
        "lscb_review",
        "ilacs",
    ),
    "children's services focused visit": ("focused_visit",),
    "joint area child protection inspection": ("jtai",),
    "monitoring visit": ("monitoring_visit",),
}

#: The table's word where no overall grade is given any more.
NOT_REPORTED = "not_reported_post_reform"

NOT_READ = "(not read)"

#: What the table's focus runs on into: "…, in accordance with the inspection of …", "… ‘front
#: door.’ This visit was carried out in line with …".
_AFTER_FOCUS = re.compile(r",? in accordance with the inspections? of .*| This visit was .*", re.I)


def compare_report(row: Mapping[str, str], document: Document | None) -> Iterator[Comparison]:
    """A report beside its row of `judgements.csv`: grades, days, lead inspector, URN, kind."""
    group, file = row["framework"], row["file"]
    if document is None:
        yield Comparison("grades", group, file, "all", False, "a report", NOT_READ)
        return
    yield from _grades(row, document)
    first = document.visits[0][0] if document.visits else None
    last = document.visits[-1][1] if document.visits else None
    for name, day in (("start", first), ("end", last)):
        yield _same("visit days of reports", group, document, name, row[name], _iso(day))
    lead = _person(row["lead_inspector"]), _person(document.lead_inspector or "")
    yield _known("lead inspector", group, document, "lead_inspector", *lead)
    yield _same("authority", group, document, "urn", row["urn"], document.urn or "")
    framework, kinds = FRAMEWORKS[group]
    right = document.kind in kinds
    yield Comparison("kind", group, file, "kind", right, " or ".join(kinds), document.kind, 1)
    if framework and document.framework:
        ours = document.framework
        yield _same("kind", group, document, "framework", framework, ours)


def _grades(row: Mapping[str, str], document: Document) -> Iterator[Comparison]:
    """Every area's grade. The board's is known only where page 1 gives it, those of 2013 not."""
    read = {judgement.area: judgement for judgement in document.judgements}
    for area in AREAS:
        judgement = read.get(area)
        ours = judgement.grade if judgement else ""
        truth = row[area].replace(NOT_REPORTED, "")
        unknown = not row[area] and (area == "lscb" or row["framework"] == "LAC inspection 2013")
        pages = document.pages_at(judgement.start, judgement.end) if judgement else ()
        yield Comparison(
            "grades",
            row["framework"],
            document.name,
            area,
            None if unknown else truth == ours,
            truth,
            ours,
            pages[0] if pages else 1,
        )


def compare_listing(row: Mapping[str, str], document: Document | None) -> Iterator[Comparison]:
    """A document beside its row of the publisher's listing: URN, publication date, kind."""
    group, listed = row["file"].split("/")[0], row["listed_as"]
    if document is None:
        yield Comparison("kind", group, row["file"], "listed", None, listed, NOT_READ)
        return
    yield _known("authority", group, document, "listed urn", row["urn"], document.urn or "")
    published = row["published"], _iso(document.published)
    yield _known("publication date", group, document, "published", *published)
    kinds = LISTED_AS.get(listed, ())
    right = document.kind in kinds if kinds else None
    yield Comparison("kind", group, document.name, "listed", right, listed, document.kind, 1)


def compare_letter(row: Mapping[str, str], document: Document | None) -> Iterator[Comparison]:
    """A focused visit's letter beside its row: dates, inspectors, what it was about."""
    group = "focused visits"
    if document is None:
        yield Comparison("letter date", group, row["file"], "all", False, "a letter", NOT_READ)
        return
    ours = _iso(document.letter_date)
    yield _known("letter date", group, document, "letter_date", row["letter_date"], ours)
    hint = document.visits[0][0].year if document.visits else None
    days = _periods(read_periods(row["visit_dates"], hint)), _periods(document.visits)
    yield _known("visit days of letters", group, document, "visit_dates", *days)
    people = names(row["inspectors"]), names(", ".join(document.inspectors))
    joined = [", ".join(sorted(each)) for each in people]
    yield _known("inspectors", group, document, "inspectors", joined[0], joined[1])
    yield _focus(row["focus"], document)
    if document.lead_inspector:
        lead = _person(row["signatory"]), _person(document.lead_inspector)
        yield _known("inspectors", group, document, "signatory", *lead)


def _focus(truth: str, document: Document) -> Comparison:
    """The focus, loosely: the table's is cut at a line end in some letters."""
    ours = document.focus or ""
    # "a range of evidence, including …" says how inspectors looked, not at what.
    is_none = truth.startswith("a range of evidence")
    right: bool | None = share_of_words(_AFTER_FOCUS.sub("", truth), ours) >= FOCUS_SHARE
    if not truth or is_none:
        right = False if ours.startswith("a range of evidence") else None
    return Comparison("focus", "focused visits", document.name, "focus", right, truth, ours, 1)


def _same(
    measure: str, group: str, document: Document, name: str, truth: str, ours: str
) -> Comparison:
    return Comparison(measure, group, document.name, name, truth == ours, truth, ours, 1)


def _known(
    measure: str, group: str, document: Document, name: str, truth: str, ours: str
) -> Comparison:
    """As `_same`, but nothing to compare with where the table is blank."""
    right = truth == ours if truth else None
    return Comparison(measure, group, document.name, name, right, truth, ours, 1)


def _person(name: str) -> str:
    return " ".join(name.replace("’", "'").split())


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _periods(periods: Sequence[tuple[date, date]]) -> str:
    """ "2025-11-25 to 2025-11-26; 2026-01-08 to 2026-01-08"."""
    return "; ".join(f"{first} to {last}" for first, last in periods)
