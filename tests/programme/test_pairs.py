"""Promises of pairs: who can be paired, who is told, what a second press or a foreign id does."""

from sqlalchemy import select
from sqlalchemy.orm import Session

import db.pairs
from db.letters import Letter
from db.pairs import Pair
from db.people import Person
from db.runs import AnswerRow
from programme import forming, pair_views, pairs
from programme.forming import Draft, Refused
from programme.runs import open_run
from tests.conftest import NOW, School, person


def drafted(session: Session, school: School, *people: Person) -> Draft:
    draft = forming.begin(session, school.curator, NOW)
    for one in people or (school.mentor, school.mentee):
        picked = forming.pick(session, school.scope, draft.pair.id, draft.pair.revision, one.id, NOW)
        assert isinstance(picked, Draft)
        draft = picked
    return draft


def proposed(session: Session, school: School, *people: Person) -> Pair:
    draft = drafted(session, school, *people)
    pair = pairs.propose(session, school.scope, draft.pair.id, draft.pair.revision, NOW)
    assert isinstance(pair, Pair)
    return pair


def letters(session: Session, reader: Person) -> list[str]:
    rows = session.scalars(select(Letter).where(Letter.person_id == reader.id).order_by(Letter.id))
    return [f"{letter.text_key.removeprefix('letters.')} {letter.state}" for letter in rows]


def test_a_pair_begins_when_both_have_agreed_and_everybody_is_told(session: Session, school: School) -> None:
    pair = proposed(session, school)
    assert letters(session, school.mentor) == ["pair_for_mentor waiting"]
    assert letters(session, school.mentee) == ["pair_for_mentee waiting"]
    pairs.accept(session, school.mentee, pair.id, NOW)
    assert pair.state == "proposed"
    told = pairs.accept(session, school.mentor, pair.id, NOW)
    assert told is not None
    assert (pair.state, pair.number, str(pair.started_on)) == ("active", 1, "2026-11-20")
    assert letters(session, school.mentee)[1:] == ["pair_started_mentee waiting"]
    assert letters(session, school.mentor)[1:] == [], "who pressed last sees it on the screen"
    assert letters(session, school.parent) == ["pair_started_parent waiting"]
    assert letters(session, school.curator) == ["pair_started waiting"]


def test_a_double_tap_on_yes_changes_nothing(session: Session, school: School) -> None:
    pair = proposed(session, school)
    for _ in range(2):
        pairs.accept(session, school.mentee, pair.id, NOW)
        pairs.accept(session, school.mentor, pair.id, NOW)
    assert (pair.state, pair.number) == ("active", 1)
    assert letters(session, school.curator) == ["pair_started waiting"]


def test_not_now_ends_the_proposal_and_the_curator_hears_it_without_reasons(session: Session, school: School) -> None:
    pair = proposed(session, school)
    pairs.accept(session, school.mentor, pair.id, NOW)
    pairs.decline(session, school.mentee, pair.id, NOW)
    pairs.accept(session, school.mentee, pair.id, NOW)
    assert pair.state == "declined"
    assert letters(session, school.curator) == ["pair_declined waiting"]
    assert "pair_off waiting" in letters(session, school.mentor)


def test_a_yes_cannot_be_turned_into_a_no_by_an_old_button(session: Session, school: School) -> None:
    pair = proposed(session, school)
    pairs.accept(session, school.mentee, pair.id, NOW)
    pairs.decline(session, school.mentee, pair.id, NOW)
    assert pair.state == "proposed"


def test_a_group_goes_on_without_the_one_who_would_rather_not(session: Session, school: School) -> None:
    second = person(session, school.organisation, "mentee", "Петров Петя", "11", "child", "5Б")
    pair = proposed(session, school, school.mentor, school.mentee, second)
    assert pair.kind == "group"
    pairs.accept(session, school.mentor, pair.id, NOW)
    pairs.accept(session, school.mentee, pair.id, NOW)
    pairs.decline(session, second, pair.id, NOW)
    assert (pair.state, pair.kind) == ("active", "pair")
    assert pairs.accept(session, second, pair.id, NOW) is None, "the pair is not theirs any more"


def test_somebody_elses_pair_is_a_miss(session: Session, school: School) -> None:
    pair = proposed(session, school)
    assert pairs.accept(session, school.parent, pair.id, NOW) is None
    assert pairs.accept(session, school.mentee, pair.id + 1000, NOW) is None
    assert pair_views.card(session, school.other_scope, pair.id, NOW) is None
    assert isinstance(pairs.take_back(session, school.other_scope, pair.id), Refused)
    assert isinstance(pairs.end(session, school.other_scope, pair.id, pair.revision, NOW), Refused)
    assert pair.state == "proposed"


def test_a_mentor_is_not_paired_twice_with_the_same_mentee(session: Session, school: School) -> None:
    proposed(session, school)
    draft = drafted(session, school, school.mentor)
    picked = forming.pick(session, school.scope, draft.pair.id, draft.pair.revision, school.mentee.id, NOW)
    assert picked == Refused("pairs.already_together")


