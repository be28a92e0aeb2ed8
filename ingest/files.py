"""Which files to take in, under which names, and what a listing says of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.recognise import Listing

#: The kinds of file that are read.
READABLE = frozenset({".pdf", ".txt", ".md", ".markdown"})

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
    itself, by its own name. In folders, hidden files, files of other kinds and files about the
    folder (README) are passed over; a file given itself is not, but is said to be of another
    kind. The second list is of (name, reason).
    """
    found: list[FoundFile] = []
    refused: list[tuple[str, str]] = []
    for path in paths:
        if path.is_dir():
            files = list(_in_folder(path))
            found += files
            if not files:
                refused.append((str(path), f"no {_kinds()} file in this folder"))
        elif not path.exists():
            refused.append((str(path), "there is no such file or folder"))
        elif path.suffix.lower() not in READABLE:
            refused.append((path.name, f"it is not a {_kinds()} file"))
        else:
            found.append(FoundFile(path, path.name, _listing(path.parent).get(path.name)))
    return found, refused


def _kinds() -> str:
    return "PDF, text or Markdown"


def _in_folder(folder: Path) -> Iterator[FoundFile]:
    listing = _listing(folder)
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder)
        if (
            path.suffix.lower() in READABLE
            and path.is_file()
            and not any(part.startswith(".") for part in below.parts)
            and path.stem.lower() != "readme"
        ):
            yield FoundFile(path, below.as_posix(), listing.get(below.as_posix()))


def _listing(folder: Path) -> dict[str, Listing]:
    path = folder / LISTING
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {
            row["file"]: Listing(
                authority=row.get("authority") or "",
                urn=row.get("urn") or "",
                published=_day(row.get("published") or ""),
                url=row.get("url") or "",
            )
            for row in csv.DictReader(file)
            if row.get("file")
        }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
