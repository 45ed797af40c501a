"""`docs/xlsform.md` says what is so: every item of the reference is tried, to the end of a questionnaire."""

import pytest
from sqlalchemy.orm import Session

from domain import xpath_pieces
from domain.answers import Refusal
from domain.forms import Form
from locales import LANGUAGES, texts_in
from programme import answering, forms, runs, standing
from programme.standing import Card, Outdated
from programme.xlsform_reference import (
    APPEARANCES,
    COLUMNS,
    EFFECTLESS,
    OWN_COLUMNS,
    REFUSED_COLUMNS,
    REFUSED_SETTINGS,
    REFUSED_TYPES,
    SETTINGS,
    TYPES,
)
from tests.conformance import KEEP, PAGE, SKIP, Item, Step, page
from tests.conformance_items import ITEMS
from tests.conftest import NOW, School

PRESSED = ("choice", "scale", "yes_no", "acknowledge")


def named(verdict: str) -> list[object]:
    return [pytest.param(item, id=f"{item.section}: {item.name}") for item in ITEMS if item.verdict == verdict]


@pytest.mark.parametrize("item", named("refused"))
def test_what_is_refused_names_its_cell_and_what_to_write(item: Item) -> None:
    errors = forms.check(item.source(), ".xlsx")
    assert errors
    assert (errors[0].column, errors[0].key) != ("", "forms.not_xlsform")
    if item.column:
        assert errors[0].column == item.column
        assert errors[0].row >= 2
    for language in LANGUAGES:
        assert texts_in(language)(errors[0].key, **errors[0].values)


@pytest.mark.parametrize("item", named("no effect"))
def test_what_has_no_effect_leaves_the_same_form(item: Item) -> None:
    shown = forms.parse(item.source(), ".xlsx")
    assert shown == forms.parse(item.source(without=True), ".xlsx")


@pytest.mark.parametrize("item", named("works"))
def test_what_works_is_answered_to_the_end(item: Item, session: Session, school: School) -> None:
    form = item.read()
    assert [*form.pictures] == [*item.pictures]
    card = begun(session, school, form)
    for step in item.said:
        card = answered(session, school, past_notes(session, school, card), step)
    card = past_notes(session, school, card)
    assert card.run.state == "done"
    kept = {name: given.value for name, given in standing.answers_of(session, card.run.id).items()}
    assert {name: kept.get(name) for name in item.ends} == item.ends


def begun(session: Session, school: School, form: Form) -> Card:
    forms.publish(session, form, NOW)
    run = runs.open_run(session, school.mentee, form.name, now=NOW)
    card = runs.resume(session, school.mentee, run.id, NOW)
    assert card is not None
    return card


def past_notes(session: Session, school: School, card: Card) -> Card:
    while card.question is not None and card.question.kind == "note":
        card = taken(answering.answer(session, school.mentee, card.run.id, card.run.revision, "OK", NOW))
    return card


def answered(session: Session, school: School, card: Card, step: Step) -> Card:
    said, refusal = (step, "") if isinstance(step, str) else step
    result = _answer(session, school, card, said)
    if not refusal:
        return taken(result)
    assert isinstance(result, Refusal)
    assert refusal == (result.message.get("en") or result.key)
    return card


def _answer(session: Session, school: School, card: Card, said: str) -> Card | Refusal | Outdated:
    assert card.question
    place = (session, school.mentee, card.run.id, card.run.revision)
    if said == SKIP:
        return answering.skip(*place, NOW)
    if card.question.kind == "choices":
        ticked = standing.ticks(card) if said == KEEP else said.split()
        for option in [] if said == KEEP else ticked:
            answering.toggle(session, school.mentee, card.run.id, card.run.revision, option, NOW)
        return answering.done(session, school.mentee, card.run.id, card.run.revision, NOW)
    if said == KEEP:
        return answering.keep_preset(*place, NOW)
    if card.question.kind in PRESSED:
        return answering.answer(*place, said, NOW)
    return answering.typed(session, school.mentee, card, said, "en", NOW)


def taken(result: Card | Refusal | Outdated) -> Card:
    assert isinstance(result, Card), result
    return result


def test_the_page_is_as_the_items_are() -> None:
    said = PAGE.read_text(encoding="utf-8")
    assert said == page(said, ITEMS), "python -m tests.conformance"


def test_nothing_that_the_bot_knows_is_missing_on_the_page() -> None:
    tried = "\n".join(str(item.source()) for item in ITEMS)
    names = "\n".join(item.name for item in ITEMS)
    words = {word.replace("begin group", "begin_group").replace("end group", "end_group") for word in TYPES}
    for word in words - {"select one", "select all that apply"}:
        assert f"'type': '{word}" in tried, word
    for column in (*COLUMNS, *OWN_COLUMNS, *SETTINGS):
        assert column in tried, column
    for word in (*APPEARANCES, *EFFECTLESS):
        assert word in tried or word.startswith("columns-"), word
    for word in (*REFUSED_COLUMNS, *REFUSED_SETTINGS, *REFUSED_TYPES, *xpath_pieces.functions(), *xpath_pieces.REFUSED):
        plain = word.replace(" ", "_")
        assert plain in names or plain in ALSO, word


ALSO = {
    *(f"{edge}_{kind}" for edge in ("begin", "end") for kind in ("repeat", "loop")), "location", "phone_number",
    "cascading_select", "media", "readonly", "instance", "body", "query", "intent", "last-saved", "audio", "video",
}  # fmt: skip
"""Other spellings of what is on the page."""
