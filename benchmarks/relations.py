"""Every figure of the extractor in one table: articles, annotated spans and sentences, names, statuses.

    python -m benchmarks.relations [--part dev|held|all] [--json FILE] [--relations]

``dev`` is what rules and weights may be made with. ``held`` is what stays unread until a release: every third article
of each folder, fold 3 of KnowledgeNet, the dev file of CoNLL04, the second half of WiNER-fr. The data lie in
``../shared/gold`` beside the checkout and are not part of the project; without them only the packaged articles and the
status sentences are scored.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.annotated import Counts, Tally, documents, gold_part, read_rows, sentence_counts, span_counts
from benchmarks.entities import score_spans
from kg.evaluate import Score, read_gold, score
from kg.evaluate.intervals import wilson
from kg.extract import Extractor, row

HERE = Path(__file__).resolve().parents[1]
SHARED = HERE.parent / "shared" / "gold"
_ELSEWHERE = "data that users do not have"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. ``wanted`` is the bound that the figure should reach; ``shared`` marks data of others."""

    name: str
    score: Score
    shared: bool
    wanted: str = ""
    detail: bool = False

    def __str__(self) -> str:
        s = self.score
        shares = [_share(s.precision, wilson(s.tp, s.tp + s.fp)), _share(s.recall, wilson(s.tp, s.tp + s.fn))]
        shares.append(_share(s.f1, s.f1_interval))
        counts = f"{s.tp:>5} {s.fp:>5} {s.fn:>5}"
        note = _ELSEWHERE if self.shared else ""
        return f"  {self.name:<44} {' '.join(shares)} {counts}  {self.wanted:<14} {note}".rstrip()


def _share(value: float | None, interval: tuple[float, float] | None) -> str:
    bounds = f"[{interval[0]:.2f}, {interval[1]:.2f}]" if interval else ""
    return f"{'-' if value is None else f'{value:.3f}':>5} {bounds:<13}"


