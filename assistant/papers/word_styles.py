"""The styles and the page of a Word document: python-docx's template made ours."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle

#: Fonts that Word has on Windows and on a Mac: quotations alone are set with serifs.
OURS, THEIRS = "Arial", "Georgia"

INK, MUTED, ACCENT = RGBColor(0x1D, 0x23, 0x2A), RGBColor(0x4A, 0x54, 0x60), "3B5B7A"

#: The width of the text.
MEASURE = Cm(16)

RULE, GROUND = "B9C2CC", "EEF2F6"

#: The name of the tables' style.
TABLE_STYLE = "Findings Table"

#: Sizes of headings of level 1 to 4, in points.
HEADINGS = (15, 12.5, 11, 10.5)


def set_styles(document: Document) -> None:
    """Set every style that a paper uses, British English, and A4 pages."""
    _set_language(document)
    _set_version(document)
    _set_page(document)
    _style(document, "Normal", 10.5, after=7)
    _style(document, "Title", 22, bold=True, after=4)
    _style(document, "Subtitle", 12, colour=MUTED, after=14)
    for level, size in enumerate(HEADINGS, start=1):
        before = 20 - 3 * level
        heading = _style(document, f"Heading {level}", size, bold=True, before=before, after=5)
        heading.paragraph_format.keep_with_next = True
    _style(document, "List Bullet", 10.5, after=4)
    _style(
        document, "Caption", 9.5, bold=True, before=8, after=4
    ).paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        _style(document, name, 8.5, colour=MUTED, after=0)
    _set_quotation(document)
    for name in ("Citation", "Note"):
        below = _style(document, name, 9.5, colour=MUTED, after=6)
        below.paragraph_format.left_indent = Cm(1)
    document.styles["Note"].font.italic = True
    _style(document, "Source", 10, after=5).paragraph_format.left_indent = Cm(1)
    document.styles["Source"].paragraph_format.first_line_indent = Cm(-1)
    _style(document, "Table Text", 9, after=2)
    _style(document, "Table Heading", 9, bold=True, after=2)
    _add_table_style(document)
    _set_footnotes(document)


def _set_language(document: Document) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")


def _set_version(document: Document) -> None:
    """Word 2013 or later; else Word says that it shows the document in compatibility mode."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Emu(int((Cm(21) - MEASURE) / 2))
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)


def _style(
    document: Document,
    name: str,
    size: float,
    *,
    bold: bool = False,
    colour: RGBColor = INK,
    before: float = 0,
    after: float,
) -> ParagraphStyle:
    """The paragraph style of that name, made if the template lacks it.

    Word's own styles that the template lacks have names without capitals.
    """
    if name not in document.styles:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.islower())
        made.base_style = document.styles["Normal"]
        made.quick_style = True
    style: ParagraphStyle = document.styles[name]
    for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)
    _set_font(style, OURS)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = colour
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.15
    return style


def _set_font(style: ParagraphStyle, name: str) -> None:
    """The font for every script; the template's theme would go before it."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)


def _set_quotation(document: Document) -> None:
    """A rule on the left and serifs: not to be taken for our own words."""
    style = _style(document, "Quotation", 11, before=8, after=3)
    _set_font(style, THEIRS)
    style.paragraph_format.left_indent = Cm(1)
    style.paragraph_format.right_indent = Cm(0.5)
    style.paragraph_format.widow_control = True
    borders = OxmlElement("w:pBdr")
    rule = OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "18"), ("space", "10"), ("color", ACCENT)):
        rule.set(qn(f"w:{key}"), value)
    borders.append(rule)
    # The schema has the borders before the spacing.
    style.element.get_or_add_pPr().find(qn("w:spacing")).addprevious(borders)


def _set_footnotes(document: Document) -> None:
    """The styles that Word itself gives footnotes and their marks."""
    text = _style(document, "footnote text", 8.5, after=2)
    text.element.set(qn("w:styleId"), "FootnoteText")
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.set(qn("w:styleId"), "FootnoteReference")
    mark.font.superscript = True


def _add_table_style(document: Document) -> None:
    """Thin grey lines, room within the cells, and a tinted header."""
    style = document.styles.add_style(TABLE_STYLE, WD_STYLE_TYPE.TABLE)
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{edge} w:val="single" w:sz="4" w:color="{RULE}"/>' for edge in edges)
    room = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
    )
    names = nsdecls("w")
    style.element.append(
        parse_xml(
            f'<w:tblPr {names}><w:tblInd w:w="0" w:type="dxa"/>'
            f"<w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{room}</w:tblCellMar></w:tblPr>"
        )
    )
    style.element.append(
        parse_xml(
            f'<w:tblStylePr {names} w:type="firstRow"><w:tcPr><w:shd w:val="clear" '
            f'w:color="auto" w:fill="{GROUND}"/></w:tcPr></w:tblStylePr>'
        )
    )
