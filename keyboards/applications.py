"""Buttons of applications: of the child who made one, and of the curator who decides."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from db.applications import Application
from domain.names import shown
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from locales import Texts
from programme.applications import Judged

NEW = 0
"""In place of a person of the list: a pupil whom it lacks."""
PAGE = 10
"""Pupils on one page of a class's list."""
SHOWN = 20
"""Applications on one screen: the rest comes when these are decided."""
WIDTH = 48


class ChangeName(CallbackData, prefix="ap1"):
    """The child wants to write the name again."""


class ShowApplication(CallbackData, prefix="ap2"):
    """An application to decide on."""

    application: Number


class AcceptApplication(CallbackData, prefix="ap3"):
    """It is this person of the list, or a new one (`person` 0)."""

    application: Number
    person: Number


class RefuseApplication(CallbackData, prefix="ap4"):
    """Nobody of the class."""

    application: Number


class PickFromRoster(CallbackData, prefix="ap5"):
    """A page of who of the class has not come in."""

    application: Number
    page: Number


def made(has_name: bool, texts: Texts) -> InlineKeyboardMarkup:
    """Under the word that the application is on its way."""
    change = [button(texts("applications.change_name"), ChangeName())] if has_name else []
    return rows(change, [button(texts("help.sos"), Open(screen="sos"))])


def waiting(applications: Sequence[Application], names: str, texts: Texts) -> InlineKeyboardMarkup:
    """What waits for the curator."""
    lines = [[button(label(each, names, texts), ShowApplication(application=each.id))] for each in applications[:SHOWN]]
    return rows(*lines, [button(texts("menu.back"), Open(screen="invite")), to_menu(texts)])


def label(application: Application, names: str, texts: Texts) -> str:
    """An application on a button: «5Б · Мария И.»."""
    name = shown(application.name or "", names) or texts("applications.number", number=application.id)
    return f"{application.group_name} · {name}"[:WIDTH]


def card(about: Judged, names: str, texts: Texts) -> InlineKeyboardMarkup:
    """Whom of the list it could be, somebody new, or nobody."""
    number = about.application.id
    fits = [
        [
            button(
                texts("applications.is", name=shown(each.name, names))[:WIDTH],
                AcceptApplication(application=number, person=each.id),
                "success",
            )
        ]
        for each in about.fitting
    ]
    pick = [button(texts("applications.pick"), PickFromRoster(application=number, page=0))] if about.roster else []
    new = AcceptApplication(application=number, person=NEW)
    add = [button(texts("applications.new"), new)] if about.application.name and not about.fitting else []
    refuse = [button(texts("applications.refuse"), RefuseApplication(application=number))]
    return rows(*fits, pick, add, refuse, [button(texts("menu.back"), Open(screen="applications")), to_menu(texts)])


def roster(about: Judged, page: int, names: str, texts: Texts) -> InlineKeyboardMarkup:
    """Who of the class has not come in, by name."""
    number, pages = about.application.id, max(1, -(-len(about.roster) // PAGE))
    page = min(max(page, 0), pages - 1)
    people = [
        button(shown(each.name, names) or each.code, AcceptApplication(application=number, person=each.id))
        for each in about.roster[page * PAGE : (page + 1) * PAGE]
    ]
    turn = turning(page, pages, lambda to: PickFromRoster(application=number, page=to), texts)
    return rows(*column(people, 2), turn, [button(texts("menu.back"), ShowApplication(application=number))])


def to_applications(texts: Texts) -> list[list[InlineKeyboardButton]]:
    """From a letter to what waits."""
    return [[button(texts("applications.look"), Open(screen="applications"), "primary")]]
