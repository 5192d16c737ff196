"""Which of an article's positions a verb or a noun speaks of (« nommé directeur », "joined as chief scientist")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.roles.rolebook import RolePhrase
from kg.extract.rules.rulebook import Rule
from kg.extract.syntax.clauses import sentence_bounds
from kg.extract.syntax.grammar import Filler, Scene

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["Positions"]

_REACH = 16  # tokens from a verb to the role it gives (« rejoint Microsoft pour ... en tant que directeur »)


class Positions:
    """The positions of one scene."""

    def __init__(self, scene: Scene, roles: Sequence[RolePhrase]) -> None:
        self.scene, self.doc, self.roles = scene, scene.doc, roles

    def of(self, rule: Rule, token: Token, end: int, people: Sequence[Filler]) -> RolePhrase | None:
        """The position a verb or noun speaks of: led in by « comme », "as", or beside one of its people."""
        start, stop = sentence_bounds(self.doc, token.i)
        left = rule.relation == "left"
        near = [
            r
            for r in self.roles
            if r.led_in and end <= r.start < min(stop, end + _REACH) and not self._divided(end, r.start)
        ]
        near = [r for r in near if not (left and self._ahead(r, end))]
        if near:
            return near[0]
        entities = {f.mention.entity for f in people}
        beside = (
            r for r in self.roles if start <= r.start < stop and not r.former and not (left and self._ahead(r, end))
        )
        return next((r for r in beside if any(h.mention.entity in entities for h in r.holders)), None)

    def own(self, rule: Rule, token: Token, role: RolePhrase | None, subject: Filler, obj: Filler) -> RolePhrase | None:
        """``role`` if it is this subject's, else of several who leave the one that each has beside his own name."""
        if role is not None and self.fits(rule, role, subject, obj):
            return role
        if rule.relation != "left" or subject.mention.entity is None:
            return None
        start, stop = sentence_bounds(self.doc, token.i)
        beside = (r for r in self.roles if start <= r.start < stop and not r.former and not r.led_in)
        held = (r for r in beside if not self._ahead(r, token.i + 1) and self.fits(rule, r, subject, obj))
        return next(held, None)

    def _ahead(self, role: RolePhrase, end: int) -> bool:
        """ "resigned to become chief of Acme": not the position that is left; ``end`` is behind the verb of leaving."""
        first = max(0, role.begins - 3, end if end <= role.begins else 0)
        return any(t.tag_ == "VB" for t in self.doc[first : role.start])

    def _divided(self, start: int, end: int) -> bool:
        """Whether another clause holds token ``end``: one after a stop, or a relative one that has not closed."""
        if any(self.doc[i].text in (";", ":", "\n") or self.doc[i].text == "." for i in range(start, end)):
            return True
        return self.scene.in_relative(start, end)

    @staticmethod
    def fits(rule: Rule, role: RolePhrase, subject: Filler, obj: Filler) -> bool:
        """Whether the role is this subject's: its own holder, and of this organisation if it names one.

        What somebody is called who joins ("Ann Lee, a physicist, has joined Acme") is not what he joins as.
        """
        if role.holders and not any(h.mention.entity == subject.mention.entity for h in role.holders):
            return False
        if not role.led_in and (
            not role.holders or (rule.relation == "joined" and (role.guessed or not role.organizations))
        ):
            return False
        if rule.relation == "worksFor" and not role.led_in and role.founding:
            return False  # "Ann Lee, its founder, sits on Nokia's board"
        if not role.organizations or (role.guessed and rule.relation != "worksFor"):
            return True
        return any(o.mention.entity == obj.mention.entity for o in role.organizations)
