"""Rotating keys from the command line: batch by batch, each in a transaction of its own, beside a running bot."""

from collections.abc import Callable

from bot import work
from bot.refusals import Refused
from bot.settings import Settings
from db.sealed import Unreadable
from programme import rotation


async def rotate(
    settings: Settings, *, count_only: bool, told: Callable[[int, int], None]
) -> tuple[dict[str, int], int, dict[str, int]]:
    """What older keys kept by place, how many values were sealed anew, and what is left. `told` hears the progress.

    Raises `Refused` without a key, and when a value needs a key that is not in DATA_KEY.
    """
    ring = settings.ring
    if not ring.keys:
        raise Refused("DATA_KEY is not set: `mentor-bot keys new` prints a key; put it into .env and restart the bot.")
    async with work.ready(settings) as database:
        async with database.transaction() as transaction:
            before = {each.place: each.count for each in await transaction.do(rotation.left, ring)}
        sealed, total = 0, sum(before.values())
        while not count_only:
            try:
                async with database.transaction(aside=True) as transaction:
                    done = await transaction.finish(rotation.step, ring)
            except Unreadable as problem:
                raise Refused(f"{problem}; put that key back to the end of DATA_KEY, then rotate again.") from None
            if not done:
                break
            sealed += done
            told(min(sealed, total), total)
        async with database.transaction() as transaction:
            after = {each.place: each.count for each in await transaction.do(rotation.left, ring)}
    return before, sealed, after
