"""Buttons of lists of people and of a person's card."""

from collections.abc import Callable, Mapping, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.names import shown
from domain.rights import ROLES
from keyboards.clearances import to_sheet
from keyboards.invitations import ListInvitations
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
STATES = ("invited", "joining", "active", "withdrawn", "left")
GROUP_BYTES = 16
"""What a button can carry of a class; a longer name is found by words."""


class ShowPerson(CallbackData, prefix="fi1"):
    """The card of a person, for curators."""

    person: Number


class ListPeople(CallbackData, prefix="fi2"):
    """A page of everybody (`all`), of a role.

    `state` is a place in `STATES`, -1 for any but those who left; an empty `group` is any class.
    """

    role: str
    page: Number
    state: Number = -1
    group: str = ""


class PickFilter(CallbackData, prefix="fi4"):
    """Choose the class or the state of a list."""

    classes: bool
    role: str
    state: Number
    group: str


class ShowActions(CallbackData, prefix="pf1"):
    """What may be done with a person's profile."""

    person: Number


class OpenSensitive(CallbackData, prefix="fi5"):
    """What somebody answered to sensitive questions; the press is recorded."""

    person: Number


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


def listed(page: Page, shown_now: ListPeople, names: str, texts: Texts) -> InlineKeyboardMarkup:
    """The people of a list, and what narrows it."""
    turn = turning(page.number, page.pages, lambda to: shown_now.model_copy(update={"page": to}), texts)

    def pick(classes: bool) -> PickFilter:
        return PickFilter(classes=classes, role=shown_now.role, state=shown_now.state, group=shown_now.group)

    group = shown_now.group or texts("find.any_group")
    state = texts(f"find.short_{STATES[shown_now.state]}") if shown_now.state >= 0 else texts("find.any_state")
    narrowing = [
        button(texts("find.by_group", group=group), pick(True)),
        button(texts("find.by_state", state=state), pick(False)),
    ]
    lines = [[button(label(line, names, texts), ShowPerson(person=line.person.id))] for line in page.lines]
    return rows(*lines, turn, narrowing, [button(texts("find.to_people"), Open(screen="people")), to_menu(texts)])


def groups(picked: PickFilter, found: Sequence[str], texts: Texts) -> InlineKeyboardMarkup:
    """The classes to choose from."""
    fitting_ones = [group for group in found if ":" not in group and len(group.encode()) <= GROUP_BYTES]
    chips = [button(group, _narrowed(picked, group=group)) for group in fitting_ones]
    return rows(*column(chips, 4), [button(texts("find.all_groups"), _narrowed(picked, group=""))])


def states(picked: PickFilter, numbers: Mapping[str, int], texts: Texts) -> InlineKeyboardMarkup:
    """The states to choose from, with how many people stand in each."""
    chips = [
        button(texts(f"find.filter_state_{state}", count=numbers[state]), _narrowed(picked, state=place))
        for place, state in enumerate(STATES)
        if numbers.get(state)
    ]
    return rows(*column(chips, 2), [button(texts("find.all_states"), _narrowed(picked, state=-1))])


def _narrowed(picked: PickFilter, **change: str | int) -> ListPeople:
    kept = {"role": picked.role, "page": 0, "state": picked.state, "group": picked.group}
    return ListPeople.model_validate({**kept, **change})


def label(line: Found, names: str, texts: Texts) -> str:
    """A person on a button: «Мария И., 5Б · наставляемая»."""
    person = line.person
    name = shown(person.name, names) or texts("find.nameless")
    if person.group_name:
        name = f"{name}, {person.group_name}"
    roles = ", ".join(texts(f"find.role_{role}") for role in line.roles)
    whole = f"{name} · {roles}" if roles else name
    return whole if len(whole) <= WIDTH else whole[: WIDTH - 1] + "…"


def filters(numbers: Mapping[str, int], may: Callable[[str], bool], texts: Texts) -> InlineKeyboardMarkup:
    """Everybody, each role and the open invitations, with their numbers; `may` tells what the reader has a right to."""
    chips = [
        button(texts(f"find.filter_{role}", count=numbers.get(role, 0)), ListPeople(role=role, page=0))
        for role in (*ROLES, "all")
        if role == "all" or numbers.get(role)
    ]
    if may("people.invite") and numbers.get("invited"):
        text = texts("find.filter_invited", count=numbers["invited"])
        chips.insert(-1, button(text, ListInvitations(standing="open", page=0)))
    invite = [button(texts("find.invite"), Open(screen="invite"), "primary")] if may("people.invite") else []
    whole_list = [button(texts("importing.import"), Open(screen="import"))] if may("people.import") else []
    return rows(*column(chips, 2), [*invite, *whole_list], [to_menu(texts)])


def card(person: PersonCard, may: Callable[[str], bool], texts: Texts) -> InlineKeyboardMarkup:
    """From a person to their pairs, or to a pair for them, and to what may be done with the profile."""
    one = person.person
    pairs = [button(texts("find.pair", number=pair.number or 0), ShowPair(pair=pair.id)) for pair, _ in person.pairs]
    alone = not person.pairs and one.state == "active" and {"mentee", "mentor"} & {*person.roles}
    new_pair = alone and may("pairs.form") and not person.guest
    return rows(
        *column(pairs, 2),
        [button(texts("find.new_pair"), Open(screen="new_pair"))] if new_pair else [],
        [to_sheet(one.id, texts)] if "mentor" in person.roles and may("clearances.record") else [],
        [button(texts("find.sensitive"), OpenSensitive(person=one.id))] if may("answers.sensitive") else [],
        [button(texts("profiles.actions"), ShowActions(person=one.id))] if may("people.invite") else [],
        [button(texts("find.to_people"), Open(screen="people")), to_menu(texts)],
    )


def to_person(person_id: int, texts: Texts) -> InlineKeyboardMarkup:
    """Back to the card."""
    return rows([button(texts("menu.back"), ShowPerson(person=person_id)), to_menu(texts)])
