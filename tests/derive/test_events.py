"""Which claims are about one event, and what the event's fact says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Amount

from .story import Story


def joined(*tellings, relation="joined", person="Ann Lee", company="Brightleaf"):
    """Facts of one pair from (published, status, date) each."""
    s = Story()
    for published, status, date in tellings:
        s.says(published, person, relation, company, status, date=date)
    return s.facts(relation)


def test_press_dates_differ_by_a_day():
    facts = joined(("2023-11-20", "asserted", "2023-11-19"), ("2023-11-21", "asserted", "2023-11-20"))
    assert [f.date.value for f in facts] == ["2023-11-19"]
    assert len(facts[0].claims) == 2


def test_distant_dates_are_distinct_events():
    facts = joined(("2015-03-01", "asserted", "2015-02-27"), ("2023-11-21", "asserted", "2023-11-20"))
    assert sorted(f.date.value for f in facts) == ["2015-02-27", "2023-11-20"]


def test_a_chain_of_days_does_not_grow_without_end():
    days = [f"2023-11-{d:02}" for d in range(1, 29, 6)]
    assert len(joined(*((d, "asserted", d) for d in days))) == 3


@pytest.mark.parametrize("coarse", ["2023-11", "2023"])
def test_month_or_year_is_compatible_with_a_day_inside(coarse):
    (fact,) = joined(("2023-11-20", "asserted", "2023-11-20"), ("2024-06-01", "asserted", coarse))
    assert fact.date.value == "2023-11-20"


def test_month_and_year_without_a_day():
    (fact,) = joined(("2023-11-20", "asserted", "2023-11"), ("2024-06-01", "asserted", "2023"))
    assert fact.date.value == "2023-11"
    assert len(joined(("2023-11-20", "asserted", "2023-11"), ("2024-06-01", "asserted", "2021"))) == 2


def test_no_date_joins_the_event_near_its_article():
    facts = joined(
        ("2015-03-01", "asserted", "2015-02-27"),
        ("2023-11-21", "asserted", "2023-11-20"),
        ("2023-12-01", "asserted", None),
    )
    by_date = {f.date.value: len(f.claims) for f in facts}
    assert by_date == {"2015-02-27": 1, "2023-11-20": 2}


def test_no_date_far_from_every_event_is_another():
    facts = joined(("2015-03-01", "asserted", "2015-02-27"), ("2023-11-21", "asserted", None))
    assert {f.date and f.date.value for f in facts} == {"2015-02-27", None}
    assert len({f.id for f in facts}) == 2


def test_what_happens_once_needs_no_date():
    s = Story()
    s.says("2023-11-21", "Ann Lee", "founded", "Brightleaf", date="2015")
    s.says("2024-05-01", "Ann Lee", "founded", "Brightleaf")
    assert s.fact("founded").date.value == "2015"


def test_looking_back_is_no_news():
    """An article of today that recalls a joining of 2015 does not draw today's joining to it."""
    facts = joined(("2023-11-20", "asserted", "2015"), ("2023-11-21", "asserted", None))
    assert len(facts) == 2


def test_the_pluperfect_speaks_of_what_was_told_before():
    """ "After the board had fired him", read next autumn, is about last year's dismissal and ends no later spell."""
    s = Story()
    s.says("2023-11-17", "Ann Lee", "left", "Brightleaf", date="2023-11-17")
    s.says("2023-11-22", "Ann Lee", "joined", "Brightleaf", date="2023-11-22")
    recalled = s.article("later", "2024-09-26").says("Ann Lee", "left", "Brightleaf").claims
    recalled[0] = replace(recalled[0], tense="past")
    assert [f.date.value for f in s.facts("left")] == ["2023-11-17"]
    assert [f.ended for f in s.facts("worksFor") if f.since] == [False]


def test_who_looks_back_speaks_of_no_later_event():
    """ "A former engineer of Brightleaf", read in 2020, is not about the leaving of 2023."""
    s = Story()
    s.says("2023-11-17", "Ann Lee", "left", "Brightleaf", date="2023-11-17")
    recalled = s.article("before", "2020-09-26").says("Ann Lee", "left", "Brightleaf").claims
    recalled[0] = replace(recalled[0], tense="past")
    assert {f.date and f.date.value for f in s.facts("left")} == {"2023-11-17", None}


def test_announced_ahead_and_then_done():
    (fact,) = joined(("2023-11-20", "announced", "2024-01-01"), ("2024-01-02", "asserted", None))
    assert (fact.date.value, fact.status) == ("2024-01-01", "asserted")


