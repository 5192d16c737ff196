"""Facts derived again where some claims have changed: those that these can reach, the others as they were.

What a fact depends on besides the claims about its own pair::

    joinings, leavings, tenures   all of them of the same person (one undoes another);
                                  of a tenure, a succession to that person, with the successor's tenures,
                                  and where one at a time holds a role, the tenures of the others who did
    other states                  all of the relation with the same subject, and what ends them (an acquisition of it)
    other events                  the event that lies between two of them

So the claims that these facts rest on are derived from by themselves. Whatever else comes out of them is incomplete,
and is not taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import TypeAlias

from kg.derive.evidence import evidence
from kg.derive.facts import derive_facts
from kg.derive.settings import Settings, load_settings
from kg.model import Article, Claim, Fact, Resolution
from kg.ontology import Ontology

__all__ = ["derive_again"]

Tie: TypeAlias = tuple[str, str, str]  # relation, subject, object


def derive_again(
    facts: Collection[Fact],
    changed: Collection[str],
    claims: Mapping[str, Claim],
    resolution: Resolution,
    articles: Mapping[str, Article],
    ontology: Ontology,
) -> tuple[Fact, ...]:
    """The facts behind ``claims`` (by id), where ``facts`` were there before.

    ``changed`` are ids of claims that have come, altered, or may be other than before: in their words, their article's
    date, or what the names in them stand for.

    Raises:
        OntologyError: ``derive.yaml`` is wrong.
    """
    altered = frozenset(changed)
    used = {claim for fact in facts for claim in fact.claims}
    loose = [claim for i, claim in claims.items() if i not in used or i in altered]
    ties = {_tie(fact) for fact in facts if not altered.isdisjoint(fact.claims)}
    found = evidence((c for c in loose if c.id in altered), resolution, articles, ontology)
    ties |= {(relation, *pair) for relation, pairs in found.items() for pair in pairs}
    reach = _reach(ties, facts, load_settings(ontology), ontology)
    needed = {claim for fact in facts if reach.needs(*_tie(fact)) for claim in fact.claims if claim in claims}
    again = derive_facts((*map(claims.__getitem__, needed), *loose), resolution, articles, ontology)
    kept = (fact for fact in facts if not reach.takes(*_tie(fact)))
    taken = (fact for fact in again if reach.takes(*_tie(fact)))
    return tuple(sorted((*kept, *taken), key=lambda fact: fact.id))


def _tie(fact: Fact) -> Tie:
    return fact.relation, fact.subject, fact.object


@dataclass(frozen=True, slots=True)
class _Reach:
    """Which facts can be others (``takes``), and on which facts' claims they rest (``needs``).

    ``people`` may have other joinings, leavings and tenures; at ``employers``, so may the ``holders`` of roles that one
    holds at a time. That follows from the tenures of these and of their ``successors``, who include them. ``subjects``
    may have other states.
    """

    settings: Settings
    states: Set[str]
    ties: Set[Tie]
    people: Set[str]
    employers: Set[str]
    holders: Set[str]
    successors: Set[str]
    subjects: Set[str]

    def takes(self, relation: str, subject: str, obj: str) -> bool:
        """Whether a fact of this kind may be another than before."""
        if relation in self.states:
            return subject in self.subjects
        if _is_personal(relation, self.settings) and subject in self.people:
            return True
        if relation == self.settings.tenure:
            return subject in self.holders and obj in self.employers
        turn = self.settings.turns.get(relation, "")
        return (relation, subject, obj) in self.ties or (turn, subject, obj) in self.ties

    def needs(self, relation: str, subject: str, obj: str) -> bool:
        """Whether a fact that is taken may rest on the claims of one of this kind."""
        return any(self._rests(r, subject, obj) for r in (relation, *_turned(relation, self.settings)))

    def _rests(self, relation: str, subject: str, obj: str) -> bool:
        if relation in self.settings.ends and obj in self.subjects:
            return True
        if _is_personal(relation, self.settings) and subject in self.successors:
            return True
        return (relation == self.settings.follows and obj in self.holders) or self.takes(relation, subject, obj)


def _turned(relation: str, settings: Settings) -> Iterator[str]:
    """Relations between whose events this one's lie."""
    return (other for other, turn in settings.turns.items() if turn == relation)


def _is_personal(relation: str, settings: Settings) -> bool:
    return relation == settings.tenure or relation in settings.opens or relation in settings.closes


def _reach(ties: set[Tie], facts: Iterable[Fact], settings: Settings, ontology: Ontology) -> _Reach:
    states = frozenset(n for n, r in ontology.relations.items() if r.kind == "state" and n != settings.tenure)
    all_ties = ties | {_tie(fact) for fact in facts}
    follows = {(new, old) for relation, new, old in all_ties if relation == settings.follows}
    movers = {s for relation, s, _ in ties if _is_personal(relation, settings)}
    people = movers | {old for new, old in follows if new in movers}
    people |= {old for relation, _, old in ties if relation == settings.follows}
    employers = {o for relation, s, o in all_ties if s in people and _is_personal(relation, settings)}
    holders = people | {f.subject for f in facts if f.object in employers and _is_held_alone(f, settings)}
    subjects = {s for relation, s, _ in ties if relation in states}
    subjects |= {o for relation, _, o in ties if relation in settings.ends}
    successors = holders | {new for new, old in follows if old in holders}
    return _Reach(settings, states, ties, people, employers, holders, successors, subjects)


def _is_held_alone(fact: Fact, settings: Settings) -> bool:
    role = fact.role.norm if fact.role else None
    return fact.relation == settings.tenure and role in settings.functional_roles
