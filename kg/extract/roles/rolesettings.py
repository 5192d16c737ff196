"""The organisation that a clause sets a position in: "At Lumio, the chief executive", "Lumio, where she was head"."""

from __future__ import annotations

from kg.extract.names.mentions import Mention
from kg.extract.roles.rolebook import RoleBook
from kg.extract.syntax.clauses import follows
from kg.extract.syntax.grammar import Filler, Scene

__all__ = ["FOUNDED", "REACH", "RoleSettings", "may_employ", "named_last"]

REACH = 14  # tokens from a role's head to its organisation (« directrice des partenariats mondiaux chez Apple »)
FOUNDED = ("fond", "cofond", "co-fond", "cré", "found", "cofound", "co-found", "creat", "start", "invent")
_BEFORE = 45  # tokens of the sentences before that may name what « en » stands for
_CLAUSE = 8  # tokens from "where" to the role that its clause speaks of


class RoleSettings:
    """Finds what the clause around a role is set in, in one scene."""

    def __init__(self, scene: Scene, book: RoleBook) -> None:
        self.scene, self.doc, self.book, self.language = scene, scene.doc, book, scene.language
        self.at = {i: m for i, m in scene.at.items() if not self._is_position(m)}

    def _is_position(self, mention: Mention) -> bool:
        """« le fondateur », « le patron »: taken for a person by coreference, and a position here."""
        several = len(mention.plural) > 1 and mention.end - mention.start > 1  # "the four directors"
        noun = (mention.kind == "nominal" and mention.type == "Person") or several
        return noun and any(t.lower_ in self.book.forms for t in self.doc[mention.start : mention.end])

    def _there(self, start: int) -> tuple[Filler, ...]:
        """ "moved to Nokia. Ann Lee, the chief executive there, ...": the organisation named last."""
        last = named_last(self.scene, start)
        return (Filler(last, "order"),) if last is not None else ()

    def _of_whom(self, begins: int, i: int) -> bool:
        """ "Of the four founders [only] Ann Lee remains"."""
        leads = self.language.of | self.language.articles | set(self.language.pronouns["possessive"])
        while begins and self.doc[begins - 1].lower_ in leads:
            begins -= 1
        only = i < len(self.doc) and self.doc[i].lower_ in self.book.only
        return only and bool(self.doc[begins].is_sent_start) and self.doc[begins].lower_ in self.language.of

    def _initials(self, mention: Mention) -> bool:
        """ "CEO of Acme Petroleum (AP)", "partner at Lee & Roy, LLP": letters that name nobody."""
        return mention.end - mention.start == 1 and self.doc[mention.start].text.isupper()

    def _place(self, start: int) -> Mention | None:
        """ "Lumio, where she was chief executive", « Lumio, dont Anne est la directrice »: the one before "where"."""
        clitics = self.language.clitics
        words = (*clitics.get("place_relative", ()), *clitics.get("origin_relative", ()))
        for i in range(start - 1, max(self.doc[start].sent.start, start - _CLAUSE), -1):
            if self.doc[i].lower_ in words:
                k = i - 2 if self.doc[i - 1].text == "," else i - 1
                before = self.at.get(k) or self.scene.name_before(self.doc[k])  # « Lumio, l'incubateur dont »
                return before if before is not None and may_employ(before) else None
            organization = i in self.at and self.at[i].type != "Person"
            if organization or self.doc[i].text in (";", ":", "(", ","):
                return None
        return None

    def _tells(self, begins: int) -> bool:
        """« ..., a annoncé [le directeur des contenus] Anne Petit »: who tells it speaks for the house."""
        telling = self.language.role_words.get("telling", ())
        return begins > 1 and self.doc.lowers[begins] in ("le", "la", "l'") and self.doc.lowers[begins - 1] in telling

    def _of_it(self, begins: int) -> Mention | None:
        """« Paul Roy en devient directeur », « en fut ensuite la patronne »: of the organisation named last."""
        words = self.language.clitics.get("origin", ())
        i = begins - 1
        while i > 0 and (self.doc[i].pos_ == "ADV" or self.doc[i].lower_ in self.book.copulas):
            i -= 1
        if i == begins - 1 or self.doc[i].lower_ not in words or self.doc[i].is_sent_start:
            return None
        near = [m for m in self.scene.mentions if self.doc[i].sent.start - _BEFORE <= m.start < i]
        firms = [m for m in near if m.type == "Organization" and m.kind == "name" and may_employ(m)]
        labels = self.language.labels["subject"] | self.language.labels["object"]
        spoken = [m for m in firms if self.doc.root_of(m.start, m.end).dep_ in labels and not self._bracketed(m)]
        return spoken[-1] if spoken else None

    def _then_acts(self, begins: int, holder: Mention) -> bool:
        """ "came [as] chief executive Ann Lee left": a clause, not what somebody is hired as."""
        after = self.doc[holder.end] if holder.end < len(self.doc) else None
        led = begins > 0 and self.doc[begins - 1].lower_ in self.book.acting and self.scene.compounds
        return led and after is not None and after.tag_ in ("VBD", "VBZ", "VBP", "MD")

    def _passed(self, i: int) -> bool:
        """ "is [now]", "[will] be"."""
        return self.doc[i].lower_ in self.book.asides or self.doc[i].tag_ == "MD"

    def _bracketed(self, m: Mention) -> bool:
        """Whether a bracket opened before the name in its sentence is not closed yet."""
        before = [t.text for t in self.doc[self.doc[m.start].sent.start : m.start]]
        return before.count("(") > before.count(")")

    def _led(self, begins: int) -> Mention | None:
        """ "Lumio, led by chief executive Ann Lee, ...": the organisation that the participle describes."""
        i = begins - 1
        if i < 3 or self.doc[i].lower_ not in self.language.by or self.doc[i - 1].pos_ not in ("VERB", "ADJ"):
            return None
        if self.doc[i - 1].lower_.startswith(FOUNDED):
            return None  # « Lumio, fondée par l'ingénieure Anne Petit »
        mention = self.at.get(i - 3) if self.doc[i - 2].text == "," else None
        return mention if mention is not None and may_employ(mention) else None

    def _setting(self, start: int) -> Mention | None:
        """« Chez Lumio, le directeur technique Paul Roy ... »: the organisation that the sentence opens with."""
        first = self.doc[start].sent.start
        if start - first > REACH:
            return None
        for phrase in self.book.settings:
            n = follows(self.doc, first, [phrase])
            mention = self.at.get(first + n) if n else None
            if mention is not None and may_employ(mention) and self._sets(mention.end):
                return mention
        return None

    def _sets(self, i: int) -> bool:
        """Whether what is set in the organisation begins at token ``i``: "At Lumio, Ann ...", "At Lumio she ..."."""
        after = self.at.get(i)
        pronoun = after is not None and after.kind == "pronoun" and after.type == "Person"
        return self.doc[i].text == "," or (pronoun and self.scene.compounds)

    def _qualifies(self, i: int) -> bool:
        """Whether token ``i`` belongs to the role's wording on its left ("chief restaurant officer", "interim CEO")."""
        token = self.doc[i]
        if (token.lower_,) in self.book.modifiers or token.text == "-":
            return True
        if not self.scene.compounds:
            return False
        if token.pos_ == "NUM" and self.doc[i + 1].text == "-":
            return True  # "24-year-old"
        if self.doc[i + 1].text == "-" or (i and self.doc[i - 1].text == "-" and token.tag_ in ("VBG", "VBN")):
            return token.is_lower and token.lower_ not in self.language.articles  # "longest-serving"
        if i and self._participle(i):
            return True
        noun = token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("compound", "nmod", "amod")
        return (noun or token.pos_ == "ADJ") and token.is_alpha and token.lower_ not in self.language.articles

    def _participle(self, i: int) -> bool:
        """ "longest [serving] chief executive", "its [embattled] chief executive"."""
        token, before = self.doc[i], self.doc[i - 1]
        if token.tag_ in ("VBG", "JJ") and before.tag_ in ("JJS", "RBS"):
            return True
        return token.tag_ in ("VBN", "VBG") and token.is_lower and self._determines(i - 1)

    def _determines(self, i: int) -> bool:
        """Whether token ``i`` opens a noun phrase: an article, a possessive, "Nova's"."""
        word = self.doc[i]
        owned = word.lower_ in self.language.pronouns["possessive"] or word.tag_ == "POS"
        return owned or word.lower_ in self.language.articles

    def _full_name(self, i: int, *, department: bool) -> bool:
        """ "head of news [Ann Lee]", « directrice des contenus [Anne Petit] »: what a department is not called."""
        m = self.at[i]
        return (self.scene.compounds or department) and m.type == "Person" and m.kind == "name" and m.end - m.start > 1


def named_last(scene: Scene, i: int) -> Mention | None:
    """The organisation named last before token ``i``, in its sentence or the one before."""
    doc = scene.doc
    first = doc[doc[i].sent.start - 1].sent.start if doc[i].sent.start else 0
    found = (scene.at[k] for k in range(i - 1, first - 1, -1) if k in scene.at and may_employ(scene.at[k]))
    last = next(found, None)
    return last if last is not None and last.type == "Organization" else None


def may_employ(mention: Mention) -> bool:
    """Whether a mention can be an employer."""
    return mention.may_be(("Organization",)) and not mention.place
