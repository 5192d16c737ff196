"""Rules over a scene: every place where a trigger's slots can be filled is a candidate for a claim.

Candidates are generous; :mod:`kg.extract.claims` checks and words them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.roles.positions import Positions
from kg.extract.roles.rolebook import RolePhrase
from kg.extract.rules.credible import asks_for, credible, cut_short, guessed_twice, one_way, well_named
from kg.extract.rules.gapping import followers, further_pairs
from kg.extract.rules.investors import behind_partners
from kg.extract.rules.neighbours import binds_one, neighbours_of
from kg.extract.rules.occurrences import Occurrences
from kg.extract.rules.rulebook import Rule, RuleBook, Trigger
from kg.extract.rules.ruleslots import RuleSlots
from kg.extract.rules.sharegaps import further_holders, holds_itself
from kg.extract.rules.units import named_units
from kg.extract.syntax.fillers import named, pairs_of, same
from kg.extract.syntax.grammar import Filler, Scene, Voice, voice_of
from kg.extract.syntax.likewise import firms_too
from kg.extract.syntax.parties import Parties
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["Candidate", "find_candidates"]

_FIRMS: tuple[EntityType, ...] = ("Organization",)
_PEOPLE: tuple[EntityType, ...] = ("Person",)
_POSITIONAL = frozenset({"joined", "left", "worksFor"})  # what is said of several people, each with a position


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens ``[start, end)`` trigger ``rule`` between two mentions; ``role`` is the position in question, if any."""

    rule: Rule
    start: int
    end: int
    subject: Filler
    object: Filler
    role: RolePhrase | None = None


def find_candidates(scene: Scene, book: RuleBook, roles: Sequence[RolePhrase]) -> list[Candidate]:
    """All candidates of a scene, in text order."""
    seeker = _Seeker(scene, book, roles)
    people = {m.entity for m in scene.mentions if m.type == "Person" and (m.sure or m.end - m.start > 1)}
    found = one_way(
        [c for c in seeker.all() if credible(c) and not guessed_twice(c, people) and not cut_short(c, scene)]
    )
    return sorted(found, key=lambda c: (c.start, c.end, c.rule.id, c.subject.mention.start, c.object.mention.start))


