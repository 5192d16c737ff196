"""Names listed as instances of a noun: « des investisseurs tels que A et B », "companies that use Acme include A"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.syntax.clauses import follows
from kg.extract.syntax.possessors import Possessors

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["InstanceLists"]

_APPOSING = frozenset({",", "(", "--", "–", "—"})
_INSTANCES = 8  # tokens from a noun to the words that list its instances
_TITLE = 7  # tokens from "including" to the name that a position introduces
_RELATIVE = 14  # tokens of a relative clause between a noun and "include"
_KIND = 8  # tokens from a list's beginning to a name whose kind is told ("insurance and pensions company Acme")
_LETTERS = ("NOUN", "ADJ", "PROPN")


class InstanceLists(Possessors):
    """Finds the names that are instances of a noun."""

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
            if self.doc[i].text in _APPOSING and (listed := self._apposed_list(token, i)):
                return listed
            led = self.doc[i - 1].pos_ == "ADP" or self.doc[i - 1].tag_ == "VBG"  # "those leaving Acme, like Ann"
            complement = self.doc[i - 1].lower_ in self.language.of or (led and self.compounds)
            named = i in self.at and not self.at[i].place and not complement
            own = self.doc[i].tag_ == "PRP$"  # "three of [its] engineers, ..."
            if named or (self.doc[i].pos_ in ("AUX", "PRON") and not own) or self.doc[i].text in (";", ".", ","):
                return []
            i += 1
        return []

    def _instances_afar(self, noun: Token) -> list[Mention]:
        """ "Three executives have left Acme, including Ann Lee": behind the verb, if nobody else is spoken of."""
        if noun.lower_ not in self.language.people and noun.lower_ not in self.language.numerals:
            return self._included(noun)
        for i in range(noun.i + 2, noun.sent.end - 1):
            if self.doc[i].text == ":":
                return self._people_behind(i, self.language.numerals.get(self.doc.lowers[noun.i - 1], 0))
            if self.doc[i].lower_ in self.language.people or self.doc[i].text == ";":
                return []
            if self.doc[i - 1].text == "," and (n := self._instance_words_at(i)):
                listed = self._listed_from(i + n, relative=self.doc[i + n - 1].lower_ == "dont")
                return [m for m in listed if m.type == "Person"]
        return []

    def _people_behind(self, colon: int, count: int) -> list[Mention]:
        """« Deux cadres s'en vont : Anne Petit, directrice, et Paul Roy »: each after a comma, as many as were told."""
        joints = self.language.conjunctions | {",", ":"}
        here = (
            self.at[i] for i in range(colon + 1, self.doc[colon].sent.end) if i in self.at and self.at[i].start == i
        )
        people = [m for m in here if m.type == "Person" and m.kind == "name" and self.doc.lowers[m.start - 1] in joints]
        return people if len(people) == count or (len(people) > 1 and not count) else []

    def _included(self, noun: Token) -> list[Mention]:
        """ "Companies that use Acme include Nova", "banks using Acme include Nova", "firms he bought, like Nova"."""
        including = self.language.cues("including")
        if not including or noun.tag_ != "NNS" or noun.i + 1 >= len(self.doc) or noun.i in self.at:
            return []
        if not self._opens_relative(noun.i + 1):
            return []
        for i in range(noun.i + 2, min(noun.sent.end, noun.i + 1 + _RELATIVE)):
            if self.doc[i].lower_ in including:
                return self._listed_from(i + 1)
            if self.doc[i - 1].text == "," and (n := self._instance_words_at(i)):
                return self._listed_from(i + n)
        return []

    def _opens_relative(self, i: int) -> bool:
        """ "that use", "using", "[he] bought", "[Nova] has bought": a clause that tells what a noun's things are."""
        token = self.doc[i]
        if token.lower_ in self.language.relatives or token.tag_ == "VBG":
            return True
        subject = self.at.get(i)
        k = subject.end if subject is not None else i + 1
        acting = subject is not None or token.tag_ == "PRP"
        return acting and any(t.tag_ in ("VBD", "VBZ", "VBP", "VBN") for t in self.doc[k : k + 2])

    def _past_title(self, i: int) -> int:
        """ "including [longtime Apple designer] Ann Lee": the person whom a position introduces, else ``i``."""
        k = i
        while k < min(len(self.doc), i + _TITLE):
            named = self.at.get(k)
            if named is not None and (named.type == "Person" or (k > i and self._set_beside(named))):
                return k if named.kind == "name" else i
            if named is None and self.doc[k].pos_ not in _LETTERS and self.doc[k].tag_ not in ("POS", "VBG", "HYPH"):
                return i
            k += 1
        return i

    def _set_beside(self, named: Mention) -> bool:
        """ "including [the messaging firm] Acme": no name that qualifies a noun behind it."""
        before = self.doc[named.start - 1]
        behind = named.end < len(self.doc) and self.doc[named.end].pos_ in ("NOUN", "ADJ")
        return before.pos_ == "NOUN" and before.is_lower and before.i not in self.at and not behind

    def _past_kind(self, i: int) -> int:
        """ "include [German insurance company] Acme": the organisation whose kind is told before it, else ``i``."""
        k = i
        while k < min(len(self.doc), i + _KIND) and k not in self.at and self.doc[k].pos_ in (*_LETTERS, "CCONJ"):
            k += 1
        named = self.at.get(k)
        told = self.doc[k - 1].lower_ in self.language.nominals["organization"] and k > i
        return k if told and named is not None and named.type == "Organization" else i

    def _of_another_noun(self, noun: int, i: int) -> bool:
        """« des contrats avec des clients tels que Acme »: without a comma, instances of the nearer noun."""
        between = self.doc[noun + 1 : i]
        led = any(t.pos_ == "ADP" and t.lower_ not in self.language.of for t in between)
        return led and not self.compounds and self.doc[i].text not in (",", ":")

    def _instance_words_at(self, i: int) -> int:
        return follows(self.doc, i, self._instance_words)

    def _apposed_list(self, noun: Token, comma: int) -> list[Mention]:
        """« deux chercheurs réputés, Anne Petit et Paul Roy »: as many names after the comma as the noun speaks of."""
        listed = self._listed_from(comma + 1) or self._of_a_kind(noun, comma + 1)
        fellows = self.fellows(listed[0]) if listed else []
        if "Plur" in noun.morph.get("Number", []) or noun.tag_ in ("NNS", "CD"):  # "three of its engineers, ..."
            return listed if len(fellows) > 1 else []
        ends = fellows[-1].end if fellows else len(self.doc)
        closed = ends < len(self.doc) and self.doc[ends].text in (",", ".", ";", ")")
        whole = not self.compounds or (self.language.of | self.language.by).isdisjoint(self.doc.lowers[noun.i : comma])
        return listed if len(fellows) == 1 and closed and whole and self._one_of_a_kind(noun) else []

    def _of_a_kind(self, noun: Token, i: int) -> list[Mention]:
        """ "another customer, [a Norwegian company called] Acme": what kind of one it is stands before its name."""
        lowers = self.doc.lowers
        if not self.compounds or noun.tag_ != "NN" or self.language.articles.isdisjoint(lowers[i : i + 1]):
            return []
        k = i + 1
        while k < min(len(self.doc), i + _INSTANCES) and k not in self.at and self._tells_kind(k):
            k += 1
        k += not self.language.named_by.isdisjoint(lowers[k : k + 1]) and k > i + 1
        mention = self.at.get(k)
        return [mention] if k > i + 1 and mention is not None and mention.kind == "name" else []

    def _tells_kind(self, i: int) -> bool:
        return self.doc[i].pos_ in ("NOUN", "ADJ") or self.doc[i].ent_type_ == "NORP" or self.doc[i].text == "-"

    def _one_of_a_kind(self, noun: Token) -> bool:
        """« une entreprise allemande, Acme, », "its rival, Acme,", but not "a unit of the group, Acme,"."""
        before = [t.lower_ for t in self.doc[max(noun.sent.start, noun.i - 3) : noun.i]]
        owned = {"'s", "'"} if self.compounds else set()
        other = self.language.cues("another")
        known = owned.union(self.language.indefinite, self.language.pronouns["possessive"], other)
        return any(w in known for w in before)

    def _listed_from(self, i: int, *, relative: bool = False) -> list[Mention]:
        passed = self.language.articles | self.language.of | self.language.cues("likes")
        while i < len(self.doc) and self.doc[i].lower_ in passed:
            i += 1
        mention = self.at.get(self._past_kind(self._past_title(i)) if self.compounds else i)
        if mention is None or mention.kind != "name":
            return []
        last = self.fellows(mention)[-1].end
        goes_on = relative and last < len(self.doc) and self.doc[last].pos_ in ("VERB", "AUX", "ADV", "PRON")
        return [] if goes_on else [mention]  # « le groupe, dont Altman est ... » lists nothing
