"""Buttons of questionnaires: every one carries its run and revision, so that a late or second tap is known for
what it is.
"""

from collections.abc import Callable, Sequence
from datetime import date

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from domain.forms import Question, worded
from domain.questionnaire import must_answer
from domain.replies import AGREED, CHILDHOOD
from keyboards.answers import said
from keyboards.calendar import Pick, month_rows
from keyboards.menu import button, column, to_menu
from keyboards.numbers import Number
from locales import Texts
from programme.standing import Card, ticks

PAGE = 8
"""Options on one page of a question with several answers (ux § 2)."""
SHORT = 20
"""Labels up to so many characters may stand two in a row (ux § 8)."""
FITTING = {2: SHORT, 3: 12, 4: 8, 5: 5}
"""How long labels may be to stand so many in a row, where a form asks for it."""
HOURS = range(7, 23)
"""Hours that are offered as buttons; any other time is typed."""
LONGEST = 40
"""Characters of a default on its button."""
TYPED = ("text", "whole", "number", "day", "time", "moment", "phone")
"""Kinds whose default is a button of its own: they have no options of which one could be marked."""
TINY = 3
"""Labels up to so many characters, as years and letters of a class, stand four in a row."""


class OpenRun(CallbackData, prefix="r1"):
    """Open, or go on with, a run."""

    run: Number


class PickOption(CallbackData, prefix="o1"):
    """One option, number, or OK: `option` is what `programme.answering.answer` takes."""

    run: Number
    revision: Number
    option: str


class TickOption(CallbackData, prefix="t1"):
    """Tick or untick one of several options, by its index."""

    run: Number
    revision: Number
    index: Number


class Step(CallbackData, prefix="s1"):
    """`done`, `skip`, `keep`, `back`, `forward`, `submit`, `later`; `page`, `month` or `hours` with what to show."""

    run: Number
    revision: Number
    step: str
    show: str = ""


class ChangeAnswer(CallbackData, prefix="e1"):
    """Change, from the summary."""

    run: Number
    revision: Number
    index: Number


class RunChoice(CallbackData, prefix="u1"):
    """What to do with a run that waits: `again`, `no`, or remind `evening`, `tomorrow`, `weekend`, `never`."""

    run: Number
    choice: str


def question(
    card: Card, texts: Texts, page: int = 0, month: date | None = None, day: date | None = None
) -> InlineKeyboardMarkup:
    """The buttons under a question: its answers, then back, skip, later; `day` is the one whose hours are shown."""
    asked = card.question
    assert asked, "the summary has its own buttons"
    rows = [_kept(card, asked, texts), *_answers(card, asked, texts, page, month, day), _way(card, asked, texts)]
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])


def _answers(
    card: Card, asked: Question, texts: Texts, page: int, month: date | None, day: date | None
) -> list[list[InlineKeyboardButton]]:
    run, revision = card.run.id, card.run.revision
    given = card.given or card.preset

    def pick(label: str, value: str, style: str | None = None) -> InlineKeyboardButton:
        return button(label, PickOption(run=run, revision=revision, option=value), style)

    match asked.kind:
        case "choice" | "yes_no" | "scale":
            labels = [worded(option.label, texts.language, texts.tone) for option in asked.options]
            chosen = given.value if given else None
            options = [
                pick(f"✓ {label}" if option.name == chosen else label, option.name)
                for label, option in zip(labels, asked.options, strict=True)
            ]
            return column(options, 5 if asked.scale == "s10" else _width(labels, asked.width))
        case "choices":
            return _several(card, asked, texts, page)
        case "whole" | "number":
            stands = card.preset.number if card.preset and not card.given else None
            numbers = [
                pick(f"✓ {texts.number(number)}" if number == stands else texts.number(number), str(number))
                for number in asked.suggestions
            ]
            return column(numbers, min((5, 4), key=lambda width: -len(numbers) % width))  # the fullest rows
        case "day":
            if month is not None:
                return month_rows(month, card.today, asked.days, pick, _shower(card), texts)
            return _chips(card, asked, texts, pick)
        case "time":
            return _hours(pick)
        case "moment":
            if day is not None:
                chosen_day = button(texts.day(day, "EEE, d MMMM"), _shower(card)("month", f"{day:%Y-%m}"))
                return [[chosen_day], *_hours(lambda label, value: pick(label, f"{day} {value}"))]

            def of_day(label: str, value: str) -> InlineKeyboardButton:
                return button(label, _shower(card)("hours", value))

            if month is not None:
                return month_rows(month, card.today, asked.days, of_day, _shower(card), texts)
            return _chips(card, asked, texts, of_day)
        case "note":
            return [[pick(texts("menu.next"), AGREED, "primary")]]
        case "acknowledge":
            word = "understood" if card.form.role == "mentee" else "agree"  # a child is told, an adult gives a word
            return [[pick(texts(f"runs.{word}"), AGREED, "success")]]
        case _:
            return []


def _kept(card: Card, asked: Question, texts: Texts) -> list[InlineKeyboardButton]:
    """The default as a button, where no other button can be marked as the one that stands there."""
    preset = card.preset if asked.kind in TYPED else None
    if preset is None or preset.number in asked.suggestions:
        return []
    return [button(_cut(said(asked, preset, texts)), _shower(card)("keep", ""), "primary")]


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _hours(pick: Pick) -> list[list[InlineKeyboardButton]]:
    """Whole hours of a day; a button's value must not hold a colon, which parts the values of a press."""
    return column([pick(f"{hour}:00", f"{hour}.00") for hour in HOURS], 4)


