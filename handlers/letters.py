"""Letters as replies: what the outbox sends for a parcel."""

from aiogram.methods import SendDocument, SendMessage, SendPhoto
from aiogram.types import InlineKeyboardMarkup

from domain.names import shown
from handlers.replies import Replies, Reply
from keyboards import phones
from keyboards.letters import NEWS, buttons_of, text_of
from locales import Texts, texts_in
from programme.letters import Parcel


def replies(parcel: Parcel, names: str) -> list[Reply]:
    """One message for the parcel, and the files that its letters bring: `values["pictures"]` and `values["files"]`
    name reports with their arguments.
    """
    texts = texts_in(parcel.person.language or "ru", parcel.person.tone)
    chat_id = int(parcel.address)
    letters = [(letter.text_key, letter.values) for letter in parcel.letters]
    buttons = [row for key, values in letters for row in buttons_of(key, values, texts)]
    keyboard = InlineKeyboardMarkup(inline_keyboard=buttons) if buttons else None
    text = text_of(letters, texts, names)
    if parcel.beside:
        text, keyboard = _for_another(parcel, text, names, texts), phones.letter(parcel.person, names, texts)
    first = parcel.letters[0]
    message = SendMessage(
        chat_id=chat_id,
        text=text,
        reply_markup=keyboard,
        disable_notification=True if first.kind == "digest" or first.text_key in NEWS else None,
    )
    if parcel.beside and parcel.person.tone == "adult":
        return [Reply(message)]
    files: Replies = []
    for _, values in letters:
        for report, arguments in (values.get("pictures") or {}).items():
            picture = SendPhoto(chat_id=chat_id, photo="attach://file", disable_notification=True)
            files.append(Reply(picture, report=report, arguments={**arguments, "language": texts.language}))
        for report, arguments in (values.get("files") or {}).items():
            document = SendDocument(chat_id=chat_id, document="attach://file", disable_notification=True)
            files.append(Reply(document, report=report, arguments={**arguments, "language": texts.language}))
    return [Reply(message), *files]


def _for_another(parcel: Parcel, text: str, names: str, texts: Texts) -> str:
    """For somebody who is not at the phone now: an adult's letter is read only behind their PIN."""
    line = texts("phones.for", name=shown(parcel.person.name, names) or texts("find.nameless"))
    return f"{line}\n\n{texts('phones.letter_waits') if parcel.person.tone == 'adult' else text}"
