"""The live card: the one message of a questionnaire that has working buttons, rewritten in place."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from domain.answers import Refusal
from domain.forms import Form, Question, worded
from handlers.replies import Replies, Reply, chat_of, picture, quiet, say, show, toast
from keyboards import cards, endings
from keyboards import runs as buttons
from keyboards.menu import home_only
from locales import Texts
from programme.form_pictures import kind
from programme.standing import Card, Outdated
from reports.questionnaires import cut

BELOW = 8
"""Messages under a card after which it has scrolled away (ux § 2)."""
LOST = 150
"""Characters of the questions that are told to be needless: they pop up over the chat."""
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


def _picture(card: Card, texts: Texts) -> str | None:
    """The content of the picture that the open question wants to have above its card."""
    found = card.form.picture(card.question, texts.language, texts.tone) if card.question else None
    return found[1] if found else None


def pictured(event: Message | CallbackQuery, form: Form, question: Question | None, texts: Texts) -> Replies:
    """What a question shows, to stand above its card; nothing for most."""
    found = form.picture(question, texts.language, texts.tone) if question else None
    if found is None:
        return []
    name, digest = found
    return [picture(event, f"questionnaire_{(kind(name) or '').lower()}", digest=digest, language=texts.language)]


def rewritten(query: CallbackQuery, card: Card, showing: Showing, refusal: str | None = None) -> Replies:
    """The pressed message becomes the live card; another one that was it loses its buttons. With a picture that does
    not stand above it yet both come anew, the card below.
    """
    pressed = query.message.message_id if query.message else None
    old = card.run.card_message_id
    wanted = _picture(card, showing.texts) if refusal is None else None
    if wanted is not None and (pressed != old or card.run.card_picture != wanted):
        apart = [quiet(query, pressed)] if pressed not in (None, old) else []
        return [*anew(query, card, showing), *apart]
    text, keyboard = screen(card, showing, refusal)
    replies = [replace(show(query, text, keyboard), run_id=card.run.id)]
    if pressed is not None and old != pressed:
        card.run.card_message_id, card.run.card_sent_at, card.run.card_below = pressed, showing.now, 0
        card.run.card_picture = None
        if old is not None:
            replies.append(quiet(query, old))
    asked = card.question
    wants_phone = asked is not None and asked.kind == "phone" and asked.name not in card.answers
    if wants_phone and card.run.channel != "paper":
        replies.append(say(query, showing.texts("runs.phone_below"), buttons.phone(showing.texts)))
    return replies


def below(message: Message, card: Card, showing: Showing, refusal: str | None = None) -> Replies:
    """After typed words: the live card is rewritten where it stands, or sent anew when it has scrolled away, or when
    the words were not taken: the reason stands under them, and a second refusal does not look like silence.
    """
    text, keyboard = screen(card, showing, refusal)
    run = card.run
    near = run.card_below <= BELOW and run.card_sent_at is not None and showing.now - run.card_sent_at < OLD
    stands = _picture(card, showing.texts) in (None, run.card_picture)
    if run.card_message_id is not None and near and refusal is None and stands:
        edit = EditMessageText(
            chat_id=chat_of(message), message_id=run.card_message_id, text=text, reply_markup=keyboard
        )
        return [Reply(edit, run_id=run.id)]
    return anew(message, card, showing, refusal)


def anew(event: Message | CallbackQuery, card: Card, showing: Showing, refusal: str | None = None) -> Replies:
    """A new message becomes the live card, below its picture; the one that was it loses its buttons. After a refusal
    the picture stands above already.
    """
    text, keyboard = screen(card, showing, refusal)
    send = SendMessage(chat_id=chat_of(event), text=text, reply_markup=keyboard)
    old = card.run.card_message_id
    above: Replies = []
    if refusal is None:
        above = pictured(event, card.form, card.question, showing.texts)
        card.run.card_picture = _picture(card, showing.texts)
    return [*above, Reply(send, run_id=card.run.id), *([quiet(event, old)] if old is not None else [])]


def _as_it_stands(query: CallbackQuery, card: Card, showing: Showing) -> Replies:
    """The card after an outdated press; a picture that stands above it is not sent again."""
    elsewhere = query.message is not None and query.message.message_id != card.run.card_message_id
    if query.message is not None and elsewhere and _picture(card, showing.texts) is not None:
        return [quiet(query, query.message.message_id)]
    return rewritten(query, card, showing)


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
            ending = result.card.ending
            over = toast(query, showing.texts(ending.text_key if ending else f"runs.over_{result.card.run.state}"))
            shown = query.message is not None and query.message.message_id == result.card.run.card_message_id
            ended_alone = result.card.run.state in ("expired", "stopped") or ending is not None
            # the card still shows the question
            return [over] if shown and not ended_alone else [over, *rewritten(query, result.card, showing)]
        return [toast(query, showing.texts("runs.already")), *_as_it_stands(query, result.card, showing)]
    if result.lost:
        titles = "; ".join(worded(each.label, showing.texts.language, showing.texts.tone) for each in result.lost)
        note = showing.texts("runs.lost", count=len(result.lost), questions=cut(titles, LOST))
    return [toast(query, note, alert=bool(result.lost)), *rewritten(query, result, showing)]


def missing(query: CallbackQuery, texts: Texts) -> Replies:
    """A run that is not this person's, or no more: the same kind word for all of these."""
    return [toast(query), show(query, texts("runs.not_here"), home_only(texts))]
