"""Whether a sentence of an inspector's tells of a strength, of a concern, or of neither.

A linear classifier over words and pairs of words, learnt from the documents' own structure by
`evals/train_tone.py` and measured by `evals/tone.py` on sentences labelled by hand. Nothing is
encoded when a question is asked: a sentence's scores are a sum of stored weights.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import corpus
from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    import numpy as np

Tone = Literal["strength", "concern", "neutral"]

#: In the order of the weights' columns.
TONES: tuple[Tone, ...] = get_args(Tone)

#: The side of `SentenceTone.balance` that is asked for.
SIGNS = {"praise": 1, "criticism": -1}

_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*|\d+|[;:?]")

#: Where a sentence turns from one side to the other: "Although plans are clear, |some are late",
#: "Most plans are good, but |some are late". What is said last decides.
_CONCESSION = re.compile(r"(?:although|though|while|whilst|despite)\b[^,]*,\s+", re.IGNORECASE)
_TURN = re.compile(
    r"(?<=\w)[,;:]?\s+(?:but(?! also\b)|however|although|though)\b,?\s+(?=\S+\s+\S)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SentenceTone:
    """The tone of a sentence, and how likely each of the two sides is (0 to 1)."""

    tone: Tone
    strength: float
    concern: float

    @property
    def balance(self) -> float:
        """From -1, surely a concern, to 1, surely a strength: what to rank sentences by."""
        return self.strength - self.concern


@dataclass(frozen=True, slots=True)
class PassageTone:
    """Of the sentences of a passage, the share (0 to 1) that tells of each side."""

    strength: float
    concern: float


def tone_of(sentence: str) -> SentenceTone:
    """The tone of one sentence.

    A sentence with both sides ("Most plans are good, but some are late") has the tone of the
    side that it ends on. One without a word known is neutral.
    """
    return tones([sentence])[0]


def tones(sentences: Iterable[str]) -> list[SentenceTone]:
    """The tone of each sentence, in order."""
    import numpy as np

    rows, weights, bias = _learnt()
    found = []
    for sentence in sentences:
        known = [rows[feature] for feature in features(sentence) if feature in rows]
        if not known:
            found.append(SentenceTone("neutral", 0.0, 0.0))
            continue
        scores = bias + weights[known].sum(axis=0) / np.sqrt(len(known))
        shares = np.exp(scores - scores.max())
        strength, concern, _ = (shares / shares.sum()).tolist()
        found.append(SentenceTone(TONES[int(scores.argmax())], strength, concern))
    return found


def passage_tone(text: str) -> PassageTone:
    """The shares of a passage's sentences that tell of a strength and of a concern."""
    found = [each.tone for each in tones(text[a:b] for a, b in sentence_spans(text))]
    count = max(1, len(found))
    return PassageTone(found.count("strength") / count, found.count("concern") / count)


def features(sentence: str) -> list[str]:
    """A sentence's different words and pairs of neighbours, in order, by which it is classified.

    Only of the side that it ends on; in lower case; every number is "0"; "^" and "$" stand for the
    beginning and the end.
    """
    found = _WORD.findall(last_side(sentence).lower().replace("’", "'"))
    words = ["0" if word.isdigit() else word for word in found]
    if not words:
        return []
    pairs = [" ".join(pair) for pair in zip(["^", *words], [*words, "$"], strict=True)]
    return list(dict.fromkeys(words + pairs))


def last_side(sentence: str) -> str:
    """What a sentence says after its last turn; all of it, where it has none."""
    conceded = _CONCESSION.match(sentence)
    said = sentence[conceded.end() :] if conceded else sentence
    return _TURN.split(said)[-1]


@cache
def _learnt() -> tuple[dict[str, int], np.ndarray, np.ndarray]:
    """The row of each feature; the weights, float32 (features, tones); the bias, (tones,)."""
    import numpy as np

    with np.load(Path(corpus.__file__).parent / "tone.npz") as stored:
        vocabulary = bytes(stored["vocabulary"]).decode("utf-8").split("\n")
        weights = stored["weights"].astype(np.float32)
        bias = stored["bias"].astype(np.float32)
    return {feature: row for row, feature in enumerate(vocabulary)}, weights, bias
