"""The guard that keeps tests off the network does so, and breaks nothing else."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

GUARD = Path(__file__).parent / "network_guard"

#: Documentation addresses (RFC 5737, RFC 3849) and a name that never resolves (RFC 6761).
REACHING_OUT = """
import socket

for reach in (
    lambda: socket.create_connection(("192.0.2.1", 443), 1),
    lambda: socket.create_connection(("2001:db8::1", 443), 1),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"?", ("192.0.2.1", 53)),
    lambda: socket.getaddrinfo("nowhere.invalid", 443),
):
    try:
        reach()
    except OSError as error:
        print(error)
"""


def run(script: str, *folders: Path, log: Path | None = None) -> str:
    paths = os.pathsep.join(map(str, folders))
    environment = os.environ | {"PYTHONPATH": paths, "NETWORK_GUARD_LOG": str(log or "")}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_process_that_reaches_out_is_refused_and_written_down(tmp_path: Path) -> None:
    log = tmp_path / "network.log"
    said = run(REACHING_OUT, GUARD, log=log).splitlines()
    assert len(said) == 4
    assert all("may not reach the network" in line for line in said)
    written = log.read_text().splitlines()
    assert [line.split()[0] for line in written] == [
        "socket.getaddrinfo",
        "socket.getaddrinfo",
        "socket.sendto",
        "socket.getaddrinfo",
    ]
    assert "nowhere.invalid" in written[-1]


def test_this_process_is_guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NETWORK_GUARD_LOG", raising=False)  # meant, so not to be written down
    with pytest.raises(OSError, match="may not reach the network"):
        socket.socket().connect(("192.0.2.1", 443))


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), 5).close()
    socket.getaddrinfo(None, 80)


def test_the_machines_own_sitecustomize_still_runs(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("print('the machine’s own')", "utf-8")
    assert run("", GUARD, tmp_path) == "the machine’s own\n"
