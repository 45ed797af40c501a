"""One phone for several people, and one person in several organisations: who is at it, and where they act."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from db.people import Person
from domain.names import shown
from handlers import joining
from handlers.commands import menu
from handlers.joining import Known
from handlers.replies import Replies, show, toast
from handlers.surround import CHANNEL, Do
from keyboards import letters as letter_buttons
from keyboards import phones as buttons
from keyboards.menu import Open, home_only
from locales import Texts, texts_in
from programme import phones, pins, presence
from programme.phones import Turn
from programme.presence import Visitor

router = Router(name="phones")
router.message.filter(Known())
router.callback_query.filter(Known())

DOTS = "● "


@router.callback_query(Open.filter(F.screen == "phone"))
async def phone_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, address: str
) -> Replies:
    """Who else uses this phone."""
    found = await do(phones.others, CHANNEL, address)
    text = texts("phones.who", name=_name(visitor.person, names, texts)) if found else texts("phones.alone")
    return [toast(query), show(query, text, buttons.people(found, names, texts))]


@router.message(Command("phone"))
async def phone_asked(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str, address: str) -> Replies:
    """/phone: the same, also for whoever is still on the way in."""
    found = await do(phones.others, CHANNEL, address)
    text = texts("phones.who", name=_name(visitor.person, names, texts)) if found else texts("phones.alone")
    return [show(message, text, buttons.people(found, names, texts))]


@router.callback_query(buttons.GivePhone.filter())
async def phone_given(
    query: CallbackQuery, callback_data: buttons.GivePhone, do: Do, visitor: Visitor, texts: Texts, names: str,
    address: str, now: datetime,
) -> Replies:  # fmt: skip
    """Somebody else takes the phone; an adult's PIN is asked for."""
    turn = await do(phones.hand_over, CHANNEL, address, callback_data.person, "", now)
    return await _turned(query, turn, do, texts, names, address, now)


@router.callback_query(buttons.PinPad.filter())
async def digit_pressed(query: CallbackQuery, callback_data: buttons.PinPad, texts: Texts) -> Replies:
    """One digit more or less; nobody sees which."""
    use, about, digits = callback_data.use, callback_data.about, callback_data.digits
    text = texts("phones.pin", digits=(DOTS * len(digits)).strip() or "—")
    return [toast(query), show(query, text, buttons.pad(use, about, digits, texts))]


@router.callback_query(buttons.PinDone.filter())
async def pin_pressed(
    query: CallbackQuery, callback_data: buttons.PinDone, do: Do, visitor: Visitor, texts: Texts, names: str,
    address: str, now: datetime,
) -> Replies:  # fmt: skip
    """The PIN is complete: it is chosen, or it opens."""
    use, about, digits = callback_data.use, callback_data.about, callback_data.digits
    if use in ("join", "give") and (why := await do(pins.choose, visitor.person, digits, now)) is not None:
        return [toast(query), show(query, texts(why), buttons.pad(use, about, "", texts))]
    if use == "join":
        return [toast(query), show(query, texts("phones.pin_ready"), buttons.go_on(about, texts))]
    if not about.isdecimal():
        return _outdated(query, texts)
    proof = digits if use == "back" else ""
    turn = await do(phones.hand_over, CHANNEL, address, int(about), proof, now)
    return await _turned(query, turn, do, texts, names, address, now)


@router.callback_query(Open.filter(F.screen == "place"))
async def places_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """Where else this person may act."""
    found = await do(phones.places, visitor.person)
    text = texts("phones.places", name=visitor.organisation.name)
    return [toast(query), show(query, text, buttons.organisations(found, visitor.organisation.id, texts))]


@router.callback_query(buttons.ActIn.filter())
async def place_changed(
    query: CallbackQuery, callback_data: buttons.ActIn, do: Do, texts: Texts, names: str, address: str, now: datetime
) -> Replies:
    """From now on the person acts in another organisation."""
    there = await do(phones.act_in, CHANNEL, address, callback_data.organisation, now)
    if there is None:
        return _outdated(query, texts)
    screen = await joining.where_one_stands(query, do, there, texts, names, now)
    return [
        toast(query, texts("phones.now_in", name=there.organisation.name)),
        *screen,
        menu(query, there.roles, texts),
    ]


def pin_first(event: Message | CallbackQuery, token: str, texts: Texts) -> Replies:
    """Before somebody else comes in at this phone, the adult at it chooses a PIN."""
    return [show(event, texts("phones.set_to_share"), buttons.pad("join", token, "", texts))]


async def _turned(
    query: CallbackQuery, turn: Turn | None, do: Do, texts: Texts, names: str, address: str, now: datetime
) -> Replies:
    if turn is None:
        return _outdated(query, texts)
    name, about = _name(turn.to, names, texts), str(turn.to.id)
    match turn.asks:
        case "set":
            return [toast(query), show(query, texts("phones.set_to_give"), buttons.pad("give", about, "", texts))]
        case "pin" | "wrong":
            text = texts(f"phones.{'ask_pin' if turn.asks == 'pin' else 'wrong_pin'}", name=name)
            return [toast(query), show(query, text, buttons.pad("back", about, "", texts))]
        case "closed" | "none":
            return [toast(query), show(query, texts(f"phones.pin_{turn.asks}", name=name), home_only(texts))]
    there = await do(presence.arrive, CHANNEL, address, now)
    assert there, "somebody is at the phone now"
    own = texts_in(there.person.language or texts.language, there.person.tone)
    screen = await _letter(query, there.person, do, own, names)
    screen = screen or await joining.where_one_stands(query, do, there, own, names, now)
    return [toast(query), *screen, menu(query, there.roles, own)]


async def _letter(query: CallbackQuery, person: Person, do: Do, texts: Texts, names: str) -> Replies:
    """The letter whose button was pressed, now that its reader is here."""
    if query.message is None:
        return []
    found = await do(phones.letter_at, person, query.message.message_id)
    if not found:
        return []
    said = [(letter.text_key, letter.values) for letter in found]
    rows = [row for key, values in said for row in letter_buttons.buttons_of(key, values, texts)]
    keyboard = InlineKeyboardMarkup(inline_keyboard=rows) if rows else home_only(texts)
    return [show(query, letter_buttons.text_of(said, texts, names), keyboard)]


def _outdated(query: CallbackQuery, texts: Texts) -> Replies:
    return [toast(query, texts("menu.outdated_screen")), show(query, texts("menu.outdated_screen"), home_only(texts))]


def _name(person: Person, names: str, texts: Texts) -> str:
    return shown(person.name, names) or texts("find.nameless")
