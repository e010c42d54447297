"""Fuzz one target for a while, guided by coverage; what breaks it is written to `crashes/` and becomes a test.

    python -m tests.fuzz.run part 600        # seconds; the targets are in targets.py

Needs atheris (`pip install atheris`), which the test suite does not.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

CRASHES = Path(__file__).parent / "crashes"
LONGEST = 8000  # bytes


def main(name: str, seconds: str = "600") -> None:
    """Run until the time is over or an input breaks the target."""
    with atheris.instrument_imports(include=["kpi_sheets"]):
        from tests.fuzz.targets import TARGETS, seeds
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(name)):
            Path(corpus, str(number)).write_bytes(seed)
        options = [
            f"-max_total_time={seconds}",
            f"-artifact_prefix={CRASHES}/{name}-",
            f"-max_len={LONGEST}",
            "-len_control=0",
        ]
        atheris.Setup([sys.argv[0], *options, "-timeout=5", "-rss_limit_mb=1024", corpus], TARGETS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
