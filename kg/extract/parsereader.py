"""Reads spaCy's Docs into plain Python objects, all attributes of all tokens in one go."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.extract.origins import mark_origins
from kg.extract.parsed import Doc, Lexeme, Morph, Span, Token

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc as SpacyDoc
    from spacy.vocab import Vocab

__all__ = ["Reader"]

_KEPT = 200_000  # words whose attributes are kept; then all are forgotten, so that memory stays flat
_IOB = ("", "I", "O", "B")
_HEAD = 0  # place of the head's distance in a row


class Reader:
    """Reads spaCy Docs of one vocabulary; remembers what it has learnt of words."""

    def __init__(self, vocab: Vocab) -> None:
        self._names = _Names(vocab.strings)
        self._lexemes: dict[int, Lexeme] = {}
        self._morphs: dict[int, Morph] = {}

    def __call__(self, source: SpacyDoc) -> Doc:
        """``source``, read."""
        if len(self._lexemes) > _KEPT:
            self._lexemes.clear()
        doc, rows = Doc(source), _rows(source)
        doc.tokens = [self._token(doc, i, *row) for i, row in enumerate(rows)]
        for token, row in zip(doc.tokens, rows, strict=True):
            token.head = doc.tokens[token.i + row[_HEAD]]
            if token.head is not token:
                token.head.children.append(token)
        doc.lowers, doc.plains = [t.lower_ for t in doc.tokens], [t.plain for t in doc.tokens]
        _cut(doc)
        doc.ents = tuple(Span(doc, e.start, e.end, e.label_) for e in source.ents)
        mark_origins(doc)
        return doc

    def _token(  # one call a token: places in the order of `_rows`
        self, doc: Doc, i: int, head: int, orth: int, idx: int, pos: int, tag: int, dep: int, morph: int,
        sent_start: int, ent_type: int, ent_iob: int, spacy: int,
    ) -> Token:  # fmt: skip
        del head  # the tree is built when all tokens are there
        lex = self._lexemes.get(orth)
        if lex is None:
            lex = self._lexemes[orth] = Lexeme(doc.source[i])
        known = self._morphs.get(morph)
        if known is None:
            known = self._morphs[morph] = Morph(doc.source[i])
        names = self._names
        token = Token(i, idx, lex, names[pos], names[tag], names[dep], known)
        token.doc, token.whitespace_, token.ent_iob_ = doc, " " if spacy else "", _IOB[ent_iob]
        token.is_sent_start = None if sent_start == 0 else sent_start > 0
        if ent_type:
            token.ent_type_ = names[ent_type]
        return token


class _Names(dict[int, str]):
    """Strings of labels, looked up when first asked for; keys come as signed numbers."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__({0: ""})
        self._strings = strings

    def __missing__(self, key: int) -> str:
        self[key] = name = self._strings[key % 2**64]
        return name


def _rows(source: SpacyDoc) -> list[list[int]]:
    """The attributes of all tokens in one go, as signed numbers."""
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, MORPH, ORTH, POS, SENT_START, SPACY, TAG

    attributes = [HEAD, ORTH, IDX, POS, TAG, DEP, MORPH, SENT_START, ENT_TYPE, ENT_IOB, SPACY]
    rows: Any = source.to_array(attributes).astype("int64")  # wraps around, as negative distances need
    found: list[list[int]] = rows.tolist()
    return found


def _cut(doc: Doc) -> None:
    """Sentences: one begins at the first token and at each that is marked."""
    starts = [t.i for t in doc.tokens if t.is_sent_start or not t.i]
    for start, end in pairwise([*starts, len(doc.tokens)]):
        sentence = Span(doc, start, end)
        doc.sents.append(sentence)
        for token in doc.tokens[start:end]:
            token.sent = sentence
