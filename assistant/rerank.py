"""A cross-encoder of the user's own, which orders the best passages anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.embedding import ModelError
from corpus.types import RankedPassage

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

#: Passages ordered anew: each is read together with the question, so more would be slow.
_FIRST = 20


@dataclass(frozen=True)
class Reranker:
    """A sentence-transformers cross-encoder in a folder of this machine, loaded when first used."""

    name: str

    def reranked(self, subject: str, ranked: Sequence[RankedPassage]) -> list[RankedPassage]:
        """The passages, the first twenty in the order of the cross-encoder.

        They keep the scores that those places had, so that what is read from a score, such as
        whether there is evidence at all, does not depend on the cross-encoder's scale.

        Raises:
            ModelError: there is no such model, or it cannot be loaded.
        """
        first = ranked[:_FIRST]
        if len(first) < 2:
            return list(ranked)
        pairs = [(subject, item.passage.text) for item in first]
        found = self._encoder.predict(pairs, show_progress_bar=False)
        order = sorted(range(len(first)), key=lambda i: -float(found[i]))
        anew = [
            RankedPassage(first[i].passage, item.score)
            for i, item in zip(order, first, strict=True)
        ]
        return [*anew, *ranked[_FIRST:]]

    @cached_property
    def _encoder(self) -> CrossEncoder:
        folder = Path(self.name)
        if not (folder / "config.json").is_file():
            raise ModelError(
                f"No cross-encoder at {self.name}: give the folder of a sentence-transformers "
                "cross-encoder on this machine, or leave the setting “reranker” out."
            )
        from sentence_transformers import CrossEncoder

        try:
            encoder: CrossEncoder = CrossEncoder(str(folder), local_files_only=True, device="cpu")
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"The cross-encoder in {folder} cannot be loaded: {error}") from error
        return encoder
