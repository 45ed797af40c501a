"""The words of cases: a line of the list, the card with everything, what a director may know."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from db.cases import Case
from domain.forms import worded
from domain.names import shown
from keyboards.answers import said
from locales import BOLD, PLAIN, Texts
from programme import forms
from programme.cases import View
from programme.incidents import FORM, unpacked


def line(case: Case, now: datetime, texts: Texts) -> str:
    """A case in the list: number, what it is, since when; never who."""
    state = texts(f"cases.state_{case.state}")
    return texts(
        "cases.line", number=case.number, kind=texts(f"cases.kind_{case.kind}"), state=state,
        since=_since(now - case.opened_at, texts), mark=case.importance if case.state == "open" else "none",
    )  # fmt: skip


def deadlines(found: Sequence[Case], own: Collection[int], now: datetime, texts: Texts) -> str:
    """Cases as a director may know them: that they exist, how urgent, how long they have been waiting. The `own` ones,
    by id, are buttons below.
    """
    if not found:
        return texts("cases.no_deadlines")
    lines = [
        texts(
            "cases.deadline", number=case.number, importance=texts(f"cases.importance_{case.importance}"),
            state=texts(f"cases.state_{case.state}"), since=_since(now - case.opened_at, texts),
        )
        for case in found if case.id not in own
    ]  # fmt: skip
    return "\n".join([texts("cases.deadlines"), *(["", *lines] if lines else [])])


def card(view: View, names: str, texts: Texts) -> str:
    """Everything of a case: who, about whom, what was written, what was done."""
    case = view.case
    head = texts("cases.card", number=case.number, kind=texts(f"cases.kind_{case.kind}"))
    lines = [head, texts("cases.importance", importance=texts(f"cases.importance_{case.importance}"))]
    lines.append(texts("cases.opened", moment=_moment(view, case.opened_at, texts)))
    lines.append(texts(f"cases.state_{case.state}_by", name=_name(view, _hands(case), names)))
    if case.reporter_id is not None:
        lines.append(texts("cases.reporter", name=_named(view, case.reporter_id, names)))
    if case.person_id is not None and case.person_id != case.reporter_id:
        lines.append(texts("cases.about", name=_named(view, case.person_id, names)))
    if case.retracted_at is not None:
        lines.append(texts("cases.retracted"))
    lines += ["", *_content(view, texts)]
    for note in view.notes:
        head = texts("cases.noted", name=_name(view, note.by_id, names), moment=_moment(view, note.at, texts))
        lines += ["", f"{head}\n{note.words}"]
    if case.outcome is not None:
        lines += ["", texts("cases.ended", outcome=texts(f"cases.outcome_{case.outcome}"))]
    return "\n".join(lines)


def _content(view: View, texts: Texts) -> list[str]:
    case = view.case
    if case.kind == "flag":
        title = worded(view.form.title, texts.language) if view.form else ""
        return [texts("cases.flag", title=title)]
    if case.kind == "change":
        return [texts("cases.change")]
    if case.report is not None:
        form = forms.builtin(FORM)
        answers = [(form.question(each.question), each) for each in unpacked(case.report)]
        return [
            f"{BOLD}{worded(question.label, texts.language)}{PLAIN}\n{said(question, answer, texts)}"
            for question, answer in answers
            if question is not None
        ]
    return [case.words or texts("cases.no_words")]


def _hands(case: Case) -> int | None:
    return case.closed_by if case.state == "closed" else case.taken_by


def _name(view: View, person_id: int | None, names: str) -> str:
    person = view.people.get(person_id) if person_id is not None else None
    return shown(person.name, names) if person else "—"


def _named(view: View, person_id: int, names: str) -> str:
    """With the class, so that the child can be found."""
    person = view.people.get(person_id)
    group = f", {person.group_name}" if person and person.group_name else ""
    return _name(view, person_id, names) + group


def _moment(view: View, moment: datetime, texts: Texts) -> str:
    return texts.moment(moment.astimezone(view.zone), "d MMMM, HH:mm")


def _since(waited: timedelta, texts: Texts) -> str:
    minutes = int(waited / timedelta(minutes=1))
    if minutes < 60:
        return texts("cases.minutes", count=minutes)
    if minutes < 48 * 60:
        return texts("cases.hours", count=minutes // 60)
    return texts("cases.days", count=minutes // (24 * 60))
