"""Results are published once, tell what pandas and SciPy tell, and let nobody be worked out."""

from random import Random

import numpy
import pandas
import pytest
from scipy import stats
from sqlalchemy import update
from sqlalchemy.orm import Session

import db.results
from db.people import Person
from db.polls import Poll
from db.runs import AnswerRow, Run
from domain import results as told
from domain.suppression import Band, Hidden
from locales import texts_in
from programme import forms, polls, results
from reports import results as words
from tests.conftest import NOW, School
from tests.crowds import answered, crowd
from tests.programme.test_polls import pair

BEFORE, AFTER = (forms.builtin(f"pupil_pupil.{wave}.mentee") for wave in ("before", "after"))
RATED = [question.name for question in BEFORE.questions if question.scale == "s10"]
RATED_AFTER = [question.name for question in AFTER.questions if question.scale == "s10"]


def given(random: Random, questions: list[str], mood: float = 0) -> dict[str, int]:
    return {name: min(10, max(1, round(random.gauss(6 + mood, 2)))) for name in questions}


def test_four_answers_are_no_result_and_wait_for_a_fifth(session: Session, school: School) -> None:
    people = crowd(session, school.organisation, 5)
    random = Random(1)
    answered(session, school.organisation, BEFORE, people[:4], [given(random, RATED) for _ in people[:4]])
    (waiting,) = results.waiting(session, school.organisation)
    assert (waiting.pending.respondents, waiting.ready) == (4, False)
    assert results.publish(session, school.organisation, BEFORE.name, None, NOW) is None
    answered(session, school.organisation, BEFORE, people[4:], [given(random, RATED)])
    published = results.publish(session, school.organisation, BEFORE.name, None, NOW)
    assert published is not None
    assert (published.result.respondents, published.result.asked) == (5, 5)
    assert results.waiting(session, school.organisation) == []


def test_a_school_may_ask_for_more_people(session: Session, school: School) -> None:
    school.organisation.settings = {"smallest_group": 8}
    people = crowd(session, school.organisation, 7)
    answered(session, school.organisation, BEFORE, people, [given(Random(1), RATED) for _ in people])
    assert results.publish(session, school.organisation, BEFORE.name, None, NOW) is None


def test_a_late_answer_changes_nothing_that_was_published(session: Session, school: School) -> None:
    people, random = crowd(session, school.organisation, 7), Random(2)
    answered(session, school.organisation, BEFORE, people[:6], [given(random, RATED) for _ in people[:6]])
    first = results.publish(session, school.organisation, BEFORE.name, None, NOW)
    assert first is not None
    answered(session, school.organisation, BEFORE, people[6:], [given(random, RATED)])
    assert results.publish(session, school.organisation, BEFORE.name, None, NOW) is None
    again = results.one(session, school.scope, first.result.id)
    assert again is not None
    assert again.content == first.content


def test_whoever_was_asked_and_did_not_answer_counts_in_the_response_rate(session: Session, school: School) -> None:
    people = crowd(session, school.organisation, 12)
    answered(session, school.organisation, BEFORE, people[:6], [given(Random(1), RATED) for _ in range(6)])
    answered(session, school.organisation, BEFORE, people[6:], [{"comfort": 1}] * 6, state="open")
    published = results.publish(session, school.organisation, BEFORE.name, None, NOW)
    assert published is not None
    assert (published.result.respondents, published.result.asked) == (6, 12)


def test_whoever_withdrew_the_consent_is_counted_no_more(session: Session, school: School) -> None:
    people = crowd(session, school.organisation, 6)
    answered(session, school.organisation, BEFORE, people, [given(Random(1), RATED) for _ in people])
    session.execute(update(Person).where(Person.id == people[0]).values(state="withdrawn"))
    published = results.publish(session, school.organisation, BEFORE.name, None, NOW)
    assert published is not None
    assert (published.result.respondents, published.result.asked) == (5, 5)


