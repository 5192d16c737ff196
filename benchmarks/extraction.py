"""What extraction costs above the parse that it needs. (`benchmarks.memory` tells whether its memory stays flat.)

    python -m benchmarks.extraction [--articles 2000] [--lang fr] [--json FILE]

The CPU time of `Extractor` over articles, everything included, is put beside that of the bare spaCy pipeline over the
same texts with the same components. Both run in this process, in turns of 16 articles, and take turns in going first;
each turn gives a ratio, and the median of the ratios is told, with the quartiles around it: on a busy machine CPU time
swings by tens of percent from one second to the next, which the median of near neighbours stands. Loading is counted
for none. The extractor runs the components of that pipeline with other products of matrices (see
`kg.extract.parsing.faster`), so that its own parse takes less than the bare one; what it takes is told too, and so is
the ratio to it: that is what the rules add.

Then a pass with a timer around each step says where the rest goes. Where ``../shared`` lies beside the checkout, its
news are measured too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median as median_of
from statistics import quantiles
from time import process_time
from typing import Any

from benchmarks.samples import corpus_articles, recombined
from benchmarks.steps import timed_steps
from kg.extract import Extractor
from kg.extract.parsing.faster import TOGETHER, at_full_speed
from kg.extract.parsing.language import Language, load_language
from kg.extract.parsing.layout import lay_out
from kg.extract.pipeline import load_bare, parse_input
from kg.model import Article
from kg.ontology import load_ontology

_TURN = 16  # articles that one side reads before the other has its turn


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=320, metavar="N", help="articles a language (default 320)")
    parser.add_argument("--lang", action="append", help="fr or en; may be repeated (default both)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    options = parser.parse_args(argv)
    languages = options.lang or ["en", "fr"]
    figures: dict[str, Any] = {"articles": options.articles, "ratio": _ratios(languages, options.articles)}
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return 0


def _ratios(languages: Sequence[str], count: int) -> list[dict[str, Any]]:
    rows = []
    for lang in languages:
        for name, articles in (("examples", recombined(lang, count)), ("corpus", corpus_articles(lang, count))):
            if taken := list(articles):
                rows.append(_ratio(lang, name, taken))
                _show(rows[-1])
    return rows


def _ratio(lang: str, name: str, articles: list[Article]) -> dict[str, Any]:
    """The ratio of CPU seconds, its quartiles over the turns, and what each step takes."""
    bare, extractor, language = load_bare(lang), Extractor(), load_language(load_ontology(), lang)
    extractor.pipeline(lang)
    sides: dict[str, Callable[[list[Article]], Iterable[object]]] = {
        "parse": lambda turn: bare.pipe([lay_out(a, language).text for a in turn]),
        "extraction": extractor.extract,
        "own parse": lambda turn: _own_parse(extractor.pipeline(lang), turn, language),
    }
    turns = [articles[i : i + _TURN] for i in range(0, len(articles), _TURN)]
    for side in sides.values():
        _cpu_seconds(side, turns[0])  # not counted: both have learnt their words afterwards
    spent = []
    for number, turn in enumerate(turns):
        order = sorted(sides, reverse=bool(number % 2))
        spent.append({side: _cpu_seconds(sides[side], turn) for side in order})
    ratios, own = ([s["extraction"] / s[side] for s in spent] for side in ("parse", "own parse"))
    low, median, high = quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
    total = {side: sum(s[side] for s in spent) for side in sides}
    steps = _shares(extractor, lang, articles[: max(_TURN, len(articles) // 4)], total["parse"] / len(articles))
    characters = sum(len(a.text) for a in articles)
    return {"lang": lang, "texts": name, "articles": len(articles), "characters": characters, "turns": len(turns),
            "ratio": median, "quartiles": [low, high], "of_totals": total["extraction"] / total["parse"],
            "ratio_to_own_parse": median_of(own), **total,
            "components": list(bare.pipe_names), "steps": steps}  # fmt: skip


def _own_parse(nlp: Any, turn: Sequence[Article], language: Language) -> Iterable[object]:
    """The turn's texts through the extractor's pipeline without the components that are the extractor's own."""
    with at_full_speed(), nlp.select_pipes(disable=[n for n in nlp.pipe_names if n.startswith("kg_")]):
        return list(nlp.pipe((parse_input(nlp, article, language) for article in turn), batch_size=TOGETHER))


def _cpu_seconds(side: Callable[[list[Article]], Iterable[object]], turn: list[Article]) -> float:
    before = process_time()
    for _ in side(turn):
        pass
    return process_time() - before


def _shares(extractor: Extractor, lang: str, articles: Sequence[Article], parse: float) -> dict[str, float]:
    """Seconds of each step as a share of the bare parse, which takes ``parse`` seconds an article."""
    seconds = timed_steps(extractor, lang, articles)
    return {step: spent / (parse * len(articles)) for step, spent in seconds.items()}


def _show(row: dict[str, Any]) -> None:
    size = f"{row['articles']} articles of {row['characters'] // row['articles']} characters"
    print(f"{row['lang']} {row['texts']}: {size}")
    print(f"  bare parse {row['parse']:8.2f} CPU s   ({', '.join(row['components'])})")
    low, high = row["quartiles"]
    print(f"  own parse  {row['own parse']:8.2f} CPU s")
    print(f"  extraction {row['extraction']:8.2f} CPU s   {row['of_totals']:.3f} times the bare parse in all")
    print(f"  ratio {row['ratio']:.3f}, median of {row['turns']} turns; half of them between {low:.3f} and {high:.3f}")
    print(f"  ratio {row['ratio_to_own_parse']:.3f} to the extractor's own parse, likewise")
    for step, share in row["steps"].items():
        print(f"    {step:16} {share:7.1%} of the bare parse")


if __name__ == "__main__":
    sys.exit(main())
