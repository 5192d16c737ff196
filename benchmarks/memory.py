"""Whether the memory of ``kg extract`` stays flat: its peak after a tenth of the articles, and after all of them.

    python -m benchmarks.memory [--articles 20000] [--length 2200] [--lang fr] [--json FILE]

The command itself reads a JSON Lines file of articles of real length, the languages in turns, in one process; its peak
is the kernel's own (``VmHWM``, so Linux only), taken each time that another tenth of the rows has come out. 20,000
articles take most of an hour.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.samples import LENGTH, recombined
from kg.model import Article

_ROOT = Path(__file__).resolve().parents[1]
_PARTS = 10


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the peaks and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000, metavar="N", help="in all (default 2000)")
    parser.add_argument(
        "--length", type=int, default=LENGTH, metavar="N", help=f"code points of each (default {LENGTH})"
    )
    parser.add_argument("--lang", action="append", help="fr or en; may be repeated (default both)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    options = parser.parse_args(argv)
    figures = peaks(options.lang or ["en", "fr"], options.articles, options.length)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return 0


def peaks(languages: Sequence[str], count: int, length: int = LENGTH) -> dict[str, Any]:
    """MiB at most after each tenth of ``count`` articles, and how the last compares with the first."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(_row(article)) + "\n" for article in _in_turns(languages, count, length))
        found = list(_watched(path, count))
    ratio = found[-1][1] / found[0][1]
    print(f"kg extract: {ratio:.3f} times the memory for {found[-1][0]} articles that it takes for {found[0][0]}")
    return {"languages": list(languages), "length": length, "peaks_mib": found, "ratio": ratio}


def _in_turns(languages: Sequence[str], count: int, length: int) -> Iterator[Article]:
    streams = [recombined(lang, count // len(languages), length=length) for lang in languages]
    for turn in zip(*streams, strict=True):
        yield from turn


def _row(article: Article) -> dict[str, str]:
    dated = {"date": article.published.value} if article.published else {}
    return {"id": article.key, "text": article.text, "lang": article.lang, "title": article.title, **dated}


def _watched(path: Path, count: int) -> Iterator[tuple[int, float]]:
    """Articles done and the peak in MiB, a tenth at a time."""
    command = [sys.executable, "-m", "kg", "extract", str(path), "--workers", "1"]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        for done, _ in enumerate(process.stdout, 1):
            if done % max(1, count // _PARTS) == 0:
                peak = _peak(process.pid)
                print(f"  {done:6} articles: at most {peak:.0f} MiB", flush=True)
                yield done, peak
    if process.returncode:
        raise SystemExit(f"kg extract ended with {process.returncode}")


def _peak(pid: int) -> float:
    """MiB that a process has held at most so far."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    sys.exit(main())
