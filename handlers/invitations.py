"""Invitations, for those who make them: the dialog, the list, links and codes, and the word that it is they."""

import asyncio
from datetime import datetime

from aiogram import F, Router
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery

from domain.names import shown
from handlers.live_card import Showing, rewritten
from handlers.replies import Replies, Reply, document, show, toast
from handlers.surround import Do, May
from keyboards import invitations as buttons
from keyboards.joining import door
from keyboards.menu import Open, home_only
from locales import BOLD, PLAIN, Texts, texts_in
from programme import codes, invitations, inviting, runs, vouching
from programme.inviting import Shown
from programme.presence import Visitor

router = Router(name="invitations")
router.callback_query.filter(May("people.invite"))


@router.callback_query(Open.filter(F.screen == "invite"))
async def invitations_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """Everything about getting people in."""
    numbers = await do(inviting.hub, visitor, now)
    text = texts("invitations.hub_schools" if numbers.schools else "invitations.hub")
    return [toast(query), show(query, text, buttons.hub(numbers, visitor, texts))]


@router.callback_query(buttons.InviteInto.filter())
async def invitation_wanted(
    query: CallbackQuery, callback_data: buttons.InviteInto, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """Somebody is to be invited: the dialog is a questionnaire, which offers the roles that one may give."""
    run = await do(inviting.begin, visitor, callback_data.organisation, now)
    if run is None:
        return _outdated(query, texts)
    card = await do(runs.resume, visitor.person, run.id, now)
    assert card, "the run is the inviter's own"
    return [toast(query), *rewritten(query, card, Showing(texts, names, now))]


@router.callback_query(buttons.ListInvitations.filter())
async def invitations_listed(
    query: CallbackQuery, callback_data: buttons.ListInvitations, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """The invitations, page by page: those that wait, those whose time is out, those that were used."""
    page = await do(inviting.listed, visitor, callback_data.standing, callback_data.page, now)
    number = page.numbers.get(page.standing, 0)
    text = texts(f"invitations.listed_{page.standing}", count=number) if number else texts("invitations.none")
    return [toast(query), show(query, text, buttons.listed(page, names, texts))]


@router.callback_query(buttons.ShowInvitation.filter())
async def invitation_looked_at(
    query: CallbackQuery, callback_data: buttons.ShowInvitation, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """How one of them stands."""
    line = await do(inviting.one, visitor, callback_data.invitation, now)
    if line is None:
        return _outdated(query, texts)
    return [toast(query), show(query, _words(line, visitor, names, texts), buttons.card(line, texts))]


@router.callback_query(buttons.RenewInvitation.filter())
async def link_wanted(
    query: CallbackQuery, callback_data: buttons.RenewInvitation, do: Do, visitor: Visitor, texts: Texts, bot_name: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """A fresh link: what was shown before cannot be shown again, only its hash is kept."""
    made = await do(invitations.renew, visitor, callback_data.invitation, now)
    if made is None:
        return _outdated(query, texts)
    invitation, token = made
    link = invitations.link(bot_name, token)
    day = texts.day(invitation.expires_at.astimezone(visitor.zone).date())
    text = texts("invitations.shown", number=invitation.id, link=link, day=day)
    return [toast(query), show(query, text, buttons.link_shown(invitation.id, link, texts))]


@router.callback_query(buttons.PrintCode.filter())
async def code_wanted(
    query: CallbackQuery, callback_data: buttons.PrintCode, do: Do, visitor: Visitor, texts: Texts, names: str,
    bot_name: str, now: datetime,
) -> Replies:  # fmt: skip
    """A slip of paper for somebody whom no link reaches."""
    line = await do(inviting.one, visitor, callback_data.invitation, now)
    if line is None or line.standing != "open" or line.person is None:
        return _outdated(query, texts)
    [(code, kept)] = await asyncio.to_thread(codes.fresh, await do(codes.peppers), 1)
    await do(codes.give, visitor, line.invitation, kept, now)
    day = texts.day(line.invitation.expires_at.astimezone(visitor.zone).date())
    slip = document(
        query, "code_slips", texts("posters.slips_caption"), organisation=visitor.organisation.name, bot=bot_name,
        group=line.person.group_name or "", slips=[[shown(line.person.name, names), code, day]],
        language=texts.language,
    )  # fmt: skip
    text = texts("invitations.printed", number=line.invitation.id, code=codes.written(code))
    return [toast(query), show(query, text, buttons.to_list(texts)), slip]


@router.callback_query(buttons.RevokeInvitation.filter())
async def invitation_revoked(
    query: CallbackQuery, callback_data: buttons.RevokeInvitation, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Nobody comes in with it any more; a new link opens it again."""
    if not await do(invitations.revoke, visitor, callback_data.invitation, now):
        return _outdated(query, texts)
    text = texts("invitations.revoked", number=callback_data.invitation)
    return [toast(query), show(query, text, buttons.anew(callback_data.invitation, texts))]


@router.callback_query(Open.filter(F.screen == "awaited"))
async def awaited_listed(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Who came in and waits for a word."""
    lines = await do(inviting.awaited, visitor, now)
    text = texts("invitations.awaited_list") if lines else texts("invitations.nobody_awaited")
    return [toast(query), show(query, text, buttons.awaited(lines, names, texts))]


@router.callback_query(buttons.Vouch.filter())
async def word_given(
    query: CallbackQuery, callback_data: buttons.Vouch, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """It is they, or it is not; whoever is turned away is told no more than by any closed link."""
    number = callback_data.invitation
    if callback_data.known:
        person = await do(vouching.vouch, visitor, number, now)
        text = texts("invitations.vouched" if person else "invitations.word_given")
        return [toast(query), show(query, text, home_only(texts))]
    turned = await do(vouching.turn_away, visitor, number, now)
    if turned is None:
        return [toast(query), show(query, texts("invitations.word_given"), home_only(texts))]
    theirs = texts_in(turned.language or texts.language)
    closed = SendMessage(chat_id=int(turned.address), text=theirs("start.invitation_closed"), reply_markup=door(theirs))
    text = texts("invitations.turned_away", number=number)
    return [toast(query), show(query, text, buttons.anew(number, texts)), Reply(closed)]


def _outdated(query: CallbackQuery, texts: Texts) -> Replies:
    return [toast(query, texts("menu.outdated_screen")), show(query, texts("menu.outdated_screen"), home_only(texts))]


def _words(line: Shown, visitor: Visitor, names: str, texts: Texts) -> str:
    """The card of an invitation: whom it is for, how it stands, who made it, who used it."""
    invitation, zone = line.invitation, visitor.zone
    lines = [f"{BOLD}{texts('invitations.title', number=invitation.id)}{PLAIN}", buttons.label(line, names, texts)]
    if line.standing == "used" and invitation.used_at:
        when = texts.moment(invitation.used_at.astimezone(zone), "d MMMM, HH:mm")
        lines.append(texts("invitations.is_used", when=when))
    else:
        until = texts.day(invitation.expires_at.astimezone(zone).date())
        lines.append(texts(f"invitations.is_{line.standing}", until=until))
    if line.awaits_word:
        lines.append(texts("invitations.asks_word", account=invitation.account or "—"))
    if line.standing == "open" and invitation.code_digest:
        lines.append(texts("invitations.has_code"))
    if invitation.tries:
        lines.append(texts("invitations.tries", count=invitation.tries))
    if line.inviter is not None:
        lines.append(texts("invitations.by", who=shown(line.inviter.name, names) or line.inviter.code))
    return "\n".join(lines)
