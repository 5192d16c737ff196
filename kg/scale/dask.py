"""Dask as an engine, by ``Client.map``: it reads a batch again where a worker is lost."""

from pathlib import Path

from kg.errors import KgError
from kg.scale.job import Job, batch_starts, needed, write_rows

__all__ = ["Dask"]


class Dask:
    """A cluster: that of a scheduler (``tcp://head:8786``), else a process for each core of this machine."""

    name = "Dask"

    def __init__(self, scheduler: str | None = None) -> None:
        needed("dask", "distributed")
        here = {"threads_per_worker": 1, "dashboard_address": None, "silence_logs": "ERROR"}
        self._cluster = {"address": scheduler} if scheduler else here

    def run(self, job: Job, batches: Path, rows: Path, count: int) -> None:
        """As `kg.scale.bulk.Engine` says."""
        from distributed import Client, KilledWorker

        try:
            with Client(**self._cluster) as client:
                client.gather(client.map(write_rows, batch_starts(batches, count), job=job, batches=batches, rows=rows))
        except (OSError, KilledWorker) as error:
            raise KgError(f"Dask has given up: {' '.join(str(error).split())[:300]}") from error
