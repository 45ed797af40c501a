"""A school's own questionnaires: nobody else's, published at a word, and compared only where that is honest."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

import db.audit
import db.runs
from db.organisations import Organisation
from db.runs import FormVersion
from domain.forms import Form, Question
from locales import LANGUAGES, texts_in
from programme import forms, own_forms, publishing, runs
from programme.form_files import Faulty
from programme.presence import Denied, Visitor
from programme.publishing import Draft
from programme.results_counting import paired
from reports import questionnaires as words
from tests.conftest import NOW, School
from tests.questionnaires import CLIMATE, changed, form
from tests.visitors import visitor

DAY = timedelta(days=1)
CALM = "Спокойно ли тебе в классе?"
TYPO = changed("survey", CALM, "Спакойно ли тебе в классе?")
OTHER = changed("survey", CALM, "Весело ли тебе в классе?")
AFTER = "pupil_pupil.after.mentee"
BEFORE = "pupil_pupil.before.mentee"
PHONE = Question("tel", "phone", {"ru": "Телефон?"})


def curator(session: Session, school: School) -> Visitor:
    return visitor(session, "1")


def kept(session: Session, by: Visitor, sheets=CLIMATE, now=NOW) -> Draft:
    return publishing.keep(session, by, form(sheets), now)


def published(session: Session, by: Visitor, sheets=CLIMATE, now=NOW, *, typos: bool = False) -> FormVersion:
    version = publishing.publish_kept(session, by, kept(session, by, sheets, now).id, typos, now)
    assert version
    return version


def answered(session: Session, school: School, name: str, now=NOW) -> None:
    """A pupil finishes a form."""
    run = runs.open_run(session, school.mentee, name, now=now)
    run.state, run.finished_at = "done", now
    session.flush()


def in_force(session: Session, organisation: Organisation, name: str = "climate") -> FormVersion | None:
    return db.runs.newest(session, own_forms.own_name(organisation.id, name))


def test_nothing_is_published_before_the_curators_word_and_nothing_twice_after_it(session, school) -> None:
    by = curator(session, school)
    draft = kept(session, by)
    assert in_force(session, school.organisation) is None
    version = publishing.publish_kept(session, by, draft.id, False, NOW)
    assert version is in_force(session, school.organisation)
    assert publishing.publish_kept(session, by, draft.id, False, NOW) is None
    assert [row.action for row in db.audit.rows(session)] == ["questionnaire.published"]


def test_two_schools_may_publish_the_same_file_and_neither_sees_the_others(session, school) -> None:
    ours, theirs = curator(session, school), visitor(session, "5")
    one, other = published(session, ours), published(session, theirs)
    assert one.version != other.version
    assert own_forms.one(session, ours, other.id) is None
    assert one in own_forms.listed(session, ours)
    assert other not in own_forms.listed(session, ours)


def test_a_form_named_as_a_built_in_one_does_not_take_its_place(session, school) -> None:
    forms.publish_builtin(session, NOW)
    mine = published(session, curator(session, school), changed("settings", "climate", "mentee_request"))
    run = runs.open_run(session, school.mentee, "mentee_request", now=NOW)
    assert run.form_version == forms.builtin("mentee_request").version
    assert mine.organisation_id == school.organisation.id


def test_the_export_of_an_own_form_comes_back_as_its_next_version(session, school) -> None:
    by = curator(session, school)
    first = published(session, by)
    again = publishing.keep(session, by, replace(form(OTHER), name=first.name), NOW)
    assert again.before is first
    assert [each.what for each in again.differences] == ["wording"]


def test_the_same_form_again_changes_nothing(session, school) -> None:
    by = curator(session, school)
    first = published(session, by)
    assert kept(session, by).is_known
    assert published(session, by) is first
    assert len(own_forms.versions(session, first)) == 1


def test_an_earlier_version_may_come_in_force_again(session, school) -> None:
    by = curator(session, school)
    first = published(session, by)
    published(session, by, OTHER, NOW + DAY)
    assert published(session, by, CLIMATE, NOW + 2 * DAY) is first
    assert in_force(session, school.organisation) is first


def test_a_run_stays_with_the_version_that_it_began(session, school) -> None:
    by = curator(session, school)
    first = published(session, by)
    run = runs.open_run(session, school.mentee, first.name, now=NOW)
    published(session, by, OTHER, NOW + DAY)
    assert forms.form_of(session, run).version == first.version


def test_only_one_draft_waits_and_only_for_whoever_sent_it_and_only_for_a_day(session, school) -> None:
    ours, theirs = curator(session, school), visitor(session, "5")
    earlier, draft = kept(session, ours), kept(session, ours, OTHER)
    assert publishing.kept(session, ours, earlier.id) is None
    assert publishing.kept(session, theirs, draft.id) is None
    assert publishing.publish_kept(session, theirs, draft.id, False, NOW) is None
    assert publishing.forget(session, NOW + DAY) == 0
    assert publishing.forget(session, NOW + DAY + timedelta(minutes=1)) == 1
    assert publishing.kept(session, ours, draft.id) is None


def test_a_workbook_is_awaited_for_an_hour(session, school) -> None:
    by = curator(session, school)
    assert not publishing.awaits(session, by, NOW)
    publishing.begin(session, by, NOW)
    assert publishing.awaits(session, by, NOW + timedelta(hours=1))
    assert not publishing.awaits(session, by, NOW + timedelta(hours=1, minutes=1))
    draft = kept(session, by)
    assert not publishing.awaits(session, by, NOW), "the next workbook may be a list of people"
    publishing.begin(session, by, NOW)
    assert publishing.awaits(session, by, NOW)
    assert publishing.kept(session, by, draft.id), "nothing that waits is lost by looking how to send another"


def test_nobody_but_a_curator_keeps_questionnaires(session, school) -> None:
    for address in ("2", "3", "4"):
        with pytest.raises(Denied):
            publishing.keep(session, visitor(session, address), form(), NOW)


@pytest.mark.parametrize(
    ("form", "column"),
    [
        (replace(form(), role="janitor"), "role"),
        (replace(form(), role="curator"), "role"),
        (replace(form(), mentoring_form="cat_dog"), "mentoring_form"),
        (replace(form(), wave="before"), "wave"),
        (replace(form(), wave="after", role="any", mentoring_form="pupil_pupil"), "wave"),
        (replace(form(), name="data"), "form_id"),
        (replace(form(), title={"ru": "climate"}), "heading"),
        (replace(form(), title={"ru": "Климат", "en": "C" * 61}), "heading"),
        (replace(form(), purpose={"ru": "п" * 501}), "purpose"),
        (replace(form(), ending={"ru": "с" * 1001}), "ending"),
        (replace(form(), questions=(replace(form().questions[1], seen_by="case"),)), "bind::seen_by"),
        (replace(form(), mode="anonymous", questions=(replace(form().questions[1], scale=""),)), "mode"),
        (replace(form(), mode="anonymous", questions=(*form().questions, PHONE)), "bind::kind"),
    ],
)
def test_what_an_own_form_may_not_have_is_refused(form: Form, column: str) -> None:
    with pytest.raises(Faulty) as refused:
        own_forms.fitted(form, 1)
    assert [error.column for error in refused.value.errors] == [column]
    assert not own_forms.may_be_own(form)


def test_what_people_were_told_of_their_readers_is_never_taken_back(session, school) -> None:
    by = curator(session, school)
    told = replace(form(), questions=(replace(form().questions[0], seen_by="private"), *form().questions[1:]))
    publishing.publish_kept(session, by, publishing.keep(session, by, told, NOW).id, typos=False, now=NOW)
    for other, column in ((form(), "bind::seen_by"), (replace(told, mode="anonymous"), "mode")):
        with pytest.raises(Faulty) as refused:
            publishing.keep(session, by, other, NOW + DAY)
        assert [error.column for error in refused.value.errors] == [column]


def test_typos_put_right_keep_answers_comparable(session, school) -> None:
    by = curator(session, school)
    name = published(session, by, TYPO).name
    answered(session, school, name)
    right = published(session, by, CLIMATE, NOW + DAY, typos=True)
    assert [each.differences[0].what for each in own_forms.versions(session, right)[:1]] == ["typo"]
    assert publishing.not_comparable(session, school.organisation.id, name, name, NOW + DAY) == ()


def test_typos_that_the_curator_does_not_vouch_for_are_another_question(session, school) -> None:
    by = curator(session, school)
    name = published(session, by, TYPO).name
    answered(session, school, name)
    published(session, by, CLIMATE, NOW + DAY, typos=False)
    found = publishing.not_comparable(session, school.organisation.id, name, name, NOW + DAY)
    assert [(each.question, each.what) for each in found] == [("calm", "typo")]


def test_a_changed_item_is_never_taken_for_a_typo(session, school) -> None:
    by = curator(session, school)
    name = published(session, by).name
    answered(session, school, name)
    draft = kept(session, by, OTHER, NOW + DAY)
    assert not draft.may_be_typos
    assert publishing.publish_kept(session, by, draft.id, True, NOW + DAY) is None
    publishing.publish_kept(session, by, draft.id, False, NOW + DAY)
    found = publishing.not_comparable(session, school.organisation.id, name, name, NOW + DAY)
    assert [(each.question, each.what) for each in found] == [("calm", "wording")]
    assert publishing.not_comparable(session, school.organisation.id + 1, name, name, NOW + DAY) == ()


def test_answers_that_are_in_no_results_yet_are_told_of_before_a_question_is_changed(session, school) -> None:
    by = curator(session, school)
    answered(session, school, published(session, by).name)
    draft = kept(session, by, OTHER, NOW + DAY)
    assert draft.uncounted == 1
    for language in LANGUAGES:
        assert texts_in(language)("questionnaires.uncounted", count=1) in words.draft(draft, texts_in(language))


def test_questions_that_are_not_compared_may_change(session, school) -> None:
    by = curator(session, school)
    name = published(session, by).name
    answered(session, school, name)
    published(session, by, changed("survey", "Чего тебе не хватает?", "О чём мечтаешь?"), NOW + DAY)
    assert publishing.not_comparable(session, school.organisation.id, name, name, NOW + DAY) == ()


def test_results_compare_only_questions_that_ask_the_same() -> None:
    assert paired(form(), form()) == paired(form(TYPO), form()) == [("calm", "calm")]
    assert paired(form(OTHER), form()) == []


def test_the_wave_after_is_asked_as_it_was_meant_when_the_wave_before_was(session, school) -> None:
    forms.publish_builtin(session, NOW)
    organisation = school.organisation.id
    assert publishing.not_comparable(session, organisation, BEFORE, AFTER, NOW) == (), "nobody has answered yet"
    answered(session, school, BEFORE, NOW + DAY)
    assert publishing.not_comparable(session, organisation, BEFORE, AFTER, NOW + DAY) == ()
    after = forms.builtin(AFTER)
    known = {question.topic for question in forms.builtin(BEFORE).questions if question.kind == "scale"}
    item = next(each for each in after.questions if each.kind == "scale" and each.topic in known)
    asked = replace(item, label={"ru": "Совсем о другом спросим?"})
    questions = tuple(asked if each.name == item.name else each for each in after.questions)
    forms.publish(session, replace(after, questions=questions), NOW + 2 * DAY)
    [found] = publishing.not_comparable(session, organisation, BEFORE, AFTER, NOW + 2 * DAY)
    assert (found.question, found.what, found.after) == (item.name, "wording", "Совсем о другом спросим?")


def test_a_form_for_children_is_looked_through_for_words_too_hard_for_them(session, school) -> None:
    hard = changed("survey", "Чего тебе не хватает?", "Вам необходимо осуществлять мероприятия?")
    draft = kept(session, curator(session, school), hard)
    assert {breach.rule for place, _, breach in draft.remarks if place == "wish"} == {"formal", "officialese"}
