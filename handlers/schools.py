"""The schools of a municipality in numbers, for its operator: no name at any depth (security § 3.2)."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.replies import Replies, Reply, show, toast
from handlers.surround import Do, May
from keyboards import schools as buttons
from keyboards.menu import Open
from locales import Texts
from programme import schools
from programme.presence import Visitor
from programme.schools import School

router = Router(name="schools")
router.message.filter(May("schools.see"))
router.callback_query.filter(May("schools.see"))

ON_A_PAGE = 10


@router.message(Command("schools"))
async def schools_asked(message: Message, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """/schools."""
    return [await _page(message, 0, do, visitor, texts, now)]


@router.callback_query(Open.filter(F.screen == "schools"))
async def schools_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """The same, by its button."""
    return [toast(query), await _page(query, 0, do, visitor, texts, now)]


@router.callback_query(buttons.ListSchools.filter())
async def schools_turned(
    query: CallbackQuery, callback_data: buttons.ListSchools, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Another page of them."""
    return [toast(query), await _page(query, callback_data.page, do, visitor, texts, now)]


async def _page(
    event: Message | CallbackQuery, page: int, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Reply:
    found = await do(schools.roll_up, visitor.scope_for("schools.see"), now)
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = min(page, pages - 1)
    everybody = schools.total(found)
    lines = [
        texts("schools.title", schools=len(found), pairs=everybody.pairs),
        texts("schools.shares", **_shares(everybody)) if found else texts("schools.none"),
    ]
    for one in found[page * ON_A_PAGE :][:ON_A_PAGE]:
        lines += ["", texts("schools.school", name=one.name, pairs=one.pairs, **_shares(one))]
    return show(event, "\n".join(lines), buttons.schools(page, pages, texts))


def _shares(one: School) -> dict[str, str]:
    return {
        "covered": f"{one.covered} %" if one.covered is not None else "—",
        "meeting": f"{one.meeting} %" if one.meeting is not None else "—",
    }
