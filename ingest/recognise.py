"""What a document is, from its own text: its kind, authority, dates, inspectors and focus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.authorities import find_mentions, identify
from corpus.dates import Period, read_date, read_periods
from corpus.types import Authority, Kind, Paragraph
from ingest.structure import CanonicalText

#: How much of a document its beginning is: page 1 of a report, the opening of a letter.
_BEGINNING = 3_000

#: The lines of a cover: a title set in plain type is no heading.
_COVER = 300

_SERVICES = r"children.?s (?:social care )?services"
_FOR_HELP = r"inspection of services for children in need of help and protection"

#: Title or opening words that only this kind has, first match wins (CORPUS, "Telling the types
#: apart"); never the file's name.
_PRINTED: tuple[tuple[Kind, str], ...] = (
    ("monitoring_visit", rf"monitoring visit (?:to|of) .{{2,80}}{_SERVICES}"),
    ("focused_visit", rf"focused (?:assurance )?visit (?:to|of) .{{2,90}}{_SERVICES}"),
    ("focused_visit", r"findings of (?:a|the) focused visit"),
    ("jtai", r"joint (?:targeted )?area (?:child protection )?inspection (?:of|in)|\(JTAI\)"),
    ("looked_after_2013", r"inspection of looked after children.?s? services"),
    ("sif_reinspection", rf"re-?{_FOR_HELP}"),
    ("sif", _FOR_HELP),
    (
        "lscb_review",
        r"review of the effectiveness of the .{0,60}local safeguarding children.?s? board",
    ),
    ("ilacs", rf"inspection of .{{2,90}}?(?:local authority )?{_SERVICES}"),
    ("ilacs", rf"inspection of {_SERVICES}"),
    ("ilacs", r"inspection of .{2,60}children and families trust"),
)
_KINDS = tuple((kind, re.compile(words, re.IGNORECASE | re.DOTALL)) for kind, words in _PRINTED)

#: "visit to Dorset children's services on 1 and 2 October 2019", "inspection took place from 6 to
#: 10 February 2023", "Between 14 and 18 March 2016, Ofsted …".
_VISITED = re.compile(
    r"(?:(?:visit|inspection)\b[^.\n]{0,160}?\b(?:on|from|between)|^between)\s+"
    r"(?=(?:\w+ )?\d{1,2}\b)",
    re.IGNORECASE | re.MULTILINE,
)
_INSPECTED = re.compile(r"inspection dates?:?\s*", re.IGNORECASE)
_PUBLISHED = re.compile(r"(?:report )?published:?\s*(?=\d)", re.IGNORECASE)

_PERSON = r"[A-Z][\w’'.-]*(?: (?:[a-z]{2,3} )?[A-Z][\w’'.-]*){1,3}"
_LEAD = re.compile(rf"(?:Lead|Reporting) inspectors?:?\s*({_PERSON})")
_LETTER_INSPECTORS = re.compile(
    r"(?:inspectors?(?: \(HMI\))?(?: for (?:this|the) (?:visit|inspection))? (?:were|was)"
    r"|(?:carried out|undertaken|conducted) by)"
    r"\s+(.{5,260}?)(?:\.\s|\.$|\n)",
    re.IGNORECASE | re.DOTALL,
)
_RANK = re.compile(
    r",?\s*\b(?:(?:her|his) majesty.s inspectors?|hmi|senior hmi|ofsted inspectors?"
    r"|(?:lead|team) inspectors?|regulatory inspection managers?"
    r"|social care regulatory inspectors?)\b,?",
    re.IGNORECASE,
)
_FOCUS = re.compile(
    r"inspectors (?:looked at|reviewed|considered|evaluated|focused on|examined)\s+"
    r"(.{10,400}?)\.(?:\s|$)",
    re.IGNORECASE | re.DOTALL,
)


#: Longer than any visit is: the first day's year is misprinted ("24 October 2022 to 25 October
#: 2023", of two days).
_TOO_LONG = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Listing:
    """What the publisher's listing says of a file (a row of `sources.csv`)."""

    urn: str = ""
    published: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is known of a document; what it does not say is None or empty."""

    kind: Kind
    authority: Authority | None
    visits: tuple[Period, ...]
    letter_date: date | None
    published: date | None
    inspectors: tuple[str, ...]
    lead_inspector: str | None
    focus: str | None
    conflicts: tuple[str, ...]


def recognise(canonical: CanonicalText, listing: Listing | None = None) -> Recognised:
    """What the text says of itself; a listing adds the publication date, and conflicts."""
    text, paragraphs = canonical.text, canonical.paragraphs
    beginning = text[:_BEGINNING]
    kind = kind_of(beginning, paragraphs, text)
    authority = (
        identify(_naming(beginning, kind))
        or identify(_titles(text, paragraphs))
        or (identify(beginning[:_COVER]) if kind != "other" else None)
        or (_most_named(text) if kind == "jtai" else None)
    )
    published = _after(_PUBLISHED, beginning) or (listing.published if listing else None)
    is_letter = kind in ("focused_visit", "monitoring_visit", "jtai")
    letter_date = _letter_date(text, paragraphs) if is_letter else None
    hint = letter_date or published
    printed = _visits(beginning, kind, hint)
    visits = tuple(_year_mended(visit) for visit in printed)
    inspectors, lead = _inspectors(text, beginning, kind)
    return Recognised(
        kind,
        authority,
        visits,
        letter_date,
        published,
        inspectors,
        lead,
        _focus(beginning) if is_letter else None,
        _conflicts(authority, printed, visits, letter_date, published, listing),
    )


def kind_of(beginning: str, paragraphs: Sequence[Paragraph], text: str) -> Kind:
    """The kind of document; "other" for what none of the known titles fits."""
    titles = _titles(text, paragraphs)
    for source in (titles, " ".join(beginning[:1_500].split())):
        for kind, pattern in _KINDS:
            if pattern.search(source):
                return kind
    return "other"


def _titles(text: str, paragraphs: Sequence[Paragraph]) -> str:
    early = [p for p in paragraphs if p.role in ("title", "heading") and p.pages in ((), (1,))]
    return "\n".join(text[p.start : p.end] for p in early[:6])


def _most_named(text: str) -> Authority | None:
    """The authority named most, clearly: a joint inspection's title may name none."""
    counts = Counter(
        mention.authorities[0] for mention in find_mentions(text) if len(mention.authorities) == 1
    )
    ranked = counts.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1]):
        return ranked[0][0]
    return None


