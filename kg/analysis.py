"""What the graph adds up to: who gains and loses people, who connects companies, who leans on whom (networkx)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Fact, Knowledge

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = [
    "Flow",
    "Move",
    "SinglePoint",
    "central_people",
    "dependency_chains",
    "flow_between",
    "single_points_of_failure",
    "stats_lines",
    "talent_flow",
]

_HAPPENED = frozenset({"asserted", "announced", "contested"})
_LONGEST = 4  # links of a dependency chain
_EXACT = 2000  # nodes up to which betweenness is exact; its time grows with their square


@dataclass(frozen=True, slots=True)
class Flow:
    """People who came to and left one organisation (label); ``net`` is the difference."""

    organization: str
    joined: int
    left: int

    @property
    def net(self) -> int:
        return self.joined - self.left


@dataclass(frozen=True, slots=True)
class Move:
    """People who went straight from one organisation (label) to another, and back; ``net`` is the difference."""

    origin: str
    destination: str
    went: int
    came_back: int

    @property
    def net(self) -> int:
        return self.went - self.came_back


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """An organisation (label) that others lean on.

    ``dependants`` are all that would feel its failure, directly or through others; ``captive`` are those of them whose
    every chain of dependencies leads through it: they have no way round it.
    """

    organization: str
    dependants: int
    captive: int


def talent_flow(knowledge: Knowledge) -> list[Flow]:
    """Moves per organisation, biggest net change first. Undone, rumoured and denied moves do not count."""
    joined = Counter(fact.object for fact in _facts(knowledge, "joined"))
    left = Counter(fact.object for fact in _facts(knowledge, "left"))
    label = _labels(knowledge)
    flows = [Flow(label[o], joined[o], left[o]) for o in sorted({*joined, *left})]
    return sorted(flows, key=lambda f: (-abs(f.net), -(f.joined + f.left), f.organization))


def flow_between(knowledge: Knowledge) -> list[Move]:
    """Moves between two organisations, biggest net flow first.

    A move is a dated arrival with the last dated departure before it, on the same day or earlier, as its origin.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for steps in _steps(knowledge).values():
        origin: str | None = None
        for _, arrives, organization in sorted(steps):
            if not arrives:
                origin = organization
            elif origin is not None and origin != organization:
                counts[origin, organization] += 1
                origin = None
    label = _labels(knowledge)
    # each pair once, from where more people went
    pairs = [(a, b) for a, b in counts if (counts[a, b], b) > (counts[b, a], a)]
    moves = [Move(label[a], label[b], counts[a, b], counts[b, a]) for a, b in pairs]
    return sorted(moves, key=lambda m: (-m.net, -m.went, m.origin, m.destination))


def _steps(knowledge: Knowledge) -> dict[str, list[tuple[str, bool, str]]]:
    """By person: (day, whether it is an arrival, organisation); of one day, departures sort first."""
    steps: dict[str, list[tuple[str, bool, str]]] = {}
    for relation in ("left", "joined"):
        for fact in _facts(knowledge, relation):
            if fact.date is not None:
                step = (fact.date.first_day, relation == "joined", fact.object)
                steps.setdefault(fact.subject, []).append(step)
    return steps


