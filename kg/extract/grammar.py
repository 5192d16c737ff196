"""Grammatical slots of a trigger: who does it, to whom, after which preposition.

The parser is asked first; small models often misread names and participles, so where it gives no mention, the order of the
words is asked (nearest mention on the right side of the verb group, no clause between). A filler says which witness it has:
"syntax", "order", or "context" for a pronoun or an ellipsis that what was said before fills.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.clauses import preposition_at
from kg.extract.mentions import Mention
from kg.extract.phrases import Filler, NounPhrases
from kg.extract.verbs import Voice, antecedent_heads, clitic, relative_before, verb_group, voice_of
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Filler", "Scene", "Voice", "verb_group", "voice_of"]

_DEPTH = 5
_REACH = 14  # tokens that a slot may lie from its trigger when only the order of words tells
_PREDICATE = 6  # tokens from a copula to its noun (« reste de loin le premier client »)
_OBJECT_REACH = 12  # tokens from a verb to its object, adverbs, dates and amounts between
_ANY: tuple[EntityType, ...] = ("Person", "Organization", "Product")


class Scene(NounPhrases):
    """A parsed article with its mentions, as the rules see it."""

    def fill(self, slot: str, token: Token, end: int, voice: Voice, types: Sequence[EntityType] = _ANY) -> list[Filler]:
        """Fillers of ``slot`` for the trigger ``token``, whose wording ends before token ``end``.

        ``types`` are those that the rule takes; pronouns are read with them in mind.
        """
        if slot.startswith(("prep:", "far:")):
            kind, _, words = slot.partition(":")
            return self._prepositional(token, end, words.split("|"), types=types, far=kind == "far")
        if slot == "agent" or (slot == "subject" and voice == "passive"):
            return self._prepositional(token, end, sorted(self.language.by), types=())
        if slot == "subject" or (slot == "object" and voice == "passive"):
            return self._subject(token, voice, types)
        if slot == "object":
            return self._object(token, end, types)
        if slot.startswith("then:"):
            return self._right_after(end, slot[5:].split("|"))
        return self._of_a_noun(slot, token, end)

    def _right_after(self, end: int, prepositions: Sequence[str]) -> list[Filler]:
        """A complement that follows the trigger at once: « transfuge de Google », « passé par Meta »."""
        limit = self.doc[end - 1].sent.end
        for preposition in prepositions:
            if n := preposition_at(self.doc, end, preposition, self.language):
                return self.noun_phrase(end + n, limit)
        return []

    def _of_a_noun(self, slot: str, token: Token, end: int) -> list[Filler]:
        noun_slots: dict[str, Callable[[Token, int], list[Filler]]] = {
            "of": self._of,
            "actor": self._actor,
            "governor": self._governing,
            "head": self._head,
            "named": self._named,
        }
        return noun_slots[slot](token, end)

    # -- subject ---------------------------------------------------------------------------------------------------

    def _subject(self, token: Token, voice: Voice, types: Sequence[EntityType] = _ANY) -> list[Filler]:
        if voice == "active" and (inverted := self._inverted(token)):
            return inverted
        if fronted := self._after_fronted(token):
            return fronted
        if voice == "passive" and (described := self._described(token)):
            return described
        return self._fitting(self._subject_heads(token, 0), types) or self._left_neighbour(token)

    def _described(self, token: Token) -> list[Filler]:
        """« Anne Petit, recrutée en 2019, »: the name right before a participle without auxiliary."""
        i = token.i - 1
        if i > token.sent.start and self.doc[i].text in (",", "("):
            i -= 1
        mention = self.at.get(i)
        return list(self.each([mention], "syntax")) if mention is not None else []

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
        own = [c for c in (*token.children, *_of_auxiliaries(token)) if c.dep_ in labels["subject"]]
        own.sort(key=lambda c: (c.i > token.i, abs(c.i - token.i)))  # of two subjects, the one next to the verb
        for child in own:
            if child.lower_ in self.language.relatives:
                yield from self._before_relative(child)
                yield from antecedent_heads(token, self.language)
            else:
                yield child
        if own or depth > _DEPTH or token.head is token:
            return
        if token.dep_ in labels["modifier_clause"] and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            yield token.head
        elif (
            token.dep_
            in labels["coordination"] | labels["complement_clause"] | {"ROOT", "parataxis"} | labels["attribute"]
        ):
            yield from self._subject_heads(token.head, depth + 1)
        elif token.dep_ in labels["relative"]:
            yield from antecedent_heads(token, self.language)

    def _before_relative(self, relative: Token) -> Iterator[Token]:
        """« la fin d'OpenAI, qui dépend de ... »: the name right before the relative pronoun is asked first."""
        i = relative.i - 1
        if i > 0 and self.doc[i].text == ",":
            i -= 1
        if i in self.at:
            yield self.doc[i]

    def _inverted(self, token: Token) -> list[Filler]:
        """« l'entreprise que préside Jensen Huang »: right after « que » and the verb."""
        relative = relative_before(token, self.language)
        if (
            relative is None
            or relative.lower_ not in ("que", "qu'")
            or relative.i != verb_group(token, self.language).start - 1
        ):
            return []
        mention = self.at.get(token.i + 1)
        return list(self.each([mention], "syntax")) if mention is not None else []

    def _after_fronted(self, token: Token) -> list[Filler]:
        """« Fondée en 2012 par Anne Petit, Acme emploie ... », « Après avoir quitté Acme, elle ... »: after the comma."""
        first = token.sent.start
        opening = self.doc[first : verb_group(token, self.language).start]
        if len(opening) > 6 or any(
            t.i in self.at or t.pos_ in ("VERB", "PRON") or t.text in (",", ":") for t in opening
        ):
            return []
        if any(c.dep_ in self.language.labels["subject"] for c in token.children if c.i < token.i) or self._finite(
            token
        ):
            return []
        for comma in self.doc[token.i : token.sent.end]:
            if comma.text == "," and (found := self._opens_main_clause(comma.i + 1)):
                return found
        return []

    def _finite(self, token: Token) -> bool:
        group = verb_group(token, self.language)
        return any("VerbForm=Fin" in str(self.doc[i].morph) for i in group)

    def _opens_main_clause(self, i: int) -> list[Filler]:
        """The mention at the start of a clause whose verb follows it (an apposition may stand between)."""
        while i < len(self.doc) and i not in self.at and self.doc[i].lower_ in self.language.articles:
            i += 1
        mention = self.at.get(i)
        if mention is None:
            return []
        end = self.fellows(mention)[-1].end
        while end < len(self.doc) and self.doc[end].lower_ in self.language.skip:
            end += 1
        following = self.doc[end] if end < len(self.doc) else None
        verb = following is not None and following.pos_ in ("VERB", "AUX")
        return list(self.each([mention], "syntax")) if verb else []

    # -- object ----------------------------------------------------------------------------------------------------

    def _object(self, token: Token, end: int, types: Sequence[EntityType]) -> list[Filler]:
        labels = self.language.labels
        objects = [c for c in token.children if c.dep_ in labels["object"] and c.i > token.i]
        ways: tuple[Callable[[], list[Filler]], ...] = (
            lambda: self._fitting((c for c in objects if c.lower_ not in self.language.relatives), types),
            lambda: self._antecedent(token, ("que", "qu'")),
            lambda: self._pronoun("object", token, types),
            lambda: self._right_neighbour(token, end),
        )
        return _surest(ways, types)

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
            found = self.salience.organization(pronoun.i, subjects)
        return [Filler(found, "context")] if found is not None else []

    # -- slots of nouns --------------------------------------------------------------------------------------------

    def _of(self, token: Token, end: int) -> list[Filler]:
        after = self._prepositional(token, end, sorted(self.language.of), reach=6)
        if after:
            return after
        return (
            self._announced(token) or list(self.each(self.possessors(token), "syntax")) or self._antecedent_owner(token)
        )

    def _announced(self, token: Token) -> list[Filler]:
        """« Depuis son rachat par Acme, Zeta ... », "After its purchase, Zeta ...": the owner is named after the comma."""
        i, first = token.i - 1, token.sent.start
        while i > first and self.doc[i].pos_ in ("ADJ", "NUM"):
            i -= 1
        opens = i > first and i - first <= 2 and not any(k in self.at for k in range(first, token.i))
        if not opens or self.doc[i].lower_ not in self.language.pronouns["possessive"]:
            return []
        comma = next((t.i for t in self.doc[token.i : token.sent.end] if t.text == "," and t.i + 1 < len(self.doc)), 0)
        return self._opens_main_clause(comma + 1) if comma else []

    def _antecedent_owner(self, token: Token) -> list[Filler]:
        """« l'incubateur dont Altman fut président »: the owner stands before « dont »."""
        governor = self._governor(token)
        return self._antecedent(governor, ("dont",)) if governor is not None else []

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
        governor = self._governor(token) or token
        return self._fitting(self._subject_heads(governor, 0), _ANY)

    def _governor(self, token: Token) -> Token | None:
        governor = token
        for _ in range(_DEPTH):
            if governor.head is governor:
                break
            governor = governor.head
            if governor.pos_ in ("VERB", "AUX"):
                return governor
        return None

    def _named(self, token: Token, end: int) -> list[Filler]:
        """Names that are instances of a noun: « ses concurrents OpenAI et Google », « des clients comme Airbus »."""
        beside = self.name_after(token)
        found = [beside] if beside is not None else self.instances(self.doc[end - 1])
        if found:
            return list(self.each(found, "syntax"))
        return self._counted_among(token, end)

    def _counted_among(self, token: Token, end: int) -> list[Filler]:
        """« compte Airbus parmi ses clients », « Airbus figure parmi ses clients », « parmi ses clients, Airbus »."""
        i = token.i - 1
        while (i > token.sent.start and self._in_opening(self.doc[i])) or self.doc[i].lower_ in self.language.pronouns[
            "possessive"
        ]:
            i -= 1
        if self.doc[i].lower_ not in self.language.among:
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

    def _head(self, token: Token, end: int) -> list[Filler]:
        """Who or what a noun or an adjective is said of: the name set beside it, the subject of its copula, its noun."""
        beside = self.name_after(self.doc[end - 1]) or self.name_before(token)
        if beside is not None:
            return list(self.each([beside], "syntax"))
        if token.pos_ in ("VERB", "ADJ") and (fronted := self._after_fronted(token)):
            return fronted
        for candidate in self._said_of(token):
            fillers = self.behind(candidate) if candidate.i != token.i and candidate.pos_ not in ("VERB", "AUX") else []
            if fillers:
                return fillers
        if token.head.lower_ in self.language.role_words["copulas"]:
            return self._subject(token.head, "active")
        return self._before_predicate(token)

    def _said_of(self, token: Token) -> Iterator[Token]:
        """By the parse: its own subject, or the noun it modifies or stands in apposition to."""
        labels = self.language.labels
        own = [c for c in token.children if c.dep_ in labels["subject"]]
        modifies = token.dep_ in labels["modifier_clause"] | labels["apposition"] | labels["relative"]
        if own or token.dep_ in labels["relative"]:
            yield from self._subject_heads(token, 0)
        elif modifies and token.pos_ != "NOUN":
            yield token.head
        elif token.dep_ in labels["coordination"] and token.head.i != token.i:
            yield from self._said_of(token.head)

    def _before_predicate(self, token: Token) -> list[Filler]:
        """« est à la tête de », « devient le premier client de », "was chosen as the successor to", whatever the parse."""
        i, first = token.i - 1, max(token.sent.start, token.i - _PREDICATE)
        while i > first and (self._in_opening(self.doc[i]) or self.doc[i].lower_ in self.language.skip):
            i -= 1
        word = self.doc[i]
        if word.lower_ in self.language.role_words["copulas"]:
            return self._subject(word, "active")
        return self._governing(token, token.i + 1) if word.lower_ in self.language.presented_as else []

    # -- prepositions ----------------------------------------------------------------------------------------------

    def _prepositional(
        self,
        token: Token,
        end: int,
        prepositions: Sequence[str],
        *,
        reach: int = _REACH,
        types: Sequence[EntityType] = _ANY,
        far: bool = False,
    ) -> list[Filler]:
        by_tree = self._prepositional_by_tree(token, prepositions)
        if by_tree:
            return by_tree
        sentence_end = token.sent.end
        noun = token.pos_ in ("NOUN", "PROPN", "ADJ")
        for i in range(end, min(sentence_end, end + reach)):
            if self._breaks_clause(i, token) or (noun and not far and self._ends_phrase(i)):
                break
            for preposition in prepositions:
                if preposition in self.language.of and not far and self._noun_between(end, i):
                    continue
                n = preposition_at(self.doc, i, preposition, self.language)
                if n and (found := self.noun_phrase(i + n, sentence_end)):
                    return found
        return self._elsewhere(token, prepositions, types) if token.pos_ in ("VERB", "AUX") else []

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
            else:
                continue
            for head in heads[:1]:
                fillers = self.behind(head, assets=True)
                if fillers:
                    return fillers
        return []

    def _begins(self, i: int, prepositions: Sequence[str]) -> bool:
        return any(preposition_at(self.doc, i, p, self.language) for p in prepositions)

    # -- what a word is --------------------------------------------------------------------------------------------

    def nominal_position(self, token: Token) -> bool:
        """After an article, a possessive or a preposition that no infinitive follows: a noun, whatever the tagger says."""
        if not token.i:
            return False
        before = self.doc[token.i - 1].lower_
        determined = (
            before in self.language.determiners or before in self.language.pronouns["possessive"] or before == "'s"
        )
        return determined and self.doc[token.i - 1].pos_ != "PRON"

    def verbal_position(self, token: Token) -> bool:
        """Right after a name or an auxiliary (as in headlines), or after the comma that follows a name: a verb."""
        if not token.i:
            return False
        before = self.doc[token.i - 1]
        if token.text[:1].isupper():
            return False
        leads = self.language.be | self.language.have | self.language.reflexives | self.language.relatives
        if token.i - 1 in self.at or before.lower_ in leads or before.lower_ in self.language.clitics.get("dative", ()):
            return True
        return before.text in (",", "(") and token.i - 2 in self.at

    # -- order of words --------------------------------------------------------------------------------------------

    def _right_neighbour(self, token: Token, end: int) -> list[Filler]:
        """The first mention after the verb, before a preposition or another clause; amounts and dates are passed over."""
        i, limit = end, min(token.sent.end, end + _OBJECT_REACH)
        while i < limit:
            if i in self.at:
                return list(self.each([self.at[i]], "order"))
            if passed := self._aside(i):
                i += passed
                continue
            word = self.doc[i]
            stops = word.pos_ in ("ADP", "VERB", "PUNCT", "SCONJ") and word.lower_ not in self.language.skip
            if stops or self._breaks_clause(i, token):
                return []
            i += 1
        return []

    def _aside(self, i: int) -> int:
        """Length of « pour 7,5 milliards de dollars », « en 2014 » at token ``i``: a preposition, a number and its nouns."""
        k = i
        if self.doc[k].pos_ != "ADP" or k + 1 >= len(self.doc):
            return 0
        k += 1
        while k < len(self.doc) and (self.doc[k].lower_ in self.language.fillers or self.doc[k].like_num):
            k += 1
        return k - i if k > i + 1 else 0

    def _left_neighbour(self, token: Token) -> list[Filler]:
        """The nearest mention before the verb group that is not inside a prepositional phrase."""
        depth = 0
        group = verb_group(token, self.language)
        for i in range(token.i - 1, max(token.sent.start, token.i - 2 * _REACH) - 1, -1):
            word = self.doc[i]
            depth += (word.text == ")") - (word.text == "(")
            mention = self.at.get(i)
            if mention is None:
                if word.pos_ == "VERB" and i not in group and not self._in_aside(i, token):
                    return []
                continue
            if depth == 0 and i == mention.start and not self._after_preposition(mention):
                return list(self.each([mention], "order"))
        return []

    def _in_aside(self, i: int, token: Token) -> bool:
        """Whether token ``i`` lies between two commas before ``token`` (« Altman, qui dirigeait ..., rejoint »)."""
        commas_after = sum(t.text in (",", "—", "–") for t in self.doc[i : token.i])
        commas_before = sum(t.text in (",", "—", "–") for t in self.doc[token.sent.start : i])
        return commas_after > 0 and commas_before > 0

    def _after_preposition(self, mention: Mention) -> bool:
        i = mention.start - 1
        while i > 0 and self.doc[i].lower_ in self.language.articles - self.language.of:
            i -= 1
        return i >= 0 and (self.doc[i].pos_ == "ADP" or self.doc[i].lower_ in self.language.of | self.language.by)

    def _breaks_clause(self, i: int, token: Token) -> bool:
        word = self.doc[i]
        if word.lower_ in self.language.breaks:
            return True
        verbal = word.pos_ == "VERB" and word.dep_ in ("ROOT", "conj", "ccomp", "advcl")
        return verbal and i not in self.at and word.i > token.i + 1


def _of_auxiliaries(token: Token) -> Iterator[Token]:
    """What hangs on a word's auxiliaries: « Ledger a pour fondateur ... », where a parser gives « a » the subject."""
    for child in token.children:
        if child.i < token.i and child.dep_.startswith("aux"):
            yield from child.children


def _surest(ways: Iterable[Callable[[], list[Filler]]], types: Sequence[EntityType]) -> list[Filler]:
    """Fillers of the first way that leads to something of a right type; failing that, of the first that leads anywhere."""
    first: list[Filler] = []
    for way in ways:
        fillers = way()
        if any(f.mention.type in types for f in fillers):
            return fillers
        first = first or fillers
    return first
