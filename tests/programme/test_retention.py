"""Retention: what has been kept long enough goes by itself; what the law or the school wants kept longer stays."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.erasures
import db.journal
from db.consents import Consent, ConsentText
from db.erasures import Erasure
from db.letters import Letter
from db.runs import AnswerRow, Run
from programme import erasure, letters, retention, runs
from tests.conftest import NOW, School

DAY = timedelta(days=1)


def gone(session: Session, now) -> dict[str, int]:
    return {line.name: line.count for line in retention.sweep(session, now) if line.count}


def draft(session: Session, school: School) -> Run:
    run = runs.open_run(session, school.mentee, "mentee_request", now=NOW)
    session.add(AnswerRow(run_id=run.id, question="q", text="…", answered_at=NOW))
    session.flush()
    return run


def test_a_draft_that_nobody_touched_for_sixty_days_goes(session: Session, school: School) -> None:
    run = draft(session, school)
    assert gone(session, NOW + 59 * DAY) == {}
    assert gone(session, NOW + 61 * DAY) == {"drafts": 1}
    assert (run.state, session.scalars(select(AnswerRow)).all()) == ("expired", [])
    assert gone(session, NOW + 62 * DAY) == {}


def test_a_school_may_keep_drafts_longer(session: Session, school: School) -> None:
    draft(session, school)
    school.organisation.settings = {"retention": {"drafts": 90}}
    assert gone(session, NOW + 61 * DAY) == {}
    assert gone(session, NOW + 91 * DAY) == {"drafts": 1}


def test_what_letters_said_is_forgotten_after_thirty_days(session: Session, school: School) -> None:
    about = {"who": {"name": "Иванова Мария"}}
    for key in ("sent", "waits"):
        letters.write(session, school.curator.id, "letters.joined_mentee", kind="notice", once=key, now=NOW, **about)
    sent = session.scalars(select(Letter).where(Letter.once_key == "sent")).one()
    sent.state, sent.settled_at = "sent", NOW
    session.flush()
    assert gone(session, NOW + 31 * DAY) == {"letters": 1}
    session.expire_all()
    assert (sent.values, sent.state) == ({}, "sent")
    assert session.scalars(select(Letter).where(Letter.once_key == "waits")).one().values == about


def test_an_update_that_was_set_aside_is_emptied(session: Session, school: School) -> None:
    db.journal.keep(
        session, [{"channel": "telegram", "update_id": 1, "person_key": "3", "received_at": NOW, "payload": "{}"}]
    )
    for _ in range(3):
        db.journal.failed(session, "telegram", 1, 3)
    session.flush()
    assert gone(session, NOW + 31 * DAY) == {"journal": 1}
    assert db.journal.dead(session, "telegram") == []


@pytest.mark.parametrize(
    ("accepted", "now", "opened"),
    [
        (None, date(2028, 6, 1), False),
        (2026, date(2027, 1, 19), False),  # not before 20 January
        (2026, date(2027, 1, 20), True),
        (2025, date(2027, 6, 1), False),
    ],
)
def test_names_of_who_left_serve_nothing_once_the_reports_are_accepted(
    session: Session, school: School, accepted, now, opened
) -> None:
    school.mentor.state, school.mentor.left_at = "left", NOW
    school.organisation.settings = {"reports_accepted": accepted} if accepted else {}
    moment = NOW.replace(year=now.year, month=now.month, day=now.day)
    retention.sweep(session, moment)
    retention.sweep(session, moment)
    case = db.erasures.open_of(session, school.mentor.id)
    assert (case is not None) == opened
    if case:
        assert (case.cause, case.due_on) == ("purpose", date(2027, 2, 19))


def test_answers_without_a_name_go_a_year_later_and_marks_of_consents_after_three(
    session: Session, school: School
) -> None:
    run = draft(session, school)
    run.state, run.finished_at = "done", NOW
    session.add(ConsentText(digest="d", kind="processing", language="ru", text="…", created_at=NOW))
    session.flush()
    session.add(
        Consent(
            kind="processing", decision="agreed", subject_id=school.mentee.id, signer_id=school.parent.id,
            relation="mother", authority="own", signed_at=NOW, channel="chat", digest="d", template="", purposes=[],
            data=[], actions=[], third_parties=[], entered_at=NOW,
        )
    )  # fmt: skip
    case = erasure.open_case(session, school.mentee, "purpose", NOW)
    done = erasure.by_operator(session, case.code, NOW)
    assert done
    assert gone(session, NOW + 364 * DAY) == {}
    assert gone(session, NOW + 366 * DAY) == {"answers": 1}
    assert gone(session, NOW + (3 * 365 + 1) * DAY) == {"consents": 1}
    assert session.scalars(select(Erasure)).all()
    assert gone(session, NOW + (3 * 366 + 1) * DAY) == {"acts": 1}


def test_a_rehearsal_says_the_same_and_takes_nothing(session: Session, school: School) -> None:
    run = draft(session, school)
    late = NOW + 61 * DAY
    assert retention.rehearse(session, late) == retention.rehearse(session, late)
    assert run.state == "open"
    assert {line.name for line in retention.rehearse(session, late) if line.count} == {"drafts"}


def test_the_night_comes_once_a_day(session: Session, school: School) -> None:
    draft(session, school)
    late = NOW + 61 * DAY
    assert retention.nightly(session, late)
    assert retention.nightly(session, late) == []
