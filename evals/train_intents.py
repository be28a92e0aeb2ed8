"""Learn what questions likely want: `python -m evals.train_intents QUESTIONS`.

From the ways of asking in intents.yaml, and from training questions about practice, which ask for
neither grades nor lists. Writes corpus/intents.npz; the same input gives the same weights.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
import yaml
from sklearn.linear_model import LogisticRegression

from assistant.likely_intent import WEIGHTS, without_names
from assistant.understand import understand
from corpus.embedding import EmbeddingModel

_EXAMPLES = Path(__file__).parent / "intents.yaml"

#: Training questions taken, and what each weighs beside an example: they are many, and alike.
_OF_PRACTICE, _WEIGHT = 1_500, 0.3

#: What questions say of when and which visit, before and after what they ask.
_BEFORE = (
    "summer 2024:",
    "joint inspection May 2023:",
    "Jan 2025 -",
    "In June 2018",
    "looked after children 2013 -",
    "From the July 2025 letter,",
    "autumn 2021 visit:",
    "2016 report.",
    "SIF, 2015:",
    "at the last inspection",
    "JTAI 2019,",
    "the focused visit of March 2022:",
)
_AFTER = (
    "in March 2022",
    "after the 2018 inspection",
    "back in 2017",
    "at the last full inspection",
    "in the joint inspection of 2023",
    "at the re-inspection?",
    "these days?",
    "in the November 2019 letter",
    "when they visited in July 2018?",
    "2014?",
    "(2016)",
    "pls, for a report I am writing",
)

#: scikit-learn's inverse strength of regularisation; 10, 30 and 100 told known questions alike.
_C = 30.0


def main(
    questions: Annotated[Path, typer.Argument(help="training.jsonl: “questions” on each line.")],
) -> None:
    """Learn the weights and write them."""
    listed = yaml.safe_load(_EXAMPLES.read_text("utf-8"))
    chance = random.Random(1)  # noqa: S311
    examples = [
        (wanted, framed)
        for wanted, texts in listed.items()
        for text in texts
        for framed in _framed(_without_x(text), chance)
    ]
    practice = _about_practice(questions)
    model = EmbeddingModel()
    texts = [text for _, text in examples] + practice
    vectors = np.array([model.encode_question(text) for text in texts])
    wanted = [want for want, _ in examples] + ["passages"] * len(practice)
    weights = [1.0] * len(examples) + [_WEIGHT] * len(practice)
    learnt = LogisticRegression(C=_C, max_iter=3_000, class_weight="balanced")
    learnt.fit(vectors, wanted, sample_weight=weights)
    np.savez_compressed(
        WEIGHTS,
        classes=learnt.classes_.astype("U16"),
        weights=learnt.coef_.astype(np.float32),
        offsets=learnt.intercept_.astype(np.float32),
    )
    print(f"{len(examples)} examples and {len(practice)} questions about practice: {WEIGHTS}")


def _framed(example: str, chance: random.Random) -> list[str]:
    """The example, and with words of time and visit before or after it, which tell no intent."""
    before, after = chance.choice(_BEFORE), chance.choice(_AFTER)
    return [example, f"{before} {example}", f"{example} {after}"]


def _without_x(example: str) -> str:
    """ "Did X pass?" without what stands for an authority."""
    return " ".join(word for word in example.split() if word not in ("X", "X's"))


def _about_practice(path: Path) -> list[str]:
    """Some of the training questions, those that the rules take for another kind left out."""
    lines = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    asked = [question for line in lines for question in line["questions"]]
    some = random.Random(1).sample(asked, min(_OF_PRACTICE, len(asked)))  # noqa: S311
    return [without_names(q) for q in some if understand(q).intent not in ("grade", "improve")]


if __name__ == "__main__":
    typer.run(main)
