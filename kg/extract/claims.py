"""Candidates -> claims: who and what exactly, with which status, date, role and amount, in whose words.

A claim's quote is its sentence. Where two candidates say the same of the same trigger, the surer one stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from kg.extract.amounts import AmountCues, amount_in, stake_in
from kg.extract.confidence import Calibration, Draft, features_of, settled
from kg.extract.coref.coreference import Group
from kg.extract.modality.claimstatus import ClaimStatus
from kg.extract.modality.headlinestatus import as_the_body_says
from kg.extract.modality.status import StatusCues
from kg.extract.modality.tense import looks_back, tense_of
from kg.extract.parsing.layout import Layout
from kg.extract.roles.insiders import Insiders
from kg.extract.roles.rolebook import RoleBook, RolePhrase
from kg.extract.rules.candidates import Candidate
from kg.extract.syntax.grammar import Filler, Scene
from kg.extract.temporal.datecues import DateCues
from kg.extract.temporal.datelinks import DatedText
from kg.extract.temporal.dates import DateMention
from kg.model import Argument, Claim, PartialDate, Role, Status, Tense
from kg.ontology import Ontology, Relation

__all__ = ["Cues", "drafts_of", "likely"]

_MONEY = frozenset({"acquired", "investedIn"})
_DAY = 10  # characters of a date known to the day
_LEFT = 16  # tokens from a verb of leaving to "to run Acme"
_NEGATION = 6  # tokens from « plus », "longer" to the position or the verb
_QUOTE_LIMIT = 600  # code points; a longer "sentence" is cut to what surrounds the claim


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """What one language's claims are worded with."""

    status: StatusCues
    dates: DateCues
    amounts: AmountCues
    roles: RoleBook
    calibration: Calibration


def drafts_of(
    scene: Scene,
    layout: Layout,
    groups: Sequence[Group],
    candidates: Iterable[Candidate],
    dates: Sequence[DateMention],
    cues: Cues,
    ontology: Ontology,
) -> list[Draft]:
    """All claims however unlikely, in text order, with what each rests on."""
    candidates = tuple(candidates)
    writer = _Writer(scene, layout, groups, dates, cues, ontology, candidates)
    drafts: dict[object, list[Draft]] = defaultdict(list)
    for candidate in candidates:
        for key, draft in writer.write(candidate):
            drafts[key].append(draft)
    return sorted(as_the_body_says(settled(drafts, cues.calibration)), key=lambda d: _place(d.claim))


def likely(drafts: Iterable[Draft], calibration: Calibration) -> tuple[Claim, ...]:
    """The claims of ``drafts``, but for those less likely than the calibration's ``least``."""
    return tuple(d.claim for d in drafts if d.claim.confidence >= calibration.least)


def _place(c: Claim) -> tuple[object, ...]:
    return c.span.field != "title", c.span, c.relation, c.subject.span, c.object.span


