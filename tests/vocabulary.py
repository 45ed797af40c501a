"""The words that transcripts are written in, by language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Words:
    """How a language says what people, the bot and time do."""

    bot: str
    in_place: str
    toast: str
    alert: str
    document: str
    picture: str
    keyboard: str
    no_keyboard: str
    no_buttons: str
    commands: str
    silence: str
    twice: str
    old_screen: str
    link: str
    contact: str
    other_contact: str
    edits: str
    blocks: str
    unblocks: str
    file: str
    sheet: str
    form: str
    archive: str
    pin: str
    pin_done: str
    things: Mapping[str, str]
    restarted: str
    next_day: str
    in_days: str
    in_minutes: str

    def moment(self, words: str, now: datetime) -> datetime:
        """When it is after a line about time: an hour, after a comma, of the day that is named."""
        if found := re.fullmatch(self.in_minutes, words):
            return now + timedelta(minutes=int(found[1]))
        when, _, hour = words.rpartition(", ")
        return datetime.combine(self._day(when, now.date()), time.fromisoformat(hour), now.tzinfo)

    def _day(self, words: str, today: date) -> date:
        if not words:
            return today
        if words == self.next_day:
            return today + timedelta(days=1)
        if found := re.fullmatch(self.in_days, words):
            return today + timedelta(days=int(found[1]))
        return date.fromisoformat(words)


WORDS: Mapping[str, Words] = {
    "ru": Words(
        bot="бот", in_place="там же", toast="всплывает", alert="окно", document="файл", picture="картинка",
        keyboard="клавиатура", no_keyboard="клавиатура убрана", no_buttons="кнопок больше нет", commands="команды",
        silence="молчит", twice="дважды", old_screen="старый экран", link="ссылка", contact="контакт",
        other_contact="чужой контакт", edits="исправляет", blocks="блокирует бота", unblocks="возвращается",
        file=r"файл (\d+) МБ", sheet="список", form="анкета",
        archive="анкета с картинками", pin="пин-код", pin_done="Готово",
        things={"стикер": "sticker", "голос": "voice", "фото": "photo", "место": "location", "видео": "video"},
        restarted="бот перезапущен", next_day="на следующий день", in_days=r"через (\d+) (?:дня|дней)",
        in_minutes=r"через (\d+) (?:минуту|минуты|минут)",
    ),
    "en": Words(
        bot="bot", in_place="in place", toast="toast", alert="alert", document="file", picture="picture",
        keyboard="keyboard", no_keyboard="keyboard gone", no_buttons="no more buttons", commands="commands",
        silence="silence", twice="twice", old_screen="old screen", link="link", contact="contact",
        other_contact="someone else's contact", edits="edits", blocks="blocks the bot", unblocks="comes back",
        file=r"file of (\d+) MB", sheet="list", form="questionnaire",
        archive="questionnaire with pictures", pin="PIN", pin_done="Done",
        things={"sticker": "sticker", "voice": "voice", "photo": "photo", "place": "location", "video": "video"},
        restarted="the bot is restarted", next_day="the next day", in_days=r"after (\d+) days?",
        in_minutes=r"after (\d+) minutes?",
    ),
}  # fmt: skip
"""A transcript is written in the language of its people (`language:` in its head)."""
