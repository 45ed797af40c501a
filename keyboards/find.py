"""Buttons of lists of people and of a person's card."""

from collections.abc import Mapping, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.names import shown
from keyboards.invitations import ShowInvitation
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from keyboards.pairs import ShowPair
from locales import Texts
from programme.find import Found, Page, PersonCard

WIDTH = 48
"""Characters of a button that has its row to itself."""
QUERY_BYTES = 54
"""What a button can carry of the words that were searched for (Telegram's limit is 64 bytes in all)."""
ROLES = ("mentee", "mentor", "parent", "curator")


class ShowPerson(CallbackData, prefix="fi1"):
    """The card of a person, for curators."""

    person: Number


class ListPeople(CallbackData, prefix="fi2"):
    """A page of everybody (`all`), of a role, or of the invitations nobody has used (`invited`)."""

    role: str
    page: Number


class FindPeople(CallbackData, prefix="fi3"):
    """A page of what some words find."""

    page: Number
    words: str


def fitting(text: str) -> str:
    """As many words of a query as a button can carry."""
    kept = ""
    for word in text.replace(":", " ").split():
        longer = f"{kept} {word}".strip()
        if len(longer.encode()) > QUERY_BYTES:
            break
        kept = longer
    return kept


def people(page: Page, turn: Sequence[InlineKeyboardButton], names: str, texts: Texts) -> InlineKeyboardMarkup:
    """One button a person, the pages, and the way to the filters."""
    lines = [[button(label(line, names, texts), ShowPerson(person=line.person.id))] for line in page.lines]
    return rows(*lines, turn, [button(texts("find.to_people"), Open(screen="people")), to_menu(texts)])


def found(page: Page, words: str, names: str, texts: Texts) -> InlineKeyboardMarkup:
    """What some words found."""
    turn = turning(page.number, page.pages, lambda to: FindPeople(page=to, words=words), texts)
    return people(page, turn, names, texts)


def listed(page: Page, role: str, names: str, texts: Texts) -> InlineKeyboardMarkup:
    """The people of a role."""
    turn = turning(page.number, page.pages, lambda to: ListPeople(role=role, page=to), texts)
    return people(page, turn, names, texts)


def label(line: Found, names: str, texts: Texts) -> str:
    """A person on a button: «Мария И., 5Б · наставляемая»."""
    person = line.person
    name = shown(person.name, names) or texts("find.nameless")
    if person.group_name:
        name = f"{name}, {person.group_name}"
    roles = ", ".join(texts(f"find.role_{role}") for role in line.roles)
    whole = f"{name} · {roles}" if roles else name
    return whole if len(whole) <= WIDTH else whole[: WIDTH - 1] + "…"


def filters(numbers: Mapping[str, int], texts: Texts) -> InlineKeyboardMarkup:
    """Everybody, each role and the open invitations, with their numbers."""
    chips = [
        button(texts(f"find.filter_{role}", count=numbers.get(role, 0)), ListPeople(role=role, page=0))
        for role in (*ROLES, "invited", "all")
        if role == "all" or numbers.get(role)
    ]
    return rows(
        *column(chips, 2),
        [button(texts("find.invite"), Open(screen="invite"), "primary")],
        [to_menu(texts)],
    )


def invited(lines: Sequence[tuple[int, str]], page: int, pages: int, texts: Texts) -> InlineKeyboardMarkup:
    """The invitations nobody has used: id and label."""
    return rows(
        *[[button(words[:WIDTH], ShowInvitation(invitation=number))] for number, words in lines],
        turning(page, pages, lambda to: ListPeople(role="invited", page=to), texts),
        [button(texts("find.to_people"), Open(screen="people")), to_menu(texts)],
    )


def card(person: PersonCard, texts: Texts) -> InlineKeyboardMarkup:
    """From a person to their pairs, or to a pair for them."""
    pairs = [button(texts("find.pair", number=pair.number or 0), ShowPair(pair=pair.id)) for pair, _ in person.pairs]
    alone = not person.pairs and person.person.state == "active" and {"mentee", "mentor"} & {*person.roles}
    return rows(
        *column(pairs, 2),
        [button(texts("find.new_pair"), Open(screen="new_pair"))] if alone else [],
        [button(texts("find.to_people"), Open(screen="people")), to_menu(texts)],
    )
