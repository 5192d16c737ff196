"""Builds the folder that each line of stdin names, in a fresh child process, and prints how that ended.

A line is a number of seconds (or nothing) and a folder: after that time the child is killed. Only its parent may do it:
a process that nobody has waited for keeps its number, even if it was done before.

It forks once everything is imported, so that a kill meets work and not imports; the parent never opens a store.
"""

from __future__ import annotations

import os
import signal
import sys
import time

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
    after, folder = line.rstrip("\n").split(" ", 1)
    child = os.fork()
    if child == 0:
        work(folder)
        os._exit(0)
    if after:
        time.sleep(float(after))
        os.kill(child, signal.SIGKILL)
    print(os.waitpid(child, 0)[1], flush=True)  # noqa: T201