def _naming(beginning: str, kind: Kind) -> str:
    """The words of the title that name the authority."""
    for pattern in (p for k, p in _KINDS if k == kind):
        found = pattern.search(beginning)
        if found and kind in ("monitoring_visit", "focused_visit", "ilacs"):
            return found.group()
    return ""


def _after(pattern: re.Pattern[str], text: str) -> date | None:
    found = pattern.search(text)
    return read_date(text[found.end() : found.end() + 40]) if found else None


def _letter_date(text: str, paragraphs: Sequence[Paragraph]) -> date | None:
    """The date above a letter's addressee."""
    head = [p for p in paragraphs[:12] if p.role == "address"]
    return next((d for p in head if (d := read_date(text[p.start : p.end]))), None)


def _visits(beginning: str, kind: Kind, hint: date | None) -> tuple[Period, ...]:
    pattern = _VISITED if kind in ("focused_visit", "monitoring_visit", "jtai") else _INSPECTED
    for found in pattern.finditer(beginning):
        words = found.group().split()
        # "between 14 and 18 March" is a range: the word tells the two kinds of "and" apart.
        start = found.end() - (len("between ") if words and words[-1].lower() == "between" else 0)
        periods = read_periods(beginning[start : start + 120], hint.year if hint else None)
        if periods:
            if hint and all(first > hint for first, _ in periods) and kind != "ilacs":
                earlier = read_periods(beginning[start : start + 120], hint.year - 1)
                return earlier if earlier and earlier[0][0] <= hint else periods
            return periods
    return ()


def _year_mended(visit: Period) -> Period:
    """The visit, its first day in the year of its last where a year is misprinted."""
    first, last = visit
    if last - first <= _TOO_LONG or (first.month, first.day) > (last.month, last.day):
        return visit
    try:
        return first.replace(year=last.year), last
    except ValueError:  # 29 February
        return visit


def _inspectors(text: str, beginning: str, kind: Kind) -> tuple[tuple[str, ...], str | None]:
    if kind in ("focused_visit", "monitoring_visit", "jtai"):
        found = _LETTER_INSPECTORS.search(beginning)
        return (_names(found.group(1)) if found else ()), None
    lead = _LEAD.search(text)
    if lead is None:
        return (), None
    name = re.split(r"\s+(?:Her|His) Majesty|,|\n| HMI\b| Deputy", lead.group(1))[0].strip()
    return (name,), name


def _names(printed: str) -> tuple[str, ...]:
    plain = _RANK.sub(",", " ".join(printed.split()))
    parts = re.split(r",|\b(?:and|with)\b|;", plain)
    return tuple(name for part in parts if re.fullmatch(_PERSON, name := part.strip()))


def _focus(beginning: str) -> str | None:
    found = _FOCUS.search(beginning)
    return " ".join(found.group(1).split()) if found else None


def _conflicts(
    authority: Authority | None,
    printed: tuple[Period, ...],
    visits: tuple[Period, ...],
    letter_date: date | None,
    published: date | None,
    listing: Listing | None,
) -> tuple[str, ...]:
    conflicts = [
        f"the visit is printed as from {first.isoformat()} to {last.isoformat()}"
        for first, last in printed
        if (first, last) not in visits
    ]
    if authority and listing and listing.urn and listing.urn != authority.urn:
        conflicts.append(
            f"the document names {authority.name} (URN {authority.urn}), "
            f"its listing URN {listing.urn}"
        )
    if visits and letter_date and letter_date < visits[-1][1]:
        conflicts.append(
            f"the letter is dated {letter_date.isoformat()}, "
            f"before its visit ended on {visits[-1][1].isoformat()}"
        )
    if visits and published and published < visits[-1][1]:
        conflicts.append(
            f"published {published.isoformat()}, before the visit ended on "
            f"{visits[-1][1].isoformat()}"
        )
    return tuple(conflicts)
