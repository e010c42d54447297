"""The options of `kpi-sheets lint`, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from click.core import ParameterSource

from kpi_sheets.cli.options import READING, add, rule_words
from kpi_sheets.lint.settings import Asked
from kpi_sheets.pipeline.options import LintOptions
from kpi_sheets.report import FORMATS

AUTO = "auto"
ON_OFF = ("on", "off")


def formats_and_files(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Split "sarif=kpis.sarif" into its format and its file."""
    found = tuple((form, file) for form, _, file in (value.partition("=") for value in values))
    for value, (form, file) in zip(values, found, strict=True):
        if form not in FORMATS or not file:
            raise click.BadParameter(f'"{value}" is not FORMAT=FILE; the formats are {", ".join(FORMATS)}.')
    return found


OPTIONS = (
    click.option(
        "--format",
        "format_name",
        type=click.Choice([AUTO, *FORMATS]),
        default=AUTO,
        show_default=True,
        help="How to report; auto is text, and github in GitHub Actions.",
    ),
    click.option(
        "--output",
        "outputs",
        multiple=True,
        callback=formats_and_files,
        metavar="FORMAT=FILE",
        help="Write a report to a file as well; may be given several times.",
    ),
    click.option("--statistics", is_flag=True, help="Count the findings of each rule, too."),
    *READING,
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Read workbooks in N processes. Default: one per core, where there are enough workbooks for it to pay.",
    ),
    click.option("--together", is_flag=True, help="Look for duplicates and the like over all workbooks, not in each."),
    click.option(
        "--extend-select",
        multiple=True,
        callback=rule_words,
        metavar="RULES",
        help="Run these as well as what is selected.",
    ),
    click.option("--baseline", metavar="FILE", help="Leave out the findings that are in this file."),
    click.option("--write-baseline", metavar="FILE", help="Write all findings of today to such a file."),
    click.option("--changed-since", metavar="REV", help="Only KPIs that are new or differ since this git revision."),
    click.option("--diff", is_flag=True, help="Show what the fixes would change; change nothing."),
    click.option("--fix", is_flag=True, help="Apply the safe fixes, in the workbook itself; leave all else as it is."),
    click.option("--unsafe-fixes", is_flag=True, help="With --fix: apply those too that may change a meaning."),
    click.option(
        "--annotate",
        type=click.Choice(ON_OFF),
        metavar="[=off]",
        help="Write the findings into the workbook, as comments of their cells; =off takes these comments out again.",
    ),
    click.option(
        "--add-ignore",
        multiple=True,
        callback=rule_words,
        metavar="RULES",
        help='Write into the column "Ignore rules" that the findings of these rules are to be ignored.',
    ),
    click.option(
        "--reason", metavar="TEXT", help='With --add-ignore: why, and until when: "agreed; until 2027-06-30".'
    ),
    click.option("--show-settings", is_flag=True, help="Print the settings for each PATH, and where they come from."),
    click.option("--show-files", is_flag=True, help="Print which workbooks would be judged."),
)


class LintCommand(click.Command):
    """A command that takes --annotate without a value, and doesn't take the path behind it for one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        pairs = zip(args, [*args[1:], ""], strict=True)
        spelled = (f"{arg}=on" if arg == "--annotate" and value not in ON_OFF else arg for arg, value in pairs)
        return super().parse_args(ctx, list(spelled))


def lint_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that only this command has."""
    return add(OPTIONS, command)


def parsed(ctx: click.Context) -> LintOptions:
    """Return what is asked, free of click; an option that was not given leaves the word to the configuration."""
    said = ctx.params
    asked = Asked(
        profile=_given(ctx, "profile"),
        select=said["select"],
        extend_select=said["extend_select"],
        ignore=said["ignore"],
        language=_given(ctx, "language"),
        messages=_given(ctx, "messages"),
        fail_on=_given(ctx, "fail_on"),
        schema=said["schema"],
        baseline=said["baseline"],
    )
    return LintOptions(
        as_of=said["as_of"],
        asked=asked,
        config=said["config"] or "",
        use_config=not said["no_config"],
        hidden=said["hidden"],
        changed_since=said["changed_since"] or "",
        use_baseline=not said["write_baseline"],
        fix=(said["fix"] or said["unsafe_fixes"]) and not said["diff"],
        unsafe_fixes=said["unsafe_fixes"],
        together=said["together"],
        jobs=said["jobs"],
        annotate=said["annotate"] == "on" and not said["diff"],
    )


def _given(ctx: click.Context, name: str) -> Any:
    return None if ctx.get_parameter_source(name) is ParameterSource.DEFAULT else ctx.params[name]
