"""What people type is cleaned once, and personal details are noticed before they are kept."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.answers import Answer, Refusal, clean, folded, length, personal_details, phone

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Привет,\t  мир \n", "Привет, мир"),
        ("Ма\u200bша\u200e", "Маша"),
        ("\u202eкод\u202c", "код"),
        ("ноль\x00байт", "нольбайт"),
        ("и\u0306", "й"),
        ("Z\u0351\u0352\u0353\u0354\u0355algo", "Z\u0353\u0354\u0355algo"),
        ("👩\u200d👧 семья", "👩\u200d👧 семья"),
        ("а\u200dб", "аб"),
        ("\ue000жирно\ue001", "жирно"),
        ("<b>&'\"%_`", "<b>&'\"%_`"),
        ("\u3164\u2800\u200b", ""),
        ("\ud800битый", "битый"),
        ("неразрывный\u00a0пробел", "неразрывный пробел"),
    ],
)
@pytest.mark.fault(74)
def test_what_cannot_be_seen_or_breaks_a_screen_is_not_kept(typed: str, kept: str) -> None:
    assert clean(typed, 100) == kept


def test_lines_stay_where_lines_are_welcome() -> None:
    assert clean(" раз \r\n\r\n\r\n\r\n два \u2028три", 100, multiline=True) == "раз\n\nдва\nтри"
    assert clean("раз\nдва", 100) == "раз два"


@pytest.mark.fault(75, 80)
def test_too_long_says_how_long_it_is_and_how_long_it_may_be() -> None:
    assert clean("я" * 11, 10) == Refusal("answers.too_long", {"length": 11, "limit": 10})
    assert clean("😀" * 5, 10) == "😀" * 5
    assert clean("😀" * 6, 10) == Refusal("answers.too_long", {"length": 12, "limit": 10})
    assert length("😀я") == 3


@given(ANY_TEXT, st.booleans())
@example("\u0344\u0345\u0300\u0301", False)
@pytest.mark.fault(73, 74)
def test_cleaned_text_is_always_fit_to_keep_and_to_show(text: str, multiline: bool) -> None:
    cleaned = clean(text, 1000, multiline=multiline)
    assert isinstance(cleaned, str)
    assert clean(cleaned, 1000, multiline=multiline) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    hidden = {"Cc", "Co", "Cs"}
    assert not [each for each in cleaned if unicodedata.category(each) in hidden and not (multiline and each == "\n")]
    assert not [each for each in cleaned if unicodedata.category(each) == "Cf" and each != "\u200d"]
    cleaned.encode("utf-8")


def test_words_compare_without_case_spaces_and_yo() -> None:
    assert folded("  Чуть ПОЗЖЕ, ещё ") == folded("чуть позже,  еще")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("мой номер 8 (916) 123-45-67", {"phone"}),
        ("звони +79161234567", {"phone"}),
        ("пиши на ivan.petrov@mail.ru", {"email"}),
        ("почта иван@почта.рф", {"email"}),
        ("паспорт 45 10 123456", {"document"}),
        ("паспорт 4510 № 123456", {"document"}),
        ("СНИЛС 112-233-445 95", {"document"}),
        ("свидетельство IV-АЖ № 123456", {"document"}),
        ("полис 1234567890123456", {"document"}),
        ("хочу подтянуть алгебру к 2026 году", set()),
        ("встречаемся 12.03.2026 в 15:00, 45 минут", set()),
        ("решил 10 задач из 12, это 83%", set()),
        ("ник @masha, 5 «Б»", set()),
    ],
)
def test_personal_details_are_noticed_in_free_text(text: str, kinds: set[str]) -> None:
    assert personal_details(text) >= kinds
    assert bool(personal_details(text)) == bool(kinds)


@pytest.mark.parametrize("text", ["a" * 3000, "a" * 2999 + "@", "1 " * 1500, "a@" * 1500, "a@" + "b." * 1400 + "1"])
def test_looking_for_personal_details_stays_quick_on_any_text(text: str) -> None:
    started = time.perf_counter()
    personal_details(text)
    assert time.perf_counter() - started < 0.5


@given(ANY_TEXT)
def test_looking_for_personal_details_never_fails(text: str) -> None:
    assert personal_details(text) <= {"phone", "email", "document"}


@pytest.mark.parametrize("typed", ["8 916 123-45-67", "+7 (916) 123 45 67", "89161234567", "9161234567"])
def test_a_russian_number_is_known_however_it_is_written(typed: str) -> None:
    assert phone(typed) == "+79161234567"


@pytest.mark.parametrize("typed", ["", "нет", "112", "+7", "12345678901234567890"])
def test_what_is_not_a_phone_number_is_not_taken_for_one(typed: str) -> None:
    assert phone(typed) is None


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (Answer("q", number=7), "7"),
        (Answer("q", number=1.5), "1.5"),
        (Answer("q", choices=("a", "b")), "a b"),
        (Answer("q", number=1, choices=("yes",), scale="yn"), "yes"),
        (Answer("q", text="2026-03-12"), "2026-03-12"),
        (Answer("q"), ""),
    ],
)
def test_conditions_see_an_answer_as_odk_would(answer: Answer, value: str) -> None:
    assert answer.value == value
    assert answer.skipped is (value == "")
