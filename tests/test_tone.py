"""Praise and criticism: what a sentence tells of, and how well that is known."""

from pathlib import Path

import invented
import pytest
import typer

from assistant.tone import last_side, passage_tone, tone_of, tones
from evals.tone import documents_of, draw, load_labels, measure, report
from evals.train_tone import learn, source_of, taught
from ingest.read import read_document

SHARED = Path(__file__).parents[2] / "shared" / "corpus"


class TestASentence:
    def test_what_works_is_a_strength(self):
        assert tone_of("Assessments are thorough and lead to effective plans.").tone == "strength"

    def test_what_does_not_is_a_concern(self):
        assert tone_of("Too many children wait too long for an assessment.").tone == "concern"

    def test_an_improved_service_is_no_concern(self):
        assert tone_of("Support for care leavers has improved significantly.").tone == "strength"

    def test_a_task_for_the_authority_is_a_concern(self):
        assert tone_of("The quality and consistency of supervision.").tone == "concern"

    def test_what_the_visit_looked_at_is_neither(self):
        said = "This letter summarises the findings of the focused visit to Ambershire."
        assert tone_of(said).tone == "neutral"

    def test_the_side_that_it_ends_on_decides(self):
        praised = "Visits are regular and purposeful"
        faulted = "plans are not always specific enough"
        assert tone_of(f"{praised}, but {faulted}.").tone == "concern"
        assert tone_of(f"Although {faulted}, v{praised[1:]}.").tone == "strength"

    def test_not_only_but_also_is_no_turn(self):
        said = "They are not only prompt, but also thorough."
        assert last_side(said) == said

    @pytest.mark.parametrize("said", ["", "   ", "???", "🙂", "Zzyzx qwrtp", "\x00"])
    def test_words_never_met_are_neither(self, said):
        assert tone_of(said).tone == "neutral"
        assert tone_of(said).balance == 0

    def test_a_curly_apostrophe_is_an_apostrophe(self):
        assert tone_of("Children’s needs are met.") == tone_of("Children's needs are met.")

    def test_many_at_once_are_as_each_alone_in_order(self):
        said = ["Leaders are ambitious.", "", "Records are poor."]
        assert tones(said) == [tone_of(one) for one in said]

    def test_the_balance_ranks_criticism_below_praise(self):
        praise = tone_of("Children make excellent progress.").balance
        assert -1 <= tone_of("Records are often poor and incomplete.").balance < 0 < praise <= 1


def test_a_passage_shows_both_its_sides():
    shares = passage_tone(
        "Children make excellent progress. Records are often poor and not kept up to date."
    )
    assert (shares.strength, shares.concern) == (0.5, 0.5)


def test_a_passage_without_words_has_no_side():
    assert passage_tone("").concern == 0


class TestLearning:
    def test_the_place_of_a_sentence_in_the_document_teaches_its_tone(self):
        letter = read_document("letter.pdf", invented.focused_visit())
        sources = {source for _, source in taught(letter, left_out=())}
        assert {"tasks", "facts"} <= sources

    def test_the_grade_of_the_section_is_known(self):
        report = read_document("report.pdf", invented.ilacs_five_judgements())
        sources = {source_of(report, paragraph) for paragraph in report.paragraphs}
        assert sources & {"outstanding", "good", "requires improvement", "inadequate"}

    def test_a_sentence_left_out_is_not_learnt_from(self):
        letter = read_document("letter.pdf", invented.focused_visit())
        first = next(taught(letter, left_out=()))[0]
        letters = "".join(filter(str.isalnum, first.lower()))
        assert first not in [said for said, _ in taught(letter, left_out={letters})]

    def test_the_words_of_each_source_get_its_tone(self):
        said = ["Very strong.", "Very weak.", "Three homes."] * 30
        vocabulary, weights, _ = learn(said, ["strengths", "tasks", "facts"] * 30)
        row = {word: weights[number] for number, word in enumerate(vocabulary)}
        assert row["strong"].argmax() == 0
        assert row["weak"].argmax() == 1
        assert row["homes"].argmax() == 2


class TestTheLabels:
    def test_two_hundred_are_for_the_test_alone(self):
        rows = load_labels()
        held = {row.sentence for row in rows if row.part == "test"}
        assert len([row for row in rows if row.part == "test"]) == 200
        assert held.isdisjoint(row.sentence for row in rows if row.part != "test")

    def test_the_classifier_is_right_of_three_in_four_at_least(self):
        rows = [row for row in load_labels() if row.part == "test"]
        figures = measure(rows, tones(row.sentence for row in rows))
        assert figures.accuracy >= 0.75

    def test_the_report_has_each_era_and_the_short_ones(self):
        rows = [row for row in load_labels() if row.part == "test"]
        shown = report(rows, tones(row.sentence for row in rows))
        assert "reports 2013-18" in shown
        assert "up to 12 words" in shown

    def test_a_few_sentences_can_be_drawn_from_few_documents(self):
        letter = read_document("letter.pdf", invented.focused_visit())
        assert {row[2] for row in draw(iter([letter]))} == {"letter.pdf"}

    def test_a_folder_without_a_store_is_named_and_left_as_it_was(self, tmp_path):
        with pytest.raises(typer.BadParameter, match="is no data folder"):
            documents_of(tmp_path)
        assert not list(tmp_path.iterdir())

    @pytest.mark.skipif(not SHARED.is_dir(), reason=f"the documents are not at hand in {SHARED}")
    def test_a_labelled_sentence_stands_where_it_is_said_to(self):
        row = next(row for row in load_labels() if row.document.startswith("focused-visits/"))
        document = read_document(row.document, (SHARED / row.document).read_bytes())
        assert document.text[row.start : row.end] == row.sentence
