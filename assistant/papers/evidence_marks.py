"""Marks on a page of a PDF, as annotations: words highlighted, and a number in the margin."""

from __future__ import annotations

from collections.abc import Sequence

from pypdf import PageObject, PdfWriter
from pypdf.annotations import FreeText, Highlight
from pypdf.constants import AnnotationFlag
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from assistant.page_images import YELLOW, Box

#: Of the numbers in the margin: size and distance from the page's edge, in points.
LABEL_SIZE, LABEL_LEFT = 9, 30

_COLOUR = " ".join(f"{part / 255:.3f}" for part in YELLOW)

_MULTIPLY = DictionaryObject(
    {
        NameObject("/ExtGState"): DictionaryObject(
            {NameObject("/Marked"): DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})}
        )
    }
)
_BOLD = DictionaryObject(
    {
        NameObject("/Font"): DictionaryObject(
            {
                NameObject("/Bold"): DictionaryObject(
                    {
                        NameObject("/Type"): NameObject("/Font"),
                        NameObject("/Subtype"): NameObject("/Type1"),
                        NameObject("/BaseFont"): NameObject("/Helvetica-Bold"),
                    }
                )
            }
        )
    }
)


def highlight(writer: PdfWriter, page: PageObject, boxes: Sequence[Box], said: str) -> None:
    """Highlight the boxes on the page, in one annotation that says `said`."""
    corners = [
        FloatObject(round(value, 2))
        for left, bottom, right, top in boxes
        for value in (left, top, right, top, left, bottom, right, bottom)
    ]
    around = _around(boxes)
    mark = Highlight(
        rect=around,
        quad_points=ArrayObject(corners),
        highlight_color="".join(f"{part:02x}" for part in YELLOW),
        printing=True,
        title_bar="Findings",
    )
    rectangles = " ".join(
        f"{left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re"
        for left, bottom, right, top in boxes
    )
    _add(writer, page, mark, said, f"/Marked gs {_COLOUR} rg {rectangles} f", _MULTIPLY)


def label(writer: PdfWriter, page: PageObject, baseline: float, numbers: Sequence[int]) -> None:
    """Write the numbers of quotations in the page's left margin: "[3] [4]"."""
    text = " ".join(f"[{number}]" for number in numbers)
    left = float(page.cropbox.left) + LABEL_LEFT
    box = (left, baseline - 3, left + 0.6 * LABEL_SIZE * len(text), baseline + LABEL_SIZE)
    note = FreeText(
        text=text,
        rect=box,
        bold=True,
        font_size=f"{LABEL_SIZE}pt",
        border_color=None,
        background_color=None,
        title_bar="Findings",
    )
    note.flags = AnnotationFlag.PRINT
    drawn = f"BT /Bold {LABEL_SIZE} Tf {left:.2f} {baseline:.2f} Td ({text}) Tj ET"
    _add(writer, page, note, text, drawn, _BOLD)


def _around(boxes: Sequence[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _add(
    writer: PdfWriter,
    page: PageObject,
    annotation: Highlight | FreeText,
    said: str,
    drawn: str,
    resources: DictionaryObject,
) -> None:
    """Add an annotation with its own drawing: not every program draws one that has none."""
    appearance = DecodedStreamObject()
    appearance.set_data(drawn.encode("ascii"))
    appearance.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): annotation["/Rect"],
            NameObject("/Resources"): resources,
        }
    )
    normal = writer._add_object(appearance)
    annotation[NameObject("/AP")] = DictionaryObject({NameObject("/N"): normal})
    annotation[NameObject("/Contents")] = TextStringObject(said)
    writer.add_annotation(page, annotation)
