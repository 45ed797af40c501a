"""`python -m bot` is `mentor-bot`."""

from bot.cli import main

main()
