"""People whom an article calls by their surname alone, and people whose names are one letter apart.

Both need more than the name: the organisations that articles speak of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from kg.resolve.clusters import Clusters, Node
from kg.resolve.listed import NameList
from kg.resolve.people import PersonName, PersonNames
from kg.resolve.persons import one_letter_apart
from kg.resolve.records import Key, Record

__all__ = ["Company", "merge_misspelt", "place_surnames"]


class Company:
    """The organisations in whose company a person stands: those that the articles naming the person speak of.

    Press is left out: an article names its own sources whatever it is about.
    """

    def __init__(self, records: Iterable[Record], nodes: Mapping[Key, Node], names: NameList) -> None:
        self._of_article: dict[str, set[Node]] = {}
        self._articles: dict[Node, set[str]] = {}
        for record in records:
            node = nodes[record.key]
            if record.type == "Organization" and not _is_press(node, names):
                self._of_article.setdefault(record.article, set()).add(node)
            elif record.type == "Person":
                self._articles.setdefault(node, set()).add(record.article)

    def of_article(self, article: str) -> set[Node]:
        """Organisations that one article speaks of."""
        return self._of_article.get(article, set())

    def of_person(self, node: Node) -> set[Node]:
        """Organisations that any article naming the person so speaks of."""
        return {o for article in self._articles.get(node, ()) for o in self.of_article(article)}


def _is_press(node: Node, names: NameList) -> bool:
    entry = names.entries.get(("Organization", node[2])) if node[0] == "list" else None
    return entry is not None and entry.kind == "press"


def merge_misspelt(people: Mapping[Node, PersonName], company: Company, clusters: Clusters) -> None:
    """Satya Nadela is Satya Nadella where their articles share an organisation."""
    for a, b in list(one_letter_apart(people, clusters)):
        if company.of_person(a) & company.of_person(b):
            clusters.merge([a, b], "one letter apart")


def place_surnames(
    records: Iterable[Record],
    people: Mapping[Node, PersonName],
    nodes: Mapping[Key, Node],
    *,
    clusters: Clusters,
    company: Company,
    names: PersonNames,
) -> dict[Key, Node]:
    """For each bare surname, article by article, the one person of that surname whom the articles name in full.

    Where the surname is common, or a given name too, the article must share an organisation with that person's
    articles. A surname that two people bear is placed nowhere.
    """
    bearers = _bearers(people, clusters)

    @cache
    def around(surname: str, person: Node) -> set[Node]:
        return set().union(*map(company.of_person, bearers[surname][person]))

    placed: dict[Key, Node] = {}
    for record in records:
        name = people.get(nodes[record.key])
        if name is None or name.given or len(bearers.get(name.surname, ())) != 1:
            continue
        (person,) = bearers[name.surname]
        if name.surname not in names.weak_surnames or (
            around(name.surname, person) & company.of_article(record.article)
        ):
            placed[record.key] = person
    return placed


def _bearers(people: Mapping[Node, PersonName], clusters: Clusters) -> dict[str, dict[Node, list[Node]]]:
    """Surname -> person (root of a cluster) -> the full names of that person."""
    bearers: dict[str, dict[Node, list[Node]]] = {}
    for node, name in people.items():
        if name.given:
            bearers.setdefault(name.surname, {}).setdefault(clusters.root(node), []).append(node)
    return bearers
