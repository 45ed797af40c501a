"""Home: what waits for a person, and the ways on; /menu, /survey, /feedback, /cancel."""

from collections.abc import Sequence
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.forms import worded
from domain.names import addressed, shown
from handlers.cases import waiting_line
from handlers.replies import Replies, Reply, show, toast
from handlers.surround import CHANNEL, Do, May
from handlers.today import head
from keyboards import home as buttons
from keyboards.menu import Open, home_only
from locales import Texts
from programme import home, phones, today
from programme.home import Child, Company, Home, Waiting
from programme.presence import Visitor

router = Router(name="home")
router.message.filter(May("home"))
router.callback_query.filter(May("home"))


async def screen(
    event: Message | CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """The home of a person's roles."""
    facts = await do(home.home, visitor.person, visitor.roles, now)
    lines = _lines(facts, visitor, texts, names)
    if visitor.organisation.id != visitor.person.organisation_id:
        lines.insert(1, texts("home.acting_in", name=visitor.organisation.name))
    if visitor.may("today"):
        lines.insert(1, head(await do(today.counts, visitor.scope_for("today"), now), visitor.organisation.name, texts))
    lines[1:1] = await waiting_line(do, visitor, texts)
    text = "\n".join(lines)
    return [show(event, text, buttons.home(visitor.roles, titles(facts.waiting, texts, names), texts))]


@router.message(Command("menu"))
async def home_asked(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime) -> Replies:
    """/menu."""
    return await screen(message, do, visitor, texts, names, now)


@router.callback_query(Open.filter(F.screen == "home"))
async def home_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """The way home stands under every card."""
    return [toast(query), *await screen(query, do, visitor, texts, names, now)]


@router.callback_query(Open.filter(F.screen == "more"))
async def more_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, address: str
) -> Replies:
    """What is needed now and then; whose phone this is and where one acts only where there is a choice."""
    shared = await do(phones.others, CHANNEL, address)
    elsewhere = await do(phones.places, visitor.person)
    offered = (
        ("phone", shared),
        ("place", len(elsewhere) > 1),
        ("nickname", names == "codes"),
        ("questionnaires", visitor.may("questionnaires.own")),
    )
    also = [name for name, there in offered if there]
    return [toast(query), show(query, texts("home.more_title"), buttons.more(also, texts))]


@router.message(Command("survey"))
async def surveys_asked(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str) -> Replies:
    """/survey."""
    return [_surveys(message, await do(home.waiting, visitor.person), texts, names)]


@router.callback_query(Open.filter(F.screen == "survey"))
async def surveys_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str) -> Replies:
    """The same, by its button."""
    return [toast(query), _surveys(query, await do(home.waiting, visitor.person), texts, names)]


@router.message(Command("feedback"))
async def poll_asked(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str) -> Replies:
    """/feedback: the poll of the month or of a pair's first one, if it is open for this person."""
    polls = [each for each in await do(home.waiting, visitor.person) if each.poll or each.first_month]
    text = texts("home.poll" if polls else "home.no_poll")
    return [show(message, text, buttons.survey(titles(polls, texts, names), texts))]


@router.message(Command("cancel"))
async def dialog_cancelled(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str) -> Replies:
    """/cancel: nothing that was answered is lost."""
    if not await do(home.set_aside, visitor.person):
        return [show(message, texts("home.nothing_to_cancel"), home_only(texts))]
    left = titles(await do(home.waiting, visitor.person), texts, names)
    return [show(message, texts("home.cancelled"), buttons.survey(left, texts))]


def _surveys(event: Message | CallbackQuery, waiting: tuple[Waiting, ...], texts: Texts, names: str) -> Reply:
    text = texts("home.to_do", count=len(waiting)) if waiting else texts("home.nothing_to_do")
    return show(event, text, buttons.survey(titles(waiting, texts, names), texts))


def titles(waiting: Sequence[Waiting], texts: Texts, names: str) -> list[tuple[int, str]]:
    """Runs and what their buttons say."""
    return [(each.run_id, _title(each, texts, names)) for each in waiting]


def _title(waiting: Waiting, texts: Texts, names: str) -> str:
    """A questionnaire as its button says; one about somebody else tells about whom."""
    title = worded(waiting.title, texts.language, texts.tone)
    title = texts("runs.first_month") if waiting.first_month else title
    if waiting.about is not None:
        return texts("home.form_about", title=title, name=shown(waiting.about, names))
    return texts("home.form", title=title, minutes=waiting.minutes)


def _lines(facts: Home, visitor: Visitor, texts: Texts, names: str) -> list[str]:
    """Greeting, whom one is with, what waits: three lines and a few more for parents."""
    name = visitor.person.name
    hello = texts("home.hello", name=addressed(name, texts.tone)) if name else texts("home.hello_nameless")
    lines = [hello]
    if "mentor" in visitor.roles:
        lines += _company(facts.company, "mentees", visitor, texts, names)
    elif "mentee" in visitor.roles:
        lines += _company(facts.company, "mentor_of", visitor, texts, names)
    for child in facts.children:
        lines += ["", *_child(child, visitor, texts, names)]
    if visitor.may("children.see") and facts.curators:
        asked = ", ".join(shown(each, names) for each in facts.curators)
        lines += ["", texts("home.ask_curator", names=asked)]
    if facts.waiting:
        lines.append(texts("home.to_do", count=len(facts.waiting)))
    return lines


def _company(company: Company, key: str, visitor: Visitor, texts: Texts, names: str) -> list[str]:
    if not company.names:
        return [texts("home.no_mentor" if key == "mentor_of" else "home.no_mentees")]
    who = texts(f"home.{key}", names=", ".join(shown(each, names) for each in company.names))
    return [who, _next(company, visitor, texts, names)]


def _next(company: Company, visitor: Visitor, texts: Texts, names: str) -> str:
    if company.next_meeting is None:
        return texts("home.no_next_meeting")
    moment = texts.moment(company.next_meeting.astimezone(visitor.zone), "EEEEEE, d MMMM, HH:mm")
    if len(company.met_next) < len(company.names):
        met = ", ".join(shown(each, names) for each in company.met_next)
        return texts("home.next_meeting_with", moment=moment, names=met)
    return texts("home.next_meeting", moment=moment)


def _child(child: Child, visitor: Visitor, texts: Texts, names: str) -> list[str]:
    group = f", {child.group}" if child.group else ""
    title = texts("home.child", name=shown(child.name, names) or "—", group=group)
    if not child.admitted:
        return [title, texts("home.child_waiting")]
    company = child.company
    if not company.names:
        return [title, texts("home.child_no_mentor")]
    mentors = texts("home.child_mentor", names=", ".join(shown(each, names) for each in company.names))
    last = texts.day(company.held[-1]) if company.held else ""
    meetings = texts("home.child_meetings", count=len(company.held), day=last)
    return [title, mentors, meetings, _next(company, visitor, texts, names)]
