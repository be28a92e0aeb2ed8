"""The parts of the page that send words to the conversation: examples, chips, ways to go on.

Their HTML is put on the page as it is, so everything that comes from a document, a question or
an answer is escaped here. What is sent stands in `data-say`.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.app.chips import Chip
from assistant.app.choices import example_questions
from assistant.conversation import FORMS
from corpus.types import Answer, Document

#: Intents answered by passages that are found: the others give what a document has in one place,
#: of which there is no shorter form and no more.
_FOUND = frozenset({"passages", "quotation", "history", "comparison", "across", "guidance"})

_FORM_NAMES = {"short": "Shorter", "list": "As a list", "more": "More"}


def examples_html(documents: list[Document]) -> str:
    """The example questions as buttons, under whom they are for."""
    groups = [
        f"<section><h3>{escape(reader)}</h3>{''.join(_button(q, q) for q in questions)}</section>"
        for reader, questions in example_questions(documents)
    ]
    return f"<h2>Questions to start from</h2><div>{''.join(groups)}</div>" if groups else ""


def chips_html(understood: Sequence[Chip]) -> str:
    """The row of what was understood of the newest question."""
    row = "".join(_chip(number, chip) for number, chip in enumerate(understood))
    return f"<p id='understood-as'>Understood as</p><ul aria-labelledby='understood-as'>{row}</ul>"


def _chip(number: int, chip: Chip) -> str:
    """One part: what was understood, its alternatives in a list to open, and what removes it."""
    words, name = escape(chip.words), escape(f"{chip.part}: {chip.words}")
    shown = f"<span title='{name}'>{words}</span>"
    if chip.others:
        others = "".join(f"<li>{_button(other, said)}</li>" for other, said in chip.others)
        shown = (
            f"<button type='button' popovertarget='chip-{number}' aria-label='{name}. Change'>"
            f"{words}</button><ul popover id='chip-{number}' aria-label='{escape(chip.part)}'>"
            f"{others}</ul>"
        )
    away = _button("×", chip.remove, f"Remove: {chip.words}") if chip.remove else ""
    return f"<li class='{'said' if chip.remove else 'open'}'>{shown}{away}</li>"


def onward_html(
    question: str, answer: Answer | None = None, leads_to: Sequence[str] = (), link: str = ""
) -> str:
    """Ways on from the newest question: what it may mean, its answer in another form, once more.

    Args:
        question: The newest.
        answer: None where there is none: it was stopped, or something went wrong.
        leads_to: Questions that the documents can answer next.
        link: The query of the address of this conversation, to be copied.
    """
    meant = answer.scope.choices if answer else ()
    forms = "".join(
        _button(_FORM_NAMES[form], said) for form, said in FORMS.items() if _fits(form, answer)
    )
    again = f"<button type='button' data-say='{escape(question)}' data-instead>Ask again</button>"
    copied = (
        f"<button type='button' data-link='{escape(link)}'>Copy link</button>"
        "<span role='status' class='copied'></span>"
        if link
        else ""
    )
    return (
        f"{_questions('Which is meant?', meant)}<div class='forms'>{forms}{again}{copied}</div>"
        f"{_questions('Ask next', leads_to)}"
    )


def _questions(heading: str, questions: Sequence[str]) -> str:
    """Whole questions as buttons, under what they are."""
    buttons = "".join(_button(question, question) for question in questions)
    name = heading.strip("?").replace(" ", "-").lower()
    return (
        f"<section class='meant' aria-labelledby='{name}'><h2 id='{name}'>{heading}</h2>"
        f"{buttons}</section>"
        if buttons
        else ""
    )


def _fits(form: str, answer: Answer | None) -> bool:
    """Whether an answer can be asked for in this form, and does not have it."""
    if answer is None or not answer.quotes:
        return False
    return answer.scope.intent in _FOUND and answer.scope.form != form


def _button(words: str, said: str, label: str = "") -> str:
    """A button that sends `said`; named by `label` where its own words do not tell what it does."""
    named = f" aria-label='{escape(label)}' title='{escape(label)}'" if label else ""
    return f"<button type='button' data-say='{escape(said)}'{named}>{escape(words)}</button>"