def test_one_person_has_one_voice_however_often_they_answer(session: Session, school: School) -> None:
    people = crowd(session, school.organisation, 5)
    answered(session, school.organisation, BEFORE, people, [{"comfort": 2 + n} for n in range(5)])
    answered(session, school.organisation, BEFORE, [people[0]], [{"comfort": 9}])
    published = results.publish(session, school.organisation, BEFORE.name, None, NOW)
    assert published is not None
    item = published.content.item("comfort")
    assert item is not None
    assert isinstance(item.whole, told.Told)
    assert item.whole.n == 5
    assert item.whole.shares == {"3": 0.2, "4": 0.2, "5": 0.2, "6": 0.2, "9": 0.2}


def test_another_school_s_result_is_a_miss(session: Session, school: School) -> None:
    people = crowd(session, school.organisation, 6)
    answered(session, school.organisation, BEFORE, people, [given(Random(1), RATED) for _ in people])
    published = results.publish(session, school.organisation, BEFORE.name, None, NOW)
    assert published is not None
    assert results.one(session, school.other_scope, published.result.id) is None
    assert results.listed(session, school.other_scope) == []


def test_what_all_but_one_answered_is_a_band_and_has_no_mean(session: Session, school: School) -> None:
    people = crowd(session, school.organisation, 8)
    answered(session, school.organisation, BEFORE, people, [{"comfort": 9}] * 7 + [{"comfort": 1}])
    published = results.publish(session, school.organisation, BEFORE.name, None, NOW)
    assert published is not None
    item = published.content.item("comfort")
    assert item is not None
    assert item.whole == told.Told(8, {"9": Band(7 / 8, 1.0)})


def test_a_closed_poll_is_published_by_itself_and_an_open_one_never(session: Session, school: School) -> None:
    form = forms.builtin("pulse_mentee")
    poll = Poll(organisation_id=school.organisation.id, period="2026-11", opened_at=NOW, closes_at=NOW)
    session.add(poll)
    session.flush()
    people = crowd(session, school.organisation, 6)
    faces = [{"safety": 3, "heard": 1 + n % 3, "useful": 2 + n % 2, "left_aside": 1} for n in range(6)]
    answered(session, school.organisation, form, people, faces, poll_id=poll.id)
    assert results.waiting(session, school.organisation) == []
    assert results.publish(session, school.organisation, form.name, poll.id, NOW) is None
    assert polls.close_due(session, NOW) == 1
    (published,) = results.listed(session, school.scope)
    assert published.result.poll_id == poll.id
    heard = published.content.item("heard")
    assert heard is not None
    assert isinstance(heard.whole, told.Told)
    assert heard.whole.mean == pytest.approx(2.0)


@pytest.mark.parametrize(("older", "published"), [(0, 1), (4, 0), (5, 2)])
def test_the_few_older_mentees_cannot_be_subtracted_from_the_summary(
    session: Session, school: School, older: int, published: int
) -> None:
    poll = Poll(organisation_id=school.organisation.id, period="2026-11", opened_at=NOW, closes_at=NOW)
    session.add(poll)
    session.flush()
    people = crowd(session, school.organisation, 8 + older)
    values = [{"heard": 1 + n % 3, "useful": 2 + n % 2} for n in range(8 + older)]
    for name, of_form in (("pulse_mentee", slice(8)), ("pulse_mentee_teen", slice(8, None))):
        if people[of_form]:
            answered(
                session, school.organisation, forms.builtin(name), people[of_form], values[of_form], poll_id=poll.id
            )
    polls.close_due(session, NOW)
    assert poll.result is not None
    assert poll.result["mentee"][1] == 8 + older, "the summary counts everybody"
    assert len(results.listed(session, school.scope)) == published
    said = words.listed("Лицей", [], results.waiting(session, school.organisation), None, texts_in("ru"))
    assert ("по разности" in said) is (older == 4)


