"""What a server allows."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of a server.

    Attributes:
        token: what a client must show before it may write; nobody may without it.
        seconds: wall time after which a query or an update is stopped.
        rows: most rows (or triples) of an answer.
        output: most bytes of an answer.
        memory: most bytes of address space of the process that answers.
        workers: how many queries are answered at once; others wait.
        waiting: how many queries and updates may wait for their turn; who comes after them is sent away.
        query_bytes, write_bytes: most bytes of a request that asks and of one that writes.
        hosts: names by which the server may be addressed. A page on the web can make a browser send requests here
            under a name of its own (DNS rebinding): such names are refused.
        origins: web pages (``https://host``) that may read answers in a browser; ``*`` for all.
    """

    token: str | None = None
    seconds: float = 30.0
    rows: int = 100_000
    output: int = 64 * 2**20
    memory: int = 4 * 2**30
    workers: int = 4
    waiting: int = 64
    query_bytes: int = 2**20
    write_bytes: int = 64 * 2**20
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    origins: tuple[str, ...] = ()
