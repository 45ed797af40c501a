"""Buttons of meetings: check-in, plans, undo, the mentee's word, the logs."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from keyboards.pair_cards import others
from keyboards.pairs import ShowPair, cut, to_pair, to_pairs
from keyboards.runs import OpenRun
from locales import Texts
from programme.meetings import Entry
from programme.pair_views import View

SHORT = 20
"""Labels up to so many characters may stand two in a row (ux § 8)."""


class CheckIn(CallbackData, prefix="mc1"):
    """The mentor tells about a meeting of a pair."""

    pair: Number


class ChooseDay(CallbackData, prefix="md1"):
    """The mentor chooses the day of a pair's next meeting."""

    pair: Number


class AfterRecord(CallbackData, prefix="ma1"):
    """After a record: `change` shows other times, `day` asks for one, `undo` takes the record back."""

    meeting: Number
    step: str


class PlanNext(CallbackData, prefix="mp1"):
    """Meet so many weeks later at the same time; 1 is the proposal."""

    meeting: Number
    weeks: Number


class SayHeld(CallbackData, prefix="mm1"):
    """A mentee's word about a meeting; `page` of the list that it was given in, -1 under a letter."""

    meeting: Number
    held: bool
    page: Number


class ListMeetings(CallbackData, prefix="ml1"):
    """A page of the school's log: of a month (`this`, `last`, `all`), of a pair when it is not 0."""

    month: str
    pair: Number
    page: Number


class MyMeetings(CallbackData, prefix="my1"):
    """A page of the reader's own log."""

    page: Number


def mentor_pair(view: View, who: str, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """What a mentor can do about a pair at work; with `who` it is, when there are several pairs."""
    day, end = "move" if view.planned_at else "choose_day", "_with" if who else ""
    labels = [texts(f"meetings.{deed}{end}", **({"who": who} if who else {})) for deed in ("check_in", day)]
    deeds = [
        button(cut(labels[0]), CheckIn(pair=view.pair.id), "primary"),
        button(cut(labels[1]), ChooseDay(pair=view.pair.id)),
    ]
    return column(deeds, 2 if max(map(len, labels)) <= SHORT else 1)


def which_pair(views: Sequence[View], names: str, texts: Texts) -> InlineKeyboardMarkup:
    """Whom the mentor met."""
    pairs = [[button(cut(others(view, names)), CheckIn(pair=view.pair.id))] for view in views]
    return rows(*pairs, [to_menu(texts)])


def recorded(meeting_id: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """After a record when the next meeting is known."""
    return [[button(texts("meetings.undo"), AfterRecord(meeting=meeting_id, step="undo"))], [to_menu(texts)]]


def to_plan(meeting_id: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """After a record when the pair has no usual time."""
    day = button(texts("meetings.choose_day"), AfterRecord(meeting=meeting_id, step="day"), "primary")
    return [[day], *recorded(meeting_id, texts)]


def proposal(meeting_id: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """After a record: is this the next meeting?"""
    agree = button(texts("menu.yes"), PlanNext(meeting=meeting_id, weeks=1), "success")
    change = button(texts("meetings.change"), AfterRecord(meeting=meeting_id, step="change"))
    return [[agree, change], *recorded(meeting_id, texts)]


def other_times(meeting_id: int, times: Sequence[tuple[int, str]], texts: Texts) -> InlineKeyboardMarkup:
    """Other times for the next meeting: weeks later with their words, or another day."""
    chips = [[button(words, PlanNext(meeting=meeting_id, weeks=weeks))] for weeks, words in times]
    other = button(texts("meetings.other_day"), AfterRecord(meeting=meeting_id, step="day"))
    return rows(*chips, [other], [to_menu(texts)])


def another_day(pair_id: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """The chosen moment was over already: choose again."""
    return [[button(texts("meetings.choose_day"), ChooseDay(pair=pair_id), "primary")], [to_menu(texts)]]


def first_day(pair_id: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """For the mentor of a pair that has just begun: the first meeting wants a day."""
    return [[button(texts("meetings.choose_day"), ChooseDay(pair=pair_id), "primary")], to_pair(texts)]


def due(run_id: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """A meeting is over: tell about it."""
    return [[button(texts("letters.check_in"), OpenRun(run=run_id), "primary")]]


def mirror(meeting_id: int, texts: Texts) -> list[InlineKeyboardButton]:
    """Was there a meeting? The words stand by themselves: the letter may be one of several in a message."""
    return [
        button(texts("meetings.was"), SayHeld(meeting=meeting_id, held=True, page=-1)),
        button(texts("meetings.was_not"), SayHeld(meeting=meeting_id, held=False, page=-1)),
    ]


def without(markup: InlineKeyboardMarkup, meeting_id: int) -> InlineKeyboardMarkup | None:
    """What is left of a message's buttons when the question about a meeting is answered; None when that was all."""
    prefix = f"{SayHeld.__prefix__}:{meeting_id}:"
    left = [
        row for row in markup.inline_keyboard if not any((each.callback_data or "").startswith(prefix) for each in row)
    ]
    return InlineKeyboardMarkup(inline_keyboard=left) if left else None


def school_log(month: str, pair_id: int, page: int, pages: int, texts: Texts) -> InlineKeyboardMarkup:
    """The log of the school: pages, months, and the way back to the pair it is about."""
    months = [
        button(texts(f"meetings.month_{name}"), ListMeetings(month=name, pair=pair_id, page=0))
        for name in ("this", "last", "all")
        if name != month
    ]
    back = button(texts("pairs.to_card"), ShowPair(pair=pair_id)) if pair_id else to_pairs(texts)
    return rows(
        turning(page, pages, lambda to: ListMeetings(month=month, pair=pair_id, page=to), texts),
        months,
        [back, to_menu(texts)],
    )


def own_log(
    entries: Sequence[Entry], days: Sequence[str], page: int, pages: int, *, mentor: bool, texts: Texts
) -> InlineKeyboardMarkup:
    """A person's own log: a mentor can add, a mentee can confirm; `days` are the days of the entries in words."""
    word = [
        [button(texts("meetings.confirm", day=day), SayHeld(meeting=entry.meeting.id, held=True, page=page))]
        for entry, day in zip(entries, days, strict=True)
        if not mentor and entry.active and not entry.said and entry.meeting.state == "held"
    ]
    add = [button(texts("meetings.add"), Open(screen="meeting"), "primary")] if mentor else []
    return rows(*word, turning(page, pages, lambda to: MyMeetings(page=to), texts), add, [to_menu(texts)])


def to_own_log(texts: Texts) -> InlineKeyboardButton:
    """To the reader's own log."""
    return button(texts("pairs.meetings"), MyMeetings(page=0))
