"""The benchmarks still run, on data small enough for a test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_store_benchmark_prints_its_table():
    command = [sys.executable, str(ROOT / "benchmarks" / "store.py"), "--events", "60"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    for row in ("bulk load", "reopen and answer", "where-worked", "geometric mean", "replace an article"):
        assert row in done.stdout
