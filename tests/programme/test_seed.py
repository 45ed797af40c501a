"""Invented schools: the same for the same seed, and with everything a curator may meet."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from db.accounts import Account
from db.consents import Consent
from db.letters import Letter
from db.meetings import Meeting
from db.organisations import scope_of
from db.pairs import Pair
from db.people import Person
from db.polls import Poll
from db.runs import Run
from programme import seed
from programme.seed import Size
from tests.conftest import NOW

SIZE = Size(pupils=8, mentors=5, weeks=6)


def plant(session, number=1, size=SIZE, chats=None):
    return seed.school(session, size, number, NOW, "Europe/Moscow", chats)


def test_the_same_seed_makes_the_same_school_once(session):
    first = plant(session)
    people = session.scalar(select(func.count()).select_from(Person))
    again = plant(session)
    assert (again.new, again.organisation.id) == (False, first.organisation.id)
    assert session.scalar(select(func.count()).select_from(Person)) == people


def test_everybody_at_work_has_every_consent_that_is_needed(session):
    school = plant(session)
    for mentee in school.mentees:
        agreed = session.scalars(select(Consent).where(Consent.subject_id == mentee.id)).all()
        grown = sorted({one.signer_id == mentee.id for one in agreed})
        assert (mentee.state == "active") == (grown == [False, True])
        assert all(one.digest and one.account and one.purposes and one.authority for one in agreed)


def test_the_history_has_meetings_polls_and_stories_for_the_curator(session):
    school = plant(session)
    mine = scope_of(school.organisation).path
    assert mine
    pairs = session.scalars(select(Pair).where(Pair.organisation_id == school.organisation.id)).all()
    assert {pair.state for pair in pairs} == {"active"}
    held = session.scalars(select(Meeting.state).where(Meeting.pair_id.in_([pair.id for pair in pairs]))).all()
    assert Counter(held)["held"] > len(pairs)
    states = Counter(session.scalars(select(Run.state).where(Run.organisation_id == school.organisation.id)))
    assert states["done"] > states["open"]
    polls = session.scalars(select(Poll).where(Poll.organisation_id == school.organisation.id)).all()
    assert [poll.closed_at is not None for poll in polls] == [True], (
        "October's poll is over, November's opens on the 25th"
    )
    assert {person.state for person in school.mentees} == {"active", "joining"}


def test_nobody_who_is_invented_can_be_written_to(session):
    school = plant(session)
    mine = select(Person.id).where(Person.organisation_id == school.organisation.id)
    assert session.scalar(select(func.count()).select_from(Account).where(Account.person_id.in_(mine))) == 0
    waiting = select(Letter).where(Letter.person_id.in_(mine), Letter.state == "waiting", Letter.not_before <= NOW)
    assert session.scalars(waiting).all() == []


def test_nothing_happens_after_now(session):
    school = plant(session)
    runs = session.scalars(select(Run).where(Run.organisation_id == school.organisation.id)).all()
    assert max(run.finished_at for run in runs if run.finished_at) <= NOW


@pytest.mark.parametrize("size", [Size(1, 1, 0), Size(3, 1, 2), Size(2, 4, 1)])
def test_small_schools_can_be_made_too(session, size):
    school = plant(session, 7, size)
    assert len(school.mentees) == size.pupils


def test_people_with_chats_keep_them(session):
    given = []

    def chat(name: str, role: str) -> str:
        given.append((name, role))
        return str(len(given))

    school = plant(session, 3, Size(1, 1, 0), chat)
    assert session.scalar(select(Account.address).where(Account.person_id == school.curator.id)) == "1"
    assert [role for _, role in given] == ["curator", "mentor", "mentee", "parent"]
