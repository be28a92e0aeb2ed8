"""No test reaches beyond this machine: a connection or name look-up that would raises OSError.

Python runs this file as it starts when its folder is on PYTHONPATH, so that the processes that
tests start have the guard too; conftest.py loads it into a pytest that was started without it.
What is refused is written down in the file that NETWORK_GUARD_LOG names, for a library may
swallow the error. (The name has no FINDINGS_ before it: that would be an unknown setting.) What
connects without Python, a browser say, is not seen.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from typing import Any

#: Audit events by which Python says whom it is about to reach, and where each says it.
_EVENTS = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
}


def is_this_machine(address: Any) -> bool:
    """Whether a socket's address, or a host's name, does not leave this machine."""
    if isinstance(address, tuple):
        # A pair of numbers is a netlink address: the kernel's.
        return isinstance(address[0], int) or is_this_machine(address[0])
    if isinstance(address, bytes | bytearray):
        address = bytes(address).decode("utf-8", "replace")
    if address is None or address in ("", "localhost"):
        return True
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        # "/run/x.sock", "\0x": the path of a Unix socket; anything else is a name to look up.
        return address.startswith(("/", "\0"))
    number = getattr(number, "ipv4_mapped", None) or number
    return number.is_loopback or number.is_unspecified


def _guard(event: str, values: tuple[Any, ...]) -> None:
    if event not in _EVENTS or is_this_machine(values[_EVENTS[event]]):
        return
    line = f"{event} {values[_EVENTS[event]]!r} by {' '.join(sys.argv[:3])}"
    if log := os.environ.get("NETWORK_GUARD_LOG"):
        with open(log, "a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    raise OSError(f"tests may not reach the network: {line}")


def _run_the_one_hidden() -> None:
    """Run the machine's own sitecustomize, which this one stands before."""
    here = Path(__file__).resolve().parent
    others = [entry for entry in sys.path if entry and Path(entry).resolve() != here]
    spec = PathFinder.find_spec("sitecustomize", others)
    if spec and spec.loader:
        spec.loader.exec_module(module_from_spec(spec))


sys.addaudithook(_guard)
if __name__ == "sitecustomize":
    _run_the_one_hidden()
