"""The vector index on a Chroma server instead of in the data folder."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import OpenStore, Store

from assistant.ask import Assistant
from assistant.settings import load_settings
from corpus.vectors import IndexUnavailable, empty_index

CHROMA = Path(sys.executable).with_name("chroma")
LETTERS = Path(__file__).parents[1] / "corpus" / "letters"

pytestmark = pytest.mark.skipif(not CHROMA.exists(), reason="the chroma command is not installed")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Server:
    """A Chroma server of its own folder and port."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        where = ["--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [CHROMA, "run", *where], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(200):
            assert self.process.poll() is None, "the server did not start"
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        pytest.fail("the server does not answer")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "server")
    yield server
    server.stop()


def test_a_server_answers_as_the_embedded_index_does(
    server: Server,
    store: OpenStore,
    letter_assistant: Assistant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FINDINGS_CHROMA_URL", server.url)
    url = load_settings().chroma_url
    assert url == server.url
    held = store(url=url)
    held.ingest(LETTERS.parent)
    assert held.is_whole()
    assert not (held.home / "vectors").exists()

    for question in (
        "What did inspectors say about early help in Middlesbrough?",
        "How are strategy meetings run?",
    ):
        here = letter_assistant.ask(question)
        there = Assistant(held.catalogue, held.index, held.model).ask(question)
        assert here.quotes
        assert there.quotes == here.quotes
        assert [p.passage for p in there.passages] == [p.passage for p in here.passages]

    held.catalogue.remove(held.catalogue.documents()[0].name)
    held.ingest()
    assert held.index.count() == 0
    empty_index(held.home, url)

    server.stop()
    with pytest.raises(IndexUnavailable, match=rf"server at {url} could not be used"):
        held.ingest(LETTERS.parent)
    with pytest.raises(IndexUnavailable, match=rf"server at {url} could not be used"):
        store(url=url)
    with pytest.raises(IndexUnavailable, match=rf"server at {url} could not be used"):
        empty_index(held.home, url)

    server.start()
    again = store(url=url)
    assert again.ingest(LETTERS.parent).set_aside == []
    assert_holds_the_letter(again)


def assert_holds_the_letter(held: Store) -> None:
    assert len(held.catalogue.documents()) == 1
    assert held.is_whole()


def test_an_address_that_is_none_is_named(store: OpenStore) -> None:
    with pytest.raises(IndexUnavailable, match=r"FINDINGS_CHROMA_URL is 'localhost:8000'"):
        store(url="localhost:8000")
