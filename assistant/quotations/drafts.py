"""A draft: the quotations in it, each with its place and what stands near it.

Quotations are words in quotation marks that are long enough, paragraphs set as quotations, cells
of a column of quotations, and whatever the manifest of an export of ours says is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.quotations.folding import fold, fold_with_offsets, occurrences, word_count
from assistant.quotations.manifest import Manifest
from assistant.quotations.marks import Marked, begins_marked, marked_spans

#: The fewest words in quotation marks that are taken for a quotation. Of 300 spans of the reports,
#: 222 of five words stand in the documents of one authority only, 165 of four; and of the 5,009
#: phrases that the reports themselves set in quotation marks, names mostly, 88% have at most four.
LEAST_WORDS = 5

#: The longest line, in words, that is taken for the citation of the quotation above it.
_LONGEST_CITATION = 60
#: and the longest that is one merely because it has a year: "Ambershire, focused visit, May 2021".
_BARE_CITATION = 12

#: "…, page 4", "…, paras 3–5, page 2"; not "(paragraph 129)", as reports themselves have it.
_PLACE = re.compile(r"(?:^|,\s*)(?:pp?|pages?|paras?|paragraphs?)\b[.:]?\s*\d", re.IGNORECASE)
#: "(letter of 3 May 2021)"
_DATED = re.compile(r"\((?:letter of|published|updated)\b[^()]*20\d\d\)", re.IGNORECASE)
#: "— Ofsted", "[3] Ambershire", "Source: Ambershire"
_OPENS_CITATION = re.compile(r"\s*(?:[—–]|\[\d+\]|Source:|Ofsted\b[^.]{0,60}\b20\d\d)")
_CITES = re.compile(r"\b(?:pp?|pages?|paras?|paragraphs?)\b[.:]?\s*\d|\b20[0-3]\d\b", re.IGNORECASE)
#: A citation right behind a quotation: "(Ambershire, focused visit (letter of 3 May 2021), page 2)"
_BRACKETS = re.compile(r"[\s.,;:]*([(\[](?:[^()\[\]]|[(\[][^()\[\]]*[)\]])*[)\]])")
#: or set off by a dash: "— Ofsted, 2021".
_ATTRIBUTION = re.compile(r"\s*[—–-]\s*(\S.*)", re.DOTALL)
#: A bracket at the end of a paragraph that is a quotation.
_LAST_BRACKET = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)[.\s]*$")
#: A spreadsheet's cell that would be taken for a formula is written with this before it.
_GUARDED = re.compile(r"'(?=[=+\-@])")


class DraftError(ValueError):
    """A file that cannot be checked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, heading, footnote or cell of a draft."""

    text: str
    place: str
    """Where it stands, in words: "paragraph 12", "footnote 3", "page 2", "row 4"."""
    role: Literal["words", "quotation", "heading"] = "words"
    notes: tuple[tuple[int, str], ...] = ()
    """Its footnotes: the offset of each one's mark in the text, and its words."""
    beside: str = ""
    """Of a cell: the others of its row, each after its column's name."""


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """A quotation of a draft, and what stands near it that may say where it is from."""

    text: str
    place: str
    citation: str = ""
    """What cites it: brackets or a footnote behind it, the line below, the rest of its row."""
    before: str = ""
    """What stands before it in its paragraph, after any other quotation."""
    paragraph: str = ""
    """All of its paragraph but its quotations."""
    heading: str = ""
    """The nearest heading above."""
    whole: str = ""
    """With the bracket at its end, where that was taken for its citation but may be its own."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it is checked."""

    name: str
    quotations: tuple[DraftQuotation, ...]
    short: tuple[DraftQuotation, ...] = ()
    """Words in quotation marks too few to be looked for in all documents."""
    text: str = ""
    """All its words."""
    manifest: Manifest | None = None


def draft_of(name: str, parts: Sequence[Part], manifest: Manifest | None = None) -> Draft:
    """The draft that has these parts, in order."""
    parts = [part for part in parts if part.text.strip()]
    found = [(number, span) for number, span in _spans(parts)]
    long = [
        (number, span)
        for number, span in found
        if parts[number].role == "quotation"
        or word_count(parts[number].text[span.start : span.end]) >= LEAST_WORDS
    ]
    short = [_quotation(parts, n, s, found) for n, s in found if (n, s) not in long]
    quotations = [_quotation(parts, number, span, long) for number, span in long]
    quotations += _of_manifest(parts, manifest, quotations)
    text = "\n\n".join(part.text for part in parts)
    return Draft(name, tuple(quotations), tuple(short), text, manifest)


def _spans(parts: Sequence[Part]) -> Iterator[tuple[int, Marked]]:
    """The quotations of the parts: the number of the part, and the span in it."""
    for number, part in enumerate(parts):
        if part.role == "heading":
            continue
        if part.role == "quotation" and not begins_marked(part.text):
            if not _is_citation(parts, number):
                yield number, _without_citation(part.text)
        else:
            for marked in marked_spans(part.text):
                yield number, marked


