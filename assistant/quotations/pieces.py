"""A quotation's pieces: parted by "…", or by words in square brackets that the writer put in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.quotations.folding import fold, word_count

#: Three dots, in brackets or not, and square brackets with words.
_JOINT = re.compile(
    r"(?P<dots>[\[(]\s*(?:…|\.(?:\s?\.){2,3})\s*[\])]|…|\.(?:\s?\.){2,3})|\[(?P<put_in>[^\[\]]*)\]"
)

#: A piece with fewer words stands in many documents by chance: no more words than these may have
#: been left out beside it.
_SURE, _SHORT_GAP = 5, 80

#: Words of a bracket stand for at most so many of the document's, and three more for each.
_REPLACED = 5

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in pieces, each to be found word for word."""

    pieces: tuple[str, ...]
    joints: tuple[str, ...] = ()
    """Between two pieces: "…", or the words in brackets with these; one fewer than the pieces."""
    at_ends: tuple[str, ...] = ()
    """Words in brackets before the first piece or after the last."""

    @property
    def folded(self) -> tuple[str, ...]:
        """The pieces as they are compared."""
        return tuple(fold(piece) for piece in self.pieces)

    @property
    def is_shortened(self) -> bool:
        """Whether dots stand for words left out between two pieces."""
        return "…" in self.joints

    @property
    def brackets(self) -> tuple[str, ...]:
        """The words that the writer put in, with their brackets."""
        return tuple(joint for joint in (*self.joints, *self.at_ends) if joint != "…")


def quoted_of(text: str) -> Quoted:
    """The pieces of a quotation; dots at either end stand for nothing that could be checked."""
    pieces: list[str] = []
    joints: list[str] = []
    at_ends: list[str] = []
    waiting: list[str] = []
    position = 0
    for joint in [*_JOINT.finditer(text), None]:
        piece = text[position : joint.start() if joint else len(text)].strip()
        if re.search(r"\w", piece):
            if pieces:
                joints.append(_joined(waiting))
            else:
                at_ends += [one for one in waiting if one != "…"]
            pieces.append(piece)
            waiting = []
        if joint:
            waiting.append("…" if joint["dots"] else joint[0])
            position = joint.end()
    at_ends += [one for one in waiting if one != "…"]
    return Quoted(tuple(pieces), tuple(joints), tuple(at_ends))


def _joined(waiting: Sequence[str]) -> str:
    brackets = [one for one in waiting if one != "…"]
    return "…" if "…" in waiting or not brackets else " ".join(brackets)


def in_order(quoted: Quoted, places: Sequence[Sequence[Span]], text: str) -> list[tuple[Span, ...]]:
    """Where the pieces stand one after another in a folded text, as tightly as they can.

    Args:
        quoted: The quotation.
        places: Of each piece, where it stands in the text.
        text: The folded text.
    """
    longest = max(range(len(places)), key=lambda n: len(quoted.folded[n]))
    found = []
    for anchor in places[longest]:
        chain: list[Span] | None = [anchor]
        for number in range(longest - 1, -1, -1):
            before = [p for p in places[number] if p[1] <= chain[0][0]] if chain else []
            chain = [before[-1], *chain] if chain and before else None
        for number in range(longest + 1, len(places)):
            after = [p for p in places[number] if p[0] >= chain[-1][1]] if chain else []
            chain = [*chain, after[0]] if chain and after else None
        if chain and all(
            _may_join(quoted, number, text[one[1] : other[0]])
            for number, (one, other) in enumerate(pairwise(chain))
        ):
            found.append(tuple(chain))
    return found


def _may_join(quoted: Quoted, number: int, gap: str) -> bool:
    """Whether what the document has between two pieces may have been left out there."""
    joint = quoted.joints[number]
    if joint != "…":
        return word_count(gap) <= _REPLACED + 3 * word_count(joint)
    shorter = min(word_count(piece) for piece in quoted.pieces[number : number + 2])
    return shorter >= _SURE or word_count(gap) <= _SHORT_GAP
