"""Three documents, a question on each side of a refusal, and what may come of them."""

import json
from dataclasses import replace
from pathlib import Path

from corpus.types import Answer, Document, Paragraph, Scope, SourceRun
from evals.estimates import aggregate, by_file, by_kind
from evals.questions import Gold, KnownPair
from evals.results import QuestionResult, measure
from evals.results_folder import QuestionFile, Run, Summary

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
DOCUMENTS = {
    name: Document(
        name,
        sha256=name,
        kind="ilacs",
        text=text,
        authority=AUTHORITIES[name],
        pages=4,
        source_runs=(SourceRun(0, len(text), 3, 0),),
        paragraphs=(Paragraph(0, len(text), "body", "18"),),
    )
    for name, text in TEXTS.items()
}
GOLD = (Gold("hull-2019", 3, CASELOADS), Gold("hull-2019", 4, VISITS))
PAIR = KnownPair("q1", "manager", "passage", "Were caseloads manageable in Hull, 2019?", GOLD)
UNANSWERABLE = replace(PAIR, id="q2", kind="unanswerable", gold=())


def quote(document: str, text: str) -> dict:
    start = TEXTS[document].index(text)
    span = {"document": document, "start": start, "end": start + len(text), "text": text}
    return span | {"pages": [3], "paragraph": "18"}


def passage(document: str, text: str) -> dict:
    return {"document": document, "pages": [], "text": text, "score": 0.0}


def answer(passages=(), quotes=(), status="answered", evidence=None) -> dict:
    seconds = {"understand": 0.25, "retrieve": 0.5, "compose": 0.25}
    return {
        "status": status,
        "quotes": quotes,
        "passages": passages,
        "evidence": evidence,
        "seconds": seconds,
    }


def result(pair=PAIR, **parts) -> QuestionResult:
    return measure(pair, answer(**parts), AUTHORITIES, DOCUMENTS.get)


def run_of(results, system="Findings", threshold=None) -> Run:
    summary = Summary(
        system=system,
        date="2026-08-01",
        version="0.1.0",
        question_files=(QuestionFile("q.jsonl", "0" * 64, len(results)),),
        settings={},
        threshold=threshold,
        documents_held=3,
        documents_sha256="0" * 64,
        gold_documents=1,
        gold_documents_not_held=(),
        left_out=0,
        overall=aggregate(results),
        by_kind=by_kind(results),
        by_file=by_file(results),
    )
    return Run(summary, tuple(results))


class FakeAssistant:
    """Answers nothing, and fails on one question."""

    def ask(self, question, turns):
        if "Boom" in question:
            raise RuntimeError("no such table")
        return Answer(question, "refused", "no_evidence", Scope(), lead="")


class Held:
    """A catalogue of the three documents."""

    def documents(self):
        return list(DOCUMENTS.values())

    def document(self, name):
        return DOCUMENTS.get(name)


def write_pairs(path: Path, *lines: dict) -> Path:
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def line(**parts) -> dict:
    gold = [{"file": "hull-2019", "page": 3, "quote": CASELOADS}]
    usual = {"id": "a", "user": "manager", "kind": "passage", "question": "Caseloads?"}
    return usual | {"turns": [], "gold": gold, "need": "any"} | parts


RIGHT = passage("reports/hull-2019.pdf", CASELOADS)
ALSO_RIGHT = passage("reports/hull-2019.pdf", VISITS)
OTHER = passage("reports/hull-2022.pdf", TEXTS["reports/hull-2022.pdf"])
