"""The format of ``corrections.yaml``, as its documentation shows it, and what it does to claims."""

from __future__ import annotations

import inspect

import pytest

import kg.corrections
from kg.corrections import Corrections, MergeNames, Reject, SetEntity, SplitName, load_corrections
from kg.errors import CorrectionsError
from kg.model import Argument, Claim, Span, digest


def example():
    """The example of the module's docstring."""
    text = inspect.getdoc(kg.corrections) or ""
    lines = text.split("::", 1)[1].splitlines()
    return "\n".join(line for line in lines if not line or line.startswith(" "))


def written(tmp_path, text):
    path = tmp_path / "corrections.yaml"
    path.write_text(text, "utf-8")
    return path


def claim(quote="Ann joins Microsoft today", relation="joined", article="a1"):
    end = Argument("x", "Person", "x", Span(0, 1))
    return Claim(digest(article), "en", relation, end, end, "asserted", quote, Span(0, 9), "r", 1.0)


def test_documented_example(tmp_path):
    found = load_corrections(written(tmp_path, example()))
    assert found.reject == (
        Reject(claim="0f3a9c5d7e1b2468", reason="the article retracts it"),
        Reject(article="a1", quote="joins Microsoft", relation="joined"),
    )
    assert found.merge == (MergeNames(("Sam Altman", "Sama"), "Sam Altman", "Person"),)
    assert found.split == (SplitName("a2", "Martin", "Lucas Martin"),)
    assert found.set == (SetEntity("OpenAI", "OpenAI", "Organization", "Q21708200"),)


def test_empty_file_corrects_nothing(tmp_path):
    assert load_corrections(written(tmp_path, "")) == Corrections()


def test_rejected_claims(tmp_path):
    corrections = load_corrections(written(tmp_path, example()))
    good = [claim(quote="Ann leaves"), claim(relation="left"), claim(article="a2")]
    applied = corrections.apply_claims([good[0], claim(), *good[1:]])
    assert applied.claims == tuple(good)
    assert applied.rejected == (claim(),)
    assert applied.unused == corrections.reject[:1]


def test_claim_by_id_and_article_by_hash():
    by_id = Corrections(reject=(Reject(claim=claim().id),))
    by_hash = Corrections(reject=(Reject(article=digest("a1"), relation="joined"),))
    assert by_id.apply_claims([claim(), claim(relation="left")]).claims == (claim(relation="left"),)
    assert by_hash.apply_claims([claim(), claim(article="a2")]).claims == (claim(article="a2"),)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("- 1", "expected the keys"),
        ("rejects: []", "expected the keys"),
        ("reject: {a: b}", "reject: must be a list"),
        ("reject: [x]", r"reject\[1\]: must be a mapping"),
        ("reject: [{article: a}]", r"reject\[1\]: give either"),
        ("reject: [{claim: c, article: a}]", r"reject\[1\]: give either"),
        ("reject: [{claim: c}, {claim: [1]}]", r"reject\[2\]: claim: must be text"),
        ("merge: [{names: [A]}]", r"merge\[1\]: names: give two"),
        ("merge: [{names: A}]", r"merge\[1\]: names: must be a list"),
        ("merge: [{names: [A, B], typo: x}]", r"merge\[1\]: unknown key 'typo'"),
        ("merge: [{names: [A, B], type: Robot}]", r"merge\[1\]: type: 'Robot' is none of"),
        ("split: [{name: A}]", r"split\[1\]: article: is missing"),
        ("set: [{name: A}]", r"set\[1\]: give a label"),
        ("set: [{name: A, wikidata: 42}]", r"set\[1\]: wikidata: '42' is no Wikidata id"),
        ("set: [{name: ''}]", r"set\[1\]: name: must be text"),
        ("set: [", "not readable as YAML"),
        ("a: " + "[" * 5_000, "not readable as YAML"),
    ],
)
def test_mistake_is_one_line_with_file_and_entry(tmp_path, text, place):
    path = written(tmp_path, text)
    with pytest.raises(CorrectionsError, match=place) as raised:
        load_corrections(path)
    assert str(raised.value).startswith(f"{path}: ")
    assert "\n" not in str(raised.value)


def test_missing_file(tmp_path):
    with pytest.raises(CorrectionsError, match=r"none\.yaml"):
        load_corrections(tmp_path / "none.yaml")
