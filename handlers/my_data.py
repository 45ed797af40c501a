"""What the bot knows about a person, in plain words; open to whoever came in by an invitation."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.names import shown
from handlers.joining import Known
from handlers.replies import Replies, show, toast
from handlers.surround import Do
from keyboards.consents import my_data as buttons
from keyboards.menu import Open
from locales import Texts
from programme import my_data
from programme.my_data import Kept
from programme.presence import Visitor

router = Router(name="my_data")
router.message.filter(Known())
router.callback_query.filter(Known())


@router.message(Command("my_data"))
async def data_asked(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str, address: str) -> Replies:
    """/my_data."""
    facts = await do(my_data.kept, visitor.person)
    return [show(message, _words(visitor, facts, address, texts, names), buttons(texts))]


@router.callback_query(Open.filter(F.screen == "my_data"))
async def data_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, address: str
) -> Replies:
    """The same, by its button."""
    facts = await do(my_data.kept, visitor.person)
    return [toast(query), show(query, _words(visitor, facts, address, texts, names), buttons(texts))]


def _words(visitor: Visitor, facts: Kept, address: str, texts: Texts, names: str) -> str:
    """Only what is kept is told; no name passes through the messenger fuller than CHAT_NAMES lets it."""
    person = visitor.person
    told = {
        "name": person.name if names == "full" else shown(person.name, names),
        "group": person.group_name,
        "born": texts.day(person.born, "d MMMM y") if person.born else None,
        "role": ", ".join(texts(f"start.role_{role}") for role in visitor.roles),
        "organisation": visitor.organisation.name,
        "since": texts.day(person.joined_at.astimezone(visitor.zone).date(), "d MMMM y") if person.joined_at else None,
        "phone": facts.phone,
        "account": address,
    }
    lines = [texts(f"my_data.{name}", value=value) for name, value in told.items() if value]
    counts = [
        texts(f"my_data.{name}", count=count)
        for name, count in (("answers", facts.answers), ("meetings", facts.meetings))
        if count
    ]
    return "\n".join([texts("my_data.title"), *lines, *counts, "", texts("my_data.correct")])
