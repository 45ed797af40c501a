"""The parameters and files of a call, in any of the encodings that Telegram takes."""

from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, ClientResponse, MultipartReader, hdrs, web
from aiohttp.http_exceptions import HttpProcessingError

from emulator.calls import Upload
from emulator.parameters import Params, from_json
from emulator.refusals import Refusal, bad_request

BODY_LIMIT = 64 * 1024 * 1024
"""Room for a file of 50 MB and what comes with it."""
PIECE = 64 * 1024
Parts = tuple[Params, dict[str, Upload]]


async def request(sent: web.Request) -> Parts:
    """What a bot asks: query and body together. Refusal when the body is broken or too large."""
    query: Params = dict(sent.query) if sent.query_string else {}
    if not sent.can_read_body:
        return query, {}
    if sent.content_type == "multipart/form-data":
        params, files = await _multipart(sent)
    else:
        try:
            params, files = _plain(await sent.read(), sent.content_type), {}
        except web.HTTPRequestEntityTooLarge:
            raise _too_large() from None
    return params | query, files


async def response(got: ClientResponse) -> Parts:
    """What a bot asks in its answer to a webhook."""
    if got.content_type == "multipart/form-data":
        return await _multipart(got)
    return _plain(await got.read(), got.content_type), {}


def _plain(body: bytes, kind: str) -> Params:
    if kind == "application/json":
        given = from_json(body or b"{}", "the request body")
        if not isinstance(given, dict):
            raise bad_request("JSON object expected")
        return given
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except ValueError:
        raise bad_request("strings must be encoded in UTF-8") from None


async def _multipart(message: web.Request | ClientResponse) -> Parts:
    params: Params = {}
    files: dict[str, Upload] = {}
    left = BODY_LIMIT
    try:
        reader = MultipartReader(message.headers, message.content)
        while (part := await reader.next()) is not None:
            if not isinstance(part, BodyPartReader) or not part.name:
                raise bad_request("field name in multipart/form-data not found")
            content = await _content(part, left)
            left -= len(content)
            if part.filename is None:
                params[part.name] = content.decode()
            else:
                kind = part.headers.get(hdrs.CONTENT_TYPE, "")
                files[part.name] = Upload(part.filename, content, kind)
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    except (ValueError, AssertionError, HttpProcessingError):
        raise bad_request("boundary not found") from None
    return params, files


async def _content(part: BodyPartReader, most: int) -> bytes:
    content = bytearray()
    while piece := await part.read_chunk(PIECE):
        content += piece
        if len(content) > most:
            raise _too_large()
    return bytes(content)


def _too_large() -> Refusal:
    return Refusal(413, "Request Entity Too Large")
