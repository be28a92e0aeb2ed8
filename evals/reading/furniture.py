"""What stands on pages and is no finding, looked for in passages by its words and its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.types import Document, Passage
from evals.reading.compare import Comparison
from evals.reading.printed import Pages, PrintedLine

#: What closing pages, letterheads, running titles, contents and pages that define grades say
#: (CORPUS.md, "Layout"), each by a name. A finding may mention a telephone or a page; these are
#: the publisher's own words and numbers.
WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words, re.MULTILINE))
    for name, words in (
        ("letterhead", r"Piccadilly Gate|Aviation House|125 Kingsway|Store St(?:reet)?\b|M1 2WD"),
        ("telephone", r"Textphone|\b0300 ?123 ?\d{4}|\b0161 618 8524|\b08456 40 40 40"),
        ("address", r"enquiries@|www\.(?:gov\.uk/)?ofsted|www\.gov\.uk/ofsted"),
        ("copyright", r"© ?[Cc]rown|Crown copyright|Open Government Licence|non-commercial"),
        ("end matter", r"regulates and inspects|The Office for Standards in Education"),
        ("end matter", r"parent or guardian view|reproduced in whole or in part"),
        ("letter", r"^Yours? (?:sincerely|faithfully)|^Dear (?:Mr|Ms|Mrs|Miss|Dr|Sir)\b"),
        ("running title", r"Inspection of .{3,70} children[’']s services\s+\d"),
        (
            "running title",
            r"\b\d{1,2}(?: \w+)?(?: 20\d\d)? (?:to|and|–|-) \d{1,2} \w+ 20\d\d \d{1,2}$",
        ),
        ("number alone", r"^(?:[Pp]age )?\d{1,3}\.?(?: of \d{1,3})?$"),
        ("contents", r"\.{5,}|(?:\. ){5,}|^Contents$"),
        ("meaning of grades", r"inspection judge?ments mean|judge?ments and what they mean"),
        ("meaning of grades", r"[Ii]nspectors have looked closely at the experiences"),
        ("meaning of grades", r"(?:An outstanding|A good) (?:local authority leads|LSCB) "),
        ("meaning of grades", r"[Ii]n a local authority that requires improvement, there are no"),
        ("meaning of grades", r"local authority that is inadequate is providing"),
        (
            "meaning of grades",
            r"(?:A local authority|An LSCB|A Local Safeguarding Children Board) (?:that )?"
            r"(?:is|requires|judged)[^.]{0,60} (?:if|where|in which|will)\b",
        ),
    )
)

#: "Contents" alone on a line, and the lines of such a page: "Executive summary 3".
_CONTENTS = re.compile(r"(?:table of )?contents", re.IGNORECASE)
_ENTRY = re.compile(r"[A-Za-z].*\D\s?\d{1,2}")

#: A line of the letterhead on page 1: "Ofsted", "M1 2WD", "Textphone 0161 618 8524".
_LETTERHEAD = re.compile(
    r"(?i:ofsted|piccadilly gate|store st(?:reet)?|manchester(?: m1 2wd)?|m1 2wd|london"
    r"|aviation house|125 kingsway|clive house|t:? [\d ]+|textphone[\d ]*|e?:? ?enquiries@\S+"
    r"|www\.\S+)"
)

#: The share of a file's pages on which a line must stand to be a running line.
_MOST = 0.5

_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,3}(?: of \d{1,3})?", re.IGNORECASE)

#: Characters by their page (from 1) and their index on it, as pdfium counts them.
Characters = dict[tuple[int, int], str]


def compare_furniture(
    document: Document, passages: Sequence[Passage], pages: Pages
) -> Iterator[Comparison]:
    """Each passage, which should hold no furniture; `pages` are the lines of the file's pages."""
    drawn = furniture_characters(pages)
    for passage in passages:
        found = furniture_words(passage.text) or furniture_drawn(document, passage, drawn)
        page = passage.pages[0] if passage.pages else None
        yield Comparison(
            "no furniture in passages",
            document.kind,
            document.name,
            "passage",
            not found,
            "",
            found,
            page,
        )


def furniture_words(text: str) -> str:
    """The first of the publisher's words in a text, with its name; empty where it has none."""
    for name, pattern in WORDS:
        found = pattern.search(text)
        if found:
            return f"{name}: {found.group()}"
    return ""


def furniture_drawn(document: Document, passage: Passage, drawn: Characters) -> str:
    """What of the passage was drawn by a running line or a page number; empty if nothing was."""
    for run in document.source_runs:
        first = max(passage.start, run.start)
        last = min(passage.end, run.start + run.length)
        for position in range(first, last):
            found = drawn.get((run.page, run.char_index + position - run.start))
            if found:
                return f"running line: {found}"
    return ""


def furniture_characters(pages: Pages) -> Characters:
    """The characters of page numbers, of contents, and of lines that repeat on most pages."""
    counts = Counter(text for page in pages for text in {_without_digits(line) for line in page})
    least = max(3, _MOST * len(pages))
    return {
        (line.page, line.index + offset): line.text
        for page in pages
        for line in page
        if _is_running(_without_digits(line), counts[_without_digits(line)], least)
        or _is_page_number(line, page)
        or _is_contents_entry(line, page)
        for offset in range(line.length)
    }


def compare_lines(document: Document, pages: Pages) -> Iterator[Comparison]:
    """The printed lines, each of which should stand in the text unless it is furniture."""
    furniture = furniture_characters(pages)
    held = {
        (run.page, run.char_index + offset)
        for run in document.source_runs
        for offset in range(run.length)
    }
    lost = [
        line
        for page in pages
        for line in page
        if re.search(r"[A-Za-z]{2}", line.text)
        and (line.page, line.index) not in furniture
        and not (line.page == 1 and _LETTERHEAD.fullmatch(line.text))
        and not any((line.page, line.index + offset) in held for offset in range(line.length))
    ]
    if pages:
        yield Comparison(
            "every line held",
            document.kind,
            document.name,
            "lines",
            not lost,
            "",
            "\n".join(line.text for line in lost),
            lost[0].page if lost else None,
        )


def _without_digits(line: PrintedLine) -> str:
    """What a running line has on every page: less the page number at its end."""
    return re.sub(r"\d+", "#", re.sub(r"[\d\s]+$", "", line.text.lower()))


def _is_running(text: str, pages: int, least: float) -> bool:
    """A line of most pages; a long one may be the title of a part of the file only."""
    return re.search(r"[a-z]{3}", text) is not None and (
        pages >= least or (pages >= 4 and len(text) > 40)
    )


def _is_page_number(line: PrintedLine, page: Sequence[PrintedLine]) -> bool:
    """A number alone on the page's highest or lowest line."""
    return _PAGE_NUMBER.fullmatch(line.text) is not None and (
        line.top >= max(each.top for each in page)
        or line.bottom <= min(each.bottom for each in page)
    )


def _is_contents_entry(line: PrintedLine, page: Sequence[PrintedLine]) -> bool:
    return _ENTRY.fullmatch(line.text) is not None and any(
        _CONTENTS.fullmatch(each.text) for each in page
    )
