"""How well names are found and typed: against annotated spans, and against the entities of gold articles.

    python benchmarks/entities.py --spans FILE.jsonl --gold FOLDER [--gold FOLDER] [--errors]

``--spans`` takes JSON lines with ``lang``, ``text`` and ``entities`` (``start``, ``end``, ``type`` PER or ORG); exact
spans of people and organisations are scored beside the bare spaCy model's, on the first half of the file, as the second
is held out. ``--gold`` takes a folder of annotated articles (``*.json`` with ``text`` and ``entities``); an entity is
found when one of the article's entities bears its name or an alias. Of each folder every third file is held out, unless
``--all``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.extract import Extractor
from kg.model import Article, Extraction

if TYPE_CHECKING:
    from spacy.tokens import Doc

SpanKey = tuple[int, int, str]  # start, end, PER or ORG
_LED = re.compile(
    r"(?:il|ils|elle|elles|lui|ce|cet|cette|celui|celle|le|la|les|he|she|it|they|the|this|that)(?:-ci|-là)?(?:\s+|$)|l['’]",
    re.IGNORECASE,
)  # what pronouns and descriptions begin with
_TYPES = {"Person": "PER", "Organization": "ORG"}
_MODEL = {"PER": "PER", "PERSON": "PER", "ORG": "ORG"}


@dataclass(slots=True)
class Score:
    """Counts of right, superfluous and missing items."""

    right: int = 0
    extra: int = 0
    missing: int = 0

    def add(self, found: set[SpanKey], wanted: set[SpanKey]) -> None:
        """Counts one document."""
        self.right += len(found & wanted)
        self.extra += len(found - wanted)
        self.missing += len(wanted - found)

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.extra)
        recall = self.right / max(1, self.right + self.missing)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def main(argv: list[str] | None = None) -> int:
    """Scores what is there; says what is not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spans", type=Path, action="append", default=[])
    parser.add_argument("--gold", type=Path, action="append", default=[])
    parser.add_argument("--all", action="store_true", help="score held-out files too")
    parser.add_argument("--errors", action="store_true", help="list every error")
    options = parser.parse_args(argv)
    extractor = Extractor()
    for path in _present(options.spans):
        _score_spans(extractor, path, options)
    for path in _present(options.gold):
        _score_gold(extractor, path, options)
    return 0


