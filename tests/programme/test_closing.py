"""A pair says goodbye before it ends, and a mentee may ask for another mentor without a word."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

import db.closings
import db.runs
from db.closings import Closing
from db.letters import Letter
from db.pairs import Pair
from db.people import Person
from db.runs import Run
from domain.replies import AGREED
from programme import answering, cases, closing, pair_views, standing
from programme.forming import Refused
from tests.conftest import NOW, School, person
from tests.programme.test_cases import visit
from tests.programme.test_meetings import paired
from tests.programme.test_sos import staff, waiting


def begun(session: Session, school: School) -> tuple[Pair, Closing]:
    """A pair whose curator has begun the goodbye."""
    pair = paired(session, school)
    assert closing.begin(session, school.scope, pair.id, pair.revision, "planned", NOW) is pair
    now = db.closings.open_of(session, pair.id)
    assert now
    return pair, now


def talk(session: Session, one: Person, now: Closing) -> None:
    """Answers the last talk."""
    run = session.scalars(select(Run).where(Run.once_key == f"closing:{now.id}:{one.id}")).one()
    answering.answer(session, one, run.id, run.revision, "was", NOW)
    answering.skip(session, one, run.id, run.revision, NOW)
    answering.skip(session, one, run.id, run.revision, NOW)
    card = answering.answer(session, one, run.id, run.revision, AGREED, NOW)
    if run.form_name == "closing_mentor":
        card = answering.answer(session, one, run.id, run.revision, "yes", NOW)
    assert isinstance(card, standing.Card), card
    assert run.state == "done"


def test_both_say_goodbye_then_the_pair_ends(session: Session, school: School) -> None:
    pair, now = begun(session, school)
    assert waiting(session, school.mentor) == ["letters.closing_mentor"]
    assert waiting(session, school.mentee) == ["letters.closing_mentee"]
    talk(session, school.mentor, now)
    assert pair.state == "active"
    talk(session, school.mentee, now)
    assert (pair.state, now.state, now.reason) == ("ended", "done", "planned")
    assert waiting(session, school.mentee) == ["letters.pair_ended"]


def test_after_a_week_it_ends_by_itself(session: Session, school: School) -> None:
    pair, now = begun(session, school)
    assert closing.end_due(session, NOW + timedelta(days=6)) == 0
    assert closing.end_due(session, NOW + timedelta(days=7)) == 1
    assert closing.end_due(session, NOW + timedelta(days=8)) == 0
    assert pair.state == "ended"
    assert {run.state for run in db.closings.runs(session, now.id)} == {"expired"}


def test_at_once_when_they_must_not_meet_again(session: Session, school: School) -> None:
    pair = paired(session, school)
    assert closing.end(session, school.scope, pair.id, pair.revision, "another_mentor", NOW) is pair
    assert pair.state == "ended"
    assert session.scalars(select(Closing.reason)).one() == "another_mentor"
    assert isinstance(closing.end(session, school.scope, pair.id, pair.revision, "other", NOW), Refused)


def test_nobody_but_the_curators_learns_the_reason(session: Session, school: School) -> None:
    pair = paired(session, school)
    closing.begin(session, school.scope, pair.id, pair.revision, "another_mentor", NOW)
    said = str([(letter.text_key, letter.values) for letter in session.scalars(select(Letter))])
    assert "another" not in said


def test_the_curator_may_keep_the_pair(session: Session, school: School) -> None:
    pair, now = begun(session, school)
    assert closing.keep(session, school.scope, pair.id, pair.revision, NOW) is pair
    assert (pair.state, now.state) == ("active", "kept")
    assert waiting(session, school.mentee) == ["letters.pair_kept"]
    assert isinstance(closing.keep(session, school.scope, pair.id, pair.revision, NOW), Refused)
    assert closing.end_due(session, NOW + timedelta(days=8)) == 0


def test_a_mentor_may_ask_and_asking_twice_is_the_same(session: Session, school: School) -> None:
    pair = paired(session, school)
    other = person(session, school.organisation, "mentor", "Другой Пётр", "40")
    assert closing.ask(session, other, pair.id, NOW) is None
    assert closing.ask(session, school.mentor, pair.id, NOW) is pair
    assert closing.ask(session, school.mentor, pair.id, NOW) is pair
    assert waiting(session, school.curator) == ["letters.closing_asked"]
    view = pair_views.card(session, school.scope, pair.id, NOW)
    assert view
    assert view.closes_on == (NOW + timedelta(days=7)).date()


def test_another_school_s_curator_ends_nothing(session: Session, school: School) -> None:
    pair = paired(session, school)
    for verb in (closing.begin, closing.end):
        assert isinstance(verb(session, school.other_scope, pair.id, pair.revision, "planned", NOW), Refused)
    assert isinstance(closing.begin(session, school.scope, pair.id, pair.revision, "nonsense", NOW), Refused)
    assert pair.state == "active"


def test_one_tap_for_another_mentor_tells_curator_and_psychologist_only(session: Session, school: School) -> None:
    elena, inna, director = staff(session, school)
    pair = paired(session, school)
    case = closing.wish_for_another(session, school.mentee, pair.id, NOW)
    assert case is not None
    assert closing.wish_for_another(session, school.mentee, pair.id, NOW) is case
    for one in (elena, inna, school.curator):
        assert waiting(session, one) == ["letters.case_change"]
    assert waiting(session, school.mentor) == waiting(session, director) == []
    assert cases.view(session, visit(session, school.curator), case.id, NOW) is not None
    assert closing.wish_for_another(session, school.mentor, pair.id, NOW) is None


def test_a_wish_can_be_taken_back(session: Session, school: School) -> None:
    elena, _, _ = staff(session, school)
    pair = paired(session, school)
    case = closing.wish_for_another(session, school.mentee, pair.id, NOW)
    assert closing.take_wish_back(session, school.mentee, pair.id, NOW) is case
    assert waiting(session, elena) == []
    assert closing.take_wish_back(session, school.mentee, pair.id, NOW) is None
    assert closing.wish_for_another(session, school.mentee, pair.id, NOW) is not case
