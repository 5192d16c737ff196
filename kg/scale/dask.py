"""Dask as an engine: a thin adapter, by ``Client.map``. Dask reads a batch again where a worker is lost."""

from __future__ import annotations

from importlib.util import find_spec
from itertools import accumulate
from logging import ERROR
from pathlib import Path

from kg.errors import KgError
from kg.scale.job import Job, rows_of_lines
from kg.store.files import make_folder, written

__all__ = ["Dask"]


class Dask:
    """A Dask cluster: that of the scheduler at an address (``tcp://head:8786``), else a process a core here.

    Raises:
        KgError: Dask is not installed.
    """

    name = "Dask"

    def __init__(self, scheduler: str | None = None) -> None:
        if find_spec("distributed") is None:
            raise KgError("--engine dask needs more; install it with: pip install distributed")
        self._cluster = scheduler or {"threads_per_worker": 1, "dashboard_address": None, "silence_logs": ERROR}

    def run(self, job: Job, batches: Path, rows: Path, count: int) -> None:
        """Write the rows of the ``count`` batches in the file ``batches`` as text files under ``rows/kind=KIND/``.

        Raises:
            KgError: no scheduler answers, or a batch has failed too often.
        """
        from distributed import Client
        from distributed.scheduler import KilledWorker

        try:
            client = Client(self._cluster) if isinstance(self._cluster, str) else Client(**self._cluster)
            with client, batches.open("rb") as lines:
                starts = list(accumulate(map(len, lines), initial=0))[:count]
                client.gather(client.map(_read, starts, job=job, batches=batches.resolve(), rows=rows.resolve()))
        except (OSError, KilledWorker) as error:
            raise KgError(f"Dask has given up: {' '.join(str(error).split())[:300]}") from error


def _read(start: int, job: Job, batches: Path, rows: Path) -> None:
    """What a worker does with the batch at a byte of the file. The rows of a second attempt replace the first's."""
    with batches.open(encoding="ascii") as file:
        file.seek(start)
        found = list(rows_of_lines(job, [file.readline()]))
    for kind in sorted({row.kind for row in found}):
        make_folder(rows / f"kind={kind}")
        with written(rows / f"kind={kind}" / f"part-{start:012}") as out:
            out.writelines(f"{row.value}\n".encode() for row in found if row.kind == kind)
