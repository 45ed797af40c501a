"""Forming a pair by hand in chat: whom to choose, what is known of both sides, the proposal."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from handlers.pairs import card_screen, list_screen
from handlers.replies import Replies, Reply, show, toast
from handlers.surround import Do, May
from keyboards import pair_cards as cards
from keyboards import pairs as buttons
from keyboards.menu import Open
from locales import Texts
from programme import forming, pair_views, pairs
from programme.forming import Draft, Refused
from programme.presence import Visitor

router = Router(name="forming")

CURATOR = May("pairs.form")


@router.callback_query(Open.filter(F.screen == "new_pair"), CURATOR)
async def pair_begun(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """A new pair: the mentor first."""
    draft = await do(forming.begin, visitor.person, now)
    return [toast(query), await _draft(query, draft, 0, do, visitor, texts, names, now)]


@router.callback_query(buttons.ShowDraft.filter(), CURATOR)
async def draft_opened(
    query: CallbackQuery,
    callback_data: buttons.ShowDraft,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """The draft: a page of the base, or what is put together so far."""
    draft = await do(forming.draft, visitor.scope_for("pairs.form"), callback_data.pair)
    if draft is None:
        return [toast(query, texts("pairs.draft_outdated")), await list_screen(query, do, visitor, texts, names)]
    return [toast(query), await _draft(query, draft, callback_data.page, do, visitor, texts, names, now)]


@router.callback_query(buttons.PickMember.filter(), CURATOR)
async def member_picked(
    query: CallbackQuery,
    callback_data: buttons.PickMember,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Somebody was chosen for the pair."""
    pressed = callback_data
    scope = visitor.scope_for("pairs.form")
    result = await do(forming.pick, scope, pressed.pair, pressed.revision, pressed.person, now)
    return await _drafted(query, result, pressed.pair, do, visitor, texts, names, now)


@router.callback_query(buttons.DraftStep.filter(F.step == "back"), CURATOR)
async def choice_taken_back(
    query: CallbackQuery,
    callback_data: buttons.DraftStep,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """One choice back."""
    result = await do(forming.put_back, visitor.scope_for("pairs.form"), callback_data.pair, callback_data.revision)
    return await _drafted(query, result, callback_data.pair, do, visitor, texts, names, now)


@router.callback_query(buttons.DraftStep.filter(F.step == "propose"), CURATOR)
async def pair_proposed(
    query: CallbackQuery,
    callback_data: buttons.DraftStep,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """The pair is put together: everybody is asked. A second press shows the pair as it stands."""
    result = await do(pairs.propose, visitor.scope_for("pairs.form"), callback_data.pair, callback_data.revision, now)
    if isinstance(result, Refused):
        view = await do(pair_views.card, visitor.scope_for("pairs.form"), callback_data.pair, now)
        if view is not None:
            return [toast(query), await card_screen(query, callback_data.pair, do, visitor, texts, names, now)]
        return await _drafted(query, result, callback_data.pair, do, visitor, texts, names, now)
    view = await do(pair_views.card, visitor.scope_for("pairs.form"), result.id, now)
    assert view is not None, "just proposed"
    text = texts("pairs.proposed", who=buttons.pair_name(view.people, names))
    return [toast(query), show(query, text, buttons.proposed(result.id, texts))]


async def _drafted(
    query: CallbackQuery,
    result: Draft | Refused,
    pair_id: int,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """The draft after a choice, or why nothing was changed and how it stands."""
    if isinstance(result, Draft):
        return [toast(query), await _draft(query, result, -1, do, visitor, texts, names, now)]
    draft = await do(forming.draft, visitor.scope_for("pairs.form"), pair_id)
    note = toast(query, texts(result.text_key), alert=True)
    if draft is None:
        return [note, await list_screen(query, do, visitor, texts, names)]
    return [note, await _draft(query, draft, -1, do, visitor, texts, names, now)]


async def _draft(
    query: CallbackQuery, draft: Draft, page: int, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Reply:
    """The draft's card (`page` below 0) when it is complete, else whom to choose."""
    if draft.mentees and page < 0:
        return show(query, cards.draft_card(draft, names, texts), buttons.draft_card(draft, texts))
    people, pages = await do(forming.candidates, visitor.scope_for("pairs.form"), draft, page, now)
    page = min(max(page, 0), pages - 1)
    text = cards.choice(draft, people, page, pages, names, texts)
    return show(query, text, buttons.choice(draft, people, page, pages, names, texts))
