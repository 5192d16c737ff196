"""Of whom "Other shareholders include ..." are: of whom the sentence before has named one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.names.mentions import Mention
    from kg.extract.parsing.parsed import Token
    from kg.extract.syntax.possessors import Possessors

__all__ = ["owner_before"]

_OPENS = 2  # tokens from a sentence's beginning to the noun


def owner_before(scene: Possessors, noun: Token) -> Mention | None:
    """ "Acme is Nova's largest shareholder. Other [shareholders] include Zeta": Nova; None where nothing tells."""
    doc, start = scene.doc, noun.sent.start
    others = scene.language.role_words.get("others", ())
    opens = start and 0 < noun.i - start <= _OPENS and doc[noun.i - 1].lower_ in others
    if not opens or not scene.compounds:
        return None
    one = noun.lower_.removesuffix("s")
    for t in reversed(doc[doc[start - 1].sent.start : start]):
        if t.lower_.removesuffix("s") == one:
            owners = scene.possessors(t) or _led(scene, t)
            named = {m.entity for m in owners if m.type == "Organization"}
            return owners[0] if len(named) == 1 else None
    return None


def _led(scene: Possessors, noun: Token) -> list[Mention]:
    """ "shareholders in Nova", "customers of Nova"."""
    after = scene.at.get(noun.i + 2)
    led = noun.i + 2 < len(scene.doc) and scene.doc[noun.i + 1].lower_ in scene.language.cues("held_in")
    return [after] if led and after is not None else []
