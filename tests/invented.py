"""Small PDFs laid out as Ofsted's are, about Ambershire, an authority that does not exist.

One function for each layout. Places and sizes are those measured on published files: A4, body 12
points at a pitch of 14.4 from the left margin at 71, numbered paragraphs hanging at 99.

Their words stand in `ambershire/`, as blocks apart by a blank line: "#14 Heading" (bold) and
"@14 Title" (plain) of 14 points, "• item", "1. numbered paragraph", or a plain paragraph. "|" ends
a line, "‖" a page, and "^1" is a footnote's mark.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

# Fonts that come with reportlab. Embedded ones, unlike PDF's own fourteen, say how bold they are.
PLAIN, BOLD = "Vera", "VeraBd"
for font in (PLAIN, BOLD):
    pdfmetrics.registerFont(TTFont(font, f"{font}.ttf"))

AUTHORITY = "Ambershire"
LEFT, RIGHT = 71, 524

HELP = "The experiences and progress of children who need help and protection"
CARE = "The experiences and progress of children in care"
CARE_AND_LEAVERS = "The experiences and progress of children in care and care leavers"
LEAVERS = "The experiences and progress of care leavers"
LEADERS = "The impact of leaders on social work practice with children and families"
OVERALL = "Overall effectiveness"

Rows = tuple[tuple[str, str], ...]

ADDRESS = ("Ofsted", "Piccadilly Gate", "Store Street", "Manchester", "M1 2WD")
NUMBERS = (
    "T 0300 123 1231",
    "Textphone 0161 618 8524",
    "enquiries@ofsted.gov.uk",
    "www.gov.uk/ofsted",
)


class Pages:
    """Draws from the top of a page down. `begin` and `finish` draw what every page has."""

    def __init__(
        self,
        begin: Callable[[Pages], None],
        finish: Callable[[Pages], None] = lambda pages: None,
        top: float = 735,
        left: float = LEFT,
        scaled: bool = False,
    ) -> None:
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=(595, 842), invariant=1)
        self._begin, self._finish, self._left = begin, finish, left
        self._scaled = scaled
        self.footnote = ""
        self.number, self.y = 1, top
        begin(self)

    def new_page(self) -> None:
        self._end_page()
        self.number, self.y = self.number + 1, 735
        self._begin(self)

    def pdf(self) -> bytes:
        self._end_page()
        self._canvas.save()
        return self._out.getvalue()

    def _end_page(self) -> None:
        if self.footnote:
            self.y = 88
            self.write(self.footnote)
            self.footnote = ""
        self._finish(self)
        self._canvas.showPage()

    def draw(self, left: float, y: float, text: str, size: float = 12, bold: bool = False) -> None:
        """One line with its baseline at `y`; "^1" small and raised."""
        for position, part in enumerate(re.split(r"\^(\d+)", text)):
            mark = position % 2
            font, points = BOLD if bold else PLAIN, 0.65 * size if mark else size
            # Some files set type of one point and scale it up.
            scale = points if self._scaled else 1
            text = self._canvas.beginText()
            text.setTextTransform(scale, 0, 0, scale, left, y + 0.35 * size * mark)
            text.setFont(font, points / scale)
            text.textOut(part)
            self._canvas.drawText(text)
            left += self._canvas.stringWidth(part, font, points)

    def write(self, text: str) -> None:
        """Blocks of text, as said at the top of this file."""
        for block in re.split(r"\n\s*\n", text.strip()):
            self._block(*_style(" ".join(block.split())))

    def _block(self, text: str, mark: str, indent: float, size: float, bold: bool) -> None:
        left = self._left + indent
        for position, page in enumerate(text.split("‖")):
            if position:
                self.new_page()
            for line in simpleSplit(page.replace("|", "\n"), PLAIN, size, RIGHT - left):
                if mark:
                    self.draw(self._left, self.y, mark, size, bold)
                    mark = ""
                self.draw(left, self.y, line, size, bold)
                self.y -= 1.2 * size
        self.y -= 12

    def table(
        self, rows: Rows, label_at: float, grade_at: float, width: float, drop: float
    ) -> None:
        """Labels, wrapped, and beside the first line of each, or `drop` below it, its grade."""
        for label, grade in rows:
            top = self.y
            for line in simpleSplit(label, PLAIN, 12, width):
                self.draw(label_at, self.y, line)
                self.y -= 14.4
            for position, line in enumerate(grade.split("|")):
                self.draw(grade_at, top - drop - 14.4 * position, line)
            self.y -= 14


def _style(block: str) -> tuple[str, str, float, float, bool]:
    """A block's text, and the mark before it, its indent, size and weight."""
    if styled := re.match(r"([#@])(\d+) ", block):
        return block[styled.end() :], "", 0, int(styled.group(2)), styled.group(1) == "#"
    if marked := re.match(r"(•|\d+\.) ", block):
        indent = 18 if marked.group(1) == "•" else 28
        return block[marked.end() :], marked.group(1), indent, 12, False
    return block, "", 0, 12, False


