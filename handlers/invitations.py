"""Invitations: a curator makes one in a short dialog, and hands over its link."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.live_card import Showing, rewritten
from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards import invitations as buttons
from keyboards.menu import Open, home_only
from locales import Texts
from programme import beginning, invitations, runs
from programme.presence import Visitor

router = Router(name="invitations")
router.callback_query.filter(May("people.invite"))


@router.callback_query(Open.filter(F.screen == "invite"))
async def invitation_wanted(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """The curator wants to invite somebody: the dialog is a questionnaire."""
    run = await do(beginning.begin, visitor.person, "invite_person", now)
    card = await do(runs.resume, visitor.person, run.id, now)
    assert card, "the run is the curator's own"
    return [toast(query), *rewritten(query, card, Showing(texts, names, now))]


@router.callback_query(buttons.ShowInvitation.filter())
async def link_wanted(
    query: CallbackQuery, callback_data: buttons.ShowInvitation, do: Do, visitor: Visitor, texts: Texts, bot_name: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """A fresh link: what was shown before cannot be shown again, only its hash is kept."""
    made = await do(invitations.renew, visitor.scope_for("people.invite"), callback_data.invitation, now)
    if made is None:
        return [toast(query, texts("menu.outdated")), show(query, texts("menu.outdated"), home_only(texts))]
    invitation, token = made
    link = invitations.link(bot_name, token)
    day = texts.day(invitation.expires_at.astimezone(visitor.zone).date())
    text = texts("invitations.shown", number=invitation.id, link=link, day=day)
    return [toast(query), show(query, text, buttons.shown(invitation.id, link, texts))]


@router.callback_query(buttons.RevokeInvitation.filter())
async def invitation_revoked(
    query: CallbackQuery, callback_data: buttons.RevokeInvitation, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Nobody comes in with it any more."""
    if not await do(invitations.revoke, visitor.scope_for("people.invite"), callback_data.invitation, now):
        return [toast(query, texts("menu.outdated")), show(query, texts("menu.outdated"), home_only(texts))]
    text = texts("invitations.revoked", number=callback_data.invitation)
    return [toast(query), show(query, text, home_only(texts))]
