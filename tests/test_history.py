"""An authority's improvement history: of the invented one, and of real ones where they are held."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import invented
import pytest
from stores import Store, open_store_in

from assistant.app.history_parts import fixed_html, followed_html, history_html
from assistant.app.step_chart import step_chart
from assistant.ask import Assistant
from assistant.history.authority_history import (
    fixed_by_default,
    history_json,
    later_than,
    read_history,
)
from assistant.history.briefing import briefing
from assistant.history.fixed import items_of
from assistant.history.followed import area_followed, areas_to_follow, follow
from assistant.history.grades_over_time import board_grades, grades_over_time
from assistant.history.headlines import findings_of, item_spans
from assistant.history.timeline import authorities_with_history, own_visit_name, timeline
from assistant.history_commands import history as history_command
from assistant.papers.paper import Quotation, Words
from assistant.practice_areas import areas_named
from corpus.embedding import EmbeddingModel
from corpus.register import known_documents
from corpus.types import Document, Judgement, Paragraph
from ingest.read import read_document

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"

#: An authority that exists, so that the invented documents are known to be its own.
AUTHORITY = "Middlesbrough"
URN = "80523"

MADE = "2026-09-01T09:00:00+00:00"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, model: EmbeddingModel) -> Iterator[Store]:
    """A SIF report, a letter, and reports of 2022 and after the reform, as if of Middlesbrough."""
    folder = tmp_path_factory.mktemp("documents")
    for name, draw in (
        ("sif", invented.sif),
        ("focused", invented.focused_visit),
        ("four", invented.ilacs_four_judgements),
        ("reformed", invented.ilacs_post_reform),
    ):
        (folder / f"{name}.pdf").write_bytes(draw(AUTHORITY))
    opened = open_store_in(tmp_path_factory.mktemp("home"), model)
    opened.ingest(folder)
    yield opened
    opened.catalogue.close()


@pytest.fixture(scope="module")
def assistant(store: Store) -> Assistant:
    return Assistant(store.catalogue, store.index, store.model)


def whole(store: Store, name: str) -> Document:
    document = store.catalogue.document(name)
    assert document
    return document


def inspection(year: int, framework: str, **grades: str) -> Document:
    return Document(
        name=f"{year}",
        sha256="0",
        kind="ilacs" if framework.startswith("ILACS") else "sif",
        text="",
        framework=framework,  # type: ignore[arg-type]
        authority=AUTHORITY,
        urn=URN,
        visits=((date(year, 5, 4), date(year, 5, 8)),),
        judgements=tuple(Judgement(a, g, n, n + 1) for n, (a, g) in enumerate(grades.items())),
    )


def test_the_timeline_has_what_is_held_and_what_is_only_known(store: Store) -> None:
    visits = timeline(URN, store.catalogue.documents())

    assert [d.last_day for d in visits] == sorted(d.last_day for d in visits)
    assert {d.name for d in visits if d.sha256} == {
        d.name for d in store.catalogue.documents() if d.urn == URN
    }
    assert all(d.urn == URN for d in visits)
    known = {d.name for d in known_documents() if d.urn == URN}
    assert {d.name for d in visits if not d.sha256} <= known


def test_authorities_are_offered_with_how_much_is_held_of_them(store: Store) -> None:
    offered = {
        a.name: (held, known)
        for a, held, known in authorities_with_history(store.catalogue.documents())
    }

    assert offered[AUTHORITY][0] == 4
    assert all(held == 0 for name, (held, _) in offered.items() if name != AUTHORITY)


def test_every_quotation_of_a_history_is_an_exact_span(store: Store, assistant: Assistant) -> None:
    history = read_history(URN, store.catalogue)
    said = list(follow("care leavers", history.visits, assistant))
    paper = briefing(
        history,
        store.catalogue.documents(),
        MADE,
        "care leavers",
        said,
        fixed_by_default(history, assistant),
    )
    quotes = [block.quote for block in paper.blocks if isinstance(block, Quotation)]

    assert quotes
    assert len(paper.manifest.entries) == len(quotes)
    for quote in quotes:
        assert whole(store, quote.document).text[quote.start : quote.end] == quote.text


def test_the_boards_list_and_grade_are_never_the_authoritys(store: Store) -> None:
    history = read_history(URN, store.catalogue)
    sif = history.findings_named("sif.pdf")

    assert sif
    own = {item.text for item in items_of(sif.improvements)}
    boards = {item.text for item in items_of(sif.of_board)}
    assert own
    assert not own & boards
    assert all(area.area != "lscb" for area in history.grades)


def test_grades_of_two_frameworks_are_not_joined() -> None:
    visits = [
        inspection(2015, "SIF", overall="inadequate", lscb="inadequate"),
        inspection(2019, "ILACS", overall="good"),
        inspection(2022, "ILACS", overall="outstanding"),
        inspection(2026, "ILACS 2026", leaders="good"),
    ]
    areas = {area.area: area for area in grades_over_time(visits)}
    overall = areas["overall"].by_framework()

    assert [name for name, _ in overall] == ["SIF", "ILACS", "ILACS 2026"]
    assert [step.grade for _, steps in overall for step in steps] == [
        *("inadequate", "good", "outstanding", "")
    ]
    board = board_grades(visits)
    assert board
    assert [step.grade for step in board.steps] == ["inadequate"]

    chart = step_chart([areas["overall"]], "Grades")
    assert chart.count("<path") == 2  # the reformed inspection gives no grade to draw
    assert "Not given" in chart
    assert "ILACS 2026" in chart


def test_care_and_care_leavers_judged_as_one_are_said_to_be() -> None:
    both = inspection(2021, "ILACS", in_care="good", care_leavers="combined_with_care")
    steps = {a.area: a.steps[0] for a in grades_over_time([both])}

    assert steps["care_leavers"].grade == "good"
    assert steps["care_leavers"].combined
    assert steps["in_care"].combined


def test_what_introduces_a_list_is_no_item_and_what_introduces_items_goes_with_them() -> None:
    text = "Leaders should:\nEnsure plans:\nare clear;\nare timely.\nThere are no priority actions."
    spans, position = [], 0
    for line in text.split("\n"):
        spans.append((position, position + len(line)))
        position += len(line) + 1
    roles = (("body", False), ("body", True), ("item", False), ("item", False), ("body", False))
    items = [
        Paragraph(a, b, role, printed_number=printed)  # type: ignore[arg-type]
        for (a, b), (role, printed) in zip(spans, roles, strict=True)
    ]

    assert [text[a:b] for a, b in item_spans(text, items)] == [
        "Ensure plans:\nare clear;\nare timely."
    ]


def test_silent_visits_are_named_and_no_verdict_is_given(
    store: Store, assistant: Assistant
) -> None:
    history = read_history(URN, store.catalogue)
    fixed = fixed_by_default(history, assistant)

    assert fixed
    assert fixed.asked.document.name == "four.pdf"
    for number in range(len(items_of(fixed.asked.improvements))):
        for each in fixed.later:
            assert each.document.last_day > fixed.asked.document.last_day
            assert all(q.document == each.document.name for q in each.quotes[number])
    shown = fixed_html(fixed)
    for each in fixed.later:
        if not all(each.quotes):
            assert f"Nothing found that bears on it in: {own_visit_name(each.document)}" in shown
    not_held = [d for d in later_than(history, fixed.asked.document) if not d.sha256]
    assert list(fixed.not_held) == not_held


def test_an_area_is_followed_oldest_first_through_every_visit(
    store: Store, assistant: Assistant
) -> None:
    history = read_history(URN, store.catalogue)
    said = list(follow("care leavers", history.visits, assistant))

    assert [each.document for each in said] == list(history.visits)
    for each in said:
        assert all(quote.document == each.document.name for quote in each.quotes)
        assert all(
            "care leaver" in quote.text.lower() or areas_named(quote.text) for quote in each.quotes
        )
    paper = briefing(history, store.catalogue.documents(), MADE, "care leavers", said)
    silent = [s for s in said if not s.quotes and s.document.sha256]
    words = " ".join(block.text for block in paper.blocks if isinstance(block, Words))
    assert all(own_visit_name(s.document) in words for s in silent)


def test_words_to_follow_are_needed() -> None:
    with pytest.raises(ValueError, match="Choose a practice area"):
        area_followed("  ")
    assert "care leavers" in {area.name for area in areas_to_follow()}


def test_a_documents_text_cannot_act_on_the_page(store: Store) -> None:
    history = read_history(URN, store.catalogue)
    found = history.findings[0]
    hostile = found.document.text.replace("e", "<img src=x onerror=alert(1)>")
    start, end = found.headlines[0].start, found.headlines[0].end
    spoilt = replace(
        found,
        headlines=(replace(found.headlines[0], text=hostile[start:end]),),
    )
    shown = history_html(replace(history, findings=(spoilt,)))

    assert "<img" not in shown
    assert "&lt;img" in shown


def test_the_view_links_to_sources_and_keeps_quotations(store: Store) -> None:
    history = read_history(URN, store.catalogue)
    shown = history_html(history)

    assert len(re.findall(r"href='#cite-[\w-]+'", shown)) >= len(history.held)
    assert "class='keep'" in shown
    assert "scope='col'" in shown
    assert "<svg" in shown
    for document in history.visits:
        assert own_visit_name(document) in shown


def test_the_command_tells_the_history_and_writes_a_briefing(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("FINDINGS_HOME", str(store.home))
    history_command(AUTHORITY, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["authority"] == AUTHORITY
    assert [v["document"] for v in told["visits"] if v["held"]]

    for ending in ("docx", "pdf", "md"):
        out = tmp_path / f"briefing.{ending}"
        history_command(AUTHORITY, out=out)
        assert out.stat().st_size > 0
    with pytest.raises(ValueError, match=r"has to end in \.docx, \.pdf or \.md"):
        history_command(AUTHORITY, out=tmp_path / "briefing.odt")
    with pytest.raises(ValueError, match="Nowhereshire"):
        history_command("Nowhereshire")


def test_the_history_as_json_says_what_is_held(store: Store) -> None:
    told = history_json(read_history(URN, store.catalogue), "", (), None)
    held = [visit for visit in told["visits"] if visit["held"]]

    assert {visit["document"] for visit in held} == {
        *("sif.pdf", "focused.pdf", "four.pdf", "reformed.pdf")
    }
    assert all(visit["headlines"] for visit in held)
    assert told["fixed"] is None


def test_an_area_followed_says_which_visits_are_silent(store: Store, assistant: Assistant) -> None:
    history = read_history(URN, store.catalogue)
    said = list(follow("unregistered zeppelins", history.visits, assistant))

    assert not any(each.quotes for each in said)
    shown = followed_html("unregistered zeppelins", said)
    assert shown.count("Nothing found on this") == len(history.held)


real = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the real documents are not beside the project"
)


@real
def test_a_real_letter_without_a_summary_is_said_to_have_none() -> None:
    name = "focused-visits/416f68698f29.pdf"
    found = findings_of(read_document(name, (CORPUS / name).read_bytes()))

    assert not found.summed_up
    assert found.headlines[0].text.startswith("The impact of the COVID-19 pandemic")
    assert [i.kind for i in found.improvements] == [
        *("areas for priority action", "what needs to improve")
    ]


@real
def test_what_needed_to_improve_stands_beside_what_the_next_inspection_says_of_it(
    tmp_path: Path, model: EmbeddingModel
) -> None:
    opened = open_store_in(tmp_path, model)
    opened.ingest(*(CORPUS / "reports" / f"{name}.pdf" for name in ("50182670", "50284335")))
    history = read_history("80550", opened.catalogue)  # Sefton
    asking = Assistant(opened.catalogue, opened.index, opened.model)
    fixed = fixed_by_default(history, asking)
    assert fixed
    items = [item.text for item in items_of(fixed.asked.improvements)]
    later = fixed.later[0].quotes

    allegations = items.index("The response to allegations against professionals.")
    assert later[allegations][0].text.startswith("The local authority designated officer (LADO)")
    consent = next(n for n, item in enumerate(items) if "parental consent" in item)
    assert later[consent] == ()  # the report of 2025 does not mention consent
    opened.catalogue.close()
