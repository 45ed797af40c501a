"""What this process has done, counted for Prometheus: labels are kinds of things, never numbers of people or chats."""

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, disable_created_metrics

disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
CALLS = Counter(
    "mentor_bot_telegram_calls",
    "Calls to the Bot API by their outcome; limited: told to wait (429).",
    ["outcome"],
    registry=REGISTRY,
)
UPDATE_SECONDS = Histogram(
    "mentor_bot_update_seconds",
    "From taking up an update to its commit.",
    buckets=(0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
    registry=REGISTRY,
)
