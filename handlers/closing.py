"""How a pair ends, in chat: the curator's reason, the last talk; a mentor's word; a wish for another mentor."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.closing import REASONS
from handlers.pairs import card_screen, own_screen
from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards import closing as buttons
from keyboards.menu import rows
from keyboards.pairs import EndPair, KeepPair, pair_name, to_pair
from locales import Texts
from programme import closing, pair_views
from programme.forming import Refused
from programme.presence import Visitor

router = Router(name="closing")

CURATOR = May("pairs.form")


@router.callback_query(EndPair.filter(), CURATOR)
async def end_wanted(
    query: CallbackQuery, callback_data: EndPair, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """End a pair: why?"""
    view = await do(pair_views.card, visitor.scope_for("pairs.form"), callback_data.pair, now)
    if view is None or view.pair.state != "active" or view.pair.revision != callback_data.revision:
        return [
            toast(query, texts("pairs.outdated")),
            await card_screen(query, callback_data.pair, do, visitor, texts, names, now),
        ]
    text = texts("closing.why", who=pair_name(view.people, names))
    return [toast(query), show(query, text, buttons.reasons(view.pair, texts))]


@router.callback_query(buttons.ClosePair.filter(), CURATOR)
async def reason_given(
    query: CallbackQuery,
    callback_data: buttons.ClosePair,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """With a last talk, or at once; then it is done."""
    pressed, scope = callback_data, visitor.scope_for("pairs.form")
    if pressed.how == "ask":
        view = await do(pair_views.card, scope, pressed.pair, now)
        if view is not None and view.pair.state == "active" and pressed.reason in REASONS:
            text = texts("closing.how", who=pair_name(view.people, names))
            keyboard = buttons.how(view.pair, pressed.reason, view.closes_on is not None, texts)
            return [toast(query), show(query, text, keyboard)]
    verb = closing.begin if pressed.how == "talk" else closing.end
    result = await do(verb, scope, pressed.pair, pressed.revision, pressed.reason, now)
    note = texts(result.text_key) if isinstance(result, Refused) else texts(f"closing.done_{pressed.how}")
    return [toast(query, note), await card_screen(query, pressed.pair, do, visitor, texts, names, now)]


@router.callback_query(KeepPair.filter(), CURATOR)
async def pair_kept(
    query: CallbackQuery, callback_data: KeepPair, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """The pair goes on after all."""
    scope = visitor.scope_for("pairs.form")
    result = await do(closing.keep, scope, callback_data.pair, callback_data.revision, now)
    note = texts(result.text_key) if isinstance(result, Refused) else texts("closing.kept")
    return [toast(query, note), await card_screen(query, callback_data.pair, do, visitor, texts, names, now)]


@router.callback_query(buttons.AskClosing.filter(), May("meetings.log"))
async def mentor_asked(
    query: CallbackQuery,
    callback_data: buttons.AskClosing,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """A mentor wants to end the pair: the question first."""
    if not callback_data.sure:
        return [toast(query), show(query, texts("closing.ask_question"), buttons.asking(callback_data.pair, texts))]
    pair = await do(closing.ask, visitor.person, callback_data.pair, now)
    if pair is None:
        return [
            toast(query, texts("menu.outdated")),
            await own_screen(query, do, visitor, texts, names, now),
        ]
    return [toast(query), show(query, texts("closing.asked"), rows(to_pair(texts)))]


@router.callback_query(buttons.WishAnother.filter(), May("mentor.change"))
async def another_wished(
    query: CallbackQuery,
    callback_data: buttons.WishAnother,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """A mentee wants another mentor, in one tap and without a reason; or has thought again."""
    verb = closing.take_wish_back if callback_data.back else closing.wish_for_another
    case = await do(verb, visitor.person, callback_data.pair, now)
    if case is None:
        return [
            toast(query, texts("menu.outdated")),
            await own_screen(query, do, visitor, texts, names, now),
        ]
    if callback_data.back:
        return [toast(query, texts("closing.wish_gone")), await own_screen(query, do, visitor, texts, names, now)]
    return [toast(query), show(query, texts("closing.wished"), buttons.wished(callback_data.pair, texts))]
