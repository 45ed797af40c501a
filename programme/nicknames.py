"""Nicknames: picked from a list, never typed; chats show them beside the code where names do not pass."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from db.people import Person
from db.runs import Run
from domain.answers import Answer
from domain.forms import worded
from domain.names import addressed
from programme import forms, joining, name_book
from programme.endings import Ending


def chosen(session: Session, run: Run, given: Mapping[str, Answer], now: datetime) -> Ending | None:
    """Completion of `nickname`: the last answer is the word."""
    person = session.get_one(Person, run.person_id)
    answer = given[given["kind"].value]
    question = forms.form_of(session, run).question(answer.question)
    option = question.option(answer.value) if question else None
    assert option, "an answer is one of its question's options"
    name_book.nickname(session, person, worded(option.label, person.language or "ru"))
    here = joining.advance(session, person, now)
    button = "first_form" if here.step == "home" and here.first_form else ""
    return Ending("joining.introduced", {"given": addressed(person.name, person.tone)}, button)
