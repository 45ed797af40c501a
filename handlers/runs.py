"""Questionnaires in chat: what is pressed and typed, step by step."""

from datetime import date, datetime, timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message, ReplyKeyboardRemove

from domain.answers import Refusal
from handlers.live_card import BELOW, Showing, anew, below, missing, rewritten, stepped
from handlers.replies import Replies, keep, say, show, toast
from handlers.surround import Do, May
from keyboards import cards, letters
from keyboards import runs as buttons
from keyboards.menu import home_only
from locales import Texts
from programme import answering, runs, standing
from programme.presence import Visitor
from programme.standing import Card, Outdated

router = Router(name="runs")
router.message.filter(May("runs.own"))
router.callback_query.filter(May("runs.own"))


@router.callback_query(buttons.PickOption.filter())
async def option_picked(
    query: CallbackQuery,
    callback_data: buttons.PickOption,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """An option, a number, a day or an OK."""
    pressed = callback_data
    result = await do(answering.answer, visitor.person, pressed.run, pressed.revision, pressed.option, now)
    return stepped(query, result, Showing(texts, names, now))


@router.callback_query(buttons.TickOption.filter())
async def option_ticked(
    query: CallbackQuery,
    callback_data: buttons.TickOption,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """One of several options."""
    pressed = callback_data
    card = await do(standing.current, visitor.person, pressed.run, now)
    if card is None or card.question is None or not 0 <= pressed.index < len(card.question.options):
        return stepped(query, Outdated(card), Showing(texts, names, now))
    option = card.question.options[pressed.index].name
    result = await do(answering.toggle, visitor.person, pressed.run, pressed.revision, option, now)
    if isinstance(result, Outdated):
        return stepped(query, result, Showing(texts, names, now))
    keyboard = buttons.question(result, texts, page=pressed.index // buttons.PAGE)
    return [toast(query), show(query, cards.asked(result, texts, names), keyboard)]


@router.callback_query(buttons.Step.filter(F.step.in_({"page", "month", "hours"})))
async def more_shown(
    query: CallbackQuery, callback_data: buttons.Step, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Another page of options, another month, the hours of a day: nothing is answered."""
    pressed, showing = callback_data, Showing(texts, names, now)
    card = await do(answering.turn, visitor.person, pressed.run, pressed.revision, now)
    if isinstance(card, Outdated):
        return stepped(query, card, showing)
    if pressed.step == "month":
        keyboard = buttons.question(card, texts, month=_first_of(pressed.show, card.today))
    elif pressed.step == "hours":
        keyboard = buttons.question(card, texts, day=_day_of(pressed.show))
    else:
        keyboard = buttons.question(card, texts, page=int(pressed.show) if pressed.show.isdigit() else 0)
    return [toast(query), show(query, cards.asked(card, texts, names), keyboard)]


def _first_of(month: str, today: date) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return today.replace(day=1)


def _day_of(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


STEPS = {
    "done": answering.done,
    "keep": answering.keep_preset,
    "skip": answering.skip,
    "back": answering.back,
    "forward": answering.forward,
    "submit": answering.submit,
}


@router.callback_query(buttons.Step.filter(F.step.in_(STEPS.keys())))
async def step_taken(
    query: CallbackQuery, callback_data: buttons.Step, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Done, skip, what stands there already, back, forward, send."""
    pressed = callback_data
    result = await do(STEPS[pressed.step], visitor.person, pressed.run, pressed.revision, now)
    return stepped(query, result, Showing(texts, names, now))


@router.callback_query(buttons.ChangeAnswer.filter())
async def change_wanted(
    query: CallbackQuery,
    callback_data: buttons.ChangeAnswer,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Change, from the summary."""
    pressed = callback_data
    result = await do(answering.edit, visitor.person, pressed.run, pressed.revision, pressed.index, now)
    return stepped(query, result, Showing(texts, names, now))


@router.callback_query(buttons.OpenRun.filter())
async def run_opened(
    query: CallbackQuery,
    callback_data: buttons.OpenRun,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Begun, or taken up again."""
    card = await do(runs.resume, visitor.person, callback_data.run, now)
    if card is None:
        return missing(query, texts)
    if isinstance(query.message, Message) and (left := letters.others(query.message.reply_markup, query.data or "")):
        return [toast(query), keep(query, left), *anew(query, card, Showing(texts, names, now))]
    return [toast(query), *rewritten(query, card, Showing(texts, names, now))]


@router.callback_query(buttons.Step.filter(F.step == "later"))
async def put_aside(
    query: CallbackQuery, callback_data: buttons.Step, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Later: it is kept; when to be reminded? Of what is over nobody is."""
    card = await do(runs.later, visitor.person, callback_data.run, None, now)
    if card is None or card.run.state != "open":
        return stepped(query, Outdated(card), Showing(texts, names, now))
    return [toast(query), show(query, texts("runs.put_aside"), buttons.put_aside(card.run.id, texts))]


@router.callback_query(buttons.RunChoice.filter(F.choice == "again"))
async def started_again(
    query: CallbackQuery,
    callback_data: buttons.RunChoice,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """From the first question."""
    card = await do(runs.start_again, visitor.person, callback_data.run, now)
    if card is None:
        return missing(query, texts)
    return [toast(query), *rewritten(query, card, Showing(texts, names, now))]


@router.callback_query(buttons.RunChoice.filter(F.choice == "no"))
async def given_up(
    query: CallbackQuery, callback_data: buttons.RunChoice, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """The person would rather not."""
    card = await do(runs.give_up, visitor.person, callback_data.run, now)
    if card is None:
        return missing(query, texts)
    return [toast(query), show(query, texts("runs.given_up"), home_only(texts))]


@router.callback_query(buttons.RunChoice.filter())
async def reminder_chosen(
    query: CallbackQuery,
    callback_data: buttons.RunChoice,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """This evening, tomorrow, at the weekend, or not at all."""
    when = _moment(callback_data.choice, now.astimezone(visitor.zone))
    card = await do(runs.later, visitor.person, callback_data.run, when, now)
    if card is None or card.run.state != "open":
        return stepped(query, Outdated(card), Showing(texts, names, now))
    if when is None:
        return [toast(query), show(query, texts("runs.will_not_remind"), home_only(texts))]
    words = texts.moment(when, "EEEE, d MMMM, HH:mm")
    return [toast(query), show(query, texts("runs.will_remind", when=words), home_only(texts))]


def _moment(choice: str, local: datetime) -> datetime | None:
    """When to remind, in the school's time: today at 18:00 (tomorrow when that is over), tomorrow at 16:00,
    Saturday at 12:00.
    """
    evening = local.replace(hour=18, minute=0, second=0, microsecond=0)
    match choice:
        case "evening":
            return evening if local < evening else evening + timedelta(days=1)
        case "tomorrow":
            return (local + timedelta(days=1)).replace(hour=16, minute=0, second=0, microsecond=0)
        case "weekend":
            days = (5 - local.weekday()) % 7 or 7
            return (local + timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)
        case _:
            return None


async def words_for_a_question(
    message: Message, card: Card, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Anything that a person sent while a question is open: words, an own number, or something that is no answer."""
    showing = Showing(texts, names, now)
    text = message.text
    after: Replies = []
    if message.contact is not None and card.question is not None and card.question.kind == "phone":
        if message.from_user is None or message.contact.user_id != message.from_user.id:
            return [say(message, texts("runs.wrong_contact"), buttons.phone(texts))]
        text = message.contact.phone_number
        after = [say(message, texts("runs.phone_thanks"), ReplyKeyboardRemove())]
        card.run.card_below = BELOW
    if text is None:
        card.run.card_below += 1
        return below(message, card, showing, texts("runs.wrong_type"))
    result = await do(answering.typed, visitor.person, card, text, texts.language, now)
    if isinstance(result, Refusal):
        return [*after, *below(message, card, showing, cards.refused(result, texts))]
    return [*after, *below(message, result, showing)]
