"""Two rows of one person become one: who may be the same, what moves, and it is done."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from db.people import Person
from handlers.profiles import done, known_as, outdated
from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards import profiles as buttons
from locales import Texts
from programme import merging
from programme.merging import Merger
from programme.presence import Visitor

router = Router(name="merging")
router.callback_query.filter(May("people.change"))


@router.callback_query(buttons.Act.filter(F.what == "doubles"))
async def doubles_wanted(
    query: CallbackQuery, callback_data: buttons.Act, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """Who may be the same person."""
    found = await do(merging.doubles, visitor, callback_data.person)
    if found is None:
        return outdated(query, texts)
    text = texts("profiles.doubles" if found else "profiles.no_doubles")
    return [toast(query), show(query, text, buttons.doubles(callback_data.person, found, names, texts))]


@router.callback_query(buttons.Merge.filter())
async def doubles_merged(
    query: CallbackQuery, callback_data: buttons.Merge, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """Two rows become one: what moves is shown first."""
    stays, goes = callback_data.stays, callback_data.goes
    if callback_data.sure:
        merger = await do(merging.merge, visitor, stays, goes, now)
    else:
        merger = await do(merging.ahead, visitor, stays, goes)
    if merger is None:
        return done(query, texts)
    if not isinstance(merger, Merger):
        text = texts(merger)
        return [toast(query), show(query, text, buttons.back(stays, texts))]
    if callback_data.sure:
        text = texts("profiles.merged", name=known_as(merger.stays, names, texts))
        return [toast(query), show(query, text, buttons.back(stays, texts))]
    moved = [texts(f"profiles.moves_{table}", count=count) for table, count in merger.moved.items()]
    lines = [
        texts("profiles.merge_stays", **_who(merger.stays, visitor, names, texts)),
        texts("profiles.merge_goes", **_who(merger.goes, visitor, names, texts)),
        texts("profiles.moves", what=", ".join(moved)) if moved else texts("profiles.moves_nothing"),
        texts("profiles.merge_final"),
    ]
    return [toast(query), show(query, "\n".join(lines), buttons.merging(stays, goes, texts))]


def _who(person: Person, visitor: Visitor, names: str, texts: Texts) -> dict[str, str]:
    """What tells two rows of one name apart."""
    told = (known_as(person, names, texts), person.group_name, texts(f"find.state_{person.state}"))
    day = texts.day(person.created_at.astimezone(visitor.zone).date(), "d MMMM y")
    return {"who": ", ".join(filter(None, told)), "day": day}
