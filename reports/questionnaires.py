"""Words about questionnaires for whoever keeps them: lists, cards, versions, what is wrong with a file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from db.runs import FormVersion
from domain.answers import length
from domain.comparability import Difference
from domain.forms import Form, worded
from locales import BOLD, PLAIN, Texts
from programme import forms
from programme.form_files import TOLD, Faulty
from programme.own_forms import Version
from programme.publishing import Draft
from programme.xlsform_errors import FormError
from reports.results import brief, mentoring

BUTTON = 48
"""Characters of a button in one column."""
SCREEN = 3_500
"""UTF-16 units of a list, so that a screen with it stays below Telegram's 4096."""
LINES = 15
"""Versions, differences and remarks that are told at once."""


def names(versions: Sequence[FormVersion], texts: Texts) -> list[tuple[int, str]]:
    """The buttons of a list: number of the version, name; where names are the same, what it is for."""
    listed = [forms.of_version(each) for each in versions]
    often = Counter(brief(form, texts) for form in listed)
    found = []
    for each, form in zip(versions, listed, strict=True):
        name, purpose = brief(form, texts), worded(form.purpose, texts.language)
        found.append((each.id, cut(purpose if often[name] > 1 and purpose else name)))
    return found


def card(version: FormVersion, number: int, newest: int, zone: ZoneInfo, texts: Texts) -> str:
    """What a questionnaire is for, whom it asks, and which version this is of so many."""
    form = forms.of_version(version)
    day = texts.day(version.published_at.astimezone(zone).date(), "d MMMM y")
    lines = [
        *_head(form, texts),
        texts("questionnaires.of_day", number=number, day=day),
        *([texts("questionnaires.not_in_force", newest=newest)] if number < newest else []),
    ]
    return "\n".join(lines)


def versions(found: Sequence[Version], zone: ZoneInfo, texts: Texts) -> str:
    """The versions of a questionnaire and what each changed."""
    title = worded(forms.of_version(found[0].row).title, texts.language)
    parts = [f"{BOLD}{title}{PLAIN}"]
    for each in found[:LINES]:
        day = texts.day(each.row.published_at.astimezone(zone).date(), "d MMMM y")
        told = [texts("questionnaires.version", number=each.number, day=day)]
        if each.row.fixes is not None:
            told.append(texts("questionnaires.fixes"))
        told += [difference(one, forms.of_version(each.row), texts) for one in each.differences[:LINES]]
        parts.append("\n".join(told))
    return _fitted(parts, texts, between="\n\n")


def draft(found: Draft, texts: Texts) -> str:
    """A questionnaire that was sent and is right: what it is, what it changes, where a child would stumble."""
    parts = ["\n".join([texts("questionnaires.checked"), *_head(found.form, texts)])]
    if found.is_known:
        parts.append(texts("questionnaires.known"))
    elif found.before is None:
        parts.append(texts("questionnaires.new"))
    else:
        lines = [difference(each, found.form, texts) for each in found.differences]
        parts.append(_listed(texts("questionnaires.changes"), lines or [texts("questionnaires.no_changes")], texts))
        if found.may_be_typos and found.differences:
            parts.append(texts("questionnaires.typos_or_not"))
        elif not found.may_be_typos:
            parts.append(texts("questionnaires.not_comparable"))
            if found.uncounted:
                parts.append(texts("questionnaires.uncounted", count=found.uncounted))
    remarks = [
        texts("questionnaires.remark", found=cut(breach.found, 120), rule=texts(f"questionnaires.rule_{breach.rule}"))
        for _, _, breach in found.remarks
    ]
    if remarks:
        parts.append(_listed(texts("questionnaires.remarks"), list(dict.fromkeys(remarks)), texts))
    return _fitted(parts, texts, between="\n\n")


def faults(problem: Faulty, texts: Texts) -> str:
    """What is wrong with a file, place by place."""
    lines = [fault(error, texts) for error in problem.errors]
    title = texts("questionnaires.faulty_many" if len(lines) == TOLD else "questionnaires.faulty", count=len(lines))
    return _fitted([title, *lines], texts)


def refusal(key: str, values: Mapping[str, object], texts: Texts) -> str:
    """Why a workbook is not opened (`bot.sheets`): what is said of lists of people, in words for questionnaires."""
    own = key.replace("importing.", "questionnaires.")
    return texts(own if texts.has(own) else key, **values)


def fault(error: FormError, texts: Texts) -> str:
    """One mistake with its place."""
    what = texts(error.key, **error.values)
    place = "cell" if error.row and error.column else "row" if error.row else "sheet"
    return texts(
        f"questionnaires.fault_{place}", sheet=error.sheet, row=error.row, column=error.column or "–", what=what
    )


def difference(found: Difference, form: Form, texts: Texts) -> str:
    """What of a question is not as it was, by its words in the form; of a question that is gone, by its name."""
    asked = form.question(found.question)
    question = cut(worded(asked.label, texts.language) if asked else found.question, 120)
    before, after = cut(found.before, 200), cut(found.after, 200)
    return texts(f"questionnaires.changed_{found.what}", question=question, before=before, after=after)


def cut(words: str, limit: int = BUTTON) -> str:
    """The beginning of a text that is too long."""
    return words if len(words) <= limit else words[: limit - 1] + "…"


def _head(form: Form, texts: Texts) -> list[str]:
    asked = [texts(f"questionnaires.role_{form.role or 'any'}"), texts(f"questionnaires.audience_{_audience(form)}")]
    if form.mentoring_form:
        asked.append(mentoring(form.mentoring_form, texts))
    questions = sum(question.kind not in ("note", "computed") for question in form.questions)
    return [
        f"{BOLD}{worded(form.title, texts.language)}{PLAIN}",
        *filter(None, [worded(form.purpose, texts.language)]),
        "",
        texts("questionnaires.asked", who=", ".join(asked)),
        texts("questionnaires.size", questions=questions, minutes=form.minutes),
        texts(f"questionnaires.mode_{form.mode}"),
    ]


def _listed(title: str, lines: Sequence[str], texts: Texts) -> str:
    return _fitted([title, *lines[:LINES]], texts, more=max(0, len(lines) - LINES))


def _fitted(parts: Sequence[str], texts: Texts, more: int = 0, between: str = "\n") -> str:
    """As many of the parts as a screen has room for, and how many there are besides."""
    told, room = list[str](), SCREEN
    for part in parts:
        room -= length(part) + len(between)
        if room < 0:
            break
        told.append(part)
    more += len(parts) - len(told)
    return between.join([*told, *([texts("questionnaires.more", count=more)] if more else [])])


def _audience(form: Form) -> str:
    """Whom the texts address: children, adults, or both, each in words of their own."""
    varied = any(code.endswith("-child") for question in form.questions for code in question.label)
    return "both" if varied else form.audience
