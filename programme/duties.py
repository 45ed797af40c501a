"""Duties to those whose data they are, for the curator's queue: each with the day that the law sets (domain § 11.2)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.consents
import db.corrections
import db.erasures
from db.organisations import Organisation, Scope
from db.people import Person
from domain import deadlines, today
from domain.today import Reason, Thing

REASONS: Mapping[str, Reason] = {
    "withdrawn": "consent_withdrawn",
    "stop": "stop_demanded",
    "wish": "erasure_wished",
    "purpose": "purpose_reached",
}
"""What an erasure is called in the queue, by its cause."""


def erasures(
    session: Session, scope: Scope, organisations: Mapping[int, Organisation], now: datetime
) -> Iterator[Thing]:
    """Whose data are to be destroyed; what is blocked comes up when its time nears."""
    for case, person in db.erasures.waiting(session, scope):
        organisation = organisations[case.organisation_id]
        if case.state == "blocked" and case.due_on - _day(organisation, now) > today.NEARS:
            continue
        reason: Reason = "erasure_waits" if case.state == "prepared" else REASONS[case.cause]
        yield _about(person, reason, case.id, _day(organisation, case.opened_at), case.due_on)


def corrections(session: Session, scope: Scope, organisations: Mapping[int, Organisation]) -> Iterator[Thing]:
    """What people say is wrong."""
    for run, person in db.corrections.asked(session, scope):
        organisation = organisations[run.organisation_id]
        since = _day(organisation, run.finished_at or run.opened_at)
        until = deadlines.due(deadlines.CORRECTION, since, organisation.days_off)
        yield _about(person, "correction", run.id, since, until)


def published(session: Session, scope: Scope, organisations: Mapping[int, Organisation]) -> Iterator[Thing]:
    """What is to be published no more."""
    for consent, person in db.consents.unpublished(session, scope):
        assert consent.withdrawn_at, "taken back"
        organisation = organisations[person.organisation_id]
        since = _day(organisation, consent.withdrawn_at)
        yield _about(person, "published", consent.id, since, unpublish_by(organisation, consent.withdrawn_at))


def unpublish_by(organisation: Organisation, withdrawn_at: datetime) -> date:
    """The last day for taking down what was published before a consent was taken back."""
    return deadlines.due(deadlines.PUBLICATION, _day(organisation, withdrawn_at), organisation.days_off)


def _about(person: Person, reason: Reason, subject: int, since: date, until: date) -> Thing:
    who = person.name or person.code
    return Thing(
        reason, subject, since, person.organisation_id, (who,), person.group_name, person_id=person.id, until=until
    )


def _day(organisation: Organisation, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(organisation.zone)).date()
