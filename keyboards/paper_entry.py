"""Buttons of entering sheets: whose sheet it is, and the next one."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from db.people import Person
from db.runs import FormVersion
from domain.names import shown
from keyboards.find import GROUP_BYTES, WIDTH
from keyboards.menu import button, column, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from keyboards.questionnaires import ShowForm, TakeForm
from locales import Texts
from programme import forms, paper_entry


class ListWriters(CallbackData, prefix="pw1"):
    """A page of those whose sheet of a questionnaire (the number of its version) may be entered; an empty `group` is
    any class.
    """

    version: Number
    page: Number
    group: str = ""


class PickGroup(CallbackData, prefix="pw2"):
    """Choose the class of those people."""

    version: Number


class EnterSheet(CallbackData, prefix="pw3"):
    """Enter somebody's sheet; `sure`: in the place of answers that were begun in the chat."""

    version: Number
    person: Number
    sure: bool


def ways(version: FormVersion, texts: Texts) -> list[InlineKeyboardButton]:
    """On the card of a questionnaire: its sheet to be printed, and sheets that came back."""
    form = forms.of_version(version)
    sheet = button(texts("paper_entry.print"), TakeForm(version=version.id, kind="paper"))
    enter = button(texts("paper_entry.enter"), ListWriters(version=version.id, page=0))
    return [*([sheet] if paper_entry.printable(form) else []), *([enter] if paper_entry.enterable(form) else [])]


def writers(
    listed: ListWriters, people: Sequence[Person], pages: int, by_class: bool, names: str, texts: Texts
) -> InlineKeyboardMarkup:
    """A button a person, the pages, and the classes where there are several."""
    turn = turning(listed.page, pages, lambda to: listed.model_copy(update={"page": to}), texts)
    group = texts("find.by_group", group=listed.group or texts("find.any_group"))
    narrowing = [button(group, PickGroup(version=listed.version))] if by_class else []
    card = button(texts("questionnaires.to_card"), ShowForm(version=listed.version))
    return rows(*_people(listed.version, people, names, texts), turn, narrowing, [card, to_menu(texts)])


def found(version: int, people: Sequence[Person], names: str, texts: Texts) -> InlineKeyboardMarkup:
    """Those whom some words named."""
    return rows(*_people(version, people, names, texts), [_everybody(version, texts), to_menu(texts)])


def groups(version: int, classes: Sequence[str], texts: Texts) -> InlineKeyboardMarkup:
    """The classes to choose from."""
    fitting = [group for group in classes if ":" not in group and len(group.encode()) <= GROUP_BYTES]
    chips = [button(group, ListWriters(version=version, page=0, group=group)) for group in fitting]
    every = button(texts("find.all_groups"), ListWriters(version=version, page=0))
    return rows(*column(chips, 4), [every, to_menu(texts)])


def instead(version: int, person: int, texts: Texts) -> InlineKeyboardMarkup:
    """Answers were begun in the chat: enter the sheet in their place?"""
    yes = button(texts("paper_entry.instead"), EnterSheet(version=version, person=person, sure=True), "primary")
    return rows([yes], [_everybody(version, texts), to_menu(texts)])


def another(version: int, texts: Texts) -> InlineKeyboardMarkup:
    """Back to the people."""
    return InlineKeyboardMarkup(inline_keyboard=entered(version, texts))


def entered(version: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under the end of entering a sheet."""
    return [[button(texts("paper_entry.another"), ListWriters(version=version, page=0), "primary"), to_menu(texts)]]


def _everybody(version: int, texts: Texts) -> InlineKeyboardButton:
    return button(texts("paper_entry.everybody"), ListWriters(version=version, page=0))


def _people(version: int, people: Sequence[Person], names: str, texts: Texts) -> list[list[InlineKeyboardButton]]:
    return [
        [button(_name(each, names, texts), EnterSheet(version=version, person=each.id, sure=False))] for each in people
    ]


def _name(person: Person, names: str, texts: Texts) -> str:
    name = ", ".join(filter(None, (shown(person.name, names) or texts("find.nameless"), person.group_name)))
    return name if len(name) <= WIDTH else name[: WIDTH - 1] + "…"
