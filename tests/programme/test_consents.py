"""Consents: the evidence is complete, a refusal keeps only its mark, a withdrawal stops everything at once."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.accounts
import db.consents
import db.people
import db.runs
from db.consents import ConsentText
from db.guardians import Guardian
from db.letters import Letter
from db.people import Person
from programme import consents, doors, invitations, joining, letters, runs, withdrawing
from tests.conftest import School
from tests.outgoing import parcels

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TEXT = "Я, Лебедева Нина, даю согласие."


def newcomer(
    session: Session, school, name: str = "Лебедева Нина", role: str = "mentor", address: str = "77"
) -> Person:
    _, token = invitations.invite(session, school.organisation, role, name, NOW)
    person = doors.accept(session, token, "telegram", address, "ru", NOW)
    assert isinstance(person, Person)
    return person


def decide(session: Session, person: Person, decision: str, subject: Person | None = None, text: str = TEXT):
    subject = subject or person
    return consents.decide(session, person, subject.id, decision, text, "ru", "telegram:77", NOW)


def parent_agreed(session: Session, school: School) -> db.consents.Consent:
    """The school's parent has consented to the data of the school's mentee, who has said yes too."""
    guardian = session.scalars(select(Guardian)).one()
    guardian.claimed_at, guardian.shared_phone = NOW, guardian.phone
    _, consent = decide(session, school.parent, "agreed", school.mentee, "текст для родителя")
    assert consent is not None
    decide(session, school.mentee, "agreed", text="слова для ребёнка")
    return consent


def test_the_evidence_is_complete(session: Session, school: School) -> None:
    """Domain § 11.4."""
    mentor = newcomer(session, school)
    _, consent = decide(session, mentor, "agreed")
    kept = {column.name: getattr(consent, column.name) for column in consent.__table__.columns}
    for_later = {
        "verified_phone", "valid_until", "withdrawn_at", "withdrawal_channel", "destroy_by", "replaced_at",
        "stopped_at", "act_number", "paper_id", "folder", "page",
    }  # fmt: skip
    assert {name for name, value in kept.items() if value is None} == for_later
    assert (kept["relation"], kept["authority"], kept["channel"]) == ("self", "own", "chat")
    assert kept["account"] == "telegram:77"
    assert all(kept[name] for name in ("purposes", "data", "actions", "third_parties"))
    assert db.consents.text(session, consent.digest).text == TEXT
    assert consent.digest == sha256(TEXT.encode()).hexdigest()


def test_a_parents_evidence_names_the_number_and_the_relation(session: Session, school: School) -> None:
    consent = parent_agreed(session, school)
    assert consent.verified_phone == "+79161234567"
    assert (consent.relation, consent.authority) == ("mother", "phone_on_school_list")
    assert (consent.subject_id, consent.signer_id) == (school.mentee.id, school.parent.id)


def test_a_second_press_changes_nothing(session: Session, school: School) -> None:
    mentor = newcomer(session, school)
    decide(session, mentor, "agreed")
    for decision in ("agreed", "refused"):
        here, consent = decide(session, mentor, decision)
        assert consent is None
        assert here.step == "home"
    assert len(db.consents.about(session, mentor.id)) == 1
    assert mentor.state == "active"


@pytest.mark.fault(91)
def test_nobody_decides_about_a_stranger(session: Session, school: School) -> None:
    mentor = newcomer(session, school)
    assert decide(session, mentor, "agreed", school.mentee)[1] is None
    assert mentor.state == "joining"


def test_a_refusal_keeps_only_its_mark(session: Session, school: School) -> None:
    mentor = newcomer(session, school)
    here, consent = decide(session, mentor, "refused")
    assert here.step == "refused"
    assert consent.decision == "refused"
    assert (mentor.name, mentor.search_key, mentor.group_name, mentor.born) == ("", "", None, None)
    assert session.get_one(ConsentText, consent.digest).text == ""
    told = session.scalars(select(Letter).where(Letter.person_id == school.curator.id)).one()
    assert told.text_key == "letters.refused_by_adult"
    assert "Лебедева" not in str(told.values)


def test_whoever_refused_may_think_again(session: Session, school: School) -> None:
    mentor = newcomer(session, school)
    decide(session, mentor, "refused")
    here, consent = decide(session, mentor, "agreed")
    assert consent is not None
    assert (here.step, mentor.state) == ("home", "active")
    assert db.consents.text(session, consent.digest).text == TEXT


def test_a_parents_refusal_forgets_the_child_too(session: Session, school: School) -> None:
    guardian = session.scalars(select(Guardian)).one()
    school.parent.state = school.mentee.state = "joining"
    decide(session, school.parent, "refused", school.mentee)
    assert (school.mentee.name, school.mentee.group_name, guardian.phone) == ("", None, None)
    assert joining.station(session, school.mentee, NOW).step == "not_allowed"


def test_a_childs_no_is_respected_and_costs_nothing(session: Session, school: School) -> None:
    guardian = session.scalars(select(Guardian)).one()
    guardian.shared_phone = guardian.phone
    school.mentee.state = "joining"
    decide(session, school.parent, "agreed", school.mentee)
    here, _ = decide(session, school.mentee, "refused")
    assert (here.step, school.mentee.state) == ("refused", "joining")
    assert school.mentee.name == "Иванова Мария"
    keys = list(session.scalars(select(Letter.text_key).where(Letter.person_id == school.curator.id)))
    assert keys == ["letters.refused_by_child"]
    assert decide(session, school.mentee, "agreed")[0].step == "home"


@pytest.mark.fault(28, 31)
def test_a_withdrawal_stops_everything_at_once(session: Session, school: School) -> None:
    consent = parent_agreed(session, school)
    run = runs.open_run(session, school.mentee, "mentee_request", now=NOW)
    waits = {"run": run.id, "title": ""}
    letters.write(session, school.mentee.id, "letters.run_waits", kind="reminder", once="r", now=NOW, **waits)
    withdrawn = withdrawing.withdraw(session, school.parent, consent.id, "chat", NOW)
    assert withdrawn.destroy_by - NOW == timedelta(days=30)  # 152-FZ art. 21 p. 5
    assert (school.mentee.state, school.parent.state) == ("withdrawn", "withdrawn")
    assert db.runs.open_of(session, school.mentee.id) == []
    waiting = session.scalars(select(Letter).where(Letter.state == "waiting", Letter.person_id == school.mentee.id))
    assert list(waiting) == []
    assert [row.id for row in db.consents.withdrawn(session, school.scope)] == [consent.id]
    assert withdrawing.withdraw(session, school.parent, consent.id, "chat", NOW) is None


def test_after_a_withdrawal_nothing_more_is_sent(session: Session, school: School) -> None:
    consent = parent_agreed(session, school)
    withdrawing.withdraw(session, school.parent, consent.id, "chat", NOW)
    letters.write(session, school.mentee.id, "letters.run_waits", kind="notice", once="late", now=NOW, run=1)
    to_child = [parcel for parcel in parcels(session, NOW) if parcel.person.id == school.mentee.id]
    assert to_child == []


def test_a_child_takes_back_the_own_yes_but_not_the_parents(session: Session, school: School) -> None:
    consent = parent_agreed(session, school)
    assert withdrawing.withdraw(session, school.mentee, consent.id, "chat", NOW) is None
    own = next(line for line in consents.listed(session, school.mentee) if line.mine)
    assert withdrawing.withdraw(session, school.mentee, own.consent.id, "chat", NOW) is not None
    assert (school.mentee.state, school.parent.state) == ("joining", "active")
    assert joining.station(session, school.mentee, NOW).step == "refused"
    assert decide(session, school.mentee, "agreed", text="слова для ребёнка")[0].step == "home"


def test_somebody_elses_consent_is_a_miss(session: Session, school: School) -> None:
    consent = parent_agreed(session, school)
    assert consents.one(session, school.mentor, consent.id) is None
    assert withdrawing.withdraw(session, school.mentor, consent.id, "chat", NOW) is None
    assert consents.one(session, school.mentee, consent.id).mine is False


def test_the_gate_opens_only_with_every_key(session: Session, school: School) -> None:
    mentor = newcomer(session, school)
    letters.write(session, mentor.id, "letters.run_waits", kind="notice", once="early", now=NOW, run=1)
    assert [parcel for parcel in parcels(session, NOW) if parcel.person.id == mentor.id] == []
    decide(session, mentor, "agreed")
    later = NOW + timedelta(hours=1)
    assert mentor.id in [parcel.person.id for parcel in parcels(session, later)]


def test_who_withdrew_may_be_invited_anew_on_the_same_account(session: Session, school: School) -> None:
    mentor = newcomer(session, school)
    _, consent = decide(session, mentor, "agreed")
    withdrawing.withdraw(session, mentor, consent.id, "chat", NOW)
    again = newcomer(session, school)
    assert again.id != mentor.id
    assert db.accounts.current(session, "telegram", "77").person_id == again.id
