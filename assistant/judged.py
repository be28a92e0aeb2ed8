"""Questions of grades: which judgements are asked about, and the rows that answer."""

from __future__ import annotations

import re

from corpus.types import Document, Judgement

_AREAS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (area, re.compile(pattern, re.IGNORECASE))
    for area, pattern in (
        ("lscb", r"\bl?scb\b|\w{1,2}scb\b|safeguarding (?:children.?s? )?board"),
        ("adoption", r"\badopt\w*"),
        ("care_leavers", r"care leavers?|leaving care|left care|care experienced"),
        ("in_care", r"in care\b|looked[- ]after|\blac\b|\bcic\b|\bcla\b|cared for"),
        ("help_and_protection", r"help and protection|protection|safeguarding services"),
        ("leaders", r"leader\w*|management|top team"),
        ("overall", r"\boverall\b|headline"),
    )
)


def areas_asked(question: str) -> tuple[str, ...]:
    """The areas of judgement that a question names; none means all."""
    return tuple(area for area, pattern in _AREAS if pattern.search(question))


def judgements_asked(document: Document, areas: tuple[str, ...]) -> tuple[Judgement, ...]:
    """The document's judgements of those areas; of all, where none of them was judged alone."""
    own = [j for j in document.judgements if j.area != "lscb" or "lscb" in areas]
    wanted = [j for j in own if j.area in areas]
    chosen = wanted or ([] if areas == ("lscb",) else own)
    # Two areas judged as one stand in one row: show the row once.
    return tuple({(j.start, j.end): j for j in reversed(chosen)}.values())[::-1]
