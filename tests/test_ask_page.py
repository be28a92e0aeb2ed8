"""The Ask tab in a real browser: reload, links, tabs, changing a question, feedback, the source."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from assistant.app.chat import message_text
from assistant.app.links import MOST_QUESTIONS, conversation_link, read_link
from assistant.app.remembered import MOST_CHARACTERS, Remembered, from_browser, to_browser
from assistant.ask import Assistant
from assistant.feedback import read_feedback
from assistant.scope import Filters

pytest_plugins = "browsing"

api = pytest.importorskip("playwright.sync_api")

CITATION = '#conversation a[href^="#cite-"]'
QUESTION = "What did inspectors say about early help in Middlesbrough?"
FOLLOW_UP = "and supervision?"

TALK = [
    {"role": "user", "content": [{"type": "text", "text": "What of early help?"}]},
    {"role": "assistant", "content": "Nothing."},
]


api.expect.set_options(timeout=20_000)  # as patient as the rest, on a machine that is busy

KEPT = "localStorage.getItem('findings-conversation')"


def ask(page: api.Page, question: str) -> None:
    """Ask, and wait until the browser has kept the answer."""
    before = page.evaluate(KEPT)
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_function(f"before => {KEPT} !== before", arg=before)
    page.wait_for_selector("#onward button")


def asked(page: api.Page) -> list[str]:
    return [words.strip() for words in page.locator("#conversation .user-row").all_inner_texts()]


def shown(page: api.Page) -> list[str]:
    everything = "messages => messages.map(message => message.innerHTML)"
    return list(page.locator("#conversation .prose").evaluate_all(everything))


def open_source(page: api.Page, number: int = 0) -> None:
    page.click(f"{CITATION} >> nth={number}")
    page.wait_for_selector("#source mark")


# Without a browser


def test_a_link_gives_the_questions_and_filters_again() -> None:
    filters = Filters(("Bristol, City of", "Leeds"), ("ilacs",), 2018, 2024)
    link = conversation_link(["What of A & B?", "and #2 + 3?"], filters)

    assert read_link(parse_qsl(link[1:])) == (["What of A & B?", "and #2 + 3?"], filters)


def test_a_link_asks_no_more_than_it_may_and_passes_over_what_it_does_not_know() -> None:
    pairs = [("ask", f"Question {n}?") for n in range(99)]
    odd = [("kind", "<b>"), ("from", "20x8"), ("to", "-1"), ("ask", "  "), ("colour", "red")]
    questions, filters = read_link([*odd, *pairs])

    assert len(questions) == MOST_QUESTIONS
    assert filters == Filters()
    assert len(read_link([("ask", "early help " * 9_999)])[0][0]) == 2_000


def test_a_conversation_comes_back_from_the_browser_as_it_was(
    letter_assistant: Assistant,
) -> None:
    filters = Filters(("Middlesbrough",), (), 2018, None)
    answer = letter_assistant.ask(QUESTION)
    back = from_browser(to_browser(TALK, filters, answer))

    assert [said["content"] for said in back.shown()] == [message_text(said) for said in TALK]
    assert back.filters == filters
    assert back.answer
    assert (back.answer.scope, back.answer.quotes) == (answer.scope, answer.quotes)


@pytest.mark.parametrize(
    "spoilt",
    [
        None,
        [],
        "early help",
        {"messages": 5},
        {"messages": [{"role": "system", "content": "x"}]},
        {"messages": [{"role": "assistant", "content": "x"}]},
        {"messages": [{"role": "user", "content": "x" * (MOST_CHARACTERS + 1)}] * 2},
        {"messages": [], "answer": {"status": "certain"}},
    ],
)
def test_a_spoilt_conversation_is_ignored(spoilt: object) -> None:
    assert from_browser(spoilt) == Remembered()


def test_of_a_very_long_conversation_the_last_turns_are_kept() -> None:
    long = [{**said, "content": "x" * (MOST_CHARACTERS // 5)} for said in TALK * 4]
    kept = from_browser(to_browser(long, Filters(), None))

    assert len(kept.messages) == 4


# The conversation


def test_a_reload_keeps_the_conversation(page: api.Page) -> None:
    ask(page, QUESTION)
    ask(page, FOLLOW_UP)
    before = shown(page)
    page.reload()
    page.wait_for_selector("#onward button")

    assert asked(page) == [QUESTION, FOLLOW_UP]
    assert shown(page) == before
    assert page.is_visible("#chips [popovertarget]")
    assert not page.is_visible("#examples button")

    page.click("#fresh")
    page.wait_for_selector("#examples button")
    page.reload()
    page.wait_for_selector("#examples button")

    assert asked(page) == []


def test_a_conversation_spoilt_in_the_browser_does_no_harm(page: api.Page) -> None:
    page.evaluate("localStorage.setItem('findings-conversation', 'spoilt')")
    page.reload()
    page.wait_for_selector("#examples button")
    ask(page, QUESTION)

    assert asked(page) == [QUESTION]


def test_another_visitor_gets_nothing_of_a_conversation(
    page: api.Page, browser: api.Browser, address: str
) -> None:
    ask(page, QUESTION)
    context = browser.new_context()
    other = context.new_page()
    other.goto(address)
    other.wait_for_selector("#examples button")

    assert asked(other) == []
    context.close()


def test_a_copied_link_leads_to_the_conversation(
    page: api.Page, browser: api.Browser, address: str
) -> None:
    ask(page, QUESTION)
    ask(page, FOLLOW_UP)
    link = page.get_attribute("#onward [data-link]", "data-link")
    page.click("#onward [data-link]")
    api.expect(page.locator("#onward .copied")).to_have_text("Copied")

    context = browser.new_context()
    other = context.new_page()
    other.goto(f"{address}/{link}")
    api.expect(other.locator("#onward [data-link]")).to_be_visible()

    assert asked(other) == [QUESTION, FOLLOW_UP]
    assert other.locator(CITATION).all_inner_texts() == page.locator(CITATION).all_inner_texts()
    context.close()


def test_a_link_is_not_kept_until_the_conversation_goes_on(page: api.Page, address: str) -> None:
    ask(page, QUESTION)
    page.goto(f"{address}/?{urlencode({'ask': 'What needs to improve in Middlesbrough?'})}")
    page.wait_for_selector("#onward button")
    page.goto(address)
    page.wait_for_selector("#onward button")

    assert asked(page) == [QUESTION]


def test_a_hostile_link_is_shown_as_text(page: api.Page, address: str) -> None:
    hostile = "<img src=x onerror=alert(1)> **early help** in Middlesbrough?"
    page.goto(f"{address}/?{urlencode({'ask': hostile})}")
    page.wait_for_selector("#onward button")

    assert asked(page) == [hostile]
    assert page.locator("#conversation .user-row :is(img, strong)").count() == 0


def test_a_question_is_changed_and_asked_anew_from_there(page: api.Page) -> None:
    ask(page, "What of supervision (in short) in Middlesbrough?")
    ask(page, FOLLOW_UP)
    page.get_by_role("button", name="Change this question").first.click()
    box = page.get_by_label("Change the question")

    assert box.input_value() == "What of supervision (in short) in Middlesbrough?"

    box.fill(QUESTION)
    page.get_by_role("button", name="Ask this instead").click()
    api.expect(page.locator("#conversation .user-row")).to_have_count(1)
    page.wait_for_selector("#onward button")

    assert asked(page) == [QUESTION]


def test_what_is_suggested_has_an_answer(page: api.Page) -> None:
    ask(page, QUESTION)
    before = page.locator(CITATION).count()
    suggested = page.locator("#onward section button")
    words = suggested.first.inner_text()
    suggested.first.click()
    api.expect(page.locator("#conversation .user-row")).to_have_count(2)
    page.wait_for_selector("#onward button")

    assert asked(page)[-1] == words
    assert page.locator(CITATION).count() > before


def test_a_verdict_on_an_answer_is_kept(page: api.Page, letter_assistant: Assistant) -> None:
    ask(page, QUESTION)
    page.get_by_label("Wrong source").check()
    page.get_by_label("A word on it").fill("It is <b>of 2019</b>")
    page.get_by_role("button", name="Send", exact=True).click()
    api.expect(page.locator("#noted")).to_contain_text("Noted as wrong source")
    said, unread = read_feedback(letter_assistant.catalogue.home)

    assert (said[-1].verdict, said[-1].word) == ("wrong source", "It is <b>of 2019</b>")
    assert said[-1].question == QUESTION
    assert len(said[-1].quotes) == page.locator(CITATION).count()
    assert unread == 0


# Tabs


def tab_selected(page: api.Page) -> str:
    return page.inner_text('#tabs [role="tab"][aria-selected="true"]').split(" (")[0]


def test_each_tab_has_an_address_and_back_leaves_it(page: api.Page, address: str) -> None:
    page.click("#history-tab-button")
    page.click("#library-tab-button")

    assert urlsplit(page.url).fragment == "library"

    page.go_back()
    api.expect(page.locator("#history-tab-button")).to_have_attribute("aria-selected", "true")
    page.go_back()
    api.expect(page.locator("#ask-tab-button")).to_have_attribute("aria-selected", "true")
    page.go_forward()
    api.expect(page.locator("#history-tab-button")).to_have_attribute("aria-selected", "true")


def test_an_address_opens_its_tab(browser: api.Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/#about")
    api.expect(page.locator("#about-tab-button")).to_have_attribute("aria-selected", "true")

    assert page.evaluate("window.scrollY") == 0

    page.close()


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_every_tab_is_in_view_at_any_width(page: api.Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for name in ("Ask", "History", "Compare", "Quotes", "Library", "About"):
        tab = page.get_by_role("tab", name=re.compile(f"^{name}"))
        box = tab.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_the_source_takes_no_room_in_other_tabs_until_one_is_chosen(page: api.Page) -> None:
    assert page.is_visible("#source")
    ask(page, QUESTION)
    page.click("#history-tab-button")
    api.expect(page.locator("#source")).to_be_hidden()
    page.click("#ask-tab-button")
    open_source(page)
    page.click("#history-tab-button")
    api.expect(page.locator("#source")).to_be_hidden()
    page.click("#ask-tab-button")
    api.expect(page.locator("#source .no-source")).to_be_visible()

    assert page.locator(f"{CITATION}[aria-current]").count() == 0


# The source


def test_a_link_leads_to_one_quotation(page: api.Page, address: str) -> None:
    ask(page, QUESTION)
    open_source(page)
    words = page.locator("#source mark").all_inner_texts()
    link = page.get_attribute("#source [data-link]", "data-link")
    page.goto(f"{address}/{link}")
    page.wait_for_selector("#source mark")

    assert page.locator("#source mark").all_inner_texts() == words

    page.click("#source [data-close]")
    page.wait_for_selector("#source .no-source")

    assert "quote" not in page.url


def test_a_link_to_no_quotation_says_so(page: api.Page, address: str) -> None:
    page.goto(f"{address}/?quote=%3Cb%3Enone")
    api.expect(page.locator("#source .hint")).to_contain_text("not a citation")


def test_closing_the_source_goes_back_to_its_number(page: api.Page) -> None:
    ask(page, QUESTION)
    open_source(page)
    page.keyboard.press("Escape")
    page.wait_for_selector("#source .no-source")

    assert page.evaluate("document.activeElement.textContent") == "[1]"
    assert page.locator(f"{CITATION}[aria-current]").count() == 0


def test_on_a_telephone_the_source_comes_over_the_page(page: api.Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, QUESTION)
    open_source(page)
    box = page.locator("#source mark").first.bounding_box()

    assert box
    assert 0 <= box["y"] < 844


def test_on_paper_there_are_questions_and_quotations_but_no_controls(page: api.Page) -> None:
    ask(page, QUESTION)
    page.emulate_media(media="print")

    assert page.locator("#conversation blockquote").first.is_visible()
    assert page.locator("#conversation .user-row").first.is_visible()
    assert page.locator("button:visible").count() == 0
