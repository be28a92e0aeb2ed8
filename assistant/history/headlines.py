"""Of each visit what it found first of all, and what it said needed to improve, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.citations import make_quote
from assistant.structured import improvement_items
from corpus.sections import LOOKED_AT, ListKind, is_of_board, list_kind
from corpus.types import LETTERS, Document, Paragraph, Quote

#: The lists of what must change, the most urgent first.
LISTS: tuple[ListKind, ...] = (
    "areas for priority action",
    "what needs to improve",
    "recommendations",
)

#: Headings of what sums a visit up: "Headline findings", "Executive summary", "Summary of key
#: findings", "Children’s services in Trafford are good because:", "Overall effectiveness of …".
_SUMS_UP = re.compile(
    r"headline findings|overview$|executive summary|summary of (?:key )?findings|.{0,120}\bbecause"
    r":?$|overall effectiveness|.* summary of (?:key )?findings",
    re.IGNORECASE,
)

#: What a letter says of itself before it comes to its findings: "This letter summarises …",
#: "Between 23 and 27 September 2019, Ofsted … carried out a joint inspection of …".
_OF_ITSELF = re.compile(
    r"\bthis (?:letter|visit|report|inspection)\b|\bchief inspector of\b|\bcarried out a joint\b"
    r"|\bjoint targeted area inspection (?:\(JTAI\) )?(?:included|took place|considered)",
    re.IGNORECASE,
)

#: "Findings", "Main findings": where a letter without a summary says what was found.
_FINDINGS = re.compile(r"(?:main )?findings", re.IGNORECASE)

#: "There are no priority actions.", "The inspection did not find any areas for priority action."
_NONE = re.compile(
    r"(?:there (?:are|were|is) no\b|(?:the|this) inspection did not|inspectors did not|none\b)"
    r".{0,90}$",
    re.IGNORECASE,
)

#: "… the local authority should take the following action."
_TO_FOLLOW = re.compile(r"\bfollowing (?:actions?|areas?|improvements?)\W*$", re.IGNORECASE)

#: Headline findings shown of a visit: the whole summary of a letter and of a report since 2018;
#: executive summaries of 2015 to 2018 go on for pages.
_MOST = 6

#: Shown where a document sums nothing up: its first findings.
_FIRST = 3


@dataclass(frozen=True, slots=True)
class Improvements:
    """A list of what must change: its kind, and its items in order."""

    kind: ListKind
    items: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class VisitFindings:
    """What a visit's document says first of all, and what it asks for."""

    document: Document
    headlines: tuple[Quote, ...]
    of: int
    """How many paragraphs of headline findings there are; some may not be shown."""
    summed_up: bool
    """Whether the document has a summary; if not, its first findings stand in for it."""
    improvements: tuple[Improvements, ...]
    of_board: tuple[Improvements, ...]
    """What the safeguarding board, not the authority, had to improve."""


def findings_of(document: Document) -> VisitFindings:
    """The headline findings and the lists of a whole document."""
    summary = summary_paragraphs(document)
    shown = summary[:_MOST] or first_findings(document)
    return VisitFindings(
        document,
        tuple(make_quote(document, p.start, p.end) for p in shown),
        len(summary) or len(shown),
        bool(summary),
        tuple(improvements(document, False)),
        tuple(improvements(document, True)),
    )


def summary_paragraphs(document: Document) -> list[Paragraph]:
    """Where a document sums up: under a heading that says so, else before its first heading."""
    under = [
        p
        for p in _said(document)
        if any(_SUMS_UP.match(heading) for heading in p.section[-3:]) and not list_kind(p.section)
    ]
    if under:
        return under
    opening = [p for p in _said(document) if not p.section]
    if document.kind in LETTERS:
        opening = [p for p in opening if not is_of_itself(document.text[p.start : p.end])]
    return opening


def first_findings(document: Document) -> list[Paragraph]:
    """The first paragraphs under "Findings", else the first that are no list."""
    said = [p for p in _said(document) if p.section and not list_kind(p.section)]
    own = [p for p in said if _FINDINGS.fullmatch(p.section[-1])]
    return (own or said)[:_FIRST]


def improvements(document: Document, of_board: bool) -> Iterator[Improvements]:
    """The lists of what the authority, or the board, must improve, the most urgent first.

    What introduces a list is no item of it; what introduces some of its items ("… including:")
    is quoted as one with them.
    """
    items = improvement_items(document, of_board, LISTS)
    for kind in LISTS:
        own = [p for p in items if list_kind(p.section) == kind]
        spans = [span for each in _by_section(own) for span in item_spans(document.text, each)]
        if spans:
            yield Improvements(kind, tuple(make_quote(document, *span) for span in spans))


def item_spans(text: str, items: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """The spans of a list's items, those of a numbered introduction joined to it."""
    spans: list[tuple[int, int]] = []
    joined = False
    for number, item in enumerate(items):
        words = text[item.start : item.end].strip()
        introduces = words.endswith(":")
        if _NONE.match(words) or _TO_FOLLOW.search(words):
            joined = False
        elif joined and item.role == "item" and not item.printed_number:
            spans[-1] = (spans[-1][0], item.end)
        elif introduces and not item.printed_number and item.role == "body":
            joined = False
        else:
            spans.append((item.start, item.end))
            joined = introduces and item.printed_number and number + 1 < len(items)
    return spans


def _by_section(items: Iterable[Paragraph]) -> list[list[Paragraph]]:
    return [list(own) for _, own in groupby(items, key=lambda p: p.section)]


def _said(document: Document) -> list[Paragraph]:
    """What the inspectors say of the authority, in order; of a board's review, of the board."""
    of_board = document.kind == "lscb_review"
    return [
        p
        for p in document.paragraphs
        if p.role in ("body", "item") and (of_board or not is_of_board(p.section))
    ]


def is_of_itself(words: str) -> bool:
    """Whether a letter tells here of itself and its visit, not of what was found."""
    return bool(_OF_ITSELF.search(words) or LOOKED_AT.search(words))
