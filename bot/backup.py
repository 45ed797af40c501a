"""Backups: a consistent copy of the live database, checked before it counts, sealed when there is a key, in one file.

The file is a tar of `manifest.json` and the copy: SQLite's own file, or what pg_dump makes (custom format).
"""

import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Literal

from sqlalchemy.engine import make_url

from bot import backup_copy, sealing
from bot.refusals import Refused
from bot.settings import Settings

ENDING = ".backup.tar"
STAMP = "%Y%m%d-%H%M%S"
PASSING = (".mentor-bot-making-", ".mentor-bot-opened-")
"""How folders begin that are there only while a backup is made or opened: in them the copy lies in clear."""
STALE = timedelta(hours=6)
"""None of them is needed for so long."""
KEPT = {"%Y-%m-%d": 7, "%G-%V": 4, "%Y-%m": 12}
"""Daily, weekly and monthly backups that stay (reliability § 4.9)."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself; `key` is the id of the key that sealed it, `sha256` that of the clear copy."""

    created_at: str
    engine: Literal["sqlite", "postgresql"]
    schema: str | None
    counts: dict[str, int]
    sha256: str
    key: str | None

    @property
    def about(self) -> bytes:
        """The sealed copy is bound to this manifest."""
        return json.dumps(asdict(self), sort_keys=True).encode()


def folder_of(settings: Settings) -> Path:
    """Where backups go: `backups` beside the database file, or in the working folder."""
    url = make_url(settings.database_url)
    beside = Path(url.database or ".").parent if url.get_backend_name() == "sqlite" else Path()
    return beside / "backups"


def create(settings: Settings, folder: Path, now: datetime) -> Path:
    """Makes a checked backup, returns its path. Raises `Refused`, `OSError`, `sqlite3.Error`; then nothing is left."""
    keys = sealing.named(settings.ring)
    key = next(iter(keys), None)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for place in (folder, Path(gettempdir())):
        clear_away(place, now)
    with TemporaryDirectory(dir=folder, prefix=PASSING[0]) as made_in:
        copy = Path(made_in, "database")
        engine, schema, counts = backup_copy.make(settings.database_url, copy)
        manifest = Manifest(now.astimezone(UTC).isoformat(), engine, schema, counts, _digest(copy), key)
        content = copy
        if key:
            content = Path(made_in, "sealed")
            with copy.open("rb") as source, content.open("wb") as target:
                sealing.seal(source, target, keys[key], manifest.about)
        whole = Path(made_in, "whole")
        _pack(whole, manifest, content)
        with opened(settings, whole, Path(made_in)):
            pass  # it is what its manifest says
        path = folder / f"mentor-bot-{now.astimezone(UTC):{STAMP}}{ENDING}"
        os.replace(whole, path)
    sync(folder)
    return path


def verify(settings: Settings, path: Path) -> Manifest:
    """Opens a backup and compares it with its manifest. Raises `Refused` with what is wrong."""
    with opened(settings, path) as (manifest, _):
        return manifest


@contextmanager
def opened(settings: Settings, path: Path, folder: Path | None = None) -> Iterator[tuple[Manifest, Path]]:
    """The clear copy of a backup, compared with its manifest; it is there until the block ends.

    It lies in `folder`, by default where the system keeps what is passing. Raises `Refused` with what is wrong.
    """
    keys = sealing.named(settings.ring)
    manifest = read_manifest(path)
    if manifest.key and manifest.key not in keys:
        raise Refused(f"{path.name}: sealed with key {manifest.key}, which is not in DATA_KEY.")
    with TemporaryDirectory(dir=folder, prefix=PASSING[1]) as opened_in:
        copy = Path(opened_in, "database")
        with tarfile.open(path) as archive, open(os.open(copy, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as target:
            source = archive.extractfile("database")
            assert source is not None
            try:
                if manifest.key:
                    # tarfile's reader is a stream of bytes, though its type does not say so
                    sealing.unseal(source, target, keys[manifest.key], manifest.about)  # type: ignore[arg-type]
                else:
                    while block := source.read(sealing.CHUNK):
                        target.write(block)
            except (sealing.SealBroken, tarfile.ReadError) as error:
                raise Refused(f"{path.name}: {error}.") from None
        if _digest(copy) != manifest.sha256:
            raise Refused(f"{path.name}: the copy is not the one that was made.")
        backup_copy.check(manifest.engine, copy, manifest.schema, manifest.counts, path.name)
        yield manifest, copy


def read_manifest(path: Path) -> Manifest:
    """What a backup says about itself; raises `Refused` for anything else."""
    try:
        with tarfile.open(path) as archive:
            if archive.getnames() != ["manifest.json", "database"]:
                raise Refused(f"{path.name} is no backup of mentor-bot.")
            source = archive.extractfile("manifest.json")
            assert source is not None
            return Manifest(**json.load(source))
    except (tarfile.TarError, ValueError, TypeError):
        raise Refused(f"{path.name} is no backup of mentor-bot, or it is damaged.") from None


def clear_away(folder: Path, now: datetime) -> None:
    """Deletes what somebody left in a folder who was killed while making or opening a backup there."""
    for prefix in PASSING:
        for left in folder.glob(f"{prefix}*"):
            with suppress(FileNotFoundError):  # another one, who is through just now
                if now.timestamp() - left.stat().st_mtime > STALE.total_seconds():
                    shutil.rmtree(left, ignore_errors=True)


def all_in(folder: Path) -> list[Path]:
    """The backups of a folder, newest first."""
    return sorted(folder.glob(f"mentor-bot-*{ENDING}"), reverse=True)


def prune(folder: Path, erased_at: datetime | None = None) -> list[Path]:
    """Deletes what the rotation does not keep; returns what was deleted.

    Backups from before `erased_at` hold somebody who was erased and whose time in backups is over (security § 11.5);
    the newest stays whatever it holds.
    """
    paths = {moment: path for path in all_in(folder) if (moment := _moment(path)) is not None}
    newest = max(paths, default=None)
    stay = {each for each in kept(list(paths)) if erased_at is None or each >= erased_at or each == newest}
    gone = [path for moment, path in paths.items() if moment not in stay]
    for path in gone:
        path.unlink()
    return gone


def kept(moments: list[datetime]) -> set[datetime]:
    """The newest backup of each of the last seven days, four weeks and twelve months that have one."""
    stay: set[datetime] = set()
    for period, count in KEPT.items():
        newest = {f"{moment:{period}}": moment for moment in sorted(moments)}
        stay.update(sorted(newest.values())[-count:])
    return stay


def _moment(path: Path) -> datetime | None:
    stamp = path.name.removeprefix("mentor-bot-").removesuffix(ENDING)
    try:
        return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _pack(whole: Path, manifest: Manifest, content: Path) -> None:
    described = content.with_name("manifest.json")
    described.write_text(json.dumps(asdict(manifest), indent=2), encoding="utf-8")
    with open(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        with tarfile.open(fileobj=target, mode="w") as archive:
            archive.add(described, "manifest.json", filter=_nameless)
            archive.add(content, "database", filter=_nameless)
        target.flush()
        os.fsync(target.fileno())


def _nameless(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return file_digest(source, "sha256").hexdigest()


def sync(folder: Path) -> None:
    """The rename itself is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
