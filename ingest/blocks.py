"""Lines in reading order into blocks: a paragraph, a heading, a list item or a row of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Literal

from ingest.lines import Line, joined

BlockKind = Literal["text", "heading", "item", "footnote"]

#: "10.Creative", "18. Children at risk", "1 Ensure that" is not one: a full stop is needed.
NUMBERED = re.compile(r"(\d{1,3})\.(?!\d)\s?(?=\S)")

#: "• The quality of letters" and the dash of a list within a list.
_BULLETS = ("•", "▪", "◼")
BULLET = re.compile(r"(?:[•▪◼]|[–—-](?= ))\s?")

#: Lines that run on from none: "Dear Ms Parker", "2.1 Adoption performance Good".
_STARTS_BLOCK = re.compile(
    r"Dear |Yours? (?:sincerely|faithfully)|\d\.\d [A-Z]"
    r"|\d\. (?i:children who need help and protection|leadership, management and governance"
    r"|children looked after and achieving(?: permanence)?)"
    r"(?i: (?:outstanding|good|inadequate|requires.{0,30}))?$"
    r"|The Office for Standards in Education, Children|Any complaints about the"
    r"|Ofsted will take the findings"
)

#: A grade drawn apart from the heading that it ends: "Requires improvement".
_GRADE_ALONE = re.compile(
    r"(?:outstanding|good|requires improvement(?: to be good)?|(?:in)?adequate)", re.IGNORECASE
)

#: Sentence ends, also inside quotation marks or brackets: "… at this time.’"
_SENTENCE_END = re.compile(r"[.!?:][)\]’”\"']*$")

#: Pitch of lines as a multiple of their size: 1.2 within a paragraph and 1.7 between two, in
#: 11,740 pairs of lines of reports and letters; where a document is set wider, its own.
_PITCH = 1.2

#: A line further from the one before than this multiple of the usual pitch is a new block,
_NEAR = 1.22
#: unless a sentence goes on in it.
_MID_SENTENCE = 1.6


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item or footnote, as the lines it is printed on."""

    kind: BlockKind
    lines: list[Line] = field(default_factory=list)
    number: str | None = None
    """The paragraph's printed number."""

    _joined: tuple[int, str] = (0, "")
    """How many lines were joined last, and their text: lines are only ever added."""

    @property
    def text(self) -> str:
        """Its running text."""
        if self._joined[0] != len(self.lines):
            self._joined = len(self.lines), joined(self.lines)
        return self._joined[1]

    @property
    def size(self) -> float:
        """Its font size, in points."""
        return self.lines[0].size

    @property
    def pages(self) -> tuple[int, ...]:
        """The file's pages that it stands on."""
        return tuple(sorted({line.page for line in self.lines if line.page}))


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a document is set."""

    body: float
    """Size of its body, in points."""
    margin: float
    """Where its numbered paragraphs begin."""
    right: float
    """Where its longest line ends."""
    pitch: float
    """From one line of a paragraph to the next, as a multiple of their size."""


def blocks_of(lines: Sequence[Line], body: float) -> list[Block]:
    """The lines as blocks; `body` is the size of the document's running text, in points."""
    setting = _setting(lines, body)
    blocks: list[Block] = []
    last_number = 0
    previous: Line | None = None
    after_bullet = False
    number_alone: Line | None = None
    for line in lines:
        if line.size <= 0.88 * body and re.fullmatch(r"\d{1,2}", line.text):
            continue  # a footnote's mark, drawn apart: "What needs to improve?" and then "1"
        line = line.without_first(line.raised) if line.raised else line
        if line.text in _BULLETS:
            after_bullet = True  # drawn apart from its item
            continue
        ended = previous is None or _SENTENCE_END.search(previous.text)
        if ended and line.text in (f"{last_number + 1}.", "1."):
            number_alone = line  # drawn apart from its paragraph, or with none
            continue
        block = blocks[-1] if blocks else None
        kind = _kind(line, block, previous, setting)
        bullet = BULLET.match(line.text)
        if bullet and block and previous and _is_dash_in_sentence(line, block, previous, setting):
            bullet = None
        is_numbered = kind == "text" and not _STARTS_BLOCK.match(line.text)
        number = NUMBERED.match(line.text) if is_numbered else None
        if number and not _is_number(number, line, last_number, setting, previous):
            number = None
        if number_alone and _beside(number_alone, line):
            last_number = int(number_alone.text[:-1])
            blocks.append(Block("text", [line], str(last_number)))
        elif number:
            last_number = int(number.group(1))
            blocks.append(Block("text", [line.without_first(number.end())], number.group(1)))
        elif bullet or after_bullet:
            rest = line.without_first(bullet.end()) if bullet else line
            blocks.append(Block("item", [rest]))
        elif block and previous and _continues(block, previous, line, kind, setting):
            block.lines.append(line)
        else:
            blocks.append(Block("item" if _is_bare_item(block, line) else kind, [line]))
        after_bullet, number_alone = False, None
        previous = line
    return [block for block in blocks if block.text]


