"""A question is answered from the right authority's documents, and from no other's."""

import csv
import re
import time
from pathlib import Path

import pypdfium2
import pytest

from corpus.authorities import load_authorities
from corpus.mentions import abolished, find_mentions, identify, outside_england

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"

HULL = "Kingston Upon Hull, City of"
BATH = "Bath and North East Somerset"
BCP = "Bournemouth, Christchurch and Poole"


def names(text: str) -> list[str]:
    """Each mention's authorities; those of an ambiguous one joined by "or"."""
    return [" or ".join(a.name for a in m.authorities) for m in find_mentions(text)]


def words(text: str) -> list[str]:
    return [mention.text for mention in find_mentions(text)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # names that begin like another's
        ("How did Nottinghamshire do in 2024?", ["Nottinghamshire"]),
        ("Nottingham's front door", ["Nottingham"]),
        ("Derby or Derbyshire?", ["Derby", "Derbyshire"]),
        ("What did Derby's inspectors say?", ["Derby"]),
        ("Leicestershire's IROs", ["Leicestershire"]),
        ("Central Bedfordshire care leavers", ["Central Bedfordshire"]),
        ("Bedford care leavers", ["Bedford Borough"]),
        (
            "north lincolnshire and North East Lincolnshire",
            ["North Lincolnshire", "North East Lincolnshire"],
        ),
        ("Did York's or North Yorkshire's MASH work?", ["York", "North Yorkshire"]),
        ("South Tyneside adoption", ["South Tyneside"]),
        ("South Gloucestershire v Gloucestershire", ["South Gloucestershire", "Gloucestershire"]),
        ("Kingston upon Hull and Kingston upon Thames", [HULL, "Kingston upon Thames"]),
        # everyday forms
        ("hull, banes, B&NES, Bath & NE Somerset", [HULL, BATH, BATH, BATH]),
        ("boro 2016 report", ["Middlesbrough"]),
        ("Brum and brighton", ["Birmingham", "Brighton and Hove"]),
        ("Warks vs Worcs", ["Warwickshire", "Worcestershire"]),
        ("E Sussex, W. Sussex", ["East Sussex", "West Sussex"]),
        (
            "N Yorks, S Glos, NE Lincs",
            ["North Yorkshire", "South Gloucestershire", "North East Lincolnshire"],
        ),
        (
            "RBKC, LBHF, RBWM",
            ["Kensington and Chelsea", "Hammersmith and Fulham", "Windsor and Maidenhead"],
        ),
        ("Bournemouth, Christchurch & Poole", [BCP]),
        ("BCP and MK and IoW", [BCP, "Milton Keynes", "Isle of Wight"]),
        (
            "Newcastle, Stoke, Stockton, Southend",
            ["Newcastle upon Tyne", "Stoke-on-Trent", "Stockton-on-Tees", "Southend-on-Sea"],
        ),
        ("Stoke upon Trent and Southend on Sea", ["Stoke-on-Trent", "Southend-on-Sea"]),
        ("St Helens, St. Helen's, Saint Helens", ["St. Helens"] * 3),
        ("CWAC and Telford & Wrekin", ["Cheshire West and Chester", "Telford and Wrekin"]),
        ("the Corporation of London", ["City of London"]),
        ("East and West Sussex", ["East Sussex", "West Sussex"]),
        ("North and West Northamptonshire", ["North Northamptonshire", "West Northamptonshire"]),
        # trusts
        ("Together for Children's early help", ["Sunderland"]),
        ("Slough Children First", ["Slough"]),
        ("Birmingham Children’s Trust", ["Birmingham"]),
        ("Brighter Futures for Children", ["Reading"]),
        ("Bradford Children and Families Trust's front door", ["Bradford"]),
        ("Sandwell childrens trust care leavers", ["Sandwell"]),
        ("Together for Children (Sunderland)", ["Sunderland", "Sunderland"]),
        ("did together for children improve by 2021?", ["Sunderland"]),
        ("Doncaster Children's Service Trust", ["Doncaster"]),  # as printed in 2025
        (
            "Northamptonshire Children’s Trust",
            ["North Northamptonshire or West Northamptonshire"],
        ),
        # words that could mean several
        ("care leavers in Northants", ["North Northamptonshire or West Northamptonshire"]),
        ("Sussex", ["East Sussex or West Sussex"]),
        ("Beds", ["Bedford Borough or Central Bedfordshire"]),
        ("Kingston", [f"Kingston upon Thames or {HULL}"]),
        ("Royal Borough of Kingston", ["Kingston upon Thames"]),
        ("Cheshire", ["Cheshire East or Cheshire West and Chester"]),
        ("Merseyside", ["Knowsley or Liverpool or Sefton or St. Helens or Wirral"]),
        ("Tyneside", ["North Tyneside or South Tyneside"]),
        (
            "Teesside",
            ["Hartlepool or Middlesbrough or Redcar and Cleveland or Stockton-on-Tees"],
        ),
        ("South Yorkshire", ["Barnsley or Doncaster or Rotherham or Sheffield"]),
        ("the Humber bridge", []),
        (
            "Achieving for Children",
            ["Kingston upon Thames or Richmond upon Thames or Windsor and Maidenhead"],
        ),
        # abolished
        ("Cumbria", ["Cumberland or Westmorland and Furness"]),
        ("Cumbria County Council", ["Cumbria"]),
        ("Poole", [BCP]),
        # names that are words
        ("is reading supported at home?", []),
        ("how do they support children's reading", []),
        ("progress in reading and writing", []),
        ("reading 2019 report", ["Reading"]),
        ("What was Reading judged?", ["Reading"]),
        ("care leavers in reading", ["Reading"]),
        ("compare slough and reading", ["Slough", "Reading"]),
        ("to bury bad news", []),
        ("what did bury get", ["Bury"]),
        ("a bath before bed", []),
        ("Bath early help", [BATH]),
        ("children placed out of boro", []),
        ("no hospital beds for teenagers", []),
        ("do agencies work together for children?", []),
        # no authority
        ("Newcastle-under-Lyme", []),
        ("Chelsea's Choice, a play about exploitation", []),
        ("How is the front door?", []),
        ("Kent Police in Medway", ["Medway"]),
        ("Greater Manchester Police in Wigan", ["Wigan"]),
        ("Were Kent police quick enough?", ["Kent"]),
        ("www.leeds.gov.uk", []),
    ],
)
def test_a_question_is_about_the_authorities_it_names(question, expected):
    assert names(question) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Northamptonshire", "Northamptonshire"),
        ("Cumbria County Council's", "Cumbria"),
        ("Poole", "Poole"),
        ("Northants", None),
        ("Bournemouth, Christchurch and Poole", None),
        ("Cumberland", None),
    ],
)
def test_an_authority_that_is_no_more_is_known_by_its_own_name(text, expected):
    [mention] = find_mentions(f"early help in {text}")
    gone = abolished(mention)
    assert (gone and gone.name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Hull's",
        "Wigan’s",
        "Tower Hamlets'",
        "LB of Lewisham",
        "LB Lewisham",
        "the London Borough of Lewisham’s",
        "the Royal Borough of Kensington & Chelsea",
        "Council of the Isles of Scilly",
        "City of Bradford Metropolitan District Council",
        "Metropolitan Borough of Barnsley Council",
        "Wakefield District Metropolitan Council",
        "York City Council's",
        "Dudley MBC",
        "Wigan LA",
        "Bristol, City of",
        "sheffeild city council's",
    ],
)
def test_a_mention_covers_all_words_of_the_name(name):
    assert words(f"What about {name} care leavers?") == [name]


