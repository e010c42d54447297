"""What a module needs of `typing` while it runs.

To import `typing` and to let it compile the annotation of every field of every NamedTuple would take about a seventh of
the time in which a small workbook is linted. Type checkers see `typing` itself.
"""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False  # type checkers know it by its name

if TYPE_CHECKING:
    from typing import Any as Any
    from typing import NamedTuple as NamedTuple
else:
    Any = object

    class _Maker(type):
        def __new__(cls, name, _bases, body):
            """Make of a class what `typing.NamedTuple` makes of it; its annotations are for type checkers alone."""
            fields = body.get("__annotations__", {})
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in ("__module__", "__qualname__"):
                    setattr(made, key, value)
            return made

    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})
