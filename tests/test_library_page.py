"""The Library: what it lists, what it says of a document, and how it is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import invented
import pytest
from spoilt import scan
from starlette.testclient import TestClient
from stores import OpenStore, Store, open_store_in

from assistant.app.library_parts import (
    known_html,
    list_html,
    reading_report_html,
    set_aside_html,
    uploads_html,
)
from assistant.app.server import build_app
from assistant.ask import Assistant
from assistant.library import (
    ROWS,
    Entry,
    View,
    chosen,
    entries,
    held_sentence,
    page_of,
    shown_sentence,
)
from assistant.library_changes import (
    MOST_BYTES,
    UPLOADS,
    Taken,
    forget,
    remove_documents,
    take_in,
)
from corpus.catalogue import SET_ASIDE, CatalogueError
from corpus.embedding import EmbeddingModel
from corpus.register import known_documents
from corpus.types import Document, Paragraph
from corpus.vectors import IndexUnavailable

if TYPE_CHECKING:
    from playwright.sync_api import Browser

api = pytest.importorskip("playwright.sync_api")

pytest_plugins = "browsing"

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def ambershire(tmp_path_factory: pytest.TempPathFactory, model: EmbeddingModel) -> Iterator[Store]:
    """Two documents on Leeds, a scan, and a file that was set aside. Only to be read."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "ilacs-2025.pdf").write_bytes(invented.ilacs_five_judgements("Leeds"))
    (folder / "visit-2023.pdf").write_bytes(invented.focused_visit("Leeds"))
    (folder / "scan.pdf").write_bytes(scan(2))
    (folder / "page.pdf").write_text("<html>Not found</html>", "utf-8")
    store = open_store_in(tmp_path_factory.mktemp("home"), model)
    store.ingest(folder)
    yield store
    store.catalogue.close()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, model: EmbeddingModel) -> Iterator[Store]:
    """An empty store, changed on the page."""
    store = open_store_in(tmp_path_factory.mktemp("own"), model)
    yield store
    store.catalogue.close()


@pytest.fixture(scope="module")
def letter_assistant(own: Store) -> Assistant:
    """In place of the one that others share, since here what is held is changed."""
    return Assistant(own.catalogue, own.index, own.model)


def listed(store: Store) -> list[Entry]:
    catalogue = store.catalogue
    return entries(catalogue.documents(), catalogue.reports(SET_ASIDE), [])


def report_of(store: Store, name: str) -> str:
    document = store.catalogue.document(name)
    assert document
    reports = [report for report in store.catalogue.reports() if report["name"] == name]
    return reading_report_html(document, reports, with_pdf=True)


def a_document(number: int, authority: str = "Ambershire") -> Document:
    return Document(
        f"{number}.pdf",
        f"{number}",
        "focused_visit",
        "",
        authority=authority,
        visits=((date(2000 + number % 20, 1, 1), date(2000 + number % 20, 1, 2)),),
        pages=number,
    )


# The list


def test_the_list_says_of_each_in_what_state_it_is(ambershire: Store) -> None:
    states = {entry.document.name: entry.state for entry in listed(ambershire)}

    assert states == {
        "ilacs-2025.pdf": "held",
        "visit-2023.pdf": "held",
        "scan.pdf": "held, not searched",
        "page.pdf": "set aside",
    }


def test_what_is_held_is_counted_in_a_sentence(ambershire: Store) -> None:
    every = listed(ambershire)
    known = entries([], [], known_documents()[:3])

    assert held_sentence(every).startswith("3 documents are held, about 1 authority; ")
    assert "1 file was set aside" in held_sentence(every)
    assert "3 inspections and visits that are not held stand in the register" in held_sentence(
        [*every, *known]
    )
    assert held_sentence([]) == "No document is held yet."


@pytest.mark.parametrize(
    ("view", "names"),
    [
        (View(kinds=("ilacs",)), ["ilacs-2025.pdf"]),
        (View(years=(2023,)), ["visit-2023.pdf"]),
        (View(search="hale ilacs"), ["ilacs-2025.pdf"]),
        (View(search="SCAN"), ["scan.pdf"]),
        (View(state="Set aside"), ["page.pdf"]),
        (View(state="Set aside", search="web page"), ["page.pdf"]),
        (View(state="Held, but not searched"), ["scan.pdf"]),
        (View(state="Known, but not held"), []),
        (View(authorities=("Torbay",)), []),
    ],
)
def test_the_list_is_narrowed(ambershire: Store, view: View, names: list[str]) -> None:
    assert [entry.document.name for entry in chosen(listed(ambershire), view)] == names