class _Writer:
    def __init__(
        self,
        scene: Scene,
        layout: Layout,
        groups: Sequence[Group],
        dates: Sequence[DateMention],
        cues: Cues,
        ontology: Ontology,
        candidates: Sequence[Candidate],
    ) -> None:
        self.scene, self.doc, self.layout, self.groups = scene, scene.doc, layout, groups
        self.cues, self.ontology = cues, ontology
        self.dated = DatedText(scene, dates, cues.dates, candidates)
        self.insiders = Insiders(scene.doc, candidates, scene.language)
        self._left = _objects(candidates, "left")
        self._founded = _objects(candidates, "founded")
        self.statuses = ClaimStatus(scene, cues.status, self._speaker)

    def write(self, c: Candidate) -> Iterator[tuple[tuple[object, ...], Draft]]:
        """The claims of a candidate (several for « les deux hommes »), each with the key that tells repetitions."""
        features: dict[str, float] = {}
        for s, o in product(_entities(c.subject), _entities(c.object)):
            if s == o or not self._typed(s, c.rule.domain) or not self._typed(o, c.rule.range):
                continue
            features = features or features_of(c, self.scene)
            claim = self._claim(c, s, o)
            over = self._over(c, claim)
            if over is None and not self.insiders.promoted(c):
                yield self._key(claim, s, o), Draft(claim, features)
            implied = over or self._implied(c, claim) or self._from_elsewhere(c, claim, s, o)
            if implied is not None:
                yield self._key(implied, s, o), Draft(implied, {**features, "implied": 1.0})

    def _typed(self, entity: int, types: Sequence[str]) -> bool:
        return self.groups[entity].type in types

    def _key(self, claim: Claim, s: int, o: int) -> tuple[object, ...]:
        ends = (min(s, o), max(s, o)) if self.ontology.relations[claim.relation].symmetric else (s, o)
        return (
            claim.relation,
            *ends,
            claim.span,
            claim.role.label if claim.role and claim.relation == "worksFor" else "",
        )

    def _implied(self, c: Candidate, claim: Claim) -> Claim | None:
        """Who is hired as something works there as that; who leaves a post, did; a founder who leaves founded it."""
        role, rule = c.role if c.rule.kind in ("verb", "noun") else None, claim.rule + "+role"
        leaves = claim.relation == "left" and role is not None and (role.led_in or not role.organizations)
        if not leaves and (claim.relation != "joined" or claim.role is None):
            return None
        if leaves and role is not None and role.founding:
            if c.rule.kind == "noun":
                return None  # "All four founders are Nova alumni"
            behind = self.doc.lowers[role.end : role.end + 1]  # "the creator of Android" is not the company's
            thing = self.scene.at.get(role.begins - 1)  # "Alma cofounder Ann Lee left Nova"
            of_it = role.organizations or (
                self.scene.language.of.isdisjoint(behind) and (thing is None or thing.type != "Product")
            )
            return replace(claim, relation="founded", tense=None, manner=None, date=None, rule=rule) if of_it else None
        tense: Tense = "past" if leaves and claim.status == "asserted" else "present"
        if leaves:  # « le directeur serait sur le départ »: he is director all the same; the date is not of his start
            claim = replace(claim, status="asserted", date=None)
        return replace(claim, relation="worksFor", tense=tense, manner=None, rule=rule)

    def _from_elsewhere(self, c: Candidate, claim: Claim, s: int, o: int) -> Claim | None:
        """« Ann Petit, ex-Zeta, prend la tête d'Acme »: who takes a post and has left another organisation joins."""
        came = self._left.get(s, set())
        if (
            not (c.rule.entering or self._newly(c) or self._goes_to(c))
            or claim.status == "denied"
            or not came - {o}
            or o in came | self._founded.get(s, set())
        ):
            return None
        return replace(claim, relation="joined", tense=None, manner=None, rule=claim.rule + "+origin")

    def _newly(self, c: Candidate) -> bool:
        """« Ann Petit, sa nouvelle directrice financière, venue de Zeta »: a position just taken up."""
        role = c.role if c.rule.kind == "role" else None
        if role is not None and role.predicated and not role.former:  # « elle est depuis août directrice de Zeta »
            first = max(self.doc[role.begins].sent.start, role.begins - _NEGATION)
            now = self.scene.language.role_words.get("now", ())
            if not self.scene.compounds and any(w in now for w in self.doc.lowers[first : role.begins]):
                return True
        words = self.doc.lowers[role.begins : role.end] if role is not None and not role.former else ()
        return not self.scene.language.incoming.isdisjoint(words)

    def _goes_to(self, c: Candidate) -> bool:
        """ "left Nova to run Acme": an infinitive of what comes next, behind a verb of leaving."""
        verb, before = self.doc[c.start], self.doc.lowers[max(self.doc[c.start].sent.start, c.start - _LEFT) : c.start]
        ahead = c.rule.kind == "verb" and verb.tag_ == "VB" and before[-1:] == ["to"]
        return ahead and not self.scene.language.cues("departing").isdisjoint(before)

    def _over(self, c: Candidate, claim: Claim) -> Claim | None:
        """Who « n'est plus directeur », "no longer works" there has left."""
        if claim.relation != "worksFor" or claim.status != "denied":
            return None
        i = c.role.head if c.role is not None and c.rule.kind == "role" else c.start
        near = self.doc.lowers[max(self.doc[i].sent.start, i - _NEGATION) : i + 3]
        over = [k for k, w in enumerate(near) if w in self.scene.language.no_longer]
        if not over or "que" in near[over[-1] : over[-1] + 2]:
            return None  # « ne compte plus que quatre membres » says that they are members
        return replace(claim, relation="left", status="asserted", tense=None, rule=claim.rule + "+over")

    def _claim(self, c: Candidate, s: int, o: int) -> Claim:
        status, said_by = self.statuses.of(c)
        start, end = self._quoted(c)
        span = self.layout.span(start, end)
        relation = self.ontology.relations[c.rule.relation]
        words = self.doc.text[start:end]
        money, date = c.rule.relation in _MONEY, self._date(c, start, end)
        floor: Status | None = "announced" if relation.kind == "event" and self._to_come(date) else c.rule.status
        return Claim(
            article=self.layout.article.id,
            lang=self.layout.article.lang,
            relation=c.rule.relation,
            subject=self._argument(c.subject, s),
            object=self._argument(c.object, o),
            status=floor if floor and status == "asserted" else status,
            quote=self.layout.quote(span),
            span=span,
            rule=c.rule.id,
            confidence=0.0,  # settled when all claims are known
            said_by=said_by,
            role=self._role(c.role),
            manner=c.rule.manner,
            tense=self._tense(c, relation),
            date=date,
            amount=amount_in(words, self.cues.amounts) if money else None,
            stake=stake_in(words, self.cues.amounts) if money else None,
        )

    def _tense(self, c: Candidate, relation: Relation) -> Tense | None:
        if relation.kind == "state":
            begun = c.rule.entering and not looks_back(c, self.scene)  # who has taken the helm is at it
            return c.rule.tense or ("present" if begun else tense_of(c, self.scene))
        return "past" if c.rule.tense == "past" or looks_back(c, self.scene) else None

    def _argument(self, filler: Filler, entity: int) -> Argument:
        m, group = filler.mention, self.groups[entity]
        last = self.doc[m.end - m.tail - 1]
        start, end = self.doc[m.start].idx, last.idx + len(last)
        span = self.layout.span(start, end)
        assert group.type is not None  # _typed has seen to it  # noqa: S101
        return Argument(group.name, group.type, self.layout.quote(span), span)

    def _quoted(self, c: Candidate) -> tuple[int, int]:
        """Code points of the sentence, without the white space around it."""
        sentence = self.doc[c.start].sent
        first, last = sentence.start, sentence.end
        while first < last and self.doc[first].is_space:
            first += 1
        while last > first + 1 and self.doc[last - 1].is_space:
            last -= 1
        start, end = self.doc[first].idx, self.doc[last - 1].idx + len(self.doc[last - 1])
        if end - start <= _QUOTE_LIMIT:
            return start, end
        inside = [m for m in (c.subject.mention, c.object.mention) if first <= m.start < last]
        left = min([c.start, *(m.start for m in inside)])
        right = max([c.end, *(m.end for m in inside)])
        return self.doc[left].idx, self.doc[right - 1].idx + len(self.doc[right - 1])

    def _speaker(self, start: int, end: int) -> str:
        """The name of the person or organisation that heads the speaker's noun phrase, else the wording."""
        m = self.scene.at.get(self.doc.root_of(start, end).i)
        if m is not None and m.entity is not None and self.groups[m.entity].type in ("Person", "Organization"):
            return self.groups[m.entity].name
        first, last = self.doc[start], self.doc[end - 1]
        return self.layout.quote(self.layout.span(first.idx, last.idx + len(last)))

    def _role(self, phrase: RolePhrase | None) -> Role | None:
        if phrase is None:
            return None
        first, last = self.doc[phrase.start], self.doc[phrase.end - 1]
        label = " ".join(self.layout.quote(self.layout.span(first.idx, last.idx + len(last))).split())
        if first.lower_.startswith("ex-"):
            label = label[3:]  # one token; that it is over is the claim's, not the position's
        key = min(phrase.keys, key=lambda k: (self.cues.roles.rank.get(k, 50), k))
        return Role(label, self.layout.article.lang, key)

    def _to_come(self, date: PartialDate | None) -> bool:
        """« prévient qu'elle partira le 5 mars »: after the day on which the article was published."""
        published = self.layout.article.published
        return date is not None and published is not None and date.first_day > published.value.ljust(_DAY, "9")

    def _date(self, c: Candidate, start: int, end: int) -> PartialDate | None:
        state = self.ontology.relations[c.rule.relation].kind == "state"
        found = self.dated.date_of(c, (start, end), state=state)
        return found.value if found else None


def _objects(candidates: Sequence[Candidate], relation: str) -> dict[int, set[int]]:
    """What each entity has that relation to."""
    found: dict[int, set[int]] = defaultdict(set)
    for c in (c for c in candidates if c.rule.relation == relation):
        for s, o in product(_entities(c.subject), _entities(c.object)):
            found[s].add(o)
    return found


def _entities(filler: Filler) -> tuple[int, ...]:
    m = filler.mention
    if m.plural and m.plural != (-1,):
        return m.plural
    return () if m.entity is None else (m.entity,)
