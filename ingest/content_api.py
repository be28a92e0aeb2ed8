"""Content items of GOV.UK, as its Content API gives them: JSON with the page's words in HTML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ingest.errors import UnreadableFile
from ingest.gov_uk import SITE, landing_page, uk_day, version_day, withdrawal
from ingest.html_blocks import html_blocks, parsed, words_in
from ingest.unpaged import cover_line, heading
from ingest.web_page import LARGEST_PAGE, WebPage

#: What every content item has, whatever its schema.
_MARKS = ("base_path", "schema_name", "details")


def is_content_item(path: Path) -> bool:
    """Whether a JSON file holds a content item, and not data of another kind.

    A file that cannot be opened may hold one: reading it will say why not.
    """
    try:
        if path.stat().st_size > LARGEST_PAGE:
            return False
        content = path.read_bytes()
    except OSError:
        return True
    return all(f'"{mark}"'.encode() in content for mark in _MARKS) and _item(content) is not None


def read_content_item(content: bytes) -> WebPage:
    """The page in a content item.

    Raises:
        UnreadableFile: it is no content item, a landing page, or has no words of its own.
    """
    item = _item(content) if len(content) <= LARGEST_PAGE else None
    if item is None:
        raise UnreadableFile(
            "it is not a page of GOV.UK: of JSON, only what the GOV.UK Content API gives is read"
        )
    details, title = item["details"], _text(item, "title")
    if item["schema_name"] == "publication":
        raise UnreadableFile(landing_page(title, _attachments(details)))
    parts = [(_text(part, "title"), _html(part)) for part in _list(details, "parts")]
    parts = parts or [("", _html(details))]
    blocks = [
        block
        for name, html in parts
        for block in ([heading(name, 1)] if name else []) + html_blocks(parsed(html))
    ]
    if not blocks:
        raise UnreadableFile(f"“{title}” has no words of its own: save the pages that it lists")
    day, conflicts = version_day(
        ("its details are dated", uk_day(_text(details, "public_timestamp"))),
        ("its public_updated_at says", uk_day(_text(item, "public_updated_at"))),
    )
    if notice := item.get("withdrawn_notice"):
        reason = words_in(parsed(_text(notice, "explanation")))
        conflicts = [*conflicts, withdrawal(uk_day(_text(notice, "withdrawn_at")), reason)]
    return WebPage(
        [cover_line(title), *blocks] if title else blocks,
        title,
        SITE + _text(item, "base_path"),
        on_gov_uk=True,
        publishers=tuple(_text(o, "title") for o in _linked(item, "organisations")),
        type=_type(item),
        published=uk_day(_text(item, "first_published_at")),
        updated=day,
        conflicts=tuple(conflicts),
    )


def _item(content: bytes) -> dict[str, Any] | None:
    """The content item in a file's bytes; None where it is something else."""
    try:
        item = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(item, dict) or not isinstance(item.get("details"), dict):
        return None
    path, schema = item.get("base_path"), item.get("schema_name")
    whole = isinstance(path, str) and path.startswith("/") and isinstance(schema, str)
    return item if whole else None


def _type(item: dict[str, Any]) -> str:
    """What kind of page it is; one that belongs to a publication is of the publication's kind."""
    of_parent = [_text(parent, "document_type") for parent in _linked(item, "parent")]
    own = _text(item, "document_type")
    kind = of_parent[0] if own == "html_publication" and of_parent else own
    return kind.replace("_", " ")


def _html(details: dict[str, Any]) -> str:
    """The words of a page or of a part of one: a string, or that among other renderings."""
    body = details.get("body")
    if isinstance(body, list):
        rendered = [_text(r, "content") for r in body if _text(r, "content_type") == "text/html"]
        return rendered[0] if rendered else ""
    return body if isinstance(body, str) else ""


def _attachments(details: dict[str, Any]) -> dict[str, str]:
    return {_text(a, "url"): _text(a, "title") for a in _list(details, "attachments")}


def _linked(item: dict[str, Any], name: str) -> list[Any]:
    links = item.get("links")
    return _list(links, name) if isinstance(links, dict) else []


def _list(fields: dict[str, Any], name: str) -> list[Any]:
    value = fields.get(name)
    return value if isinstance(value, list) else []


def _text(fields: Any, name: str) -> str:
    """A field that should be text; empty where it is not there or is something else."""
    value = fields.get(name) if isinstance(fields, dict) else None
    return value if isinstance(value, str) else ""
