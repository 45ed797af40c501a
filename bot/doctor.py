"""The doctor: everything that `check` looks at, and the world around it; told in words that say what to do."""

from bot import checks, doctor_network, doctor_storage
from bot.checks import Check
from bot.clock import machine_time
from bot.refusals import in_one_line
from bot.settings import load


async def examine(*, delete_webhook: bool = False) -> list[Check]:
    """Looks at everything; nothing is changed but, when asked for, a webhook removed. One trouble hides no other."""
    found = await checks.all_checks()
    try:
        settings = load()
    except ValueError:
        return found  # `check` has said what is wrong with them
    for looking in (
        doctor_storage.checks(settings, machine_time()),
        doctor_network.checks(settings, delete_webhook=delete_webhook),
    ):
        try:
            found += await looking
        except Exception as error:
            found.append(Check("doctor", False, in_one_line(error)))
    return found
