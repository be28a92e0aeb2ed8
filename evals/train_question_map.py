"""Learn how users word what inspectors write: a linear map of the question's vector.

Passages stay as the embedding model made them, so nothing is encoded again; only the question is
turned towards the passages that answer it. Started at the identity, trained by softmax over the
passages of the same batch and over those of the same document, which are the ones that the answer
has to be told from. Run it on a store that holds the documents (FINDINGS_HOME) with

    python -m evals.train_question_map ../shared/questions/training.jsonl corpus/question_map.npz

`--without QUESTIONS` leaves out the documents that known pairs are about, to measure on those.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evals.matching import file_of, is_gold, letters_only
from evals.questions import Gold

if TYPE_CHECKING:
    import numpy as np

    from corpus.types import Passage

#: As a first trial had them; on the development questions twice the passes gained nothing.
_PASSES = 10
_BATCH = 256
_TEMPERATURE = 1 / 20
_LEARNING_RATE = 1e-3
_SEED = 20

#: Of the loss, the share that is over the passages of the same document. On 251 known questions
#: the mean reciprocal rank was 0.840 with it and 0.834 without, means of two seeds.
_SAME_DOCUMENT = 0.5

#: A stored passage is what a line was written for if one holds so many letters of the other.
_FEWEST_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the row of the passage that answers it and those of its document."""

    question: str
    passage: int
    document: tuple[int, ...]


def examples(
    lines: Sequence[dict[str, Any]], passages: Sequence[Passage], without: frozenset[str]
) -> list[Example]:
    """The questions of the lines whose passage is held; none of the files in `without`."""
    rows: dict[str, list[int]] = {}
    for row, passage in enumerate(passages):
        rows.setdefault(passage.document, []).append(row)
    letters = [letters_only(passage.text) for passage in passages]
    found = []
    for line in lines:
        own = rows.get(line["document"], [])
        text = letters_only(line["text"])
        held = [row for row in own if _is_same(letters[row], text)] or [
            row for row in own if is_gold(line["document"], line["text"], _gold(passages[row]))
        ]
        if held and file_of(line["document"]) not in without:
            found += [Example(q, held[0], tuple(own)) for q in line["questions"]]
    return found


def _gold(passage: Passage) -> Gold:
    """A stored passage, to see whether most of it stands in a line cut otherwise."""
    return Gold(file_of(passage.document), None, passage.text)


def _is_same(passage: str, text: str) -> bool:
    return len(passage) >= _FEWEST_LETTERS and (passage in text or text in passage)


def train(
    questions: np.ndarray, passages: np.ndarray, asked: Sequence[Example]
) -> tuple[np.ndarray, np.ndarray]:
    """The map's matrix and bias.

    Args:
        questions: float32 unit vectors, (len(asked), dimensions).
        passages: float32 unit vectors, (passages, dimensions).
        asked: what each question is about, by rows of `passages`.

    Returns:
        float32 arrays, (dimensions, dimensions) and (dimensions,): a question's vector q becomes
        q @ matrix + bias, made a unit vector again.
    """
    import torch
    from torch.nn.functional import cross_entropy, normalize

    torch.manual_seed(_SEED)
    q, p = torch.from_numpy(questions), torch.from_numpy(passages)
    of = torch.tensor([example.passage for example in asked])
    matrix = torch.eye(q.shape[1], requires_grad=True)
    bias = torch.zeros(q.shape[1], requires_grad=True)
    optimiser = torch.optim.Adam([matrix, bias], lr=_LEARNING_RATE)
    for _ in range(_PASSES):
        for batch in torch.split(torch.randperm(len(q)), _BATCH):
            mapped = normalize(q[batch] @ matrix + bias, dim=1)
            rows, target = torch.unique(of[batch], return_inverse=True)
            in_batch = cross_entropy(mapped @ p[rows].T / _TEMPERATURE, target)
            own = [asked[position] for position in batch.tolist()]
            in_document = torch.stack(
                [
                    cross_entropy(
                        p[list(example.document)] @ vector / _TEMPERATURE,
                        torch.tensor(example.document.index(example.passage)),
                    )
                    for example, vector in zip(own, mapped, strict=True)
                ]
            ).mean()
            loss = (1 - _SAME_DOCUMENT) * in_batch + _SAME_DOCUMENT * in_document
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    return matrix.detach().numpy(), bias.detach().numpy()


def main(
    training: Annotated[Path, typer.Argument(help="Passages with the questions written for them.")],
    out: Annotated[Path, typer.Argument(help="Where the map is written (.npz).")],
    without: Annotated[
        list[Path] | None, typer.Option(help="Known pairs whose documents are left out.")
    ] = None,
) -> None:
    """Train the map and write it, with the model that it is for."""
    import numpy as np

    from assistant.data_folder import open_store
    from assistant.practice_areas import with_meanings
    from evals.questions import load_pairs

    catalogue, index, model = open_store()
    left_out = frozenset(
        file for path in without or () for pair in load_pairs(path) for file in pair.files
    )
    lines = [json.loads(line) for line in training.read_text("utf-8").splitlines() if line.strip()]
    about = {line["document"] for line in lines}
    passages = catalogue.passages(name for name in about)
    asked = examples(lines, passages, left_out)
    vectors = index.vectors([passage.key for passage in passages])
    # As a question is encoded when it is asked.
    questions = model.encode([with_meanings(example.question) for example in asked])
    matrix, bias = train(questions, vectors, asked)
    np.savez_compressed(
        out,
        matrix=matrix.astype(np.float16),
        bias=bias.astype(np.float16),
        revision=np.array(model.revision),
    )
    print(f"{out}: learnt from {len(asked)} questions over {len(about)} documents.")


if __name__ == "__main__":
    typer.run(main)
