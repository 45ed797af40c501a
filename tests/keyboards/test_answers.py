"""Answers in words, and texts that speak of them."""

from datetime import date

from db.runs import Run
from domain.answers import Answer
from domain.forms import Form, Option, Question
from keyboards.answers import filled, said
from locales import texts_in
from programme.standing import Card

TODAY = date(2026, 11, 20)
RUSSIAN = texts_in("ru")
CLUBS = (Option("chess", {"ru": "Шахматы", "en": "Chess"}),)
FORM = Form(
    "club",
    {"ru": "Кружок"},
    (
        Question("club", "choice", {"ru": "?"}, options=CLUBS),
        Question("times", "number", {"ru": "?"}),
        Question("hours", "computed", {}, calculation="${times} * 1.5"),
        Question("why", "text", {"ru": "?"}, relevant="${times} > 1"),
        Question("day", "moment", {"ru": "?"}),
    ),
)
CLUB = Answer("club", choices=("chess",))


def spoken(text: str, *answers: Answer, language: str = "ru") -> str:
    run = Run(id=0, revision=0, state="open", form_name="club", channel="chat")
    card = Card(run, FORM, {answer.question: answer for answer in answers}, None, TODAY)
    return filled({"ru": text, "en": text}, card, texts_in(language))


def test_a_text_says_the_option_in_the_readers_language() -> None:
    assert spoken("Твой кружок: ${club}", CLUB) == "Твой кружок: Шахматы"
    assert spoken("Your club: ${ club }", CLUB, language="en") == "Your club: Chess"


def test_a_text_says_what_is_computed_as_numbers_are_written() -> None:
    assert spoken("Это ${hours} ч", Answer("times", number=3)) == "Это 4,5 ч"


def test_what_was_not_answered_or_no_longer_applies_is_dots() -> None:
    assert spoken("${club}", Answer("club")) == "…"
    assert spoken("${hours}") == "…"
    assert spoken("${why}", Answer("times", number=1), Answer("why", text="так")) == "…"
    assert spoken("${why}", Answer("times", number=2), Answer("why", text="так")) == "так"


def test_a_long_answer_is_cut() -> None:
    text = spoken("${why}!", Answer("times", number=2), Answer("why", text="я" * 900))
    assert len(text) < 250
    assert text.endswith("…!")


def test_what_people_type_is_not_a_place_for_another_answer() -> None:
    assert spoken("${why}", CLUB, Answer("times", number=2), Answer("why", text="${club}")) == "${club}"


def test_a_moment_is_said_as_a_day_and_a_time() -> None:
    assert said(FORM.questions[4], Answer("day", text="2026-11-21T09:30"), RUSSIAN) == "21 ноября 2026, 09:30"
