"""The whole derivation in a screenful."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from kg.derive.events import Events, event_facts
from kg.derive.evidence import Pair, Said, evidence
from kg.derive.reversal import undo
from kg.derive.rivals import close_by_event, close_by_rival, close_by_successor
from kg.derive.settings import Settings, load_settings
from kg.derive.states import states
from kg.derive.tenures import Held, tenures
from kg.model import Article, Claim, Fact, Resolution
from kg.ontology import Ontology
from kg.resolve.listed import NameList, name_list

__all__ = ["derive_facts"]


def derive_facts(
    claims: Iterable[Claim], resolution: Resolution, articles: Mapping[str, Article], ontology: Ontology
) -> tuple[Fact, ...]:
    """The facts behind ``claims``, sorted by id. ``articles`` are keyed by their ids, as claims name them.

    Raises:
        OntologyError: ``derive.yaml`` is wrong.
    """
    settings = load_settings(ontology)
    found = evidence(claims, resolution, articles, ontology)
    events, moves = undo(event_facts(found, ontology, settings), settings)
    held: list[Held] = []
    if settings.tenure in ontology.relations:
        relation = ontology.relations[settings.tenure]
        spells = tenures(relation, found.get(settings.tenure, {}), events, moves, settings)
        held += _one_holder(spells, events, settings, name_list(ontology))
    held += _other_states(found, events, ontology, settings)
    happened = (e.fact for pairs in events.values() for es in pairs.values() for e in es)
    return tuple(sorted((*happened, *(h.fact for h in held)), key=lambda f: f.id))


def _one_holder(spells: list[Held], events: Events, settings: Settings, names: NameList) -> list[Held]:
    def post(held: Held) -> Hashable | None:
        norm = held.fact.role.norm if held.fact.role else None
        whole = any(not names.is_unit(n) for s in held.said for n in {s.claim.object.name, s.claim.object.mention})
        # The head of a unit that counts as the company (Azure) is no rival of the company's own head.
        return (held.fact.object, norm) if whole and norm in settings.functional_roles else None

    successions = [e for es in events.get(settings.follows, {}).values() for e in es]
    return close_by_rival(close_by_successor(spells, successions, settings), post, settings)


def _other_states(
    found: Mapping[str, Mapping[Pair, list[Said]]], events: Events, ontology: Ontology, settings: Settings
) -> list[Held]:
    held: list[Held] = []
    for name, relation in sorted(ontology.relations.items()):
        if relation.kind != "state" or name == settings.tenure:
            continue
        of_relation = states(relation, found.get(name, {}))
        for event, ended in sorted(settings.ends.items()):
            if ended == name:
                happened = [e for es in events.get(event, {}).values() for e in es]
                of_relation = close_by_event(of_relation, happened, settings)
        if relation.functional:
            of_relation = close_by_rival(of_relation, lambda h: h.fact.subject, settings)
        held += of_relation
    return held
