"""Pages of GOV.UK: what they are, when this version was made, and whether it still holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup, Tag

from corpus.dates import day_name, read_date
from ingest.errors import UnreadableFile
from ingest.html_blocks import html_blocks, words_in
from ingest.unpaged import cover_line
from ingest.web_page import (
    WebPage,
    canonical_link,
    main_part,
    meta,
    page_title,
    strip_furniture,
)

SITE = "https://www.gov.uk"

#: Attachments that a refusal names.
_NAMED = 3

#: "Updated 12 December 2024", "Last updated: 12 December 2024"; "Published 1 March 2018".
_UPDATED = re.compile(r"\b[Uu]pdated:?\s+(\d{1,2} [A-Z][a-z]+ \d{4})")
_PUBLISHED = re.compile(r"\b[Pp]ublished:?\s+(\d{1,2} [A-Z][a-z]+ \d{4})")

#: "Applies to England", "Applies to England and Wales".
_APPLIES = re.compile(
    r"\bApplies to (?:England|Wales|Scotland|Northern Ireland)"
    r"(?:(?:, | and )(?:England|Wales|Scotland|Northern Ireland))*"
)

#: "This guidance was withdrawn on 1 April 2026"; the reason follows.
_WITHDRAWN = re.compile(r"\bwithdrawn on (\d{1,2} [A-Z][a-z]+ \d{4})\.?\s*")

# Where GOV.UK's templates put things, by class.
_BODY = ".govspeak, .gem-c-govspeak"
_NOTICE = ".gem-c-notice, .withdrawal-notice, .govuk-notification-banner"
_TYPE = ".gem-c-title__context, .gem-c-heading__context, [class*=govuk-caption]"
_PUBLISHER = ".organisation-logo, .gem-c-organisation-logo"
_ATTACHMENT = "#documents a[href], .gem-c-attachment a[href], .attachment a[href]"


def is_gov_uk(soup: BeautifulSoup) -> bool:
    """Whether a page is GOV.UK's, by its metadata."""
    address = canonical_link(soup) or ""
    return (
        meta(soup, "og:site_name") == "GOV.UK"
        or soup.find("meta", attrs={"name": re.compile("^govuk:")}) is not None
        or address.startswith(f"{SITE}/")
    )


def read_gov_uk_page(soup: BeautifulSoup) -> WebPage:
    """A page of GOV.UK: what its publisher wrote there, under its title and date.

    Raises:
        UnreadableFile: it is the landing page of a publication.
    """
    title, main = page_title(soup), main_part(soup)
    if "publication" in (meta(soup, "govuk:schema-name"), meta(soup, "govuk:format")):
        links = {str(a["href"]): words_in(a) for a in main.select(_ATTACHMENT)}
        raise UnreadableFile(landing_page(title, links))
    notice = " ".join(words_in(tag.extract()) for tag in main.select(_NOTICE))
    kind = main.select_one(_TYPE)
    primary = meta(soup, "govuk:primary-publishing-organisation")
    publishers = [primary, *(words_in(tag) for tag in main.select(_PUBLISHER))]
    bodies = _outermost(main.select(_BODY))
    words = [block for body in bodies for block in html_blocks(body.extract())]
    around = words_in(main)
    updated, published = _UPDATED.search(around), _PUBLISHED.search(around)
    printed = updated or published
    applies = _APPLIES.search(around)
    if bodies:
        lines = [title, *(found.group() for found in (printed, applies) if found)]
        words = [*(cover_line(line) for line in lines if line), *words]
    else:
        strip_furniture(main)
        words = html_blocks(main)
    day, conflicts = version_day(
        ("the page is dated", read_date(printed.group(1)) if printed else None),
        ("its metadata say", uk_day(meta(soup, "govuk:public-updated-at"))),
    )
    withdrawn = _WITHDRAWN.search(notice)
    return WebPage(
        words,
        title,
        canonical_link(soup),
        on_gov_uk=True,
        publishers=tuple(dict.fromkeys(filter(None, publishers))),
        type=words_in(kind).lower() if kind else "",
        published=uk_day(meta(soup, "govuk:first-published-at"))
        or (read_date(published.group(1)) if published else None),
        updated=day,
        conflicts=(
            *conflicts,
            *(
                [withdrawal(read_date(withdrawn.group(1)), notice[withdrawn.end() :])]
                if withdrawn
                else []
            ),
        ),
    )


def _outermost(tags: Sequence[Tag]) -> list[Tag]:
    """The elements that are in none of the others."""
    among = {id(tag) for tag in tags}
    return [tag for tag in tags if not any(id(parent) in among for parent in tag.parents)]


def landing_page(title: str, attachments: Mapping[str, str]) -> str:
    """Why the landing page of a publication is not taken in, and what to save instead.

    `attachments` are the titles of what it lists, by address or path.
    """
    pages = [
        f"“{name or address}” ({SITE if address.startswith('/') else ''}{address})"
        for address, name in attachments.items()
        if address.startswith(("/", "https://"))
    ]
    more = f" and {len(pages) - _NAMED} more" if len(pages) > _NAMED else ""
    instead = f"save instead {', '.join(pages[:_NAMED])}{more}" if pages else "save that instead"
    return f"it is the landing page of “{title}” on GOV.UK, not the document itself: {instead}"


def uk_day(stamp: str) -> date | None:
    """The day in the United Kingdom of a time in ISO form: "2026-03-31T23:00:00Z" is 1 April."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return (moment.astimezone(ZoneInfo("Europe/London")) if moment.tzinfo else moment).date()


def version_day(
    shown: tuple[str, date | None], other: tuple[str, date | None]
) -> tuple[date | None, list[str]]:
    """The day of a version, from what a reader is shown and another source; and how they differ.

    Each is what says it, in words, and what it says.
    """
    (says, day), (also_says, another) = shown, other
    if day and another and day != another:
        clause = (
            f"{says} {day_name(day)}, {also_says} {day_name(another)}: the first is "
            "taken, as it is the day that readers of the page are shown"
        )
        return day, [clause]
    return day or another, []


def withdrawal(day: date | None, reason: str) -> str:
    """A clause that says that a page no longer holds: "withdrawn on 1 April 2026 (Replaced …)"."""
    why = f" ({reason.strip().rstrip('.')})" if reason.strip() else ""
    return f"its publisher has withdrawn it{f' on {day_name(day)}' if day else ''}{why}"
