"""The plain copy of a parse answers as spaCy's own Doc does."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest
import spacy

from kg.extract.parsing.language import load_language
from kg.extract.parsing.parsed import Doc
from kg.extract.parsing.parsereader import Reader
from kg.ontology import examples_dir, load_ontology

PLAIN = (
    *("text", "lower_", "pos_", "tag_", "dep_", "i", "idx", "is_sent_start", "is_sent_end", "whitespace_", "ent_iob_"),
    *("ent_type_", "is_alpha", "is_digit", "is_lower", "is_punct", "is_quote", "is_space", "is_title", "like_num"),
)
LISTED = ("children", "lefts", "rights", "subtree", "ancestors")


@lru_cache(maxsize=2)
def parses(lang: str) -> list[tuple[Any, Doc]]:
    nlp = spacy.load(load_language(load_ontology(), lang).model)
    reader = Reader(nlp.vocab)
    files = sorted(examples_dir().glob(f"*.{lang}.md"))[:6]
    texts = [f.read_text("utf-8").split("---", 2)[2] for f in files]
    return [(doc, reader(doc)) for doc in nlp.pipe([*texts, "", "  ", "Velar", "« Oui ! »\n\n(14 May.)"])]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_tokens_have_the_attributes_of_the_parse(lang: str) -> None:
    for theirs, ours in parses(lang):
        assert len(ours) == len(theirs) and ours.text == theirs.text
        for a, b in zip(theirs, ours, strict=True):
            assert [getattr(a, name) for name in PLAIN] == [getattr(b, name) for name in PLAIN]
            assert str(a.morph) == str(b.morph)
            assert all(a.morph.get(f) == b.morph.get(f) for f in ("VerbForm", "Number", "Tense", "Nothing"))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_tree_is_the_same(lang: str) -> None:
    for theirs, ours in parses(lang):
        for a, b in zip(theirs, ours, strict=True):
            assert a.head.i == b.head.i
            assert [[t.i for t in getattr(a, n)] for n in LISTED] == [[t.i for t in getattr(b, n)] for n in LISTED]
            assert a.head.is_ancestor(a) == b.head.is_ancestor(b)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_sentences_entities_and_spans_are_the_same(lang: str) -> None:
    for theirs, ours in parses(lang):
        assert [(s.start, s.end) for s in theirs.sents] == [(s.start, s.end) for s in ours.sents]
        assert [(e.start, e.end, e.label_) for e in theirs.ents] == [(e.start, e.end, e.label_) for e in ours.ents]
        for start in range(len(ours)):
            for end in range(start + 1, min(start + 5, len(ours))):
                a, root = theirs[start:end], ours.root_of(start, end)
                assert (a.text, a.root.i, a.root.sent.start) == (ours.text_of(start, end), root.i, root.sent.start)
                assert [t.i for t in a] == [t.i for t in ours[start:end]]


def test_slices_keep_inside_the_text() -> None:
    theirs, ours = parses("en")[0]
    for bounds in ((-3, None), (5, 2), (0, 10**6), (None, -2), (-(10**6), 3)):
        a, b = theirs[slice(*bounds)], ours[slice(*bounds)]
        assert [t.i for t in a] == [t.i for t in b]
    assert (ours.text_of(5, 2), ours.text_of(len(ours), len(ours) + 2)) == ("", "")
    assert ours.text_of(len(ours) - 2, len(ours) + 5) == theirs[-2:].text
    sentence = ours.sents[1]
    assert sentence[0].i == sentence.start and sentence[-1].i == sentence.end - 1
    assert [t.i for t in sentence[1:3]] == [sentence.start + 1, sentence.start + 2]
    assert sentence == ours[1 + ours.sents[0].end].sent
    assert (sentence.text, sentence.root.i) == (ours.text_of(sentence.start, sentence.end), sentence.root.i)
    with pytest.raises(IndexError):
        ours[0].nbor(-1)


def test_characters_find_their_tokens() -> None:
    theirs, ours = parses("fr")[0]
    for start, end in ((10, 14), (11, 40), (30, 31)):
        a, b = theirs.char_span(start, end, alignment_mode="expand"), ours.char_span(start, end)
        assert b is not None and (a.start, a.end) == (b.start, b.end)
    assert ours.char_span(10**7, 10**7 + 1) is None