def test_forms_of_mentoring_are_told_apart_only_where_nobody_can_be_subtracted(
    session: Session, school: School
) -> None:
    form = forms.builtin("mentor_application")
    people, random = crowd(session, school.organisation, 16), Random(5)
    pairs = {name: pair(session, school.organisation, school.mentor) for name in ("pupil_pupil", "student_pupil")}
    for name, each in pairs.items():
        each.form = name
    session.flush()
    values = [{"confidence": random.randint(1, 10)} for _ in people]
    answered(session, school.organisation, form, people[:8], values[:8], pair_id=pairs["pupil_pupil"].id)
    answered(session, school.organisation, form, people[8:13], values[8:13], pair_id=pairs["student_pupil"].id)
    answered(session, school.organisation, form, people[13:], values[13:])
    published = results.publish(session, school.organisation, form.name, None, NOW)
    assert published is not None
    item = published.content.item("confidence")
    assert item is not None
    assert item.groups[""] == Hidden("few", 5)
    assert item.groups["student_pupil"] == Hidden("neighbour", 5)
    assert isinstance(item.groups["pupil_pupil"], told.Told)


def test_figures_are_those_of_an_independent_computation(session: Session, school: School) -> None:
    """10,000 answers: 520 people before, 500 after, ten rated questions."""
    random = Random(42)
    people = crowd(session, school.organisation, 540)
    first, second = people[:520], people[40:]
    topics = sorted(set(RATED) & set(RATED_AFTER))
    earlier = {person: given(random, RATED) for person in first}
    later = {
        person: {name: min(10, max(1, value + random.choice((-1, 0, 1, 2)))) for name, value in earlier[person].items()}
        if person in earlier
        else given(random, RATED, 1)
        for person in second
    }
    later = {
        person: {name: later[person].get(name, random.randint(1, 10)) for name in RATED_AFTER} for person in second
    }
    answered(session, school.organisation, BEFORE, first, list(earlier.values()))
    answered(session, school.organisation, AFTER, second, list(later.values()))
    published = results.publish(session, school.organisation, AFTER.name, None, NOW)
    assert published is not None
    assert published.before is not None, "the wave before was published along"

    before = pandas.DataFrame.from_dict(earlier, orient="index")
    after = pandas.DataFrame.from_dict(later, orient="index")
    for name in RATED_AFTER:
        item = published.content.item(name)
        assert item is not None
        assert isinstance(item.whole, told.Told)
        column = after[name]
        assert item.whole.n == column.count()
        assert item.whole.mean == pytest.approx(column.mean())
        low, high = stats.t.interval(0.95, len(column) - 1, loc=column.mean(), scale=stats.sem(column))
        assert (item.whole.low, item.whole.high) == pytest.approx((low, high), abs=1e-6)
        shares = column.value_counts(normalize=True)
        assert item.whole.shares == pytest.approx({str(value): share for value, share in shares.items()})
    both = before.merge(after, left_index=True, right_index=True, suffixes=("_before", "_after"))
    assert len(both) == 480
    assert {item.question for item, _ in published.changes} == set(topics)
    for item, change in published.changes:
        values = both[f"{item.question}_before"], both[f"{item.question}_after"]
        test = stats.ttest_rel(values[1], values[0])
        interval = test.confidence_interval(0.95)
        assert change.paired
        assert change.n == 480
        assert change.difference == pytest.approx((values[1] - values[0]).mean())
        assert (change.low, change.high) == pytest.approx((interval.low, interval.high), abs=1e-6)
        size = (values[1] - values[0]).mean() / numpy.std(values[0], ddof=1) * (1 - 3 / (4 * 479 - 1))
        assert change.size == pytest.approx(size)
    opinion = published.content.satisfaction
    assert opinion is not None
    assert opinion.of_respondents == pytest.approx((after[RATED_AFTER].mean(axis=1) >= 7).mean())


