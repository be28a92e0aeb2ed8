"""What a draft says of where a quotation is from, and whether a place in a document is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.citations import visit_name
from assistant.kinds_named import KINDS
from assistant.quotations.drafts import DraftQuotation
from assistant.quotations.sections_claimed import wrong_section
from corpus.dates import MONTH, Period, month_number, period_name, read_periods
from corpus.mentions import find_mentions
from corpus.types import KIND_NAMES, Document, Kind, Quote

_NUMBERS = r"(\d{1,3}(?:\s*(?:-|–|—|to|and|&|,)\s*\d{1,3}\b)*)"
#: "page 4", "pages 4–5", "p. 4", "Page: 4"
_PAGES = re.compile(rf"\b(?:pages?|pp?)\b\s*[.:]?\s*{_NUMBERS}", re.IGNORECASE)
#: "para 12", "paras 12–14", "paragraph 12"
_PARAGRAPHS = re.compile(rf"\b(?:paragraphs?|paras?)\b\s*[.:]?\s*{_NUMBERS}", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)\s*(?:-|–|—|to)\s*(\d+)")

_DAY_STARTS = re.compile(r"(?<![\w–—/.-])\d{1,2}(?=(?:st|nd|rd|th)?\b)")
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_MONTH_YEAR = re.compile(rf"\b({MONTH})\b\.?,?\s+(20\d\d)\b", re.IGNORECASE)
#: A year in a citation,
_YEAR = re.compile(r"\b(20[0-3]\d)\b")
#: and in running text, where it may be that of an Act: "in 2021", "the 2021 inspection".
_YEAR_SAID = re.compile(
    r"\b(?:in|of|from|during|dated)\s+(?:its\s+|the\s+|their\s+)?(20[0-3]\d)\b"
    r"|\b(20[0-3]\d)\s+(?:\w+\s+)?(?:inspection|report|letter|visit|re-?inspection)",
    re.IGNORECASE,
)
#: The day on which a page was looked at is none of the document's.
_ACCESSED = re.compile(r"\b(?:accessed|viewed|retrieved|downloaded)\b[^);]*", re.IGNORECASE)

#: The longest range of pages or paragraphs that is counted out.
_LONGEST_RANGE = 50


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said near a quotation of its source; empty where nothing is."""

    authorities: frozenset[str] = frozenset()
    """Any of them may be meant."""
    days: tuple[Period, ...] = ()
    """Days and months, as first and last day."""
    years: frozenset[int] = frozenset()
    cited: bool = False
    """Whether the days stand in a citation, where all must be the document's; else one is enough.
    """
    kinds: frozenset[Kind] = frozenset()
    pages: frozenset[int] = frozenset()
    paragraphs: frozenset[str] = frozenset()
    citation: str = ""
    """The citation itself, which may name a section or a grade."""

    def __bool__(self) -> bool:
        return bool(self.authorities or self.days or self.years or self.kinds) or bool(
            self.pages or self.paragraphs
        )

    @property
    def names_documents(self) -> bool:
        """Whether it says which documents are meant, not merely which page or time."""
        return bool(self.authorities or self.kinds or (self.cited and (self.days or self.years)))


def claim_of(quotation: DraftQuotation) -> Claim:
    """What the draft says of a quotation's source: its citation first, then what stands nearest."""
    near = (quotation.citation, quotation.before, quotation.paragraph, quotation.heading)
    cited = _ACCESSED.sub("", quotation.citation)
    said = " ".join((quotation.before, quotation.paragraph))
    days, years = read_days(cited), _years(_YEAR, cited)
    in_citation = bool(days or years)
    if not in_citation:
        days, years = read_days(said), _years(_YEAR_SAID, said)
    if not days and not years:
        days, years = read_days(quotation.heading), _years(_YEAR, quotation.heading)
    return Claim(
        next((names for text in near if (names := _authorities(text))), frozenset()),
        days,
        frozenset() if days else years,
        in_citation,
        _kinds(cited),
        _numbers(_PAGES, cited) or _numbers(_PAGES, said),
        frozenset(map(str, _numbers(_PARAGRAPHS, cited) or _numbers(_PARAGRAPHS, said))),
        cited,
    )


def claim_beside(quotation: DraftQuotation) -> Claim:
    """What the draft says in the quotation's own paragraph and citation, whatever the heading."""
    return claim_of(replace(quotation, heading=""))


