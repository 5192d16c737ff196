"""What held on a day, as known on another, and how sure that is."""

from __future__ import annotations

import pytest

from kg.derive import tenures_as_of
from kg.errors import QueryError

from .story import Story

ANN, CO = "Ann Lee", "Brightleaf"


def sure(story, day, known_at=None):
    """Certainty of the one row, or None."""
    rows = tenures_as_of(story.knowledge(), day, known_at).rows
    assert len(rows) <= 1
    return rows[0].certainty if rows else None


def ask(story, *days):
    return [sure(story, d) for d in days]


def test_unknown_start_counts_from_the_first_publication():
    s = Story()
    s.says("2020-05-05", ANN, "worksFor", CO)
    assert ask(s, "2020-05-04", "2020-05-05", "2024-01-01") == ["possible", "known", "known"]


def test_known_start():
    s = Story()
    s.says("2020-05-05", ANN, "joined", CO, date="2020-03-01")
    assert ask(s, "2020-02-29", "2020-03-01", "2024-01-01") == [None, "known", "known"]


def test_start_in_some_month():
    s = Story()
    s.says("2020-05-05", ANN, "joined", CO, date="2020-03")
    assert ask(s, "2020-02-29", "2020-03-15", "2020-03-31") == [None, "possible", "known"]


def test_end_on_a_day_and_in_some_year():
    s = Story()
    s.says("2019-05-05", ANN, "joined", CO, date="2019-03-01")
    s.says("2021-05-05", ANN, "left", CO, date="2021-04-01")
    assert ask(s, "2021-03-31", "2021-04-01") == ["known", None]
    t = Story()
    t.says("2019-05-05", ANN, "joined", CO, date="2019-03-01")
    t.says("2022-05-05", ANN, "left", CO, date="2021")
    assert ask(t, "2020-12-31", "2021-06-01", "2021-12-31") == ["known", "possible", None]


def test_unknown_end_lies_between_the_last_present_and_the_first_past():
    s = Story()
    s.says("2019-05-05", ANN, "worksFor", CO)
    s.says("2021-05-05", ANN, "left", CO)
    days = ("2019-05-04", "2019-05-05", "2020-01-01", "2021-05-05")
    assert ask(s, *days) == ["possible", "known", "possible", None]


def test_announced_for_no_day_is_possible():
    s = Story()
    s.says("2019-05-05", ANN, "joined", CO, "announced")
    assert ask(s, "2019-06-01") == ["possible"]


def test_known_at_leaves_out_what_was_published_later():
    s = Story()
    s.says("2019-05-05", ANN, "joined", CO, date="2019-05-01")
    s.says("2021-05-05", ANN, "left", CO, date="2020-12-31")
    assert sure(s, "2021-01-15", "2021-01-15") == "known"
    assert sure(s, "2021-01-15", "2021-05-05") is None
    assert sure(s, "2019-05-02", "2019-05-04") is None


def test_articles_without_a_date_count_for_no_day_and_are_counted():
    s = Story()
    s.says(None, ANN, "joined", CO, date="2019-05-01")
    answer = tenures_as_of(s.knowledge(), "2020-01-01", "2024-01-01")
    assert (answer.rows, answer.undated) == ((), 1)
    assert sure(s, "2020-01-01") == "known"


def test_article_of_some_month_counts_from_its_end():
    s = Story()
    s.says("2019-05", ANN, "joined", CO, date="2019-05-01")
    assert sure(s, "2019-05-20", "2019-05-30") is None
    assert sure(s, "2019-05-20", "2019-05-31") == "known"


def test_rumours_and_refuted_positions_are_no_answer():
    s = Story()
    s.says("2019-05-05", ANN, "worksFor", CO, "rumoured")
    s.says("2019-05-05", ANN, "worksFor", "Zorblax", "denied")
    assert tenures_as_of(s.knowledge(), "2019-06-01", all=True).rows == ()


def test_rows_are_in_order_and_carry_their_fact():
    s = Story()
    s.says("2019-05-05", ANN, "joined", CO, date="2019-05-01", role="board_member")
    s.says("2019-05-05", "Bob Ray", "joined", CO, date="2019-05-01")
    rows = tenures_as_of(s.knowledge(), "2020-01-01").rows
    assert [(r.person, r.organisation) for r in rows] == [("Ann_Lee", "Brightleaf"), ("Bob_Ray", "Brightleaf")]
    assert {r.fact for r in rows} == {f.id for f in s.facts("worksFor")}


@pytest.mark.parametrize("day", ["2020", "2020-13-01", "today", "2020-02-30"])
def test_a_day_of_no_calendar(day):
    with pytest.raises(QueryError, match="is no day"):
        tenures_as_of(Story().knowledge(), day)
