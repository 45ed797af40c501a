"""Reading the parameters of a call as leniently as Telegram does: text, numbers, yes and no, JSON in a string."""

import json
from typing import Any

from emulator.refusals import bad_request

Params = dict[str, Any]
YES = frozenset({"true", "yes", "1", "t", "y"})


def text(params: Params, name: str) -> str:
    """A text; the empty text when it is left out. Of anything else in a JSON body it is the JSON text."""
    value = params.get(name)
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


def integer(params: Params, name: str, default: int = 0) -> int:
    """A whole number; `default` when it is left out or is no number."""
    value = params.get(name)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            return default
    return default


def flag(params: Params, name: str) -> bool:
    """Yes or no; no when it is left out."""
    value = params.get(name)
    return value.lower() in YES if isinstance(value, str) else bool(value)


def structure(params: Params, name: str, called: str | None = None) -> Any:
    """An object or list, given as such or as JSON text; None when it is left out. 400 when the JSON is broken."""
    value = params.get(name)
    if value is None or value == "":
        return None
    return from_json(value, f"{called or name} JSON object") if isinstance(value, str) else value


def from_json(source: str | bytes, what: str) -> Any:
    """The value that a JSON text stands for; 400 when it is broken or holds half a surrogate pair."""
    try:
        value = json.loads(source, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise bad_request(f"can't parse {what}") from None
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return value


def _no_number(name: str) -> None:
    """NaN and the infinities, which Python would take for JSON."""
    raise ValueError(name)
