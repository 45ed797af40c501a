"""What is kept: tables, and the named questions asked of them."""

from db import (
    attention,
    audit,
    consents,
    due,
    find,
    importing,
    invitations,
    journal,
    lease,
    letters,
    meetings,
    organisations,
    pairs,
    people,
    pins,
    polls,
    runs,
    summary,
)
from db.base import Base
from db.organisations import Scope

__all__ = [
    "Base",
    "Scope",
    "attention",
    "audit",
    "consents",
    "due",
    "find",
    "importing",
    "invitations",
    "journal",
    "lease",
    "letters",
    "meetings",
    "organisations",
    "pairs",
    "people",
    "pins",
    "polls",
    "runs",
    "summary",
]
