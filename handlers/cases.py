"""Cases in chat, for those who were told: the list, a card, taking, passing on, noting, closing; the duty."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from db.cases import Case
from domain.answers import Refusal
from handlers.replies import Replies, Reply, is_protected, quiet, say, show, toast
from handlers.surround import Do, May
from keyboards import case_cards as cards
from keyboards import cases as buttons
from keyboards.menu import Open, home_only
from locales import Texts
from programme import cases, pins, sos
from programme.forming import Refused
from programme.presence import Visitor

router = Router(name="cases")

WORKS = May("cases.work")


class WritingANote(Filter):
    """Somebody who works on a case has said that a note follows."""

    async def __call__(
        self, message: Message, visitor: Visitor | None, do: Do, now: datetime
    ) -> bool | dict[str, Case]:
        if visitor is None or not visitor.may("cases.work") or (message.text or "").startswith("/"):
            return False
        waits = await do(sos.awaited, visitor.person, now)
        return {"case": waits[0]} if waits is not None and waits[1] == "note" else False


@router.callback_query(Open.filter(F.screen == "cases"), WORKS)
async def list_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """What is open."""
    return [toast(query), await _list(query, False, do, visitor, texts, now)]


@router.callback_query(buttons.ListCases.filter(), WORKS)
async def list_turned(
    query: CallbackQuery, callback_data: buttons.ListCases, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """The other list."""
    return [toast(query), await _list(query, callback_data.closed, do, visitor, texts, now)]


@router.callback_query(buttons.SetDuty.filter(), May("duty"))
async def duty_set(
    query: CallbackQuery, callback_data: buttons.SetDuty, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """On duty from now on, or no more."""
    await do(cases.go_on_duty, visitor, now, on=callback_data.on)
    note = texts("cases.now_on_duty" if callback_data.on else "cases.now_off_duty")
    return [toast(query, note), await _list(query, False, do, visitor, texts, now)]


@router.callback_query(buttons.ShowCase.filter(), WORKS)
async def case_opened(
    query: CallbackQuery,
    callback_data: buttons.ShowCase,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """A case; the look is written down."""
    return await _card(query, callback_data.case, None, do, visitor, texts, names, now)


@router.callback_query(buttons.TakeCase.filter(), WORKS)
async def case_taken(
    query: CallbackQuery,
    callback_data: buttons.TakeCase,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """«I take it»."""
    result = await do(cases.take, visitor, callback_data.case, callback_data.revision, now)
    return await _card(query, callback_data.case, _said(result, "taken", texts), do, visitor, texts, names, now)


@router.callback_query(buttons.PassCase.filter(), WORKS)
async def case_passed(
    query: CallbackQuery,
    callback_data: buttons.PassCase,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Pass it on: to whom, and then it is done."""
    pressed = callback_data
    if pressed.to > 0:
        result = await do(cases.pass_on, visitor, pressed.case, pressed.revision, pressed.to, now)
        return await _card(query, pressed.case, _said(result, "passed", texts), do, visitor, texts, names, now)
    view = await do(cases.view, visitor, pressed.case, now)
    people = await do(cases.colleagues, visitor, pressed.case)
    if view is None or people is None:
        return [toast(query, texts("menu.outdated")), await _list(query, False, do, visitor, texts, now)]
    text = texts("cases.pass_to" if people else "cases.nobody_to_pass")
    return [toast(query), show(query, text, buttons.colleagues(view.case, people, names, texts))]


