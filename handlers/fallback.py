"""Whatever nobody else answered: words for the open question, old buttons, stickers, commands. Never silence."""

from datetime import datetime, timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from handlers import denials, find, paper_entry
from handlers import runs as run_handlers
from handlers.home import titles
from handlers.joining import Known
from handlers.replies import Replies, say, show, toast
from handlers.surround import Do, May
from keyboards.home import AT_HOME, survey
from keyboards.importing import how
from keyboards.menu import Open, home_only, my_data_only
from locales import Texts
from programme import home, standing
from programme.presence import Visitor

router = Router(name="fallback")

AT_WORK = timedelta(minutes=15)
"""How long a curator's typed words go to an open questionnaire; after that they are a search."""


@router.message(May("home"))
async def something_sent(
    message: Message, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Words for the open question if there is one; else the questionnaires they may be meant for, or the menu."""
    if message.text is not None and message.text.startswith("/"):
        return [say(message, texts("menu.unknown_command"), home_only(texts))]
    curator = visitor.may("people.see")
    card = await do(standing.awaited, visitor.person, now, AT_WORK if curator else standing.TYPING)
    if card is not None and card.run.channel == "paper":
        return await paper_entry.words_for_a_sheet(message, card, do, visitor, texts, names, now)
    if card is not None:
        return await run_handlers.words_for_a_question(message, card, do, visitor, texts, names, now)
    if message.document is not None and visitor.may("people.import"):
        if names == "codes":
            return [say(message, texts("importing.not_in_chat"), home_only(texts))]
        return [say(message, texts("importing.other_file"), how(texts))]
    if curator and message.text is not None:
        return await find.words_typed(message, message.text, do, visitor, texts, names)
    left = titles(await do(home.waiting, visitor.person), texts, names)
    if left:
        return [say(message, texts("menu.words_of_none"), survey(left[:AT_HOME], texts))]
    return [say(message, texts("menu.unknown_words"), home_only(texts))]


@router.message(Known())
async def somebody_without_a_role_wrote(message: Message, texts: Texts) -> Replies:
    """Whose last role has ended still gets an answer, and the way to their own data."""
    return [say(message, texts("menu.no_role"), my_data_only(texts))]


@router.callback_query(Open.filter(F.screen == "home"), Known())
async def somebody_without_a_role_went_home(query: CallbackQuery, texts: Texts) -> Replies:
    """The same for their buttons: home is for those who have a role."""
    return [toast(query), show(query, texts("menu.no_role"), my_data_only(texts))]


@router.edited_message(May("home"))
async def message_edited(message: Message, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """An answer is changed by a button, so that no edit can slip under another question (reliability row 22)."""
    card = await do(standing.awaited, visitor.person, now)
    return [say(message, texts("runs.edited"))] if card else []


@router.callback_query()
async def old_button_pressed(
    query: CallbackQuery, do: Do, visitor: Visitor | None, texts: Texts, now: datetime, event_router: Router
) -> Replies:
    """A button of an earlier release, of another person, or made up: the same answer for all."""
    await denials.noted(query, visitor, do, now, event_router.parent_router)
    return [toast(query, texts("menu.outdated_screen")), show(query, texts("menu.outdated_screen"), home_only(texts))]
