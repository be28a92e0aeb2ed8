"""Capitals that a quotation has otherwise than the document."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.quotations.folding import fold
from assistant.quotations.pieces import Quoted
from corpus.types import Quote


def capitals_changed(quoted: Quoted, quotes: Sequence[Quote]) -> tuple[list[str], list[str]]:
    """Words whose capitals differ, said in a clause each: those that may, and all others.

    The first letter of a quotation or of a piece may, as in "[m]ost assessments", and so may a
    letter in brackets. `quotes` are the document's words of each piece.
    """
    allowed: list[str] = []
    others: list[str] = []
    for piece, quote in zip(quoted.pieces, quotes, strict=True):
        for index, (ours, theirs) in enumerate(
            zip(fold(piece).split(), fold(quote.text).split(), strict=False)
        ):
            if ours == theirs:
                continue
            may = _only_first_letter(ours, theirs) and (index == 0 or _bare(ours) in quoted.joined)
            (allowed if may else others).append(f"The document has “{theirs}”, the draft “{ours}”")
    return allowed, others


def _only_first_letter(ours: str, theirs: str) -> bool:
    first = next((n for n, c in enumerate(ours) if c.isalpha()), 0)
    return ours[first + 1 :] == theirs[first + 1 :]


def _bare(word: str) -> str:
    return "".join(c for c in word.lower() if c.isalnum() or c in "'-").strip("'")
