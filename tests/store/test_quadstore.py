"""The store: articles replaced whole, everything derived replaced by its difference."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Literal, URIRef

from kg.assemble import assemble
from kg.corrections import Corrections
from kg.errors import StoreError
from kg.ontology import load_ontology
from kg.rdf import derived_quads
from kg.store import QuadStore
from kg.store.oxterms import quad

from ..readers import gold_extractions

ONTOLOGY = load_ontology()


def filled(store, extractions):
    for extraction in extractions:
        store.put_article(extraction, "f1", "model 1")
    known = assemble(list(store.extractions()), ONTOLOGY, Corrections()).knowledge
    store.put_derived(derived_quads(known, ONTOLOGY, store.terms))
    return store


def contents(store):
    return {str(q) for q in store.store}


def test_article_read_back():
    (first, *_) = gold_extractions()
    store = QuadStore.in_memory()
    store.put_article(first, "f1", "fr_model 3.8")
    back = store.extraction(first.article.id)
    assert {c.id: c for c in back.claims} == {c.id: c for c in first.claims}
    assert back.article.content_hash == first.article.content_hash
    assert store.article_ids() == [first.article.id]
    made = store.extracted(first.article.id)
    assert made is not None
    assert (made.content_hash, made.made_by, made.model) == (first.article.content_hash, "f1", "fr_model 3.8")


def test_changed_article_replaces_its_claims_and_no_others():
    one, two = gold_extractions()[:2]
    store = filled(QuadStore.in_memory(), [one, two])
    store.put_article(replace(one, claims=one.claims[:1]), "f1", "m")
    assert len(store.extraction(one.article.id).claims) == 1
    assert len(store.extraction(two.article.id).claims) == len(two.claims)


def test_no_triple_is_in_two_graphs():
    """Oxigraph counts a triple of the union once for each graph that it is in."""
    store = filled(QuadStore.in_memory(), gold_extractions())
    triples = [(str(q.subject), str(q.predicate), str(q.object)) for q in store.store]
    assert len(set(triples)) == len(triples)


def test_any_order_and_any_history_give_the_same_quads():
    few = gold_extractions()[:6]
    plain = filled(QuadStore.in_memory(), few)
    grown = filled(QuadStore.in_memory(), few[:2])
    grown = filled(grown, [*reversed(few), gold_extractions()[9]])
    grown.remove_article(gold_extractions()[9].article.id)
    assert contents(filled(grown, [])) == contents(plain)


def test_removed_article_is_gone():
    store = filled(QuadStore.in_memory(), gold_extractions()[:2])
    gone = gold_extractions()[0].article.id
    store.remove_article(gone)
    filled(store, [])
    assert store.extracted(gone) is None
    assert gone not in " ".join(contents(store))


def test_text_of_any_kind_is_stored_as_it_is():
    (first, *_) = gold_extractions()
    nasty = '} ; DROP ALL ; INSERT DATA { """ \' \\ \\u0022 \n\r\t\x00 \ufeff 💥'
    article = replace(first.article, title=nasty, publisher=nasty)
    store = QuadStore.in_memory()
    store.put_article(replace(first, article=article), "f", "m")
    assert store.extraction(article.id).article.title == nasty


def test_an_iri_that_is_none_is_refused():
    ok = URIRef("http://x/")
    for bad in ("http://x/> . } ; DROP ALL ; {", "no scheme", "http://x/ y"):
        with pytest.raises(StoreError, match="cannot be stored"):
            quad((ok, ok, URIRef(bad), None))


def test_zero_and_empty_literals_are_values():
    ok = URIRef("http://x/")
    assert str(quad((ok, ok, Literal(0), None)).object).startswith('"0"')
    assert str(quad((ok, ok, Literal(""), None)).object) == '""'


def test_base_is_that_of_the_data():
    store = filled(QuadStore.in_memory("https://data.example/kg/"), gold_extractions()[:1])
    assert QuadStore(store.store).terms.base == "https://data.example/kg/"
    with pytest.raises(StoreError, match=r"start with https://data\.example/kg/, not with https://other\.example/"):
        QuadStore(store.store, base="https://other.example/")


def test_closed_store_gives_up_its_lock(tmp_path):
    store = QuadStore(ox.Store(str(tmp_path / "s")), path=tmp_path / "s")
    filled(store, gold_extractions()[:1]).flush()
    store.reopen_for_reading()
    again = ox.Store(str(tmp_path / "s"))
    assert len(list(again)) == len(list(store.statements()))


WRITER = """
import sys
from dataclasses import replace
from kg.model import Article, Extraction, LocalEntity, PartialDate
from kg.store import BuildFolder, open_for_writing
from pathlib import Path
store = open_for_writing(BuildFolder(Path(sys.argv[1])))
for turn in range(10_000_000):
    names = tuple(LocalEntity(f"{turn} {i}", "Person") for i in range(200))
    store.put_article(Extraction(Article("a", str(turn), "en"), names, ()), str(turn), "m")
    print(turn, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_killed_writer_leaves_a_whole_article(tmp_path):
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    for line in writer.stdout:
        if int(line) >= 20:
            time.sleep(0.003)
            break
    os.kill(writer.pid, signal.SIGKILL)
    rest = writer.stdout.read().split()
    writer.wait()
    writer.stdout.close()
    acknowledged = int(rest[-1]) if rest else 20
    store = QuadStore(ox.Store(str(tmp_path / "store")), path=tmp_path / "store")
    (article,) = store.article_ids()
    made = store.extracted(article)
    assert made is not None
    turn = int(made.made_by)
    assert turn >= acknowledged
    assert {e.name for e in store.extraction(article).entities} == {f"{turn} {i}" for i in range(200)}
    assert Path(tmp_path / "store" / "CURRENT").is_file()
