"""Posters bring applications; the curator finds the pupil on the list, or does not."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.applications
import db.people
from db.applications import Application
from db.letters import Letter
from db.people import Person
from domain.answers import Refusal
from programme import applications, doors, invitations, joining, posters, presence, today, vouching
from programme.presence import Denied, Visitor
from tests.conftest import School

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def curator(session: Session, school: School) -> Visitor:
    visitor = presence.of(session, school.curator.id)
    assert visitor
    return visitor


def read(session: Session, token: str, address: str = "77", names: str = "first") -> applications.Reading:
    return applications.read_poster(session, token, "telegram", address, "ru", names, NOW)


def apply(session: Session, token: str, name: str, address: str = "77") -> Application:
    assert read(session, token, address) == "name"
    knock = doors.asked(session, "telegram", address, NOW)
    made = applications.name_typed(session, "telegram", address, knock.poster_id, name, "ru", NOW)
    assert isinstance(made, Application), made
    return made


def invited(session: Session, school: School, name: str = "Лебедев Илья", group: str = "5Б") -> Person:
    invitation, _ = invitations.invite(session, school.organisation, "mentee", name, NOW, None, group)
    return session.get_one(Person, invitation.person_id)


def test_a_poster_lets_nobody_in_it_brings_applications(session: Session, school: School) -> None:
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    assert posters.hang(session, curator(session, school), "5Б", NOW) is poster
    apply(session, poster.token, "Лебедев Илья")
    assert presence.arrive(session, "telegram", "77", NOW) is None
    told = session.scalars(select(Letter.text_key).where(Letter.person_id == school.curator.id)).all()
    assert told == ["letters.applications"]


@pytest.mark.parametrize("typed", ["Лебедев Илья", "илья лебедев", "ЛЕБЕДЕВ  ИЛЬЯ", "Лебедев Илья Петрович"])
def test_a_pupil_of_the_list_is_found_by_name_and_bound(session: Session, school: School, typed: str) -> None:
    ilya = invited(session, school)
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    application = apply(session, poster.token, typed)
    about = applications.judged(session, curator(session, school), application.id)
    assert about.fitting == [ilya]
    assert applications.accept(session, curator(session, school), application.id, ilya.id, NOW) is ilya
    visitor = presence.arrive(session, "telegram", "77", NOW)
    assert visitor.person is ilya
    assert joining.station(session, ilya, NOW).step == "adult"
    assert application.name is None, "what was typed is kept no longer than it is needed"
    assert not db.applications.open_invitations(session, [ilya.id])
    assert applications.accept(session, curator(session, school), application.id, ilya.id, NOW) == "outdated"


def test_whom_the_list_lacks_the_curator_may_add(session: Session, school: School) -> None:
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    application = apply(session, poster.token, "Новая Анна")
    person = applications.accept(session, curator(session, school), application.id, None, NOW)
    assert (person.name, person.group_name, person.tone) == ("Новая Анна", "5Б", "child")
    assert db.people.roles(session, person.id) == ("mentee",)
    assert joining.station(session, person, NOW).step == "adult"


def test_somebody_of_another_class_is_not_offered_and_not_bound(session: Session, school: School) -> None:
    other = invited(session, school, group="6А")
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    application = apply(session, poster.token, "Лебедев Илья")
    assert applications.judged(session, curator(session, school), application.id).roster == []
    assert applications.accept(session, curator(session, school), application.id, other.id, NOW) == "outdated"
    assert applications.accept(session, curator(session, school), application.id, school.mentee.id, NOW) == "outdated"


def test_another_schools_curator_sees_no_application(session: Session, school: School) -> None:
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    application = apply(session, poster.token, "Лебедев Илья")
    stranger = presence.of(session, school.stranger_curator.id)
    assert applications.waiting(session, stranger) == []
    assert applications.judged(session, stranger, application.id) is None
    assert applications.refuse(session, stranger, application.id, NOW) is None
    with pytest.raises(Denied):
        applications.waiting(session, presence.of(session, school.mentor.id))


@pytest.mark.parametrize("typed", ["Илья", "", "   ", "Илья 5Б", "12345 678", "+7 916 123-45-67", "a" * 200, "\x00 ‮"])
def test_what_is_no_name_is_told_so(session: Session, school: School, typed: str) -> None:
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    read(session, poster.token)
    assert isinstance(applications.name_typed(session, "telegram", "77", poster.id, typed, "ru", NOW), Refusal)


def test_a_name_may_be_corrected_while_it_waits(session: Session, school: School) -> None:
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    application = apply(session, poster.token, "Лебидев Илья")
    assert read(session, poster.token) is application, "opening the poster again makes no second application"
    assert applications.change_name(session, "telegram", "77", NOW)
    applications.name_typed(session, "telegram", "77", poster.id, "Лебедев Илья", "ru", NOW)
    assert [each.name for each in applications.waiting(session, curator(session, school))] == ["Лебедев Илья"]


def test_a_refused_account_may_try_once_more_and_then_no_poster_answers_it(session: Session, school: School) -> None:
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    for _ in range(applications.REFUSALS):
        application = apply(session, poster.token, "Шутник Вася")
        turned = applications.refuse(session, curator(session, school), application.id, NOW)
        assert (turned.address, application.name) == ("77", None)
    assert read(session, poster.token) == "closed"


def test_a_poster_that_was_taken_down_answers_like_one_that_never_was(session: Session, school: School) -> None:
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    assert posters.take_down(session, curator(session, school), "5Б", NOW)
    assert not posters.take_down(session, curator(session, school), "5Б", NOW)
    assert read(session, poster.token) == read(session, "A" * 22) == "closed"
    assert posters.hang(session, curator(session, school), "5Б", NOW).token != poster.token


def test_nobody_floods_the_curator_through_a_poster(session: Session, school: School) -> None:
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    for number in range(applications.WAITING_AT_ONCE):
        apply(session, poster.token, "Шутник Вася", f"9{number}")
    assert read(session, poster.token, "77") == "crowded"
    assert len(session.scalars(select(Letter).where(Letter.text_key == "letters.applications")).all()) == 1


def test_where_only_codes_pass_the_chat_no_name_is_asked(session: Session, school: School) -> None:
    ilya = invited(session, school)
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    application = read(session, poster.token, names="codes")
    assert isinstance(application, Application)
    assert application.name is None
    assert applications.accept(session, curator(session, school), application.id, None, NOW) == "outdated"
    assert applications.accept(session, curator(session, school), application.id, ilya.id, NOW) is ilya


def test_an_account_that_came_in_meanwhile_is_not_taken_over(session: Session, school: School) -> None:
    ilya = invited(session, school)
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    application = apply(session, poster.token, "Лебедев Илья")
    _, token = invitations.invite(session, school.organisation, "mentor", "Лебедева Нина", NOW)
    doors.accept(session, token, "telegram", "77", "ru", NOW)
    assert applications.accept(session, curator(session, school), application.id, ilya.id, NOW) == "taken"
    assert ilya.state == "invited"


def test_applications_that_nobody_looked_at_are_thrown_away(session: Session, school: School) -> None:
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    application = apply(session, poster.token, "Лебедев Илья")
    assert applications.forget(session, NOW + applications.LIFE - timedelta(days=1)) == 0
    assert applications.forget(session, NOW + applications.LIFE + timedelta(days=1)) == 1
    assert (application.state, application.name) == ("refused", None)
    assert doors.asked(session, "telegram", "77", NOW) is None


def test_what_waits_at_the_door_is_in_the_curators_queue_until_it_is_decided(session: Session, school: School) -> None:
    poster = posters.hang(session, curator(session, school), "5Б", NOW)
    first, second = apply(session, poster.token, "Лебедев Илья"), apply(session, poster.token, "Яшина Мила", "78")
    invitation, token = invitations.invite(
        session, school.organisation, "psychologist", "Белова Инна", NOW, school.curator.id
    )
    doors.accept(session, token, "telegram", "79", "ru", NOW)

    def waits() -> list[tuple[str, int, int]]:
        return [(each.reason, each.subject, each.count) for each in today.queue(session, school.scope, NOW)]

    assert waits() == [("applications", second.id, 2), ("at_the_door", invitation.id, 0)]
    assert today.queue(session, school.other_scope, NOW) == []
    for application in (first, second):
        applications.refuse(session, curator(session, school), application.id, NOW)
    vouching.vouch(session, curator(session, school), invitation.id, NOW)
    assert waits() == []
