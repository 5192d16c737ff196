"""Every rule's own examples: they give the claims beside them, its counter-examples give none of its relation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.extract import Extractor
from kg.extract.rules.rulebook import Rule, load_rules
from kg.model import Article
from kg.ontology import load_ontology

LANGUAGES = ("en", "fr")


def _sentences() -> Iterator[tuple[Rule, str, str, tuple[tuple[str, str], ...]]]:
    for lang in LANGUAGES:
        for rule in load_rules(load_ontology(), lang).rules:
            for example in rule.examples:
                pairs = tuple((str(s), str(o)) for s, o in example["claims"])
                yield rule, lang, str(example["text"]), pairs
            for text in rule.counter:
                yield rule, lang, text, ()


CASES = list(_sentences())


@pytest.mark.parametrize(
    ("rule", "lang", "text", "wanted"), CASES, ids=[f"{rule.id}-{i}" for i, (rule, *_) in enumerate(CASES)]
)
def test_example(extractor: Extractor, rule: Rule, lang: str, text: str, wanted: tuple[tuple[str, str], ...]) -> None:
    (extraction,) = extractor.extract([Article(key=text, text=text, lang=lang)])
    found = {(c.subject.name, c.object.name) for c in extraction.claims if c.relation == rule.relation}
    if rule.symmetric:
        assert {frozenset(pair) for pair in found} == {frozenset(pair) for pair in wanted}
    else:
        assert found == set(wanted)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_an_example(lang: str) -> None:
    assert [rule.id for rule in load_rules(load_ontology(), lang).rules if not rule.examples] == []
