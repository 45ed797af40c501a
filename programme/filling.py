"""Filling in a questionnaire as an invented person would: step by step, through the verbs that real people use."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from db.people import Person
from db.runs import Run
from domain.answers import Refusal
from domain.forms import Question
from domain.replies import AGREED
from programme import answering, standing
from programme.standing import Card, Outdated

THINKING = timedelta(seconds=12)
"""Between two answers."""

APART = ("other", "nobody", "nothing", "none")
"""Options that ask for words, or stand alone."""

Given = Mapping[str, str | Sequence[str]]


class CannotFill(RuntimeError):
    """A question that no invented answer fits: the form, the question and why."""


def fill(
    session: Session, person: Person, run: Run, random: Random, mood: float, now: datetime, given: Given | None = None
) -> datetime:
    """Answers everything and sends it; `mood` is 0 (all is bad) to 1, `given` answers some questions.

    Returns the moment of the last answer. Raises `CannotFill`.
    """
    card = standing.current(session, person, run.id, now)
    while card is not None and card.run.state == "open":
        now += THINKING
        step = _step(session, person, card, random, mood, now, given or {})
        if not isinstance(step, Card):
            question = card.question.name if card.question else "summary"
            raise CannotFill(f"{card.form.name}.{question}: {step.key if isinstance(step, Refusal) else 'outdated'}")
        card = step
    return now


def _step(
    session: Session, person: Person, card: Card, random: Random, mood: float, now: datetime, given: Given
) -> Card | Refusal | Outdated:
    run, question = card.run, card.question
    if question is None:
        return answering.submit(session, person, run.id, run.revision, now)
    answer = given.get(question.name) or _invented(question, random, mood)
    if answer is None:
        return answering.skip(session, person, run.id, run.revision, now)
    if question.kind == "choices":
        for option in [answer] if isinstance(answer, str) else answer:
            answering.toggle(session, person, run.id, run.revision, option, now)
        return answering.done(session, person, run.id, run.revision, now)
    assert isinstance(answer, str), "only questions of several options take several"
    if question.kind in ("text", "phone"):
        return answering.typed(session, person, card, answer, "ru", now)
    return answering.answer(session, person, run.id, run.revision, answer, now)


def _invented(question: Question, random: Random, mood: float) -> str | Sequence[str] | None:
    """An answer that fits the question and the mood; None to skip."""
    match question.kind:
        case "scale" | "yes_no":
            good = [option.name for option in question.options]
            if question.kind == "yes_no":
                good.reverse()
            wish = 1 - mood if question.reverse else mood
            place = round(random.gauss(wish, 0.12) * (len(good) - 1))
            return good[min(max(place, 0), len(good) - 1)]
        case "choice":
            content = random.random() < mood
            return (question.options[0] if content else random.choice(question.options)).name
        case "choices":
            usable = [option.name for option in question.options if option.name not in APART]
            count = random.choice((1, 2, 2, 3))
            return random.sample(usable, min(len(usable), count))
        case "whole" | "number":
            return str(random.choice(question.suggestions or (max(1, int(question.minimum or 1)),)))
        case "note" | "acknowledge":
            return AGREED
        case _:
            return None
