"""Every report speaks both languages, and every reason to worry has words and an action."""

from importlib.resources import files
from typing import get_args

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

import locales
from domain.summary import Reason
from domain.suppression import Hidden
from locales import LANGUAGES, texts_in
from reports.figures import cut, figure, number, one_line, percent, plain, units


def messages(language: str) -> set[str]:
    parsed = FluentParser().parse((files(locales) / language / "reports.ftl").read_text(encoding="utf-8"))
    found = [entry for entry in parsed.body if isinstance(entry, Message)]
    assert len(found) == len({message.id.name for message in found}), "a message is written twice"
    attributes = {f"{message.id.name}.{one.id.name}" for message in found for one in message.attributes}
    return {message.id.name for message in found} | attributes


def test_both_languages_have_the_same_texts() -> None:
    assert messages("ru") == messages("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_and_an_action(language: str) -> None:
    for reason in get_args(Reason):
        assert texts_in(language).has(f"reports.reason_{reason}")
        assert texts_in(language).has(f"reports.reason_{reason}.action")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_hiding_is_explained(language: str) -> None:
    reasons = get_args(Hidden.__annotations__["reason"])
    words = {figure(Hidden(reason), texts_in(language)) for reason in reasons}
    assert len(words) == len(reasons) == 3


def test_numbers_look_as_the_reader_writes_them() -> None:
    russian, english = texts_in("ru"), texts_in("en")
    assert (number(4.5, russian), number(4.5, english)) == ("4,5", "4.5")
    assert (number(1200, russian), number(1200, english)) == ("1\xa0200", "1,200")
    assert (percent(0.666, russian), percent(0.666, english)) == ("67\xa0%", "67%")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("\ue000жирно\ue001", "жирно"),
        ("а\tб\rв\r\nг", "а б\nв\nг"),
        ("\x00\x1f\u202eимя\u2066", "имя"),
        ("👩‍🏫", "👩‍🏫"),
    ],
)
def test_files_get_text_that_they_can_hold(given: str, expected: str) -> None:
    assert plain(given) == expected


def test_a_cut_text_says_so_and_halves_no_character() -> None:
    assert cut("Мария", 5) == "Мария"
    assert cut("Марианна", 5) == "Мари…"
    assert cut("😀😀😀", 4) == "😀…"
    assert units(one_line("😀\n" * 900, 80)) <= 80
