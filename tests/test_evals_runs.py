"""What a reader of the evaluation's report relies on: runs, intervals, comparison, curve, page."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from commands import command
from evaluated import (
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
    FakeAssistant,
    Held,
    line,
    quote,
    result,
    run_of,
    write_pairs,
)

from evals.ablation import ablation_section, run_variants
from evals.baselines import bm25_as_typed, llama_index_defaults
from evals.compare import changes, difference, differences, paired
from evals.estimates import aggregate, estimate
from evals.measures import BY_NAME
from evals.questions import Gold, load_pairs
from evals.refusal_curve import point_at, refusal_curve
from evals.report import check, print_report, share
from evals.report_page import write_report
from evals.results import measure
from evals.results_folder import RunError, read_run, write_run
from evals.run import can_be_met, evaluate, findings
from evals.speed import half_store, measure_speed, speed_lines
from ingest.run import made_by

ROOT = Path(__file__).parents[1]
PAIRS = ROOT / "evals/questions/middlesbrough-2022.jsonl"


def numbered(*results):
    """Results of questions of their own."""
    return [replace(each, id=f"q{number}") for number, each in enumerate(results)]


class TestEstimates:
    def test_a_question_with_no_answer_lowers_the_average(self):
        missing = measure(PAIR, None, AUTHORITIES, DOCUMENTS.get, error="KeyError: 'x'")
        whole = aggregate([result(passages=[RIGHT]), missing])
        assert (whole.value("recall_5"), whole.value("gold_shown"), whole.errors) == (0.5, 0, 1)

    def test_unanswerable_questions_do_not_dilute_recall(self):
        whole = aggregate([result(passages=[RIGHT]), result(UNANSWERABLE, status="refused")])
        assert (whole.value("recall_5"), whole.answerable, whole.unanswerable) == (1, 1, 1)

    def test_precision_and_recall_of_refusals(self):
        whole = aggregate(
            [
                result(UNANSWERABLE, status="refused"),
                result(UNANSWERABLE, status="answered"),
                result(status="refused"),
                result(status="refused"),
            ]
        )
        assert whole.value("refusal_precision") == pytest.approx(1 / 3)
        assert whole.value("refusal_recall") == 0.5

    def test_wrong_visits_are_a_share_of_the_quotations_and_of_the_questions(self):
        right = quote("reports/hull-2019.pdf", VISITS)
        wrong = quote("reports/hull-2022.pdf", "Caseloads have fallen")
        whole = aggregate([result(quotes=[right, right, right]), result(quotes=[wrong])])
        assert whole.value("wrong_visit") == 0.25
        assert whole.value("wrong_visit_questions") == 0.5

    def test_an_interval_holds_the_value_and_narrows_with_more_questions(self):
        few = [result(passages=[RIGHT])] * 5 + [result(passages=[OTHER])] * 5
        narrow, wide = (estimate(BY_NAME["recall_5"], many) for many in (few * 10, few))
        assert wide.low < narrow.low < 0.5 < narrow.high < wide.high

    def test_an_interval_is_the_same_each_time(self):
        some = [result(passages=[RIGHT]), result(passages=[OTHER]), result(passages=[OTHER])]
        assert estimate(BY_NAME["recall_5"], some) == estimate(BY_NAME["recall_5"], some)

    def test_one_question_has_no_interval(self):
        alone = estimate(BY_NAME["recall_5"], [result(passages=[RIGHT])])
        assert (alone.value, alone.low, alone.high) == (1, None, None)

    def test_a_measure_of_no_question_is_not_given(self):
        assert "recall_5" not in aggregate([result(UNANSWERABLE)]).measures

    def test_time_is_that_of_all_the_steps(self):
        assert result().seconds == 1.0
        assert aggregate([result()]).seconds == {"median": 1.0, "p95": 1.0, "longest": 1.0}


class TestConditions:
    def test_a_run_that_meets_every_condition_fails_none(self):
        good = [
            result(passages=[RIGHT], quotes=[quote("reports/hull-2019.pdf", VISITS)]),
            result(UNANSWERABLE, status="refused"),
        ]
        assert check(run_of(good).summary, 0.9, True, True) == []

    def test_each_condition_failed_is_named(self):
        altered = quote("reports/hull-2019.pdf", VISITS) | {"start": 0}
        bad = [result(passages=[OTHER], quotes=[altered]), result(UNANSWERABLE)]
        failed = check(run_of(bad).summary, 0.9, True, True)
        assert [sentence.split()[0] for sentence in failed] == ["Recall@5", "1", "1"]

    def test_an_evaluation_of_nothing_does_not_pass(self):
        assert check(run_of([]).summary) == ["No question was asked."]


class TestRun:
    def test_one_question_that_fails_does_not_stop_the_run(self, tmp_path):
        questions = write_pairs(tmp_path / "q.jsonl", line(question="Boom?"), line(id="b"))
        run = evaluate([questions], findings(FakeAssistant()), Held(), tmp_path / "out")
        assert (run.summary.overall.questions, run.summary.overall.errors) == (2, 1)
        assert "RuntimeError: no such table" in (tmp_path / "out/questions.jsonl").read_text()

    def test_what_was_asked_is_recorded_by_file_with_its_hash(self, tmp_path):
        files = [
            write_pairs(tmp_path / "one.jsonl", line()),
            write_pairs(tmp_path / "two.jsonl", line(id="b")),
        ]
        run = evaluate(files, findings(FakeAssistant()), Held(), tmp_path / "out")
        assert [file.questions for file in run.summary.question_files] == [1, 1]
        assert all(len(file.sha256) == 64 for file in run.summary.question_files)
        assert list(run.summary.by_file) == ["one.jsonl", "two.jsonl"]
        assert run.summary.version

    def test_gold_that_is_not_held_is_named_and_still_scored(self, tmp_path):
        absent = line(id="b", gold=[{"file": "york-2018", "page": 1, "quote": CASELOADS}])
        questions = write_pairs(tmp_path / "q.jsonl", line(), absent)
        summary = evaluate([questions], findings(FakeAssistant()), Held(), tmp_path / "o").summary
        assert summary.gold_documents_not_held == ("york-2018",)
        assert (summary.overall.questions, summary.left_out) == (2, 0)

    def test_questions_on_what_is_not_held_can_be_left_out(self, tmp_path):
        absent = line(id="b", gold=[{"file": "york-2018", "page": 1, "quote": CASELOADS}])
        questions = write_pairs(tmp_path / "q.jsonl", line(), absent)
        system = findings(FakeAssistant())
        run = evaluate([questions], system, Held(), tmp_path / "out", held_only=True)
        assert (run.summary.overall.questions, run.summary.left_out) == (1, 1)

    def test_a_question_that_needs_all_its_gold_needs_every_document(self):
        two = (GOLD[0], Gold("york-2018", 1, VISITS))
        assert can_be_met(replace(PAIR, gold=two), {"hull-2019"})
        assert not can_be_met(replace(PAIR, gold=two, need="all"), {"hull-2019"})
        assert can_be_met(UNANSWERABLE, set())

    def test_a_run_that_was_written_is_read_as_it_was(self, tmp_path):
        shown = result(passages=[RIGHT], quotes=[quote("reports/hull-2019.pdf", VISITS)])
        run = run_of([shown, result(UNANSWERABLE, status="refused", evidence=0.1)])
        write_run(tmp_path / "run", run)
        assert read_run(tmp_path / "run") == run

    def test_a_folder_without_a_run_is_named(self, tmp_path):
        with pytest.raises(RunError, match="holds no run"):
            read_run(tmp_path)

    def test_a_run_of_another_version_says_what_to_do(self, tmp_path):
        write_run(tmp_path, run_of([result()]))
        (tmp_path / "questions.jsonl").write_text('{"id": "a"}\n')
        with pytest.raises(RunError, match="findings evaluate"):
            read_run(tmp_path)


class TestRefusalCurve:
    RESULTS = (
        result(UNANSWERABLE, status="refused"),
        result(UNANSWERABLE, status="refused", evidence=0.1),
        result(UNANSWERABLE, evidence=0.4),
        result(status="refused", evidence=0.2),
        result(evidence=0.6),
    )

    def test_a_higher_threshold_refuses_more_rightly_and_wrongly(self):
        curve = refusal_curve(self.RESULTS)
        assert [point.threshold for point in curve] == [0.1, 0.2, 0.4, 0.6]
        assert [point.refused for point in curve] == [1, 2, 3, 4]
        assert [point.precision for point in curve] == [1, 1, pytest.approx(2 / 3), 0.75]
        assert [point.recall for point in curve] == [pytest.approx(n / 3) for n in (1, 2, 2, 3)]

    def test_the_threshold_in_force_has_a_point_which_is_what_was_measured(self):
        curve = refusal_curve(self.RESULTS, in_force=0.3)
        whole = aggregate(self.RESULTS)
        point = point_at(curve, 0.3)
        assert point.precision == whole.value("refusal_precision")
        assert point.recall == whole.value("refusal_recall")

    def test_what_is_refused_for_another_reason_stays_refused(self):
        other = result(UNANSWERABLE, status="refused", evidence=0.9)
        assert refusal_curve([*self.RESULTS, other], in_force=0.3)[0].refused == 2

    def test_without_evidence_there_is_no_curve(self):
        assert refusal_curve([result()], in_force=0.3) == []


class TestComparison:
    A = numbered(*[result(passages=[OTHER])] * 8, *[result(passages=[RIGHT])] * 4)
    B = numbered(*[result(passages=[RIGHT])] * 11, result(passages=[OTHER]))

    def test_a_difference_has_its_interval_its_test_and_the_questions(self):
        pairings, alone = paired(self.A, self.B)
        found = difference(BY_NAME["recall_5"], pairings)
        assert alone == []
        assert found.difference == pytest.approx(7 / 12)
        assert 0 < found.low < found.difference < found.high
        assert found.p < 0.05
        assert found.better == tuple(f"q{number}" for number in range(8))
        assert found.worse == ("q11",)

    def test_a_run_does_not_differ_from_itself(self):
        pairings, _ = paired(self.A, self.A)
        assert {each.p for each in differences(pairings)} == {1.0}
        assert changes(pairings) == []

    def test_fewer_wrong_visits_are_better(self):
        wrong = result(quotes=[quote("reports/hull-2022.pdf", "Caseloads have fallen")])
        right = result(quotes=[quote("reports/hull-2019.pdf", VISITS)])
        pairings, _ = paired(numbered(wrong, wrong), numbered(right, wrong))
        found = difference(BY_NAME["wrong_visit"], pairings)
        assert (found.better, found.worse) == (("q0",), ())

    def test_the_same_id_with_another_question_is_not_compared(self):
        other = [replace(self.A[0], question="Another?"), *self.A[1:-1]]
        pairings, alone = paired(self.A, other)
        assert len(pairings) == 10
        assert alone == ["q0", "q11"]

    def test_a_question_that_changed_says_in_what(self):
        pairings, _ = paired(numbered(result(passages=[OTHER])), numbered(result(status="refused")))
        change = changes(pairings)[0]
        assert change.status == ("answered", "refused")
        assert ("refusal right", 1.0, 0.0) in change.measures

    def test_the_command_shows_two_runs_in_80_characters(self, tmp_path, monkeypatch, capsys):
        for name, results in {"a": self.A, "b": self.B}.items():
            write_run(tmp_path / name, run_of(results))
        monkeypatch.setenv("COLUMNS", "80")
        done = command(monkeypatch, capsys)("compare", str(tmp_path / "a"), str(tmp_path / "b"))
        assert done.status == 0
        assert "+0.58" in done.out
        assert "q3: recall@1 0.00 → 1.00" in done.out

    def test_runs_with_no_question_in_common_are_said_to_have_none(
        self, tmp_path, monkeypatch, capsys
    ):
        write_run(tmp_path / "a", run_of([]))
        write_run(tmp_path / "b", run_of(self.B))
        done = command(monkeypatch, capsys)("compare", str(tmp_path / "a"), str(tmp_path / "b"))
        assert (done.status, "no question in common" in done.err) == (1, True)


class TestReport:
    RUN = run_of(
        [
            result(
                replace(PAIR, question="Were <b>caseloads</b> | manageable?"),
                passages=[OTHER],
                quotes=[quote("reports/hull-2022.pdf", "Caseloads have fallen")],
                evidence=0.5,
            ),
            result(UNANSWERABLE, status="refused", evidence=0.1),
        ],
        threshold=0.3,
    )

    def test_the_tables_show_each_kind_and_all_in_80_characters(self):
        from rich.console import Console

        console = Console(width=80, file=StringIO())
        print_report(self.RUN, [run_of(self.RUN.results, "BM25 as typed")], console)
        shown = console.file.getvalue()
        assert "pass…" not in shown
        assert all(word in shown for word in ["passage", "unanswerable", "all", "BM25 as typed"])
        assert "Refused: 1 of 1" in shown

    def test_a_share_near_0_or_1_is_told_from_it(self):
        assert [share(each) for each in (0, 0.004, 0.5, 0.998, 1, None)] == [
            "0.00", "0.004", "0.50", "0.998", "1.00", "–",
        ]  # fmt: skip

    @pytest.fixture(scope="class")
    def folder(self, tmp_path_factory):
        folder = tmp_path_factory.mktemp("report")
        write_report(folder, self.RUN, [run_of(self.RUN.results, "BM25 as typed")])
        return folder

    def test_it_says_what_was_run_and_what_failed(self, folder):
        text = (folder / "report.md").read_text("utf-8")
        for said in (
            "q.jsonl: 2 questions, sha256",
            "| measure | Findings | BM25 as typed |",
            "0.300 (in force)",
            "What failed: 1 of 2 questions",
            "hull-2019, page 3",
            "“Caseloads have fallen”",
        ):
            assert said in text

    def test_a_question_is_shown_as_it_is_and_never_taken_for_html(self, folder):
        page = (folder / "report.html").read_text("utf-8")
        assert "<b>caseloads" not in page
        assert "Were &lt;b&gt;caseloads&lt;/b&gt; | manageable?" in page

    def test_the_page_takes_nothing_from_the_network(self, folder):
        page = (folder / "report.html").read_text("utf-8")
        assert 'src="plotly.min.js"' in page
        assert (folder / "plotly.min.js").is_file()
        assert not any(way in page for way in ('src="http', "@import", "<link", "cdn"))


class TestBaselines:
    def test_bm25_ranks_whole_passages_of_any_document(self, letter_store):
        pair = load_pairs(PAIRS)[0]
        answer = bm25_as_typed(letter_store.catalogue).answer(pair)
        assert 5 < len(answer["passages"]) <= 10
        assert answer["quotes"] == answer["passages"][:5]
        assert measure(
            pair, answer, {}, letter_store.catalogue.document
        ).inexact == 0  # fmt: skip

    @pytest.mark.parametrize("question", ["", "???", '" OR NEAR(', "SELECT * FROM x; --"])
    def test_bm25_is_not_upset_by_what_is_typed(self, letter_store, question):
        assert "quotes" in bm25_as_typed(letter_store.catalogue).answer(
            replace(PAIR, question=question)
        )

    def test_llama_index_encodes_a_document_once(self, tmp_path, model, monkeypatch):
        first = llama_index_defaults(TEXTS, model, tmp_path)
        monkeypatch.setattr("evals.baselines._save", lambda *_: pytest.fail("encoded again"))
        again = llama_index_defaults(TEXTS, model, tmp_path)
        found = [system.answer(PAIR)["passages"] for system in (first, again)]
        assert found[0] == found[1]
        assert found[0][0]["text"] in TEXTS[found[0][0]["document"]]


class TestCommand:
    def test_one_command_writes_the_run_its_baselines_and_the_report(
        self, tmp_path, letter_store, monkeypatch, capsys
    ):
        monkeypatch.setenv("FINDINGS_HOME", str(letter_store.home))
        lines = PAIRS.read_text("utf-8").splitlines()
        for name, own in {"one": lines[:2], "two": lines[2:4]}.items():
            (tmp_path / name).write_text("\n".join(own), "utf-8")
        out = tmp_path / "out"
        done = command(monkeypatch, capsys)(
            *("evaluate", tmp_path / "one", tmp_path / "two", "--out", out),
            *("--baselines", "--baseline-vectors", tmp_path / "vectors"),
            *("--minimum-recall", "1.1"),
        )
        assert (done.status, done.err) == (1, "Recall@5 is 1.000, below 1.1.\n")
        baselines = [read_run(out / "baselines" / name) for name in ("bm25", "llama-index")]
        assert [len(run.results) for run in (read_run(out), *baselines)] == [4, 4, 4]
        page = (out / "report.html").read_text("utf-8")
        assert "<th>measure</th>" in page.replace(' style="text-align:right"', "")
        assert "llama-index" in page


class TestParts:
    def test_each_variant_is_asked_and_stands_beside_the_whole(self, tmp_path, letter_assistant):
        few = tmp_path / "q.jsonl"
        few.write_text("\n".join(PAIRS.read_text("utf-8").splitlines()[:4]), "utf-8")
        runs = run_variants([few], letter_assistant, tmp_path / "out")
        table = ablation_section(runs).text
        assert all(f"| {name} | " in table for name in runs if name != "whole")
        assert read_run(tmp_path / "out/whole") == runs["whole"]

    def test_a_variant_leaves_the_assistant_whole(self, tmp_path, letter_assistant):
        before = letter_assistant.retriever
        run_variants([write_pairs(tmp_path / "q", line())], letter_assistant, tmp_path / "out")
        assert letter_assistant.retriever is before


class TestSpeed:
    def test_half_of_the_store_has_its_own_vectors_and_answers(self, store, tmp_path, model):
        from invented import ilacs_five_judgements, sif

        from assistant.ask import Assistant

        (tmp_path / "in").mkdir()
        (tmp_path / "in/a.pdf").write_bytes(sif())
        (tmp_path / "in/b.pdf").write_bytes(ilacs_five_judgements())
        whole = store()
        whole.ingest(tmp_path / "in")
        parts = half_store(whole.catalogue, whole.index, made_by(model), tmp_path / "half")
        kept = {passage.key for passage in parts[0].passages()}
        assert len(parts[0].documents()) == 1
        assert parts[1].keys() == kept
        assert kept < whole.index.keys()
        pair = replace(PAIR, question="Ambershire 2015: how good is the help for children?")
        assistants = [
            Assistant(*parts, model),
            Assistant(whole.catalogue, whole.index, model),
        ]
        speeds = measure_speed([pair], assistants, model, rounds=2)
        assert all(timing.multiple > 0 for speed in speeds for timing in speed.timings)
        assert "| documents |" in "\n".join(speed_lines(*speeds))
        parts[0].close()
