"""Every tab in a real browser, checked by axe-core against WCAG 2.2 AA, light, dark and narrow."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import invented
import pytest
from stores import open_store_in

from assistant.ask import Assistant
from corpus.embedding import EmbeddingModel

pytest_plugins = "browsing"

api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

LETTERS = Path(__file__).parents[1] / "corpus"

#: What must hold, and what axe-core's authors advise besides.
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
ADVICE = "best-practice"

#: What axe-core cannot decide counts as broken, except contrast where something lies over or under
#: the text: the rule under the tabs, the bands of a chart, the marks of Gradio's folds.
UNDECIDED = "color-contrast"

OPTIONS = {
    "runOnly": [*WCAG, ADVICE],
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2, but off unless asked for
    "resultTypes": ["violations", "incomplete"],
}

#: The visits of one authority whose history is shown, and two others to compare it with.
HELD = {
    "sif.pdf": invented.sif("Middlesbrough"),
    "visit.pdf": invented.focused_visit("Middlesbrough"),
    "four.pdf": invented.ilacs_four_judgements("Middlesbrough"),
    "reformed.pdf": invented.ilacs_post_reform("Middlesbrough"),
    "leeds.pdf": invented.ilacs_five_judgements("Leeds"),
    "bexley.pdf": invented.ilacs_five_judgements("Bexley"),
}

QUESTION = "What needs to improve in Leeds?"
CITATION = '#conversation a[href^="#cite-"]'


@pytest.fixture(scope="module")
def letter_assistant(
    tmp_path_factory: pytest.TempPathFactory, model: EmbeddingModel
) -> Iterator[Assistant]:
    """Answers from the bundled letter and from visits enough for a history and a comparison."""
    folder = tmp_path_factory.mktemp("documents")
    for name, pdf in HELD.items():
        (folder / name).write_bytes(pdf)
    store = open_store_in(tmp_path_factory.mktemp("home"), model)
    store.ingest(LETTERS, folder)
    yield Assistant(store.catalogue, store.index, store.model)
    store.catalogue.close()


@pytest.fixture(scope="module")
def window(browser: api.Browser, address: str) -> Iterator[api.Page]:
    """One page for all these tests; each brings it to what it looks at."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.wait_for_selector("#examples button")
    # Colours on their way from one to another are no colours of the page.
    page.add_style_tag(content="* { transition: none !important; animation: none !important; }")
    yield page
    page.close()


# What is looked at


def open_tab(page: api.Page, name: str) -> None:
    page.click(f"#{name}-tab-button")
    page.wait_for_selector(f"#{name}-tab:visible")


def choose(page: api.Page, tab: str, label: str, *options: str) -> None:
    """Choose in one of Gradio's drop-downs, by typing."""
    box = page.locator(f"#{tab}-tab").get_by_label(label, exact=True)
    for option in options:
        box.click()
        page.keyboard.type(option)
        page.locator(f"[role=option]:has-text('{option}') >> nth=0").click()
    page.keyboard.press("Escape")


def unfold(page: api.Page, within: str) -> None:
    page.evaluate(
        "within => document.querySelectorAll(`${within} details`).forEach(d => { d.open = true; })",
        within,
    )


def ask(page: api.Page) -> None:
    open_tab(page, "ask")
    if page.locator(CITATION).count():
        return
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("#onward button")


def nothing_asked(page: api.Page, folder: Path) -> None:
    open_tab(page, "ask")
    if page.is_visible("#fresh"):
        page.click("#fresh")
    page.wait_for_selector("#examples button")


def an_answer(page: api.Page, folder: Path) -> None:
    ask(page)
    page.get_by_label("Wrong source").check()
    if not page.is_visible("#filters input"):
        page.click("#filters > button")
    page.wait_for_selector("#filters input")


def its_source(page: api.Page, folder: Path) -> None:
    ask(page)
    page.click(f"{CITATION} >> nth=0")
    page.wait_for_selector("#source mark")
    page.wait_for_selector("#source img")


