"""Headings by the words of the frameworks: which they are, and which stand within which.

Reports set one heading in 14 points and the next, its equal, in 12; some set them as plain text.
So a heading that the frameworks know nests by its words, and only others by their type.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.blocks import Block
from ingest.judgements import GRADE

_GRADED = rf"(?::| is:?| are:?)?(?: {GRADE.pattern})?\.?"

#: The heading of a judgement's section, its grade after a colon, a verb, in a column of its own,
#: or not at all: "Leadership, management and governance Requires improvement".
_SECTION = (
    r"(?:the )?(?:experiences?(?: (?:and|of) progress)? of (?:the )?"
    r"(?:children who need(?: early)? help(?: and(?: or)? protection)?"
    r"|children in need of help and protection"
    r"|children looked after and achieving permanence|(?:children|young people) in care"
    r"(?: and care leavers)?|care leavers|children care leavers)"
    r"|impact of leaders on (?:the )?social work practice"
    r"(?: with children and (?:their )?families)?"
    r"|leadership, management and governance)"
)

#: Each kind of heading with its rank: one of a greater rank stands within one of a lesser.
_RANKS: tuple[tuple[int, str], ...] = (
    (1, r"section \d\b.*"),
    (1, r"the local authority(?: ?[-–:] ?summary of (?:key )?findings)?"),
    (1, r"(?:the )?local safeguarding children.?s? board(?: ?\(\w*scb\))?|the \w*scb"),
    (
        2,
        r"executive summary|summary of (?:key )?findings|summary for children.{0,20}",
    ),
    (2, r"recommendations(?: for .*)?|what (?:needs|do(?:es)? .{3,40} need) to improve.{0,60}"),
    (2, r"information about (?:this|the) .*|inspection judge?ments? about .*"),
    (2, r"progress since the (?:last|previous) inspection|inspection findings ?[-–] ?the local.*"),
    (2, rf"{_SECTION}{_GRADED}"),
    (2, r"headline findings|main findings|overview|findings(?: and evaluation of progress)?"),
    (2, r"areas covered by the(?: monitoring)? visit|context|next steps"),
    (2, r"(?:the )?(?:local authority|\w*lscb|board).{0,2}s strengths"),
    (
        3,
        r"(?:key )?strengths(?: and weaknesses.*)?"
        r"|areas? for (?:improvement|priority actions?|development)",
    ),
    (3, r"priority and immediate actions?"),
    (3, r"the graded judge?ment (?:for|about) .*"),
    (4, r"summary|inspection findings"),
)
_KNOWN = tuple((rank, re.compile(rf"(?:{words})[:?]?", re.IGNORECASE)) for rank, words in _RANKS)

#: Set as plain text these are headings too; others might be the first words of a paragraph.
_PLAIN = re.compile(
    rf"{_SECTION}{_GRADED}|the local safeguarding children.?s? board(?: ?\(\w*scb\))?"
    r"|executive summary|recommendations|summary|inspection findings|local leadership"
    r"|headline findings|main findings|overview|findings"
    r"|what needs to improve(?: in this area of social work practice)?\??",
    re.IGNORECASE,
)

#: What opens the board's part, if nothing of it is open: "The LSCB requires improvement because:".
_BOARD = re.compile(
    r"(?:section \d:? )?(?:the )?(?:effectiveness of the )?"
    r"(?:local safeguarding children.?s? board|\w*lscb|\w{1,4}scb)\b.*",
    re.IGNORECASE,
)

_CHAPTER_OF_PARTS = re.compile(
    r"information about (?:this|the) (?:local authority|inspection|review)", re.IGNORECASE
)

#: Chapters of the looked-after inspections of 2013, some in 18 points and some in 14.
_CHAPTER_2013 = re.compile(
    r"overall effectiveness.*|capacity to improve|areas for improvement|outcomes for looked after.*"
    r"|quality of provision|leadership and management|record of main findings|about this .*"
    r"|the inspection (?:team|judge?ments.*)",
    re.IGNORECASE,
)
_GRADE_2013 = re.compile(r"grade [1-4] ?\(\w+\)", re.IGNORECASE)

#: A heading no smaller than this, in points, stands in none that the frameworks know and that is
#: no larger.
_LARGE = 15.5


Family = Literal["looked after", "two parts", "other"]
"""What a document's headings go by: the reports of 2013 on children looked after, those of 2013 to
2018 on an authority and its safeguarding board, and all since."""


@dataclass(frozen=True, slots=True)
class Level:
    """By what a heading nests."""

    rank: int | None
    """By its words; None where the frameworks do not know them."""
    size: int
    """In points."""
    bold: bool
    label: bool = False
    """An italic label within a list, whatever its size."""

    def is_within(self, above: Level) -> bool:
        """Whether a heading of this level stands within an open section of another."""
        if self.label or above.label:
            return self.label and not above.label
        if self.rank is not None and above.rank is not None:
            return self.rank > above.rank
        if self.rank is not None:
            return above.size > self.size + 1
        if above.rank is not None and self.size < _LARGE:
            return self.size <= above.size
        return (self.size, self.bold) < (above.size, above.bold)


def level_of(heading: Block, open_titles: Sequence[str], family: Family) -> Level:
    """The level of a heading that comes while sections with `open_titles` are open."""
    text = " ".join(heading.text.split())
    first = heading.lines[0]
    label = first.italic and not first.bold
    rank = next((rank for rank, pattern in _KNOWN if pattern.fullmatch(text)), None)
    if family == "looked after":
        rank = 2 if _CHAPTER_2013.fullmatch(text) else None
    elif family == "other":
        rank = 2 if rank and rank > 1 else None
    elif _BOARD.fullmatch(text):
        within = any(_BOARD.match(title) for title in open_titles)
        rank = (3 if text.rstrip(":").endswith("because") else 2) if within else 1
    elif rank == 4 and not any(map(is_section_heading, open_titles)):
        rank = 2  # "Inspection findings" of no judgement in particular: the board's
    return Level(None if label else rank, round(heading.size), first.bold, label)


def family_of(blocks: Sequence[Block]) -> Family:
    """The family of a document, to judge by its headings."""
    if any(_GRADE_2013.fullmatch(block.text) for block in blocks):
        return "looked after"
    parts = any(_CHAPTER_OF_PARTS.match(block.text) for block in blocks)
    return "two parts" if parts else "other"


def is_section_heading(text: str) -> bool:
    """Whether the text is the heading of a judgement's section, with or without its grade."""
    return _SECTION_HEADING.fullmatch(text) is not None


def is_plain_heading(text: str) -> bool:
    """Whether words set as plain text are a heading all the same."""
    return _PLAIN.fullmatch(text) is not None


_SECTION_HEADING = re.compile(rf"{_SECTION}{_GRADED}", re.IGNORECASE)
