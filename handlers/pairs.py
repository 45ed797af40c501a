"""Pairs in chat: the curator's list and card; the members' word and their own view."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from handlers.replies import Replies, Reply, show, toast
from handlers.surround import Do, May
from keyboards import closing
from keyboards import meetings as meeting_buttons
from keyboards import pair_cards as cards
from keyboards import pairs as buttons
from keyboards.menu import Open, column, home_only, rows, to_menu
from locales import Texts
from programme import pair_views, pairs
from programme.forming import Refused
from programme.pairs import Told, by_role
from programme.presence import Visitor

router = Router(name="pairs")

CURATOR = May("pairs.see")
MEMBER = May("pairs.own")
Event = Message | CallbackQuery


@router.message(Command("pairs"), CURATOR)
async def pairs_asked(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str) -> Replies:
    """The list by command."""
    return [await list_screen(message, do, visitor, texts, names)]


@router.callback_query(Open.filter(F.screen == "pairs"), CURATOR)
async def pairs_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str) -> Replies:
    """The list from the menu."""
    return [toast(query), await list_screen(query, do, visitor, texts, names)]


@router.callback_query(buttons.ListPairs.filter(), CURATOR)
async def pairs_turned(
    query: CallbackQuery, callback_data: buttons.ListPairs, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """Another page, or the other list."""
    group = callback_data.group if callback_data.group in pair_views.GROUPS else "now"
    return [toast(query), await list_screen(query, do, visitor, texts, names, group, callback_data.page)]


async def list_screen(
    event: Event, do: Do, visitor: Visitor, texts: Texts, names: str, group: str = "now", page: int = 0
) -> Reply:
    """A page of the pairs of a group."""
    lines, pages = await do(pair_views.listed, visitor.scope_for("pairs.see"), group, page)
    page = min(max(page, 0), pages - 1)
    text = cards.listed(lines, group, page, pages, names, texts)
    return show(event, text, buttons.listed(lines, group, page, pages, names, texts))


@router.callback_query(buttons.ShowPair.filter(), CURATOR)
async def pair_opened(
    query: CallbackQuery,
    callback_data: buttons.ShowPair,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """A pair's card."""
    return [toast(query), await card_screen(query, callback_data.pair, do, visitor, texts, names, now)]


async def card_screen(
    query: CallbackQuery, pair_id: int, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Reply:
    """The card of a pair; the list when the curator has no such pair."""
    view = await do(pair_views.card, visitor.scope_for("pairs.see"), pair_id, now)
    if view is None:
        return await list_screen(query, do, visitor, texts, names)
    log = meeting_buttons.ListMeetings(month="all", pair=pair_id, page=0)
    return show(query, cards.card(view, names, texts), buttons.card(view, log, texts))


@router.callback_query(buttons.TakeBackPair.filter(), May("pairs.form"))
async def proposal_taken_back(
    query: CallbackQuery,
    callback_data: buttons.TakeBackPair,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Undo."""
    result = await do(pairs.take_back, visitor.scope_for("pairs.form"), callback_data.pair)
    view = await do(pair_views.card, visitor.scope_for("pairs.form"), callback_data.pair, now)
    if isinstance(result, Refused) or view is None:
        key = result.text_key if isinstance(result, Refused) else "pairs.outdated"
        return [
            toast(query, texts(key), alert=True),
            await card_screen(query, callback_data.pair, do, visitor, texts, names, now),
        ]
    text = texts("pairs.taken_back", who=buttons.pair_name(view.people, names))
    back = [buttons.to_pairs(texts), to_menu(texts)]
    return [toast(query), show(query, text, rows(back))]


@router.callback_query(buttons.AnswerPair.filter(), MEMBER)
async def proposal_answered(
    query: CallbackQuery,
    callback_data: buttons.AnswerPair,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """A member's yes or not now; whatever was pressed, the answer is how the proposal stands."""
    verb = pairs.accept if callback_data.yes else pairs.decline
    told = await do(verb, visitor.person, callback_data.pair, now)
    if told is None:
        return [toast(query, texts("pairs.answer_over")), show(query, texts("pairs.answer_over"), home_only(texts))]
    answer = _answer(told, names, texts)
    news = now in (told.mine.accepted_at, told.mine.declined_at)
    return [toast(query, None if news else answer), show(query, answer, _after_answer(told, texts))]


def _answer(told: Told, names: str, texts: Texts) -> str:
    mentors, mentees = by_role(told.people)
    others = ", ".join(cards.named(person, names) for person in (mentees if told.mine.role == "mentor" else mentors))
    if told.mine.declined_at:
        return texts("pairs.answer_declined")
    if told.pair.state == "active":
        return texts(f"pairs.answer_started_{told.mine.role}", who=others)
    return texts("pairs.waiting" if told.pair.state == "proposed" else "pairs.answer_over", who=others)


def _after_answer(told: Told, texts: Texts) -> InlineKeyboardMarkup:
    if told.pair.state != "active" or told.mine.declined_at:
        return home_only(texts)
    if told.mine.role == "mentor":
        return rows(*meeting_buttons.first_day(told.pair.id, texts))
    return rows(buttons.to_pair(texts))


@router.message(Command("pair"), MEMBER)
async def own_pair_asked(
    message: Message, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """My mentor, or my mentees, by command."""
    return [await own_screen(message, do, visitor, texts, names, now)]


@router.callback_query(Open.filter(F.screen == "pair"), MEMBER)
async def own_pair_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """The same from a button."""
    return [toast(query), await own_screen(query, do, visitor, texts, names, now)]


async def own_screen(event: Event, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime) -> Reply:
    """A member's pairs, with what can be done about each."""
    views = await do(pair_views.mine, visitor.person, now)
    if not views:
        return show(event, texts("pairs.none_mine"), home_only(texts))
    lines, keys = [], []
    mentored = [view for view in views if view.pair.state == "active" and view.role_of(visitor.person) == "mentor"]
    for view in views:
        lines.append(cards.mine(view, visitor.person, names, texts))
        if view.pair.state == "proposed" and not view.accepted_by(visitor.person):
            keys.append(buttons.answers(view.pair.id, texts))
        elif view in mentored:
            who = cards.others(view, names) if len(mentored) > 1 else ""
            keys += meeting_buttons.mentor_pair(view, who, texts)
            keys.append([closing.of_mentor(view.pair.id, who, texts)])
        elif view.pair.state == "active":
            keys.append([closing.of_mentee(view.pair.id, texts)])
    last = column([meeting_buttons.to_own_log(texts), to_menu(texts)], 2)
    return show(event, "\n\n".join(lines), rows(*keys, *last))
