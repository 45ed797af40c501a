"""Buttons of invitations, for those who make them."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from db.invitations import Standing
from domain.names import shown as name_shown
from keyboards.joining import link
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from locales import Texts
from programme.inviting import STANDINGS, Hub, Listing, Shown
from programme.presence import Visitor

WIDTH = 48
"""Characters of a button that has its row to itself."""


class RenewInvitation(CallbackData, prefix="i1"):
    """Make a fresh link for an invitation and show it."""

    invitation: Number


class RevokeInvitation(CallbackData, prefix="i2"):
    """Nobody is to use this invitation any more."""

    invitation: Number


class ListInvitations(CallbackData, prefix="i3"):
    """A page of the invitations that stand so."""

    standing: Standing
    page: Number


class ShowInvitation(CallbackData, prefix="i4"):
    """How an invitation stands."""

    invitation: Number


class PrintCode(CallbackData, prefix="i5"):
    """A code on paper for an invitation."""

    invitation: Number


class Vouch(CallbackData, prefix="i6"):
    """It is they, or it is not."""

    invitation: Number
    known: bool


class InviteInto(CallbackData, prefix="i7"):
    """Invite somebody into an organisation."""

    organisation: Number


def hub(numbers: Hub, visitor: Visitor, texts: Texts) -> InlineKeyboardMarkup:
    """The ways on from the screen of invitations."""
    into = InviteInto(organisation=visitor.organisation.id)
    schools = [button(each.name[:WIDTH], InviteInto(organisation=each.id)) for each in numbers.schools]
    invite = schools or [button(texts("invitations.invite"), into, "primary")]
    ways = [button(texts("invitations.list", count=numbers.open), ListInvitations(standing="open", page=0))]
    if visitor.may("posters.print"):
        ways.append(button(texts("invitations.classes"), Open(screen="classes")))
    waiting = []
    if numbers.awaited:
        waiting.append(button(texts("invitations.awaited", count=numbers.awaited), Open(screen="awaited")))
    if numbers.applications:
        waiting.append(button(texts("applications.waiting", count=numbers.applications), Open(screen="applications")))
    return rows(*column(invite), *column(waiting), *column(ways, 2), [to_menu(texts)])


def made(about: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under the end of the dialog: `about` is the invitation."""
    return [[button(texts("invitations.show"), RenewInvitation(invitation=about), "primary")], [to_menu(texts)]]


def link_shown(invitation_id: int, address: str, texts: Texts) -> InlineKeyboardMarkup:
    """The link, ready to be handed over."""
    return rows(
        *link(address, texts("invitations.words"), texts),
        [button(texts("invitations.card"), ShowInvitation(invitation=invitation_id)), to_menu(texts)],
    )


def listed(page: Listing, names: str, texts: Texts) -> InlineKeyboardMarkup:
    """One button an invitation, how else they may stand, the pages."""
    lines = [[button(label(each, names, texts), ShowInvitation(invitation=each.invitation.id))] for each in page.lines]
    others = [
        button(texts(f"invitations.only_{each}", count=page.numbers[each]), ListInvitations(standing=each, page=0))
        for each in STANDINGS
        if each != page.standing and page.numbers[each]
    ]
    turn = turning(page.page, page.pages, lambda to: ListInvitations(standing=page.standing, page=to), texts)
    return rows(*lines, turn, others, [button(texts("menu.back"), Open(screen="invite")), to_menu(texts)])


def label(line: Shown, names: str, texts: Texts) -> str:
    """An invitation on a button: «Мария И., 5Б · наставляемый»."""
    person = line.child or line.person
    name = (name_shown(person.name, names) if person else "") or texts("invitations.nameless")
    group = f", {person.group_name}" if person and person.group_name else ""
    role = texts(f"find.role_{line.invitation.role}")
    return f"{name}{group} · {role}"[:WIDTH]


def card(line: Shown, texts: Texts) -> InlineKeyboardMarkup:
    """What can be done about an invitation: new link, code on paper, take it back; or the word that it is they."""
    number = line.invitation.id
    if line.awaits_word:
        return rows(*vouch(number, texts), [button(texts("menu.back"), Open(screen="awaited")), to_menu(texts)])
    ways = []
    if line.standing != "used":
        ways.append([button(texts("invitations.renew"), RenewInvitation(invitation=number), "primary")])
    if line.standing == "open" and line.invitation.person_id is not None:
        ways.append([button(texts("invitations.print"), PrintCode(invitation=number))])
    if line.revocable:
        ways.append([button(texts("invitations.revoke"), RevokeInvitation(invitation=number))])
    return rows(*ways, [button(texts("menu.back"), ListInvitations(standing=line.standing, page=0)), to_menu(texts)])


def vouch(invitation_id: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """It is they, or it is not; under the letter that asks, too."""
    return [
        [button(texts("invitations.vouch_yes"), Vouch(invitation=invitation_id, known=True), "success")],
        [button(texts("invitations.vouch_no"), Vouch(invitation=invitation_id, known=False))],
    ]


def awaited(lines: list[Shown], names: str, texts: Texts) -> InlineKeyboardMarkup:
    """Who waits for a word."""
    people = [[button(label(each, names, texts), ShowInvitation(invitation=each.invitation.id))] for each in lines]
    return rows(*people, [button(texts("menu.back"), Open(screen="invite")), to_menu(texts)])


def anew(invitation_id: int, texts: Texts) -> InlineKeyboardMarkup:
    """After an invitation is closed: a new link, or back."""
    return rows(
        [button(texts("invitations.renew"), RenewInvitation(invitation=invitation_id))],
        [button(texts("menu.back"), Open(screen="invite")), to_menu(texts)],
    )


def to_list(texts: Texts) -> InlineKeyboardMarkup:
    """Back to the invitations."""
    return rows([button(texts("menu.back"), Open(screen="invite")), to_menu(texts)])


def of_letter(invitation_id: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """From a letter about an invitation to its card."""
    return [[button(texts("invitations.card"), ShowInvitation(invitation=invitation_id), "primary")]]
