"""What the tests of the example overlays share: where they are, and their rules' own sentences read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.extract import Extractor
from kg.extract.rules.rulebook import Rule, load_rules
from kg.model import Article
from kg.ontology import examples_dir, load_ontology

__all__ = ["folder_of", "wrong_examples"]

Pairs = set[tuple[str, str]]


def folder_of(name: str) -> Path:
    """An example overlay, ``examples/<name>``."""
    return examples_dir().parent / name


def wrong_examples(extractor: Extractor, folder: Path, lang: str, *, only: str = "") -> list[tuple[str, str, Pairs]]:
    """Rule, sentence and pairs found wherever they are not those that the overlay's rule has beside the sentence."""
    relations = {f.stem for f in folder.glob(f"rules/{lang}/*.yaml")}
    rules = [r for r in load_rules(load_ontology([folder]), lang).rules if r.relation in relations]
    assert {r.relation for r in rules} == relations != set()
    rules = [r for r in rules if r.id.endswith(f".{only}" if only else "")]
    assert rules
    found = ((rule, text, wanted, _pairs(extractor, text, lang, rule)) for rule in rules for text, wanted in _of(rule))
    return [(rule.id, text, got) for rule, text, wanted, got in found if got != wanted]


def _of(rule: Rule) -> Iterator[tuple[str, Pairs]]:
    assert rule.examples, rule.id
    for example in rule.examples:
        yield str(example["text"]), {(str(s), str(o)) for s, o in example["claims"]}
    for text in rule.counter:
        yield text, set()


def _pairs(extractor: Extractor, text: str, lang: str, rule: Rule) -> Pairs:
    (extraction,) = extractor.extract([Article(key=text, text=text, lang=lang)])
    return {(c.subject.name, c.object.name) for c in extraction.claims if c.relation == rule.relation}
