"""Keeping quotations: what a visitor's click changes in the basket, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistant.app.quotes_parts import counted
from assistant.quotations.basket import (
    Basket,
    Taken,
    added,
    annotated,
    joined,
    moved,
    put_back,
    read_basket_file,
    taken_out,
    theme_moved,
    themed,
)

UNREADABLE = "This could not be kept: its link is spoilt."


@dataclass(frozen=True, slots=True)
class Changed:
    """A basket after a change."""

    basket: Basket
    taken: Taken = ()
    """What was removed last, to be put back."""
    said: str = ""
    """For the visitor, and for who hears the page; empty where there is nothing to say."""
    drawn_anew: bool = True
    """Whether the list has to be: not while somebody types in it."""


def changed(basket: Basket, taken: Taken, asked: Any) -> Changed:
    """The basket once it is changed as the page's script asks.

    Args:
        basket: As it is.
        taken: What was removed last.
        asked: "act", what to do; "of", with what: the ids of citations with commas, the name of
            a theme or a file's text; "notes" and "themes", what was typed since, by id.
    """
    if not isinstance(asked, dict):
        return Changed(basket, taken, UNREADABLE)
    for id, note in _texts(asked.get("notes")):
        basket = annotated(basket, id, note)
    for id, theme in _texts(asked.get("themes")):
        basket = themed(basket, id, theme)
    act, of = str(asked.get("act")), str(asked.get("of", ""))
    if act == "typed":
        return Changed(basket, taken, drawn_anew=False)
    try:
        return _ACTS.get(act, _as_it_is)(basket, taken, of)
    except ValueError as error:
        return Changed(basket, taken, str(error))


def kept_sentence(basket: Basket) -> str:
    """ "Kept: 3 quotations"."""
    return f"Kept: {counted(len(basket))}" if basket else "No quotations are kept"


def _texts(told: Any) -> list[tuple[str, str]]:
    if not isinstance(told, dict):
        return []
    return [(id, text) for id, text in told.items() if isinstance(text, str)]


def _keep(basket: Basket, taken: Taken, of: str) -> Changed:
    try:
        after = added(basket, filter(None, of.split(",")))
    except ValueError:
        return Changed(basket, taken, UNREADABLE)
    already = "Already kept. " if after == basket else ""
    return Changed(after, taken, already + kept_sentence(after))


def _remove(basket: Basket, taken: Taken, of: str) -> Changed:
    after, gone = taken_out(basket, [of])
    return Changed(after, gone or taken, f"Removed. {kept_sentence(after)}")


def _clear(basket: Basket, taken: Taken, of: str) -> Changed:
    after, gone = taken_out(basket, [kept.id for kept in basket])
    return Changed(after, gone or taken, f"Removed all. {kept_sentence(after)}")


def _undo(basket: Basket, taken: Taken, of: str) -> Changed:
    after = put_back(basket, taken)
    return Changed(after, (), f"Put back. {kept_sentence(after)}")


def _open(basket: Basket, taken: Taken, of: str) -> Changed:
    read, unreadable = read_basket_file(of)
    after = joined(basket, read)
    left_out = f" {unreadable} of the file could not be read." if unreadable else ""
    return Changed(after, taken, f"{kept_sentence(after)}.{left_out}")


def _as_it_is(basket: Basket, taken: Taken, of: str) -> Changed:
    return Changed(basket, taken)


_ACTS: dict[str, Callable[[Basket, Taken, str], Changed]] = {
    "keep": _keep,
    "remove": _remove,
    "clear": _clear,
    "undo": _undo,
    "open": _open,
    "up": lambda basket, taken, of: Changed(moved(basket, of, -1), taken, "Moved up"),
    "down": lambda basket, taken, of: Changed(moved(basket, of, 1), taken, "Moved down"),
    "theme-up": lambda basket, taken, of: Changed(
        theme_moved(basket, of, -1), taken, f"{of} moved up"
    ),
    "theme-down": lambda basket, taken, of: Changed(
        theme_moved(basket, of, 1), taken, f"{of} moved down"
    ),
}
