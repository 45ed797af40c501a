"""Command line: the service, and its stand-ins for trying things out."""

from typing import Annotated

import typer

Port = Annotated[int, typer.Option(min=0, max=65535, help="Where the page listens; 0 takes any free port.")]


def run() -> None:
    """Run the bot until SIGTERM or Ctrl-C: polls Telegram, or takes its calls when WEBHOOK_URL is set."""
    import asyncio
    import gc

    gc.disable()  # nothing that start-up makes is garbage; the application turns it on again

    from bot import logs, service
    from bot.settings import load

    settings = load()
    logs.start(settings.log_format)
    service.warn_of_unknown()
    asyncio.run(service.serve(settings))


def emulator(
    port: Port = 8080,
    fast: Annotated[bool, typer.Option("--fast", help="Leave out Telegram's rate limits.")] = False,
    token: Annotated[str | None, typer.Option(help="The bot's token; one by chance, if left out.")] = None,
) -> None:
    """Run the emulated Telegram and its page alone; prints its address and a bot's token as JSON."""
    import asyncio
    from contextlib import suppress

    from emulator import serve
    from emulator.world import TOKEN

    if token is not None and not TOKEN.fullmatch(token):
        raise typer.BadParameter("a token is a number, a colon and a secret of A-Za-z0-9_-", param_hint="--token")
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(port, limits=not fast, token=token))


def demo(
    port: Port = 8080,
    fast: Annotated[bool, typer.Option("--fast", help="Leave out Telegram's rate limits.")] = False,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser, when there is one.")] = True,
) -> None:
    """Try everything without a token: the real bot, an emulated Telegram and an invented school on one page."""
    import asyncio

    from bot import logs
    from bot.demo import Demo

    logs.start(None)
    asyncio.run(Demo(port, limits=not fast).run(browser=browser))
