"""What each block is: heading, paragraph, item, address, closing, contents, end matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.types import Role
from ingest.blocks import Block
from ingest.grade_table import before_sections, is_row
from ingest.headings import is_plain_heading

#: Where the closing page begins; everything after is the publisher's, not the inspectors'.
_END_MATTER = re.compile(
    r"^(?:the office for standards in education, children|any complaints about the inspection"
    r"|if you would like a copy of this document|© crown copyright)",
    re.IGNORECASE,
)

#: The publisher's lines that some reports of 2013 have on their second page.
_IMPRINT = re.compile(
    r"^(?:© ?crown copyright|website: |this document may be reproduced|age group: "
    r"|further copies of this)",
    re.IGNORECASE,
)

#: Sections that say how inspections are made, or define grades: marked, and never quoted.
_ABOUT = re.compile(
    r"^(?:information about (?:this |the (?:\w+ ){0,2})(?:inspection|review)|about this inspection"
    r"|a full description of what the"
    r"|the inspection team|what the (?:\w+ ){0,2}inspection judge?ments mean"
    r"|the inspection judge?ments and what they mean)",
    re.IGNORECASE,
)

#: What comes after such a section, whatever the size of its heading.
_FINDINGS = re.compile(
    r"^(?:section \d|information about this local authority|inspection judge?ments? about"
    r"|the experiences and progress of|executive summary|summary of|recommendations"
    r"|children (?:living|looked after) in|child protection in"
    r"|(?:previous|other) ofsted inspections|local leadership)",
    re.IGNORECASE,
)

_TITLE = re.compile(
    r"^(?:focused (?:assurance )?visit|monitoring visit|assurance visit|joint targeted area|"
    r"(?:re-?)?inspection (?:of|dates?)|report published|and$|review of the effectiveness)",
    re.IGNORECASE,
)

#: The head of the little table that some reports set such a heading in.
_TABLE_HEAD = re.compile(r"key judge?ment judge?ment grade|judge?ment grade", re.IGNORECASE)

#: Headings that are sentences: "The graded judgement for adoption performance is that it is good."
_GRADED_HEADING = re.compile(
    r"the graded judge?ment|the experiences? (?:and|of) progress of|the impact of leaders"
    r"|leadership, management and governance",
    re.IGNORECASE,
)

_DEAR = re.compile(r"^dear\b", re.IGNORECASE)
_CLOSING = re.compile(r"^yours? (?:sincerely|faithfully)", re.IGNORECASE)

#: The last line of a letter: "Jane Doe / Her Majesty's Inspector".
_SIGNED = re.compile(r"(?:her|his) majesty.?s inspector,?$", re.IGNORECASE)

#: What may follow a signature and be more than a list of those who get a copy.
_ANNEX = re.compile(r"^(?:annex|appendix)\b", re.IGNORECASE)

#: Sentences of every letter, on the framework and on what becomes of the findings.
_FRAMEWORK = re.compile(
    r"^(?:th(?:is|e) (?:focused )?visit was carried out|the methodology for this visit was)"
    r" in (?:line|accordance) with",
    re.IGNORECASE,
)
_WHAT_FOLLOWS = re.compile(r"^ofsted will take the findings (?:from|of) this", re.IGNORECASE)


def roles_of(blocks: Sequence[Block]) -> list[Role]:
    """What each block is; only bodies, items and judgements become passages."""
    roles: list[Role] = [_plain_role(block) for block in blocks]
    _mark_letter(blocks, roles)
    _mark_judgements(blocks, roles)
    _mark_titles(blocks, roles)
    _mark_contents_and_about(blocks, roles)
    for index, block in enumerate(blocks):
        if _IMPRINT.match(block.text):
            roles[index] = "end_matter"
        elif _TABLE_HEAD.fullmatch(block.text):
            roles[index] = "title"
    _mark_end_matter(blocks, roles)
    return roles


def _plain_role(block: Block) -> Role:
    if block.kind == "text":
        return "heading" if block.number is None and is_plain_heading(block.text) else "body"
    if block.kind == "heading" and (len(block.text) > 250 or _is_sentence(block.text)):
        return "heading" if _GRADED_HEADING.match(block.text) else "body"
    return block.kind


def _is_sentence(text: str) -> bool:
    """A bold sentence is a sentence, not a heading: "Inspectors found no child at risk."."""
    return len(text) > 60 and text.endswith(".")


def _mark_letter(blocks: Sequence[Block], roles: list[Role]) -> None:
    """A letter's date and addressee before "Dear …", its close from "Yours sincerely"."""
    first_page = [i for i, block in enumerate(blocks) if block.pages in ((), (1,))]
    dear = next((i for i in first_page if _DEAR.match(blocks[i].text)), None)
    if dear is None:
        return
    for index in range(dear + 1):
        roles[index] = "address"
    for index in range(dear + 1, len(blocks)):
        if _FRAMEWORK.match(blocks[index].text):
            roles[index] = "about"
        elif _WHAT_FOLLOWS.match(blocks[index].text):
            roles[index] = "closing"
    start = _closing(blocks)
    for index in range(start, len(blocks)):
        if _ANNEX.match(blocks[index].text):
            return
        if roles[index] != "footnote":
            roles[index] = "closing"


