"""What fills a slot of a rule: what the grammar finds there, or whom a position, the passage or the other end tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kg.extract.roles.employers import Employers
from kg.extract.roles.rolebook import RolePhrase
from kg.extract.roles.rolesettings import named_last
from kg.extract.rules.heralds import Heralds
from kg.extract.rules.investors import investors
from kg.extract.rules.told import Told, venture
from kg.extract.syntax.grammar import Filler, Scene, Voice
from kg.extract.syntax.othersof import owner_before
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.names.mentions import Mention
    from kg.extract.parsing.parsed import Token

__all__ = ["RuleSlots"]

_FIRMS: tuple[EntityType, ...] = ("Organization",)
_PEOPLE: tuple[EntityType, ...] = ("Person",)
_THERE = 10  # tokens from a verb to "there"
_BY = 4  # tokens from a verb to its "by", and on to the position


class RuleSlots:
    """Fills the slots of rules over one scene; what many rules ask of one word is answered once."""

    def __init__(self, scene: Scene, roles: Sequence[RolePhrase]) -> None:
        self.scene, self.doc = scene, scene.doc
        self.employers, self.roles = Employers(scene.doc, roles, scene.language), roles
        self.told, self.heralds = Told(roles), Heralds(scene)
        self._filled: dict[tuple[object, ...], list[Filler]] = {}
        self._funds: frozenset[int] | None = None

    def first(
        self,
        slots: Sequence[str],
        types: tuple[EntityType, ...],
        token: Token,
        end: int,
        voice: Voice,
        role: RolePhrase | None,
        others: Sequence[Filler] = (),
        without: frozenset[int | None] = frozenset(),
    ) -> list[Filler]:
        """The first of ``slots`` that holds something of a right type, none of the entities ``without``.

        ``others`` fill the rule's other end.
        """
        taken = [f.mention for f in others]
        for slot in slots:
            found = self._of_slot(slot, types, token, end, voice, role, others)
            before = all(f.mention.start < token.i for f in others)
            if slot in ("of", "owner") and others and before and _same_entities(found, others):
                found = self._passage(token, others)  # « Acme est aussi son rival »: another's than Acme's
            fits = [f for f in found if f.mention.may_be(types) and f.mention not in taken]
            fits = [f for f in fits if f.mention.entity not in without]
            if fits:
                return self.scene.actors(fits) if {"Person", "Organization"} <= set(types) else fits
        return []

    def _of_slot(
        self,
        slot: str,
        types: tuple[EntityType, ...],
        token: Token,
        end: int,
        voice: Voice,
        role: RolePhrase | None,
        others: Sequence[Filler],
    ) -> list[Filler]:
        match slot:
            case "role" | "given" | "position" | "post":
                return self._of_position(slot, token, end, role, others)
            case "predecessor":
                return self._predecessors(token, end, voice, role)
            case "there":
                return self._there(token, end)
            case "owner's employer":
                return self._owners_employer(token, end, voice)
            case _:
                told = _TOLD.get(slot)
                return told(self, token, others) if told else self._fillers(slot, token, end, voice, types)

    def _of_position(
        self, slot: str, token: Token, end: int, role: RolePhrase | None, others: Sequence[Filler]
    ) -> list[Filler]:
        """The organisation of the position in question, as the slots "role", "given", "position" and "post" read it."""
        if role is None:
            return []
        if slot == "role":
            return list(role.organizations) if self._spent_at(token) is None else []
        if slot == "given":
            return list(role.organizations) if _given(role, token) else []
        if self._owned(role) or role.former or (slot == "post" and self._of_somebody(token, end)):
            return []  # "named former Nova chief Ann Lee its chairman"
        if not (role.led_in or role.predicated or role.start >= end):
            return []
        elsewhere = self._unrivalled(token) if slot == "position" else self._workplace(token, others)
        return list(role.organizations) or elsewhere

    def _unrivalled(self, token: Token) -> list[Filler]:
        """The passage's organisation, if the sentence names it or no other before token ``token``."""
        found, rivalled = self._passage(token), self.scene.salience.another_named
        here = {m.entity for m in self.scene.mentions if token.sent.start <= m.start < token.i}
        return [f for f in found if f.mention.entity in here or not rivalled(token.i, f.mention)]

    def _fillers(self, slot: str, token: Token, end: int, voice: Voice, types: tuple[EntityType, ...]) -> list[Filler]:
        key = (slot, token.i, end, voice, types)
        if key not in self._filled:
            found = self.scene.fill(slot, token, end, voice, types)
            if types == _PEOPLE and not any(f.mention.may_be(types) for f in found):
                found = self._titled(slot, end, voice) or found
            if types == _FIRMS and found and not any(f.mention.may_be(types) for f in found):
                found = self._spoken_for(found, token) or found
            self._filled[key] = found
        return self._filled[key]

    def _spoken_for(self, found: Sequence[Filler], token: Token) -> list[Filler]:
        """« Anne Petit, directrice de Nova, annonce un partenariat avec Alma »: Nova's, for which she speaks."""
        verbs = (token, *token.ancestors)
        says = next((t for t in verbs if t.pos_ in ("VERB", "AUX")), token)
        if says.lower_ not in self.scene.language.role_words.get("announcing", ()):
            return []
        people = {f.mention.start for f in found}
        held = (r for r in self.roles if not (r.former or r.guessed) and r.start < says.i)
        return [o for r in held if any(h.mention.start in people for h in r.holders) for o in r.organizations]

    def _titled(self, slot: str, end: int, voice: Voice) -> list[Filler]:
        """« remplacé par le directeur technique du groupe, Paul Roy », « le départ de la patronne de Nova, Anne Roy »:
        who holds the position behind "by", "of"."""
        if slot == "of":
            lead = end if self.doc[min(end, len(self.doc) - 1)].lower_ in self.scene.language.of else -1
        elif slot == "subject" and voice == "passive":
            lead = next((t.i for t in self.doc[end : end + _BY] if t.lower_ in self.scene.language.by), -1)
        else:
            return []
        titled = (r for r in self.roles if -1 < lead < r.start <= lead + _BY and r.begins <= lead + 2 and not r.led_in)
        return [f for r in titled for f in r.holders if f.mention.start > lead][:1]

    def from_other(
        self, slots: Sequence[str], types: tuple[EntityType, ...], token: Token, others: Sequence[Filler]
    ) -> list[Filler]:
        """An end that only the other one tells: a product's maker, the passage's organisation but for the other."""
        for slot in slots:
            found = self.scene.makers(others) if slot == "maker" else []
            if slot == "passage" and others:
                found = self._passage(token, others)
            if fits := [f for f in found if f.mention.may_be(types)]:
                return fits
        return []

    def _workplace(self, token: Token, people: Sequence[Filler]) -> list[Filler]:
        """The passage's organisation, unless the article states another employer of these people."""
        if (spent := self._spent_at(token)) is not None:
            return [Filler(spent, "order")]
        if (left := self._succeeded_at(people)) is not None:
            return left
        found = self._of_the_board(token) or [f for f in self._passage(token, people) if self._settled(token.i, f)]
        stated = self.employers.between(people, found)
        told = [
            f for f in stated if f.mention.start < token.i
        ]  # "left in May. He runs Acme": what is told later is new
        return stated if found else told or self.told.founded_by(people, token)

    def _of_somebody(self, token: Token, end: int) -> bool:
        """ "replaced him as chief scientist": whose post it was, and so where, nobody knows."""
        after = self.doc[end] if end < len(self.doc) else token
        return after.lower_ in self.scene.language.pronouns["person"] and after.i not in self.scene.at

    def _owned(self, role: RolePhrase) -> bool:
        """ "its newly appointed chief": in a place of its own, which is not known where it is not found."""
        return self.doc[role.begins].lower_ in self.scene.language.pronouns["possessive"] and not role.organizations

    def _owners_employer(self, token: Token, end: int, voice: Voice) -> list[Filler]:
        """ "Ann Lee's successor", "his replacement": where the one works whose position it is."""
        owners = [f for f in self._fillers("of", token, end, voice, _PEOPLE) if f.mention.may_be(_PEOPLE)]
        stated = self.employers.of(owners)
        return stated if len(stated) == 1 else []

    def _there(self, token: Token, end: int) -> list[Filler]:
        """ "moved to Acme and led a team [there]": the organisation named last."""
        words = self.scene.language.role_words.get("there", ())
        last = min(token.sent.end, end + _THERE)
        ends = (t.i for t in self.doc[end:last] if t.is_punct or t.pos_ in ("VERB", "AUX", "CCONJ"))
        told = any(w in words for w in self.doc.lowers[end : next(ends, last)])
        found = named_last(self.scene, token.i) if told else None
        return [Filler(found, "context")] if found is not None else []

    def _spent_at(self, token: Token) -> Mention | None:
        """ "spent six years at Nova before leaving": the organisation named last before it, where people are."""
        if (
            token.tag_ != "VBG"
            or not token.i
            or self.doc[token.i - 1].lower_ not in self.scene.language.cues("preceding")
        ):
            return None
        here = [m for m in self.scene.mentions if token.sent.start <= m.start < token.i]
        firms = [m for m in here if m.type == "Organization" and m.entity is not None]
        return firms[-1] if len({m.entity for m in firms}) > 1 else None

    def _succeeded_at(self, people: Sequence[Filler]) -> list[Filler] | None:
        """ "replaces Ann Lee, who left in May": where who follows her works; None where nobody is said to follow."""
        person = people[0].mention if people else None
        verb = self.doc[person.start - 1] if person is not None and person.start else None
        if verb is None or verb.lower_ not in self.scene.language.cues("succeeding"):
            return None
        here = [m for m in self.scene.mentions if verb.sent.start <= m.start < verb.i and m.type == "Organization"]
        if verb.tag_ == "VBG" and here:
            return [Filler(here[-1], "order")]
        found = self.employers.of(self._fillers("subject", verb, verb.i + 1, "active", _PEOPLE))
        return found if len(found) == 1 else None

    def _of_the_board(self, token: Token) -> list[Filler]:
        """ "The board removed Ann Lee": that of the organisation which the section or the article is about."""
        words = self.scene.language.role_words.get("boards", ())
        subjects = (c for c in token.children if c.dep_ in self.scene.language.labels["subject"] and c.i < token.i)
        acting = any(c.lower_ in words and c.i and self.doc[c.i - 1].lower_ in words for c in subjects)
        topic = self.scene.salience.latest_topic(token.i) if acting else None
        return [Filler(topic, "context")] if topic is not None else []

    def _settled(self, i: int, found: Filler) -> bool:
        """Whether the article is about no other organisation than the one spoken of at token ``i``."""
        topic = self.scene.salience.topic_at(i)
        here = self.doc[found.mention.start].sent.start == self.doc[i].sent.start
        if self.scene.salience.another_named(i, found.mention):
            return False
        if topic is None or here or found.mention.entity == topic:
            return True
        return any(f.mention.entity == found.mention.entity for f in self.told.house(i))

    def _predecessors(self, token: Token, end: int, voice: Voice, role: RolePhrase | None) -> list[Filler]:
        """Where the one worked whose position is taken over ("takes over from Ann Lee as chief executive")."""
        if role is not None and role.organizations:
            return []
        people = [
            f
            for slot in ("object", "whom", "prep:from", "prep:à")
            for f in self._fillers(slot, token, end, voice, _PEOPLE)
        ]
        stated = self.employers.of([f for f in people if f.mention.may_be(_PEOPLE)])
        return stated if len(stated) == 1 else []

    def _investors(self) -> frozenset[int]:
        if self._funds is None:
            self._funds = investors(self.doc, self.scene.mentions, self.scene.language)
        return self._funds

    def _passage(
        self, token: Token, others: Sequence[Filler] = (), without: frozenset[int] = frozenset()
    ) -> list[Filler]:
        """The organisation that the passage is about, none of ``others`` or of those between them and ``token``."""
        if (owner := owner_before(self.scene, token)) is not None:
            return [Filler(owner, "context")]
        entities = {f.mention.entity for f in others if f.mention.entity is not None} | without
        first = min((f.mention.start for f in others if f.mention.start >= token.sent.start), default=token.i)
        opening = self.doc[token.sent.start : first]
        if token.sent.start in self.scene.at and not any(t.pos_ in ("VERB", "AUX") for t in opening):
            first = token.sent.start  # a list of which only some are known for what they are
        of_people = bool(others) and all(f.mention.type == "Person" for f in others)
        between = (m for m in self.scene.mentions if first <= m.start < token.i and m.entity is not None)
        # "Ann Lee, who joined the group in May, left": only what is named is another
        entities |= {m.entity for m in between if m.entity is not None and (m.kind == "name" or not of_people)}
        found = self.scene.salience.organization(token.i, entities)
        return [Filler(found, "context")] if found is not None else []


