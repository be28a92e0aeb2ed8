"""A Word draft's paragraphs, tables' cells and footnotes, with what is set as a quotation.

What Word would print is read: text inserted by tracked changes is, text deleted or hidden is not.
Macros and fields are never run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.quotations.drafts import DraftError, Part

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_PRINTED = frozenset(
    {f"{_W}{tag}" for tag in ("del", "moveFrom", "instrText", "pPr", "txbxContent")} | {_FALLBACK}
)
_PRINTED = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOTES = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}

#: "Quote", "Intense Quote", "Quotation", "Block Quotation", "Block Text".
_QUOTATION_STYLE = re.compile(r"\bquot(?:e|ation)s?\b|\bblock text\b", re.IGNORECASE)
#: But not a style for what stands beneath: "Quotation Source".
_CITATION_STYLE = re.compile(r"cit(?:ation|e)|source|attribution|reference", re.IGNORECASE)
_HEADING_STYLE = re.compile(r"(?:heading \d|title|subtitle)", re.IGNORECASE)
#: A column that says nothing of where a quotation is from, by its head; and one of quotations.
_BESIDE_NOTHING = re.compile(r"\b(?:notes?|comments?|theme|actions?)\b", re.IGNORECASE)
QUOTATION_COLUMN = re.compile(r"\b(?:quot(?:e|ation)s?|verbatim)\b", re.IGNORECASE)


def word_parts(path: Path) -> list[Part]:
    """The parts of a .docx file, in order, footnotes last.

    Raises:
        DraftError: it is damaged, or no Word document.
    """
    import docx

    try:
        return list(_Reader(docx.Document(str(path))).parts())
    except RecursionError as error:
        raise DraftError("its parts are nested too deeply to be a document.") from error
    except MemoryError:
        raise
    except Exception as error:  # python-docx fails in as many ways as a file can be damaged
        macros = "macroEnabled" in str(error)
        raise DraftError(
            "it is a Word document with macros: save a copy as .docx."
            if macros
            else "the Word document is damaged or incomplete: open it in Word and save it again."
        ) from error


def cells_of(rows: list[list[str]], place: str) -> Iterator[Part]:
    """The cells of a table, its first row being its head; `place` has "{}" for the row's number."""
    head = rows[0] if rows else []
    for number, row in enumerate(rows[1:], 2):
        named = [(head[i] if i < len(head) else "", cell) for i, cell in enumerate(row)]
        for index, (column, cell) in enumerate(named):
            beside = "; ".join(
                f"{name}: {other}" if name else other
                for i, (name, other) in enumerate(named)
                if i != index and other.strip() and not _BESIDE_NOTHING.search(name)
            )
            role = "quotation" if QUOTATION_COLUMN.search(column) else "words"
            yield Part(cell, place.format(number), role, beside=beside)  # type: ignore[arg-type]


class _Reader:
    """Reads one document; counts its paragraphs and tables as it goes."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._styles = {style.style_id: style for style in document.styles}
        self._default = next(
            (s.style_id for s in document.styles if s.element.get(f"{_W}default") == "1"), ""
        )
        self._notes = {
            (kind, note.get(f"{_W}id")): note
            for kind in ("footnotes", "endnotes")
            for note in self._part(kind)
            if note.get(f"{_W}type") is None
        }
        self._numbers: dict[tuple[str, str], int] = {}
        self._paragraphs = self._tables = 0

    def parts(self) -> Iterator[Part]:
        yield from self._flow(self._document.element.body)
        for key, number in self._numbers.items():
            if key in self._notes:
                text = self._note_text(key)
                yield Part(text, f"{key[0][:-1]} {number}")

    def _part(self, name: str) -> Any:
        from docx.oxml import parse_xml

        for relation in self._document.part.rels.values():
            if not relation.is_external and relation.reltype.endswith(f"/{name}"):
                return parse_xml(relation.target_part.blob)
        return ()

    def _note_text(self, key: tuple[str, str]) -> str:
        note = self._notes.get(key)
        if note is None:
            return ""
        return " ".join(self._text(p)[0].strip() for p in note.iter(f"{_W}p")).strip()

    def _flow(self, container: Any) -> Iterator[Part]:
        for element in container.iterchildren():
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif element.tag not in _NOT_PRINTED:
                yield from self._flow(element)

    def _paragraph(self, element: Any) -> Iterator[Part]:
        text, notes = self._text(element)
        if text.strip():
            self._paragraphs += 1
            names = self._style_names(element)
            place = f"paragraph {self._paragraphs}"
            if any(_HEADING_STYLE.fullmatch(name) for name in names):
                yield Part(text, place, "heading", notes)
            elif _QUOTATION_STYLE.search(" / ".join(names)) and not _CITATION_STYLE.search(
                names[0]
            ):
                yield Part(text, place, "quotation", notes)
            else:
                yield Part(text, place, notes=notes)
        for box in element.iter(f"{_W}txbxContent"):
            if next(box.iterancestors(_FALLBACK, f"{_W}txbxContent"), None) is None:
                yield from self._flow(box)

    def _table(self, element: Any) -> Iterator[Part]:
        self._tables += 1
        place = f"table {self._tables}, row {{}}"
        rows = [
            [
                "\n".join(self._text(p)[0] for p in cell.iter(f"{_W}p")).strip()
                for cell in row.iterchildren(f"{_W}tc")
            ]
            for row in element.iterchildren(f"{_W}tr")
            if row.find(f"{_W}trPr/{_W}del") is None
        ]
        if len(rows) > 1 and len(rows[0]) > 1:
            yield from (Part(cell, place.format(1)) for cell in rows[0])
            yield from cells_of(rows, place)
        else:
            for cell in element.iter(f"{_W}tc"):
                if next(cell.iterancestors(f"{_W}tbl")) is element:
                    yield from self._flow(cell)

    def _text(self, element: Any) -> tuple[str, tuple[tuple[int, str], ...]]:
        """What is printed of an element, and its footnotes by where their marks stand."""
        out = ""
        notes: list[tuple[int, str]] = []
        for child in element.iterchildren():
            if child.tag in _NOT_PRINTED or _is_hidden(child):
                continue
            if child.tag == f"{_W}t":
                out += child.text or ""
            elif child.tag in _NOTES:
                key = (_NOTES[child.tag], child.get(f"{_W}id") or "")
                self._numbers.setdefault(key, len(self._numbers) + 1)
                notes.append((len(out), self._note_text(key)))
            elif child.tag in _PRINTED:
                out += _PRINTED[child.tag]
            else:
                inner, inner_notes = self._text(child)
                notes += [(len(out) + offset, note) for offset, note in inner_notes]
                out += inner
        return out, tuple(notes)

    def _style_names(self, element: Any) -> list[str]:
        """The names of a paragraph's style and of those it is based on, nearest first."""
        named = element.find(f"{_W}pPr/{_W}pStyle")
        style = self._styles.get(named.get(f"{_W}val") if named is not None else self._default)
        names: list[str] = []
        while style is not None and style.name not in names:
            names.append(str(style.name))
            style = getattr(style, "base_style", None)
        return names or [""]


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return hidden is not None and hidden.get(f"{_W}val", "true") not in ("0", "false", "off")
