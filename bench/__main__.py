"""`python -m bench [name …]`: runs the benchmarks, or those named, and prints the targets."""

import sys

from bench import broadcast, kills, starting, steps, summaries, ticking

BENCHES = {
    "steps": steps.main,
    "starting": starting.main,
    "kills": kills.main,
    "broadcast": broadcast.main,
    "ticking": ticking.main,
    "summaries": summaries.main,
}


def main(names: list[str]) -> None:
    """Runs in order; the targets come last, together."""
    targets = [target for name in names or BENCHES for target in BENCHES[name]()]
    print("\n".join(map(str, targets)))


if __name__ == "__main__":
    main(sys.argv[1:])
