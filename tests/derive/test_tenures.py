"""Spells of work: openings, ends, roles, second spells."""

from __future__ import annotations

from .story import Story

ANN, CO = "Ann Lee", "Brightleaf"
CEO, CTO, BOARD = "chief_executive", "chief_technology_officer", "board_member"


def spells(story, subject=None, obj=None):
    """(role, since, until, ended, status) of each tenure, sorted."""
    found = []
    for t in story.facts("worksFor", subject, obj):
        since, until = t.since.value if t.since else "", t.until.value if t.until else ""
        found.append((t.role.norm or t.role.label if t.role else "", since, until, t.ended, t.status))
    return sorted(found)


def test_joined_opens_and_left_closes():
    s = Story()
    s.says("2015-03-01", ANN, "joined", CO, date="2015-03-01", role=CTO)
    s.says("2020-06-02", ANN, "left", CO, date="2020-06-01")
    assert spells(s) == [(CTO, "2015-03-01", "2020-06-01", False, "asserted")]
    tenure = s.fact("worksFor")
    assert set(tenure.derived_from) == {s.fact("joined").id, s.fact("left").id}
    assert set(tenure.claims) == {*s.fact("joined").claims, *s.fact("left").claims}


def test_second_spell():
    s = Story()
    s.says("2015-03-01", ANN, "joined", CO, date="2015")
    s.says("2018-06-02", ANN, "left", CO, date="2018-06-01")
    s.says("2021-01-10", ANN, "joined", CO, date="2021-01-10")
    assert spells(s) == [("", "2015", "2018-06-01", False, "asserted"), ("", "2021-01-10", "", False, "asserted")]


def test_joined_twice_without_a_leaving_on_record():
    s = Story()
    s.says("2015-03-01", ANN, "joined", CO, date="2015-03-01")
    s.says("2021-01-10", ANN, "joined", CO, date="2021-01-10")
    assert spells(s) == [("", "2015-03-01", "", True, "asserted"), ("", "2021-01-10", "", False, "asserted")]


def test_joined_and_left_in_one_year():
    s = Story()
    s.says("2020-01-01", ANN, "joined", CO, date="2019-06-10")
    s.says("2020-01-01", ANN, "left", CO, date="2019")
    assert spells(s) == [("", "2019-06-10", "2019", False, "asserted")]


def test_left_alone_tells_of_a_spell_with_an_unknown_start():
    s = Story()
    s.says("2020-06-02", ANN, "left", CO, date="2020-06-01", role=CEO)
    assert spells(s) == [(CEO, "", "2020-06-01", False, "asserted")]


def test_former_without_a_date_is_over_on_an_unknown_day():
    s = Story()
    s.says("2020-06-02", ANN, "left", CO, role=CEO)
    assert spells(s) == [(CEO, "", "", True, "asserted")]


def test_former_said_again_makes_no_second_spell():
    s = Story()
    s.says("2020-06-02", ANN, "left", CO, date="2020-06-01")
    s.says("2023-06-02", ANN, "left", CO)
    assert spells(s) == [("", "", "2020-06-01", False, "asserted")]


def test_position_held_supports_the_spell_that_covers_its_article():
    s = Story()
    s.says("2016-01-01", ANN, "worksFor", CO, role=CEO)
    s.says("2015-03-01", ANN, "joined", CO, date="2015-03-01")
    s.says("2018-06-02", ANN, "left", CO, date="2018-06-01")
    s.says("2021-01-10", ANN, "joined", CO, date="2021-01-10")
    s.says("2022-01-10", ANN, "worksFor", CO, role=CTO)
    assert spells(s) == [
        (CEO, "2015-03-01", "2018-06-01", False, "asserted"),
        (CTO, "2021-01-10", "", False, "asserted"),
    ]


def test_stale_wording_is_no_second_spell():
    s = Story()
    s.says("2020-06-01", ANN, "left", CO, date="2020-06-01")
    s.says("2020-06-02", ANN, "worksFor", CO, role=CEO)
    assert spells(s) == [(CEO, "", "2020-06-01", False, "asserted")]


def test_position_held_long_after_the_end_is_another_spell():
    s = Story()
    s.says("2020-06-01", ANN, "left", CO, date="2020-06-01")
    s.says("2021-06-02", ANN, "worksFor", CO, role=CEO)
    assert spells(s) == [("", "", "2020-06-01", False, "asserted"), (CEO, "", "", False, "asserted")]