def _closing(blocks: Sequence[Block]) -> int:
    """The index of "Yours sincerely", or, where it is missing, of the inspector's name."""
    for index, block in enumerate(blocks):
        if _CLOSING.match(block.text):
            return index
    for index in range(len(blocks) - 1, max(0, len(blocks) - 6), -1):
        if _SIGNED.search(blocks[index].text) and len(blocks[index].text) < 120:
            return index - (len(blocks[index - 1].text) < 60)
    return len(blocks)


def _mark_judgements(blocks: Sequence[Block], roles: list[Role]) -> None:
    """The rows of the table of judgements, which stand before the first section."""
    for index in before_sections(blocks):
        if roles[index] != "address" and is_row(blocks[index]):
            roles[index] = "judgement"


def _mark_titles(blocks: Sequence[Block], roles: list[Role]) -> None:
    """Titles, dates and names at the top of page 1, and the heads of its table."""
    for index, block in enumerate(blocks):
        if block.pages not in ((), (1,)):
            break
        cover = block.kind == "heading" and block.size >= 15
        line = re.match(
            r"(?:judgement ?grade|inspection dates?|(?:lead|reporting) inspectors?|report published"
            r"|published|age group|her majesty|his majesty)\b",
            block.text,
            re.IGNORECASE,
        )
        if roles[index] in ("heading", "body") and (
            cover
            or (line and len(block.text) < 200)
            or (block.kind == "heading" and _TITLE.match(block.text))
        ):
            roles[index] = "title"


def _mark_end_matter(blocks: Sequence[Block], roles: list[Role]) -> None:
    """From where the closing page begins to the end, or to the cover of a second report."""
    # In a text without pages, how many blocks in serves as the page.
    last = max((page for block in blocks for page in block.pages), default=len(blocks) - 1)
    closing_page: int | None = None
    for index, block in enumerate(blocks):
        page = block.pages[0] if block.pages else index
        if closing_page is None:
            if _END_MATTER.match(block.text) and page >= last / 2:
                closing_page = page
        elif _ANNEX.match(block.text) or (
            block.kind == "heading" and block.size >= 14 and page > closing_page
        ):
            closing_page = None
        if closing_page is not None and roles[index] != "footnote":
            roles[index] = "end_matter"


def _mark_contents_and_about(blocks: Sequence[Block], roles: list[Role]) -> None:
    contents_page = 0
    about_size = 0.0
    for index, block in enumerate(blocks):
        page = block.pages[0] if block.pages else 0
        if block.kind == "heading" and block.text.lower() == "contents" and page:
            contents_page = page
        entry = page == contents_page or re.search(r"\s\d{1,2}$", block.text)
        if contents_page and entry and page in (contents_page, contents_page + 1):
            roles[index] = "contents"
            continue
        if block.kind == "heading":
            if _ABOUT.match(block.text):
                about_size = max(about_size, block.size)
            elif block.size >= about_size or _FINDINGS.match(block.text):
                about_size = 0.0
        if about_size and roles[index] != "footnote":
            roles[index] = "about"
