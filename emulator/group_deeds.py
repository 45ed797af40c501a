"""What happens to groups: made, joined, left, given a bot, taken a bot, upgraded. Telegram writes it into the chat."""

from typing import Any

from emulator.deeds import Impossible, tell
from emulator.groups import SERVICE, Group, Seat
from emulator.world import Bot, Person, World


def create(world: World, bot: Bot, title: str, people: list[Person], *, supergroup: bool = False) -> Group:
    """People make a group; the first one owns it. The bot is not in it yet."""
    if not people or not title.strip():
        raise Impossible("a group has a title and at least one member")
    group = world.add_group(bot, title, supergroup=supergroup)
    for person in people:
        group.seat(person)
    world.changed(group)
    return group


def add_bot(world: World, group: Group, by: Person) -> None:
    """A member adds the bot, which learns of it twice, as in Telegram."""
    seat = _seat(group, by)
    if group.status in ("member", "administrator"):
        raise Impossible("the bot is in the group already")
    group.started = True
    _change_status(world, group, seat, "member")
    _announce(world, seat, {"new_chat_members": [group.bot.user], "new_chat_member": group.bot.user})


def remove_bot(world: World, group: Group, by: Person) -> None:
    """A member removes the bot."""
    seat = _seat(group, by)
    _needs_bot(group)
    _change_status(world, group, seat, "kicked")
    world.changed(group)


def promote_bot(world: World, group: Group, by: Person) -> None:
    """A member makes the bot an administrator: it reads everything and may delete what others wrote."""
    seat = _seat(group, by)
    _needs_bot(group)
    _change_status(world, group, seat, "administrator")
    world.changed(group)


def join(world: World, group: Group, person: Person) -> None:
    """Somebody comes in."""
    if person.id in group.seats:
        raise Impossible("this person is in the group already")
    seat = group.seat(person)
    _announce(world, seat, {"new_chat_members": [seat.user], "new_chat_member": seat.user})
    _tell_administrator(world, seat, "left", "member")


def leave(world: World, group: Group, person: Person) -> None:
    """Somebody goes."""
    seat = _seat(group, person)
    _announce(world, seat, {"left_chat_member": seat.user})
    _tell_administrator(world, seat, "member", "left")
    del group.seats[person.id]
    world.changed(group)


def upgrade(world: World, group: Group) -> Group:
    """The group becomes a supergroup with another address; the bot is told in both. Returns the new one."""
    if group.kind == "supergroup" or group.migrated_to is not None:
        raise Impossible("this is no plain group")
    successor = world.add_group(group.bot, group.title, supergroup=True)
    successor.started, successor.status = group.started, group.status
    seats = [(seat, successor.seat(seat.person)) for seat in group.seats.values()]
    for old, new in seats[:1]:
        _announce(world, old, {"migrate_to_chat_id": successor.id})
        _announce(world, new, {"migrate_from_chat_id": group.id})
    group.migrated_to = successor.id
    return successor


def _seat(group: Group, person: Person) -> Seat:
    if person.id not in group.seats:
        raise Impossible("this person is not in the group")
    if group.migrated_to is not None:
        raise Impossible(f"this group is now the supergroup {group.migrated_to}")
    return group.seats[person.id]


def _needs_bot(group: Group) -> None:
    if group.status not in ("member", "administrator"):
        raise Impossible("the bot is not in the group")


def _announce(world: World, seat: Seat, content: dict[str, Any]) -> None:
    group = seat.group
    message = world.post(seat, True, SERVICE, content)
    if group.hears(message):
        tell(seat, "message", group.as_telegram(message))


def _change_status(world: World, group: Group, by: Seat, status: str) -> None:
    before, group.status = group.status, status
    tell(by, "my_chat_member", group.membership(by.user, world.now(), before))


def _tell_administrator(world: World, seat: Seat, before: str, after: str) -> None:
    """A bot that is an administrator and asked for it learns who comes and goes (Bot API, chat_member)."""
    if seat.group.status == "administrator":
        change = {"chat": seat.group.fields, "from": seat.user, "date": world.now()}
        members = {"old_chat_member": before, "new_chat_member": after}
        change |= {name: {"user": seat.user, "status": status} for name, status in members.items()}
        tell(seat, "chat_member", change)