class Benchmark:
    """The figures of one part of the data, each a method that yields lines."""

    def __init__(self, part: str, shared: Path) -> None:
        self.part, self.shared = part, shared
        self.extractor = Extractor()

    def figures(self) -> Iterator[Figure]:
        """All figures whose data are there; a line on the error stream for those that are not."""
        for lang in ("fr", "en"):
            yield from self._articles(f"articles {lang}", self.shared / lang, "P .80 F1 .70")
        yield from self._examples()
        for name, call in self._sets().items():
            path = self.shared / name
            if path.is_file():
                yield from call(path)
            else:
                print(f"skipped: {name} is not in {self.shared}", file=sys.stderr)
        yield from self._statuses()

    def _sets(self) -> dict[str, Callable[[Path], Iterator[Figure]]]:
        conll = {"dev": ["train"], "held": ["dev"], "all": ["train", "dev"]}[self.part]
        spans = {f"conll04.{p}.jsonl": partial(self._spans, "CoNLL04 " + p, "F1 .60") for p in conll}
        sets: dict[str, Callable[[Path], Iterator[Figure]]] = {
            "knowledgenet.train.jsonl": partial(self._spans, "KnowledgeNet", "F1 .55"),
            **spans,
            "winer-fr.dev.jsonl": self._names,
        }
        return sets if self.part == "held" else sets | {"sentivent.train.jsonl": self._sentences}

    # -- articles ----------------------------------------------------------------------------------------------------

    def _articles(self, name: str, folder: Path, wanted: str) -> Iterator[Figure]:
        if not folder.is_dir():
            print(f"skipped: {folder} is not there", file=sys.stderr)
            return
        gold = gold_part(folder, self.part)
        report = score(gold, map(row, self.extractor.extract(d.article for d in gold)))
        mode = report.modes["status-aware"]
        yield Figure(f"{name} ({len(gold)})", mode.overall, True, wanted)
        for relation, s in mode.relation.items():
            yield Figure(f"{name} {relation}", s, True, detail=True)

    def _keeps(self, held: bool) -> bool:
        return self.part == "all" or held == (self.part == "held")

    def _examples(self) -> Iterator[Figure]:
        folder = HERE / "examples" / "gold"
        gold = read_gold(folder)
        report = score(gold, map(row, self.extractor.extract(d.article for d in gold)))
        mode = report.modes["status-aware"]
        yield Figure(f"packaged articles ({len(gold)})", mode.overall, False, "F1 .85")
        for lang, s in mode.language.items():
            yield Figure(f"packaged articles {lang}", s, False, "F1 .85")
        for (lang, relation), s in mode.language_relation.items():
            yield Figure(f"packaged articles {lang} {relation}", s, False, detail=True)

    # -- data sets ---------------------------------------------------------------------------------------------------

    def _spans(self, name: str, wanted: str, path: Path) -> Iterator[Figure]:
        rows = read_rows(path, lambda r: "fold" not in r or self._keeps(r["fold"] == 3))
        ways: dict[str, Callable[..., dict[str, Counts]]] = {
            "": span_counts,
            ", one wording enough": partial(span_counts, kindly=True),
        }
        if any("exhaustive" in r for r in rows):
            ways[", each mention"] = partial(span_counts, each_mention=True)
        tallies = {way: Tally() for way in ways}
        for r, extraction in zip(rows, self.extractor.extract(documents(rows)), strict=True):
            for way, count in ways.items():
                counts = count(r, extraction)
                for relation, n in counts.items():
                    tallies[way].add(relation, n)
                tallies[way].add("", _summed(list(counts.values())))
        for way, tally in tallies.items():
            yield from _by_relation(name + way, len(rows), tally, wanted)

    def _sentences(self, path: Path) -> Iterator[Figure]:
        tally = Tally()
        rows = read_rows(path)
        for counts in sentence_counts(rows, self.extractor.extract):
            for kind, n in counts.items():
                tally.add(kind, n)
        for kind, s in tally.scores().items():
            yield Figure(f"SENTiVENT sentences {kind}", s, True, "F1 .60")

    def _names(self, path: Path) -> Iterator[Figure]:
        rows = read_rows(path)
        half = len(rows) // 2
        rows = {"dev": rows[:half], "held": rows[half:], "all": rows}[self.part]
        ours, model, _ = score_spans(self.extractor, [dict(r) for r in rows])
        for kind in ours:
            for who, table in (("techkg", ours), ("model alone", model)):
                s = Score(table[kind].right, table[kind].extra, table[kind].missing)
                wanted = "model + .03" if kind == "all" and who == "techkg" else ""
                yield Figure(f"WiNER-fr names {kind} {who}", s, True, wanted, detail=kind != "all")

    # -- statuses ----------------------------------------------------------------------------------------------------

    def _statuses(self) -> Iterator[Figure]:
        """Right statuses as recall; what comes out asserted wrongly as the false positives."""
        for lang in ("fr", "en"):
            rows = read_rows(HERE / "tests" / "data" / f"status.{lang}.jsonl")
            counts = Counter(self._status(lang, r) for r in rows)
            s = Score(counts["right"], counts["asserted wrongly"], len(rows) - counts["right"])
            yield Figure(f"status sentences {lang} (fp: asserted wrongly)", s, False, "50 of 60, fp 0")

    def _status(self, lang: str, r: Any) -> str:
        from kg.extract.modality.status import load_status_cues, read_status
        from kg.extract.parsing.parsereader import Reader
        from kg.ontology import load_ontology

        nlp = self.extractor.pipeline(lang)
        doc = Reader(nlp.vocab)(nlp(r["text"], disable=["kg_claims"]))
        at = r["text"].index(r["trigger"])
        span = doc.char_span(at, at + len(r["trigger"]))
        assert span is not None
        found = read_status(doc, span.start, span.end, load_status_cues(load_ontology(), lang)).status
        if found == r["status"]:
            return "right"
        return "asserted wrongly" if found == "asserted" else "another status"


def _by_relation(name: str, size: int, tally: Tally, wanted: str) -> Iterator[Figure]:
    for relation, s in tally.scores().items():
        if relation:
            yield Figure(f"{name} {relation}", s, True, detail=True)
        else:
            yield Figure(f"{name} ({size})", s, True, wanted)


def _summed(counts: Sequence[tuple[int, int, int]]) -> tuple[int, int, int]:
    columns = list(zip(*counts, strict=True))
    return sum(columns[0]), sum(columns[1]), sum(columns[2])


def main(argv: list[str] | None = None) -> int:
    """Prints the table, and writes it as JSON if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("dev", "held", "all"), default="dev")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of annotated data")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--relations", action="store_true", help="a line for each relation too")
    options = parser.parse_args(argv)
    print(f"part: {options.part}; intervals are 95 %")
    print(f"  {'':<44} {'precision':^19} {'recall':^19} {'F1':^19} {'right':>5} {'wrong':>5} {'missed':>5}  wanted")
    written = []
    for figure in Benchmark(options.part, options.shared).figures():
        written.append(_plain(figure, options.part))
        if options.relations or not figure.detail:
            print(figure, flush=True)
    if options.json:
        options.json.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


def _plain(figure: Figure, part: str) -> dict[str, Any]:
    note = {"note": _ELSEWHERE} if figure.shared else {}
    return {"figure": figure.name, "part": part, "wanted": figure.wanted} | note | figure.score.to_dict()


if __name__ == "__main__":
    sys.exit(main())