def test_position_before_a_joining_is_an_earlier_spell_that_is_over():
    s = Story()
    s.says("2012-01-01", ANN, "worksFor", CO, role=CTO)
    s.says("2015-03-01", ANN, "joined", CO, date="2015-03-01", role=CEO)
    assert spells(s) == [(CEO, "2015-03-01", "", False, "asserted"), (CTO, "", "", True, "asserted")]


def test_unknown_start_does_not_reach_across_the_spell_before():
    s = Story()
    s.says("2023-11-10", ANN, "worksFor", CO, role=CEO)
    s.says("2023-11-17", ANN, "left", CO, date="2023-11-17")
    s.says("2023-11-22", ANN, "joined", CO, role=CTO)
    assert spells(s) == [(CEO, "", "2023-11-17", False, "asserted"), (CTO, "", "", False, "asserted")]


def test_since_a_year_is_the_start_of_the_spell():
    s = Story()
    s.says("2020-01-01", ANN, "worksFor", CO, role=CEO, date="2014")
    s.says("2021-01-01", ANN, "worksFor", CO, role=CEO)
    assert spells(s) == [(CEO, "2014", "", False, "asserted")]


def test_promotion_inside_a_spell():
    s = Story()
    s.says("2015-03-01", ANN, "joined", CO, date="2015-03-01", role=CTO)
    s.says("2019-03-01", ANN, "worksFor", CO, role=CEO, date="2019-02")
    assert spells(s) == [(CEO, "2019-02", "", False, "asserted"), (CTO, "2015-03-01", "", False, "asserted")]


def test_past_position_is_over():
    s = Story()
    s.says("2020-01-01", ANN, "worksFor", CO, role=CEO, tense="past", date="2012")
    assert spells(s) == [(CEO, "", "", True, "asserted")]


def test_present_and_then_past():
    s = Story()
    s.says("2016-01-01", ANN, "worksFor", CO, role=CEO)
    s.says("2020-01-01", ANN, "worksFor", CO, role=CEO, tense="past")
    assert spells(s) == [(CEO, "", "", True, "asserted")]


def test_past_position_while_another_goes_on():
    s = Story()
    s.says("2015-03-01", ANN, "joined", CO, date="2015-03-01")
    s.says("2016-01-01", ANN, "worksFor", CO, role=CEO)
    s.says("2020-01-01", ANN, "worksFor", CO, role=CTO, tense="past")
    assert (CEO, "", "", False, "asserted") in spells(s)
    assert (CTO, "", "", True, "asserted") in spells(s)
    assert ("", "2015-03-01", "", False, "asserted") in spells(s)


def test_two_boards_and_a_post_do_not_retire_each_other():
    s = Story()
    s.says("2015-03-01", ANN, "joined", "Brightleaf", date="2015-03-01", role=BOARD)
    s.says("2016-03-01", ANN, "joined", "Zorblax", date="2016-03-01", role=BOARD)
    s.says("2017-03-01", ANN, "joined", "Quenlo", date="2017-03-01", role=CEO)
    assert [t[2:] for t in spells(s)] == [("", False, "asserted")] * 3


def test_seat_on_the_board_outlives_the_post():
    s = Story()
    s.says("2015-03-01", ANN, "worksFor", CO, role=CEO)
    s.says("2015-03-01", ANN, "worksFor", CO, role=BOARD)
    s.says("2020-06-02", ANN, "left", CO, date="2020-06-01", role=CEO)
    assert spells(s) == [(BOARD, "", "", False, "asserted"), (CEO, "", "2020-06-01", False, "asserted")]


def test_leaving_the_company_ends_the_seat_too():
    s = Story()
    s.says("2015-03-01", ANN, "worksFor", CO, role=BOARD)
    s.says("2020-06-02", ANN, "left", CO, date="2020-06-01")
    assert spells(s) == [(BOARD, "", "2020-06-01", False, "asserted")]


def test_departure_announced_ahead_closes_on_its_day():
    s = Story()
    s.says("2020-01-01", ANN, "worksFor", CO, role=CEO)
    s.says("2020-06-02", ANN, "left", CO, "announced", date="2020-12-31")
    assert spells(s) == [(CEO, "", "2020-12-31", False, "asserted")]


