"""An organisation's own texts of consent: taken as a file, changed, sent back, looked at, published."""

from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.methods import SendDocument, SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from db.consents import Wording
from domain.answers import Refusal
from domain.consents import ASSENT, REPLACEABLE
from handlers.replies import Replies, Reply, document, say, show, take_in, toast
from handlers.surround import Do, May
from keyboards import wordings as buttons
from keyboards.menu import Open
from locales import LANGUAGES, Texts, texts_in
from programme import wordings
from programme.presence import Visitor

router = Router(name="wordings")
router.message.filter(May("consents.texts"))
router.callback_query.filter(May("consents.texts"))

MOST_BYTES = 200 * 1024
"""A larger text file is not even fetched: eight pages in UTF-8 take a fifth of it."""


class Awaited(Filter):
    """The next message of this person is the text of a draft."""

    async def __call__(self, message: Message, do: Do, visitor: Visitor | None, now: datetime) -> bool | dict[str, Any]:
        draft = await do(wordings.awaited, visitor, now) if visitor is not None else None
        return {"draft": draft} if draft is not None else False


@router.callback_query(Open.filter(F.screen == "wordings"))
async def wordings_opened(query: CallbackQuery, texts: Texts) -> Replies:
    """The documents."""
    return [toast(query), show(query, texts("wordings.title"), buttons.overview(texts))]


@router.callback_query(buttons.ShowWording.filter(F.document.in_(REPLACEABLE)))
async def wording_opened(
    query: CallbackQuery, callback_data: buttons.ShowWording, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """Which version of a document holds, and since when."""
    name = callback_data.document
    published = await do(wordings.published, visitor, name)
    lines = [texts("wordings.document", name=texts(f"wordings.document_{name}"))]
    lines += [
        texts(
            "wordings.version", version=each.version, language=texts(f"wordings.language_{each.language}"),
            day=texts.day(each.published_at.astimezone(visitor.zone).date(), "d MMMM y"),
            changed=texts(f"wordings.changed_{each.changed}"),
        )
        for each in published[:5] if each.published_at is not None
    ] or [texts("wordings.built_in")]  # fmt: skip
    return [toast(query), show(query, "\n".join(lines), buttons.document(name, texts))]


@router.callback_query(buttons.TakeWording.filter(F.document.in_(REPLACEABLE) & F.language.in_(LANGUAGES)))
async def wording_taken(
    query: CallbackQuery, callback_data: buttons.TakeWording, visitor: Visitor, texts: Texts
) -> Replies:
    """The text that holds now, with its placeholders, as a text file."""
    made = document(
        query, "consent_template", organisation=visitor.organisation.id, document=callback_data.document,
        shown=callback_data.language, language=texts.language,
    )  # fmt: skip
    return [toast(query), made]


@router.callback_query(buttons.ReplaceWording.filter())
async def replacing_begun(
    query: CallbackQuery, callback_data: buttons.ReplaceWording, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """A text of our own comes next: as a .txt file, or typed if it is short."""
    draft = await do(wordings.begin, visitor, callback_data.document, callback_data.language, now)
    if draft is None:
        return [toast(query, texts("menu.outdated")), show(query, texts("wordings.title"), buttons.overview(texts))]
    values = ", ".join(
        wordings.value_name(each, texts_in(draft.language)) for each in wordings.values_of(draft.document)
    )
    key = "wordings.send_assent" if draft.document == ASSENT else "wordings.send"
    text = texts(key, name=texts(f"wordings.document_{draft.document}"), values=values,
                 language=texts(f"wordings.language_{draft.language}"), limit=wordings.ASSENT_LIMIT)  # fmt: skip
    return [toast(query), show(query, text, buttons.awaiting(texts))]


@router.message(F.document.file_name.lower().endswith(".txt"), Awaited())
async def file_sent(message: Message, draft: Wording, texts: Texts, address: str) -> Replies:
    """The text as a file: fetched and read after this answer is kept."""
    assert message.document, "the filter saw one"
    if (message.document.file_size or 0) > MOST_BYTES:
        return [say(message, texts("wordings.file_large"), buttons.awaiting(texts))]
    file_id = message.document.file_id
    about = {"address": address, "draft": draft.id, "document": draft.document, "language": texts.language}
    return [take_in(file_id, "consent_wording", **about)]


@router.message(F.text & ~F.text.startswith("/"), Awaited())
async def text_typed(
    message: Message, draft: Wording, do: Do, visitor: Visitor, texts: Texts, address: str, now: datetime
) -> Replies:
    """The text as a message."""
    refusal = await do(wordings.write, visitor, draft.id, message.text or "", now)
    return written(address, draft.id, draft.document, refusal, texts)


@router.message(~F.text, Awaited())
async def something_else_sent(message: Message, texts: Texts) -> Replies:
    """Pictures, stickers, other files: what is needed instead."""
    return [say(message, texts("wordings.wrong_file"), buttons.awaiting(texts))]


@router.callback_query(buttons.PublishWording.filter(F.changed.in_({"letter", "meaning"})))
async def wording_published(
    query: CallbackQuery, callback_data: buttons.PublishWording, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """From now on this text holds; a second press finds it done."""
    wording = await do(wordings.publish, visitor, callback_data.draft, callback_data.changed, now)
    if wording is None:
        return [toast(query, texts("menu.outdated")), show(query, texts("wordings.title"), buttons.overview(texts))]
    text = texts(f"wordings.published_{wording.changed}", version=wording.version)
    return [toast(query), show(query, text, buttons.to_wordings(texts))]


@router.callback_query(buttons.DropWording.filter())
async def wording_dropped(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """Rather not: everything stays as it was."""
    await do(wordings.drop, visitor.person)
    return [toast(query), show(query, texts("wordings.dropped"), buttons.to_wordings(texts))]


def written(address: str, draft: int, document: str, refusal: Refusal | None, texts: Texts) -> Replies:
    """What became of a text that was sent: what is wrong with it, or how it looks, and the question whether to publish
    it.
    """
    if refusal is not None:
        return [_message(address, texts(refusal.key, **refusal.values), buttons.awaiting(texts))]
    preview = SendDocument(chat_id=int(address), document="attach://file")
    arguments = {"wording": draft, "language": texts.language}
    return [
        Reply(preview, report="consent_draft", arguments=arguments),
        _message(
            address,
            texts("wordings.look_assent" if document == ASSENT else "wordings.look"),
            buttons.publish(draft, document, texts),
        ),
    ]


def _message(address: str, text: str, keyboard: InlineKeyboardMarkup) -> Reply:
    return Reply(SendMessage(chat_id=int(address), text=text, reply_markup=keyboard))
