"""The local authorities of England, the facts held of them, and what their names mean."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.names import name_key
from corpus.types import Authority

_FOLDER = Path(__file__).parent

_BEDFORDSHIRE = ("Bedford Borough", "Central Bedfordshire")
_BERKSHIRE = (
    "Bracknell Forest",
    "Reading",
    "Slough",
    "West Berkshire",
    "Windsor and Maidenhead",
    "Wokingham",
)
_TEESSIDE = ("Hartlepool", "Middlesbrough", "Redcar and Cleveland", "Stockton-on-Tees")
_YORKSHIRE = ("East Riding of Yorkshire", "North Yorkshire", "York")

#: Words that may mean any of several authorities; besides them, trusts that serve several, and
#: abolished authorities with several successors.
SHARED_NAMES: dict[str, tuple[str, ...]] = {
    "AfC": ("Kingston upon Thames", "Richmond upon Thames", "Windsor and Maidenhead"),
    "Bedfordshire": _BEDFORDSHIRE,
    "Beds": _BEDFORDSHIRE,
    "Berkshire": _BERKSHIRE,
    "Berks": _BERKSHIRE,
    "Bi-borough": ("Kensington and Chelsea", "Westminster"),
    "Black Country": ("Dudley", "Sandwell", "Walsall", "Wolverhampton"),
    "Cheshire": ("Cheshire East", "Cheshire West and Chester"),
    "Derbys": ("Derby", "Derbyshire"),
    "East Anglia": ("Cambridgeshire", "Norfolk", "Peterborough", "Suffolk"),
    "Greater Manchester": (
        "Bolton",
        "Bury",
        "Manchester",
        "Oldham",
        "Rochdale",
        "Salford",
        "Stockport",
        "Tameside",
        "Trafford",
        "Wigan",
    ),
    "Humberside": (
        "East Riding of Yorkshire",
        "Kingston Upon Hull, City of",
        "North East Lincolnshire",
        "North Lincolnshire",
    ),
    "Kingston": ("Kingston upon Thames", "Kingston Upon Hull, City of"),
    "Merseyside": ("Knowsley", "Liverpool", "Sefton", "St. Helens", "Wirral"),
    "NCT": ("North Northamptonshire", "West Northamptonshire"),
    "Northants": ("North Northamptonshire", "West Northamptonshire"),
    "South Yorkshire": ("Barnsley", "Doncaster", "Rotherham", "Sheffield"),
    "Sussex": ("East Sussex", "West Sussex"),
    "Tees Valley": (*_TEESSIDE, "Darlington"),
    "Teesside": _TEESSIDE,
    "Tyne and Wear": (
        "Gateshead",
        "Newcastle upon Tyne",
        "North Tyneside",
        "South Tyneside",
        "Sunderland",
    ),
    "Tyneside": ("North Tyneside", "South Tyneside"),
    "West Yorkshire": ("Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield"),
    "Yorks": _YORKSHIRE,
    "Yorkshire": _YORKSHIRE,
}

#: What holds an authority's name but is none.
_NO_AUTHORITIES = (
    "Bradford on Avon",
    "Bury St Edmunds",
    "Chelsea's Choice",  # a play about exploitation, much praised by inspectors
    "Chester-le-Street",
    "Liverpool City Region",
    "New Hampshire",
    "New York",
    "Newcastle-under-Lyme",
    "Stoke Mandeville",
    "Stoke Newington",
    "Sutton Coldfield",
    "Sutton in Ashfield",
    "Yorkshire and the Humber",
)


@cache
def load_authorities() -> tuple[Authority, ...]:
    """Return every local authority of England that has, or had, children's services, by name.

    Abolished ones are those with successors. The list has no row, and so names no predecessor,
    for authorities abolished before their successors' first inspection (Bournemouth, and Dorset
    as it was until 2019), of which no document is published.
    """
    rows = read_rows("authorities.csv")
    urns = {row["name"]: row["urn"] for row in rows}
    urns_by_code = {row["la_code"]: row["urn"] for row in rows}
    return tuple(
        Authority(
            urn=row["urn"],
            name=row["name"],
            la_code=row["la_code"],
            ons_code=row["ons_code"],
            region=row["region"],
            type=row["type"],
            also_known_as=split_names(row["also_known_as"]),
            statistical_neighbours=tuple(
                urns_by_code[code] for code in row["statistical_neighbours_la_codes"].split()
            ),
            trust=row["trust"],
            predecessors=tuple(urns[name] for name in split_names(row["predecessors"])),
            successors=tuple(urns[name] for name in split_names(row["successors"])),
            easily_confused_with=split_names(row["easily_confused_with"]),
        )
        for row in rows
    )


def by_urn(urn: str) -> Authority | None:
    """Return the authority with this URN ("80523"), or None."""
    return _by_urn().get(urn)


def by_la_code(la_code: str) -> Authority | None:
    """Return the authority with this code of the Department for Education's ("806"), or None."""
    return _by_la_code().get(la_code)


@cache
def formal_names() -> Mapping[str, Authority]:
    """Return, by `name_key` of its formal name, each authority."""
    return {name_key(authority.name): authority for authority in load_authorities()}


@cache
def known_names() -> Mapping[str, tuple[Authority, ...]]:
    """Return what each name means, abolished authorities' being their successors'.

    Several authorities where it may mean any of them; none where it is that of something else.
    """
    names: dict[str, tuple[Authority, ...]] = {}
    served: dict[str, list[Authority]] = defaultdict(list)
    for authority in load_authorities():
        successors = tuple(_by_urn()[urn] for urn in authority.successors)
        names[authority.name] = successors or (authority,)
        names |= dict.fromkeys(authority.also_known_as, (authority,))
        if authority.trust and not successors:
            served[authority.trust].append(authority)
    names |= {trust: tuple(authorities) for trust, authorities in served.items()}
    for name, owners in SHARED_NAMES.items():
        names[name] = tuple(formal_names()[name_key(owner)] for owner in owners)
    return names | dict.fromkeys(_NO_AUTHORITIES, ())


@cache
def meanings() -> Mapping[str, tuple[Authority, ...]]:
    """Return `known_names` by their `name_key`."""
    return {name_key(name): authorities for name, authorities in known_names().items()}


def read_rows(file: str) -> list[dict[str, str]]:
    """Return the rows of a bundled CSV file."""
    with (_FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def split_names(names: str) -> tuple[str, ...]:
    """Return the names that a cell of a bundled CSV file lists between bars."""
    return tuple(names.split("|")) if names else ()


@cache
def _by_urn() -> Mapping[str, Authority]:
    return {authority.urn: authority for authority in load_authorities()}


@cache
def _by_la_code() -> Mapping[str, Authority]:
    return {authority.la_code: authority for authority in load_authorities()}