def _present(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.exists():
            yield path
        else:
            print(f"skipped: {path} is not there")


def _docs(
    extractor: Extractor, rows: list[dict[str, Any]], *, bare: bool = False
) -> Iterator[tuple[dict[str, Any], Doc]]:
    for row in rows:
        nlp = extractor.pipeline(row["lang"])
        yield row, nlp(row["text"], disable=["kg_claims", "kg_lines"] if bare else [])


# -- annotated spans --------------------------------------------------------------------------------------------------


def _score_spans(extractor: Extractor, path: Path, options: argparse.Namespace) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = rows if options.all else rows[: len(rows) // 2]
    ours, model, errors = score_spans(extractor, rows)
    print(f"{path.name}: {len(rows)} documents, exact spans")
    for kind in ours:
        print(f"  {kind:4} techkg {ours[kind]}   model alone {model[kind]}")
    if options.errors:
        _show(errors)


def score_spans(
    extractor: Extractor, rows: list[dict[str, Any]]
) -> tuple[dict[str, Score], dict[str, Score], Counter[str]]:
    """Exact spans of people, organisations and both: ours, the bare model's, and our errors."""
    ours, model, errors = _table(), _table(), Counter[str]()
    for row, doc in _docs(extractor, rows):
        wanted = {(e["start"], e["end"], e["type"]) for e in row["entities"] if e["type"] in ("PER", "ORG")}
        found = set(_names(doc))
        _add(ours, found, wanted)
        errors.update(_differences(row["text"], found, wanted))
    for row, doc in _docs(extractor, rows, bare=True):
        wanted = {(e["start"], e["end"], e["type"]) for e in row["entities"] if e["type"] in ("PER", "ORG")}
        _add(model, {(e.start_char, e.end_char, _MODEL[e.label_]) for e in doc.ents if e.label_ in _MODEL}, wanted)
    return ours, model, errors


def _table() -> dict[str, Score]:
    return {"PER": Score(), "ORG": Score(), "all": Score()}


def _add(table: dict[str, Score], found: set[SpanKey], wanted: set[SpanKey]) -> None:
    for kind, score in table.items():
        score.add({s for s in found if kind in (s[2], "all")}, {s for s in wanted if kind in (s[2], "all")})


def _names(doc: Doc) -> Iterator[SpanKey]:
    extraction: Extraction = doc._.kg_extraction
    for entity in extraction.entities:
        if entity.type in _TYPES:
            for span in entity.mentions:
                if _is_name(doc.text[span.start : span.end]):
                    yield span.start, span.end, _TYPES[entity.type]


def _is_name(text: str) -> bool:
    """« Le Monde », but neither « Le groupe » nor « Ce dernier »: pronouns and descriptions are no annotated spans."""
    rest = _LED.sub("", text, count=1)
    return bool(rest) and any(c.isupper() for c in rest) and (rest == text or not rest[0].islower())


def _differences(text: str, found: set[SpanKey], wanted: set[SpanKey]) -> Iterator[str]:
    for sign, spans in (("extra  ", found - wanted), ("missing", wanted - found)):
        for start, end, kind in sorted(spans):
            around = " ".join(f"{text[max(0, start - 25) : start]}[{text[start:end]}]{text[end : end + 25]}".split())
            yield f"{sign} {kind} {around}"


# -- gold articles ----------------------------------------------------------------------------------------------------


def _score_gold(extractor: Extractor, folder: Path, options: argparse.Namespace) -> None:
    files = [f for i, f in enumerate(sorted(folder.glob("*.json"))) if options.all or i % 3 != 2]
    counts: Counter[tuple[str, str]] = Counter()
    errors: Counter[str] = Counter()
    for file in files:
        row = json.loads(file.read_text("utf-8"))
        article = Article(key=row["id"], text=row["text"], lang=row["lang"], title=row.get("title") or "")
        (extraction,) = extractor.extract([article])
        for entity in row["entities"]:
            verdict = _verdict(entity, extraction)
            counts[entity["type"], verdict] += 1
            if verdict != "found":
                errors[f"{file.stem}: {entity['type'][:3]} {entity['name']} {entity['aliases']}: {verdict}"] += 1
    _report(folder, len(files), counts)
    if options.errors:
        _show(errors)


def _verdict(wanted: dict[str, Any], extraction: Extraction) -> str:
    names = {plain(n) for n in [wanted["name"], *wanted["aliases"]]}
    same = [e for e in extraction.entities if plain(e.name) in names]
    if any(e.type == wanted["type"] for e in same):
        return "found"
    if same:
        return f"typed {same[0].type}"
    near = [e for e in extraction.entities if set(plain(e.name).split()) & set(plain(wanted["name"]).split())]
    return f"named {sorted(e.name for e in near)}" if near else "absent"


def plain(name: str) -> str:
    """A name without case, accents, punctuation, leading article and legal form."""
    text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = re.findall(r"[\w&+]+", re.sub(r"['’]s\b", "", text))
    while len(words) > 1 and words[-1] in {
        "inc",
        "corp",
        "ltd",
        "llc",
        "plc",
        "sa",
        "sas",
        "se",
        "ag",
        "gmbh",
        "nv",
        "co",
    }:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "le", "la", "les", "l"} else words)


def _report(folder: Path, files: int, counts: Counter[tuple[str, str]]) -> None:
    print(f"{folder}: {files} articles, entities found with their type")
    for kind in ("Person", "Organization", "Product"):
        total = sum(n for (k, _), n in counts.items() if k == kind)
        typed = sum(n for (k, v), n in counts.items() if k == kind and v.startswith("typed"))
        found = counts[kind, "found"]
        print(f"  {kind:12} {found}/{total} = {found / max(1, total):.3f}   of another type: {typed}")


def _show(errors: Counter[str]) -> None:
    for line, n in sorted(errors.items()):
        print(f"    {line}" + (f" x{n}" if n > 1 else ""))


if __name__ == "__main__":
    sys.exit(main())
