"""How each step's cost grows at 1, 10 and 100 times the input; Turtle beside Oxigraph's own dump of the same store.

    python -m benchmarks.growth [--share 1.0] [--largest 100] [--json FILE]

CPU seconds. An exponent of 1 is growth in proportion; n log n from 10,000 to 100,000 is 1.1. ``--share`` makes every
size smaller. The steps' sizes: articles read and extracted, claims derived, events stored and exported, facts drawn.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import pyoxigraph as ox

from benchmarks.page import made
from benchmarks.samples import recombined
from benchmarks.syntheticgraph import Synthetic
from kg.assemble import assemble
from kg.corrections import Corrections
from kg.extract import Extractor
from kg.graph import open_graph
from kg.maintain import load_graph
from kg.model import Claim, Extraction, LocalEntity
from kg.ontology import load_ontology
from kg.page import write_page
from kg.read import ReadOptions, read_inputs

_TIMES = (1, 10, 100)
Prepare = Callable[[int, Path], Callable[[], object]]


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=1.0, help="of the sizes (default 1)")
    parser.add_argument("--largest", type=int, default=100, choices=_TIMES[1:], help="times the smallest size")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    options = parser.parse_args(argv)
    figures = measured(options.share, [times for times in _TIMES if times <= options.largest])
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return 0


def measured(share: float, all_times: Sequence[int]) -> list[dict[str, Any]]:
    """A row a step, printed as it is known."""
    print(f"{'step':12}{'unit':>10}{'from':>8}" + "".join(f"{f'{n}x s':>10}" for n in all_times) + "   exponents")
    rows = [_grown(*step, share, all_times) for step in _steps()]
    with tempfile.TemporaryDirectory() as folder:
        rows += _stored(Path(folder), share, all_times)
    return rows


def _steps() -> Iterator[tuple[str, str, int, Prepare]]:
    ontology, extractor = load_ontology(), Extractor()
    list(extractor.extract(recombined("en", 1)))  # loads the model

    def reading(size: int, folder: Path) -> Callable[[], object]:
        path = folder / "articles.jsonl"
        lines = (json.dumps({"id": a.key, "text": a.text, "title": a.title}) for a in recombined("en", size))
        path.write_text("\n".join(lines), "utf-8")
        return lambda: sum(1 for _ in read_inputs([str(path)], ReadOptions(languages=("en", "fr"))))

    def extraction(size: int, _: Path) -> Callable[[], object]:
        articles = list(recombined("en", size))
        return lambda: sum(1 for _ in extractor.extract(articles))

    def deriving(size: int, _: Path) -> Callable[[], object]:
        said = list(_said(size))
        return lambda: assemble(said, ontology, Corrections())

    def drawing(size: int, folder: Path) -> Callable[[], object]:
        known = made(size)
        return lambda: write_page(known, folder / "graph.html", ontology=ontology)

    yield "reading", "articles", 20, reading
    yield "extraction", "articles", 4, extraction
    yield "deriving", "claims", 1000, deriving
    yield "drawing", "facts", 100, drawing


def _said(claims: int) -> Iterator[Extraction]:
    """``claims`` moves of people, three an article, before any name is resolved."""
    known = made(claims)
    by_article: dict[str, list[Claim]] = {}
    for claim in known.claims.values():
        by_article.setdefault(claim.article, []).append(claim)
    for article, found in by_article.items():
        ends = {(end.name, end.type) for claim in found for end in (claim.subject, claim.object)}
        yield Extraction(
            known.articles[article], tuple(LocalEntity(name, kind) for name, kind in sorted(ends)), tuple(found)
        )


def _grown(name: str, unit: str, base: int, prepare: Prepare, share: float, all_times: Sequence[int]) -> dict[str, Any]:
    sizes = [max(1, round(base * share)) * times for times in all_times]
    seconds = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            seconds.append(_cpu(prepare(size, Path(folder))))
    return _row(name, unit, sizes, seconds)


def _cpu(work: Callable[[], object]) -> float:
    before = process_time()
    work()
    return process_time() - before


def _row(name: str, unit: str, sizes: list[int], seconds: list[float], **more: Any) -> dict[str, Any]:
    exponents = [math.log10(max(b, 1e-6) / max(a, 1e-6)) for a, b in pairwise(seconds)]
    cells = "".join(f"{s:10.2f}" for s in seconds)
    print(f"{name:12}{unit:>10}{sizes[0]:>8}{cells}   {' '.join(f'{e:.2f}' for e in exponents):>11}", flush=True)
    return {"step": name, "unit": unit, "sizes": sizes, "cpu_s": seconds, "exponents": exponents, **more}


def _stored(folder: Path, share: float, all_times: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Storing and exporting, by the same stores; the largest is dumped by Oxigraph too, and exported twice."""
    sizes = [max(1, round(1000 * share)) * times for times in all_times]
    spent: dict[str, list[float]] = {"storing": [], "exporting": [], "Oxigraph": []}
    for size in sizes:
        place = folder / str(size)
        place.mkdir()
        Synthetic(size).write(place / "graph.nq")
        spent["storing"].append(_cpu(lambda place=place: load_graph(place / "graph.nq", place / "out")))  # type: ignore[misc]
        graph = open_graph(place / "out")
        turtle, dump = place / "graph.ttl", place / "dump.trig"
        store = ox.Store.read_only(str(place / "out" / "store"))
        spent["exporting"].append(_cpu(lambda g=graph, t=turtle: g.write_turtle(t)))  # type: ignore[misc]
        spent["Oxigraph"].append(_cpu(lambda s=store, d=dump: s.dump(str(d), ox.RdfFormat.TRIG)))  # type: ignore[misc]
    first = hashlib.sha256(turtle.read_bytes()).hexdigest()
    open_graph(place / "out").write_turtle(turtle)
    ratio, stable = spent["exporting"][-1] / spent["Oxigraph"][-1], hashlib.sha256(turtle.read_bytes()).hexdigest()
    yield _row("storing", "events", sizes, spent["storing"])
    yield _row("exporting", "events", sizes, spent["exporting"], ratio=ratio, stable=first == stable)
    yield _row("(its dump)", "events", sizes, spent["Oxigraph"])
    print(f"Turtle of {sizes[-1]} events: {ratio:.2f} times Oxigraph's dump of the same store; at most 3")
    print(f"  the same bytes again: {first == stable}")


if __name__ == "__main__":
    sys.exit(main())
