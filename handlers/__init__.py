"""What people do: routers in the order in which they are asked; the first that fits answers."""

from aiogram import Router

from handlers import fallback, meetings, pairs, runs, start


def routers() -> list[Router]:
    """Every router, written down; `fallback` must be last: it answers whatever is left."""
    return [
        start.router,
        runs.router,
        pairs.router,
        meetings.router,
        fallback.router,
    ]
