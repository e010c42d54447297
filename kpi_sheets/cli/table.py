"""What a command is: what may be said to it, as plain data, and the function that does what was said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from kpi_sheets.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from typing import Literal


class UsageError(Exception):
    """Words that do not go together."""


class Said(dict[str, Any]):
    """The values of a command's options and its argument, by name: given ones, and defaults for the rest."""

    def __init__(self, values: Mapping[str, Any], given: Collection[str]) -> None:
        super().__init__(values)
        self._given = given

    def given(self, name: str) -> Any:
        """Return the value of an option when it stands on the command line, else None."""
        return self[name] if name in self._given else None


class Option(NamedTuple):
    """An option: its `names` ("-j --jobs"), the last of which names its value among what is Said.

    It takes a value when it has a `metavar` or `choices`, else it is a flag. With `each` it may be given several times,
    and its value is a tuple of what `each` makes of the values; that raises ValueError for a bad one. `bare` is what it
    stands for without a value. `default` may be a function that returns it.
    """

    names: str
    help: str
    metavar: str = ""
    kind: Literal["text", "number", "date"] = "text"
    choices: tuple[str, ...] = ()
    default: Any = None
    each: Callable[[str], Iterable[Any]] | None = None
    bare: str = ""

    @property
    def name(self) -> str:
        return self.names.split()[-1].lstrip("-").replace("-", "_")

    @property
    def is_flag(self) -> bool:
        return not (self.metavar or self.choices)


class Argument(NamedTuple):
    """What stands on the command line without a name: one text or, with `many`, a tuple of them."""

    name: str
    metavar: str = ""
    many: bool = False
    required: bool = False
    default: str | None = None


class Command(NamedTuple):
    """A command: `run` returns the exit code, and its docstring is the help."""

    run: Callable[[Said], int]
    argument: Argument | None = None
    options: tuple[Option, ...] = ()


class Group(NamedTuple):
    """A command that is one of several, by name."""

    help: str
    commands: Mapping[str, Command]