@pytest.mark.parametrize("authority", load_authorities(), ids=lambda authority: authority.name)
def test_every_name_of_an_authority_means_it(authority):
    shared = {"Cumbria", "Northamptonshire", "Poole"}
    for name in {authority.name, *authority.also_known_as} - shared:
        for text in (name, f"What did {name} get in 2019?", f"{name}'s care leavers"):
            assert names(text) == [authority.name], text
    assert identify(authority.name) == authority


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Inspection of Nottinghamshire local authority children's services", "Nottinghamshire"),
        ("Focused visit to Hull City Council children’s services", HULL),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("Inspection of Bradford Children and Families Trust", "Bradford"),
        ("Sunderland City Council … Together for Children", "Sunderland"),
        ("Inspection of Achieving for Children, Richmond upon Thames", "Richmond upon Thames"),
        ("Inspection of Northamptonshire local authority children's services", "Northamptonshire"),
        (
            "Piccadilly Gate Store Street Manchester M1 2WD\nFocused visit to Trafford children's"
            " services",
            "Trafford",
        ),
        ("Bury\nInspection of children’s social care services", "Bury"),
        ("Inspection of Sandwell Children’s Trust", "Sandwell"),
        ("Inspection of Doncaster Children's Services Trust", "Doncaster"),
        ("Inspection of Together for Children", "Sunderland"),
        ("Together for Children (Sunderland)", "Sunderland"),
        ("Focused visit to Slough Children First", "Slough"),
        ("Inspection of Worcestershire Children First", "Worcestershire"),
        (
            "Focused visit to Achieving for Children (Windsor and Maidenhead)",
            "Windsor and Maidenhead",
        ),
        ("Inspection of local authority children's services in Leeds", "Leeds"),
        ("Leeds City Council (2025)\n\nInspection of children’s social care services", "Leeds"),
        ("Inspection of looked after children services\n\nKent County Council", "Kent"),
        (
            "Surrey Safeguarding Children Board\n\nReview of the effectiveness of the Local"
            " Safeguarding Children Board",
            "Surrey",
        ),
        ("Dear Kent Local Safeguarding Partnership\n\nInspectors met children.", "Kent"),
        ("This letter has the findings of a focused visit to Kent children’s services.", "Kent"),
        ("Inspection of Achieving for Children", None),
        ("Inspection of Northamptonshire Children’s Trust", None),
        ("Guidance for inspectors", None),
    ],
)
def test_a_title_names_one_authority(title, expected):
    authority = identify(title)
    assert (authority and authority.name) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ambershire",
        "Inspection of Nottingamshire local authority children's services",
        "Piccadilly Gate Store Street Manchester M1 2WD\n"
        "Focused visit to Ambershire children’s services",
        "Dear Ms Kent\nFocused visit to Ambershire children’s services",
        "Inspection of Ambershire local authority children’s services\nLead inspector: Ann Bury",
        "Ambershire County Council\n\nInspection of children’s social care services\n\n"
        "Lead inspector: Paul Sutton HMI",
        "Leeds City Council\nJoint targeted area inspection of the multi-agency response to abuse"
        " and neglect in Ambershire",
        "Woodhouse Lane, Leeds LS2 3AX",
        "York Road, Leeds",
        "# Inspection of local authority children's services in Ambershire\n\nLeeds helps.",
        "Ambershire Council (2025)\n\nInspection of children’s social care services\n\n"
        "Inspection dates: 6 to 17 October 2025\n\nLeeds helps. Since the inspection of Kent …",
        "Inspection of children’s social care services\n\nChildren in Leeds are helped.",
        "Dear Ambershire Local Safeguarding Partnership\n\nLeeds helps.",
        "12 May 2025\n\nDear Ms Kent\n\nChildren are helped, unlike those whom the previous "
        "monitoring visit to Leeds met, and those of other councils nearby.",
    ],
)
def test_a_misprinted_or_unknown_authority_is_nobody_and_no_other(text):
    assert identify(text) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "How did Cardiff's children's services do?",
            ("Cardiff", "Wales", "Care Inspectorate Wales"),
        ),
        ("care leavers in glasgow", ("Glasgow City", "Scotland", "Care Inspectorate")),
        ("Are there inspections of Scotland?", ("Scotland", "Scotland", "Care Inspectorate")),
        ("Derbyshire, Perthshire and New South Wales", None),
    ],
)
def test_a_place_outside_england_is_known_with_its_inspectorate(question, expected):
    assert outside_england(question) == expected


