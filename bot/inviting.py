"""An invitation made on the command line: the phone checked, the link made with the bot's own name."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot import work
from bot.clock import machine_time
from bot.refusals import Refused
from bot.settings import Settings
from domain import answers
from domain.profiles import FORMS
from programme import audit, invitations, name_book, organisations


@dataclass(frozen=True, slots=True)
class Made:
    """What the operator hands on."""

    link: str
    token: str
    expires_at: datetime


async def invite(
    settings: Settings, role: str, code: str | None, name: str, group: str | None, born: date | None,
    phone: str | None, form: str | None,
) -> Made:  # fmt: skip
    """Writes the invitation down and returns its link. Telegram is asked first, so a refusal leaves nothing behind.

    Nobody's word is asked when it is used: whoever may start this program may let people in (docs/security).
    """
    if (born or phone) and role != "mentee":
        raise Refused("--born and --parent-phone are for a mentee only.")
    if group and role not in ("mentee", "class_teacher"):
        raise Refused("--group is for a mentee or a class_teacher only.")
    if form and form not in FORMS:
        raise Refused(f"--form is one of {', '.join(FORMS)}.")
    bounds = {"class_teacher": group, "form_curator": form}
    if not bounds.get(role, "none"):
        raise Refused("A class_teacher needs --group, a form_curator --form: they see nothing beyond it.")
    number = answers.phone(phone) if phone else None
    if phone and number is None:
        raise Refused("--parent-phone is no phone number; for example +7 916 123-45-67.")
    bot_name = await work.bot_name(settings)
    expires_at, token = await work.do(settings, _invite, role, code, name, group, born, number, form, machine_time())
    return Made(invitations.link(bot_name, token), token, expires_at)


def _invite(
    session: Session,
    role: str,
    code: str | None,
    name: str,
    group: str | None,
    born: date | None,
    phone: str | None,
    form: str | None,
    now: datetime,
) -> tuple[datetime, str]:
    organisation = organisations.the_one(session, code)
    with name_book.opened(session):
        invitation, token = invitations.invite(
            session, organisation, role, name, now, group=group, born=born, guardian_phone=phone, form=form
        )
    audit.record(session, audit.OPERATOR, "invitation.made", f"invitation:{invitation.id}", now, purpose=role)
    return invitation.expires_at, token
