"""PDFs as they should not be, made from those of `invented`: scans, garbage, odd order, extras."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence

import pypdf
from PIL import Image
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
)
from pypdf.generic import create_string_object as text
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

A4 = (595, 842)


def written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scan(pages: int = 1, stamp: str = "") -> bytes:
    """Pictures of pages, each with a stamp if one is given."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    picture = ImageReader(Image.new("L", (100, 140), 200))
    for _ in range(pages):
        canvas.drawImage(picture, 0, 0, *A4)
        canvas.drawString(72, 800, stamp)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def blank(number: str = "") -> bytes:
    """A page with nothing on it but its number and a letterhead's logo and rule."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(Image.new("L", (80, 40), 90)), 440, 780, 80, 40)
    canvas.line(71, 54, 524, 54)
    canvas.drawString(515, 40, number)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def long(pages: int) -> bytes:
    """Pages that each have a finding of their own, and their number."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"{number}. Finding {number} is that children are seen quickly,")
        canvas.drawString(99, 685, f"that plans are made within {number} days, and that they help.")
        canvas.drawString(515, 30, str(number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def joined(*contents: bytes) -> bytes:
    """The pages of several PDFs as one."""
    writer = pypdf.PdfWriter()
    for content in contents:
        writer.append(io.BytesIO(content))
    return written(writer)


def in_order(content: bytes, order: Sequence[int]) -> bytes:
    """The pages (from 1) of a PDF in another order."""
    reader, writer = pypdf.PdfReader(io.BytesIO(content)), pypdf.PdfWriter()
    for number in order:
        writer.add_page(reader.pages[number - 1])
    return written(writer)


def garbled(content: bytes, change: Callable[[int], int]) -> bytes:
    """A PDF whose pages look the same, but whose letters are held as other characters."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))

    def changed(pair: re.Match[bytes]) -> bytes:
        code = int(pair[2], 16)
        return pair[1] + b"<%04X>" % (change(code) if chr(code).isalnum() else code)

    fonts = {
        font.indirect_reference: font.get_object()
        for page in writer.pages
        for font in page["/Resources"]["/Font"].values()
    }
    for font in fonts.values():
        if "/ToUnicode" in font:
            stream = DecodedStreamObject()
            pairs = font["/ToUnicode"].get_data()
            stream.set_data(re.sub(rb"(<[0-9A-F]{2}> )<([0-9A-F]{4})>", changed, pairs))
            font[NameObject("/ToUnicode")] = writer._add_object(stream)
    return written(writer)


def shifted(code: int) -> int:
    """ "Wkh orfdo dxwkrulwb": each letter three on."""
    letter = chr(code)
    for first in "aA":
        if letter.isalpha() and 0 <= ord(letter) - ord(first) < 26:
            return (code - ord(first) + 3) % 26 + ord(first)
    return code


def with_details(content: bytes, title: str) -> bytes:
    """The same PDF with another title among its details."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.add_metadata({"/Title": title, "/Author": "A typist"})
    return written(writer)


def with_extras(content: bytes) -> bytes:
    """The same pages with an attached file, scripts that open with them, a field and a note."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.add_attachment("grades.txt", b"Overall effectiveness: outstanding in Middlesbrough")
    writer.add_annotation(0, FreeText(text="Graded outstanding", rect=(72, 300, 300, 340)))
    script = {"/S": NameObject("/JavaScript"), "/JS": text("app.launchURL('http://evil.example')")}
    launch = {"/S": NameObject("/Launch"), "/F": text("/bin/sh")}
    field = {
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject("/Widget"),
        "/FT": NameObject("/Tx"),
        "/T": text("grade"),
        "/V": text("The field says outstanding"),
        "/Rect": ArrayObject(map(NumberObject, (72, 200, 300, 220))),
        "/A": _dictionary(launch),
    }
    fields = ArrayObject([writer._add_object(_dictionary(field))])
    writer.pages[0]["/Annots"].extend(fields)
    writer.root_object[NameObject("/AcroForm")] = _dictionary({"/Fields": fields})
    writer.root_object[NameObject("/OpenAction")] = _dictionary(script)
    return written(writer)


def _dictionary(entries: dict[str, PdfObject]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})
