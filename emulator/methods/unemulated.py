"""Methods of the Bot API that the emulator knows by name only: checked, then refused."""

import json
from functools import cache
from typing import Any

from emulator.calls import Call
from emulator.refusals import Refusal, bad_request
from emulator.world import World


@cache
def known() -> dict[str, Any]:
    """aiogram's method classes by lower-case name; imported only here, for they take a second to load."""
    from aiogram import methods

    classes = (getattr(methods, name) for name in methods.__all__)
    return {one.__api_method__.lower(): one for one in classes if isinstance(getattr(one, "__api_method__", None), str)}


def refuse(_world: World, call: Call) -> None:
    """404 for a name that Telegram does not have; 400 for bad parameters, and for good ones as well."""
    method = known().get(call.method.lower())
    if method is None:
        raise Refusal(404, "Not Found: method not found")
    from pydantic import ValidationError

    try:
        method.model_validate({**_decoded(call.params), **{name: "attach://" + name for name in call.files}})
    except ValidationError as invalid:
        first = invalid.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise bad_request(f'wrong parameter "{field}" in request: {first["msg"]}') from None
    call.violations.append("not emulated")
    raise bad_request(f"method {call.method} is not emulated")


def _decoded(params: dict[str, Any]) -> dict[str, Any]:
    return {name: _json(value) if isinstance(value, str) else value for name, value in params.items()}


def _json(value: str) -> Any:
    try:
        return json.loads(value) if value[:1] in ("{", "[") else value
    except ValueError:
        return value
