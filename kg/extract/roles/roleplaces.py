"""The organisation that a position belongs to: its complement, its owner, its clause's place, or the passage's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.roles.rolebook import RoleHit
from kg.extract.roles.rolecomplements import RoleComplements
from kg.extract.roles.rolesettings import FOUNDED, REACH, may_employ
from kg.extract.syntax.fillers import Witness
from kg.extract.syntax.grammar import Filler

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["RolePlaces"]

_NOUN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ", "NUM", "X"})
_HOUSE_ROLES = frozenset(
    {"founder", "co_chief_executive", "spokesperson"}
)  # "Founder Ann Lee said": of whom all is said
_RANKS = frozenset({"vice_president", "general_manager"})  # "Ann Lee, executive vice president in charge of chips,"


class RolePlaces(RoleComplements):
    """Finds organisations of roles in one scene."""

    def organizations_of(self, start: int, end: int, *, corporate: bool = False) -> tuple[tuple[Filler, ...], int, int]:
        """Organisations, first token of the whole phrase, and the token after the role's own wording.

        ``corporate`` roles are held in companies only: what the model takes for a place is one there.
        """
        begins = self.before_articles(start)
        if self._of_an_operation(end):
            return (), begins, self._label_end(end)
        right = self._complement(end, corporate)
        if right is not None and not self._owned_anyway(start, right[0]):
            return right[0], begins, right[1]
        for owner, first in self._owners(start):
            if may_employ(owner):
                witness: Witness = "syntax" if first == owner.start else "context"
                owners = self._former_of_all(owner, start)
                begins = self.before_articles(owners[0].start if len(owners) > 1 else first)
                return tuple(Filler(m, witness) for m in owners), begins, self._label_end(end)
        if (signed := self._signed(begins, end)) is not None:
            return (Filler(signed, "order"),), begins, end
        label_end = self._label_end(end)
        if label_end < len(self.doc) and self.doc[label_end].lower_ in self.book.there:
            return self._there(start), begins, label_end
        place = self._of_it(begins) or self._place(start) or self._setting(start) or self._led(begins)
        return (Filler(place, "syntax"),) if place is not None else (), begins, label_end

    def _owned_anyway(self, start: int, complement: Sequence[Filler]) -> bool:
        """ "Nokia's VP of Advanced Planning Ann Lee": a listed owner, and behind the role a name that nothing tells."""
        unknown = all(f.mention.entry is None and f.mention.source != "coreference" for f in complement)
        owner = self.at.get(start - 2) if self.doc[start - 1].lower_ == "'s" else None
        if owner is None or owner.type != "Organization" or not (unknown or owner is complement[0].mention):
            return False
        if owner is complement[0].mention:
            return True  # "Nokia's head of Lumio": the maker of Lumio
        led = self.doc[complement[0].mention.start - 1].lower_ in self.language.of
        return led or not any(f.mention.sure for f in complement)

    def _former_of_all(self, owner: Mention, start: int) -> Sequence[Mention]:
        """ "former Lumio and Nokia engineers": the list of names right before a role, if they are its only owners."""
        listed = [m for m in self.scene.fellows(owner) if m.start <= owner.start]
        before = self.doc[listed[0].start - 1].lower_ if listed and listed[0].start else ""
        adjacent = owner.end == start and all(may_employ(m) for m in listed)
        return listed if len(listed) > 1 and adjacent and (before,) in self.book.former else [owner]

    def _signed(self, begins: int, end: int) -> Mention | None:
        """ "Ann Lee, chief executive, Nokia", "Ann Lee (CEO Nokia)": the organisation that ends a signature."""
        opened = begins > 0 and self.doc[begins - 1].text == "("
        comma = end + 1 < len(self.doc) and self.doc[end].text == ","
        mention = self.at.get(end + 1) if comma else self.at.get(end) if opened else None
        if mention is None or mention.type != "Organization" or mention.kind != "name" or not self.scene.compounds:
            return None
        closed = mention.end >= len(self.doc) or self.doc[mention.end].text in (".", ";", ")", "\n")
        return mention if closed or self.doc[mention.end].is_space else None

    def _adds_one(self, begins: int) -> bool:
        """ "and director of Acme", but not "and several executives at Acme"."""
        one = all(t.tag_ != "NNS" for t in self.doc[begins : begins + 2])
        return one and self.doc[begins - 1].lower_ in self.language.conjunctions

    def before_articles(self, i: int) -> int:
        """The start of « l'un des trois [fondateurs] », "another of the [founders]", "the German [head]"."""
        passed = self.language.articles | self.language.of | self.language.cues("other_holders")
        i -= self._praise(i)
        while i > 0 and (self._origin(i - 1) or i - 1 not in self.at):
            if not (self._origin(i - 1) or self.doc[i - 1].lower_ in passed or self.doc[i - 1].like_num):
                break
            i -= 1
        return i

    def _praise(self, i: int) -> int:
        """ "a [senior] Nova engineer", "a [longtime] Nova executive": 1 where such a word stands before an owner."""
        word = self.doc[i - 1] if i > 1 and i in self.at else None
        if word is None or i - 1 in self.at or not self.scene.compounds or (word.lower_,) in self.book.former:
            return 0
        led = self.doc[i - 2].lower_ in self.language.articles
        return int(led and word.is_lower and word.is_alpha and word.pos_ in ("ADJ", "NOUN", "VERB"))

    def _origin(self, i: int) -> bool:
        """ "German", "Frankfurt-based": where the holder or the organisation comes from, between article and role."""
        token = self.doc[i]
        return token.ent_type_ == "NORP" and self.scene.compounds and token.pos_ in ("ADJ", "PROPN")

    def _owners(self, start: int) -> Iterator[tuple[Mention, int]]:
        """Whose role it is, from the left: "OpenAI's new CEO", "Airbus head", « son PDG »."""
        i = start - 1 - self.bracketed(start - 1)
        if i < 0:
            return
        if self.doc[i].lower_ in ("'s", "'") and i - 1 in self.at:
            owner = self.at[i - 1]
            yield owner, owner.start
        elif self.doc[i].lower_ in self.language.clitics.get("owner_relative", ()):
            before = self.at.get(i - 2 if self.doc[i - 1].text == "," else i - 1)
            if before is not None and before.type == "Organization":
                yield before, i
        elif i in self.at and self.scene.compounds and self.at[i].kind != "pronoun":
            owner = self._part_of(self.at[i], start)
            yield owner, owner.start
        elif self.doc[i].lower_ in self.language.pronouns["possessive"] or self._board_s(i):
            for owner in self.scene.possessor_of(i):
                if self.scene.salience.undisputed(i, owner):
                    yield owner, i - 2 * self._board_s(i)

    def _complement(self, end: int, corporate: bool) -> tuple[tuple[Filler, ...], int] | None:
        """« directeur [de la recherche] chez DeepMind »: the organisation after the role and its complement."""
        limit = min(self.doc[end - 1].sent.end, end + REACH)
        for i in range(end, limit):
            mention = self.at.get(i)
            if mention is not None and (made := self._made(mention, end)) is not None:
                return made
            if mention is not None and not self._of_a_people(mention):
                return self._employer(self._at_employer(self._past_board(mention)), i, end, corporate)
            if i > end and (named := self._named_by(i)):
                return tuple(Filler(m, "order") for m in named), end
            if not self._in_complement(i, end):
                return None
        return None

    def _made(self, mention: Mention, end: int) -> tuple[tuple[Filler, ...], int] | None:
        """« le patron de l'App Store »: who heads a product heads a part of its maker."""
        makers = self.scene.makers([Filler(mention, "order")]) if mention.type == "Product" else []
        founded = self.doc.lowers[end - 1].startswith(FOUNDED)
        label_end = self._back_over_joints(mention.start, end)
        return (tuple(makers), label_end) if makers and not founded and label_end < mention.start else None

    def _employer(self, mention: Mention, i: int, end: int, corporate: bool) -> tuple[tuple[Filler, ...], int] | None:
        label_end = self._back_over_joints(mention.start, end)
        if label_end == mention.start:
            label_end = self._back_over_apposed(mention, end)
        placed = corporate and mention.place and mention.type is None and i <= end + 3
        if not (placed or may_employ(mention)) or label_end == mention.start:
            return None
        if mention.type != "Organization" and i > end + 3:
            return None  # « responsable de l'attentat de ... »: too far for what may be a place or a thing
        return tuple(Filler(m, "order") for m in self.scene.fellows(mention)), label_end

    def _back_over_apposed(self, mention: Mention, end: int) -> int:
        """« PDG [du fabricant de puces] Nvidia »: where the noun begins that an organisation's name is set beside."""
        if mention.type != "Organization":
            return mention.start
        if self.scene.compounds:
            return self._back_over_nouns(mention.start, end)
        i = mention.start
        while i > end and self.doc[i - 1].lower_ not in self.book.companies:
            i -= 1
        return self._back_over_joints(i - 1, end) if i > end else mention.start

    def _back_over_nouns(self, start: int, end: int) -> int:
        """ "co-founder [of the streaming site] Twitch", "head [of a new division,] Acme AI"."""
        i = start - (self.doc[start - 1].text == ",")
        while i > end and self._may_describe(self.doc[i - 1]):
            i -= 1
        joints = self._back_over_joints(i, end)
        return joints if joints < i else start

    def _may_describe(self, token: Token) -> bool:
        plain = token.pos_ in ("NOUN", "ADJ", "NUM", "PROPN") or token.text == "-" or token.tag_ in ("VBG", "VBN")
        return (plain and token.lower_ not in self.language.of) or self._hyphenated(token.i)

    def _hyphenated(self, i: int) -> bool:
        """Inside a word of several: "buy-now-pay-later firm", "question-and-answer site"."""
        glued = 0 < i < len(self.doc) - 1 and "-" in (self.doc[i - 1].text, self.doc[i + 1].text)
        return glued and self.scene.compounds and self.doc[i].is_lower

    def _in_complement(self, i: int, end: int) -> bool:
        token = self.doc[i]
        if i == end:  # a role's complement starts with a preposition, or with an adjective of the role
            after = self.doc.lowers[i + 1 : i + 2]  # « de la stratégie et de ... »
            goes_on = token.pos_ == "CCONJ" and not self.language.of.isdisjoint(after)
            apposed = not self.scene.compounds and token.pos_ in ("ADJ", "NOUN")  # « directeur financier »
            led = token.pos_ == "ADP" and token.lower_ not in self.book.times
            return goes_on or apposed or token.lower_ in self.book.complements or led
        if token.pos_ == "VERB" and self.doc[i - 1].pos_ == "DET" and not self.scene.compounds:
            return True  # « responsable de l'offre »: a noun that is spelled like a verb
        known = token.lower_ in self.language.proxies or token.lower_ in self.book.complements or token.tag_ == "PRP$"
        town = self.scene.compounds and token.tag_ == "POS" and self.doc[i - 1].ent_type_ in ("GPE", "LOC")
        return known or town or token.pos_ in _NOUN_PHRASE or self._describes_company(i)  # "at London's Nova"

    def _describes_company(self, i: int) -> bool:
        """ "of the [streaming] site Twitch", "of a question[-]and[-]answer site", "of a new division[,] Acme AI"."""
        token = self.doc[i]
        if not self.scene.compounds or i + 1 >= len(self.doc):
            return False
        if token.text == ",":
            named = self.at.get(i + 1)
            return (
                named is not None and named.type == "Organization" and self.doc[i - 1].lower_ in self.language.proxies
            )
        return (
            token.text == "-"
            or self._hyphenated(i)
            or (token.tag_ in ("VBG", "VBN") and self.doc[i - 1].pos_ in ("DET", "ADJ", "ADV"))
        )

    def _back_over_joints(self, i: int, end: int) -> int:
        """Token at which « de la société », "at the chipmaker" begins before an organisation at ``i``."""
        language = self.language
        joints = language.articles | language.of | self.book.complements | language.proxies
        while i > end and (
            self.doc[i - 1].lower_ in joints or self.doc[i - 1].pos_ in ("DET", "ADP") or self._home(i - 1)
        ):
            i -= 1
        return i

    def _home(self, i: int) -> bool:
        """ "at [Paris-based] Lumio": a part of where a company is at home."""
        token = self.doc[i]
        town = token.tag_ == "POS" or (token.ent_type_ in ("GPE", "LOC") and i not in self.at)  # "at [London's] Lumio"
        if town and self.scene.compounds:
            return True
        return token.pos_ == "ADJ" and (token.text in ("-", "based") or not token.is_lower) and self.scene.compounds

    def _label_end(self, end: int) -> int:
        """A role without an organisation keeps its complement: « directrice des affaires publiques »."""
        i = end
        limit = min(self.doc[end - 1].sent.end, end + 6)
        opens = self.language.of | (self.book.complements if self.scene.compounds else frozenset())
        if i >= limit or self.doc[i].lower_ not in opens:
            return end
        words = {"NOUN", "ADJ", "ADP", "DET", *(("PROPN",) if self.scene.compounds else ())}  # "VP of Product Planning"
        while i < limit and i not in self.at and self.doc[i].pos_ in words:
            i += 1
        ends, department = self.doc[i - 1].pos_ in words - {"ADP", "DET"}, self._of_a_department(end)
        return (
            i
            if ends
            and (i not in self.at or self.doc[i - 1].pos_ == "PROPN" or self._full_name(i, department=department))
            else end
        )

    def of_the_passage(self, group: Sequence[RoleHit], begins: int, holders: Sequence[Filler]) -> bool:
        """A position without organisation is one in the company spoken of only if it is definite or one of a kind.

        « Le nouveau directeur, Anne Petit, » is the company's. « Le créateur du logiciel » is not: it is of something
        else; nor is « le président Anne Petit », who presides a country.
        """
        last = group[-1].end
        known = self.language.definite | self.language.totals
        several = holders and holders[0].mention.plural and group[0].key == "founder"
        if several and self.doc[holders[0].mention.start].lower_ in known:
            return False  # "All four founders ...": of what they founded has been told before
        after = self.doc.lowers[last : last + 2]  # "a member of parliament", but "vice president in charge of chips"
        of_something = len(after) > 1 and after[0] in (*self.language.of, "in") and after[1] != "charge"
        if of_something and not self._of_a_department(last):
            return False
        if holders and (any(self.of_the_board(h) for h in group) or self._of_a_boardroom(group, begins)):
            return True
        opening = self.doc[begins].lower_
        of_them = self.doc[group[0].start - 1].lower_ in self.language.of and bool(holders)
        one_of = of_them and opening in self.language.cues("one_of")
        house = self._tells(begins) or any(t.lower_ in self.book.houses for t in self.doc[begins : group[0].start])
        newly = opening in ("le", "la") and not self.language.incoming.isdisjoint(self.doc.lowers[begins:last])
        house_role = self.scene.compounds and bool(holders) and any(h.key in _HOUSE_ROLES for h in group)
        one_of_many = opening in self.language.indefinite and self.doc[begins + 1].ent_type_ != "ORDINAL"
        bare = house_role and not one_of_many  # "a third co-founder", but not "a co-founder"
        owned = opening in self.language.pronouns["possessive"]
        apposed = self.scene.compounds and begins > 0 and self.doc[begins - 1].text == "," and bool(holders)
        bare = bare or (apposed and begins == group[0].start and any(h.key in _RANKS for h in group))
        if house or one_of or bare or owned or (newly and bool(holders)):
            return True  # "a company spokesman", « Anne Petit, un autre des fondateurs, », "its chief"
        functional = any(h.key in self.book.functional for h in group)
        if not holders or holders[0].mention.start >= last:
            return functional and not any(h.key == "president" for h in group)
        return functional or opening in ("le", "la", "l'", "the")

    def of_the_board(self, hit: RoleHit) -> bool:
        """ "a member of the board": one of an organisation that the passage tells."""
        words = self.language.role_words.get("boards", ())
        return hit.key == "board_member" and all(w in words for w in self.doc.lowers[hit.end - 2 : hit.end])

    def _of_a_boardroom(self, group: Sequence[RoleHit], begins: int) -> bool:
        """« l'administratrice Anne Petit »."""
        return self.doc[begins].lower_ in ("le", "la", "l'") and any(h.key == "board_member" for h in group)
