"""What is measured of one question: matching, ranking, quotations, refusals, question files."""

from dataclasses import replace
from pathlib import Path

import pytest
from evaluated import (
    ALSO_RIGHT,
    AUTHORITIES,
    CASELOADS,
    DOCUMENTS,
    GOLD,
    OTHER,
    PAIR,
    RIGHT,
    TEXTS,
    UNANSWERABLE,
    VISITS,
    line,
    passage,
    quote,
    result,
    write_pairs,
)

from evals.matching import is_gold, letters_only, pages_agree
from evals.questions import Gold, KnownPair, QuestionFileError, load_all, load_pairs
from evals.quotations import is_exact, is_in_place
from evals.results import measure

ROOT = Path(__file__).parents[1]
LETTER = ROOT / "corpus/letters/middlesbrough-monitoring-visit-2022-08-17.txt"
PAIRS = ROOT / "evals/questions/middlesbrough-2022.jsonl"


class TestMatching:
    def test_spaces_hyphens_quotation_marks_and_case_do_not_matter(self):
        assert letters_only("The ‘multi-\nagency’ Hub,") == letters_only("the 'multiagency' hub")

    def test_ligatures_are_the_letters_they_stand_for(self):
        assert letters_only("eﬀective") == "effective"

    def test_a_gold_within_a_passage_is_found(self):
        assert is_gold("reports/hull-2019.pdf", TEXTS["reports/hull-2019.pdf"], GOLD[0])

    def test_the_same_sentence_of_another_report_is_not_the_gold(self):
        assert not is_gold("reports/leeds-2019.pdf", CASELOADS, GOLD[0])

    def test_a_sentence_of_a_longer_gold_is_that_gold(self):
        assert is_gold("hull-2019.pdf", VISITS, Gold("hull-2019", None, f"{CASELOADS} {VISITS}"))

    def test_two_words_of_a_gold_are_not_that_gold(self):
        assert not is_gold("hull-2019.pdf", "same day", GOLD[1])

    def test_a_passage_without_words_is_no_gold(self):
        assert not is_gold("hull-2019.pdf", " – ", GOLD[0])

    def test_a_passage_cut_off_after_most_of_the_gold_is_found(self):
        most = CASELOADS[: int(len(CASELOADS) * 0.9)]
        assert is_gold("hull-2019.pdf", f"Another sentence. {most}", GOLD[0])

    def test_the_label_of_another_judgement_is_not_the_gold(self):
        """Both begin "The experiences and progress of"."""
        gold = Gold("hull-2019", 7, "The experiences and progress of care leavers: good")
        label = "The experiences and progress of children in care Requires improvement to be good"
        assert not is_gold("hull-2019.pdf", label, gold)

    def test_a_passage_cut_off_before_most_of_the_gold_is_not(self):
        little = CASELOADS[: len(CASELOADS) // 2]
        assert not is_gold("hull-2019.pdf", f"Another sentence. {little}", GOLD[0])

    def test_of_a_short_gold_every_letter_is_asked_for(self):
        grade = Gold("hull-2019", 1, "Adoption: Outstanding")
        assert is_gold("hull-2019.pdf", "1.2 Adoption Outstanding", grade)
        assert not is_gold("hull-2019.pdf", "Overall Outstanding, adoption Good", grade)

    def test_a_gold_without_a_page_agrees_with_any_page(self):
        assert pages_agree([7], Gold("letter", None, CASELOADS))

    def test_a_passage_on_another_page_does_not_agree(self):
        assert pages_agree([3, 4], GOLD[0])
        assert not pages_agree([5], GOLD[0])


class TestRanking:
    def test_recall_counts_from_the_rank_of_the_first_right_passage(self):
        found = result(passages=[OTHER, RIGHT])
        assert (found.recall_1, found.recall_3, found.reciprocal_rank) == (0, 1, 0.5)

    def test_a_right_passage_at_the_cutoff_counts_and_one_below_does_not(self):
        at = result(passages=[OTHER] * 4 + [RIGHT])
        below = result(passages=[OTHER] * 5 + [RIGHT])
        assert (at.recall_5, at.success_5) == (1, 1)
        assert (below.recall_5, below.success_5, below.recall_10) == (0, 0, 1)

    def test_where_all_the_gold_is_needed_recall_is_the_share_found(self):
        found = result(replace(PAIR, need="all"), passages=[RIGHT, OTHER, OTHER, ALSO_RIGHT])
        assert (found.recall_3, found.success_5, found.recall_5) == (0.5, 1, 1)

    def test_a_passage_with_two_of_the_gold_counts_for_both(self):
        both = passage("reports/hull-2019.pdf", TEXTS["reports/hull-2019.pdf"])
        assert result(replace(PAIR, need="all"), passages=[both]).recall_1 == 1

    def test_a_gold_given_on_two_pages_is_needed_once(self):
        twice = replace(PAIR, need="all", gold=(GOLD[0], replace(GOLD[0], page=9)))
        assert result(twice, passages=[RIGHT]).recall_1 == 1

    def test_the_order_is_that_of_the_answer_beyond_nine_passages(self):
        assert result(passages=[OTHER] * 11 + [RIGHT]).reciprocal_rank == pytest.approx(1 / 12)

    def test_an_empty_ranking_scores_0(self):
        found = result(passages=[])
        assert (found.recall_10, found.reciprocal_rank) == (0, 0)

    def test_an_unanswerable_question_has_no_recall(self):
        found = result(UNANSWERABLE, passages=[OTHER])
        assert (found.recall_5, found.success_5, found.gold_shown) == (None, None, None)


class TestQuotations:
    def test_one_gold_shown_is_enough_where_any_will_do(self):
        shown = result(quotes=[quote("reports/hull-2019.pdf", VISITS)])
        assert (shown.gold_shown, shown.gold_shown_share) == (1, 0.5)

    def test_one_gold_shown_is_not_enough_where_all_are_needed(self):
        need_all = replace(PAIR, need="all")
        shown = result(need_all, quotes=[quote("reports/hull-2019.pdf", VISITS)])
        assert (shown.gold_shown, shown.gold_shown_share) == (0, 0.5)

    def test_a_quotation_from_another_authority_is_counted(self):
        shown = result(quotes=[quote("reports/leeds-2019.pdf", CASELOADS)])
        assert (shown.wrong_authority, shown.wrong_visit, shown.gold_shown) == (1, 1, 0)

    def test_a_quotation_from_another_visit_is_counted_apart(self):
        shown = result(quotes=[quote("reports/hull-2022.pdf", "Caseloads have fallen")])
        assert (shown.wrong_authority, shown.wrong_visit) == (0, 1)

    def test_where_the_gold_is_not_held_its_authority_is_not_guessed(self):
        elsewhere = replace(PAIR, gold=(Gold("york-2018", 1, CASELOADS),))
        shown = result(elsewhere, quotes=[quote("reports/leeds-2019.pdf", CASELOADS)])
        assert (shown.wrong_authority, shown.wrong_visit) == (None, 1)

    def test_an_exact_quotation_is_its_documents_text_from_start_to_end(self):
        right = quote("reports/hull-2019.pdf", VISITS)
        assert result(quotes=[right]).inexact == 0

    @pytest.mark.parametrize(
        "change",
        [
            {"text": VISITS.replace("are", "were")},
            {"text": VISITS.replace(" on", "  on")},
            {"start": 0},
            {"document": "reports/unknown.pdf"},
            {"text": "", "start": 0, "end": 0},
            {"end": 10_000},
        ],
    )
    def test_any_departure_from_the_text_is_inexact(self, change):
        altered = quote("reports/hull-2019.pdf", VISITS) | change
        assert not is_exact(altered, DOCUMENTS.get(altered["document"]))

    def test_the_first_quotation_is_judged_apart(self):
        wrong_first = [
            quote("reports/hull-2022.pdf", "Caseloads have fallen"),
            quote("reports/hull-2019.pdf", VISITS),
        ]
        shown = result(quotes=wrong_first)
        assert (shown.gold_shown, shown.first_quote_right) == (1, 0)
        assert result(quotes=wrong_first[::-1]).first_quote_right == 1

    def test_nothing_shown_is_no_right_first_quotation(self):
        assert result(quotes=[]).first_quote_right == 0

    def test_across_authorities_no_authority_and_no_visit_is_wrong(self):
        across = replace(PAIR, kind="across")
        shown = result(across, quotes=[quote("reports/leeds-2019.pdf", CASELOADS)])
        assert (shown.wrong_authority, shown.wrong_visit, shown.gold_shown) == (None, None, 0)

    def test_a_quotation_that_cites_the_golds_page_is_counted(self):
        found = result(quotes=[quote("reports/hull-2019.pdf", CASELOADS)])
        elsewhere = result(quotes=[quote("reports/hull-2019.pdf", CASELOADS) | {"pages": [4]}])
        assert (found.gold_quotes, found.gold_pages) == (1, 1)
        assert (elsewhere.gold_quotes, elsewhere.gold_pages) == (1, 0)

    @pytest.mark.parametrize(
        ("change", "in_place"),
        [
            ({}, True),
            ({"pages": [2]}, False),
            ({"pages": [3, 4]}, False),
            ({"paragraph": "19"}, False),
            ({"paragraph": None}, False),
        ],
    )
    def test_pages_and_paragraph_are_those_of_the_span(self, change, in_place):
        cited = quote("reports/hull-2019.pdf", CASELOADS) | change
        assert is_in_place(cited, DOCUMENTS["reports/hull-2019.pdf"]) is in_place
        assert result(quotes=[cited]).misplaced == (not in_place)

    def test_where_no_number_stands_none_is_cited(self):
        bare = replace(DOCUMENTS["reports/hull-2019.pdf"], paragraphs=())
        cited = quote("reports/hull-2019.pdf", CASELOADS)
        assert is_in_place(cited | {"paragraph": None}, bare)
        assert not is_in_place(cited, bare)


class TestRefusals:
    @pytest.mark.parametrize(
        ("pair", "status", "right"),
        [
            (PAIR, "answered", True),
            (PAIR, "partial", True),
            (PAIR, "refused", False),
            (UNANSWERABLE, "refused", True),
            (UNANSWERABLE, "answered", False),
            (UNANSWERABLE, "partial", False),
        ],
    )
    def test_refusing_is_right_exactly_where_nothing_answers(self, pair, status, right):
        assert result(pair, status=status).refusal_right is right

    @pytest.mark.parametrize("pair", [PAIR, UNANSWERABLE])
    def test_no_answer_is_never_right(self, pair):
        missing = measure(pair, None, AUTHORITIES, DOCUMENTS.get, error="KeyError: 'x'")
        assert missing.refusal_right is False


class TestQuestionFiles:
    @pytest.mark.parametrize(
        ("bad", "said"),
        [
            (line(kind="passages"), "kind"),
            (line(gold=[{"file": "hull-2019", "page": 3}]), "gold.0.quote"),
            (line(gold=[]), "no gold"),
            (line(kind="unanswerable"), "has gold"),
            (line(), "earlier line"),
        ],
    )
    def test_a_malformed_line_is_named_by_file_and_line(self, tmp_path, bad, said):
        good = line(id=bad["id"] if said == "earlier line" else "z")
        questions = write_pairs(tmp_path / "q.jsonl", good, bad)
        with pytest.raises(QuestionFileError, match=rf"q\.jsonl, line 2: .*{said}"):
            load_pairs(questions)

    def test_a_line_that_is_not_json_is_named_by_file_and_line(self, tmp_path):
        (tmp_path / "q.jsonl").write_text("\n{'id': 1}\n", encoding="utf-8")
        with pytest.raises(QuestionFileError, match=r"q\.jsonl, line 2: Invalid JSON"):
            load_pairs(tmp_path / "q.jsonl")

    def test_two_files_with_one_id_are_named(self, tmp_path):
        first = write_pairs(tmp_path / "first.jsonl", line())
        second = write_pairs(tmp_path / "second.jsonl", line())
        with pytest.raises(QuestionFileError, match=r"'a' stands in .*first.* and in .*second"):
            load_all([first, second])

    def test_a_question_across_authorities_is_of_a_kind_of_its_own(self, tmp_path):
        pairs = load_pairs(write_pairs(tmp_path / "q.jsonl", line(kind="across")))
        assert pairs[0].kind == "across"


class TestTheBundledLettersPairs:
    @pytest.fixture(scope="class")
    def pairs(self) -> list[KnownPair]:
        return load_pairs(PAIRS)

    def test_there_are_thirty_of_which_six_have_no_answer(self, pairs):
        assert len(pairs) == 30
        assert sum(pair.kind == "unanswerable" for pair in pairs) == 6

    def test_every_quotation_stands_in_the_letter(self, pairs):
        letter = letters_only(LETTER.read_text(encoding="utf-8"))
        gold = [each for pair in pairs for each in pair.gold]
        assert {each.file for each in gold} == {LETTER.stem}
        assert [each.quote for each in gold if letters_only(each.quote) not in letter] == []

    @pytest.mark.parametrize("word", ["adopt", "care leaver", "accommod", "£", "2012", "school"])
    def test_what_is_said_to_be_absent_is_absent(self, word):
        assert word not in LETTER.read_text(encoding="utf-8").lower()
