"""Nicknames: chosen anew whenever somebody likes, where chats know people by codes."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.live_card import Showing, rewritten
from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards.menu import Open, home_only
from locales import Texts
from programme import beginning, runs
from programme.presence import Visitor

router = Router(name="nicknames")
router.callback_query.filter(May("home"))


@router.callback_query(Open.filter(F.screen == "nickname"))
async def nickname_wanted(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """The list to pick from; an old button of it, where names pass, opens nothing."""
    if names != "codes":
        return [
            toast(query, texts("menu.outdated_screen")),
            show(query, texts("menu.outdated_screen"), home_only(texts)),
        ]
    run = await do(beginning.begin, visitor.person, "nickname", now)
    card = await do(runs.resume, visitor.person, run.id, now)
    assert card, "the run is the person's own"
    return [toast(query), *rewritten(query, card, Showing(texts, names, now))]
