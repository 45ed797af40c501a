"""What a control request asks for, read strictly: whatever is wrong gets one plain sentence."""

import json
import math
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

from aiohttp import web

from emulator.world import Missing

Field = TypeVar("Field", str, int, float, bool, list[Any])
Fields = dict[str, Any]
WORDS: dict[type, str] = {
    str: "a text", int: "a whole number", float: "a number", bool: "true or false", list: "a list",
}  # fmt: skip
WHOLE = re.compile(r"-?[0-9]{1,18}")


@web.middleware
async def explain(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Turn what is wrong with a control request into `{"error": …}`: 404 for what is not there, else mostly 400.

    Pages of other sites, which a browser lets post here too, are turned away.
    """
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return answer({"error": "this page is not the emulator's"}, 403)
    try:
        return await handler(request)
    except Missing as missing:
        return answer({"error": str(missing)}, 404)
    except web.HTTPNotFound:
        return answer({"error": f"there is nothing at {request.path}"}, 404)
    except web.HTTPException as refused:
        return answer({"error": f"{request.method} {request.path}: {refused.reason}"}, refused.status)
    except ValueError as wrong:
        return answer({"error": str(wrong)}, 400)


async def body(request: web.Request) -> Fields:
    """The JSON object of a request; empty when there is no body."""
    if not request.can_read_body:
        return {}
    try:
        given = json.loads(await request.read())
        json.dumps(given, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("the body holds half a surrogate pair, which is no text") from None
    except (ValueError, RecursionError):
        raise ValueError("the body is no JSON") from None
    if not isinstance(given, dict):
        raise ValueError("the body must be a JSON object")
    return given


def needed(given: Fields, name: str, kind: type[Field]) -> Field:
    """A field that must be there. ValueError when it is not, or is of another kind."""
    if given.get(name) is None:
        raise ValueError(f"{name} is needed: {WORDS[kind]}")
    value = maybe(given, name, kind)
    assert value is not None
    return value


def maybe(given: Fields, name: str, kind: type[Field]) -> Field | None:
    """A field that may be left out. ValueError when it is of another kind."""
    value: Any = given.get(name)
    if value is None:
        return None
    if not _fits(value, kind):
        raise ValueError(f"{name} must be {WORDS[kind]}")
    return kind(value)


def _fits(value: Any, kind: type) -> bool:
    if isinstance(value, bool) or kind is bool:
        return isinstance(value, bool) and kind is bool
    if isinstance(value, int):
        return kind in (int, float) and abs(value) < 2**63
    return isinstance(value, kind) and not (isinstance(value, float) and not math.isfinite(value))


def whole(query: Mapping[str, str], name: str, default: int = 0) -> int:
    """A whole number in a query. ValueError when it is none."""
    value = query.get(name, str(default))
    if not WHOLE.fullmatch(value):
        raise ValueError(f"{name} must be {WORDS[int]}")
    return int(value)


def answer(result: Any, status: int = 200) -> web.Response:
    """JSON."""
    return web.json_response(result, status=status)
