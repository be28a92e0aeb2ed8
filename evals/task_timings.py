"""How quickly the page comes, shows a citation's page, and begins to answer; in a real browser."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from evals.task_visitor import CITATION, UNDERSTOOD, must, new_context, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Milliseconds that a click on a citation may take until its highlighted page is in view.
GOAL = 300

#: Citations clicked, and questions asked.
CLICKED, ASKED = 15, 5

#: Milliseconds in which nothing more is asked for before the first load counts as over.
_QUIET = 1500

#: Questions whose documents are PDFs, with several citations each.
_QUESTIONS = (
    "What did inspectors say about care leavers in Leeds?",
    "How has Sefton changed over time on assessments?",
    "What needs to improve in Luton?",
    "What was said about early help in Birmingham?",
    "What do inspectors say about leadership in Kent?",
)

#: Milliseconds from a click on a link to the pictures of pages being there: each picture that the
#: panel shows is another's than before, and can be drawn.
_CLICK = """async link => {
    const pictures = () => [...document.querySelectorAll('#source figure img')];
    const before = new Set(pictures().map(picture => picture.src));
    const start = performance.now();
    link.click();
    for (;;) {
        const now = pictures();
        const shown = document.querySelector('#source mark') && now.length > 0
            && now.every(picture => !before.has(picture.src) && picture.complete
                && picture.naturalWidth > 0);
        if (shown) {
            await Promise.all(now.map(picture => picture.decode()));
            return performance.now() - start;
        }
        if (performance.now() - start > 20000) return null;
        await new Promise(requestAnimationFrame);
    }
}"""

#: Milliseconds from the Enter key to the first words of an answer, which are not those that say
#: that it is looked for.
_FIRST_WORDS = """pending => {
    const rows = document.querySelectorAll('#conversation .bot-row').length;
    window.firstWords = new Promise(resolve => {
        document.querySelector('#question textarea').addEventListener('keydown', () => {
            const start = performance.now();
            const look = () => {
                const now = [...document.querySelectorAll('#conversation .bot-row')];
                const words = now.length > rows ? now.at(-1).innerText.trim() : '';
                if (words && !words.includes(pending)) resolve(performance.now() - start);
                else requestAnimationFrame(look);
            };
            look();
        }, {once: true});
    });
}"""


@dataclass(frozen=True, slots=True)
class Timings:
    """What was measured; times in milliseconds."""

    clicks: tuple[float, ...]
    """From a click on a citation to its page, highlighted, each for the first time."""
    first_words: tuple[float, ...]
    """From Enter to the first words of an answer."""
    load_bytes: int
    """Sent to a browser that was never here, headers with them, as they went over the wire."""
    load_requests: int
    load_ready: float
    """Until a question can be asked."""


def measure_timings(browser: Browser, address: str) -> Timings:
    """The page's timings, with a browser each that was never there.

    Raises:
        TaskFailed: a citation's page did not come.
    """
    sent, requests, ready = _first_load(browser, address)
    words, clicks = [], []
    context = new_context(browser, address)
    page = opened(context, address)
    for question in _QUESTIONS[:ASKED]:
        words.append(_ask(page, question))
        links = page.locator("#conversation .bot-row >> nth=-1").locator(CITATION)
        for number in range(min(links.count(), CLICKED // ASKED)):
            taken = links.nth(number).evaluate(_CLICK)
            must(taken is not None, f"Citation {number + 1} of “{question}” showed no page.")
            clicks.append(taken)
    context.close()
    must(len(clicks) == CLICKED, f"Only {len(clicks)} citations could be clicked.")
    return Timings(tuple(clicks), tuple(words), sent, requests, ready)


def timing_lines(timings: Timings) -> list[str]:
    """The timings as a Markdown table."""
    clicks, words = timings.clicks, timings.first_words
    met = "met" if median(clicks) < GOAL else "missed"
    return [
        "| measured | result |",
        "| :-- | :-- |",
        f"| citation click to its highlighted page, median of {len(clicks)} | "
        f"{median(clicks):.0f} ms (from {min(clicks):.0f} to {max(clicks):.0f}); the goal of under "
        f"{GOAL} ms is {met} |",
        f"| Enter to the first words of an answer, median of {len(words)} | "
        f"{median(words):.0f} ms (from {min(words):.0f} to {max(words):.0f}) |",
        f"| first load, nothing cached | {timings.load_bytes / 1e6:.2f} MB in "
        f"{timings.load_requests} requests; a question can be asked after "
        f"{timings.load_ready / 1000:.1f} s |",
    ]


def _ask(page: Page, question: str) -> float:
    """Ask, and wait for the whole answer; milliseconds to its first words."""
    from assistant.app.chat import PENDING

    page.click("#question textarea")
    page.keyboard.type(question)
    before = page.locator(UNDERSTOOD).count()
    page.evaluate(_FIRST_WORDS, PENDING)
    page.keyboard.press("Enter")
    taken: float = page.evaluate("window.firstWords")
    page.locator(UNDERSTOOD).nth(before).wait_for()
    return taken


def _first_load(browser: Browser, address: str) -> tuple[int, int, float]:
    """Bytes over the wire, requests, and milliseconds until a question can be asked."""
    context = new_context(browser, address)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    asked: list[str] = []
    received: list[int] = []
    network.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(address)
    page.wait_for_selector("#examples button")
    ready: float = page.evaluate("performance.now()")
    count = -1
    while count != len(asked):
        count = len(asked)
        page.wait_for_timeout(_QUIET)
    context.close()
    return sum(received), len([url for url in asked if url.startswith("http")]), ready
