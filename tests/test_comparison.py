"""Authorities side by side: the right grade, the right quotation, nothing dropped in silence."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import docx
import invented
import openpyxl
import pytest
from stores import Store, open_store_in

from assistant.app.compare_parts import matrix_html, wells_html
from assistant.comparison.areas import areas_chosen, areas_offered
from assistant.comparison.chosen import choose, regions_offered, without_documents
from assistant.comparison.export import Comparison, nothing_held, write
from assistant.comparison.grades import judgement_at, latest_grade
from assistant.comparison.matrix import MOST_CELLS, check_size, frameworks_differ, rows
from assistant.comparison.who_does_well import who_does_well
from assistant.comparison_commands import comparison_json, comparison_markdown
from assistant.retrieve import Retriever
from corpus.embedding import EmbeddingModel
from ingest.read import read_document

SHARED = Path(__file__).parents[2] / "shared"

#: Made of the same invented report, so that they differ in layout and framework alone.
_HELD = {
    "leeds.pdf": invented.focused_visit("Leeds"),
    "bexley.pdf": invented.ilacs_five_judgements("Bexley"),
    "torbay.pdf": invented.ilacs_post_reform("Torbay"),
    "luton.pdf": invented.sif("Luton"),
}
_MADE = "2026-09-01T12:00:00+00:00"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, model: EmbeddingModel) -> Iterator[Store]:
    """A focused visit and three full inspections, as if of four authorities. Only to be read."""
    folder = tmp_path_factory.mktemp("documents")
    for name, pdf in _HELD.items():
        (folder / name).write_bytes(pdf)
    opened = open_store_in(tmp_path_factory.mktemp("home"), model)
    opened.ingest(folder)
    yield opened
    opened.catalogue.close()


@pytest.fixture(scope="module")
def retriever(held: Store) -> Retriever:
    return Retriever(held.catalogue, held.index, held.model)


def compared(retriever: Retriever, names: list[str], areas: list[str]) -> Comparison:
    chosen, on = choose(names), areas_chosen(areas)
    return Comparison(chosen.called, on, tuple(rows(chosen.authorities, on, retriever)))


def test_a_region_is_all_of_its_authorities_that_still_stand() -> None:
    chosen = choose(regions=["North East"])

    assert len(chosen.authorities) == 12
    assert chosen.called == "the authorities of the North East"
    assert choose(regions=["london"]).called == "the authorities of London"


def test_neighbours_follow_the_authority_they_are_neighbours_of() -> None:
    chosen = choose(neighbours_of="Sefton")

    assert chosen.authorities[0].name == "Sefton"
    assert len(chosen.authorities) == 11


def test_who_is_named_twice_is_compared_once() -> None:
    chosen = choose(["Leeds", "Hull"], neighbours_of="Leeds")

    assert len({a.urn for a in chosen.authorities}) == len(chosen.authorities)
    assert chosen.authorities[1].name == "Kingston Upon Hull, City of"


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({}, "Choose authorities"),
        ({"names": ["Atlantis"]}, "“Atlantis”"),
        ({"names": ["Sussex"]}, "East Sussex or West Sussex"),
        ({"regions": ["Wales"]}, "There is no region “Wales”"),
        ({"regions": ["Midlands"]}, "East Midlands and West Midlands"),
    ],
)
def test_what_cannot_be_chosen_is_said_in_a_sentence(
    choice: dict[str, list[str]], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        choose(**choice)  # type: ignore[arg-type]


def test_areas_are_chosen_by_the_words_of_users() -> None:
    assert [a.name for a in areas_chosen(["MASH", "in_care", "Care Leavers", "leaders"])] == [
        "front door",
        "children in care",
        "care leavers",
        "impact of leaders",
    ]
    assert len({area.name for area in areas_offered()}) == len(areas_offered())


@pytest.mark.parametrize("name", ["brexit", "private fostering and neglect"])
def test_an_area_that_is_none_or_several_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        areas_chosen([name])


def test_a_comparison_too_large_is_refused_with_what_to_do() -> None:
    check_size(MOST_CELLS, 1)
    with pytest.raises(ValueError, match="choose fewer areas"):
        check_size(MOST_CELLS, 2)


def test_a_practice_area_has_the_grade_of_the_section_that_names_it(retriever: Retriever) -> None:
    [row] = compared(retriever, ["Bexley"], ["adoption", "neglect", "help and protection"]).rows
    for cell in row.cells:
        if cell.quote and cell.grade and not cell.area.judgement:
            document = retriever.catalogue.document(cell.quote.document)
            assert document
            judged = judgement_at(document, cell.quote.start, cell.quote.end)
            assert judged is None or judged.grade == cell.grade.grade
    graded = row.cells[2].grade
    assert graded
    assert graded.words == "Requires improvement to be good"


def test_each_quotation_is_exact_and_of_the_row_s_authority(
    retriever: Retriever, held: Store
) -> None:
    names = ["Leeds", "Bexley", "Torbay", "Luton"]
    made = compared(retriever, names, ["early help", "care leavers", "leaders", "overall"])

    assert made.quotes
    for row in made.rows:
        for cell in row.cells:
            if cell.quote:
                document = held.catalogue.document(cell.quote.document)
                assert document
                assert document.urn == row.authority.urn
                assert document.text[cell.quote.start : cell.quote.end] == cell.quote.text


def test_no_overall_grade_since_the_reform_is_said_beside_an_older_one(
    retriever: Retriever,
) -> None:
    [row] = compared(retriever, ["Torbay"], ["overall"]).rows
    grade = row.cells[0].grade

    assert grade
    assert grade.inspection.framework != "ILACS 2026"
    assert grade.source == "register of inspections"
    assert "not given since April 2026" in grade.note


def test_grades_of_different_frameworks_are_marked(retriever: Retriever) -> None:
    made = compared(retriever, ["Bexley", "Torbay"], ["leaders"])

    assert "ILACS 2026" in frameworks_differ(made.column(made.areas[0]))
    assert "different frameworks" in matrix_html(made)


def test_an_authority_of_which_nothing_is_held_is_named_and_keeps_its_row(
    retriever: Retriever, held: Store
) -> None:
    made = compared(retriever, ["Bexley", "Rutland"], ["early help"])
    chosen = choose(["Bexley", "Rutland"])

    assert [row.authority.name for row in made.rows] == ["Bexley", "Rutland"]
    assert made.rows[1].cells[0].why_no_quote == "No letter or report of this authority is held."
    assert "Rutland" in nothing_held(made.rows)
    missing = without_documents(chosen.authorities, held.catalogue.documents())
    assert [a.name for a in missing] == ["Rutland"]


def test_an_area_that_no_document_names_is_silence_and_not_a_weak_match(
    retriever: Retriever,
) -> None:
    [row] = compared(retriever, ["Leeds"], ["secure accommodation and deprivation of liberty"]).rows

    assert row.cells[0].quote is None
    assert row.cells[0].why_no_quote == "Nothing found in the one document held."


def test_care_leavers_judged_with_children_in_care_are_said_to_be() -> None:
    document = read_document("report.pdf", invented.ilacs_four_judgements())
    grade = latest_grade("care_leavers", [document])

    assert grade
    assert grade.words == "Good"
    assert grade.area_words == "children in care and care leavers, judged as one"


def test_praise_is_only_from_sections_graded_best(retriever: Retriever, held: Store) -> None:
    [area] = areas_chosen(["care leavers"])
    found = who_does_well(area, retriever)

    assert "no complete list" in found.lead or "no proof" in found.lead
    for well in found.found:
        assert well.grade.grade in ("outstanding", "good")
        for quote in well.quotes:
            document = held.catalogue.document(quote.document)
            assert document
            judged = judgement_at(document, quote.start, quote.end)
            assert judged
            assert judged.grade == well.grade.grade


def test_an_export_has_every_cell_and_can_be_checked(
    retriever: Retriever, held: Store, tmp_path: Path
) -> None:
    made = compared(retriever, ["Bexley", "Luton"], ["care leavers", "leaders"])
    documents = held.catalogue.documents()
    for ending in ("csv", "xlsx", "docx"):
        write(made, documents, _MADE, tmp_path / f"comparison.{ending}")

    with (tmp_path / "comparison.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file)
    assert [line[:2] for line in lines[:4]] == [
        ["Bexley", "care leavers"],
        ["Bexley", "impact of leaders"],
        ["Luton", "care leavers"],
        ["Luton", "impact of leaders"],
    ]
    assert lines[0][header.index("Grade")] == "Outstanding"
    book = openpyxl.load_workbook(tmp_path / "comparison.xlsx")
    assert book.worksheets[0].max_row == 5
    words = "\n".join(p.text for p in docx.Document(str(tmp_path / "comparison.docx")).paragraphs)
    for quote in made.quotes:
        assert quote.text.splitlines()[0] in words
    with pytest.raises(ValueError, match="neither"):
        write(made, documents, _MADE, tmp_path / "comparison.txt")


def test_the_command_gives_the_same_as_json_and_as_text(retriever: Retriever) -> None:
    made = compared(retriever, ["Bexley", "Rutland"], ["care leavers"])
    told = json.loads(json.dumps(comparison_json(made)))
    text = comparison_markdown(made)

    assert told["rows"][0]["cells"][0]["grade"]["grade"] == "outstanding"
    assert told["rows"][1]["cells"][0]["quote"] is None
    for quote in made.quotes:
        assert quote.citation in text


def test_the_table_says_what_heads_what_and_links_to_each_source(retriever: Retriever) -> None:
    made = compared(retriever, ["Bexley", "Luton"], ["care leavers", "leaders"])
    html = matrix_html(made)

    assert html.count("scope='col'") == 3
    assert html.count("scope='row'") == 2
    assert "<caption>" in html
    assert html.count("href='#cite-") == html.count("href='#keep-") == len(made.quotes)
    assert "tabindex='0'" in html
    assert "class='compare'" in wells_html(made)


@pytest.mark.skipif(not (SHARED / "corpus").exists(), reason="the documents are not at hand")
def test_in_every_full_report_most_findings_stand_in_a_graded_section() -> None:
    reports = sorted((SHARED / "corpus" / "reports").glob("*.pdf"))[::60]
    for path in reports:
        if not path.read_bytes().startswith(b"%PDF"):
            continue
        document = read_document(path.name, path.read_bytes())
        if document.kind != "ilacs":
            continue
        numbered = [p for p in document.paragraphs if p.printed_number and p.role == "body"]
        judged = [p for p in numbered if judgement_at(document, p.start, p.end)]
        assert len(judged) >= 0.9 * len(numbered) > 0, path.name


def test_regions_are_offered_by_name() -> None:
    assert "London" in regions_offered()
    assert len(regions_offered()) == 9
