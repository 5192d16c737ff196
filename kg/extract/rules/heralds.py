"""People told by number or part before they are named: « trois des cinq fondateurs partent. A, B et C ... ».

Exactly as many as were told must open what follows, or stand behind a colon; else nobody is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.syntax.fillers import Filler
from kg.extract.syntax.grammar import Scene

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["Heralds"]

_BEFORE = 5  # tokens before the noun that may hold the number (« trois de ses cinq »)
_CLAUSES = 3  # clauses of what follows that may each begin with one of them
_ENDS = frozenset({".", "!", "?"})


class Heralds:
    """Reads one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.doc, self.language = scene, scene.doc, scene.language

    def of(self, noun: Token) -> list[Filler]:
        """The people whom ``noun`` (« fondateurs ») tells before they are named; none where it could be others."""
        colon = next((t.i for t in self.doc[noun.i : noun.sent.end] if t.text == ":"), -1)
        count = self._count(noun)
        named = self._behind(colon) if colon > 0 else list(self._opening(noun.sent.end, count))
        fits = bool(named) and (len(named) == count or (colon > 0 and not count))
        return [Filler(m, "order") for m in named] if fits and not self._named_before(noun) else []

    def _count(self, noun: Token) -> int:
        """How many: « deux autres fondateurs », « trois de ses cinq fondateurs », « un cofondateur »; 0 if untold."""
        for i in range(max(noun.sent.start, noun.i - _BEFORE), noun.i):
            word = self.doc[i].lower_
            if word in self.language.numerals:
                return self.language.numerals[word]
            if word in self.language.indefinite and not any(k in self.scene.at for k in range(i, noun.i)):
                return 1
        return 0

    def _named_before(self, noun: Token) -> bool:
        """Whether the sentence has named a person already: the noun may be of that one."""
        people = (m for m in self.scene.mentions if noun.sent.start <= m.start < noun.i)
        return any(m.type == "Person" for m in people)

    def _behind(self, colon: int) -> list[Mention]:
        """The names behind a colon, each after a comma or « et », whatever is said of them in between."""
        joints, end = self.language.conjunctions | {",", ":"}, self.doc[colon].sent.end
        if colon + 1 >= end and colon + 1 < len(self.doc):
            end = self.doc[colon + 1].sent.end
        people = (m for m in self.scene.mentions if colon < m.start < end and m.type == "Person" and m.kind == "name")
        return [m for m in people if self.doc[m.start - 1].lower_ in joints]

    def _opening(self, start: int, count: int) -> Iterator[Mention]:
        """The people with whom the next clauses begin, a list or one each."""
        found = 0
        for _ in range(_CLAUSES):
            while start < len(self.doc) and self.doc[start].is_space:
                start += 1
            first = self.scene.at.get(start)
            if first is None or first.type != "Person" or first.kind != "name" or first.start != start:
                return
            listed = self.scene.fellows(first)
            yield from listed
            found += len(listed)
            start = self.doc[start].sent.end
            if found >= count or start >= len(self.doc) or self.doc[start - 1].text in _ENDS:
                return