def test_a_leaving_parts_two_joinings_however_near():
    s = Story()
    s.says("2023-11-14", "Ann Lee", "joined", "Brightleaf", date="2023-11-14")
    s.says("2023-11-17", "Ann Lee", "left", "Brightleaf", date="2023-11-17")
    s.says("2023-11-20", "Ann Lee", "joined", "Brightleaf", date="2023-11-20")
    assert len(s.facts("joined")) == 2


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["asserted"], "asserted"),
        (["asserted", "announced", "rumoured"], "asserted"),
        (["announced"], "announced"),
        (["announced", "rumoured"], "announced"),
        (["rumoured"], "unconfirmed"),
        (["speculated", "rumoured"], "unconfirmed"),
        (["rumoured", "denied"], "unconfirmed"),
        (["denied"], "refuted"),
        (["asserted", "denied"], "contested"),
        (["announced", "denied"], "reversed"),
        (["denied", "announced"], "contested"),
        (["asserted", "announced", "denied"], "contested"),
    ],
)
def test_status_by_the_claims_in_the_order_of_publication(statuses, expected):
    (fact,) = joined(*((f"2023-11-{i:02}", status, None) for i, status in enumerate(statuses, 1)))
    assert (fact.status, fact.reversed_by) == (expected, None)


def test_denied_on_the_day_of_the_announcement():
    (fact,) = joined(("2023-11-20", "announced", None), ("2023-11-20", "denied", None))
    assert fact.status == "contested"


def test_denial_of_a_plan_does_not_contest_what_happened_later():
    facts = joined(("2023-11-20", "denied", None), ("2023-11-22", "asserted", "2023-11-22"))
    assert [f.status for f in facts] == ["asserted"]
    facts = joined(("2023-11-22", "denied", None), ("2023-11-22", "asserted", "2023-11-22"))
    assert [f.status for f in facts] == ["contested"]


def test_withdrawn_deal():
    s = Story()
    s.says("2022-09-15", "Adobe", "acquired", "Figma", "announced", amount=(2e10, "USD"))
    s.says("2023-12-18", "Adobe", "acquired", "Figma", "denied")
    fact = s.fact("acquired")
    assert (fact.status, fact.amount) == ("reversed", Amount(2e10, "USD"))


def test_one_dispatch_copied_counts_once():
    s = Story()
    for i in range(5):
        s.says(f"2023-11-2{i}", "Ann Lee", "joined", "Brightleaf", role="adviser", quote="the dispatch")
    for i in range(2):
        s.says(f"2023-11-2{i}", "Ann Lee", "joined", "Brightleaf", role="head", quote=f"own words {i}")
    fact = s.fact("joined")
    assert (fact.role.norm, len(fact.claims)) == ("head", 7)


def test_date_from_asserted_claims_first():
    s = Story()
    s.says("2023-11-10", "Ann Lee", "joined", "Brightleaf", "announced", date="2023-11-25")
    s.says("2023-11-21", "Ann Lee", "joined", "Brightleaf", date="2023-11-20")
    assert s.fact("joined").date.value == "2023-11-20"


def test_amount_and_stake_of_the_most_confident_claim():
    s = Story()
    s.says("2023-01-10", "Microsoft", "investedIn", "OpenAI", amount=(9e9, "EUR"), confidence=0.5)
    s.says("2023-01-23", "Microsoft", "investedIn", "OpenAI", amount=(1e10, "USD"), confidence=0.9)
    s.says("2023-01-24", "Microsoft", "investedIn", "OpenAI", stake=49.0, confidence=0.4)
    s.says("2023-01-24", "Microsoft", "investedIn", "OpenAI", "rumoured", amount=(2e10, "USD"))
    fact = s.fact("investedIn")
    assert (fact.amount, fact.stake) == (Amount(1e10, "USD"), 49.0)


def test_known_role_before_free_wording():
    s = Story()
    s.says("2023-01-10", "Ann Lee", "joined", "Brightleaf", label="a very senior boss of things", quote="a")
    s.says("2023-01-11", "Ann Lee", "joined", "Brightleaf", label="technical chief", quote="b")
    s.says("2023-01-11", "Ann Lee", "joined", "Brightleaf", role="chief_technology_officer", label="CTO", quote="c")
    assert s.fact("joined").role.label == "CTO"


def test_one_thing_at_both_ends_is_no_fact():
    s = Story()
    s.says("2023-01-10", "Microsoft", "subsidiaryOf", "Azure")
    assert s.facts() == ()


def test_impossible_date_is_no_date():
    facts = joined(("2023-02-28", "asserted", "2023-02-30"), ("2023-13-01", "asserted", None))
    assert {f.date for f in facts} == {None}


def test_ids_hold_when_more_is_said():
    s = Story()
    s.says("2023-11-20", "Ann Lee", "joined", "Brightleaf", date="2023-11-20")
    before = s.fact("joined").id
    s.says("2023-11-25", "Ann Lee", "joined", "Brightleaf", role="head", date="2023-11-21")
    assert s.fact("joined").id == before