def test_an_authority_is_found_by_its_other_names() -> None:
    known = entries([], [], known_documents())
    view = View(state="Everything", search="Brum 2019")
    found = chosen(known, view)

    assert found
    assert {entry.document.authority for entry in found} == {"Birmingham"}
    assert all(2019 in entry.years for entry in found)


def test_dates_are_sorted_newest_first_and_then_the_other_way() -> None:
    every = entries([a_document(3), a_document(1), a_document(2)], [], [])
    newest = View().sorted_by("visited")
    oldest = newest.sorted_by("visited")

    assert [e.document.pages for e in chosen(every, newest)] == [3, 2, 1]
    assert [e.document.pages for e in chosen(every, oldest)] == [1, 2, 3]


def test_within_an_authority_the_newest_stands_first() -> None:
    every = entries([a_document(1), a_document(3), a_document(2, "Zedshire")], [], [])

    assert [e.document.pages for e in chosen(every, View())] == [3, 1, 2]


def test_a_long_list_is_shown_page_by_page() -> None:
    every = entries([a_document(n) for n in range(1, ROWS + 8)], [], [])
    rows, page, pages = page_of(every, 2)

    assert (len(rows), page, pages) == (7, 2, 2)
    assert page_of(every, 99)[1] == 2
    assert shown_sentence(len(every), 2, 2) == f"57 match; {ROWS + 1} to 57 are shown."
    html = list_html(every, View(page=2))
    assert "Page 2 of 2" in html
    assert html.count("data-act='open'") == 7
    assert "data-value='3' disabled>Next page" in html


def test_the_table_says_by_what_it_is_sorted() -> None:
    html = list_html(entries([a_document(1)], [], []), View().sorted_by("pages"))

    assert html.count("aria-sort=") == 1
    assert re.search(r"class='number' aria-sort='descending'><button[^>]*data-value='pages'", html)
    assert "<caption>By pages, descending</caption>" in html


def test_a_list_with_nothing_in_it_says_what_to_do() -> None:
    assert "take a filter away" in list_html([], View())


# A document


def test_the_reading_report_shows_what_was_read(ambershire: Store) -> None:
    html = report_of(ambershire, "ilacs-2025.pdf")

    assert "href='/original?document=ilacs-2025.pdf'" in html
    assert "Leeds, ILACS inspection, 20–24 January 2025" in html
    assert "<td>Requires improvement to be good</td>" in html
    assert "paras 1–4" in html
    assert "<q>The timeliness of health assessments.</q>" in html
    assert "href='#cite-" in html
    assert "href='#keep-" in html


def test_the_reading_report_says_what_could_not_be_read(ambershire: Store) -> None:
    html = report_of(ambershire, "scan.pdf")

    assert "It has no text, only pictures of pages" in html
    assert "No words were read." in html


def test_of_an_inspection_not_held_the_register_is_shown() -> None:
    known = next(d for d in known_documents() if d.judgements and d.source_url)
    html = known_html(known)

    assert "nothing of it can be quoted" in html
    assert "Overall effectiveness: " in html
    assert f"<a href='{known.source_url}'" in html
    assert "#cite-" not in html


def test_of_a_file_set_aside_the_reason_is_shown(ambershire: Store) -> None:
    [entry] = chosen(listed(ambershire), View(state="Set aside"))

    assert "it is a web page, not a PDF" in set_aside_html(entry)


def test_hostile_names_and_text_stay_text() -> None:
    document = Document(
        f"{HOSTILE}'\".pdf",
        "0",
        "ilacs",
        HOSTILE,
        authority=HOSTILE,
        focus=HOSTILE,
        paragraphs=(Paragraph(0, len(HOSTILE), "item", "1", True, (HOSTILE, "Recommendations")),),
        conflicts=(HOSTILE,),
        faults=(HOSTILE,),
        source_url="javascript:alert(1)",
    )
    aside = {"name": HOSTILE, "sha256": None, "reason": HOSTILE, "time": "2026-01-01T00:00:00"}
    every = entries([document], [aside], [document])
    shown = [
        list_html(chosen(every, View(state="Everything")), View()),
        reading_report_html(document, [], True),
        known_html(document),
        *(set_aside_html(entry) for entry in every if entry.state == "set aside"),
        uploads_html([Taken(HOSTILE, "set aside", HOSTILE)], 2, HOSTILE, HOSTILE),
    ]

    for html in shown:
        assert "<img" not in html
        assert "href='javascript" not in html
        assert "'\".pdf" not in html


# Adding


