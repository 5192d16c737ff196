"""Noun phrases and the mentions that they stand for: complements, owners, instances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.syntax.fillers import Filler, Witness
from kg.extract.syntax.instances import InstanceLists

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["NounPhrases"]

_PHRASE = 7  # tokens from an article to the name it leads to (« la jeune société américaine de logiciels Acme »)
_LETTERS = ("NOUN", "ADJ", "PROPN")


class NounPhrases(InstanceLists):
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
        before = self.doc[token.i - 1]
        if self.compounds and before.pos_ == "ADJ" and before.lower_ not in self.language.pair_words:
            before = self.doc[token.i - 2]  # "the two former adversaries"
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
        trade = False  # « cabinet de conseil en stratégie »: the kind of company that the name is set beside
        for i in range(start, min(end, start + (2 * _PHRASE if self._is_company(start) else _PHRASE))):
            if self.doc[i].tag_ == "PRP$" and i in self.at and self.at[i].type == "Person":
                continue  # "of her company, Nova"
            if i > start and (apposed := self._own_company(start, i)) is not None:
                return [Filler(apposed, "order")]
            if i in self.at:
                proxy = not trade and any(t.lower_ in self.language.of for t in self.doc[start:i])
                return [Filler(m, "order", proxy=proxy) for m in self.fellows(self.owned(self.led(self.at[i])))]
            token = self.doc[i]
            if pair := self.pair(token) or (self.instances(token) if token.pos_ == "NOUN" else []):
                return [Filler(m, "context") for p in pair for m in self.fellows(p)]
            if i > start and self._tells_trade(start, i):
                trade = True
                continue
            if token.lower_ in self.language.of and i > start and not pending:
                continue
            if not self._leads_on(token) or (token.lower_ in self.language.of and pending):
                return []
            if token.pos_ in ("NOUN", "PROPN"):
                pending = token.lower_ not in self.language.proxies | self.language.assets
        return []

    def _is_company(self, i: int) -> bool:
        """« éditeur », « cabinet »: a noun that companies' names are set beside, an article before it or not."""
        i += i + 1 < len(self.doc) and self.doc.lowers[i] in self.language.articles
        companies = self.language.role_words.get("companies", ())
        return i < len(self.doc) and not self.compounds and self.doc.lowers[i] in companies

    def _tells_trade(self, start: int, i: int) -> bool:
        """« l'éditeur [de] logiciels [pour] banques Nova »: a preposition and a noun without an article."""
        after = self.doc[i + 1] if i + 1 < len(self.doc) else None
        led = self.doc[i].pos_ == "ADP" and self.doc.lowers[i] not in ("chez", "par") and after is not None
        plain = after is not None and after.i not in self.at and after.pos_ in ("NOUN", "ADJ", "X", "PROPN")
        return led and after is not None and plain and after.is_lower and self._is_company(start)

    def _own_company(self, start: int, comma: int) -> Mention | None:
        """ "of her company[,] Nova,": the name that a possessive's noun announces."""
        named = self.at.get(comma + 1) if self.doc[comma].text == "," and self.compounds else None
        owned = self.doc[start].tag_ == "PRP$" and self.doc[comma - 1].lower_ in self.language.proxies
        if named is None or not owned or named.type != "Organization" or named.kind != "name":
            return None
        return named if named.end >= len(self.doc) or self.doc[named.end].is_punct else None

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
