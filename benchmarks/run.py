"""Every figure of cost, each beside its baseline from the same run. One command:

    python -m benchmarks [--quick] [--only NAME ...] [--articles 2000] [--events 100000] [--json FILE]

It runs the benchmarks of this folder one after the other, each in a process of its own, prints what they print and
gathers what they measure. ``--quick`` shows within some minutes that all of them run; its figures mean little.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
_SILENT = frozenset({"store"})  # writes no JSON: its table is kept as lines


def main(argv: Sequence[str] | None = None) -> int:
    """0 if every benchmark has run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="tiny sizes")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="of these benchmarks")
    parser.add_argument("--articles", type=int, default=2000, metavar="N")
    parser.add_argument("--events", type=int, default=100_000, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    options = parser.parse_args(argv)
    figures: dict[str, Any] = {"python": platform.python_version(), "cores": os.cpu_count(), "quick": options.quick}
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        wanted = [(name, more) for name, more in _benchmarks(options) if name in (options.only or (name,))]
        for name, arguments in wanted:
            print(f"\n== {name} {' '.join(arguments)}", flush=True)
            code, figures[name] = _run(name, arguments, Path(folder) / f"{name}.json")
            failed += [name] if code else []
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _benchmarks(options: argparse.Namespace) -> Iterator[tuple[str, list[str]]]:
    """Modules and their arguments: spaCy's bare parse, pyoxigraph, rdflib and stock pyvis are in them."""
    quick, articles = options.quick, str(8 if options.quick else options.articles)
    half = str(max(2, int(articles) // 2))  # an article a language
    yield "extraction", ["--articles", half]
    if sys.platform == "linux":
        yield "memory", ["--articles", "20" if quick else str(10 * options.articles)]
    yield "building", ["--articles", articles]
    yield "growth", ["--share", "0.02", "--largest", "10"] if quick else []
    yield "store", ["--events", "60" if quick else str(options.events)]
    yield "page", ["--edges", *(["20"] if quick else ["1000", "5000"]), "--limit", "5" if quick else "60"]
    yield "peers", ["--articles", "2" if quick else "20"]


def _run(name: str, arguments: list[str], path: Path) -> tuple[int, Any]:
    """The exit code, and what was measured."""
    command = [sys.executable, "-m", f"benchmarks.{name}", *arguments]
    command += [] if name in _SILENT else ["--json", str(path)]
    lines = []
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.rstrip("\n"))
    return process.returncode, json.loads(path.read_text("utf-8")) if path.is_file() else lines


if __name__ == "__main__":
    sys.exit(main())
