"""A look at a questionnaire, card by card, as people will see it; nothing is answered and nothing is kept."""

from dataclasses import replace
from datetime import date

from aiogram.types import InlineKeyboardMarkup

from db.runs import Run
from domain.answers import Answer
from domain.forms import Form, Question, worded
from keyboards import cards
from keyboards import questionnaires as buttons
from keyboards import runs as run_buttons
from locales import Texts, texts_in
from programme.standing import Card
from reports.questionnaires import cut

CONDITION = 300
"""Characters of a condition that are told."""


def preview(form: Form, at: buttons.LookAt, today: date, texts: Texts, names: str) -> tuple[str, InlineKeyboardMarkup]:
    """A question of a form, or its last words, in the tone the form speaks in.

    Every question is shown in its turn with all its options; what they depend on is told above.
    """
    spoken = texts_in(texts.language, form.audience)
    asked = _asked(form)
    place = min(max(at.place, 0), len(asked))
    at = at.model_copy(update={"place": place})
    if place == len(asked):
        ending = worded(form.ending, spoken.language, spoken.tone) or spoken("runs.finished")
        return f"{texts('questionnaires.preview_end')}\n\n{ending}", buttons.preview(at, [], place, texts)
    question, whole = asked[place], _unconditional(form)
    run = Run(id=0, revision=0, state="open", form_name=form.name, channel="chat")  # never added to a session
    passed = {each.name: Answer(each.name) for each in asked[:place]}
    card = Card(run, whole, passed, whole.question(question.name), today)
    parts = [texts("questionnaires.preview", place=place + 1, count=len(asked))]
    if question.relevant:
        parts.append(texts("questionnaires.preview_if", condition=cut(question.relevant, CONDITION)))
    parts.append(cards.asked(card, spoken, names))
    answers = run_buttons.question(card, spoken).inline_keyboard[:-1] if question.kind != "note" else []
    return "\n\n".join(parts), buttons.preview(at, answers, len(asked), texts)


def looked_at(form: Form, at: buttons.LookAt) -> Question | None:
    """The question that is looked at; None at the end."""
    return dict(enumerate(_asked(form))).get(max(at.place, 0))


def _asked(form: Form) -> list[Question]:
    return [question for question in form.questions if question.kind != "computed"]


def _unconditional(form: Form) -> Form:
    """The form with every question asked of everybody, so that one can be looked at without the answers before it."""
    questions = (replace(each, relevant="", choice_filter="") for each in form.questions)
    return replace(form, questions=tuple(questions))
