"""The authorities to compare: chosen by name, a region's, or one's statistical neighbours."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.held import urns_named
from assistant.register_answers import standing
from assistant.sets_of_authorities import regions_named
from corpus.authorities import by_urn, load_authorities
from corpus.types import Authority, Document


@dataclass(frozen=True, slots=True)
class Chosen:
    """The authorities to compare, each once, and what they are called together."""

    authorities: tuple[Authority, ...]
    called: str
    """ "Leeds and Bradford", "the authorities of London"."""


def choose(
    names: Iterable[str] = (), regions: Iterable[str] = (), neighbours_of: str = ""
) -> Chosen:
    """The authorities named, then one with its neighbours, nearest first, then the regions'.

    Raises:
        ValueError: none is chosen, or a name is that of no authority or region, or of several.
    """
    named = [_authority(name) for name in names if name.strip()]
    places = [_region(name) for name in regions if name.strip()]
    chosen = list(named)
    called = [authority.name for authority in named]
    if neighbours_of.strip():
        like = _authority(neighbours_of)
        chosen += [like, *_neighbours(like)]
        called.append(f"{like.name} and its statistical neighbours")
    for place in places:
        chosen += [a for a in load_authorities() if a.region == place and a.urn in standing()]
        called.append(f"the authorities of {region_words(place)}")
    each = tuple({authority.urn: authority for authority in chosen}.values())
    if not each:
        raise ValueError("Choose authorities, a region, or an authority and its neighbours.")
    return Chosen(each, listed(called))


def without_documents(
    authorities: Iterable[Authority], documents: Iterable[Document]
) -> list[Authority]:
    """Those of which nothing is held."""
    held = {document.urn for document in documents}
    return [authority for authority in authorities if authority.urn not in held]


def regions_offered() -> list[str]:
    """The regions of England, by name."""
    return sorted({a.region for a in load_authorities() if a.urn in standing()})


def region_words(region: str) -> str:
    """A region in a sentence: "London", "the North East"."""
    return region if region in ("London", "Yorkshire and the Humber") else f"the {region}"


def listed(names: Sequence[str]) -> str:
    """ "Leeds, Bradford and Kirklees"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _authority(name: str) -> Authority:
    urns = urns_named([name])
    authorities = [authority for urn in urns if (authority := by_urn(urn))]
    if len(authorities) > 1:
        several = " and ".join(sorted(authority.name for authority in authorities))
        raise ValueError(f"“{name}” names {several}: give each by itself.")
    return authorities[0]


def _neighbours(like: Authority) -> list[Authority]:
    found = (by_urn(urn) for urn in like.statistical_neighbours)
    standing_now = [a for a in found if a and a.urn in standing()]
    if not standing_now:
        raise ValueError(f"No statistical neighbours of {like.name} are known.")
    return standing_now


def _region(name: str) -> str:
    named = regions_named(name)[0]
    if len(named) == 1:
        return named[0]
    every = regions_offered()
    if named:
        raise ValueError(f"“{name}” names {listed(named)}: give each by itself.")
    near = difflib.get_close_matches(name.strip().title(), every, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise ValueError(f"There is no region “{name}”: there are {listed(every)}.{hint}")
