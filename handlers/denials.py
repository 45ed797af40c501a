"""Presses that reach for what the presser has no right to: a few of them are kept in the audit (reliability row 86).

A button that has only had its day is no such press: it leads to a right that the presser holds, or to nothing.
"""

from collections.abc import Sequence
from datetime import datetime

from aiogram import Router
from aiogram.dispatcher.event.handler import FilterObject
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery

from handlers.surround import CHANNEL, Do, May
from programme import audit
from programme.presence import Visitor


async def noted(query: CallbackQuery, visitor: Visitor | None, do: Do, now: datetime, root: Router | None) -> None:
    """Keeps a press that nobody answered, when every handler that its button leads to wants a right not held."""
    if root is None:
        return
    rights = [
        _right(handler.filters, router.callback_query._handler.filters)  # a router has no public list of its own
        for router in root.sub_routers
        for handler in router.callback_query.handlers
        if await _leads_here(query, handler.filters)
    ]
    if not rights or any(right is None or (visitor is not None and visitor.may(right)) for right in rights):
        return
    prefix = (query.data or "").partition(":")[0]
    if visitor is not None:
        await do(audit.denied, visitor, prefix, now)
    else:
        await do(audit.denied_to_stranger, f"{CHANNEL}:{query.from_user.id}", prefix, now)


async def _leads_here(query: CallbackQuery, filters: Sequence[FilterObject] | None) -> bool:
    """Whether a button is of the kind that a handler takes, whoever pressed it."""
    kinds = [each.callback for each in filters or () if isinstance(each.callback, CallbackQueryFilter)]
    return bool(kinds) and all([await kind(query) for kind in kinds])


def _right(*filters: Sequence[FilterObject] | None) -> str | None:
    asked = (each.callback for group in filters for each in group or ())
    return next((each.right for each in asked if isinstance(each, May)), None)
