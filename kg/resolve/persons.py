"""Which names of people are one person.

Names are compared inside one surname. A name that says less (an initial, no middle name, a short form, the surname
alone) joins one that says more only where exactly one person fits; where two do, it stays a person of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.resolve.clusters import Clusters, Node
from kg.resolve.people import PersonName, PersonNames, initials, is_initial

__all__ = ["merge_people", "one_letter_apart"]

Block = dict[Node, PersonName]


def merge_people(people: Mapping[Node, PersonName], names: PersonNames, clusters: Clusters) -> None:
    """Merge nodes of full names (given name or initial and surname); bare surnames are left alone."""
    blocks: dict[str, Block] = {}
    for node in sorted(people):
        if people[node].given:
            blocks.setdefault(people[node].surname, {})[node] = people[node]
    for surname in sorted(blocks):
        _merge_block(blocks[surname], names, clusters)


def _merge_block(block: Block, names: PersonNames, clusters: Clusters) -> None:
    by_first = _grouped(block, lambda n: n.first)
    spelled = {first: nodes for first, nodes in by_first.items() if not is_initial(first)}
    for nodes in by_first.values():
        _merge_middles(nodes, block, clusters)
    _merge_nicknames(spelled, block, names, clusters)
    _merge_initials(by_first, spelled, block, clusters)


def _grouped(block: Block, key: Callable[[PersonName], str]) -> dict[str, list[Node]]:
    groups: dict[str, list[Node]] = {}
    for node, name in block.items():
        groups.setdefault(key(name), []).append(node)
    return groups


def _agree(names: Iterable[PersonName]) -> bool:
    """Whether all may be one person: middle names with one initial, and one spelled-out form at most."""
    middles = {n.middle for n in names if n.middle}
    spelled = {m for m in middles if not is_initial(m)}
    return len({m[0] for m in middles}) <= 1 and len(spelled) <= 1


def _merge_middles(nodes: list[Node], block: Block, clusters: Clusters) -> None:
    """Samuel Altman is Samuel H. Altman, unless there is a Samuel J. Altman too."""
    if _agree(block[n] for n in nodes):
        clusters.merge(nodes, "middle name")
        return
    for same in _grouped({n: block[n] for n in nodes if block[n].middle}, lambda n: n.middle).values():
        clusters.merge(same, "middle name")


def _merge_nicknames(spelled: Mapping[str, list[Node]], block: Block, names: PersonNames, clusters: Clusters) -> None:
    """Sam is Samuel, unless the surname has a Samantha too: all that are related must be related to each other."""
    by_formal: dict[str, set[str]] = {}
    for first in spelled:
        for formal in names.formals(first):
            by_formal.setdefault(formal, set()).add(first)
    related = {f: set().union(*(by_formal[x] for x in names.formals(f))) for f in spelled}
    for first, others in related.items():
        nodes = [n for other in sorted(others) for n in spelled[other]]
        once = len(others) > 1 and first == min(others)
        if once and all(related[o] == others for o in others) and _agree(block[n] for n in nodes):
            clusters.merge(nodes, "nickname")


def _merge_initials(
    by_first: Mapping[str, list[Node]], spelled: Mapping[str, list[Node]], block: Block, clusters: Clusters
) -> None:
    """S. Altman is the one Altman whose given name begins with S."""
    by_initial: dict[str, list[Node]] = {}
    for first in sorted(spelled):
        by_initial.setdefault(initials(first), []).extend(spelled[first])
    for first in sorted(set(by_first) - set(spelled)):
        for node in by_first[first]:
            fits = [n for n in by_initial.get(first, ()) if _agree((block[n], block[node]))]
            if len({clusters.root(n) for n in fits}) == 1:
                clusters.merge([node, *fits], "initials")


def one_letter_apart(
    people: Mapping[Node, PersonName], clusters: Clusters, *, letters: int = 10
) -> Iterator[tuple[Node, Node]]:
    """Pairs of people with one given name whose surnames differ by one letter, at ``letters`` letters or more in all.

    A person who is so near to two others is in no pair.
    """
    near: dict[tuple[str, str], set[Node]] = {}
    sizeable = {n: p for n, p in people.items() if p.given and not is_initial(p.first) and p.letters >= letters}
    for node, name in sizeable.items():
        for variant in {name.surname, *_deletions(name.surname)}:
            near.setdefault((name.first, variant), set()).add(node)
    found: dict[Node, dict[Node, tuple[Node, Node]]] = {}
    for nodes in near.values():
        for a, b in _apart(sorted(nodes), sizeable, clusters):
            root_a, root_b = clusters.root(a), clusters.root(b)
            found.setdefault(root_a, {})[root_b] = (a, b)
            found.setdefault(root_b, {})[root_a] = (a, b)
    lonely = {root for root, others in found.items() if len(others) == 1}
    yield from sorted({p for r in lonely for other, p in found[r].items() if other in lonely})


def _apart(nodes: list[Node], people: Mapping[Node, PersonName], clusters: Clusters) -> Iterator[tuple[Node, Node]]:
    if len(nodes) > 20:  # a crowd of look-alikes shows nothing, and comparing all of it costs
        return
    for i, a in enumerate(nodes):
        for b in nodes[i + 1 :]:
            different = clusters.root(a) != clusters.root(b)
            if different and _one_edit(people[a].surname, people[b].surname) and _agree((people[a], people[b])):
                yield a, b


def _deletions(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(min(len(word), 40)))


def _one_edit(a: str, b: str) -> bool:
    """One letter changed, added, left out or swapped with its neighbour."""
    if len(a) > len(b):
        a, b = b, a
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return len(b) - len(a) == 1 and a[start:] == b[start + 1 :]
    swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    return a != b and (a[start + 1 :] == b[start + 1 :] or swapped)
