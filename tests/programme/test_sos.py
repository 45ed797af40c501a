"""A call for help: it reaches somebody, never whom it names, and costs no words."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.cases import Alert, Case
from db.letters import Letter
from db.people import Person
from domain.answers import Refusal
from programme import alarms, sos
from programme.sos import Called
from tests.conftest import NOW, School, person


def staff(session: Session, school: School) -> tuple[Person, Person, Person]:
    """Two psychologists and a director."""
    return (
        person(session, school.organisation, "psychologist", "Светлова Елена Игоревна", "10"),
        person(session, school.organisation, "psychologist", "Гаврилова Инна Павловна", "11"),
        person(session, school.organisation, "director", "Ли Пётр Андреевич", "12"),
    )


def alerted(session: Session) -> list[int]:
    """Who may see the case now."""
    return list(session.scalars(select(Alert.person_id).where(Alert.revoked_at.is_(None)).order_by(Alert.id)))


def waiting(session: Session, one: Person) -> list[str]:
    """What is on its way to somebody."""
    rows = select(Letter.text_key).where(Letter.person_id == one.id, Letter.state == "waiting").order_by(Letter.id)
    return list(session.scalars(rows))


def test_a_stranger_gets_the_helplines_only(session: Session) -> None:
    desk = sos.desk(session, None, NOW)
    assert desk.numbers == {"emergency": "112", "free": "8-800-2000-122", "mobile": "124"}
    assert desk.adults == ()


def test_one_tap_hands_it_over_without_a_word(session: Session, school: School) -> None:
    elena, inna, director = staff(session, school)
    called = sos.call(session, school.mentee, NOW)
    assert {each.person_id for each in called.told} == {elena.id, inna.id}
    assert waiting(session, elena) == ["letters.case_help"]
    assert waiting(session, school.curator) == waiting(session, director) == []
    letter = session.scalars(select(Letter).where(Letter.person_id == elena.id)).one()
    assert letter.kind == "alert"
    assert "Иванова" not in str(letter.values), "an alert tells nothing of who or what"


def test_a_child_without_any_consent_is_heard(session: Session, school: School) -> None:
    elena, _, _ = staff(session, school)
    child = person(session, school.organisation, "mentee", "Белов Иван", "20", "child", "7В")
    child.state = "joining"
    assert elena.id in {each.person_id for each in sos.call(session, child, NOW).told}


def test_pressing_again_is_the_same_call(session: Session, school: School) -> None:
    staff(session, school)
    first = sos.call(session, school.mentee, NOW).case
    again = sos.call(session, school.mentee, NOW + timedelta(minutes=1)).case
    assert again is first
    assert session.query(Case).count() == 1
    assert sos.call(session, school.mentee, NOW + timedelta(hours=25)).case is not first


def test_not_the_curator_keeps_every_curator_out(session: Session, school: School) -> None:
    called = sos.call(session, school.mentee, NOW, no_curator=True)
    assert called.told == (), "there is nobody else, and the child is told so"
    assert alerted(session) == []
    elena, _, _ = staff(session, school)
    again = sos.call(session, school.mentee, NOW)
    assert elena.id in {each.person_id for each in again.told}
    assert school.curator.id not in alerted(session)


def test_changing_ones_mind_about_the_curator_takes_it_away_from_them(session: Session, school: School) -> None:
    sos.call(session, school.mentee, NOW)
    assert alerted(session) == [school.curator.id]
    elena, inna, _ = staff(session, school)
    sos.call(session, school.mentee, NOW, no_curator=True)
    assert set(alerted(session)) == {elena.id, inna.id}
    assert waiting(session, school.curator) == []


def test_an_adult_who_is_hidden_from_sees_nothing_and_the_next_is_told(session: Session, school: School) -> None:
    elena, _, _ = staff(session, school)
    called = sos.call(session, school.mentee, NOW, elena.id)
    assert alerted(session) == [elena.id]
    hidden = sos.hide(session, school.mentee, called.case.id, elena.id, NOW)
    assert hidden is not None
    assert elena.id not in alerted(session)
    assert hidden.told, "somebody else knows now"
    assert elena.id not in {each.person_id for each in hidden.adults}


def test_somebody_elses_call_cannot_be_touched(session: Session, school: School) -> None:
    called = sos.call(session, school.mentee, NOW)
    assert sos.hide(session, school.mentor, called.case.id, school.curator.id, NOW) is None
    assert sos.standing(session, school.mentor, called.case.id, NOW) is None
    assert sos.retract(session, school.mentor, called.case.id, NOW) is None


def test_whoever_the_words_name_is_left_out(session: Session, school: School) -> None:
    elena, inna, _ = staff(session, school)
    called = sos.call(session, school.mentee, NOW)
    written = sos.write(session, school.mentee, called.case, "меня обижает Елена Игоревна Светлова", NOW)
    assert isinstance(written, Called)
    assert alerted(session) == [inna.id]
    assert waiting(session, elena) == []
    alarms.escalate(session, NOW + timedelta(hours=2))
    assert elena.id not in alerted(session)


def test_words_are_added_kept_sealed_and_bounded(session: Session, school: School) -> None:
    called = sos.call(session, school.mentee, NOW)
    assert sos.awaited(session, school.mentee, NOW) == (called.case, "help")
    sos.write(session, school.mentee, called.case, "мне страшно\x00", NOW)
    sos.write(session, school.mentee, called.case, "очень", NOW)
    assert called.case.words == "мне страшно\nочень"
    assert isinstance(sos.write(session, school.mentee, called.case, "\u200b\u200d", NOW), Refusal)
    assert isinstance(sos.write(session, school.mentee, called.case, "ы" * 2990, NOW), Refusal)
    assert called.case.words == "мне страшно\nочень"
    assert sos.awaited(session, school.mentee, NOW + timedelta(minutes=31)) is None


def test_a_mistake_stops_the_alarm_but_stays_to_be_seen(session: Session, school: School) -> None:
    elena, _, director = staff(session, school)
    case = sos.retract(session, school.mentee, sos.call(session, school.mentee, NOW).case.id, NOW)
    assert case is not None
    assert waiting(session, elena) == []
    alarms.escalate(session, NOW + timedelta(hours=2))
    assert waiting(session, director) == []
    assert case.state == "open", "an adult decides, not a pressed button"
