"""Which node each article's name belongs to, rule after rule (the order stands in the package's docstring)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.corrections import Corrections, SplitName, is_article
from kg.model import EntityType
from kg.ontology import Ontology
from kg.resolve.clusters import Clusters, Node
from kg.resolve.listed import NameList, name_list
from kg.resolve.people import PersonName, PersonNames, person_names
from kg.resolve.persons import merge_people
from kg.resolve.records import Key, Record
from kg.resolve.surnames import Company, merge_misspelt, place_surnames
from kg.resolve.votes import vote_types

__all__ = ["Assignment", "assign"]


@dataclass(slots=True)
class Assignment:
    """``nodes`` maps each record to a node of ``clusters``; ``why`` says what moved a record by itself.

    ``labels`` are names given by corrections, by node, ``called`` those given to one
    article's name. ``known`` are nodes of names met before: many articles have the same.
    """

    records: list[Record]
    names: NameList
    people: PersonNames
    clusters: Clusters = field(default_factory=Clusters)
    nodes: dict[Key, Node] = field(default_factory=dict)
    why: dict[Key, str] = field(default_factory=dict)
    labels: dict[Node, str] = field(default_factory=dict)
    called: dict[Key, str] = field(default_factory=dict)
    known: dict[tuple[EntityType, str | None, str, str], Node] = field(default_factory=dict)

    def root(self, record: Record) -> Node:
        """The node that stands for the record's entity."""
        return self.clusters.root(self.nodes[record.key])


def assign(records: list[Record], ontology: Ontology, corrections: Corrections) -> Assignment:
    """Apply every rule; the result does not depend on the order of ``records``."""
    result = Assignment(records, name_list(ontology), person_names(ontology))
    types = {_fold(result, s.name): s.type for s in corrections.set if s.type}
    splits: dict[str, list[SplitName]] = {}
    for entry in corrections.split:
        splits.setdefault(_fold(result, entry.name), []).append(entry)
    for record in records:
        rivals = splits.get(_fold(result, record.name), ()) if splits else ()
        split = next((s for s in rivals if is_article(s.article, record.article)), None)
        kind = types.get(_fold(result, record.name))
        _place(result, record, split, replace(record, type=kind, kb=None) if kind else record)
    forced = _merge_by_hand(result, corrections)
    _merge_by_rule(result, forced)
    return result


def _fold(result: Assignment, name: str) -> str:
    return result.names.folding.fold(name)


def _place(result: Assignment, record: Record, split: SplitName | None, seen: Record) -> None:
    if split is None:
        result.nodes[record.key] = _node(result, seen, seen.name)
        if seen is not record and seen.type != record.type:
            result.why[record.key] = "correction"
        return
    result.why[record.key] = "correction"
    if split.as_name is None:
        result.nodes[record.key] = ("split", seen.type, f"{seen.name}\x1f{seen.article}")
        return
    result.called[record.key] = split.as_name
    result.nodes[record.key] = _node(result, replace(seen, kb=None), split.as_name)


def _node(result: Assignment, record: Record, name: str) -> Node:
    key = (record.type, record.kb, name, record.lang)
    if key not in result.known:
        result.known[key] = _found(result, record, name)
    return result.known[key]


def _found(result: Assignment, record: Record, name: str) -> Node:
    """The listed thing, or the name in its comparison form."""
    entry = result.names.entries.get((record.type, record.kb)) if record.kb else None
    entry = entry or result.names.find(record.type, name)
    if entry is not None:
        return ("list", record.type, entry.label)
    if record.type == "Person":
        return ("name", "Person", _fold(result, result.people.clean(name, record.lang)))
    return ("name", record.type, result.names.key(name))


def _merge_by_hand(result: Assignment, corrections: Corrections) -> set[Node]:
    """Merge what the corrections name; returns the nodes that no rule may move any more."""
    by_name: dict[str, set[Node]] = {}
    for record in result.records if corrections.merge else ():
        if result.why.get(record.key) is None:
            by_name.setdefault(_fold(result, record.name), set()).add(result.nodes[record.key])
    forced: set[Node] = set()
    for entry in corrections.merge:
        nodes = {n for name in entry.names for n in by_name.get(_fold(result, name), ())}
        for kind in sorted({n[1] for n in nodes if entry.type in (None, n[1])}):
            same = {n for n in nodes if n[1] == kind}
            result.clusters.merge(same, "correction")
            result.labels.update(dict.fromkeys(same, entry.label))
            forced |= same
    return forced


def _merge_by_rule(result: Assignment, forced: set[Node]) -> None:
    people = _people(result)
    company = Company(result.records, result.nodes, result.names)
    merge_people(people, result.people, result.clusters)
    merge_misspelt(people, company, result.clusters)
    free = [r for r in result.records if r.key not in result.why and result.nodes[r.key] not in forced]
    placed = place_surnames(free, people, result.nodes, clusters=result.clusters, company=company, names=result.people)
    _move(result, placed, "surname")
    free = [r for r in free if r.key not in placed]
    _move(result, vote_types(free, result.nodes, result.clusters, result.names), "type by votes")


def _move(result: Assignment, moved: dict[Key, Node], why: str) -> None:
    result.nodes.update(moved)
    result.why.update(dict.fromkeys(moved, why))


def _people(result: Assignment) -> dict[Node, PersonName]:
    """Every person's node with the parts of its name; of several spellings, the one with most hyphens (they bind)."""
    spellings: dict[Node, set[str]] = {}
    for record in result.records:
        node = result.nodes[record.key]
        if node[1] == "Person" and node[0] != "split":
            name = node[2] if node[0] == "list" else result.called.get(record.key, record.name)
            spellings.setdefault(node, set()).add(result.people.clean(name, record.lang))
    return {node: result.people.parse(min(names, key=_most_hyphens)) for node, names in sorted(spellings.items())}


def _most_hyphens(name: str) -> tuple[int, int, str]:
    return (-name.count("-"), -name.count("."), name)
