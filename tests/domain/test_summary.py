"""What a month's summary holds, and how it stands beside the month before."""

from dataclasses import replace
from datetime import date

import pytest

from domain.satisfaction import satisfaction
from domain.summary import Attention, MonthSummary, compare, opinion
from domain.suppression import Hidden

NOBODY = opinion(satisfaction(0, 0, 0), closed=True)
OCTOBER = MonthSummary(
    organisation="Лицей № 2",
    month=date(2026, 10, 1),
    as_of=date(2026, 11, 1),
    pairs_active=16,
    meetings_held=31,
    meetings_confirmed_both=11,
    meetings_confirmed_one=4,
    meetings_not_asked=16,
    pairs_in_rhythm=12,
    pairs_judged=16,
    mentees=opinion(satisfaction(12, 16, 20), closed=True),
    mentors=opinion(satisfaction(3, 4, 12), closed=True),
)
NOVEMBER = replace(
    OCTOBER,
    month=date(2026, 11, 1),
    as_of=date(2026, 12, 1),
    meetings_held=26,
    pairs_in_rhythm=14,
    mentees=opinion(satisfaction(9, 12, 20), closed=True),
)


def test_the_three_leading_numbers_stand_beside_the_month_before() -> None:
    meetings, rhythm, response = compare(NOVEMBER, OCTOBER)
    assert (meetings.now, meetings.difference) == (26, -5)
    assert (rhythm.now, rhythm.difference) == (14 / 16, 0.125)
    assert response.now == 16 / 32  # 12 mentees and 4 mentors of 20 and 12
    assert response.difference == pytest.approx(-0.125)  # before: 20 of 32


def test_a_first_month_has_nothing_to_stand_beside() -> None:
    assert [change.difference for change in compare(OCTOBER, None)] == [None, None, None]


def test_the_meetings_of_half_a_month_are_not_held_against_a_whole_one() -> None:
    running = replace(NOVEMBER, as_of=date(2026, 11, 15))
    assert running.unfinished
    assert compare(running, OCTOBER)[0].difference is None
    assert not NOVEMBER.unfinished


def test_a_month_without_pairs_and_polls_has_no_shares() -> None:
    empty = replace(OCTOBER, pairs_in_rhythm=0, pairs_judged=0, mentees=NOBODY, mentors=NOBODY)
    assert [change.now for change in compare(empty, OCTOBER)][1:] == [None, None]
    assert [change.difference for change in compare(OCTOBER, empty)][1:] == [None, None]


def test_small_groups_are_hidden_but_their_participation_is_not() -> None:
    assert OCTOBER.mentors.of_respondents == OCTOBER.mentors.of_participants == Hidden("few")
    assert (OCTOBER.mentors.respondents, OCTOBER.mentors.participants) == (4, 12)
    assert (OCTOBER.mentees.of_respondents, OCTOBER.mentees.of_participants) == (0.75, 0.6)


def test_an_open_poll_shows_participation_only() -> None:
    running = opinion(satisfaction(12, 16, 20), closed=False)
    assert running.of_respondents == running.of_participants == Hidden("open")
    assert running.response_rate == 0.8


def test_what_cannot_wait_is_red() -> None:
    assert Attention("wants_talk", "Маша И.", date(2026, 11, 2)).red
    assert not Attention("no_meeting", "Пара № 12", date(2026, 11, 2)).red
