"""Home screens and the commands of each role."""

from collections.abc import Sequence

from aiogram.types import BotCommand, InlineKeyboardMarkup

from domain import rights
from keyboards.menu import Open, button, column, rows
from keyboards.runs import OpenRun
from locales import Texts

EVERYBODY = ("start", "help", "menu", "my_data", "privacy", "language", "cancel")
STRANGERS = ("start", "help", "privacy", "sos")
PARTICIPANTS = ("survey", "meeting", "feedback", "pair", "sos")
CURATORS = ("today", "find", "people", "pairs", "meetings", "poll", "summary", "results")
COMMANDS = {
    "mentee": PARTICIPANTS,
    "mentor": PARTICIPANTS,
    "parent": ("sos",),
    "psychologist": ("find", "people"),
    "form_curator": ("today", "find", "people", "pairs", "meetings"),
    "curator": CURATORS,
    "director": ("summary", "results", "people", "pairs", "deadlines", "find"),
    "municipal_operator": ("schools",),
}
"""The commands of the contract by role; the few that are used daily stand first in the menu."""

AT_HOME = 8
"""Questionnaires with a button of their own on the home screen."""
LISTED = 90
"""And in their list: Telegram takes 100 buttons; the others come up as these are sent."""

_OF_CURATORS = (
    "today", "people", "pairs", "meetings", "campaigns", "summary", "invite", "register", "clearances", "cases",
)  # fmt: skip
SCREENS = {
    "mentee": ("pair", "meetings", "sos"),
    "mentor": ("meeting", "pair", "meetings", "incident"),
    "parent": ("consents",),
    "class_teacher": ("class",),
    "psychologist": ("cases", "people"),
    "form_curator": ("today", "people", "pairs", "meetings", "invite"),
    "curator": _OF_CURATORS,
    "director": ("summary", "people", "pairs", "register", "deadlines", "erasures"),
    "municipal_operator": ("schools",),
    "tech_admin": ("health",),
}
"""The buttons of each role's home, by screen."""


def commands(roles: Sequence[str], texts: Texts) -> list[BotCommand]:
    """The menu of commands of somebody who holds the roles now."""
    names = [name for role in reversed(rights.ROLES) if role in roles for name in COMMANDS.get(role, ())]
    if not roles:
        names.append("sos")
    own = {"meeting": "meeting_mentee"} if "mentor" not in roles else {}
    return [
        BotCommand(command=name, description=texts(f"home.command_{own.get(name, name)}"))
        for name in dict.fromkeys((*names, *EVERYBODY))
    ]


def home(roles: Sequence[str], runs: Sequence[tuple[int, str]], texts: Texts) -> InlineKeyboardMarkup:
    """What waits to be filled in, then the screens of the roles."""
    waiting = [button(title, OpenRun(run=run), "primary") for run, title in runs[:AT_HOME]]
    if len(runs) > AT_HOME:
        waiting.append(button(texts("home.all_waiting", count=len(runs)), Open(screen="survey")))
    names = dict.fromkeys(name for role in roles for name in SCREENS.get(role, ()))
    if texts.tone == "child":
        names["sos"] = None  # a pupil who mentors has it too (security § 10.2)
    screens = [button(texts(f"home.screen_{name}"), Open(screen=name)) for name in names]
    return rows(*column(waiting), *column([*screens, button(texts("home.more"), Open(screen="more"))], 2))


def more(also: Sequence[str], texts: Texts) -> InlineKeyboardMarkup:
    """What is needed now and then; `also` are screens that only some have."""
    names = ("survey", "my_data", "help", "privacy", "language", *also)
    screens = [button(texts(f"home.screen_{name}"), Open(screen=name)) for name in names]
    return rows(*column(screens, 2), [button(texts("menu.home"), Open(screen="home"))])


def survey(runs: Sequence[tuple[int, str]], texts: Texts) -> InlineKeyboardMarkup:
    """What waits to be filled in."""
    waiting = [button(title, OpenRun(run=run)) for run, title in runs[:LISTED]]
    return rows(*column(waiting), [button(texts("menu.home"), Open(screen="home"))])
