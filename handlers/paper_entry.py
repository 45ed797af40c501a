"""Sheets that were filled in with a pen: whose it is, and its answers, entered by a curator."""

from datetime import datetime

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from domain import paper_twin
from domain.answers import Refusal
from domain.forms import worded
from domain.names import shown
from handlers.live_card import Showing, below, rewritten
from handlers.questionnaires import form_card
from handlers.replies import Replies, document, say, show, toast
from handlers.replies import below as after_file
from handlers.runs import words_for_a_question
from handlers.surround import Do, May
from keyboards import cards
from keyboards import paper_entry as buttons
from keyboards.menu import home_only
from keyboards.questionnaires import TakeForm
from locales import Texts
from programme import forms, paper_entry, paper_lines, runs
from programme.paper_entry import Obstacle, Writers
from programme.presence import Visitor
from programme.standing import Card

router = Router(name="paper_entry")
router.message.filter(May("questionnaires.paper"))
router.callback_query.filter(May("questionnaires.paper"))

Screen = tuple[str, InlineKeyboardMarkup]


@router.callback_query(buttons.ListWriters.filter())
async def writers_listed(
    query: CallbackQuery, callback_data: buttons.ListWriters, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """Whose sheet of this questionnaire is it?"""
    found = await do(paper_entry.writers, visitor, callback_data.version)
    if found is None:
        return _nothing(query, texts)
    return [toast(query), show(query, *_list(found, callback_data, names, texts))]


@router.callback_query(buttons.PickGroup.filter())
async def class_wanted(
    query: CallbackQuery, callback_data: buttons.PickGroup, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """Only those of one class."""
    found = await do(paper_entry.writers, visitor, callback_data.version)
    if found is None:
        return _nothing(query, texts)
    return [toast(query), show(query, texts("find.which_group"), buttons.groups(found.version.id, found.groups, texts))]


@router.callback_query(buttons.EnterSheet.filter())
async def sheet_taken_up(
    query: CallbackQuery,
    callback_data: buttons.EnterSheet,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Somebody's sheet: its questions one by one, or why it cannot be entered."""
    pressed = callback_data
    begun = await do(paper_entry.begin, visitor, pressed.version, pressed.person, now, sure=pressed.sure)
    if isinstance(begun, Obstacle):
        return _obstacle(query, begun, pressed, visitor, names, texts)
    card = await do(runs.resume, visitor.person, begun.id, now)
    if card is None:
        return _nothing(query, texts)
    return [toast(query), *rewritten(query, card, Showing(texts, names, now))]


@router.callback_query(TakeForm.filter(F.kind == "paper"))
async def sheet_wanted(
    query: CallbackQuery, callback_data: TakeForm, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """The sheet, to be printed, in each tone that the form speaks in."""
    version = await do(paper_entry.one, visitor, callback_data.version)
    if version is None:
        return _nothing(query, texts)
    form = forms.of_version(version)
    about = {"version": version.version, "organisation": visitor.organisation.id, "names": names}
    files = []
    for tone in (tones := paper_twin.tones(form, texts.language)):
        told = [texts(f"paper_entry.for_{tone}")] if len(tones) > 1 else []
        told += [texts("paper_entry.by_hand")] if form.mode == "anonymous" else []
        caption = "\n".join(told) or None
        files.append(document(query, "questionnaire_paper", caption, language=texts.language, tone=tone, **about))
    return [toast(query), *files, *after_file(query, *await form_card(do, version, visitor, texts))]


@router.message(F.text.func(paper_twin.typed_code).as_("typed"))
async def code_typed(
    message: Message, typed: tuple[str, str], do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """The code that is printed on a sheet, alone or with a name: `3F2A-9C1B name`."""
    beginning, words = typed
    version = await do(paper_entry.by_code, visitor, beginning)
    if version is None:
        raise SkipHandler
    found = await do(paper_entry.writers, visitor, version.id)
    if found is None:
        return [say(message, texts("paper_entry.not_entered"), home_only(texts))]
    listed = buttons.ListWriters(version=version.id, page=0)
    if not words:
        return [show(message, *_list(found, listed, names, texts))]
    people = await do(paper_entry.searched, visitor, found, words)
    if not people:
        return [say(message, texts("paper_entry.nobody", by=names), buttons.another(version.id, texts))]
    text = texts("paper_entry.whose", title=_title(found, texts))
    return [say(message, text, buttons.found(version.id, people, names, texts))]


async def words_for_a_sheet(
    message: Message, card: Card, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """What a curator typed while a sheet is open: a line of marks, or an answer to the open question."""
    if message.text is None:
        return await words_for_a_question(message, card, do, visitor, texts, names, now)
    first = card.place.position if card.question is not None else 0
    last = first + len(paper_lines.marks(card, message.text)) - 1
    result = await do(paper_lines.typed, visitor.person, card, message.text, texts.language, now)
    showing = Showing(texts, names, now)
    if isinstance(result, Refusal):
        return below(message, card, showing, cards.refused(result, texts))
    several = last > first and result.question is not None
    note = texts("paper_entry.line_taken", first=first, last=last) if several else None
    return below(message, result, showing, note)


def _list(found: Writers, listed: buttons.ListWriters, names: str, texts: Texts) -> Screen:
    people = [each for each in found.people if not listed.group or each.group_name == listed.group]
    pages = max(1, -(-len(people) // paper_entry.PAGE))
    page = min(max(listed.page, 0), pages - 1)
    some = people[page * paper_entry.PAGE : (page + 1) * paper_entry.PAGE]
    code = paper_twin.code(found.version.version)
    lines = [texts("paper_entry.title", title=_title(found, texts)), ""]
    lines.append(texts("paper_entry.waiting", count=len(found.people), answered=found.answered))
    lines.append(texts("paper_entry.search", code=code, by=names) if people else texts("paper_entry.nobody_left"))
    listed = listed.model_copy(update={"page": page})
    return "\n".join(lines), buttons.writers(listed, some, pages, len(found.groups) > 1, names, texts)


def _obstacle(
    query: CallbackQuery, why: Obstacle, pressed: buttons.EnterSheet, visitor: Visitor, names: str, texts: Texts
) -> Replies:
    if why.person is None:
        return _nothing(query, texts)
    day = texts.day(why.answered_at.astimezone(visitor.zone).date(), "d MMMM y") if why.answered_at else ""
    who = shown(why.person.name, names) or texts("find.nameless")
    text = texts(f"paper_entry.{why.why}", who=who, day=day, count=why.answers)
    if why.why == "begun":
        return [toast(query), show(query, text, buttons.instead(pressed.version, pressed.person, texts))]
    return [toast(query), show(query, text, buttons.another(pressed.version, texts))]


def _nothing(query: CallbackQuery, texts: Texts) -> Replies:
    return [toast(query, texts("menu.outdated")), show(query, texts("paper_entry.not_entered"), home_only(texts))]


def _title(found: Writers, texts: Texts) -> str:
    return worded(found.form.title, texts.language)
