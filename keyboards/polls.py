"""Buttons of the monthly poll, for curators."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from keyboards.menu import Open, button, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from keyboards.summary import ShowSummary
from locales import Texts
from programme.turnout import Turnout, may_prolong


class OpenPoll(CallbackData, prefix="po1"):
    """Open this month's poll before its day: asked first, done when `sure`."""

    sure: bool


class RemindPoll(CallbackData, prefix="po2"):
    """Remind everybody who has not opened the poll."""

    poll: Number


class ProlongPoll(CallbackData, prefix="po3"):
    """Three days more than the end that was seen (seconds since 1970)."""

    poll: Number
    closes: Number


class ListSilent(CallbackData, prefix="po4"):
    """A page of those who have not answered."""

    poll: Number
    page: Number


def control(turnout: Turnout | None, can_open: bool, texts: Texts) -> InlineKeyboardMarkup:
    """What a curator can do about the newest poll, and about the one that is not open yet."""
    lines = []
    if turnout is not None:
        poll, tally = turnout.poll, turnout.tally
        if turnout.open and turnout.reach.ready:
            label = texts("polls.remind", count=len(turnout.reach.ready))
            lines.append([button(label, RemindPoll(poll=poll.id), "primary")])
        silent = tally.asked - tally.answered
        if silent:
            lines.append([button(texts("polls.who", count=silent), ListSilent(poll=poll.id, page=0))])
        if may_prolong(poll):
            closes = int(poll.closes_at.timestamp())
            lines.append([button(texts("polls.prolong"), ProlongPoll(poll=poll.id, closes=closes))])
        lines.append([button(texts("polls.results"), ShowSummary(month=poll.period))])
    if can_open:
        lines.append([button(texts("polls.open_now"), OpenPoll(sure=False))])
    return rows(*lines, [button(texts("campaigns.back"), Open(screen="campaigns")), to_menu(texts)])


def sure(texts: Texts) -> InlineKeyboardMarkup:
    """The question before a poll goes out."""
    return rows(
        [button(texts("polls.open_sure"), OpenPoll(sure=True), "primary")],
        [button(texts("menu.cancel"), Open(screen="poll"))],
    )


def silent(poll_id: int, page: int, pages: int, texts: Texts) -> InlineKeyboardMarkup:
    """Turning the list of names."""
    return rows(
        turning(page, pages, lambda to: ListSilent(poll=poll_id, page=to), texts),
        [button(texts("polls.back"), Open(screen="poll")), to_menu(texts)],
    )
