"""How a PDF's text is set: its fonts, and the style of each kind of paragraph.

The fonts are Bitstream Vera, which comes with reportlab under a licence that lets it be embedded.
It has every character of the 790 documents read when this was written.
"""

from __future__ import annotations

import unicodedata
from html import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import TableStyle

from assistant.papers.characters import fit_to_print

PLAIN, BOLD, ITALIC = "Findings", "Findings-Bold", "Findings-Italic"

INK, MUTED, ACCENT = HexColor("#1d232a"), HexColor("#4a5460"), HexColor("#3b5b7a")
RULE, GROUND = HexColor("#b9c2cc"), HexColor("#eef2f6")

for name, file in ((PLAIN, "Vera"), (BOLD, "VeraBd"), (ITALIC, "VeraIt")):
    pdfmetrics.registerFont(TTFont(name, f"{file}.ttf"))
pdfmetrics.registerFontFamily(PLAIN, PLAIN, BOLD, ITALIC, BOLD)

_HAS = frozenset(pdfmetrics.getFont(PLAIN).face.charToGlyph)


def marked_up(text: str) -> str:
    """The text as reportlab's mini-XML that shows exactly it, a line's end as a line's end."""
    return escape(in_font(text), quote=False).replace("\n", "<br/>")


def in_font(text: str) -> str:
    """The text in characters that the font has.

    One that it lacks is shown by its like ("fi" for a ligature), else by its number: "[U+4E2D]".
    """
    return "".join(map(_drawn, fit_to_print(text)))


def _drawn(character: str) -> str:
    if _has(character) or character in "\n\t":
        return character
    alike = unicodedata.normalize("NFKC", character)
    return alike if all(map(_has, alike)) else f"[U+{ord(character):04X}]"


def _has(character: str) -> bool:
    return ord(character) in _HAS


def _style(name: str, size: float, **more: object) -> ParagraphStyle:
    settings = {"fontName": PLAIN, "textColor": INK, "leading": 1.45 * size, "spaceAfter": 6}
    return ParagraphStyle(name, fontSize=size, bulletFontName=PLAIN, **(settings | more))


STYLES = {
    style.name: style
    for style in (
        _style("Title", 18, fontName=BOLD, leading=23, spaceAfter=4),
        _style("Subtitle", 10.5, textColor=MUTED, spaceAfter=16),
        _style("Heading 1", 13, fontName=BOLD, spaceBefore=16, spaceAfter=6, keepWithNext=1),
        _style("Heading 2", 11, fontName=BOLD, spaceBefore=12, spaceAfter=5, keepWithNext=1),
        _style("Heading 3", 9.5, fontName=BOLD, spaceBefore=9, spaceAfter=4, keepWithNext=1),
        _style("Heading 4", 9.5, fontName=ITALIC, spaceBefore=8, spaceAfter=4, keepWithNext=1),
        _style("Words", 9.5),
        _style("Item", 9.5, leftIndent=14, bulletIndent=2, spaceAfter=3),
        _style("Quotation", 9.5, leftIndent=24, rightIndent=12, spaceBefore=6, keepWithNext=1),
        _style("Citation", 8, textColor=MUTED, leftIndent=24, spaceAfter=8),
        _style("Citation above", 8, textColor=MUTED, leftIndent=24, spaceAfter=1, keepWithNext=1),
        _style("Note", 8.5, fontName=ITALIC, textColor=MUTED, leftIndent=24),
        _style("Caption", 8.5, fontName=BOLD, spaceBefore=6, spaceAfter=4, keepWithNext=1),
        _style("Table Text", 7.5, spaceAfter=0, splitLongWords=1),
        _style("Table Heading", 7.5, fontName=BOLD, spaceAfter=0),
    )
}

TABLE_STYLE = TableStyle(
    [
        ("FONT", (0, 0), (-1, -1), PLAIN),
        ("GRID", (0, 0), (-1, -1), 0.5, RULE),
        ("BACKGROUND", (0, 0), (-1, 0), GROUND),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
)