def _width(labels: Sequence[str], wanted: int = 0) -> int:
    longest = max(map(len, labels))
    if wanted:
        return next(width for width in range(wanted, 0, -1) if width == 1 or longest <= FITTING[width])
    if len(labels) > 5 and sum(len(label) > TINY for label in labels) <= 1:
        return 4
    if len(labels) == 2:
        return 2 if longest <= SHORT else 1
    if len(labels) > 5 and longest <= SHORT:
        return 2
    return 1


def _several(card: Card, asked: Question, texts: Texts, page: int) -> list[list[InlineKeyboardButton]]:
    run, revision, ticked = card.run.id, card.run.revision, set(ticks(card))
    pages = (len(asked.options) + PAGE - 1) // PAGE
    shown = list(enumerate(asked.options))[page * PAGE : (page + 1) * PAGE]
    labels = [worded(option.label, texts.language, texts.tone) for _, option in shown]
    options = [
        button(f"{'☑' if option.name in ticked else '☐'} {label}", TickOption(run=run, revision=revision, index=index))
        for (index, option), label in zip(shown, labels, strict=True)
    ]
    usual = 2 if len(labels) > 4 and max(map(len, labels)) <= SHORT - 2 else 1
    rows = column(options, _width([f"☐ {label}" for label in labels], asked.width) if asked.width else usual)
    if pages > 1:
        rows.append([
            button(f"{'•' if number == page else ''}{number + 1}", _shower(card)("page", str(number)))
            for number in range(pages)
        ])  # fmt: skip
    rows.append([
        button(texts("runs.done", count=len(ticked)), Step(run=run, revision=revision, step="done"), "primary")
    ])  # fmt: skip
    return rows


def _chips(card: Card, asked: Question, texts: Texts, pick: Pick) -> list[list[InlineKeyboardButton]]:
    near = {
        "past": ((0, "today"), (-1, "yesterday")),
        "future": ((0, "today"), (1, "tomorrow_day")),
        "any": ((0, "today"),),
    }
    days = [
        pick(texts(f"runs.{word}"), date.fromordinal(card.today.toordinal() + distance).isoformat())
        for distance, word in near[asked.days]
    ]
    if asked.topic == "born":
        calendar = _shower(card)("month", f"{card.today.year - CHILDHOOD}-{card.today:%m}")
        return [[button(texts("runs.calendar"), calendar)]]
    return [days, [button(texts("runs.other_day"), _shower(card)("month", f"{card.today:%Y-%m}"))]]


def _shower(card: Card) -> Callable[[str, str], Step]:
    def show(step: str, what: str) -> Step:
        return Step(run=card.run.id, revision=card.run.revision, step=step, show=what)

    return show


def _way(card: Card, asked: Question, texts: Texts) -> list[InlineKeyboardButton]:
    step = _shower(card)
    way = []
    if not card.first:
        way.append(button(texts("menu.back"), step("back", "")))
    if card.given is not None and asked.kind != "note":  # whose own button leads on
        way.append(button(texts("menu.next"), step("forward", "")))
    elif not must_answer(card.form, asked, card.answers, card.today) and asked.kind != "note":
        way.append(button(texts("runs.skip"), step("skip", "")))
    way.append(button(texts("runs.later"), step("later", "")))
    return way


def summary(card: Card, questions: Sequence[tuple[int, Question, str]], texts: Texts) -> InlineKeyboardMarkup:
    """The buttons under the summary: change any answer (index, question, its number in the list), send."""
    run, revision = card.run.id, card.run.revision
    changes = [
        button(texts("runs.change", number=number), ChangeAnswer(run=run, revision=revision, index=index))
        for index, _, number in questions
    ]
    send = button(texts("runs.send"), Step(run=run, revision=revision, step="submit"), "success")
    later = button(texts("runs.later"), Step(run=run, revision=revision, step="later"))
    return InlineKeyboardMarkup(inline_keyboard=[[send], *column(changes, 4), [later]])


def put_aside(run: int, texts: Texts) -> InlineKeyboardMarkup:
    """When to remind of what was put aside."""
    choices = [
        button(texts(f"runs.{when}"), RunChoice(run=run, choice=when))
        for when in ("evening", "tomorrow", "weekend", "never")
    ]
    go_on = button(texts("runs.go_on"), OpenRun(run=run), "primary")
    return InlineKeyboardMarkup(inline_keyboard=[*column(choices, 2), [go_on], [to_menu(texts)]])


def waiting(run: int, texts: Texts) -> InlineKeyboardMarkup:
    """Go on, start again, or not at all."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [button(texts("runs.go_on"), OpenRun(run=run), "primary")],
            [
                button(texts("runs.again"), RunChoice(run=run, choice="again")),
                button(texts("runs.no"), RunChoice(run=run, choice="no")),
            ],
            [to_menu(texts)],
        ]
    )


def phone(texts: Texts) -> ReplyKeyboardMarkup:
    """The button that shares the own number: Telegram offers it on the reply keyboard only."""
    return ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text=texts("runs.share_phone"), request_contact=True)]],
        resize_keyboard=True,
        one_time_keyboard=True,
    )
