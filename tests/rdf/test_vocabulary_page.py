"""The page of the vocabulary: every term, in both languages, and the file that is published is the page of today."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import RDFS, SKOS

from kg.ontology import shipped_dir
from kg.rdf.terms import local_name
from kg.rdf.vocabularypage import vocabulary_page

VOCABULARY = Graph().parse(shipped_dir() / "vocabulary.ttl", format="turtle")
DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_term_has_its_place_and_its_words(lang):
    page = vocabulary_page(lang)
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(set(anchors)) == len(anchors)
    for term in VOCABULARY.subjects(RDFS.isDefinedBy):
        assert local_name(str(term)) in anchors
        for words in (*VOCABULARY.objects(term, SKOS.definition), *VOCABULARY.objects(term, RDFS.label)):
            assert html.escape(str(words)) in page
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


@pytest.mark.parametrize(("lang", "name"), [("en", "vocabulary.html"), ("fr", "vocabulary.fr.html")])
def test_the_published_page_is_that_of_the_vocabulary(lang, name):
    assert (DOCS / name).read_text("utf-8") == vocabulary_page(lang), "run docs/make_vocabulary.py"
