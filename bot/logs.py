"""Logs: one line an event, pretty on a terminal and JSON elsewhere, without texts, names or tokens (security § 7)."""

import logging
import re
import sys
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")


def redact(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """The last guard: whatever looks like a bot's token is masked, wherever it stands."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = TOKEN.sub("<token>", value)
    return event


def start(form: Literal["pretty", "json"] | None) -> None:
    """Sets up the logs of the process on stderr; our own and, from warnings up, those of the libraries."""
    pretty = form == "pretty" or (form is None and sys.stderr.isatty())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="%H:%M:%S" if pretty else "iso", utc=not pretty),
        structlog.processors.format_exc_info,
        redact,
    ]
    last: Processor = (
        structlog.dev.ConsoleRenderer() if pretty else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last]
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
