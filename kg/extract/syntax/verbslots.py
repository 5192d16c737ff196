"""Objects and prepositional complements of a verb, by the parse first and by the order of words after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from kg.extract.syntax.clauses import phrase_length, preposition_at
from kg.extract.syntax.fillers import Filler
from kg.extract.syntax.lists import closes_aside
from kg.extract.syntax.subjects import ANY_TYPE, Subjects
from kg.extract.syntax.verbs import antecedent_heads, clitic, relative_before
from kg.extract.syntax.wordorder import REACH
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["VerbSlots"]

_AUXILIARIES = 4  # tokens from « et » to the verb that it coordinates (« et a ensuite longtemps dirigé »)


class VerbSlots(Subjects):
    """What a verb's clause holds."""

    @property
    def _own_words(self) -> frozenset[str]:
        """Nouns that stand for their owner, and what amounts and dates are made of."""
        return self.language.proxies | self.language.fillers

    # -- object ----------------------------------------------------------------------------------------------------

    def _object(self, token: Token, end: int, types: Sequence[EntityType]) -> list[Filler]:
        labels = self.language.labels
        objects = [c for c in token.children if c.dep_ in labels["object"] and c.i > token.i]
        if self._goes_on_to(end):
            return []  # "is leaving to build Acme"
        ways: tuple[Callable[[], list[Filler]], ...] = (
            lambda: self._fitting((c for c in objects if c.lower_ not in self.language.relatives), types),
            lambda: self._relative_object(token),
            lambda: self._inside(token, end),
            lambda: self._pronoun("object", token, types),
            lambda: self._right_neighbour(token, end),
            lambda: self._shared(token, end, types),
        )
        return _surest(ways, types)

    def _shared(self, token: Token, end: int, types: Sequence[EntityType]) -> list[Filler]:
        """« a fondé [et dirige] Acme », "founded [and later sold] Acme": the object of the verb right behind.

        Only of verbs that never lack one, where a language lists these ("left and joined Acme").
        """
        sharing, joined = self.language.cues("sharing"), self.language.conjunctions
        if (self.compounds and token.lower_ not in sharing) or not joined.intersection(self.doc.lowers[end : end + 1]):
            return []
        i = end + 1
        while i < len(self.doc) and i < end + _AUXILIARIES and self.doc[i].pos_ in ("AUX", "ADV"):
            i += 1
        verb = self.doc[i] if i < len(self.doc) else token
        return self._object(verb, i + 1, types) if verb.pos_ == "VERB" and verb.i > token.i else []

    def _goes_on_to(self, i: int) -> bool:
        """Whether an infinitive of its own follows right behind a verb that takes none as its object."""
        cues, last = self.language.cues("departing"), len(self.doc) - 1
        led = self.compounds and 0 < i < last and self.doc[i].lower_ == "to" and self.doc[i + 1].tag_ == "VB"
        return led and self.doc[i - 1].lower_ in cues

    def _relative_object(self, token: Token) -> list[Filler]:
        """What « que », "which" stands for, a subject between it and the verb; "the firm Acme bought" has none."""
        words = self.language.clitics.get("object_relative", ())
        relative = relative_before(token, self.language)
        if relative is not None and (
            relative.lower_ in self.language.object_only or self._subject_between(relative, token)
        ):
            return self._antecedent(token, words)
        heads = list(antecedent_heads(token, self.language)) if relative is None else []
        own = [c for c in token.children if c.dep_ in self.language.labels["subject"] and c.i < token.i]
        return self.behind(heads[0]) if heads and own and token.dep_ in self.language.labels["relative"] else []

    def _subject_between(self, relative: Token, verb: Token) -> bool:
        return any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in self.doc[relative.i + 1 : verb.i])

    def _antecedent(self, token: Token, words: Sequence[str]) -> list[Filler]:
        """What « que », « dont », « auquel » before a verb stands for: the noun phrase right before it."""
        relative = relative_before(token, self.language)
        if relative is None:
            return []
        i = relative.i - 1
        led = self.doc[i].pos_ == "ADP" and i > relative.sent.start  # « dans laquelle », « chez qui »
        if (self.doc[i].lower_ if led else relative.lower_) not in words:
            return []
        i -= led
        if self.doc[i].text == ",":
            i -= 1
        mention = self.at.get(i)
        if mention is not None and not mention.place:
            return list(self.each([mention], "syntax"))
        heads = (*antecedent_heads(token, self.language), self.doc[i])
        return next((f for head in heads if not self._is_place(head) and (f := self.behind(head))), [])

    def _inside(self, token: Token, end: int) -> list[Filler]:
        """The object that cuts a phrase in two: "let Ann Lee go", "brought Ann Lee back"."""
        mention = self.at.get(token.i + 1)
        return list(self.each([mention], "order")) if mention is not None and mention.end < end else []

    def _is_place(self, token: Token) -> bool:
        mention = self.at.get(token.i)
        return mention is not None and mention.place

    def _pronoun(self, kind: str, token: Token, types: Sequence[EntityType]) -> list[Filler]:
        """« la remplace », « lui a succédé », « en devient »: who was spoken of last, the subject aside."""
        pronoun = clitic(token, kind, self.language) if types else None
        if pronoun is None:
            return []
        subjects = {f.mention.entity for f in self._subject(token, "active") if f.mention.entity is not None}
        mention = self.at.get(pronoun.i)
        if mention is not None and mention.type in types and mention.entity not in subjects:
            return list(self.each([mention], "context"))
        found = None
        if "Person" in types and kind in ("object", "dative"):
            found = self.salience.person(pronoun.i, subjects)
        elif "Organization" in types and kind != "object":  # « l'avait soutenue » is mostly said of a fact or a plan
            found = self.salience.nearest(pronoun.i, subjects)
        return [Filler(found, "context")] if found is not None else []

    # -- prepositions ----------------------------------------------------------------------------------------------

    def _prepositional(
        self,
        token: Token,
        end: int,
        prepositions: Sequence[str],
        *,
        reach: int = REACH,
        types: Sequence[EntityType] = ANY_TYPE,
        far: bool = False,
    ) -> list[Filler]:
        return self._continued(self._first_led(token, end, prepositions, reach=reach, types=types, far=far))

    def _continued(self, fillers: list[Filler]) -> list[Filler]:
        """With those that a list goes on to name behind a noun: « Acme et d'autres fonds, dont Zeta et Eta »."""
        last = max((f.mention.end for f in fillers), default=0)
        if not last or last >= len(self.doc) or any(f.mention.kind == "pronoun" for f in fillers):
            return fillers
        n = self._conjunction_at(last)
        alone = self.doc[last].text == "," and len(fillers) == 1
        if alone and closes_aside(self.doc, fillers[0].mention, self.at, self.language):
            return fillers
        if not n or last + n in self.at:
            return fillers
        more = self.noun_phrase(last + n, self.doc[last].sent.end)
        known = {f.mention.start for f in fillers}
        return [*fillers, *(f for f in more if f.mention.start not in known and not f.proxy)]

    def _conjunction_at(self, i: int) -> int:
        """Length of "and", « ainsi que » with the comma before and the preposition that it repeats."""
        k = i + (self.doc[i].text == ",")
        n = next((n for c in self.language.conjunctions if (n := phrase_length(self.doc, k, c.split()))), 0)
        if not n:
            return 0
        k += n
        repeats = k < len(self.doc) and self.doc[k].lower_ in self.language.prepositions
        return k + repeats - i

    def _first_led(
        self,
        token: Token,
        end: int,
        prepositions: Sequence[str],
        *,
        reach: int,
        types: Sequence[EntityType],
        far: bool,
    ) -> list[Filler]:
        by_tree = self._prepositional_by_tree(token, prepositions)
        if by_tree:
            return by_tree
        sentence_end = token.sent.end
        noun = token.pos_ in ("NOUN", "PROPN", "ADJ")
        outside = False  # past the noun's own phrase, where « de » no longer belongs to it
        i, limit = end - 1, min(sentence_end, end + reach)
        while (i := i + 1) < limit:
            led = self.doc[i].text == "," and any(self._led_at(i + 1, p) for p in prepositions)
            if self.doc[i].text == "," and not led and (aside := self._between_commas(i)):
                i, limit = (
                    i + aside - 1,
                    min(sentence_end, limit + aside),
                )  # « le rachat, pour 700 millions de dollars, d'Acme »
                continue
            outside = outside or (noun and self._ends_phrase(i))
            if self._breaks_clause(i, token) or (outside and not far):
                break
            if self.doc[i].lower_ in self.language.cues("sources"):
                i = self._over_source(i, limit)
            if i > end and self.doc[i - 1].lower_ in self.language.stays:
                continue  # « recruté après un passage chez Nova »: where somebody was before
            for preposition in prepositions:
                if preposition in self.language.of and (outside or (not far and self._noun_between(end, i))):
                    continue
                n = preposition_at(self.doc, i, preposition, self.language)
                if n and (found := self.noun_phrase(i + n, sentence_end)) and not self._absolute(i, found):
                    return found
        return self._elsewhere(token, prepositions, types) if token.pos_ in ("VERB", "AUX") else []

    def _over_source(self, i: int, limit: int) -> int:
        """« commande, [selon] le quotidien, des puces à Nova », « détient 12 % du capital, [selon] la SEC »."""
        return next((t.i for t in self.doc[i:limit] if t.text == ","), limit)

    def _led_at(self, i: int, preposition: str) -> bool:
        """« lève des fonds, [auprès de] grands noms, tels qu'Acme »: what stands between commas is asked for."""
        return preposition not in self.language.of and preposition_at(self.doc, i, preposition, self.language) > 1

    def _absolute(self, i: int, found: Sequence[Filler]) -> bool:
        """ ", with Acme owning both": a clause of its own, of which the preposition's noun is the subject."""
        end = max(f.mention.end for f in found)
        if i < 1 or self.doc[i - 1].text != "," or self.doc[i].lower_ not in self.language.accompanying:
            return False
        return end < len(self.doc) and self.doc[end].tag_ == "VBG"

    def _noun_between(self, start: int, end: int) -> bool:
        """Whether a « de » at ``end`` belongs to a noun in between rather than to the trigger."""
        return any(
            t.pos_ in ("NOUN", "PROPN") and t.i not in self.at and t.lower_ not in self.language.fillers
            for t in self.doc[start:end]
        )

    def _ends_phrase(self, i: int) -> bool:
        """A verb or a comma ends what can belong to a noun."""
        word = self.doc[i]
        past_participle = "Part" in word.morph.get("VerbForm", []) and "Past" in word.morph.get("Tense", [])
        return word.text in (",", "(", ")", "«", "»") or (word.pos_ in ("VERB", "AUX") and not past_participle)

    def _elsewhere(self, token: Token, prepositions: Sequence[str], types: Sequence[EntityType]) -> list[Filler]:
        """A complement that stands before its verb: « dont », « auquel », « lui », « y », « en »."""
        words = set(prepositions)
        for kind, asked in (
            ("origin", self.language.of),
            ("dative", self.language.to),
            ("place", self.language.inside),
        ):
            if not words & asked:
                continue
            relative = self._antecedent(token, (*self.language.clitics.get(f"{kind}_relative", ()), *prepositions))
            if found := relative or self._pronoun(kind, token, types):
                return found
        return []

    def _prepositional_by_tree(self, token: Token, prepositions: Sequence[str]) -> list[Filler]:
        labels = self.language.labels
        for child in token.children:
            if child.i < token.i and child.dep_ not in labels["oblique"]:
                continue
            if labels["case_child"] and child.dep_ in labels["oblique"] and self._begins(child.i, prepositions):
                heads = [g for g in child.subtree if g.dep_ in labels["case_child"]]
            elif labels["case"] and child.dep_ in labels["oblique"]:
                cases = [g for g in child.children if g.dep_ in labels["case"]]
                heads = [child] if any(self._begins(g.i, prepositions) for g in cases[:1]) else []
                if heads and cases[0].lower_ in self.language.of and self._another_thing(token, child):
                    continue
            else:
                continue
            for head in heads[:1]:
                fillers = self.behind(head, assets=True)
                if fillers and not (head.i > token.i > fillers[0].mention.start and fillers[0].witness == "syntax"):
                    return fillers  # « Acme, la filiale de jeux de Zeta »: the games are not Acme
        return []

    def _another_thing(self, noun: Token, complement: Token) -> bool:
        """« le rachat des tours de l'opérateur »: of two complements with « de » the first is what is bought."""
        if self.compounds or noun.pos_ != "NOUN":
            return False
        between = [
            c for c in noun.children if noun.i < c.i < complement.i and c.dep_ in self.language.labels["oblique"]
        ]
        things = [c for c in between if c.pos_ == "NOUN" and c.i not in self.at and c.lower_ not in self._own_words]
        return any(g.lower_ in self.language.of for c in things for g in c.children if g.i < c.i)

    def _begins(self, i: int, prepositions: Sequence[str]) -> bool:
        return any(preposition_at(self.doc, i, p, self.language) for p in prepositions)


def _surest(ways: Iterable[Callable[[], list[Filler]]], types: Sequence[EntityType]) -> list[Filler]:
    """Fillers of the first way that leads to a right type; failing that, of the first that leads anywhere."""
    first: list[Filler] = []
    for way in ways:
        fillers = way()
        if any(f.mention.type in types for f in fillers):
            return fillers
        first = first or fillers
    return first
