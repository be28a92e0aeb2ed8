"""A visitor of the page in a real browser, whose clicks, key presses and seconds are counted.

Playwright and Chromium are only needed here; who imports this module needs neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urljoin

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Browser, BrowserContext, Locator, Page

#: Debian's browser.
CHROMIUM = Path("/usr/bin/chromium")

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

#: A council's laptop.
_WINDOW = {"width": 1280, "height": 900}

#: Seconds that anything on the page is waited for.
PATIENCE = 45.0

#: The newest answer of the conversation.
ANSWER = "#conversation .bot-row >> nth=-1"

#: Stands at the end of every answer, so that it is whole.
UNDERSTOOD = "#conversation .bot-row .understood"

CITATION = 'a[href^="#cite-"]'

KEEP = 'a[href^="#keep-"]:not([href*=","])'


class TaskFailed(Exception):
    """A task did not end as it must; the message says why, in one sentence."""


def must(condition: Any, why: str) -> None:
    """Stop the task unless the condition holds.

    Raises:
        TaskFailed: it does not.
    """
    if not condition:
        raise TaskFailed(why)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium.

    Raises:
        TaskFailed: it is not installed.
    """
    from playwright.sync_api import sync_playwright

    must(CHROMIUM.exists(), f"{CHROMIUM} is not installed.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_ARGUMENTS))
        yield browser
        browser.close()


def new_context(browser: Browser, address: str) -> BrowserContext:
    """A browser that has never been here, and may read what is copied."""
    context = browser.new_context(viewport=cast(Any, _WINDOW), accept_downloads=True)
    context.set_default_timeout(1000 * PATIENCE)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    return context


def opened(context: BrowserContext, address: str) -> Page:
    """The page, once a question can be asked."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#examples button")
    return page


class Visitor:
    """Somebody at the page: finds what is on it by its words, as its readers do.

    `clicks` are the mouse's, `runs` are texts typed at one go or single keys pressed, and `seconds`
    go from the page standing open to `end`. A script neither reads nor thinks: they are the page's
    seconds, and what is left of the task's own are the reader's.
    """

    def __init__(self, browser: Browser, address: str, folder: Path) -> None:
        self.browser = browser
        self.address = address
        self.folder = folder
        self.context = new_context(browser, address)
        self.page = opened(self.context, address)
        self.clicks = 0
        self.runs = 0
        self.seconds = 0.0
        self._started = perf_counter()

    def end(self) -> None:
        """What was wanted is there: what follows only checks it."""
        self.seconds = perf_counter() - self._started

    def close(self) -> None:
        """Leave."""
        self.context.close()

    def click(self, what: Locator) -> None:
        """Click on it, once it is there."""
        what.click()
        self.clicks += 1

    def button(self, name: str) -> None:
        """Click on the button of exactly this name."""
        self.click(self.page.get_by_role("button", name=name, exact=True).locator("visible=true"))

    def tab(self, name: str) -> None:
        """Go to a tab."""
        tabs = self.page.get_by_role("tab", name=re.compile(f"^{name}")).locator("visible=true")
        self.click(tabs.first)

    def type(self, text: str, *, then: str = "") -> None:
        """Type where the cursor is, and press the key `then`: all one run."""
        self.page.keyboard.type(text)
        if then:
            self.page.keyboard.press(then)
        self.runs += 1

    def ask(self, question: str) -> None:
        """Type a question into the box, which has the cursor at first, and read the answer."""
        if not self.page.evaluate("document.activeElement.matches('#question textarea')"):
            self.click(self.page.locator("#question textarea"))
        before = self.page.locator(UNDERSTOOD).count()
        self.type(question, then="Enter")
        self.page.locator(UNDERSTOOD).nth(before).wait_for()

    def choose(self, label: str, words: str) -> None:
        """Open a long list by its label, type what is wanted, take the first that fits.

        What stands in it already has to be selected first, or it stays before what is typed.
        """
        box = self._list(label)
        self.click(box)
        if box.input_value():
            self.page.keyboard.press("Control+A")
            self.runs += 1
        self.page.keyboard.type(words)
        self.page.get_by_role("option", name=re.compile(re.escape(words))).first.wait_for()
        self.page.keyboard.press("Enter")
        self.runs += 1
        self.page.keyboard.press("Escape")  # not counted: only a script is that quick

    def pick(self, label: str, words: str) -> None:
        """Open a short list by its label and click on the first line with these words."""
        self.click(self._list(label))
        self.click(self.page.get_by_role("option", name=re.compile(re.escape(words))).first)

    def _list(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True).locator("visible=true")

    def download(self, button: str) -> Path:
        """The file that a click on a button gives."""
        with self.page.expect_download() as given:
            self.button(button)
        path = self.folder / given.value.suggested_filename
        given.value.save_as(path)
        return path

    def marked(self) -> str:
        """The words highlighted in the source panel, on one line."""
        self.page.wait_for_selector("#source mark")
        return on_one_line(" ".join(self.page.locator("#source mark").all_inner_texts()))

    def get(self, address: str) -> APIResponse:
        """What the server gives for an address of the page's own."""
        return self.context.request.get(urljoin(self.address, address))


def marked_at(browser: Browser, address: str, link: str) -> str:
    """The words highlighted for somebody else who opens a link."""
    context = new_context(browser, address)
    try:
        page = context.new_page()
        page.goto(link)
        page.wait_for_selector("#source mark")
        return on_one_line(" ".join(page.locator("#source mark").all_inner_texts()))
    finally:
        context.close()


def on_one_line(text: str) -> str:
    """The text with single spaces: line ends are the page's, not the document's."""
    return " ".join(text.split())