def test_departure_announced_for_no_day_closes_nothing():
    s = Story()
    s.says("2020-01-01", ANN, "worksFor", CO, role=CEO)
    s.says("2020-06-02", ANN, "left", CO, "announced")
    assert spells(s) == [(CEO, "", "", False, "asserted")]


def test_contested_departure_leaves_the_tenure_contested():
    s = Story()
    s.says("2020-01-01", ANN, "worksFor", CO, role=CEO)
    s.says("2020-06-02", ANN, "left", CO, date="2020-06-01")
    s.says("2020-06-03", ANN, "left", CO, "denied")
    assert spells(s) == [(CEO, "", "2020-06-01", False, "contested")]


def test_rumoured_joining_opens_no_spell_and_a_rumoured_position_is_unconfirmed():
    s = Story()
    s.says("2020-01-01", ANN, "joined", CO, "rumoured")
    assert spells(s) == []
    s.says("2020-01-01", ANN, "worksFor", CO, "rumoured", role=CEO)
    assert spells(s) == [(CEO, "", "", False, "unconfirmed")]


def test_joined_announced_ahead_and_already_called_by_the_post():
    s = Story()
    s.says("2019-11-20", ANN, "joined", CO, "announced", date="2020-03-01", role=CEO)
    s.says("2019-12-20", ANN, "worksFor", CO, role=CEO)
    assert spells(s) == [(CEO, "2020-03-01", "", False, "asserted")]


def test_new_chief_executive_ends_the_old_ones_tenure():
    s = Story()
    s.says("2018-01-01", "Bob Ray", "worksFor", CO, role=CEO)
    s.says("2020-03-01", ANN, "joined", CO, date="2020-03-01", role=CEO)
    assert spells(s, subject="Bob_Ray") == [(CEO, "", "2020-03-01", False, "asserted")]
    assert s.fact("joined").id in s.fact("worksFor", "Bob_Ray").derived_from


def test_rivals_without_dates_stand_side_by_side():
    s = Story()
    s.says("2018-01-01", "Bob Ray", "worksFor", CO, role=CEO)
    s.says("2020-03-01", ANN, "worksFor", CO, role=CEO)
    assert [t[2:4] for t in spells(s)] == [("", False)] * 2


def test_rival_who_is_still_called_so_is_not_retired():
    s = Story()
    s.says("2021-01-01", "Bob Ray", "worksFor", CO, role=CEO)
    s.says("2020-03-01", ANN, "joined", CO, date="2020-03-01", role=CEO)
    assert [t[2:4] for t in spells(s)] == [("", False)] * 2


def test_head_of_a_unit_is_no_rival_of_the_head_of_the_company():
    s = Story()
    s.says("2023-01-01", "Satya Nadella", "worksFor", "Microsoft", role=CEO)
    s.says("2024-03-19", ANN, "worksFor", "Microsoft AI", role=CEO, date="2024-03-19")
    assert [t[2:4] for t in spells(s, obj="Microsoft")] == [("", False)] * 2


def test_many_can_hold_an_additive_role():
    s = Story()
    s.says("2018-01-01", "Bob Ray", "worksFor", CO, role=BOARD)
    s.says("2020-03-01", ANN, "joined", CO, date="2020-03-01", role=BOARD)
    assert [t[2:4] for t in spells(s)] == [("", False)] * 2


def test_successor():
    s = Story()
    s.says("2018-01-01", "Bob Ray", "worksFor", CO, role=CEO)
    s.says("2020-03-01", ANN, "worksFor", CO, role=CEO)
    s.says("2020-03-01", ANN, "succeeded", "Bob Ray")
    assert spells(s, subject="Bob_Ray") == [(CEO, "", "", True, "asserted")]
    assert spells(s, subject="Ann_Lee") == [(CEO, "", "", False, "asserted")]


def test_every_position_claim_is_about_a_fact():
    s = Story()
    for i, status in enumerate(("asserted", "announced", "rumoured", "speculated", "denied")):
        s.says(f"20{i + 10}-01-01", ANN, "worksFor", CO, status, tense="past" if i % 2 else "present")
        s.says(None, ANN, "worksFor", CO, status, label=f"role {i}", date=f"20{i + 10}")
    k = s.knowledge()
    assert {c for f in k.facts for c in f.claims} == set(k.claims)