def _setting(lines: Sequence[Line], body: float) -> _Setting:
    numbered = Counter(round(line.left) for line in lines if NUMBERED.match(line.text))
    lefts = [line.left for line in lines if len(line.text) > 3]
    pitches = [
        (above.bottom - below.bottom) / below.size
        for above, below in pairwise(lines)
        if above.page == below.page
        and abs(above.size - below.size) < 0.6
        and 0 < above.bottom - below.bottom < 1.6 * below.size
    ]
    return _Setting(
        body,
        numbered.most_common(1)[0][0] if numbered else min(lefts, default=0.0),
        max((line.right for line in lines), default=0.0),
        max(_PITCH, median(pitches)) if pitches else _PITCH,
    )


def _kind(line: Line, block: Block | None, previous: Line | None, setting: _Setting) -> BlockKind:
    """Whether a line looks like a heading: bold, clearly larger than the body, or italic alone."""
    if line.text[:1].islower() and (block is None or block.kind != "heading"):
        return "text"  # the bold end of a sentence
    if (
        block
        and block.kind == "item"
        and not line.bold
        and abs(line.size - block.size) < 0.6
        and line.left > block.lines[0].left - 4
        and previous
        and _is_near(previous, line, setting)
    ):
        return "text"  # an item of a summary for children, set large
    if line.bold or line.size >= setting.body + 1.5:
        return "heading"
    alone = previous is None or not _is_near(previous, line, setting) or previous.bold
    is_label = 3 < len(line.text) < 90 and not re.search(r"[.:;,)’”]$", line.text)
    return "heading" if line.italic and alone and is_label and line.text[:1].isupper() else "text"


def _is_number(
    number: re.Match[str], line: Line, last: int, setting: _Setting, previous: Line | None
) -> bool:
    """Numbers run on, may skip one or two, and start again at 1 (SIF); one may be printed twice."""
    value = int(number.group(1))
    twice = value == last and previous is not None and _SENTENCE_END.search(previous.text)
    follows = value == 1 or last < value <= last + 3 or bool(twice)
    return follows and abs(line.left - setting.margin) < 20


def _is_dash_in_sentence(line: Line, block: Block, previous: Line, setting: _Setting) -> bool:
    """A line that begins with a sentence's dash: "– 11% of all looked after children"."""
    hangs = block.number is not None and len(block.lines) == 1
    return (
        line.text[0] in "–—-"
        and (abs(line.left - previous.left) < 3 or hangs)
        and not re.search(r"[.:;,]$", previous.text)
        and not BULLET.match(previous.text)
        and _is_near(previous, line, setting)
    )


def _beside(one: Line, other: Line) -> bool:
    return one.page == other.page and abs(one.bottom - other.bottom) < 6


def _is_bare_item(block: Block | None, line: Line) -> bool:
    """A dash that is drawn as a line, not as a character: "Of these:" and, indented, its parts."""
    return (
        block is not None
        and block.kind != "heading"
        and block.text[-1:] in (":", ";")
        and line.text[:1].islower()
        and line.left > block.lines[0].left + 4
    )


def _is_near(previous: Line, line: Line, setting: _Setting, most: float = _NEAR) -> bool:
    """On one page, no further apart than two lines of one paragraph."""
    pitch = previous.bottom - line.bottom
    size = max(previous.size, line.size, 8.0)
    near = 0 < pitch < most * setting.pitch * size
    return previous.page == line.page and (near or (pitch <= 0 and abs(pitch) < 3))


def _continues(
    block: Block, previous: Line, line: Line, kind: BlockKind, setting: _Setting
) -> bool:
    """Whether `line` runs on from the block's last line, across a page break too."""
    if (block.kind == "heading") != (kind == "heading") or _STARTS_BLOCK.match(line.text):
        return False
    if kind == "heading":
        return _heading_continues(block, previous, line)
    ended = _SENTENCE_END.search(previous.text) is not None
    goes_on = not ended and re.match(r"[^\W\dA-Z]|[,;)]", line.text) is not None
    if line.page == previous.page:
        return _is_near(previous, line, setting, _MID_SENTENCE if goes_on else _NEAR)
    if not ended or line.text[:1].islower():
        return True
    if block.number is not None:
        # Numbered paragraphs hang: their first line starts left of the others (71 and 99 points).
        return len(block.lines) > 1 and abs(line.left - block.lines[-1].left) < 3
    if block.kind == "item":
        return abs(line.left - block.lines[-1].left) < 3 and len(block.lines) > 1
    return not _would_fit(previous, line, setting.right)


def _heading_continues(block: Block, previous: Line, line: Line) -> bool:
    if line.page != previous.page:
        return False
    if _GRADE_ALONE.fullmatch(line.text):
        return True
    pitch = previous.bottom - line.bottom
    wide = 2.2 if line.text[:1].islower() else 1.4
    alike = abs(line.size - block.size) <= 0.6 and line.italic == previous.italic
    return alike and abs(pitch) < wide * line.size


def _would_fit(previous: Line, line: Line, right: float) -> bool:
    """Whether the line's first word had room on the line before, so that a paragraph ended."""
    letter = (line.right - line.left) / max(1, len(line.text))
    word = len(line.text.split()[0]) + 1
    return previous.right + word * letter < right - letter
