"""Applications: a poster's reader says who they are and waits; the curator finds them on the list, or does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

import db.accounts
import db.applications
import db.doors
import db.people
from db.accounts import Account
from db.applications import Application, Poster
from db.guardians import Guardian
from db.people import Grant, Person
from domain.answers import Refusal, clean, personal_details
from domain.names import search_key
from programme import audit, letters
from programme.people import NAME_LIMIT, rename, tell_curators
from programme.presence import Visitor
from programme.vouching import Turned

WAITING_AT_ONCE = 60
"""Applications of one poster that wait; more of them is somebody playing."""
REFUSALS = 2
"""So often an account may be refused before posters do nothing for it."""
LIFE = timedelta(days=14)
"""After that an application that nobody looked at is thrown away with its name."""

Reading = Application | Literal["name", "crowded", "closed", "mine"]
"""What a poster does for its reader: an application that waits already, the question for the name, or why nothing."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An application with the people of its class's list: those of the same name, and all who have not come in."""

    application: Application
    fitting: Sequence[Person]
    roster: Sequence[Person]


def read_poster(
    session: Session, token: str, channel: str, address: str, language: str, names: str, now: datetime
) -> Reading:
    """Somebody opened a poster's link. Where only codes pass the chat, no name is asked: the number is told to the
    teacher.
    """
    poster = db.applications.by_token(session, token)
    mine = db.applications.of_account(session, channel, address)
    if db.accounts.current(session, channel, address) is not None:
        return "mine"
    if poster is None or sum(each.state == "refused" for each in mine) >= REFUSALS:
        return "closed"
    if (waits := next((each for each in mine if each.state == "waiting"), None)) is not None:
        return waits
    if db.applications.waiting_at(session, poster.id) >= WAITING_AT_ONCE:
        return "crowded"
    if names == "codes":
        return _apply(session, poster, channel, address, language, None, now)
    db.doors.ask(session, channel, address, "name", now, poster_id=poster.id)
    return "name"


def name_typed(
    session: Session, channel: str, address: str, poster_id: int, text: str, language: str, now: datetime
) -> Application | Refusal:
    """The name on an application, surname first; typed anew, it replaces the one before."""
    name = clean(text, NAME_LIMIT)
    if isinstance(name, Refusal):
        return name
    if len(name.split()) < 2 or any(each.isdecimal() for each in name) or personal_details(name):
        return Refusal("applications.name_needed")
    name = name.title() if name.islower() or name.isupper() else name
    db.doors.forget(session, channel, address)
    waits = waiting_of(session, channel, address)
    if waits is not None:
        waits.name = name
        return waits
    return _apply(session, session.get_one(Poster, poster_id), channel, address, language, name, now)


def change_name(session: Session, channel: str, address: str, now: datetime) -> bool:
    """The applicant wants to write the name again; False when nothing of theirs waits."""
    waits = waiting_of(session, channel, address)
    if waits is None or waits.name is None:
        return False
    db.doors.ask(session, channel, address, "name", now, poster_id=waits.poster_id)
    return True


def waiting_of(session: Session, channel: str, address: str) -> Application | None:
    """The application of an account that nobody has decided on yet."""
    mine = db.applications.of_account(session, channel, address)
    return next((each for each in mine if each.state == "waiting"), None)


def judged(session: Session, by: Visitor, application_id: int) -> Judged | None:
    """An application to decide on; None when it is decided, or another school's."""
    scope = by.scope_for("applications.judge")
    found = db.applications.to_judge(session, scope, application_id)
    if found is None:
        return None
    roster = db.applications.roster(session, scope, found.organisation_id, found.group_name)
    key = _key(found.name)
    return Judged(found, [each for each in roster if key and _key(each.name) == key], roster)


def waiting(session: Session, by: Visitor) -> list[Application]:
    """What waits for this curator, oldest first."""
    return db.applications.waiting(session, by.scope_for("applications.judge"))


def accept(
    session: Session, by: Visitor, application_id: int, person_id: int | None, now: datetime
) -> Person | Literal["outdated", "taken"]:
    """It is this pupil of the list; or, with None, a new one of the class under the name that was typed.

    `outdated`: decided already, or the pupil came in otherwise; `taken`: the account is somebody else's by now.
    """
    about = judged(session, by, application_id)
    if about is None:
        return "outdated"
    application = about.application
    if db.accounts.current(session, application.channel, application.address) is not None:
        _decide(application, "refused", by, now)
        return "taken"
    person = next((each for each in about.roster if each.id == person_id), None)
    if person_id is None:
        person = _new_pupil(session, by, application, now)
    if person is None:
        return "outdated"
    for invitation in db.applications.open_invitations(session, [person.id]):
        invitation.revoked_at = now
    person.state, person.language = "joining", application.language
    session.add(
        Account(channel=application.channel, address=application.address, person_id=person.id, since=now, seen_at=now)
    )
    application.person_id = person.id
    _decide(application, "accepted", by, now)
    audit.record(session, by, "application.accepted", f"application:{application.id}", now, purpose=person.code)
    once = f"application:{application.id}"
    letters.write(session, person.id, "letters.application_accepted", kind="consent", once=once, now=now)
    return person


def refuse(session: Session, by: Visitor, application_id: int, now: datetime) -> Turned | None:
    """The class does not know this one; whom to tell so. None when it is decided already."""
    about = judged(session, by, application_id)
    if about is None:
        return None
    application = about.application
    _decide(application, "refused", by, now)
    audit.record(session, by, "application.refused", f"application:{application.id}", now)
    return Turned(application.channel, application.address, application.language)


def forget(session: Session, now: datetime) -> int:
    """Once a day: applications that nobody looked at go, and so do wrong tries that count no more."""
    if not db.due.claim(session, "forget_applications", "doors", now.date().isoformat(), now):
        return 0
    db.doors.forget_tries(session, now - timedelta(days=1))
    overdue = db.applications.overdue(session, now - LIFE)
    for application in overdue:
        application.state, application.name, application.decided_at = "refused", None, now
    return len(overdue)


def _apply(
    session: Session, poster: Poster, channel: str, address: str, language: str, name: str | None, now: datetime
) -> Application:
    application = Application(
        poster_id=poster.id,
        organisation_id=poster.organisation_id,
        group_name=poster.group_name,
        channel=channel,
        address=address,
        language=language,
        created_at=now,
    )
    session.add(application)
    session.flush()
    application.name = name
    once = f"applications:{poster.id}:{now.date()}"
    tell_curators(session, poster.organisation_id, "letters.applications", once, now, group=poster.group_name)
    return application


def _new_pupil(session: Session, by: Visitor, application: Application, now: datetime) -> Person | None:
    """Somebody whom the list lacked; without a name there is nobody to add."""
    if not application.name:
        return None
    person = Person(
        organisation_id=application.organisation_id,
        name="",
        search_key="",
        group_name=application.group_name,
        tone="child",
        created_at=now,
    )
    session.add(person)
    session.flush()
    rename(session, person, application.name)
    about = {"role": "mentee", "organisation_id": application.organisation_id, "granted_by": by.person.id}
    session.add_all([Grant(person_id=person.id, since=now, **about), Guardian(child_id=person.id)])
    session.flush()
    return person


def _decide(application: Application, state: str, by: Visitor, now: datetime) -> None:
    application.state, application.decided_at, application.decided_by = state, now, by.person.id
    application.name = None


def _key(name: str | None) -> frozenset[str]:
    """What makes two names the same: surname and given name in any order; a patronymic may be left out."""
    return frozenset(search_key(name).split()[:2])
