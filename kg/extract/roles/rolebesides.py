"""The organisation of a position that is told beside its holder, or of the staff whom its holder is an example of."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.roles.rolechains import RoleChains
from kg.extract.syntax.grammar import Filler

__all__ = ["RoleBesides"]

_STAFF = 8  # tokens from "including" back to the organisation whose staff is told


class RoleBesides(RoleChains):
    """Places of positions that are in neither their complement nor their owner."""

    def told_beside(self, begins: int, ends: int, holders: Sequence[Filler], corporate: bool) -> tuple[Filler, ...]:
        """ "Former sales chief Ann Lee of Nova", "several executives at Nova, including finance chief Ann Lee"."""
        if len(holders) != 1 or not self.scene.compounds:
            return ()
        name = holders[0].mention
        after = self.doc.lowers[name.end : name.end + 1] if name.start >= ends and name.kind == "name" else []
        if not self.language.of.isdisjoint(after) and (found := self._complement(name.end, corporate)) is not None:
            return found[0]
        return self._among_staff(begins)

    def _among_staff(self, begins: int) -> tuple[Filler, ...]:
        """The organisation of the staff of whom a list gives examples: "engineers at Nova's lab, including [...]"."""
        k = begins - self._ends_with(begins, self.language.likening) - 1
        if k + 1 == begins:
            return ()
        k, last = k - (self.doc[k].text == ","), max(self.doc[begins].sent.start, k - _STAFF)
        staff = self.doc[k].lower_ in self.language.people
        while k > last and k not in self.scene.at and (self._qualifies(k) or self.doc[k].pos_ in ("NOUN", "PART")):
            k -= 1
        employer = self.scene.at.get(k)
        if employer is None or employer.type != "Organization" or employer.kind != "name" or employer.start < 2:
            return ()
        people, led = self.doc[employer.start - 2], self._employs(employer.start - 1)
        told = staff or (led and people.lower_ in self.language.people - self.language.relational)
        return (Filler(employer, "order"),) if told else ()

    def recalled(self, begins: int, ends: int) -> tuple[Filler, ...]:
        """ "Ann Lee joined Nova in May. [The former Acme engineer] will run its labs.": the one person told before."""
        opens = self.doc[begins].is_sent_start and self.doc[begins].lower_ in self.language.definite
        if not (opens and self.scene.compounds) or ends >= len(self.doc) or ends in self.scene.at:
            return ()
        if self.doc[ends].pos_ not in ("VERB", "AUX", "ADV"):
            return ()
        person = self.scene.salience.person(begins)
        return (Filler(person, "context"),) if person is not None else ()

    def _employs(self, i: int) -> bool:
        return self.doc[i].lower_ in self.book.employers | self.language.of
