"""The words on a questionnaire's card: where we are, the question, who will see the answer."""

from collections.abc import Sequence

from domain import paper_twin, polls
from domain.answers import Refusal
from domain.forms import Question, reader_told, worded
from domain.names import shown
from domain.questionnaire import applicable, must_answer
from keyboards.answers import LINE, filled, said
from keyboards.letters import worded as values_worded
from locales import BOLD, PLAIN, Texts, texts_in
from programme.standing import Card


def asked(card: Card, texts: Texts, names: str, refusal: str | None = None) -> str:
    """The card of an open question; with a refusal, what is to be done comes first."""
    question = card.question
    assert question, "the summary has words of its own"
    title = _title(card, texts)
    parts = [refusal] if refusal else []
    if question.kind != "note":
        place = _place(card, title, texts)
        company = ", ".join(shown(name, names) for name in card.company)
        parts.append("\n".join([place, *([_with(card, question, company, texts)] if company else [])]))
    if _tells_mode(card):
        to_parent = card.form.mode == "confidential" and card.form.role == "parent"
        mode = "confidential_parent" if to_parent else card.form.mode
        parts.append(texts(f"runs.mode_{mode}", minutes=card.form.minutes))
    spoken = _spoken(card, texts)
    lines = [f"{BOLD}{filled(question.label, card, spoken)}{PLAIN}"]
    if question.heading:
        lines.insert(0, filled(question.heading, card, spoken))
    if hint := filled(question.hint, card, spoken):
        lines.append(hint)
    parts.append("\n".join(lines))
    if (given := card.given) is not None and question.kind not in ("note", "choices"):
        parts.append(texts("runs.now", answer=said(question, given, texts)))
    if question.kind != "note" and (below := _below(card, question, texts)):
        parts.append("\n".join(below))
    if card.run.channel == "paper" and not card.answers:
        parts.append(texts("paper_entry.how"))
    return "\n\n".join(parts)


def _title(card: Card, texts: Texts) -> str:
    if polls.of_first_month(card.run.form_name, card.run.poll_id):
        return texts("runs.first_month")
    return worded(card.form.title, texts.language, texts.tone)


def _place(card: Card, title: str, texts: Texts) -> str:
    """The title and where the question stands. Of a short form that may yet become longer no number of all is told."""
    place = card.place
    known = "all" if place.sure else "most" if card.long else "none"
    if place.position == 1 and (known == "none" or place.most == 1):
        return title
    return texts("runs.place", title=title, position=place.position, most=place.most, known=known)


def _spoken(card: Card, texts: Texts) -> Texts:
    """The tone of a form's own words: on the card of a sheet they are those of the sheet, whoever enters it."""
    return texts_in(texts.language, card.form.audience) if card.run.channel == "paper" else texts


def _with(card: Card, question: Question, company: str, texts: Texts) -> str:
    """With whom, and which meeting: the planned one; without a plan the question means today."""
    key = "paper_entry.sheet_of" if card.run.channel == "paper" else "runs.about"
    line = texts("runs.with" if card.run.about_id is None else key, names=company)
    if card.about is not None:
        return f"{line}, {texts.moment(card.about)}"
    return f"{line}, {texts('runs.this_day', day=texts.day(card.today))}" if question.topic == "held" else line


def _tells_mode(card: Card) -> bool:
    """Whether the card says how the answers of the whole form are treated: the first one does."""
    return not card.answers and card.own and (card.long or card.form.mode != "named")


def _below(card: Card, question: Question, texts: Texts) -> list[str]:
    told = _tells_mode(card) and (card.form.mode, question.seen_by) == ("confidential", "sensitive")  # to the same ones
    reader = "together" if card.form.mode == "anonymous" else reader_told(card.form, question)
    lines = [texts(f"runs.seen_{reader}")] if card.form.role != "curator" and not told else []
    if question.kind == "text":
        lines.append(texts("runs.write"))
        if card.form.mode == "anonymous":
            lines.append(texts("runs.no_names"))
    elif question.kind in ("whole", "number"):
        lines.append(texts("runs.write_or_press" if question.suggestions else "runs.write"))
    elif question.kind in ("day", "time", "moment"):
        lines.append(texts("runs.write_or_press"))
    elif question.kind == "phone":
        lines.append(texts("runs.phone_below" if card.run.channel != "paper" else "runs.write"))
    if card.long and must_answer(card.form, question, card.answers, card.today) and card.given is None:
        lines.append(worded(question.required_message, texts.language, texts.tone) or texts("runs.required"))
    return lines


def summary(card: Card, texts: Texts) -> tuple[str, Sequence[tuple[int, Question, str]]]:
    """All answers to look over; and which number in the list stands for which question."""
    lines = [texts("runs.summary", title=_title(card, texts)), ""]
    listed: list[tuple[int, Question, str]] = []
    printed = paper_twin.numbers(card.form) if card.run.channel == "paper" else {}
    for question in applicable(card.form, card.answers, card.today):
        if question.kind == "note" or question.name not in card.answers:
            continue
        number = str(printed.get(question.name, len(listed) + 1))
        answer = said(question, card.answers[question.name], texts)
        answer = answer if len(answer) <= LINE else answer[:LINE] + "…"
        label = filled(question.label, card, _spoken(card, texts))
        lines.append(texts("runs.line", number=number, question=label, answer=answer))
        listed.append((card.form.questions.index(question), question, number))
    return "\n".join(lines), listed


def ending(card: Card, texts: Texts, names: str) -> str:
    """The last screen: what finishing caused, or the form's own thanks, or why the run is over."""
    if card.ending:
        return texts(card.ending.text_key, **values_worded(card.ending.values, texts, names))
    if card.run.state == "done":
        return worded(card.form.ending, texts.language, texts.tone) or texts("runs.finished")
    if card.run.state == "stopped" and card.form.mode == "anonymous":
        return texts("runs.over_unsent")
    return texts(f"runs.over_{card.run.state}")


def refused(refusal: Refusal, texts: Texts) -> str:
    """Why a reply was not taken, and what to do next."""
    return worded(refusal.message, texts.language, texts.tone) or texts(refusal.key, **refusal.values)
