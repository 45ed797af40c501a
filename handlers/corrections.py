"""What people want corrected in what is kept of them, for the curator."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.names import shown
from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards import my_data as buttons
from keyboards.find import ShowPerson
from keyboards.menu import home_only
from locales import Texts
from programme import corrections
from programme.presence import Visitor

router = Router(name="corrections")
router.callback_query.filter(May("people.change"))


@router.callback_query(buttons.ShowCorrection.filter())
async def correction_opened(
    query: CallbackQuery, callback_data: buttons.ShowCorrection, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """What is wrong, and what is right in the person's words."""
    found = await do(corrections.one, visitor.scope_for("people.change"), callback_data.run)
    if found is None:
        return [
            toast(query, texts("menu.outdated_screen")),
            show(query, texts("menu.outdated_screen"), home_only(texts)),
        ]
    text = texts(
        "my_data.correction",
        who=shown(found.person.name, names) or "—",
        what=texts(f"my_data.what_{found.what}"),
        words=found.words,
        day=texts.day(found.until, "d MMMM y"),
    )
    keyboard = buttons.correction(found.run.id, ShowPerson(person=found.person.id), texts)
    return [toast(query), show(query, text, keyboard)]


@router.callback_query(buttons.Corrected.filter())
async def correction_done(
    query: CallbackQuery, callback_data: buttons.Corrected, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """It is right now; the person hears of it."""
    scope = visitor.scope_for("people.change")
    settled = await do(corrections.settle, scope, callback_data.run, visitor, now)
    text = texts("my_data.correction_settled" if settled else "menu.outdated")
    return [toast(query), show(query, text, home_only(texts))]
