"""Processes that answer: one a query or update, killed when its time is over. One is always started ahead.

The server itself never opens the store. Each process opens it as it is then, so what another program builds is seen by
the next query; an update waits until running queries have ended, and queries wait for it.
"""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kg.errors import QueryError, StoreError
from kg.query.guard import CheckedQuery
from kg.query.limited import COMMAND, failure
from kg.query.worker import TOO_LARGE
from kg.serve.settings import Settings

__all__ = ["Busy", "Overdue", "Workers"]


class Overdue(QueryError):
    """A query or update was stopped after the time allowed."""


class Busy(QueryError):
    """As many queries and updates as may wait are waiting."""


class Workers:
    """Answers queries over the store at ``store``, with the limits of ``settings``."""

    def __init__(
        self,
        store: Path,
        prefixes: Mapping[str, str],
        settings: Settings,
        changing: Callable[[], None] = lambda: None,
    ) -> None:
        """``changing`` is called before each update."""
        self._common = {"store": str(store), "prefixes": dict(prefixes), "memory": settings.memory}
        self._settings = settings
        self._changing = changing
        self._places = asyncio.Semaphore(settings.workers)
        self._writing = asyncio.Lock()
        self._waiting = 0
        self._spare: asyncio.Task[Process] | None = None

    async def query(
        self, query: CheckedQuery, media: str, default: Sequence[str] | None = None, named: Sequence[str] | None = None
    ) -> bytes:
        """The answer in the format ``media``. ``default`` and ``named`` graphs replace those that the query names.

        Raises:
            Busy: too many wait already.
            Overdue: it took too long.
            QueryError: it is faulty, or its answer too large.
        """
        order = {
            "query": query.text,
            "union": not query.names_dataset,
            "default": list(default) if default is not None else None,
            "named": list(named) if named is not None else None,
            "format": media,
            "rows": self._settings.rows,
            "output": self._settings.output,
        }
        with self._queued():
            async with self._writing:  # not held while answering: only passed, so that a waiting update comes first
                await self._places.acquire()
        try:
            answer = await self._run(order, query.text)
        finally:
            self._places.release()
        return answer.partition(b"\n")[2]

    async def update(self, text: str) -> None:
        """Make an update, whole or not at all, alone with the store.

        Raises:
            Busy: too many wait already.
            Overdue: it took too long.
            QueryError: it is faulty.
            StoreError: another program is writing to the store.
        """
        with self._queued():
            await self._writing.acquire()
        try:
            for _ in range(self._settings.workers):
                await self._places.acquire()
            try:
                self._changing()
                await self._run({"update": text}, text)
            finally:
                for _ in range(self._settings.workers):
                    self._places.release()
        finally:
            self._writing.release()

    async def close(self) -> None:
        """End the process that was started ahead."""
        if self._spare is not None:
            process = await self._spare
            self._spare = None
            await _end(process)

    @contextmanager
    def _queued(self) -> Iterator[None]:
        """While somebody waits for a turn, which counts where not everything is free."""
        if self._waiting >= self._settings.waiting and (self._places.locked() or self._writing.locked()):
            raise Busy(f"{self._waiting} others are waiting already; try again in a moment")
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    async def _run(self, order: dict[str, Any], text: str) -> bytes:
        process = await self._take()
        line = json.dumps(self._common | order).encode() + b"\n"
        try:
            async with asyncio.timeout(self._settings.seconds):
                out, words = await process.communicate(line)
        except TimeoutError:
            seconds = f"{self._settings.seconds:g}"
            raise Overdue(f"stopped after {seconds} seconds; ask for less") from None
        finally:
            await _end(process)
        if process.returncode == 0:
            return out
        if process.returncode == TOO_LARGE:
            raise QueryError(words.decode("utf-8", "replace").strip())
        if b"lock" in words.lower() and "update" in order:
            raise StoreError("another program is writing to the store; try again when it has finished")
        raise QueryError(failure(process.returncode or -1, words, text))

    async def _take(self) -> Process:
        """The process that was started ahead; the next one starts while this one works."""
        ready, self._spare = self._spare, asyncio.create_task(_start())
        return await (ready or _start())


async def _start() -> Process:
    return await asyncio.create_subprocess_exec(*COMMAND, stdin=PIPE, stdout=PIPE, stderr=PIPE)


async def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        if process.returncode is None:
            process.kill()
    await process.wait()
