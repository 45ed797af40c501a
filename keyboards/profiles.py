"""Buttons of what may be done with a person's profile."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from db.people import Grant, Person
from domain.names import shown
from domain.profiles import BOUND, FORMS
from keyboards.erasures import ErasePerson
from keyboards.find import GROUP_BYTES, ShowActions, ShowPerson
from keyboards.joining import link
from keyboards.menu import button, column, rows, to_menu
from keyboards.numbers import Number
from locales import Texts
from programme.leaving import Leaving
from programme.profiles import Roles

MOST_PLACES = 90
"""Organisations to choose from, each on a row: Telegram takes a hundred buttons."""


class Act(CallbackData, prefix="pf2"):
    """Open what may be done: `correct`, `roles`, `account`, `sign_out`, `doubles`, `leave`, `back`."""

    what: str
    person: Number


class Sure(CallbackData, prefix="pf3"):
    """Yes, do it: `account`, `sign_out`, `leave`, `back`."""

    what: str
    person: Number


class GiveRole(CallbackData, prefix="pf4"):
    """A role more; `bound` is the class or the form of mentoring that it reaches, `place` the organisation (0: not
    chosen).
    """

    person: Number
    role: str
    bound: str
    place: Number = 0


class TakeRole(CallbackData, prefix="pf5"):
    """A role less: asked first, then `sure`."""

    person: Number
    grant: Number
    sure: bool


class Merge(CallbackData, prefix="pf6"):
    """Two rows become one: shown first, then `sure`."""

    stays: Number
    goes: Number
    sure: bool


def actions(person_id: int, names: Sequence[str], texts: Texts) -> InlineKeyboardMarkup:
    """Everything that this reader may do."""
    acts = [ErasePerson(person=person_id) if name == "erase" else Act(what=name, person=person_id) for name in names]
    chips = [button(texts(f"profiles.do_{name}"), act) for name, act in zip(names, acts, strict=True)]
    return rows(*column(chips, 2), _back(person_id, texts))


def sure(what: str, person_id: int, texts: Texts) -> InlineKeyboardMarkup:
    """Asked before anything that ends something."""
    style = None if what in ("account", "back") else "danger"
    return rows(
        [button(texts(f"profiles.sure_{what}"), Sure(what=what, person=person_id), style)], _back(person_id, texts)
    )


def roles(facts: Roles, texts: Texts) -> InlineKeyboardMarkup:
    """The roles that can be taken, then those that can be given."""
    one = facts.person.id
    taken = [
        [
            button(
                texts("profiles.take", role=grant_words(grant, texts)), TakeRole(person=one, grant=grant.id, sure=False)
            )
        ]
        for grant in facts.takeable
    ]
    given = [
        [button(texts("profiles.give", role=texts(f"find.role_{role}")), GiveRole(person=one, role=role, bound=""))]
        for role in facts.givable
    ]
    return rows(*taken, *given, _back(one, texts))


def places(facts: Roles, role: str, texts: Texts) -> InlineKeyboardMarkup:
    """In which organisation a role is to hold."""
    chips = [
        [button(place.name, GiveRole(person=facts.person.id, role=role, bound="", place=place.id))]
        for place in facts.places[:MOST_PLACES]
    ]
    return rows(*chips, _back(facts.person.id, texts))


def bounds(facts: Roles, role: str, place: int, texts: Texts) -> InlineKeyboardMarkup:
    """Which class, or which form of mentoring, a role is to reach."""
    groups = [group for group in facts.groups if ":" not in group and len(group.encode()) <= GROUP_BYTES]
    names = groups if BOUND[role] == "group" else FORMS
    words = {name: name if BOUND[role] == "group" else texts(f"profiles.form_{name}") for name in names}
    chips = [
        button(words[name], GiveRole(person=facts.person.id, role=role, bound=name, place=place)) for name in names
    ]
    return rows(*column(chips, 4 if BOUND[role] == "group" else 1), _back(facts.person.id, texts))


def taking(person_id: int, grant_id: int, texts: Texts) -> InlineKeyboardMarkup:
    """Yes, take the role."""
    yes = button(texts("profiles.sure_role"), TakeRole(person=person_id, grant=grant_id, sure=True), "danger")
    return rows([yes], _back(person_id, texts))


def doubles(person_id: int, found: Sequence[Person], names: str, texts: Texts) -> InlineKeyboardMarkup:
    """Who may be the same person."""
    lines = [[button(_known_as(one, names, texts), Merge(stays=person_id, goes=one.id, sure=False))] for one in found]
    return rows(*lines, _back(person_id, texts))


def _known_as(one: Person, names: str, texts: Texts) -> str:
    name = shown(one.name, names) or texts("find.nameless")
    return ", ".join(filter(None, (name, one.group_name, texts(f"find.state_{one.state}"))))


def merging(stays: int, goes: int, texts: Texts) -> InlineKeyboardMarkup:
    """Do it, or the other way round."""
    return rows(
        [button(texts("profiles.sure_merge"), Merge(stays=stays, goes=goes, sure=True), "danger")],
        [button(texts("profiles.merge_swap"), Merge(stays=goes, goes=stays, sure=False))],
        _back(stays, texts),
    )


def left(gone: Leaving, names: str, texts: Texts) -> InlineKeyboardMarkup:
    """Whom somebody's leaving concerns: their cards."""
    people = dict.fromkeys((*gone.alone, *gone.children, *gone.adults))
    cards = [[button(shown(one.name, names) or texts("find.nameless"), ShowPerson(person=one.id))] for one in people]
    return rows(*cards[:8], _back(gone.person.id, texts))


def invitation(person_id: int, address: str, texts: Texts) -> InlineKeyboardMarkup:
    """A link for somebody known, ready to be handed over."""
    return rows(*link(address, texts("invitations.words"), texts), _back(person_id, texts))


def back(person_id: int, texts: Texts) -> InlineKeyboardMarkup:
    return rows(_back(person_id, texts))


def corrected(about: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under the end of the correction: `about` is the person."""
    return [
        [button(texts("profiles.more"), ShowActions(person=about))],
        [button(texts("profiles.card"), ShowPerson(person=about)), to_menu(texts)],
    ]


def grant_words(grant: Grant, texts: Texts) -> str:
    """A role with what it is bound to: «классный руководитель, 5Б»."""
    form = texts(f"profiles.form_{grant.form}") if grant.role in BOUND and grant.form in FORMS else None
    group = grant.group_name if grant.role in BOUND else None
    return ", ".join(filter(None, (texts(f"find.role_{grant.role}"), group, form)))


def _back(person_id: int, texts: Texts) -> list[InlineKeyboardButton]:
    return [button(texts("menu.back"), ShowPerson(person=person_id)), to_menu(texts)]
