"""Write into a workbook and leave everything else as it is, byte for byte.

    patch("kpis.xlsx", [Edit("KPIs", 7, 12, "On track"), TableColumn(…), Highlight(…)]) → True when the file changed

Only the cells asked for change, with what follows from them: the table's own part for a new column, the styles for a
new number format or colour, `calcPr` when the book has formulas, the calculation chain when one was overwritten.
Every other member of the archive is copied as stored. The new file takes the place of the old one in one step, after
it has been read back: whoever looks sees the old workbook or the new one, whole.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from kpi_sheets.workbook.errors import REPAIR, WorkbookError, problem
from kpi_sheets.workbook.package import Package
from kpi_sheets.workbook.patch_book import plan
from kpi_sheets.workbook.patch_check import check_part, misread
from kpi_sheets.workbook.patch_edits import Change, Edit, Highlight, Notes, Rule, TableColumn, Value, Width
from kpi_sheets.workbook.patch_zip import fingerprint, rewrite, unlike
from kpi_sheets.workbook.reader import collector_at_rest

__all__ = ["Change", "Edit", "Highlight", "Notes", "Rule", "TableColumn", "Value", "Width", "patch", "would_change"]

CLOSE = "close it elsewhere, or ask for permission"


def patch(path: Path | str, changes: Sequence[Change], output: Path | str | None = None) -> bool:
    """Make all changes to the workbook at `path`, or none of them; return whether anything changed.

    With `output` the result goes there, and `path` stays as it is; without a change it is a plain copy. When nothing
    changes in place, the file isn't touched, its time included. A symbolic link keeps pointing to the file behind it.
    Raises WorkbookError, in one line, for a workbook that can't be read or safely written, and for cells that may not
    be written (see `patch_guard`).
    """
    source = Path(path)
    target = Path(os.path.realpath(source if output is None else output))
    with collector_at_rest(), Package(source) as package:
        before = source.stat()
        parts, cells = plan(package, changes)
        changed = bool(parts)
        prints = {part: fingerprint(content) for part, content in parts.items()}
        if not changed and target == Path(os.path.realpath(source)):
            return False

        def write(file: BinaryIO) -> None:
            rewrite(package, parts, file)
            parts.clear()  # a large sheet needn't be kept while the new file is read back

        def check(new: Path) -> None:
            _read_back(package, new, prints, cells)
            if _moment(source.stat()) != _moment(before):
                raise package.problem("", "was changed by another program meanwhile; nothing was written", "try again")

        _replace(source, target, write, check)
    return changed


def would_change(path: Path | str, changes: Sequence[Change]) -> bool:
    """Return whether `patch` would change the workbook. Raises WorkbookError as `patch` does; nothing is written."""
    with collector_at_rest(), Package(Path(path)) as package:
        return bool(plan(package, changes).parts)


def _read_back(
    package: Package,
    new: Path,
    prints: Mapping[str, tuple[int, int] | None],
    cells: Mapping[str, Mapping[tuple[int, int], Value]],
) -> None:
    """Raise WorkbookError unless the new file holds what it should, and nothing else has changed."""
    with Package(new, package.label) as copy:
        wrong = unlike(package, copy, prints)
        for part, wanted in cells.items():
            wrong = wrong or misread(copy, part, wanted)
        if wrong:
            raise package.problem(wrong, "does not read back as it should; nothing was written", REPAIR)
        for part in prints:
            if part in copy and part not in cells and not part.endswith(".vml"):  # which often is no XML
                check_part(copy, part)


def _replace(source: Path, target: Path, write: Callable[[BinaryIO], None], check: Callable[[Path], None]) -> None:
    """Write a file beside the target, check it, and let it take the target's place in one step."""
    new: Path | None = None
    try:
        mode = stat.S_IMODE((target if target.exists() else source).stat().st_mode)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        new = Path(name)
        with os.fdopen(handle, "w+b") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(mode)
        check(new)
        new.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _unwritable(target, error) from None
    finally:
        if new:
            new.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the replacement last through a power cut, where the system lets a folder be synced."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _moment(status: os.stat_result) -> tuple[int, int]:
    return status.st_mtime_ns, status.st_size


def _unwritable(target: Path, error: OSError) -> WorkbookError:
    reason = error.strerror or str(error)
    return problem(str(target), "", f"can't be written ({reason})", CLOSE)
