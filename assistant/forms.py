"""In what form an answer is asked for: shorter, as a list, in more detail."""

from __future__ import annotations

import re
from typing import Literal

Form = Literal["short", "list", "more"]

#: What asks for the same in another form.
FORMS: dict[Form, str] = {"short": "shorter", "list": "as a list", "more": "more detail"}

_FORM_WORDS: dict[Form, str] = {
    "short": (
        r"\b(?:in short|in brief|(?:more )?briefly|in (?:a|one) (?:sentence|line|nutshell)"
        r"|keep it (?:short|brief)|be brief|tl;?dr|(?:just|only) the (?:gist|main points)"
        r"|(?:make it|a|something) (?:bit )?shorter(?: \w+)?|(?:a )?shorter (?:answer|version"
        r"|one))\b"
        r"|^\W*(?:(?:that|it)(?:.s| is| was) )?too long\W*$"
        r"|^\W*(?:\w+ ){0,2}shorter(?: please)?\W*$"
        # One line to quote is asked for of an answer; "a line on early help" is a search.
        r"|^\W*(?:(?:just|give|me|us|can|you|in) ){0,5}(?:one|a single) (?:good |short )?"
        r"(?:sentence|line|quot(?:e|ation))(?: (?:that )?(?:i|we) can (?:quote|use|lift))?"
        r"(?: please)?\W*$"
    ),
    "list": (
        r"\b(?:as|in) (?:a )?(?:bullet(?:ed|s)?|list|points)(?:[ -](?:list|points?))?\b"
        r"|\bbullet(?:ed)?[ -](?:points?|form|list)\b|\blist (?:them|these|those|it)(?: all)?\b"
        r"|^\W*(?:a )?(?:list|bullets)(?: please)?\W*$"
    ),
    "more": (
        r"\bmore (?:quot\w+|details?|passages|examples|of (?:these|those|them|that|it))\b"
        r"|\b(?:(?:show|tell|give)(?: me| us)? )?more (?:about|on) (?:that|this|it)\b"
        r"|\b(?:show|tell|give)(?: me| us)? more\b|\bin (?:more|greater|full) detail\b"
        r"|\b(?:a|make it) longer\b|\b(?:elaborate|expand)(?: on (?:that|this|it))?\W*$"
        r"|^\W*(?:and |any(?:thing)? )?(?:more|else|longer|go on|continue"
        r"|in full)(?: please)?\W*$"
        r"|^\W*(?:(?:are|were|is|was) there )?any (?:others|more)\W*$"
    ),
}
_IN_FORM = {form: re.compile(words, re.IGNORECASE) for form, words in _FORM_WORDS.items()}


def forms_asked(question: str) -> tuple[Form | None, list[tuple[int, int]]]:
    """The form in which an answer is asked for, if any, and where."""
    for form, pattern in _IN_FORM.items():
        if found := pattern.search(question):
            return form, [found.span()]
    return None, []
