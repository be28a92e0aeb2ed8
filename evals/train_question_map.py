"""Learn how users word what inspectors write: a linear map of the question's vector.

Passages stay as the embedding model made them, so nothing is encoded again; only the question is
turned towards the passages that answer it. Started at the identity, trained by in-batch softmax
over questions and the passages they were written for. Run it with

    python -m evals.train_question_map ../shared/questions/training.jsonl corpus/question_map.npz
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

#: Chosen beforehand, as a first trial had them; no setting was chosen on the known pairs.
_PASSES = 10
_BATCH = 256
_TEMPERATURE = 1 / 20
_LEARNING_RATE = 1e-3
_SEED = 20


def train(questions: Any, passages: Any, passage_of: Any) -> tuple[Any, Any]:
    """The map's matrix and bias.

    Args:
        questions: float32 unit vectors, (questions, dimensions).
        passages: float32 unit vectors, (passages, dimensions).
        passage_of: int64 (questions,): the row of `passages` that each question was written for.

    Returns:
        float32 arrays, (dimensions, dimensions) and (dimensions,): a question's vector q becomes
        q @ matrix + bias, made a unit vector again.
    """
    import torch
    from torch.nn.functional import cross_entropy, normalize

    torch.manual_seed(_SEED)
    q, p = torch.from_numpy(questions), torch.from_numpy(passages)
    of = torch.from_numpy(passage_of)
    matrix = torch.eye(q.shape[1], requires_grad=True)
    bias = torch.zeros(q.shape[1], requires_grad=True)
    optimiser = torch.optim.Adam([matrix, bias], lr=_LEARNING_RATE)
    for _ in range(_PASSES):
        for batch in torch.split(torch.randperm(len(q)), _BATCH):
            rows, target = torch.unique(of[batch], return_inverse=True)
            mapped = normalize(q[batch] @ matrix + bias, dim=1)
            loss = cross_entropy(mapped @ p[rows].T / _TEMPERATURE, target)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    return matrix.detach().numpy(), bias.detach().numpy()


def main(
    training: Annotated[Path, typer.Argument(help="Passages with the questions written for them.")],
    out: Annotated[Path, typer.Argument(help="Where the map is written (.npz).")],
) -> None:
    """Train the map and write it, with the model that it is for."""
    import numpy as np

    from corpus.embedding import EmbeddingModel

    model = EmbeddingModel()
    lines = [json.loads(line) for line in training.read_text("utf-8").splitlines() if line.strip()]
    asked = [(question, row) for row, line in enumerate(lines) for question in line["questions"]]
    passages = model.encode([line["text"] for line in lines])
    questions = model.encode([question for question, _ in asked])
    matrix, bias = train(questions, passages, np.array([row for _, row in asked], dtype=np.int64))
    np.savez_compressed(
        out,
        matrix=matrix.astype(np.float16),
        bias=bias.astype(np.float16),
        revision=np.array(model.revision),
    )
    print(f"{out}: learnt from {len(asked)} questions over {len(lines)} passages.")


if __name__ == "__main__":
    typer.run(main)
