"""Buttons of a shared phone: who is at it now, and the pad on which a PIN is pressed: it never stands in a chat."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from db.organisations import Organisation
from db.people import Person
from domain.names import shown
from domain.profiles import PIN_DIGITS
from keyboards.joining import Accept
from keyboards.menu import Open, button, column, rows
from keyboards.numbers import Number
from locales import Texts


class GivePhone(CallbackData, prefix="ph1"):
    """Somebody else of those who use the phone is at it now."""

    person: Number


class PinPad(CallbackData, prefix="ph2"):
    """A PIN being pressed: to choose one before the phone is shared (`join`, about an invitation's token) or handed
    over (`give`, about a person), or to come back to it (`back`).
    """

    use: str
    about: str
    digits: str


class PinDone(CallbackData, prefix="ph3"):
    """The PIN is complete."""

    use: str
    about: str
    digits: str


class ActIn(CallbackData, prefix="ph4"):
    """Act in another organisation from now on."""

    organisation: Number


def people(found: Sequence[Person], names: str, texts: Texts) -> InlineKeyboardMarkup:
    """Who else uses this phone."""
    chips = [button(shown(one.name, names) or texts("find.nameless"), GivePhone(person=one.id)) for one in found]
    return rows(*column(chips), [button(texts("menu.home"), Open(screen="home"))])


def pad(use: str, about: str, digits: str, texts: Texts) -> InlineKeyboardMarkup:
    """The digits; «done» appears when there are enough of them."""
    shortest, longest = PIN_DIGITS

    def key(digit: str) -> PinPad:
        return PinPad(use=use, about=about, digits=(digits + digit)[:longest])

    numbers = [button(digit, key(digit)) for digit in "123456789"]
    erase = button("⌫", PinPad(use=use, about=about, digits=digits[:-1]))
    done = [button(texts("phones.pin_done"), PinDone(use=use, about=about, digits=digits), "primary")]
    return rows(
        *column(numbers, 3),
        [erase, button("0", key("0"))],
        done if len(digits) >= shortest else [],
        [button(texts("menu.back"), Open(screen="home"))],
    )


def letter(person: Person, names: str, texts: Texts) -> InlineKeyboardMarkup:
    """Under a letter to somebody who is not at the phone now."""
    name = shown(person.name, names) or texts("find.nameless")
    return rows([button(texts("phones.open_as", name=name), GivePhone(person=person.id), "primary")])


def go_on(token: str, texts: Texts) -> InlineKeyboardMarkup:
    """The PIN is chosen: on with the invitation."""
    return rows([button(texts("phones.go_on"), Accept(token=token), "primary")])


def organisations(found: Sequence[Organisation], here: int, texts: Texts) -> InlineKeyboardMarkup:
    """Where else one may act."""
    chips = [button(one.name, ActIn(organisation=one.id)) for one in found if one.id != here]
    return rows(*column(chips), [button(texts("menu.home"), Open(screen="home"))])
