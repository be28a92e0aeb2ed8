"""An answer as the Markdown shown: our words plain, quotations as numbered blockquotes.

Nothing that a document or a question says can act as Markdown or HTML here: every character
that could begin something is written so that it stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape

from assistant.answer_json import NEAREST
from assistant.app.chips import understood
from assistant.app.citation_links import PREFIX
from assistant.quotations.basket import KEEP, id_of
from corpus.types import Answer, Quote

#: Markdown's own characters, and those that make a bare address a link ("https:", "www.", "@").
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:@$=/^])")

#: Invisible characters that reorder the text around them, or hide in it.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


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
    id = id_of(quote)
    lines = [plain(line) for line in quote.text.splitlines() if line.strip()]
    words = "  \n> ".join(lines)
    link = f'[\\[{number}\\]]({PREFIX}{id} "Show where quotation {number} stands")'
    keep = f'[Keep]({KEEP}{id} "Keep quotation {number}")'
    return f"> “{words}” {link}\n>\n> {plain(quote.citation)} {keep}"


def keep_all_markdown(quotes: Sequence[Quote]) -> str:
    """The link that keeps all of several quotations; empty for fewer than two."""
    ids = list(dict.fromkeys(map(id_of, quotes)))
    if len(ids) < 2:
        return ""
    return f'[Keep all {len(ids)} quotations]({KEEP}{",".join(ids)} "Keep them for the Quotes tab")'


def answer_parts(answer: Answer) -> Iterator[str]:
    """The answer's parts in the order in which they are shown.

    Lead, groups, notes, what keeps all quotations; with a refusal what comes nearest; what was
    understood.
    """
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
    yield keep_all_markdown(answer.quotes)
    if answer.nearest:
        yield nearest_markdown(quote for group in answer.nearest for quote in group.quotes)
    yield f'<p class="understood">Understood as: {escape(understood(answer))}</p>'


def nearest_markdown(quotes: Iterable[Quote]) -> str:
    """What comes nearest to a question without an answer, in a frame that says it is none.

    Blank lines either side of what stands between the two tags make that Markdown again.
    """
    numbered = [quotation_markdown(number, quote) for number, quote in enumerate(quotes, start=1)]
    return "\n\n".join(['<div class="nearest">', f"**{plain(NEAREST)}**", *numbered, "</div>"])


def answer_markdown(answer: Answer) -> str:
    """The whole answer as Markdown."""
    return "\n\n".join(part for part in answer_parts(answer) if part)
