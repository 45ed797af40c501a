"""The processes under test: started, pinned to a core, watched, ended."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import psutil

ROOT = Path(__file__).parent.parent
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def pin(process: int, core: int) -> None:
    """Keeps a process (0: this one) on one core, where there are several: the rig on the first, bots on the last."""
    if len(CORES) > 1:
        os.sched_setaffinity(process, {CORES[core]})


@dataclass
class Running:
    """A process and when it was started."""

    process: subprocess.Popen[bytes]
    started_at: float

    @property
    def cpu(self) -> float:
        """Seconds of processor time used so far, threads included."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    @property
    def resident(self) -> float:
        """Resident memory in MiB."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 2**20

    def end(self) -> None:
        """Kills it: nothing that is measured depends on a good end."""
        self.process.kill()
        self.process.wait()


def start(command: list[str], **environment: str) -> Running:
    """Starts a bot on the last core, its complaints on our stderr."""
    started_at = perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "HEALTH_LISTEN": "", **environment},  # several bots live side by side
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: pin(0, -1),
    )
    return Running(process, started_at)
