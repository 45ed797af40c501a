"""What a family and the curators hear of a wish to be deleted: that it is there, and that it was taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

import db.guardians
import db.pairs
from db.erasures import Erasure
from db.people import Person
from programme import joining, letters
from programme.people import tell_curators


def wished(session: Session, person: Person, erasure: Erasure, now: datetime) -> None:
    """A child wants to be deleted: the curators and the parents hear of it (security § 11.2)."""
    about = {"who": named(person), "day": {"day": erasure.due_on.isoformat()}}
    once = f"wish:{erasure.id}"
    pairs = [pair for pair in db.pairs.mine(session, person.id, "draft", "proposed", "active") if pair.number]
    tell_curators(
        session, person.organisation_id, "letters.erasure_wished", once, now, erasure=erasure.id, of=person.tone,
        pair=pairs[0].id if pairs else None, count=len(pairs), pairs=", ".join(str(pair.number) for pair in pairs),
        **about,
    )  # fmt: skip
    for parent in _parents(session, person):
        letters.write(
            session, parent, "letters.erasure_wished_parent", kind="notice", once=f"{once}:{parent}", now=now, **about
        )


def dropped(session: Session, erasure: Erasure, person: Person, now: datetime) -> None:
    """What holds now and how to go on; whoever took the own word back with the wish is asked for it anew."""
    step, once = joining.station(session, person, now).step, f"unwished:{erasure.id}"
    then = "stays" if step == "home" else "asked" if step in ("refused", "assent", "consent") else "waits"
    letters.write(session, person.id, "letters.wish_dropped", kind="consent", once=once, now=now, then=then)
    for parent in _parents(session, person):
        letters.write(
            session, parent, "letters.wish_dropped_parent", kind="notice", once=f"{once}:{parent}", now=now,
            who=named(person), then=then,
        )  # fmt: skip


def named(person: Person) -> Any:
    """Whom a letter is about: the name, to be shown as chats show names, or the code of somebody without one."""
    return {"name": person.name} if person.name else person.code


def _parents(session: Session, child: Person) -> list[int]:
    """Who is known for certain to be the child's parent, and is in the chat."""
    families = db.guardians.of_child(session, child.id)
    return [each.parent_id for each in families if each.confirmed_at is not None and each.parent_id is not None]
