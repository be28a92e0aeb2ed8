"""The types everything speaks: a document, its paragraphs and passages, a quotation, an answer.

A quotation is an address, not a string: (document, start, end) in the document's canonical text.
Offsets are in characters (Python string indexes), half-open, and never change once stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal[
    "looked_after_2013",
    "sif",
    "sif_reinspection",
    "lscb_review",
    "ilacs",
    "focused_visit",
    "monitoring_visit",
    "jtai",
    "guidance",
    "other",
]

#: What a reader calls each kind of document, in citations and on the page.
KIND_NAMES: dict[Kind, str] = {
    "looked_after_2013": "looked-after inspection",
    "sif": "SIF inspection",
    "sif_reinspection": "SIF re-inspection",
    "lscb_review": "safeguarding board review",
    "ilacs": "ILACS inspection",
    "focused_visit": "focused visit",
    "monitoring_visit": "monitoring visit",
    "jtai": "joint targeted area inspection",
    "guidance": "guidance",
    "other": "document of another kind",
}

#: Kinds that inspect the whole service and give grades.
FULL_INSPECTIONS: frozenset[Kind] = frozenset(
    {"looked_after_2013", "sif", "sif_reinspection", "ilacs"}
)

#: Kinds that are letters, about a visit and without grades.
LETTERS: frozenset[Kind] = frozenset({"focused_visit", "monitoring_visit", "jtai"})

#: What a paragraph is on the page. Only "body", "item" and "judgement" become passages.
Role = Literal[
    "heading",
    "body",
    "item",
    "judgement",
    "title",
    "address",
    "closing",
    "footnote",
    "contents",
    "about",
    "end_matter",
]


@dataclass(frozen=True, slots=True)
class Authority:
    """A local authority that has, or had, children's services."""

    urn: str
    name: str
    la_code: str = ""
    ons_code: str = ""
    region: str = ""
    type: str = ""
    also_known_as: tuple[str, ...] = ()
    statistical_neighbours: tuple[str, ...] = ()
    """URNs of the authorities most like it, nearest first."""
    trust: str = ""
    """The company that provides or provided its children's services, where one does."""
    predecessors: tuple[str, ...] = ()
    """URNs of abolished authorities whose area it took over."""
    successors: tuple[str, ...] = ()
    """URNs of the authorities that took over its area, of one that is abolished."""
    easily_confused_with: tuple[str, ...] = ()
    """Names of authorities that a reader may take for it."""


Framework = Literal["LAC 2013", "SIF", "ILACS", "ILACS 2026", "JTAI"]

#: What inspections were made under. "ILACS 2026" has given no overall grade since April 2026; it
#: goes by the days of the inspection, not by those of the report.
FRAMEWORK_NAMES: dict[Framework, str] = {
    "LAC 2013": "inspection of looked after children's services (2013)",
    "SIF": "single inspection framework (2013 to 2018)",
    "ILACS": "ILACS (from 2018)",
    "ILACS 2026": "ILACS as reformed (from April 2026; no overall grade)",
    "JTAI": "joint targeted area inspection",
}


