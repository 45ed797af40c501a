"""Typed answers are looked through for words that ask for a look; only a psychologist is told, and nothing of the words
(security § 10.4). An organisation may switch it off (`screening`: `off`).
"""

from datetime import datetime
from functools import cache
from importlib.resources import files

from sqlalchemy.orm import Session

import db.cases
import db.organisations
from db.people import Person
from db.runs import Run
from domain.forms import Question
from domain.screening import Phrase, phrases, topics
from programme import alarms


def look(session: Session, person: Person, run: Run, question: Question, text: str, now: datetime) -> bool:
    """Looks through an answer; True when a psychologist was told. One case for a questionnaire is enough.

    What becomes a case anyway is left out, and so is everything where there is no psychologist.
    """
    if question.seen_by == "case" or not topics(text, _phrases()):
        return False
    organisation = db.organisations.by_id(session, run.organisation_id)
    if organisation.settings.get("screening", "on") == "off" or db.cases.of_run(session, run.id) is not None:
        return False
    if not any(each.role == "psychologist" for each in db.cases.adults(session, organisation)):
        return False
    alarms.open_case(
        session, organisation.id, "flag", "normal", now, person_id=run.about_id or person.id, run_id=run.id,
        question=question.name,
    )  # fmt: skip
    return True


@cache
def _phrases() -> tuple[Phrase, ...]:
    source = files("locales") / "ru" / "screening.txt"
    return phrases(source.read_text(encoding="utf-8").splitlines())