_TOLD: dict[str, Callable[[RuleSlots, Token, Sequence[Filler]], list[Filler]]] = {
    "passage": RuleSlots._passage,
    "raiser": lambda slots, token, others: slots._passage(token, others, slots._investors()),
    "workplace": RuleSlots._workplace,
    "employer": lambda slots, _, others: slots.employers.of(others),
    "house": lambda slots, token, _: slots.told.house(token.i),
    "raised": lambda slots, token, _: slots.told.raised(token.i),
    "venture": lambda slots, token, _: venture(slots.scene, token.i),
    "comrades": lambda slots, token, _: slots.told.comrades(token.i),
    "heralded": lambda slots, token, _: slots.heralds.of(token),
    "maker": lambda *_: [],
}


def _given(role: RolePhrase, token: Token) -> bool:
    """ "named Ann Lee chief of Acme", "named as chief of Acme"; but "Acme hired Nova chief Ann Lee".

    So is what is said with the position: "Ann Lee, the newly named chief of Acme".
    """
    said = role.start <= token.i < role.end
    return said or role.led_in or any(h.mention.end == role.begins for h in role.holders)


def _same_entities(found: Sequence[Filler], others: Sequence[Filler]) -> bool:
    known = {f.mention.entity for f in others}
    return bool(found) and all(f.witness == "syntax" and f.mention.entity in known for f in found)
