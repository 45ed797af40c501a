"""Somebody leaves the programme: what ends is said first, what is left to do stands below."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.profiles import commands_of, done, known_as, outdated
from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards import profiles as buttons
from locales import Texts
from programme import leaving
from programme.leaving import Leaving
from programme.presence import Visitor

router = Router(name="leaving")
router.callback_query.filter(May("people.change"))


@router.callback_query(buttons.Act.filter(F.what == "leave"))
async def leave_wanted(
    query: CallbackQuery, callback_data: buttons.Act, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """Somebody is to leave: what ends is said first."""
    going = await do(leaving.ahead, visitor, callback_data.person)
    if going is None:
        return outdated(query, texts)
    name = known_as(going.person, names, texts)
    text = "\n".join([texts("profiles.ask_leave", name=name, pairs=len(going.pairs)), *_rest(going, names, texts)])
    return [toast(query), show(query, text, buttons.sure("leave", going.person.id, texts))]


@router.callback_query(buttons.Sure.filter(F.what == "leave"))
async def let_go(
    query: CallbackQuery, callback_data: buttons.Sure, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """They have left; what is left to do stands below."""
    gone = await do(leaving.leave, visitor, callback_data.person, now)
    if gone is None:
        return done(query, texts)
    name = known_as(gone.person, names, texts)
    text = "\n".join([texts("profiles.done_leave", name=name), *_rest(gone, names, texts)])
    menus = await commands_of(gone.person, (), do)
    return [toast(query), show(query, text, buttons.left(gone, names, texts)), *menus]


def _rest(going: Leaving, names: str, texts: Texts) -> list[str]:
    """What is left for the curator to do."""
    parts = {"alone": going.alone, "children": going.children, "adults": going.adults}
    return [
        texts(f"profiles.{part}", names=", ".join(known_as(one, names, texts) for one in people))
        for part, people in parts.items()
        if people
    ]
