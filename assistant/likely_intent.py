"""What a question most likely wants, where none of the words known for it says so.

People ask what an inspection came to, and what must improve, in more ways than can be listed. So
of a question that the rules take for one about practice, its vector tells whether it asks for one
of these after all. The weights, some twelve hundred numbers, are made by
`python -m evals.train_intents`; no question of the test half is among what they are learnt from.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import corpus
from assistant.subject import blanked
from assistant.understand import Understood, settled
from assistant.wording import INTENTS
from corpus.mentions import find_mentions
from corpus.types import LETTERS

if TYPE_CHECKING:
    from corpus.embedding import EmbeddingModel

WEIGHTS = Path(corpus.__file__).parent / "intents.npz"

#: What the rules fall back on: of these the vector may tell better.
_FALLEN_BACK = frozenset({"passages", "history", "overview"})

#: What says in so many words that a history is wanted, which several years alone do not.
_SAYS_HISTORY = re.compile(dict(INTENTS)["history"], re.IGNORECASE)

#: A likelihood from which on it does: of 158 known questions about practice three reached it, and
#: what else was understood kept all three what they are.
_LIKELY = 0.7


def with_likely_intent(asked: Understood, model: EmbeddingModel) -> Understood:
    """What was understood, for a grade or a list of what must improve if that is likely meant."""
    if asked.intent not in _FALLEN_BACK or len(asked.authorities) != 1:
        return asked
    if asked.intent == "history" and _SAYS_HISTORY.search(asked.wording):
        return asked
    likely = likely_intent(asked.wording, model)
    if likely == "grade" and asked.kinds and LETTERS.issuperset(asked.kinds):
        return asked  # a letter gives none
    return settled(replace(asked, intent=likely)) if likely else asked


def likely_intent(question: str, model: EmbeddingModel) -> str:
    """ "grade" or "improve" where the question likely asks for that; empty where not."""
    classes, weights, offsets = _weights()
    logits = weights @ model.encode_question(without_names(question)) + offsets
    shares = np.exp(logits - logits.max())
    best = int(shares.argmax())
    likely = shares[best] / shares.sum() >= _LIKELY
    return classes[best] if likely and classes[best] != "passages" else ""


def without_names(question: str) -> str:
    """The question without the authorities that it names."""
    names = [(mention.start, mention.end) for mention in find_mentions(question)]
    return " ".join(blanked(question, names).split())


@cache
def _weights() -> tuple[list[str], np.ndarray, np.ndarray]:
    with np.load(WEIGHTS) as held:
        return held["classes"].tolist(), held["weights"], held["offsets"]
