"""The improvement-history briefing: what to hand a new member of staff on the first day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.history.authority_history import History
from assistant.history.fixed import Followed, items_of
from assistant.history.followed import Said
from assistant.history.grades_over_time import AreaOverTime, Step, inspections_of
from assistant.history.headlines import Improvements, VisitFindings
from assistant.history.timeline import own_visit_name, took_over
from assistant.papers.paper import Block, Heading, Paper, Quotation, Table, Words
from assistant.quotations.manifest import make_manifest
from assistant.register_answers import gives_no_overall, grade_words
from corpus.register import is_held
from corpus.types import KIND_NAMES, Document, Quote

#: What is said of the lists that are followed.
NO_VERDICT = (
    "What needed to improve stands first, then what later inspections and visits say that bears "
    "on it, oldest first, word for word. What bears on it was found by words and meaning; whether "
    "it was put right is for you to judge. “Nothing found” means that no passage came near "
    "enough: it does not mean that all was well."
)


def briefing(
    history: History,
    documents: Sequence[Document],
    made: str,
    area: str = "",
    said: Sequence[Said] = (),
    fixed: Followed | None = None,
) -> Paper:
    """The briefing on an authority's improvement history.

    Args:
        history: Of the authority.
        documents: Every document held, for the manifest.
        made: The moment, in ISO format with its time zone.
        area: A practice area that is followed, with what each visit `said` of it.
        said: Oldest first.
        fixed: A list of what needed to improve, followed through later visits.

    Raises:
        ValueError: a document quoted is not held any more.
    """
    blocks = [
        *_opening(history),
        *_timeline(history),
        *_grades(history),
        *_visits(history),
        *(_followed(area, said) if said else ()),
        *(_fixed(fixed) if fixed else ()),
    ]
    quotes = [block.quote for block in blocks if isinstance(block, Quotation)]
    return Paper(
        title=f"{history.authority.name}: improvement history",
        blocks=tuple(blocks),
        manifest=make_manifest(quotes, documents, made),
        subtitle="What Ofsted’s inspectors found, oldest first, in their own words",
    )


def count_sentence(history: History) -> str:
    """How many inspections and visits are known, and how many are held."""
    known, held = len(history.visits), len(history.held)
    visits = "one inspection or visit is" if known == 1 else f"{known} inspections and visits are"
    if held == known:
        which = "it is held" if known == 1 else "all are held"
    elif held == 0:
        which = "none is held, so there is nothing to quote"
    else:
        which = f"{held} of them {'is' if held == 1 else 'are'} held and can be quoted"
    return f"{visits[:1].upper()}{visits[1:]} known: {which}. There may be others."


def list_name(improvements: Improvements) -> str:
    """ "What needs to improve": a list by the heading of its kind."""
    return improvements.kind[:1].upper() + improvements.kind[1:]


def headlines_name(found: VisitFindings) -> str:
    """What the headline findings shown are: all, the first few, or what stands in for them."""
    shown = len(found.headlines)
    if not found.summed_up:
        return "Its first findings (it has no summary)"
    return (
        f"Headline findings (the first {shown} of {found.of})"
        if shown < found.of
        else ("Headline findings")
    )


#: What is said of a visit without a list.
NO_LIST = "No list of what needs to improve was found in this document."


def outcome(document: Document) -> str:
    """A visit's overall grade in words, or what it looked at; empty where neither is known."""
    overall = next((j for j in document.judgements if j.area == "overall"), None)
    if overall:
        return f"Overall: {grade_words(overall.grade)}"
    if gives_no_overall(document):
        return "Graded area by area; no overall grade is given since April 2026"
    return f"Looked at: {document.focus}" if document.focus else ""


def step_words(step: Step | None) -> str:
    """A step's grade in a table's cell."""
    if step is None:
        return "Not judged"
    words = step.words[:1].upper() + step.words[1:]
    return f"{words} (care and care leavers as one)" if step.combined else words


def silent_sentence(documents: Sequence[Document]) -> str:
    """That nothing was found in these visits; empty for none."""
    names = "; ".join(own_visit_name(d) for d in documents)
    return f"Nothing found that bears on it in: {names}." if names else ""


