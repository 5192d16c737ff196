"""Builds the folder that each line of stdin names, in a fresh child process whose number it prints; then how it ended.

It forks once everything is imported, so that a kill meets work and not imports; the parent never opens a store.
"""

from __future__ import annotations

import os
import sys

import kg.page
import kg.rdf.derived
import kg.road
from tests.readers import Reader, gold_extractions

READER = Reader(gold_extractions()[:8])
kg.page.render_page = lambda *_, **__: "page"


def work(folder: str) -> None:
    kg.road.build(READER.articles, extractor=READER, output=folder)


kg.road.build(READER.articles[:2], extractor=READER)  # in memory: what is imported late is there now
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        work(line.strip())
        os._exit(0)
    print(child, flush=True)  # noqa: T201
    print(os.waitpid(child, 0)[1], flush=True)  # noqa: T201
