"""The disks that data and backups are on, and how full they are."""

import shutil
from pathlib import Path

from sqlalchemy.engine import make_url

from bot import backup
from bot.settings import Settings

SOON_FULL, FULL = 0.85, 0.95
"""Parts of a disk (reliability row 52)."""


def file_of(settings: Settings) -> Path | None:
    """SQLite's file, None for a server."""
    url = make_url(settings.database_url)
    return Path(url.database or "").absolute() if url.get_backend_name() == "sqlite" else None


def places(settings: Settings) -> list[Path]:
    """A folder or file on each disk that we write to."""
    folder, file = _existing(backup.folder_of(settings).absolute()), file_of(settings)
    return list({path.stat().st_dev: path for path in (folder, _existing(file) if file else folder)}.values())


def used(place: Path) -> tuple[float, int]:
    """How full the disk of a place is, as a part of one, and how many bytes are free."""
    usage = shutil.disk_usage(place)
    return usage.used / (usage.used + usage.free), usage.free


def fullest(settings: Settings) -> float:
    """How full the fullest of the disks is, as a part of one."""
    return max(used(place)[0] for place in places(settings))


def _existing(path: Path) -> Path:
    return path if path.exists() else _existing(path.parent)