def test_northern_irish_councils_are_known():
    place = outside_england("What did Ofsted say of Derry & Strabane?")
    assert place
    assert place[:2] == ("Derry City and Strabane", "Northern Ireland")
    assert not find_mentions("Derry & Strabane")


def test_finding_names_takes_no_time():
    question = (
        "how many young people leaving care were supported with housing, work and health costs?"
    )
    letter = ("Leaders in Wigan know their services well and support reading at home. " * 450)[
        :30_000
    ]
    for text, seconds in ((question, 0.005), (letter, 0.1)):  # five and two times what is promised
        find_mentions(text)
        start = time.perf_counter()
        find_mentions(text)
        assert time.perf_counter() - start < seconds


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus, ../shared/corpus, is not here")
def test_every_document_of_the_corpus_is_identified_by_its_title_and_by_its_first_page():
    with (CORPUS / "sources.csv").open(encoding="utf-8", newline="") as lines:
        urns = {row["file"]: row["urn"] for row in csv.DictReader(lines)}
    by_title, by_page = {}, {}
    for file in urns:
        path = CORPUS / file
        if path.suffix == ".pdf" and path.read_bytes().startswith(b"%PDF"):  # four are error pages
            page = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
            title = re.search(r"(?s)(?:Focused visit to|Joint targeted area).{,160}", page)
            by_title[file] = identify(title.group() if title else page[:400])
            by_page[file] = identify(page)
    right = {file: urns[file] for file in by_page}
    unnamed = "joint-inspections/8e54ad88065d.pdf"  # Greenwich stands in the address only
    assert by_title.pop(unnamed) is None
    assert {file: a and a.urn for file, a in by_page.items()} == right
    assert {file: a and a.urn for file, a in by_title.items()} == {
        file: urn for file, urn in right.items() if file != unnamed
    }
