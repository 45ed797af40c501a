"""Whether the bot is well: the technical administrator's screen, without any data of people."""

from datetime import datetime, timedelta
from importlib.metadata import version

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards.menu import Open, home_only
from locales import Texts
from programme import health

router = Router(name="health")
router.callback_query.filter(May("health.see"))

MINUTE = timedelta(minutes=1)


@router.callback_query(Open.filter(F.screen == "health"))
async def health_opened(query: CallbackQuery, do: Do, texts: Texts, now: datetime) -> Replies:
    """How things stand now; `mentor-bot doctor` tells more."""
    facts = await do(health.health, now)
    lines = [
        texts("health.title", version=version("mentor-bot")),
        texts("health.behind", minutes=facts.behind // MINUTE),
        texts("health.letters", waiting=facts.waiting),
        texts("health.day", given_up=facts.given_up, uncertain=facts.uncertain, failed=facts.failed),
        texts("health.more"),
    ]
    return [toast(query), show(query, "\n".join(lines), home_only(texts))]
