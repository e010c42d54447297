"""Headers are read past their spelling and decoration."""

from __future__ import annotations

import pytest

from kpi_sheets.register.words import LONGEST_KEPT, MOST_KEPT, Header, close_up, fold, read_header, remembered, split


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MonthTarget", ("month", "target")),
        ("formula_description", ("formula", "description")),
        ("KPI's", ("kpis",)),
        ("Maßeinheit", ("masseinheit",)),
        ("Réalisé", ("realise",)),
        ("Norm/\ntarget", ("norm", "target")),
        ("% behaald", ("%", "behaald")),
        ("N°", ("n",)),
        ("UoM", ("uom",)),
    ],
)
def test_split(text: str, words: tuple[str, ...]) -> None:
    assert split(text) == words


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("Streefwaarde 2021", Header(("streefwaarde",), year=2021)),
        ("Begroting 2020/2021*", Header(("begroting",), year=2021)),
        ("FY25 budget", Header(("budget",), year=2025)),
        ("MRR ($)", Header(("mrr",), bracket="$")),
        ("Doel (Target)", Header(("doel",), ("target",), bracket="Target")),
        ("2019", Header((), year=2019)),
        ("Verantwoor-\ndelijke", Header(("verantwoordelijke",))),
        ("T A R G E T", Header(("target",))),
    ],
)
def test_read_header(text: str, header: Header) -> None:
    assert read_header(text) == header


def test_close_up_leaves_ordinary_text_alone() -> None:
    assert close_up("Plan B or C") == "Plan B or C"
    assert close_up("K E Y   F I G U R E S") == "KEY FIGURES"


def test_fold_is_idempotent() -> None:
    assert fold(fold("  Één  KÉER ")) == fold("Één KÉER") == "een keer"


class Counting:
    """A function of a text that keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str) -> int:
        self.asked.append(text)
        return len(text)


def test_short_texts_are_read_once() -> None:
    counting = Counting()
    read = remembered(counting)
    short, long = "a" * LONGEST_KEPT, "b" * (LONGEST_KEPT + 1)
    assert [read(text) for text in (short, short, long, long)] == [len(short)] * 2 + [len(long)] * 2
    assert counting.asked == [short, long, long]


def test_only_so_many_texts_are_remembered() -> None:
    counting = Counting()
    read = remembered(counting)
    for number in (*range(MOST_KEPT), 0, MOST_KEPT, 0):
        assert read(str(number)) == len(str(number))
    assert counting.asked[MOST_KEPT:] == [str(MOST_KEPT), "0"]
