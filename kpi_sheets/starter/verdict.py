"""How the dashboard shows a status: behind its sign, in its colour."""

from __future__ import annotations

from collections.abc import Mapping

from kpi_sheets.starter.canvas import Live
from kpi_sheets.starter.plan import Item
from kpi_sheets.starter.style import SIGN, TEXT


def signed(code: str, status: str, item: Item | None) -> Live:
    """Return a status behind its sign, "● On track", from the cells of the status and its code; "" without one."""
    signs = f'IF({code}="","{SIGN[None]} ",IF({code}=1,"{SIGN[1]} ",IF({code}=0,"{SIGN[0]} ","{SIGN[-1]} ")))'
    shown = f"{SIGN[item.code]} {item['status']}" if item and item["status"] else ""
    return Live(f'IF({status}="","",{signs}&{status})', shown)


def colours(code: str) -> Mapping[str, tuple[str, str]]:
    """Return the rules that give a status the colour of its code, which stands in a cell of the same sheet."""
    tests = {f'{code}=""': None, f"{code}=-1": -1, f"{code}=0": 0, f"{code}=1": 1}
    return {test: ("", TEXT[number]) for test, number in tests.items()}
