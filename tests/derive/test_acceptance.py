"""Sam Altman, 17 to 22 November 2023: the case that the two clocks are for."""

from __future__ import annotations

import itertools

from kg.derive import tenures_as_of

from .story import Story


def story():
    """Four articles: the dismissal, the announcement by Microsoft, the return, and one from before."""
    s = Story()
    s.article("before", "2023-11-06").says("Sam Altman", "worksFor", "OpenAI", role="chief_executive")
    fired = s.article("fired", "2023-11-17")
    fired.says("Sam Altman", "left", "OpenAI", date="2023-11-17", manner="dismissed", role="chief_executive")
    hired = s.article("hired", "2023-11-20")
    hired.says("Sam Altman", "joined", "Microsoft", "announced", date="2023-11-20")
    hired.says("Sam Altman", "worksFor", "Microsoft", "announced", label="head of a new AI research team")
    back = s.article("back", "2023-11-22")
    back.says("Sam Altman", "joined", "OpenAI", date="2023-11-22", role="chief_executive")
    back.says("Sam Altman", "worksFor", "OpenAI", role="chief_executive")
    return s


def where(knowledge, day, known_at=None, **options):
    rows = tenures_as_of(knowledge, day, known_at, **options).rows
    return [(r.organisation, r.status, r.certainty) for r in rows]


def test_as_known_that_day_he_is_announced_at_microsoft():
    assert where(story().knowledge(), "2023-11-21", "2023-11-21") == [("Microsoft", "announced", "known")]


def test_as_known_two_days_later_he_was_nowhere():
    assert where(story().knowledge(), "2023-11-21", "2023-11-23") == []
    assert where(story().knowledge(), "2023-11-21") == []


def test_undone_spell_on_request():
    rows = where(story().knowledge(), "2023-11-21", "2023-11-23", all=True)
    assert {r[:2] for r in rows} == {("Microsoft", "reversed")}


def test_before_and_after():
    knowledge = story().knowledge()
    assert where(knowledge, "2023-11-16") == [("OpenAI", "asserted", "known")]
    assert where(knowledge, "2023-11-01") == [("OpenAI", "asserted", "possible")]
    assert where(knowledge, "2023-11-17") == []
    assert where(knowledge, "2023-11-22") == [("OpenAI", "asserted", "known")]
    assert where(knowledge, "2023-11-16", "2023-11-10") == [("OpenAI", "asserted", "known")]


def test_facts():
    s = story()
    (left,) = s.facts("left")
    (microsoft,) = s.facts("joined", obj="Microsoft")
    (back,) = s.facts("joined", obj="OpenAI")
    assert (left.status, left.date.value, left.manner) == ("asserted", "2023-11-17", "dismissed")
    assert (microsoft.status, microsoft.reversed_by) == ("reversed", back.id)
    first, second = sorted(s.facts("worksFor", obj="OpenAI"), key=lambda t: t.since is not None)
    assert (first.since, first.until.value, first.derived_from) == (None, "2023-11-17", (left.id,))
    assert (second.since.value, second.until, second.ended) == ("2023-11-22", None, False)
    undone = s.facts("worksFor", obj="Microsoft")
    assert {(t.status, t.until.value, t.reversed_by) for t in undone} == {("reversed", "2023-11-22", back.id)}
    assert sum(back.id in t.derived_from and microsoft.id in t.derived_from for t in undone) == 1


def test_any_order_of_reading_gives_the_same_facts():
    s = story()
    expected = s.facts()
    for order in itertools.permutations(s.articles):
        assert s.facts(order=order) == expected
