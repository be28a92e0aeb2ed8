"""Whose documents a message means: authorities by name, and sets of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.sets_of_authorities import (
    COUNCILS,
    Span,
    grade_of_authorities,
    neighbours_asked,
    regions_named,
    yorkshire_named,
)
from assistant.wording import NATIONALLY
from corpus.mentions import Mention, abolished
from corpus.types import Authority

#: No regions: "northern councils", "councils in the south".
_HALF = re.compile(
    rf"\b(?P<one>north|south)ern {COUNCILS}\b"
    rf"|\b{COUNCILS} in the (?P<other>north|south)(?![\s-]*(?:east|west))\b",
    re.IGNORECASE,
)
_HALVES = {
    "north": ("North East", "North West", "Yorkshire and the Humber"),
    "south": ("South East", "South West"),
}

#: "since the Hampshire partnership", "after Essex stepped in": who helped, and not whose visits.
_PARTNER_BEFORE = re.compile(
    r"\b(?:since|after|under|before|during|following|through|until) (?:the |its )?$", re.IGNORECASE
)
_PARTNER_AFTER = re.compile(
    r"\W*(?:(?:county|city|borough) council )?(?:partnership|takeover|took (?:over|charge)"
    r"|stepped in|came in|began (?:running|supporting|helping)|support|help|ran)\b",
    re.IGNORECASE,
)

#: Asked back where nobody has said whose neighbours are meant.
WHOSE_NEIGHBOURS = "Whose neighbours? Name the authority: “statistical neighbours of Leeds”."


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose documents a message means."""

    authorities: tuple[Authority, ...] = ()
    ambiguous: Mention | None = None
    abolished: tuple[Authority, ...] = ()
    regions: tuple[str, ...] = ()
    neighbours_of: Authority | None = None
    graded: tuple[str, str | None] | None = None
    unclear: str = ""
    options: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    """Of the words that say so, names of authorities aside."""

    @classmethod
    def named(cls, text: str, mentions: Sequence[Mention]) -> Whose:
        """What a text with these mentions of authorities names."""
        taken = [(m.start, m.end) for m in mentions]
        yorkshire = yorkshire_named(text)
        regions, spans = regions_named(text, [t for t in taken if t not in yorkshire])
        if yorkshire:
            regions = tuple(dict.fromkeys([*regions, "Yorkshire and the Humber"]))
            spans += yorkshire
        mentions = [m for m in mentions if not _within(m, spans)]
        neighbours_of, unclear = None, ""
        if like := neighbours_asked(text):
            spans.append(like)
            after = next((m for m in mentions if 0 <= m.start - like[1] <= 2), None)
            chosen = after or next(iter(mentions), None)
            if chosen and len(chosen.authorities) == 1:
                neighbours_of = chosen.authorities[0]
                # Neighbours of Leeds are not Leeds; "Leeds and its neighbours" are.
                mentions = [m for m in mentions if m is not after]
            unclear = "" if neighbours_of else WHOSE_NEIGHBOURS
        single = list(dict.fromkeys(m.authorities[0] for m in mentions if len(m.authorities) == 1))
        # "Achieving for Children in Richmond" leaves nothing open.
        shared = [
            m for m in mentions if len(m.authorities) > 1 and not set(m.authorities) & set(single)
        ]
        if shared and NATIONALLY.search(text):
            # "Which councils in Sussex" are both.
            single += [a for m in shared for a in m.authorities if a not in single]
            shared = []
        if graded := grade_of_authorities(text):
            spans.append(graded[2])
        options: tuple[str, ...] = ()
        if (half := _HALF.search(text)) and not regions:
            among = _HALVES[(half["one"] or half["other"]).lower()]
            unclear = f"“{half.group()}” may mean those of {_listed(among)}: which?"
            options = tuple(
                f"{text[: half.start()]}councils in {_with_article(name)}{text[half.end() :]}"
                for name in among
            )
        gone = [authority for m in mentions if (authority := abolished(m))]
        named = {a.urn for m in mentions if not abolished(m) for a in m.authorities}
        return cls(
            tuple(single),
            shared[0] if shared else None,
            # "Cumberland, once Cumbria" says itself what is meant.
            tuple(a for a in gone if not named.intersection(a.successors)),
            regions,
            neighbours_of,
            graded[:2] if graded else None,
            unclear,
            options,
            tuple(spans),
        )


def without_partners(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions but for those of an authority that is named as the helper of another."""
    partners = [
        m
        for m in mentions
        if _PARTNER_BEFORE.search(text[: m.start]) and _PARTNER_AFTER.match(text, m.end)
    ]
    return [m for m in mentions if m not in partners] or list(mentions)


def _within(mention: Mention, spans: Sequence[Span]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in spans)


def _listed(names: Sequence[str]) -> str:
    """ "the North East, the North West or Yorkshire and the Humber"."""
    called = [_with_article(name) for name in names]
    return f"{', '.join(called[:-1])} or {called[-1]}"


def _with_article(region: str) -> str:
    """ "the North East", "Yorkshire and the Humber"."""
    return region if region.startswith("York") else f"the {region}"
