"""The first set-up: everything is checked before anything is written."""

import os
import secrets
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

import db.organisations
from bot import work
from bot.clock import machine_time
from bot.settings import load
from programme import invitations, organisations


@dataclass(frozen=True, slots=True)
class FirstInvitation:
    """The curator's link and how long it holds."""

    link: str
    expires_at: datetime


async def set_up(
    token: str, code: str, name: str, zone: str, operator: str | None = None, names: str | None = None
) -> FirstInvitation:
    """Asks Telegram about the token, prepares the database, then writes `.env`.

    `operator` is one of `organisations.OPERATORS`, `names` what CHAT_NAMES is to be. A key that seals columns, the
    name book and backups is made if there is none. Raises `Refused`, `SettingsError`, `OrganisationRefused`; trying
    again only makes one more link.
    """
    settings = load(bot_token=token, time_zone=zone, **({"chat_names": names} if names else {}))
    bot_name = await work.bot_name(settings)
    await work.migrated(settings)
    expires_at, secret = await work.do(settings, _first_curator, code, name, zone, operator, machine_time())
    written = {"BOT_TOKEN": token, "TIME_ZONE": zone}
    if names:
        written["CHAT_NAMES"] = names
    if not settings.ring.keys:
        written["DATA_KEY"] = b64encode(secrets.token_bytes(32)).decode()
    write_env(Path(".env"), written)
    return FirstInvitation(invitations.link(bot_name, secret), expires_at)


def _first_curator(
    session: Session, code: str, name: str, zone: str, operator: str | None, now: datetime
) -> tuple[datetime, str]:
    known = db.organisations.by_code(session, code)
    organisation = known or organisations.add(session, code, name, zone=zone, now=now)
    if operator is not None:
        organisations.is_run_by(session, organisation, operator, now)
    invitation, token = invitations.invite(session, organisation, "curator", "", now)
    return invitation.expires_at, token


def write_env(path: Path, values: dict[str, str]) -> None:
    """Sets the values in a `.env`, leaves its other lines alone, readable by its owner only."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    kept = [line for line in lines if line.partition("=")[0].strip().upper() not in values]
    text = "\n".join([*kept, *(f"{name}={value}" for name, value in values.items())]) + "\n"
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as target:
        target.write(text)
    os.replace(fresh, path)
