"""Buttons of the curator's queue."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.today import ERASURES, STATUTORY, Thing
from keyboards.erasures import ShowErasure
from keyboards.find import ShowPerson
from keyboards.invitations import ListInvitations, vouch
from keyboards.joining import judge
from keyboards.menu import Open, button, rows, to_menu
from keyboards.my_data import ShowCorrection
from keyboards.numbers import Number
from keyboards.pairs import ShowPair
from keyboards.polls import ListSilent
from locales import Texts


class ShowThing(CallbackData, prefix="td1"):
    """The thing at a place of the queue, from 0; the last one if there are fewer."""

    place: Number


class PutThingOff(CallbackData, prefix="td2"):
    """Three days, or dealt with (`done`); then the thing that moved up to its place."""

    place: Number
    done: bool
    key: str


def overview(things: int, texts: Texts) -> InlineKeyboardMarkup:
    """Into the queue, or home."""
    into = [button(texts("today.sort_out", count=things), ShowThing(place=0), "primary")] if things else []
    return rows(into, [to_menu(texts)])


def thing(one: Thing, place: int, total: int, texts: Texts) -> InlineKeyboardMarkup:
    """What can be done about a thing, putting it off, and the next one."""
    off = [
        button(texts("today.put_off"), PutThingOff(place=place, done=False, key=one.key)),
    ]
    if one.reason not in STATUTORY:
        off.append(button(texts("today.done"), PutThingOff(place=place, done=True, key=one.key), "success"))
    turn = []
    if place:
        turn.append(button(texts("menu.back"), ShowThing(place=place - 1)))
    if place + 1 < total:
        turn.append(button(texts("menu.next"), ShowThing(place=place + 1)))
    return rows(*_about(one, texts), off, turn, [button(texts("today.all"), Open(screen="today")), to_menu(texts)])


def _about(one: Thing, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """The card that the thing is about."""
    if one.reason == "guardian":
        return judge(one.subject, texts)
    if one.reason == "at_the_door":
        return vouch(one.subject, texts)
    if one.reason == "applications":
        return [[button(texts("applications.look"), Open(screen="applications"), "primary")]]
    if one.reason == "poll_silent" and one.poll_id is not None:
        return [[button(texts("today.who"), ListSilent(poll=one.poll_id, page=0))]]
    if one.reason == "not_cleared":
        return [[button(texts("clearances.open"), Open(screen="clearances"), "primary")]]
    if one.reason == "stalled":
        return [[button(texts("today.invitations"), ListInvitations(standing="open", page=0))]]
    if one.reason in ERASURES:
        return [[button(texts("today.erase"), ShowErasure(erasure=one.subject), "danger")], *_cards(one, texts)]
    if one.reason == "correction":
        return [[button(texts("today.correct"), ShowCorrection(run=one.subject), "primary")], *_cards(one, texts)]
    if one.reason == "waiting":
        return [[button(texts("today.new_pair"), Open(screen="new_pair"), "primary")], *_cards(one, texts)]
    return _cards(one, texts)


def _cards(one: Thing, texts: Texts) -> list[list[InlineKeyboardButton]]:
    row = []
    if one.pair_id is not None:
        row.append(button(texts("today.open_pair"), ShowPair(pair=one.pair_id)))
    if one.person_id is not None:
        row.append(button(texts("today.open_person"), ShowPerson(person=one.person_id)))
    return [row] if row else []
