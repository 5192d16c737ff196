"""A parse in plain Python objects, with spaCy's own names for what the rules ask of it.

The rules ask the same tokens many thousand times. Each question to a spaCy Token makes an object, looks a string up or
walks an array; here everything is read once per Doc and then is an attribute. Tokens are never changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc
    from spacy.tokens import Token as SpacyToken

__all__ = ["Doc", "Lexeme", "Morph", "Span", "Token"]


class Lexeme:
    """What is true of a word wherever it stands."""

    __slots__ = ("has_capital", "is_alpha", "is_digit", "is_lower", "is_punct", "is_quote", "is_space", "is_title",
                 "like_num", "lower_", "plain", "text")  # fmt: skip

    def __init__(self, token: SpacyToken) -> None:
        self.text, self.lower_ = token.text, token.lower_
        self.plain = self.lower_.replace("’", "'")
        self.is_alpha, self.is_digit, self.is_lower = token.is_alpha, token.is_digit, token.is_lower
        self.is_punct, self.is_quote, self.is_space = token.is_punct, token.is_quote, token.is_space
        self.is_title, self.like_num = token.is_title, token.like_num
        self.has_capital = any(c.isupper() for c in self.text)


class Morph:
    """Morphological features, as spaCy's MorphAnalysis gives them."""

    __slots__ = ("_features", "_text")

    def __init__(self, token: SpacyToken) -> None:
        self._text = str(token.morph)
        self._features = {name: token.morph.get(name, []) for name in token.morph.to_dict()}

    def get(self, field: str, default: list[str] | None = None) -> list[str]:
        """The values of a feature."""
        return self._features.get(field, default if default is not None else [])

    def __str__(self) -> str:
        return self._text


class Token:
    """A word in its place. ``head`` of a root is the token itself; ``children`` are in text order.

    ``plain`` is lower case with a straight apostrophe.
    """

    __slots__ = ("children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_sent_start", "lex",
                 "lower_", "morph", "plain", "pos_", "sent", "tag_", "text", "whitespace_")  # fmt: skip

    doc: Doc
    head: Token
    sent: Span

    dep_: str
    ent_iob_: str
    ent_type_: str
    is_sent_start: bool | None
    pos_: str
    tag_: str
    whitespace_: str

    def __init__(self, doc: Doc, i: int, idx: int, lex: Lexeme, morph: Morph) -> None:
        self.doc, self.i, self.idx, self.lex, self.morph = doc, i, idx, lex, morph
        self.text, self.lower_, self.plain = lex.text, lex.lower_, lex.plain
        self.children: list[Token] = []

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def has_capital(self) -> bool:
        """Whether any of its letters is a capital."""
        return self.lex.has_capital

    @property
    def is_alpha(self) -> bool:
        return self.lex.is_alpha

    @property
    def is_digit(self) -> bool:
        return self.lex.is_digit

    @property
    def is_lower(self) -> bool:
        return self.lex.is_lower

    @property
    def is_punct(self) -> bool:
        return self.lex.is_punct

    @property
    def is_quote(self) -> bool:
        return self.lex.is_quote

    @property
    def is_space(self) -> bool:
        return self.lex.is_space

    @property
    def is_title(self) -> bool:
        return self.lex.is_title

    @property
    def like_num(self) -> bool:
        return self.lex.like_num

    @property
    def is_sent_end(self) -> bool | None:
        return self.i + 1 == len(self.doc) or self.doc[self.i + 1].is_sent_start

    def nbor(self, by: int = 1) -> Token:
        """The token ``by`` places away.

        Raises:
            IndexError: there is none.
        """
        if not 0 <= self.i + by < len(self.doc):
            raise IndexError(f"no token {by} away from token {self.i}")
        return self.doc[self.i + by]

    @property
    def lefts(self) -> list[Token]:
        """The children on its left."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """The children on its right."""
        return [child for child in self.children if child.i > self.i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head's head, and so on to the root."""
        token = self
        for _ in range(len(self.doc)):
            if token.head is token:
                return
            token = token.head
            yield token

    def is_ancestor(self, descendant: Token) -> bool:
        """Whether it stands above ``descendant``."""
        return any(above is self for above in descendant.ancestors)

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all that hangs on it, those on its left first."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree


class Span:
    """Tokens ``[start, end)`` of a Doc: a sentence or an entity."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> list[Token]: ...
    def __getitem__(self, place: int | slice) -> Token | list[Token]:
        return self.doc[self.start : self.end][place]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return (self.start, self.end, self.label_) == (other.start, other.end, other.label_) and self.doc is other.doc

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    def __repr__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The wording, without white space after the last token."""
        return self.doc.text_of(self.start, self.end)

    @property
    def root(self) -> Token:
        """The token nearest to the sentence's root (:meth:`Doc.root_of`)."""
        return self.doc.root_of(self.start, self.end)


def _depth(token: Token) -> int:
    """Steps to the root, as spaCy counts them."""
    if not token.children and (token.is_space or token.is_punct):
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


class Doc(list[Token]):
    """The tokens of a parsed text; ``source`` is spaCy's own Doc. :mod:`kg.extract.parsing.parsereader` builds it.

    ``lowers`` and ``plains`` are the tokens' ``lower_`` and ``plain`` in a row, for comparing phrases. A slice is a
    plain list of tokens; its wording and its root are what :meth:`text_of` and :meth:`root_of` give.
    """

    __slots__ = ("_roots", "ents", "lowers", "plains", "sents", "source", "text", "vocab")

    def __init__(self, source: SpacyDoc, text: str) -> None:
        super().__init__()
        self.source, self.text, self.vocab = source, text, source.vocab
        self.lowers: list[str] = []
        self.plains: list[str] = []
        self.ents: tuple[Span, ...] = ()
        self.sents: list[Span] = []
        self._roots: dict[tuple[int, int], Token] = {}

    def text_of(self, start: int, end: int) -> str:
        """The wording of tokens ``[start, end)``, without white space after the last."""
        end = min(end, len(self))
        if start >= end:
            return ""
        last = self[end - 1]
        return self.text[self[start].idx : last.idx + len(last.text)]

    def root_of(self, start: int, end: int) -> Token:
        """Of tokens ``[start, end)`` the one nearest to the sentence's root, the first of several.

        Bare punctuation only for want of others.
        """
        root = self._roots.get((start, end))
        if root is None:
            root = self._roots[start, end] = self._root(start, end)
        return root

    def _root(self, start: int, end: int) -> Token:
        tokens = self[start:end]
        for token in tokens:
            if token.head is token:
                return token
        tops = [t for t in tokens if not start <= t.head.i < end]
        return min(tops, key=_depth, default=self[start])

    def release(self) -> None:
        """Cut the ties between tokens, so that the memory of both Docs is free at once. Not to be read afterwards."""
        for token in self:
            token.children.clear()
            if token.head is token:
                del token.head  # only a root's own head is a tie that goes round
        self.clear()
        self.ents = ()
        self.sents.clear()
        self._roots.clear()

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens that code points ``[start, end)`` touch; None outside the text."""
        found = self.source.char_span(start, end, alignment_mode="expand")
        return None if found is None else Span(self, found.start, found.end)
