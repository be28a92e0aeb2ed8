"""What tests share: a guard against the network, the model, and stores of their own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from stores import OpenStore, Store, open_store_in

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from corpus.embedding import EmbeddingModel

ROOT = Path(__file__).parents[1]
GUARD = ROOT / "tests" / "network_guard"


def _keep_off_the_network() -> None:
    """Guard this process and those it starts, before any library is imported."""
    os.environ |= {
        "HF_HUB_OFFLINE": "1",
        "GRADIO_ANALYTICS_ENABLED": "False",
        "ANONYMIZED_TELEMETRY": "False",
    }
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if str(GUARD) not in paths:
        os.environ["PYTHONPATH"] = os.pathsep.join([str(GUARD), *filter(None, paths)])
    file = GUARD / "sitecustomize.py"
    if getattr(sys.modules.get("sitecustomize"), "__file__", None) != str(file):
        spec = spec_from_file_location("network_guard", file)
        assert spec
        assert spec.loader
        spec.loader.exec_module(module_from_spec(spec))


_keep_off_the_network()
for variable in [name for name in os.environ if name.upper().startswith("FINDINGS_")]:
    del os.environ[variable]  # the settings of whoever runs the tests are not the tests'


@pytest.fixture(scope="session")
def model() -> EmbeddingModel:
    """The default model; its weights are loaded once."""
    from corpus.embedding import EmbeddingModel

    return EmbeddingModel()


@pytest.fixture
def store(tmp_path: Path, model: EmbeddingModel) -> Iterator[OpenStore]:
    """Opens a data folder: the test's own, or another."""
    opened: list[Store] = []

    def open_store(home: Path = tmp_path / "home", url: str | None = None) -> Store:
        opened.append(open_store_in(home, model, url))
        return opened[-1]

    yield open_store
    for one in opened:
        one.catalogue.close()


@pytest.fixture(scope="session")
def letter_store(
    tmp_path_factory: pytest.TempPathFactory, model: EmbeddingModel
) -> Iterator[Store]:
    """A store that holds what comes with Findings: the bundled letter. Only to be read."""
    opened = open_store_in(tmp_path_factory.mktemp("letter"), model)
    opened.ingest(ROOT / "corpus")
    yield opened
    opened.catalogue.close()


@pytest.fixture(scope="session")
def letter_assistant(letter_store: Store) -> Assistant:
    """Answers from the bundled letter."""
    from assistant.ask import Assistant

    return Assistant(letter_store.catalogue, letter_store.index, letter_store.model)
