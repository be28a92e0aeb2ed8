"""Users' everyday words lead to the words by which inspectors write of the same thing."""

from timeit import repeat

import pytest

from assistant.everyday_words import read_everyday_words, sector_words


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Were kids with nowhere to live put up in B&Bs?", "bed and breakfast"),
        ("Were kids with nowhere to live put up in B&Bs?", "homelessness"),
        ("skint families", "poverty"),
        ("Did workers just take mum and dad’s word for it?", "parental self-reporting"),
        ("were CABBIES clued-up about grooming", "taxi drivers"),
        ("care leavers inside", "prison"),
        ("What did the boss know?", "senior leaders"),
        ("How do they hang on to staff?", "retention"),
        ("Children who ended up back on plans", "repeat child protection plans"),
        ("kids in police cells", "police custody"),
    ],
)
def test_an_everyday_word_leads_to_the_inspectors_word(question, word):
    assert word in sector_words(question)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the boss", "the bosses"),
        ("the tutor's", "tutors’"),
        ("hit and miss", "hit-and-miss"),
        ("a B&B", "B&Bs"),
        ("nursery", "nurseries"),
        ("a judge", "judges"),
        ("a cabbie", "cabbies"),
    ],
)
def test_singular_and_plural_hyphen_and_space_count_as_the_same(one, other):
    assert sector_words(one) == sector_words(other) != []


@pytest.mark.parametrize(
    "question",
    [
        "How effective is the oversight of senior leaders?",
        "kidney failure",
        "a multi-storey car park",
        "staff inside the council",
        "",
        "???",
        "🙂 SELECT * FROM words",
    ],
)
def test_other_words_lead_nowhere(question):
    assert sector_words(question) == []


def test_the_longest_phrase_counts():
    assert "homeless" not in sector_words("sleeping")
    assert "parental self-reporting" in sector_words("parents' word for it")
    assert "parents" not in sector_words("mum and dad's word")


def test_what_the_question_says_itself_is_not_repeated():
    assert sector_words("kids and other children") == []
    assert sector_words("kids, a youngster and a little one") == ["children"]


def test_a_list_of_ones_own_is_read():
    meanings = read_everyday_words("cabbies, cab driver: taxi drivers\n1:1, 'no': supervision\n")
    assert meanings["cabby",] == meanings["cab", "driver"] == ["taxi drivers"]
    assert meanings["no",] == meanings["1:1",] == ["supervision"]


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("kids: children\nbosses: [unclosed\n", "line 3"),
        ("kids: children\nteens: young people\nkid: babies\n", "line 3: the list has “kid”"),
        ("kids: children\nbosses:\n", "line 2: the list has no line such as"),
        ("kids: children\nbosses:\n  - leaders\n", "line 2: the list has no line such as"),
        ("just some words", "the list has no words"),
        ("kids: chil\x00dren", "line 1: the list cannot be read"),
        ("", "the list has no words"),
        ("'?!': children", "line 1: the list has no word in “?!”"),
    ],
)
def test_a_mistake_in_the_list_is_told_by_its_line(listed, told):
    with pytest.raises(ValueError, match=r"^everyday_words\.yaml, line \d+: the list") as caught:
        read_everyday_words(listed)
    assert told in str(caught.value)


def test_a_question_takes_well_under_a_millisecond():
    question = (
        "were kids with nowhere to live put up in B&Bs, and were their mums and dads told? " * 2
    )
    sector_words(question)
    quickest = min(repeat(lambda: sector_words(question), number=20, repeat=10))
    assert quickest / 20 < 0.001
