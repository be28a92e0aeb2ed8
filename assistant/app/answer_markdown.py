"""An answer as the Markdown shown: our words plain, quotations as numbered blockquotes.

Nothing that a document or a question says can act as Markdown or HTML here: every character
that could begin something is written so that it stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from assistant.app.citation_links import PREFIX, Address, citation_id, fingerprint
from corpus.types import KIND_NAMES, Answer, Quote, Scope

#: Markdown's own characters, and those that make a bare address a link ("https:", "www.", "@").
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:@$=/^])")

#: Invisible characters that reorder the text around them, or hide in it.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

#: What a reader calls each intent.
_WANTED = {
    "passages": "what inspectors said",
    "quotation": "words to quote",
    "grade": "grades given",
    "inspector": "who inspected",
    "improve": "what needs to improve",
    "history": "history over time",
    "focus": "what was looked at",
    "overview": "the main findings",
    "all grades": "grades of all authorities",
    "comparison": "a comparison",
    "guidance": "what the guidance says",
}


def plain(text: str) -> str:
    """The text on one line, as Markdown that shows exactly it."""
    return _literal(" ".join(text.split()))


def unescaped(markdown: str) -> str:
    """The text that `plain` made this Markdown of."""
    return unescape(re.sub(r"\\(.)", r"\1", markdown))


def _literal(text: str) -> str:
    text = _INVISIBLE.sub("", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\1", text)


def quotation_markdown(number: int, quote: Quote) -> str:
    """A blockquote: the words in quotation marks, their number as a link, their citation."""
    target = PREFIX + citation_id(
        Address(quote.document, quote.start, quote.end, quote.version, fingerprint(quote.text))
    )
    lines = [plain(line) for line in quote.text.splitlines() if line.strip()]
    words = "  \n> ".join(lines)
    link = f'[\\[{number}\\]]({target} "Show where quotation {number} stands")'
    return f"> “{words}” {link}\n>\n> {plain(quote.citation)}"


def answer_parts(answer: Answer) -> Iterator[str]:
    """The answer's parts in the order in which they are shown: lead, groups, notes, scope."""
    yield "\n\n".join(plain(part) for part in answer.lead.split("\n\n") if part.strip())
    number = 0
    for group in answer.groups:
        parts = [f"## {plain(group.heading)}"] if group.heading.strip() else []
        for quote in group.quotes:
            number += 1
            parts.append(quotation_markdown(number, quote))
        yield "\n\n".join(parts)
    if answer.notes:
        yield "\n".join(f"- {plain(note)}" for note in answer.notes)
    yield f'<p class="understood">Understood as: {escape(understood(answer.scope))}</p>'


def answer_markdown(answer: Answer) -> str:
    """The whole answer as Markdown."""
    return "\n\n".join(part for part in answer_parts(answer) if part)


def understood(scope: Scope) -> str:
    """What was understood of the question, in one line: whose, when, which documents, what."""
    authorities = ", ".join(scope.authorities) or "all authorities"
    kinds = ", ".join(KIND_NAMES[kind] for kind in scope.kinds) or "all kinds of document"
    intent = _WANTED.get(scope.intent, scope.intent.replace("_", " "))
    return " · ".join((authorities, scope.when or "any date", kinds, intent))
