"""What a document is, from its own text: its kind, authority, dates, inspectors and focus."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from corpus.authorities import by_urn
from corpus.dates import MONTH, Period, read_date, read_periods
from corpus.mentions import identify
from corpus.sections import COVERED, LOOKED_AT
from corpus.types import LETTERS, Authority, Framework, Kind, Paragraph
from ingest.conflicts import Dated, Listing, Visit, find_conflicts
from ingest.kinds import first_titles, framework_of, kind_of
from ingest.structure import CanonicalText

__all__ = ["Listing", "Recognised", "recognise"]

#: How much of a document its beginning is: page 1 of a report, the opening of a letter.
_BEGINNING = 3_000

#: "visit to Dorset children's services on 1 and 2 October 2019", "inspection took place from 6 to
#: 10 February 2023", "Between 14 and 18 March 2016, Ofsted …".
_VISITED = re.compile(
    r"(?:(?:(?:since|following|after) (?:the |our |its )?(?:\w+ ){0,2})?"
    r"(?:visit|inspection)\b[^.\n]{0,160}?\b(?:on|from|between)|^between)\s+"
    r"(?=(?:the )?(?:\w+ )?\d{1,2}(?:st|nd|rd|th)?\b)",
    re.IGNORECASE | re.MULTILINE,
)
#: "… since the inspection on 5 June 2023", "following the visit from …": not this visit.
_EARLIER = re.compile(
    r"\b(?:since|following|after|previous|last|earlier|published|judged)\b", re.IGNORECASE
)
_INSPECTED = re.compile(r"(?:inspection dates?|date of inspection):?\s*", re.IGNORECASE)
_PUBLISHED = re.compile(r"(?:report )?published:?\s*(?=\d)", re.IGNORECASE)

_PERSON = (
    r"(?!(?:Her|His) Majesty|.*\b(?:Inspectorate|Commission|Ofsted|Inspectors)\b)"
    r"[^\W\da-z_][\w’'.-]*(?: (?:[a-z]{2,3} )?[^\W\da-z_][\w’'.-]*){1,3}"
)
#: "Lead inspector: Rebecca Quested, Her Majesty’s Inspector", "Team inspectors: Gary Lamb, …".
_TEAM = re.compile(
    r"^(?P<rank>lead|reporting|deputy lead|team|shadow|assistant|additional) inspectors?"
    r"(?: on site)?(?: ?\([^)\n]*\))?:?[ \n]\s*(?P<names>[^\n]+)",
    re.IGNORECASE | re.MULTILINE,
)
_LETTER_INSPECTORS = re.compile(
    r"(?:inspectors?(?: \(HMI\))?(?: for (?:this|the) (?:visit|inspection))? (?:were|was)"
    r"|(?:carried out|undertaken|conducted) by)"
    r"\s+(.{5,260}?)(?:\.\s|\.$|\n)",
    re.IGNORECASE | re.DOTALL,
)
#: What stands beside a name: ", Her Majesty’s Inspector", "HMI", "(HMI designate)".
_RANK = re.compile(
    r"\([^)]*\)"
    r"|,?\s*\b(?:(?:her|his) majesty.s inspectors?|(?:senior )?hmi|ofsted inspectors?"
    r"|(?:lead|team|associate|additional|seconded|contracted) inspectors?|AI"
    r"|(?:senior )?regulatory inspection managers?"
    r"|social care(?: regulatory inspectors?)?|schools)\b,?",
    re.IGNORECASE,
)
#: "The visit focused specifically on:", after it.
_SPECIFICALLY = re.compile(r"\bfocused specifically on:?", re.IGNORECASE)

#: Where the sentence on the focus ends, or goes on to what every such letter says.
_FOCUS_END = re.compile(
    r"[.:](?P<quotes>[’”\"']*)(?=\s|$)|,? in (?:accordance|line) with the\b"
    r"|\s*This visit was carried out"
)


#: Longer than any visit is: the first day's year is misprinted ("24 October 2022 to 25 October
#: 2023", of two days).
_TOO_LONG = timedelta(days=90)

#: A day and month with no year that can be one: "6 November 20205".
_NO_YEAR = re.compile(rf"(?P<day>\b\d{{1,2}} {MONTH})\b(?: \d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is known of a document; what it does not say is None or empty."""

    kind: Kind
    framework: Framework | None
    authority: Authority | None
    visits: tuple[Period, ...]
    letter_date: date | None
    published: date | None
    inspectors: tuple[str, ...]
    lead_inspector: str | None
    focus: str | None
    conflicts: tuple[str, ...]


def recognise(
    canonical: CanonicalText,
    listing: Listing | None = None,
    running: tuple[Period, ...] = (),
) -> Recognised:
    """What the text says of itself; a listing adds the publication date, and conflicts.

    `running` are the visit's days as the running header of its pages gives them.
    """
    text, paragraphs = canonical.text, canonical.paragraphs
    beginning = text[:_BEGINNING]
    kind = kind_of(text, paragraphs)
    named = _authority(canonical, kind)
    authority = named
    if named is None and listing and kind not in ("guidance", "other"):
        authority = by_urn(listing.urn)
    is_letter = kind in LETTERS
    dated = _letter_date(text, paragraphs, listing) if is_letter else Dated(None)
    printed = _after(_PUBLISHED, beginning)
    listed = listing.published if listing else None
    hint = dated.day or printed or listed
    visit = _visits(beginning, kind, hint) or Visit(())
    inspectors, lead = _inspectors(text, beginning, kind)
    return Recognised(
        kind,
        framework_of(kind, visit.periods, dated.day, listed or printed),
        authority,
        visit.periods,
        dated.day,
        # The day on which it went online is the publisher's to say; a cover is printed before.
        listed or printed,
        inspectors,
        lead,
        _focus(text, paragraphs, kind),
        find_conflicts(kind, named, visit, dated, printed, listing, running),
    )


