"""Where a document's paragraphs and words stand, and which document is meant by a name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from corpus.types import Document, Paragraph, Role

#: What inspectors found; the rest of a document is never quoted.
FINDINGS: frozenset[Role] = frozenset({"body", "item"})

#: Letters that a part of a name must have: ".txt" alone may end in the one "x" that is held.
_LEAST = 3

#: Straight and curly quote marks, which a word processor changes as it likes.
_QUOTE_MARKS = (("'", "‘", "’", "‛"), ('"', "“", "”", "„"))


def is_in_section(path: Sequence[str], words: str) -> bool:
    """Whether the headings have all the words, in any order and case."""
    headings = _folded(" ".join(path))
    return all(word in headings for word in _folded(words).split())


def numbered(document: Document, number: str, words: str = "") -> list[Paragraph]:
    """The paragraphs with that number under headings with those words; printed numbers first."""
    found = [
        p
        for p in document.paragraphs
        if p.role in FINDINGS and p.number == number and is_in_section(p.section, words)
    ]
    return sorted(found, key=lambda p: not p.printed_number)


def on_page(document: Document, page: int) -> list[Paragraph]:
    """The paragraphs that stand, or partly stand, on a page."""
    return [p for p in document.paragraphs if page in p.pages]


def footnotes_near(document: Document, pages: Sequence[int]) -> list[Paragraph]:
    """The footnotes at the foot of those pages."""
    return [p for p in document.paragraphs if p.role == "footnote" and set(p.pages) & set(pages)]


def repeats_of(document: Document, paragraph: Paragraph) -> list[Paragraph]:
    """The other paragraphs that state the same finding."""
    return [p for p in document.paragraphs if p.start in paragraph.repeats]


def find_words(text: str, words: str) -> list[tuple[int, int]]:
    """The spans of `text` that are `words`, but for spaces and the form of quote marks.

    Whole words only. Quote marks around them all are not looked for if the text lacks them.
    """
    for wanted in (words, words.strip().strip("'‘’‛\"“”„")):
        parts = ["".join(map(_letter, part)) for part in wanted.split()]
        if not parts:
            continue
        first, last = wanted.split()[0][0], wanted.split()[-1][-1]
        pattern = (
            (r"(?<!\w)" if first.isalnum() else "")
            + r"\s+".join(parts)
            + (r"(?!\w)" if last.isalnum() else "")
        )
        spans = [match.span() for match in re.finditer(pattern, text)]
        if spans:
            return spans
    return []


def _letter(letter: str) -> str:
    for alike in _QUOTE_MARKS:
        if letter in alike:
            return f"[{''.join(alike)}]"
    return re.escape(letter)


def _folded(text: str) -> str:
    for plain, *alike in _QUOTE_MARKS:
        for mark in alike:
            text = text.replace(mark, plain)
    return text.lower()


def resolve_name(asked: str, names: Sequence[str]) -> str:
    """The one document meant by its name, an ending of it, or a part of it.

    Raises:
        ValueError: several are meant, or none; the message has the nearest names.
    """
    wanted = asked.strip().replace("\\", "/").lower()
    if not wanted:
        raise ValueError("Name a document, as `findings documents` lists them.")
    ways = (
        lambda name: name == wanted,
        lambda name: wanted.endswith(f"/{name}"),
        lambda name: f"/{name}".endswith(f"/{wanted}"),
        lambda name: f"/{PurePosixPath(name).with_suffix('')}".endswith(f"/{wanted}"),
        lambda name: len(wanted) >= _LEAST and wanted in name,
    )
    for way in ways:
        found = [name for name in names if way(name.lower())]
        if len(found) == 1:
            return found[0]
        if found:
            more = f" and {len(found) - 5} more" if len(found) > 5 else ""
            raise ValueError(f"“{asked}” may be any of {', '.join(found[:5])}{more}: say which.")
    by_end = {key: name for name in names for key in (name.lower(), PurePosixPath(name).stem)}
    near = difflib.get_close_matches(wanted.rsplit("/")[-1], by_end, n=3, cutoff=0.5)
    nearest = list(dict.fromkeys(by_end[key] for key in near))
    hint = f" The nearest: {', '.join(nearest)}." if nearest else ""
    raise ValueError(f"No document “{asked}” is held: `findings documents` lists what is.{hint}")
