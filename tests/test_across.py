"""Answers across authorities: who was praised or criticised, with what grade, and honestly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import invented
import pytest
from stores import Store, open_store_in

from assistant.across import Across, across, in_scope
from assistant.authorities_meant import authorities_meant, grade_now, last_full
from assistant.bearing import Finding, Sentences, finding, findings, sentences_of
from assistant.citations import visit_name
from assistant.retrieve import Retriever
from assistant.strongest import by_authority, strongest
from assistant.understand import understand
from corpus.authorities import load_authorities
from corpus.embedding import EmbeddingModel
from corpus.register import known_documents
from corpus.sentences import sentence_spans
from corpus.types import Document, Passage

SHARED = Path(__file__).parents[2] / "shared"
NAMES = {authority.name: authority.urn for authority in load_authorities()}
REGIONS = {authority.urn: authority.region for authority in load_authorities()}
LAST = last_full(known_documents())

SUPPORT = "Which authorities were praised for their support for care leavers?"
WAITING = "Which councils were criticised for care leavers who wait for a home?"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, model: EmbeddingModel) -> Iterator[Store]:
    """A focused visit and two full inspections, as if of three authorities. Only to be read."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "leeds.pdf").write_bytes(invented.focused_visit("Leeds"))
    (folder / "bexley.pdf").write_bytes(invented.ilacs_five_judgements("Bexley"))
    (folder / "torbay.pdf").write_bytes(invented.ilacs_council_first("Torbay"))
    opened = open_store_in(tmp_path_factory.mktemp("home"), model)
    opened.ingest(folder)
    yield opened
    opened.catalogue.close()


def asked_of(store: Store, question: str, known: tuple[Document, ...] = ()) -> Across:
    documents = sorted(store.catalogue.documents(), key=lambda d: d.last_day, reverse=True)
    retriever = Retriever(store.catalogue, store.index, store.model)
    return across(
        understand(question),
        documents,
        known or documents,
        store.catalogue,
        retriever,
        store.model,
    )


def meant(question: str) -> tuple[set[str], tuple[str, ...]]:
    chosen = authorities_meant(understand(question), LAST)
    return {name for name, urn in NAMES.items() if urn in (chosen.urns or ())}, chosen.notes


# What is shown


def test_praise_comes_from_the_authority_that_was_praised(held: Store) -> None:
    answer = asked_of(held, SUPPORT)
    assert [{quote.document for quote in group.quotes} for group in answer.groups] == [
        {"leeds.pdf"}
    ]
    assert "strengthened support for care leavers" in answer.groups[0].quotes[0].text


def test_criticism_is_not_answered_with_praise(held: Store) -> None:
    [group] = asked_of(held, WAITING).groups
    assert [q.text for q in group.quotes] == [
        "A few care leavers wait too long for a home of their own."
    ]


def test_every_quotation_is_an_exact_span(held: Store) -> None:
    for question in (SUPPORT, WAITING, "Which authorities were praised for panels?"):
        for group in asked_of(held, question).groups:
            for quote in group.quotes:
                text = held.catalogue.text(quote.document)
                assert quote.text == text[quote.start : quote.end]


def test_a_group_is_headed_by_authority_visit_and_grade_with_its_date(held: Store) -> None:
    inspection = next(d for d in known_documents() if d.urn == NAMES["Leeds"] and d.judgements)
    [group] = asked_of(held, SUPPORT, (inspection,)).groups
    visit = "Leeds, focused visit, 17–18 May 2023 (letter of 22 June 2023)"
    assert group.heading == f"{visit}; {grade_now(inspection, None)}"
    assert f"{inspection.last_day:%B %Y}" in group.heading


def test_an_authority_without_a_known_inspection_is_given_no_grade(held: Store) -> None:
    [group] = asked_of(held, SUPPORT).groups
    assert group.heading.endswith("; no full inspection known")


def test_the_lead_says_on_how_many_authorities_it_rests_and_that_there_may_be_others(
    held: Store,
) -> None:
    answer = asked_of(held, SUPPORT)
    assert "from one authority" in answer.lead
    assert "3 letters and reports searched, of 3 authorities" in answer.lead
    assert "no complete list" in answer.lead


def test_the_passages_begin_with_those_quoted(held: Store) -> None:
    answer = asked_of(held, WAITING)
    assert "wait too long for a home" in answer.passages[0].passage.text


def test_what_no_document_speaks_of_is_not_answered(held: Store) -> None:
    answer = asked_of(held, "Which councils were criticised for nuclear submarines?")
    assert answer.groups == ()
    assert answer.lead.startswith("No criticism of this clear enough to quote")


def test_authorities_of_which_nothing_is_held_are_said_not_to_be(held: Store) -> None:
    answer = asked_of(held, "Which authorities in the North East were praised for early help?")
    assert answer.groups == ()
    assert answer.lead == "No letter or report is held here of authorities in the North East."


def test_what_a_visit_looked_at_is_no_finding(held: Store) -> None:
    answer = asked_of(held, "What is said of support for care leavers across the country?")
    assert answer.groups
    assert "Inspectors looked at" not in " ".join(q.text for g in answer.groups for q in g.quotes)


# Which authorities are meant


def test_a_region_means_its_authorities() -> None:
    names, _ = meant("Which London boroughs were criticised for delays in strategy meetings?")
    assert {REGIONS[NAMES[name]] for name in names} == {"London"}
    assert len(names) == 33


