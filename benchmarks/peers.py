"""Other libraries' extraction over the same texts, where they are installed: what else the same CPU time buys.

    python -m benchmarks.peers [--articles 20] [--json FILE]

textacy's subject-verb-object triples over spaCy's parse, and triplet-extract (Open Information Extraction), which
parses by itself, some parts twice. English alone. Neither is needed for anything else: ``pip install textacy
triplet-extract`` (0.13 and 0.5 were tried; offline from then on). triplet-extract loads spaCy's own ``en_core_web_sm``
by its name, which PyPI does not have. What is missing is skipped, and said. What they find is not comparable with
claims: every verb with its subject and object, whatever it means.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.samples import recombined
from kg.extract import Extractor
from kg.extract.pipeline import load_bare
from kg.model import Article


def main(argv: Sequence[str] | None = None) -> int:
    """Prints a line a library."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    options = parser.parse_args(argv)
    articles = list(recombined("en", options.articles))
    rows = [_row(name, read, articles) for name, read in _readers()]
    if options.json:
        options.json.write_text(json.dumps(rows, indent=2) + "\n", "utf-8")
    return 0


def _readers() -> Iterator[tuple[str, Callable[[list[Article]], int]]]:
    """Each counts what it finds in all articles."""
    extractor, nlp = Extractor(), load_bare("en")
    yield "techkg", lambda articles: sum(len(x.claims) for x in extractor.extract(articles))
    yield "bare parse", lambda articles: sum(0 for _ in nlp.pipe(a.text for a in articles))
    if _installed("textacy"):
        triples: Any = import_module("textacy.extract").subject_verb_object_triples
        yield "textacy", lambda articles: sum(len(list(triples(doc))) for doc in nlp.pipe(a.text for a in articles))
    if _installed("triplet-extract", needed=("en_core_web_sm",)):
        openie: Any = import_module("triplet_extract").OpenIEExtractor()
        yield "triplet-extract", lambda articles: sum(len(openie.extract_triplet_objects(a.text)) for a in articles)


def _installed(library: str, needed: Sequence[str] = ()) -> bool:
    missing = [name for name in (library, *needed) if find_spec(name.replace("-", "_")) is None]
    if missing:
        print(f"{library:16}skipped: {', '.join(missing)} not installed")
    return not missing


def _row(name: str, read: Callable[[list[Article]], int], articles: list[Article]) -> dict[str, Any]:
    read(articles[:1])  # loads what it needs
    before = process_time()
    found = read(articles)
    spent = process_time() - before
    print(f"{name:16}{spent:10.2f} CPU s for {len(articles)} articles{found:8} found", flush=True)
    return {"name": name, "cpu_s": spent, "articles": len(articles), "found": found}


if __name__ == "__main__":
    sys.exit(main())