def single_points_of_failure(knowledge: Knowledge) -> list[SinglePoint]:
    """Organisations that others depend on, those with the most captive dependants first.

    One that depends on several ends of chains is captive only to what lies on the way to all of them.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((fact.subject, fact.object) for fact in _facts(knowledge, "dependsOn"))
    captive = _captive(graph)
    label = _labels(knowledge)
    points = [SinglePoint(label[x], len(nx.ancestors(graph, x)), captive[x]) for x in graph if graph.in_degree(x)]
    return sorted(points, key=lambda p: (-p.captive, -p.dependants, p.organization))


def _captive(graph: DiGraph[str]) -> Counter[str]:
    """For each node, how many others have it on every way to where ways end: in what leans on nothing, or in a circle.

    These are the others below it in the tree of dominators, seen from the ends.
    """
    import networkx as nx

    ends = ""  # no entity has an empty id
    backwards = graph.reverse(copy=True)
    circles = nx.condensation(graph)
    last = (circles.nodes[c]["members"] for c in circles if circles.out_degree(c) == 0)
    backwards.add_edges_from((ends, node) for members in last for node in members)
    above = nx.immediate_dominators(backwards, ends) if graph else {}
    captive: Counter[str] = Counter()
    for node in graph:
        point = above[node]
        while point != ends:
            captive[point] += 1
            point = above[point]
    return captive


def central_people(knowledge: Knowledge) -> list[tuple[str, float, int]]:
    """People as (label, betweenness in [0, 1], number of organisations), most central first.

    Betweenness centrality after Freeman (1977) on the undirected graph of people and what they joined, left, lead,
    founded or paid for. In a large graph it is estimated from a sample, always the same one.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    people = {e.id for e in knowledge.resolution.entities.values() if e.type == "Person"}
    for fact in _facts(knowledge):
        if fact.subject in people and fact.object not in people:
            graph.add_edge(fact.subject, fact.object)
    sample = _EXACT if len(graph) > _EXACT else None
    scores = nx.betweenness_centrality(graph, k=sample, seed=0)
    label = _labels(knowledge)
    rows = [(label[p], round(scores[p], 4), graph.degree(p)) for p in sorted(people & set(graph))]
    return sorted(rows, key=lambda r: (-r[1], -r[2], r[0]))


def dependency_chains(knowledge: Knowledge) -> list[tuple[str, ...]]:
    """Chains of who depends on whom, as labels, longest first; none is part of another, none longer than four links."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((fact.subject, fact.object) for fact in _facts(knowledge, "dependsOn"))
    label = _labels(knowledge)
    chains = (tuple(label[x] for x in path) for start in graph for path in _chains(graph, [start]))
    return sorted(chains, key=lambda c: (-len(c), c))


def _chains(graph: DiGraph[str], path: list[str]) -> Iterator[list[str]]:
    """Ways on from ``path`` that cannot be made longer at either end."""
    onward = [x for x in graph.successors(path[-1]) if x not in path]
    if onward and len(path) <= _LONGEST:
        for following in onward:
            yield from _chains(graph, [*path, following])
    elif len(path) > _LONGEST or (len(path) > 1 and set(graph.predecessors(path[0])) <= set(path)):
        yield path


def _facts(knowledge: Knowledge, relation: str | None = None) -> list[Fact]:
    facts = (f for f in knowledge.facts if f.status in _HAPPENED and relation in (None, f.relation))
    return sorted(facts, key=lambda fact: fact.id)


def _labels(knowledge: Knowledge) -> dict[str, str]:
    return {e.id: e.label for e in knowledge.resolution.entities.values()}


def stats_lines(knowledge: Knowledge, top: int) -> Iterator[str]:
    """The answers as text, ``top`` rows of each."""
    yield "Talent flow (moves that are asserted, announced or contested)"
    yield from _rows(
        f"{f.net:+4d}  {f.organization} ({f.joined} in, {f.left} out)" for f in talent_flow(knowledge)[:top]
    )
    yield from ("", "Moves between two organisations (net)")
    yield from _rows(
        f"{m.net:+4d}  {m.origin} -> {m.destination} ({m.went} went, {m.came_back} came back)"
        for m in flow_between(knowledge)[:top]
    )
    yield from ("", "People who connect organisations (betweenness)")
    central = central_people(knowledge)[:top]
    yield from _rows(f"{score:.3f}  {name} ({_organisations(degree)})" for name, score, degree in central)
    yield from ("", "Dependency chains")
    yield from _rows(" -> ".join(chain) for chain in dependency_chains(knowledge)[:top])
    yield from ("", "Single points of failure (organisations that have no way round them, and all that would feel it)")
    points = single_points_of_failure(knowledge)[:top]
    yield from _rows(f"{p.captive:4d} of {p.dependants}  {p.organization}" for p in points)


def _rows(rows: Iterator[str]) -> Iterator[str]:
    empty = True
    for row in rows:
        empty = False
        yield f"  {row}"
    if empty:
        yield "  none found"


def _organisations(count: int) -> str:
    return f"{count} organisation{'s' if count > 1 else ''}"