def _authority(canonical: CanonicalText, kind: Kind) -> Authority | None:
    """The authority that the title names; of what is no inspection, its first titles only."""
    if kind == "guidance":
        return None
    if kind == "other":
        return identify(first_titles(canonical.text, canonical.paragraphs))
    return identify(canonical.text[:_BEGINNING])


def _after(pattern: re.Pattern[str], text: str) -> date | None:
    found = pattern.search(text)
    return read_date(text[found.end() : found.end() + 40]) if found else None


def _letter_date(text: str, paragraphs: Sequence[Paragraph], listing: Listing | None) -> Dated:
    """The date above a letter's addressee; a misprinted year is the listing's."""
    head = [text[p.start : p.end] for p in paragraphs[:12] if p.role == "address"]
    if day := next((d for words in head if (d := read_date(words))), None):
        return Dated(day)
    listed = listing.published if listing else None
    for words in head:
        found = _NO_YEAR.search(words)
        if found and listed:
            day = read_date(f"{found['day']} {listed.year}")
            if day and abs(day - listed) < _TOO_LONG:
                return Dated(day, found.group())
    return Dated(None)


def _visits(beginning: str, kind: Kind, hint: date | None) -> Visit | None:
    """When inspectors were there, as the text says it; a year not printed is that of `hint`."""
    pattern = _VISITED if kind in LETTERS else _INSPECTED
    for found in pattern.finditer(beginning):
        words = found.group().split()
        if kind in LETTERS and _EARLIER.search(found.group()):
            continue
        # "between 14 and 18 March" is a range: the word tells the two kinds of "and" apart.
        start = found.end() - (len("between ") if words and words[-1].lower() == "between" else 0)
        said = beginning[start : start + 120]
        periods = read_periods(said, hint.year if hint else None)
        if not periods:
            continue
        if hint and all(first > hint for first, _ in periods) and kind in LETTERS:
            earlier = read_periods(said, hint.year - 1)
            periods = earlier if earlier and earlier[0][0] <= hint else periods
        mended = tuple(_year_mended(period) for period in periods)
        return Visit(mended, periods, without_year=not read_periods(said))
    return None


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
    """All who inspected, and who led; of two who led, both names."""
    if kind in LETTERS:
        found = _LETTER_INSPECTORS.search(beginning)
        return (_names(found.group(1)) if found else ()), None
    named = [(line["rank"], _names(line["names"])) for line in _TEAM.finditer(text)]
    leads = next((names for rank, names in named if rank.lower() in ("lead", "reporting")), ())
    team = dict.fromkeys([*leads, *(name for _, names in named for name in names)])
    return tuple(team), "; ".join(leads) or None


def _names(printed: str) -> tuple[str, ...]:
    plain = _RANK.sub(",", " ".join(printed.split()))
    parts = re.split(r",|\b(?:and|with)\b|;|(?<=[a-z])\.\s", plain)
    return tuple(name for part in parts if re.fullmatch(_PERSON, name := part.strip(" .")))


def _focus(text: str, paragraphs: Sequence[Paragraph], kind: Kind) -> str | None:
    """What a visit looked at: the sentence that says so with its list, or the areas covered."""
    if kind not in LETTERS:
        return None
    early = [p for p in paragraphs if p.role in ("body", "item", "title") and p.start < _BEGINNING]
    said = _clause(text, early, LOOKED_AT)
    more = _clause(text, early, _SPECIFICALLY)
    if said or more:
        return "; in particular ".join(filter(None, [said, more]))
    covered = [p for p in paragraphs if p.section and COVERED.match(p.section[-1])]
    return "; ".join(_items_after(text, [p for p in covered if p.role == "item"])) or None


def _clause(text: str, paragraphs: Sequence[Paragraph], opening: re.Pattern[str]) -> str:
    """The words after the first `opening` to the end of their sentence, with the list they lead."""
    for position, paragraph in enumerate(paragraphs):
        words = text[paragraph.start : paragraph.end]
        if found := opening.search(words):
            end = _FOCUS_END.search(words, found.end())
            said = words[found.end() : end.start() if end else None].strip()
            said += (end["quotes"] or "") if end else ""
            leads = words[end.start() if end else -1] == ":"
            items = _items_after(text, paragraphs[position + 1 :]) if leads else []
            return " ".join(": ".join(filter(None, [said, "; ".join(items)])).split())
    return ""


def _items_after(text: str, paragraphs: Sequence[Paragraph]) -> list[str]:
    items = takewhile(lambda paragraph: paragraph.role == "item", paragraphs)
    return [text[item.start : item.end].rstrip(" .;,") for item in items]
