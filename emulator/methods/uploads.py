"""Files that come with a call: uploaded, attached, or named by an identifier that Telegram already knows."""

from typing import Any

from emulator.calls import Call
from emulator.files import PHOTO_LIMIT, UPLOAD_LIMIT, File
from emulator.refusals import Refusal, bad_request
from emulator.world import World

MEDIA_KINDS = ("photo", "document", "video", "audio", "animation")
PHOTO_PIXELS = 10_000
"""Width and height of a photo together (Bot API, sendPhoto)."""
STICKER = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
ATTACHED = "attach://"


def take(world: World, call: Call, kind: str, reference: str) -> File:
    """The file of a call's field `kind`, or the one that `reference` names; 400 in Telegram's words."""
    name = reference.removeprefix(ATTACHED) if reference.startswith(ATTACHED) else kind
    upload = call.files.get(name)
    if upload is None:
        return _known(world, kind, reference)
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > UPLOAD_LIMIT:
        raise Refusal(413, "Request Entity Too Large")
    file = world.files.add(upload.content, upload.name, upload.mime_type, kind=kind)
    if kind == "photo":
        _check_photo(file)
    return file


def media(world: World, call: Call, item: Any, album: bool = False) -> tuple[str, File]:
    """Kind and file of an `InputMedia` object, alone or in an album."""
    if not isinstance(item, dict):
        raise _unreadable("expected an Object")
    kind, reference = item.get("type"), item.get("media")
    name = reference.removeprefix(ATTACHED) if isinstance(reference, str) and reference.startswith(ATTACHED) else None
    if not isinstance(reference, str) or not reference or (name is not None and name not in call.files):
        raise _unreadable("media not found")
    if not isinstance(kind, str):
        raise _unreadable('Can\'t find field "type"')
    if album and kind == "animation":
        raise _unreadable('type "animation" can\'t be used in sendMediaGroup')
    if kind not in MEDIA_KINDS:
        raise _unreadable(f'type "{kind}" is unsupported')
    return kind, take(world, call, kind, reference)


def content(kind: str, file: File) -> dict[str, Any]:
    """The field of a message that shows a file of this kind."""
    shown = file.as_telegram()
    if kind == "photo":
        return {"photo": [shown | {"width": file.width, "height": file.height}]}
    if kind == "sticker":
        return {kind: shown | STICKER}
    if kind not in ("voice", "video_note"):
        shown["file_name"] = file.name
    if kind != "video_note":
        shown["mime_type"] = file.mime_type
    if kind != "document":
        shown["duration"] = 1
    if kind == "video_note":
        shown["length"] = 240
    if kind in ("video", "animation"):
        shown |= {"width": file.width or 640, "height": file.height or 360}
    return {kind: shown} | ({"document": _as_document(shown)} if kind == "animation" else {})


def _as_document(animation: dict[str, Any]) -> dict[str, Any]:
    """The same file as older bots look for it (Bot API, Message: `document` is set beside `animation`)."""
    fields = ("file_id", "file_unique_id", "file_size", "file_name", "mime_type")
    return {name: animation[name] for name in fields}


def _unreadable(what: str) -> Refusal:
    return bad_request(f"can't parse InputMedia: {what}")


def _known(world: World, kind: str, reference: str) -> File:
    if not reference or reference.startswith(ATTACHED):
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    if reference not in world.files.by_id:
        raise bad_request("wrong file identifier/HTTP URL specified")
    file = world.files.by_id[reference]
    if "photo" in (kind, file.kind) and kind != file.kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def _check_photo(file: File) -> None:
    if file.size > PHOTO_LIMIT:
        most = f"the maximum size is {PHOTO_LIMIT} bytes"
        raise bad_request(f"file of size {file.size} bytes is too big for a photo; {most}")
    if file.width is None or file.height is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if file.width + file.height > PHOTO_PIXELS or max(file.width, file.height) > 20 * min(file.width, file.height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
