"""A short fuzz with fixed seeds, and every input that ever broke a target."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, seeds

CRASHES = sorted(
    path for path in (Path(__file__).parent / "crashes").iterdir() if path.name.partition("-")[0] in TARGETS
)
ROUNDS = {"archive": 400, "part": 400, "patched": 120, "statement": 300}
TOKENS = (
    b"<",
    b"/>",
    b"&",
    b'"',
    b"'",
    b"]]>",
    b"\x00",
    b"\xff",
    b"r=",
    b"s=",
    b"99999999999",
    b"-1",
    b"<c/>",
    b"<row/>",
    b" ",
)


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: path.name)
def test_what_broke_a_target_once(path: Path) -> None:
    TARGETS[path.name.partition("-")[0]](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_mutations(name: str) -> None:
    chance = random.Random(name)
    known = seeds(name)
    for _ in range(ROUNDS[name]):
        TARGETS[name](_mutated(chance.choice(known), chance, known))


def _mutated(data: bytes, chance: random.Random, known: list[bytes]) -> bytes:
    """Cut, double, flip, insert or splice, once or a few times."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        at, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        other = chance.choice(known)
        change = chance.randrange(5)
        piece = (
            b"",
            data[at:end] * 2,
            bytes(byte ^ (1 << chance.randrange(8)) for byte in data[at : at + 1]) + data[at + 1 : end],
            chance.choice(TOKENS) + data[at:end],
            other[at:end],
        )[change]
        data = data[:at] + piece + data[end:]
    return data
