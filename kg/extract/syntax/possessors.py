"""Whose a noun is: "OpenAI's new board", « leur PDG », "Nova software", « la start-up dont l'actionnaire »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.syntax.besidenouns import NamesBesideNouns

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["Possessors"]


class Possessors(NamesBesideNouns):
    """The owners of nouns in a parsed article."""

    def possessors(self, token: Token) -> list[Mention]:
        """Who stands before a noun as its owner ("OpenAI's new board", « leur PDG »)."""
        i = token.i - 1
        while i >= token.sent.start and i not in self.at and self._qualifies(self.doc[i]):
            i -= 1
        i = self._past_paired(i)
        i -= i > token.sent.start and self.doc[i].is_quote and self.doc[i - 1].tag_ in ("POS", "PRP$")  # Nova's "deal"
        if i < token.sent.start:
            return []
        if self.doc[i].lower_ in ("'s", "'", "’s", "’") and i - 1 in self.at:
            return [self.at[i - 1]]
        if self.doc[i].lower_ in self.language.pronouns["possessive"]:
            return self._pronouns_owner(i, token)
        if self.doc[i].lower_ in self.language.pronouns.get("ourselves", ()):
            return [self.at[i]] if i in self.at else []
        if self.doc[i].lower_ in self.language.clitics.get("owner_relative", ()):
            k = i - 2 if self.doc[i - 1].text == "," else i - 1
            before = self.at.get(k) or self.name_before(self.doc[k])  # "Nova, a company whose owner"
            return [before] if before is not None else []
        return self._beside_owner(token) if i == token.i - 1 else self._qualifying_owner(i, token)

    def _qualifying_owner(self, i: int, token: Token) -> list[Mention]:
        """ "Nova enterprise customers", "Nova chip suppliers": only small nouns stand between."""
        before = self.at.get(i)
        if not self.compounds or before is None or before.kind != "name" or before.type != "Organization":
            return []
        nouns = all(t.pos_ == "NOUN" and t.is_lower for t in self.doc[i + 1 : token.i])
        veterans = self.language.origin_phrases.get("veterans", ())  # "17-year Nova sales veteran Ann Lee"
        return [before] if nouns and (token.lower_ in self.language.relational or token.lower_ in veterans) else []

    def _pronouns_owner(self, i: int, token: Token) -> list[Mention]:
        """Whom the possessive at ``i`` before a noun means."""
        if self.compounds and any(t.tag_ == "VBN" for t in self.doc[i + 1 : token.i]):
            return []  # "its newly appointed chief": as often another's
        several = self.compounds and self.doc[i].lower_ in self.language.pronouns["several_own"]
        if several and (listed := self.listed_before(i)):
            return listed
        owner = self.at.get(i)  # "his", "her": a person's too
        people = [owner] if owner is not None and owner.type == "Person" and owner.entity is not None else []
        if people and token.lower_ not in self.language.proxies:
            return people  # "his career", but "his company"
        return [*(self._joined_owner(i) or self._clause_owner(token) or self.possessor_of(i)), *people]

    def _beside_owner(self, token: Token) -> list[Mention]:
        """ "OpenAI board", "Nova software"; "Nova's Alma software" is Nova's."""
        beside = self.at.get(token.i - 1)
        if beside is None or beside.kind != "name" or not self.compounds:
            return []
        asset = token.lower_ in self.language.assets
        if asset and beside.start and self.doc[beside.start - 1].lower_ in self.language.pronouns["possessive"]:
            return self.possessor_of(beside.start - 1) or [beside]  # "its Alma chips"
        maker = self.at.get(beside.start - 2) if asset else None
        owned = maker is not None and maker.type == "Organization" and self.doc[beside.start - 1].tag_ == "POS"
        return [maker] if maker is not None and owned else [beside]

    def in_relative(self, start: int, end: int) -> bool:
        """Whether a relative clause that opens after token ``start`` still goes on at ``end``: "from A, where she"."""
        opened = [i for i in range(start, end) if self.doc[i].lower_ in self.language.relatives and i]
        return bool(opened) and self.compounds and not any(t.text == "," for t in self.doc[opened[-1] : end])

    def _joined_owner(self, i: int) -> list[Mention]:
        """« Acme et ses rivaux »: Acme's. « vendue par Acme, sa maison mère »: of whom was named before Acme."""
        k = i - 1 - (i > 0 and self.doc[i - 1].lower_ in self.language.prepositions)
        beside = self.at.get(k - 1) if k > 0 else None
        if beside is None or beside.type != "Organization" or beside.place:
            return []
        if self.doc[k].lower_ in self.language.conjunctions:
            return [beside]
        if self.doc[k].text != "," or k != i - 1:
            return []
        first = self.doc[k].sent.start
        before = [m for m in self.mentions if first <= m.start < beside.start and m.type == "Organization"]
        others = [m for m in before if m.entity != beside.entity and not self.salience.looks_on(m) and not m.place]
        return others[-1:]

    def _clause_owner(self, token: Token) -> list[Mention]:
        """« Idem pour Acme, contrainte d'appeler sa rivale »: of whom the phrase is said that the possessive is in."""
        if self.compounds:
            return []
        inside = token
        for above in token.ancestors:
            said = inside.dep_ in self.language.labels["modifier_clause"] and inside.pos_ in ("VERB", "ADJ")
            named = self.at.get(above.i) if said and above.i < inside.i else None
            if named is not None:
                return [named] if named.type == "Organization" and not named.place else []
            inside = above
        return []

    def possessor_of(self, i: int) -> list[Mention]:
        """The one organisation that « son », "its", "their" or a position without owner can mean at token ``i``."""
        found = self.salience.organization(i) if not self._of_a_stranger(i) else None
        return [found] if found is not None else []

    def _of_a_stranger(self, i: int) -> bool:
        """ "The business goes on under Ann Lee, its chief": of a subject before it that nobody knows."""
        nouns, labels = self.language.nominals["organization"], self.language.labels
        nouns = nouns if self.compounds else {**nouns, **self.language.nominals["person"]}
        owned = self.doc[i].lower_ in self.language.pronouns["possessive"]
        before = self.doc[self.doc[i].sent.start : i] if owned else ()
        heads = (t for t in before if t.dep_ in labels["subject"] and t.i not in self.at and t.lower_ in nouns)
        return any(self.doc[t.i - 1].lower_ in self.language.definite for t in heads if t.i)
