"""Options that depend on who is asked: nobody is offered what they may not choose."""

from dataclasses import replace

from sqlalchemy.orm import Session

import db.name_book
from db.people import Person
from domain import rights
from domain.forms import Form, Question
from domain.personal import nameless
from programme import presence

INVITE = "invite_person"
"""The questionnaire that asks whom to invite; its question `role` offers what the inviter may grant."""


def narrowed(session: Session, person: Person, form: Form) -> Form:
    """The form as this person gets it: where chats know people by codes, without questions that name anybody."""
    if db.name_book.in_codes(session):
        form = nameless(form)
    if form.name != INVITE:
        return form
    visitor = presence.of(session, person.id)
    grants = rights.may_grant(visitor.roles) if visitor else ()
    return replace(form, questions=tuple(_of_roles(each, grants) for each in form.questions))


def _of_roles(question: Question, grants: tuple[str, ...]) -> Question:
    if question.name != "role":
        return question
    kept = tuple(option for option in question.options if option.name.removeprefix("young_") in grants)
    return replace(question, options=kept)
