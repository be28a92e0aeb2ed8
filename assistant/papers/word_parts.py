"""Parts of a Word file that python-docx does not write: footnotes, and the manifest."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from assistant.papers.characters import fit_to_print
from assistant.papers.embedded import NAMESPACE

_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"

#: The lines that Word draws between text and footnotes, by the ids that it gives them.
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


def add_footnote_mark(paragraph: Paragraph, number: int) -> None:
    """The mark of footnote `number`, from 1, at the end of a paragraph."""
    run = paragraph.add_run()
    properties = run._r.get_or_add_rPr()
    style = OxmlElement("w:rStyle")
    style.set(qn("w:val"), "FootnoteReference")
    properties.append(style)
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number))
    run._r.append(mark)


def add_footnotes(document: Document, texts: Sequence[str]) -> None:
    """The part with the texts of the footnotes, the first of them number 1."""
    notes = [_separator(number, kind) for number, kind in _SEPARATORS]
    notes += [_footnote(number, text) for number, text in enumerate(texts, start=1)]
    xml = f"<w:footnotes {nsdecls('w')}>{''.join(notes)}</w:footnotes>"
    part = _part(document, "/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, xml)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    properties = OxmlElement("w:footnotePr")
    for number, _ in _SEPARATORS:
        separator = OxmlElement("w:footnote")
        separator.set(qn("w:id"), str(number))
        properties.append(separator)
    # The schema has them just before the compatibility settings.
    document.settings.element.find(qn("w:compat")).addprevious(properties)


def _separator(number: int, kind: str) -> str:
    return (
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" '
        f'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    )


def _footnote(number: int, text: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(fit_to_print(text))}</w:t></w:r>'
        "</w:p></w:footnote>"
    )


def add_manifest(document: Document, json: str) -> None:
    """The manifest as a custom XML part, which Word keeps when the file is edited and saved."""
    number = 1 + sum(
        part.partname.startswith("/customXml/item") and "Props" not in part.partname
        for part in document.part.package.iter_parts()
    )
    xml = f'<manifest xmlns="{NAMESPACE}">{escape(json)}</manifest>'
    item = _part(document, f"/customXml/item{number}.xml", CONTENT_TYPE.XML, xml)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    # Without an id and its schema of its own, Word drops a part that it does not know.
    properties = (
        f'<ds:datastoreItem ds:itemID="{{{str(uuid5(NAMESPACE_URL, NAMESPACE)).upper()}}}" '
        f'xmlns:ds="{_DATA_STORE}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/>'
        "</ds:schemaRefs></ds:datastoreItem>"
    )
    name = f"/customXml/itemProps{number}.xml"
    kind = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES
    item.relate_to(_part(document, name, kind, properties), RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _part(document: Document, name: str, content_type: str, xml: str) -> Part:
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()
    return Part(PackURI(name), content_type, blob, document.part.package)
