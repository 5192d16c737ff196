"""Apache Spark as an engine: a thin adapter, by ``mapInPandas``.

Spark reads a batch again where a worker is lost, and keeps the output of one attempt of each task.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter

from kg.errors import KgError
from kg.scale.job import Job, Row, needed, rows_of_lines

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["Spark"]

_HERE = "local[*,4]"  # the cores of this machine; a failed task is tried four times, as on a cluster
_QUIET = {"spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
_ALONE = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1", "spark.ui.enabled": "false"}
_GLOB = re.compile(r"([\\{}\[\]*?^])")  # what Hadoop takes for patterns in the name of an input
_TASK_BATCHES = 16  # so that a lost worker costs little, and starting a task costs less than reading for it


class Spark:
    """A Spark application. ``master`` is its URL; what ``spark-submit`` says, else this machine, when left out.

    Raises:
        KgError: PySpark is not installed.
    """

    name = "Apache Spark"

    def __init__(self, master: str | None = None) -> None:
        needed("spark", "pyspark", "pandas", "pyarrow")
        self._master = master

    def run(self, job: Job, batches: Path, rows: Path, count: int) -> None:
        """As `kg.scale.bulk.Engine` says."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            session = _session(self._master)
        except (PySparkException, Py4JError) as error:
            raise KgError(f"Spark cannot be started (Java 17 or later is needed): {_words(error)}") from error
        try:
            _run(session, job, batches, rows, count)
        except (PySparkException, Py4JError) as error:
            raise KgError(f"Spark has given up: {_words(error)}") from error
        finally:
            session.stop()


def _run(session: Any, job: Job, batches: Path, rows: Path, count: int) -> None:
    tasks = max(session.sparkContext.defaultParallelism, -(-count // _TASK_BATCHES))
    # by value, not in turn: a task that is repeated must be given the same batches
    read = session.read.text(_GLOB.sub(r"\\\1", _address(batches))).repartition(tasks, "value")
    with catch_warnings():
        simplefilter("ignore", FutureWarning)  # of pandas 3, of which nothing but strings in two columns is used
        found = read.mapInPandas(_mapper(job), "kind string, value string")
    found.write.partitionBy("kind").text(_address(rows))


def _session(master: str | None) -> Any:
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the only way to say it outside spark-submit
    SparkContext._ensure_initialized()  # so that the settings of spark-submit are seen below
    conf = SparkConf()
    if master is not None:
        conf.set("spark.master", master)
    conf.setIfMissing("spark.master", _HERE).setIfMissing("spark.app.name", "techkg")
    for key, value in (_ALONE if str(conf.get("spark.master")).startswith("local") else {}).items():
        conf.setIfMissing(key, value)
    for key, value in _QUIET.items():
        conf.set(key, value)  # PySpark has set them already
    return SparkSession.builder.config(conf=conf).getOrCreate()


def _address(path: Path) -> str:
    """A file that all machines see. Hadoop's addresses are not percent-encoded."""
    return f"file://{path.resolve().as_posix()}"


def _mapper(job: Job) -> Callable[[Iterable[DataFrame]], Iterator[DataFrame]]:
    """What each task does with its rows; it is sent to the workers, so it names nothing but this package."""

    def rows(frames: Iterable[DataFrame]) -> Iterator[DataFrame]:
        from pandas import DataFrame

        for frame in frames:
            for line in frame["value"]:
                yield DataFrame(list(rows_of_lines(job, [line])), columns=list(Row._fields))

    return rows


def _words(error: Exception) -> str:
    """The cause in one line: Spark's messages hold the traces of all that stood between."""
    lines = [line.strip(" :") for line in str(error).splitlines() if line.strip()]
    said = next((line for line in lines if re.search(r"failure|Error|Exception", line)), lines[0] if lines else "")
    return " ".join(said.split())[:300]
