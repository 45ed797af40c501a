"""A typo put right keeps answers comparable; any other change of a question does not, and it is told which."""

from dataclasses import replace

import pytest

from domain.comparability import Difference, differences, is_typo, only_typos
from domain.forms import Form, Labels, Option, Question

FACES = (Option("1", {"ru": "🙁"}), Option("2", {"ru": "🙂"}))
MOOD = Question("mood", "scale", {"ru": "Насколько спокойно рядом с наставником?"}, options=FACES, scale="faces3")
WORDS = Question("words", "text", {"ru": "Что было самым важным?", "en": "What mattered most?"})
FORM = Form("climate", {"ru": "Климат"}, (MOOD, WORDS))


def with_first(**changes: object) -> Form:
    return replace(FORM, questions=(replace(MOOD, **changes), WORDS))


def what(after: Form) -> list[tuple[str, str]]:
    return [(each.question, each.what) for each in differences(FORM, after)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Насколько спакойно рядом?", "Насколько спокойно рядом?"),
        ("Насколько спокйоно рядом?", "Насколько спокойно рядом?"),
        ("Что было важно", "Что было важно?"),
        ("Ещё что-то?", "еще  что то ?"),
        ("По чему вы здесь?", "Почему вы здесь?"),
        ("How do you feel abuot it?", "How do you feel about it?"),
    ],
)
def test_letters_spaces_and_punctuation_put_right_are_a_typo(before: str, after: str) -> None:
    assert is_typo(before, after)
    assert is_typo(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Вам нравится в программе?", "Вам не нравится в программе?"),
        ("Вам комфортно?", "Вам некомфортно?"),
        ("Оцените от 1 до 10", "Оцените от 1 до 5"),
        ("Сколько раз за 30 дней?", "Сколько раз за 31 дней?"),
        ("Насколько вам помог наставник?", "Насколько вам помогла программа?"),
        ("🙁", "🙂"),
        ("больше 50 %", "больше 50"),
        ("Are you happy?", "Are you unhappy?"),
        ("Вопрос", ""),
    ],
)
def test_what_may_change_the_meaning_is_no_typo(before: str, after: str) -> None:
    assert not is_typo(before, after)
    assert not is_typo(after, before)


def test_the_same_questions_do_not_differ_whatever_else_of_the_form_does() -> None:
    other = replace(FORM, title={"ru": "Другое имя"}, minutes=3, purpose={"ru": "Иначе"})
    assert differences(FORM, other) == ()
    assert only_typos(())


@pytest.mark.parametrize(
    ("changes", "grave"),
    [
        ({"kind": "choice"}, "kind"),
        ({"scale": "words5"}, "scale"),
        ({"reverse": True}, "scale"),
        ({"options": FACES[:1]}, "options"),
        ({"options": FACES[::-1]}, "options"),
        ({"relevant": "1 = 1"}, "asked"),
        ({"label": {"ru": "Насколько весело рядом с наставником?"}}, "wording"),
        ({"hint": {"ru": "1 — совсем нет"}}, "wording"),
        ({"options": (Option("1", {"ru": "🙂"}), Option("2", {"ru": "🙁"}))}, "wording"),
        ({"label": {"ru": "Насколько спакойно рядом с наставником?"}}, "typo"),
    ],
)
def test_a_question_differs_by_its_gravest_change(changes: dict[str, object], grave: str) -> None:
    assert what(with_first(**changes)) == [("mood", grave)]


def test_questions_that_come_and_go_are_told() -> None:
    assert what(replace(FORM, questions=(replace(MOOD, name="calm"), WORDS))) == [("calm", "new"), ("mood", "gone")]
    assert not only_typos(differences(FORM, replace(FORM, questions=(MOOD,))))


def test_a_note_is_no_question() -> None:
    note = Question("hello", "note", {"ru": "Здравствуйте!"})
    assert what(replace(FORM, questions=(note, *FORM.questions))) == []


@pytest.mark.parametrize(
    ("label", "grave"),
    [
        ({"ru": "Что было самым важным?"}, []),
        ({"ru": "Что было самым важным?", "en": "What mattered most?", "tt": "Нәрсә мөһим булды?"}, []),
        ({"ru": "Что было самым важным?", "ru-child": "Что было лучше всего?"}, ["wording"]),
        ({"de": "Was war am wichtigsten?"}, ["wording"]),
    ],
)
def test_what_nobody_of_before_could_read_does_not_count(label: Labels, grave: list[str]) -> None:
    after = replace(FORM, questions=(MOOD, replace(WORDS, label=label)))
    assert [each.what for each in differences(FORM, after)] == grave


def test_the_words_before_and_after_are_told() -> None:
    after = "Насколько весело рядом с наставником?"
    [found] = differences(FORM, with_first(label={"ru": after}))
    assert found == Difference("mood", "wording", MOOD.label["ru"], after)
