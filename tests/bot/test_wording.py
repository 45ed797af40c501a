"""Words on their way to Telegram: names can never be markup, and every part fits."""

import pytest
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage
from hypothesis import given
from hypothesis import strategies as st

from bot.packing import calls, pack, unpack
from bot.wording import MESSAGE_LIMIT, entities, plain, split, width
from handlers.replies import Reply
from keyboards.menu import Open, button, rows
from locales import BOLD, PLAIN


def test_bold_becomes_an_entity_counted_in_utf16() -> None:
    text, found = entities(f"😀 {BOLD}Маша 🙂{PLAIN}, привет")
    assert text == "😀 Маша 🙂, привет"
    assert found == [{"type": "bold", "offset": 3, "length": 7}]


@pytest.mark.fault(46, 73)
def test_what_people_write_stays_text() -> None:
    assert entities("<b>&\"'%_ *x*") == ("<b>&\"'%_ *x*", [])


@given(st.text(max_size=200), st.text(max_size=200))
def test_marks_never_reach_anybody(before: str, inside: str) -> None:
    text, _ = entities(before + BOLD + inside + PLAIN)
    assert BOLD not in text
    assert PLAIN not in text
    assert text == plain(before + inside)


@given(st.text(alphabet="абв 🙂\n", max_size=12_000))
@pytest.mark.fault(47)
def test_every_part_of_a_long_text_fits(text: str) -> None:
    parts = split(text)
    assert all(width(part) <= MESSAGE_LIMIT for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_long_reply_keeps_its_buttons_under_the_last_part() -> None:
    keyboard = rows([button("В меню", Open(screen="home"))])
    method = EditMessageText(chat_id=1, message_id=5, text="строка\n" * 1500, reply_markup=keyboard)
    made = calls([Reply(method, run_id=3)])
    assert [call.method for call in made] == ["editMessageText", "sendMessage", "sendMessage"]
    assert [("reply_markup" in call.params, call.run_id) for call in made] == [(False, None), (False, None), (True, 3)]


def test_what_is_kept_is_what_is_spoken() -> None:
    made = calls(
        [
            Reply(SendMessage(chat_id=1, text=f"{BOLD}Да{PLAIN}")),
            Reply(AnswerCallbackQuery(callback_query_id="9", text=f"{BOLD}Ок{PLAIN}")),
        ]
    )
    assert unpack(pack(made) or "") == made
    assert made[0].params["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert made[1].params["text"] == "Ок"
    assert pack([]) is None
