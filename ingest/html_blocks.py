"""From the elements of a web page to blocks. HTML is data here: nothing is run or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from ingest.blocks import NUMBERED, Block
from ingest.errors import UnreadableFile
from ingest.unpaged import (
    bold_line,
    footnote,
    heading,
    is_table_of_words,
    item,
    list_mark,
    paragraph,
    paragraphs,
    table_rows,
    titled,
    with_marker,
)

#: Elements that begin on a line of their own.
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"}
    | {"div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section"}
    | {"summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)

#: Elements that hold no words of the document, or words struck out of it.
WORDLESS = frozenset(
    {"script", "style", "noscript", "template", "head", "link", "meta", "title", "nav", "button"}
    | {"input", "select", "textarea", "iframe", "object", "embed", "svg", "canvas", "audio"}
    | {"video", "dialog", "del", "s", "strike"}
)

#: "fn:7" (GOV.UK), "ftn7" and "_ftn7" (Word), "footnote-7": the note itself.
_NOTE_ID = re.compile(r"_?(?:fn|ftn|footnote)[:_-]?(\d{1,3})", re.IGNORECASE)

#: "#fn:7", "#_ftn7": a link from the text to a note; "#fnref:7", "#_ftnref7": the way back.
_TO_NOTE = re.compile(r"#_?(?:fn|ftn|footnote)(?:ref)?[:_-]?\d{1,3}", re.IGNORECASE)

_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

#: Classes of what only a screen reader says: GOV.UK's, and those of common style sheets.
_HIDDEN_CLASSES = frozenset({"visually-hidden", "govuk-visually-hidden", "sr-only"})

#: Elements in elements; pages of GOV.UK have some 30, letters laid out in tables under 100.
_DEEPEST = 150

#: A stretch of text, and whether it is bold. A line break is a "\n" in it.
_Run = tuple[str, bool]


def parsed(html: str | bytes) -> BeautifulSoup:
    """The elements of a page or of a piece of one.

    Raises:
        UnreadableFile: they are nested too deeply.
    """
    soup = BeautifulSoup(html, "lxml")
    depths = {id(soup): 0}
    for tag in soup.find_all(True):
        depths[id(tag)] = depths[id(tag.parent)] + 1
    if max(depths.values()) > _DEEPEST:
        raise UnreadableFile(
            f"its elements are nested more than {_DEEPEST} deep, as no document's are: save the "
            "page again"
        )
    return soup


def html_blocks(element: Tag) -> list[Block]:
    """The blocks of an element in order, footnotes last. The element loses what is not read."""
    strip_wordless(element)
    _strip_marks(element)
    blocks = list(_flow(element, numbers_typed=_numbers_are_typed(element)))
    return titled(
        [
            *(block for block in blocks if block.kind != "footnote"),
            *(block for block in blocks if block.kind == "footnote"),
        ]
    )


def _numbers_are_typed(element: Tag) -> bool:
    """Whether paragraphs are numbered by hand, as GOV.UK's are, more than by numbered lists."""
    typed = sum(
        NUMBERED.match(words_in(p)) is not None
        for p in element.find_all("p")
        if not p.find_parent("li")
    )
    listed = sum(not item.find_parent("li") for item in element.select("ol > li"))
    return typed > 0 and typed >= listed


def strip_wordless(element: Tag) -> None:
    """Remove what is not to be read: scripts, forms, navigation, hidden elements."""
    for found in element.find_all(list(WORDLESS)):
        found.decompose()
    hidden = [
        tag
        for tag in element.find_all(True)
        if tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(str(tag.get("style") or ""))
        or not _HIDDEN_CLASSES.isdisjoint(tag.get_attribute_list("class"))
    ]
    for tag in hidden:
        if not tag.decomposed:
            tag.decompose()


def _strip_marks(element: Tag) -> None:
    """Remove the marks of footnotes, as in a PDF: "16%[footnote 6] of all", "improve?1"."""
    for link in element.find_all("a", href=_TO_NOTE):
        link.decompose()
    for mark in element.find_all("sup"):
        if re.fullmatch(r"\[?\d{0,2}\]?", words_in(mark)):
            mark.decompose()


def _flow(element: Tag, numbers_typed: bool, in_item: bool = False) -> Iterator[Block]:
    """The blocks of an element's children: running text between the elements that part it."""
    runs: list[_Run] = []
    for child in element.children:
        if isinstance(child, Tag) and _parts_text(child):
            yield from _paragraphs(runs, in_item)
            runs = []
            yield from _element(child, numbers_typed, in_item)
        else:
            runs += _inline(child, bold=False)
    yield from _paragraphs(runs, in_item)