class _Seeker:
    def __init__(self, scene: Scene, book: RuleBook, roles: Sequence[RolePhrase]) -> None:
        self.scene, self.doc, self.book, self.roles = scene, scene.doc, book, roles
        self.occurrences, self.slots = Occurrences(scene), RuleSlots(scene, roles)
        self.positions = Positions(scene, roles)
        self.parties = Parties(scene.doc, scene.mentions, scene.language)
        self.language, self.neighbours = scene.language, neighbours_of(book)

    def all(self) -> Iterator[Candidate]:
        yield from chain(self.triggered(), self.from_roles(), self.between(), self.units())

    # -- verbs, nouns, adjectives -------------------------------------------------------------------------------

    def triggered(self) -> Iterator[Candidate]:
        """Candidates of the rules whose trigger is a word."""
        by_form = self.book.by_form
        for token in (t for t in self.doc if t.lower_ in by_form):
            ends = self.occurrences.at(token, by_form[token.lower_])
            longest = {(t.rule.id, t.form): end for t, end in sorted(ends, key=lambda e: e[1])}
            for trigger, end in ends:
                if trigger.rule.kind != "noun" or end == longest[trigger.rule.id, trigger.form]:
                    # "parent company" is not "parent" and something else
                    for candidate in self._fill(token, end, trigger):
                        self.slots.told.note(candidate.rule, token, candidate.subject, candidate.object)
                        yield from (candidate, *self._gapped(candidate))

    def _fill(self, token: Token, end: int, trigger: Trigger) -> Iterator[Candidate]:
        rule = trigger.rule
        voice = voice_of(token, trigger, self.language) if rule.kind == "verb" else "active"
        if rule.members:
            yield from self._members(token, end, rule, voice)
            return
        subjects = self.slots.first(rule.subject, rule.domain, token, end, voice, None)
        subjects = self._with_party(rule, subjects, token)
        role = self.positions.of(rule, token, end, subjects) if subjects else None
        told = "maker" in rule.subject or "passage" in rule.subject
        args = rule.object, rule.range, token, end, voice, role
        objects = self.slots.first(*args, subjects) if subjects or told else []
        if subjects and (not objects or same(subjects, objects)):  # "After its purchase of Acme, ..."
            alone = self.slots.first(*args)
            ends = rule.subject, rule.domain, token, end, voice, None, alone, named(alone)
            if same(subjects, alone) and (others := self.slots.first(*ends)):
                subjects, objects = others, alone
        if rule.relation == "joined" and (stays := self._stays(objects)):  # « recruté après un passage chez Nova »
            objects = self.slots.first(*args, subjects, stays)
        subjects = subjects or self.slots.from_other(rule.subject, rule.domain, token, objects)
        if rule.needs and not self._third(rule, token, end, voice, objects):
            return
        if rule.lacks and self.slots.first(rule.lacks, _FIRMS, token, end, voice, None, objects, named(objects)):
            return
        for s in self._whole(rule, "subject", subjects, end):
            listed = self._equals(s.mention)  # who are listed together do nothing to one another
            for o in (f for f in self._whole(rule, "object", objects, end) if f.mention not in listed):
                if self._strange(rule, s, o) or (rule.relation == "investedIn" and holds_itself(self.scene, o.mention)):
                    continue
                yield Candidate(rule, token.i, end, s, o, self.positions.own(rule, token, role, s, o))

    def _with_party(self, rule: Rule, subjects: list[Filler], token: Token) -> list[Filler]:
        """``subjects`` and those of whom the text says the same beside them."""
        named_after = rule.kind == "noun" and self.scene.compounds and all(f.mention.start > token.i for f in subjects)
        if (rule.kind == "verb" or named_after) and rule.domain == _PEOPLE:
            return self.parties.of(subjects, token.i)
        if rule.kind == "verb" and rule.domain == _FIRMS:
            return firms_too(self.scene, subjects, token)
        if rule.relation != "investedIn":
            return subjects
        return behind_partners(
            self.scene, self.parties.and_firms(subjects, token.i) if rule.kind == "verb" else subjects
        )

    def _stays(self, objects: Sequence[Filler]) -> frozenset[int | None]:
        """Entities of ``objects`` that are only told as where somebody comes from."""
        return named([f for f in objects if self.scene.salience.in_stay(f.mention)])

    def _gapped(self, candidate: Candidate) -> Iterator[Candidate]:
        """The same of those who follow without a trigger of their own: people with a position, « de X par Y »."""
        rule, ends = candidate.rule, {"subject": candidate.subject, "object": candidate.object}
        if rule.relation == "investedIn":
            behind = max(candidate.end, *(f.mention.end for f in ends.values()))
            for holder in further_holders(self.scene, candidate.start, behind):
                yield replace(candidate, subject=Filler(holder, "order"))
        if rule.kind == "noun" and "Person" not in rule.range:
            first, last = sorted(ends, key=lambda k: ends[k].mention.start)
            for found in further_pairs(self.scene, ends[first].mention, ends[last].mention):
                again = dict(zip((first, last), (Filler(m, "order") for m in found), strict=True))
                yield replace(candidate, subject=again["subject"], object=again["object"])
        place = next((p for p, f in ends.items() if f.mention.type == "Person"), "")
        if not place or rule.relation not in _POSITIONAL:
            return
        for person, role in followers(self.scene, self.roles, ends[place].mention, candidate.role):
            own = () if role.guessed else role.organizations
            other = own[0] if own else ends["object" if place == "subject" else "subject"]
            pair = (Filler(person, "order"), other)
            subject, obj = pair if place == "subject" else pair[::-1]
            if role.led_in or rule.relation != "worksFor":  # what is said of a bare position the roles' rules read
                yield replace(candidate, subject=subject, object=obj, role=role if role.led_in else None)

    def _equals(self, mention: Mention) -> list[Mention]:
        """The names listed with one, but for what is only its own ("Acme and its parent company Zeta")."""
        return [m for m in self.scene.fellows(mention) if mention in self.scene.fellows(m)]

    def _third(self, rule: Rule, token: Token, end: int, voice: Voice, objects: Sequence[Filler]) -> bool:
        """Whether a slot that the rule needs holds somebody else than its object."""
        taken = {f.mention.start for f in objects}
        found = (f for slot in rule.needs for f in self.scene.fill(slot, token, end, voice))
        return any(f.mention.start not in taken for f in found)

    def _whole(self, rule: Rule, place: str, fillers: Sequence[Filler], end: int) -> Sequence[Filler]:
        """Without the names that only own or qualify something else; what stands before a noun is the noun's owner."""
        if place not in rule.whole:
            return fillers
        owners = rule.kind == "noun"
        beside = -1 if owners else end - 1  # the verb itself may be taken for a noun ("Acme competes")
        stands = self.scene.stands_for_itself
        return [f for f in fillers if (owners and f.mention.start < end) or f.mention.end == beside or stands(f)]

    def _members(self, token: Token, end: int, rule: Rule, voice: Voice) -> Iterator[Candidate]:
        """A symmetric relation: who stands in one slot with who stands in another; all of one slot where it is alone.

        "A competes with B and C" says nothing of B and C, "the alliance between B and C" does.
        """
        sides: list[list[Filler]] = []
        taken: set[int] = set()
        accompany = False
        for slot in rule.members:
            found = self.slots.first((slot,), rule.domain, token, end, voice, None)
            side = [f for f in found if f.mention.start not in taken]
            taken.update(f.mention.start for f in side)
            sides += [list(self._whole(rule, "subject", side, end))] if side else []
            accompany = accompany or (bool(side) and self._accompanies(slot))
        for pair in pairs_of(sides, alone=not accompany):
            s, o = sorted(pair, key=lambda f: f.mention.start)
            yield Candidate(rule, token.i, end, s, o)

    def _accompanies(self, slot: str) -> bool:
        """« avec A et B », "with A and B" say nothing of A with B."""
        kind, _, words = slot.partition(":")
        return kind in ("prep", "far", "then") and self.language.accompanying.issuperset(words.split("|"))

    def _strange(self, rule: Rule, subject: Filler, obj: Filler) -> bool:
        """Whether a product in the rule's object is known to be another organisation's."""
        return rule.range == ("Product",) and self.scene.made_by_another(obj.mention, subject.mention)

    def units(self) -> Iterator[Candidate]:
        """Candidates of the rules that read a part's name ("Acme Labs" of Acme)."""
        for rule in self.book.rules:
            if rule.kind == "unit":
                for part, whole in named_units(self.scene, frozenset(w.lower() for w in rule.words)):
                    yield Candidate(rule, part.start, part.end, Filler(part, "context"), Filler(whole, "context"))

    # -- roles and neighbours -----------------------------------------------------------------------------------

    def from_roles(self) -> Iterator[Candidate]:
        """Candidates of the rules whose trigger is a position."""
        for phrase in self.roles:
            for rule in self.book.roles:
                if asks_for(rule, phrase):
                    for s in phrase.holders:
                        for o in phrase.organizations:
                            yield Candidate(rule, phrase.start, phrase.end, s, o, phrase)

    def between(self) -> Iterator[Candidate]:
        """Candidates of the rules that read what stands between two mentions ("Josh Stein from DFJ")."""
        for left, right in zip(self.scene.mentions, self.scene.mentions[1:], strict=False):
            if right.start < left.end or self.doc[left.start].sent != self.doc[right.start].sent:
                continue
            for rule in self.neighbours.rules_at(self.doc, left.end, right.start, right.end):
                if self._read(rule, left, right):
                    yield from self._neighbours(rule, left, right)

    def _read(self, rule: Rule, left: Mention, right: Mention) -> bool:
        """Whether a `between` rule holds of two neighbours: its context, and names that bear it."""
        goes_on = right.end < len(self.doc) and self.doc[right.end].is_title and self.doc[right.end].pos_ == "PROPN"
        if not rule.after and self.occurrences.in_compound(right.end):
            return False  # "Acme's FDA-approved drug"
        if rule.full and self._owns_a_name(right.end):
            return False  # "Abraham Lincoln at Ford's Theater"
        if rule.full and right.type == "Person" and goes_on and not self.doc[right.end].is_sent_start:
            return False  # "Maryland's Robert H. Smith School"
        if rule.full and not well_named(left, right, rule, apposed=self.doc[left.end].text in (",", "(")):
            return False
        return self.occurrences.context_holds(left.end, rule)

    def _bracketed_each(self, left: Mention) -> bool:
        """« Anne Petit (Nova) et Paul Roy (Zeta) »: what brackets hold is said of the name before them alone."""
        opened = [m for m in self.scene.fellows(left) if self.doc.lowers[m.end : m.end + 1] == ["("]]
        return left in opened and (len(opened) > 1 or left != self.scene.fellows(left)[-1])

    def _owns_a_name(self, i: int) -> bool:
        after = self.doc[i + 1 : i + 2]  # in no name of its own
        named = after != [] and after[0].pos_ == "PROPN" and i + 1 not in self.scene.at
        return named and self.doc[i].tag_ == "POS"

    def _neighbours(self, rule: Rule, left: Mention, right: Mention) -> Iterator[Candidate]:
        alone = binds_one(self.doc, left.end) or self._bracketed_each(left)
        lefts, rights = ([left], [right]) if alone else (self.scene.fellows(left), self.scene.fellows(right))
        first, second = (rights, lefts) if rule.subject == ("right",) else (lefts, rights)
        for s in first:
            for o in second:
                known = not rule.listed or s.entry is not None
                if "object" in rule.whole and self.scene.owned(o) is not o:
                    continue  # "with Acme chief Ann Lee"
                if known and s.may_be(rule.domain) and o.may_be(rule.range):
                    yield Candidate(rule, left.end, right.start, Filler(s, "order"), Filler(o, "order"))
