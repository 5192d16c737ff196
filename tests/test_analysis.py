"""Talent flow, central people and dependency chains: on small graphs whose answers can be counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.analysis import (
    Move,
    central_people,
    dependency_chains,
    flow_between,
    single_points_of_failure,
    stats_lines,
    talent_flow,
)
from kg.model import Entity, Fact, FactKind, Knowledge, PartialDate, Resolution
from kg.road import build

from .readers import gold_reader

CLASSES = {"joined": "Joining", "left": "Leaving", "founded": "Founding", "dependsOn": "Dependency"}


def knowledge(*triples):
    """Facts ``"Ann joined Acme"`` (a fourth word is the status); Ann and Bob are people."""
    facts, names = [], set()
    for number, triple in enumerate(triples):
        subject, relation, obj, status = (*triple.split(), "asserted")[:4]
        names |= {subject, obj}
        kind: FactKind = "state" if relation == "dependsOn" else "event"
        facts.append(Fact(f"{number:03}", CLASSES[relation], kind, relation, subject, obj, status, ()))
    entities = {n: Entity(n, n, "Person" if n in ("Ann", "Bob", "Cy") else "Organization") for n in names}
    return Knowledge(facts=tuple(facts), resolution=Resolution(entities, {}))


def test_talent_flow_counts_moves_that_happened():
    known = knowledge(
        "Ann joined Acme",
        "Bob joined Acme announced",
        "Cy joined Acme unconfirmed",
        "Ann left Bolt",
        "Bob left Bolt contested",
        "Cy left Bolt reversed",
        "Cy joined Bolt refuted",
        "Ann left Acme",
    )
    assert [(f.organization, f.joined, f.left, f.net) for f in talent_flow(known)] == [
        ("Bolt", 0, 2, -2),
        ("Acme", 2, 1, 1),
    ]


def test_the_person_between_two_organisations_is_central():
    known = knowledge(
        "Ann left Acme", "Ann joined Bolt", "Bob joined Acme", "Cy founded Bolt", "Cy joined Core refuted"
    )
    # Bob - Acme - Ann - Bolt - Cy: Ann lies on 4 of the 6 ways between the four others
    assert central_people(known) == [("Ann", 0.6667, 2), ("Bob", 0.0, 1), ("Cy", 0.0, 1)]


@pytest.mark.parametrize(
    ("links", "chains"),
    [
        (["A B"], ["A B"]),
        (["A B", "B C"], ["A B C"]),
        (["A B", "B C", "A C"], ["A B C", "A C"]),
        (["A B", "B A"], ["A B", "B A"]),
        (["A B", "B C", "C A"], ["A B C", "B C A", "C A B"]),
        (["A A"], []),
        (["A B", "B C", "C D", "D E", "E F"], ["A B C D E", "B C D E F"]),
        (["A B", "B C", "B D"], ["A B C", "A B D"]),
        ([], []),
    ],
)
def test_chains_are_as_long_as_they_get_and_end(links, chains):
    known = knowledge(*(link.replace(" ", " dependsOn ") for link in links))
    assert [" ".join(chain) for chain in dependency_chains(known)] == chains


def test_a_rumoured_dependency_is_no_link():
    assert dependency_chains(knowledge("A dependsOn B", "B dependsOn C unconfirmed")) == [("A", "B")]


def test_the_text_says_when_nothing_was_found():
    lines = list(stats_lines(Knowledge(), 10))
    assert lines.count("  none found") == 5


def test_a_graph_too_large_for_exact_betweenness_is_sampled_alike_each_time(monkeypatch):
    monkeypatch.setattr("kg.analysis._EXACT", 4)
    known = knowledge("Ann left Acme", "Ann joined Bolt", "Bob joined Acme", "Cy founded Bolt")
    assert central_people(known) == central_people(known)
    assert len(central_people(known)) == 3


def test_the_annotated_examples():
    reader = gold_reader()
    known = build(reader.articles, extractor=reader).graph.knowledge
    flow = {f.organization: f for f in talent_flow(known)}
    assert flow["OpenAI"].left > flow["OpenAI"].joined > 0
    assert flow["Anthropic"].net > 0
    assert ("OpenAI", "Microsoft") in [chain[:2] for chain in dependency_chains(known)]
    assert list(stats_lines(known, 3)) == list(stats_lines(known, 3))


def dated(known, *days):
    facts = (replace(f, date=PartialDate(day) if day else None) for f, day in zip(known.facts, days, strict=True))
    return replace(known, facts=tuple(facts))


def test_flow_between_two_organisations_is_net():
    known = knowledge(
        *("Ann left Acme", "Ann joined Bolt", "Bob left Acme", "Bob joined Bolt", "Cy left Bolt", "Cy joined Acme"),
    )
    moves = dated(known, "2024-01-01", "2024-01-01", "2023", "2023-05", "2022-01-01", "2022-02-01")
    assert flow_between(moves) == [Move("Acme", "Bolt", 2, 1)]
    # a return is no move, an arrival without a known origin neither, nor one without a date
    back = knowledge("Ann left Acme", "Ann joined Acme", "Bob joined Acme", "Cy left Bolt", "Cy joined Acme")
    assert flow_between(dated(back, "2023-11-17", "2023-11-22", "2023-11-22", None, "2023-11-22")) == []


@pytest.mark.parametrize(
    ("links", "points"),
    [
        (["A B"], [("B", 1, 1)]),
        (["A B", "B C"], [("C", 2, 2), ("B", 1, 1)]),
        # A has two suppliers, which both lean on D: it can go round each of them, not round D
        (["A B", "A C", "B D", "C D"], [("D", 3, 3), ("B", 1, 0), ("C", 1, 0)]),
        # two ends: none is the only one
        (["A B", "A C"], [("B", 1, 0), ("C", 1, 0)]),
        (["A B", "B C", "C B"], [("B", 2, 1), ("C", 2, 0)]),
    ],
)
def test_single_points_of_failure(links, points):
    known = knowledge(*(f"{a} dependsOn {b}" for a, b in (link.split() for link in links)))
    found = single_points_of_failure(known)
    assert [(p.organization, p.dependants, p.captive) for p in found] == points
