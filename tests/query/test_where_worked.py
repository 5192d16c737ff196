"""``where-worked`` in SPARQL alone gives what deriving anew from the claims of the time gives."""

from __future__ import annotations

import pytest

from kg.model import Extraction
from kg.road import build

from ..derive.story import Story
from ..derive.test_acceptance import story
from ..readers import Reader

ANN, CO, ELSEWHERE = "Ann Lee", "Brightleaf", "Corvus"


def graph_of(told):
    reader = Reader(Extraction(a.article, (), tuple(a.claims)) for a in told.articles)
    return build(reader.articles, extractor=reader).graph


def by_query(graph, day, known_at=None, **options):
    known = {"knownAt": known_at} if known_at else {}
    rows = graph.ask("where-worked", asOf=day, **known, **options)
    return sorted((str(r.person).rsplit("/", 1)[1], str(r.orgName), str(r.status), str(r.certainty)) for r in rows)


def by_derivation(graph, day, known_at=None, **options):
    entities = graph.knowledge.resolution.entities
    rows = graph.as_of(day, known_at, **options)
    return sorted((r.person, entities[r.organisation].label, r.status, r.certainty) for r in rows)


def test_altman_as_known_that_day_and_later():
    graph = graph_of(story())
    assert by_query(graph, "2023-11-21", "2023-11-21") == [("Sam_Altman", "Microsoft", "announced", "known")]
    assert by_query(graph, "2023-11-21", "2023-11-23") == []
    assert by_query(graph, "2023-11-21") == []
    undone = by_query(graph, "2023-11-21", "2023-11-23", all=True)
    assert {row[1:3] for row in undone} == {("Microsoft", "reversed")}


DAYS = ["2023-11-01", "2023-11-06", "2023-11-17", "2023-11-21", "2023-11-22", "2024-01-01"]


@pytest.mark.parametrize("known_at", [None, *DAYS])
@pytest.mark.parametrize("show_all", [False, True])
def test_altman_on_every_day(known_at, show_all, altman):
    for day in DAYS:
        assert by_query(altman, day, known_at, all=show_all) == by_derivation(altman, day, known_at, all=show_all), day


@pytest.fixture(scope="module")
def altman():
    return graph_of(story())


def _unknown_start():
    s = Story()
    s.says("2020-05-05", ANN, "worksFor", CO)
    return s


def _start_in_a_month_end_in_a_year():
    s = Story()
    s.says("2019-05", ANN, "joined", CO, date="2019-03")
    s.says("2022", ANN, "left", CO, date="2021")
    return s


def _unknown_end():
    s = Story()
    s.says("2019-05-05", ANN, "worksFor", CO)
    s.says("2021-05-05", ANN, "left", CO)
    return s


def _told_in_the_past_tense():
    s = Story()
    s.says("2019-05-05", ANN, "worksFor", CO, tense="past")
    return s


def _only_announced_and_only_rumoured():
    s = Story()
    s.says("2019-05-05", ANN, "joined", CO, "announced")
    s.says("2019-05-05", ANN, "joined", ELSEWHERE, "rumoured", date="2019-06-01")
    return s


def _contested():
    s = Story()
    s.says("2019-05-05", ANN, "joined", CO, date="2019-05-01")
    s.says("2019-06-05", ANN, "joined", CO, "denied", date="2019-05-01")
    return s


def _announced_then_denied():
    s = Story()
    s.says("2019-05-05", ANN, "joined", CO, "announced", date="2019-06-01")
    s.says("2019-06-05", ANN, "joined", CO, "denied", date="2019-06-01")
    return s


def _followed_by_another_chief():
    s = Story()
    s.says("2019-05-05", ANN, "worksFor", CO, role="chief_executive", date="2019-01-01")
    s.says("2020-05-05", "Ben Moor", "joined", CO, role="chief_executive", date="2020-05-01")
    return s


def _article_without_date():
    s = Story()
    s.says(None, ANN, "worksFor", CO, date="2019-01-01")
    return s


STORIES = [
    _unknown_start,
    _start_in_a_month_end_in_a_year,
    _unknown_end,
    _told_in_the_past_tense,
    _only_announced_and_only_rumoured,
    _contested,
    _announced_then_denied,
    _followed_by_another_chief,
    _article_without_date,
]
ANY_DAYS = ["2018-12-31", "2019-03-15", "2019-03-31", "2019-05-05", "2019-06-01", "2019-06-05", "2020-05-01"]
LATER = ["2020-05-05", "2021-05-04", "2021-12-30", "2021-12-31", "2022-12-31"]
KNOWN = [None, "2019-05-05", "2019-05-31", "2019-06-05", "2021-05-05", "2022-12-31"]


@pytest.mark.parametrize("told", STORIES)
def test_every_kind_of_tenure_on_every_day(told):
    graph = graph_of(told())
    for day in (*ANY_DAYS, *LATER):
        for known_at in KNOWN:
            expected = by_derivation(graph, day, known_at, all=True)
            assert by_query(graph, day, known_at, all=True) == expected, (day, known_at)


def test_the_examples_agree_with_everything_known(gold):
    for day in ("2023-11-16", "2023-11-18", "2023-11-21", "2024-06-01", "2025-07-01"):
        assert by_query(gold, day) == by_derivation(gold, day)


def test_without_a_day_every_spell_is_listed(altman):
    spells = altman.ask("where-worked", person="Sam Altman")
    assert {(str(r.orgName), str(r["from"])) for r in spells} == {("OpenAI", "None"), ("OpenAI", "2023-11-22")}
    assert {str(r.certainty) for r in spells} == {"any day"}
