"""The parse that the extractor makes at less cost decides what spaCy's own decides."""

from __future__ import annotations

import gc
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from spacy.tokens import Doc

from kg.extract.parsing.faster import at_full_speed, use_products_of_numpy
from kg.extract.parsing.ruling import remember_rulings
from kg.extract.pipeline import load_bare
from kg.ontology import examples_dir

ODD = {
    "en": ["", "  ", "You expl it.\n\nThere's one. I do, she does have; gonna ain't", "It is. He'd been told that if."],
    "fr": ["", "  ", "« Oui ! »\n\nL'ex-PDG d'Acme\tpart.", "Y a-t-il ? Aujourd'hui, oui."],
}
WORDS = ["that", "is", "have", "'s", "i", "you", "it", "do", "but", "not", "'d", "\n", "Acme", "ai", "de"]
PARTS = ("NOUN", "VERB", "AUX", "ADP", "DET", "PUNCT", "SPACE")


@lru_cache(maxsize=2)
def pipelines(lang: str) -> tuple[Any, Any]:
    """spaCy's own pipeline, and one that is made to work faster."""
    own, fast = load_bare(lang), load_bare(lang)
    use_products_of_numpy(fast)
    remember_rulings(fast)
    assert type(fast.get_pipe("attribute_ruler")) is not type(own.get_pipe("attribute_ruler"))
    assert fast.pipe_names == own.pipe_names
    return own, fast


def told(doc: Doc) -> list[tuple[Any, ...]]:
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.ent_iob_, t.ent_type_) for t in doc]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_token_is_read_alike(lang: str) -> None:
    files = sorted(examples_dir().glob(f"*.{lang}.md"))[:8]
    texts = [*(f.read_text("utf-8").split("---", 2)[2] for f in files), *ODD[lang]]
    own, fast = pipelines(lang)
    with at_full_speed():
        for theirs, ours in zip(own.pipe(texts), fast.pipe(texts, batch_size=4), strict=True):
            assert told(theirs) == told(ours)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_ruler_alone_sets_what_the_stock_one_sets(lang: str) -> None:
    """Whatever the parse: labels and tags that a model hardly ever gives together are settled alike."""
    own, fast = (nlp.get_pipe("attribute_ruler") for nlp in pipelines(lang))
    draw = np.random.default_rng(7)
    for _ in range(40):
        numbers = draw.integers(0, 1 << 30, (30, 3)).tolist()
        theirs, ours = (_made(nlp, numbers) for nlp in pipelines(lang))
        assert told(own(theirs)) == told(fast(ours))


def _made(nlp: Any, numbers: list[list[int]]) -> Doc:
    """A Doc of any words, tags and labels, by the numbers of each."""
    labels = nlp.get_pipe("parser").labels
    deps = ["ROOT", *(labels[c % len(labels)] for _, _, c in numbers[1:])]
    doc = Doc(nlp.vocab, words=[WORDS[a % len(WORDS)] for a, _, _ in numbers], heads=[0] * len(numbers), deps=deps)
    for token, (_, b, _) in zip(doc, numbers, strict=True):
        if nlp.lang == "en":
            token.tag_ = nlp.get_pipe("tagger").labels[b % len(nlp.get_pipe("tagger").labels)]
        else:
            token.pos_ = PARTS[b % len(PARTS)]
    return doc


def test_garbage_is_collected_again_afterwards() -> None:
    with at_full_speed():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="broken"), at_full_speed():
        raise ValueError("broken")
    assert gc.isenabled()
    gc.disable()
    with at_full_speed():
        pass
    assert not gc.isenabled()
    gc.enable()