def _authorities(text: str) -> frozenset[str]:
    """The authorities that a text names; a misspelt name names none."""
    return frozenset(
        authority.name
        for mention in find_mentions(text.ljust(1001))
        for authority in mention.authorities
    )


def read_days(text: str) -> tuple[Period, ...]:
    """The days, periods and months that a text names with their year."""
    found: list[Period] = []
    for start in _DAY_STARTS.finditer(text):
        found += read_periods(text[start.start() :])
    for iso in _ISO.finditer(text):
        try:
            day = date(*map(int, iso.groups()))
        except ValueError:
            continue
        found.append((day, day))
    for named in _MONTH_YEAR.finditer(text):
        before = text[: named.start()].rstrip()
        if not before[-1:].isdigit() and not re.search(r"\d(?:st|nd|rd|th)$", before):
            year, month = int(named[2]), month_number(named[1])
            last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
            found.append((date(year, month, 1), date.fromordinal(last)))
    return tuple(dict.fromkeys(found))


def _years(pattern: re.Pattern[str], text: str) -> frozenset[int]:
    return frozenset(int(next(filter(None, m.groups()))) for m in pattern.finditer(text))


def _kinds(text: str) -> frozenset[Kind]:
    named = {
        kind
        for kinds, pattern in KINDS
        if re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE)
        for kind in kinds
    }
    named |= {kind for kind, name in KIND_NAMES.items() if name.lower() in text.lower()}
    return frozenset(named)


def _numbers(pattern: re.Pattern[str], text: str) -> frozenset[int]:
    numbers: set[int] = set()
    for match in pattern.finditer(text):
        numbers |= {int(number) for number in re.findall(r"\d+", match[1])}
        for first, last in _RANGE.findall(match[1]):
            numbers |= set(range(int(first), min(int(last), int(first) + _LONGEST_RANGE)))
    return frozenset(numbers)


def wrong_document(claim: Claim, document: Document) -> list[str]:
    """What the draft says of the source that is not so of the document, in sentences."""
    where = f"The words stand in {visit_name(document)}"
    wrong = []
    if claim.authorities and document.authority not in claim.authorities:
        wrong.append(f"{where}; the draft names {_any(sorted(claim.authorities))}.")
    if claim.kinds and document.kind not in claim.kinds:
        names = sorted({KIND_NAMES[kind] for kind in claim.kinds})
        wrong.append(f"{where}; the draft says {_any(names)}.")
    if not _is_of_time(claim, document):
        said = [_period(days) for days in claim.days] or sorted(map(str, claim.years))
        wrong.append(f"{where}; the draft says {_any(said)}.")
    return wrong


def _is_of_time(claim: Claim, document: Document) -> bool:
    single = (document.letter_date, document.published, document.updated)
    own = [*document.visits, *((day, day) for day in single if day)]
    met = [any(first <= b and a <= last for a, b in own) for first, last in claim.days]
    if not own or not (claim.days or claim.years):
        return True
    if claim.days:
        return all(met) if claim.cited else any(met)
    return any(day.year in claim.years for period in own for day in period)


def wrong_place(claim: Claim, quotes: Sequence[Quote], document: Document) -> list[str]:
    """What the draft says of section, grade, page and paragraph that is not so, in sentences."""
    wrong = wrong_section(claim.citation, document, quotes) if claim.citation else []
    pages = sorted({page for quote in quotes for page in quote.pages})
    if claim.pages and pages and not claim.pages.intersection(pages):
        said = _listed("page", sorted(claim.pages))
        wrong.append(f"The words stand on {_listed('page', pages)} of the file, not {said}.")
    held = list(dict.fromkeys(_paragraph_numbers(document, quotes)))
    if claim.paragraphs and held and not claim.paragraphs.intersection(held):
        said = _listed("paragraph", sorted(map(int, claim.paragraphs)))
        wrong.append(f"The words stand in {_listed('paragraph', held)}, not {said}.")
    return wrong


def _paragraph_numbers(document: Document, quotes: Sequence[Quote]) -> list[str]:
    return [
        p.number
        for quote in quotes
        for p in document.paragraphs
        if p.number and p.role != "heading" and p.start < quote.end and quote.start < p.end
    ]


def _listed(noun: str, numbers: Sequence[object]) -> str:
    shown = ", ".join(map(str, numbers))
    return f"{noun} {shown}" if len(numbers) == 1 else f"{noun}s {shown}"


def _any(names: Sequence[str]) -> str:
    return " or ".join(names)


def _period(period: Period) -> str:
    return period_name(*period)
