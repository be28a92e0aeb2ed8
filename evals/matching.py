"""Whether a text holds a gold quotation.

Texts are compared by letters and digits only, since the gold was copied from another reading of
the same files: spaces, line ends, hyphens and quotation marks differ. This leniency is for
measuring retrieval only; whether a quotation is exact is `measures.inexact_quotes`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from math import ceil
from pathlib import PurePosixPath

from evals.questions import Gold

#: The share of the gold's letters that a passage must hold in one unbroken run: a passage that
#: ends within the gold still counts where most of the gold stands in it.
SHARE_IN_ONE_RUN = 0.6

#: Fewer letters than this say nothing of where they come from ("child in need"): about four words.
FEWEST_LETTERS = 20

#: Nor do fewer of a part of the gold: labels of judgements have up to 35 in common ("The
#: experiences and progress of children").
FEWEST_OF_A_PART = 40


def letters_only(text: str) -> str:
    """The letters and digits of a text, NFKC, in lower case: "Multi-agency ½" → "multiagency12"."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).lower()))


def file_of(document: str) -> str:
    """A document's name without folder and ending: "reports/50308109.pdf" → "50308109"."""
    return PurePosixPath(document).stem


def is_gold(passage_document: str, passage_text: str, gold: Gold) -> bool:
    """Whether a passage (or a quotation shown) is the gold quotation.

    It must be of the same file, and by letters and digits one of these must hold:

    - the gold stands whole in the passage;
    - the passage, of at least 20 letters, stands whole in the gold;
    - an unbroken run of at least 60% of the gold's letters, and at least 40, stands in the passage.

    The page is not asked for: see `pages_agree`.
    """
    return file_of(passage_document) == gold.file and _shares_enough(
        letters_only(passage_text), letters_only(gold.quote)
    )


def _shares_enough(passage: str, gold: str) -> bool:
    """The rule of `is_gold` on letters. A gold in the passage is the longest of its own runs."""
    run = max(ceil(SHARE_IN_ONE_RUN * len(gold)), min(len(gold), FEWEST_OF_A_PART))
    return bool(gold) and (
        any(gold[start : start + run] in passage for start in range(len(gold) - run + 1))
        or (len(passage) >= FEWEST_LETTERS and passage in gold)
    )


def pages_agree(pages: Collection[int], gold: Gold) -> bool:
    """Whether the gold's page is among a passage's pages; a gold without a page agrees with any."""
    return gold.page is None or gold.page in pages
