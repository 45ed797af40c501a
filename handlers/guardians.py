"""A child reaches an adult, the adult proves who they are, and the curator decides where the school's list does not."""

from datetime import datetime

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message, ReplyKeyboardRemove

from domain.answers import phone
from handlers.joining import Joining, Known, screen
from handlers.replies import Replies, picture, say, show, toast
from handlers.surround import Do, May
from keyboards import joining as buttons
from keyboards.menu import home_only
from locales import LANGUAGES, Texts, texts_in
from programme import guardians, invitations, joining, papers
from programme.invitations import link
from programme.presence import Visitor

router = Router(name="guardians")

NO_PHONE = {texts_in(code)("joining.no_phone") for code in LANGUAGES}
"""What the other button beside the number says."""


@router.message(F.contact, Known())
async def contact_shared(
    message: Message, do: Do, visitor: Visitor, texts: Texts, address: str, now: datetime
) -> Replies:
    """A parent's own number, as the messenger's server gives it; anybody else's card is refused (security § 4.3)."""
    here = await do(joining.station, visitor.person, now)
    card = message.contact
    if card is None or here.step != "phone" or here.on_paper:
        raise SkipHandler
    if str(card.user_id) != address:
        return [say(message, texts("joining.phone_foreign"), buttons.phone(texts))]
    number = phone(f"+{card.phone_number.lstrip('+')}") or phone(card.phone_number)
    return await _shared(message, visitor, number, f"{card.last_name or ''} {card.first_name}", do, texts, now)


@router.message(F.text.in_(NO_PHONE), Known())
async def number_kept(message: Message, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """A parent would rather not share the number: the curator is asked."""
    here = await do(joining.station, visitor.person, now)
    if here.step != "phone" or here.on_paper:
        raise SkipHandler
    return await _shared(message, visitor, None, "", do, texts, now)


@router.callback_query(buttons.Relate.filter(), Known())
async def relation_chosen(
    query: CallbackQuery, callback_data: buttons.Relate, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """The parent said who they are to the child."""
    here = await do(guardians.relate, visitor.person, callback_data.guardian, callback_data.relation, now)
    if here is None:
        raise SkipHandler
    return [toast(query), *screen(query, here, texts)]


@router.callback_query(buttons.AskAdult.filter(), Joining())
async def adult_asked(
    query: CallbackQuery, callback_data: buttons.AskAdult, do: Do, visitor: Visitor, texts: Texts, bot_name: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """The child wants to reach an adult: by a link, by the code on the screen, or on paper."""
    here = await do(joining.station, visitor.person, now)
    if here.step not in ("adult", "not_allowed") or here.on_paper:
        return [toast(query, texts("menu.outdated")), *screen(query, here, texts)]
    if callback_data.way == "paper":
        await do(papers.wanted, visitor.person, now)
        return [toast(query), show(query, texts("joining.paper"), buttons.back(texts))]
    _, token = await do(invitations.invite_parent, visitor.person, now)
    address = link(bot_name, token)
    if callback_data.way == "near":
        caption = texts("joining.near", link=address)
        return [toast(query), picture(query, "qr", caption, link=address, language=texts.language)]
    return [toast(query), show(query, texts("joining.link", link=address), buttons.adult_link(address, texts))]


@router.callback_query(buttons.JudgeParent.filter(), May("parents.judge"))
async def parent_judged(
    query: CallbackQuery, callback_data: buttons.JudgeParent, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """The curator knows this parent, or does not; the second press finds it decided."""
    verb = guardians.confirm_guardian if callback_data.known else guardians.reject_guardian
    guardian = await do(verb, visitor.scope_for("parents.judge"), callback_data.guardian, visitor.person, now)
    word = "decided" if guardian is None else "confirmed" if callback_data.known else "rejected"
    return [toast(query), show(query, texts(f"joining.parent_{word}"), home_only(texts))]


async def _shared(
    message: Message, visitor: Visitor, number: str | None, name: str, do: Do, texts: Texts, now: datetime
) -> Replies:
    here = await do(guardians.share_phone, visitor.person, number, name, now)
    assert here, "the step was looked at in this very transaction"
    key = "joining.phone_queued" if here.step == "waiting" else "joining.phone_matched"
    return [say(message, texts(key), ReplyKeyboardRemove()), *screen(message, here, texts)]
