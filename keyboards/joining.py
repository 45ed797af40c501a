"""Buttons of the way in."""

from urllib.parse import quote

from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from keyboards.consents import card
from keyboards.menu import Open, button, rows, to_menu
from keyboards.numbers import Number
from keyboards.runs import OpenRun
from locales import Texts
from programme.guardians import RELATIONS
from programme.joining import Station


class Accept(CallbackData, prefix="j1"):
    """Yes, the invitation is mine."""

    token: str


class NotMe(CallbackData, prefix="j2"):
    """No, the invitation is somebody else's."""

    token: str


class Relate(CallbackData, prefix="j3"):
    """Who the parent is to the child."""

    guardian: Number
    relation: str


class AskAdult(CallbackData, prefix="j4"):
    """How the child reaches an adult: `link`, `near` or `paper`."""

    way: str


class JudgeParent(CallbackData, prefix="j5"):
    """The curator's word about a parent whose number is not on the list."""

    guardian: Number
    known: bool


class BeginFirst(CallbackData, prefix="j6"):
    """On to the first questionnaire."""


def door(texts: Texts) -> InlineKeyboardMarkup:
    """What a stranger may ask."""
    return rows(
        [button(texts("start.have_invitation"), Open(screen="have_invitation"))],
        [button(texts("start.from_school"), Open(screen="from_school"))],
        [button(texts("start.what_is_it"), Open(screen="what_is_it")), button(texts("help.sos"), Open(screen="sos"))],
    )


def accepting(token: str, parent: bool, texts: Texts) -> InlineKeyboardMarkup:
    """Is that you?"""
    yes, no = ("parent_yes", "parent_no") if parent else ("accept_yes", "accept_no")
    return rows(
        [button(texts(f"start.{yes}"), Accept(token=token), "primary")],
        [button(texts(f"start.{no}"), NotMe(token=token))],
    )


def not_me(key: str, texts: Texts) -> InlineKeyboardMarkup:
    """While a pupil is asked what only they know."""
    return rows([button(texts("start.accept_no"), NotMe(token=key))])


def asked(texts: Texts) -> InlineKeyboardMarkup:
    """While a stranger is asked to write something."""
    return rows([button(texts("help.sos"), Open(screen="sos"))], [button(texts("menu.back"), Open(screen="home"))])


def phone(texts: Texts) -> ReplyKeyboardMarkup:
    """The own number, given by the messenger; or the curator's word instead."""
    return ReplyKeyboardMarkup(
        keyboard=[
            [KeyboardButton(text=texts("joining.share_phone"), request_contact=True)],
            [KeyboardButton(text=texts("joining.no_phone"))],
        ],
        resize_keyboard=True,
        one_time_keyboard=True,
    )


def link(address: str, words: str, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Ways to hand a link over."""
    share = f"https://t.me/share/url?url={quote(address, safe='')}&text={quote(words, safe='')}"
    return [
        [InlineKeyboardButton(text=texts("joining.send_link"), url=share)],
        [InlineKeyboardButton(text=texts("joining.copy_link"), copy_text=CopyTextButton(text=address))],
    ]


def adult_link(address: str, texts: Texts) -> InlineKeyboardMarkup:
    """The link for an adult, and the way back."""
    return rows(*link(address, texts("joining.link_words"), texts), [button(texts("menu.back"), Open(screen="home"))])


def back(texts: Texts) -> InlineKeyboardMarkup:
    """To where one stands."""
    return rows([button(texts("menu.back"), Open(screen="home"))])


def begin(run_id: int, texts: Texts) -> InlineKeyboardMarkup:
    """The first questionnaire, now or later."""
    return rows(
        [button(texts("joining.begin"), OpenRun(run=run_id), "primary")],
        [button(texts("joining.later"), Open(screen="home"))],
    )


def judge(guardian_id: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """The curator knows this parent, or does not."""
    return [
        [
            button(texts("joining.confirm"), JudgeParent(guardian=guardian_id, known=True), "success"),
            button(texts("joining.reject"), JudgeParent(guardian=guardian_id, known=False)),
        ]
    ]


def first_form(about: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under the end of getting acquainted."""
    return [[button(texts("joining.go_on"), BeginFirst(), "primary")], [to_menu(texts)]]


def go_on(about: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """To the step where one stands."""
    return [[button(texts("joining.go_on"), Open(screen="step"), "primary")]]


def step(here: Station, texts: Texts) -> InlineKeyboardMarkup:
    """The buttons of a step; only the number has a keyboard of another kind, see `phone`."""
    sos = [button(texts("help.sos"), Open(screen="sos"))]
    match "paper" if here.on_paper else here.step:
        case "relation":
            assert here.guardian, "only a parent is asked"
            guardian = here.guardian.id
            choices = [
                button(texts(f"joining.{relation}"), Relate(guardian=guardian, relation=relation))
                for relation in RELATIONS
            ]
            return rows(choices)
        case "consent" | "assent":
            return card(here, texts)
        case "adult":
            return rows(
                [button(texts("joining.ask_link"), AskAdult(way="link"), "primary")],
                [button(texts("joining.ask_near"), AskAdult(way="near"))],
                [button(texts("joining.ask_paper"), AskAdult(way="paper"))],
                sos,
            )
        case "refused":
            return rows([button(texts("joining.think_again"), Open(screen="consent"))], sos)
        case "vouching":
            return rows(sos)
        case _:
            return rows([button(texts("menu.my_data"), Open(screen="my_data"))], sos)
