"""Whatever is searched for, the buttons of the pages carry it (Telegram's limit is 64 bytes)."""

from hypothesis import given
from hypothesis import strategies as st

from domain.today import Thing
from keyboards.find import FindPeople, fitting
from keyboards.today import PutThingOff
from tests.conftest import NOW


@given(st.text(max_size=200))
def test_a_page_of_any_search_fits_into_a_button(text: str) -> None:
    words = fitting(text)
    packed = FindPeople(page=24, words=words).pack()
    assert len(packed.encode()) <= 64
    assert FindPeople.unpack(packed).words == words


def test_long_names_keep_their_first_words() -> None:
    assert fitting("Иванова Мария Петровна 5Б") == "Иванова Мария Петровна 5Б"
    assert fitting("Константинопольская Александра Владиславовна") == "Константинопольская"


def test_the_longest_reason_fits_into_a_button() -> None:
    thing = Thing("consent_withdrawn", 2_147_483_647, NOW.date(), 1)
    assert len(PutThingOff(place=9_999, done=True, key=thing.key).pack().encode()) <= 64
