"""Which files to take in, under which names, and what a listing says of them."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.dates import read_date
from ingest.content_api import is_content_item
from ingest.errors import UnreadableFile
from ingest.recognise import Listing

#: The kinds of file that are read.
READABLE = frozenset({".pdf", ".docx", ".html", ".htm", ".json", ".txt", ".md", ".markdown"})

#: A publisher's listing beside the documents: file,urn,authority,published,url.
LISTING = "sources.csv"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to take in: where it is, and the name its document has."""

    path: Path
    name: str
    listing: Listing | None = None


def find_files(paths: Iterable[Path]) -> tuple[list[FoundFile], list[tuple[str, str]]]:
    """The files at `paths`, folders searched to the bottom, and those that cannot be taken.

    A document is named by its path below the folder given, with forward slashes; a file given
    itself, by its own name. In folders, what is no document is passed over: hidden files, files
    of other kinds, files about the folder (README), what a browser or Word keeps beside a file,
    JSON that is no page of GOV.UK. A file given itself is not, but is said to be of another kind.
    The second list is of (name, reason).
    """
    found: list[FoundFile] = []
    refused: list[tuple[str, str]] = []
    listings: dict[Path, dict[str, Listing]] = {}

    def listing(folder: Path) -> dict[str, Listing]:
        if folder not in listings:
            try:
                listings[folder] = _listing(folder)
            except UnreadableFile as error:
                listings[folder] = {}
                refused.append((str(folder / LISTING), str(error)))
        return listings[folder]

    for path in paths:
        if path.is_dir():
            files = list(_in_folder(path, listing(path)))
            found += files
            if not files:
                refused.append((str(path), f"no {_kinds()} file in this folder"))
        elif not path.exists():
            refused.append((str(path), "there is no such file or folder"))
        elif path.suffix.lower() not in READABLE:
            refused.append((path.name, f"it is not a {_kinds()} file"))
        else:
            found.append(FoundFile(path, path.name, listing(path.parent).get(path.name)))
    misnamed = [file for file in found if _printable(file.name) != file.name]
    refused += [(file.name, "its name is not in UTF-8: rename it") for file in misnamed]
    return (
        [file for file in found if file not in misnamed],
        [(_printable(name), reason) for name, reason in refused],
    )


def _printable(name: str) -> str:
    """The name with what is not UTF-8 in it replaced; such a name cannot be stored or printed."""
    return os.fsencode(name).decode("utf-8", "replace")


def _kinds() -> str:
    return "PDF, Word (.docx), web page, GOV.UK JSON, text or Markdown"


def _in_folder(folder: Path, listing: dict[str, Listing]) -> Iterator[FoundFile]:
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder)
        if (
            path.suffix.lower() in READABLE
            and path.is_file()
            and not any(part.startswith((".", "~$")) for part in below.parts)
            and path.stem.lower() != "readme"
            and not any(_is_beside_page(folder / parent) for parent in below.parents)
            and (path.suffix.lower() != ".json" or is_content_item(path))
        ):
            yield FoundFile(path, below.as_posix(), listing.get(below.as_posix()))


def _is_beside_page(folder: Path) -> bool:
    """Whether a folder is what a browser saves beside a page: "Letter_files" and "Letter.html"."""
    page = folder.name.removesuffix("_files")
    return page != folder.name and any(
        (folder.parent / f"{page}{suffix}").is_file() for suffix in (".html", ".htm")
    )


def _listing(folder: Path) -> dict[str, Listing]:
    """What the listing in a folder says of each file; nothing where there is no listing.

    Raises:
        UnreadableFile: it cannot be read; the message says what to do.
    """
    path = folder / LISTING
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("file")]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(
            "this listing cannot be read, so nothing was taken from it: save it as CSV in UTF-8"
        ) from error
    return {
        row["file"].replace("\\", "/"): Listing(
            urn=row.get("urn") or "",
            published=_day(row.get("published") or ""),
            url=row.get("url") or "",
        )
        for row in rows
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return read_date(text)
