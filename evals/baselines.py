"""Two baselines over the same documents, written as a developer would who knew none of them.

Neither knows of authorities, visits or earlier messages, and neither refuses: what is typed is
searched for, and the first five passages are what is shown.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

from corpus.types import RankedPassage
from evals.questions import KnownPair
from evals.run import OnProgress, System

if TYPE_CHECKING:
    import numpy as np
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.schema import BaseNode, TextNode

#: Passages ranked: what the measures need. llama-index's own default, 2, would find fewer.
RANKED = 10

#: Of them shown, as many as Findings shows of a plain question.
SHOWN = 5

#: Of llama-index's SentenceSplitter, in tokens: its defaults. The model reads the first 256.
CHUNK, OVERLAP = 1024, 200

_WORD = re.compile(r"\w+")

#: A passage ranked, as a quotation of the contract would have it.
Found = dict[str, Any]


class FindsWords(Protocol):
    """The catalogue's search by words."""

    def find_words(self, words: Sequence[str], names: None, most: int) -> list[RankedPassage]:
        """The passages with any of the words, best first by BM25."""


class Embeds(Protocol):
    """The embedding model: its plain self, and which it is."""

    @property
    def llama_index(self) -> BaseEmbedding:
        """The model, without the learnt map of the question."""

    @property
    def revision(self) -> str:
        """The hash of its weights."""


def bm25_as_typed(catalogue: FindsWords) -> System:
    """BM25 (SQLite's, over stemmed words) of the question as typed, over every passage held."""

    def find(question: str) -> list[Found]:
        ranked = catalogue.find_words(_WORD.findall(question), None, RANKED)
        return [
            {
                "document": item.passage.document,
                "start": item.passage.start,
                "end": item.passage.end,
                "text": item.passage.text,
                "pages": list(item.passage.pages),
                "paragraph": item.passage.paragraph,
            }
            for item in ranked
        ]

    return System("BM25 as typed", _answering(find))


def llama_index_defaults(
    texts: Mapping[str, str],
    model: Embeds,
    cache: Path,
    on_progress: OnProgress = lambda done, total, name: None,
) -> System:
    """llama-index's splitter and vector store with their defaults, the embedding model as it is.

    Args:
        texts: of every document held, by name.
        model: the embedding model.
        cache: a folder for the vectors; a document whose text is known there isn't encoded again.
        on_progress: called with each document's name.

    Raises:
        OSError: the folder cannot be written.
    """
    from llama_index.core import VectorStoreIndex

    nodes: list[BaseNode] = []
    for number, (name, text) in enumerate(texts.items()):
        on_progress(number, len(texts), name)
        nodes += _nodes(name, text, model, cache)
    index = VectorStoreIndex(nodes=nodes, embed_model=model.llama_index)
    retriever = index.as_retriever(similarity_top_k=RANKED)
    return System("llama-index", _answering(_finder(retriever)))


def _finder(retriever: BaseRetriever) -> Callable[[str], list[Found]]:
    from llama_index.core.schema import TextNode

    def find(question: str) -> list[Found]:
        nodes = (found.node for found in retriever.retrieve(question))
        return [_found(node) for node in nodes if isinstance(node, TextNode)]

    return find


def _found(chunk: TextNode) -> Found:
    """A chunk as a quotation. It does not know its page."""
    return {
        "document": chunk.ref_doc_id,
        "start": chunk.start_char_idx,
        "end": chunk.end_char_idx,
        "text": chunk.text,
        "pages": [],
        "paragraph": None,
    }


def _nodes(name: str, text: str, model: Embeds, cache: Path) -> list[BaseNode]:
    """A document's chunks with their vectors, from the cache where they are there."""
    import numpy as np
    from llama_index.core import Document as LlamaDocument
    from llama_index.core.node_parser import SentenceSplitter

    splitter = SentenceSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    nodes = splitter.get_nodes_from_documents([LlamaDocument(text=text, id_=name)])
    path = cache / f"{_key(text, model)}.npy"
    if path.is_file():
        vectors = np.load(path)
    else:
        texts = [node.get_content() for node in nodes]
        vectors = np.asarray(model.llama_index.get_text_embedding_batch(texts), dtype=np.float32)
        _save(path, vectors)
    for node, vector in zip(nodes, vectors, strict=True):
        node.embedding = vector.tolist()
    return nodes


def _key(text: str, model: Embeds) -> str:
    """What the vectors of a text depend on, as a file name."""
    parts = (text, model.revision, CHUNK, OVERLAP, version("llama-index-core"))
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def _save(path: Path, vectors: np.ndarray) -> None:
    """Write a file whole or not at all."""
    import numpy as np

    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part.npy")
    np.save(unfinished, vectors)
    unfinished.replace(path)


def _answering(find: Callable[[str], list[Found]]) -> Callable[[KnownPair], dict[str, Any]]:
    """What a search gives, in the shape of an answer that shows its first passages."""

    def answer(pair: KnownPair) -> dict[str, Any]:
        start = perf_counter()
        found = find(pair.question)
        return {
            "status": "answered",
            "passages": found,
            "quotes": found[:SHOWN],
            "seconds": {"retrieve": perf_counter() - start},
        }

    return answer
