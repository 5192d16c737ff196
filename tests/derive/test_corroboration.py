"""Corroboration counts sources that tell a fact independently; copies of one dispatch are one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.derive.corroboration import independent_sources, told_apart
from kg.rdf import knowledge_from
from kg.road import build
from kg.sketch import COPY, are_copies, copies, likeness, text_sketch

from ..readers import Reader, gold_extractions

DISPATCH = " ".join(
    f"Sentence {i} of the dispatch says that company {i * 7 % 13} hired person {i * 5 % 11} in the year {1990 + i}."
    for i in range(30)
)
EDITED = "PARIS (Agency) - " + DISPATCH.replace("Sentence 3 of", "Phrase three in").replace(
    "hired person 5", "took on 5"
)
OTHER = " ".join(
    f"Another reporter found out on day {i} that company {i * 3 % 13} lost its chief {i}." for i in range(30)
)
WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h"]), max_size=40).map(" ".join)


def test_copies_are_alike_and_retellings_are_not():
    assert likeness(text_sketch(DISPATCH), text_sketch(DISPATCH.upper())) == 1
    assert likeness(text_sketch(DISPATCH), text_sketch(EDITED)) >= COPY
    assert likeness(text_sketch(DISPATCH), text_sketch(OTHER)) < 0.1
    assert likeness("", text_sketch(DISPATCH)) == likeness("", "") == 0


def test_the_packaged_articles_are_all_told_apart():
    sketches = {x.article.id: x.article.sketch for x in gold_extractions()}
    assert len(told_apart(sketches, copies(sketches))) == len(sketches)


@given(WORDS, WORDS)
def test_likeness_is_a_share_and_has_no_order(one, other):
    first, second = text_sketch(one), text_sketch(other)
    assert 0 <= likeness(first, second) <= 1
    assert likeness(first, second) == likeness(second, first)
    assert not one or likeness(first, first) == 1


@given(st.permutations(["a", "b", "c", "d"]))
def test_copies_of_copies_are_one_whatever_the_order(order):
    texts = {"a": DISPATCH, "b": EDITED, "c": EDITED + " One more.", "d": OTHER}
    groups = told_apart(order, copies({key: text_sketch(texts[key]) for key in order}))
    assert sorted(map(sorted, groups)) == [["a", "b", "c"], ["d"]]


@given(st.lists(WORDS, max_size=12))
def test_copies_are_those_that_every_pair_compared_gives(texts):
    sketches = {str(number): text_sketch(text) for number, text in enumerate(texts)}
    found = {one: {other for other in sketches if other != one and are_copies(sketches[one], sketches[other])}
             for one in sketches}  # fmt: skip
    assert copies(sketches) == {one: others for one, others in found.items() if others}


@pytest.fixture
def copied():
    """One telling, a copy of it elsewhere, and one of another reporter; the copy comes from another paper."""
    (first, *_) = gold_extractions()
    found = []
    for key, text in (("agency", DISPATCH), ("paper", EDITED), ("reporter", OTHER)):
        article = replace(first.article, key=key, url=None, text=text)
        claims = tuple(replace(claim, article=article.id) for claim in first.claims)
        found.append(replace(first, article=article, claims=claims))
    return build(Reader(found).articles, extractor=Reader(found)).graph


def test_a_fact_has_as_many_sources_as_tell_it_independently(copied):
    stated = [f for f in copied.knowledge.facts if f.status in ("asserted", "announced")]
    assert stated
    for fact in stated:
        assert len({copied.knowledge.claims[c].article for c in fact.claims}) == 3
    assert set(independent_sources(stated, copied.knowledge).values()) == {2}
    rows = copied.query("SELECT DISTINCT ?n { ?fact kg:status kg:asserted ; kg:independentSources ?n }")
    assert [int(row[0]) for row in rows] == [2]


def test_it_is_known_from_the_graph_alone(copied):
    again = knowledge_from(copied.store.statements())
    assert independent_sources(again.facts, again) == independent_sources(copied.knowledge.facts, copied.knowledge)
