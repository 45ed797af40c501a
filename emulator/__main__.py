"""`python -m emulator`: the emulated Telegram as a process of its own."""

import argparse
import asyncio
from contextlib import suppress

from emulator.server import serve


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--no-limits", action="store_true", help="leave out Telegram's rate limits")
    parser.add_argument("--no-log", action="store_true", help="keep only the calls that broke a rule")
    parser.add_argument("--token", help="the bot's token; one by chance, if left out")
    options = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(options.port, not options.no_limits, not options.no_log, options.token))


if __name__ == "__main__":
    main()
