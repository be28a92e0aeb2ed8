"""The workbench over real documents in a real browser: history, comparison, a quotation over a
page break; and a document that tries to act on the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from stores import open_store_in

from assistant.app.citation_links import Address, citation_id, fingerprint, version_of
from assistant.ask import Assistant
from assistant.history.timeline import own_visit_name
from assistant.page_images import page_spans
from corpus.embedding import EmbeddingModel

pytest_plugins = "browsing"

api = pytest.importorskip("playwright.sync_api")

SHARED = Path(__file__).parents[2] / "shared" / "corpus"

#: Three visits to Middlesbrough and one to Slough, of 2018 to 2025.
REAL = (
    "focused-visits/11725a456829.pdf",
    "reports/50218077.pdf",
    "focused-visits/e066b3bf2e90.pdf",
    "focused-visits/e7a1e538a9b3.pdf",
)

LETTER = Path(__file__).parents[1] / "corpus/letters/middlesbrough-monitoring-visit-2022-08-17.txt"

IMAGE = '<img src="http://evil.example/x.png" onerror="document.title=1">'


def write_hostile_letter(path: Path) -> None:
    """The bundled letter as if to Bexley, in Word, with words that try to act on the page."""
    text = LETTER.read_text("utf-8").replace("Middlesbrough", "Bexley").replace("*", "")
    hurt = text.replace("triage meeting screens", f"triage {IMAGE} meeting screens")
    assert hurt != text
    document = docx.Document()
    for line in hurt.splitlines():
        if line.startswith("#"):
            document.add_heading(line.strip("# "), 2)
        elif line.strip():
            document.add_paragraph(line)
    document.save(str(path))


@pytest.fixture(scope="module")
def letter_assistant(
    tmp_path_factory: pytest.TempPathFactory, model: EmbeddingModel
) -> Iterator[Assistant]:
    """Answers from real visits and a hostile letter."""
    files = [SHARED / name for name in REAL]
    if not all(file.is_file() for file in files):
        pytest.skip(f"the published documents are not at hand in {SHARED}")
    hostile = tmp_path_factory.mktemp("hostile") / "bexley.docx"
    write_hostile_letter(hostile)
    store = open_store_in(tmp_path_factory.mktemp("home"), model)
    store.ingest(*files, hostile)
    yield Assistant(store.catalogue, store.index, store.model)
    store.catalogue.close()


def choose(page: api.Page, tab: str, option: str) -> None:
    box = page.locator(f"#{tab}-tab input").first
    box.click()
    box.press_sequentially(option)
    page.locator(f"[role=option]:has-text('{option}') >> nth=0").click()


def test_a_history_shows_each_visit_and_opens_its_source(
    page: api.Page, letter_assistant: Assistant
) -> None:
    page.click("#history-tab-button")
    choose(page, "history", "Middlesbrough")
    held = letter_assistant.catalogue.documents()
    visits = [own_visit_name(d) for d in held if d.authority == "Middlesbrough"]
    assert len(visits) == 3
    for visit in visits:
        shown = api.expect(page.locator("#history-tab"))
        shown.to_contain_text(visit, ignore_case=True, timeout=20_000)
    page.wait_for_selector("#history-tab svg[role='img']")
    page.click("#history-tab a[href^='#cite-'] >> nth=0")
    page.wait_for_selector("#source mark")


def test_authorities_are_compared_cell_by_cell(page: api.Page) -> None:
    page.click("#compare-tab-button")
    choose(page, "compare", "Middlesbrough")
    choose(page, "compare", "Slough")
    page.keyboard.press("Escape")
    page.click("#compare-tab button:has-text('Compare')")
    api.expect(page.locator("#compare-tab tbody tr")).to_have_count(2, timeout=60_000)

    page.click("#compare-tab td a[href^='#cite-'] >> nth=0")
    page.wait_for_selector("#source mark")


def test_a_quotation_over_a_page_break_shows_both_pages(
    page: api.Page, letter_assistant: Assistant, address: str
) -> None:
    held = letter_assistant.catalogue
    document = held.document("50218077.pdf")
    assert document
    broken = next(
        p
        for p in document.paragraphs
        if p.role == "body" and len(page_spans(document, p.start, p.end)) == 2
    )
    words = document.text[broken.start : broken.end]
    link = citation_id(
        Address(document.name, broken.start, broken.end, version_of(document), fingerprint(words))
    )
    page.goto(f"{address}/?quote={link}")
    api.expect(page.locator("#source img")).to_have_count(2, timeout=20_000)

    marked = " ".join(page.locator("#source mark").all_inner_texts())
    assert " ".join(marked.split()) == " ".join(words.split())
    page.wait_for_function(
        "[...document.querySelectorAll('#source img')].every(i => i.complete && i.naturalWidth)"
    )


def test_what_a_document_says_cannot_act_on_the_page(page: api.Page) -> None:
    page.fill(
        "#question textarea", "How are police notifications handled at the front door in Bexley?"
    )
    page.keyboard.press("Enter")
    page.wait_for_selector("#onward button")
    page.click("#conversation a[href^='#cite-'] >> nth=0")
    page.wait_for_selector("#source mark")

    assert page.title() == "Findings"
    assert IMAGE in page.inner_text("#conversation")
    links = "#conversation a[href^='http'], #source a[href*='evil']"
    assert page.locator(links).count() == 0
