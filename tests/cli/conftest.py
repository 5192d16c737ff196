"""The command, run inside the test's process (fast: the models are loaded once) or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.extract import Crew, Extractor

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class Done:
    """How a run of the command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What it said, without empty lines."""
        return [line for line in self.err.splitlines() if line.strip()]


Run = Callable[..., Done]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, extractor: Extractor) -> Run:
    """``kg("query", "--name", "moves", stdin=b"...")`` in this process, through the command's own entry point."""

    def shared(workers: int, *, ontology: Any = (), models: Any = None, **others: Any) -> Crew:
        del workers
        make = Extractor if ontology or models else lambda **_: extractor
        return Crew(1, ontology=ontology, models=models, make=make, **others)

    monkeypatch.setattr("kg.extract.Crew", shared)

    def run(*arguments: object, stdin: bytes = b"") -> Done:
        from kg.cli.main import run as command

        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = command([str(argument) for argument in arguments])
            return Done(code, _written(out), _written(err))

    return run


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


@pytest.fixture
def kg_process(tmp_path: Path) -> Run:
    """The same in a process of its own, in an empty folder."""

    def run(*arguments: object, stdin: bytes = b"", **environment: str) -> Done:
        command = [sys.executable, "-m", "kg", *map(str, arguments)]
        known = {**os.environ, "PYTHONPATH": str(REPOSITORY), **environment}
        done = subprocess.run(command, input=stdin, capture_output=True, env=known, cwd=tmp_path, check=False)
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
