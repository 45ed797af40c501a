"""The queue keeps its order, and two meetings in a row make a sign where one does not."""

from datetime import UTC, date, datetime, timedelta

from domain.today import Logged, Thing, cancelled_twice, done_until, in_order, one_side_only

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=5)


def day(number: int) -> date:
    return date(2026, 11, number)


def test_red_comes_first_and_then_the_oldest() -> None:
    things = [
        Thing("no_meeting", 1, day(1), 1),
        Thing("wants_talk", 2, day(19), 1),
        Thing("guardian", 3, day(3), 1),
        Thing("unsafe", 4, day(18), 1),
    ]
    assert [thing.subject for thing in in_order(things)] == [4, 2, 1, 3]
    assert in_order(reversed(things)) == in_order(things)


def test_a_state_that_goes_on_comes_back_and_an_event_does_not() -> None:
    assert done_until(Thing("no_meeting", 1, day(1), 1), NOW) == NOW + timedelta(days=14)
    assert done_until(Thing("wants_talk", 1, day(1), 1), NOW) is None


def test_one_meeting_that_was_not_held_is_no_sign() -> None:
    assert cancelled_twice([Logged(day(9), False)]) is None
    assert cancelled_twice([Logged(day(9), False), Logged(day(2), True)]) is None
    assert cancelled_twice([Logged(day(9), False), Logged(day(2), False), Logged(day(1), True)]) == day(2)


def test_two_denied_or_long_unanswered_meetings_are_a_sign() -> None:
    denied = Logged(day(9), True, LONG_AGO, denied=True)
    silent = Logged(day(5), True, LONG_AGO)
    assert one_side_only([denied, Logged(day(7), True), silent], NOW) == day(5)
    assert one_side_only([denied], NOW) is None
    assert one_side_only([denied, Logged(day(5), True, LONG_AGO, confirmed=True), silent], NOW) is None


def test_a_mentee_who_was_asked_today_has_time_to_answer() -> None:
    fresh = Logged(day(19), True, NOW - timedelta(hours=1))
    silent = Logged(day(5), True, LONG_AGO)
    assert one_side_only([fresh, silent], NOW) is None
