"""The bundled list of authorities holds what is known of each, and agrees with itself."""

import csv
import re
from itertools import combinations
from pathlib import Path

import pytest

from corpus.authorities import SHARED_NAMES, by_la_code, by_urn, load_authorities
from corpus.types import Authority

TRUTH = Path(__file__).parents[2] / "shared" / "truth" / "authorities.csv"

#: Words that do not tell the places of two names apart, or that two far-off places share.
SHARED_WORDS = {
    *("and", "borough", "central", "city", "county", "east", "forest", "north", "of", "on"),
    *("south", "upon", "west"),
}


def named(name: str) -> Authority:
    return next(authority for authority in load_authorities() if authority.name == name)


def names(urns: tuple[str, ...]) -> list[str | None]:
    return [(authority := by_urn(urn)) and authority.name for urn in urns]


def test_it_has_every_authority_once_by_name_number_and_code():
    authorities = load_authorities()
    assert len(authorities) == 156
    for fact in ("name", "urn", "la_code", "ons_code"):
        assert len({getattr(authority, fact) for authority in authorities} - {""}) == 156
    assert all(authority.region and authority.type for authority in authorities)
    known = {authority.name for authority in authorities}
    assert known.issuperset(name for owners in SHARED_NAMES.values() for name in owners)


def test_an_authority_is_found_by_its_number_and_by_its_code():
    assert by_urn("80523") == by_la_code("806") == named("Middlesbrough")
    assert by_urn("") is by_la_code("") is by_urn("806") is None


def test_each_authority_that_exists_has_its_ten_statistical_neighbours_nearest_first():
    for authority in load_authorities():
        neighbours = authority.statistical_neighbours
        assert len(set(neighbours)) == (0 if authority.successors else 10), authority.name
        assert authority.urn not in neighbours
        assert all(by_urn(urn) and not by_urn(urn).successors for urn in neighbours)
    assert names(named("Middlesbrough").statistical_neighbours)[:3] == [
        "Blackpool",
        "Hartlepool",
        "Stoke-on-Trent",
    ]


def test_abolished_authorities_and_their_successors_know_each_other():
    assert names(named("Cumbria").successors) == ["Cumberland", "Westmorland and Furness"]
    assert names(named("West Northamptonshire").predecessors) == ["Northamptonshire"]
    assert names(named("Poole").successors) == ["Bournemouth, Christchurch and Poole"]
    for authority in load_authorities():
        assert all(authority.urn in by_urn(urn).predecessors for urn in authority.successors)
        assert all(authority.urn in by_urn(urn).successors for urn in authority.predecessors)
        assert bool(authority.successors) == ("abolished" in authority.type)


def test_an_authority_knows_the_trust_that_provides_its_services():
    assert named("Bradford").trust == "Bradford Children and Families Trust"
    assert named("Slough").trust == "Slough Children First"
    assert named("Leeds").trust == ""
    shared = {a.name for a in load_authorities() if a.trust == "Achieving for Children"}
    assert shared == {"Kingston upon Thames", "Richmond upon Thames", "Windsor and Maidenhead"}


def test_authorities_easily_confused_are_so_both_ways():
    for authority in load_authorities():
        for other in authority.easily_confused_with:
            assert authority.name in named(other).easily_confused_with, (authority.name, other)
        assert authority.name not in authority.easily_confused_with


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bedford Borough", "Central Bedfordshire"),
        ("Nottingham", "Nottinghamshire"),
        ("East Sussex", "West Sussex"),
        ("Southampton", "Southend-on-Sea"),
        ("Barnet", "Brent"),
    ],
)
def test_names_that_readers_confuse_are_listed(one, other):
    assert other in named(one).easily_confused_with


def test_authorities_that_share_a_place_name_or_a_trust_are_listed_as_easily_confused():
    def places(authority: Authority) -> set[str]:
        words = re.findall(r"[a-z]+", authority.name.lower())
        return {word.removesuffix("shire") for word in words} - SHARED_WORDS

    missing = [
        (one.name, other.name)
        for one, other in combinations(load_authorities(), 2)
        if places(one) & places(other) or one.trust == other.trust != ""
        if other.name not in one.easily_confused_with
    ]
    assert missing == []


@pytest.mark.skipif(not TRUTH.exists(), reason="the facts, ../shared/truth, are not here")
def test_the_facts_are_those_of_the_public_table():
    with TRUTH.open(encoding="utf-8", newline="") as lines:
        rows = {row["urn"]: row for row in csv.DictReader(lines)}
    assert {authority.urn for authority in load_authorities()} == set(rows)
    for authority in load_authorities():
        row = rows[authority.urn]
        for fact in ("name", "la_code", "ons_code", "region"):
            assert getattr(authority, fact) == row[fact]
        codes = [by_urn(urn).la_code for urn in authority.statistical_neighbours]
        assert codes == row["statistical_neighbours_la_codes"].split()
