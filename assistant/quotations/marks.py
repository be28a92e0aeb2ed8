"""Where quotation marks open and close in a paragraph: “…”, "…", ‘…’ and '…'."""

from __future__ import annotations

from dataclasses import dataclass

_OPENERS = "“„«"
_CLOSERS = {"“": "”", "„": "“”", "«": "»"}


@dataclass(frozen=True, slots=True)
class Marked:
    """The words between a pair of quotation marks, as a span, without the marks."""

    start: int
    end: int
    closed: bool = True
    """False where the mark that closes is missing; the words then go on to the paragraph's end."""


def marked_spans(text: str) -> list[Marked]:
    """The words in quotation marks, the outermost only, in order.

    An apostrophe never closes what ‘ opened while a mark follows that can.
    """
    found: list[Marked] = []
    position = 0
    while position < len(text):
        marked = _opened_at(text, position)
        if marked is None:
            position += 1
        else:
            found.append(marked)
            position = marked.end + 1
    return found


def begins_marked(text: str) -> bool:
    """Whether a paragraph begins with an opening quotation mark."""
    plain = text.lstrip()
    return bool(plain) and _opened_at(plain, 0) is not None


def _opened_at(text: str, position: int) -> Marked | None:
    """What the character at `position` opens; None if it opens nothing."""
    mark = text[position]
    if mark in _OPENERS:
        return _double(text, position, mark)
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    if mark not in "\"‘'" or before.isalnum() or after.isspace():
        return None
    if mark == '"':
        return _straight(text, position)
    return _single(text, position, mark)


def _double(text: str, position: int, mark: str) -> Marked:
    """Words that a curly double mark opens; marks of its own kind inside are counted."""
    closers = _CLOSERS[mark]
    depth = 1
    for index in range(position + 1, len(text)):
        if text[index] == mark:
            depth += 1
        elif text[index] in closers:
            depth -= 1
            if depth == 0:
                return Marked(position + 1, index)
    first = min((at for c in closers if (at := text.find(c, position + 1)) > 0), default=-1)
    return Marked(position + 1, first) if first > 0 else Marked(position + 1, len(text), False)


def _straight(text: str, position: int) -> Marked:
    for index in range(position + 1, len(text)):
        after = text[index + 1] if index + 1 < len(text) else " "
        if text[index] == '"' and not text[index - 1].isspace() and not after.isalnum():
            return Marked(position + 1, index)
    return Marked(position + 1, len(text), False)


def _single(text: str, position: int, mark: str) -> Marked | None:
    """Words that a single mark opens; None if nothing closes it, for then it is an apostrophe."""
    closer = "’" if mark == "‘" else "'"
    following = text.find(mark, position + 1) if mark == "‘" else -1
    stop = following if following > 0 else len(text)
    closers = [
        index
        for index in range(position + 2, stop)
        if text[index] == closer
        and not text[index - 1].isspace()
        and not text[index + 1 : index + 2].isalnum()
    ]
    if not closers:
        return None
    sure = [index for index in closers if not _may_be_possessive(text, index)]
    return Marked(position + 1, (sure or closers)[0])


def _may_be_possessive(text: str, index: int) -> bool:
    """Whether a mark may be that of "the councils’ offer"."""
    return (
        text[index - 1] == "s"
        and text[index + 1 : index + 2] == " "
        and (text[index + 2 : index + 3].islower())
    )
