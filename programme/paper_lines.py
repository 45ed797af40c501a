"""A line of marks typed from a sheet: all of it becomes answers, or nothing, and then the wrong place is told."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from db.people import Person
from domain import paper_line, paper_twin
from domain.answers import Answer, Refusal
from domain.paper_line import Wrong
from programme import answering
from programme.standing import Card


def marks(card: Card, text: str) -> Sequence[str]:
    """The marks of a line for the questions from the open one on; none when the words are an answer to it alone."""
    if card.question is None or card.run.editing is not None:
        return ()
    return paper_line.marks(card.question, text)


def typed(session: Session, person: Person, card: Card, text: str, language: str, now: datetime) -> Card | Refusal:
    """Words for the card of a sheet: a line of marks for the questions from the open one on, or an answer to it."""
    asked, line = card.question, marks(card, text)
    if asked is None or not line:
        return answering.typed(session, person, card, text, language, now)
    if paper_line.unclear(asked, line):
        card.run.card_below += 1
        return Refusal("paper_entry.line_unclear", {"number": paper_twin.numbers(card.form)[asked.name]})
    read = paper_line.read(card.form, asked, card.answers, line, language, card.today)
    if isinstance(read, Wrong):
        card.run.card_below += 1
        return _refusal(card, read)
    below = card.run.card_below
    for answer in read:
        card = _taken(session, person, card, answer, now)
    card.run.card_below = below + 1
    return card


def _taken(session: Session, person: Person, card: Card, answer: Answer, now: datetime) -> Card:
    """An answer that was read from the line is given as a person gives it, step by step."""
    run, asked = card.run, card.form.question(answer.question)
    assert asked, "read from this form"
    if asked.kind == "choices" and not answer.skipped:
        for option in answer.choices:
            answering.toggle(session, person, run.id, run.revision, option, now)
        step = answering.done(session, person, run.id, run.revision, now)
    elif answer.skipped:
        step = answering.skip(session, person, run.id, run.revision, now)
    else:
        step = answering.answer(session, person, run.id, run.revision, answer.value, now)
    assert isinstance(step, Card), "it was read as an answer to this question"
    return step


def _refusal(card: Card, wrong: Wrong) -> Refusal:
    """Which mark is wrong, and what its question takes."""
    values: dict[str, object] = {"place": wrong.place, "mark": wrong.mark}
    if wrong.question is None:
        return Refusal("paper_entry.line_long", values)
    values["number"] = paper_twin.numbers(card.form)[wrong.question.name]
    if wrong.why in ("needless", "answered"):
        return Refusal(f"paper_entry.line_{wrong.why}", values)
    if wrong.question.kind in paper_line.WRITTEN:
        return Refusal("paper_entry.line_words", values)
    values["kind"], values["count"] = wrong.question.kind, len(wrong.question.options)
    return Refusal("paper_entry.line_wrong", values)
