"""Slots of a noun that triggers: owners, complements, instances, who does what it names, and whose goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.syntax.fillers import Filler
from kg.extract.syntax.othersof import owner_before
from kg.extract.syntax.predication import Predication
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["NounSlots"]

_DEPTH = 5
_FIRMS: tuple[EntityType, ...] = ("Organization",)
_CLOSING = (",", "–", "—")
_PREDICATE = 6  # tokens from a copula to its noun (« reste de loin le premier client »)


class NounSlots(Predication):
    """What a noun's phrase and its clause hold."""

    def _of(self, token: Token, end: int) -> list[Filler]:
        after = self._prepositional(token, end, sorted(self.language.of), reach=6)
        if after or self._of_unknown(end):
            return after
        return self._announced(token) or self._owner(token, end)

    def _of_unknown(self, end: int) -> bool:
        """« la branche cloud du groupe »: a whole is told, though nobody knows which; no owner elsewhere is asked."""
        i = end
        while i < min(end + 2, len(self.doc)) and self.doc[i].pos_ in ("ADJ", "PROPN") and self.doc[i].is_lower:
            i += 1
        return end < i < len(self.doc) and self.doc[i].lower_ == "du" and not self.compounds

    def _headline(self, token: Token, end: int) -> list[Filler]:
        """« Rachat de Zeta : Acme signe », « Acme : le rachat de Zeta »: the name on the other side of the colon."""
        sentence = token.sent
        colon = next((t.i for t in sentence if t.text == ":"), -1)
        if colon < 0:
            return []
        i = sentence.start if colon < token.i else colon + 1
        mention = self.at.get(i + (self.doc[i].lower_ in self.language.articles) if i < sentence.end else -1)
        whole = mention is not None and (colon > token.i or mention.end == colon)
        del end
        return list(self.each([mention], "order")) if mention is not None and whole else []

    def _main(self, token: Token, end: int) -> list[Filler]:
        """« Face à Zeta, Acme peine »: the subject of the clause that a fronted phrase opens."""
        if any(t.pos_ == "VERB" or t.text == "," for t in self.doc[token.sent.start : token.i]):
            return []
        comma = next((t.i for t in self.doc[end : token.sent.end] if t.text == ","), -1)
        mention = self.at.get(comma + 1) if comma > 0 else None
        after = self.doc[mention.end] if mention is not None and mention.end < len(self.doc) else None
        if mention is not None and after is not None and after.is_alpha and after.pos_ not in ("CCONJ", "ADP"):
            return list(self.each([mention], "syntax"))
        return self.opens_clause(comma + 1) if comma > 0 else []

    def _owner(self, token: Token, end: int) -> list[Filler]:
        del end
        return list(self.each(self.possessors(token), "syntax")) or self._antecedent_owner(token)

    def _announced(self, token: Token) -> list[Filler]:
        """« Depuis son rachat par Acme, Zeta ... », "After its purchase, Zeta ...": the owner comes after the comma."""
        i, first = token.i - 1, token.sent.start
        while i > first and self.doc[i].pos_ in ("ADJ", "NUM"):
            i -= 1
        opens = i > first and i - first <= 2 and not any(k in self.at for k in range(first, token.i))
        if not opens or self.doc[i].lower_ not in self.language.pronouns["possessive"]:
            return []
        comma = next((t.i for t in self.doc[token.i : token.sent.end] if t.text == "," and t.i + 1 < len(self.doc)), 0)
        return self.opens_clause(comma + 1) if comma else []

    def _antecedent_owner(self, token: Token) -> list[Filler]:
        """« l'incubateur dont Altman fut président »: the owner stands before « dont »."""
        if found := self._antecedent(token, ("dont",)) or self._before_dont(token):
            return found
        governor = self._governor(token)
        return self._antecedent(governor, ("dont",)) if governor is not None else []

    def _before_dont(self, token: Token) -> list[Filler]:
        """« Zeta, dont Acme est le premier actionnaire »: a copula may stand between."""
        for i in range(token.i - 1, max(token.sent.start, token.i - _PREDICATE - 4), -1):
            word = self.doc[i]
            if word.lower_ == "dont":
                before = self.at.get(i - 1 - (self.doc[i - 1].text == ","))
                return list(self.each([before], "syntax")) if before is not None else []
            if word.text in (",", ";", ":") or (word.pos_ == "VERB" and i not in self.at):
                return []
        return []

    def _actor(self, token: Token, end: int) -> list[Filler]:
        """Who does what a noun names: "by X", "X's purchase", or the subject of the verb that governs the noun."""
        by = self._prepositional(token, end, sorted(self.language.by), types=())
        return by or self._governing(token, end)

    def _governing(self, token: Token, end: int) -> list[Filler]:
        """The subject of the verb that governs the noun, or the noun's owner; not who comes after "by"."""
        del end
        owners = self.possessors(token)
        if owners:
            return list(self.each(owners, "syntax"))
        return self._of_the_clause(token)

    def _above(self, token: Token, end: int) -> list[Filler]:
        """The object of the verb that a gerund or an infinitive hangs on: "named Ann Lee, replacing Paul Roy".

        Of a participle the verb over its noun: « a nommé Anne Petit à un poste [laissé vacant] ».
        """
        del end
        if "Part" in token.morph.get("VerbForm", []) and not self.compounds:
            above = next((t for t in token.ancestors if t.pos_ == "VERB"), token)
            return self._object(above, above.i + 1, ("Person",)) if above.i < token.i else []
        if token.tag_ not in ("VBG", "VB") or token.head is token or token.head.pos_ != "VERB":
            return []
        return self._object(token.head, token.head.i + 1, ("Person",)) if token.head.i < token.i else []

    def _beside(self, token: Token, end: int) -> list[Filler]:
        """The object of the verb that this one is coordinated with: "ousted Ann Lee and installed Paul Roy"."""
        del end
        i = token.i - 1
        while i > token.sent.start and (self.doc[i].pos_ == "ADV" or self.doc[i].text == ","):
            i -= 1
        joined = i > token.sent.start and self.doc[i].lower_ in self.language.conjunctions
        before = self.at.get(i - 1) if joined else None
        if before is not None:
            return list(self.each([before], "order"))
        verb = token.head
        above = token.dep_ in self.language.labels["coordination"] and verb.pos_ == "VERB" and verb.i < token.i
        return self._object(verb, verb.i + 1, ("Person",)) if above else []

    def _named(self, token: Token, end: int) -> list[Filler]:
        """Names that are instances of a noun: « ses concurrents OpenAI et Google », « des clients comme Airbus »."""
        beside = self.name_after(self.doc[end - 1], nouns=True)
        found = [beside] if beside is not None else self.instances(self.doc[end - 1])
        if found:
            return list(self.each(found, "syntax"))
        return self._titled_after(end) or self._counted_among(token, end) or self._predicated(end)

    def _titled_after(self, end: int) -> list[Filler]:
        """ "His successor, board member Ann Lee,", "one Nova alumnus, Ann Lee,": the person after the comma."""
        i = end + 1
        if not self.compounds or i >= len(self.doc) or self.doc[end].text != ",":
            return []
        while i < min(len(self.doc), end + _PREDICATE) and i not in self.at and self.doc[i].pos_ in ("ADJ", "NOUN"):
            i += 1
        named = self.at.get(i)
        person = named is not None and named.type == "Person" and named.kind == "name"
        if person and i == end + 1 and named is not None:
            person = self.doc[min(named.end, len(self.doc) - 1)].text in _CLOSING and bool(
                self.possessors(self.doc[end - 1])
            )
        return list(self.each([named], "syntax")) if named is not None and person else []

    def _other(self, token: Token, end: int) -> list[Filler]:
        """Whom a noun without owner relates to: "Uber attacked rival Lyft", "Uber said that rival Lyft ...".

        The subject of the nearest verb above that is not named by the noun itself; failing that, the one organisation
        that the passage is about.
        """
        own = (*self._named(token, end), *self._compound(token, end), *self._head(token, end))
        named = {f.mention.entity for f in own}
        verb = self._governor(token)
        for _ in range(_DEPTH):
            if verb is None:
                break
            found = [f for f in self._fitting(self._subject_heads(verb, 0), _FIRMS) if f.mention.entity not in named]
            acting = [f for f in found if not self.salience.looks_on(f.mention)]
            if acting and verb.lower_ not in self.language.judging:
                return acting if all(f.mention.type == "Organization" for f in acting) else []
            if self._unknown_subject(verb):
                return []
            verb = self._governor(verb)
        if (owner := owner_before(self, token)) is not None and owner.entity not in named:
            return [Filler(owner, "context")]
        owned = next((c.i for c in token.children if c.i < token.i and c.tag_ == "PRP$"), token.i)
        passage = self.salience.organization(owned, {e for e in named if e is not None})
        if passage is None:
            return []
        here = (m for m in self.mentions if token.sent.start <= m.start < token.i and m.type == "Organization")
        alone = {m.entity for m in here} - named == {passage.entity}
        return [Filler(passage, "context")] if alone or self.salience.undisputed(token.i, passage, named) else []

    def _unknown_subject(self, verb: Token) -> bool:
        """Whether a verb's subject is a noun for an organisation that nobody knows ("The unit has many rivals")."""
        subjects = (c for c in verb.children if c.dep_ in self.language.labels["subject"] and c.i not in self.at)
        return any(c.lower_ in self.language.nominals["organization"] for c in subjects if c.i < verb.i)

    def _owned_by_name(self, token: Token) -> bool:
        """Whether a name owns the noun: "Apple's supplier", "Apple supplier", "a supplier of Apple"."""
        owners = self.possessors(token)
        before = self.doc[token.i - 1] if token.i else token
        pronoun = any(t.lower_ in self.language.pronouns["possessive"] for t in self.doc[max(0, token.i - 4) : token.i])
        named = bool(owners) and (not pronoun or before.i in self.at)
        return named or bool(self._prepositional(token, token.i + 1, ("of", "to", "for"), reach=3))

    def _wares(self, token: Token, end: int) -> list[Filler]:
        """Whose goods the object is: "buys Nvidia's chips", "uses Nvidia chips"; not the object itself."""
        del end
        labels = self.language.labels
        objects = [c for c in token.children if c.dep_ in labels["object"] and c.i > token.i]
        if (whose := self._whose_wares(token)) is not None:
            return whose
        counted = [g for c in objects if c.pos_ == "NUM" for p in c.children for g in p.children if p.dep_ == "prep"]
        wares = (c for c in (*objects, *counted) if c.i not in self.at and c.lower_ in self.language.assets)
        return next((found for child in wares if (found := self.behind(child, assets=True))), [])

    def _whose_wares(self, token: Token) -> list[Filler] | None:
        """ "Acme, whose chips Nova uses": the name before "whose"; None where no such clause is."""
        words = self.language.clitics.get("owner_relative", ())
        owned = (c for c in token.children if c.dep_ in self.language.labels["object"] and c.i < token.i)
        for thing in owned:
            opened = next((g for g in thing.children if g.lower_ in words), None)
            if opened is not None and opened.i > 1 and thing.lower_ in self.language.assets:
                before = self.at.get(opened.i - 1 - (self.doc[opened.i - 1].text == ","))
                return list(self.each([before], "syntax")) if before is not None else []
        return None

    def _its_compound(self, token: Token, end: int) -> list[Filler]:
        """The name between a possessive and the noun: "its DeepMind unit"."""
        found = self._compound(token, end)
        first = found[0].mention.start if found else 0
        owned = first > 0 and self.doc[first - 1].lower_ in self.language.pronouns["possessive"]
        return found if owned else []

    def _compound(self, token: Token, end: int) -> list[Filler]:
        """The name right before a noun that it qualifies: "the Whole Foods acquisition"."""
        del end
        beside = self.at.get(token.i - 1)
        named = beside is not None and beside.kind == "name" and self.compounds
        return [Filler(beside, "order")] if beside is not None and named else []

    def _goods(self, token: Token, end: int) -> list[Filler]:
        """Whose the object is: "uses Nvidia's chips", "rents servers of Oracle"; the object itself where it is one."""
        objects = [c for c in token.children if c.dep_ in self.language.labels["object"] and c.i > token.i]
        for child in objects:
            if found := self.behind(child, assets=True):
                return found
        return self.noun_phrase(end, token.sent.end)

    def _counted_among(self, token: Token, end: int) -> list[Filler]:
        """« compte Airbus parmi ses clients », « Airbus figure parmi ses clients », « parmi ses clients, Airbus »."""
        i = token.i - 1
        while (i > token.sent.start and self._in_opening(self.doc[i])) or self.doc[i].lower_ in self.language.pronouns[
            "possessive"
        ]:
            i -= 1
        if self.doc[i].tag_ == "POS" and i - 1 in self.at:
            i = self.at[i - 1].start - 1  # "among TSMC's customers"
        if i < 0 or self.doc[i].lower_ not in self.language.among:
            return []
        counting = self.doc[i].head if self.doc[i].head.pos_ in ("VERB", "AUX") else self._governor(token)
        before = self.at.get(i - 1)
        if before is not None:
            return list(self.each([before], "order"))
        after = self._right_neighbour(token, end) or self._inverted_after(token, end)
        return after or (self._subject(counting, "active") if counting is not None else [])

    def _inverted_after(self, token: Token, end: int) -> list[Filler]:
        """« Parmi les clients d'Acme figurent Zeta et Eta »: right after the verb that follows."""
        for verb in self.doc[end : min(token.sent.end, end + 8)]:
            if verb.pos_ in ("VERB", "AUX") and verb.i not in self.at:
                return self._right_neighbour(verb, verb.i + 1)
        return []
