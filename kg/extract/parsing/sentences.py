"""Where sentences start: what small parsers get wrong about it, put right before and after the parse.

``kg_lines`` (before the parser) starts a sentence at each line and forbids one within a phrase; ``kg_joins`` (after it)
joins what the parser cut all the same, mostly a name it does not know from its verb. No rule reads across a cut.
"""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.attrs import DEP, HEAD, ORTH, SENT_START
from spacy.language import Language as Pipeline
from spacy.strings import StringStore
from spacy.tokens import Doc, Span, Token

__all__ = ["join_sentences", "make_lines"]

_FORMER = re.compile("[Ee]x-[A-ZÀ-Þ]")
_KEPT = 200_000  # words whose part in this is kept; then all are forgotten, so that memory stays flat
_TAILS = ("AI", "ai", "IO", "io", "js", "ly", "com")  # of names with a point in them ("Character.AI")
_STARTS: dict[int, int] = {}
_STOPS = frozenset(".!?…»”’\"'")
_ENDS = frozenset(".!?…:;»”’\"')]-–—|•")


@Pipeline.component("kg_lines")
def make_lines(doc: Doc) -> Doc:
    """A new line starts a new sentence; within a line a sentence starts only after what can end one."""
    import numpy as np

    words = doc.to_array(ORTH).tolist()
    starts = [0, *(_start_after(word, doc.vocab.strings) for word in words[:-1])][: len(words)]
    tails = {doc.vocab.strings[tail] for tail in _TAILS if tail in doc.vocab.strings}
    for i in (i for i, word in enumerate(words) if word in tails):
        if i > 1 and doc[i - 1].text == "." and not (doc[i - 1].whitespace_ or doc[i - 2].whitespace_):
            starts[i] = starts[i - 1] = -1
    bracket = doc.vocab.strings.add(")")
    for i in (i for i in range(2, len(words)) if words[i - 1] == bracket and starts[i] == 0):
        if doc[i - 2].text[-1] not in _STOPS:
            starts[i] = -1  # "Broadvane (BVNE) Lumio"
    for i in (i for i in range(1, len(words)) if starts[i] == -1 and not doc[i - 1].whitespace_):
        if doc[i].text[0].isupper() and doc[i - 1].text[-1].islower():
            starts[i] = 1  # « chèreLe », which the tokenizer has cut
    column = np.asarray(starts, dtype="int64").astype("uint64")
    return doc.from_array([SENT_START], column)  # type: ignore[arg-type] # its own Ints2d


def _start_after(word: int, strings: StringStore) -> int:
    """What follows a word starts a sentence (1), does not (-1), or is the parser's to tell (0); words come hashed."""
    known = _STARTS.get(word)
    if known is None:
        if len(_STARTS) > _KEPT:
            _STARTS.clear()
        text = strings[word]
        known = (1 if "\n" in text else 0) if text.isspace() else (0 if text[-1] in _ENDS else -1)
        _STARTS[word] = known
    return known


@Pipeline.component("kg_joins")
def join_sentences(doc: Doc) -> Doc:
    """Hangs the root of a fragment on its neighbour's, so that both are one sentence again."""
    doc = part_former(doc)
    sentences = list(doc.sents)
    pairs = [(a, b) for a, b in pairwise(sentences) if not _may_end(doc[b.start - 1])]
    if not pairs:
        return doc
    heads, labels = [t.head.i for t in doc], [t.dep for t in doc]
    for before, after in pairs:
        child, head, label = _joint(before, after, heads)
        heads[child], labels[child] = head, doc.vocab.strings.add(label)
    return _with_tree(doc, heads, labels)


def part_former(doc: Doc) -> Doc:
    """Cuts « ex-Google » into « ex- » and the name, after the parse, which reads the whole as one noun better."""
    whole = [t for t in doc if _FORMER.match(t.text)] if _FORMER.search(doc.text) else []
    if not whole:
        return doc
    with doc.retokenize() as retokenizer:
        for token in whole:
            name = (token, 1)
            head = name if token.head.i == token.i else token.head
            attributes = {"POS": ["ADJ", "PROPN"], "DEP": ["amod", token.dep_], "TAG": ["ADJ", token.tag_]}
            parts = [token.text[:3], token.text[3:]]
            retokenizer.split(token, parts, heads=[name, head], attrs=attributes)  # type: ignore[arg-type]
    for marker in [t for t in doc if t.text in ("ex-", "Ex-")]:
        for child in [c for c in marker.children if c.i != marker.i + 1]:
            child.head = doc[marker.i + 1]
    return doc


def _joint(before: Span, after: Span, heads: list[int]) -> tuple[int, int, str]:
    """Which root hangs on which, and as what: a name before a verb is its subject."""
    left, right = before.root, after.root
    free = heads[left.i] == left.i
    if free and left.pos_ not in ("VERB", "AUX") and right.pos_ in ("VERB", "AUX"):
        return left.i, right.i, "nsubj"
    return right.i, left.i, "parataxis"


def _with_tree(doc: Doc, heads: list[int], labels: list[int]) -> Doc:
    """``doc`` with other heads; spaCy derives sentences and children from them."""
    import numpy as np

    rows = [[(head - i) % 2**64, label] for i, (head, label) in enumerate(zip(heads, labels, strict=True))]
    doc.from_array([HEAD, DEP], np.asarray(rows, dtype="uint64"))  # type: ignore[arg-type] # its own Ints2d
    return doc


def _may_end(token: Token) -> bool:
    return token.text[-1] in _ENDS or token.is_space
