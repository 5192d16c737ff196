"""States between organisations, and what ends them."""

from __future__ import annotations

from .story import Story


def test_one_state_for_a_pair_however_long():
    s = Story()
    s.says("2019-01-01", "OpenAI", "dependsOn", "Microsoft", date="2019")
    s.says("2024-01-01", "OpenAI", "dependsOn", "Microsoft")
    fact = s.fact("dependsOn")
    assert (fact.since.value, fact.until, fact.ended, len(fact.claims)) == ("2019", None, False, 2)


def test_symmetric_pair_is_one_state():
    s = Story()
    s.says("2019-01-01", "OpenAI", "partnersWith", "Microsoft")
    s.says("2019-01-01", "Microsoft", "partnersWith", "OpenAI")
    fact = s.fact("partnersWith")
    assert (fact.subject, fact.object, len(fact.claims)) == ("Microsoft", "OpenAI", 2)


def test_last_word_is_the_past():
    s = Story()
    s.says("2019-01-01", "Brightleaf", "supplies", "Zorblax")
    s.says("2021-01-01", "Brightleaf", "supplies", "Zorblax", tense="past")
    assert s.fact("supplies").ended
    s.says("2022-01-01", "Brightleaf", "supplies", "Zorblax")
    assert not s.fact("supplies").ended


def test_denied_past_ends_nothing():
    s = Story()
    s.says("2019-01-01", "Brightleaf", "supplies", "Zorblax")
    s.says("2021-01-01", "Brightleaf", "supplies", "Zorblax", "denied", tense="past")
    fact = s.fact("supplies")
    assert (fact.ended, fact.status) == (False, "contested")


def test_acquisition_ends_the_former_ownership():
    s = Story()
    s.says("2019-01-01", "Quenlo", "subsidiaryOf", "Zorblax")
    s.says("2021-05-03", "Brightleaf", "acquired", "Quenlo", date="2021-05-02")
    s.says("2021-06-01", "Quenlo", "subsidiaryOf", "Brightleaf")
    old, new = s.fact("subsidiaryOf", obj="Zorblax"), s.fact("subsidiaryOf", obj="Brightleaf")
    assert (old.until.value, old.derived_from) == ("2021-05-02", (s.fact("acquired").id,))
    assert (new.until, new.ended) == (None, False)


def test_announced_acquisition_ends_nothing():
    s = Story()
    s.says("2019-01-01", "Quenlo", "subsidiaryOf", "Zorblax")
    s.says("2021-05-03", "Brightleaf", "acquired", "Quenlo", "announced", date="2021-12-31")
    assert s.fact("subsidiaryOf").until is None


def test_acquisition_before_the_ownership_ends_nothing():
    s = Story()
    s.says("2015-05-03", "Brightleaf", "acquired", "Quenlo", date="2015-05-02")
    s.says("2021-01-01", "Quenlo", "subsidiaryOf", "Zorblax")
    fact = s.fact("subsidiaryOf")
    assert (fact.until, fact.ended) == (None, False)


def test_two_parents_without_dates_stand_side_by_side():
    s = Story()
    s.says("2019-01-01", "Quenlo", "subsidiaryOf", "Zorblax")
    s.says("2019-01-01", "Quenlo", "subsidiaryOf", "Brightleaf")
    assert all(f.until is None and not f.ended for f in s.facts("subsidiaryOf"))


def test_later_owner_with_a_date_ends_the_former():
    s = Story()
    s.says("2019-01-01", "Quenlo", "subsidiaryOf", "Zorblax")
    s.says("2022-01-01", "Quenlo", "subsidiaryOf", "Brightleaf", date="2021")
    assert s.fact("subsidiaryOf", obj="Zorblax").until.value == "2021"
