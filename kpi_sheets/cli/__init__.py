"""The command line: read, call, print, exit code.

Exit codes: 0 clean, 1 findings, 2 the job could not be done. Each command is a module here with a `command`; it is
imported when it is called for.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence

from kpi_sheets.cli.plain import NotPlainError, read
from kpi_sheets.cli.table import UsageError
from kpi_sheets.model import KpiSheetsError

COMMANDS = ("addin", "check", "lint", "new", "refresh", "report", "rule", "schema", "show", "status")
SHOW_TRACEBACK = "KPI_SHEETS_TRACEBACK"  # set it to see where an unexpected error comes from


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    gc.disable()  # only imports leave cycles behind, a workbook leaves none: there is nothing to look for
    _ready_streams()
    try:
        sys.exit(_run(argv))
    except KpiSheetsError as error:
        _fail(str(error))
    except Exception as error:
        if os.environ.get(SHOW_TRACEBACK):
            raise
        _fail(
            f"something went wrong that should not: {type(error).__name__}: {error} (a bug of ours; please report it)"
        )
    finally:
        gc.freeze()  # or Python would go through all there is once more before it ends
        gc.enable()


def _run(argv: Sequence[str] | None) -> int:
    stopped: BaseException | None = None
    try:
        command, said = read(sys.argv[1:] if argv is None else argv, COMMANDS)
        return command.run(said)
    except NotPlainError:
        pass
    except (UsageError, OSError, EOFError, KeyboardInterrupt) as error:
        stopped = error
    from kpi_sheets.cli import by_click

    return by_click.run(argv, stopped)


def _ready_streams() -> None:
    """Let findings hold ≥ and é whatever the machine's own encoding is, and go nowhere where there is no stream."""
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by who called, or never there: pythonw has none
            setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        elif name != "stdin" and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _fail(message: str) -> None:
    from kpi_sheets.cli.output import echo
    from kpi_sheets.report.escape import for_terminal

    echo(f"kpi-sheets: {for_terminal(message)}", err=True)
    sys.exit(2)
