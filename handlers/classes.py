"""The class teacher's screen: who of the class is in the programme, and the days on which they met."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.names import shown
from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards.menu import Open
from keyboards.posters import of_teacher
from locales import Texts
from programme import classes
from programme.classes import Pupil
from programme.presence import Visitor

router = Router(name="classes")

DAYS = 4
"""Days of meetings that are named; of more than these the number and the last ones."""


@router.callback_query(Open.filter(F.screen == "class"), May("class.see"))
async def class_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str) -> Replies:
    """«My class»."""
    found = await do(classes.classes, visitor)
    parts = [
        "\n".join([texts("classes.title", group=group), *(_lines(pupils, names, texts) or [texts("classes.empty")])])
        for group, pupils in found.items()
    ]
    return [toast(query), show(query, "\n\n".join(parts) or texts("classes.none"), of_teacher(texts))]


def _lines(pupils: list[Pupil], names: str, texts: Texts) -> list[str]:
    lines = []
    for pupil in pupils:
        name = shown(pupil.person.name, names) or texts("find.nameless")
        line = texts(f"classes.{'inside' if pupil.inside else 'outside'}", name=name)
        lines.append(f"{line} · {_met(pupil, texts)}" if pupil.inside else line)
    return lines


def _met(pupil: Pupil, texts: Texts) -> str:
    if not pupil.met:
        return texts("classes.not_met")
    days = ", ".join(texts.day(day) for day in pupil.met[-DAYS:])
    if len(pupil.met) <= DAYS:
        return texts("classes.met", days=days)
    return texts("classes.met_more", count=len(pupil.met), days=days)
