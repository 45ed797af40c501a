"""Questionnaires in chat: one live card that is rewritten at every step."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from aiogram import F, Router
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, ReplyKeyboardRemove

from domain.answers import Refusal
from domain.forms import worded
from handlers.replies import Replies, Reply, chat_of, keep, quiet, say, show, toast
from handlers.surround import Admitted, Do
from keyboards import cards, endings, letters
from keyboards import runs as buttons
from keyboards.menu import home_only
from locales import Texts
from programme import runs
from programme.presence import Visitor
from programme.runs import Card, Outdated

router = Router(name="runs")
router.message.filter(Admitted())
router.callback_query.filter(Admitted())

BELOW = 8
"""Messages under a card after which it has scrolled away (ux § 2)."""
OLD = timedelta(hours=40)
"""Age at which a card is sent anew instead of being rewritten."""


@dataclass(frozen=True, slots=True)
class Showing:
    """How a card is to be worded."""

    texts: Texts
    names: str
    now: datetime


def screen(card: Card, showing: Showing, refusal: str | None = None) -> tuple[str, InlineKeyboardMarkup]:
    """The text and the buttons of a card: a question, the summary, or the end."""
    texts = showing.texts
    if card.run.state != "open":
        name, about = (card.ending.buttons, card.ending.about) if card.ending else ("", 0)
        rows = endings.BUTTONS[name](about, texts)
        return cards.ending(card, texts, showing.names), InlineKeyboardMarkup(inline_keyboard=rows)
    if card.question is None:
        text, listed = cards.summary(card, texts)
        return (f"{refusal}\n\n{text}" if refusal else text), buttons.summary(card, listed, texts)
    return cards.asked(card, texts, showing.names, refusal), buttons.question(card, texts)


def rewritten(query: CallbackQuery, card: Card, showing: Showing, refusal: str | None = None) -> Replies:
    """The pressed message becomes the live card; another one that was it loses its buttons."""
    text, keyboard = screen(card, showing, refusal)
    replies = [replace(show(query, text, keyboard), run_id=card.run.id)]
    pressed = query.message.message_id if query.message else None
    old = card.run.card_message_id
    if pressed is not None and old != pressed:
        card.run.card_message_id, card.run.card_sent_at, card.run.card_below = pressed, showing.now, 0
        if old is not None:
            replies.append(quiet(query, old))
    if card.question is not None and card.question.kind == "phone" and card.question.name not in card.answers:
        replies.append(say(query, showing.texts("runs.phone_below"), buttons.phone(showing.texts)))
    return replies


def below(message: Message, card: Card, showing: Showing, refusal: str | None = None) -> Replies:
    """After typed words: the live card is rewritten where it stands, or sent anew when it has scrolled away, or when
    the words were not taken: the reason stands under them, and a second refusal does not look like silence.
    """
    text, keyboard = screen(card, showing, refusal)
    run = card.run
    near = run.card_below <= BELOW and run.card_sent_at is not None and showing.now - run.card_sent_at < OLD
    if run.card_message_id is not None and near and refusal is None:
        edit = EditMessageText(
            chat_id=chat_of(message), message_id=run.card_message_id, text=text, reply_markup=keyboard
        )
        return [Reply(edit, run_id=run.id)]
    return anew(message, card, showing, refusal)


def anew(event: Message | CallbackQuery, card: Card, showing: Showing, refusal: str | None = None) -> Replies:
    """A new message becomes the live card; the one that was it loses its buttons."""
    text, keyboard = screen(card, showing, refusal)
    send = SendMessage(chat_id=chat_of(event), text=text, reply_markup=keyboard)
    old = card.run.card_message_id
    return [Reply(send, run_id=card.run.id), *([quiet(event, old)] if old is not None else [])]


def stepped(
    query: CallbackQuery, result: Card | Refusal | Outdated, showing: Showing, note: str | None = None
) -> Replies:
    """What follows a press: the next card; a refusal as a toast; for an outdated press the card as it stands now."""
    if isinstance(result, Refusal):
        return [toast(query, cards.refused(result, showing.texts), alert=True)]
    if isinstance(result, Outdated):
        if result.card is None:
            return missing(query, showing.texts)
        if result.card.run.state != "open":
            over = toast(query, showing.texts(f"runs.over_{result.card.run.state}"))
            shown = query.message is not None and query.message.message_id == result.card.run.card_message_id
            return [over] if shown else [over, *rewritten(query, result.card, showing)]
        return [toast(query, showing.texts("runs.already")), *rewritten(query, result.card, showing)]
    if result.lost:
        titles = "; ".join(worded(each.label, showing.texts.language, showing.texts.tone) for each in result.lost)
        note = showing.texts("runs.lost", count=len(result.lost), questions=titles)
    return [toast(query, note, alert=bool(result.lost)), *rewritten(query, result, showing)]


def missing(query: CallbackQuery, texts: Texts) -> Replies:
    """A run that is not this person's, or no more: the same kind word for all of these."""
    return [toast(query), show(query, texts("runs.not_here"), home_only(texts))]


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
    result = await do(runs.answer, visitor.person, pressed.run, pressed.revision, pressed.option, now)
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
    card = await do(runs.current, visitor.person, pressed.run, now)
    if card is None or card.question is None or not 0 <= pressed.index < len(card.question.options):
        return stepped(query, Outdated(card), Showing(texts, names, now))
    option = card.question.options[pressed.index].name
    result = await do(runs.toggle, visitor.person, pressed.run, pressed.revision, option, now)
    if isinstance(result, Outdated):
        return stepped(query, result, Showing(texts, names, now))
    keyboard = buttons.question(result, texts, page=pressed.index // buttons.PAGE)
    return [toast(query), show(query, cards.asked(result, texts, names), keyboard)]


@router.callback_query(buttons.Step.filter(F.step.in_({"page", "month"})))
async def more_shown(
    query: CallbackQuery, callback_data: buttons.Step, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Another page of options or another month: nothing is answered."""
    pressed, showing = callback_data, Showing(texts, names, now)
    card = await do(runs.current, visitor.person, pressed.run, now)
    if card is None or card.question is None or card.run.revision != pressed.revision:
        return stepped(query, Outdated(card), showing)
    if pressed.step == "month":
        keyboard = buttons.question(card, texts, month=_first_of(pressed.show, card.today))
    else:
        keyboard = buttons.question(card, texts, page=int(pressed.show) if pressed.show.isdigit() else 0)
    return [toast(query), show(query, cards.asked(card, texts, names), keyboard)]


def _first_of(month: str, today: date) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return today.replace(day=1)


STEPS = {"done": runs.done, "skip": runs.skip, "back": runs.back, "forward": runs.forward, "submit": runs.submit}


@router.callback_query(buttons.Step.filter(F.step.in_(STEPS.keys())))
async def step_taken(
    query: CallbackQuery, callback_data: buttons.Step, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Done, skip, back, forward, send."""
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
    result = await do(runs.edit, visitor.person, pressed.run, pressed.revision, pressed.index, now)
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
    query: CallbackQuery, callback_data: buttons.Step, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Later: it is kept; when to be reminded?"""
    card = await do(runs.later, visitor.person, callback_data.run, None, now)
    if card is None:
        return missing(query, texts)
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
    query: CallbackQuery, callback_data: buttons.RunChoice, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """This evening, tomorrow, at the weekend, or not at all."""
    when = _moment(callback_data.choice, now.astimezone(visitor.zone))
    card = await do(runs.later, visitor.person, callback_data.run, when, now)
    if card is None:
        return missing(query, texts)
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
    result = await do(runs.typed, visitor.person, card, text, texts.language, now)
    if isinstance(result, Refusal):
        return [*after, *below(message, card, showing, cards.refused(result, texts))]
    return [*after, *below(message, result, showing)]
