"""A questionnaire and its pictures in one .zip: looked at before it is opened, and no more unpacked than is taken."""

import stat
import zipfile
import zlib
from io import BytesIO

from bot import sheets
from bot.sheets import SheetRefused
from programme import form_pictures
from programme.xlsform_pictures import MOST

MOST_BYTES = 10 * 1024 * 1024
"""A workbook and eight megabytes of pictures (`programme.xlsform_pictures`); no more is fetched (`bot.intakes`)."""
MOST_ENTRIES = 60
"""Eleven files, and the hidden ones that a Mac puts beside each."""
ENTRY = max(sheets.MOST_BYTES, form_pictures.MOST_BYTES)
MOST_UNPACKED = 12 * 1024 * 1024
"""Pictures are packed already: they do not grow."""
HIDDEN = ("__macosx/", ".ds_store", "thumbs.db")
"""What systems add by themselves."""
UNICODE, LOCKED = 0x800, 0x1
"""Marks of an entry: its name is UTF-8; it has a password."""

Unpacked = tuple[bytes, dict[str, bytes]]


def unpacked(content: bytes) -> Unpacked:
    """The workbook of an archive and its pictures by name; a file that is none is taken for the workbook itself.

    Raises `SheetRefused`. Takes tenths of a second: call it in a thread.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if any(entry.filename == "[Content_Types].xml" for entry in archive.infolist()):
                return content, {}
            return _files(archive, len(content))
    except SheetRefused:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, OverflowError, ValueError):
        return content, {}  # whatever it is, `bot.sheets` says what is wrong with it as a workbook


def _files(archive: zipfile.ZipFile, size: int) -> Unpacked:
    entries = [entry for entry in archive.infolist() if not _name(entry).casefold().startswith(HIDDEN)]
    if size > MOST_BYTES:
        raise SheetRefused("questionnaires.refused_large", limit=MOST_BYTES // 1024 // 1024)
    if len(archive.infolist()) > MOST_ENTRIES or any(map(_is_strange, entries)):
        raise SheetRefused("questionnaires.refused_bomb")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise SheetRefused("questionnaires.refused_bomb")
    names = [_name(entry) for entry in entries]
    if any(not name.isprintable() or {*name} & {*"/\\:"} for name in names):
        raise SheetRefused("questionnaires.refused_folders")
    if len({*map(form_pictures.plain_name, names)}) < len(names):
        raise SheetRefused("questionnaires.refused_names")
    workbooks = [entry for entry, name in zip(entries, names, strict=True) if name.casefold().endswith(".xlsx")]
    pictures = {name: entry for entry, name in zip(entries, names, strict=True) if form_pictures.kind(name)}
    if len(workbooks) != 1 or len(pictures) + 1 < len(entries):
        raise SheetRefused("questionnaires.refused_contents")
    if len(pictures) > MOST:
        raise SheetRefused("questionnaires.refused_many", limit=MOST)
    return _read(archive, workbooks[0]), {name: _read(archive, entry) for name, entry in pictures.items()}


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """As much of an entry as is taken, and a byte more by which it is seen to be too large."""
    with archive.open(entry) as file:
        return file.read(ENTRY + 1)


def _is_strange(entry: zipfile.ZipInfo) -> bool:
    packed = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return not packed or stat.S_ISLNK(entry.external_attr >> 16) or bool(entry.flag_bits & LOCKED)


def _name(entry: zipfile.ZipInfo) -> str:
    """Windows writes Russian names in its old code page."""
    if entry.flag_bits & UNICODE:
        return entry.filename
    return entry.orig_filename.encode("cp437", "replace").decode("cp866")
