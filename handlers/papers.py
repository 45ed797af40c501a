"""Consents on paper: forms are printed for a class or a person, signed ones are entered, checked and confirmed."""

from collections.abc import Sequence
from datetime import datetime

from aiogram import F, Router
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from db.papers import Paper
from db.people import Person
from domain import papers as numbers
from domain.consents import Kind
from domain.names import shown
from handlers.live_card import Showing, anew
from handlers.replies import Replies, Reply, document, say, show, take_in, toast
from handlers.surround import Do, May
from keyboards import papers as buttons
from keyboards.menu import Open
from locales import BOLD, PLAIN, Texts
from programme import papers, papers_given, runs
from programme.presence import Visitor

router = Router(name="papers")
router.message.filter(May("consents.paper"))
router.callback_query.filter(May("consents.paper"))

PAGE = 8
"""Forms on a page."""
MOST_BYTES = 10 * 1024 * 1024
"""A larger photo is not even fetched."""


@router.callback_query(Open.filter(F.screen == "papers"))
async def papers_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """Print forms, or take back signed ones."""
    return [toast(query), show(query, *await _overview(do, visitor, texts))]


@router.callback_query(buttons.ChooseClass.filter(F.kind.in_(buttons.PRINTED)))
async def kind_chosen(
    query: CallbackQuery, callback_data: buttons.ChooseClass, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """For which class?"""
    groups = await do(papers_given.groups, visitor)
    text = texts("papers.which_class", kind=texts(f"consents.kind_{callback_data.kind}"))
    if callback_data.kind == "mentor_duty":
        text = texts("papers.duty")
        groups = [each for each in groups if each[0] is None]
    return [toast(query), show(query, text, buttons.classes(callback_data.kind, groups, texts))]


@router.callback_query(buttons.PrintForms.filter(F.kind.in_(buttons.PRINTED)))
async def forms_printed(
    query: CallbackQuery, callback_data: buttons.PrintForms, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Forms for everybody of a class who lacks a signature, as PDF and DOCX."""
    kind = _kind(callback_data.kind)
    forms = await do(papers_given.give_class, visitor, callback_data.somebody, kind, texts.language, now)
    return _files(query, forms, texts)


@router.callback_query(buttons.PrintMine.filter(F.kind == ""))
async def form_wanted(query: CallbackQuery, callback_data: buttons.PrintMine, texts: Texts) -> Replies:
    """Which form for this person?"""
    return [toast(query), show(query, texts("papers.which_form"), buttons.kinds(callback_data.person, texts))]


@router.callback_query(buttons.PrintMine.filter(F.kind.in_(buttons.PRINTED)))
async def form_printed(
    query: CallbackQuery, callback_data: buttons.PrintMine, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """The forms that one person lacks."""
    kind = _kind(callback_data.kind)
    return _files(query, await do(papers_given.give, visitor, callback_data.person, kind, texts.language, now), texts)


@router.callback_query(buttons.ListPapers.filter())
async def waiting_listed(
    query: CallbackQuery, callback_data: buttons.ListPapers, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """The forms that are out; those that wait for a second look come first."""
    forms, total, page = await do(papers.waiting, visitor, callback_data.page, PAGE)
    if not total:
        return [toast(query), show(query, *await _overview(do, visitor, texts))]
    pages = -(-total // PAGE)
    return [toast(query), show(query, texts("papers.list"), buttons.listed(forms, page, pages, names, texts))]


@router.message(F.text.func(numbers.looks_like_one))
async def number_typed(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str) -> Replies:
    """The number of a form, typed or read from its QR code, opens its card."""
    paper_id = numbers.parse(message.text or "")
    if paper_id is None:
        return [say(message, texts("papers.mistyped"), buttons.to_papers(texts))]
    found = await do(papers.one, visitor, paper_id)
    if found is None:
        return [say(message, texts("papers.unknown"), buttons.to_papers(texts))]
    return [show(message, *_card(*found, visitor, texts, names))]


@router.callback_query(buttons.ShowPaper.filter())
async def paper_opened(
    query: CallbackQuery, callback_data: buttons.ShowPaper, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """The card of a form."""
    found = await do(papers.one, visitor, callback_data.paper)
    if found is None:
        return await _outdated(query, do, visitor, texts)
    return [toast(query), show(query, *_card(*found, visitor, texts, names))]


@router.callback_query(buttons.EnterPaper.filter())
async def entering_begun(
    query: CallbackQuery, callback_data: buttons.EnterPaper, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """It came back: who signed, when, and where it lies."""
    run = await do(papers.enter, visitor, callback_data.paper, now)
    card = await do(runs.resume, visitor.person, run.id, now) if run is not None else None
    if card is None:
        return await _outdated(query, do, visitor, texts)
    return [toast(query), *anew(query, card, Showing(texts, names, now))]


@router.callback_query(buttons.TickPaper.filter())
async def choice_ticked(
    query: CallbackQuery, callback_data: buttons.TickPaper, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """What is marked on the form."""
    found = await do(papers.tick, visitor, callback_data.paper, callback_data.choice)
    if found is None:
        return await _outdated(query, do, visitor, texts)
    return [toast(query), show(query, *_card(*found, visitor, texts, names))]


@router.callback_query(buttons.ConfirmPaper.filter())
async def paper_confirmed(
    query: CallbackQuery, callback_data: buttons.ConfirmPaper, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """It is signed and in its folder: the consent stands. A second press finds it done."""
    outcome = await do(papers.confirm, visitor, callback_data.paper, now)
    if outcome in ("second_person", "incomplete"):
        refused = "papers.second_person" if outcome == "second_person" else "papers.incomplete"
        return [toast(query, texts(refused), alert=True)]
    found = await do(papers.one, visitor, callback_data.paper)
    if found is None or found[0].state != "confirmed":
        return await _outdated(query, do, visitor, texts)
    number = numbers.number(callback_data.paper)
    return [toast(query), show(query, texts("papers.confirmed", number=number), buttons.to_papers(texts))]


@router.callback_query(buttons.SpoilPaper.filter())
async def paper_spoilt(
    query: CallbackQuery, callback_data: buttons.SpoilPaper, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """A form that was spoilt or lost: its number is worth nothing any more."""
    number = numbers.number(max(callback_data.paper, 0))
    if not callback_data.sure:
        text = texts("papers.spoil_sure", number=number)
        return [toast(query), show(query, text, buttons.sure_to_spoil(callback_data.paper, texts))]
    await do(papers.void, visitor, callback_data.paper, now)
    found = await do(papers.one, visitor, callback_data.paper)
    if found is None or found[0].state != "void":
        return await _outdated(query, do, visitor, texts)
    return [toast(query), show(query, texts("papers.void", number=number), buttons.to_papers(texts))]


@router.callback_query(buttons.SendPhoto.filter())
async def photo_announced(
    query: CallbackQuery, callback_data: buttons.SendPhoto, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """The next photo is of this form; where the chat knows no names, no paper is photographed."""
    if names == "codes":
        return [toast(query, texts("papers.no_photos"), alert=True)]
    if not await do(papers.await_photo, visitor, callback_data.paper):
        return await _outdated(query, do, visitor, texts)
    return [toast(query), say(query, texts("papers.send_photo"))]


@router.message(F.photo | F.document.mime_type.startswith("image/"))
async def photo_sent(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str, address: str) -> Replies:
    """A photo: of the form that waits for one, else of nothing we know."""
    paper = await do(papers.photo_awaited, visitor)
    if paper is None or names == "codes":
        word = "no_photos" if names == "codes" else "which_photo"
        return [say(message, texts(f"papers.{word}"), buttons.to_papers(texts))]
    sent = message.photo[-1] if message.photo else message.document
    assert sent, "the filter saw one"
    if (sent.file_size or 0) > MOST_BYTES:
        limit = MOST_BYTES // 1024 // 1024
        return [say(message, texts("papers.photo_large", limit=limit), buttons.to_papers(texts))]
    return [take_in(sent.file_id, "paper_photo", address=address, paper=paper.id, language=texts.language)]


def photo_answer(address: str, paper: int, word: str, texts: Texts) -> Replies:
    """What became of a photo that was fetched, and back to its form."""
    text = texts(f"papers.{word}")
    return [Reply(SendMessage(chat_id=int(address), text=text, reply_markup=buttons.to_paper(paper, texts)))]


async def _overview(do: Do, visitor: Visitor, texts: Texts) -> tuple[str, InlineKeyboardMarkup]:
    _, waiting, _ = await do(papers.waiting, visitor, 0, 1)
    return texts("papers.title"), buttons.overview(waiting, texts)


def _files(query: CallbackQuery, forms: Sequence[Paper], texts: Texts) -> Replies:
    if not forms:
        return [toast(query, texts("papers.nobody"), alert=True)]
    made: list[Replies] = []
    for language in dict.fromkeys(paper.language for paper in forms):
        ids = [paper.id for paper in forms if paper.language == language]
        made.append([
            document(query, "paper_forms", texts("papers.printed", count=len(ids)), forms=ids, language=texts.language),
            document(query, "paper_forms_docx", forms=ids, language=texts.language),
        ])  # fmt: skip
    last = say(query, texts("papers.after_print"), buttons.to_papers(texts))
    return [toast(query), *(reply for each in made for reply in each), last]


def _card(paper: Paper, person: Person, visitor: Visitor, texts: Texts, names: str) -> tuple[str, InlineKeyboardMarkup]:
    name = shown(person.name, names) or texts("find.nameless")
    lines = [
        f"{BOLD}{texts('papers.card', number=numbers.number(paper.id))}{PLAIN}",
        ", ".join(filter(None, (name, person.group_name))),
        texts(f"papers.signer_{paper.signer}", kind=texts(f"consents.kind_{paper.kind}")),
        texts("papers.given", day=texts.day(paper.given_at.astimezone(visitor.zone).date(), "d MMMM y")),
    ]
    if paper.state == "void":
        lines.append(texts("papers.is_void"))
    if paper.signed_on is not None:
        day = texts.day(paper.signed_on, "d MMMM y")
        lines.append(texts("papers.signed", who=texts(f"register.signer_{paper.relation}"), day=day))
        lines.append(texts("papers.place", folder=paper.folder or "—", page=paper.page or "—"))
        if paper.scan_sealed is not None:
            lines.append(texts("papers.has_photo"))
    if paper.state == "confirmed":
        lines.append(texts("papers.is_confirmed"))
    return "\n".join(lines), buttons.card(paper, names != "codes", texts)


async def _outdated(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    return [toast(query, texts("menu.outdated")), show(query, *await _overview(do, visitor, texts))]


def _kind(word: str) -> Kind:
    """The filter of the handler let nothing else through."""
    return next(kind for kind in buttons.PRINTED if kind == word)
