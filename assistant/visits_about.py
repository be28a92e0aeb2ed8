"""The visit that a question names by what it looked at: "the letter on care leavers"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.practice_areas import areas_named
from corpus.types import Document

_VISIT = r"(?:focus+ed |monitoring |joint )?(?:visit|letter|jtai|joint inspection)"

#: "the visit about care leavers", "a JTAI on neglect"; "their care leaver visit".
_NAMED_SO = (
    re.compile(
        rf"\b{_VISIT} (?:about|on|into|(?:that )?look(?:ing|ed) (?:at|into)) ([\w’' -]{{3,40}})",
        re.I,
    ),
    re.compile(rf"\b([\w’'-]+(?: [\w’'-]+){{0,2}}) {_VISIT}\b", re.I),
)


def visits_about(question: str, documents: Sequence[Document]) -> tuple[Document, ...]:
    """Of the documents those that looked at the area that names the visit; else all of them."""
    named = [match[1] for pattern in _NAMED_SO for match in pattern.finditer(question)]
    areas = {area.name for words in named for area in areas_named(words)}
    own = tuple(d for d in documents if d.focus and areas & _areas(d.focus))
    return own if areas and own else tuple(documents)


def _areas(focus: str) -> set[str]:
    return {area.name for area in areas_named(focus)}
