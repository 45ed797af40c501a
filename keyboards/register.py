"""Buttons of the register of consents: classes, what is missing, one person."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from db.consents import Consent
from domain.names import shown
from keyboards.find import ShowPerson
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from keyboards.papers import PrintForms, PrintMine
from locales import Texts
from programme.register import Coverage, Standing

PAGE = 8
"""People, or classes, on a page."""


class ShowClass(CallbackData, prefix="rg1"):
    """Who is missing in the class of somebody."""

    somebody: Number
    page: Number


class RemindClass(CallbackData, prefix="rg2"):
    """Remind everybody of somebody's class who owes a word: asked first, then done when `sure`."""

    somebody: Number
    sure: bool


class ShowRecord(CallbackData, prefix="rg3"):
    """One person of the register."""

    person: Number


class RecordWithdrawal(CallbackData, prefix="rg4"):
    """Somebody took a consent back on paper: asked first, then written down when `sure`."""

    consent: Number
    sure: bool


class ExportRegister(CallbackData, prefix="rg5"):
    """The register as a workbook, with names or with codes."""

    named: bool


class ListClasses(CallbackData, prefix="rg6"):
    """Another page of classes."""

    page: Number


def overview(
    classes: Sequence[Coverage], page: int, paper: bool, wordings: bool, named: bool, texts: Texts
) -> InlineKeyboardMarkup:
    """A button a class, then what can be done about the whole."""
    pages = max(1, -(-len(classes) // PAGE))
    cut = classes[page * PAGE : (page + 1) * PAGE]
    buttons = [button(class_label(each, texts), ShowClass(somebody=each.somebody, page=0)) for each in cut]
    files = [button(texts("register.export"), ExportRegister(named=False))]
    if named:
        files.append(button(texts("register.export_named"), ExportRegister(named=True)))
    more: list[InlineKeyboardButton] = []
    if paper:
        more.append(button(texts("register.papers"), Open(screen="papers")))
    if wordings:
        more.append(button(texts("register.texts"), Open(screen="wordings")))
    turn = turning(page, pages, lambda to: ListClasses(page=to), texts)
    return rows(*column(buttons, 2), turn, more, files, [to_menu(texts)])


def class_label(one: Coverage, texts: Texts) -> str:
    """«5Б: 12 из 14»."""
    group = one.group or texts("register.no_class")
    return texts("register.class_button", group=group, have=one.have, total=one.total)


def missing(
    somebody: int, people: Sequence[Standing], page: int, names: str, paper: bool, texts: Texts
) -> InlineKeyboardMarkup:
    """A button a person who lacks something; remind them, print their forms."""
    pages = max(1, -(-len(people) // PAGE))
    cut = people[page * PAGE : (page + 1) * PAGE]
    lines = [button(person_label(each, names, texts), ShowRecord(person=each.person.id)) for each in cut]
    turn = turning(page, pages, lambda to: ShowClass(somebody=somebody, page=to), texts)
    deeds = []
    if paper and people:
        deeds = [
            button(texts("register.remind"), RemindClass(somebody=somebody, sure=False)),
            button(texts("register.print"), PrintForms(somebody=somebody, kind="processing")),
        ]
    return rows(*column(lines), turn, deeds, [button(texts("register.back"), Open(screen="register")), to_menu(texts)])


def person_label(one: Standing, names: str, texts: Texts) -> str:
    """«Мария И. · нет согласия родителя»."""
    name = shown(one.person.name, names) or texts("find.nameless")
    return texts("register.person_button", name=name, what=texts(f"register.short_{what(one)}"))


def what(one: Standing) -> str:
    """What a person lacks, as the name of a text."""
    if one.step == "home":
        return "new_text" if one.new_text else "home"
    return one.step


def sure_to_remind(somebody: int, texts: Texts) -> InlineKeyboardMarkup:
    """Really?"""
    return rows(
        [
            button(texts("register.remind"), RemindClass(somebody=somebody, sure=True), "primary"),
            button(texts("menu.back"), ShowClass(somebody=somebody, page=0)),
        ]
    )


def record(one: Standing, consents: Sequence[tuple[Consent, str]], paper: bool, texts: Texts) -> InlineKeyboardMarkup:
    """What can be done for a person; a withdrawal on paper for each consent that stands."""
    deeds = []
    if paper:
        deeds.append([button(texts("register.print_for"), PrintMine(person=one.person.id, kind=""))])
        deeds += [
            [button(texts("register.withdrawn_on_paper", line=line), RecordWithdrawal(consent=each.id, sure=False))]
            for each, line in consents
            if each.stands
        ]
    back = button(texts("menu.back"), ShowClass(somebody=one.person.id, page=0))
    return rows(*deeds, [button(texts("register.person"), ShowPerson(person=one.person.id))], [back, to_menu(texts)])


def sure_to_withdraw(consent: Consent, texts: Texts) -> InlineKeyboardMarkup:
    """The consequences are read."""
    return rows(
        [
            button(texts("register.write_down"), RecordWithdrawal(consent=consent.id, sure=True), "danger"),
            button(texts("menu.back"), ShowRecord(person=consent.subject_id)),
        ]
    )


def to_register(texts: Texts) -> InlineKeyboardMarkup:
    """Back to the register."""
    return rows([button(texts("register.back"), Open(screen="register")), to_menu(texts)])
