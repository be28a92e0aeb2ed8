"""How fast documents are read, beside pypdf's plain extraction of the same pages."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from ingest.read import read_document

#: Every twentieth file, each way three times in turn, so that a busy machine slows both alike.
EVERY, RUNS = 20, 3

#: Times the speed of pypdf that reading should have.
TARGET = 5.0


@dataclass(frozen=True, slots=True)
class Speed:
    """Pages a second, the median of the runs."""

    files: int
    pages: int
    ours: float
    pypdf: float

    @property
    def ratio(self) -> float:
        """How many times as fast as pypdf."""
        return self.ours / self.pypdf


def measure_speed(files: Sequence[tuple[str, bytes]], runs: int = RUNS) -> Speed:
    """The speed over PDFs given by name and content, all of which can be read."""
    pages = sum(read_document(name, content).pages for name, content in files)
    ways: tuple[Callable[[str, bytes], object], ...] = (read_document, _plain_extraction)
    seconds: tuple[list[float], ...] = ([], [])
    for _ in range(runs):
        for way, taken in zip(ways, seconds, strict=True):
            start = perf_counter()
            for name, content in files:
                way(name, content)
            taken.append(perf_counter() - start)
    return Speed(len(files), pages, pages / median(seconds[0]), pages / median(seconds[1]))


def _plain_extraction(_name: str, content: bytes) -> int:
    from pypdf import PdfReader

    return sum(len(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages)
