"""Checking `reply_markup` the way Telegram does."""

from typing import Any
from urllib.parse import urlsplit

from emulator.parameters import Params, structure
from emulator.refusals import bad_request

DATA_BYTES = 64
COPIED_CHARACTERS = 256
INLINE_BUTTONS, INLINE_ROW = 100, 8
REPLY_BUTTONS, REPLY_ROW = 300, 12
ACTIONS = (
    "callback_data", "url", "copy_text", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game", "pay",
)  # fmt: skip
KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")

Rows = list[list[dict[str, Any]]]


def read(params: Params) -> dict[str, Any] | None:
    """The checked markup of a call, None when there is none; 400 in Telegram's words when it is wrong."""
    markup = structure(params, "reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        _check_rows(markup["inline_keyboard"], "inline_keyboard", INLINE_BUTTONS, INLINE_ROW)
        for row in markup["inline_keyboard"]:
            for button in row:
                _check_inline(button)
    elif "keyboard" in markup:
        markup["keyboard"] = [
            [{"text": button} if isinstance(button, str) else button for button in row]
            for row in _check_rows(markup["keyboard"], "keyboard", REPLY_BUTTONS, REPLY_ROW)
        ]
        _check_reply(markup["keyboard"])
    return markup if any(kind in markup for kind in KINDS) else None


def inline_only(markup: dict[str, Any] | None) -> Rows:
    """The rows of an inline keyboard, as edits allow; no rows when there is none."""
    if markup is None:
        return []
    if "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return [row for row in markup["inline_keyboard"] if row]


def _check_rows(rows: Any, name: str, most: int, widest: int) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    if sum(map(len, rows)) > most or any(len(row) > widest for row in rows):
        raise bad_request("reply markup is too long")
    return rows


def _check_inline(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in ACTIONS if button.get(name) is not None]
    if len(actions) != 1:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    value = button[actions[0]]
    if actions[0] == "callback_data" and not (isinstance(value, str) and 1 <= len(value.encode()) <= DATA_BYTES):
        raise bad_request("BUTTON_DATA_INVALID")
    if actions[0] == "url":
        _check_url(value)
    if actions[0] == "copy_text":
        copied = value.get("text") if isinstance(value, dict) else None
        if not isinstance(copied, str) or not 1 <= len(copied) <= COPIED_CHARACTERS:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_url(url: Any) -> None:
    """Telegram refuses addresses without a host that has a dot: `http://localhost` is no link for it."""
    parts = urlsplit(str(url) if "://" in str(url) or str(url).startswith("tg:") else f"http://{url}")
    if parts.scheme == "tg":
        return
    if parts.scheme not in ("http", "https", "ton", "tonsite"):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if "." not in (parts.hostname or ""):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _check_reply(rows: Rows) -> None:
    for button in (button for row in rows for button in row):
        if not isinstance(button, dict):
            raise bad_request("can't parse keyboard button: KeyboardButton must be an Object")
        if not isinstance(button.get("text"), str) or not button["text"].strip():
            raise bad_request("keyboard button text must be non-empty")
