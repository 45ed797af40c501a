"""Buttons of cases: the list, a card with what can be done, the duty."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from db.cases import Case
from domain.cases import OUTCOMES, Adult
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from keyboards.sos import label
from locales import Texts
from programme.cases import View, Work


class ListCases(CallbackData, prefix="cs1"):
    """The open cases, or the closed ones."""

    closed: bool


class ShowCase(CallbackData, prefix="cs2"):
    """A case; the look is written down."""

    case: Number


class TakeCase(CallbackData, prefix="cs3"):
    """I take it."""

    case: Number
    revision: Number


class PassCase(CallbackData, prefix="cs4"):
    """Pass it on to a person; 0 asks to whom."""

    case: Number
    revision: Number
    to: Number


class CloseCase(CallbackData, prefix="cs5"):
    """It is over, with one of `domain.cases.OUTCOMES`; `ask` asks how."""

    case: Number
    revision: Number
    outcome: str


class NoteCase(CallbackData, prefix="cs6"):
    """The next words are a note."""

    case: Number


class SetDuty(CallbackData, prefix="cs7"):
    """On duty, or no more."""

    on: bool


def listed(work: Work, lines: Sequence[tuple[int, str]], closed: bool, texts: Texts) -> InlineKeyboardMarkup:
    """One button a case, the duty, the other list."""
    cases = [[button(words, ShowCase(case=case_id))] for case_id, words in lines]
    duty = []
    if work.on_duty is not None and not closed:
        duty = [button(texts("cases.duty_off" if work.on_duty else "cases.duty_on"), SetDuty(on=not work.on_duty))]
    other = button(texts("cases.to_open" if closed else "cases.to_closed"), ListCases(closed=not closed))
    return rows(*cases, duty, [other, to_menu(texts)])


def card(view: View, texts: Texts) -> InlineKeyboardMarkup:
    """What can be done about a case as it stands."""
    case = view.case
    if case.state == "closed":
        return rows(_ways(texts))
    take = [button(texts("cases.take"), TakeCase(case=case.id, revision=case.revision), "success")]
    return rows(
        take if case.state == "open" else [],
        [
            button(texts("cases.pass"), PassCase(case=case.id, revision=case.revision, to=0)),
            button(texts("cases.note"), NoteCase(case=case.id)),
        ],
        [button(texts("cases.close"), CloseCase(case=case.id, revision=case.revision, outcome="ask"))],
        _ways(texts),
    )


def colleagues(case: Case, people: Sequence[Adult], names: str, texts: Texts) -> InlineKeyboardMarkup:
    """To whom it may be passed on."""
    lines = [
        [button(label(each, names, texts), PassCase(case=case.id, revision=case.revision, to=each.person_id))]
        for each in people
    ]
    return rows(*lines, [to_case(case.id, texts), to_menu(texts)])


def outcomes(case: Case, texts: Texts) -> InlineKeyboardMarkup:
    """How it ended."""
    words = [
        button(texts(f"cases.outcome_{each}"), CloseCase(case=case.id, revision=case.revision, outcome=each))
        for each in OUTCOMES
    ]
    return rows(*column(words), [to_case(case.id, texts), to_menu(texts)])


def to_case(case_id: int, texts: Texts) -> InlineKeyboardButton:
    """Back to the case."""
    return button(texts("menu.back"), ShowCase(case=case_id))


def alert(case_id: int, revision: int | None, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under an alert: no content; it is opened, which may ask for the PIN, or taken at once, which does not."""
    shown = button(texts("cases.open"), ShowCase(case=case_id), "primary")
    if revision is None:
        return [[shown]]
    return [[shown, button(texts("cases.take"), TakeCase(case=case_id, revision=revision), "success")]]


def without_content(case_id: int, texts: Texts) -> InlineKeyboardMarkup:
    """What happened to a case is shown, but not what it says."""
    return rows([button(texts("cases.open"), ShowCase(case=case_id), "primary")], _ways(texts))


def to_cases(texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under a letter about several cases."""
    return [[button(texts("home.screen_cases"), Open(screen="cases"), "primary")]]


def _ways(texts: Texts) -> list[InlineKeyboardButton]:
    return [button(texts("cases.to_list"), Open(screen="cases")), to_menu(texts)]


def back(case_id: int, texts: Texts) -> InlineKeyboardMarkup:
    """Back to the case, or home."""
    return rows([to_case(case_id, texts), to_menu(texts)])


def deadlines(own: Sequence[tuple[int, str]], texts: Texts) -> InlineKeyboardMarkup:
    """A director opens only those that they were told of."""
    return rows(*[[button(words, ShowCase(case=case_id))] for case_id, words in own], [to_menu(texts)])
