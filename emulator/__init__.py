"""A stand-in for Telegram on your own machine: the Bot API over HTTP, people to move, a clock, faults on demand."""

from emulator.server import Emulator, serve

__all__ = ["Emulator", "serve"]
