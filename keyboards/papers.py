"""Buttons of paper forms: printing them, and taking back the signed ones."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from db.papers import Paper
from db.people import Person
from domain import papers
from domain.consents import TERMS, Kind
from domain.names import shown
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from locales import Texts

PRINTED: tuple[Kind, ...] = ("processing", "publication", "photo", "transfer", "mentor_duty")
"""Kinds that have a form; a child's own word is said, not signed."""
WIDTH = 48
"""Characters of a button that has its row to itself."""
CLASS_WIDTH = 12
"""Characters of a class where three stand in a row."""


class PrintForms(CallbackData, prefix="pp1"):
    """Forms of a kind for the class of somebody."""

    somebody: Number
    kind: str


class PrintMine(CallbackData, prefix="pp2"):
    """Forms of a kind for one person; without a kind: choose it."""

    person: Number
    kind: str


class ChooseClass(CallbackData, prefix="pp3"):
    """For which class are forms of this kind wanted?"""

    kind: str


class ListPapers(CallbackData, prefix="pp4"):
    """A page of the forms that are out."""

    page: Number


class ShowPaper(CallbackData, prefix="pp5"):
    """The card of a form."""

    paper: Number


class EnterPaper(CallbackData, prefix="pp6"):
    """The form came back: enter what stands on it."""

    paper: Number


class TickPaper(CallbackData, prefix="pp7"):
    """What is ticked on the form."""

    paper: Number
    choice: str


class ConfirmPaper(CallbackData, prefix="pp8"):
    """The form is in its folder."""

    paper: Number


class SpoilPaper(CallbackData, prefix="pp9"):
    """The form was spoilt or lost: asked first, then done when `sure`."""

    paper: Number
    sure: bool


class SendPhoto(CallbackData, prefix="ppa"):
    """A photo of the form comes next."""

    paper: Number


def overview(waiting: int, texts: Texts) -> InlineKeyboardMarkup:
    """Print, or take back."""
    back = [button(texts("papers.waiting", count=waiting), ListPapers(page=0), "primary")] if waiting else []
    kinds = [button(texts(f"consents.kind_{kind}"), ChooseClass(kind=kind)) for kind in PRINTED]
    return rows(back, *column(kinds, 2), [button(texts("register.back"), Open(screen="register")), to_menu(texts)])


def classes(kind: str, groups: Sequence[tuple[str | None, int]], texts: Texts) -> InlineKeyboardMarkup:
    """A button a class, named by somebody of it."""
    chips = [
        button((group or texts("register.no_class"))[:CLASS_WIDTH], PrintForms(somebody=somebody, kind=kind))
        for group, somebody in groups
    ]
    return rows(*column(chips, 3), [button(texts("menu.back"), Open(screen="papers")), to_menu(texts)])


def kinds(person: int, texts: Texts) -> InlineKeyboardMarkup:
    """Which form for one person."""
    chips = [button(texts(f"consents.kind_{kind}"), PrintMine(person=person, kind=kind)) for kind in PRINTED]
    return rows(*column(chips, 2), [button(texts("register.back"), Open(screen="register")), to_menu(texts)])


def listed(
    forms: Sequence[tuple[Paper, Person]], page: int, pages: int, names: str, texts: Texts
) -> InlineKeyboardMarkup:
    """The forms that are out, those that were entered first."""
    lines = [button(label(paper, person, names, texts), ShowPaper(paper=paper.id)) for paper, person in forms]
    turn = turning(page, pages, lambda to: ListPapers(page=to), texts)
    return rows(*column(lines), turn, [button(texts("menu.back"), Open(screen="papers")), to_menu(texts)])


def label(paper: Paper, person: Person, names: str, texts: Texts) -> str:
    """«00017-4 · Мария И., 5Б · Данные»."""
    name = ", ".join(filter(None, (shown(person.name, names) or texts("find.nameless"), person.group_name)))
    kind = texts(f"consents.kind_{paper.kind}")
    words = texts(f"papers.button_{paper.state}", number=papers.number(paper.id), name=name, kind=kind)
    return words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"


def card(paper: Paper, photos: bool, texts: Texts) -> InlineKeyboardMarkup:
    """What can be done with a form; photos are off where the chat knows no names."""
    lines: list[list[InlineKeyboardButton]] = []
    if paper.state == "given":
        lines.append([button(texts("papers.came_back"), EnterPaper(paper=paper.id), "primary")])
    if paper.state == "returned":
        offered = next((terms.choices for kind, terms in TERMS.items() if kind == paper.kind), ())
        lines += [[button(_box(choice, paper, texts), TickPaper(paper=paper.id, choice=choice))] for choice in offered]
        lines.append([button(texts("papers.confirm"), ConfirmPaper(paper=paper.id), "success")])
        again = [button(texts("papers.correct"), EnterPaper(paper=paper.id))]
        if photos:
            again.append(button(texts("papers.photo"), SendPhoto(paper=paper.id)))
        lines.append(again)
    if paper.state in ("given", "returned"):
        lines.append([button(texts("papers.spoilt"), SpoilPaper(paper=paper.id, sure=False))])
    return rows(*lines, [button(texts("papers.to_list"), Open(screen="papers")), to_menu(texts)])


def sure_to_spoil(paper: int, texts: Texts) -> InlineKeyboardMarkup:
    """Really?"""
    return rows(
        [
            button(texts("papers.spoilt"), SpoilPaper(paper=paper, sure=True), "danger"),
            button(texts("menu.back"), ShowPaper(paper=paper)),
        ]
    )


def entered(about: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under the end of entering a form."""
    return [[button(texts("papers.check"), ShowPaper(paper=about), "primary")], [to_menu(texts)]]


def to_paper(paper: int, texts: Texts) -> InlineKeyboardMarkup:
    """Back to the form."""
    return InlineKeyboardMarkup(inline_keyboard=entered(paper, texts))


def to_papers(texts: Texts) -> InlineKeyboardMarkup:
    """On to the next form."""
    return rows([button(texts("papers.to_list"), Open(screen="papers")), to_menu(texts)])


def wanted(person: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under the letter that somebody wants a form."""
    return [[button(texts("register.print_for"), PrintMine(person=person, kind="processing"), "primary")]]


def _box(choice: str, paper: Paper, texts: Texts) -> str:
    ticked = "permissions.ticked" if choice in paper.choices else "permissions.unticked"
    return texts(ticked, label=texts(f"consents.choice_{choice}"))
