"""What a reader of the evaluation's report relies on."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus.types import Answer, Document, Scope
from evals.matching import is_gold, letters_only, pages_agree
from evals.measures import inexact_quotes, measure
from evals.questions import Gold, KnownPair, QuestionFileError, load_pairs
from evals.report import Summary, aggregate, by_kind, check, print_report, write_results
from evals.run import can_be_met, evaluate

ROOT = Path(__file__).parents[1]
LETTER = ROOT / "corpus/letters/middlesbrough-monitoring-visit-2022-08-17.txt"
PAIRS = ROOT / "evals/questions/middlesbrough-2022.jsonl"

CASELOADS = "Social workers’ caseloads are too high in the assessment teams."
VISITS = "Children are visited on the same day when that is needed."
TEXTS = {
    "reports/hull-2019.pdf": f"{CASELOADS} {VISITS}",
    "reports/hull-2022.pdf": "Caseloads have fallen since the last inspection of the service.",
    "reports/leeds-2019.pdf": f"Leaders know their service well. {CASELOADS}",
}
AUTHORITIES = {
    "reports/hull-2019.pdf": "Kingston upon Hull",
    "reports/hull-2022.pdf": "Kingston upon Hull",
    "reports/leeds-2019.pdf": "Leeds",
}
GOLD = (Gold("hull-2019", 3, CASELOADS), Gold("hull-2019", 4, VISITS))
PAIR = KnownPair("q1", "manager", "passage", "Were caseloads manageable in Hull, 2019?", GOLD)
UNANSWERABLE = replace(PAIR, id="q2", kind="unanswerable", gold=())


def quote(document: str, text: str) -> dict:
    start = TEXTS[document].index(text)
    return {"document": document, "start": start, "end": start + len(text), "text": text}


def passage(document: str, text: str) -> dict:
    return {"document": document, "pages": [], "text": text, "score": 0.0}


def answer(passages=(), quotes=(), status="answered") -> dict:
    seconds = {"understand": 0.25, "retrieve": 0.5, "compose": 0.25}
    return {"status": status, "quotes": quotes, "passages": passages, "seconds": seconds}


def result(pair=PAIR, **parts):
    return measure(pair, answer(**parts), AUTHORITIES, TEXTS.__getitem__)


def summary_of(results) -> Summary:
    return Summary(
        "2026-08-01", ("q.jsonl",), {}, 3, 1, (), 0, aggregate(results), by_kind(results)
    )


RIGHT = passage("reports/hull-2019.pdf", CASELOADS)
ALSO_RIGHT = passage("reports/hull-2019.pdf", VISITS)
OTHER = passage("reports/hull-2022.pdf", TEXTS["reports/hull-2022.pdf"])


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
        most = CASELOADS[: int(len(CASELOADS) * 0.7)]
        assert is_gold("hull-2019.pdf", f"Another sentence. {most}", GOLD[0])

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
        assert inexact_quotes([right], TEXTS.__getitem__) == 0

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
        assert inexact_quotes([altered], TEXTS.__getitem__) == 1


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
        missing = measure(pair, None, AUTHORITIES, TEXTS.__getitem__, "KeyError: 'x'")
        assert missing.refusal_right is False


class TestReport:
    def test_a_question_with_no_answer_lowers_the_average(self):
        missing = measure(PAIR, None, AUTHORITIES, TEXTS.__getitem__, "KeyError: 'x'")
        whole = aggregate([result(passages=[RIGHT]), missing])
        assert (whole.recall_5, whole.gold_shown, whole.errors) == (0.5, 0, 1)

    def test_unanswerable_questions_do_not_dilute_recall(self):
        whole = aggregate([result(passages=[RIGHT]), result(UNANSWERABLE, status="refused")])
        assert (whole.recall_5, whole.answerable, whole.unanswerable) == (1, 1, 1)

    def test_time_is_that_of_all_the_steps(self):
        assert result().seconds == 1.0

    def test_precision_and_recall_of_refusals(self):
        whole = aggregate(
            [
                result(UNANSWERABLE, status="refused"),
                result(UNANSWERABLE, status="answered"),
                result(status="refused"),
                result(status="refused"),
            ]
        )
        assert whole.refusal_precision == pytest.approx(1 / 3)
        assert whole.refusal_recall == 0.5

    def test_a_run_that_meets_every_condition_fails_none(self):
        good = [
            result(passages=[RIGHT], quotes=[quote("reports/hull-2019.pdf", VISITS)]),
            result(UNANSWERABLE, status="refused"),
        ]
        assert check(summary_of(good), 0.9, True, True) == []

    def test_each_condition_failed_is_named(self):
        altered = quote("reports/hull-2019.pdf", VISITS) | {"start": 0}
        bad = [result(passages=[OTHER], quotes=[altered]), result(UNANSWERABLE)]
        failed = check(summary_of(bad), 0.9, True, True)
        assert [sentence.split()[0] for sentence in failed] == ["Recall@5", "1", "1"]

    def test_an_evaluation_of_nothing_does_not_pass(self):
        assert check(summary_of([])) == ["No question was asked."]

    def test_results_are_kept_question_by_question_with_the_summary_beside(self, tmp_path):
        results = [result(passages=[RIGHT]), result(UNANSWERABLE, status="refused")]
        write_results(tmp_path / "run", results, summary_of(results))
        lines = (tmp_path / "run/questions.jsonl").read_text(encoding="utf-8").splitlines()
        summary = json.loads((tmp_path / "run/summary.json").read_text(encoding="utf-8"))
        assert [json.loads(line)["id"] for line in lines] == ["q1", "q2"]
        assert summary["overall"]["recall_5"] == 1

    def test_the_tables_show_each_kind_and_all_in_80_characters(self):
        from rich.console import Console

        console = Console(width=80, file=StringIO())
        print_report(summary_of([result(passages=[RIGHT]), result(UNANSWERABLE)]), console)
        shown = console.file.getvalue()
        assert "…" not in shown
        assert all(word in shown for word in ["passage", "unanswerable", "all", "Refused: 0 of 1"])


class FakeAssistant:
    """Holds three documents; answers nothing, and fails on one question."""

    catalogue = SimpleNamespace(
        documents=lambda: [
            Document(name, "", "ilacs", "", authority=whose) for name, whose in AUTHORITIES.items()
        ],
        text=TEXTS.__getitem__,
    )

    def ask(self, question, turns):
        if "Boom" in question:
            raise RuntimeError("no such table")
        return Answer(question, "refused", "no_evidence", Scope(), lead="")


def write_pairs(path: Path, *lines: dict) -> Path:
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def line(**parts) -> dict:
    gold = [{"file": "hull-2019", "page": 3, "quote": CASELOADS}]
    usual = {"id": "a", "user": "manager", "kind": "passage", "question": "Caseloads?"}
    return usual | {"turns": [], "gold": gold, "need": "any"} | parts


class TestRun:
    @pytest.fixture(autouse=True)
    def answers_as_json(self, monkeypatch):
        """The contract's object, without the assistant that another test covers."""
        import sys

        said = lambda answer, id: {"id": id, "status": answer.status, "reason": answer.reason}  # noqa: E731
        monkeypatch.setitem(sys.modules, "assistant.answer_json", SimpleNamespace(answer_json=said))

    def test_one_question_that_fails_does_not_stop_the_run(self, tmp_path):
        questions = write_pairs(tmp_path / "q.jsonl", line(question="Boom?"), line(id="b"))
        summary = evaluate([questions], FakeAssistant(), tmp_path / "out")
        assert (summary.overall.questions, summary.overall.errors) == (2, 1)
        assert "RuntimeError: no such table" in (tmp_path / "out/questions.jsonl").read_text()

    def test_gold_that_is_not_held_is_named_and_still_scored(self, tmp_path):
        absent = line(id="b", gold=[{"file": "york-2018", "page": 1, "quote": CASELOADS}])
        questions = write_pairs(tmp_path / "q.jsonl", line(), absent)
        summary = evaluate([questions], FakeAssistant(), tmp_path / "out")
        assert summary.gold_documents_not_held == ("york-2018",)
        assert (summary.overall.questions, summary.left_out) == (2, 0)

    def test_questions_on_what_is_not_held_can_be_left_out(self, tmp_path):
        absent = line(id="b", gold=[{"file": "york-2018", "page": 1, "quote": CASELOADS}])
        questions = write_pairs(tmp_path / "q.jsonl", line(), absent)
        summary = evaluate([questions], FakeAssistant(), tmp_path / "out", held_only=True)
        assert (summary.overall.questions, summary.left_out) == (1, 1)

    def test_a_question_that_needs_all_its_gold_needs_every_document(self):
        two = (GOLD[0], Gold("york-2018", 1, VISITS))
        assert can_be_met(replace(PAIR, gold=two), {"hull-2019"})
        assert not can_be_met(replace(PAIR, gold=two, need="all"), {"hull-2019"})
        assert can_be_met(UNANSWERABLE, set())


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