def _words(name: str, **names: str) -> str:
    """The text of a document of that kind, with the names that stand in it."""
    return (Path(__file__).parent / f"ambershire/{name}.txt").read_text("utf-8").format(**names)


def _page_number_first(pages: Pages) -> None:
    pages.draw(513 if pages.number % 2 else 71, 25, str(pages.number), 20)


def looked_after_2013(authority: str = AUTHORITY) -> bytes:
    """A: cover, contents, what was inspected, findings; a running title with the page number."""

    def running_title(pages: Pages) -> None:
        if pages.number > 2:
            title = f"{authority} County Council Inspection of looked after children services"
            pages.draw(85, 798, f"{title} {pages.number - 2}", 8, bold=True)

    pages = Pages(running_title, top=668, left=85)
    pages.write("@26 Inspection of looked after children|services")
    pages.write(f"@18 {authority} County Council")
    pages.draw(85, 284, "Inspection dates: 15 – 19 July 2013", 10, bold=True)
    pages.draw(85, 268, "Reporting inspector Helen Orchard HMI", 10, bold=True)
    pages.draw(85, 132, "Age group: All", 10)
    pages.draw(85, 119, "Published: 23 August 2013", 10)
    pages.new_page()
    pages.draw(85, 137, "© Crown copyright 2013", 10)
    pages.draw(85, 109, "Website: www.ofsted.gov.uk", 10)
    pages.new_page()
    pages.write(_words("looked-after-2013"))
    return pages.pdf()


def sif(authority: str = AUTHORITY, again: bool = False) -> bytes:
    """B: the single inspection framework, with the review of the safeguarding children board."""
    pages = Pages(_page_number_first)
    pages.write(f"""
    @26 {authority}

    #14 {"Re-inspection" if again else "Inspection"} of services for children in need of help and
    protection, children looked after and care leavers

    @14 and

    #14 Review of the effectiveness of the Local Safeguarding Children Board^1

    @14 Inspection date: 24 November 2015 – 17 December 2015

    @14 Report published: 19 February 2016

    #14 Children’s services in {authority} require improvement|to be good
    """)
    pages.footnote = "@10 1 Ofsted produces this report under its power to combine reports."
    first = ("1. Children who need help and protection", "Requires improvement")
    pages.table((first,), LEFT, 375, 300, drop=0)
    # The grade of a label in two lines stands between them.
    second = ("2. Children looked after and achieving permanence", "Good")
    pages.table((second,), LEFT, 375, 260, drop=7)
    # A grade in two lines stands half above its label and half below.
    third = ("2.1 Adoption performance", "Requires|improvement")
    pages.table((third,), 89, 395, 300, drop=-8)
    fourth = ("2.2 Experiences and progress of care leavers", "Outstanding")
    pages.table((fourth,), 89, 395, 300, drop=0)
    last = ("3. Leadership, management and governance", "Requires|improvement")
    pages.table((last,), LEFT, 375, 300, drop=-8)
    pages.new_page()
    pages.write(_words("sif", authority=authority))
    return _with_end_matter(pages)


def ilacs_council_first(authority: str = AUTHORITY) -> bytes:
    """C, 2018 to 2021: council's name in large type, a bare page number; type scaled up."""
    rows = (
        (LEADERS, "Inadequate"),
        (HELP, "Inadequate"),
        (CARE_AND_LEAVERS, "Requires improvement"),
        (OVERALL, "Inadequate"),
    )
    pages = Pages(lambda pages: pages.draw(512, 30, str(pages.number), 20), scaled=True)
    pages.write(f"""
    @26 {authority} County Council

    #16 Inspection of children’s social care services

    #12 Inspection dates: 25 November 2019 to 6 December 2019

    #12 Lead inspector: Jan Orchard, Her Majesty’s Inspector
    """)
    return _ilacs(pages, rows, "What needs to improve", drop=7)


