"""Word files (.docx): their words in true order, headings, lists, tables and footnotes.

What Word would print is read: text inserted by tracked changes and in text boxes is, text deleted
or hidden is not. Running headers, comments and fields' instructions are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ingest.blocks import NUMBERED, Block
from ingest.errors import UnreadableFile
from ingest.unpaged import (
    bold_line,
    cover_line,
    footnote,
    heading,
    is_table_of_words,
    item,
    paragraphs,
    running_text,
    table_rows,
    titled,
)
from ingest.word_numbering import Numbering

#: A letter unpacks to under 2 MB, a report with pictures to under 50; each part of one is held in
#: memory whole.
LARGEST_UNPACKED = 200_000_000
LARGEST_TEXT = 50_000_000
MOST_PARTS = 5_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_BOX = f"{_W}txbxContent"

#: What is not printed where it stands: deleted text, instructions of fields, text boxes (which are
#: read after the paragraph that holds them), the second of two renderings of one thing.
_NOT_HERE = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", _TEXT_BOX, _FALLBACK}
)
_PRINTED = {
    f"{_W}tab": " ",
    f"{_W}ptab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}

_OFF = frozenset({"0", "false", "off"})
_NOT_DOCX = "it is not a Word file (.docx): open it in Word and save it as .docx"


def read_word_blocks(content: bytes) -> list[Block]:
    """The blocks of a Word file in order, footnotes last.

    Raises:
        UnreadableFile: it is no .docx file, needs a password, is damaged or absurdly large.
    """
    _check_size(content)
    import docx

    try:
        return _Reader(docx.Document(io.BytesIO(content))).blocks()
    except RecursionError as error:
        raise UnreadableFile("its parts are nested too deeply to be a document") from error
    except MemoryError:
        raise
    except Exception as error:  # python-docx fails in as many ways as a file can be damaged
        raise UnreadableFile(
            "the Word file is damaged or incomplete: open it in Word and save it again"
        ) from error


def _check_size(content: bytes) -> None:
    """Refuse what is no archive of Word's, or would fill the memory when unpacked.

    An archive's own figures can be relied on: no more than they say is ever unpacked.
    """
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            "it needs a password or is in Word's older format: save a copy as .docx without one"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile(_NOT_DOCX) from error
    if not any(part.filename.startswith("word/") for part in parts):
        raise UnreadableFile(_NOT_DOCX)
    texts = (part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > LARGEST_UNPACKED
        or max(texts, default=0) > LARGEST_TEXT
    ):
        raise UnreadableFile(
            f"it unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB, or to more text than any "
            "letter or report has: check what it is"
        )


class _Reader:
    """Reads one file; counts the numbers of its lists and footnotes as it goes."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._styles = {style.style_id: style.element for style in document.styles}
        self._default = next((s for s in self._styles.values() if _is_default_paragraph(s)), None)
        self._noted: list[tuple[str, str]] = []
        self._typed = self._numbers_are_typed()
        self._numbering = Numbering(_part(document, "numbering"))

    def blocks(self) -> list[Block]:
        """The file's blocks."""
        self._noted = []
        found = list(self._flow(self._document.element.body))
        notes = {
            (kind, note.get(f"{_W}id")): self._words(note)
            for kind in ("footnote", "endnote")
            for note in (_part(self._document, f"{kind}s") or ())
        }
        # Notes are numbered by the marks in the text, as Word prints them.
        numbered = enumerate(dict.fromkeys(self._noted), 1)
        return [
            *titled(found),
            *(footnote(notes[key], str(n)) for n, key in numbered if notes.get(key)),
        ]

    def _numbers_are_typed(self) -> bool:
        """Whether paragraphs are numbered by hand more than by Word."""
        self._numbering = Numbering(_part(self._document, "numbering"))
        typed = counted = 0
        for element in self._document.element.body.iter(f"{_W}p"):
            mark = self._numbering.mark(_properties(element, self._styles_of(element)))
            counted += mark is not None and mark.number is not None
            typed += mark is None and NUMBERED.match(self._text(element).strip()) is not None
        return typed > 0 and typed >= counted

    def _flow(self, container: Any) -> Iterator[Block]:
        """The blocks of what holds paragraphs and tables: the body, a cell, a text box."""
        for element in container.iterchildren():
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif element.tag not in _NOT_HERE:  # content controls, inserted text and such like
                yield from self._flow(element)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        styles = self._styles_of(element)
        lines = [" ".join(line.split()) for line in self._text(element).split("\n")]
        text = "\n".join(lines).strip("\n")
        # Word's own contents list repeats the headings.
        if text and not _named(styles, r"toc (?:\d|heading)"):
            yield from self._blocks(element, styles, text)
        for box in element.iter(_TEXT_BOX):
            if next(box.iterancestors(_FALLBACK, _TEXT_BOX), None) is None:
                yield from self._flow(box)

    def _blocks(self, element: Any, styles: list[Any], text: str) -> Iterator[Block]:
        properties = _properties(element, styles)
        mark = self._numbering.mark(properties)
        words = " ".join(text.split())
        marked = f"{mark.text} {words}" if mark and mark.text else words
        level = _level(properties, styles)
        if _named(styles, "title"):
            yield cover_line(words)
        elif level:
            yield heading(marked, level)
        elif mark and mark.number and not self._typed:
            yield replace(running_text(words), number=mark.number)
        elif mark:
            yield item(marked)
        elif _named(styles, r"list bullet.*"):
            yield item(words)
        elif "\n" not in text and self._is_bold(element, styles):
            yield bold_line(text)
        else:
            yield from paragraphs(text)

    def _table(self, element: Any) -> Iterator[Block]:
        rows = [
            [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
            for row in element.iter(f"{_W}tr")
            if next(row.iterancestors(f"{_W}tbl")) is element
            and row.find(f"{_W}trPr/{_W}del") is None
        ]
        words = [[self._words(cell) for cell in row] for row in rows]
        nested = any(element.find(f".//{inner}") is not None for inner in (f"{_W}tbl", _TEXT_BOX))
        if not nested and is_table_of_words(words):
            yield from table_rows(words)
        else:
            for row in rows:
                for cell in row:
                    yield from self._flow(cell)

    def _words(self, element: Any) -> str:
        """The words of an element's paragraphs as running text."""
        return " ".join(" ".join(self._text(p) for p in element.iter(f"{_W}p")).split())

    def _text(self, element: Any) -> str:
        """What is printed of an element's own text, its line breaks as "\n"."""
        out = ""
        for child in element.iterchildren():
            if child.tag in _NOT_HERE or _is_hidden(child):
                continue
            if child.tag == f"{_W}t":
                out += child.text or ""
            elif child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                kind = "footnote" if child.tag.endswith("footnoteReference") else "endnote"
                self._noted.append((kind, child.get(f"{_W}id")))
            else:
                out += _PRINTED.get(child.tag) or self._text(child)
        return out

    def _styles_of(self, element: Any) -> list[Any]:
        """A paragraph's or run's style and those that it is based on, nearest first."""
        named = element.find(f"{_W}pPr/{_W}pStyle")
        if named is None:
            named = element.find(f"{_W}rPr/{_W}rStyle")
        style = self._styles.get(named.get(f"{_W}val")) if named is not None else None
        if style is None and element.tag == f"{_W}p":
            style = self._default
        chain: list[Any] = []
        while style is not None and style not in chain:
            chain.append(style)
            based_on = style.find(f"{_W}basedOn")
            style = self._styles.get(based_on.get(f"{_W}val")) if based_on is not None else None
        return chain

    def _is_bold(self, element: Any, styles: list[Any]) -> bool:
        """Whether all that is printed of a paragraph is bold."""
        runs = [run for run in element.iter(f"{_W}r") if self._text(run).strip()]
        return all(
            next(
                (
                    bold
                    for source in (run, *self._styles_of(run), *styles)
                    if (bold := _bold(source)) is not None
                ),
                False,
            )
            for run in runs
        )


def _part(document: Any, name: str) -> Any | None:
    """The root element of a part of the file ("numbering", "footnotes"); None if there is none."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{name}"):
            return parse_xml(relation.target_part.blob)
    return None


def _properties(element: Any, styles: list[Any]) -> list[Any]:
    """A paragraph's own properties and its styles', nearest first."""
    found = (source.find(f"{_W}pPr") for source in (element, *styles))
    return [properties for properties in found if properties is not None]


def _named(styles: list[Any], pattern: str) -> bool:
    """Whether a style, or one that it is based on, has such a name."""
    names = (_setting(style, "name") or "" for style in styles)
    return any(re.fullmatch(pattern, name, re.IGNORECASE) for name in names)


def _level(properties: list[Any], styles: list[Any]) -> int:
    """The level of a heading, 1 to 6; 0 for what is none."""
    for outline in (_setting(p, "outlineLvl") for p in properties):
        if outline is not None:
            return min(int(outline) + 1, 6) if int(outline) < 9 else 0
    for style in styles:
        name = re.fullmatch(r"heading (\d)", _setting(style, "name") or "", re.IGNORECASE)
        if name:
            return min(max(int(name.group(1)), 1), 6)
    return 0


def _bold(source: Any) -> bool | None:
    """Whether a run or style sets bold type; None where it leaves it as it is."""
    bold = source.find(f"{_W}rPr/{_W}b")
    return None if bold is None else bold.get(f"{_W}val", "true") not in _OFF


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return hidden is not None and hidden.get(f"{_W}val", "true") not in _OFF


def _is_default_paragraph(style: Any) -> bool:
    return style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default", "0") not in _OFF


def _setting(element: Any, name: str) -> str | None:
    child = element.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val")
