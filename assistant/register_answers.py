"""Answers and notes from the register of inspections: grades and dates of what is not held.

Nothing here is a quotation, and what gives grades says so: each stands with its authority, its
inspection, that inspection's days, and with where to get the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.chronology import of_time
from assistant.citations import visit_name
from assistant.held import AREA_NAMES
from assistant.structured import Place, areas_asked
from assistant.understand import Understood
from assistant.wording import ASKS_FOR_GRADE, INTENTS, SUBJECTLESS, content_words
from corpus.authorities import load_authorities
from corpus.dates import day_name
from corpus.register import is_held, known_documents, same_inspection
from corpus.types import FULL_INSPECTIONS, Document, Judgement

#: Inspections that a note names.
_NAMED = 3

#: What is said of the overall grade of an inspection under "ILACS 2026" (FRAMEWORK_NAMES).
NO_OVERALL = "not given since April 2026"

#: What an area of judgement was called before ILACS.
_EARLIER_NAMES = {
    "leaders": "leadership, management and governance",
    "in_care": "children looked after and achieving permanence",
    "adoption": "adoption performance",
    "lscb": "Local Safeguarding Children Board (its own grade, not the authority’s)",
}
_AS_ONE = "children in care and care leavers, judged as one"

_GRADE_INTENT = re.compile(dict(INTENTS)["grade"], re.IGNORECASE)


def asks_for_grades(asked: Understood) -> bool:
    """Whether a question asks for an authority's grades and for nothing else.

    No grade says how strategy meetings were judged, and visits give none.
    """
    if asked.intent != "grade" or not asked.authorities or asked.any_visit:
        return False
    rest = set(content_words(_GRADE_INTENT.sub(" ", asked.subject))) - SUBJECTLESS
    return not rest or bool(ASKS_FOR_GRADE.search(asked.wording) or areas_asked(asked.wording))


def register_lead(asked: Understood, told: Sequence[Place]) -> str:
    """The register's grades, a paragraph for each inspection, below what they are."""
    lines = _grade_lines(told)
    itself = "the report itself is" if len(lines) == 1 else "the reports themselves are"
    lead = f"From the register of inspections, not a quotation: {itself} not held here."
    if not asked.time.windows and asked.time.order in (None, "latest"):
        lead += " The register has nothing later that answers this."
    return "\n\n".join([lead, *lines])


def grade_notes(told: Sequence[Place]) -> list[str]:
    """The register's grades as notes beside quotations of what is held."""
    start = "From the register of inspections, not a quotation, and not held here"
    return [f"{start}: {line}" for line in _grade_lines(told)]


def register_notes(
    asked: Understood, answered: bool, documents: Sequence[Document]
) -> tuple[str, ...]:
    """What the register knows of the authorities and time asked about, and is not held.

    `documents` are all that are known, held or not, newest first.
    """
    urns = {authority.urn for authority in asked.authorities}
    own = [d for d in documents if d.urn in urns]
    of_kind = [d for d in own if d.kind in asked.kinds] if asked.kinds else own
    timed = bool(asked.time.windows or asked.time.order)
    then = _not_held(of_time(asked, of_kind)) if timed else []
    if answered:
        has = "The register of inspections also has, of the time asked about and not held here"
        return (f"{has}: {_listed(then)}",) if then else ()
    if then:
        return (f"Not held here, but in the register of inspections: {_listed(then)}",)
    nearest = _not_held(of_kind) or _not_held(own)
    somewhere = {d.urn for d in (*documents, *known_documents())}
    notes = [
        f"The register of inspections has none of {a.name} either; Ofsted’s reports are on "
        f"{_site(a.name, a.urn)}."
        for a in asked.authorities
        if a.urn not in somewhere
    ]
    if nearest:
        none_then = timed or not _not_held(of_kind)
        start = "The register of inspections has"
        has = f"{start} none of that time and kind either. It has" if none_then else start
        notes.append(f"{has}, not held here: {_listed(nearest)}")
    return tuple(notes)


def last_grades(asked: Understood, documents: Sequence[Document]) -> tuple[str, ...]:
    """The grades of each authority's last full inspection by the time asked about.

    Only from the register: what is held is named by the refusal, and can be asked about.
    """
    ends = [window.last for window in asked.time.windows]
    end = max((day for day in ends if day), default=None) if all(ends) else None
    notes = []
    for authority in asked.authorities:
        own = [d for d in documents if d.urn == authority.urn and d.kind in FULL_INSPECTIONS]
        last = next((d for d in own if d.judgements and (not end or d.last_day <= end)), None)
        if last and not is_held(last):
            judged = [j for j in last.judgements if j.area != "lscb"]
            notes.append(
                f"The last full inspection {'by then ' if end else ''}in the register (not a "
                f"quotation): {_report(last, judged)}"
            )
    return tuple(notes)


