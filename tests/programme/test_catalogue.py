"""The catalogue: every built-in questionnaire is answered to its end, by both languages, and keeps what it promises."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count, product
from math import ceil

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.wording import MESSAGE_LIMIT, width
from db.ballots import Ballot
from domain import questionnaire, replies, xpath
from domain.answers import Answer, Refusal
from domain.forms import Form, Question, worded
from handlers.live_card import Showing, screen
from locales import LANGUAGES, texts_in
from programme import answering, forms, runs, standing, wishes
from programme.completion import COMPLETIONS
from programme.standing import Card
from tests import catalogue
from tests.conftest import NOW, School
from tests.programme.test_ballots import campaign

TODAY = date(2026, 11, 20)
CATALOGUE = [name for name in forms.builtin_names() if COMPLETIONS.get(name) in (None, wishes.met, wishes.polled)]
"""What is asked of people for its answers; the other forms are dialogs with tests of their own."""
ROLES = ("mentee", "mentor", "parent", "informant", "curator", "any")
SECONDS = {
    "note": 4,
    "report": 90,
    "choices": 12,
    "text": 25,
    "whole": 8,
    "number": 8,
    "day": 10,
    "phone": 12,
    "acknowledge": 8,
}
"""What a question takes, `report` one of many words; a tap on one option takes TAP."""
REPORT = 1000
"""Length from which on a text is a report."""
TAP = 6
CHILDRENS_MINUTES = 5
Answers = dict[str, Answer]


def said(question: Question, turn: int) -> str:
    """What somebody presses or types at their so-manieth visit: another option each time, a text, a number, a day."""
    if question.options:
        return question.options[turn % len(question.options)].name
    numbers = [ceil(question.minimum or 1), int(question.maximum or 40), *question.suggestions]
    return {
        "whole": str(numbers[turn % len(numbers)]),
        "number": str(numbers[turn % len(numbers)]),
        "day": TODAY.isoformat(),
        "acknowledge": replies.AGREED,
        "phone": "+79161234567",
    }.get(question.kind, "всё понятно и хорошо")


def replied(form: Form, question: Question, answers: Answers, turn: int) -> Answer:
    """The first thing that the question takes, beginning with what this visit would say."""
    for attempt in range(turn, turn + 4):
        value = said(question, attempt)
        if question.kind == "text":
            taken = replies.typed(form, question, value, "ru", TODAY, answers)
        else:
            taken = replies.chosen(form, question, value, TODAY, answers)
        if isinstance(taken, Answer):
            return taken
    return unanswered(form, question, answers)


def unanswered(form: Form, question: Question, answers: Answers) -> Answer:
    taken = replies.skipped(form, question, TODAY, answers)
    assert isinstance(taken, Answer), f"{form.name}: nothing is good enough for {question.name}"
    return taken


def walked(form: Form, turns: Mapping[str, int], silent: bool = False) -> Answers:
    """All answers of one way through a form: `turns` is what each question gets, 0 for the others."""
    answers: Answers = {}
    while question := questionnaire.next_question(form, answers, TODAY):
        optional = not questionnaire.must_answer(form, question, answers, TODAY)
        if silent and optional and question.kind != "note":
            answers[question.name] = unanswered(form, question, answers)
        else:
            answers[question.name] = replied(form, question, answers, turns.get(question.name, 0))
    return answers


def ways(form: Form) -> Iterator[Answers]:
    """Ways through a form: all alike in each option, silent, and each option of each question wherever it is asked."""
    longest = max((len(question.options) for question in form.questions), default=1) or 1
    for turn in range(longest):
        yield walked(form, {question.name: turn for question in form.questions})
    yield walked(form, {}, silent=True)
    for question in form.questions:
        for turn in range(1, len(question.options)):
            yield walked(form, {question.name: turn})
        for turn in range(len(question.options) if question.relevant else 0):
            for turns in product(*(range(len(each.options) or 1) for each in deciding(form, question))):
                names = (each.name for each in deciding(form, question))
                yield walked(form, {**dict(zip(names, turns, strict=True)), question.name: turn})


def deciding(form: Form, question: Question) -> list[Question]:
    """The questions on which it hangs whether this one is asked, however far back."""
    found: list[Question] = []
    for name in xpath.names_in(question.relevant) if question.relevant else ():
        decides = form.question(name)
        assert decides
        found += [decides, *deciding(form, decides)]
    return list({each.name: each for each in found}.values())


@pytest.mark.parametrize("name", forms.builtin_names())
def test_every_question_is_reached_and_every_option_can_be_taken(name: str) -> None:
    form = forms.builtin(name)
    asked: set[str] = set()
    taken: set[tuple[str, str]] = set()
    for answers in ways(form):
        asked |= answers.keys()
        taken |= {(answer.question, value) for answer in answers.values() for value in answer.value.split()}
    options = {(each.name, option.name) for each in form.questions for option in each.options}
    print(f"{name}: {len(asked)} of {len(form.questions)} questions, {len(options & taken)} of {len(options)} options")
    assert {question.name for question in form.questions} - asked == set()
    assert options - taken == set()


@pytest.mark.parametrize("name", forms.builtin_names())
def test_the_number_of_questions_that_is_told_never_grows_and_comes_true(name: str) -> None:
    form = forms.builtin(name)
    for answers in ways(form):
        known: dict[str, Answer] = {}
        told = None
        while (question := questionnaire.next_question(form, known, TODAY)) is not None:
            if question.kind != "note":
                place = questionnaire.progress(form, known, question, TODAY)
                assert told is None or place.most == told.most or (place.most < told.most and not told.sure), (
                    question.name
                )
                told = place
            known[question.name] = answers[question.name]
        assert told
        assert told.position == told.most or (told.position < told.most and not told.sure), "no question is left out"


@pytest.mark.parametrize("name", CATALOGUE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_answers_it_to_its_end(session: Session, school: School, name: str, language: str) -> None:
    form = forms.builtin(name)
    person = {"mentee": school.mentee, "mentor": school.mentor, "curator": school.curator}.get(form.role, school.parent)
    tone = "child" if form.audience == "child" else "adult"
    showing = Showing(texts_in(language, tone), "first", NOW)
    asked = campaign(session, school, name).id if form.mode == "anonymous" else None
    card = runs.resume(session, person, runs.open_run(session, person, name, now=NOW, campaign_id=asked).id, NOW)
    assert card
    for turn in count():
        text, _ = screen(card, showing)
        assert width(text) <= MESSAGE_LIMIT
        if card.run.state == "done":
            break
        card = taken(session, person, card, language, tone, turn)
    if asked is not None:
        (ballot,) = session.scalars(select(Ballot.answers))
        assert ballot.keys() >= {each.name for each in form.questions if each.required}
        return
    kept = standing.answers_of(session, card.run.id)
    assert kept.keys() == {each.name for each in questionnaire.applicable(form, kept, TODAY)}
    assert text.strip()


def taken(session: Session, person, card: Card, language: str, tone: str, turn: int) -> Card:  # type: ignore[no-untyped-def]
    """One step as a person does it: words of their language where they are typed, else the buttons."""
    run, question = card.run, card.question
    if question is None:
        after = answering.submit(session, person, run.id, run.revision, NOW)
    elif question.kind in ("note", "acknowledge", "day"):
        after = answering.answer(session, person, run.id, run.revision, said(question, 0), NOW)
    else:
        words = said(question, turn)
        if option := question.option(words):
            words = worded(option.label, language, tone)
        after = answering.typed(session, person, card, words, language, NOW)
        if isinstance(after, Refusal):
            after = answering.skip(session, person, run.id, run.revision, NOW)
    assert isinstance(after, Card), f"{question}: {after}"
    return after


@pytest.mark.parametrize("name", forms.builtin_names())
def test_a_questionnaire_says_what_it_is_for(name: str) -> None:
    form = forms.builtin(name)
    assert set(LANGUAGES) <= set(form.purpose)
    assert form.source
    assert form.role in ROLES


@pytest.mark.parametrize("name", forms.builtin_names())
def test_every_question_says_who_sees_its_answer(name: str) -> None:
    path = catalogue.PAGE.parents[1] / "questionnaires" / f"{name}.md"
    survey = path.read_text(encoding="utf-8").split("| survey |")[1].split("| choices |")[0]
    lines = [line.split("|")[2:-1] for line in survey.splitlines()[1:]]
    head = [cell.strip() for cell in lines[0]]
    rows = [dict(zip(head, (cell.strip() for cell in line), strict=False)) for line in lines[1:] if len(line) > 2]
    asked = {question.name for question in forms.builtin(name).questions if question.kind != "note"}
    named = {row["name"]: row.get("bind::seen_by") for row in rows if row.get("name") in asked}
    assert named.keys() == asked
    assert [question for question, reader in named.items() if not reader] == []


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_minutes_that_are_promised_are_enough_and_not_many_more(name: str) -> None:
    form = forms.builtin(name)
    seconds = sum(takes(question) for question in form.questions)
    assert ceil(seconds / 60) - 1 <= form.minutes <= ceil(seconds / 60) + 2, seconds
    if form.audience == "child":
        assert form.minutes <= CHILDRENS_MINUTES


def takes(question: Question) -> float:
    """Seconds of a question; half of them where it is not asked of everybody."""
    kind = "report" if question.kind == "text" and question.length > REPORT else question.kind
    return SECONDS.get(kind, TAP) / (2 if question.relevant else 1)


def test_what_others_say_of_a_pupils_needs_can_be_laid_beside_the_pupils_own_words() -> None:
    own = named_options("mentee_request", "needs")
    assert named_options("informant_sheet", "needs") - own == {"unknown"}
    assert named_options("planning", "area") - own == {"work"}
    for form in ("mentor_application", "mentor_interest"):
        assert named_options(form, "competences") - own == {"teaching"}


def named_options(form: str, question: str) -> set[str]:
    asked = forms.builtin(form).question(question)
    assert asked
    return {option.name for option in asked.options}


def test_a_poll_of_older_pupils_asks_what_that_of_the_young_asks() -> None:
    young, older = forms.builtin("pulse_mentee"), forms.builtin("pulse_mentee_teen")
    assert [question.topic for question in young.questions] == [question.topic for question in older.questions]
    assert {question.scale for question in young.questions if question.scale} == {"faces3"}
    assert {question.scale for question in older.questions if question.scale} == {"words5"}
    assert [option.name for option in young.questions[-1].options] == [
        each.name for each in older.questions[-1].options
    ]


@pytest.mark.parametrize(("mark", "band"), [("2", "optimal"), ("1", "acceptable"), ("0", "unacceptable")])
def test_the_curators_sheet_tells_its_band_and_wants_evidence_for_each_two(mark: str, band: str) -> None:
    form = forms.builtin("curator_sheet")
    indicators = [question for question in form.questions if question.kind == "choice"]
    assert len(indicators) == 9
    turn = [option.name for option in indicators[0].options].index(mark)
    answers = walked(form, {question.name: turn for question in indicators})
    evidence = {name for name in answers if name.endswith("_evidence")}
    assert evidence == ({f"{question.name}_evidence" for question in indicators} if mark == "2" else set())
    assert [name for name in ("optimal", "acceptable", "unacceptable") if name in answers] == [band]


@pytest.mark.parametrize("points", range(19))
def test_every_sum_of_points_has_one_band(points: int) -> None:
    form = forms.builtin("curator_sheet")
    indicators = [question.name for question in form.questions if question.kind == "choice"]
    marks = [min(2, max(0, points - 2 * place)) for place in range(9)]
    answers = {name: Answer(name, choices=(str(mark),)) for name, mark in zip(indicators, marks, strict=True)}
    bands = [each.name for each in questionnaire.applicable(form, answers, TODAY) if each.kind == "note"]
    assert bands == ["optimal" if points >= 15 else "acceptable" if points >= 9 else "unacceptable"]


def test_nobody_names_the_same_badge_twice() -> None:
    form = forms.builtin("preference")
    answers = {"first_choice": Answer("first_choice", number=7), "second_choice": Answer("second_choice", number=8)}
    for name, refused in (("second_choice", "7"), ("third_choice", "8"), ("not_with", "7"), ("not_with", "8")):
        question = form.question(name)
        assert question
        others = {key: value for key, value in answers.items() if key != name}
        assert isinstance(replies.typed(form, question, refused, "ru", TODAY, others), Refusal), name
        assert isinstance(replies.typed(form, question, "9", "ru", TODAY, others), Answer), name
    unwanted = form.question("not_with")
    assert unwanted
    assert isinstance(replies.typed(form, unwanted, "7", "ru", TODAY, {}), Answer), "whoever wants nobody may say so"


def test_what_is_told_of_a_pair_is_never_anonymous() -> None:
    for name in ("after_first", "after_trial", "meeting_feedback", "preference", "pulse_mentee_teen", "pulse_parent"):
        assert forms.builtin(name).mode == "confidential"
    for name in ("group_reflection", "final_satisfaction"):
        form = forms.builtin(name)
        assert form.mode == "anonymous"


def test_the_page_of_questionnaires_is_up_to_date() -> None:
    """When this fails: `python -m tests.catalogue`."""
    written = catalogue.PAGE.read_text(encoding="utf-8")
    assert catalogue.page(written) == written
