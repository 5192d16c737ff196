"""Organisations that do the same, behind the verb: "Nokia relies on TSMC, as do Ericsson and Oracle"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.syntax.clauses import follows
from kg.extract.syntax.fillers import Filler
from kg.extract.syntax.grammar import Scene

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["firms_too"]


@lru_cache(maxsize=16)
def _leads(phrases: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(p[0] for p in phrases)


def firms_too(scene: Scene, fillers: Sequence[Filler], verb: Token) -> list[Filler]:
    """``fillers`` of a verb's subject, and the organisations of which the sentence then says the same."""
    phrases = scene.language.likewise_firms
    leads = _leads(phrases)
    if not fillers or leads.isdisjoint(scene.doc.lowers[verb.i + 1 : verb.sent.end]):
        return list(fillers)
    for i in range(verb.i + 1, verb.sent.end):
        n = follows(scene.doc, i, phrases) if scene.doc.lowers[i] in leads else 0
        named = scene.at.get(i + n) if n else None
        if named is not None and named.type == "Organization" and not any(f.mention.start > verb.i for f in fillers):
            return [*fillers, *scene.each([named], "order")]
    return list(fillers)
