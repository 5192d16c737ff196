"""What one article's claims have told so far, for those that leave an organisation out.

« Anne Petit, qui a fondé Nova, démissionne »; « Paul Roy l'accompagne »; « le conseil compte quatre membres ».
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.roles.rolebook import RolePhrase
from kg.extract.rules.rulebook import Rule
from kg.extract.syntax.fillers import Filler
from kg.extract.syntax.grammar import Scene

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["Told", "venture"]

_STAFF = frozenset({"joined", "left", "worksFor"})
_VENTURE = 90  # tokens back that a joint venture may have been spoken of
_PASSAGE = 70  # tokens from who joins to who joins with him


class Told:
    """Takes note of claims in text order; ``roles`` are the article's positions."""

    def __init__(self, roles: Sequence[RolePhrase]) -> None:
        self._roles = [r for r in roles if r.holders and not r.former]
        self._staffed: list[Filler] = []
        self._entered: list[tuple[int, Filler]] = []
        self._founded: dict[int, list[tuple[int, Filler]]] = defaultdict(list)
        self._round: tuple[int, Filler] | None = None

    def note(self, rule: Rule, token: Token, subject: Filler, obj: Filler) -> None:
        """``rule``, triggered at ``token``, holds between ``subject`` and ``obj``."""
        person = subject.mention.entity
        if person is None or obj.mention.entity is None or obj.mention.type != "Organization":
            return
        if rule.relation in _STAFF:
            self._staffed.append(obj)
        if rule.relation == "founded":
            self._founded[person].append((token.i, obj))
        if rule.relation == "investedIn":
            self._round = (token.i, obj)
        if rule.relation == "joined" or rule.entering:
            self._entered.append((token.i, obj))

    def house(self, i: int) -> list[Filler]:
        """The organisation of whose people the article has spoken most, by far, before token ``i``.

        « Le conseil », « ne reviendra pas »: though others do business in the passage, it is not their people's.
        """
        found = list(self._employers(i))
        ranked = Counter(f.mention.entity for f in found).most_common(2)
        clear = ranked and ranked[0][1] > 1 and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1])
        latest = (f for f in reversed(found) if clear and f.mention.entity == ranked[0][0])
        return [Filler(f.mention, "context") for f in latest][:1]

    def _employers(self, i: int) -> Iterator[Filler]:
        yield from self._staffed
        for role in self._roles:
            if role.start < i:
                yield from (f for f in role.organizations if f.mention.entity is not None)

    def comrades(self, i: int) -> list[Filler]:
        """Where the last one went of whom the passage before token ``i`` has said it."""
        at, obj = self._entered[-1] if self._entered else (-_PASSAGE, None)
        return [Filler(obj.mention, "context")] if obj is not None and i - at < _PASSAGE else []

    def raised(self, i: int) -> list[Filler]:
        """What the passage before token ``i`` has last said somebody to invest in: « Nova pourrait suivre »."""
        at, obj = self._round or (-_PASSAGE, None)
        return [Filler(obj.mention, "context")] if obj is not None and i - at < _PASSAGE else []

    def founded_by(self, people: Sequence[Filler], token: Token) -> list[Filler]:
        """The one organisation that the first of ``people`` founded, by what the sentence says before ``token``."""
        person = people[0].mention.entity if people else None
        founded = self._founded.get(person, ()) if person is not None else ()
        here = [f for i, f in founded if token.sent.start <= i < token.i]
        return [Filler(here[0].mention, "context")] if len({f.mention.entity for f in here}) == 1 else []


def venture(scene: Scene, i: int) -> list[Filler]:
    """The joint venture that the passage before token ``i`` speaks of (« la nouvelle entité »)."""
    near = (m for m in reversed(scene.mentions) if i - _VENTURE < m.start < i and m.kind == "nominal")
    return [Filler(m, "context") for m in near if m.entity is not None and _called_venture(scene, m)][:1]


def _called_venture(scene: Scene, m: Mention) -> bool:
    nouns = scene.language.nominals["organization"]
    return nouns.get(scene.doc.text_of(m.start + 1, m.end).lower()) == "venture"
