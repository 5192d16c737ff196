"""Noun phrases and the mentions that they stand for: complements, owners, instances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clauses import follows
from kg.extract.fillers import Filler, Witness
from kg.extract.mentions import Mention
from kg.extract.possessors import Possessors

if TYPE_CHECKING:
    from kg.extract.parsed import Token

__all__ = ["NounPhrases"]

_PHRASE = 7  # tokens from an article to the name it leads to (« la jeune société américaine de logiciels Acme »)
_INSTANCES = 8  # tokens from a noun to the words that list its instances
_TITLE = 7  # tokens from "including" to the name that a position introduces
_LETTERS = ("NOUN", "ADJ", "PROPN")


class NounPhrases(Possessors):
    """What stands behind a noun in a parsed article."""

    # -- behind a noun ---------------------------------------------------------------------------------------------

    def behind(self, token: Token, witness: Witness = "syntax", *, assets: bool = False) -> list[Filler]:
        """The mentions that a noun phrase's head token stands for, with their co-ordinated fellows."""
        mention = self.at.get(token.i)
        if mention is None and self.compounds and token.lower_ in self.language.pronouns["persons"]:
            return [Filler(m, "context") for m in self.listed_before(token.i)]
        if mention is not None:
            return [Filler(m, witness) for m in self.fellows(mention)]
        pair = self.pair(token)
        if pair:
            return [Filler(m, "context") for m in pair]
        named = self._apposed(token) or (self.instances(token) if self._has_instances(token) else [])
        named = named or self._instances_afar(token)
        if named:
            return [Filler(m, witness) for a in named for m in self.fellows(a)]
        stands = token.lower_ in self.language.proxies and token.lower_ not in self.language.relational
        if stands or (assets and token.lower_ in self.language.assets):
            owners = [Filler(m, witness, proxy=True) for a in self.complement(token) for m in self.fellows(a)]
            if token.lower_ in self.language.nominals["organization"]:
                owners = [f for f in owners if f.mention.type != "Person"]  # "Ann Lee's company" is not Ann Lee
            if owners or token.lower_ not in self.language.nominals["organization"]:
                return owners
        return self._conjoined(token, witness) or self._beside_left(token, witness)

    def _has_instances(self, token: Token) -> bool:
        """Whether names can follow as instances of it: a noun, or "those" ("those leaving include Ann Lee")."""
        return token.pos_ != "PRON" or (self.compounds and token.lower_ in self.language.totals)

    def pair(self, token: Token) -> list[Mention]:
        """« les deux groupes », « ces deux entités »: the two organisations that the text spoke of last."""
        if token.lower_ not in self.language.pair_nouns or token.i < 2:
            return []
        qualified = self.compounds and self.doc[token.i - 1].pos_ == "ADJ"  # "the two former adversaries"
        before = self.doc[token.i - 1 - qualified]
        return self.salience.two(token.i) if before.lower_ in self.language.pair_words else []

    def _conjoined(self, token: Token, witness: Witness) -> list[Filler]:
        """« deux figures de l'IA, Altman et Brockman » or "researchers and Altman": names further on in the phrase."""
        coordinated = (c for c in token.children if c.dep_ in self.language.labels["coordination"] and c.i in self.at)
        lists = [self.fellows(self.at[child.i]) for child in coordinated]
        return [Filler(m, witness) for names in lists if not self._led_in(token.i, names[0]) for m in names]

    def _led_in(self, noun: int, mention: Mention) -> bool:
        """« des contrats avec Acme et Zeta »: the list hangs on a preposition, and Zeta is not a second contract."""
        before = self.doc[mention.start - 1]
        return noun < before.i and before.pos_ == "ADP" and before.lower_ not in self.language.of and not self.compounds

    def _beside_left(self, token: Token, witness: Witness) -> list[Filler]:
        """« Twitch, la plateforme de vidéo, » the name that a noun after a comma describes."""
        mention = self.name_before(token)
        return [Filler(m, witness) for m in self.described(mention, token)] if mention is not None else []

    def _apposed(self, token: Token) -> list[Mention]:
        """A name set beside a noun: « le patron de Microsoft, Satya Nadella », "chipmaker Nvidia"."""
        labels = self.language.labels
        for child in token.children:
            named = self.at.get(child.i)
            if named is None or named.kind == "pronoun" or any(c.dep_ in labels["case"] for c in child.children):
                continue
            if child.dep_ in labels["apposition"] and (child.i > token.i or child.dep_ in labels["possessor"]):
                if child.dep_ in labels["possessor"] and _has_possessive(child):
                    continue
                return [named]
        beside = self.name_after(token)  # « le groupe Renault », whatever the parser says
        return [beside] if beside is not None and token.pos_ in _LETTERS else []

    def instances(self, token: Token) -> list[Mention]:
        """Names that are examples of a noun: « des investisseurs tels que A et B », « deux start-up : A et B »."""
        i, limit = token.i + 1, min(len(self.doc), token.i + _INSTANCES)
        while i < limit:
            if n := self._instance_words_at(i):
                if self._of_another_noun(token.i, i):
                    return []
                return self._listed_from(i + n, relative=self.doc[i + n - 1].lower_ == "dont")
            if self.doc[i].text in (",", "(") and (n := self._instance_words_at(i + 1)):
                return self._listed_from(i + 1 + n)
            if self.doc[i].text in (",", "(") and (listed := self._apposed_list(token, i)):
                return listed
            led = self.doc[i - 1].pos_ == "ADP" or self.doc[i - 1].tag_ == "VBG"  # "those leaving Acme, like Ann"
            complement = self.doc[i - 1].lower_ in self.language.of or (led and self.compounds)
            named = i in self.at and not self.at[i].place and not complement
            if named or self.doc[i].pos_ in ("AUX", "PRON") or self.doc[i].text in (";", ".", ","):
                return []
            i += 1
        return []

    def _instances_afar(self, noun: Token) -> list[Mention]:
        """ "Three executives have left Acme, including Ann Lee": behind the verb, if nobody else is spoken of."""
        if noun.lower_ not in self.language.people:
            return []
        for i in range(noun.i + 2, noun.sent.end - 1):
            if self.doc[i].lower_ in self.language.people or self.doc[i].text in (";", ":"):
                return []
            if self.doc[i - 1].text == "," and (n := self._instance_words_at(i)):
                listed = self._listed_from(i + n, relative=self.doc[i + n - 1].lower_ == "dont")
                return [m for m in listed if m.type == "Person"]
        return []

    def _past_title(self, i: int) -> int:
        """ "including [longtime Apple designer] Ann Lee": the person whom a position introduces, else ``i``."""
        k = i
        while k < min(len(self.doc), i + _TITLE):
            named = self.at.get(k)
            if named is not None and named.type == "Person":
                return k if named.kind == "name" else i
            if named is None and self.doc[k].pos_ not in _LETTERS and self.doc[k].tag_ != "POS":
                return i
            k += 1
        return i

    def _of_another_noun(self, noun: int, i: int) -> bool:
        """« des contrats avec des clients tels que Acme »: without a comma, instances of the nearer noun."""
        between = self.doc[noun + 1 : i]
        led = any(t.pos_ == "ADP" and t.lower_ not in self.language.of for t in between)
        return led and not self.compounds and self.doc[i].text not in (",", ":")

    def _instance_words_at(self, i: int) -> int:
        return follows(self.doc, i, self._instance_words)

    def _apposed_list(self, noun: Token, comma: int) -> list[Mention]:
        """« deux chercheurs réputés, Anne Petit et Paul Roy »: as many names after the comma as the noun speaks of."""
        listed = self._listed_from(comma + 1)
        fellows = self.fellows(listed[0]) if listed else []
        if "Plur" in noun.morph.get("Number", []) or noun.tag_ == "NNS":
            return listed if len(fellows) > 1 else []
        ends = fellows[-1].end if fellows else len(self.doc)
        closed = ends < len(self.doc) and self.doc[ends].text in (",", ".", ";", ")")
        whole = not self.compounds or (self.language.of | self.language.by).isdisjoint(self.doc.lowers[noun.i : comma])
        return listed if len(fellows) == 1 and closed and whole and self._one_of_a_kind(noun) else []

    def _one_of_a_kind(self, noun: Token) -> bool:
        """« une entreprise allemande, Acme, », "its rival, Acme,", but not "a unit of the group, Acme,"."""
        before = [t.lower_ for t in self.doc[max(noun.sent.start, noun.i - 3) : noun.i]]
        owned = {"'s", "'"} if self.compounds else set()
        known = owned.union(self.language.indefinite, self.language.pronouns["possessive"])
        return any(w in known for w in before)

    def _listed_from(self, i: int, *, relative: bool = False) -> list[Mention]:
        while i < len(self.doc) and self.doc[i].lower_ in self.language.articles | self.language.of:
            i += 1
        mention = self.at.get(self._past_title(i) if self.compounds else i)
        if mention is None or mention.kind != "name":
            return []
        last = self.fellows(mention)[-1].end
        goes_on = relative and last < len(self.doc) and self.doc[last].pos_ in ("VERB", "AUX", "ADV", "PRON")
        return [] if goes_on else [mention]  # « le groupe, dont Altman est ... » lists nothing

    # -- owners ----------------------------------------------------------------------------------------------------

    def complement(self, token: Token) -> list[Mention]:
        """Mentions that a noun belongs to: « le board d'OpenAI », "OpenAI's board", « son board »."""
        i = token.i + 1
        while i < len(self.doc) and (self.doc[i].pos_ == "ADJ" or self.doc[i].lower_ in self.language.proxies):
            i += 1
        if i < len(self.doc) and self.doc[i].lower_ in self.language.of:
            found = self.noun_phrase(i + 1, self.doc[i].sent.end)
            if found:
                return [found[0].mention]
        return self.possessors(token)

    # -- order of words --------------------------------------------------------------------------------------------

    def noun_phrase(self, start: int, end: int) -> list[Filler]:
        """The mention that a noun phrase beginning at ``start`` names: through articles, adjectives, nouns set beside
        it (« le fabricant Nvidia »), and complements of what belongs to it (« les puces de Nvidia »)."""
        pending = False  # a noun that is neither the organisation's own nor set beside a name yet
        for i in range(start, min(end, start + _PHRASE)):
            if i in self.at:
                proxy = any(t.lower_ in self.language.of for t in self.doc[start:i])
                return [Filler(m, "order", proxy=proxy) for m in self.fellows(self.owned(self.at[i]))]
            token = self.doc[i]
            if pair := self.pair(token) or (self.instances(token) if token.pos_ == "NOUN" else []):
                return [Filler(m, "context") for p in pair for m in self.fellows(p)]
            if token.lower_ in self.language.of and i > start and not pending:
                continue
            if not self._leads_on(token) or (token.lower_ in self.language.of and pending):
                return []
            if token.pos_ in ("NOUN", "PROPN"):
                pending = token.lower_ not in self.language.proxies | self.language.assets
        return []

    def _leads_on(self, token: Token) -> bool:
        word = token.lower_
        language = self.language
        return (
            word in language.of | language.articles | language.proxies
            or word in language.assets
            or word in language.pronouns["possessive"]
            or word in language.peoples
            or token.pos_ in ("DET", "ADJ", "ADV", "NUM", "NOUN")
            or self._before_name(token)
        )


def _has_possessive(token: Token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and following.lower_ in ("'s", "'")