@dataclass(frozen=True, slots=True)
class SourceRun:
    """`length` characters of canonical text from `start`, drawn by characters of one page.

    Character `start + i` of the text is character `char_index + i` of page `page` (the file's
    page number, from 1) as pdfium counts them.
    """

    start: int
    length: int
    page: int
    char_index: int


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands on a page (the file's, from 1), in points from its lower left."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or list item: a span of the text and where it stands on the page."""

    start: int
    end: int
    role: Role
    number: str | None = None
    """As printed ("18"). Where a document prints none at all, the ordinal within the section; in
    guidance, of a bullet, that of the numbered paragraph it belongs to."""
    printed_number: bool = False
    section: tuple[str, ...] = ()
    """Headings above it, outermost first."""
    pages: tuple[int, ...] = ()
    boxes: tuple[Box, ...] = ()
    """The rectangle that it fills on each of its pages; none for a text without pages."""
    repeats: tuple[int, ...] = ()
    """Starts of the paragraphs of this document that state the same finding. Reports under the
    SIF say one up to five times; of such a set the paragraph with a printed number is cited."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grade given to an area of judgement, and the span it was read from."""

    area: str
    grade: str
    """In the words of the contract: "requires improvement"."""
    start: int
    end: int
    printed: str = ""
    """In the words of its framework, as printed: "Requires improvement to be good"."""
    heading: tuple[int, int] | None = None
    """The heading of the section that repeats the grade, where there is one."""


@dataclass(frozen=True, slots=True)
class Document:
    """One letter or report: its canonical text and what is known of it."""

    name: str
    """Path below the folder it was ingested from, with forward slashes: "reports/50308109.pdf"."""
    sha256: str
    """Of the file's bytes, in lower-case hexadecimal."""
    kind: Kind
    text: str
    framework: Framework | None = None
    """What it was inspected under; None for guidance and what is no inspection."""
    authority: str | None = None
    urn: str | None = None
    visits: tuple[tuple[date, date], ...] = ()
    """First and last day of each period on site, earliest first."""
    letter_date: date | None = None
    published: date | None = None
    updated: date | None = None
    """Of guidance: the day of this version, "Updated 1 April 2026"."""
    inspectors: tuple[str, ...] = ()
    lead_inspector: str | None = None
    focus: str | None = None
    judgements: tuple[Judgement, ...] = ()
    pages: int = 0
    """Number of pages; 0 for a text without pages."""
    paragraphs: tuple[Paragraph, ...] = ()
    source_runs: tuple[SourceRun, ...] = ()
    source_url: str | None = None
    conflicts: tuple[str, ...] = ()
    """Where page 1, headings, text and listing disagree: a clause each, with the value taken."""
    faults: tuple[str, ...] = ()
    """What of the file could not be read, a clause each: "page 3 has no text"."""

    @property
    def year(self) -> int | None:
        """The year of the visit, else of the letter or its publication."""
        day = self.visits[0][0] if self.visits else self.letter_date or self.published
        return day.year if day else None

    def pages_at(self, start: int, end: int) -> tuple[int, ...]:
        """The file's pages on which a span of the text stands; empty for a text without pages."""
        return tuple(
            sorted(
                {
                    run.page
                    for run in self.source_runs
                    if run.start < end and start < run.start + run.length
                }
            )
        )

    @property
    def last_day(self) -> date:
        """The day by which documents are ordered; unknown sorts as the oldest."""
        if self.visits:
            return self.visits[-1][1]
        return self.letter_date or self.updated or self.published or date.min


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: a span of one document with its context."""

    key: str
    """Stable name: the document's hash and the span."""
    document: str
    start: int
    end: int
    text: str
    role: Role
    section: tuple[str, ...] = ()
    paragraph: str | None = None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage and its score in one ranking: greater is better, comparable within it only."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact span of a document's canonical text, with its citation."""

    document: str
    start: int
    end: int
    text: str
    pages: tuple[int, ...]
    paragraph: str | None
    section: str
    citation: str
    version: str = ""
    """The first twelve digits of the hash of the document's file: which version was quoted."""


Status = Literal["answered", "partial", "refused"]
Reason = Literal["no_authority", "no_inspection", "no_evidence", "out_of_scope"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What was understood of a question: whose documents, of when, and what is wanted of them."""

    authorities: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    period: tuple[str | None, str | None] = (None, None)
    """First and last day meant, ISO dates; None where open."""
    when: str = ""
    """The time meant, in words: "December 2023", "the latest"; empty for any time."""
    intent: str = "passages"
    kinds: tuple[Kind, ...] = ()
    practice_areas: tuple[str, ...] = ()
    """Names of the areas of practice that the question is about."""
    tone: str | None = None
    """"praise", "criticism" or "both", where one is asked for."""
    regions: tuple[str, ...] = ()
    """Regions of England whose authorities are meant."""
    whose: str = ""
    """Authorities meant otherwise than by name: "judged outstanding overall"."""
    form: str | None = None
    """"short", "list" or "more", where the answer is asked for in a form."""
    subject: str = ""
    """The question without the words that the scope has used up."""
    choices: tuple[str, ...] = ()
    """Of a question that is asked back: what it may mean, each as a question to ask instead."""


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """Quotations from one visit, under a heading in our own words."""

    heading: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown for a question. `quotes` stand in the order in which they are shown."""

    question: str
    status: Status
    reason: Reason | None
    scope: Scope
    lead: str
    """A sentence or two in our own words, before the quotations."""
    groups: tuple[QuoteGroup, ...] = ()
    notes: tuple[str, ...] = ()
    nearest: tuple[QuoteGroup, ...] = ()
    """With a refusal: what comes nearest, offered as not answering; not among `quotes`."""
    passages: tuple[RankedPassage, ...] = ()
    evidence: float | None = None
    """How strongly the passages found support an answer; None if none were looked for."""
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All quotations shown, in order; number n on the page is `quotes[n - 1]`."""
        return tuple(quote for group in self.groups for quote in group.quotes)
