"""How long retrieval takes beside embedding the question alone, and what twice the documents cost.

    python -m evals.speed --questions FILE

on the store that the settings name, without their reranker. What is timed of retrieval is what the
assistant does for the question: every ranking that it asks for, in the scope that it found. Both
are timed in turn, so that a busy machine slows both alike.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated, Any

import typer

from assistant.ask import Assistant
from assistant.data_folder import open_store, progress
from corpus.catalogue import Catalogue
from corpus.embedding import EmbeddingModel
from corpus.vectors import VectorIndex
from evals.questions import KnownPair, load_all
from evals.results_folder import RESULTS, results_folder

#: Times of embedding the question that retrieval may take.
TARGET = 3.0

#: Rounds over all questions; of each question the median counts.
ROUNDS = 5

#: Passages whose vectors are copied at once.
_BATCH = 2_000

OnProgress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Timing:
    """One question's seconds, the medians of the rounds."""

    id: str
    encode: float
    """Of encoding the question as typed."""
    rank: float
    """From the question to its ranked passages, encoding within."""
    rankings: int
    """Rankings that the question took: visits and authorities asked apart have one each."""

    @property
    def multiple(self) -> float:
        """How many times as long as encoding alone."""
        return self.rank / self.encode


@dataclass(frozen=True, slots=True)
class Speed:
    """The timings over one store."""

    documents: int
    passages: int
    timings: tuple[Timing, ...]

    def middle(self, part: str) -> float:
        """The median over the questions of "encode", "rank" or "multiple"."""
        middle: float = median(getattr(timing, part) for timing in self.timings)
        return middle

    def of(self, ids: Collection[str]) -> Speed:
        """The same of these questions only."""
        return replace(self, timings=tuple(t for t in self.timings if t.id in ids))


class _Recording:
    """A retriever that notes the rankings it is asked for."""

    def __init__(self, retriever: Any) -> None:
        self._retriever = retriever
        self.asked: list[Callable[[], object]] = []

    def rank(self, *args: Any) -> Any:
        """Note the call, and make it."""
        self.asked.append(lambda: self._retriever.rank(*args))
        return self._retriever.rank(*args)

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked of it is the retriever's own."""
        return getattr(self._retriever, name)


def rankings_of(assistant: Assistant, pair: KnownPair) -> list[Callable[[], object]]:
    """Each call that the assistant makes of its retriever for a question, to be made again."""
    retriever = assistant.retriever
    recording: Any = _Recording(retriever)
    assistant.retriever = recording
    try:
        assistant.ask(pair.question, pair.turns)
    finally:
        assistant.retriever = retriever
    return list(recording.asked)


def measure_speed(
    pairs: Sequence[KnownPair],
    assistants: Sequence[Assistant],
    model: EmbeddingModel,
    rounds: int = ROUNDS,
    on_progress: OnProgress = lambda done, total, name: None,
) -> list[Speed]:
    """The timings over each assistant's store; questions that come to no ranking are left out.

    A question is encoded once a round and then ranked over each store in turn.
    """
    asked = {pair.id: [rankings_of(each, pair) for each in assistants] for pair in pairs}
    encode: dict[str, list[float]] = {pair.id: [] for pair in pairs}
    rank: dict[str, list[list[float]]] = {pair.id: [[] for _ in assistants] for pair in pairs}
    for number in range(rounds):
        for position, pair in enumerate(pairs):
            on_progress(number * len(pairs) + position, rounds * len(pairs), pair.id)
            with _timed(encode[pair.id]):
                model.encode_question(pair.question)
            for calls, seconds in zip(asked[pair.id], rank[pair.id], strict=True):
                with _timed(seconds):
                    for call in calls:
                        call()
    return [
        Speed(
            len(assistant.catalogue.documents()),
            len(assistant.catalogue.passages()),
            tuple(
                Timing(id, median(encode[id]), median(rank[id][store]), len(calls[store]))
                for id, calls in asked.items()
                if calls[store]
            ),
        )
        for store, assistant in enumerate(assistants)
    ]


