"""Whom the words after a position name as its organisation: a board's owner, one of several companies, a paper."""

from __future__ import annotations

from kg.extract.names.mentions import Mention
from kg.extract.roles.rolesettings import FOUNDED, RoleSettings, may_employ
from kg.extract.syntax.grammar import Filler

__all__ = ["RoleComplements"]

_TOPICS = 6  # words of what somebody heads, after the name of the thing


class RoleComplements(RoleSettings):
    """Reads complements of positions in one scene."""

    def _named_by(self, i: int) -> list[Mention]:
        """ "a director of several [companies], including Nokia and Oracle", "of the local [paper], the Comet"."""
        noun = self.doc[i]
        if not self.scene.compounds or noun.pos_ != "NOUN":
            return []
        if noun.tag_ != "NNS" and noun.lower_ not in self.language.nominals["organization"]:
            return []
        k = i + 2 + (i + 2 < len(self.doc) and self.doc[i + 2].lower_ in self.language.articles)
        beside = self.at.get(k) if self.doc[i + 1 : i + 2] and self.doc[i + 1].text == "," else None
        named = [beside] if beside is not None and noun.tag_ != "NNS" else self.scene.instances(noun)
        listed = [m for a in named for m in self.scene.fellows(a)]
        return listed if all(m.type == "Organization" and m.kind == "name" for m in listed) else []

    def _past_board(self, mention: Mention) -> Mention:
        """ "governor of the Board of Trustees of Acme", "head of the Audit Committee of Acme": whose board it is."""
        board = self.doc[mention.start].lower_ in self.language.proxies
        board = board or self.doc[mention.end - 1].lower_ in self.language.cues("committees")
        if not board or mention.end >= len(self.doc) - 1:
            return mention
        i = mention.end + 1
        while (
            i < len(self.doc) - 1
            and i not in self.at
            and (self.doc[i].lower_ in self.language.articles or self._of_land(i))
        ):
            i += 1
        named = self.at.get(i) if self.doc[mention.end].lower_ in self.language.of else None
        return named if named is not None and named.type == "Organization" else mention

    def _of_land(self, i: int) -> bool:
        return self.doc[i].ent_type_ in ("GPE", "NORP") and self.scene.compounds

    def _of_a_people(self, mention: Mention) -> bool:
        """ "professor of [Jewish] history at Yale": a people's name that only qualifies a noun."""
        last, after = self.doc[mention.end - 1], self.doc[mention.end : mention.end + 1]
        people = last.ent_type_ == "NORP" and mention.type is None and self.scene.compounds
        return people and bool(after) and after[0].pos_ == "NOUN" and after[0].is_lower

    def _at_employer(self, mention: Mention) -> Mention:
        """ "head of partnerships with Nokia at Lumio": whom "at" names, though another name comes first."""
        i = mention.end
        while self.scene.compounds and i < mention.end + _TOPICS and i + 1 < len(self.doc) and self._topic(i):
            i += 1
        if i + 1 < len(self.doc) and self.doc[i].lower_ in self.book.employers:
            employer = self.at.get(i + 1) or self.at.get(i + 2)
            if employer is not None and may_employ(employer):
                return employer
        return mention

    def _topic(self, i: int) -> bool:
        """ "manager of Nokia [strategy, platforms and projects] at Lumio"."""
        token = self.doc[i]
        return i not in self.at and (token.text == "," or (token.is_lower and token.pos_ in ("NOUN", "ADJ", "CCONJ")))

    def _of_an_operation(self, i: int) -> bool:
        """« responsable du rachat de Nova »: of something done, not of an organisation."""
        words = self.language.role_words.get("operations", ())
        led = i + 1 < len(self.doc) and self.doc[i].lower_ in self.language.of
        return led and any(w in words for w in self.doc.lowers[i + 1 : i + 3])

    def _of_a_department(self, i: int) -> bool:
        """« directeur scientifique de l'IA », « directrice de la recherche »: what every company has."""
        words, k = self.language.role_words.get("departments", ()), i + 1
        while k < len(self.doc) and self.doc[k].lower_ in self.language.articles:
            k += 1
        return k < len(self.doc) and self.doc[k].lower_ in words and not self.scene.compounds

    def passage(self, start: int) -> tuple[Filler, ...]:
        """ "Chief Executive Lisa Su" in a passage about one company: that company, if it can be only one."""
        if (decides := self._decides(start)) is not None:
            return (Filler(decides, "order"),)
        found = self.scene.possessor_of(start)
        topic = self.scene.salience.topic_at(start)
        sure = [m for m in found if topic in (None, m.entity) or m.sure or m.source in ("list", "coreference")]
        return tuple(Filler(m, "order") for m in sure if self.scene.salience.undisputed(start, m))

    def _decides(self, start: int) -> Mention | None:
        """ "Nokia ousted CEO Ann Lee": only her own company can do that to its chief."""
        token, words = self.doc[start], self.language.cues("deciding")
        while words and token.dep_ in self.language.labels["possessor"] and token.head.i > token.i:
            token = token.head
        if token.dep_ not in self.language.labels["object"] or token.head.lower_ not in words:
            return None
        subjects = (c for c in token.head.children if c.dep_ in self.language.labels["subject"] and c.i < start)
        named = (self.at.get(c.i) for c in subjects)
        return next((m for m in named if m is not None and m.type == "Organization"), None)

    def _part_of(self, owner: Mention, start: int) -> Mention:
        """ "Nokia's Lumio boss Ann Lee": who heads a product works for the company that owns it."""
        i = owner.start - 1
        founded = any(w.startswith(FOUNDED) for w in self.doc.lowers[start : start + 3])
        if owner.type != "Product" or founded:
            return owner
        if i > 0 and self.doc[i].tag_ == "POS":
            return self.at.get(i - 1, owner)
        return self.scene.maker(owner) or owner

    def _board_s(self, i: int) -> bool:
        """ "the board[']s chair", "the firm's chief": of the organisation spoken of."""
        if i < 2 or self.doc[i].tag_ != "POS" or i - 1 in self.at:
            return False
        boards = self.language.role_words.get("boards", ())
        return self.doc[i - 1].lower_ in boards and self.doc[i - 2].lower_ in self.language.definite

    def bracketed(self, i: int) -> bool:
        """ "Institute of Technology (IT) professors", "IT (Institute of Technology) professors"."""
        inside = self.at.get(i - 1) if i > 1 and self.doc[i].text == ")" else None
        return inside is not None and inside.start > 0 and self.doc[inside.start - 1].text == "("

    def before_namesake(self, begins: int) -> int:
        """ "is [the Ann Lee] Professor of Physics": where whom a chair is named after begins, else ``begins``."""
        while begins > 1 and self.doc.lowers[begins] in self.book.named_after and begins - 1 in self.at:
            begins = self.at[begins - 1].start
        return begins - (self.doc.lowers[begins - 1] in self.language.articles)
