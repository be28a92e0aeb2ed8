"""The quotations kept as the page shows them.

The HTML is put on the page as it is, so everything that comes from a document or a visitor is
escaped here. What a button or a field is for stands in its `data-` attributes, which keeping.js
reads; every control has an id, by which the focus finds it again when the list is drawn anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import count, groupby
from urllib.parse import quote

from assistant.app.citation_links import PREFIX
from assistant.quotations.basket import Basket
from assistant.quotations.export import NO_THEME
from assistant.quotations.look_up import Found
from assistant.quotations.styles import Citations

EMPTY = (
    "<p class='hint'>No quotations are kept yet. Choose “Keep” below a quotation, in an answer or "
    "beside a source, and it comes here: to be put in order, given a note, and written out with "
    "its citation.</p><p class='hint'>What you keep stays in this browser. Nobody else sees it.</p>"
)


def failure_html(sentence: str) -> str:
    """The list where the quotations cannot be looked up: why, in one sentence."""
    return f"<p class='hint'>{escape(sentence)}</p>"


def counted(number: int) -> str:
    """ "1 quotation", "3 quotations"."""
    return f"{number} quotation" if number == 1 else f"{number} quotations"


def status_html(said: str, basket: Basket, turn: int) -> str:
    """What keeping.js reads: what to say, which are kept, and which change this answers."""
    ids = ",".join(kept.id for kept in basket)
    return (
        f"<span hidden data-turn='{turn}' data-count='{len(basket)}' "
        f"data-ids='{escape(ids)}'>{escape(said)}</span>"
    )


def list_html(
    found: Sequence[Found], citations: Citations, unreadable: int = 0, taken: int = 0
) -> str:
    """The list of what is kept, theme by theme.

    Args:
        found: The quotations in the order in which they are shown.
        citations: Of those that have words, in the style chosen.
        unreadable: How many parts of what the browser kept could not be read.
        taken: How many were removed last, to be put back.
    """
    body = "".join(_themes(found, citations)) if found else EMPTY
    return (
        f"{_undo(taken)}{_spoilt(unreadable)}<div class='cited'>{body}</div>"
        f"{_themes_known(found)}{_end(bool(found))}"
    )


def _end(any_kept: bool) -> str:
    """What concerns the basket as a whole."""
    clear = _button("clear", "", "Remove all") if any_kept else ""
    return (
        f"<div class='actions end'>{clear}<label class='open'>Open a saved basket"
        "<input type='file' data-open accept='.json,application/json'></label></div>"
    )


def _undo(taken: int) -> str:
    if not taken:
        return ""
    undo = _button("undo", "", "Undo", "Undo: put back what was removed")
    return f"<p class='undo'>{counted(taken)} removed. {undo}</p>"


def _spoilt(unreadable: int) -> str:
    if not unreadable:
        return ""
    parts = "One part" if unreadable == 1 else f"{unreadable} parts"
    return (
        f"<p class='hint'>{parts} of what this browser kept could not be read and "
        f"{'is' if unreadable == 1 else 'are'} left out.</p>"
    )


def _themes(found: Sequence[Found], citations: Citations) -> Iterator[str]:
    """The themes with their quotations, numbered through; without themes, one list."""
    ready, numbers = iter(citations.citations), count(1)
    groups = [(theme, list(group)) for theme, group in groupby(found, lambda f: f.kept.theme)]
    named = [theme for theme, _ in groups if theme]
    for place, (theme, group) in enumerate(groups):
        items = []
        for at, one in enumerate(group):
            ends = at == 0, at == len(group) - 1
            number = next(numbers) if one.quote else None
            items.append(_item(one, number, next(ready) if number else "", ends))
        heading = _theme_heading(theme, place, named) if named else ""
        label = f"aria-labelledby='theme-{place}'" if named else "aria-label='Quotations kept'"
        yield f"<section {label}>{heading}<ol>{''.join(items)}</ol></section>"


def _theme_heading(theme: str, place: int, named: Sequence[str]) -> str:
    name = escape(theme or NO_THEME)
    heading = f"<h3 id='theme-{place}'>{name}</h3>"
    if not theme or len(named) == 1:
        return f"<div class='theme'>{heading}</div>"
    up = _button("theme-up", theme, "Up", f"Move the theme {theme} up", place == 0)
    last = place == len(named) - 1
    down = _button("theme-down", theme, "Down", f"Move the theme {theme} down", last)
    return f"<div class='theme'>{heading}<span class='actions'>{up}{down}</span></div>"


def _item(one: Found, number: int | None, citation: str, ends: tuple[bool, bool]) -> str:
    kept = one.kept
    name = f"quotation {number}" if number else f"the quotation from {one.name}"
    buttons = (
        _button("up", kept.id, "Up", f"Move {name} up", ends[0]),
        _button("down", kept.id, "Down", f"Move {name} down", ends[1]),
        _button("remove", kept.id, "Remove", f"Remove {name}"),
    )
    return (
        f"<li>{_words(one, number, citation)}{_fields(one, name)}"
        f"<div class='actions'>{''.join(buttons)}</div></li>"
    )


def _words(one: Found, number: int | None, citation: str) -> str:
    """The quotation and its citation, or why there is none; and what became of its document."""
    said = f"<p class='said'>{escape(one.said)}</p>" if one.said else ""
    if not one.quote:
        return f"<p class='citation'>{escape(one.name)}</p>{said}"
    words = "<br>".join(escape(line) for line in one.quote.text.splitlines() if line.strip())
    link = (
        f"<a href='{PREFIX}{escape(one.kept.id)}' "
        f"title='Show where quotation {number} stands'>[{number}]</a>"
    )
    return (
        f"<blockquote><p>“{words}” {link}</p>"
        f"<p class='citation'>{escape(citation)}</p></blockquote>{said}"
    )


def _fields(one: Found, name: str) -> str:
    """The note and the theme, to be filled in."""
    kept = one.kept
    id = escape(kept.id)
    return (
        f"<div class='fields'><label>Note<textarea id='note-{id}' data-note='{id}' rows='1' "
        f"aria-label='Note to {escape(name)}'>{escape(kept.note)}</textarea></label>"
        f"<label>Theme<input id='name-{id}' data-theme='{id}' type='text' list='themes-known' "
        f"autocomplete='off' aria-label='Theme of {escape(name)}' value='{escape(kept.theme)}'>"
        "</label></div>"
    )


def _themes_known(found: Sequence[Found]) -> str:
    """The themes given so far, offered where one is typed."""
    known = dict.fromkeys(one.kept.theme for one in found if one.kept.theme)
    options = "".join(f"<option value='{escape(theme)}'></option>" for theme in known)
    return f"<datalist id='themes-known'>{options}</datalist>"


def _button(act: str, of: str, words: str, label: str = "", disabled: bool = False) -> str:
    """A button that asks for a change of the basket; with aria-disabled it keeps the focus."""
    off = " aria-disabled='true'" if disabled else ""
    named = f" aria-label='{escape(label)}'" if label else ""
    return (
        f"<button type='button' id='{act}-{quote(of)}' data-act='{act}' data-of='{escape(of)}'"
        f"{named}{off}>{escape(words)}</button>"
    )
