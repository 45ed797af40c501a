"""Erasing: one prepares, another approves, nothing that holds the person stays, the counts that they stand in do."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import JSON, LargeBinary, String, select
from sqlalchemy.orm import Session

import db.audit
import db.erasures
import db.journal
import db.meetings
import db.pairs
from db import Base
from db.accounts import Account
from db.consents import Consent, ConsentText
from db.erasing import ANSWERS, PLAN
from db.find import Wanted
from db.guardians import Guardian
from db.letters import Letter
from db.meetings import Meeting
from db.organisations import Organisation
from db.people import Grant, Person
from db.runs import AnswerEdit, AnswerRow, Run
from db.sealed import Ring, Sealed
from programme import audit, erasure, find, letters, profiles, runs
from programme.presence import Visitor, arrive
from tests.conftest import NOW, School, person

CANARY = "Канарейка"
CHAT, PHONE = "777000777", "+79990001122"
BORN = date(2013, 5, 17)


def visitor(session: Session, address: str) -> Visitor:
    found = arrive(session, "telegram", address, NOW)
    assert found
    return found


def director(session: Session, school: School) -> Visitor:
    person(session, school.organisation, "director", "Директорова Анна Львовна", "9")
    return visitor(session, "9")


def a_life(session: Session, school: School) -> Person:
    """A pupil who has left traces everywhere, each with the canary in it."""
    session.info["ring"] = Ring((bytes(range(32)),))
    one = person(session, school.organisation, "mentee", f"{CANARY} Мария", CHAT, "child", "5Б")
    one.born, one.external_key = BORN, CANARY
    _family_and_pair(session, school, one)
    run = runs.open_run(session, one, "mentee_request", now=NOW)
    session.add(AnswerRow(run_id=run.id, question="q", text=CANARY, answered_at=NOW))
    session.add(AnswerEdit(run_id=run.id, question="q", text=CANARY, answered_at=NOW, replaced_at=NOW))
    run.draft = [CANARY]
    _traces(session, school, one)
    session.flush()
    return one


def _family_and_pair(session: Session, school: School, one: Person) -> None:
    guardian = Guardian(child_id=one.id, parent_id=school.parent.id, relation="mother", confirmed_at=NOW)
    session.add(guardian)
    session.flush()
    guardian.phone = guardian.shared_phone = PHONE
    pair = db.pairs.Pair(
        organisation_id=school.organisation.id, number=1, state="active", created_at=NOW, created_by=school.curator.id
    )
    session.add(pair)
    session.flush()
    for member, role in ((school.mentor, "mentor"), (one, "mentee")):
        session.add(db.pairs.Member(pair_id=pair.id, person_id=member.id, role=role, accepted_at=NOW))
    session.add(Meeting(pair_id=pair.id, state="held", held_on=NOW.date(), minutes=30, impression=CANARY))
    of_mentor = runs.open_run(session, school.mentor, "meeting_check_in", now=NOW, pair_id=pair.id)
    session.add(AnswerRow(run_id=of_mentor.id, question="worry", text=f"{CANARY} грустит", answered_at=NOW))


def _traces(session: Session, school: School, one: Person) -> None:
    session.add(ConsentText(digest="d1", kind="processing", language="ru", text=f"Я, {CANARY}", created_at=NOW))
    session.flush()
    session.add(
        Consent(
            kind="processing", decision="agreed", subject_id=one.id, signer_id=one.id, relation="self",
            authority="own", signed_at=NOW, channel="chat", account=f"telegram:{CHAT}", verified_phone=PHONE,
            digest="d1", template="", purposes=[], data=[], actions=[], third_parties=[], entered_at=NOW,
        )
    )  # fmt: skip
    named: dict[str, Any] = {"who": {"name": one.name}, "phone": PHONE}
    letters.write(session, school.curator.id, "letters.joined_mentee", kind="notice", once="a", now=NOW, **named)
    letters.write(session, one.id, "letters.run_waits", kind="notice", once="b", now=NOW, title=CANARY)
    for number, key, words in ((1, CHAT, CANARY), (2, "1", f"/find {one.name}")):
        update = {"channel": "telegram", "update_id": number, "person_key": key, "received_at": NOW}
        db.journal.keep(session, [update | {"payload": f'{{"text": "{words.encode("unicode_escape").decode()}"}}'}])
        for _ in range(3):
            db.journal.failed(session, "telegram", number, 3)


def everything(session: Session) -> str:
    """All that is kept, sealed columns opened, as one text."""
    session.expire_all()
    said = []
    for mapper in Base.registry.mappers:
        sealed = [name for name, value in vars(mapper.class_).items() if isinstance(value, Sealed)]
        for row in session.scalars(select(mapper.class_)):
            said += [str(getattr(row, column.key)) for column in mapper.column_attrs]
            said += [str(getattr(row, name)) for name in sealed]
    said += [row.payload.encode().decode("unicode_escape") for row in db.journal.dead(session, "telegram")]
    return "\n".join(said)


def erased(session: Session, school: School, one: Person, cause: Any = "withdrawn") -> erasure.Erasure:
    curator, second = visitor(session, "1"), director(session, school)
    if cause == "purpose":
        one.state, one.left_at = "left", NOW
    case = erasure.demand(session, school.scope, one.id, cause, curator, NOW)
    assert case
    assert erasure.prepare(session, school.scope, case.id, curator, NOW)
    done = erasure.approve(session, school.scope, case.id, second, NOW)
    assert done
    return done


def test_nothing_that_holds_the_person_stays(session: Session, school: School) -> None:
    one = a_life(session, school)
    before = everything(session)
    canaries = (CANARY, CHAT, PHONE, str(BORN))
    assert all(each in before for each in canaries)
    erased(session, school, one)
    after = everything(session)
    assert [each for each in canaries if each in after] == []


@pytest.mark.parametrize("rule", {rule.table: rule for rule in (*ANSWERS, *PLAN)}.values(), ids=lambda rule: rule.table)
def test_whatever_stood_in_a_table_of_the_plan_is_gone(session: Session, school: School, rule) -> None:
    """Every column that can hold words is filled with the canary first, whatever it is for."""
    one = a_life(session, school)
    table = Base.metadata.tables[rule.table]
    keyed = {column.name for constraint in table.constraints for column in getattr(constraint, "columns", [])}
    filled = {
        column.name: CANARY if isinstance(column.type, String) else CANARY.encode()
        for column in table.columns
        if isinstance(column.type, String | LargeBinary) and not isinstance(column.type, JSON)
        and column.name not in {*keyed, *rule.stays} and not column.foreign_keys
    }  # fmt: skip
    mine = db.erasing._mine(table, rule, one.id)
    if filled and session.scalar(select(table).where(mine).limit(1)) is not None:
        session.execute(table.update().where(mine).values(filled))
    session.flush()
    _erase_quietly(session, one)
    left = session.execute(select(table).where(mine)).all()
    assert CANARY not in str(left)
    assert CANARY.encode() not in [value for row in left for value in row if isinstance(value, bytes)]


def _erase_quietly(session: Session, one: Person) -> None:
    session.expire_all()
    done = erasure.by_operator(session, one.code, NOW)
    assert done
    assert done.state == "done"


def test_what_the_person_is_counted_in_stays(session: Session, school: School) -> None:
    one = a_life(session, school)
    erased(session, school, one)
    pair = session.scalars(select(db.pairs.Pair)).one()
    held = db.meetings.held_days(session, [pair.id])
    assert held == {pair.id: [NOW.date()]}
    assert len(db.pairs.members(session, pair.id)) == 2
    assert (one.name, one.state, one.erased_at) == ("", "left", NOW)


def test_the_other_of_the_pair_hears_that_it_is_over_without_a_name(session: Session, school: School) -> None:
    one = a_life(session, school)
    erased(session, school, one)
    assert session.scalars(select(db.pairs.Pair)).one().state == "ended"
    letter = session.scalars(select(Letter).where(Letter.person_id == school.mentor.id)).one()
    assert (letter.text_key, letter.values, letter.state) == ("letters.pair_without_other", {}, "waiting")


def test_who_comes_back_is_not_erased(session: Session, school: School) -> None:
    school.mentor.state, school.mentor.left_at = "left", NOW
    case = erasure.demand(session, school.scope, school.mentor.id, "purpose", visitor(session, "1"), NOW)
    erasure.came_back(session, school.mentor)
    assert case.state == "dropped"
    assert erasure.prepare(session, school.scope, case.id, visitor(session, "1"), NOW) is None


def test_others_keep_what_is_theirs(session: Session, school: School) -> None:
    one = a_life(session, school)
    erased(session, school, one)
    assert school.mentor.name == "Кузнецова Анна Сергеевна"
    assert session.scalars(select(Account).where(Account.person_id == school.parent.id)).all()
    assert session.scalars(select(Guardian).where(Guardian.child_id == school.mentee.id)).one().phone == "+79161234567"
    assert session.scalars(select(Run).where(Run.person_id == school.mentor.id)).one().state == "open"


def test_nobody_approves_alone(session: Session, school: School) -> None:
    one, curator = a_life(session, school), visitor(session, "1")
    session.add(Grant(person_id=school.curator.id, role="director", organisation_id=school.organisation.id, since=NOW))
    case = erasure.demand(session, school.scope, one.id, "withdrawn", curator, NOW)
    assert case
    card = erasure.prepare(session, school.scope, case.id, visitor(session, "1"), NOW)
    assert card
    assert card.second == "operator"
    assert erasure.approve(session, school.scope, case.id, visitor(session, "1"), NOW) is None
    assert erasure.approve(session, school.other_scope, case.id, director(session, school), NOW) is None
    assert erasure.card(session, school.scope, case.id).second == "director"


def test_an_erasure_that_nobody_prepared_is_not_approved(session: Session, school: School) -> None:
    one, second = a_life(session, school), director(session, school)
    case = erasure.demand(session, school.scope, one.id, "withdrawn", visitor(session, "1"), NOW)
    assert erasure.approve(session, school.scope, case.id, second, NOW) is None


def test_a_second_press_erases_nothing_more(session: Session, school: School) -> None:
    one = a_life(session, school)
    done = erased(session, school, one)
    assert erasure.approve(session, school.scope, done.id, visitor(session, "9"), NOW) is None
    assert erasure.prepare(session, school.scope, done.id, visitor(session, "1"), NOW) is None
    assert erasure.by_operator(session, done.code, NOW) is None


@pytest.mark.parametrize(
    ("cause", "until"),
    [
        ("withdrawn", date(2026, 12, 20)),  # 30 days
        ("stop", date(2026, 12, 4)),  # ten working days after Friday, 20 November
        ("purpose", date(2026, 12, 20)),
    ],
)
def test_the_term_of_the_law_runs(session: Session, school: School, cause, until) -> None:
    if cause == "purpose":
        school.mentee.state, school.mentee.left_at = "left", NOW
    case = erasure.demand(session, school.scope, school.mentee.id, cause, visitor(session, "1"), NOW)
    assert case.due_on == until
    assert school.mentee.state == ("left" if cause == "purpose" else "withdrawn")


def test_a_wish_may_be_taken_back_but_a_withdrawal_may_not(session: Session, school: School) -> None:
    curator = visitor(session, "1")
    wish = erasure.open_case(session, school.mentee, "wish", NOW)
    assert erasure.drop(session, school.scope, wish.id, curator, NOW)
    assert db.erasures.open_of(session, school.mentee.id) is None
    case = erasure.demand(session, school.scope, school.mentee.id, "withdrawn", curator, NOW)
    assert erasure.drop(session, school.scope, case.id, curator, NOW) is None


def test_what_cannot_be_destroyed_is_blocked_for_half_a_year_at_most(session: Session, school: School) -> None:
    curator = visitor(session, "1")
    case = erasure.demand(session, school.scope, school.mentee.id, "withdrawn", curator, NOW)
    blocked = erasure.block(session, school.scope, case.id, "inquiry", curator, NOW)
    assert (blocked.state, blocked.due_on) == ("blocked", date(2027, 5, 20))
    assert erasure.prepare(session, school.scope, case.id, curator, NOW + timedelta(days=90))


def test_a_purpose_reached_leaves_statistics_without_a_name(session: Session, school: School) -> None:
    one = a_life(session, school)
    run = session.scalars(select(Run).where(Run.person_id == one.id)).one()
    session.add(AnswerRow(run_id=run.id, question="scale", number=8, answered_at=NOW))
    erased(session, school, one, "purpose")
    kept = session.scalars(select(AnswerRow).where(AnswerRow.run_id == run.id)).all()
    assert sorted((each.number or 0, each.text) for each in kept) == [(0, None), (8, None)]
    assert CANARY not in everything(session)


def test_the_act_says_what_went_and_the_audit_who_did_it(session: Session, school: School) -> None:
    one = a_life(session, school)
    done = erased(session, school, one)
    assert done.contents["answers"] == 2
    assert done.contents["kept_meetings"] == 1
    assert (done.number, done.backups_until, done.keep_until) == (1, date(2026, 12, 25), date(2029, 11, 20))
    acts = [(row.action, row.purpose) for row in db.audit.about(session, f"person:{one.code}")]
    assert acts == [
        ("erasures.prepare", "demanded withdrawn"), ("erasures.prepare", "withdrawn"),
        ("erasures.approve", "withdrawn"),
    ]  # fmt: skip
    assert audit.verify(session)[1] is None


def test_letters_that_speak_of_the_erased_are_not_sent(session: Session, school: School) -> None:
    one = a_life(session, school)
    erased(session, school, one)
    about = session.scalars(select(Letter).where(Letter.once_key == "a")).one()
    assert (about.state, about.values) == ("cancelled", {})


def test_another_schools_erasure_is_a_miss(session: Session, school: School) -> None:
    case = erasure.open_case(session, school.mentee, "wish", NOW)
    stranger = visitor(session, "5")
    assert erasure.card(session, school.other_scope, case.id) is None
    assert erasure.demand(session, school.other_scope, school.mentor.id, "stop", stranger, NOW) is None
    assert db.erasures.waiting(session, school.other_scope) == []


def test_a_school_above_nobody_else_has_directors_of_its_own(session: Session, school: School) -> None:
    region = Organisation(code="region", name="Область", path="", zone="Europe/Moscow", settings={}, created_at=NOW)
    session.add(region)
    session.flush()
    region.path = f"/{region.id}/"
    school.organisation.path = f"{region.path}{school.organisation.id}/"
    above = person(session, region, "director", "Верхняя Нина Львовна", "88")
    assert [each.id for each in db.erasures.directors(session, school.organisation.path)] == [above.id]


def test_the_erased_are_in_no_list_and_do_not_come_back(session: Session, school: School) -> None:
    one = a_life(session, school)
    erased(session, school, one)
    curator = visitor(session, "1")
    for state in (None, "left"):
        listed = find.listed(session, school.scope, Wanted(state=state), 0)
        assert one.id not in [line.person.id for line in listed.lines]
    assert find.card(session, curator, one.id, NOW) is None
    assert profiles.actions(session, curator, one.id) is None


def test_those_who_must_act_hear_of_it_before_the_term_ends(session: Session, school: School) -> None:
    director(session, school)
    case = erasure.open_case(session, school.mentee, "withdrawn", NOW)
    for days in (20, 25, 25, 29, 30):
        erasure.warn(session, NOW + timedelta(days=days))
    told = session.scalars(select(Letter).where(Letter.text_key == "letters.erasure_near")).all()
    assert sorted(letter.once_key.split(":")[2] for letter in told) == ["0", "0", "1", "1", "5", "5"]
    assert {letter.values["erasure"] for letter in told} == {case.id}


def test_a_consent_that_was_taken_back_names_the_act(session: Session, school: School) -> None:
    one = a_life(session, school)
    consent = session.scalars(select(Consent).where(Consent.subject_id == one.id)).one()
    consent.withdrawn_at = NOW
    done = erased(session, school, one)
    session.expire_all()
    assert consent.act_number == str(done.number)
