"""A misspelt word of a question is read as the documents spell it; a good word is never changed."""

import pytest

from assistant.spelling import Spelling, mended, word_counts

COUNTS = word_counts(
    [
        "Ambershire’s accommodation, therapeutic help and recommendations; children were seen. "
        * 20,
        "A forum of contacts and managers. " * 20,
        "Supervision is regular; one accomodations stands so in the document.",
    ]
)
ENGLISH = {"massage", "weather", "caring"}


def read(text: str) -> str:
    return mended(text, COUNTS, lambda word: word in ENGLISH)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("suitable accomodation", "suitable accommodation"),
        ("recomendations on theraputic help", "recommendations on therapeutic help"),
        ("Accomodation, good?", "Accommodation, good?"),
        ("chidlren", "children"),
        ("mangers", "managers"),
        ("multi-agency manegers", "multi-agency managers"),
    ],
)
def test_a_misspelt_word_is_read_as_the_documents_spell_it(asked, meant):
    assert read(asked) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "children",
        "seem",  # of four letters
        "accomodations",  # stands in a document, though once
        "ACCOMODATION",  # in capitals, as acronyms are
        "was Manegers there",  # a name
        "supervison",  # near to a word that the documents hardly have
        "weather",  # English, though in no document
        "cabbies",  # an everyday word
        "childish",  # two letters from "children", with fewer than nine
        "didn't, council's, A&E",
        "",
        "🙂 ?! 12345",
    ],
)
def test_other_words_stay(asked):
    assert read(asked) == asked


class Documents:
    """A catalogue of one document."""

    def documents(self):
        return [self]

    name = "letter.pdf"

    def passage_counts(self, words):
        return {word: int(word in self.text(self.name)) for word in words}, 1

    def text(self, name):
        return "Suitable accommodation for children; words of wisdom; middle managers. " * 20


class Pieces:
    """A model that knows a few words whole."""

    def count_tokens(self, text):
        return 1 if text in {"suitable", "word", "cope", "slate", "brilliant"} else 3


def test_words_in_documents_held_and_words_the_model_knows_are_left():
    spelling = Spelling(Documents(), Pieces())
    assert spelling.mended("suitable accomodation") == "suitable accommodation"
    assert spelling.mended("wording, coped, slating, brilliantly") == (
        "wording, coped, slating, brilliantly"
    )
