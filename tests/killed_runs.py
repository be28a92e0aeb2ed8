"""Run as a program: ingests a folder, killed at many moments, each time run again to the end.

    python killed_runs.py EARLIER LATER HOMES

A run takes in the folder EARLIER, removes `gone.txt`, and takes in LATER. Heavy imports are made
once; each run is a fork of this process with a data folder of its own in HOMES. The moments are
the catalogue's SQL statements, the index's writes, and the renaming and deletion of kept files.
Prints a JSON object: how many moments there are, and what became of each killed run.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import llama_index.vector_stores.chroma
import numpy as np

import ingest.run
from corpus.catalogue import Catalogue
from corpus.vectors import VectorIndex

KILLED_RUNS = 16


class AnyModel:
    """A stand-in for the embedding model, whose loading would take longer than all else."""

    name, revision, longest = "any", "0" * 64, 254

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.random.default_rng(0).normal(size=(len(texts), 8)).astype(np.float32)


def take_in(earlier: Path, later: Path, home: Path, moment: Callable[[], None]) -> VectorIndex:
    """Do the run, `moment` called before each of its steps."""
    catalogue, model = Catalogue(home), AnyModel()
    index = VectorIndex(home, ingest.run.made_by(model))

    def told(step: Callable) -> Callable:
        def first_the_moment(*values: object, **named: object) -> object:
            moment()
            return step(*values, **named)

        return first_the_moment

    catalogue._connection.set_trace_callback(lambda statement: moment())
    index.add, index.remove = told(index.add), told(index.remove)
    os.replace, Path.unlink = told(os.replace), told(Path.unlink)
    ingest.run._ENCODE_AT_ONCE = 2
    ingest.run.ingest([earlier], catalogue, index, model)
    catalogue.remove("gone.txt")
    ingest.run.ingest([later], catalogue, index, model)
    return index


def in_a_fork(work: Callable[[], object]) -> tuple[int, object]:
    """What became of a child process that does `work`: its wait status, and what it gave."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        given = json.dumps(work()).encode()
        os.write(write, given)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        given = pipe.read()
    return os.waitpid(child, 0)[1], json.loads(given) if given else None


def run(folders: tuple[Path, Path], home: Path, killed_at: int | None = None) -> int:
    """Do the run, killed at a moment of it; how many moments there were."""
    count = 0

    def moment() -> None:
        nonlocal count
        count += 1
        if count == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    take_in(*folders, home, moment)
    return count


def run_again(folders: tuple[Path, Path], home: Path) -> dict[str, object]:
    """Do the run to its end two hours after it was killed; what is then held."""
    for path in home.glob("originals/*"):
        os.utime(path, (time.time() - 7_200,) * 2)
    index = take_in(*folders, home, lambda: None)
    catalogue = Catalogue(home)
    passages = catalogue.passages()
    return {
        "documents": {d.name: d.sha256 for d in catalogue.documents()},
        "passages": [[p.document, p.start, p.end, p.text] for p in passages],
        "passages_in_words": len(catalogue.find_words(["children"], None, 100)),
        "passages_in_index": index.count(),
        "same_in_index": sorted(index._collection.get(include=[])["ids"])
        == sorted(p.key for p in passages),
        "left_to_do": catalogue.unindexed() + catalogue.leaving(),
        "originals": sorted(path.name for path in catalogue.originals.iterdir()),
    }


def main(earlier: Path, later: Path, homes: Path) -> None:
    assert llama_index.vector_stores.chroma
    folders = earlier, later
    _, count = in_a_fork(lambda: run(folders, homes / "whole"))
    assert isinstance(count, int)
    runs = []
    for number in range(KILLED_RUNS):
        last = 1 + number * (count - 1) // (KILLED_RUNS - 1)
        home = homes / str(last)
        status, _ = in_a_fork(lambda home=home, last=last: run(folders, home, last))
        _, held = in_a_fork(lambda home=home: run_again(folders, home))
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        runs.append({"moment": last, "killed": killed, "held": held})
    print(json.dumps({"moments": count, "runs": runs}))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