def test_neighbours_are_the_statistical_ones() -> None:
    leeds = next(a for a in load_authorities() if a.name == "Leeds")
    names, _ = meant("What were statistical neighbours of Leeds criticised for on neglect?")
    assert {NAMES[name] for name in names} == set(leeds.statistical_neighbours)


def test_a_grade_counts_if_the_last_full_inspection_gave_it() -> None:
    names, _ = meant("Examples of good practice on neglect from authorities judged outstanding")
    assert names
    for name in names:
        last = max(
            (d for d in known_documents() if d.urn == NAMES[name] and d.judgements),
            key=lambda d: d.last_day,
        )
        assert ("overall", "outstanding") in {(j.area, j.grade) for j in last.judgements}


def test_who_has_no_overall_grade_any_more_is_left_out_and_named() -> None:
    names, [note] = meant("Good practice on neglect from authorities judged inadequate")
    assert "Trafford" not in names
    assert "Trafford" in note
    assert "since April 2026" in note


def test_who_has_no_overall_grade_still_counts_by_the_area_that_is_graded() -> None:
    names, notes = meant("Good practice from authorities judged inadequate for help and protection")
    assert "Trafford" in names
    assert notes == ()


def test_region_and_grade_narrow_each_other() -> None:
    names, _ = meant("Which London boroughs judged outstanding were praised for early help?")
    assert names
    assert {REGIONS[NAMES[name]] for name in names} == {"London"}


def test_practice_of_an_outstanding_authority_is_not_what_was_found_before_it_was() -> None:
    asked = understand("Examples of good practice on neglect from authorities judged outstanding")
    documents = list(known_documents())
    chosen = in_scope(asked, documents, authorities_meant(asked, LAST), LAST)
    assert chosen
    assert all(d.last_day >= LAST[d.urn or ""].last_day for d in chosen)


def test_the_grade_that_ended_is_not_made_up() -> None:
    trafford = LAST[NAMES["Trafford"]]
    assert "no overall grade" in grade_now(trafford, None)
    assert grade_now(trafford, "help_and_protection").startswith("judged inadequate for help")


# Which findings are shown


def said(*sentences: str) -> Sentences:
    """A paragraph of a letter; its sentences are strengths, but for those with "not"."""
    text = " ".join(sentences)
    document = Document("a.txt", "0", "focused_visit", text, authority="Ambershire", urn="1")
    balances = tuple(-0.9 if " not " in sentence else 0.9 for sentence in sentences)
    return Sentences(document, tuple(sentence_spans(text)), balances)


def test_praise_is_quoted_with_the_however_after_it_and_is_then_no_praise() -> None:
    long = "Managers visit every team in each of the offices of the county. " * 10
    paragraph = said(
        *long.strip().replace(". ", ".|").split("|"),
        "Homes for care leavers are good.",
        "However, they are not ready in time.",
    )
    found = finding(paragraph, [0.0] * 10 + [0.6, 0.1], {})
    quoted = paragraph.document.text[found.start : found.end]
    assert quoted == "Homes for care leavers are good. However, they are not ready in time."
    assert strongest([found], "praise") == []


def at(urn: str, name: str, closeness: float, year: int = 2024, tone: float = 0.9) -> Finding:
    day = date(year, 5, 1)
    document = Document(name, "0", "focused_visit", "Words.", urn=urn, visits=((day, day),))
    return Finding(document, 0, 6, closeness, tone, tone, 1.0)


def test_the_newer_visit_speaks_for_an_authority_where_both_say_it_nearly_as_well() -> None:
    weighed = strongest([at("1", "old", 0.52, 2016), at("1", "new", 0.50, 2024)], "praise")
    assert [[f.document.name for f in own] for own in by_authority(weighed)] == [["new"]]


def test_one_visit_speaks_for_an_authority_at_most_twice() -> None:
    found = [at("1", "visit", 0.5) for _ in range(4)] + [at("2", "other", 0.5)]
    assert [len(own) for own in by_authority(strongest(found, "praise"))] == [2, 1]


def test_the_weak_tail_is_not_shown() -> None:
    found = [at("1", "near", 0.6), at("2", "far", 0.35)]
    assert [f.document.name for _, f in strongest(found, "praise")] == ["near"]


def test_what_is_not_surely_praise_is_not_shown_as_praise() -> None:
    assert strongest([at("1", "both", 0.6, tone=0.2)], "praise") == []
    assert len(strongest([at("1", "both", 0.6, tone=0.2)], None)) == 1


@pytest.mark.skipif(
    not (SHARED / "corpus/reports").is_dir(),
    reason=f"the published documents are not at hand in {SHARED / 'corpus'}",
)
def test_a_published_report_that_praises_and_turns_is_not_quoted_for_praise(
    model: EmbeddingModel,
) -> None:
    from ingest.passages import split_into_passages
    from ingest.read import read_document

    name = "reports/50215917.pdf"  # Wokingham 2023: "However, care leavers who become homeless …"
    document = read_document(name, (SHARED / "corpus" / name).read_bytes())
    passages: list[tuple[Passage, Document]] = [
        (passage, document)
        for passage in split_into_passages(document, model.count_tokens, model.longest)
        if "suitable accommodation" in passage.text
    ]
    found = findings(sentences_of(passages), "care leavers' accommodation", {}, model)
    turned = [f for f in found if "However" in document.text[f.start : f.end]]
    assert turned
    assert not {f.start for _, f in strongest(found, "praise")} & {f.start for f in turned}
    assert visit_name(document).startswith("Wokingham")
