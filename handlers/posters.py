"""Classes: the poster for the wall, the code that the teacher tells, slips with codes for those who are not in."""

import asyncio
from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.names import shown
from handlers.replies import Replies, Reply, document, show, toast
from handlers.surround import Do, May
from keyboards import posters as buttons
from keyboards.menu import Open, home_only
from locales import BOLD, PLAIN, Texts
from programme import codes, posters
from programme.invitations import link
from programme.posters import SchoolClass
from programme.presence import Visitor

router = Router(name="posters")


@router.callback_query(Open.filter(F.screen == "classes"), May("class.code"))
async def classes_listed(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """The classes of the school's list; a class teacher sees the own one."""
    groups = await do(posters.classes, visitor)
    key = "no_classes" if not groups else "classes" if visitor.may("posters.print") else "own_classes"
    text = texts(f"posters.{key}")
    return [toast(query), show(query, text, buttons.classes(groups, _way_back(visitor), texts))]


@router.callback_query(buttons.ShowClass.filter(), May("class.code"))
async def class_opened(
    query: CallbackQuery, callback_data: buttons.ShowClass, do: Do, visitor: Visitor, texts: Texts, bot_name: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """What there is for a class."""
    return [toast(query), await _card(query, callback_data.key, do, visitor, texts, bot_name, now)]


@router.callback_query(buttons.PrintPoster.filter(), May("posters.print"))
async def poster_wanted(
    query: CallbackQuery, callback_data: buttons.PrintPoster, do: Do, visitor: Visitor, texts: Texts, names: str,
    bot_name: str, now: datetime,
) -> Replies:  # fmt: skip
    """The poster as a file; the same one again as long as it hangs."""
    one = await do(posters.one, visitor, callback_data.key, now)
    if one is None:
        return [toast(query), _gone(query, texts)]
    poster = await do(posters.hang, visitor, one.group, now)
    file = document(
        query, "poster", texts("posters.caption"), organisation=visitor.organisation.name, bot=bot_name,
        group=one.group, token=poster.token, names=names, language=texts.language,
    )  # fmt: skip
    screen = await _card(query, one.key, do, visitor, texts, bot_name, now)
    return [toast(query, texts("posters.coming")), screen, file]


@router.callback_query(buttons.TakePosterDown.filter(), May("posters.print"))
async def poster_taken_down(
    query: CallbackQuery, callback_data: buttons.TakePosterDown, do: Do, visitor: Visitor, texts: Texts, bot_name: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """The poster is to bring nobody any more: asked once, then done."""
    one = await do(posters.one, visitor, callback_data.key, now)
    if one is None or one.poster is None:
        screen = await _card(query, callback_data.key, do, visitor, texts, bot_name, now)
        return [toast(query, texts("menu.outdated")), screen]
    if not callback_data.sure:
        text = texts("posters.take_down_sure", group=one.group)
        return [toast(query), show(query, text, buttons.sure(one.key, texts))]
    await do(posters.take_down, visitor, one.group, now)
    screen = await _card(query, one.key, do, visitor, texts, bot_name, now)
    return [toast(query, texts("posters.taken_down")), screen]


@router.callback_query(buttons.NewClassCode.filter(), May("class.code"))
async def class_code_wanted(
    query: CallbackQuery, callback_data: buttons.NewClassCode, do: Do, visitor: Visitor, texts: Texts, bot_name: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """A fresh code: the teacher tells it to the class."""
    one = await do(posters.one, visitor, callback_data.key, now)
    if one is not None:
        await do(posters.new_code, visitor, one.group, now)
    return [toast(query), await _card(query, callback_data.key, do, visitor, texts, bot_name, now)]


@router.callback_query(buttons.PrintSlips.filter(), May("posters.print"))
async def slips_wanted(
    query: CallbackQuery, callback_data: buttons.PrintSlips, do: Do, visitor: Visitor, texts: Texts, names: str,
    bot_name: str, now: datetime,
) -> Replies:  # fmt: skip
    """Codes on paper for everybody of the class who has not come in; earlier slips are dead."""
    one = await do(posters.one, visitor, callback_data.key, now)
    if one is None or not one.slips:
        screen = await _card(query, callback_data.key, do, visitor, texts, bot_name, now)
        return [toast(query, texts("menu.outdated")), screen]
    fresh = await asyncio.to_thread(codes.fresh, await do(codes.peppers), one.slips)
    given = await do(codes.give_class, visitor, one.group, fresh, now)
    slips = [
        [shown(each.name, names), each.code, texts.day(each.expires_at.astimezone(visitor.zone).date())]
        for each in given
    ]
    file = document(
        query, "code_slips", texts("posters.slips_caption"), organisation=visitor.organisation.name, bot=bot_name,
        group=one.group, slips=slips, language=texts.language,
    )  # fmt: skip
    screen = await _card(query, one.key, do, visitor, texts, bot_name, now)
    return [toast(query, texts("posters.coming")), screen, file]


async def _card(
    query: CallbackQuery, key: str, do: Do, visitor: Visitor, texts: Texts, bot_name: str, now: datetime
) -> Reply:
    """The class as it is now."""
    one = await do(posters.one, visitor, key, now)
    if one is None:
        return _gone(query, texts)
    lines = [
        f"{BOLD}{texts('posters.title', group=one.group)}{PLAIN}",
        texts("posters.outside", count=one.outside),
        *([_poster(one, texts, bot_name)] if visitor.may("posters.print") else []),
        texts("posters.has_code", code=one.code) if one.code else texts("posters.no_code"),
    ]
    return show(query, "\n".join(lines), buttons.card(one, visitor.may("posters.print"), texts))


def _gone(query: CallbackQuery, texts: Texts) -> Reply:
    return show(query, texts("menu.outdated_screen"), home_only(texts))


def _poster(one: SchoolClass, texts: Texts, bot_name: str) -> str:
    if one.poster is None:
        return texts("posters.no_poster")
    return texts("posters.hangs", link=link(bot_name, f"{posters.START}{one.poster.token}"))


def _way_back(visitor: Visitor) -> str:
    return "invite" if visitor.may("people.invite") else "class"