def coverage(documents: Iterable[Document]) -> str:
    """How much is known, in a sentence, since it is not everything."""
    known = list(documents)
    latest = max((d.published for d in known if d.published), default=None)
    until = f", published up to {day_name(latest)}" if latest else ""
    authorities = {d.urn for d in known} & standing().keys()
    return (
        f"The register and what is held know {len(known)} inspections and visits{until}, of "
        f"{len(authorities)} of England’s {len(standing())} authorities; there may be others."
    )


def each_once(documents: Sequence[Document]) -> list[Document]:
    """One document of each inspection or visit, one with grades if there is one."""
    own: dict[str | None, list[Document]] = {}
    for document in sorted(documents, key=lambda d: (-len(d.judgements), not is_held(d))):
        others = own.setdefault(document.urn, [])
        if not any(same_inspection(document, other) for other in others):
            others.append(document)
    kept = {document.name for others in own.values() for document in others}
    return [document for document in documents if document.name in kept]


def doubts(told: Iterable[Place]) -> list[str]:
    """A note on each disagreement that the register keeps of these inspections."""
    documents = {place.document.name: place.document for place in told}.values()
    return [f"Note on {visit_name(d)}: {text}." for d in documents for text in d.conflicts]


def standing() -> dict[str, str]:
    """URNs and names of the authorities that have not been abolished."""
    return {a.urn: a.name for a in load_authorities() if "abolished" not in a.type}


def urns_asked(asked: Understood) -> set[str]:
    """The authorities of the regions asked about; all where none is."""
    return {a.urn for a in load_authorities() if not asked.regions or a.region in asked.regions}


def grade_words(grade: str) -> str:
    """A grade of the contract in a reader's words: "requires improvement to be good"."""
    return "requires improvement to be good" if grade == "requires improvement" else grade


def area_name(document: Document, area: str) -> str:
    """What a reader calls an area of judgement, under the framework of the document."""
    earlier = _EARLIER_NAMES if document.kind != "ilacs" else {}
    return earlier.get(area) or AREA_NAMES[area]


def gives_no_overall(document: Document) -> bool:
    """Whether an inspection falls under the reform that ended overall grades."""
    return document.framework == "ILACS 2026"


def _grade_lines(told: Sequence[Place]) -> list[str]:
    """A paragraph for each inspection: its grades, and where its report is."""
    rows: dict[str, set[int]] = {}
    for place in told:
        rows.setdefault(place.document.name, set()).add(place.start)
    return [
        _report(document, [j for j in document.judgements if j.start in rows[name]])
        for name, document in {place.document.name: place.document for place in told}.items()
    ]


def _not_held(documents: Iterable[Document]) -> list[Document]:
    return [d for d in documents if not is_held(d)]


def graded(document: Document, judgements: Sequence[Judgement]) -> str:
    """ "Wigan, ILACS inspection, 6–17 October 2025 (published …). Care leavers: good; …"."""
    rows: dict[int, list[Judgement]] = {}
    for judgement in judgements:
        rows.setdefault(judgement.start, []).append(judgement)
    grades = [
        f"{_AS_ONE if len(row) > 1 else area_name(document, row[0].area)}: "
        f"{grade_words(row[0].grade)}"
        for row in rows.values()
    ]
    if gives_no_overall(document) and len(grades) > 1:
        grades.insert(0, f"{AREA_NAMES['overall']}: {NO_OVERALL}")
    words = "; ".join(grades)
    return f"{visit_name(document)}. {words[:1].upper()}{words[1:]}."


def _report(document: Document, judgements: Sequence[Judgement]) -> str:
    return f"{graded(document, judgements)} Report: {address(document)}"


def _listed(documents: Sequence[Document]) -> str:
    """Inspections, the first few by name, and where to get them."""
    named = [
        f"{visit_name(d)}{f' – {d.source_url}' if d.source_url else ''}" for d in documents[:_NAMED]
    ]
    more = len(documents) - _NAMED
    sites = "; ".join(dict.fromkeys(_site(d.authority, d.urn) for d in documents))
    return f"{'; '.join(named)}{f'; and {more} more' if more > 0 else ''}. All are on {sites}."


def address(document: Document) -> str:
    """Where to get a document: the publisher's address, or the site that lists it."""
    return document.source_url or _site(document.authority, document.urn)


def _site(authority: str | None, urn: str | None) -> str:
    return f"reports.ofsted.gov.uk, under {authority} (URN {urn})"
