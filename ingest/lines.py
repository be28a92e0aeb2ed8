"""Lines of text as printed: where they stand, how they look, which characters drew them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

#: A stretch of a line: the index on its page of its first character, and its text.
Piece = tuple[int, str]

#: One character for one, so that positions are kept. Bullets of three generations of
#: template (CORPUS: U+F06E in 280 documents, U+25FC in 567, U+F0B7, U+F0A7 and U+F02D in the
#: rest) become one; spaces become plain; pdfium's marks for a hyphen at a line end become "-".
_ONE_FOR_ONE = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\t": " ",
        "\r": " ",
        "\n": " ",
        "\u0002": "-",
        "\ufffe": "-",
        "\u2011": "-",
        "\u2010": "-",
        "\u2212": "-",
        "\u2500": "-",
        "\uf06e": "•",
        "\uf02d": "•",
        "\uf0be": "•",
        "\u0335": "•",
        "\u0336": "•",
        "\u23af": "•",
        "\uf0a7": "•",
        "\uf0b7": "•",
        "\u25fc": "•",
        "\u25aa": "•",
        "\u25a0": "•",
        "\u25cf": "•",
        "\u25cb": "•",
    }
)

#: Dashes by which some reports mark items at the start of a line. Within one they are dashes,
#: "2016-17"; a stroke laid over one is nothing, "2014–15".
_INNER_DASH = str.maketrans(dict.fromkeys("\uf02d\uf0be\u23af\u0335\u0336", "-"))
_OVERLAY = re.compile(r"[\u0335\u0336](?=[-–])")

#: Characters that carry no text: soft hyphens, zero-width marks, controls, unpaired surrogates;
#: and every space after a first one.
_NOTHING = re.compile(
    r"[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x1f\x7f\ud800-\udfff\ufffd]+|(?<= ) +"
)


def clean_pieces(raw: str, first_index: int) -> tuple[Piece, ...]:
    """The stretches of `raw` that are text, normalised, each with the index of its first character.

    Leading and trailing spaces go; inner runs of spaces become one.
    """
    inside = len(raw) - len(raw.lstrip()) + 1
    inner = _OVERLAY.sub("\0", raw[inside:]).translate(_INNER_DASH)
    text = (raw[:inside] + inner).translate(_ONE_FOR_ONE)
    end = len(text.rstrip())
    position = len(text) - len(text.lstrip())
    pieces: list[Piece] = []
    for nothing in _NOTHING.finditer(text, position, end):
        if nothing.start() > position:
            pieces.append((first_index + position, text[position : nothing.start()]))
        position = nothing.end()
    if position < end:
        pieces.append((first_index + position, text[position:end]))
    return tuple(pieces)


@dataclass(frozen=True)
class Line:
    """A printed line. Positions are in points from the page's lower left corner."""

    pieces: tuple[Piece, ...]
    page: int = 0
    """The file's page number, from 1; 0 for a text without pages."""
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    size: float = 12.0
    """Font size of its middle character, in points."""
    bold: bool = False
    italic: bool = False
    raised: int = 0
    """How many of its first characters are a raised mark of a footnote."""

    @cached_property
    def text(self) -> str:
        """The line's text, normalised; put together once, for it is asked some forty times."""
        return "".join(text for _, text in self.pieces)

    def without_first(self, count: int) -> Line:
        """The line less its first `count` characters and the spaces after them."""
        pieces = list(self.pieces)
        while pieces and count >= len(pieces[0][1]):
            count -= len(pieces.pop(0)[1])
        if pieces:
            index, text = pieces[0]
            rest = text[count:]
            pieces[0] = (index + count + len(rest) - len(rest.lstrip()), rest.lstrip())
        return replace(self, pieces=tuple(piece for piece in pieces if piece[1]), raised=0)


def plain_line(text: str) -> Line:
    """A line of a text without pages or positions."""
    return Line(clean_pieces(text, 0))


#: "short-⏎and longer-term": the hyphen waits for what it is shared with. Not "face-⏎to-face".
_SHARES_HYPHEN = re.compile(r"(?:and|or|to) ")

#: What stood close to a raised mark or letter: "‘trio’ system² .", "2 nd Floor".
_GOES_ON = re.compile(r"[.,;:)’”]|(?:st|nd|rd|th)\b")

_CLOSE_DASH = re.compile(r"\w–$")


def gap(previous: Line, line: Line) -> str:
    """What stands between the end of one line and the next: a space, or nothing.

    Of hyphens at line ends 96% are the words' own (CORPUS), so they stay and the word goes on;
    so does a close dash, "2014–⏎15", and a line that was cut where a footnote's mark stood.
    """
    before, after = previous.text, line.text
    if before.endswith("-"):
        return " " if _SHARES_HYPHEN.match(after) else ""
    beside = line.page > 0 and abs(line.bottom - previous.bottom) < 6
    if beside and _GOES_ON.match(after):
        return ""
    closed = _CLOSE_DASH.search(before) and (after[:1].isdigit() or after[:1].islower())
    return "" if closed else " "


def joined(lines: Iterable[Line]) -> str:
    """The lines as running text."""
    out = ""
    previous: Line | None = None
    for line in lines:
        out += (gap(previous, line) if previous else "") + line.text
        previous = line
    return out
