"""What happens in a day of the campaign: people, staff, Telegram, the machine and time. Each tells what it did."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from random import Random

from sqlalchemy.orm import Session

import db.guardians
import db.organisations
import db.pairs
import db.people
from db.organisations import scope_of
from emulator.faults import Fault
from programme import guardians, pairs, polls
from tests import cast
from tests.campaign.rig import Rig

AMBIGUOUS = ("timeout_after", "timeout_before", "undecodable_200")
ON_CALLS = ("429", "403", "500", "502_html", "slow", *AMBIGUOUS)
METHODS = (None, "sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates", "sendDocument")
SOON = 0.02
"""Real seconds that a slow or lost call takes."""
JUMPS = (timedelta(minutes=3), timedelta(minutes=40), timedelta(hours=5), timedelta(days=1), timedelta(days=8))
MALFORMED = {"message_id": "not a number", "date": None, "chat": []}


async def people_act(rig: Rig, random: Random) -> str:
    """Several people do something in the same moment."""
    acting = random.sample(rig.somebody, random.choice((1, 1, 2, 5)))
    deeds = [somebody.act(random) for somebody in acting]
    await rig.settle()
    return "; ".join(deeds)


async def an_attack(rig: Rig, random: Random) -> str:
    """Somebody tries what is not theirs; nothing at all may change but what is written down of the attempt: at which
    doors the attacker, and nobody else, has knocked.
    """
    await rig.application.tick.once()  # what was due and failed is done now, and not in the middle
    await rig.settle()
    before = await rig.essence()
    attacker = random.choice(rig.attackers)
    deed = attacker.act(random)
    await rig.settle()
    after = await rig.essence()
    for rows in (before, after):
        rows["knocks"] = [row for row in rows["knocks"] if row["address"] != str(attacker.chat.person.id)]
    written = ("letters", "audit", "wrong_tries")
    changed = [name for name, rows in after.items() if rows != before[name] and name not in written]
    changed += ["letters"] * (len(after["letters"]) != len(before["letters"]))  # one may just have been sent
    assert not changed, f"{deed}: {changed} changed"
    return deed


async def telegram_fails(rig: Rig, random: Random) -> str:
    """Some of the next calls fail, in one of Telegram's ways."""
    kind, method = random.choice(ON_CALLS), random.choice(METHODS)
    if kind == "403" and method is None:
        method = "sendMessage"
    rig.ambiguous += kind in AMBIGUOUS
    count = random.randint(1, 3)
    rig.world.faults.plan(Fault(kind, method, count=count, seconds=SOON))
    return f"Telegram: {count} times {kind} for {method or 'any call'}"


async def updates_come_strangely(rig: Rig, random: Random) -> str:
    """The next updates come twice, with unknown fields, with numbers from elsewhere, or make no sense."""
    kind, updates = random.choice(("twice", "decorated", "renumbered", "malformed")), rig.bot.updates
    match kind:
        case "twice":
            updates.repeat += 2
        case "decorated":
            updates.decorate += 2
        case "renumbered":
            updates.restart_ids()
        case "malformed":
            updates.add("message", "malformed", MALFORMED)
    await rig.settle()
    return f"updates come {kind}"


async def a_statement_fails(rig: Rig, random: Random) -> str:
    """One of the next statements to the database fails, while somebody acts."""
    with rig.failing_statement(random.randint(1, 30)):
        deeds = [somebody.act(random) for somebody in random.sample(rig.somebody, 3)]
        await rig.idle()
    await rig.settle()
    return f"a statement fails while {'; '.join(deeds)}"


async def restarted(rig: Rig, random: Random) -> str:
    """A deploy: stopped gracefully, with people acting meanwhile."""
    await rig.stop()
    deed = random.choice(rig.somebody).act(random)
    await rig.start()
    await rig.settle()
    return f"restarted, meanwhile {deed}"


async def killed(rig: Rig, random: Random) -> str:
    """`kill -9` some turns of the loop after people did something."""
    deeds = [somebody.act(random) for somebody in random.sample(rig.somebody, 3)]
    for _ in range(random.randrange(120)):
        await asyncio.sleep(0)
    await rig.kill()
    await rig.settle()
    return f"killed after {'; '.join(deeds)}"


async def time_passes(rig: Rig, random: Random) -> str:
    """Minutes to more than a week."""
    by = random.choice(JUMPS)
    await rig.clock.advance(by)
    await rig.settle()
    return f"{by} later"


async def down_for_long(rig: Rig, random: Random) -> str:
    """The bot is away for minutes or more than a day, people try all the same."""
    await rig.stop()
    deeds = [somebody.act(random) for somebody in random.sample(rig.somebody, 2)]
    rig.clock._offset += (by := random.choice((timedelta(minutes=10), timedelta(hours=30))))
    await rig.start()
    await rig.settle()
    return f"down for {by}, meanwhile {'; '.join(deeds)}"


async def staff_acts(rig: Rig, random: Random) -> str:
    """A curator opens the poll, confirms a parent, ends a pair, withdraws a proposal."""
    deed = random.choice((_open_poll, _judge_parent, _end_pair, _open_form))
    said = await rig.do(deed, rig, random)
    rig.application.outbox.wake()
    await rig.settle()
    return f"the curator {said}"


def _open_poll(session: Session, rig: Rig, random: Random) -> str:
    polls.open_now(session, _curator(session, rig).organisation, rig.clock.now())
    return "opens the poll"


def _judge_parent(session: Session, rig: Rig, random: Random) -> str:
    curator = _curator(session, rig)
    for guardian, _, _ in db.guardians.unverified(session, scope_of(curator.organisation)):
        judge = random.choice((guardians.confirm_guardian, guardians.confirm_guardian, guardians.reject_guardian))
        judge(session, scope_of(curator.organisation), guardian.id, curator, rig.clock.now())
        return judge.__name__
    return "finds no parent to judge"


def _end_pair(session: Session, rig: Rig, random: Random) -> str:
    scope = scope_of(_curator(session, rig).organisation)
    working = db.pairs.listed(session, scope, "active")
    if working and random.random() < 0.3:
        pair, _ = random.choice(working)
        pairs.end(session, scope, pair.id, pair.revision, rig.clock.now())
        return f"ends pair {pair.id}"
    return "looks at the pairs"


def _open_form(session: Session, rig: Rig, random: Random) -> str:
    name, form = random.choice((("mentee", "mentee_request"), ("mentor", "mentor_application")))
    actor = rig.school.there[name]
    if cast.person_of(session, actor).state != "active":
        return f"finds that {name} does not take part"
    cast.open_form(session, actor, form, rig.clock.now())
    return f"gives {name} {form}"


def _curator(session: Session, rig: Rig) -> db.people.Person:
    person = cast.person_of(session, rig.school.there["curator"])
    person.organisation = db.organisations.by_id(session, person.organisation_id)
    return person


Happening = Callable[[Rig, Random], Awaitable[str]]
WEIGHTS: Mapping[Happening, int] = {
    people_act: 24, an_attack: 4, telegram_fails: 4, updates_come_strangely: 2, a_statement_fails: 3, restarted: 1,
    killed: 3, time_passes: 4, down_for_long: 1, staff_acts: 3,
}  # fmt: skip
"""How often each happens."""
NO_FAULTS = (people_act, staff_acts)
"""What is an ordinary day."""