def _parts_text(tag: Tag) -> bool:
    return tag.name in _BLOCKS or tag.find(list(_BLOCKS)) is not None


def _element(tag: Tag, numbers_typed: bool, in_item: bool) -> Iterator[Block]:
    note = _NOTE_ID.fullmatch(str(tag.get("id") or ""))
    if note:
        if words := words_in(tag):
            yield footnote(words, note.group(1))
    elif re.fullmatch(r"h[1-6]", tag.name):
        if words := words_in(tag):
            yield heading(words, int(tag.name[1]))
    elif tag.name in ("ul", "ol"):
        yield from _list(tag, numbers_typed, in_item)
    elif tag.name == "table":
        yield from _table(tag, numbers_typed, in_item)
    else:
        yield from _flow(tag, numbers_typed, in_item)


def _paragraphs(runs: list[_Run], in_item: bool) -> Iterator[Block]:
    text = "\n".join(" ".join(line.split()) for line in "".join(t for t, _ in runs).split("\n"))
    text = text.strip("\n")
    if not text:
        return
    if in_item:
        yield from (item(line) for line in text.split("\n") if line)
    elif "\n" not in text and all(bold for words, bold in runs if words.strip()):
        yield bold_line(text)
    else:
        yield from paragraphs(text)


def _inline(node: object, bold: bool) -> Iterator[_Run]:
    if isinstance(node, Tag):
        if node.name == "br":
            yield "\n", bold
            return
        bold = (
            bold
            or node.name in ("b", "strong")
            or bool(_BOLD_STYLE.search(str(node.get("style") or "")))
        )
        for child in node.children:
            yield from _inline(child, bold)
    elif type(node) is NavigableString:  # comments and scripts are classes below it
        yield re.sub(r"\s+", " ", node), bold


def _list(tag: Tag, numbers_typed: bool, in_item: bool) -> Iterator[Block]:
    """A list's items. A numbered list numbers paragraphs, unless they have numbers typed in them;
    other marks ("a)", "i.", a number among typed ones) stay before the words, as printed."""
    number = _whole(tag.get("start"), 1)
    numbers_paragraphs = (
        tag.name == "ol"
        and not numbers_typed
        and not in_item
        and str(tag.get("type") or "1") == "1"
    )
    loose: list[_Run] = []  # text between the items, which a page ought not to have but shows
    for child in tag.children:
        if not isinstance(child, Tag) or not (child.name == "li" or _parts_text(child)):
            loose += _inline(child, bold=False)
            continue
        yield from _paragraphs(loose, in_item=True)
        loose = []
        if child.name != "li":
            yield from _element(child, numbers_typed, in_item=True)
            continue
        if _NOTE_ID.fullmatch(str(child.get("id") or "")):
            yield from _element(child, numbers_typed, in_item)
            continue
        number = _whole(child.get("value"), number)
        blocks = list(_flow(child, numbers_typed, in_item=not numbers_paragraphs))
        if blocks and numbers_paragraphs and blocks[0].kind == "text":
            blocks[0].number = blocks[0].number or str(number)
        elif blocks and tag.name == "ol" and blocks[0].kind == "item":
            blocks[0] = with_marker(blocks[0], list_mark(number, str(tag.get("type") or "1")) + ".")
        yield from blocks
        number += 1
    yield from _paragraphs(loose, in_item=True)


def _whole(value: object, default: int) -> int:
    text = str(value or "")
    return int(text) if re.fullmatch(r"\d{1,4}", text) else default


def _table(tag: Tag, numbers_typed: bool, in_item: bool) -> Iterator[Block]:
    rows = [
        row.find_all(["td", "th"], recursive=False)
        for row in tag.find_all("tr")
        if row.find_parent("table") is tag
    ]
    words = [[words_in(cell) for cell in row] for row in rows]
    if tag.find("table") is None and is_table_of_words(words):
        caption = tag.find("caption")
        if caption and (title := words_in(caption)):
            yield paragraph(title)
        yield from table_rows(words)
    else:
        yield from _flow(tag, numbers_typed, in_item)


def words_in(tag: Tag) -> str:
    """All the words of an element as running text; those of blocks in it apart."""
    parts: list[str] = []

    def gather(node: Tag) -> None:
        for child in node.children:
            if isinstance(child, Tag):
                apart = child.name in _BLOCKS or child.name == "br"
                parts.append(" " if apart else "")
                gather(child)
                parts.append(" " if apart else "")
            elif type(child) is NavigableString:
                parts.append(child)

    gather(tag)
    return " ".join("".join(parts).split())
