"""What stands in for `typing` at run time makes the same classes."""

from __future__ import annotations

import pickle
import typing

import pytest

from kpi_sheets import typed


def body(made_by: type) -> type:
    class Figure(made_by):  # type: ignore[misc, valid-type]
        """A figure and its unit."""

        name: str
        amount: float = 0.5
        unit: str = ""

        @property
        def shown(self) -> str:
            return f"{self.amount:g} {self.unit}"

        @classmethod
        def of(cls, text: str) -> Figure:
            return cls(text)

        def doubled(self) -> Figure:
            return self._replace(amount=2 * self.amount)

    return Figure


OURS, THEIRS = body(typed.NamedTuple), body(typing.NamedTuple)  # type: ignore[arg-type]


class Travelling(typed.NamedTuple):
    """A value at the top of a module, as pickle needs it."""

    name: str
    amounts: tuple[float, ...] = ()


def test_a_named_tuple_is_what_typing_makes_of_it() -> None:
    for trait in ("_fields", "_field_defaults", "__name__", "__doc__", "__module__", "__match_args__", "__mro__"):
        ours, theirs = getattr(OURS, trait), getattr(THEIRS, trait)
        assert ours[1:] == theirs[1:] if trait == "__mro__" else ours == theirs, trait
    assert vars(OURS).keys() == vars(THEIRS).keys() - {"__orig_bases__"}


def test_values_behave_alike() -> None:
    for kind in (OURS, THEIRS):
        figure = kind("revenue", unit="EUR")
        assert figure == ("revenue", 0.5, "EUR")
        assert hash(figure) == hash(("revenue", 0.5, "EUR"))
        assert repr(figure).endswith("Figure(name='revenue', amount=0.5, unit='EUR')")
        assert figure.doubled().shown == "1 EUR"
        assert kind.of("margin")._asdict() == {"name": "margin", "amount": 0.5, "unit": ""}
        with pytest.raises(TypeError):
            kind()
        with pytest.raises(AttributeError):
            figure.name = "costs"


def test_a_value_travels_to_another_process() -> None:
    value = Travelling("revenue", (1.0, 2.0))
    assert pickle.loads(pickle.dumps(value)) == value
