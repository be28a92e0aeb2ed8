"""A misspelt authority in a question is understood; another word or town is not taken for one."""

import pytest

from corpus.mentions import find_mentions
from corpus.misspellings import _TOWNS, _nearest


def names(text: str) -> list[str]:
    """Each mention's authorities; those of an ambiguous one joined by "or"."""
    return [" or ".join(a.name for a in m.authorities) for m in find_mentions(text)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Midlesbrough 2019", "Middlesbrough"),
        ("Warwickshie's front door", "Warwickshire"),
        ("sheffeild city council adoption", "Sheffield"),
        ("Walthem Forest", "Waltham Forest"),
        ("islingtons lscb", "Islington"),
        ("Herfordshire", "Herefordshire or Hertfordshire"),
        ("Soth Gloucestershire's front door", "South Gloucestershire"),
        ("North Eats Lincolnshire", "North East Lincolnshire"),
        ("Nroth Somerset", "North Somerset"),
        ("Nottingham shire care leavers", "Nottinghamshire"),
        ("Derby-shire", "Derbyshire"),
    ],
)
def test_a_misspelt_name_is_understood(question, expected):
    assert names(question) == [expected]


@pytest.mark.parametrize(
    "question",
    [
        "What did the survey of parents say?",
        "Needs assessments for families eating at foodbanks",
        "Midway through, what had Ms Barnes and Ms Morton found?",
        "Staff training for pooled budgets",
        "How do they do in Falkirk?",
        "What did inspectors find in Harlow, Boston and Melton Mowbray?",
        "Are there care leavers in Workington?",
    ],
)
def test_another_word_or_town_is_not_a_misspelt_name(question):
    assert names(question) == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("in both Lincolnshire and Kent", ["Lincolnshire", "Kent"]),
        ("the worst of Somerset", ["Somerset"]),
        ("north of Lincolnshire", ["Lincolnshire"]),
        ("a month in Gloucestershire", ["Gloucestershire"]),
        ("not Somerset", ["Somerset"]),
    ],
)
def test_a_word_in_front_of_a_name_is_not_taken_for_a_part_of_it(question, expected):
    assert names(question) == expected


def test_a_misspelling_is_not_looked_for_beside_a_correct_name():
    assert [mention.text for mention in find_mentions("Surrey's surrye")] == ["Surrey's"]


@pytest.mark.parametrize("town", sorted(_TOWNS))
def test_each_town_kept_apart_would_else_be_read_as_an_authority(town):
    assert _nearest(town)
