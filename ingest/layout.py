"""The lines of pages in reading order, without furniture: running headers, numbers, letterhead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.dates import Period, read_periods
from ingest.blocks import Block, blocks_of
from ingest.footnotes import note_blocks, split_footnotes
from ingest.lines import Line
from ingest.page_numbers import is_number

#: "20 to 24 January 2025 4".
_YEAR_NEAR_END = re.compile(r"\b20\d\d(?:\s+\d{1,3})?$")

#: Lines of the letterhead that every Ofsted letter has had since 2013.
_LETTERHEAD = re.compile(
    r"(?:^(?:ofsted|piccadilly gate|store st(?:reet)?|manchester(?: m1 2wd)?|m1 2wd|aviation house"
    r"|ofsted is proud to use recycled paper"
    r"|125 kingsway|london|wc2b 6se|clive house|sw1h 9ex|70 petty france)$)"
    r"|^t:? ?\d[\d ]+$|^textphone|^(?:e:? ?)?enquiries@ofsted|^(?:w:? ?)?www\.(?:gov\.uk/)?ofsted"
    r"|^(?:direct )?(?:t|f|tel|telephone|email|fax)\b.{0,40}(?:\d{4}|@)|^www\.ofsted\.gov\.uk"
    r"|^www\.gov\.uk[./]ofsted",
    re.IGNORECASE,
)


def read_blocks(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """The document's blocks in reading order, footnotes last."""
    ordered = without_furniture([in_reading_order(page) for page in pages])
    body_size = _body_size(ordered)
    flow: list[Line] = []
    notes: list[Line] = []
    for page in ordered:
        page_flow, page_notes = split_footnotes(page, body_size)
        flow += page_flow
        notes += page_notes
    return blocks_of(flow, body_size) + note_blocks(notes)


def in_reading_order(page: Sequence[Line]) -> list[Line]:
    """A page's lines from top to bottom, columns kept whole.

    The file may draw the letterhead, or a displaced paragraph, after the rest (198 of 313
    letters). Lines drawn one below the other at an even pitch stay together; such runs are put
    in order of where they stand.
    """
    runs: list[list[Line]] = []
    for line in page:
        previous = runs[-1][-1] if runs else None
        if previous is not None and 0 < previous.bottom - line.bottom < 1.4 * max(
            previous.size, line.size, 8.0
        ):
            runs[-1].append(line)
        else:
            runs.append([line])
    # Tops within four points are one row: left before right.
    runs.sort(key=lambda run: -run[0].top)
    rows: list[list[list[Line]]] = []
    for run in runs:
        if rows and rows[-1][0][0].top - run[0].top < 4.0:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [
        line for row in rows for run in sorted(row, key=lambda run: run[0].left) for line in run
    ]


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages less running headers and footers, page numbers and the letterhead."""
    edges = [
        {id(line): _without_digits(line) for line in _edge_lines(page) if not is_number(line)}
        for page in pages
    ]
    counts = Counter(text for edge in edges for text in set(edge.values()))
    # A long line in the margins of four pages is the running title of a part.
    repeated = {
        text
        for text, count in counts.items()
        if count >= max(2, 0.3 * len(pages)) or (count >= 4 and len(text) > 40)
    }
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        kept.append(
            [
                line
                for line in page
                if edge.get(id(line)) not in repeated
                and not _is_page_number(line, page)
                and not _is_letterhead(line)
            ]
        )
    return kept


def running_dates(pages: Sequence[Sequence[Line]]) -> tuple[Period, ...]:
    """The visit as the running header gives it ("20 to 24 January 2025 4"); empty if it does not.

    Only what two pages or more say, and page 1 has a title of its own.
    """
    counts = Counter(
        periods
        for page in pages[1:]
        for line in _edge_lines(page)
        if _YEAR_NEAR_END.search(line.text) and (periods := read_periods(line.text))
    )
    found = counts.most_common(1)
    return found[0][0] if found and found[0][1] > 1 else ()


def _edge_lines(page: Sequence[Line]) -> list[Line]:
    """Lines in the top or bottom margin: above 770 or below 70 points of A4's 842."""
    return [line for line in page if line.bottom > 770 or line.top < 72]


def _is_marginal(line: Line) -> bool:
    """Within an inch and a half of the page's top or bottom."""
    return line.top < 110 or line.bottom > 735


def _outermost(page: Sequence[Line]) -> tuple[Line, Line]:
    """The highest and the lowest line: a page number may stand well inside the margin."""
    return max(page, key=lambda line: line.top), min(page, key=lambda line: line.bottom)


def _without_digits(line: Line) -> str:
    """A running line as it stands on every page: "20 to 24 January 2025 4" less its number."""
    return re.sub(r"\d+", "#", re.sub(r"\s\d{1,3}$", "", line.text.lower()))


def _is_page_number(line: Line, page: Sequence[Line]) -> bool:
    """A number in a margin; not a footnote's, close beside which its note stands."""
    if not is_number(line) or not (_is_marginal(line) or line in _outermost(page)):
        return False
    return not any(
        line.size < 0.8 * note.size
        and 0 <= note.left - line.right < 1.5 * note.size
        and 0 <= line.top - note.top < 4
        for note in page
    )


def _is_letterhead(line: Line) -> bool:
    """In the top quarter of page 1, in small type: "Piccadilly Gate"."""
    return (
        line.page == 1
        and line.bottom > 640
        and line.size < 11
        and _LETTERHEAD.search(line.text) is not None
    )


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[round(line.size)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0
