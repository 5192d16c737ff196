"""Who holds a position: the name beside it, the subject of its copula, or of the clause ("spoke as CEO of Y")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.roles.rolebook import RolePhrase
from kg.extract.roles.roleplaces import RolePlaces
from kg.extract.syntax.clauses import follows, people_at
from kg.extract.syntax.grammar import Filler
from kg.model import Tense

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["RoleHolders"]

_DASHES = frozenset({"–", "—", "-", ":"})
_QUOTES = frozenset({'"', "«", "“"})
_ASIDE = 10  # tokens of a parenthesis between a name and its position
_PAIRS = _DASHES | {",", "("}
_LISTED = frozenset({"NOUN", "ADJ", "PROPN", "DET", "CCONJ", "NUM"})
_BARE = 3  # tokens of a position that nothing is added to ("finance chief")
_PREDICATE = 14  # tokens from a copula to the last of the nouns that it gives its subject
_OPENING = 6  # tokens from a sentence's beginning to a position that opens it ("In her new role as CEO of Y, X ...")


class RoleHolders(RolePlaces):
    """Finds holders of positions in one scene."""

    def _ends_with(self, i: int, phrases: tuple[tuple[str, ...], ...]) -> int:
        """Length of the phrase whose last token is ``i - 1``."""
        return next((len(p) for p in phrases if i >= len(p) and follows(self.doc, i - len(p), [p])), 0)

    def _holders(self, begins: int, start: int, ends: int, plural: bool) -> tuple[tuple[Filler, ...], str, Tense]:
        told = self.scene.at.get(ends - 1)
        if told is not None and len(told.plural) > 1 and told.start <= start < told.end:
            return (Filler(told, "context"),), "beside", "present"  # "the four directors who voted are ..."
        others = self.doc[begins].lower_ in self.language.clitics.get("owner_relative", ())  # "Acme, whose chief is"
        before = None if others or self._acts(begins, ends) else self._apposed_before(begins)
        if before is not None and not self._named_next(begins, ends):
            return self._with_fellows(before, plural), "beside", "present"
        led_in = self._led_in(begins, max(begins, start))
        after = self._beside_after(begins, ends)
        if after is not None and (not led_in or self._title(begins, start) or self._then_acts(begins, after)):
            return self._with_fellows(after, plural), "beside", "present"
        copula = self._copula(begins)
        if copula is not None:
            return self._subjects(copula), "copula", self._tense(copula)
        if led_in:
            return (), "led in", "present"
        return self._inverted_copula(ends) or self._meant(start) or ((), "", "present")

    def _meant(self, start: int) -> tuple[tuple[Filler, ...], str, Tense] | None:
        """« [Le cofondateur] s'en va », where coreference tells who that is: the noun is his position too."""
        mention = self.scene.at.get(start)
        if mention is None or not self._is_position(mention) or mention.entity is None:
            return None
        return (Filler(mention, "context"),), "meant", "present"

    def _title(self, begins: int, start: int) -> bool:
        """ "appointed [former Nova chief] Ann Lee", "named [Nova executive] Ann Lee": what she is already.

        Whoever is named chief of Nova comes before the position.
        """
        former = any((w,) in self.book.former for w in self.doc.lowers[begins : start + 1])
        return self.scene.compounds and (former or begins in self.scene.at)

    def _acts(self, begins: int, ends: int) -> bool:
        """ "Deal will not be blocked by Lee, CEO predicts": a bare position before its own verb is of nobody named."""
        after = self.doc[ends] if self.scene.compounds and ends < len(self.doc) else None
        verb = after is not None and after.tag_ in ("VBZ", "VBD", "VBP") and ends not in self.scene.at
        return verb and ends - begins < _BARE and self.doc[begins - 1].text == ","

    def _subjects(self, copula: Token) -> tuple[Filler, ...]:
        found = self.scene.fill("subject", copula, copula.i + 1, "active", ("Person",))
        return tuple(
            f for f in found if _is_person(f.mention) and (f.witness == "syntax" or f.mention.type == "Person")
        )

    def _tense(self, copula: Token) -> Tense:
        return "past" if copula.lower_ in self.book.past_copulas else "present"

    def _inverted_copula(self, ends: int) -> tuple[tuple[Filler, ...], str, Tense] | None:
        """ "The chief executive of Y is [now] X"."""
        i = ends
        while i + 1 < len(self.doc) and (self.doc[i].pos_ == "ADV" or self._passed(i)):
            i += 1
        if i + 1 >= len(self.doc) or self.doc[i].lower_ not in self.book.copulas or not self.scene.compounds:
            return None
        copula, k = self.doc[i], i + 1
        while k < len(self.doc) and (self.doc[k].pos_ == "ADV" or self.doc[k].text in self.language.person_titles):
            k += 1
        mention = self.scene.at.get(k)
        if mention is None or mention.kind == "pronoun" or mention.type != "Person":
            return None
        return self._with_fellows(mention, True), "copula", self._tense(copula)

    # -- "as CEO of Y" -------------------------------------------------------------------------------------------

    def acting(self, phrase: RolePhrase) -> RolePhrase:
        """ "X spoke as CEO of Y", "In his role as CEO of Y, X met ...", "X held the post of CEO": the clause's subject.

        Not where the verb gives or ends the position ("hired as", "resigned as"): its rule tells.
        """
        if phrase.holders or not phrase.led_in or phrase.guessed or not phrase.organizations:
            return phrase
        lead = next((self.doc[i] for i in (phrase.begins, phrase.begins - 1) if self._leads(i)), None)
        if lead is None:
            return phrase
        opened = self._opened_by(phrase, lead)
        if opened:
            return replace(phrase, holders=opened, led_in=False)
        verb = self._verb_over(lead)
        holders = self._governed(verb) if verb is not None else ()
        head = verb.i if verb is not None and holders else phrase.head  # what the verb denies, the position is not
        return replace(phrase, head=head, holders=holders, led_in=not holders, predicated=bool(holders))

    def _leads(self, i: int) -> bool:
        return i >= 0 and self.doc[i].lower_ in self.book.acting and not self._lists(i)

    def _lists(self, i: int) -> bool:
        """ "Ann Lee, as well [as] several leaders"."""
        return i > 0 and self.doc[i].lower_ in self.book.acting and self.doc[i - 1].lower_ == "well"

    def _opened_by(self, phrase: RolePhrase, lead: Token) -> tuple[Filler, ...]:
        first = lead.sent.start
        opening = self.doc[first : lead.i]
        if len(opening) > _OPENING or any(t.pos_ == "VERB" or t.i in self.scene.at for t in opening):
            return ()
        comma = next((t.i for t in self.doc[phrase.last : lead.sent.end] if t.text == ","), None)
        return _people(self.scene.opens_clause(comma + 1)) if comma is not None else ()

    def _verb_over(self, lead: Token) -> Token | None:
        verb = next((a for a in lead.ancestors if a.pos_ in ("VERB", "AUX")), None)
        return None if verb is None or verb.i > lead.i or verb.lower_ in self.book.not_acting else verb

    def _governed(self, verb: Token) -> tuple[Filler, ...]:
        return _people(self.scene.fill("subject", verb, verb.i + 1, "active", ("Person",)))

    def _with_fellows(self, mention: Mention, plural: bool) -> tuple[Filler, ...]:
        return tuple(Filler(m, "syntax") for m in (self.scene.fellows(mention) if plural else [mention]))

    def _apposed_before(self, begins: int) -> Mention | None:
        """ "X, [54,] [now] CEO of Y" and « X (PDG de Y) », the position in quotation marks or not."""
        i = begins - 1 - (begins > 2 and self.doc[begins - 1].text in _QUOTES and self.doc[begins - 2].text in _PAIRS)
        while i > 0 and (self.doc[i].lower_ in self.book.asides or self.doc[i].like_num or self._times(i)):
            i -= 1
            if self.doc[i + 1].like_num and self.doc[i].text == ",":
                return self._person_ending_at(i)
        if i > 0 and self.doc[i].text in _PAIRS:
            return self._person_ending_at(self._before_age(self._before_parenthesis(i)))
        if self.doc[begins].lower_ in self.book.named_after:
            return None  # "the Ann Lee Professor of Physics"
        beside = self._person_ending_at(begins)
        if beside is None and i > 0 and self._adds_one(begins):
            return self.scene.said_of_before(begins)  # « Anne Petit, transfuge de Meta et directrice ... »
        return beside if beside is not None and beside.kind == "name" else None

    def _times(self, i: int) -> bool:
        """ "until [last month] the head of sales"."""
        return self.scene.compounds and self.doc[i].ent_type_ == "DATE" and i not in self.scene.at

    def _before_parenthesis(self, i: int) -> int:
        """« Anne Petit (ex-Meta), directrice ... »: the name stands before what is in parentheses."""
        if self.doc[i - 1].text != ")":
            return i
        opened = next((k for k in range(i - 2, max(0, i - _ASIDE), -1) if self.doc[k].text == "("), 0)
        return opened or i

    def _before_age(self, i: int) -> int:
        """The comma before an age that ends at token ``i``: "X, 54, CEO of Y"."""
        k = i - 1
        while k > 0 and (self.doc[k].lower_ in self.book.asides or self.doc[k].like_num or self.doc[k].text == "-"):
            k -= 1
        return k if 0 < k < i - 1 and self.doc[k].text in (",", "(") else i

    def _person_ending_at(self, i: int) -> Mention | None:
        mention = self.scene.at.get(i - 1)
        if mention is None or mention.end != i or not _is_person(mention):
            return None
        return None if self._initials(mention) and mention.type != "Person" else mention  # "a GIS specialist"

    def _named_next(self, begins: int, ends: int) -> bool:
        """ "Ann Lee, managing director Paul Roy and ...": the position is of the name right after it."""
        mention = self.scene.at.get(ends)
        named = mention is not None and mention.kind == "name" and mention.type == "Person" and mention.start == ends
        listed = self.doc[begins - 1].lower_ in self.language.conjunctions | {","}
        return named and self.scene.compounds and listed

    def _beside_after(self, begins: int, ends: int) -> Mention | None:
        """ "OpenAI CEO Sam Altman", « le patron de Bethesda, Robert Altman »."""
        i = ends
        announced = self._announced(begins, ends)
        i += self._of_whom(begins, i)
        comma = announced or (i < len(self.doc) and self.doc[i].text in (",", "("))
        i += comma
        titled = i < len(self.doc) and self.doc[i].text in self.language.person_titles
        i += titled + (titled and self.doc[min(i + 1, len(self.doc) - 1)].text == ".")  # "spokesman Lt. Ann Lee"
        i += comma and people_at(self.doc, i, self.language)
        mention = self.scene.at.get(i)
        if mention is None or not _is_person(mention) or self._initials(mention):
            return None
        if mention.kind == "pronoun":
            return mention if comma and self._opens_with(begins, mention) else None
        if not comma:
            return mention
        opening = self.doc[begins].sent.start
        first = begins == opening or (begins == opening + 1 and self.doc[opening].lower_ in self.book.asides)
        owned = any(t.lower_ in self.language.pronouns["possessive"] for t in self.doc[begins : begins + 4])
        definite = begins in self.scene.at or self._opens_definite(begins)
        return mention if first or definite or owned or announced else None

    def _opens_definite(self, begins: int) -> bool:
        """« le patron de Nova, Anne Petit », and in « l'arrivée du (de la) patron(ne) de Nova, Anne Petit, »."""
        first, second = (self.doc[begins].lower_, self.doc[min(begins + 1, len(self.doc) - 1)].lower_)
        if first in (articles := self.language.articles - self.language.of):
            return True
        contracted = first == "du" or (first in self.language.of and second in articles)
        kin = begins > 0 and self.doc[begins - 1].lower_ in self.book.kin
        return contracted and not kin and not self.scene.compounds

    def _announced(self, begins: int, ends: int) -> bool:
        """« se dote d'un nouveau directeur : Anne Petit »: a colon leads to who takes up a post."""
        colon = ends < len(self.doc) and self.doc[ends].text == ":" and not self.scene.compounds
        return colon and not self.language.incoming.isdisjoint(self.doc.lowers[begins:ends])

    def _opens_with(self, begins: int, pronoun: Mention) -> bool:
        """ "A professor at Yale, he ...": what the sentence opens with is said of its subject."""
        opens = begins == self.doc[begins].sent.start and self.scene.compounds
        after = self.doc[pronoun.end] if pronoun.end < len(self.doc) else None
        return opens and pronoun.entity is not None and after is not None and after.pos_ in ("VERB", "AUX", "ADV")

    def _led_in(self, begins: int, start: int) -> bool:
        """Whether « nommé », "as" stands before the role, a date between at most (« nommé la veille patron »)."""
        if any(self._lists(i) for i in range(max(1, begins - 2), begins)):
            return False
        if any(self._ends_with(i, self.book.lead_ins) for i in range(begins, start + 1)):
            return True
        i = begins
        while i > max(0, begins - 4) and self._dates(self.doc[i - 1]):
            i -= 1
            if self._ends_with(i, self.book.lead_ins):
                return True
        return False

    def _dates(self, token: Token) -> bool:
        return (
            token.like_num
            or token.lower_ in self.language.skip
            or token.lower_ in self.language.fillers
            or token.pos_ == "ADV"
        )

    def _copula(self, begins: int) -> Token | None:
        """The « être » or « devenir » right before the role, a date or other nouns between at most."""
        begins = self.before_namesake(begins)
        i = begins - 1
        while i > 0 and (self.doc[i].pos_ == "ADV" or self.doc[i].lower_ in self.book.asides):
            i -= 1
        if i >= 0 and self.doc[i].lower_ in self.book.copulas:
            return self.doc[i]
        return self._dated_copula(i, begins) or (self._listed_copula(begins) if self.scene.compounds else None)

    def _dated_copula(self, i: int, begins: int) -> Token | None:
        """ "was [until December 2008] the CEO of Y", « est[, depuis août 2019,] la directrice de Y »."""
        k = i
        while k > 0 and (self._dates(self.doc[k]) or self.doc[k].ent_type_ == "DATE" or self._adds_date(self.doc[k])):
            k -= 1
        between = self.doc[k + 1 : begins + 1]
        dated = any(t.ent_type_ == "DATE" or t.like_num or t.lower_ in self.book.since for t in between)
        return self.doc[k] if dated and self.doc[k].lower_ in self.book.copulas else None

    def _adds_date(self, token: Token) -> bool:
        return token.pos_ == "ADP" or (token.text == "," and not self.scene.compounds)

    def _listed_copula(self, begins: int) -> Token | None:
        """ "is a German businessman, chairman of Y": other nouns of the predicate between."""
        i, first = begins - 1, max(self.doc[begins].sent.start, begins - _PREDICATE)
        while i > first and (self.doc[i].pos_ == "ADV" or self.doc[i].lower_ in self.book.asides):
            i -= 1  # "and [eventually] a professor"
        if i < 1 or not (self.doc[i].text == "," or self.doc[i].lower_ in self.language.conjunctions):
            return None
        while i > first and (self.doc[i].pos_ in _LISTED or self.doc[i].text in (",", "-")):
            if i in self.scene.at and not self._origin(i):
                return None
            i -= 1
        opened = self.doc[i + 1].lower_ in self.language.articles
        return self.doc[i] if opened and self.doc[i].lower_ in self.book.copulas else None


def _people(fillers: Iterable[Filler]) -> tuple[Filler, ...]:
    return tuple(f for f in fillers if f.mention.type == "Person")


def _is_person(mention: Mention) -> bool:
    return mention.may_be(("Person",)) and not mention.place
