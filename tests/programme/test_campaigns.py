"""A campaign asks those it is for, once, reminds within the budget, and ends for good."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import db.ballots
import db.results
import db.runs
from db.accounts import Account
from db.audit import AuditRow
from db.campaigns import Campaign
from db.guardians import Guardian
from db.letters import Letter
from db.pairs import Member, Pair
from db.people import Grant, Person
from db.results import Result
from db.runs import AnswerRow, Run
from domain.campaigns import Audience
from domain.polls import LADDER
from domain.suppression import Hidden
from programme import assigning, campaigns, forms, home, runs, steering, waves
from programme.presence import Denied
from programme.reminding import Reach
from tests.conftest import NOW, School, person
from tests.visitors import visitor

DAY = timedelta(days=1)


def mentees(session: Session, school: School, count: int, group: str = "6А") -> list[Person]:
    return [
        person(session, school.organisation, "mentee", f"Ученик Номер{group}{one}", f"8{group}{one}", "child", group)
        for one in range(count)
    ]


def pair(session: Session, school: School, mentee: Person, state: str = "active", form: str | None = None) -> Pair:
    one = Pair(
        organisation_id=school.organisation.id, state=state, form=form, created_at=NOW, created_by=school.curator.id
    )
    session.add(one)
    session.flush()
    session.add(Member(pair_id=one.id, person_id=school.mentor.id, role="mentor"))
    session.add(Member(pair_id=one.id, person_id=mentee.id, role="mentee"))
    session.flush()
    return one


def campaign(
    session: Session, school: School, form_name: str = "preference", days: int = 10, in_days: int = 0, **audience: str
) -> Campaign:
    """Put together by the curator as the screens do it."""
    curator, form = visitor(session, "1"), forms.builtin(form_name)
    draft = assigning.begin(session, curator, forms.publish(session, form, NOW).id, NOW)
    assert draft, f"{form_name} is not given out"
    one = draft.campaign.id
    opens = NOW.date() + in_days * DAY
    changes = {"opens": opens.isoformat(), "closes": (opens + days * DAY).isoformat(), **audience}
    for what, value in changes.items():
        assigning.change(session, curator, one, what, value, NOW)
    started = assigning.start(session, curator, one, NOW)
    assert started
    return started


def sheets(session: Session, one: Campaign) -> list[Run]:
    return list(session.scalars(select(Run).where(Run.campaign_id == one.id).order_by(Run.person_id, Run.id)))


def letters_to(session: Session, who: Person) -> list[Letter]:
    return list(session.scalars(select(Letter).where(Letter.person_id == who.id).order_by(Letter.id)))


def arrived(session: Session, letters: Sequence[Letter], at: datetime) -> None:
    for letter in letters:
        letter.state, letter.settled_at = "sent", at
    session.flush()


def answer(session: Session, run: Run, now: datetime, **marks: int) -> None:
    for question, mark in marks.items():
        session.add(AnswerRow(run_id=run.id, question=question, number=mark, scale="s10", answered_at=now))
    run.state, run.finished_at, run.touched_at = "done", now, now
    session.flush()


def test_everybody_it_is_for_gets_the_form_and_one_letter(session: Session, school: School) -> None:
    one = campaign(session, school)
    assert one.state == "open"
    assert {run.person_id for run in sheets(session, one)} == {school.mentee.id, school.mentor.id}
    assert [letter.text_key for letter in letters_to(session, school.mentee)] == ["letters.campaign_open"]
    assert letters_to(session, school.parent) == []
    assert session.scalars(select(AuditRow.action)).all() == ["campaign.started"]


def test_what_is_planned_opens_on_its_day_once(session: Session, school: School) -> None:
    one = campaign(session, school, in_days=3)
    assert (one.state, sheets(session, one)) == ("planned", [])
    assert campaigns.open_due(session, NOW + 2 * DAY) == 0
    assert campaigns.open_due(session, NOW + 3 * DAY) == 1
    assert campaigns.open_due(session, NOW + 3 * DAY) == 0
    assert (one.state, len(sheets(session, one))) == ("open", 2)


def test_days_that_passed_while_the_bot_was_down_are_not_made_up_for(session: Session, school: School) -> None:
    one = campaign(session, school, days=2, in_days=3)
    assert campaigns.open_due(session, NOW + 30 * DAY) == 0
    assert (one.state, one.opened_at, sheets(session, one)) == ("closed", None, [])


def test_who_has_no_consent_or_no_open_chat_gets_nothing_and_is_counted(session: Session, school: School) -> None:
    joining, blocked = mentees(session, school, 2)
    joining.state = "joining"
    account = session.scalars(select(Account).where(Account.person_id == blocked.id)).one()
    account.state = "unreachable"
    session.flush()
    curator = visitor(session, "1")
    version = forms.publish(session, forms.builtin("preference"), NOW)
    draft = assigning.begin(session, curator, version.id, NOW)
    assert draft
    assert draft.recipients.people == 2
    assert draft.recipients.missing == {"consent": 1, "unreachable": 1}


def test_who_joins_later_gets_the_form_and_nobody_gets_it_twice(session: Session, school: School) -> None:
    one = campaign(session, school)
    (late,) = mentees(session, school, 1)
    campaigns.remind(session, NOW)
    campaigns.remind(session, NOW + DAY)
    assert {run.person_id for run in sheets(session, one)} == {school.mentee.id, school.mentor.id, late.id}
    assert len(letters_to(session, late)) == 1
    campaigns.remind(session, NOW + 2 * DAY)
    assert len(sheets(session, one)) == 3


def test_classes_form_of_mentoring_and_stage_narrow_it(session: Session, school: School) -> None:
    others = mentees(session, school, 2)
    pair(session, school, school.mentee, form="pupil_pupil")
    by_class = campaign(session, school, "mentee_request", **{"with": "1"})
    assert {run.person_id for run in sheets(session, by_class)} == {each.id for each in others}
    working = campaign(session, school, "mentee_request", stage="working")
    assert {run.person_id for run in sheets(session, working)} == {school.mentee.id}
    waiting = campaign(session, school, "mentee_request", stage="waiting")
    assert {run.person_id for run in sheets(session, waiting)} == {each.id for each in others}


def test_a_form_about_the_other_side_comes_once_for_each_working_pair(session: Session, school: School) -> None:
    (other,) = mentees(session, school, 1)
    first, second = pair(session, school, school.mentee), pair(session, school, other)
    pair(session, school, other, "ended")
    one = campaign(session, school, "after_first", role="mentor")
    assert [(run.person_id, run.pair_id) for run in sheets(session, one)] == [
        (school.mentor.id, first.id),
        (school.mentor.id, second.id),
    ]
    (letter,) = letters_to(session, school.mentor)
    assert letter.values["sheets"] == 2


def test_a_parent_tells_of_each_child_and_a_teacher_of_the_class(session: Session, school: School) -> None:
    (sister,) = mentees(session, school, 1)
    session.add(Guardian(child_id=sister.id, parent_id=school.parent.id, confirmed_at=NOW))
    teacher = person(session, school.organisation, "class_teacher", "Классная Вера", "77")
    session.scalars(select(Grant).where(Grant.person_id == teacher.id)).one().group_name = "6А"
    session.flush()
    of_parents = campaign(session, school, "informant_sheet", role="parent")
    assert {(run.person_id, run.about_id) for run in sheets(session, of_parents)} == {
        (school.parent.id, school.mentee.id),
        (school.parent.id, sister.id),
    }
    assert len(letters_to(session, school.parent)) == 1, "one letter, however many sheets"
    assert {each.about for each in home.waiting(session, school.parent)} == {school.mentee.name, sister.name}
    of_teachers = campaign(session, school, "informant_sheet", role="class_teacher")
    assert [(run.person_id, run.about_id) for run in sheets(session, of_teachers)] == [(teacher.id, sister.id)]


def test_of_a_child_without_consent_nobody_is_asked(session: Session, school: School) -> None:
    school.mentee.state = "joining"
    session.flush()
    curator = visitor(session, "1")
    version = forms.publish(session, forms.builtin("informant_sheet"), NOW)
    draft = assigning.begin(session, curator, version.id, NOW)
    assert draft
    assert draft.recipients.sheets == ()
    assert assigning.start(session, curator, draft.campaign.id, NOW) is None


def test_reminders_follow_the_letter_that_arrived_and_then_stop(session: Session, school: School) -> None:
    campaign(session, school)
    arrived(session, letters_to(session, school.mentee), NOW)
    moment = NOW
    for step, pause in enumerate(LADDER, start=1):
        campaigns.remind(session, moment + pause - timedelta(hours=1))
        assert len(letters_to(session, school.mentee)) == step
        moment += pause + timedelta(hours=1)
        campaigns.remind(session, moment)
        campaigns.remind(session, moment)
        assert len(letters_to(session, school.mentee)) == step + 1
        arrived(session, letters_to(session, school.mentee), moment)
    campaigns.remind(session, moment + 3 * DAY)
    assert len(letters_to(session, school.mentee)) == 3


def test_nobody_is_reminded_after_an_answer(session: Session, school: School) -> None:
    one = campaign(session, school, "mentee_request")
    arrived(session, letters_to(session, school.mentee), NOW)
    answer(session, sheets(session, one)[0], NOW)
    campaigns.remind(session, NOW + 2 * DAY)
    assert len(letters_to(session, school.mentee)) == 1


def test_a_letter_about_several_sheets_is_called_off_when_all_are_sent(session: Session, school: School) -> None:
    (sister,) = mentees(session, school, 1)
    session.add(Guardian(child_id=sister.id, parent_id=school.parent.id, confirmed_at=NOW))
    session.flush()
    one = campaign(session, school, "informant_sheet", role="parent")
    first, second = sheets(session, one)
    answer(session, first, NOW)
    campaigns.remind(session, NOW)
    assert [letter.state for letter in letters_to(session, school.parent)] == ["waiting"]
    answer(session, second, NOW)
    campaigns.remind(session, NOW + timedelta(hours=1))
    session.expire_all()
    assert [letter.state for letter in letters_to(session, school.parent)] == ["cancelled"]


def test_the_curator_learns_how_many_reminders_really_go(session: Session, school: School) -> None:
    spoken, quiet = mentees(session, school, 2)
    one = campaign(session, school, "mentee_request")
    scope = visitor(session, "1").scope_for("campaigns.run")
    for who in (school.mentee, spoken, quiet):
        arrived(session, letters_to(session, who), NOW - 2 * DAY)
    arrived(session, letters_to(session, spoken), NOW)
    answer(session, next(run for run in sheets(session, one) if run.person_id == quiet.id), NOW)
    standing = steering.one(session, scope, one.id, NOW)
    assert standing
    expected = Reach(frozenset({school.mentee.id}), {"written": 1})
    assert (standing.owing, standing.reach) == (2, expected)
    assert steering.remind_owing(session, scope, one.id, NOW) == expected
    again = steering.remind_owing(session, scope, one.id, NOW)
    assert again == Reach(frozenset(), {"written": 2}), "a second press changes nothing"
    assert len(letters_to(session, school.mentee)) == 2


def test_closing_publishes_and_who_is_just_answering_may_finish(session: Session, school: School) -> None:
    people = mentees(session, school, 6)
    one = campaign(session, school, "preference", role="mentee")
    runs_of = sheets(session, one)
    end = NOW + 11 * DAY
    for run in runs_of[:6]:
        answer(session, run, NOW, comfort=7)
    late = runs_of[-1]
    late.touched_at = end - timedelta(minutes=5)
    session.flush()
    assert session.scalars(select(Result)).all() == [], "not while it runs"
    assert campaigns.close_due(session, NOW + 10 * DAY) == 0, "the last day belongs to it"
    assert campaigns.close_due(session, end) == 0
    assert (one.state, late.state) == ("open", "open")
    assert campaigns.close_due(session, end + DAY) == 1
    assert campaigns.close_due(session, end + DAY) == 0
    assert (one.state, late.state, len(people)) == ("closed", "expired", 6)
    result = session.scalars(select(Result)).one()
    assert (result.form_name, result.asked, result.respondents) == ("preference", 7, 6)
    standing = steering.one(session, school.scope, one.id, end + DAY)
    assert standing
    assert standing.result_id == result.id


def test_what_runs_is_not_published_by_hand(session: Session, school: School) -> None:
    mentees(session, school, 6)
    one = campaign(session, school, role="mentee")
    for run in sheets(session, one):
        answer(session, run, NOW, comfort=7)
    assert db.results.pending(session, school.organisation.id) == []


def test_some_days_more_are_given_once_for_each_press(session: Session, school: School) -> None:
    one = campaign(session, school, days=10)
    seen = one.closes_on.isoformat()
    assert steering.extend(session, school.scope, one.id, seen, NOW) is one
    assert steering.extend(session, school.scope, one.id, seen, NOW) is None, "a second press of the same button"
    assert one.closes_on == NOW.date() + 13 * DAY
    campaigns.close_due(session, NOW + 20 * DAY)
    assert steering.extend(session, school.scope, one.id, one.closes_on.isoformat(), NOW) is None


@pytest.mark.fault(34)
def test_a_harmful_form_is_stopped_and_nothing_is_lost(session: Session, school: School) -> None:
    one = campaign(session, school)
    curator = visitor(session, "1")
    of_mentee, of_mentor = (
        next(run for run in sheets(session, one) if run.person_id == who.id) for who in (school.mentee, school.mentor)
    )
    session.add(AnswerRow(run_id=of_mentee.id, question="comfort", number=2, scale="s10", answered_at=NOW))
    answer(session, of_mentor, NOW, comfort=9)
    assert steering.stop(session, curator, one.id, "harm", NOW) is one
    assert steering.stop(session, curator, one.id, "harm", NOW) is None
    assert (of_mentee.state, of_mentor.state, one.state, one.reason) == ("stopped", "done", "interrupted", "harm")
    assert len(db.runs.answers(session, of_mentee.id)) == 1, "what was answered so far is kept"
    session.expire_all()
    assert {letter.state for letter in letters_to(session, school.mentee)} == {"cancelled"}
    campaigns.remind(session, NOW + 2 * DAY)
    assert campaigns.close_due(session, NOW + 20 * DAY) == 0
    card = runs.resume(session, school.mentee, of_mentee.id, NOW)
    assert card
    assert card.run.state == "stopped"
    assert session.scalars(select(AuditRow.action).order_by(AuditRow.id)).all()[-1] == "campaign.stopped"


def test_what_is_only_planned_can_be_stopped_and_never_opens(session: Session, school: School) -> None:
    one = campaign(session, school, in_days=3)
    assert steering.stop(session, visitor(session, "1"), one.id, "audience", NOW) is one
    assert campaigns.open_due(session, NOW + 3 * DAY) == 0
    assert (one.state, sheets(session, one)) == ("interrupted", [])


def test_a_stop_needs_a_reason_that_there_is(session: Session, school: School) -> None:
    one = campaign(session, school)
    assert steering.stop(session, visitor(session, "1"), one.id, "because", NOW) is None
    assert one.state == "open"


def test_progress_is_told_by_class(session: Session, school: School) -> None:
    mentees(session, school, 2, "10А")
    mentees(session, school, 2, "6А")
    one = campaign(session, school, "mentee_request")
    answer(session, sheets(session, one)[-1], NOW)
    standing = steering.one(session, school.scope, one.id, NOW)
    assert standing
    told = [(group, tally.asked, tally.answered) for group, tally in standing.groups if not isinstance(tally, Hidden)]
    assert told == [("5Б", 1, 0), ("6А", 2, 1), ("10А", 2, 0)]
    assert (standing.total.asked, standing.total.answered) == (5, 1)


def test_in_an_anonymous_campaign_small_classes_are_not_told_apart(session: Session, school: School) -> None:
    mentees(session, school, 7, "6А")
    mentees(session, school, 6, "6Б")
    one = campaign(session, school, "group_reflection", role="mentee")
    standing = steering.one(session, school.scope, one.id, NOW)
    assert standing
    assert [(group, isinstance(told, Hidden)) for group, told in standing.groups] == [
        ("5Б", True), ("6А", False), ("6Б", True),
    ]  # fmt: skip
    assert standing.total.asked == 14


def test_an_unfinished_anonymous_sheet_leaves_no_answers_with_a_name(session: Session, school: School) -> None:
    mentees(session, school, 4)
    one = campaign(session, school, "group_reflection", role="mentee")
    run = sheets(session, one)[0]
    session.add(AnswerRow(run_id=run.id, question="comfort", number=2, scale="words5", answered_at=NOW))
    session.flush()
    steering.stop(session, visitor(session, "1"), one.id, "mistake", NOW)
    assert db.runs.answers(session, run.id) == []


def test_another_school_sees_and_stops_nothing(session: Session, school: School) -> None:
    one = campaign(session, school)
    stranger = visitor(session, "5")
    scope = stranger.scope_for("campaigns.run")
    assert steering.one(session, scope, one.id, NOW) is None
    assert steering.silent(session, scope, one.id) == []
    assert steering.stop(session, stranger, one.id, "harm", NOW) is None
    assert steering.extend(session, scope, one.id, one.closes_on.isoformat(), NOW) is None
    assert steering.remind_owing(session, scope, one.id, NOW) is None
    with pytest.raises(Denied):
        steering.stop(session, visitor(session, "2"), one.id, "harm", NOW)


def test_a_draft_is_its_curators_and_only_one(session: Session, school: School) -> None:
    curator, version = visitor(session, "1"), forms.publish(session, forms.builtin("preference"), NOW)
    first = assigning.begin(session, curator, version.id, NOW)
    second = assigning.begin(session, curator, version.id, NOW)
    assert first
    assert second
    assert session.scalars(select(Campaign)).all() == [second.campaign]
    assert assigning.draft(session, visitor(session, "5"), second.campaign.id, NOW) is None
    assigning.drop(session, curator, second.campaign.id, NOW)
    assert assigning.start(session, curator, second.campaign.id, NOW) is None
    assert session.scalars(select(Campaign)).all() == []
    third = assigning.begin(session, curator, version.id, NOW)
    assert third
    assert third.campaign.id != second.campaign.id, "an old button starts no newer survey"


def test_values_that_there_are_not_change_no_draft(session: Session, school: School) -> None:
    curator, version = visitor(session, "1"), forms.publish(session, forms.builtin("preference"), NOW)
    draft = assigning.begin(session, curator, version.id, NOW)
    assert draft
    before = draft.audience
    wrong = (
        ("role", "director"), ("form", "nonsense"), ("stage", "late"), ("with", "99"), ("with", "-1"),
        ("opens", "2026-99-99"), ("nothing", "1"),
    )  # fmt: skip
    for what, value in wrong:
        draft = assigning.change(session, curator, draft.campaign.id, what, value, NOW)
        assert draft
        assert draft.audience == before
    for what, value, opens in (
        ("opens", "9999-12-31", NOW.date() + 366 * DAY), ("opens", "0001-01-01", NOW.date()),
        ("closes", "9999-12-31", NOW.date()), ("closes", "0001-01-01", NOW.date()),
    ):  # fmt: skip
        draft = assigning.change(session, curator, draft.campaign.id, what, value, NOW)
        assert draft
        assert draft.campaign.opens_on == opens
        assert draft.campaign.opens_on <= draft.campaign.closes_on <= opens + 60 * DAY


def test_only_questionnaires_that_ask_people_are_given_out(session: Session, school: School) -> None:
    forms.publish_builtin(session, NOW)
    curator = visitor(session, "1")
    names = {form.name for _, form in assigning.assignable(session, curator)}
    assert {"preference", "training_needs", "informant_sheet", "group_reflection", "after_first"} <= names
    assert not names & {"incident", "clearance", "curator_sheet", "pulse_mentee", "pupil_pupil.before.mentee", "swot"}
    incident = db.runs.newest(session, "incident")
    assert incident
    assert assigning.begin(session, curator, incident.id, NOW) is None


def test_a_wave_asks_both_sides_each_their_own_and_is_started_once(session: Session, school: School) -> None:
    pair(session, school, school.mentee, form="pupil_pupil")
    curator = visitor(session, "1")
    assert waves.mentoring_forms(session, curator) == ("pupil_pupil",)
    started = waves.start(session, curator, "pupil_pupil", "before", NOW)
    assert started
    asked = {(each.form_name, run.person_id) for each in started for run in sheets(session, each)}
    assert asked == {
        ("pupil_pupil.before.mentee", school.mentee.id),
        ("pupil_pupil.before.mentor", school.mentor.id),
    }
    assert waves.start(session, curator, "pupil_pupil", "before", NOW) is None, "a second press"
    before, after = waves.waves(session, curator, "pupil_pupil", NOW)
    assert (before.live, before.may_start, after.may_start) == (True, False, False)
    assert waves.start(session, curator, "pupil_pupil", "after", NOW) is None, "the first one runs still"
    campaigns.close_due(session, NOW + 20 * DAY)
    assert waves.start(session, curator, "pupil_pupil", "after", NOW + 20 * DAY)
    assert Audience.unpacked(started[0].audience).form_of_mentoring == "pupil_pupil"


def test_students_among_themselves_have_a_wave_of_their_own(session: Session, school: School) -> None:
    pair(session, school, school.mentee, form="student_student")
    curator = visitor(session, "1")
    started = waves.start(session, curator, "student_student", "before", NOW)
    assert started
    assert {each.form_name for each in started} == {"pupil_pupil.before.mentee", "pupil_pupil.before.mentor"}
    assert waves.waves(session, curator, "pupil_pupil", NOW)[0].live is False


def test_a_wave_of_nobody_and_of_nothing_is_not_started(session: Session, school: School) -> None:
    pair(session, school, school.mentee, form="pupil_pupil")
    curator = visitor(session, "1")
    assert waves.start(session, curator, "teacher_teacher", "before", NOW) is None
    assert waves.start(session, curator, "pupil_pupil", "between", NOW) is None
    assert waves.waves(session, curator, "nonsense", NOW) == ()


def test_the_second_wave_does_not_open_when_its_questions_are_others_by_now(session: Session, school: School) -> None:
    pair(session, school, school.mentee, form="pupil_pupil")
    curator, first, second = visitor(session, "1"), "pupil_pupil.before.mentor", "pupil_pupil.after.mentor"
    forms.publish(session, forms.builtin(second), NOW - 90 * DAY)
    forms.publish(session, forms.builtin(first), NOW - 90 * DAY)
    run = runs.open_run(session, school.mentor, first, now=NOW - 60 * DAY)
    answer(session, run, NOW - 60 * DAY)
    assert waves.waves(session, curator, "pupil_pupil", NOW)[1].may_start
    form = forms.builtin(second)
    comfort = next(each for each in form.questions if each.topic == "comfort")
    other = replace(comfort, label={"ru": "Легко ли вам вставать по утрам?", "en": "Do you get up easily?"})
    questions = tuple(other if each is comfort else each for each in form.questions)
    forms.publish(session, replace(form, questions=questions), NOW)
    after = waves.waves(session, curator, "pupil_pupil", NOW)[1]
    assert {each.question for side in after.sides for each in side.unlike} == {comfort.name}
    assert waves.start(session, curator, "pupil_pupil", "after", NOW) is None


def test_an_anonymous_answer_counts_as_a_participation_and_nobody_is_asked_again(
    session: Session, school: School
) -> None:
    people = mentees(session, school, 5)
    one = campaign(session, school, "group_reflection", role="mentee")
    for who in people[:2]:
        run = next(run for run in sheets(session, one) if run.person_id == who.id)
        db.ballots.cast(session, one.id, who.id, NOW.date(), {})
        db.runs.forget(session, run)
    standing = steering.one(session, school.scope, one.id, NOW)
    assert standing
    assert (standing.total.asked, standing.total.answered, standing.owing) == (6, 2, 4)
    assert {each.person.id for each in steering.silent(session, school.scope, one.id)} == {
        school.mentee.id,
        *(who.id for who in people[2:]),
    }
    assert campaigns.hand_out(session, one, NOW + DAY) == 0
    assert len(sheets(session, one)) == 4
