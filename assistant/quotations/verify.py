"""Whether each quotation of a draft stands in the documents held, word for word, as it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.citations import make_quote, visit_name
from assistant.quotations.alignment import Difference, best_fit, differences, tokens_of
from assistant.quotations.claims import Claim, claim_of, wrong_document, wrong_place
from assistant.quotations.drafts import Draft, DraftQuotation
from assistant.quotations.folding import fold
from assistant.quotations.held_texts import HeldTexts, Nearest, Placing, in_text
from assistant.quotations.manifest import Entry
from assistant.quotations.pieces import Quoted, quoted_of
from assistant.quotations.verification import (
    Checked,
    CheckedEntry,
    Status,
    Verification,
)
from corpus.types import Document, Quote

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue

#: The share of words alike, in order, from which a quotation was made of a stretch of a document.
#: Of 109 sentences of 11 to 40 words, 27% are as like to one in some other authority's documents:
#: inspectors have their phrases. Where the draft itself names the authority, less is enough.
ALIKE, ALIKE_WHERE_MEANT = 0.7, 0.5

#: Words before a quotation by which it is known that they are the document's too.
_OWN_WORDS = 5

#: Words left out that are shown; of more, only how many they are.
_SHOWN_LEFT_OUT = 40


def verify(
    draft: Draft,
    catalogue: Catalogue,
    on_progress: Callable[[int, int, str], None] = lambda done, total, name: None,
) -> Verification:
    """Check every quotation of a draft against all documents held."""
    held = HeldTexts(catalogue)
    quotations = [*draft.quotations, *_edited(draft)]
    checked = []
    for number, quotation in enumerate(quotations, 1):
        on_progress(number - 1, len(quotations), quotation.place)
        checked.append(_check(number, quotation, held))
    entries = tuple(_check_entry(draft, e, held) for e in _entries(draft))
    return Verification(draft.name, tuple(checked), draft.short, entries, len(held.documents))


def _entries(draft: Draft) -> Sequence[Entry]:
    return draft.manifest.entries if draft.manifest else ()


def _edited(draft: Draft) -> list[DraftQuotation]:
    """Words that the export had as a quotation, were edited since, and bear no quotation marks."""
    text = fold(draft.text)
    known = [fold(quotation.text) for quotation in draft.quotations]
    whole = None
    found = []
    for entry in _entries(draft):
        if fold(entry.text) in text:
            continue
        whole = whole or tokens_of(draft.text)
        fit = best_fit(tokens_of(entry.text), whole)
        words = draft.text[fit.start : fit.end]
        if fit.alike >= ALIKE and not any(
            fold(words) in one or one in fold(words) for one in known
        ):
            found.append(DraftQuotation(words, f"quotation {entry.number} of the export"))
    return found


def _check(number: int, quotation: DraftQuotation, held: HeldTexts) -> Checked:
    if quotation.whole != quotation.text and held.exact(quoted_of(quotation.whole)):
        quotation = replace(quotation, text=quotation.whole, citation="", paragraph="")
    quoted = quoted_of(quotation.text)
    claim = claim_of(quotation)
    if found := held.exact(quoted):
        if _is_of_a_page(quotation, held):
            claim = Claim()
        return _found(number, quotation, quoted, claim, found, held)
    return _not_exact(number, quotation, quoted, claim, held)


def _is_of_a_page(quotation: DraftQuotation, held: HeldTexts) -> bool:
    """Whether the words before it are the document's own, as on the pages of an evidence PDF.

    What stands about it there is no draft's, and says nothing of where it is from.
    """
    before = quotation.before.split()[-_OWN_WORDS:]
    return len(before) == _OWN_WORDS and bool(
        held.exact(quoted_of(f"{' '.join(before)}{quotation.text}"))
    )


def _found(
    number: int,
    quotation: DraftQuotation,
    quoted: Quoted,
    claim: Claim,
    found: dict[str, list[Placing]],
    held: HeldTexts,
) -> Checked:
    """A quotation whose words stand in documents held: is it the one that it says?"""
    wrong = {name: wrong_document(claim, held.documents[name]) for name in found}
    fewest = min(len(problems) for problems in wrong.values())
    best: tuple[list[str], tuple[Quote, ...], Document] | None = None
    for name in sorted(found, key=lambda name: held.documents[name].last_day, reverse=True):
        document = held.whole(name) if len(wrong[name]) == fewest else None
        if document is None:
            continue
        for placing in in_text(document.text, found[name]):
            quotes = tuple(make_quote(document, *span) for span in placing)
            problems = [*wrong[name], *wrong_place(claim, quotes, _numbers(document, placing))]
            if best is None or len(problems) < len(best[0]):
                best = problems, quotes, document
        if best and not best[0]:
            break
    if best is None:  # removed since the texts were read
        return _checked(number, quotation, "not found")
    problems, quotes, document = best
    status: Status = (
        "wrong source"
        if problems
        else "bracketed"
        if quoted.brackets
        else "shortened"
        if quoted.is_shortened
        else "exact"
    )
    notes = [
        *_gap_notes(quoted, quotes, document),
        *_typography(quoted, quotes),
        *_elsewhere(claim, found, document, held),
    ]
    return _checked(number, quotation, status, quotes, problems=problems, notes=notes)


def _checked(
    number: int,
    quotation: DraftQuotation,
    status: Status,
    quotes: Sequence[Quote] = (),
    differences: Sequence[Difference] = (),
    problems: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Checked:
    return Checked(
        number,
        quotation.text,
        quotation.place,
        quotation.citation,
        status,
        tuple(quotes),
        tuple(differences),
        tuple(problems),
        tuple(notes),
    )


def _numbers(document: Document, placing: Placing) -> list[str]:
    """The numbers of the paragraphs in which the pieces stand."""
    return [
        p.number
        for start, end in placing
        for p in document.paragraphs
        if p.number and p.role != "heading" and p.start < end and start < p.end
    ]


def _gap_notes(quoted: Quoted, quotes: Sequence[Quote], document: Document) -> list[str]:
    """What the dots and brackets stand for."""
    notes = []
    for joint, one, other in zip(quoted.joints, quotes, quotes[1:], strict=False):
        gap = " ".join(document.text[one.end : other.start].split())
        count = len(gap.split())
        words = f"“{gap}”" if count <= _SHOWN_LEFT_OUT else f"{count} words"
        if joint == "…":
            notes.append(f"Left out where the dots stand: {words}." if gap else "Dots for nothing.")
        else:
            notes.append(f"{joint} stands for {words}." if gap else f"{joint} was put in.")
    notes += [f"{bracket} was put in." for bracket in quoted.at_ends]
    return notes


def _typography(quoted: Quoted, quotes: Sequence[Quote]) -> list[str]:
    same = all(
        " ".join(piece.split()) == " ".join(quote.text.split())
        for piece, quote in zip(quoted.pieces, quotes, strict=True)
    )
    return [] if same else ["The marks or spaces are set otherwise than in the document."]


def _elsewhere(
    claim: Claim, found: dict[str, list[Placing]], document: Document, held: HeldTexts
) -> list[str]:
    """That the draft does not say whose words these are, or that they stand elsewhere too."""
    others = [held.documents[name] for name in found if name != document.name]
    if claim:
        others = [other for other in others if not wrong_document(claim, other)]
    notes = [] if claim else ["The draft names no source near it."]
    if len(others) == 1:
        notes.append(f"The same words stand in {visit_name(others[0])} too.")
    elif others:
        notes.append(f"The same words stand in {len(others)} other documents too.")
    return notes


def _not_exact(
    number: int, quotation: DraftQuotation, quoted: Quoted, claim: Claim, held: HeldTexts
) -> Checked:
    """A quotation whose words stand nowhere as they are: which were they made of, if any?"""
    near = _nearest(quoted, claim, held) if quoted.pieces else None
    document = held.whole(near.document) if near else None
    if near is None or document is None:
        return _checked(number, quotation, "not found")
    fits = near.fits
    quotes = tuple(make_quote(document, fit.start, fit.end) for fit in fits if fit.end)
    changes: list[Difference] = []
    for index, (piece, fit) in enumerate(zip(quoted.pieces, fits, strict=True)):
        if index:
            changes.append(Difference("same", f" {quoted.joints[index - 1]} "))
        changes += differences(piece, document.text[fit.start : fit.end])
    problems = [
        *wrong_document(claim, document),
        *wrong_place(claim, quotes, _numbers(document, tuple((q.start, q.end) for q in quotes))),
    ]
    notes = []
    if all(change.kind == "same" for change in changes):
        notes.append("Its pieces stand in the document in another order, or further apart.")
    return _checked(number, quotation, "altered", quotes, changes, problems, notes)


def _nearest(quoted: Quoted, claim: Claim, held: HeldTexts) -> Nearest | None:
    """The words a quotation was made of: in the documents that the draft means, else in any."""
    if claim.authorities:
        meant = [n for n, d in held.documents.items() if not wrong_document(claim, d)]
        near = held.nearest(quoted, meant)
        if near and near.alike >= ALIKE_WHERE_MEANT:
            return near
    near = held.nearest(quoted)
    return near if near and near.alike >= ALIKE else None


def _check_entry(draft: Draft, entry: Entry, held: HeldTexts) -> CheckedEntry:
    """Whether an entry's words stand at its address, and whether the draft shows them."""
    shown = fold(entry.text) in fold(draft.text)
    named = held.documents.get(entry.document)
    same = next((d for d in held.documents.values() if d.sha256 == entry.sha256), None)
    document = held.whole((same or named).name) if (same or named) else None  # type: ignore[union-attr]
    if document is None:
        return CheckedEntry(entry, "not held", shown)
    if same and document.text[entry.start : entry.end] == entry.text:
        return CheckedEntry(entry, "stands", shown)
    moved = entry.text.strip() and entry.text in document.text
    return CheckedEntry(entry, "moved" if moved else "changed", shown)
