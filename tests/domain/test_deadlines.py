"""Terms of the law: calendar days run through everything, working days stop for weekends and holidays."""

from datetime import date

import pytest

from domain.deadlines import CORRECTION, TERMS, due, is_working, months_after


@pytest.mark.parametrize(
    ("cause", "since", "until"),
    [
        ("withdrawn", date(2026, 11, 20), date(2026, 12, 20)),
        ("stop", date(2026, 11, 20), date(2026, 12, 4)),
        ("stop", date(2026, 11, 21), date(2026, 12, 4)),  # a Saturday
        ("stop", date(2026, 12, 28), date(2027, 1, 19)),  # over the New Year
        ("wish", date(2026, 10, 30), date(2026, 11, 16)),  # over 4 November
        ("purpose", date(2028, 1, 31), date(2028, 3, 1)),
    ],
)
def test_a_term_ends_on_its_day(cause, since, until) -> None:
    assert due(TERMS[cause], since) == until


def test_the_organisations_own_days_off_are_no_working_days() -> None:
    day = date(2026, 11, 23)
    assert is_working(day)
    assert not is_working(day, [(day, day)])
    assert due(CORRECTION, date(2026, 11, 20), [(day, day)]) == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 20), 6, date(2027, 5, 20)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
        (date(2026, 11, 20), 36, date(2029, 11, 20)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(day, months, then) -> None:
    assert months_after(day, months) == then
