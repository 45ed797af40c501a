"""Clearance of mentors in the curator's chat: who lacks what, recording and renewing papers."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.names import shown
from handlers.live_card import Showing
from handlers.meetings import run_screen
from handlers.replies import Replies, Reply, show, toast
from handlers.surround import Do, May
from keyboards import clearances as buttons
from keyboards.menu import Open
from locales import Texts
from programme import clearances
from programme.clearances import Sheet
from programme.presence import Visitor

router = Router(name="clearances")
router.callback_query.filter(May("clearances.record"))


@router.callback_query(Open.filter(F.screen == "clearances"))
async def list_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """All mentors, those with something missing first."""
    return [toast(query), await _list(query, 0, do, visitor, texts, names, now)]


@router.callback_query(buttons.ListClearances.filter())
async def list_turned(
    query: CallbackQuery,
    callback_data: buttons.ListClearances,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Another page."""
    return [toast(query), await _list(query, callback_data.page, do, visitor, texts, names, now)]


@router.callback_query(buttons.ShowClearance.filter())
async def sheet_opened(
    query: CallbackQuery,
    callback_data: buttons.ShowClearance,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """A mentor's papers."""
    sheet = await do(clearances.sheet, visitor.scope_for("clearances.record"), callback_data.person, now)
    if sheet is None:
        return [toast(query, texts("menu.outdated")), await _list(query, 0, do, visitor, texts, names, now)]
    return [toast(query), show(query, _words(sheet, names, texts), buttons.sheet(sheet, texts))]


@router.callback_query(buttons.RecordClearance.filter())
async def record_begun(
    query: CallbackQuery,
    callback_data: buttons.RecordClearance,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """The questions about one paper."""
    scope = visitor.scope_for("clearances.record")
    run = await do(clearances.begin, scope, visitor.person, callback_data.person, callback_data.kind, now)
    if run is None:
        return [toast(query, texts("menu.outdated")), await _list(query, 0, do, visitor, texts, names, now)]
    return [toast(query), *await run_screen(query, run, do, visitor, Showing(texts, names, now))]


async def _list(
    query: CallbackQuery, page: int, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Reply:
    sheets, page, pages = await do(clearances.listed, visitor.scope_for("clearances.record"), page, now)
    text = texts("clearances.list" if sheets else "clearances.no_mentors")
    return show(query, text, buttons.listed(sheets, page, pages, names, texts))


def _words(sheet: Sheet, names: str, texts: Texts) -> str:
    lines = [texts("clearances.sheet", name=shown(sheet.person.name, names)), ""]
    gaps = {gap.kind: gap for gap in sheet.gaps}
    for kind in dict.fromkeys((*sheet.needed, *sheet.records)):
        name, record = texts(f"clearances.kind_{kind}"), sheet.records.get(kind)
        if record is None:
            lines.append(texts("clearances.is_missing", kind=name))
            continue
        until = record.expires_on
        state = "has_expired" if kind in gaps else "holds_until" if until else "holds"
        values = {"until": texts.day(until, "d MMMM y")} if until else {}
        lines.append(texts(f"clearances.{state}", kind=name, **values))
        if record.place:
            lines.append(texts("clearances.place", place=record.place))
    lines += ["", texts("clearances.may_not" if sheet.gaps else "clearances.may")]
    return "\n".join(lines)