def not_held_sentence(documents: Sequence[Document]) -> str:
    """That these visits are known and not held; empty for none."""
    names = "; ".join(own_visit_name(d) for d in documents)
    return f"Known but not held here, so not looked in: {names}." if names else ""


def _opening(history: History) -> Iterator[Block]:
    yield Words(count_sentence(history))
    if sentence := took_over(history.authority):
        yield Words(sentence)


def _timeline(history: History) -> Iterator[Block]:
    yield Heading("Inspections and visits")
    yield Table(
        ("Inspection or visit", "Outcome", "Held here"),
        tuple(
            (own_visit_name(d), outcome(d), "Held" if is_held(d) else "Not held")
            for d in history.visits
        ),
        "Every inspection and visit known, oldest first",
    )


def _grades(history: History) -> Iterator[Block]:
    if history.grades:
        yield Heading("Grades over time")
        yield Words(
            "Grades given under different frameworks are not the same measure: compare within one."
        )
        yield grades_table(history.grades, "Grades by area of judgement, oldest first")
    if history.board:
        yield Heading("Safeguarding board", 2)
        yield Words("The board’s own grade; it is never the authority’s.")
        yield grades_table([history.board], "Grades of the Local Safeguarding Children Board")


def grades_table(areas: Sequence[AreaOverTime], caption: str) -> Table:
    """The areas' grades as a table: a row an area, a column an inspection, oldest first."""
    inspections = inspections_of(areas)
    frameworks = (d.framework or "" for d in inspections)
    rows = [(area.name, *(step_words(area.step_of(d)) for d in inspections)) for area in areas]
    return Table(
        ("Area of judgement", *(own_visit_name(d) for d in inspections)),
        (("Framework", *frameworks), *rows),
        caption,
    )


def _visits(history: History) -> Iterator[Block]:
    yield Heading("What each visit found, and what it asked for")
    found = {f.document.name: f for f in history.findings}
    for document in history.visits:
        yield Heading(own_visit_name(document), 2)
        if document.name not in found:
            yield Words(f"This {KIND_NAMES[document.kind]} is known, but its document is not held.")
            continue
        yield from _visit(found[document.name])


def _visit(found: VisitFindings) -> Iterator[Block]:
    yield Heading(headlines_name(found), 3)
    yield from _quotations(found.headlines)
    if not found.improvements:
        yield Words(NO_LIST)
    for improvements in found.improvements:
        yield Heading(list_name(improvements), 3)
        yield from _quotations(improvements.items)
    for improvements in found.of_board:
        yield Heading(f"{list_name(improvements)} – for the safeguarding board", 3)
        yield from _quotations(improvements.items)


def _followed(area: str, said: Sequence[Said]) -> Iterator[Block]:
    yield Heading(f"Followed through the visits: {area}")
    for each in said:
        if each.quotes:
            yield Heading(own_visit_name(each.document), 2)
            yield from _quotations(each.quotes)
    silent = [s.document for s in said if not s.quotes and is_held(s.document)]
    if silent:
        yield Words(f"Nothing found on {area} in: {_listed(silent)}.")
    if sentence := not_held_sentence([s.document for s in said if not is_held(s.document)]):
        yield Words(sentence)


def _fixed(fixed: Followed) -> Iterator[Block]:
    yield Heading(f"Did it get fixed? {own_visit_name(fixed.asked.document)}")
    yield Words(NO_VERDICT)
    for number, item in enumerate(items_of(fixed.asked.improvements)):
        yield Heading(f"Item {number + 1}", 2)
        yield from _quotations([item])
        for later in fixed.later:
            if later.quotes[number]:
                yield Heading(own_visit_name(later.document), 3)
                yield from _quotations(later.quotes[number])
        if sentence := silent_sentence([a.document for a in fixed.later if not a.quotes[number]]):
            yield Words(sentence)
    if sentence := not_held_sentence(fixed.not_held):
        yield Words(sentence)


def _quotations(quotes: Sequence[Quote]) -> Iterator[Block]:
    return (Quotation(quote, quote.citation) for quote in quotes)


def _listed(documents: Sequence[Document]) -> str:
    return "; ".join(own_visit_name(d) for d in documents)
