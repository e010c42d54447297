"""Read which number format each cell style has."""

from __future__ import annotations

from kpi_sheets.typed import NamedTuple
from kpi_sheets.workbook.dates import Shown, shown_as
from kpi_sheets.workbook.markup import elements
from kpi_sheets.workbook.package import Package

GENERAL = "General"
MAX_STYLES = 200_000  # Excel itself stops at 65,490

# The formats that files name by number only (ECMA-376, 18.8.30); 27-36 and 50-58 are the East Asian dates.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)', 6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)', 8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm:ss"),
    37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', 42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip


class Style(NamedTuple):
    """What of a cell's style tells how to read its number."""

    number_format: str
    shown: Shown


PLAIN = Style(GENERAL, Shown.NUMBER)


def styles(package: Package, part: str | None) -> dict[str | None, Style]:
    """Return the styles by the index that cells write in `s=`; None is the style of a cell without one.

    A workbook without a styles part has style 0 only.
    """
    found: dict[str | None, Style] = {None: PLAIN, "0": PLAIN}
    if part is None:
        return found
    codes = dict(BUILT_IN)
    stream = elements(package, part, "styleSheet", ("numFmts", "cellXfs"))
    next(stream)
    count = 0
    for element in stream:
        if element.tag == "numFmt":
            codes[_number(package, part, element.get("numFmtId"))] = element.get("formatCode", GENERAL)
        elif element.tag == "xf":
            code = codes.get(_number(package, part, element.get("numFmtId", "0")), GENERAL)
            found[str(count)] = Style(code, shown_as(code))
            count += 1
        if max(count, len(codes)) > MAX_STYLES:
            raise package.problem(part, f"holds more than {MAX_STYLES:,} styles")
    return found


def _number(package: Package, part: str, text: str | None) -> int:
    try:
        return int(text or "")
    except ValueError:
        raise package.problem(part, "a number format has no number") from None
