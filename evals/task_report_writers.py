"""What report writers want done on the page: four tasks, see task_list.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evals.task_checks import (
    FULL,
    Held,
    highlighted_pages,
    must_cite_its_page,
    pdf_text,
    quoted,
    without_space,
    word_quotations,
)
from evals.task_visitor import ANSWER, CITATION, KEEP, Visitor, marked_at, must, on_one_line

if TYPE_CHECKING:
    from corpus.types import Document


def two_in_word(visitor: Visitor, held: Held) -> str:
    """Ask tab and Quotes tab: one quotation of each report, in Word."""
    reports = held.of("Sefton", *FULL)[-2:]
    visitor.ask("Find me two quotations from the last two Sefton reports on assessments")
    groups = visitor.page.locator(ANSWER).locator("h2")
    for number in range(groups.count()):
        first = "xpath=following::a[starts-with(@href, '#keep-')][1]"
        visitor.click(groups.nth(number).locator(first))
    _kept(visitor, 2)
    visitor.tab("Quotes")
    path = visitor.download("Word")
    visitor.end()
    found = word_quotations(path)
    must(len(found) == 2, f"{path.name} has {len(found)} quotations.")
    stood = [held.must_stand(words, reports) for words, _ in found]
    of = {each.document.name for each in stood}
    must(of == {r.name for r in reports}, f"They are from {of}, not from the last two reports.")
    for each, (words, citation) in zip(stood, found, strict=True):
        must("assess" in words.lower(), f"“{words[:60]}…” is not on assessments.")
        must_cite_its_page(each, citation)
    return f"{path.name}: one exact quotation of each, with its page"


def check_my_draft(visitor: Visitor, held: Held) -> str:
    """Quotes tab: a draft with one word changed and one quotation ascribed to another authority."""
    import docx

    exact, altered, elsewhere = _three_sentences(held)
    changed = altered.replace(" not ", " ", 1)
    draft = docx.Document()
    draft.add_paragraph(f"Inspectors of Sefton in 2025 said: “{exact}” (Sefton, 2025)")
    draft.add_paragraph(f"Of Sefton in 2022 they said: “{changed}” (Sefton, 2022)")
    draft.add_paragraph(f"“{elsewhere}” (Leeds, ILACS inspection, 2022)")
    path = visitor.folder / "draft.docx"
    draft.save(str(path))
    visitor.tab("Quotes")
    box = visitor.page.locator("#verify-file button").first
    with visitor.page.expect_file_chooser() as chosen:
        visitor.click(box)
    chosen.value.set_files(path)
    visitor.page.wait_for_selector("#verify-results ol.verify-list")
    visitor.end()
    states = visitor.page.locator("#verify-results .verify-status strong").all_inner_texts()
    must(
        states == ["Exact", "Altered", "From elsewhere than it says"],
        f"Of one exact, one altered and one ascribed wrongly it says: {', '.join(states)}.",
    )
    left_out = visitor.page.locator("#verify-results del").all_text_contents()
    must(any("not" in words.split() for words in left_out), "It does not show the word left out.")
    return "exact, altered (the word left out is shown) and from elsewhere, each told as it is"


def send_a_link(visitor: Visitor, held: Held) -> str:
    """Ask tab: a link to one quotation, opened by somebody else."""
    visitor.ask("What did inspectors say about social workers’ caseloads in Leeds?")
    visitor.click(visitor.page.locator(ANSWER).locator(CITATION).first)
    words = visitor.marked()
    visitor.click(visitor.page.locator("#source [data-link]"))
    visitor.page.wait_for_function("document.querySelector('#source .copied').textContent")
    visitor.end()
    link = visitor.page.evaluate("navigator.clipboard.readText()")
    must(link.startswith(visitor.address), f"What was copied is no address: {link[:80]}")
    must(
        marked_at(visitor.browser, visitor.address, link) == words,
        "The link shows other words to somebody else.",
    )
    held.must_stand(words, held.of("Leeds"))
    return f"a link of {len(link)} letters; it shows the same words in a browser new to the page"


def pages_as_appendix(visitor: Visitor, held: Held) -> str:
    """Ask tab, twice, and Quotes tab: the pages quoted, highlighted."""
    visitor.ask("What did the last inspection say about care leavers in Kent?")
    visitor.click(visitor.page.locator(ANSWER).locator(KEEP).first)
    visitor.ask("What did the last inspection say about care leavers in Medway?")
    visitor.click(visitor.page.locator(ANSWER).locator(KEEP).first)
    _kept(visitor, 2)
    answers = visitor.page.locator("#conversation .bot-row")
    words = [quoted(answers.nth(n).locator("blockquote").first.inner_text())[0] for n in range(2)]
    visitor.tab("Quotes")
    path = visitor.download("Evidence PDF")
    visitor.end()
    stood = [
        held.must_stand(each, held.of(name))
        for each, name in zip(words, ("Kent", "Medway"), strict=True)
    ]
    text = pdf_text(path)
    for each in words:
        must(without_space(each) in text, f"“{each[:60]}…” is not in {path.name}.")
    count = sum(len(each.pages) for each in stood)
    marked = highlighted_pages(path)
    must(len(marked) == count, f"{count} pages are quoted, and {len(marked)} have a highlight.")
    return f"{path.name}: {count} pages with the words highlighted, and an index"


def _kept(visitor: Visitor, count: int) -> None:
    """Wait until the page says that so many are kept."""
    visitor.page.wait_for_selector(f"#keeping [data-count='{count}']", state="attached")


def _sentences(held: Held, document: Document) -> list[str]:
    """The sentences of a document that a report could quote: of 12 to 30 words, on one line."""
    from corpus.sentences import sentence_spans

    text = held.whole(document)
    body = [text.text[p.start : p.end] for p in text.paragraphs if p.role == "body"]
    every = [on_one_line(each[s:e]) for each in body for s, e in sentence_spans(each)]
    return [each for each in every if 12 <= len(each.split()) <= 30 and not quoted(each)]


def _three_sentences(held: Held) -> tuple[str, str, str]:
    """One of Sefton’s newest report, one with "not" of its last but one, and one of Kent’s."""
    older, newer = held.of("Sefton", *FULL)[-2:]
    kent = held.of("Kent", *FULL)[-1]
    with_not = next(each for each in _sentences(held, older) if " not " in each)
    return _sentences(held, newer)[0], with_not, _sentences(held, kent)[0]
