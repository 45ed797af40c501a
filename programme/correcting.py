"""A curator corrects one thing about a person; the audit keeps what was corrected, never the words."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

import db.people
import db.runs
from db.people import Person
from db.runs import Run
from domain.answers import Answer
from domain.names import search_key
from programme import audit, joining, presence
from programme.endings import Ending
from programme.people import rename
from programme.presence import Visitor

FORM = "correct_person"
"""The questionnaire that asks what is to be corrected."""


def corrected(session: Session, run: Run, given: Mapping[str, Answer], now: datetime) -> Ending | None:
    """Completion of `correct_person`. Whoever lost the right while answering corrects nothing."""
    value = {name: answer.value for name, answer in given.items()}
    for row in db.runs.answers(session, run.id):
        session.delete(row)
    by = presence.of(session, run.person_id)
    if by is None or not by.may("people.change") or run.about_id is None:
        return Ending("profiles.not_yours")
    person = db.people.one(session, by.scope_for("people.change"), run.about_id)
    if person is None or person.state == "left":
        return Ending("profiles.not_yours")
    if not value.get("grade" if value["what"] == "group" else value["what"]):
        return Ending("profiles.not_in_chat")  # where chats know people by codes, nobody was asked
    correct(session, by, person, value, now)
    return Ending("profiles.corrected", {}, "person", person.id)


def correct(session: Session, by: Visitor | str, person: Person, value: Mapping[str, str], now: datetime) -> None:
    """Changes the thing that `value["what"]` names to what stands beside it."""
    match value["what"]:
        case "name":
            rename(session, person, value["name"])
        case "group":
            letter = value.get("letter", "none")
            group = None if value["grade"] == "none" else value["grade"] + letter.replace("none", "")
            regroup(person, group)
        case "born":
            person.born = date.fromisoformat(value["born"])
        case "tone":
            person.tone = value["tone"]
        case "language":
            person.language = value["language"]
    audit.record(session, by, "person.corrected", f"person:{person.code}", now, purpose=value["what"])
    if value["what"] == "born" and person.state in ("joining", "active"):
        joining.advance(session, person, now)
    session.flush()


def regroup(person: Person, group: str | None) -> None:
    """Another class, with the key by which the person is found."""
    person.group_name, person.search_key = group, search_key(person.name, group)
