"""Subjects of a verb: by the parse, over controllers, antecedents and fronted phrases, and by the order of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.syntax.clauses import past_date
from kg.extract.syntax.fillers import Filler
from kg.extract.syntax.relatives import past_aside
from kg.extract.syntax.verbs import Voice, antecedent_heads, of_auxiliaries, relative_before, verb_group
from kg.extract.syntax.wordorder import REACH, WordOrder
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["ANY_TYPE", "Subjects"]

ANY_TYPE: tuple[EntityType, ...] = ("Person", "Organization", "Product")
_DEPTH = 5


class Subjects(WordOrder):
    """Whom a verb says something of."""

    def _subject(self, token: Token, voice: Voice, types: Sequence[EntityType] = ANY_TYPE) -> list[Filler]:
        if voice == "active" and (inverted := self._inverted(token)):
            return inverted
        if fronted := (voice == "active" and self._behind_copula(token)) or self._after_fronted(token):
            return fronted
        if (voice == "passive" or self._bare_participle(token)) and (described := self._described(token)):
            return described
        if (verb := self._joined_infinitive(token)) is not None:
            return self._subject(verb, "active", types)
        if found := self._fitting(self._subject_heads(token, 0), types):
            return self._last_alone(token, found)
        others = token.i > 0 and token.nbor(-1).lower_ in self.language.cues("strangers")  # "and others run Acme"
        return [] if others or self._somebody_else(token, types) else self._left_neighbour(token, types)

    def _joined_infinitive(self, token: Token) -> Token | None:
        """« prêt à acheter Acme et à investir dans Zeta »: the infinitive before, after the same preposition."""
        i = verb_group(token, self.language).start - 1
        first = token.sent.start
        infinitive = "Inf" in token.morph.get("VerbForm", []) and not self.compounds
        if not infinitive or i < first + 2 or self.doc[i - 1].lower_ not in self.language.conjunctions:
            return None
        led = self.doc[i].lower_
        if led not in self.language.of | self.language.to | self.language.fronting:
            return None
        before = (self.doc[k] for k in range(i - 2, first, -1) if self.doc[k - 1].lower_ == led)
        return next((t for t in before if "Inf" in t.morph.get("VerbForm", [])), None)

    def _last_alone(self, token: Token, found: list[Filler]) -> list[Filler]:
        """ "Ann Lee and Paul Roy, who has left Acme": a verb in the singular says it of the last of a list.

        So does any verb after a repeated preposition ("with Ann Lee and with Paul Roy, who left Acme").
        """
        relative = next((c for c in token.children if c.lower_ in self.language.relatives and c.i < token.i), None)
        if len(found) < 2 or relative is None:
            return found
        i = relative.i - 2 if self.doc[relative.i - 1].text == "," else relative.i - 1
        last = [f for f in found if f.mention.start <= i < f.mention.end]
        finite = [c for c in token.children if c.pos_ == "AUX"] or [token]
        singular = any("Sing" in t.morph.get("Number", []) for t in finite)
        return last if last and (singular or self._led_anew(last[0].mention)) else found

    def _led_anew(self, mention: Mention) -> bool:
        """Whether a preposition of its own leads the last name of a list (« avec Anne Petit et avec Paul Roy »)."""
        i = mention.start - 1
        while i > 0 and self.doc[i].pos_ == "DET":
            i -= 1
        return i > 0 and self.doc[i].pos_ == "ADP" and self.doc[i - 1].lower_ in self.language.conjunctions

    def _somebody_else(self, token: Token, types: Sequence[EntityType]) -> bool:
        """Whether the verb's own subject is surely of another type: « que l'avocat Paul Roy a commandé à Acme »."""
        for child in token.children:
            if child.dep_ in self.language.labels["subject"] and child.i < token.i:
                beside = self.at.get(verb_group(token, self.language).start - 1)
                if beside is not None and beside.start > child.i and beside.type in types:
                    return False  # "Former Acme and Nova executive Ann Lee has joined": a title that the parser split
                if self.compounds and child.tag_ == "PRP":
                    return True  # "Before joining Acme, I worked at Nova": whoever that is, it is not Acme
                unresolved = not self.compounds and self._means_a_company(child)
                return unresolved or any(f.mention.sure and not f.mention.may_be(types) for f in self.behind(child))
        return False

    def _means_a_company(self, subject: Token) -> bool:
        """« Le groupe, maison mère d'Acme, a été racheté »: whoever that is, it is not Acme."""
        nouns = self.language.nominals["organization"]
        return subject.lower_ in nouns and subject.i not in self.at and not self.behind(subject)

    def _described(self, token: Token) -> list[Filler]:
        """« Anne Petit, récemment recrutée, »: the name right before a participle without auxiliary."""
        i = token.i - 1
        while i > token.sent.start and self.doc[i].pos_ == "ADV" and not self.compounds:
            i -= 1
        if i > token.sent.start and self.doc[i].text in (",", "("):
            i -= 1
        mention = self.at.get(i)
        return list(self.each([mention], "syntax")) if mention is not None else []

    def _bare_participle(self, token: Token) -> bool:
        """« remplace Paul Roy, parti chez Nova »: of a verb that takes « être » and is active, without it."""
        active = token.lower_ in self.language.active_participles and not self.compounds
        return active and verb_group(token, self.language).start == token.i and self.doc[token.i - 1].text == ","

    def _fitting(self, heads: Iterable[Token], types: Sequence[EntityType]) -> list[Filler]:
        """Fillers behind the first of ``heads`` that is of a right type; failing that, that may be."""
        possible: list[Filler] = []
        for head in heads:
            fillers = [f for f in self.behind(head) if f.mention.may_be(types)]
            if any(f.mention.type in types for f in fillers):
                return fillers
            possible = possible or fillers
        return possible

    def _subject_heads(self, token: Token, depth: int) -> Iterator[Token]:
        """Subject by the parse: its own, its antecedent's, or that of the verb it hangs on."""
        labels = self.language.labels
        own = [c for c in (*token.children, *of_auxiliaries(token)) if c.dep_ in labels["subject"]]
        stressing = self.language.pronouns.get("stressing", ())  # "has itself just bought Acme"
        own = [c for c in own if c.lower_ not in stressing]
        uncounted = (c for c in own if len(own) < 2 or not any(k.like_num for k in c.children))
        own = list(uncounted) or own  # « Anne Petit, ancienne de Nova, 54 [ans], a rejoint »
        own.sort(key=lambda c: (c.i > token.i, abs(c.i - token.i)))  # of two subjects, the one next to the verb
        for child in own:
            if child.lower_ in self.language.relatives:
                yield from self._before_relative(child)
                yield from self._antecedent_heads(token)
            elif child.lower_ in self.language.pronouns.get("they", ()) and child.i not in self.at:
                yield from self._speakers(token)
            else:
                yield self._of_next_clause(self._past_source(child))
        if own or depth > _DEPTH or token.head.i == token.i:
            return
        if controller := self._object_controller(token):
            yield controller
            return
        infinitive = "Inf" in token.morph.get("VerbForm", [])
        modifies = token.dep_ in labels["modifier_clause"] or (infinitive and token.dep_ in labels["relative"])
        yield from self._of_gerund(token)
        if self._prevented(token):
            return
        if modifies and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            if infinitive:
                yield from self._planner(token.head, depth + 1)
            yield token.head
        elif (
            token.dep_
            in labels["coordination"] | labels["complement_clause"] | {"ROOT", "parataxis"} | labels["attribute"]
        ):
            if token.head.i in self.at and token.head.pos_ in ("PROPN", "NOUN"):
                yield token.head  # a predicate that a parser takes for a second name
            yield from self._subject_heads(token.head, depth + 1)
        elif token.dep_ in labels["relative"]:
            yield from antecedent_heads(token, self.language)

    def _past_source(self, subject: Token) -> Token:
        """« Selon Zeta, Acme va racheter Eta »: where a parser takes the source for the subject, the name after it."""
        source = self.at.get(subject.i)
        if source is None or not source.start or self.doc[source.start - 1].lower_ not in self.language.onlookers:
            return subject
        i = source.end
        goes_on = i + 1 < len(self.doc) and self.doc[i].text == "," and i + 1 in self.at
        return self.doc[i + 1] if goes_on else subject

    def _of_gerund(self, token: Token) -> Iterator[Token]:
        """ "Adobe's interest in buying Figma", "keep Adobe from buying Figma": who would do it."""
        above = token.head.head
        if token.dep_ != "pcomp":
            return
        if self._prevented(token):
            yield from (c for c in above.children if c.dep_ in self.language.labels["object"])
        elif above.pos_ == "NOUN" and (owner := self.possessors(above)):
            yield self.doc[owner[0].end - 1]

    def _prevented(self, token: Token) -> bool:
        """ "wants to keep Acme from buying Zeta": whom the verb above keeps from it would do it."""
        above, words = token.head.head, self.language.preventing
        led = token.dep_ == "pcomp" and token.head.lower_ in words.get("prepositions", ())
        return led and above.pos_ == "VERB" and above.lower_ in words["verbs"]

    def _of_next_clause(self, subject: Token) -> Token:
        """ "Ann Lee left in May and Paul Roy went": where a parser takes "left" for a participle, two are one list."""
        for verb in subject.children:
            if verb.tag_ == "VBN" and verb.i > subject.i and verb.lower_ in self.language.active_participles:
                nexts = (c for c in subject.children if c.dep_ in self.language.labels["coordination"] and c.i > verb.i)
                return next(nexts, subject)
        return subject

    def _speakers(self, token: Token) -> Iterator[Token]:
        """ "Acme and Nova said they would ...": whom "they" stands for where no people are meant."""
        if token.dep_ == "ccomp" and token.head.pos_ == "VERB":
            heads = (c for c in token.head.children if c.dep_ in self.language.labels["subject"] and c.i in self.at)
            yield from (c for c in heads if len(self.fellows(self.at[c.i])) > 1)
        elif token.dep_ == "conj" and self.compounds:
            yield from self._subject_of_two(token)

    def _subject_of_two(self, token: Token) -> Iterator[Token]:
        """ "Acme and Nova announced a deal, and they will ...": the two whom the first clause is about."""
        first = next((c for c in token.head.children if c.dep_ in self.language.labels["subject"]), None)
        listed = self.fellows(self.at[first.i]) if first is not None and first.i in self.at else []
        if first is not None and len(listed) > 1 and all(m.type != "Person" for m in listed):
            yield first

    def _planner(self, noun: Token, depth: int) -> Iterator[Token]:
        """Whose plan it is: "Adobe dropped its plan to buy Figma", « le projet d'Acme de racheter Zeta »."""
        owners = self.possessors(noun)
        if owners:
            yield self.doc[owners[0].end - 1]
        elif noun.dep_ not in self.language.labels["subject"] and noun.head is not noun:
            yield from self._subject_heads(noun.head, depth)

    def _object_controller(self, token: Token) -> Token | None:
        """« choisit Anne Petit pour diriger ... »: the one chosen does what the infinitive says."""
        if token.head.lower_ not in self.language.object_control or token.head.i > token.i:
            return None
        if "Inf" not in token.morph.get("VerbForm", []):
            return None
        objects = (c for c in token.head.children if c.dep_ in self.language.labels["object"])
        return next((c for c in objects if c.i < token.i and c.i in self.at), None)

    def _antecedent_heads(self, token: Token) -> Iterator[Token]:
        """What "who" stands for, and of whom that is said: "Ann Lee is an engineer who works at Acme"."""
        for head in antecedent_heads(token, self.language):
            yield head
            if head.dep_ in self.language.labels["attribute"]:
                yield from (c for c in head.head.children if c.dep_ in self.language.labels["subject"])
            elif head.dep_ in self.language.labels["apposition"] and head.head.i in self.at:
                yield head.head  # "Ann Lee, a former Acme president who now backs Zeta"

    def _before_relative(self, relative: Token) -> Iterator[Token]:
        """« la fin d'OpenAI, qui dépend de ... »: the name right before the relative pronoun is asked first."""
        i = relative.i - 1
        if i > 0 and self.doc[i].text == ",":
            i -= 1
        if i in self.at:
            person = past_aside(self.doc, self.at, i) if relative.tag_ == "WP" and self.compounds else None
            yield person if person is not None and self.at[i].type == "Organization" else self.doc[i]

    def _inverted(self, token: Token) -> list[Filler]:
        """« l'entreprise que préside Jensen Huang »: right after « que » and the verb."""
        relative = relative_before(token, self.language)
        if (
            relative is None
            or relative.lower_ not in self.language.inverting
            or relative.i != verb_group(token, self.language).start - 1
        ):
            return []
        mention = self.at.get(token.i + 1)
        return list(self.each([mention], "syntax")) if mention is not None else []

    def _after_fronted(self, token: Token) -> list[Filler]:
        """« Fondée en 2012 par Anne Petit, Acme emploie ... », « Après avoir quitté Acme, elle ... »."""
        first = past_date(self.doc, token.sent.start, token.i) if self.compounds else token.sent.start
        opening = self.doc[first : verb_group(token, self.language).start]
        if len(opening) > 6 or any(
            t.i in self.at or t.pos_ in ("VERB", "PRON") or t.text in (",", ":") for t in opening
        ):
            return []
        own = [c for c in token.children if c.dep_ in self.language.labels["subject"] and c.i < token.i]
        if any(c.lower_ not in self.language.fillers for c in own) or self._finite(token):
            return []  # « Un [mois] après avoir quitté Acme, elle ... » has no subject of its own
        for comma in self.doc[token.i : token.sent.end]:
            if comma.text == "," and (found := self.opens_clause(comma.i + 1)):
                return found
        return []

    def _behind_copula(self, token: Token) -> list[Filler]:
        """ "Replacing Paul Roy as chief is Ann Lee", "Also leaving are Ann Lee and Paul Roy": the name after "is"."""
        first, copulas = token.sent.start, self.language.role_words["copulas"]
        if token.tag_ != "VBG" or any(t.pos_ not in ("ADV", "PUNCT", "SPACE") for t in self.doc[first : token.i]):
            return []
        for i in range(token.i + 1, min(token.sent.end, token.i + REACH)):
            word = self.doc[i]
            if word.lower_ in copulas:
                return [Filler(m, "syntax") for m in self._listed_from(i + 1) for m in self.fellows(m)]
            if word.pos_ == "VERB" or word.text in (",", ";"):
                return []
        return []

    def _finite(self, token: Token) -> bool:
        group = verb_group(token, self.language)
        return any("VerbForm=Fin" in str(self.doc[i].morph) for i in group)

    def opens_clause(self, i: int) -> list[Filler]:
        """The mention at the start of a clause whose verb follows it (an apposition may stand between)."""
        led_in = self.language.articles | self.language.person_titles
        while i < len(self.doc) and i not in self.at and {self.doc[i].text, self.doc[i].lower_} & led_in:
            i += 1
        mention = self.at.get(i)
        if mention is None:
            return []
        end = self.fellows(mention)[-1].end
        while end < len(self.doc) and self.doc[end].lower_ in self.language.skip:
            end += 1
        acts = end < len(self.doc) and self.doc[end].pos_ in ("VERB", "AUX")
        return list(self.each([mention], "syntax")) if acts else []