def test_two_groups_are_compared_by_welch_when_too_few_answered_both_times(session: Session, school: School) -> None:
    people, random = crowd(session, school.organisation, 24), Random(3)
    earlier = [given(random, RATED) for _ in range(12)]
    later = [given(random, RATED_AFTER, 1) for _ in range(15)]
    answered(session, school.organisation, BEFORE, people[:12], earlier)
    answered(session, school.organisation, AFTER, people[9:], later)
    published = results.publish(session, school.organisation, AFTER.name, None, NOW)
    assert published is not None
    item, change = published.changes[0]
    values = [one[item.question] for one in earlier], [one[item.question] for one in later]
    interval = stats.ttest_ind(values[1], values[0], equal_var=False).confidence_interval(0.95)
    assert not change.paired
    assert (change.low, change.high) == pytest.approx((interval.low, interval.high), abs=2e-3)


def test_somebody_erased_since_the_wave_before_is_not_the_difference(session: Session, school: School) -> None:
    """Nine answered before, one of them is erased, eight answer again: paired, the ninth could be subtracted out."""
    people, random = crowd(session, school.organisation, 9), Random(4)
    runs = answered(session, school.organisation, BEFORE, people, [given(random, RATED) for _ in people])
    assert results.publish(session, school.organisation, BEFORE.name, None, NOW) is not None
    session.execute(AnswerRow.__table__.delete().where(AnswerRow.run_id == runs[0]))
    session.execute(update(Run).where(Run.id == runs[0]).values(card_below=0))
    answered(session, school.organisation, AFTER, people[1:], [given(random, RATED_AFTER) for _ in people[1:]])
    published = results.publish(session, school.organisation, AFTER.name, None, NOW)
    assert published is not None
    assert published.changes
    assert not any(change.paired for _, change in published.changes)


def test_a_wave_is_paired_once_only(session: Session, school: School) -> None:
    """Twelve before; six after, then the other six: each pairing alone is lawful, both would leave nobody hidden."""
    people, random = crowd(session, school.organisation, 13), Random(6)
    answered(session, school.organisation, BEFORE, people, [given(random, RATED) for _ in people])
    answered(session, school.organisation, AFTER, people[:6], [given(random, RATED_AFTER) for _ in range(6)])
    first = results.publish(session, school.organisation, AFTER.name, None, NOW)
    answered(session, school.organisation, AFTER, people[6:12], [given(random, RATED_AFTER) for _ in range(6)])
    second = results.publish(session, school.organisation, AFTER.name, None, NOW)
    assert first is not None
    assert second is not None
    assert all(change.paired for _, change in first.changes)
    assert not any(change.paired for _, change in second.changes)


def test_a_published_result_survives_the_people_in_it(session: Session, school: School) -> None:
    people = crowd(session, school.organisation, 5)
    answered(session, school.organisation, BEFORE, people, [given(Random(1), RATED) for _ in people])
    published = results.publish(session, school.organisation, BEFORE.name, None, NOW)
    assert published is not None
    session.execute(AnswerRow.__table__.delete())
    session.execute(update(Person).where(Person.id.in_(people)).values(state="left"))
    kept = results.one(session, school.scope, published.result.id)
    assert kept is not None
    assert kept.content == published.content
    assert db.results.cells(session, published.result.id) == []


def test_what_somebody_else_publishes_at_the_same_moment_is_not_published_twice(
    session: Session, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = crowd(session, school.organisation, 6)
    runs = answered(session, school.organisation, BEFORE, people, [given(Random(1), RATED) for _ in people])
    first = results.publish(session, school.organisation, BEFORE.name, None, NOW)
    assert first is not None
    late = answered(session, school.organisation, BEFORE, people[:1], [given(Random(2), RATED)])
    session.execute(update(Run).where(Run.id.in_(runs)).values(result_id=None))
    seen = results.waiting(session, school.organisation)
    session.execute(update(Run).where(Run.id.in_(runs)).values(result_id=first.result.id))
    monkeypatch.setattr(results, "waiting", lambda *_: seen)
    assert results.publish(session, school.organisation, BEFORE.name, None, NOW) is None
    assert session.get_one(Run, late[0]).result_id is None
    assert [each.result.id for each in results.listed(session, school.scope)] == [first.result.id]
