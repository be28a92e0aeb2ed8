"""The pages of a PDF: A4, its title above, the page's number below, and bookmarks."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from assistant.papers.characters import fit_to_print
from assistant.papers.pdf_styles import ACCENT, MUTED, PLAIN, in_font, marked_up

MARGIN = 2.4 * cm

#: The width of the text, in points.
MEASURE = A4[0] - 2 * MARGIN


class Bookmarked(Paragraph):  # type: ignore[misc]
    """A heading that stands in the outline too; `level` 1 is the highest."""

    def __init__(self, text: str, level: int, style: ParagraphStyle) -> None:
        super().__init__(marked_up(text), style)
        self.title, self.level = fit_to_print(text), level


class Ruled(Paragraph):  # type: ignore[misc]
    """A paragraph with a rule on its left, on each page that it stands on."""

    def draw(self) -> None:
        """Draw the rule, and the paragraph beside it."""
        self.canv.saveState()
        self.canv.setStrokeColor(ACCENT)
        self.canv.setLineWidth(2)
        left = self.style.leftIndent - 10
        self.canv.line(left, 0, left, self.height)
        self.canv.restoreState()
        super().draw()


class PaperPages(BaseDocTemplate):  # type: ignore[misc]
    """Lays out flowables on numbered pages, in a file or in memory."""

    def __init__(self, out: Path | BinaryIO, title: str) -> None:
        super().__init__(
            str(out) if isinstance(out, Path) else out,
            pagesize=A4,
            title=fit_to_print(title),
            author="",
            subject="",
            creator="Findings",
            lang="en-GB",
            displayDocTitle=True,
            initialFontName=PLAIN,
        )
        frame = Frame(MARGIN, 2 * cm, MEASURE, A4[1] - 4.2 * cm, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPageEnd=self._draw_margins))
        self._running_title = _shortened(in_font(title), MEASURE)
        self._deepest = -1

    def afterFlowable(self, flowable: object) -> None:
        """Put a heading in the outline, never more than one level below the one before."""
        if isinstance(flowable, Bookmarked):
            key = f"heading-{self.canv.getPageNumber()}-{id(flowable)}"
            self._deepest = min(flowable.level - 1, self._deepest + 1)
            self.canv.bookmarkHorizontal(key, 0, self.frame._y + flowable.height + 12)
            self.canv.addOutlineEntry(flowable.title, key, self._deepest)

    def _draw_margins(self, canvas: Canvas, _: object) -> None:
        """The page's number below, and from page 2 on the title above."""
        canvas.setFillColor(MUTED)
        canvas.setFont(PLAIN, 7.5)
        number = canvas.getPageNumber()
        canvas.drawRightString(A4[0] - MARGIN, 1.1 * cm, f"Page {number}")
        if number > 1:
            canvas.drawString(MARGIN, A4[1] - 1.3 * cm, self._running_title)


def _shortened(text: str, width: float) -> str:
    """The text on one line no wider than `width` points, with "…" where it was cut."""
    text = " ".join(text.split())
    if stringWidth(text, PLAIN, 7.5) <= width:
        return text
    while text and stringWidth(f"{text}…", PLAIN, 7.5) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
