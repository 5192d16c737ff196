"""What undoes a joining or a leaving, and what does not."""

from __future__ import annotations

from .story import Story


def moves(*tellings):
    """Facts from (published, relation, company, status, date[, role])."""
    s = Story()
    for published, relation, company, status, date, *role in tellings:
        s.says(published, "Ann Lee", relation, company, status, date=date, role=role[0] if role else None)
    return s


LEFT = ("2023-11-17", "left", "Oldco", "asserted", "2023-11-17")
ANNOUNCED = ("2023-11-20", "joined", "Newco", "announced", None)
RETURN = ("2023-11-22", "joined", "Oldco", "asserted", "2023-11-22")


def status(story, relation="joined", company="Newco"):
    return story.fact(relation, obj=company).status


def test_announced_then_back_at_the_origin():
    s = moves(LEFT, ANNOUNCED, RETURN)
    assert status(s) == "reversed"
    assert status(s, "left", "Oldco") == "asserted"


def test_announced_then_elsewhere():
    s = moves(ANNOUNCED, ("2023-11-24", "joined", "Thirdco", "announced", None))
    assert status(s) == "reversed"
    assert status(s, company="Thirdco") == "announced"


def test_reported_as_done_and_back_at_the_origin():
    assert status(moves(LEFT, ("2023-11-20", "joined", "Newco", "asserted", None), RETURN)) == "reversed"


def test_reported_as_done_and_a_return_without_a_date():
    done = ("2023-11-20", "joined", "Newco", "asserted", None)
    assert status(moves(LEFT, done, ("2023-11-22", "joined", "Oldco", "announced", None))) == "reversed"
    # a sentence in the past without a date may look back on an earlier stay
    assert status(moves(LEFT, done, ("2023-11-22", "joined", "Oldco", "asserted", None))) == "asserted"


def test_reported_as_done_and_elsewhere_is_a_second_post():
    s = moves(
        ("2023-11-20", "joined", "Newco", "asserted", None), ("2023-11-24", "joined", "Thirdco", "asserted", None)
    )
    assert status(s) == "asserted"


def test_seat_on_a_board_undoes_nothing():
    s = moves(ANNOUNCED, ("2023-11-24", "joined", "Thirdco", "asserted", None, "board_member"))
    assert status(s) == "announced"
    s = moves((*ANNOUNCED, "board_member"), ("2023-11-24", "joined", "Thirdco", "asserted", None))
    assert status(s) == "announced"


def test_much_later_is_another_move():
    assert status(moves(ANNOUNCED, ("2024-06-01", "joined", "Thirdco", "asserted", "2024-06-01"))) == "announced"


def test_rumour_undoes_nothing():
    assert status(moves(LEFT, ANNOUNCED, ("2023-11-22", "joined", "Oldco", "rumoured", None))) == "announced"


def test_a_real_short_stay():
    s = moves(LEFT, ANNOUNCED, ("2023-11-21", "left", "Newco", "asserted", "2023-11-21"), RETURN)
    assert status(s) == "announced"


def test_what_is_undone_undoes_nothing():
    third = ("2023-11-22", "joined", "Thirdco", "announced", None)
    s = moves(ANNOUNCED, third, ("2023-11-23", "joined", "Thirdco", "denied", None))
    assert status(s, company="Thirdco") == "reversed"
    assert status(s) == "announced"


def test_chain_of_announcements():
    s = moves(
        ANNOUNCED,
        ("2023-11-22", "joined", "Thirdco", "announced", None),
        ("2023-11-24", "joined", "Lastco", "announced", None),
    )
    assert [status(s, company=c) for c in ("Newco", "Thirdco", "Lastco")] == ["reversed", "reversed", "announced"]


def test_joining_announced_ahead_is_undone_before_its_day():
    s = moves(
        ("2023-11-20", "joined", "Newco", "announced", "2024-01-01"),
        ("2023-11-24", "joined", "Thirdco", "asserted", None),
    )
    assert status(s) == "reversed"
    tenure = s.fact("worksFor", obj="Newco")
    assert (tenure.status, tenure.since.value, tenure.until, tenure.ended) == ("reversed", "2024-01-01", None, True)


def test_denied_and_elsewhere_says_what_took_its_place():
    s = moves(LEFT, ANNOUNCED, ("2023-11-22", "joined", "Newco", "denied", None), RETURN)
    fact = s.fact("joined", obj="Newco")
    assert (fact.status, fact.reversed_by) == ("reversed", s.fact("joined", obj="Oldco").id)


def test_departure_announced_and_denied():
    s = moves(
        ("2023-11-17", "left", "Oldco", "announced", "2023-12-31"), ("2023-11-20", "left", "Oldco", "denied", None)
    )
    assert status(s, "left", "Oldco") == "reversed"
    (tenure,) = s.facts("worksFor") or [None]
    assert tenure is None


def test_departure_announced_ahead_and_taken_back_by_a_return():
    s = moves(("2023-11-17", "left", "Oldco", "announced", "2023-12-31"), RETURN)
    assert status(s, "left", "Oldco") == "reversed"


def test_position_announced_without_a_word_of_joining():
    s = moves(LEFT, ("2023-11-20", "worksFor", "Newco", "announced", None, "head"), RETURN)
    tenure = s.fact("worksFor", obj="Newco")
    assert (tenure.status, tenure.until.value) == ("reversed", "2023-11-22")
