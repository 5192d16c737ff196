"""Whose a thing is: the maker of a product that the text names, the owner of « ses puces », « les serveurs d'Acme ».

A sentence often says of a thing what holds of its organisation: « Les puces d'Acme sont gravées par Zeta ».
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language
from kg.extract.syntax.fillers import Filler
from kg.extract.syntax.verbs import Voice
from kg.extract.syntax.verbslots import VerbSlots

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["Owners"]

_COMPLEMENT = 4  # tokens from a noun to the possessive in its complement


class Owners(VerbSlots):
    """A parsed article in which things lead to the organisations they belong to."""

    def __init__(self, doc: Doc, mentions: Iterable[Mention], language: Language) -> None:
        super().__init__(doc, mentions, language)
        self._companies: dict[str, list[Mention]] = defaultdict(list)
        for m in self.mentions:
            if m.entry is not None and m.type == "Organization":
                self._companies[m.entry.label].append(m)

    def maker(self, product: Mention) -> Mention | None:
        """The nearest mention of the organisation that is listed as the maker of a listed product."""
        made = product.entry.maker if product.entry is not None else self._named_in(product)
        listed = [m for label, ms in self._companies.items() if made and _same_house(label, made) for m in ms]
        return min(listed, key=lambda m: (abs(m.start - product.start), m.start), default=None)

    def made_by_another(self, product: Mention, organization: Mention) -> bool:
        """Whether the lists know the maker of ``product`` and it is not ``organization``."""
        if product.entry is None:
            made = self._named_in(product)
        else:
            made = None if product.entry.ambiguous else product.entry.maker
        return bool(made) and organization.entry is not None and not _same_house(organization.entry.label, made or "")

    def _named_in(self, product: Mention) -> str | None:
        """The listed company whose name a product's begins with (« la Renault Clio »)."""
        name = product.text(self.doc)
        return next((label for label in sorted(self._companies) if name.startswith(label + " ")), None)

    def makers(self, fillers: Iterable[Filler]) -> list[Filler]:
        """The makers of those fillers that are products."""
        found = (self.maker(f.mention) for f in fillers if f.mention.type == "Product")
        return [Filler(m, "context") for m in found if m is not None]

    def _owned_subject(self, token: Token, voice: Voice) -> list[Filler]:
        """The owners of what is the subject of a verb, or the object of its active voice."""
        heads = list(self._subject_heads(token, 0))
        return self._owners(heads) or self._relative_owner(token) or self.makers(self._subject(token, voice))

    def _relative_owner(self, token: Token) -> list[Filler]:
        """« Acme, dont les serveurs sont loués à Zeta »: whose they are, or the maker of the product."""
        found = self._antecedent(token, ("dont",))
        return [f for f in found if f.mention.type == "Organization"] or self.makers(found)

    def _owned_object(self, token: Token, end: int) -> list[Filler]:
        labels = self.language.labels
        heads = [c for c in token.children if c.dep_ in labels["object"] and c.i >= end]
        return self._owners(heads) or self.makers(self._object(token, end, ("Product",)))

    def _owned_head(self, token: Token) -> list[Filler]:
        """The owners of what an adjective is said of."""
        copula = token.head if token.head.pos_ in ("VERB", "AUX") else token
        return self._owners([h for h in (*self._said_noun(token), *self._subject_heads(copula, 0)) if h.i != token.i])

    def _said_noun(self, token: Token) -> Iterator[Token]:
        if token.dep_ in self.language.labels["modifier_clause"]:
            yield token.head

    def _owners(self, heads: Iterable[Token]) -> list[Filler]:
        for head in heads:
            if head.i in self.at or head.pos_ not in ("NOUN", "PROPN", "ADJ"):
                continue
            if owners := self.complement(head) or self._complements_owner(head) or self._maker_of(head):
                return [Filler(m, "syntax", proxy=True) for a in owners for m in self.fellows(a)]
        return []

    def _maker_of(self, head: Token) -> list[Mention]:
        """« les puces conçues par Acme »: who made them."""
        participle = head.i + 1 < len(self.doc) and "Part" in self.doc[head.i + 1].morph.get("VerbForm", [])
        if not participle or head.i + 2 >= len(self.doc) or self.doc[head.i + 2].lower_ not in self.language.by:
            return []
        return [f.mention for f in self.noun_phrase(head.i + 3, head.sent.end)]

    def _complements_owner(self, head: Token) -> list[Mention]:
        """« l'assemblage de ses voitures »: the owner stands in the complement."""
        for k in range(head.i + 1, min(head.sent.end, head.i + _COMPLEMENT)):
            if self.doc[k].lower_ in self.language.pronouns["possessive"]:
                return self.possessor_of(k)
            if k in self.at or not (self._qualifies(self.doc[k]) or self.doc[k].lower_ in self.language.of):
                break
        return []


def _same_house(label: str, maker: str) -> bool:
    """ "Samsung" and "Samsung Electronics"."""
    return label == maker or label.startswith(maker + " ") or maker.startswith(label + " ")
