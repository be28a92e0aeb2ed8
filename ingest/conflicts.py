"""Where page 1, running headers, text and listing disagree: what each says, and which is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.authorities import by_urn
from corpus.dates import Period, day_name, period_name
from corpus.types import Authority, Kind

#: Of 369 letters all come out within 104 days of their visit's end, but for one misprint.
_LONG_AFTER = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Listing:
    """What the publisher's listing says of a file (a row of `sources.csv`)."""

    urn: str = ""
    published: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """The periods on site, and how they were printed."""

    periods: tuple[Period, ...]
    printed: tuple[Period, ...] = ()
    """As printed, where a misprinted year has been mended."""
    without_year: bool = False
    """No year is printed; it was taken from the letter's date or the listing."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A letter's date, and the words it was read from if their year had to be mended."""

    day: date | None
    misprinted: str = ""


def find_conflicts(
    kind: Kind,
    authority: Authority | None,
    visit: Visit,
    dated: Dated,
    printed: date | None,
    listing: Listing | None,
    running: Sequence[Period],
) -> tuple[str, ...]:
    """A clause for each disagreement, with the value taken and why.

    `authority` is the one that the title names.
    `printed` is the publication date on page 1; `running` the visit in the pages' running header.
    """
    if kind in ("guidance", "other"):
        return ()
    return (
        *_of_authority(authority, listing),
        *_of_visit(visit, running),
        *_of_letter(visit, dated, listing),
        *_of_publication(visit, printed, listing),
    )


def _of_authority(authority: Authority | None, listing: Listing | None) -> Iterator[str]:
    if authority is None and listing and by_urn(listing.urn):
        yield (
            "its title names no authority that is known: that of its listing is taken "
            f"(URN {listing.urn})"
        )
    if authority and listing and listing.urn and listing.urn != authority.urn:
        yield (
            f"its title names {authority.name} (URN {authority.urn}), its listing URN "
            f"{listing.urn}: the title's is taken"
        )


def _of_visit(visit: Visit, running: Sequence[Period]) -> Iterator[str]:
    taken = _periods_name(visit.periods)
    if visit.printed and visit.printed != visit.periods:
        yield (
            f"the visit is printed as {_periods_name(visit.printed)}: a misprinted year, "
            f"{taken} is taken"
        )
    if visit.without_year and visit.periods:
        yield f"the visit is printed without a year: {taken} is taken, from the document's date"
    if running and visit.periods and tuple(running) != visit.periods:
        yield (
            f"the running header gives the visit as {_periods_name(running)}, page 1 as {taken}: "
            "page 1's is taken"
        )


def _of_letter(visit: Visit, dated: Dated, listing: Listing | None) -> Iterator[str]:
    if dated.day is None:
        return
    written = day_name(dated.day)
    if dated.misprinted:
        yield f"the letter's date is printed as “{dated.misprinted}”: {written} is taken"
    if visit.periods and dated.day - visit.periods[-1][1] > _LONG_AFTER:
        yield (
            f"the letter is dated {written}, long after the visit that it gives, "
            f"{_periods_name(visit.periods)}: both are given as printed"
        )
    if visit.periods and dated.day < visit.periods[-1][1]:
        ended = day_name(visit.periods[-1][1])
        yield (
            f"the letter is dated {written}, before its visit ended on {ended}: its date is "
            "given as printed"
        )
    if listing and listing.published and listing.published != dated.day:
        yield (
            f"the letter is dated {written}, its listing {day_name(listing.published)}: the "
            "first is taken as the letter's date, the second as that of its publication"
        )


def _of_publication(visit: Visit, printed: date | None, listing: Listing | None) -> Iterator[str]:
    listed = listing.published if listing else None
    if printed and listed and printed != listed:
        yield (
            f"page 1 gives its publication as {day_name(printed)}, its listing as "
            f"{day_name(listed)}: the listing's is taken, the day on which it went online"
        )
    published = listed or printed
    if visit.periods and published and published < visit.periods[-1][1]:
        yield (
            f"it was published on {day_name(published)}, before the visit ended on "
            f"{day_name(visit.periods[-1][1])}: both are given as printed"
        )


def _periods_name(periods: Sequence[Period]) -> str:
    return " and ".join(period_name(first, last) for first, last in periods)
