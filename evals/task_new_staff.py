"""What new members of staff want done on the page: three tasks, see task_list.py."""

from __future__ import annotations

from evals.task_checks import (
    FULL,
    Held,
    authority_named,
    headings_of,
    items_to_improve,
    must_cite_its_page,
    pdf_text,
    quoted,
    without_space,
    yellow_share,
)
from evals.task_visitor import ANSWER, CITATION, Visitor, must

#: Of a rendered page, the least share that a highlighted line has: one line of 60.
_ONE_LINE = 0.002


def history_on_paper(visitor: Visitor, held: Held) -> str:
    """History tab: the briefing as a PDF."""
    from assistant.history.timeline import own_visit_name, timeline

    known = timeline(authority_named("Middlesbrough").urn, held.documents)
    visitor.tab("History")
    visitor.choose("Authority", "Middlesbrough")
    visitor.page.wait_for_selector("#history-view #history-of")
    path = visitor.download("Briefing (PDF)")
    visitor.end()
    text = pdf_text(path)
    for document in known:
        name = own_visit_name(document)
        must(without_space(name) in text, f"{name} is not in {path.name}.")
    newest = held.of("Middlesbrough", *FULL)[-1]
    items = items_to_improve(held.whole(newest))
    must(items, f"{newest.name} has no list: this task needs another authority.")
    for item in items:
        must(without_space(item) in text, f"“{item}” is not in {path.name}.")
    return f"{path.name}: all {len(known)} visits known, the {len(items)} newest items word by word"


def area_through_the_visits(visitor: Visitor, held: Held) -> str:
    """History tab: one area, oldest to newest."""
    visitor.tab("History")
    visitor.choose("Authority", "Birmingham")
    visitor.page.wait_for_selector("#history-view #history-of")
    visitor.choose("Practice area, or words of your own", "care leavers")
    visitor.page.wait_for_selector("#history-followed section.cited")
    visitor.end()
    from assistant.history.timeline import own_visit_name

    section = visitor.page.locator("#history-followed section.cited").inner_text()
    visits = [d for d in held.of("Birmingham") if own_visit_name(d) in section]
    places = [section.index(own_visit_name(d)) for d in visits]
    must(places == sorted(places), "The visits are not shown oldest to newest.")
    count = 0
    for document, start, end in zip(visits, places, [*places[1:], len(section)], strict=True):
        words = quoted(section[start:end])
        for each in words:
            held.must_stand(each, [document])
        if "care leavers" in " ".join(headings_of(held.whole(document))).lower():
            must(words, f"{document.name} has a section on care leavers, and nothing is shown.")
        count += len(words)
    must(count, "Nothing is quoted.")
    return f"{len(visits)} visits in order, {count} quotations, each exact and of its own visit"


def in_the_report_itself(visitor: Visitor, held: Held) -> str:
    """Ask tab: an answer, and where it stands on the page."""
    last = held.of("Middlesbrough", *FULL)[-1]
    visitor.ask("What did the last full inspection of Middlesbrough say about early help?")
    answer = visitor.page.locator(ANSWER)
    visitor.click(answer.locator(CITATION).first)
    marked = visitor.marked()
    picture = visitor.page.locator("#source figure img").first
    picture.evaluate("image => image.decode()")
    visitor.end()
    first = quoted(answer.locator("blockquote").first.inner_text())[0]
    must(marked == first, f"“{marked[:60]}…” is highlighted, and “{first[:60]}…” was quoted.")
    stood = held.must_stand(marked, [last])
    must("early help" in marked.lower(), "The words highlighted do not speak of early help.")
    citation = visitor.page.locator("#source .citation").inner_text()
    must_cite_its_page(stood, citation)
    image = visitor.get(str(picture.get_attribute("src")))
    must(image.ok and yellow_share(image.body()) > _ONE_LINE, "Nothing is highlighted on the page.")
    original = visitor.page.get_by_role("link", name="Open the PDF at page")
    address = str(original.first.get_attribute("href"))
    must(address.endswith(f"#page={stood.pages[0]}"), f"The PDF opens at {address}.")
    must(visitor.get(address).body().startswith(b"%PDF"), "The link gives no PDF.")
    return f"page {stood.pages[0]} of {last.name}, the quotation highlighted on it"