@contextmanager
def _timed(seconds: list[float]) -> Iterator[None]:
    start = perf_counter()
    yield
    seconds.append(perf_counter() - start)


def half_store(
    catalogue: Catalogue,
    index: VectorIndex,
    made_by: dict[str, str],
    home: Path,
    on_progress: OnProgress = lambda done, total, name: None,
) -> tuple[Catalogue, VectorIndex]:
    """A store in `home` with every second document, their passages and vectors as they are.

    Made anew rather than emptied by half: a vector index keeps what is deleted in its graph.
    """
    half, half_index = Catalogue(home), VectorIndex(home, made_by)
    names = [document.name for document in catalogue.documents()][::2]
    for number, name in enumerate(names):
        on_progress(number, len(names), name)
        document = catalogue.document(name)
        assert document
        passages = catalogue.passages([name])
        half.add(document, passages, reading="")
        for start in range(0, len(passages), _BATCH):
            some = {passage.key: passage for passage in passages[start : start + _BATCH]}
            found = index.store.client.get(ids=list(some), include=["embeddings"])
            half_index.add([some[key] for key in found["ids"]], found["embeddings"])
    half.mark_indexed(names)
    return half, half_index


def speed_lines(half: Speed, whole: Speed) -> Iterator[str]:
    """The report, in Markdown: half of the documents, all, and how ranking grows.

    Growth is of the questions that came to a ranking over both.
    """
    yield "| documents | passages | questions | encode, ms | rank, ms | multiple |"
    yield "| --: | --: | --: | --: | --: | --: |"
    both = {t.id for t in half.timings} & {t.id for t in whole.timings}
    rows = (half, whole) if not both else (half.of(both), whole.of(both), whole)
    for speed in rows:
        if speed.timings:
            times = " | ".join(f"{1000 * speed.middle(part):.1f}" for part in ("encode", "rank"))
            yield (
                f"| {speed.documents} | {speed.passages} | {len(speed.timings)} | {times}"
                f" | {speed.middle('multiple'):.2f} |"
            )
    yield ""
    yield (
        "Medians over the questions, each the median of several rounds. The goal is a multiple of"
        f" at most {TARGET:g}."
    )
    if both:
        growth = whole.of(both).middle("rank") / half.of(both).middle("rank")
        yield f"With twice the documents ranking takes {growth:.2f} times as long."
    single = {each.id for each in whole.timings if each.rankings == 1}
    if single and len(single) < len(whole.timings):
        yield (
            f"{len(whole.timings) - len(single)} questions take several rankings; of the other"
            f" {len(single)} the multiple is {whole.of(single).middle('multiple'):.2f}."
        )


def main(
    questions: Annotated[list[Path], typer.Option(help="Files of known pairs.")],
    rounds: Annotated[int, typer.Option(min=1, help="Times that each question is timed.")] = ROUNDS,
    out: Annotated[Path | None, typer.Option(help="Folder for the results.")] = None,
) -> None:
    """Time retrieval beside encoding, over what is held and over half of it; print the report."""
    import json

    from ingest.run import made_by

    pairs = [pair for own in load_all(questions).values() for pair in own]
    catalogue, index, model = open_store()
    model.encode_question("")  # loads it
    with TemporaryDirectory(prefix="findings-half-") as home:
        with progress("Copying half of the documents") as advance:
            half, half_index = half_store(catalogue, index, made_by(model), Path(home), advance)
        assistants = [Assistant(half, half_index, model), Assistant(catalogue, index, model)]
        with progress("Timing") as advance:
            speeds = measure_speed(pairs, assistants, model, rounds, advance)
        half.close()
    out = out or results_folder(datetime.now(UTC), RESULTS / "speed")
    out.mkdir(parents=True, exist_ok=True)
    report = "\n".join(speed_lines(speeds[0], speeds[1]))
    (out / "speed.md").write_text(report + "\n", encoding="utf-8")
    (out / "speed.json").write_text(json.dumps([asdict(s) for s in speeds], indent=1), "utf-8")
    print(report)
    print(f"\nWritten to {out}.")


if __name__ == "__main__":
    typer.run(main)