def test_a_good_and_a_bad_file_each_get_their_sentence(store: OpenStore, tmp_path: Path) -> None:
    good, bad, strange = tmp_path / "letter.pdf", tmp_path / "page.pdf", tmp_path / "run.exe"
    good.write_bytes(invented.focused_visit("Leeds"))
    bad.write_text("<html>Not found</html>", "utf-8")
    strange.write_bytes(b"MZ")
    held = store()
    added, page, program = take_in([good, bad, strange], held.catalogue, held.index, held.model)

    assert (added.outcome, added.document) == ("added", f"{UPLOADS}/letter.pdf")
    assert added.says.startswith("Added: Leeds, focused visit")
    assert (page.outcome, page.document) == ("set aside", "")
    assert page.says == "Not taken in: it is a web page, not a PDF: fetch the document again."
    assert program.says.startswith("Not taken in: it is no PDF, Word (.docx) file")
    assert [d.name for d in held.catalogue.documents()] == ["uploads/letter.pdf"]
    assert held.is_whole()


def test_a_file_held_already_is_not_held_twice(store: OpenStore, tmp_path: Path) -> None:
    held = store()
    first, second = tmp_path / "letter.pdf", tmp_path / "again.pdf"
    for path in (first, second):
        path.write_bytes(invented.focused_visit("Leeds"))
    list(take_in([first], held.catalogue, held.index, held.model))
    same, copy = take_in([first, second], held.catalogue, held.index, held.model)

    assert same.says.startswith("Held already, and unchanged: ")
    assert copy.says == "Not taken in: it repeats uploads/letter.pdf, which is held already."


def test_another_visits_document_does_not_take_a_name_that_is_held(
    store: OpenStore, tmp_path: Path
) -> None:
    held = store()
    for folder, content in (
        ("a", invented.focused_visit("Leeds")),
        ("b", invented.ilacs_five_judgements("Leeds")),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "letter.pdf").write_bytes(content)
    files = [tmp_path / "a/letter.pdf", tmp_path / "b/letter.pdf"]
    _, refused = take_in(files, held.catalogue, held.index, held.model)

    assert "another visit's document of this name is held" in refused.says
    [document] = held.catalogue.documents()
    assert document.kind == "focused_visit"


def test_a_scan_is_said_to_have_no_words_and_what_can_be_done(
    store: OpenStore, tmp_path: Path
) -> None:
    held = store()
    (tmp_path / "scan.pdf").write_bytes(scan(2))
    [taken] = take_in([tmp_path / "scan.pdf"], held.catalogue, held.index, held.model)

    assert taken.outcome == "added"
    assert "Not whole: it has no text" in taken.says
    assert "OCRmyPDF" in taken.says
    assert str(tmp_path) not in taken.says


def test_files_are_not_added_while_another_program_writes(store: OpenStore, tmp_path: Path) -> None:
    held = store()
    (tmp_path / "letter.pdf").write_bytes(invented.focused_visit("Leeds"))

    with (
        held.catalogue.writing_alone(),
        pytest.raises(CatalogueError, match="wait until it has finished"),
    ):
        list(take_in([tmp_path / "letter.pdf"], held.catalogue, held.index, held.model))
    assert held.catalogue.documents() == []


