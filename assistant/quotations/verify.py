"""Whether each quotation of a draft stands in the documents held, word for word, as it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast

from assistant.citations import make_quote, visit_name
from assistant.quotations.alignment import Difference, best_fit, differences, tokens_of
from assistant.quotations.brackets import bracket_problems, gap_notes, gaps_of
from assistant.quotations.capitals import capitals_changed
from assistant.quotations.claims import Claim, claim_beside, claim_of, wrong_document, wrong_place
from assistant.quotations.drafts import Draft, DraftQuotation
from assistant.quotations.folding import fold, word_count
from assistant.quotations.held_texts import HeldTexts, Nearest, Placing, in_text
from assistant.quotations.manifest import Entry
from assistant.quotations.pieces import Quoted, quoted_of, readings
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

#: The fewest words of a quotation that is looked for where the draft says it stands: one word in
#: quotation marks is as often a term as a quotation.
_LEAST_SHORT = 2


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
    short = []
    for quotation in draft.short:
        found = _check_short(len(checked) + 1, quotation, held)
        if found == "unchecked":
            short.append(quotation.text)
        elif found != "of a page":
            checked.append(found)
    entries = tuple(_check_entry(draft, e, held) for e in _entries(draft))
    return Verification(draft.name, tuple(checked), tuple(short), entries, len(held.documents))


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
    claim = claim_of(quotation)
    for quoted in readings(quotation.text):
        found = _places(quoted, claim, held)
        if found:
            if _is_of_a_page(quotation, held):
                claim = Claim()
            return _found(number, quotation, quoted, claim, found, held)
    return _not_exact(number, quotation, quoted_of(quotation.text), claim, held)


def _places(quoted: Quoted, claim: Claim, held: HeldTexts) -> dict[str, list[Placing]]:
    """Where the words stand: with their capitals, or where the draft says but with others."""
    found = held.exact(quoted)
    if any(not wrong_document(claim, held.documents[name]) for name in found):
        return found
    recased = held.exact(quoted, any_case=True)
    if not found or any(not wrong_document(claim, held.documents[name]) for name in recased):
        return recased
    return found


def _check_short(
    number: int, quotation: DraftQuotation, held: HeldTexts
) -> Checked | Literal["of a page", "unchecked"]:
    """A quotation of a few words, looked for only where the draft itself says that it stands.

    "of a page" is one that stands in a document after the same words as in the draft.
    """
    if word_count(quotation.text) < _LEAST_SHORT:
        return "unchecked"
    if _is_of_a_page(quotation, held):
        return "of a page"
    claim = claim_beside(quotation)
    if not claim.names_documents:
        return "unchecked"
    meant = [name for name, d in held.documents.items() if not wrong_document(claim, d)]
    for quoted in readings(quotation.text):
        for any_case in (False, True):
            if found := held.exact(quoted, meant, any_case):
                return _found(number, quotation, quoted, claim, found, held)
    among = "the one document" if len(meant) == 1 else f"any of the {len(meant)} documents"
    problem = (
        f"The words do not stand in {among} held that the draft may mean."
        if meant
        else "No document is held that the draft may mean."
    )
    return _checked(number, quotation, "not there", problems=[problem])


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
    best: _Found | None = None
    for name in sorted(found, key=lambda name: held.documents[name].last_day, reverse=True):
        document = held.whole(name) if len(wrong[name]) == fewest else None
        if document is None:
            continue
        for placing in in_text(document.text, found[name]):
            this = _found_at(quoted, claim, document, placing, wrong[name])
            if best is None or len(this.problems) < len(best.problems):
                best = this
        if best and not best.problems:
            break
    if best is None:  # removed since the texts were read
        return _checked(number, quotation, "not found")
    notes = [*best.notes, *_elsewhere(claim, found, best.document, held)]
    return _checked(
        number, quotation, best.status, best.quotes, problems=best.problems, notes=notes
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A quotation whose words stand somewhere."""

    document: Document
    quotes: tuple[Quote, ...]
    status: Status
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def _found_at(
    quoted: Quoted, claim: Claim, document: Document, placing: Placing, elsewhere: Sequence[str]
) -> _Found:
    """What there is to say of a quotation at one of the places where its words stand."""
    quotes = tuple(make_quote(document, *span) for span in placing)
    gaps = gaps_of(quotes, document)
    source = [*elsewhere, *wrong_place(claim, quotes, document)]
    brackets = bracket_problems(quoted, quotes, document)
    allowed, others = capitals_changed(quoted, quotes)
    status: Status = "exact"
    for case, held_so in (
        ("wrong source", source),
        ("brackets change it", brackets),
        ("capital differs", others),
        ("bracketed", quoted.brackets),
        ("shortened", quoted.is_shortened),
        ("recased", allowed),
    ):
        if held_so:
            status = cast(Status, case)
            break
    problems = (*source, *brackets, *(f"{change}." for change in others))
    notes = (
        *gap_notes(quoted, gaps),
        *(f"{change}: the case of its first letter only." for change in allowed),
        *_typography(quoted, quotes),
    )
    return _Found(document, quotes, status, problems, notes)


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


def _typography(quoted: Quoted, quotes: Sequence[Quote]) -> list[str]:
    same = all(
        " ".join(piece.lower().split()) == " ".join(quote.text.lower().split())
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
        *wrong_place(claim, quotes, document),
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
