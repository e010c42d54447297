"""The options of `kpi-sheets lint`, and what they come to."""

from __future__ import annotations

from kpi_sheets.cli.options import AS_OF, READING, RULES, language, parts
from kpi_sheets.cli.table import Option, Said
from kpi_sheets.lint.settings import Asked
from kpi_sheets.pipeline.options import LintOptions
from kpi_sheets.report import FORMATS


def format_and_file(value: str) -> list[tuple[str, str]]:
    """Split "sarif=kpis.sarif" into its format and its file. Raises ValueError for what isn't that."""
    form, _, file = value.partition("=")
    if form not in FORMATS or not file:
        raise ValueError(f'"{value}" is not FORMAT=FILE; the formats are {", ".join(FORMATS)}.')
    return [(form, file)]


OPTIONS = (
    Option(
        "--format",
        "How to report; auto is text, and github in GitHub Actions.",
        choices=("auto", *FORMATS),
        default="auto",
    ),
    Option(
        "--output", "Write a report to a file as well; may be given several times.", "FORMAT=FILE", each=format_and_file
    ),
    Option("--statistics", "Count the findings of each rule, too."),
    *READING,
    Option(
        "-j --jobs",
        "Read workbooks in N processes. Default: one per core, where there are enough workbooks for it to pay.",
        "N",
        kind="number",
    ),
    Option("--together", "Look for duplicates and the like over all workbooks, not in each."),
    Option("--extend-select", "Run these as well as what is selected.", "RULES", each=parts),
    Option("--baseline", "Leave out the findings that are in this file.", "FILE"),
    Option("--write-baseline", "Write all findings of today to such a file.", "FILE"),
    Option("--changed-since", "Only KPIs that are new or differ since this git revision.", "REV"),
    Option("--diff", "Show what the fixes would change; change nothing."),
    Option("--fix", "Apply the safe fixes, in the workbook itself; leave all else as it is."),
    Option("--unsafe-fixes", "With --fix: apply those too that may change a meaning."),
    Option(
        "--annotate",
        "Write the findings into the workbook, as comments of their cells; =off takes these comments out again.",
        "[=off]",
        choices=("on", "off"),
        bare="on",
    ),
    Option(
        "--add-ignore",
        'Write into the column "Ignore rules" that the findings of these rules are to be ignored.',
        "RULES",
        each=parts,
    ),
    Option("--reason", 'With --add-ignore: why, and until when: "agreed; until 2027-06-30".', "TEXT"),
    Option("--show-settings", "Print the settings for each PATH, and where they come from."),
    Option("--show-files", "Print which workbooks would be judged."),
    language("workbook"),
    AS_OF,
    *RULES,
)


def asked(said: Said) -> LintOptions:
    """Return what these options ask for; one that is not given leaves the word to the configuration."""
    return LintOptions(
        as_of=said["as_of"],
        asked=Asked(
            profile=said.given("profile"),
            select=said["select"],
            extend_select=said["extend_select"],
            ignore=said["ignore"],
            language=said.given("language"),
            messages=said.given("messages"),
            fail_on=said.given("fail_on"),
            schema=said["schema"],
            baseline=said["baseline"],
        ),
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
