"""A quotation's pieces: parted by "…", or by words in square brackets that the writer put in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.quotations.folding import fold, word_count

_DOTS = r"(?P<dots>[\[(]\s*(?:…|\.(?:\s?\.){2,3})\s*[\])]|…|\.(?:\s?\.){2,3})"
#: Three dots, in brackets or not, and square brackets with words;
_JOINT = re.compile(rf"{_DOTS}|\[[^\[\]]*\]")
#: or these with the letters that they stand against: "assess[ing]".
_WORD_JOINT = re.compile(rf"{_DOTS}|\w*\[[^\[\]]*\]\w*")

#: "[m]ost", "[Social workers’ a]ssessments"; and "child[ren]", "social work[ers and managers]".
_BEGINS_WORD = re.compile(r"\[([^\[\]]*?)([^\W\d_]+)\](?=[^\W\d_])")
_ENDS_WORD = re.compile(r"(?<=[^\W\d_])\[([^\W\d_]+)([^\[\]]*)\]")
#: Where a bracket was that a word was joined over: a character that no text has.
_SEAM = "\ue000"

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
    """Between two pieces: "…", the words in brackets with these, or both, parted by a space; one
    fewer than the pieces."""
    at_start: tuple[str, ...] = ()
    at_end: tuple[str, ...] = ()
    """Words in brackets before the first piece, and after the last."""
    joined: frozenset[str] = frozenset()
    """Words, in lower case, of which some letters stood in brackets: "[m]ost" is "most"."""

    @property
    def folded(self) -> tuple[str, ...]:
        """The pieces as they are compared."""
        return tuple(fold(piece) for piece in self.pieces)

    @property
    def at_ends(self) -> tuple[str, ...]:
        """Words in brackets at either end."""
        return (*self.at_start, *self.at_end)

    @property
    def is_shortened(self) -> bool:
        """Whether dots stand for words left out between two pieces."""
        return any("…" in joint for joint in self.joints)

    @property
    def brackets(self) -> tuple[str, ...]:
        """The words that the writer put in, with their brackets."""
        return tuple(joint for joint in (*self.joints, *self.at_ends) if joint != "…")


def readings(text: str) -> list[Quoted]:
    """The ways to read a quotation, likeliest first.

    Letters in brackets are of the word that they stand against: "[m]ost" is "most". Where the
    document has no such word, they may have been put for others: "assess[ing]" for "assesses".
    """
    marked = _ENDS_WORD.sub(_ended, _BEGINS_WORD.sub(_begun, text))
    words = re.findall(rf"[\w{_SEAM}’'-]*{_SEAM}[\w{_SEAM}’'-]*", marked)
    joined = frozenset(_bare(word.replace(_SEAM, "")) for word in words)
    first = _in_pieces(marked.replace(_SEAM, ""), _JOINT, joined)
    if not joined:
        return [first]
    other = _in_pieces(text, _WORD_JOINT)
    cut = any(not one.startswith("[") or not one.endswith("]") for one in other.at_ends)
    return [first] if cut else [first, other]


def quoted_of(text: str) -> Quoted:
    """The pieces of a quotation; dots at either end stand for nothing that could be checked."""
    return readings(text)[0]


def _begun(match: re.Match[str]) -> str:
    before = match[1].strip()
    return (f"[{before}] " if before else "") + match[2] + _SEAM


def _ended(match: re.Match[str]) -> str:
    after = match[2].strip()
    return _SEAM + match[1] + (f" [{after}]" if after else "")


def _bare(word: str) -> str:
    return fold(word).lower()


def _in_pieces(
    text: str, joint_pattern: re.Pattern[str], joined: frozenset[str] = frozenset()
) -> Quoted:
    pieces: list[str] = []
    joints: list[str] = []
    at_start: list[str] = []
    waiting: list[str] = []
    position = 0
    for joint in [*joint_pattern.finditer(text), None]:
        piece = text[position : joint.start() if joint else len(text)].strip()
        if re.search(r"\w", piece):
            if pieces:
                joints.append(" ".join(dict.fromkeys(waiting)))
            else:
                at_start += [one for one in waiting if one != "…"]
            pieces.append(piece)
            waiting = []
        if joint:
            waiting.append("…" if joint["dots"] else joint[0])
            position = joint.end()
    at_end = tuple(one for one in waiting if one != "…")
    return Quoted(tuple(pieces), tuple(joints), tuple(at_start), at_end, joined)


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
    if "…" not in joint:
        few = word_count(gap) <= _REPLACED + 3 * word_count(joint)
        begins, ends = joint.partition("[")[0], joint.rpartition("]")[2]
        plain = gap.strip().lower()
        return few and plain.startswith(fold(begins).lower()) and plain.endswith(fold(ends).lower())
    shorter = min(word_count(piece) for piece in quoted.pieces[number : number + 2])
    return shorter >= _SURE or word_count(gap) <= _SHORT_GAP
