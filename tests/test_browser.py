"""The main path in a real browser: ask, read the answer, see where a quotation stands."""

from __future__ import annotations

import pytest

pytest_plugins = "browsing"

CITATION = '#conversation a[href^="#cite-"]'

api = pytest.importorskip("playwright.sync_api")


def ask_first_example(page: api.Page) -> None:
    page.click("#examples button >> nth=0")
    page.wait_for_selector(CITATION)
    page.wait_for_selector("#conversation .understood")


def test_a_citation_shows_its_words_where_they_stand(page: api.Page) -> None:
    ask_first_example(page)
    quoted = page.inner_text("#conversation blockquote p >> nth=0")
    page.click(f"{CITATION} >> nth=0")
    page.wait_for_selector("#source mark")

    marked = " ".join(page.locator("#source mark").all_inner_texts())
    assert f"“{' '.join(marked.split())}” [1]" == " ".join(quoted.split())
    assert page.evaluate("document.activeElement.matches('#source h2')")


def test_citations_can_be_stepped_through(page: api.Page) -> None:
    ask_first_example(page)
    count = page.locator(CITATION).count()
    page.click(f"{CITATION} >> nth=0")
    page.wait_for_selector("#source mark")

    assert page.inner_text("#source h2") == f"Quotation 1 of {count}"
    assert page.is_disabled("#source [data-step='-1']")
    if count > 1:
        page.click("#source [data-step='1']")
        api.expect(page.locator("#source h2")).to_have_text(f"Quotation 2 of {count}")


def test_the_main_path_needs_no_mouse(page: api.Page) -> None:
    page.focus("#examples button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#conversation .understood")
    page.focus(f"{CITATION} >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector("#source mark")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Copy with citation"


def test_a_question_is_shown_as_typed(page: api.Page) -> None:
    typed = "What of **early help** <img src=http://evil.example/x.png> www.evil.example?"
    page.fill("#question textarea", typed)
    page.keyboard.press("Enter")
    page.wait_for_selector("#conversation .bot-row")

    assert page.inner_text("#conversation .user-row").strip() == typed
    assert page.locator("#conversation img, #conversation a[href^='http']").count() == 0


def test_two_visitors_do_not_see_each_others_conversation(
    page: api.Page, browser: api.Browser, address: str
) -> None:
    ask_first_example(page)
    other = browser.new_page()
    other.goto(address)
    other.wait_for_selector("#examples button")

    assert other.locator("#conversation .user-row").count() == 0
    other.close()


def test_a_new_conversation_starts_from_the_examples(page: api.Page) -> None:
    ask_first_example(page)
    page.click("#fresh")
    page.wait_for_selector("#examples button")

    assert page.locator("#conversation .user-row").count() == 0


CHANGE = "#chips [popovertarget]"


def questions(page: api.Page) -> list[str]:
    return page.locator("#conversation .user-row").all_inner_texts()


def test_a_chip_is_changed_by_keyboard_alone(page: api.Page) -> None:
    ask_first_example(page)
    page.wait_for_selector(CHANGE)
    page.focus(f"{CHANGE}[aria-label^='Time']")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")

    assert page.evaluate("document.activeElement.matches('[popovertarget]')")
    assert len(questions(page)) == 1

    page.keyboard.press("Enter")
    page.keyboard.type("the")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{CHANGE}[aria-label='Time: the latest. Change']")

    assert questions(page)[-1].strip() == "the latest"


def test_a_chip_is_removed_and_says_so_to_who_cannot_see_it(page: api.Page) -> None:
    ask_first_example(page)
    page.get_by_role("button", name="Remove: early help").click()
    api.expect(page.get_by_role("button", name="Remove: early help")).to_have_count(0)

    assert questions(page)[-1].strip() == "about anything"


def test_an_answer_is_asked_for_in_another_form_and_again(page: api.Page) -> None:
    ask_first_example(page)
    page.get_by_role("button", name="Shorter", exact=True).click()
    api.expect(page.get_by_role("button", name="Remove: in short")).to_be_visible()
    page.get_by_role("button", name="Ask again").click()
    page.wait_for_selector("#stop", state="detached")
    api.expect(page.get_by_role("button", name="Remove: in short")).to_be_visible()

    assert len(questions(page)) == 2


def test_a_question_asked_back_is_answered_by_a_click(page: api.Page) -> None:
    page.fill("#question textarea", "What of early help in Sussex?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="What of early help in West Sussex?", exact=True).click()
    page.wait_for_selector(f"{CHANGE}[aria-label^='Authority: West Sussex']")

    assert questions(page)[-1].strip() == "What of early help in West Sussex?"


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)])
def test_what_was_understood_is_in_view_with_the_newest_answer(
    page: api.Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    ask_first_example(page)
    page.wait_for_selector(CHANGE)
    page.wait_for_timeout(800)  # the question is brought to the top of the window

    for part in (page.locator(CHANGE).first, page.locator("#fresh")):
        box = part.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size[1]


def test_nothing_of_a_long_answer_stands_over_the_question_box(page: api.Page) -> None:
    ask_first_example(page)
    page.wait_for_selector("#onward button")
    page.set_viewport_size({"width": 1280, "height": 400})
    for tenth in range(11):
        page.evaluate(f"window.scrollTo(0, document.body.scrollHeight * {tenth} / 10)")
        assert page.evaluate(
            """() => {
                const label = document.querySelector('#question label').getBoundingClientRect();
                const there = document.elementFromPoint(label.left + 10, label.top + 8);
                return document.querySelector('#composer').contains(there);
            }"""
        )


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_nothing_is_wider_than_the_window(page: api.Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    ask_first_example(page)
    page.click(f"{CITATION} >> nth=0")
    page.wait_for_selector("#source mark")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