def a_question_changed(page: api.Page, folder: Path) -> None:
    ask(page)
    if not page.is_visible(".edit-textarea"):
        page.get_by_role("button", name="Change this question").first.click()
    page.wait_for_selector(".edit-textarea")


def a_chips_alternatives(page: api.Page, folder: Path) -> None:
    ask(page)
    page.focus("#chips [popovertarget] >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector("#chips [popover]:popover-open")


def a_history(page: api.Page, folder: Path) -> None:
    open_tab(page, "history")
    choose(page, "history", "Authority", "Middlesbrough")
    page.wait_for_selector("#history-view .steps")
    choose(page, "history", "Practice area, or words of your own", "early help")
    page.wait_for_selector("#history-followed .cited")
    page.click("#history-show")
    page.wait_for_selector("#history-fixed .pair")
    unfold(page, "#history-tab")


def a_comparison(page: api.Page, folder: Path) -> None:
    open_tab(page, "compare")
    choose(page, "compare", "Authorities", "Leeds", "Bexley")
    page.click("#compare-button")
    api.expect(page.locator("#compare-status")).to_contain_text("2 authorities compared on")
    page.wait_for_selector("#compare-wells section")


def quotations_kept(page: api.Page, folder: Path) -> None:
    ask(page)
    page.get_by_role("button", name="Keep all").click()
    open_tab(page, "quotes")
    page.wait_for_selector("#basket li")


def a_draft_checked(page: api.Page, folder: Path) -> None:
    draft = folder / "draft.md"
    words = "Children in the county are safer than they were at the last inspection in 2018"
    draft.write_text(
        f"> “{words}”\n\n(ILACS inspection of Leeds, January 2025)\n\n"
        f"> “{words.replace('safer', 'happier')}”\n\n> “Nobody ever wrote these words of it.”\n",
        "utf-8",
    )
    open_tab(page, "quotes")
    page.set_input_files("#verify-file input", draft)
    page.wait_for_selector("#verify-results .verify-list li")


def the_library(page: api.Page, folder: Path) -> None:
    open_tab(page, "library")
    if page.is_visible("#library-back"):
        page.click("#library-back")
    page.wait_for_selector("#library-list tbody tr")


def a_reading_report(page: api.Page, folder: Path) -> None:
    the_library(page, folder)
    page.click("#library-list [data-act=open] >> nth=0")
    page.wait_for_selector("#library-report article")


def about(page: api.Page, folder: Path) -> None:
    open_tab(page, "about")
    unfold(page, "#about-tab")


VIEWS = (
    nothing_asked,
    an_answer,
    its_source,
    a_question_changed,
    a_chips_alternatives,
    a_history,
    a_comparison,
    quotations_kept,
    a_draft_checked,
    the_library,
    a_reading_report,
    about,
)


# The check


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_it_can_be_used_by_everyone(
    window: api.Page, view: Callable[[api.Page, Path], None], tmp_path: Path
) -> None:
    view(window, tmp_path)
    broken: list[str] = []
    for look, width in (("light", 1280), ("dark", 1280), ("light", 390)):
        window.set_viewport_size({"width": width, "height": 900})
        # As Gradio itself does where the visitor's system is dark.
        window.evaluate("dark => document.body.classList.toggle('dark', dark)", look == "dark")
        for rule, where in found(window):
            said = f"{look}, {width}: {rule['id']}: {rule['help']}: {where}"
            if ADVICE in rule["tags"]:
                warnings.warn(said, stacklevel=1)
            else:
                broken.append(said)
    window.set_viewport_size({"width": 1280, "height": 900})
    assert broken == []


def found(page: api.Page) -> list[tuple[dict[str, Any], str]]:
    """Each rule that does not hold, or may not, with the HTML of each place where."""
    said = axe.Axe().run(page, options=OPTIONS).response
    undecided = [rule for rule in said["incomplete"] if rule["id"] != UNDECIDED]
    return [
        (rule, node["html"][:300])
        for rule in (*said["violations"], *undecided)
        for node in rule["nodes"]
    ]
