"""What may be done with a person's profile: correct, roles, new account, signing out, coming back."""

from datetime import datetime

from aiogram import F, Router
from aiogram.enums import BotCommandScopeType
from aiogram.methods import SendMessage, SetMyCommands
from aiogram.types import BotCommandScopeChat, CallbackQuery

from db.accounts import Account
from db.people import Person
from domain.names import shown
from domain.profiles import BOUND
from handlers.live_card import Showing, rewritten
from handlers.replies import Replies, Reply, show, toast
from handlers.surround import Do, May
from keyboards import home as home_buttons
from keyboards import profiles as buttons
from keyboards.find import ShowActions
from keyboards.menu import home_only
from locales import Texts, texts_in
from programme import correcting, leaving, phones, profiles, runs
from programme.invitations import link
from programme.presence import Visitor
from programme.profiles import Roles

router = Router(name="profiles")
router.callback_query.filter(May("people.invite"))


@router.callback_query(ShowActions.filter())
async def actions_opened(
    query: CallbackQuery, callback_data: ShowActions, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """Everything that this visitor may do with somebody."""
    found = await do(profiles.actions, visitor, callback_data.person)
    if found is None:
        return outdated(query, texts)
    person, what = found
    text = texts("profiles.of" if what else "profiles.nothing", name=known_as(person, names, texts))
    return [toast(query), show(query, text, buttons.actions(person.id, what, texts))]


@router.callback_query(buttons.Act.filter(F.what == "correct"), May("people.change"))
async def correction_wanted(
    query: CallbackQuery, callback_data: buttons.Act, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Something about the person is wrong: one thing is asked for and put right."""
    run = await do(profiles.begin_correction, visitor, callback_data.person, correcting.FORM, now)
    card = await do(runs.resume, visitor.person, run.id, now) if run else None
    return [toast(query), *rewritten(query, card, Showing(texts, names, now))] if card else outdated(query, texts)


@router.callback_query(buttons.Act.filter(F.what == "roles"))
async def roles_opened(
    query: CallbackQuery, callback_data: buttons.Act, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """The roles that somebody has, and what could be given or taken."""
    return _roles(query, await do(profiles.roles, visitor, callback_data.person), names, texts)


@router.callback_query(buttons.GiveRole.filter())
async def role_given(
    query: CallbackQuery, callback_data: buttons.GiveRole, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """A role more; where there are several organisations it asks which, and a bound one how far it goes."""
    pressed = callback_data
    if not pressed.place:
        facts = await do(profiles.roles, visitor, pressed.person)
        if facts is None:
            return outdated(query, texts)
        if len(facts.places) > 1:
            return [toast(query), show(query, texts("profiles.where"), buttons.places(facts, pressed.role, texts))]
    if pressed.role in BOUND and not pressed.bound:
        facts = await do(profiles.roles, visitor, pressed.person)
        if facts is None:
            return outdated(query, texts)
        text = texts(f"profiles.which_{BOUND[pressed.role]}")
        return [toast(query), show(query, text, buttons.bounds(facts, pressed.role, pressed.place, texts))]
    bound, place = pressed.bound or None, pressed.place or None
    facts = await do(profiles.give, visitor, pressed.person, pressed.role, bound, now, place)
    return [*_roles(query, facts, names, texts), *(await _menus(facts, do) if facts else [])]


@router.callback_query(buttons.TakeRole.filter())
async def role_taken(
    query: CallbackQuery, callback_data: buttons.TakeRole, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """A role less: what ends with it is said first."""
    pressed = callback_data
    if not pressed.sure:
        facts = await do(profiles.roles, visitor, pressed.person)
        grant = next((each for each in facts.takeable if each.id == pressed.grant), None) if facts else None
        if facts is None or grant is None:
            return outdated(query, texts)
        words = {"name": known_as(facts.person, names, texts), "role": buttons.grant_words(grant, texts)}
        text = texts("profiles.ask_role", **words)
        return [toast(query), show(query, text, buttons.taking(facts.person.id, grant.id, texts))]
    facts = await do(profiles.take, visitor, pressed.person, pressed.grant, now)
    return [*_roles(query, facts, names, texts), *(await _menus(facts, do) if facts else [])]


@router.callback_query(buttons.Act.filter(F.what.in_(("account", "sign_out", "back"))))
async def change_wanted(
    query: CallbackQuery, callback_data: buttons.Act, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """A new account, signing out, coming back: what it does is said first."""
    found = await do(profiles.actions, visitor, callback_data.person)
    if found is None or callback_data.what not in found[1]:
        return outdated(query, texts)
    text = texts(f"profiles.ask_{callback_data.what}", name=known_as(found[0], names, texts))
    return [toast(query), show(query, text, buttons.sure(callback_data.what, found[0].id, texts))]


@router.callback_query(buttons.Sure.filter(F.what.in_(("account", "back"))))
async def link_made(
    query: CallbackQuery, callback_data: buttons.Sure, do: Do, visitor: Visitor, texts: Texts, bot_name: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """A link for somebody who is known already."""
    verb = leaving.come_back if callback_data.what == "back" else profiles.new_account
    made = await do(verb, visitor, callback_data.person, now)
    if made is None:
        return done(query, texts)
    invitation, token = made
    address = link(bot_name, token)
    day = texts.day(invitation.expires_at.astimezone(visitor.zone).date())
    text = texts(f"profiles.done_{callback_data.what}", link=address, day=day)
    return [toast(query), show(query, text, buttons.invitation(callback_data.person, address, texts))]


@router.callback_query(buttons.Sure.filter(F.what == "sign_out"))
async def signed_out(
    query: CallbackQuery, callback_data: buttons.Sure, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Every account of somebody is closed."""
    closed = await do(profiles.sign_out, visitor, callback_data.person, now)
    if not closed:
        return done(query, texts)
    text = texts("profiles.done_sign_out", count=len(closed))
    farewell = [account_closed(account, texts) for account in closed]
    return [toast(query), show(query, text, buttons.back(callback_data.person, texts)), *farewell]


def account_closed(account: Account, texts: Texts) -> Reply:
    """The last word to an account that is nobody's any more: whoever did not want that can say so."""
    return Reply(SendMessage(chat_id=int(account.address), text=texts("profiles.account_closed")))


def _roles(query: CallbackQuery, facts: Roles | None, names: str, texts: Texts) -> Replies:
    if facts is None:
        return outdated(query, texts)
    held = [f"• {buttons.grant_words(grant, texts)}" for grant in facts.held]
    text = texts("profiles.roles", name=known_as(facts.person, names, texts))
    return [toast(query), show(query, "\n".join([text, *(held or [texts("profiles.no_roles")])]),
                               buttons.roles(facts, texts))]  # fmt: skip


async def _menus(facts: Roles, do: Do) -> Replies:
    """The commands in the person's own chats, as their roles are now."""
    return await commands_of(facts.person, tuple(grant.role for grant in facts.held), do)


async def commands_of(person: Person, roles: tuple[str, ...], do: Do) -> Replies:
    """The commands of these roles for the chats that somebody is in."""
    texts = texts_in(person.language or "ru", person.tone)
    return [
        Reply(
            SetMyCommands(
                commands=home_buttons.commands(roles, texts),
                scope=BotCommandScopeChat(type=BotCommandScopeType.CHAT, chat_id=int(account.address)),
            )
        )
        for account in await do(phones.chats_of, person)
    ]


def outdated(query: CallbackQuery, texts: Texts) -> Replies:
    """There is nobody (any more) with whom that could be done."""
    return [toast(query, texts("menu.outdated_screen")), show(query, texts("menu.outdated_screen"), home_only(texts))]


def done(query: CallbackQuery, texts: Texts) -> Replies:
    """A second tap: what the first one showed, a link perhaps, stays to be read."""
    return [toast(query, texts("profiles.already"))]


def known_as(person: Person, names: str, texts: Texts) -> str:
    """A name as this chat may show it."""
    return shown(person.name, names) or texts("find.nameless")
