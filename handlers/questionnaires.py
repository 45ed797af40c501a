"""The questionnaires a school may use: looked at, taken as a file, and its own ones sent, checked and published."""

from collections import Counter
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from db.runs import FormVersion
from domain.forms import Form
from handlers.live_card import pictured
from handlers.preview import looked_at, preview
from handlers.replies import Replies, Reply, below, document, say, show, take_in, toast
from handlers.surround import Do, May
from keyboards import paper_entry
from keyboards import questionnaires as buttons
from keyboards.menu import Open
from locales import Texts, texts_in
from programme import forms, own_forms, publishing
from programme.assigning import may_assign
from programme.form_files import Faulty
from programme.own_forms import GROUPS
from programme.presence import Visitor
from programme.publishing import Draft
from reports import questionnaires as words

router = Router(name="questionnaires")
router.message.filter(May("questionnaires.own"))
router.callback_query.filter(May("questionnaires.own"))

MOST_BYTES = {".xlsx": 2 * 1024 * 1024, ".zip": 10 * 1024 * 1024}
"""A larger file is not even fetched; an archive holds pictures too."""

Screen = tuple[str, InlineKeyboardMarkup]


class Awaited(Filter):
    """The next workbook of this person is a questionnaire: they have just said so."""

    async def __call__(self, message: Message, do: Do, visitor: Visitor | None, now: datetime) -> bool:
        return visitor is not None and await do(publishing.awaits, visitor, now)


@router.callback_query(Open.filter(F.screen == "questionnaires"))
async def overview_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """All questionnaires, by what they are for."""
    return [toast(query), show(query, *await _overview(do, visitor, texts))]


