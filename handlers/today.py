"""What needs the curator: the overview, and the queue one by one."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from domain.names import shown
from domain.today import NAMES, Thing
from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards import today as buttons
from keyboards.menu import Open
from locales import Texts
from programme import today
from programme.presence import Visitor
from programme.today import Counts

router = Router(name="today")
router.message.filter(May("today"))
router.callback_query.filter(May("today"))

SHOWN = 5
"""Things that the overview names; the others are behind its button."""


@router.message(Command("today"))
async def today_asked(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime) -> Replies:
    """The overview by command."""
    return [show(message, *await _overview(do, visitor, texts, names, now))]


@router.callback_query(Open.filter(F.screen == "today"))
async def today_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """The overview from the menu."""
    return [toast(query), show(query, *await _overview(do, visitor, texts, names, now))]


@router.callback_query(buttons.ShowThing.filter())
async def thing_opened(
    query: CallbackQuery,
    callback_data: buttons.ShowThing,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """One thing of the queue."""
    return [toast(query), show(query, *await _thing(callback_data.place, do, visitor, texts, names, now))]


@router.callback_query(buttons.PutThingOff.filter())
async def thing_put_off(
    query: CallbackQuery,
    callback_data: buttons.PutThingOff,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Three days, or dealt with; the next one comes up."""
    done = callback_data.done
    put = await do(today.put_off, visitor.scope_for("today"), callback_data.key, visitor.person, now, done=done)
    said = texts("today.is_done" if done else "today.is_put_off") if put else texts("menu.outdated")
    return [toast(query, said), show(query, *await _thing(callback_data.place, do, visitor, texts, names, now))]


async def _overview(
    do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> tuple[str, InlineKeyboardMarkup]:
    things, counts = await do(today.look, visitor.scope_for("today"), now)
    parts = [head(counts, visitor.organisation.name, texts)]
    if things:
        lines = [f"{texts('today.red') if one.red else '•'} {reason(one, names, texts)}" for one in things[:SHOWN]]
        if len(things) > SHOWN:
            lines.append(texts("today.more", count=len(things) - SHOWN))
        parts.append("\n".join(lines))
    else:
        parts.append(texts("today.nothing"))
    return "\n\n".join(parts), buttons.overview(len(things), texts)


async def _thing(
    place: int, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> tuple[str, InlineKeyboardMarkup]:
    things, counts = await do(today.look, visitor.scope_for("today"), now)
    if not things:
        text = f"{head(counts, visitor.organisation.name, texts)}\n\n{texts('today.nothing')}"
        return text, buttons.overview(0, texts)
    place = min(max(place, 0), len(things) - 1)
    one = things[place]
    top = texts("today.place", place=place + 1, total=len(things))
    lines = [f"{texts('today.red')} {top}" if one.red else top, "", reason(one, names, texts)]
    return "\n".join([*lines, texts(f"today.{one.reason}.action")]), buttons.thing(one, place, len(things), texts)


def head(counts: Counts, organisation: str, texts: Texts) -> str:
    """What the numbers of the day are, in words; what is zero is left out."""
    lines = [texts("today.title", organisation=organisation, pairs=counts.pairs)]
    for name in ("red", "late", "guardians", "silent"):
        number = getattr(counts, name)
        if number:
            lines.append(texts(f"today.count_{name}", count=number))
    if counts.erasures and counts.erase_by:
        lines.append(texts("today.count_erasures", count=counts.erasures, day=texts.day(counts.erase_by)))
    if counts.pairs:
        lines.append(texts("today.met", met=counts.met, pairs=counts.pairs, before=counts.met_before))
    return "\n".join(lines)


def reason(one: Thing, names: str, texts: Texts) -> str:
    """Why a thing is in the queue, with people as this reader may see them."""
    return texts(
        f"today.{one.reason}",
        who=_who(one, names, texts),
        since=texts.day(one.since),
        count=one.count,
        wish=texts(f"today.wish_{one.wish}") if one.wish else "",
        until=texts.day(one.until, "d MMMM y") if one.until else "—",
    )


def _who(one: Thing, names: str, texts: Texts) -> str:
    people = [shown(name, names) for name in one.people[:NAMES]]
    if one.pair_id is not None and one.person_id is None:
        number = texts("today.number", number=one.number) + " " if one.number else ""
        return f"{number}{people[0]} → {', '.join(people[1:])}"
    more = "…" if len(one.people) > NAMES else ""
    group = f", {one.group}" if one.group else ""
    return (" → " if one.reason == "guardian" else ", ").join(people) + more + group
