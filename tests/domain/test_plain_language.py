"""The rules of plain language: each finds what it is for, and leaves good texts alone."""

import pytest

from domain.plain_language import LISTED, ON_A_SCREEN, Rule, breaches, measure
from programme.plain_language import of_text


def rules_broken(text: str, language: str = "ru") -> set[Rule]:
    return {breach.rule for breach in of_text(text, language)}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "Расскажи мне о том, что тебе больше всего нравится делать в школе и после неё",
            "long_sentence",
        ),
        ("Привет! Как дела? Всё хорошо? Тогда начнём.", "many_sentences"),
        ("Выберите ответ.", "formal"),
        ("Как вам на встречах?", "formal"),
        ("Ты остановился на третьем вопросе.", "gendered"),
        ("Ты готова начать?", "gendered"),
        ("Это не твоя вина(ы).", "brackets"),
        ("Осталось пять ответ(ов).", "brackets"),
        ("Нельзя не сказать спасибо.", "negatives"),
        ("Ты не можешь не прийти.", "negatives"),
        ("Мы осуществляем опрос.", "officialese"),
        ("Что было в рамках программы?", "officialese"),
        ("Анкетирование займёт минуту.", "officialese"),
    ],
)
def test_a_text_that_breaks_a_rule_is_found(text: str, rule: Rule) -> None:
    assert rules_broken(text) == {rule}


@pytest.mark.parametrize(
    "text",
    [
        "Как тебе сейчас в школе?",
        "Выбери до трёх. Можно пропустить.",
        "Никто этого не увидит, и ничего не случится.",
        "Не пиши фамилии, не пиши телефоны.",
        "Скоро вы встретитесь.",
        "Число — от 1 до 10: чем больше, тем лучше.",
        "",
    ],
)
def test_a_plain_text_is_left_alone(text: str) -> None:
    assert rules_broken(text) == set()


def test_english_has_a_list_of_its_own() -> None:
    assert rules_broken("Please utilise this form.", "en") == {"officialese"}
    assert rules_broken("You cannot not answer.", "en") == {"negatives"}
    assert rules_broken("Would you like to go on?", "en") == set()


def test_a_screen_may_say_more_than_a_question_but_not_without_end() -> None:
    six = "Раз. " * ON_A_SCREEN
    assert {breach.rule for breach in of_text(six, "ru")} == {"many_sentences"}
    assert of_text(six, "ru", ON_A_SCREEN) == []
    assert of_text(f"{six}Семь.", "ru", ON_A_SCREEN) != []


def test_a_list_with_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="no topic"):
        measure(["rudeness: дурак"])


def test_a_found_phrase_is_told() -> None:
    language = measure(["longest: 12", "officialese: в рамках | осуществл*"])
    assert [breach.found for breach in breaches("Осуществляем в рамках.", language)] == ["в рамках", "осуществляем"]
    assert LISTED
