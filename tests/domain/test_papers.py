"""The number of a paper form: typed as people type it, and never taken for another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import papers


@given(st.integers(1, 2**31 - 1))
def test_the_printed_number_names_its_form(form: int) -> None:
    assert papers.parse(papers.number(form)) == form
    assert papers.looks_like_one(papers.number(form))


@given(st.integers(1, 99_999), st.data())
def test_one_wrong_digit_is_noticed(form: int, data: st.DataObject) -> None:
    printed = papers.number(form)
    place = data.draw(st.sampled_from([at for at, sign in enumerate(printed) if sign.isdigit()]))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != printed[place]]))
    assert papers.parse(printed[:place] + wrong + printed[place + 1 :]) is None


@pytest.mark.parametrize("typed", ["00017-4", " 00017 - 4 ", "00017–4", "00017—4", "17-4"])
def test_dashes_and_spaces_do_not_matter(typed: str) -> None:
    assert papers.parse(typed) == 17


@pytest.mark.parametrize("typed", ["", "00017", "00017-", "-4", "мама", "٠٠٠١٧-٤", "9" * 40 + "-1", "00017-4\x00"])
def test_other_words_are_no_number(typed: str) -> None:
    assert papers.parse(typed) is None
