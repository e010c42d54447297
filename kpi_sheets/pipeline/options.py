"""What a run of the linter is asked to do."""

from __future__ import annotations

import datetime as dt

from kpi_sheets.lint.settings import Asked
from kpi_sheets.typed import NamedTuple


class LintOptions(NamedTuple):
    """One run: `asked` goes on top of the configuration, which is looked for beside each workbook unless `config`
    names it or `use_config` is false. `changed_since` is a revision of git, "" for all KPIs; `hidden` reads hidden
    sheets too. `fix` applies the safe fixes, `unsafe_fixes` the others too. `together` holds the KPIs of all workbooks
    against each other, instead of each workbook's own. `jobs` is the number of processes, None for as many as pay.
    `annotate` writes the findings into the workbooks as comments.
    """

    as_of: dt.date
    asked: Asked = Asked()
    config: str = ""
    use_config: bool = True
    hidden: bool = False
    changed_since: str = ""
    use_baseline: bool = True
    fix: bool = False
    unsafe_fixes: bool = False
    together: bool = False
    jobs: int | None = None
    annotate: bool = False
