"""Checking `reply_markup` the way Telegram does."""

from typing import Any

from emulator import links
from emulator.parameters import Params, structure
from emulator.refusals import Refusal, bad_request

DATA_BYTES = 64
COPIED_CHARACTERS = 256
INLINE_BUTTONS, INLINE_ROW = 100, 8
REPLY_BUTTONS, REPLY_ROW = 300, 12
ACTIONS = (
    "url", "callback_data", "callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat", "login_url", "web_app", "copy_text",
)  # fmt: skip
"""What a button may do, in the order in which Telegram looks: of several it takes the first."""
MAY_BE_EMPTY = frozenset({
    "callback_game", "switch_inline_query", "switch_inline_query_chosen_chat", "switch_inline_query_current_chat",
    "web_app", "copy_text",
})  # fmt: skip
BOOLEANS = frozenset({
    "remove_keyboard", "selective", "force_reply", "resize_keyboard", "one_time_keyboard", "is_persistent",
})  # fmt: skip
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
        rows = _rows(markup, "inline_keyboard", " of the InlineKeyboardMarkup")
        for row in rows:
            for button in row:
                _check_inline(button)
        _check_size(rows, INLINE_BUTTONS, INLINE_ROW)
    elif "keyboard" in markup:
        rows = _rows(markup, "keyboard", "")
        markup["keyboard"] = [[_reply_button(button) for button in row] for row in rows]
        _check_size(rows, REPLY_BUTTONS, REPLY_ROW)
    for name, value in markup.items():
        if name in BOOLEANS and not isinstance(value, bool):
            raise bad_request(f'field "{name}" must be of type Boolean')
    return markup if any(kind in markup for kind in KINDS) else None


def inline_only(markup: dict[str, Any] | None) -> Rows:
    """The rows of an inline keyboard, as edits allow; no rows when there is none."""
    if markup is None:
        return []
    if "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return [row for row in markup["inline_keyboard"] if row]


def _rows(markup: dict[str, Any], name: str, where: str) -> list[list[Any]]:
    rows = markup[name]
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}"{where} must be an Array of Arrays')
    return rows


def _check_size(rows: list[list[Any]], most: int, widest: int) -> None:
    if sum(map(len, rows)) > most or any(len(row) > widest for row in rows):
        raise bad_request("reply markup is too long")


def _check_inline(button: Any) -> None:
    if not isinstance(button, dict):
        raise _wrong("InlineKeyboardButton must be an Object")
    _check_text(button, "inline keyboard button")
    actions = [
        name for name in ACTIONS if button.get(name) not in (None, "") or (name in button and name in MAY_BE_EMPTY)
    ]
    if not actions:
        raise _wrong("Text buttons are unallowed in the inline keyboard")
    for unused in actions[1:]:
        del button[unused]
    value = button[actions[0]]
    match actions[0]:
        case "callback_data":
            if not isinstance(value, str):
                raise _wrong('Field "callback_data" must be of type String')
            if len(value.encode()) > DATA_BYTES:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            links.check(str(value), "inline keyboard button URL")
        case "web_app":
            links.check_web_app(_address(value, "web_app"), "inline keyboard button")
        case "copy_text":
            copied = value.get("text") if isinstance(value, dict) else None
            if not isinstance(copied, str) or not 1 <= len(copied) <= COPIED_CHARACTERS:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "login_url":
            raise bad_request("BOT_DOMAIN_INVALID")
        case "callback_game" | "pay":
            raise bad_request("BUTTON_TYPE_INVALID")


def _may_be_empty(action: str, value: Any) -> bool:
    return value is not None and action in MAY_BE_EMPTY


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    _check_text(button, "keyboard button")
    if button.get("web_app") is not None:
        links.check_web_app(_address(button["web_app"], "web_app"), "keyboard button")
    return button


def _check_text(button: dict[str, Any], called: str) -> None:
    if button.get("text") is None:
        raise bad_request(f"can't parse {called}: Can't find field \"text\"")
    if not isinstance(button["text"], str):
        raise bad_request(f'can\'t parse {called}: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request(f"{called} text must be non-empty")


def _address(value: Any, name: str) -> str:
    if not isinstance(value, dict):
        raise _wrong(f'Field "{name}" must be of type Object')
    if not isinstance(value.get("url"), str):
        raise _wrong('Can\'t find field "url"')
    return str(value["url"])


def _wrong(what: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {what}")
