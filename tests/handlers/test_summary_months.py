"""A month is understood however it is typed."""

from datetime import date

import pytest

from handlers.summary import typed_month

NOVEMBER = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("2026-10", date(2026, 10, 1)),
        ("10.2026", date(2026, 10, 1)),
        ("10/2026", date(2026, 10, 1)),
        ("202610", date(2026, 10, 1)),
        ("11", NOVEMBER),
        ("3", date(2026, 3, 1)),
        ("12", date(2025, 12, 1)),
        ("0000-10", None),
        ("2026-13", None),
        ("0", None),
        ("99999-10", None),
        ("октябрь", None),
        ("10.2026 и ещё", None),
        ("²", None),
    ],
)
def test_a_month_is_read_as_people_type_it(typed: str, month: date | None) -> None:
    assert typed_month(typed, NOVEMBER) == month
