"""Answers in words: alone, and in the texts of a form that speak of them."""

import re
from datetime import date

from domain.answers import Answer, as_number
from domain.forms import PIPED, Labels, Question, template, worded
from domain.questionnaire import values
from locales import Texts
from programme.standing import Card

LINE = 200
"""Characters of a long answer shown among others."""


def said(question: Question, answer: Answer, texts: Texts) -> str:
    """An answer in words."""
    if answer.skipped:
        return texts("runs.skipped")
    if question.kind == "day" and answer.text:
        return texts.day(date.fromisoformat(answer.text), "d MMMM y")
    if question.kind == "moment" and answer.text:
        day, _, time = answer.text.partition("T")
        return f"{texts.day(date.fromisoformat(day), 'd MMMM y')}, {time}"
    if question.kind == "acknowledge":
        return texts("runs.agree")
    if answer.choices:
        options = [question.option(name) for name in answer.choices]
        return ", ".join(worded(option.label, texts.language, texts.tone) for option in options if option)
    if answer.text is not None:
        return answer.text
    option = question.option(answer.value)
    if option is None and answer.number is not None:
        return texts.number(answer.number)
    return worded(option.label, texts.language, texts.tone) if option else answer.value


def filled(labels: Labels, card: Card, texts: Texts) -> str:
    """A text of the form with earlier answers that still apply, in words, where it speaks of them."""
    text = template(labels, texts.language, texts.tone)
    if "${" not in text:
        return text
    seen = values(card.form, card.answers, card.today)

    def words(place: re.Match[str]) -> str:
        name = place[1]
        question = card.form.question(name)
        if question is None or name not in seen:
            return "…"
        if question.kind == "computed":
            figure = as_number(seen[name])
            return seen[name] if figure is None else texts.number(figure)
        answer = said(question, card.answers[name], texts)
        return answer if len(answer) <= LINE else answer[:LINE] + "…"

    return PIPED.sub(words, text)
