"""Mentions: the tokens of an article that speak of a person, an organisation or a product."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kg.extract.names.lexicon import Entry
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["Anaphor", "Mention", "Source", "bare_name"]

Source = Literal["list", "model", "shape", "context", "coreference"]

_DASHES = frozenset("-–—…")
_GLUED_END = re.compile(r"[.!?…]*[-–—…]+$")  # "Nadella.-": a new sentence that lacks its space


@dataclass(slots=True)
class Mention:
    """Tokens ``[start, end)`` that speak of something.

    ``type`` is None for a name of a kind not known yet; ``place`` marks what the model takes for one. ``entry`` is the
    listed thing, if any. ``sure`` when more than a model's guess says the type. ``entity`` is set by coreference: an
    index into the article's entities, or None when it abstains. ``coined``: a word that no list and no dictionary
    knows, and that is no place. ``tail``: tokens at its end that are not of the name itself (a legal form after a
    comma).
    """

    start: int
    end: int
    type: EntityType | None
    source: Source
    kind: Literal["name", "nominal", "pronoun"] = "name"
    entry: Entry | None = None
    place: bool = False
    entity: int | None = None
    sure: bool = False
    plural: tuple[int, ...] = field(default=())
    coined: bool = False
    tail: int = 0

    def text(self, doc: Doc) -> str:
        """The wording."""
        return bare_name(doc.text_of(self.start, self.end - self.tail))

    def may_be(self, types: Sequence[EntityType]) -> bool:
        """Whether the grammar may take it for one of ``types``: what only a model typed, a rule may type anew."""
        return self.type in types or (self.kind == "name" and not self.sure)


@dataclass(slots=True)
class Anaphor:
    """A mention that waits for its antecedent.

    ``word`` is the class of its noun ("startup"), "latter", "first", "second", or "" for a pronoun; ``gender``
    masculine, feminine or "".
    ``told_apart`` by words that say which one is meant ("the grocery delivery company"), which are ``telling``,
    ``placed`` by "based", ``local`` by a place or a people ("the Milan company", "the Irish group"), ``countries`` by
    what a people tells in other languages (« le groupe irlandais »). Of several people, ``count`` tells how many (0:
    any number), ``ahead`` that their names follow ("four engineers: ...").
    """

    mention: Mention
    word: str = ""
    gender: str = ""
    told_apart: bool = False
    placed: bool = False
    count: int = 0
    ahead: bool = False
    telling: tuple[str, ...] = ()
    local: bool = False
    countries: frozenset[str] = frozenset()


def bare_name(text: str) -> str:
    """The name without the end of sentence that a missing space glued to it ("Nadella.-")."""
    return _GLUED_END.sub("", text) if text[-1:] in _DASHES else text
