"""What the dots and brackets of a quotation stand for, and whether brackets change what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.quotations.pieces import Quoted
from corpus.types import Document, Quote
from ingest.judgements import GRADE

#: Words left out that are shown; of more, only how many they are.
_SHOWN = 40

#: Words that turn a sentence round, or all but.
_NEGATION = re.compile(
    r"\b(?:not|cannot|never|no|none|nor|neither|nothing|nobody|without|hardly|scarcely|barely"
    r"|rarely|seldom)\b|n['’]t\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)*%?|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million)\b",
    re.IGNORECASE,
)
#: What turns a word round: "[un]safe".
_TURNS = ("un", "in", "im", "ir", "il", "dis", "mis", "non", "non-")


def bracket_problems(quoted: Quoted, quotes: Sequence[Quote], document: Document) -> list[str]:
    """Of each bracket that changes what the document says, in a sentence.

    No bracket may bring in or take out a negation, a grade or a figure. One at an end
    stands for as many of the document's words there as it has, within the sentence.
    """
    gaps = gaps_of(quotes, document)
    joints = [(joint, gap) for joint, gap in zip(quoted.joints, gaps, strict=True) if joint != "…"]
    before = re.split(r"[.;!?]", document.text[: quotes[0].start])[-1].split()
    after = re.split(r"[.;!?]", document.text[quotes[-1].end :], maxsplit=1)[0].split()
    joints += [(one, " ".join(before[-len(one.split()) :])) for one in quoted.at_start]
    joints += [(one, " ".join(after[: len(one.split())])) for one in quoted.at_end]
    problems = []
    for joint, gap in joints:
        ours = _telling(re.sub(r"[\[\]…]", "", joint))
        theirs = _telling(gap)
        turned = list(_turned(re.sub(r"[\[\]…]", "", joint), gap))
        if brought := [word for word in ours if word not in theirs]:
            problems.append(f"{_bracket(joint)} brings in {_listed(brought)}.")
        elif turned:
            problems.append(f"{_bracket(joint)} turns “{turned[0]}” round.")
        if "…" not in joint and (taken := [word for word in theirs if word not in ours]):
            problems.append(f"{_bracket(joint)} takes out {_listed(taken)}.")
    return problems


def _telling(words: str) -> list[str]:
    """The negations, grades and figures of some words, in lower case."""
    found = [match[0] for pattern in (_NEGATION, _FIGURE) for match in pattern.finditer(words)]
    found += [match[1] for match in GRADE.finditer(words)]
    return list(dict.fromkeys(word.lower().replace("’", "'") for word in found))


def _turned(ours: str, theirs: str) -> Iterator[str]:
    """The document's words that a word of ours has the opposite of."""
    written = set(re.findall(r"\w+", ours.lower()))
    for word in re.findall(r"\w+", theirs.lower()):
        for one in written:
            if any(one == turn + word or word == turn + one for turn in _TURNS):
                yield word


def gap_notes(quoted: Quoted, gaps: Sequence[str]) -> list[str]:
    """What the dots and brackets stand for, in sentences."""
    notes = []
    for joint, gap in zip(quoted.joints, gaps, strict=True):
        count = len(gap.split())
        words = f"“{gap}”" if count <= _SHOWN else f"{count} words"
        if joint == "…":
            notes.append(
                f"Left out where the dots stand: {words}."
                if gap
                else "The dots stand for no words left out."
            )
        elif "…" in joint:
            notes.append(f"{_bracket(joint)} was put in; left out where the dots stand: {words}.")
        else:
            notes.append(f"{joint} stands for {words}." if gap else f"{joint} was put in.")
    return [*notes, *(f"{bracket} was put in." for bracket in quoted.at_ends)]


def gaps_of(quotes: Sequence[Quote], document: Document) -> list[str]:
    """The document's words between two pieces, on one line."""
    return [
        " ".join(document.text[one.end : other.start].split()) for one, other in pairwise(quotes)
    ]


def _bracket(joint: str) -> str:
    return joint.replace("…", "").strip()


def _listed(words: Sequence[str]) -> str:
    return " and ".join(f"“{word}”" for word in words)
