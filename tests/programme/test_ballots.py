"""An anonymous questionnaire is anonymous in the tables: no row, no moment and no order leads to who answered what."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Date, inspect, select, text
from sqlalchemy.orm import Session

import db.ballots
import db.erasing
import db.journal
import db.merging
from db import Base
from db.ballots import Ballot, Participation
from db.base import Moment
from db.campaigns import Campaign
from db.cases import Case
from db.people import Person
from db.runs import AnswerEdit, AnswerRow, Run
from domain import campaigns as rules
from domain.answers import Answer
from domain.forms import Form, Question
from domain.results import Told
from keyboards import cards
from locales import texts_in
from programme import answering, ballots, campaigns, forms, my_data, results, runs, swot
from programme.standing import Card, Outdated
from reports import my_data as file
from tests.conftest import NOW, School, person
from tests.programme.test_erasure import erased
from tests.programme.test_screening import CRY
from tests.programme.test_sos import staff

FORM = "group_reflection"
SECRET = "Ёжики поют на рассвете"


def campaign(session: Session, school: School, form: str = FORM) -> Campaign:
    version = forms.publish(session, forms.builtin(form), NOW)
    one = Campaign(
        organisation_id=school.organisation.id, form_name=form, form_version=version.version, mode="anonymous",
        audience={"role": "mentee", "form_of_mentoring": None, "classes": [], "stage": None}, state="open",
        opens_on=NOW.date(), closes_on=NOW.date(), created_by=school.curator.id, created_at=NOW,
    )  # fmt: skip
    session.add(one)
    session.flush()
    return one


def test_a_ballot_holds_nothing_that_leads_back() -> None:
    kinds = {"sent_on": "computed", "tel": "phone", "day": "day", "said": "text", "mark": "scale"}
    form = Form("own", {"ru": "Своя"}, tuple(Question(name, kind, {"ru": "?"}) for name, kind in kinds.items()))
    answers = {name: Answer(name, text="2026-11-20") for name in kinds}
    assert list(ballots._packed(form, answers)) == ["said", "mark"]


def pupils(session: Session, school: School, count: int) -> list[Person]:
    return [
        person(session, school.organisation, "mentee", f"Ученик Номер{number}", f"70{number}", "child", "7А")
        for number in range(count)
    ]


def sheet(session: Session, asked: Campaign, who: Person) -> Run:
    once = f"campaign:{asked.id}:{who.id}"
    return runs.open_run(session, who, asked.form_name, now=NOW, once=once, campaign_id=asked.id)


def step(session: Session, who: Person, card: Card, mark: str, words: str) -> Card:
    """One answer: `mark` on scales, the first option elsewhere, `words` where they are typed."""
    run, question = card.run, card.question
    if question is None:
        after = answering.submit(session, who, run.id, run.revision, NOW)
    elif question.kind == "text":
        after = answering.typed(session, who, card, words, "ru", NOW)
    elif question.kind == "choices":
        answering.toggle(session, who, run.id, run.revision, question.options[0].name, NOW)
        after = answering.done(session, who, run.id, run.revision, NOW)
    else:
        value = mark if question.kind == "scale" else question.options[0].name
        after = answering.answer(session, who, run.id, run.revision, value, NOW)
    assert isinstance(after, Card), after
    return after


def fill(session: Session, who: Person, run: Run, mark: str = "4", words: str = "Всем удачи") -> Card:
    card = runs.resume(session, who, run.id, NOW)
    assert card
    while card.run.state == "open":
        card = step(session, who, card, mark, words)
    return card


def answered(session: Session, asked: Campaign, people: list[Person], marks: str = "45453") -> None:
    for who, mark in zip(people, marks * len(people), strict=False):
        fill(session, who, sheet(session, asked, who), mark)


def holding(session: Session, *wanted: str) -> set[str]:
    """The tables with a row in which one of these stands, whatever its column."""
    session.flush()
    found = set()
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)):
            said = " ".join(bytes(value).decode(errors="ignore") if isinstance(value, bytes) else str(value)
                            for value in row)  # fmt: skip
            if any(each in said for each in wanted):
                found.add(table.name)
    return found


def heard(session: Session, who: str, number: int, words: str) -> None:
    """An update of somebody that was kept, processed and answered, and not emptied yet."""
    row = {"channel": "telegram", "update_id": number, "person_key": who, "received_at": NOW, "payload": words}
    db.journal.keep(session, [row])
    db.journal.processed(session, "telegram", number, f'["{words}"]')


def test_after_sending_no_table_leads_from_the_person_to_the_answers(session: Session, school: School) -> None:
    asked = campaign(session, school)
    others = pupils(session, school, 4)
    answered(session, asked, others)
    run = sheet(session, asked, school.mentee)
    card = runs.resume(session, school.mentee, run.id, NOW)
    assert card
    while card.question is not None:
        card = step(session, school.mentee, card, "2", SECRET)
    place = next(index for index, each in enumerate(card.form.questions) if each.kind == "text")
    changed = answering.edit(session, school.mentee, run.id, card.run.revision, place, NOW)
    assert isinstance(changed, Card)
    card = step(session, school.mentee, changed, "2", f"{SECRET} снова")
    heard(session, "3", 1, SECRET)
    assert holding(session, SECRET) == {"answers", "answer_edits", "updates"}, "until it is sent, a link exists"
    done = answering.submit(session, school.mentee, run.id, card.run.revision, NOW)
    assert isinstance(done, Card)
    assert (done.run.state, done.answers) == ("done", {})
    assert holding(session, SECRET) == {"ballots"}
    assert session.scalars(select(Run).where(Run.campaign_id == asked.id)).all() == []
    assert session.scalars(select(AnswerRow)).all() == session.scalars(select(AnswerEdit)).all() == []
    numbers = session.scalars(select(Ballot.id)).all()
    assert holding(session, *numbers) == {"ballots"}
    references = {key.column.table.name for key in Ballot.__table__.foreign_keys}
    assert references == {"campaigns", "results"}
    assert db.ballots.participants(session, asked.id) == {school.mentee.id, *(each.id for each in others)}


def test_whoever_answers_alike_casts_the_same_ballot(session: Session, school: School) -> None:
    answered(session, campaign(session, school), pupils(session, school, 3), "4")
    first, *others = session.scalars(select(Ballot.answers))
    assert others == [first, first]


def test_no_moment_tells_who_it_was() -> None:
    for table in (Ballot.__table__, Participation.__table__):
        assert [column.name for column in table.columns if isinstance(column.type, Moment)] == []
    days = [column.name for column in Participation.__table__.columns if isinstance(column.type, Date)]
    assert days == ["day"]
    assert set(Ballot.__table__.columns.keys()) == {"id", "campaign_id", "answers", "shuffled", "result_id"}


def lying(session: Session) -> list[int]:
    """The marks of the ballots as they lie in the file, where that can be asked."""
    order = text("ctid") if session.connection().dialect.name == "postgresql" else Ballot.id
    return [each["experience"]["number"] for each in session.scalars(select(Ballot.answers).order_by(order))]


def test_where_ballots_lie_tells_nothing_of_the_order_in_which_they_came(session: Session, school: School) -> None:
    """Thirty people, the marks by turns: the chance that a random order looks like that is less than one in 10^17."""
    asked = campaign(session, school)
    marks = "12345" * 6
    answered(session, asked, pupils(session, school, 30), marks)
    came = [int(mark) for mark in marks]
    before = set(session.scalars(select(Ballot.id)))
    assert ballots.shuffle(session, NOW) == 30
    assert sorted(lying(session)) == sorted(came)
    assert lying(session) not in (came, came[::-1])
    assert before.isdisjoint(session.scalars(select(Ballot.id)))
    assert ballots.shuffle(session, NOW) == 0, "nothing new has come"


@pytest.mark.parametrize("table", ["ballots", "participations"])
def test_there_is_no_number_that_grows(session: Session, table: str) -> None:
    keys = {column["name"]: column for column in inspect(session.connection()).get_columns(table)}
    assert not any(column.get("autoincrement") is True for column in keys.values())
    if session.connection().dialect.name == "sqlite":
        made = session.scalar(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table})
        assert "WITHOUT ROWID" in made


def test_few_ballots_wait_for_more_or_for_the_end(session: Session, school: School) -> None:
    asked = campaign(session, school)
    answered(session, asked, pupils(session, school, 4))
    assert ballots.shuffle(session, NOW) == 0
    fill(session, school.mentee, sheet(session, asked, school.mentee))
    assert ballots.shuffle(session, NOW) == 5
    fill(session, school.mentor, sheet(session, asked, school.mentor))
    assert ballots.shuffle(session, NOW) == 0, "one alone would be known by it"
    asked.state = "closed"
    session.flush()
    assert ballots.shuffle(session, NOW) == 6, "the last one hides among all"


def cut_off(session: Session, who: Person, run: Run, crash: Callable[[], None]) -> None:
    """A transaction that ends before its commit."""
    with session.begin_nested():
        answering.submit(session, who, run.id, run.revision, NOW)
        crash()


@pytest.mark.fault(3)
@pytest.mark.parametrize("broken", ["in the middle", "before the commit"])
def test_a_crash_leaves_the_answers_with_the_person_or_in_a_ballot(
    session: Session, school: School, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = campaign(session, school)
    run = sheet(session, asked, school.mentee)
    card = runs.resume(session, school.mentee, run.id, NOW)
    assert card
    while card.question is not None:
        card = step(session, school.mentee, card, "2", SECRET)

    def crash(*_: Any, **__: Any) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        if broken == "in the middle":
            patch.setattr(db.journal, "hush", crash)
        with pytest.raises(RuntimeError):
            cut_off(session, school.mentee, run, crash)
    session.expire_all()
    assert session.scalars(select(Ballot)).all() == session.scalars(select(Participation)).all() == []
    again = runs.resume(session, school.mentee, run.id, NOW)
    assert again
    assert again.answers["word"].text == SECRET
    answering.submit(session, school.mentee, run.id, again.run.revision, NOW)
    assert len(session.scalars(select(Ballot)).all()) == len(session.scalars(select(Participation)).all()) == 1


def test_who_answered_is_not_asked_again_and_old_buttons_lead_nowhere(session: Session, school: School) -> None:
    asked = campaign(session, school)
    run = sheet(session, asked, school.mentee)
    number, revision = run.id, run.revision
    fill(session, school.mentee, run)
    assert runs.resume(session, school.mentee, number, NOW) is None
    assert answering.submit(session, school.mentee, number, revision, NOW) == Outdated(None)
    other = runs.open_run(session, school.mentee, FORM, now=NOW, once="by mistake", campaign_id=asked.id)
    assert other.id != number, "an old button never opens somebody's new questionnaire"
    card = fill(session, school.mentee, other, "1")
    assert "второй раз" in cards.ending(card, texts_in("ru"), "first")
    assert len(session.scalars(select(Ballot)).all()) == 1


def test_who_answered_gets_no_second_sheet_the_next_day(session: Session, school: School) -> None:
    asked = campaign(session, school)
    assert campaigns.hand_out(session, asked, NOW) == 1
    fill(session, school.mentee, session.scalars(select(Run)).one())
    assert campaigns.hand_out(session, asked, NOW + timedelta(days=1)) == 0


def test_so_few_people_are_not_asked() -> None:
    assert [people for people in (0, 1, 4, 5, 9) if rules.too_few(forms.builtin(FORM), people)] == [0, 1, 4]
    assert not rules.too_few(forms.builtin("confirm_yearly"), 1)


def test_what_is_anonymous_is_asked_in_a_campaign_only(session: Session, school: School) -> None:
    with pytest.raises(ValueError, match="campaign"):
        runs.open_run(session, school.mentee, FORM, now=NOW)


def test_what_was_begun_and_not_sent_is_deleted(session: Session, school: School) -> None:
    asked = campaign(session, school)
    run = sheet(session, asked, school.mentee)
    card = runs.resume(session, school.mentee, run.id, NOW)
    assert card
    step(session, school.mentee, card, "2", SECRET)
    runs.interrupt(session, run, NOW, "stopped")
    assert session.scalars(select(AnswerRow)).all() == []
    card = runs.resume(session, school.mentee, run.id, NOW)
    assert card
    assert "удалены" in cards.ending(card, texts_in("ru"), "first")


def test_nobody_is_told_who_wrote_words_that_ask_for_a_look(session: Session, school: School) -> None:
    staff(session, school)
    asked = campaign(session, school)
    fill(session, school.mentee, sheet(session, asked, school.mentee), words=CRY)
    assert session.scalars(select(Case)).all() == []


def test_the_first_card_says_so_and_where_help_is(session: Session, school: School) -> None:
    asked = campaign(session, school)
    card = runs.resume(session, school.mentee, sheet(session, asked, school.mentee).id, NOW)
    assert card
    for tone, promise in (("child", "Никто не узнает, кто так ответил"), ("adult", "не будут связаны с вами")):
        said = cards.asked(card, texts_in("ru", tone), "first")
        assert promise in said
        assert "🆘" in said
    while card.question is not None and card.question.kind != "text":
        card = step(session, school.mentee, card, "2", SECRET)
    assert "Без имён" in cards.asked(card, texts_in("ru"), "first")


def test_people_read_that_they_took_part_and_nothing_else(session: Session, school: School) -> None:
    asked = campaign(session, school)
    fill(session, school.mentee, sheet(session, asked, school.mentee), words=SECRET)
    collected = my_data.collect(session, school.mentee.id, school.mentee.id, NOW.isoformat())
    told = file.render_json(collected, texts_in("ru")).decode()
    assert "Вспоминаем вместе" in told
    assert "20 ноября 2026" in told
    assert SECRET not in told
    of_parent = my_data.collect(session, school.mentee.id, school.parent.id, NOW.isoformat())
    assert of_parent["took_part"] == []


def test_an_erasure_leaves_the_ballots(session: Session, school: School) -> None:
    asked = campaign(session, school)
    answered(session, asked, [school.mentee, *pupils(session, school, 4)])
    kept = set(session.scalars(select(Ballot.id)))
    erased(session, school, school.mentee)
    assert set(session.scalars(select(Ballot.id))) == kept
    assert len(db.ballots.participants(session, asked.id)) == 5


def test_doubles_who_both_took_part_become_one(session: Session, school: School) -> None:
    asked = campaign(session, school)
    double, *_ = pupils(session, school, 1)
    answered(session, asked, [school.mentee, double])
    db.merging.move(session, double.id, school.mentee.id, NOW)
    assert db.ballots.participants(session, asked.id) == {school.mentee.id}


def test_ballots_are_counted_when_the_campaign_is_over_and_only_then(session: Session, school: School) -> None:
    asked = campaign(session, school)
    people = pupils(session, school, 7)
    answered(session, asked, people[:6], "112345")
    sheet(session, asked, people[6])
    assert results.waiting(session, school.organisation) == []
    assert results.publish(session, school.organisation, FORM, None, NOW) is None
    asked.state = "closed"
    session.flush()
    (waits,) = results.waiting(session, school.organisation)
    assert (waits.pending.asked, waits.pending.respondents, waits.ready) == (7, 6, True)
    published = results.publish(session, school.organisation, FORM, None, NOW)
    assert published
    assert (published.result.asked, published.result.respondents) == (7, 6)
    experience = published.content.item("experience")
    assert experience
    assert isinstance(experience.whole, Told)
    assert (experience.whole.n, experience.whole.mean) == (6, pytest.approx(16 / 6))
    assert published.content.texts == {"word": 6}
    assert results.waiting(session, school.organisation) == []
    assert results.publish(session, school.organisation, FORM, None, NOW + timedelta(days=1)) is None


def test_four_people_are_no_result(session: Session, school: School) -> None:
    asked = campaign(session, school)
    answered(session, asked, pupils(session, school, 4))
    asked.state = "closed"
    session.flush()
    (waits,) = results.waiting(session, school.organisation)
    assert not waits.ready
    assert results.publish(session, school.organisation, FORM, None, NOW) is None


def test_satisfaction_and_words_are_told_of_ballots_as_of_runs(session: Session, school: School) -> None:
    asked = campaign(session, school, "final_satisfaction")
    people = pupils(session, school, 12)
    answered(session, asked, people, "999999992222")
    asked.state = "closed"
    session.flush()
    published = results.publish(session, school.organisation, "final_satisfaction", None, NOW)
    assert published
    assert published.content.satisfaction
    assert published.content.satisfaction.of_respondents == pytest.approx(8 / 12)
    words = swot.answers(session, published, "keep")
    assert isinstance(words, list)
    assert [each.text for each in words] == ["Всем удачи"] * 12
    assert swot.one(session, published, "keep", words[0].answer_id) is None


def test_whoever_was_in_two_small_campaigns_is_still_one_person(session: Session, school: School) -> None:
    people = pupils(session, school, 3)
    for _ in range(2):
        asked = campaign(session, school)
        answered(session, asked, people)
        asked.state = "closed"
    session.flush()
    (waits,) = results.waiting(session, school.organisation)
    assert (waits.pending.respondents, waits.ready) == (3, False)
