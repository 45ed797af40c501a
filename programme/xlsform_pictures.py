"""Pictures in an XLSForm: a note names a file, the file came along, and together they are neither many nor heavy."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from domain.forms import Kind, Labels, Question
from programme.form_pictures import Album, NoPicture, digest, kind, plain_name
from programme.xlsform_rows import Row
from programme.xlsform_texts import labels

COLUMN = "media::image"
MOST = 10
"""Pictures of one questionnaire: who answers on a phone pays for each."""
MOST_TOGETHER = 8 * 1024 * 1024
"""Bytes of them all: with the table they fit into one file for the chat (`bot.archives`)."""
TOLD = 10
"""Names of those that came along, where one did not."""

_NAME = re.compile(r"[^\x00-\x1f/\\:*?\"<>|$]{1,100}")


def named(row: Row, asked: Kind, language: str) -> Labels:
    """The names of the pictures of a row by language. Raises FormError."""
    media = row.content.get("media")
    found = labels(media.get("image"), language) if isinstance(media, dict) else {}
    if found and asked != "note":
        raise row.wrong("form_pictures.place", COLUMN)
    for name in found.values():
        if not _NAME.fullmatch(name) or kind(name) is None:
            raise row.wrong("form_pictures.name", COLUMN, name=name)
    return found


@dataclass(slots=True)
class Gallery:
    """The pictures of a questionnaire while its rows are read: `digests` by name, as the form holds them."""

    album: Album
    digests: dict[str, str] = field(default_factory=dict)
    size: int = 0

    def hang(self, row: Row, question: Question) -> None:
        """Takes what a question shows. Raises FormError."""
        for name in question.picture.values():
            if name not in self.digests:
                self._take(row, name)

    def _take(self, row: Row, name: str) -> None:
        content = self.album.get(plain_name(name))
        if content is None:
            known = ", ".join([*self.album][:TOLD]) or "–"
            raise row.wrong("form_pictures.missing", COLUMN, name=name, known=known)
        if isinstance(content, NoPicture):
            raise row.wrong(content.key, COLUMN, name=name, **content.values)
        if digest(content) not in self.digests.values():
            self.size += len(content)
        self.digests[name] = digest(content)
        if len({*self.digests.values()}) > MOST:
            raise row.wrong("form_pictures.many", COLUMN, limit=MOST)
        if self.size > MOST_TOGETHER:
            raise row.wrong("form_pictures.heavy", COLUMN, limit=MOST_TOGETHER // 1024 // 1024)


def unnamed(album: Album, names: Collection[str]) -> list[str]:
    """Pictures that came along and that no row names."""
    return sorted({*album} - {plain_name(name) for name in names})