@router.callback_query(buttons.CloseCase.filter(), WORKS)
async def case_closed(
    query: CallbackQuery,
    callback_data: buttons.CloseCase,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Close it: how it ended, and then it is done."""
    pressed = callback_data
    if pressed.outcome == "ask":
        view = await do(cases.view, visitor, pressed.case, now)
        if view is None:
            return [toast(query, texts("menu.outdated")), await _list(query, False, do, visitor, texts, now)]
        return [toast(query), show(query, texts("cases.how_ended"), buttons.outcomes(view.case, texts))]
    result = await do(cases.close, visitor, pressed.case, pressed.revision, pressed.outcome, now)
    return await _card(query, pressed.case, _said(result, "closed", texts), do, visitor, texts, names, now)


@router.callback_query(buttons.NoteCase.filter(), WORKS)
async def note_wanted(
    query: CallbackQuery, callback_data: buttons.NoteCase, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """The next words are a note."""
    case = await do(cases.await_note, visitor, callback_data.case, now)
    if case is None:
        return [toast(query, texts("menu.outdated")), await _list(query, False, do, visitor, texts, now)]
    return [toast(query), show(query, texts("cases.write_note"), buttons.back(case.id, texts))]


@router.message(WritingANote(), WORKS)
async def note_written(
    message: Message, case: Case, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """A note to a case."""
    if message.text is None:
        return [say(message, texts("sos.only_words"), buttons.back(case.id, texts))]
    result = await do(cases.note, visitor, case.id, message.text, now)
    if result is None:
        return [say(message, texts("menu.outdated_screen"), home_only(texts))]
    if isinstance(result, Refusal):
        return [say(message, texts(result.key, **result.values), buttons.back(case.id, texts))]
    if not await do(pins.is_fresh, visitor.person, now):
        return [say(message, texts("cases.is_noted", number=result.case.number), buttons.back(case.id, texts))]
    return [say(message, cards.card(result, names, texts), buttons.card(result, texts), protect=True)]


@router.callback_query(Open.filter(F.screen == "deadlines"), May("cases.deadlines"))
async def deadlines_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """What a director may know of cases: that they exist, and how long they wait."""
    found = await do(cases.deadlines, visitor.scope_for("cases.deadlines"))
    own = {case.id for case in (await do(cases.work, visitor)).cases}
    mine = [(case.id, cards.line(case, now, texts)) for case in found if case.id in own]
    return [toast(query), show(query, cards.deadlines(found, own, now, texts), buttons.deadlines(mine, texts))]


async def waiting_line(do: Do, visitor: Visitor, texts: Texts) -> list[str]:
    """The red line of a home screen: how many cases nobody has taken; nothing else of them."""
    right = next((right for right in ("cases.count", "cases.deadlines", "duty") if visitor.may(right)), None)
    if right is None:
        return []
    scope = visitor.scope_for("cases.work" if right == "duty" else right)
    count = await do(cases.waiting, scope)
    return [texts("cases.waiting", count=count)] if count else []


def _said(result: Case | Refused, done: str, texts: Texts) -> str:
    """What a press has done, or why it did nothing."""
    return texts(result.text_key if isinstance(result, Refused) else f"cases.is_{done}")


async def _card(
    query: CallbackQuery,
    case_id: int,
    note: str | None,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """The case after what was done with it; without a fresh PIN only that it was done, and the way to open it."""
    if not await do(pins.is_fresh, visitor.person, now):
        case = await do(cases.one, visitor, case_id)
        if case is not None:
            state = texts(f"cases.state_{case.state}")
            text = texts("cases.closed_card", number=case.number, state=state)
            return [toast(query, note), show(query, text, buttons.without_content(case.id, texts))]
    view = await do(cases.view, visitor, case_id, now)
    if view is None:
        return [toast(query, note or texts("menu.outdated")), await _list(query, False, do, visitor, texts, now)]
    card = show(query, cards.card(view, names, texts), buttons.card(view, texts), protect=True)
    alert = query.message if note is not None and not is_protected(query) else None
    over = [quiet(query, alert.message_id)] if alert else []
    return [toast(query, note), *over, card]


async def _list(query: CallbackQuery, closed: bool, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Reply:
    work = await do(cases.work, visitor, closed=closed)
    lines = [(case.id, cards.line(case, now, texts)) for case in work.cases]
    state = "closed" if closed else "open"
    if not lines and not closed and work.on_duty is None:
        state = "told"
    text = texts(f"cases.list_{state}" if lines else f"cases.none_{state}")
    if work.on_duty is not None and not closed:
        text += "\n" + texts("cases.on_duty" if work.on_duty else "cases.off_duty")
    return show(query, text, buttons.listed(work, lines, closed, texts))