def test_what_the_index_missed_is_mended_by_the_next_file(
    store: OpenStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = store()
    (tmp_path / "one.pdf").write_bytes(invented.focused_visit("Leeds"))
    (tmp_path / "two.pdf").write_bytes(invented.ilacs_five_judgements("Leeds"))

    def fail(*_: object) -> None:
        raise IndexUnavailable("The vector index could not be used.")

    with monkeypatch.context() as broken:
        broken.setattr(held.index, "add", fail)
        with pytest.raises(IndexUnavailable):
            list(take_in([tmp_path / "one.pdf"], held.catalogue, held.index, held.model))
    assert held.catalogue.unindexed() == ["uploads/one.pdf"]
    list(take_in([tmp_path / "two.pdf"], held.catalogue, held.index, held.model))
    assert held.is_whole()


def test_what_is_added_answers_at_once_and_what_is_removed_no_more(
    store: OpenStore, tmp_path: Path
) -> None:
    held = store()
    assistant = Assistant(held.catalogue, held.index, held.model)
    question = "Which areas for improvement were named in the focused visit to Leeds?"
    assert assistant.ask(question).status == "refused"
    (tmp_path / "letter.pdf").write_bytes(invented.focused_visit("Leeds"))
    [taken] = take_in([tmp_path / "letter.pdf"], held.catalogue, held.index, held.model)

    assert {quote.document for quote in assistant.ask(question).quotes} == {taken.document}
    remove_documents([taken.document], held.catalogue, held.index)
    assert assistant.ask(question).quotes == ()


# Removing


def test_a_removed_document_leaves_nothing_behind(store: OpenStore, tmp_path: Path) -> None:
    held = store()
    (tmp_path / "letter.pdf").write_bytes(invented.focused_visit("Leeds"))
    [taken] = take_in([tmp_path / "letter.pdf"], held.catalogue, held.index, held.model)
    done = remove_documents([taken.document, "nothing.pdf"], held.catalogue, held.index)

    assert (done.removed, done.missing) == ((taken.document,), ("nothing.pdf",))
    assert held.catalogue.documents() == []
    assert held.index.count() == 0
    assert list(held.catalogue.originals.iterdir()) == []
    assert held.is_whole()


def test_a_notice_can_go_while_the_document_of_its_name_stays(
    store: OpenStore, tmp_path: Path
) -> None:
    held = store()
    path = tmp_path / "letter.pdf"
    path.write_bytes(invented.focused_visit("Leeds"))
    list(take_in([path], held.catalogue, held.index, held.model))
    path.write_text("<html>Not found</html>", "utf-8")
    list(take_in([path], held.catalogue, held.index, held.model))
    assert [file["name"] for file in held.catalogue.reports(SET_ASIDE)] == ["uploads/letter.pdf"]
    forget("uploads/letter.pdf", held.catalogue)

    assert held.catalogue.reports(SET_ASIDE) == []
    assert [d.name for d in held.catalogue.documents()] == ["uploads/letter.pdf"]


# The server


@pytest.fixture
def uploading(letter_assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(build_app(letter_assistant), base_url="http://127.0.0.1") as client:
        yield client


def test_a_file_too_large_is_refused(uploading: TestClient) -> None:
    files = {"files": ("large.pdf", b"%PDF-" + bytes(MOST_BYTES))}

    assert uploading.post("/gradio_api/upload", files=files).status_code == 413


def test_another_sites_page_may_not_upload(uploading: TestClient) -> None:
    files = {"files": ("a.pdf", b"%PDF-")}
    foreign = {"origin": "https://evil.example"}

    assert uploading.post("/gradio_api/upload", files=files, headers=foreign).status_code == 403


def test_uploads_can_be_turned_off(letter_assistant: Assistant) -> None:
    app = build_app(letter_assistant, uploads=False)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        files = {"files": ("a.pdf", b"%PDF-")}
        assert client.post("/gradio_api/upload", files=files).status_code == 403


def test_a_page_uploaded_is_never_shown_as_a_page_of_this_site(uploading: TestClient) -> None:
    files = {"files": ("a.html", b"<script>alert(1)</script>")}
    [path] = uploading.post("/gradio_api/upload", files=files).json()
    shown = uploading.get(f"/gradio_api/file={path}")

    Path(path).unlink(missing_ok=True)
    assert shown.headers["content-disposition"].startswith("attachment")
    assert shown.headers["x-content-type-options"] == "nosniff"


# In a browser


def test_a_letter_is_added_read_and_removed_on_the_page(
    own: Store, address: str, browser: Browser, tmp_path: Path
) -> None:
    good, bad = tmp_path / "letter.pdf", tmp_path / "page.pdf"
    good.write_bytes(invented.focused_visit("Leeds"))
    bad.write_text("<html>Not found</html>", "utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.click("[role=tab]:text-is('Library')")
    head, rows = page.locator("#library-head"), page.locator("#library-list tbody tr")
    api.expect(head).to_contain_text("No document is held yet;")
    page.click("text=Add letters and reports")
    page.set_input_files("#library-add input[type=file]", [good, bad])
    taken = page.locator("#library-taken")
    # The first file waits for the model to be loaded.
    api.expect(taken).to_contain_text("2 of 2 read, 1 not taken in", timeout=60_000)
    api.expect(page.locator("#library-taken .in")).to_contain_text("Added: Leeds, focused")
    api.expect(page.locator("#library-taken .aside")).to_contain_text("it is a web page")
    api.expect(head).to_contain_text("1 document is held, about 1 authority; 1 file was set")
    api.expect(rows).to_have_count(2)

    page.click("#library-list tbody button >> nth=0")
    api.expect(page.locator("#library-report h2")).to_be_focused()
    page.click("#library-report a[href^='#cite-'] >> nth=0")
    api.expect(page.locator("#source mark").first).to_contain_text("supervision")
    page.click("#library-back")
    api.expect(page.locator("#library-list tbody button").first).to_be_focused()

    page.keyboard.press("Enter")
    page.click("#library-remove")
    api.expect(page.locator("#library-no")).to_be_focused()
    assert len(own.catalogue.documents()) == 1
    page.click("text=Yes, remove it")
    api.expect(page.locator("#library-said")).to_have_text("uploads/letter.pdf was removed.")
    api.expect(rows).to_have_count(1)
    page.close()
    assert own.catalogue.documents() == []
    assert own.is_whole()
