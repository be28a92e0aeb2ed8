"""The Quotes tab in a real browser: from a quotation kept to a file of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from docx import Document as WordFile

pytest_plugins = "browsing"

api = pytest.importorskip("playwright.sync_api")

KEEP = '#conversation blockquote a[href^="#keep-"]'
SAID = "#kept-said"
ITEMS = "#basket li"


def ask(page: api.Page) -> list[str]:
    """Ask what has several quotations; the words of each."""
    page.wait_for_timeout(
        1000
    )  # until the conversation of before, of which there is none, is there
    page.fill("#question textarea", "What was said about early help in Middlesbrough?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#conversation .understood")
    quoted = page.locator("#conversation blockquote p:first-child").all_inner_texts()
    assert len(quoted) > 1
    return [" ".join(text.partition("”")[0].strip("“ ").split()) for text in quoted]


def keep_all(page: api.Page) -> list[str]:
    words = ask(page)
    page.get_by_role("button", name="Keep all").click()
    api.expect(page.locator(SAID)).to_have_text(f"Kept: {len(words)} quotations")
    return words


def open_quotes(page: api.Page) -> None:
    page.get_by_role("tab", name="Quotes").click()
    page.wait_for_selector("#basket .cited")


def listed(page: api.Page) -> list[str]:
    quoted = page.locator(f"{ITEMS} blockquote p:first-child").all_inner_texts()
    return [" ".join(text.partition("”")[0].strip("“ ").split()) for text in quoted]


def named(page: api.Page, label: str) -> api.Locator:
    return page.get_by_label(label, exact=True)


def test_what_is_kept_is_said_counted_and_listed_word_for_word(page: api.Page) -> None:
    words = ask(page)
    page.click(f"{KEEP} >> nth=1")
    api.expect(page.locator(SAID)).to_have_text("Kept: 1 quotation")
    api.expect(page.locator(KEEP).nth(1)).to_have_text("Kept")
    api.expect(page.locator(KEEP).nth(0)).to_have_text("Keep")
    assert page.locator(SAID).get_attribute("role") == "status"
    assert page.get_by_role("tab", name="Quotes (1)").is_visible()
    open_quotes(page)

    assert listed(page) == [words[1]]
    page.click('#basket a[href^="#cite-"]')
    page.wait_for_selector("#source mark")
    marked = " ".join(page.locator("#source mark").all_inner_texts())
    assert " ".join(marked.split()) == words[1]


def test_nothing_is_lost_however_fast_it_is_kept(page: api.Page) -> None:
    words = ask(page)
    page.evaluate(f"for (const link of document.querySelectorAll('{KEEP}')) link.click()")
    api.expect(page.locator(SAID)).to_have_text(f"Kept: {len(words)} quotations")
    open_quotes(page)

    assert listed(page) == words


def test_a_quotation_is_kept_from_beside_its_source_by_keyboard(page: api.Page) -> None:
    ask(page)
    page.click('#conversation a[href^="#cite-"] >> nth=0')
    page.wait_for_selector("#source mark")
    page.focus("#source a.keep")
    page.keyboard.press("Space")

    api.expect(page.locator(SAID)).to_have_text("Kept: 1 quotation")
    api.expect(page.locator("#source a.keep")).to_have_text("Kept")
    api.expect(page.locator(KEEP).nth(0)).to_have_text("Kept")


def test_notes_and_themes_outlive_the_page(page: api.Page) -> None:
    words = keep_all(page)
    open_quotes(page)
    named(page, "Note to quotation 1").fill("For <b>section 2</b> {{value}} ${1 + 1}")
    named(page, "Theme of quotation 2").fill("Early help")
    page.keyboard.press("Tab")
    api.expect(page.locator("#basket h3").first).to_have_text("Early help")
    api.expect(named(page, "Move quotation 1 up")).to_be_focused()

    page.wait_for_timeout(300)
    page.reload()
    open_quotes(page)
    api.expect(page.locator(ITEMS)).to_have_count(len(words))
    assert listed(page)[:2] == [words[1], words[0]]
    assert named(page, "Note to quotation 2").input_value() == (
        "For <b>section 2</b> {{value}} ${1 + 1}"
    )


def test_the_list_is_kept_in_order_by_keyboard_alone(page: api.Page) -> None:
    words = keep_all(page)
    open_quotes(page)
    named(page, "Note to quotation 1").fill("Moves along")
    named(page, "Move quotation 1 down").focus()
    page.keyboard.press("Enter")
    api.expect(page.locator(SAID)).to_have_text("Moved down")
    api.expect(named(page, "Move quotation 2 down")).to_be_focused()

    assert listed(page)[:2] == [words[1], words[0]]
    assert named(page, "Note to quotation 1").input_value() == ""
    assert named(page, "Note to quotation 2").input_value() == "Moves along"

    named(page, "Remove quotation 1").focus()
    page.keyboard.press("Enter")
    api.expect(page.locator(ITEMS)).to_have_count(len(words) - 1)
    api.expect(named(page, "Undo: put back what was removed")).to_be_focused()
    page.keyboard.press("Enter")
    api.expect(page.locator(ITEMS)).to_have_count(len(words))
    assert listed(page)[:2] == [words[1], words[0]]


def test_all_can_be_removed_and_put_back(page: api.Page) -> None:
    words = keep_all(page)
    open_quotes(page)
    page.get_by_role("button", name="Remove all").click()
    api.expect(page.locator(ITEMS)).to_have_count(0)
    assert page.locator("#write-out").is_hidden()
    page.get_by_role("button", name="Undo").click()
    api.expect(page.locator(ITEMS)).to_have_count(len(words))

    assert listed(page) == words


def test_two_visitors_do_not_see_what_the_other_keeps(
    page: api.Page, browser: api.Browser, address: str
) -> None:
    keep_all(page)
    other = browser.new_page()
    other.goto(address)
    open_quotes(other)

    api.expect(other.locator("#basket")).to_contain_text("No quotations are kept yet")
    assert other.locator(ITEMS).count() == 0
    other.close()


def test_what_is_kept_is_written_to_word_in_the_style_chosen(
    page: api.Page, tmp_path: Path
) -> None:
    words = keep_all(page)
    open_quotes(page)
    page.get_by_label("Harvard").check()
    api.expect(page.locator("#basket .citation").first).to_contain_text("(Ofsted, 2022")
    with page.expect_download() as download:
        page.click("#quotes-word-button")
    path = tmp_path / "kept.docx"
    download.value.save_as(path)
    lines = [paragraph.text for paragraph in WordFile(str(path)).paragraphs]
    quoted = [" ".join(line.strip("“”").split()) for line in lines if line.startswith("“")]

    assert quoted == words
    assert any(line.endswith(page.inner_text("#basket .citation >> nth=0")) for line in lines)


@pytest.mark.parametrize(
    ("format", "begins"), [("pdf", b"%PDF"), ("evidence", b"%PDF"), ("markdown", b"# ")]
)
def test_what_is_kept_is_written_to_other_files(
    page: api.Page, tmp_path: Path, format: str, begins: bytes
) -> None:
    keep_all(page)
    open_quotes(page)
    with page.expect_download() as download:
        page.click(f"#quotes-{format}-button")
    download.value.save_as(tmp_path / "kept")

    assert (tmp_path / "kept").read_bytes().startswith(begins)


def test_what_is_kept_is_written_to_a_table(page: api.Page, tmp_path: Path) -> None:
    words = keep_all(page)
    open_quotes(page)
    with page.expect_download() as download:
        page.click("#quotes-csv-button")
    download.value.save_as(tmp_path / "kept")
    rows = csv.DictReader(io.StringIO((tmp_path / "kept").read_text(encoding="utf-8-sig")))
    quoted = [" ".join(row["Quotation"].split()) for row in rows if row["Quotation"]]

    assert quoted[: len(words)] == words


def test_a_basket_saved_is_opened_in_another_browser(
    page: api.Page, browser: api.Browser, address: str, tmp_path: Path
) -> None:
    words = keep_all(page)
    open_quotes(page)
    with page.expect_download() as download:
        page.click("#quotes-basket-button")
    path = tmp_path / "basket.json"
    download.value.save_as(path)
    assert len(json.loads(path.read_text(encoding="utf-8"))["kept"]) == len(words)

    other = browser.new_page()
    other.goto(address)
    open_quotes(other)
    other.set_input_files("#basket [data-open]", path)
    api.expect(other.locator(ITEMS)).to_have_count(len(words))
    assert listed(other) == words

    path.write_text("no basket", encoding="utf-8")
    other.set_input_files("#basket [data-open]", path)
    api.expect(other.locator(SAID)).to_contain_text("neither a basket")
    other.close()


def test_what_a_browser_kept_spoilt_does_no_harm(page: api.Page) -> None:
    words = ask(page)
    page.evaluate("localStorage.setItem('findings-quotes', 'spoilt')")
    page.reload()
    open_quotes(page)
    api.expect(page.locator("#basket")).to_contain_text("No quotations are kept yet")
    page.get_by_role("tab", name="Ask").click()
    if not page.locator(KEEP).count():
        ask(page)
    page.get_by_role("button", name="Keep all").click()

    api.expect(page.locator(SAID)).to_have_text(f"Kept: {len(words)} quotations")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_in_the_tab_is_wider_than_the_window(page: api.Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    keep_all(page)
    open_quotes(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
