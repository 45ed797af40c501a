"""The way in: whatever somebody who is not admitted sends or presses leads to the step where they stand."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from db.people import Person
from domain.names import masked
from handlers import home
from handlers.commands import menu
from handlers.replies import Replies, quiet, say, show, toast
from handlers.surround import Do, May
from keyboards import joining as buttons
from keyboards.consents import card
from keyboards.menu import Open, home_only
from locales import Texts
from programme import beginning, consents, forms, joining
from programme.joining import Station
from programme.presence import Visitor

router = Router(name="joining")


class Joining(Filter):
    """Somebody we know who is not admitted."""

    async def __call__(self, event: Message | CallbackQuery, visitor: Visitor | None) -> bool:
        return visitor is not None and not visitor.admitted


class Known(Filter):
    """Somebody with an account here, wherever they stand; whoever came in and was not vouched for yet may be anybody,
    and is let through to nothing but help.
    """

    def __init__(self, *, even_unvouched: bool = False) -> None:
        self.even_unvouched = even_unvouched

    async def __call__(self, event: Message | CallbackQuery, visitor: Visitor | None) -> bool:
        return visitor is not None and (visitor.vouched or self.even_unvouched)


def screen(event: Message | CallbackQuery, here: Station, texts: Texts) -> Replies:
    """The step where somebody stands, in words, with its buttons."""
    text = _words(here, texts)
    if here.step == "phone" and not here.on_paper:
        asked = [quiet(event, event.message.message_id)] if isinstance(event, CallbackQuery) and event.message else []
        return [*asked, say(event, text, buttons.phone(texts))]
    return [show(event, text, buttons.step(here, texts))]


async def step(
    event: Message | CallbackQuery, person: Person, do: Do, texts: Texts, now: datetime, again: bool = False
) -> Replies:
    """Where the person stands now; `again`: who refused opened the invitation anew and is asked once more."""
    here = await do(joining.advance, person, now)
    if here.step == "home":
        return await welcome(event, here, do, texts, now)
    if here.step == "refused" and again and not here.on_paper:
        return [show(event, consent_words(here, texts), card(here, texts))]
    return screen(event, here, texts)


async def where_one_stands(
    event: Message | CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Home for whoever is in, unless they are a parent with another child on the way; else the step."""
    if not visitor.admitted:
        return await step(event, visitor.person, do, texts, now, again=True)
    here = await do(joining.station, visitor.person, now)
    if here.child is not None and here.step in ("phone", "waiting", "relation", "consent"):
        return screen(event, here, texts)
    return await home.screen(event, do, visitor, texts, names, now)


async def welcome(
    event: Message | CallbackQuery, here: Station, do: Do, texts: Texts, now: datetime, introduced: bool = False
) -> Replies:
    """In: the role's commands, and the first questionnaire; who has just been introduced is not welcomed twice."""
    run = await do(beginning.first, here, now)
    commands = menu(event, [here.role], texts)
    if run is None:
        role = here.role if here.role in ("parent", "curator") else "staff"
        key = "done_again" if here.first_form else f"done_{role}"
        return [show(event, texts(f"joining.{key}"), home_only(texts)), commands]
    key = "nameless" if not here.person.name else "introduced" if introduced else here.role
    key = "nickname" if run.form_name == "nickname" else key
    text = texts(f"joining.done_{key}", minutes=forms.builtin(run.form_name).minutes)
    return [show(event, text, buttons.begin(run.id, texts)), commands]


@router.message(Joining())
async def something_sent_on_the_way(message: Message, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """Anything else leads to the step; at the number, words and stickers are told why they will not do."""
    here = await do(joining.advance, visitor.person, now)
    if here.step == "phone" and not here.on_paper and not (message.text or "/").startswith("/"):
        return [say(message, texts("joining.phone_typed"), buttons.phone(texts))]
    return await step(message, visitor.person, do, texts, now)


@router.callback_query(buttons.BeginFirst.filter(), May("home"))
async def first_form_wanted(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """After getting acquainted: on to the questionnaire of the role."""
    here = await do(joining.station, visitor.person, now)
    return [toast(query), *await welcome(query, here, do, texts, now, introduced=True)]


@router.callback_query(Open.filter(F.screen == "step"), Known())
async def step_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """On to the next step."""
    return [toast(query), *await where_one_stands(query, do, visitor, texts, names, now)]


@router.callback_query(Open.filter(F.screen == "consent"), Joining())
async def thought_again(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """Who said no wants to see the question once more."""
    return [toast(query), *await step(query, visitor.person, do, texts, now, again=True)]


@router.callback_query(Joining())
async def something_pressed_on_the_way(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Any other button leads to the step too."""
    return [toast(query), *await step(query, visitor.person, do, texts, now)]


def consent_words(here: Station, texts: Texts) -> str:
    """The card of the five facts; for a child under 14 a few plain sentences."""
    operator, called = here.organisation.name, consents.called(here)
    if here.child is not None:
        return texts("consents.card_parent", operator=operator, child=_child(here, texts), called=called)
    if here.stage == "child":
        return here.assent or texts("consents.assent", role=here.role, called=called)
    return texts(f"consents.card_{here.stage}", operator=operator, called=called)


def _words(here: Station, texts: Texts) -> str:
    if here.on_paper:
        whose = "parent" if here.child is not None else here.stage
        return texts("joining.paper_only", who=whose, child=_child(here, texts))
    if here.step in ("consent", "assent"):
        return consent_words(here, texts)
    if here.step == "refused" and here.signed_before:
        return texts("joining.refused_new_text")
    return texts(f"joining.{here.step}", awaited=here.awaited, who=here.stage, child=_child(here, texts))


def _child(here: Station, texts: Texts) -> str:
    return masked(here.subject.name) or texts("joining.nameless_child")
