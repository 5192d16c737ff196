"""What a build costs the first time, the second, and when one article has changed; and what workers add and save.

    python -m benchmarks.building [--articles 2000] [--corpus] [--pages] [--shared N] [--json FILE]

Articles of both languages are made of the packaged examples' paragraphs (about twenty claims each, far more than news
have), or with ``--corpus`` taken from ``../shared/corpora``; with ``--pages`` the builds are given a folder of HTML
pages. The changed article is rewritten: another text, other claims. CPU seconds; models are loaded before. The
yardstick is the command over that article alone, which starts Python and loads a model. Of workers, the time on the
clock is told, and what two free cores would give by CPU time: the machine may be busy with something else.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.samples import corpus_articles, recombined
from kg.extract import Crew, Extractor
from kg.model import Article
from kg.road import build

_LANGUAGES = ("en", "fr")
_CHANGED = 3  # which article is rewritten


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200, metavar="N", help="in all (default 200)")
    parser.add_argument("--corpus", action="store_true", help="real articles, where they are")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--shared", type=int, default=400, metavar="N", help="articles that workers read (default 400)")
    parser.add_argument("--pages", action="store_true", help="builds from HTML pages")
    options = parser.parse_args(argv)
    articles = list(_articles(options.articles, corpus=options.corpus))
    figures = {"builds": builds(articles, pages=options.pages), "workers": workers(articles, options.shared)}
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return 0


def _articles(count: int, *, corpus: bool) -> Iterable[Article]:
    source = corpus_articles if corpus else recombined
    for lang in _LANGUAGES:
        yield from source(lang, count // len(_LANGUAGES))


def builds(articles: list[Article], *, pages: bool = False) -> dict[str, Any]:
    """CPU seconds of three builds of one folder, and the peak memory of this process."""
    extractor = Extractor()
    for lang in _LANGUAGES:
        list(extractor.extract(recombined(lang, 1)))
    changed = list(articles)
    changed[_CHANGED] = replace(changed[_CHANGED], text=next(iter(recombined(changed[_CHANGED].lang, 1, seed=99))).text)
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, read in (("first", articles), ("second", articles), ("one changed", changed)):
            given = _as_pages(read, Path(folder) / "pages") if pages else read
            before = process_time()
            build(given, output=Path(folder) / "kg", extractor=extractor)
            seconds[name] = process_time() - before
            share = "" if name == "first" else f"   1/{seconds['first'] / seconds[name]:.0f} of the first"
            print(f"build of {len(articles)} articles, {name:12}{seconds[name]:10.2f} CPU s{share}", flush=True)
    alone = command_alone(changed[_CHANGED])
    times = (alone + seconds["one changed"]) / alone
    print(f"kg build of one article alone {alone:.2f} CPU s, start-up and model included; with these, one changed of")
    print(f"  {len(articles)} costs {times:.1f} times that")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  peak memory {peak:.0f} MiB: models, and all claims at once, which derivation compares")
    return {"articles": len(articles), "cpu_s": seconds, "alone_cpu_s": alone, "peak_mib": peak}


def _as_pages(articles: Sequence[Article], folder: Path) -> Path:
    """The folder, with each article as a page with a site's menus around it."""
    folder.mkdir(exist_ok=True)
    menu = "".join(f"<li><a href=/section/{n}>Section {n}</a></li>" for n in range(40))
    for number, article in enumerate(articles):
        words = "".join(f"<p>{escape(line)}</p>" for line in article.text.split("\n") if line)
        body = f"<nav><ul>{menu}</ul></nav><article><h1>{escape(article.title)}</h1>{words}</article>"
        page = (
            f"<!DOCTYPE html><html lang={article.lang}><title>{escape(article.title)}</title><body>{body}</body></html>"
        )
        (folder / f"{number}.html").write_text(page, "utf-8")
    return folder


def command_alone(article: Article) -> float:
    """CPU seconds of the command ``kg build`` over one article, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.jsonl"
        file.write_text(json.dumps({"id": article.key, "text": article.text, "lang": article.lang}) + "\n", "utf-8")
        command = [
            sys.executable,
            "-m",
            "kg",
            "build",
            str(file),
            "--output",
            str(Path(folder) / "kg"),
            "--workers",
            "1",
        ]
        before = _children()
        subprocess.run(command, check=True, capture_output=True)
        return _children() - before


def workers(articles: list[Article], most: int) -> dict[str, Any]:
    """Two workers beside one: what the second half of at most ``most`` articles adds, which leaves loading out."""
    some = articles[:: max(1, len(articles) // most)]
    one, two = (_added(count, some) for count in (1, 2))
    if min(one["clock"], one["own"], two["clock"], two["children"]) <= 0:
        print("2 workers: the machine is too busy to tell what the second half has added")
        return {"articles": len(some), "one": one, "two": two}
    clock, processor = one["clock"] / two["clock"], one["own"] / max(two["own"], two["children"] / 2)
    print(f"2 workers, {len(some)} articles: {clock:.2f} times 1 worker on the clock; {processor:.2f} by CPU time")
    return {"articles": len(some), "one": one, "two": two, "clock": clock, "by_cpu": processor}


def _added(count: int, articles: list[Article]) -> dict[str, float]:
    half, whole = (_timed(count, given) for given in (articles[::2], articles))
    return {name: whole[name] - half[name] for name in whole}


def _timed(count: int, articles: list[Article]) -> dict[str, float]:
    """Seconds on the clock, of this process and of its workers."""
    crew = Crew(count, few=1)
    if count == 1:
        list(crew.extract([articles[0], articles[-1]]))
    children, clock, own = _children(), perf_counter(), process_time()
    for _ in crew.extract(articles):
        pass
    return {"clock": perf_counter() - clock, "own": process_time() - own, "children": _children() - children}


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
