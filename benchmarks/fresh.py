"""Claims about news that nobody had made a rule with, each judged by hand-made annotations: ``fresh_claims.tsv``.

Articles that rules were made with say nothing of how sure a claim about other articles is: there the rules are right
almost always. So whenever news were annotated, their claims were noted before any rule was changed for them, by the
rules of that day. The articles are strangers' and are not here; what is here is what each claim rested on, and whether
it was right: whether the annotation has its triple and agrees on whether it is told as a fact. Triples that the
annotation leaves open are left out.

To add a batch, annotate it in the format of ``examples/gold``, and before you read what comes out of it::

    python -m benchmarks.fit_confidence --add DIR --batch NAME
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.evaluate.gold import GoldDocument
from kg.evaluate.matching import Rules
from kg.evaluate.predictions import predictions
from kg.evaluate.reliability import judged
from kg.extract import Extractor
from kg.extract.analysis import Analyser
from kg.extract.component import LAYOUT
from kg.extract.confidence import Draft, load_calibration
from kg.extract.pipeline import parse_input
from kg.extract.rows import triple_row
from kg.ontology import load_ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["FILE", "FreshClaim", "add", "fresh_claims", "judge"]

FILE = Path(__file__).with_name("fresh_claims.tsv")
_COLUMNS = ("batch", "right", "rule", "relation", "kind", "lang", "status", "subject", "object", "besides")
_NAMED = ("rule", "relation", "kind", "lang", "status")  # features written name=value
_ENDS = ("subject", "object")  # features written end.what


@dataclass(frozen=True, slots=True)
class FreshClaim:
    """What a claim rested on (features as in `kg.extract.confidence`), and whether it was right."""

    batch: str
    right: bool
    features: Mapping[str, float]


def fresh_claims(path: Path = FILE) -> list[FreshClaim]:
    """All of them, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_claim(row) for row in csv.DictReader(file, delimiter="\t")]


def add(claims: Sequence[FreshClaim], path: Path = FILE) -> None:
    """Write ``claims`` below those that are there, in place of those of the same batches."""
    new = {claim.batch for claim in claims}
    kept = [claim for claim in fresh_claims(path) if claim.batch not in new] if path.exists() else []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(_row(claim) for claim in (*kept, *claims))


def _row(claim: FreshClaim) -> dict[str, str]:
    cells: dict[str, list[str]] = {column: [] for column in _COLUMNS}
    for name, value in sorted(claim.features.items()):
        head, _, rest = name.partition("=")
        end, _, what = name.partition(".")
        column, word = (head, rest) if rest else (end, what) if what else ("besides", name)
        cells[column].append(word if value == 1 else f"{word}*{value:.2f}")
    row = {column: ",".join(words) for column, words in cells.items()}
    return row | {"batch": claim.batch, "right": str(int(claim.right))}


def _claim(row: Mapping[str, str]) -> FreshClaim:
    named = {f"{column}={row[column]}": 1.0 for column in _NAMED}
    others = [(f"{end}.", row[end]) for end in _ENDS] + [("", row["besides"])]
    found = (_feature(before + word) for before, words in others for word in words.split(",") if word)
    return FreshClaim(row["batch"], row["right"] == "1", named | dict(found))


def _feature(word: str) -> tuple[str, float]:
    name, _, value = word.partition("*")
    return name, float(value or 1)


def judge(documents: Sequence[GoldDocument], batch: str) -> Iterator[FreshClaim]:
    """Every claim that the rules make of annotated articles, but those that the annotation leaves open."""
    extractor, ontology = Extractor(), load_ontology()
    symmetric = Rules(frozenset(r.name for r in ontology.relations.values() if r.symmetric))
    for document in documents:
        drafts = _drafts(extractor, document)
        row = {"id": document.id, "triples": [triple_row(d.claim) for d in drafts]}
        found, _ = predictions([row], [document], ontology)
        for draft, predicted in zip(drafts, found[document.id].triples, strict=True):
            right = judged(document, predicted, symmetric)
            if right is not None:
                yield FreshClaim(batch, right, draft.features)


def _drafts(extractor: Extractor, document: GoldDocument) -> list[Draft]:
    nlp = extractor.pipeline(document.article.lang)
    component: Any = nlp.get_pipe("kg_claims")
    analyser: Analyser = component.analyse
    doc: Doc = nlp(parse_input(nlp, document.article, analyser.language), disable=["kg_claims"])
    return list(analyser.drafts(doc, doc.user_data[LAYOUT], load_calibration(load_ontology())))
