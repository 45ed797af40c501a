"""An organisation's rules about consents: what its texts say of it, what is signed on paper, who checks a form."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from handlers.live_card import Showing, anew
from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards import consent_rules as buttons
from keyboards.menu import Open
from locales import Texts
from programme import consent_rules, runs
from programme.consent_rules import Rules
from programme.presence import Visitor

router = Router(name="consent_rules")
router.callback_query.filter(May("consents.texts"))


@router.callback_query(Open.filter(F.screen == "consent_rules"))
async def rules_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """What holds now."""
    return [toast(query), show(query, *_screen(await do(consent_rules.rules, visitor), texts))]


@router.callback_query(buttons.SetRule.filter())
async def rule_set(
    query: CallbackQuery, callback_data: buttons.SetRule, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """On, or off; a second press of the same button changes nothing more."""
    rules = await do(consent_rules.toggle, visitor, callback_data.rule, callback_data.on, now)
    return [toast(query), show(query, *_screen(rules, texts))]


@router.callback_query(buttons.TellDetails.filter())
async def details_begun(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """The questionnaire about the organisation."""
    run = await do(consent_rules.ask, visitor, now)
    card = await do(runs.resume, visitor.person, run.id, now) if run is not None else None
    if card is None:
        return [toast(query, texts("consent_rules.not_yours"), alert=True)]
    return [toast(query), *anew(query, card, Showing(texts, names, now))]


def _screen(rules: Rules, texts: Texts) -> tuple[str, InlineKeyboardMarkup]:
    missing = texts("consent_rules.not_told")
    lines = [texts("consent_rules.title")]
    lines += [texts(f"consent_rules.{name}", value=value or missing) for name, value in rules.details.items()]
    return "\n".join(lines), buttons.rules(rules, texts)
