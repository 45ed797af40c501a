"""Duties with a day of the law stand in the curator's queue until they are done."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.letters import Letter
from programme import today
from tests.conftest import NOW, School
from tests.programme.test_consents import parent_agreed
from tests.programme.test_permissions import decide

FRIDAY, WEDNESDAY = date(2026, 11, 20), date(2026, 11, 25)


def test_what_was_published_goes_within_three_working_days(session: Session, school: School) -> None:
    parent_agreed(session, school)
    decide(session, school.parent, "publication", school.mentee, ["photo"])
    consent = decide(session, school.parent, "publication", school.mentee, False)
    assert consent is not None
    [thing] = [each for each in today.queue(session, school.scope, NOW) if each.reason == "published"]
    assert (thing.subject, thing.since, thing.until) == (consent.id, FRIDAY, WEDNESDAY)
    assert thing.red
    letter = session.scalars(select(Letter).where(Letter.text_key == "letters.publication_withdrawn")).one()
    assert letter.values["day"] == {"day": WEDNESDAY.isoformat()}
    later = NOW + timedelta(days=100)
    assert "published" in {each.reason for each in today.queue(session, school.scope, later)}, "until it is done"
    assert today.put_off(session, school.scope, thing.key, school.curator, later, done=True)
    assert "published" not in {each.reason for each in today.queue(session, school.scope, later)}


def test_what_is_allowed_anew_need_not_go(session: Session, school: School) -> None:
    parent_agreed(session, school)
    decide(session, school.parent, "publication", school.mentee, ["photo"])
    withdrawn = decide(session, school.parent, "publication", school.mentee, False)
    again = decide(session, school.parent, "publication", school.mentee, ["name"])
    assert withdrawn is not None
    assert again is not None
    again.signed_at = NOW + timedelta(minutes=1)
    session.flush()
    assert "published" not in {each.reason for each in today.queue(session, school.scope, NOW)}
