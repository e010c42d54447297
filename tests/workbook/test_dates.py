"""Which number formats show a date or time."""

# ruff: noqa: E501 (a row of a table reads best on one line)

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from kpi_sheets.workbook.dates import Shown, moment, shown_as
from kpi_sheets.workbook.styles import BUILT_IN

FORMATS = {
    Shown.NUMBER: [
        "General", "0", "0.00%", "#,##0.00", '"$"#,##0_);[Red]("$"#,##0)', "@", "0.00E+00", "# ?/?", "[$€-413] #,##0.00",
        '0 "dagen"', '0.0 "m"', r"0\d", "0_d", "0*y", "[Red]0;[Yellow]0", '[>=1000]0,"K"', '"y', "[y", "general;-general",
    ],
    Shown.DATE: [
        "dd-mm-yyyy", "d/m/yy", "mmm-yy", "mmmm", "yyyy", "m", "[$-413]d mmmm yyyy;@", "[$-F800]dddd, mmmm dd, yyyy",
        'd" maart "yyyy', "[=0]\"\";dd-mm-yyyy", "DD-MM-YYYY", 'yyyy"年"m"月"',
    ],
    Shown.TIME: ["h:mm", "hh:mm:ss", "h:mm AM/PM", "mm:ss.0", "[$-F400]h:mm:ss AM/PM", 'h "uur"'],
    Shown.DATE_TIME: ["dd-mm-yyyy hh:mm", "m/d/yy h:mm", "yyyy-mm-ddThh:mm:ss"],
    Shown.DURATION: ["[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[s]", "[H]:MM"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "shown"), [(code, shown) for shown, codes in FORMATS.items() for code in codes]
)
def test_shown_as(code: str, shown: Shown) -> None:
    assert shown_as(code) is shown


def test_built_in_formats() -> None:
    dates = {number for number, code in BUILT_IN.items() if shown_as(code) is not Shown.NUMBER}
    assert dates == {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}


@given(st.floats(61, 2_950_000), st.booleans())
def test_moment_agrees_with_openpyxl(serial: float, date_1904: bool) -> None:
    epoch = CALENDAR_MAC_1904 if date_1904 else CALENDAR_WINDOWS_1900
    theirs, ours = from_excel(serial, epoch), moment(serial, Shown.DATE_TIME, date_1904)
    assert isinstance(ours, dt.datetime)
    assert abs(ours - theirs) <= dt.timedelta(milliseconds=1)


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(Shown), st.booleans())
def test_any_number_is_some_moment(serial: float, shown: Shown, date_1904: bool) -> None:
    moment(serial, shown, date_1904)
