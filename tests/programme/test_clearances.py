"""Nobody meets a child before what is needed is on record."""

from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

import db.audit
from db.clearances import Clearance
from db.letters import Letter
from db.people import Grant, Person
from domain.clearances import Gap
from programme import answering, check_ins, clearances, forming, pairs, standing, today
from programme.forming import Draft, Refused
from tests.conftest import NOW, School, person
from tests.programme.test_meetings import paired


def uncleared(session: Session, mentor: Person) -> None:
    session.execute(delete(Clearance).where(Clearance.person_id == mentor.id))


def letters(session: Session) -> list[str]:
    return list(session.scalars(select(Letter.text_key).order_by(Letter.id)))


def test_a_mentor_without_clearance_cannot_be_chosen_and_the_list_says_so(session: Session, school: School) -> None:
    uncleared(session, school.mentor)
    draft = forming.begin(session, school.curator, NOW)
    people, _ = forming.candidates(session, school.scope, draft, 0, NOW)
    assert [(side.person.id, side.cleared) for side in people] == [(school.mentor.id, False)]
    picked = forming.pick(session, school.scope, draft.pair.id, draft.pair.revision, school.mentor.id, NOW)
    assert picked == Refused("clearances.not_cleared")


def test_a_proposal_waits_when_a_paper_ran_out_meanwhile(session: Session, school: School) -> None:
    draft = forming.begin(session, school.curator, NOW)
    for one in (school.mentor, school.mentee):
        step = forming.pick(session, school.scope, draft.pair.id, draft.pair.revision, one.id, NOW)
        assert isinstance(step, Draft)
        draft = step
    clearances.record_paper(session, school.mentor, "rules", NOW.date(), NOW.date(), "", None, NOW)
    tomorrow = NOW + timedelta(days=1)
    proposed = pairs.propose(session, school.scope, draft.pair.id, draft.pair.revision, tomorrow)
    assert proposed == Refused("clearances.not_cleared")


def test_a_pupil_who_mentors_needs_no_certificate(session: Session, school: School) -> None:
    pupil = person(session, school.organisation, "mentor", "Белов Иван", "30", "child", "10А")
    uncleared(session, pupil)
    assert clearances.gaps_of(session, [pupil], NOW)[pupil.id] == (Gap("training"), Gap("rules"))


def test_expired_clearance_stops_check_ins_until_it_is_renewed(session: Session, school: School) -> None:
    pair = paired(session, school)
    clearances.record_paper(session, school.mentor, "background", date(2025, 11, 1), date(2026, 11, 19), "", None, NOW)
    assert clearances.expired(session, school.mentor, NOW)
    assert check_ins.check_in(session, school.mentor, pair.id, NOW) is None
    clearances.record_paper(session, school.mentor, "background", NOW.date(), None, "", school.curator, NOW)
    assert check_ins.check_in(session, school.mentor, pair.id, NOW) is not None


def test_the_curator_hears_thirty_days_before_and_both_sides_after(session: Session, school: School) -> None:
    end = NOW.date() + timedelta(days=30)
    clearances.record_paper(session, school.mentor, "rules", NOW.date(), end, "", None, NOW)
    assert clearances.warn(session, NOW - timedelta(days=1)) == 0
    assert clearances.warn(session, NOW) == 1
    assert clearances.warn(session, NOW + timedelta(days=7)) == 0
    assert letters(session) == ["letters.clearance_ends"]
    clearances.warn(session, NOW + timedelta(days=40))
    clearances.warn(session, NOW + timedelta(days=41))
    assert letters(session)[1:] == ["letters.clearance_expired", "letters.clearance_over"]


def test_a_renewed_paper_warns_of_nothing(session: Session, school: School) -> None:
    clearances.record_paper(session, school.mentor, "rules", NOW.date(), NOW.date(), "", None, NOW)
    clearances.record_paper(session, school.mentor, "rules", NOW.date(), None, "", None, NOW)
    assert clearances.warn(session, NOW + timedelta(days=2)) == 0


def test_a_curator_records_a_paper_by_questionnaire(session: Session, school: School) -> None:
    uncleared(session, school.mentor)
    run = clearances.begin(session, school.scope, school.curator, school.mentor.id, "training", NOW)
    assert run is not None
    for value in ("2026-11-01", "school_year"):
        answering.answer(session, school.curator, run.id, run.revision, value, NOW)
    card = standing.current(session, school.curator, run.id, NOW)
    assert card
    done = answering.typed(session, school.curator, card, "папка 3", "ru", NOW)
    assert isinstance(done, standing.Card)
    assert done.ending
    assert done.ending.text_key == "clearances.recorded_until"
    sheet = clearances.sheet(session, school.scope, school.mentor.id, NOW)
    assert sheet
    record = sheet.records["training"]
    assert (record.issued_on, record.expires_on, record.place) == (date(2026, 11, 1), date(2027, 8, 31), "папка 3")
    assert [gap.kind for gap in sheet.gaps] == ["background", "rules"]
    written = db.audit.about(session, f"person:{school.mentor.code}")
    assert [(row.actor, row.action, row.purpose) for row in written] == [
        (school.curator.code, "clearances.record", "training")
    ]


def test_a_curator_whose_time_is_over_records_nothing(session: Session, school: School) -> None:
    run = clearances.begin(session, school.scope, school.curator, school.mentor.id, "rules", NOW)
    assert run is not None
    for value in ("2026-11-01", "year"):
        answering.answer(session, school.curator, run.id, run.revision, value, NOW)
    session.query(Grant).filter(Grant.person_id == school.curator.id).update({"until": NOW})
    done = answering.skip(session, school.curator, run.id, run.revision, NOW)
    assert isinstance(done, standing.Card)
    assert done.ending
    assert done.ending.text_key == "clearances.nobody"


def test_another_school_s_mentor_is_a_miss(session: Session, school: School) -> None:
    assert clearances.sheet(session, school.other_scope, school.mentor.id, NOW) is None
    stranger = school.stranger_curator
    assert clearances.begin(session, school.other_scope, stranger, school.mentor.id, "rules", NOW) is None
    assert clearances.begin(session, school.scope, school.curator, school.mentee.id, "rules", NOW) is None
    assert clearances.begin(session, school.scope, school.curator, school.mentor.id, "nonsense", NOW) is None
    assert clearances.listed(session, school.other_scope, 0, NOW)[0] == []


def test_the_queue_names_those_without_clearance_once(session: Session, school: School) -> None:
    reasons = [thing.reason for thing in today.queue(session, school.scope, NOW)]
    assert "not_cleared" not in reasons
    uncleared(session, school.mentor)
    things = [thing for thing in today.queue(session, school.scope, NOW) if thing.reason == "not_cleared"]
    assert [(thing.people, thing.count) for thing in things] == [((school.mentor.name,), 1)]
