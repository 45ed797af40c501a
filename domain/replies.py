"""A reply, pressed or typed, becomes an answer to the question asked, or a refusal that says what to do next."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from domain import xpath
from domain.answers import Answer, Refusal, clean, folded, phone
from domain.forms import SCALES, Form, Option, Question
from domain.questionnaire import Answers, must_answer, values

NOTHING: Mapping[str, Answer] = MappingProxyType({})
NO_WORDS: Mapping[str, int] = MappingProxyType({})

AGREED = "OK"
"""What an acknowledged question keeps, as in ODK."""
CHILDHOOD = 11
"""Years back at which the day of birth of a pupil is looked for first."""

_WHOLE = re.compile(r"[+-]?\d{1,12}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,6})?", re.ASCII)
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_DAY = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>\d{4}|\d{2}))?\.?", re.ASCII)
_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?", re.ASCII)
_MOMENT = re.compile(r"(?P<day>.+?)(?:[\s,]+(?:\D{1,3}\s+)?|T)(?P<time>\d{1,2}(?:[:.]\d{2})?)", re.DOTALL)
_OUTDATED = Refusal("answers.outdated")
_NO_WORD = re.compile(r"[^\w+]+")
_MINUS = "\u2212"


def typed(
    form: Form,
    question: Question,
    text: str,
    language: str,
    today: date,
    answers: Answers = NOTHING,
    day_words: Mapping[str, int] = NO_WORDS,
) -> Answer | Refusal:
    """What a person wrote, if it can mean only one thing.

    An option may be given by its number, its words or the beginning of them; a number with a comma; a day as 12.03,
    12.03.2026, 2026-03-12 or one of `day_words` (the word folded → days from today).
    """
    cleaned = clean(text, question.length, multiline=question.multiline)
    if isinstance(cleaned, Refusal):
        return cleaned
    if not cleaned:
        return Refusal("answers.empty")
    match question.kind:
        case "text":
            answer: Answer | Refusal = Answer(question.name, text=cleaned)
        case "phone":
            answer = _phone(question, cleaned)
        case "whole" | "number":
            answer = _number(question, cleaned)
        case "day":
            answer = _day(question, cleaned, today, day_words)
        case "time":
            answer = _time(question, cleaned)
        case "moment":
            answer = _moment(question, cleaned, today, day_words)
        case "choice" | "yes_no" | "scale":
            answer = _picked(question, cleaned, language)
        case "choices":
            answer = _several(question, cleaned, language)
        case "note" | "acknowledge" | "computed":
            answer = Refusal("answers.press")
    return accepted(form, answer, today, answers)


def chosen(form: Form, question: Question, name: str, today: date, answers: Answers = NOTHING) -> Answer | Refusal:
    """What a button says: the name of an option, a value of a scale, a suggested number, an ISO day, `9.30` of a time,
    both with a space between, OK, or a phone.
    """
    match question.kind:
        case "choice" | "choices" | "yes_no" | "scale":
            option = question.option(name)
            answer = _answer(question, option) if option else Refusal("answers.outdated")
        case "whole" | "number":
            answer = _number(question, name)
        case "day":
            answer = _day(question, name, today, NO_WORDS)
        case "time":
            answer = _time(question, name)
        case "moment":
            answer = _moment(question, name, today, NO_WORDS)
        case "phone":
            answer = _phone(question, name)
        case "acknowledge":
            answer = Answer(question.name, choices=(AGREED,)) if name == AGREED else Refusal("answers.outdated")
        case "note":
            answer = Answer(question.name)
        case "text" | "computed":
            answer = Refusal("answers.outdated")
    return accepted(form, answer, today, answers)


def preset(form: Form, question: Question, today: date, answers: Answers = NOTHING) -> Answer | None:
    """What stands there before anything is said: the default, where the question takes it."""
    said = question.default
    if question.calculation and question.kind != "computed":
        said = xpath.value(question.calculation, values(form, answers, today), today)
    if not said:
        return None
    if question.kind == "choices":
        names = said.split()
        kept = tuple(option.name for option in question.options if option.name in names)
        answer: Answer | Refusal = Answer(question.name, choices=kept) if len(kept) == len(names) else _OUTDATED
    elif question.kind == "text":
        cleaned = clean(said, question.length, multiline=question.multiline)
        answer = cleaned if isinstance(cleaned, Refusal) else Answer(question.name, text=cleaned or None)
    else:
        answer = chosen(form, question, said, today, answers)
    taken = accepted(form, answer, today, answers)
    return None if isinstance(taken, Refusal) or taken.skipped else taken


def toggled(answer: Answer | None, question: Question, name: str) -> Answer:
    """The answer with one option more or less, in the order of the form; an unknown name changes nothing."""
    chosen_now = {*(answer.choices if answer else ())} ^ {name}
    return Answer(question.name, choices=tuple(each.name for each in question.options if each.name in chosen_now))


def skipped(form: Form, question: Question, today: date, answers: Answers = NOTHING) -> Answer | Refusal:
    """Going past a question without saying anything, if it may be."""
    if must_answer(form, question, answers, today):
        return Refusal("answers.required", message=question.required_message)
    return Answer(question.name)


def accepted(form: Form, answer: Answer | Refusal, today: date, answers: Answers = NOTHING) -> Answer | Refusal:
    """The answer if its question takes it: the last check of every reply, and of the press on Done."""
    question = None if isinstance(answer, Refusal) else form.question(answer.question)
    if isinstance(answer, Refusal) or question is None:
        return answer
    if answer.skipped and question.kind != "note":
        return skipped(form, question, today, answers)
    if not question.constraint:
        return answer
    others = {name: other for name, other in answers.items() if name != question.name}
    if xpath.holds(question.constraint, values(form, others, today), today, answer.value):
        return answer
    return Refusal("answers.not_accepted", message=question.constraint_message)


def _answer(question: Question, option: Option) -> Answer:
    if question.kind == "scale":
        return Answer(question.name, number=int(option.name), scale=question.scale)
    number = int(option.name == "yes") if question.kind == "yes_no" else None
    return Answer(question.name, number=number, choices=(option.name,), scale=question.scale)


def _picked(question: Question, text: str, language: str) -> Answer | Refusal:
    found = _options(question, text, language)
    if len(found) == 1:
        return _answer(question, found[0])
    if question.scale == "s10":
        return Refusal("answers.scale", {"maximum": SCALES[question.scale]})
    if question.kind == "yes_no":
        return Refusal("answers.yes_no")
    return Refusal("answers.several_fit" if found else "answers.option", {"count": len(question.options)})


def _several(question: Question, text: str, language: str) -> Answer | Refusal:
    whole = _options(question, text, language)
    if len(whole) == 1:
        return _answer(question, whole[0])
    pieces = text.split() if re.fullmatch(r"[\d\s]+", text) else re.split(r"[,;\n]+", text)
    names: set[str] = set()
    for piece in filter(None, map(str.strip, pieces)):
        found = _options(question, piece, language)
        if len(found) != 1:
            return Refusal("answers.several_fit" if found else "answers.options", {"count": len(question.options)})
        names.add(found[0].name)
    return Answer(question.name, choices=tuple(each.name for each in question.options if each.name in names))


def _options(question: Question, text: str, language: str) -> list[Option]:
    """Options that a text may mean: exactly their words, else the number of a line, else the beginning of words."""
    plain = _bare(text)
    named = [(option, _names(option, language)) for option in question.options]
    if exact := [option for option, names in named if plain in names]:
        return exact
    if plain.isascii() and plain.isdigit():
        number = int(plain) if len(plain) <= 3 else 0
        return [question.options[number - 1]] if 0 < number <= len(question.options) else []
    return [option for option, names in named if plain and any(name.startswith(plain) for name in names)]


def _names(option: Option, language: str) -> list[str]:
    shown = [label for code, label in option.label.items() if code.partition("-")[0] == language]
    return [_bare(name) for name in (*(shown or option.label.values()), *option.words)]


def _bare(text: str) -> str:
    """Words alone, for comparing: labels may end in an emoji, people end in a full stop."""
    return folded(_NO_WORD.sub(" ", text))


def _number(question: Question, text: str) -> Answer | Refusal:
    plain = "".join(text.split()).replace(_MINUS, "-")
    refusal = _number_refusal(question)
    if not (_WHOLE if question.kind == "whole" else _DECIMAL).fullmatch(plain):
        return refusal
    number = int(plain) if question.kind == "whole" else float(plain.replace(",", "."))
    lowest, highest = question.minimum, question.maximum
    if lowest is not None and highest is not None and not lowest <= number <= highest:
        return refusal
    if question.step is not None and lowest is not None and not _on_step(number, lowest, question.step):
        return Refusal("answers.step", {"minimum": _tidy(lowest), "step": _tidy(question.step)})
    return Answer(question.name, number=number)


def _number_refusal(question: Question) -> Refusal:
    if question.minimum is None or question.maximum is None:
        return Refusal(f"answers.{question.kind}")
    middle = question.minimum + (question.maximum - question.minimum) // 4
    limits = {"minimum": question.minimum, "maximum": question.maximum, "example": middle}
    return Refusal(f"answers.{question.kind}_between", {name: _tidy(value) for name, value in limits.items()})


def _on_step(number: float, lowest: float, step: float) -> bool:
    steps = (number - lowest) / step
    return abs(steps - round(steps)) < 1e-6


def _tidy(number: float) -> float:
    return int(number) if number == int(number) else number


def _phone(question: Question, text: str) -> Answer | Refusal:
    number = phone(text)
    return Answer(question.name, text=number) if number else Refusal("answers.phone")


def _day(question: Question, text: str, today: date, day_words: Mapping[str, int]) -> Answer | Refusal:
    example = f"12.03.{today.year - CHILDHOOD}" if question.topic == "born" else f"{today:%d.%m.%Y}"
    word = folded(text).rstrip(".!")
    day = today + timedelta(days=day_words[word]) if word in day_words else _written_day(question, text, today)
    if day is None:
        return Refusal("answers.day", {"example": example})
    if question.days == "past" and day > today:
        return Refusal("answers.day_past", {"example": example})
    if question.days == "future" and day < today:
        return Refusal("answers.day_future", {"example": example})
    return Answer(question.name, text=day.isoformat())


def _time(question: Question, text: str) -> Answer | Refusal:
    found = _TIME.fullmatch(text)
    if found is None or int(found["hour"]) > 23 or int(found["minute"] or 0) > 59:
        return Refusal("answers.time")
    return Answer(question.name, text=f"{int(found['hour']):02}:{int(found['minute'] or 0):02}")


def _moment(question: Question, text: str, today: date, day_words: Mapping[str, int]) -> Answer | Refusal:
    found = _MOMENT.fullmatch(text)
    if found is None:
        return Refusal("answers.moment", {"example": f"{today:%d.%m.%Y} 15:30"})
    day, time = _day(question, found["day"], today, day_words), _time(question, found["time"])
    if isinstance(day, Refusal) or isinstance(time, Refusal):
        return day if isinstance(day, Refusal) else time
    return Answer(question.name, text=f"{day.text}T{time.text}")


def _written_day(question: Question, text: str, today: date) -> date | None:
    found = _ISO_DAY.fullmatch(text) or _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = found["year"], int(found["month"]), int(found["day"])
    years = [int(year) + (2000 if len(year) == 2 else 0)] if year else [today.year - 1, today.year, today.year + 1]
    days = [each for each in (_day_of(year, month, day) for year in years) if each is not None]
    fitting = [each for each in days if _fits(question, each, today)] or days
    return min(fitting, key=lambda each: abs(each - today), default=None)


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2199 else None
    except ValueError:
        return None


def _fits(question: Question, day: date, today: date) -> bool:
    return not (question.days == "past" and day > today) and not (question.days == "future" and day < today)
