"""What people do: routers in the order in which they are asked; the first that fits answers."""

from aiogram import Router

from handlers import (
    consents,
    fallback,
    find,
    forming,
    guardians,
    help,
    home,
    invitations,
    joining,
    meetings,
    my_data,
    pairs,
    plans,
    polls,
    runs,
    start,
    strangers,
    summary,
    today,
)


def routers() -> list[Router]:
    """Every router, written down; `fallback` must be last: it answers whatever is left."""
    return [
        runs.router,  # first, because it is asked most: every filter before it costs at every step of a questionnaire
        start.router,
        help.router,
        consents.router,
        my_data.router,
        guardians.router,
        joining.router,
        strangers.router,
        home.router,
        invitations.router,
        pairs.router,
        forming.router,
        meetings.router,
        plans.router,
        find.router,
        polls.router,
        summary.router,
        today.router,
        fallback.router,
    ]
