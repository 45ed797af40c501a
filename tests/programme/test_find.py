"""Curators find their own people by any words, and see of them what was declared and no more."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from db.find import Wanted
from db.invitations import Invitation
from db.pairs import Member, Pair
from db.people import Person
from db.runs import AnswerRow
from programme import find, forms
from programme.runs import open_run
from tests.conftest import NOW, School, person
from tests.visitors import visitor


def names(session: Session, school: School, text: str) -> list[str]:
    return [line.person.name for line in find.people(session, school.scope, text).lines]


@pytest.mark.parametrize(
    "typed", ["мария", "МАРИЯ ИВАНОВА", "5б мария", "иван 5Б", "Ивaнoвa м", "«5Б»", "марея", "Иваново"]
)
@pytest.mark.fault(76)
def test_a_pupil_is_found_by_whatever_is_typed(session: Session, school: School, typed: str) -> None:
    assert "Иванова Мария" in names(session, school, typed)


def test_a_guess_says_that_it_is_one(session: Session, school: School) -> None:
    assert not find.people(session, school.scope, "мария").typo
    assert find.people(session, school.scope, "марея").typo


@pytest.mark.parametrize(
    "typed", ["%", "_", "%мария%", "м__ия", "\\", "' OR 1=1 --", "", "   ", "🙂", "<b>", "я" * 5000]
)
@pytest.mark.fault(77)
def test_signs_find_nobody(session: Session, school: School, typed: str) -> None:
    assert names(session, school, typed) == []


@pytest.mark.fault(93)
def test_another_school_finds_none_of_ours(session: Session, school: School) -> None:
    assert find.people(session, school.other_scope, "мария").lines == []
    assert find.card(session, visitor(session, "5"), school.mentee.id, NOW) is None
    assert find.numbers(session, school.other_scope, NOW) == {"curator": 1, "all": 1, "invited": 0}


def test_lists_have_pages_of_eight_by_name(session: Session, school: School) -> None:
    for number in range(17):
        person(session, school.organisation, "mentee", f"Ученик{number:02} Имя", f"a{number}", "child", "6А")
    first = find.listed(session, school.scope, Wanted("mentee"))
    assert (len(first.lines), first.pages, first.total) == (8, 3, 18)
    beyond = find.listed(session, school.scope, Wanted("mentee"), 99)
    assert (beyond.number, len(beyond.lines)) == (2, 2)
    assert find.listed(session, school.scope, Wanted()).total == 21
    assert find.people(session, school.scope, "ученик", 1).number == 1


def test_numbers_count_each_role_once(session: Session, school: School) -> None:
    session.add(
        Invitation(
            token_hash="h", role="mentee", organisation_id=school.organisation.id, person_id=school.mentee.id,
            created_at=NOW, expires_at=NOW + timedelta(days=1),
        )
    )  # fmt: skip
    session.flush()
    assert find.numbers(session, school.scope, NOW) == {
        "mentee": 1, "mentor": 1, "parent": 1, "curator": 1, "all": 4, "invited": 1,
    }  # fmt: skip


def request(session: Session, who: Person) -> None:
    run = open_run(session, who, "mentee_request", now=NOW)
    for question in forms.form_of(session, run).questions:
        session.add(AnswerRow(run_id=run.id, question=question.name, text="слова", answered_at=NOW))
    run.state, run.finished_at = "done", NOW
    session.flush()


def test_sensitive_answers_are_not_on_the_card(session: Session, school: School) -> None:
    request(session, school.mentee)
    card = find.card(session, visitor(session, "1"), school.mentee.id, NOW)
    assert card is not None
    assert card.answers
    assert card.answered is not None
    hidden = {each.name for each in card.answered.questions if each.seen_by in ("sensitive", "private")}
    assert hidden
    assert hidden.isdisjoint(question.name for question, _ in card.answers)


def test_the_card_tells_the_pair_and_what_is_open(session: Session, school: School) -> None:
    pair = Pair(
        organisation_id=school.organisation.id, state="active", number=3, created_at=NOW, created_by=school.curator.id
    )
    session.add(pair)
    session.flush()
    session.add_all(
        Member(pair_id=pair.id, person_id=who.id, role=role)
        for who, role in ((school.mentor, "mentor"), (school.mentee, "mentee"))
    )
    open_run(session, school.mentee, "mentee_request", now=NOW)
    session.flush()
    card = find.card(session, visitor(session, "1"), school.mentee.id, NOW)
    assert card is not None
    assert [(pair.number, [one.name for _, one in members]) for pair, members in card.pairs] == [
        (3, ["Кузнецова Анна Сергеевна", "Иванова Мария"])
    ]
    assert [form.name for form in card.open_forms] == ["mentee_request"]
    assert (card.roles, card.consent, card.reachable) == (("mentee",), "awaited", True)