def ilacs_four_judgements(authority: str = AUTHORITY) -> bytes:
    """D, to 2023: children in care and care leavers in one judgement."""
    rows = (
        (LEADERS, "Good"),
        (HELP, "Requires improvement to be good"),
        (CARE_AND_LEAVERS, "Good"),
        (OVERALL, "Good"),
    )
    return _ilacs(_titled(authority, "4 to 15 July 2022"), rows)


def ilacs_five_judgements(authority: str = AUTHORITY) -> bytes:
    """E, 2023 to 2026: care leavers judged apart; a footnote to "What needs to improve?"."""
    rows = (
        (LEADERS, "Good"),
        (HELP, "Requires improvement to be good"),
        (CARE, "Good"),
        (LEAVERS, "Outstanding"),
        (OVERALL, "Good"),
    )
    return _ilacs(_titled(authority, "20 to 24 January 2025"), rows)


def ilacs_post_reform(authority: str = AUTHORITY) -> bytes:
    """F, inspected from April 2026: no overall effectiveness."""
    rows = (
        (LEADERS, "Inadequate"),
        (HELP, "Inadequate"),
        (CARE, "Good"),
        (LEAVERS, "Requires improvement to be good"),
    )
    return _ilacs(_titled(authority, "8 to 19 June 2026"), rows)


def _titled(authority: str, dates: str) -> Pages:
    """Pages with the title in the footer, its dates on one line with the page number."""
    title = f"Inspection of {authority} local authority children’s services"

    def footer(pages: Pages) -> None:
        if pages.number > 1:
            pages.draw(71, 40, title, 8, bold=True)
            pages.draw(71, 31, dates, 8)
            pages.draw(519, 31, str(pages.number), 8)

    pages = Pages(footer)
    pages.write(f"@26 {title}")
    pages.write(f"Inspection dates: {dates}")
    pages.write("Lead inspector: Nadia Hale, His Majesty’s Inspector")
    return pages


def _ilacs(
    pages: Pages, rows: Rows, needs: str = "What needs to improve?^1", drop: float = 0
) -> bytes:
    pages.table((("Judgement", "Grade"), *rows), 77, 303, 225, drop)
    pages.write("""
    Children in the county are safer than they were at the last inspection in 2018, when services
    for children were judged to be inadequate.‖
    """)
    pages.footnote = "@10 1 The areas have been cross-referenced with the national framework."
    _, protection, care, *_ = (f"{label}: {grade.lower()}" for label, grade in rows)
    pages.write(_words("ilacs", needs=needs, protection=protection, care=care))
    return _with_end_matter(pages)


def _with_end_matter(pages: Pages) -> bytes:
    pages.new_page()
    pages.y = 590
    pages.write(_words("end-matter"))
    return pages.pdf()


def focused_visit(authority: str = AUTHORITY) -> bytes:
    """A letter from 2021 on."""
    return _letter("focused-visit", authority)


def monitoring_visit(authority: str = AUTHORITY) -> bytes:
    """A letter on progress since a judgement of inadequate."""
    return _letter("monitoring-visit", authority)


def joint_inspection(authority: str = AUTHORITY) -> bytes:
    """A joint targeted area inspection, to many addressees."""
    return _letter("joint-inspection", authority)


def _letter(name: str, authority: str) -> bytes:
    """Letters' letterhead is drawn after the body of page 1, though it stands above it."""

    def page_number(pages: Pages) -> None:
        if pages.number > 1:
            pages.draw(518, 60, str(pages.number))

    def letterhead(pages: Pages) -> None:
        if pages.number == 1:
            for left, top, column in ((71, 794, ADDRESS), (169, 783.5, NUMBERS)):
                for row, line in enumerate(column):
                    pages.draw(left, top - 10.5 * row, line, 9)

    pages = Pages(page_number, letterhead, top=703)
    pages.write(_words(name, authority=authority))
    return pages.pdf()
