"""Reads spaCy's Docs into plain Python objects, all attributes of all tokens in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.extract.parsing.parsed import Doc, Lexeme, Morph, Span, Token

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc as SpacyDoc
    from spacy.vocab import Vocab

__all__ = ["Reader"]

_KEPT = 200_000  # words whose attributes are kept; then all are forgotten, so that memory stays flat
_IOB = ("", "I", "O", "B")


class Reader:
    """Reads spaCy Docs of one vocabulary; remembers what it has learnt of words."""

    def __init__(self, vocab: Vocab) -> None:
        self._names = _Names(vocab.strings)
        self._lexemes: dict[int, Lexeme] = {}
        self._morphs: dict[int, Morph] = {}

    def __call__(self, source: SpacyDoc, text: str | None = None) -> Doc:
        """``source``, read; ``text``, where it is at hand, is what it is the parse of."""
        if len(self._lexemes) > _KEPT:
            self._lexemes.clear()
        doc, columns = Doc(source, source.text if text is None else text), _columns(source)
        heads = columns.pop(0)
        doc.extend(self._tokens(doc, columns))
        for token, distance in zip(doc, heads, strict=True):
            if distance:
                token.head = head = doc[token.i + distance]
                head.children.append(token)
            else:
                token.head = token
        doc.lowers, doc.plains = [t.lower_ for t in doc], [t.plain for t in doc]
        _cut(doc)
        doc.ents = tuple(Span(doc, e.start, e.end, e.label_) for e in source.ents)
        return doc

    def _tokens(self, doc: Doc, columns: Sequence[Sequence[int]]) -> Iterator[Token]:
        """The tokens of the columns, in the order of :func:`_columns`, heads apart."""
        lexemes, morphs, names = self._lexemes, self._morphs, self._names
        rows = zip(*columns, strict=True)
        for i, (orth, idx, pos, tag, dep, morph, starts, ent_type, ent_iob, spacy) in enumerate(rows):
            lex, features = lexemes.get(orth), morphs.get(morph)
            if lex is None:
                lex = lexemes[orth] = Lexeme(doc.source[i])
            if features is None:
                features = morphs[morph] = Morph(doc.source[i])
            token = Token(doc, i, idx, lex, features)
            token.pos_, token.tag_, token.dep_ = names[pos], names[tag], names[dep]
            token.is_sent_start = None if starts == 0 else starts > 0
            token.ent_type_, token.ent_iob_ = names[ent_type], _IOB[ent_iob]
            token.whitespace_ = " " if spacy else ""
            yield token


class _Names(dict[int, str]):
    """Strings of labels, looked up when first asked for; keys come as signed numbers."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__({0: ""})
        self._strings = strings

    def __missing__(self, key: int) -> str:
        self[key] = name = self._strings[key % 2**64]
        return name


def _columns(source: SpacyDoc) -> list[list[int]]:
    """Each attribute of all tokens in one go, as signed numbers; the first is the distance of the head."""
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, MORPH, ORTH, POS, SENT_START, SPACY, TAG

    attributes = [HEAD, ORTH, IDX, POS, TAG, DEP, MORPH, SENT_START, ENT_TYPE, ENT_IOB, SPACY]
    rows: Any = source.to_array(attributes).astype("int64")  # wraps around, as negative distances need
    found: list[list[int]] = rows.T.tolist()
    return found


def _cut(doc: Doc) -> None:
    """Sentences: one begins at the first token and at each that is marked."""
    starts = [t.i for t in doc if t.is_sent_start or not t.i]
    for start, end in pairwise([*starts, len(doc)]):
        sentence = Span(doc, start, end)
        doc.sents.append(sentence)
        for token in doc[start:end]:
            token.sent = sentence
