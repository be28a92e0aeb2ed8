"""The `findings` command: the JSON that other programs rely on, and errors said in a sentence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commands import Done, Findings, command
from stores import Store

LETTER = "letters/middlesbrough-monitoring-visit-2022-08-17.txt"
FINDINGS = Path(sys.executable).with_name("findings")

STATUSES = {"answered", "partial", "refused"}
REASONS = {None, "no_authority", "no_inspection", "no_evidence", "out_of_scope"}


@pytest.fixture
def findings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Findings:
    """Runs the command in this process, in a folder and a data folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FINDINGS_HOME", str(tmp_path / "home"))
    return command(monkeypatch, capsys)


@pytest.fixture
def with_letter(findings: Findings, letter_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command reads the store that holds the bundled letter."""
    monkeypatch.setenv("FINDINGS_HOME", str(letter_store.home))


def assert_keeps_the_contract(answer: dict[str, Any], text: str) -> None:
    """An answer's keys, their order and types, as README gives them; quotations are exact."""
    assert list(answer) == [
        *("id", "question", "status", "reason", "scope"),
        *("answer", "quotes", "passages", "seconds", "nearest", "evidence"),
    ]
    assert answer["status"] in STATUSES
    assert answer["reason"] in REASONS
    assert (answer["reason"] is None) == (answer["status"] != "refused")
    assert list(answer["scope"]) == [
        *("authorities", "documents", "period", "intent", "kinds", "practice_areas", "tone"),
        *("regions", "whose", "form", "subject", "choices"),
    ]
    assert len(answer["scope"]["period"]) == 2
    for day in answer["scope"]["period"]:
        assert day is None or re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    assert isinstance(answer["scope"]["intent"], str)
    assert bool(answer["quotes"]) == (answer["status"] != "refused")
    for quote in answer["quotes"]:
        assert list(quote) == [
            *("document", "start", "end", "text", "pages", "paragraph", "section", "citation")
        ]
        assert quote["document"] == LETTER
        assert quote["text"]
        assert quote["text"] == text[quote["start"] : quote["end"]]
        assert quote["pages"] == []
        assert isinstance(quote["paragraph"], str)
        assert quote["citation"] in answer["answer"]
    assert not (answer["nearest"] and answer["quotes"])
    assert all(quote["text"] == text[quote["start"] : quote["end"]] for quote in answer["nearest"])
    assert len(answer["passages"]) <= 20
    for passage in answer["passages"]:
        assert list(passage) == ["document", "pages", "text", "score"]
        assert passage["text"] in text
        assert isinstance(passage["score"], float)
    assert list(answer["seconds"]) == ["understand", "retrieve", "compose"]
    assert all(value >= 0 for value in answer["seconds"].values())


# From the shell


def test_help_imports_nothing_heavy() -> None:
    heavy = "torch sentence_transformers transformers llama_index chromadb gradio pypdf numpy"
    script = (
        "import sys; from assistant.command_line import app\n"
        "try: app(['--help'])\n"
        f"except SystemExit as end: print(end.code, set('{heavy}'.split()) & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.endswith("0 set()\n"), done
    commands = "ingest documents show doctor remove reindex register ask chat evaluate"
    assert all(f" {name} " in done.stdout for name in commands.split())


def test_the_installed_command_answers(letter_store: Store, tmp_path: Path) -> None:
    done = subprocess.run(
        [FINDINGS, "ask", "How is early help in Middlesbrough?"],
        env=os.environ | {"FINDINGS_HOME": str(letter_store.home)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "> “" in done.stdout
    assert "[1] Middlesbrough, monitoring visit, 13–14 July 2022" in done.stdout


# Documents


def test_a_document_is_listed_as_the_contract_says(findings: Findings, with_letter: None) -> None:
    [letter] = [d for d in findings("documents", "--json").objects if d["document"] == LETTER]
    assert list(letter.items()) == [
        ("document", LETTER),
        ("kind", "monitoring_visit"),
        ("authority", "Middlesbrough"),
        ("urn", "80523"),
        ("visits", [["2022-07-13", "2022-07-14"]]),
        ("letter_date", "2022-08-17"),
        ("published", None),
        ("inspectors", ["Louise Hollick", "Matt Reed"]),
        ("lead_inspector", None),
        ("focus", letter["focus"]),
        (
            "grades",
            {
                "overall": None,
                "leaders": None,
                "help_and_protection": None,
                "in_care": None,
                "care_leavers": None,
                "adoption": None,
                "lscb": None,
            },
        ),
        ("pages", None),
        ("paragraphs", letter["paragraphs"]),
        ("conflicts", []),
        ("framework", letter["framework"]),
        ("updated", None),
        ("faults", []),
    ]
    assert letter["framework"] in {None, "ILACS"}
    assert letter["focus"] is None or isinstance(letter["focus"], str)
    # Two before the list, its five, one after, one headline, sixteen of findings, the copy line.
    assert 24 <= letter["paragraphs"] <= 27


def test_documents_for_a_reader(findings: Findings, with_letter: None) -> None:
    done = findings("documents")
    assert (
        f"{LETTER}: Middlesbrough, monitoring visit, 13–14 July 2022 (letter of 17 August 2022)\n"
        in done.out
    )


def test_nothing_held_says_what_to_do(findings: Findings) -> None:
    assert findings("documents", "--json") == Done(0, "", "")
    assert "findings ingest" in findings("documents").out


def test_a_run_says_what_became_of_each_file_and_a_removal_what_is_gone(
    findings: Findings, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("# Letter\n\nChildren are seen quickly.\n", "utf-8")
    (folder / "b.pdf").write_text("<html>Not found</html>", "utf-8")
    done = findings("ingest", folder, tmp_path / "nowhere")
    assert done.status == 1
    assert "Set aside: b.pdf: it is a web page, not a PDF: fetch the document again.\n" in done.out
    assert f"Set aside: {tmp_path / 'nowhere'}: there is no such file or folder.\n" in done.out
    assert "1 added, 0 replaced, 0 unchanged, 2 set aside. 1 documents are held.\n" in done.out
    assert "Set aside on 20" in findings("documents").out

    done = findings("remove", "a.txt", "b.txt")
    assert (done.status, done.out) == (1, "1 removed.\n")
    assert done.err == "Not held: b.txt. `findings documents` lists what is.\n"
    assert findings("documents", "--json").out == ""
    assert findings("reindex").out == "0 passages are in the index.\n"


# Questions


def test_questions_of_a_file_are_answered_in_order_one_a_line(
    findings: Findings, with_letter: None, letter_store: Store, tmp_path: Path
) -> None:
    pairs: list[dict[str, Any]] = [
        {"id": "first", "question": "What did inspectors say about early help in Middlesbrough?"},
        {"id": "second", "question": "And\u2028the MACH?", "turns": ["Middlesbrough in 2022"]},
        {"question": "What did inspectors say about early help in Leeds?", "turns": None},
        {"id": "wales", "question": "What did inspectors find in Cardiff?", "gold": []},
        {"id": "español", "question": "¿Qué dijeron los inspectores sobre la ayuda temprana?"},
        {"id": "中文", "question": "检查员对早期帮助说了什么？"},
        {"id": "odd", "question": '"(*) OR NEAR/2 -^ \\ \x00 DROP TABLE documents; --'},
        {"id": "emoji", "question": "🙂"},
    ]
    lines = [json.dumps(pair, ensure_ascii=False) for pair in pairs]
    file = tmp_path / "questions.jsonl"
    file.write_text("\ufeff" + "\n\n".join(lines) + "\n", "utf-8")
    done = findings("ask", "--questions", file, "--json")
    assert done.status == 0, done.err
    # Not splitlines: a question may have U+2028 in it.
    answers = [json.loads(line) for line in done.out.split("\n") if line]
    assert [answer["id"] for answer in answers] == [pair.get("id") for pair in pairs]
    assert [answer["question"] for answer in answers] == [pair["question"] for pair in pairs]
    text = letter_store.catalogue.text(LETTER)
    for answer in answers:
        assert_keeps_the_contract(answer, text)
    first, second, leeds, wales = answers[:4]
    assert (first["status"], first["reason"]) == ("answered", None)
    assert first["scope"]["authorities"] == ["Middlesbrough"]
    assert first["scope"]["documents"] == [LETTER]
    assert first["passages"]
    assert second["scope"]["period"] == ["2022-01-01", "2022-12-31"]
    assert (leeds["status"], leeds["reason"]) == ("refused", "no_authority")
    assert (wales["status"], wales["reason"]) == ("refused", "out_of_scope")


def test_one_question_prints_one_object(
    findings: Findings, with_letter: None, letter_store: Store
) -> None:
    [answer] = findings("ask", "How are strategy meetings run?", "--json").objects
    assert answer["id"] is None
    assert_keeps_the_contract(answer, letter_store.catalogue.text(LETTER))


# What goes wrong

QUESTION_FILES = {
    "missing.jsonl": (None, r"missing\.jsonl: No such file or directory\."),
    "word.jsonl": (b"what?\n", r"word\.jsonl, line 1: not JSON \(Expecting value\)\."),
    "cut.jsonl": (b'{"question": "a"}\n{"question": "b\n', r"cut\.jsonl, line 2: not JSON .*"),
    "list.jsonl": (b'["What?"]\n', r"list\.jsonl, line 1: no “question” in it\."),
    "none.jsonl": (b'\n{"id": "a"}\n', r"none\.jsonl, line 2: no “question” in it\."),
    "number.jsonl": (b'{"question": 1}\n', r"number\.jsonl, line 1: no “question” in it\."),
    "turns.jsonl": (b'{"question": "a", "turns": "b"}', r"turns\.jsonl, line 1: “turns” is not .*"),
    "turn.jsonl": (b'{"question": "a", "turns": [1]}', r"turn\.jsonl, line 1: “turns” is not .*"),
    "latin.jsonl": (b'{"question": "caf\xe9"}\n', r"latin\.jsonl is not in UTF-8: .*"),
}


def assert_said_in_a_line(done: Done, pattern: str) -> None:
    assert done.status == 1
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert re.fullmatch(pattern, done.err.rstrip("\n")), done.err


@pytest.mark.parametrize("name", QUESTION_FILES)
def test_a_file_of_questions_that_is_wrong_names_its_line(
    name: str, findings: Findings, tmp_path: Path
) -> None:
    content, pattern = QUESTION_FILES[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert_said_in_a_line(findings("ask", "--questions", name, "--json"), pattern)


def test_a_question_that_cannot_be_asked_says_why(findings: Findings, with_letter: None) -> None:
    for question in ("", "  \n "):
        assert_said_in_a_line(findings("ask", question), "Ask a question, such as “.+”")
    assert_said_in_a_line(
        findings("ask", "early help " * 1_000),
        r"The question has 11,000 characters; please ask in 2,000 or fewer\.",
    )


@pytest.mark.parametrize(
    ("variable", "value", "pattern"),
    [
        (
            "FINDINGS_HOMR",
            "x",
            r"The variable FINDINGS_HOMR is not a setting of Findings: "
            r"did you mean FINDINGS_HOME\?",
        ),
        ("FINDINGS_PORT", "abc", r"The setting port is wrong: .*"),
        ("FINDINGS_PORT", "70000", r"The setting port is wrong: .*"),
        ("FINDINGS_HOME", "/dev/null/x", r"The data folder /dev/null/x cannot be used .*"),
    ],
)
def test_a_wrong_variable_is_named(
    variable: str, value: str, pattern: str, findings: Findings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    assert_said_in_a_line(findings("documents"), pattern)


@pytest.mark.parametrize(
    ("toml", "pattern"),
    [
        ('chroma_ulr = "http://127.0.0.1:8000"', r".*chroma_ulr.*did you mean chroma_url\?"),
        ("port = 0", r"The setting port is wrong: .*"),
        ("port: 7860", r"findings\.toml is not valid TOML: .*"),
    ],
)
def test_a_wrong_key_of_the_file_is_named(
    toml: str, pattern: str, findings: Findings, tmp_path: Path
) -> None:
    (tmp_path / "findings.toml").write_text(toml, "utf-8")
    assert_said_in_a_line(findings("documents"), pattern)


def test_an_embedding_model_that_is_not_there_is_named(
    findings: Findings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDINGS_EMBEDDING_MODEL", "no/such-model")
    done = findings("ask", "How is early help?")
    assert_said_in_a_line(done, r"No embedding model at no/such-model: .*")


def test_a_variable_outranks_the_file_and_an_empty_one_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.settings import load_settings

    monkeypatch.chdir(tmp_path)
    (tmp_path / "findings.toml").write_text('port = 8001\nhome = "of the file"', "utf-8")
    monkeypatch.setenv("FINDINGS_PORT", "8002")
    monkeypatch.setenv("FINDINGS_HOME", "")
    settings = load_settings()
    assert (settings.port, str(settings.home)) == (8002, "of the file")