@router.callback_query(buttons.ListForms.filter(F.group.in_(GROUPS)))
async def group_opened(
    query: CallbackQuery, callback_data: buttons.ListForms, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """A group, page by page."""
    group = callback_data.group
    found = [each for each in await do(own_forms.listed, visitor) if own_forms.group_of(each) == group]
    page = min(max(callback_data.page, 0), max(0, (len(found) - 1) // buttons.ON_A_PAGE))
    text = texts("questionnaires.group_title", name=texts(f"questionnaires.group_{group}", count=len(found)))
    return [toast(query), show(query, text, buttons.listed(words.names(found, texts), group, page, texts))]


@router.callback_query(buttons.ShowForm.filter())
async def form_opened(
    query: CallbackQuery, callback_data: buttons.ShowForm, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """The card of a questionnaire."""
    version = await do(own_forms.one, visitor, callback_data.version)
    if version is None:
        return await _outdated(query, do, visitor, texts)
    return [toast(query), show(query, *await form_card(do, version, visitor, texts))]


@router.callback_query(buttons.ListVersions.filter())
async def versions_opened(
    query: CallbackQuery, callback_data: buttons.ListVersions, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """Its versions, and what each changed."""
    version = await do(own_forms.one, visitor, callback_data.version)
    if version is None:
        return await _outdated(query, do, visitor, texts)
    found = await do(own_forms.versions, version)
    earlier = [(each.row.id, each.number) for each in found[1:]]
    text = words.versions(found, visitor.zone, texts)
    return [toast(query), show(query, text, buttons.versions(found[0].row.id, earlier, texts))]


@router.callback_query(buttons.TakeForm.filter(F.kind == "xlsx"))
async def file_wanted(
    query: CallbackQuery, callback_data: buttons.TakeForm, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """The questionnaire as a workbook, to begin one's own from."""
    version = await do(own_forms.one, visitor, callback_data.version)
    if version is None:
        return await _outdated(query, do, visitor, texts)
    kind = "zip" if forms.of_version(version).pictures else "xlsx"
    file = document(query, f"questionnaire_{kind}", version=version.version, language=texts.language)
    return [toast(query), file, *below(query, *await form_card(do, version, visitor, texts))]


@router.callback_query(buttons.LookAt.filter())
async def question_looked_at(
    query: CallbackQuery,
    callback_data: buttons.LookAt,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """One question as people will see it; nothing is answered and nothing is kept."""
    at = callback_data
    form = await _form(do, visitor, at)
    if form is None:
        return await _outdated(query, do, visitor, texts)
    above = pictured(query, form, looked_at(form, at), texts_in(texts.language, form.audience))
    comes = bool(above) and at.above != at.place + 1
    at = at.model_copy(update={"above": at.place + 1}) if comes else at
    screen = preview(form, at, now.astimezone(visitor.zone).date(), texts, names)
    return [toast(query), *above, *below(query, *screen)] if comes else [toast(query), show(query, *screen)]


@router.callback_query(Open.filter(F.screen == "own_form"))
async def upload_wanted(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """How to send one's own; the next workbook is one."""
    await do(publishing.begin, visitor, now)
    return [toast(query), show(query, texts("questionnaires.how"), buttons.how(texts))]


@router.message(F.document.file_name.lower().endswith((".xlsx", ".xlsm", ".xls")), Awaited())
@router.message(F.document.file_name.lower().endswith(".zip"))
async def file_sent(message: Message, texts: Texts, address: str) -> Replies:
    """A workbook, or an archive of one and its pictures: it is fetched and read after this answer is kept, so that
    nothing of it is done twice.
    """
    assert message.document, "the filter saw one"
    most = MOST_BYTES[".zip" if (message.document.file_name or "").lower().endswith(".zip") else ".xlsx"]
    if (message.document.file_size or 0) > most:
        limit = most // 1024 // 1024
        return [say(message, texts("questionnaires.refused_large", limit=limit), buttons.how(texts))]
    return [take_in(message.document.file_id, "questionnaire", address=address, language=texts.language)]


@router.callback_query(buttons.ShowDraft.filter())
async def draft_opened(
    query: CallbackQuery, callback_data: buttons.ShowDraft, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """The own questionnaire that waits for the word to publish it."""
    found = await do(publishing.kept, visitor, callback_data.draft)
    if found is None:
        return await _outdated(query, do, visitor, texts)
    return [toast(query), show(query, words.draft(found, texts), buttons.draft(found, texts))]


@router.callback_query(buttons.PublishDraft.filter())
async def draft_published(
    query: CallbackQuery, callback_data: buttons.PublishDraft, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """From now on it is asked so; a second press finds it done."""
    version = await do(publishing.publish_kept, visitor, callback_data.draft, callback_data.typos, now)
    if version is None:
        return await _outdated(query, do, visitor, texts)
    text, keyboard = await form_card(do, version, visitor, texts)
    return [toast(query), show(query, f"{texts('questionnaires.published')}\n\n{text}", keyboard)]


@router.callback_query(buttons.DropDraft.filter())
async def draft_dropped(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """Rather not."""
    await do(publishing.drop, visitor)
    return [toast(query, texts("questionnaires.dropped")), show(query, *await _overview(do, visitor, texts))]


def checked(address: str, found: Draft, texts: Texts) -> Replies:
    """A questionnaire that was sent is right: what it is, and the question whether to publish it."""
    return [_message(address, words.draft(found, texts), buttons.draft(found, texts))]


def faulty(address: str, problem: Faulty, texts: Texts) -> Replies:
    """What is wrong with a file, all at once."""
    return [_message(address, words.faults(problem, texts), buttons.how(texts))]


def refused(address: str, key: str, values: dict[str, object], texts: Texts) -> Replies:
    """Why a file is not even opened: one clear line."""
    return [_message(address, words.refusal(key, values, texts), buttons.how(texts))]


async def _overview(do: Do, visitor: Visitor, texts: Texts) -> Screen:
    counts = Counter(map(own_forms.group_of, await do(own_forms.listed, visitor)))
    groups = [(group, counts[group]) for group in GROUPS if counts[group]]
    return texts("questionnaires.title"), buttons.overview(groups, texts)


async def form_card(do: Do, version: FormVersion, visitor: Visitor, texts: Texts) -> Screen:
    """The card of a questionnaire: what it is for, and what can be done with it."""
    found, form = await do(own_forms.versions, version), forms.of_version(version)
    number = next(each.number for each in found if each.row.id == version.id)
    asks = number == len(found) and visitor.may("campaigns.run") and may_assign(version, form)
    keyboard = buttons.card(
        version.id, own_forms.group_of(version), len(found), paper_entry.ways(version, texts), texts,
        asks=asks, makes=own_forms.may_be_own(form),
    )  # fmt: skip
    return words.card(version, number, len(found), visitor.zone, texts), keyboard


async def _form(do: Do, visitor: Visitor, at: buttons.LookAt) -> Form | None:
    if at.version:
        version = await do(own_forms.one, visitor, at.version)
        return forms.of_version(version) if version is not None else None
    found = await do(publishing.kept, visitor, at.draft)
    return found.form if found is not None else None


async def _outdated(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    return [toast(query, texts("menu.outdated")), show(query, *await _overview(do, visitor, texts))]


def _message(address: str, text: str, keyboard: InlineKeyboardMarkup) -> Reply:
    return Reply(SendMessage(chat_id=int(address), text=text, reply_markup=keyboard))
