"""An adult, or a pupil who mentors, reports what was seen or heard."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.live_card import Showing
from handlers.meetings import run_screen
from handlers.replies import Replies, toast
from handlers.surround import Do, May
from keyboards.incidents import ReportIncident
from keyboards.menu import Open
from locales import Texts
from programme import incidents
from programme.presence import Visitor

router = Router(name="incidents")

MAY = May("incidents.report")


@router.callback_query(Open.filter(F.screen == "incident"), MAY)
async def report_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """From home."""
    run = await do(incidents.begin, visitor.person, 0, now)
    return [toast(query), *await run_screen(query, run, do, visitor, Showing(texts, names, now))]


@router.callback_query(ReportIncident.filter(), MAY)
async def report_begun(
    query: CallbackQuery, callback_data: ReportIncident, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """From a check-in that worries, or from the help screen."""
    run = await do(incidents.begin, visitor.person, callback_data.meeting, now)
    return [toast(query), *await run_screen(query, run, do, visitor, Showing(texts, names, now))]
