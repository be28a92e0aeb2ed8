"""Saved web pages: their words, less the site around them, and what the page says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bs4 import BeautifulSoup, Tag

from ingest.blocks import Block
from ingest.errors import UnreadableFile
from ingest.html_blocks import html_blocks, parsed, words_in

#: The ILACS guidance is under 1 MB; a page saved with its pictures in it, under 10.
LARGEST_PAGE = 20_000_000

#: What an error page is headed with, and the most that one says, in characters.
_ERROR = re.compile(
    r"\bnot (?:be )?found\b|can.?t be found|no longer (?:here|available)|^(?:error )?[45]\d\d\b"
    r"|sorry, (?:there|we|something)|access denied|\bforbidden\b|\bunavailable\b"
    r"|technical difficulties|^just a moment|^(?:sign|log) ?in\b",
    re.IGNORECASE,
)
_LONGEST_ERROR = 3_000

#: Names of classes and ids of what a site puts around its documents: "cookie-banner",
#: "gem-c-breadcrumbs", "govuk-skip-link", "site-footer".
_FURNITURE = re.compile(
    r"(?:^|[-_])(?:cookies?|skip-?link|breadcrumbs?|nav|navbar|navigation|menu|site-header"
    r"|site-footer|phase-banner|contents-list|back-to-top|print-link|share|share-links|social"
    r"|feedback|related|sidebar|search|pagination|newsletter|subscribe)(?:$|[-_])",
    re.IGNORECASE,
)
_FURNITURE_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog")
)


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page's words, and what it says of itself; what it does not say is None or empty."""

    blocks: list[Block]
    title: str = ""
    url: str | None = None
    on_gov_uk: bool = False
    publishers: tuple[str, ...] = ()
    type: str = ""
    """What GOV.UK calls it, in lower case: "guidance", "news story"."""
    published: date | None = None
    """When it was first published."""
    updated: date | None = None
    """The day of this version."""
    conflicts: tuple[str, ...] = ()
    """Where its dates disagree, and that it is withdrawn: a clause each."""


def is_web_page(content: bytes) -> bool:
    """Whether a file is a web page, by how it begins."""
    beginning = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return beginning.startswith((b"<!doctype html", b"<html"))


def parse_page(content: bytes) -> BeautifulSoup:
    """The elements of a page; nothing in it is run or fetched.

    Raises:
        UnreadableFile: it is no web page, is too large or too deep, or is an error page.
    """
    if len(content) > LARGEST_PAGE:
        raise UnreadableFile(
            f"it is larger than {LARGEST_PAGE // 1_000_000} MB: save the page as HTML only"
        )
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if content.startswith((b"%PDF", b"PK")) or (b"\x00" in content and not utf_16):
        raise UnreadableFile("it is not a web page, though it is named as one: check what it is")
    soup = parsed(content)
    main = main_part(soup)
    for tag in (soup.title, soup.h1):
        heading = words_in(tag) if tag else ""
        if _ERROR.search(heading) and len(words_in(main)) < _LONGEST_ERROR:
            raise UnreadableFile(
                f"it is an error page (“{heading[:100]}”), not a document: save the page again"
            )
    return soup


def read_web_page(soup: BeautifulSoup) -> WebPage:
    """The words of any site's page: its main part, navigation left out."""
    title, url = page_title(soup), canonical_link(soup)
    main = main_part(soup)
    strip_furniture(main)
    return WebPage(html_blocks(main), title, url)


def main_part(soup: BeautifulSoup) -> Tag:
    """The element that holds the page's document: the first marked as such that has words."""
    for marked in ("main", "[role=main]", "article", "#main-content", "#content", "#main"):
        found = soup.select_one(marked)
        if found and len(words_in(found)) > 200:
            return found
    return soup.body or soup


def strip_furniture(main: Tag) -> None:
    """Remove what a site puts around its documents; never an element with most of the words."""
    most = len(words_in(main)) / 2
    for tag in main.find_all(True):
        if (
            not tag.decomposed
            and _is_furniture(tag)
            and not tag.find(["h1", "main", "article"])
            and len(words_in(tag)) <= most
        ):
            tag.decompose()


def _is_furniture(tag: Tag) -> bool:
    if tag.name in ("footer", "aside", "nav") or tag.get("role") in _FURNITURE_ROLES:
        return True
    if tag.name == "header" and not tag.find_parent(["main", "article"]):
        return True
    names = [*(tag.get_attribute_list("class")), tag.get("id")]
    return any(_FURNITURE.search(str(name)) for name in names if name)


def page_title(soup: BeautifulSoup) -> str:
    """The page's title: of its main part, else as it is shared or shown by a browser."""
    h1 = main_part(soup).find("h1")
    if h1 and (words := words_in(h1)):
        return words
    title = words_in(soup.title) if soup.title else ""
    return meta(soup, "og:title") or re.sub(r"\s+[-–|]\s+GOV\.UK$", "", title)


def meta(soup: BeautifulSoup, name: str) -> str:
    """What the page's metadata says under a name; empty where it says nothing."""
    found = soup.find("meta", attrs={"name": name}) or soup.find("meta", property=name)
    return str(found.get("content") or "").strip() if isinstance(found, Tag) else ""


def canonical_link(soup: BeautifulSoup) -> str | None:
    """The page's own address, where it gives one."""
    link = soup.find("link", rel="canonical")
    address = str(link.get("href") or "") if isinstance(link, Tag) else ""
    address = address or meta(soup, "og:url")
    return address if re.match(r"https?://", address) else None
