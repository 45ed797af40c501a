"""Who may invite whom, and how invitations are seen by those who make them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.audit import AuditRow
from db.invitations import Invitation
from db.people import Grant, Person
from domain.names import is_code
from programme import answering, codes, doors, invitations, inviting, posters, presence, standing
from programme.presence import Visitor
from programme.standing import Card
from tests.conftest import School, organisation, person

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def visitor(session: Session, one: Person) -> Visitor:
    found = presence.of(session, one.id)
    assert found
    return found


def asked(session: Session, by: Person, *answers: str, organisation_id: int | None = None) -> Card:
    """The dialog, answered by option names; words are typed where words are asked, an empty answer skips."""
    run = inviting.begin(session, visitor(session, by), organisation_id or by.organisation_id, NOW)
    card = standing.current(session, by, run.id, NOW)
    for value in answers:
        assert isinstance(card, Card)
        if card.question.kind == "text":
            card = answering.typed(session, by, card, value, "ru", NOW)
        elif value:
            card = answering.answer(session, by, run.id, run.revision, value, NOW)
        else:
            card = answering.skip(session, by, run.id, run.revision, NOW)
    return card


def roles_offered(session: Session, by: Person) -> list[str]:
    return [option.name for option in asked(session, by).question.options]


def made(session: Session, card: Card) -> tuple[Invitation, Person, Grant]:
    invitation = session.get_one(Invitation, card.ending.about)
    grant = session.scalar(select(Grant).where(Grant.person_id == invitation.person_id))
    return invitation, session.get_one(Person, invitation.person_id), grant


def test_everybody_is_offered_only_the_roles_that_they_may_give(session: Session, school: School) -> None:
    director = person(session, school.organisation, "director", "Громов Пётр Ильич", "21")
    operator = person(session, school.organisation, "municipal_operator", "Седова Юлия", "22")
    assert roles_offered(session, school.curator) == [
        "mentee", "mentor", "young_mentor", "class_teacher", "psychologist", "form_curator",
    ]  # fmt: skip
    assert roles_offered(session, director) == ["class_teacher", "psychologist", "form_curator", "curator"]
    assert roles_offered(session, operator) == ["director"]


def test_a_role_that_was_never_offered_is_refused_by_the_verb_too(session: Session, school: School) -> None:
    card = asked(session, school.curator)
    forged = answering.answer(session, school.curator, card.run.id, card.run.revision, "director", NOW)
    assert not isinstance(forged, Card) or forged.question.name == "role"
    before = len(session.scalars(select(Invitation)).all())
    card = asked(session, school.curator, "psychologist")
    grant = session.scalar(select(Grant).where(Grant.person_id == school.curator.id))
    grant.until = NOW
    session.flush()
    card = answering.typed(session, school.curator, card, "Лебедева Нина", "ru", NOW)
    assert card.ending.text_key == "invitations.not_yours"
    assert len(session.scalars(select(Invitation)).all()) == before


def test_a_class_teacher_is_bound_to_the_class_and_is_no_pupil(session: Session, school: School) -> None:
    invitation, teacher, grant = made(session, asked(session, school.curator, "class_teacher", "Белова Инна", "5", "Б"))
    assert (teacher.tone, teacher.group_name, grant.group_name) == ("adult", None, "5Б")
    assert invitation.expires_at == NOW + timedelta(hours=48)
    rows = session.scalars(select(AuditRow).where(AuditRow.object == f"invitation:{invitation.id}")).all()
    assert [(row.action, row.actor, row.purpose) for row in rows] == [
        ("invitation.made", school.curator.code, "class_teacher")
    ]
    assert is_code(rows[0].actor)


@pytest.mark.parametrize(
    ("answers", "form"),
    [
        (("mentor", "Белов Олег", "student"), "student_pupil"),
        (("mentor", "Белов Олег", "teacher"), "teacher_teacher"),
        (("mentor", "Белов Олег", "employer", "pupils"), "employer_pupil"),
        (("mentor", "Белов Олег", "employer", "students"), "employer_student"),
        (("mentor", "Белов Олег", "graduate"), None),
        (("young_mentor", "Белов Олег", "9", "А", "", ""), "pupil_pupil"),
        (("form_curator", "Белов Олег", "student_pupil"), "student_pupil"),
    ],
)
def test_the_form_of_mentoring_follows_from_who_somebody_is(
    session: Session, school: School, answers: tuple[str, ...], form: str | None
) -> None:
    _, _, grant = made(session, asked(session, school.curator, *answers))
    assert grant.form == form


def test_whoever_a_curator_of_a_form_invites_is_of_that_form_and_no_other_is_seen(
    session: Session, school: School
) -> None:
    lead = person(session, school.organisation, "form_curator", "Громова Ева", "23")
    session.scalar(select(Grant).where(Grant.person_id == lead.id)).form = "student_pupil"
    session.flush()
    asked(session, school.curator, "mentor", "Белов Олег", "teacher")
    invitation, _, grant = made(session, asked(session, lead, "mentor", "Белов Олег", "teacher"))
    assert grant.form == "student_pupil"
    page = inviting.listed(session, visitor(session, lead), "open", 0, NOW)
    assert [line.invitation.id for line in page.lines] == [invitation.id]
    assert inviting.one(session, visitor(session, lead), invitation.id - 1, NOW) is None


def test_a_municipal_operator_invites_the_director_of_a_school_below(session: Session, school: School) -> None:
    town = organisation(session, "town", "Город")
    school.organisation.path = f"{town.path}{school.organisation.id}/"
    operator = person(session, town, "municipal_operator", "Седова Юлия", "22")
    assert [each.id for each in inviting.hub(session, visitor(session, operator), NOW).schools] == [
        school.organisation.id
    ]
    card = asked(session, operator, "director", "Громов Пётр", organisation_id=school.organisation.id)
    invitation, director, grant = made(session, card)
    assert (invitation.organisation_id, director.organisation_id) == (school.organisation.id,) * 2
    assert grant.organisation_id == school.organisation.id
    foreign = school.stranger_curator.organisation_id
    assert inviting.begin(session, visitor(session, operator), foreign, NOW) is None
    lines = inviting.listed(session, visitor(session, operator), "open", 0, NOW).lines
    assert [line.invitation.role for line in lines] == ["director"], "pupils' invitations are not theirs to see"


def test_the_list_tells_what_waits_what_is_over_and_what_was_used(session: Session, school: School) -> None:
    curator = visitor(session, school.curator)
    asked(session, school.curator, "mentor", "Белов Олег", "student")
    _, late, _ = made(session, asked(session, school.curator, "psychologist", "Белова Инна"))
    _, token = invitations.invite(session, school.organisation, "mentor", "Лебедева Нина", NOW)
    doors.accept(session, token, "telegram", "77", "ru", NOW)
    after = NOW + timedelta(days=3)
    numbers = inviting.listed(session, curator, "open", 0, after).numbers
    assert numbers == {"open": 1, "over": 1, "used": 1, "revoked": 0}
    over = inviting.listed(session, curator, "over", 5, after)
    assert [line.person for line in over.lines] == [late]
    assert invitations.renew(session, curator, over.lines[0].invitation.id, after) is not None
    assert inviting.listed(session, curator, "over", 0, after).lines == []


def test_a_class_gets_slips_for_those_who_are_not_in(session: Session, school: School) -> None:
    curator = visitor(session, school.curator)
    for name in ("Яшина Мила", "Авдеев Глеб"):
        invitations.invite(session, school.organisation, "mentee", name, NOW, None, "5Б")
    one = posters.one(session, curator, posters.key_of("5Б"), NOW)
    assert (one.outside, one.slips) == (2, 2), "Maria is in already"
    slips = codes.give_class(session, curator, "5Б", codes.fresh(codes.peppers(session), 2), NOW)
    assert [slip.name for slip in slips] == ["Авдеев Глеб", "Яшина Мила"]
    doors.accept(session, f"c_{slips[0].code}", "telegram", "77", "ru", NOW)
    assert posters.one(session, curator, posters.key_of("5Б"), NOW).slips == 1


def test_a_class_teacher_has_the_code_of_the_own_class_and_nothing_else(session: Session, school: School) -> None:
    teacher = person(session, school.organisation, "class_teacher", "Белова Инна", "24")
    session.scalar(select(Grant).where(Grant.person_id == teacher.id)).group_name = "5Б"
    invitations.invite(session, school.organisation, "mentee", "Лебедев Илья", NOW, None, "6А")
    session.flush()
    visit = visitor(session, teacher)
    assert posters.classes(session, visit) == ["5Б"]
    assert posters.one(session, visit, posters.key_of("6А"), NOW) is None
    assert len(posters.new_code(session, visit, "5Б", NOW)) == posters.DIGITS
    assert not visit.may("posters.print")


def test_a_class_teacher_of_two_classes_has_the_code_of_each(session: Session, school: School) -> None:
    teacher = person(session, school.organisation, "class_teacher", "Белова Инна", "24")
    session.scalar(select(Grant).where(Grant.person_id == teacher.id)).group_name = "6А"
    session.add(Grant(person_id=teacher.id, role="class_teacher", organisation_id=school.organisation.id, since=NOW,
                      group_name="5Б"))  # fmt: skip
    for group in ("6А", "7В"):
        invitations.invite(session, school.organisation, "mentee", "Лебедев Илья", NOW, None, group)
    session.flush()
    visit = visitor(session, teacher)
    assert posters.classes(session, visit) == ["5Б", "6А"]
    for group in ("5Б", "6А"):
        code = posters.new_code(session, visit, group, NOW)
        assert posters.one(session, visit, posters.key_of(group), NOW).code == code
    assert posters.one(session, visit, posters.key_of("7В"), NOW) is None
