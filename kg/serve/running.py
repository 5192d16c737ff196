"""The application under uvicorn, until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn

from kg.errors import StoreError
from kg.serve.app import make_app
from kg.serve.settings import Settings
from kg.serve.site import open_served

__all__ = ["run"]


def run(
    store: str | Path,
    settings: Settings,
    *,
    host: str,
    port: int,
    ontology: Sequence[str | Path] = (),
    ready: Callable[[str], None],
) -> None:
    """Serve the graph at ``store`` until Ctrl-C; ``ready`` is told where, once it can be asked.

    Raises:
        StoreError: there is no graph, or the address cannot be listened on.
    """
    with open_served(store, settings, ontology=ontology) as site:
        listening = _listen(host, port)
        shown = f"[{host}]" if ":" in host else host
        config = uvicorn.Config(
            make_app(site),
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=settings.workers * 25,
            timeout_keep_alive=5,
            h11_max_incomplete_event_size=2 * settings.query_bytes,
        )
        ready(f"http://{shown}:{listening.getsockname()[1]}/ serves {store}; Ctrl-C ends it")
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise StoreError(f"{host}:{port}: cannot be listened on: {error.strerror or error}; try --port 0") from error
    listening.listen(128)
    return listening