def test_two_curators_cannot_make_the_same_pair(session: Session, school: School) -> None:
    other = person(session, school.organisation, "curator", "Вторая Инна Павловна", "12")
    mine = drafted(session, school)
    theirs = forming.begin(session, other, NOW)
    for one in (school.mentor, school.mentee):
        theirs = forming.pick(session, school.scope, theirs.pair.id, theirs.pair.revision, one.id, NOW)  # type: ignore[assignment]
    assert isinstance(pairs.propose(session, school.scope, theirs.pair.id, theirs.pair.revision, NOW), Pair)
    late = pairs.propose(session, school.scope, mine.pair.id, mine.pair.revision, NOW)
    assert late == Refused("pairs.already_together")


def test_an_old_button_of_a_draft_is_refused(session: Session, school: School) -> None:
    draft = drafted(session, school, school.mentor)
    old = draft.pair.revision - 1
    assert isinstance(forming.pick(session, school.scope, draft.pair.id, old, school.mentee.id, NOW), Refused)
    assert isinstance(forming.put_back(session, school.other_scope, draft.pair.id, draft.pair.revision), Refused)
    assert not db.pairs.one(session, school.other_scope, draft.pair.id)


def test_only_admitted_people_of_the_school_with_the_role_can_be_chosen(session: Session, school: School) -> None:
    waiting = person(session, school.organisation, "mentor", "Ждущий Иван Иванович", "13")
    waiting.state = "joining"
    draft = forming.begin(session, school.curator, NOW)
    for one in (waiting, school.mentee, school.stranger_curator):
        refused = forming.pick(session, school.scope, draft.pair.id, draft.pair.revision, one.id, NOW)
        assert refused == Refused("pairs.not_admitted")
    mentors, _ = forming.candidates(session, school.scope, draft, 0, NOW)
    assert [side.person.id for side in mentors] == [school.mentor.id]


def test_a_mentor_who_left_meanwhile_is_not_proposed(session: Session, school: School) -> None:
    draft = drafted(session, school)
    school.mentor.state = "withdrawn"
    session.flush()
    refused = pairs.propose(session, school.scope, draft.pair.id, draft.pair.revision, NOW)
    assert refused == Refused("pairs.not_admitted")


def test_a_pair_with_somebody_who_left_does_not_begin(session: Session, school: School) -> None:
    pair = proposed(session, school)
    pairs.accept(session, school.mentor, pair.id, NOW)
    school.mentor.state = "withdrawn"
    session.flush()
    pairs.accept(session, school.mentee, pair.id, NOW)
    assert pair.state == "cancelled"
    assert letters(session, school.curator) == ["pair_left waiting"]


def test_the_same_person_is_not_both_sides(session: Session, school: School) -> None:
    pupil = person(session, school.organisation, "mentor", "Старшая Ася", "14", "child", "10А")
    from db.people import Grant

    session.add(Grant(person_id=pupil.id, role="mentee", organisation_id=school.organisation.id, since=NOW))
    session.flush()
    draft = drafted(session, school, pupil)
    refused = forming.pick(session, school.scope, draft.pair.id, draft.pair.revision, pupil.id, NOW)
    assert refused == Refused("pairs.same_person")


def test_undo_works_until_somebody_has_agreed_and_stops_letters_that_wait(session: Session, school: School) -> None:
    pair = proposed(session, school)
    assert pairs.take_back(session, school.scope, pair.id) is pair
    assert pairs.take_back(session, school.scope, pair.id) is pair
    assert letters(session, school.mentee) == ["pair_for_mentee cancelled"]
    told = pairs.accept(session, school.mentee, pair.id, NOW)
    assert told is not None
    assert told.pair.state == "cancelled"
    again = proposed(session, school)
    pairs.accept(session, school.mentee, again.id, NOW)
    assert pairs.take_back(session, school.scope, again.id) == Refused("pairs.too_late")


def test_mentees_without_a_pair_come_first_and_loads_are_shown(session: Session, school: School) -> None:
    free = person(session, school.organisation, "mentee", "Яковлев Яша", "15", "child", "6А")
    proposed(session, school)
    run = open_run(session, school.mentor, "mentor_application", now=NOW)
    run.state, run.finished_at = "done", NOW
    session.add(AnswerRow(run_id=run.id, question="capacity", number=1, answered_at=NOW))
    session.add(AnswerRow(run_id=run.id, question="competences", choices=["study", "friends"], answered_at=NOW))
    session.flush()
    draft = drafted(session, school, school.mentor)
    assert draft.mentor is not None
    assert (draft.mentor.pairs, draft.mentor.capacity, draft.mentor.full) == (1, 1, True)
    assert draft.mentor.help["study"]["ru"] == "Учёба"
    mentees, pages = forming.candidates(session, school.scope, draft, 0, NOW)
    assert [side.person.id for side in mentees] == [free.id, school.mentee.id]
    assert pages == 1


def test_an_ended_pair_keeps_its_record_and_its_members_are_told(session: Session, school: School) -> None:
    pair = proposed(session, school)
    pairs.accept(session, school.mentor, pair.id, NOW)
    pairs.accept(session, school.mentee, pair.id, NOW)
    revision = pair.revision
    assert pairs.end(session, school.scope, pair.id, revision, NOW) is pair
    assert isinstance(pairs.end(session, school.scope, pair.id, revision, NOW), Refused)
    assert (pair.state, str(pair.ended_on)) == ("ended", "2026-11-20")
    assert letters(session, school.mentee)[-1] == "pair_ended waiting"
    lines, _ = pair_views.listed(session, school.scope, "over", 0)
    assert [line.pair.id for line in lines] == [pair.id]
    assert pair_views.mine(session, school.mentee, NOW) == []