def _is_citation(parts: Sequence[Part], number: int) -> bool:
    """Whether a paragraph set as a quotation is the citation of the one above it."""
    follows = number > 0 and parts[number - 1].role == "quotation"
    return follows and not parts[number].beside and _cites_above(parts[number])


def _cites_above(part: Part) -> bool:
    """Whether a paragraph reads as the citation of the one above it, and quotes nothing itself."""
    words = word_count(part.text)
    if words > _LONGEST_CITATION or _quotes(part.text):
        return False
    return bool(
        _OPENS_CITATION.match(part.text)
        or _PLACE.search(part.text)
        or _DATED.search(part.text)
        or (words <= _BARE_CITATION and part.role == "words" and _CITES.search(part.text))
    )


def _quotes(text: str) -> bool:
    return any(word_count(text[m.start : m.end]) >= LEAST_WORDS for m in marked_spans(text))


def _without_citation(text: str) -> Marked:
    """A paragraph that is a quotation, less a citation in brackets at its end."""
    start = match.end() if (match := _GUARDED.match(text)) else 0
    end = len(text.rstrip())
    last = _LAST_BRACKET.search(text)
    if last and _CITES.search(last[1]):
        end = last.start()
    return Marked(start, end)


def _quotation(
    parts: Sequence[Part], number: int, span: Marked, all_spans: Sequence[tuple[int, Marked]]
) -> DraftQuotation:
    """The quotation at a span of a part, with what stands near it."""
    part = parts[number]
    others = [other for n, other in all_spans if n == number]
    previous = max((o.end for o in others if o.end <= span.start), default=0)
    following = min((o.start for o in others if o.start >= span.end), default=len(part.text))
    words = part.text[span.start : span.end]
    if not span.closed and number + 1 < len(parts):
        words += _goes_on(parts[number + 1].text)
    return DraftQuotation(
        words.strip(),
        part.place,
        _citation(parts, number, span, following),
        part.text[previous : span.start],
        _blanked(part.text, others),
        next((p.text for p in reversed(parts[:number]) if p.role == "heading"), ""),
        part.text.strip() if part.role == "quotation" and not begins_marked(part.text) else "",
    )


def _goes_on(text: str) -> str:
    """What the next paragraph has of a quotation left open: as far as a mark that closes it."""
    closes, opens = text.find("”"), text.find("“", 1)
    if closes < 0 or 0 <= opens < closes:
        return ""
    return "\n" + text[:closes].lstrip("“")


def _citation(parts: Sequence[Part], number: int, span: Marked, following: int) -> str:
    """What cites a quotation: its row, or its footnotes, brackets, a dash, the line below."""
    part = parts[number]
    if part.beside:
        return part.beside
    behind = part.text[min(span.end + 1, len(part.text)) : following]
    if part.role == "quotation":
        behind = part.text[span.end :].lstrip("”\"’'")
    cited = [note for offset, note in part.notes if span.start <= offset <= following]
    if brackets := _BRACKETS.match(behind):
        cited.append(brackets[1])
    elif dash := _ATTRIBUTION.match(behind):
        cited.append(dash[1])
    below = parts[number + 1] if number + 1 < len(parts) else None
    ends = not any(character.isalnum() for character in behind)
    if not cited and ends and below and below.role != "heading" and _cites_above(below):
        cited.append(below.text)
    return "; ".join(cited)


def _blanked(text: str, spans: Sequence[Marked]) -> str:
    for span in reversed(spans):
        text = f"{text[: span.start]} {text[span.end :]}"
    return text


def _of_manifest(
    parts: Sequence[Part], manifest: Manifest | None, found: Sequence[DraftQuotation]
) -> list[DraftQuotation]:
    """The quotations that the manifest names and the draft shows, where no mark says so."""
    if manifest is None:
        return []
    taken = [fold(quotation.text) for quotation in found]
    joined, offsets, owners = _joined(parts)
    added = []
    for entry in manifest.entries:
        words = fold(entry.text)
        if any(words in one for one in taken):
            continue
        for start, end in occurrences(words, joined)[:1]:
            number, at = owners[offsets[start]]
            whole = replace(parts[number], role="quotation")
            span = Marked(at, min(at + offsets[end - 1] - offsets[start] + 1, len(whole.text)))
            last = owners[offsets[end - 1]][0]
            near = [*parts[:number], whole, *parts[last + 1 :]]
            added.append(replace(_quotation(near, number, span, ()), text=entry.text))
    return added


def _joined(parts: Sequence[Part]) -> tuple[str, list[int], list[tuple[int, int]]]:
    """All words folded, their offsets in the parts joined by line ends, and whose each is."""
    text = "\n".join(part.text for part in parts)
    owners = [(number, at) for number, part in enumerate(parts) for at in range(len(part.text) + 1)]
    folded, offsets = fold_with_offsets(text)
    return folded, offsets, owners
