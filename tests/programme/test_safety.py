"""What a school decides about safety is what people get."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.audit
from db.letters import Letter
from domain.clearances import Gap
from programme import clearances, safety, sos
from programme.organisations import OrganisationRefused
from tests.conftest import NOW, School, person


def test_a_school_has_its_own_numbers_and_hours(session: Session, school: School) -> None:
    code = school.organisation.code
    safety.choose(session, code, "free", "8 (800) 555-35-35", NOW)
    safety.choose(session, code, "hours", "1-6 08:00-20:00", NOW)
    desk = sos.desk(session, school.mentee, NOW)
    assert desk.numbers == {"emergency": "112", "free": "8 (800) 555-35-35", "mobile": "124"}
    assert desk.hours.days == (0, 1, 2, 3, 4, 5)
    assert safety.chosen(session, code)["hours"] == "1-6 08:00-20:00"
    assert [row.purpose for row in db.audit.about(session, f"organisation:{code}")] == ["free", "hours"]


def test_a_school_decides_what_its_mentors_need(session: Session, school: School) -> None:
    assert safety.chosen(session, school.organisation.code)["clearances_adult"] == "background,training,rules"
    safety.choose(session, school.organisation.code, "clearances_child", "rules", NOW)
    pupil = person(session, school.organisation, "mentee", "Белов Иван", "30", "child", "10А")
    assert clearances.gaps_of(session, [pupil], NOW)[pupil.id] == (Gap("rules"),)
    safety.choose(session, school.organisation.code, "clearances_child", "none", NOW)
    assert clearances.gaps_of(session, [pupil], NOW)[pupil.id] == ()
    assert safety.chosen(session, school.organisation.code)["clearances_adult"] == "background,training,rules"


@pytest.mark.parametrize(
    ("name", "value"), [("screening", "off"), ("out_of_hours", "morning"), ("clearances_adult", "rules")]
)
def test_taking_protection_away_is_told_to_psychologists_and_directors(
    session: Session, school: School, name: str, value: str
) -> None:
    nina = person(session, school.organisation, "psychologist", "Лебедева Нина", "31")
    peter = person(session, school.organisation, "director", "Громов Пётр", "32")
    code = school.organisation.code
    assert safety.weakens(session, code, name, value)
    safety.choose(session, code, name, value, NOW)
    told = select(Letter.person_id).where(Letter.text_key == "letters.safety_weaker").order_by(Letter.person_id)
    assert session.scalars(told).all() == [nina.id, peter.id], "whoever curates may be the one who did it"
    assert [row.purpose for row in db.audit.about(session, f"organisation:{code}")] == [f"{name} weaker"]
    assert not safety.weakens(session, code, name, value), "there is nothing more to take away"


def test_what_protects_more_or_as_much_is_told_to_nobody(session: Session, school: School) -> None:
    code = school.organisation.code
    for name, value in [
        ("screening", "on"),
        ("out_of_hours", "at_once"),
        ("free", "123"),
        ("clearances_adult", "background,training,rules"),
    ]:
        assert not safety.weakens(session, code, name, value)
        safety.choose(session, code, name, value, NOW)
    assert session.scalars(select(Letter).where(Letter.text_key == "letters.safety_weaker")).all() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("free", "позвоните"), ("hours", "5-1 09:00-18:00"), ("hours", "1-5 25:00-26:00"), ("hours", "1-5 18:00-09:00"),
        ("out_of_hours", "never"), ("screening", ""), ("clearances_adult", "diploma"), ("nonsense", "1"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_what_would(
    session: Session, school: School, name: str, value: str
) -> None:
    before = dict(school.organisation.settings)
    with pytest.raises(OrganisationRefused, match="Choose"):
        safety.choose(session, school.organisation.code, name, value, NOW)
    assert school.organisation.settings == before
