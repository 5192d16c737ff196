"""The benchmarks still run, on data small enough for a test."""

from __future__ import annotations

import json
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


def test_one_command_runs_the_benchmarks_and_writes_json(tmp_path: Path):
    figures = tmp_path / "figures.json"
    wanted = ["growth", "memory", "store"]
    command = [sys.executable, "-m", "benchmarks", "--quick", "--only", *wanted, "--json", str(figures)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(figures.read_text("utf-8"))
    steps = {row["step"]: row for row in found["growth"]}
    assert {"reading", "extraction", "deriving", "storing", "exporting", "drawing"} <= steps.keys()
    assert all(len(row["cpu_s"]) == 2 for row in steps.values())
    assert steps["exporting"]["stable"]
    if sys.platform == "linux":
        assert [done for done, _ in found["memory"]["peaks_mib"]] == list(range(2, 21, 2))
    assert any("bulk load" in line for line in found["store"])
