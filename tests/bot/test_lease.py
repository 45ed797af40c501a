"""The lease of a running service: kept while it starts, whatever that waits for."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import lease
from emulator.faults import Fault
from tests.service import Service

NOON = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)


@pytest.mark.fault(69)
async def test_a_start_that_waits_for_telegram_keeps_the_lease(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "HEARTBEAT", 0.05)
    async with Service(tmp_path, NOON) as service:
        await service.stop()
        service.world.faults.plan(Fault("500", "getMe", count=10_000))
        starting = asyncio.ensure_future(service.start())
        beats = set()
        async with asyncio.timeout(10):
            while len(beats) < 5:
                await asyncio.sleep(0.05)
                beats |= set(service.rows("SELECT heartbeat_at FROM lease WHERE holder != ''"))
        assert not service.application.ready.is_set()
        service.world.faults.clear()
        await starting
